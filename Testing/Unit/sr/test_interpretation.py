# SPDX-License-Identifier: Apache-2.0
"""What an outcome amounts to is left out of the document where it follows from its name: that must never change."""

import pytest

from DiscographyReportLib.criteria.registry import own_registry
from DiscographyReportLib.model.disc import Disc
from DiscographyReportLib.model.procedure import Procedure
from DiscographyReportLib.model.record import Record, shapes
from DiscographyReportLib.model.results import Polarity, Term, TermStatus
from DiscographyReportLib.sr.errors import ReadError
from DiscographyReportLib.sr.interpretation import decode_results, encode_results, usual_polarity
from DiscographyReportLib.sr.item import Item
from DiscographyReportLib.sr.records import concept_of, entry_concept, stands_open
from DiscographyReportLib.terminology.code import Code
from sr_documents import SITE_RULE_SET, result

FROZEN = {
    Polarity.POSITIVE: (
        *("unequivocal", "definite", "highly_probable", "probable", "positive_2_controls", "positive_1_control"),
        *("chemical", "mechanical", "low_pressure_sensitive", "high_pressure_sensitive", "met", "positive"),
    ),
    Polarity.NEGATIVE: ("negative", "not_met", "normal", "not_symptomatic"),
    Polarity.INDETERMINATE: (
        *("indeterminate", "indeterminate_no_control", "indeterminate_partial_concordance"),
        *("indeterminate_not_pressurised", "indeterminate_not_stimulated", "partial_concordance"),
    ),
    Polarity.NOT_EVALUABLE: ("not_evaluable",),
    Polarity.NOT_APPLICABLE: ("not_applicable",),
}


@pytest.mark.parametrize(("polarity", "names"), FROZEN.items(), ids=str)
def test_what_an_outcome_amounts_to_is_frozen(polarity: Polarity, names: tuple[str, ...]) -> None:
    assert {usual_polarity(name) for name in names} == {polarity}


def test_every_outcome_of_our_own_rule_sets_is_frozen() -> None:
    shipped = {row.name for rules in own_registry().rule_sets for row in rules.outcomes}

    assert shipped <= {name for names in FROZEN.values() for name in names}


LOW = Term("pressure above opening", "10", "psi", "<", "15", TermStatus.MET)
EXACT = Term("concordance", "exact", "", "is", "exact", TermStatus.MET)
NRS = Term("NRS", "6", "", ">=", "7", TermStatus.FAILED)
JUDGED = (
    result("1.2", "derby_2005", terms=(EXACT, LOW), caveats=("of all", "of one")),
    result("1.2", "sis_tiers", terms=(LOW, NRS, EXACT, LOW), caveats=("of all",), row="", outcome="negative"),
    result("1.2", f"{SITE_RULE_SET}, first", terms=(), caveats=(), outcome="version 1", row="outcome a | b"),
    result("1.2", SITE_RULE_SET, terms=(NRS,), caveats=("of all",), version="caveats 2 | conditions"),
)


def recorded(*results):
    (record,) = encode_results(results)
    return record


def texts_in(record: Item) -> list[str]:
    return [item.value for item in record.children]


def changed(record: Item, old: str, new: str) -> Item:
    """The record with one line of a text changed."""
    assert sum(old in item.value for item in record.children) == 1
    children = [Item(i.relation, i.type, i.concept, i.value.replace(old, new)) for i in record.children]
    return Item(record.relation, record.type, record.concept, None, tuple(children))


def test_results_come_back_in_their_order_with_what_they_share_written_once():
    notices: list[str] = []
    record = recorded(*JUDGED)

    assert decode_results(record, "1.2", notices) == JUDGED
    assert notices == []
    assert texts_in(record)[:2] == [
        "1 | concordance | exact | - | is | exact | met\r\n2 | pressure above opening | 10 | psi | < | 15 | met\r\n"
        "3 | NRS | 6 | - | >= | 7 | failed",
        "1 | of all\r\n2 | of one",
    ]
    assert texts_in(record)[3] == (
        "-\r\noutcome negative\r\nversion 1\r\namounts to positive\r\nconditions 2 3 1 2\r\ncaveats 1"
    )


def test_without_a_result_there_is_no_record_and_without_a_record_no_result():
    assert encode_results(()) == []
    assert decode_results(None, "1.2", []) == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("conditions 2 3 1 2", "conditions 2 4 1 2", "refers to number '4', which is not there"),
        ("conditions 2 3 1 2", "conditions 2 3 1  2", "refers to number '', which is not there"),
        ("3 | NRS", "4 | NRS", "is not number 3"),
        ("2 | of one", "of one", "is not number 2"),
        ("of one", "of one\nmore", "is not number 3"),
        ("outcome negative", "outcome negativ", "the outcome 'negativ' is not known"),
        ("outcome negative", "version 1", "stands twice"),
        ("2 | of one", "2 | of\rone", "Numbered caveats holds an empty or a broken line"),
        ("1 | of all\r\n2 | of one", "", "Numbered caveats holds an empty or a broken line"),
        ("conditions 2 3 1 2", "condition 2 3 1 2", "is not known"),
        ("amounts to positive\r\nconditions 2", "amounts to posidive\r\nconditions 2", "nothing that an outcome"),
        (f"rule set {SITE_RULE_SET}, first", "conditions 1", "the rule set is missing"),
        ("outcome low_pressure_sensitive", "rule set x", "the outcome, its version or the rule set is missing"),
    ],
)  # fmt: skip
def test_a_damaged_result_is_refused_with_a_sentence(old: str, new: str, words: str):
    judged = recorded(*JUDGED)

    with pytest.raises(ReadError, match=words):
        decode_results(changed(judged, old, new), "1.2", [])


def test_a_condition_that_belongs_to_no_result_is_noticed():
    notices: list[str] = []
    decode_results(changed(recorded(*JUDGED), "conditions 2 3 1 2", "conditions 2 1 2"), "1.2", notices)
    assert notices == []

    (lone,) = encode_results(JUDGED[:1])
    decode_results(changed(lone, "conditions 1 2", "conditions 1"), "1.2", notices)
    assert notices == ["Interpretation record: Numbered conditions: number 2 belongs to no result"]


def concepts_beside_each_other(kind: type[Record]) -> list[Code]:
    found = []
    for name, form in shapes(kind).items():
        entries = {concept_of(kind.__name__, name), entry_concept(kind.__name__, name)}
        found += concepts_beside_each_other(form.kind) if stands_open(kind, name) else []
        found += entries
    return found


@pytest.mark.parametrize("kind", [Disc, Procedure])
def test_no_two_fields_beside_each_other_have_the_same_name(kind: type[Record]):
    keys = [concept.key for concept in concepts_beside_each_other(kind)]

    assert len(set(keys)) == len(keys) > 20


def test_several_records_of_one_class_keep_their_containers():
    assert not stands_open(shapes(Procedure)["screening"].kind, "allergies")
    assert stands_open(Procedure, "screening")
    assert not stands_open(Procedure, "sham")
