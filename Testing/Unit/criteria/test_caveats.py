# SPDX-License-Identifier: Apache-2.0
"""What the reader has to bear in mind, shown where it holds and nowhere else."""

from dataclasses import replace
from decimal import Decimal

import pytest

from DiscographyReportLib.criteria import wording
from DiscographyReportLib.model import procedure as p
from DiscographyReportLib.model.disc import CTFindings, Reinjection
from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.model.quantities import Pressure
from provocations import (
    disc,
    event,
    exact,
    leaking,
    painless,
    result,
    study,
    with_procedure,
)

POSITIVE = study(painless(3), exact(4), painless(5))


def terms(report, rules, index=4):
    return [(t.what, t.value, t.operator, t.threshold, t.status.value) for t in result(report, rules, index).terms]


def caveats(report, rules="sis_tiers", index=4):
    return set(result(report, rules, index).caveats)


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (study(exact(4, leaks=leaking("endplate_schmorl"))), wording.ENDPLATE),
        (study(exact(4, neighbors_prefilled=True)), wording.PREFILLED),
        (study(exact(4, reinjection=Reinjection(performed=True, reproduced=False))), wording.NOT_REPRODUCED),
        (study(exact(4, level=Level.L4_S1)), wording.NO_STANDARD_CODE),
        (study(exact(4, volume_ml=4)), "The total volume of 4 mL is above 3.5 mL."),
        (study(exact(4), painless(3)), wording.PRESSURE_TRANSFER),
        (study(exact(4), painless(5)), wording.PRESSURE_TRANSFER),
        (with_procedure(study(exact(4)), sedation=p.Sedation(level="deep")), wording.SEDATION),
        (with_procedure(study(exact(4)), reporting=p.Reporting(able="partly")), wording.PARTLY_ABLE),
        (with_procedure(study(exact(4)), numbering=p.Numbering(transitional="lumbarized_s1")), wording.TRANSITIONAL),
        (study(disc(4, event(volume_ml=None))), wording.TOTAL_INSTEAD),
        (
            study(disc(4, event(sustained_s=None))),
            "Not recorded, and skipped as optional in this rule set: time held.",
        ),
    ],
)
def test_a_caveat_is_shown_where_it_holds(report, words):
    assert caveats(report) == {words}
    assert caveats(study(exact(4), painless(2))) == set()


def test_a_painless_disc_is_shown_as_tested_to_its_pressure():
    words = "Tested to 52 psi above opening only; the classes of this rule set reach 90 psi."

    assert words in caveats(study(painless(4)), "derby_1999")
    assert caveats(study(painless(4, 90)), "derby_1999") == set()
    assert caveats(study(painless(4, 50)), "derby_2005") == set()
    assert caveats(study(painless(4, 49.5)), "derby_2005") == {words.replace("52", "49.5").replace("90", "50")}
    assert caveats(study(painless(4)), "sis_tiers") == set()


def test_a_lower_bound_of_the_grade_is_a_caveat():
    bound = exact(4, ct=CTFindings(extent="outer_third"))

    assert wording.AT_LEAST_GRADE in caveats(study(painless(3), bound), "iasp_1994_idd")
    assert wording.AT_LEAST_GRADE not in caveats(POSITIVE, "iasp_1994_idd")
    assert ("modified Dallas grade (0-5)", "at least 3", ">=", "3", "met") in terms(
        study(painless(3), bound), "iasp_1994_idd"
    )


def test_what_a_set_asks_beyond_the_record_is_a_caveat():
    words = "Asks to exclude facet and sacroiliac joint pain by blocks first; that is outside this record."

    assert words in caveats(POSITIVE, "asipp_2013")


UNREAD = p.Procedure(reporting=p.Reporting(able="yes"), manometry=p.Manometry(used=True))


def test_a_result_by_pressures_of_which_nobody_said_how_they_were_read_says_so():
    unread = replace(POSITIVE, procedure=UNREAD)
    words = wording.READING_NOT_RECORDED

    assert words in caveats(unread)
    assert result(unread, "sis_tiers", 4).outcome == result(POSITIVE, "sis_tiers", 4).outcome
    assert words not in caveats(POSITIVE)
    assert words not in caveats(study(exact(4), procedure=UNREAD), "walsh_1990")
    assert words not in caveats(study(exact(4, opening_pressure=None), procedure=UNREAD), "asipp_2013")
    assert words in caveats(study(painless(4), procedure=UNREAD), "walsh_1990")


@pytest.mark.parametrize(("control", "shown"), [(painless(3), True), (exact(3), False)])
def test_a_control_by_such_pressures_hands_the_caveat_on(control, shown):
    read = {"opening_reading": "static", "reading": "static"}
    report = study(control, exact(4, **read), procedure=UNREAD)

    assert (wording.READING_NOT_RECORDED in caveats(report)) is shown


@pytest.mark.parametrize("one", ["opening_reading", "reading"])
def test_one_reading_type_alone_leaves_the_pressures_unknown(one):
    report = study(painless(3), exact(4, **{one: "static"}), painless(5), procedure=UNREAD)

    assert result(report, "sis_tiers", 4).row == "Not recorded: pressure above opening"
    assert wording.READING_NOT_RECORDED in caveats(report, "sis_tiers", 3)
    assert wording.READING_NOT_RECORDED not in caveats(report, "sis_tiers", 4)


KPA_PER_PSI = Decimal("6.894757293168")


def test_a_pressure_in_another_unit_is_compared_in_psi_and_shown_as_entered():
    target = exact(4, opening_pressure=Pressure(100, "kPa"))
    target = replace(target, events=(replace(target.events[0], pressure=Pressure(200, "kPa")),))
    words = "Entered as 200 kPa, opening 100 kPa; compared and shown in psi (1 psi = 6.894757293168 kPa)."

    assert ("pressure above opening", "14.5038", "<", "15", "met") in terms(study(target), "sis_tiers")
    assert words in caveats(study(target))
    assert words not in caveats(study(target), "walsh_1990")
    assert not any("Entered" in caveat for caveat in caveats(study(exact(4))))


def test_of_several_events_the_one_that_decided_is_shown_as_entered():
    target = exact(4, opening_pressure=Pressure(0, "kPa"))
    readings = [replace(event(), pressure=Pressure(one, "kPa")) for one in (90, 60, 70)]

    assert any("Entered as 60 kPa" in caveat for caveat in caveats(study(replace(target, events=tuple(readings)))))


def test_one_unit_in_psi_and_one_in_kilopascal_are_both_shown():
    mixed = exact(4, opening_pressure=Pressure(10 * KPA_PER_PSI, "kPa"))

    assert any("Entered as 20 psi, opening 68.94757293168 kPa" in caveat for caveat in caveats(study(mixed)))
