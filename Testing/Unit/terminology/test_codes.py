# SPDX-License-Identifier: Apache-2.0
"""Every part of the model has its code, every code its part, and no code ever changes its meaning."""

import enum
import inspect
from pathlib import Path

import pytest
from pydicom.sr.codedict import codes

from DiscographyReportLib.model import disc, levels, procedure, report, results, vocabulary
from DiscographyReportLib.model.record import Record, shapes
from DiscographyReportLib.sr import disc_group, interpretation, item, records, tree, views
from DiscographyReportLib.terminology import concepts, scheme, standard
from DiscographyReportLib.terminology.scheme import PRIVATE, ROWS

FROZEN = Path(__file__).parents[2] / "Data" / "private-codes.tsv"
RECORDS = [
    kind
    for module in (disc, procedure, report)
    for kind in vars(module).values()
    if inspect.isclass(kind) and issubclass(kind, Record) and kind is not Record and kind.__module__ == module.__name__
]
ENUMS = [
    kind
    for module in (vocabulary, levels, results)
    for kind in vars(module).values()
    if inspect.isclass(kind) and issubclass(kind, enum.Enum) and kind.__module__ == module.__name__
]
WITHOUT_QUESTION = {
    "Report.changed_at": "Content Date and Content Time of the header",
    "Report.region": "Procedure reported",
    "Report.procedure": "the procedure record itself",
    "Report.discs": "a measurement group or a level without region each",
    "Report.observers": "observer contexts (TID 1002)",
}
WITHOUT_ANSWER = {
    "Region": "Procedure reported and Target Region",
    "TermStatus": "a word of the text of conditions",
}
ALSO_ASKED = {"group", "result", "document", "ruleset", "criteria_set", "special", "outcome"}
VALUE_LENGTH, MEANING_LENGTH = 16, 64


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_field_of_every_record_has_a_question(kind):
    keys = {f"{kind.__name__}.{name}" for name in shapes(kind)} - WITHOUT_QUESTION.keys()

    assert {key for key in keys if key not in PRIVATE and key not in standard.QUESTIONS} == set()


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_the_questions_of_one_record_are_all_different(kind):
    names = [name for name in shapes(kind) if f"{kind.__name__}.{name}" not in WITHOUT_QUESTION]
    asked = [concepts.question(f"{kind.__name__}.{name}").key for name in names]

    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("kind", ENUMS, ids=lambda kind: kind.__name__)
def test_every_value_of_every_list_has_an_answer_of_its_own(kind):
    if kind.__name__ in WITHOUT_ANSWER:
        return
    answers = [concepts.answer(kind.__name__, member.value).key for member in kind]

    assert len(set(answers)) == len(answers)
    assert concepts.answers(kind.__name__) == {key: member.value for key, member in zip(answers, kind, strict=True)}


def test_what_has_no_code_is_still_in_the_model():
    fields = {f"{kind.__name__}.{name}" for kind in RECORDS for name in shapes(kind)}

    assert WITHOUT_QUESTION.keys() <= fields
    assert WITHOUT_ANSWER.keys() <= {kind.__name__ for kind in ENUMS}


def test_every_private_code_fits_a_coded_entry_and_stands_once():
    values = [value for _, value, _, _ in ROWS]
    keys = [key for key, _, _, _ in ROWS]

    assert len(set(values)) == len(values)
    assert len(set(keys)) == len(keys)
    assert [value for value in values if len(value) > VALUE_LENGTH or not value.startswith("DG")] == []
    assert len(scheme.DESIGNATOR) <= VALUE_LENGTH


def test_every_meaning_fits_is_plain_ascii_and_stands_once_among_questions_and_among_answers():
    for code in concepts.known().values():
        assert 0 < len(code.meaning) <= MEANING_LENGTH
        assert code.meaning.isascii()
        assert code.meaning == code.meaning.strip()
    questions = [meaning for _, value, meaning, _ in ROWS if value < "DG3"]
    assert sorted({meaning for meaning in questions if questions.count(meaning) > 1}) == []
    assert all(definition.endswith(".") for _, _, _, definition in ROWS)


def test_blocks_of_codes_hold_what_they_are_for():
    block = {"1": "quantities", "2": "questions", "3": "answers", "4": "criteria sets", "9": "special"}
    for key, value, _, _ in ROWS:
        assert value[2] in block, value
        assert (value[2] == "4") == key.startswith("criteria_set:")
        assert (value[2] == "9") == key.startswith("special:")
        assert (value[2] in "349") == (":" in key)


