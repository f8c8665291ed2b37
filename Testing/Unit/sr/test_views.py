# SPDX-License-Identifier: Apache-2.0
"""What a measurement group shows of a disc: every number and answer, for discs written by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest

from DiscographyReportLib.model import procedure as p
from DiscographyReportLib.model import vocabulary as v
from DiscographyReportLib.model.disc import CTFindings, Leak, StimulationEvent
from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.model.quantities import Pressure, PressureUnit, psi
from DiscographyReportLib.model.results import Polarity
from DiscographyReportLib.sr import views
from plain_reports import disc, event
from sr_documents import OUTCOMES, SITE_RULE_SET, result

C = v.Concordance
NUMBERS = {
    "above opening": "DG1000", "evoked": "72514-3", "onset volume": "DG1001", "opening": "DG1002", "peak": "DG1003",
    "onset": "DG1004", "final": "DG1005", "volume": "122091", "baseline": "DG1006", "iodine": "122093", "arc": "DG1008",
    "HU": "DG1009",
}  # fmt: skip
ANSWERS = ("DG2100", "DG2101", "DG2102", "DG2103", "DG2104", "DG2105", "DG2106", "DG2107", "DG2108", "DG2109")
BARE = disc(
    Level.L4_L5, opening_pressure=None, events=(), peak_pressure=None, final_static_pressure=None, volume_ml=None,
    endpoint=None, stop_reason=None, leaks=None, ct=CTFindings(),
)  # fmt: skip
PROCEDURE = p.Procedure(
    usual_pain=p.UsualPain(baseline_nrs=5), contrast=p.Contrast(concentration_mg_per_ml=Decimal(300))
)


def shown(one, procedure=p.Procedure()):  # noqa: B008 (a frozen value)
    """Number and unit by name."""
    names = {code: name for name, code in NUMBERS.items()}
    items = views.numbers(one, procedure)
    return {names[item.concept.value]: f"{item.value.number} {item.value.unit.value}" for item in items}


def answers(one, results=(), primary="derby_2005"):
    """Meaning by question, in order."""
    return {item.concept.value: item.value.meaning for item in views.answers(one, results, primary)}


def with_events(*events, **changes):
    return replace(BARE, opening_pressure=psi(10), events=events, **changes)


def test_a_full_disc_shows_every_number_under_its_heading_in_the_fixed_order():
    full = disc(Level.L4_L5, events=(event("31.5", "0.4", nrs=7),), ct=CTFindings(arc_deg=45, contrast_hu=1200))

    assert list(shown(full, PROCEDURE).items()) == [
        ("above opening", "21.5 [psi]"),
        ("evoked", "7 {score}"),
        ("onset volume", "0.4 mL"),
        ("opening", "10 [psi]"),
        ("peak", "24 [psi]"),
        ("onset", "31.5 [psi]"),
        ("final", "20 [psi]"),
        ("volume", "0.5 mL"),
        ("baseline", "5 {score}"),
        ("iodine", "300 mg/mL"),
        ("arc", "45 deg"),
        ("HU", "1200 [hnsf'U]"),
    ]


def test_a_number_that_is_not_known_is_not_there():
    assert shown(BARE) == {}


def test_the_onset_is_the_first_event_with_exact_or_similar_pain():
    found = shown(
        with_events(
            event("12", "0.1", nrs=0, concordance=C.PRESSURE_ONLY),
            event("20", "0.2", nrs=4, concordance=C.DISSIMILAR),
            event("30", "0.3", nrs=5, concordance=C.SIMILAR),
            event("40", "0.4", nrs=9, concordance=C.EXACT),
        )
    )

    assert (found["onset"], found["onset volume"], found["above opening"]) == ("30 [psi]", "0.3 mL", "20 [psi]")
    assert found["evoked"] == "9 {score}"


def test_without_concordant_pain_the_onset_is_the_first_event_with_pain():
    found = shown(
        with_events(event("20", "0.2", nrs=0, concordance=C.NONE), event("30", "0.3", nrs=4, concordance=C.DISSIMILAR))
    )

    assert (found["onset"], found["evoked"]) == ("30 [psi]", "4 {score}")


def test_without_pain_there_is_no_onset():
    assert shown(with_events(event("50", "2", nrs=0, concordance=C.NONE))) == {
        "evoked": "0 {score}",
        "opening": "10 [psi]",
    }


def test_an_event_that_contradicts_itself_is_no_onset():
    assert "onset" not in shown(with_events(event("50", "2", nrs=0, concordance=C.EXACT)))


@pytest.mark.parametrize(
    ("opening", "unit", "wanted"),
    [
        (psi(10), PressureUnit.PSI, "20 [psi]"),
        (Pressure(Decimal("68.94757293168"), PressureUnit.KPA), PressureUnit.PSI, "20 [psi]"),
        (psi(10), PressureUnit.KPA, "-"),
    ],
)
def test_a_pressure_above_opening_is_exact_across_units_and_in_the_unit_of_the_event(opening, unit, wanted):
    pressure = Pressure(Decimal(30), unit)
    found = shown(replace(with_events(replace(event(), pressure=pressure)), opening_pressure=opening))

    # 30 kPa is 4.35 psi: below an opening pressure of 10 psi.
    assert found.get("above opening", "-") == wanted


def test_a_pressure_above_opening_that_does_not_end_is_rounded_to_four_places():
    one = with_events(replace(event(), pressure=Pressure(Decimal(2), PressureUnit.BAR)))

    assert shown(one)["above opening"] == "1.3105 bar"


def test_static_and_dynamic_readings_are_not_subtracted():
    mixed = with_events(event("30"), opening_reading=v.ReadingType.DYNAMIC, reading=v.ReadingType.STATIC)

    assert "above opening" not in shown(mixed)
    assert shown(mixed)["onset"] == "30 [psi]"


def test_the_evoked_score_is_the_highest_at_the_strongest_concordance():
    felt = with_events(event(nrs=9, concordance=C.DISSIMILAR), event(nrs=6), event(nrs=7), event(nrs=None))

    assert shown(felt)["evoked"] == "7 {score}"


def test_nothing_recorded_is_an_answer_and_never_a_gap():
    found = answers(BARE)

    assert tuple(found) == ANSWERS
    assert found == {
        **dict.fromkeys(ANSWERS, "Not recorded"), "DG2100": "Injected", "DG2109": "Not evaluable",
    }  # fmt: skip


def test_every_answer_stands_under_its_question():
    full = disc(
        Level.L4_L5, status=v.DiscStatus.INJECTED, role=v.DiscRole.CONTROL, endpoint=v.EndPoint.FIRM,
        stop_reason=v.StopReason.VOLUME_LIMIT, leaks=(Leak(v.LeakSite.VENOUS),),
        ct=CTFindings(adams=v.AdamsType.FISSURED, extent=v.RadialExtent.MIDDLE_THIRD),
    )  # fmt: skip

    assert list(answers(full, [result(full.uid)]).items()) == [
        ("DG2100", "Injected"),
        ("DG2101", "Control disc"),
        ("DG2102", "Fissured (Adams 4)"),
        ("DG2103", "Modified Dallas grade 2"),
        ("DG2104", "Contrast to middle third of annulus"),
        ("DG2105", "Leak that is not annular"),
        ("DG2106", "Firm end point"),
        ("DG2107", "Stopped at volume limit"),
        ("DG2108", "Exact pain"),
        ("DG2109", "Positive"),
        ("DG2503", "Low-pressure sensitive"),
    ]


@pytest.mark.parametrize(
    ("extent", "arc", "leaks", "grade"),
    [
        ("nucleus", None, None, "0"),
        ("inner_third", None, None, "1"),
        ("middle_third", None, None, "2"),
        ("outer_third", None, None, "at least 3"),
        ("outer_third", None, (), "at least 3"),
        ("outer_third", 30, (), "3"),
        ("outer_third", 30, None, "at least 3"),
        ("outer_third", 31, (), "4"),
        ("outer_third", 31, None, "at least 4"),
        ("outer_third", None, (Leak(v.LeakSite.EPIDURAL),), "5"),
        ("outer_third", 20, (Leak(v.LeakSite.VENOUS),), "3"),
    ],
)
def test_a_grade_that_may_be_higher_says_so(extent, arc, leaks, grade):
    one = replace(BARE, leaks=leaks, ct=CTFindings(extent=extent, arc_deg=arc))

    assert answers(one)["DG2103"] == f"Modified Dallas grade {grade}"


@pytest.mark.parametrize(
    ("sites", "meaning"),
    [
        (None, "Not recorded"),
        ((), "No leak"),
        (("epidural", "foraminal"), "Annular leak"),
        (("venous", "endplate_schmorl"), "Leak that is not annular"),
        (("epidural", "venous"), "Annular and other leak"),
    ],
)
def test_leaks_are_summed_up(sites, meaning):
    leaks = None if sites is None else tuple(Leak(site) for site in sites)

    assert answers(replace(BARE, leaks=leaks))["DG2105"] == meaning


def test_the_strongest_concordance_of_all_events_is_shown():
    felt = with_events(event(concordance=C.SIMILAR), StimulationEvent(), event(concordance=C.DISSIMILAR))

    assert answers(felt)["DG2108"] == "Similar pain"


@pytest.mark.parametrize("polarity", Polarity)
def test_the_result_of_the_disc_is_that_of_the_primary_rule_set(polarity):
    found = [result(BARE.uid, "walsh_1990"), result(BARE.uid, "derby_2005", polarity=polarity)]

    words = polarity.value.replace("_", " ")
    assert answers(BARE, found)["DG2109"].casefold() == words


def test_one_question_per_rule_set_follows_in_the_order_of_the_results():
    found = [result(BARE.uid, rules) for rules in reversed(OUTCOMES)]

    assert tuple(answers(BARE, found))[len(ANSWERS) :] == tuple(f"DG250{n}" for n in range(7, -1, -1))


def test_a_rule_set_of_the_site_shows_what_its_outcome_amounts_to():
    found = [result(BARE.uid, SITE_RULE_SET, outcome="vielleicht", polarity=Polarity.INDETERMINATE)]

    assert answers(BARE, found, SITE_RULE_SET)["DG2508"] == "Indeterminate"


def test_every_disc_of_a_report_has_the_same_questions_in_the_same_order():
    full, fused = disc(Level.L4_L5), replace(BARE, status=v.DiscStatus.FUSED)

    assert tuple(answers(full, [result(full.uid)])) == tuple(answers(fused, [result(fused.uid)]))
