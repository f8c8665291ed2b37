# SPDX-License-Identifier: Apache-2.0
"""What people read: rows, terms, caveats, statements, explanations. Never a diagnosis, never *negative* alone."""

import pytest

from cases import case_ids, load_case
from DiscographyReportLib.criteria import wording
from DiscographyReportLib.criteria.evaluator import evaluate
from DiscographyReportLib.criteria.explain import explanation_lines
from DiscographyReportLib.criteria.registry import OWN_IDS
from DiscographyReportLib.criteria.wording import limitation_words, outcome_shown, outcome_words
from DiscographyReportLib.model import procedure as p
from DiscographyReportLib.model.disc import CTFindings
from DiscographyReportLib.model.levels import Region
from DiscographyReportLib.model.quantities import psi
from DiscographyReportLib.model.results import Polarity
from provocations import (
    C,
    disc,
    discordant,
    event,
    exact,
    leaking,
    painless,
    result,
    rule_set,
    study,
    unknown,
    unstimulated,
    with_procedure,
)

POSITIVE = study(painless(3), exact(4), painless(5))
SIS = "SIS-type tiers (draft, project encoding)"
CASES = {case_id: evaluate(load_case(case_id)) for case_id in case_ids()}


def sentences(report, *rules):
    return evaluate(report, [rule_set(name) for name in rules] or None).statements


def sentence(report, rules="sis_tiers", level="L4-L5"):
    title = rule_set(rules).shown_title
    begins = (f"{level} ", f"{title} is not applicable to {level}")
    return next(line for line in sentences(report, rules) if title in line and line.startswith(begins))


def test_a_positive_level_is_one_sentence_with_values_and_controls():
    assert sentences(POSITIVE)[2] == (
        f"L4-L5 meets criteria of {SIS}, unequivocal: 10 < 15 psi above opening, NRS 8 ≥ 7; "
        "L3-L4 and L5-S1 painless controls."
    )


