# SPDX-License-Identifier: Apache-2.0
"""Whatever a report holds comes back from its document, exactly."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import case_ids, load_case
from DiscographyReportLib.criteria.evaluator import evaluate
from DiscographyReportLib.model import procedure as p
from DiscographyReportLib.model import vocabulary as v
from DiscographyReportLib.model.checks import check
from DiscographyReportLib.model.disc import CTFindings, Position, StimulationEvent, Tear
from DiscographyReportLib.model.findings import blocks_complete
from DiscographyReportLib.model.levels import VARIANT_LEVELS, Level
from DiscographyReportLib.model.report import Explanation, Observer
from DiscographyReportLib.model.results import Polarity, Term, TermStatus
from DiscographyReportLib.sr.envelope import Amendment, Encoding, Standing, State
from DiscographyReportLib.sr.lint import lint
from plain_reports import disc, report, with_disc, with_procedure
from sr_documents import (
    HERE,
    OUTCOMES,
    PREDECESSOR,
    REVIEWER,
    SITE_RULE_SET,
    assessed,
    documents,
    opened,
    read_bytes,
    result,
    written,
)
from strategies import FRAME, PERSON_NAMES, TEXTS

ENCODINGS = [Standing(encoding) for encoding in Encoding]
PLAIN = with_disc(report(), position=HERE)


def placed(number: int) -> Position:
    return Position(50, 60, 30 * number, FRAME)


def assert_comes_back(made, standing=None, assessment=None):
    for one in ENCODINGS if standing is None else [standing]:
        judged = assessment or assessed(made)
        data = written(made, one, judged)
        read = read_bytes(data)
        assert read.report == made
        assert read.assessment == judged
        assert read.envelope.standing == one
        assert read.notices == ()
        assert lint(opened(data)) == ()


@given(documents())
def test_any_report_comes_back_with_its_results_and_standing(document):
    assert_comes_back(*document)


def test_what_our_rule_sets_can_answer_is_that_of_the_vocabulary(vocabulary):
    assert {name: set(known) for name, known in OUTCOMES.items()} == {
        name: set(known) for name, known in vocabulary["outputs"].items()
    }


@pytest.mark.parametrize("rule_set", OUTCOMES)
def test_every_outcome_of_every_rule_set_comes_back(rule_set):
    for outcome in OUTCOMES[rule_set]:
        answers = (result(PLAIN.discs[0].uid, rule_set, outcome=outcome),)
        assert_comes_back(PLAIN, Standing(), assessed(PLAIN, rule_set, results=answers))


@pytest.mark.parametrize("polarity", Polarity)
def test_every_polarity_comes_back_also_of_a_rule_set_of_the_site(polarity):
    answers = (result(PLAIN.discs[0].uid, SITE_RULE_SET, outcome="vielleicht 腰", polarity=polarity),)

    assert_comes_back(PLAIN, None, assessed(PLAIN, SITE_RULE_SET, results=answers, overall=polarity))


def test_conditions_keep_empty_parts_and_characters_that_break_lines_elsewhere():
    odd = Term("pressure\u2028above", "", "", "", "", TermStatus.OPEN)
    answers = (result(PLAIN.discs[0].uid, terms=(odd, odd._replace(value="ë\u2029ë")), row="", caveats=()),)

    assert_comes_back(PLAIN, None, assessed(PLAIN, results=answers, limitations=(), statements=()))


@pytest.mark.parametrize("name", PERSON_NAMES)
def test_names_in_any_script_come_back(name):
    people = (Observer(name=name, role=v.ObserverRole.READER), Observer(name=name, role=v.ObserverRole.OPERATOR))

    assert_comes_back(replace(PLAIN, observers=people))


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_texts_in_any_script_come_back(text):
    noted = with_disc(PLAIN, comment=text, events=(StimulationEvent(location=text, note=text),))

    assert_comes_back(replace(noted, impression=text, recommendation=text, comment=text))


@pytest.mark.parametrize("level", Level)
def test_every_level_comes_back_with_a_marker_and_without(level):
    bare = replace(PLAIN.discs[0], uid="1.2.9", level=level, sequence_index=9, position=None, status=v.DiscStatus.FUSED)

    assert_comes_back(replace(with_disc(PLAIN, level=level), discs=(replace(PLAIN.discs[0], level=level), bare)))


def test_a_level_that_dicom_lacks_is_named_in_words_beside_its_private_code():
    for level in VARIANT_LEVELS:
        data = written(with_disc(PLAIN, level=level))
        assert f"The disc {level} has no code in DICOM CID 7604".encode() in data


def test_a_report_on_which_nothing_is_recorded_comes_back():
    empty = disc(
        Level.L4_L5, position=HERE, opening_pressure=None, events=(), peak_pressure=None, final_static_pressure=None,
        volume_ml=None, endpoint=None, stop_reason=None, leaks=None, ct=CTFindings(),
    )  # fmt: skip

    assert_comes_back(report(procedure=p.Procedure(), discs=(empty,), observers=()))


def test_empty_lists_and_records_on_which_nothing_is_recorded_are_not_mixed_up_with_nothing():
    nothing_found = {
        "indications": (),
        "complications": (),
        "sedation": p.Sedation(doses=()),
        "post_ct": p.PostCT(planes=()),
    }
    made = with_procedure(PLAIN, sham=p.Sham(), **nothing_found)
    made = with_disc(made, leaks=(), pain_behaviors=(), ct=CTFindings(tears=()), events=(StimulationEvent(),))

    assert_comes_back(made)
    assert_comes_back(with_disc(made, ct=CTFindings(tears=(Tear(), Tear())), leaks=None, pain_behaviors=None))


def test_an_event_without_any_entry_is_still_an_event():
    made = with_disc(PLAIN, events=(StimulationEvent(), StimulationEvent(), PLAIN.discs[0].events[0]))

    assert_comes_back(made)


@pytest.mark.parametrize("x", [1e-20, -1e-20, 0.1, 1e-38, 123.456789, 199.0])
def test_a_position_keeps_its_last_digit(x):
    assert_comes_back(with_disc(PLAIN, position=Position(abs(x), abs(x), abs(x) % 160, FRAME)))


def test_reasons_for_unusual_values_come_back():
    reasons = (Explanation("volume_ml", "großer Riss", "1.2.104", "0.5 mL"), Explanation("sedation.level", "x"))

    assert_comes_back(replace(PLAIN, explanations=reasons))


def test_the_chosen_rule_sets_and_the_primary_one_come_back_also_of_the_site():
    chosen = ("derby_2005", SITE_RULE_SET, "walsh_1990")

    assert_comes_back(replace(PLAIN, criteria=chosen, primary_criteria=SITE_RULE_SET))


@pytest.mark.parametrize("encoding", Encoding)
@pytest.mark.parametrize("amendment", [None, Amendment(PREDECESSOR, 3, "Höhe verwechselt")], ids=["new", "amended"])
@pytest.mark.parametrize("state", State)
def test_every_standing_comes_back(encoding, state, amendment):
    verified = (REVIEWER, replace(REVIEWER, name="مريم^الزهراء")) if state is State.VERIFIED else ()

    assert_comes_back(PLAIN, Standing(encoding, state, verified, amendment))


def test_an_amended_document_stands_in_the_series_of_its_predecessor_with_the_next_number():
    read = read_bytes(written(PLAIN, Standing(amendment=Amendment(PREDECESSOR, 3, "reason"))))

    assert read.envelope.instance_number == 4
    assert read.envelope.identity.series_instance_uid == PREDECESSOR.series_instance_uid


def test_patient_and_study_are_those_of_the_ct():
    envelope = read_bytes(written(PLAIN)).envelope

    assert (envelope.patient.name, envelope.patient.patient_id, envelope.patient.birth_date) == (
        "DOE^JANE",
        "P-1",
        "19700101",
    )
    assert (envelope.study.instance_uid, envelope.study.date, envelope.study.time) == ("1.2.3.1", "20261014", "101112")
    assert [item.sop_instance_uid for item in envelope.evidence] == [f"1.2.3.5.{n}" for n in range(5)]


@pytest.mark.parametrize("case_id", case_ids())
def test_every_worked_case_comes_back_with_what_our_rule_sets_answer(case_id):
    bare = load_case(case_id)
    discs = [replace(one, position=placed(number)) for number, one in enumerate(bare.discs)]
    made = replace(bare, discs=tuple(discs))
    state = State.DRAFT if blocks_complete(check(made)) else State.COMPLETE

    for encoding in Encoding:
        assert_comes_back(made, Standing(encoding, state), evaluate(made))


@given(st.data())
def test_what_a_group_shows_is_noticed_where_it_does_not_follow_from_the_record(data):
    dataset = opened(written(PLAIN))
    group = dataset.ContentSequence[-3].ContentSequence[0]
    numbers = [item for item in group.ContentSequence if item.ValueType == "NUM"]
    chosen = data.draw(st.sampled_from(numbers[:3] + numbers[5:6]), label="a derived number")
    chosen.MeasuredValueSequence[0].NumericValue = "77"

    read = read_dataset_of(dataset)

    assert read.report == PLAIN
    name = chosen.ConceptNameCodeSequence[0].CodeMeaning
    assert read.notices == (f"Disc L4/L5: the shown value of {name} differs from what the record gives",)


def read_dataset_of(dataset):
    from DiscographyReportLib.sr.reader import read_dataset

    return read_dataset(dataset)
