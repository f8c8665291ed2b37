# SPDX-License-Identifier: Apache-2.0
"""What the checks say in German, and that the language decides nothing."""

from dataclasses import replace

import pytest
from hypothesis import given

from check_examples_discs import EXAMPLES as OF_DISCS
from check_examples_report import EXAMPLES as OF_THE_REPORT
from DiscographyReportLib.model.checks import check
from DiscographyReportLib.model.checks_limits import _numbers, _parts
from DiscographyReportLib.model.disc import Disc
from DiscographyReportLib.model.findings import blocks_complete, spoken
from DiscographyReportLib.model.procedure import Procedure
from DiscographyReportLib.model.record import shapes
from DiscographyReportLib.model.report import Explanation
from DiscographyReportLib.model.words import WORDS, word
from DiscographyReportLib.texts import known, speaking
from german import english_left, figures
from strategies import reports

EXAMPLES = [*OF_DISCS, *OF_THE_REPORT]


def in_german(report):
    with speaking("de"):
        return check(report)


def plain(finding):
    return replace(finding, message="", remedy="")


def typed_in(report):
    return " ".join(dose.agent for dose in report.procedure.sedation.doses or ())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda row: row[0])
def test_every_check_speaks_german_with_the_same_figures(example):
    report = example[3]
    for english, german in zip(check(report), in_german(report), strict=True):
        assert not english_left(f"{german.message} {german.remedy}", typed_in(report)), german
        assert sorted(figures(german.message)) == sorted(figures(english.message))


@given(reports())
def test_the_checks_of_any_report_find_the_same_in_every_language(report):
    english, german = check(report), in_german(report)

    assert list(map(plain, english)) == list(map(plain, german))
    assert [f for f in german if english_left(f"{f.message} {f.remedy}", typed_in(report))] == []


def test_a_reason_given_in_one_language_settles_the_finding_in_the_other():
    report = next(example[3] for example in EXAMPLES if example[0] == "high_above_opening")
    found = next(one for one in in_german(report) if one.code == "high_above_opening")
    reason = Explanation(found.field, "gemessen", found.disc_uid, found.value)
    explained = replace(report, explanations=(reason,))

    assert next(one for one in check(explained) if one.code == found.code).explained == "gemessen"
    assert [plain(one) for one in blocks_complete(check(explained))] == [
        plain(one) for one in blocks_complete(in_german(explained))
    ]


def fields(record, path=""):
    for name, _key in _numbers(record):
        yield f"{path}{name}"
    for name, many in _parts(record):
        yield from fields(shapes(record)[name].kind, f"{path}{name}{'[0]' if many else ''}.")


@pytest.mark.parametrize("path", [*fields(Procedure), *fields(Disc)])
def test_every_field_with_a_limit_has_a_german_name(path):
    with speaking("de"):
        german = spoken(path)

    assert english_left(german) == set()


@pytest.mark.parametrize("kind", WORDS, ids=lambda kind: kind.__name__)
def test_every_value_of_a_closed_list_has_a_german_word_of_its_own(kind):
    with speaking("de"):
        german = [word(value) for value in kind]
        unknown = [value for value in kind if known(WORDS[kind][value], kind.__name__) is None]
        unknown = [value for value in unknown if known(WORDS[kind][value]) is None]

    assert unknown == [] or kind.__name__ == "Castellvi"
    assert len(set(german)) == len(german)