@pytest.mark.parametrize(
    ("report", "rules", "words"),
    [
        (
            study(painless(3), exact(4, 30), discordant(5)),
            "sis_tiers",
            f"L4-L5 meets criteria of {SIS}, probable: 30 < 50 psi above opening, NRS 8 ≥ 7; "
            "L3-L4 painless control, L5-S1 discordant control at 40 psi above opening.",
        ),
        (
            study(exact(3), exact(4), unknown(5)),
            "sis_tiers",
            f"L4-L5 is indeterminate under {SIS}: terms met, but no valid control "
            "(10 < 15 psi above opening, NRS 8 ≥ 7; "
            "L3-L4 no control (concordant), L5-S1 no control (response not fully recorded)).",
        ),
        (
            study(disc(4, event(25, concordance=C.SIMILAR))),
            "sis_tiers",
            f"L4-L5 is indeterminate under {SIS}: similar, not exact pain: would meet the terms if similar counted "
            "(25 < 50 psi above opening, NRS 8 ≥ 7).",
        ),
        (
            study(unstimulated(4, leaks=leaking("epidural"), volume_ml=3)),
            "sis_tiers",
            f"L4-L5 is indeterminate under {SIS}: no pain, but the disc was not shown to be stimulated "
            "(6 psi above opening at peak, not ≥ 50; end point soft, not firm; total volume 3 mL, not ≥ 3.5; "
            "annular leak epidural, not none).",
        ),
        (
            study(painless(4)),
            "sis_tiers",
            f"L4-L5 does not meet criteria of {SIS}: no pain, and shown to be stimulated "
            "(52 ≥ 50 psi above opening at peak, end point firm).",
        ),
        (
            study(painless(4, above=None, opening_pressure=None, endpoint="soft", volume_ml=4)),
            "walsh_1990",
            "L4-L5 does not meet criteria of Walsh 1990 (draft): no pain, and shown to be stimulated.",
        ),
        (
            study(exact(4, 55, nrs=6)),
            "sis_tiers",
            f"L4-L5 does not meet criteria of {SIS}: NRS 6, not ≥ 7; 55 psi above opening, not < 50 "
            "(exact pain on record).",
        ),
        (
            study(disc(4, event(nrs=5, concordance=C.SIMILAR))),
            "sis_tiers",
            f"L4-L5 does not meet criteria of {SIS}: similar pain, not exact; NRS 5, not ≥ 7 (similar pain on record).",
        ),
        (
            study(discordant(4)),
            "derby_2005",
            "L4-L5 does not meet criteria of Derby 2005: dissimilar pain, not exact; NRS 5, not ≥ 6.",
        ),
        (
            study(disc(4, event(sustained_s=20, volume_ml=4))),
            "sis_tiers",
            f"L4-L5 does not meet criteria of {SIS}: volume at the event 4 mL, not ≤ 3.5; time held 20 s, not ≥ 30 "
            "(exact pain on record).",
        ),
        (
            study(painless(3), exact(4)),
            "iasp_1994_idd",
            "L4-L5 meets criteria of IASP 1994 internal disc disruption (draft), met: "
            "modified Dallas grade (0-5) 4 ≥ 3; L3-L4 painless control.",
        ),
        (
            study(painless(3), exact(4), painless(5)),
            "iasp_1994_discogenic",
            "L4-L5 meets criteria of IASP 1994 discogenic pain (draft), met: exact pain; "
            "L3-L4 and L5-S1 painless controls.",
        ),
        (
            study(painless(3), exact(4, ct=CTFindings(extent="inner_third"))),
            "iasp_1994_idd",
            "L4-L5 does not meet criteria of IASP 1994 internal disc disruption (draft): "
            "modified Dallas grade (0-5) 1, not ≥ 3 (exact pain on record).",
        ),
        (
            study(disc(4, event(concordance=C.SIMILAR))),
            "walsh_1990",
            "L4-L5 meets criteria of Walsh 1990 (draft), positive: similar pain, NRS 8 ≥ 6, pain behaviors 2 ≥ 2, "
            "modified Dallas grade (0-5) 4 ≥ 1.",
        ),
        (
            study(exact(4, pain_behaviors=())),
            "walsh_1990",
            "L4-L5 does not meet criteria of Walsh 1990 (draft): pain behaviors 0, not ≥ 2 (exact pain on record).",
        ),
        (
            study(disc(4, event(70, None, None), event(20, 0, C.NONE), endpoint="firm")),
            "sis_tiers",
            f"L4-L5 does not meet criteria of {SIS}: 70 psi above opening, not < 50.",
        ),
        (
            study(disc(4, event(20, 3, None), event(20, 0, C.PRESSURE_ONLY))),
            "sis_tiers",
            f"L4-L5 does not meet criteria of {SIS}: NRS 3, not ≥ 7.",
        ),
        (study(unknown(4)), "sis_tiers", f"L4-L5 is not evaluable under {SIS}: the response was not recorded."),
        (
            study(exact(4, nrs=None)),
            "sis_tiers",
            f"L4-L5 is not evaluable under {SIS}: not recorded: NRS.",
        ),
        (
            study(disc(4, event(None, None, None, sustained_s=None), event(None, 0), peak_pressure=psi(30))),
            "sis_tiers",
            f"L4-L5 is not evaluable under {SIS}: the response was not recorded.",
        ),
        (
            study(exact(4, pain_behaviors=None, ct=CTFindings())),
            "walsh_1990",
            "L4-L5 is not evaluable under Walsh 1990 (draft): not recorded: "
            "pain behaviors and modified Dallas grade (0-5).",
        ),
        (
            study(exact(4, opening_pressure=None)),
            "derby_2005",
            "L4-L5 is not evaluable under Derby 2005: the pressures that this rule set needs were not recorded.",
        ),
        (
            study(exact(4)),
            "sis_nonlumbar",
            "SIS-type cervical/thoracic (draft) is not applicable to L4-L5: "
            "this rule set is for cervical and thoracic discs.",
        ),
    ],
)
def test_a_level_gets_one_sentence(report, rules, words):
    assert sentence(report, rules) == words


def test_the_numbering_statement_stands_first():
    numbering = p.Numbering(transitional="lumbarized_s1", statement="Six lumbar-type vertebrae, counted from C2.")

    assert sentences(with_procedure(POSITIVE, numbering=numbering))[0] == "Six lumbar-type vertebrae, counted from C2."
    assert sentences(POSITIVE)[0] == "Numbering: method not recorded."


def test_the_discs_that_were_not_injected_are_named_after_the_levels():
    others = [
        exact(5, status="fused"),
        exact(3, status="failed_access"),
        exact(2, status="prosthesis"),
        exact(1, status="not_injected"),
    ]
    found = sentences(study(exact(4), *others))

    assert found[2] == "Not injected: L1-L2, L2-L3 (prosthesis), L3-L4 (access failed), L5-S1 (fused)."
    assert found[1].startswith("L4-L5 ")
    assert not any(sentence.startswith("Not injected") for sentence in sentences(POSITIVE))