def test_no_code_stands_for_two_things():
    assert len({code.key for code in concepts.known().values()}) == len(concepts.known())
    for kind in ENUMS:
        if kind.__name__ not in WITHOUT_ANSWER:
            assert concepts.NOT_RECORDED.key not in concepts.answers(kind.__name__)


def test_the_private_codes_are_those_that_were_published():
    frozen = dict(line.split("\t") for line in FROZEN.read_text(encoding="utf-8").splitlines()[1:])
    present = {value: meaning for _, value, meaning, _ in ROWS}
    changed = {value for value in frozen.keys() & present.keys() if frozen[value] != present[value]}

    assert not changed, f"{sorted(changed)} changed their meaning: a code never does; give the new meaning a new code"
    assert not present.keys() - frozen.keys(), (
        f"{sorted(present.keys() - frozen.keys())}: add new codes to {FROZEN.name}"
    )
    gone = sorted(frozen.keys() - present.keys())
    assert not gone, f"{gone} are gone: documents that hold them could no longer be read; keep the rows"


def texts_of(*modules):
    return "".join(inspect.getsource(module) for module in modules)


def test_no_row_is_dead():
    fields = {f"{kind.__name__}.{name}" for kind in RECORDS for name in shapes(kind)}
    listed = {f"{key}.item" for key in fields}
    values = {f"{kind.__name__}:{member.value}" for kind in ENUMS for member in kind}
    source = texts_of(concepts, disc_group, interpretation, item, records, tree, views)
    derived = ("ruleset.", "criteria_set:", "outcome:", "group.modified_dallas:", "group.leak:")
    used = {key for key in PRIVATE if f'"{key}"' in source or key.startswith(derived)}

    assert set(PRIVATE) - used - fields - listed - values == set()
    assert set(standard.QUESTIONS) <= fields
    assert {key for key in standard.ANSWERS if key not in values} == set()
    assert set(standard.QUESTIONS) & set(PRIVATE) == set()
    assert set(standard.ANSWERS) & set(PRIVATE) == set()


def test_every_standard_code_is_used():
    names = [name for name, value in vars(standard).items() if name.isupper() and isinstance(value, standard.Code)]
    library = Path(inspect.getfile(standard)).parents[1]
    source = "".join(path.read_text(encoding="utf-8") for path in library.rglob("*.py"))

    assert [name for name in names if source.count(name) < 2] == []


def dictionary(code):
    """The meanings that pydicom's dictionary gives to a code; none if it does not know it."""
    entries = getattr(codes, code.scheme).concepts.values()
    return {entry.meaning.casefold() for entry in entries if entry.value == code.value}


UNKNOWN_TO_PYDICOM = {"360499006"}


@pytest.mark.parametrize(
    "code", [c for c in concepts.known().values() if c.scheme in ("DCM", "SCT")], ids=lambda c: c.value
)
def test_standard_codes_are_those_of_the_dictionary(code):
    known = dictionary(code)

    assert (not known) == (code.value in UNKNOWN_TO_PYDICOM)
    if known and code not in standard.DISCS.values():
        assert code.meaning.casefold() in known


def test_the_discs_are_those_of_cid_7604():
    of_the_standard = {entry.value: entry.meaning for entry in codes.cid7604.concepts.values()}
    ours = {code.value: level for level, code in standard.DISCS.items()}

    assert ours.keys() == of_the_standard.keys()
    for value, level in ours.items():
        upper, lower = level.split("-")
        assert {upper, lower} <= set(of_the_standard[value].replace("/", " ").replace("-", " ").split())
    assert "75782005" not in ours
    assert set(standard.DISCS) == {level.value for level in levels.STANDARD_LEVELS}


@pytest.mark.parametrize(
    ("kind", "group"),
    [("OrganizationalRole", "cid7452"), ("ContrastAgent", "cid12")],
)
def test_standard_answers_are_of_their_context_group(kind, group):
    of_the_group = {entry.value for entry in getattr(codes, group).concepts.values()}
    ours = [code for key, code in standard.ANSWERS.items() if key.startswith(f"{kind}:")]

    assert [code for code in ours if code.value not in of_the_group] == []


def test_the_purpose_of_a_marker_is_of_its_context_group():
    assert standard.REPRESENTATIVE_POINT.value in {entry.value for entry in codes.cid219.concepts.values()}


def test_the_roles_in_the_procedure_are_of_their_context_group_where_it_has_them():
    of_the_group = {entry.value for entry in codes.cid7453.concepts.values()}

    assert {concepts.answer("ObserverRole", role).value for role in ("operator", "reader")} <= of_the_group
