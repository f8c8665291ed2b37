# SPDX-License-Identifier: Apache-2.0
"""Results told in German: whole, with every number, level, unit and sign in its place, and never judged anew."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given

from cases import case_ids, load_case
from DiscographyReportLib.criteria.evaluator import evaluate
from DiscographyReportLib.criteria.explain import explanation_lines
from DiscographyReportLib.criteria.registry import own_registry
from DiscographyReportLib.criteria.statements import level_sentence
from DiscographyReportLib.criteria.wording import comparison, limitation_words, outcome_shown, term_words
from DiscographyReportLib.model.report import Report
from DiscographyReportLib.model.results import Assessment, Term
from DiscographyReportLib.model.telling import told
from DiscographyReportLib.texts import speaking
from german import english_left, figures
from strategies import reports

SIGNED = "L3-L4 meets criteria of Derby 1999 (draft), chemical: exact pain, 10 < 15 psi above opening."
# What the checks below must notice: an unknown word, a number, a level, a unit.
STRANGE = [
    SIGNED.replace("chemical", "electrical"),
    SIGNED.replace("exact pain", "sudden pain"),
    SIGNED.replace("10 <", "10 !"),
    SIGNED.replace("psi", "hPa"),
    "L3-L4 is normal.",
    "Anything else",
]


def texts_of(report: Report, found: Assessment) -> Iterator[str]:
    levels = {disc.uid: disc.level.value for disc in report.discs}
    yield from found.statements[1:]
    yield from map(limitation_words, found.limitations)
    for result in found.results:
        rules = own_registry().find(result.rule_set, result.version)
        yield from (level_sentence(levels[result.disc_uid], result, rules), result.row, outcome_shown(result))
        yield from (*result.caveats, *explanation_lines(result))
        for term in result.terms:
            yield from parts_of(term)


def parts_of(term: Term) -> Iterator[str]:
    yield from (term.what, comparison(term), term_words(term))
    yield from (part for part in (term.value, term.threshold) if part and not part.replace(".", "").isdigit())


def untold(report: Report) -> set[str]:
    """The texts that are not told whole, or with another figure."""
    every = set(texts_of(report, evaluate(report)))
    with speaking("de"):
        pairs = [(text, told(text)) for text in every]
    return {text for text, german in pairs if english_left(german) or figures(text) != figures(german)}


@pytest.mark.parametrize("case_id", case_ids())
def test_every_text_of_every_worked_case_is_told_in_german(case_id):
    assert untold(load_case(case_id)) == set()


@given(reports())
def test_every_text_of_any_report_is_told_in_german(report):
    assert untold(report) == set()


@pytest.mark.parametrize("text", STRANGE)
def test_what_is_not_recognized_whole_stays_as_it_was_signed(text):
    with speaking("de"):
        assert told(SIGNED) != SIGNED
        assert told(text) == text


def test_a_site_rule_set_keeps_its_own_words():
    sentence = SIGNED.replace("Derby 1999 (draft), chemical", "Our clinic (draft), class 2")

    with speaking("de"):
        assert told(sentence) == sentence
        assert told(SIGNED.replace("Derby 1999", "Our clinic")).startswith(
            "L3-L4 erfüllt die Kriterien von Our clinic (Entwurf), chemisch: "
        )


def test_the_statement_that_a_reader_typed_is_never_translated():
    procedure = load_case("C01").procedure
    typed = replace(procedure.numbering, statement=None, scheme="no pain", method="not injected")
    numbering = evaluate(replace(load_case("C01"), procedure=replace(procedure, numbering=typed))).statements[0]

    with speaking("de"):
        assert told(numbering) == "Nummerierung: no pain; not injected."


@pytest.mark.parametrize("case_id", case_ids())
def test_results_are_the_same_and_english_whatever_is_spoken(case_id):
    english = evaluate(load_case(case_id))

    with speaking("de"):
        assert evaluate(load_case(case_id)) == english


def test_what_a_translator_did_with_a_number_is_not_shown(monkeypatch):
    sentence = "The total volume of 3.9 mL is above 3.5 mL."
    wrong = "Das Gesamtvolumen liegt mit 3.9 mL über der Grenze."
    monkeypatch.setattr("DiscographyReportLib.model.telling._any_text", lambda _text: wrong)

    with speaking("en-x-wrong"):
        assert told(sentence) == sentence