def test_the_caveat_of_pressure_transfer_belongs_in_every_report_of_more_than_one_level():
    assert sentences(POSITIVE)[-1] == wording.PRESSURE_TRANSFER
    assert wording.PRESSURE_TRANSFER not in sentences(study(exact(4), painless(3, status="fused")))


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (POSITIVE, "Valid control: yes (L3-L4, L5-S1)."),
        (study(unstimulated(4)), "Valid control: no; no disc is shown to be painless."),
        (study(painless(1), exact(4)), "Valid control: no; no usable control for L4-L5."),
        (
            study(unknown(3), painless(2), unknown(1)),
            "Valid control: no; response not fully recorded at L1-L2 and L3-L4.",
        ),
        (
            study(unknown(3), discordant(4, 3)),
            "Valid control: no; response not fully recorded at L3-L4; "
            "discordant pain at low or unknown pressure at L4-L5.",
        ),
        (
            with_procedure(POSITIVE, reporting=p.Reporting()),
            "Valid control: no, since responses are not interpreted.",
        ),
    ],
)
def test_a_sentence_says_whether_there_is_a_valid_control_and_why_not(report, words):
    assert next(line for line in sentences(report) if line.startswith("Valid control")) == words


def test_limitations_are_said_in_plain_words_and_no_control_only_once():
    report = study(disc(4), unstimulated(5, volume_ml="3.6", leaks=None))

    assert sentences(report)[3:6] == (
        "Valid control: no; response not fully recorded at L4-L5.",
        "L4-L5: A response was not fully recorded.",
        "L5-S1: No pain, but the disc was not shown to be stimulated: says nothing about it.",
    )


@pytest.mark.parametrize("case_id", CASES)
def test_no_text_of_a_case_says_diagnosis_or_negative_or_breaks_a_line(case_id):
    found = CASES[case_id]
    texts = [*found.statements, *(limitation_words(code) for code in found.limitations)]
    for one in found.results:
        texts += [one.row, *one.caveats, *explanation_lines(one), *(part for term in one.terms for part in term[:5])]

    assert not any("|" in text or "\n" in text or "diagnos" in text.lower() for text in texts)
    assert not any("negative" in text.lower() for text in texts)


@pytest.mark.parametrize("rules", OWN_IDS)
def test_a_no_beside_the_usual_pain_is_shown_as_criteria_not_met_with_what_failed(rules):
    region = Region.LUMBAR if Region.LUMBAR in rule_set(rules).regions else Region.CERVICAL
    weak = exact(4, 95, nrs=3, pain_behaviors=(), ct=CTFindings(extent="nucleus"), region=region)
    found = result(study(painless(3, region=region), weak, region=region), rules, 4)

    if found.polarity is Polarity.NEGATIVE:
        assert outcome_shown(found) == "criteria not met"
        assert found.row.startswith("Criteria not met: ")
        assert any(term.status.value == "failed" for term in found.terms)
    else:
        assert rules == "iasp_1994_discogenic"


def test_a_painless_disc_keeps_the_name_that_its_set_has_for_it():
    assert outcome_shown(result(study(painless(4)), "derby_1999", 4)) == "normal"
    assert outcome_shown(result(study(exact(4, 95)), "derby_1999", 4)) == "criteria not met"


def test_outcomes_are_spelled_for_people():
    assert outcome_words("indeterminate_not_pressurised") == "indeterminate not pressurized"


def test_the_rows_of_what_is_not_applicable_say_why():
    assert result(study(exact(4, status="failed_access")), "sis_tiers", 4).row == "Not injected: failed access"
    assert result(study(exact(4, status="not_injected")), "sis_tiers", 4).row == "Not injected"
    assert result(study(exact(4)), "sis_nonlumbar", 4).row == "This rule set is for cervical and thoracic discs"


def test_an_explanation_has_one_line_per_term_values_first():
    report = with_procedure(study(painless(3), exact(4, 10.5), exact(5)), reporting=p.Reporting(able="partly"))
    lines = explanation_lines(result(report, "sis_tiers", 4))

    assert lines[:8] == (
        "concordance exact: met",
        "8 ≥ 7 NRS: met",
        "10.5 < 50 psi above opening: met",
        "0.4 ≤ 3.5 mL volume at the event: met",
        "60 ≥ 30 s time held: met",
        "10.5 < 15 psi above opening: met",
        "control L3-L4 painless (asked: painless, or discordant above 15 psi above opening): met",
        "control L5-S1 concordant (asked: painless, or discordant above 15 psi above opening): failed",
    )
    assert lines[8:] == (f"caveat: {wording.PRESSURE_TRANSFER}", f"caveat: {wording.PARTLY_ABLE}")
    open_lines = explanation_lines(result(study(exact(4, nrs=None)), "derby_2005", 4))
    assert open_lines[1] == "not recorded ≥ 6 NRS: open"
