# SPDX-License-Identifier: Apache-2.0
"""What follows from the record; unknown stays unknown."""

import pytest

from DiscographyReportLib.model import derived
from DiscographyReportLib.model.disc import Leak, StimulationEvent
from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.model.procedure import Manometry, Numbering
from DiscographyReportLib.model.quantities import Pressure, PressureUnit, psi
from DiscographyReportLib.model.vocabulary import Concordance, LeakSite, ReadingType
from plain_reports import disc, event

C = Concordance
PLAIN = Manometry()


@pytest.mark.parametrize(
    ("nrs", "concordance", "pain"),
    [
        (0, None, False),
        (0, C.NONE, False),
        (0, C.PRESSURE_ONLY, False),
        (0, C.NOT_OBTAINABLE, False),
        (None, C.NONE, False),
        (None, C.EXACT, True),
        (None, C.DISSIMILAR, True),
        (5, None, True),
        (5, C.NOT_OBTAINABLE, True),
        (5, C.SIMILAR, True),
        (None, None, None),
        (None, C.NOT_OBTAINABLE, None),
        (0, C.EXACT, None),
        (0, C.DISSIMILAR, None),
        (5, C.NONE, None),
        (5, C.PRESSURE_ONLY, None),
    ],
)
def test_pain_is_known_only_from_answers_that_do_not_contradict(nrs, concordance, pain):
    made = StimulationEvent(nrs=nrs, concordance=concordance)

    assert derived.has_pain(made) is pain
    assert derived.contradicts(made) == (pain is None and nrs is not None and concordance is not None)


def test_pressure_above_opening_is_exact():
    made = disc(Level.L4_L5, opening_pressure=psi("14.1"))

    assert derived.above_opening(psi("64.1"), made, PLAIN) == 50
    assert derived.above_opening(psi("14.1"), made, PLAIN) == 0


@pytest.mark.parametrize(
    ("changes", "pressure"),
    [
        ({"opening_pressure": None}, psi(20)),
        ({}, None),
        ({}, psi(9)),
        ({"opening_reading": ReadingType.STATIC, "reading": ReadingType.DYNAMIC}, psi(20)),
    ],
)
def test_pressure_above_opening_is_unknown_where_it_cannot_be_known(changes, pressure):
    assert derived.above_opening(pressure, disc(Level.L4_L5, **changes), PLAIN) is None


def test_a_disc_overrides_how_the_procedure_says_pressures_were_read():
    static = Manometry(reading=ReadingType.STATIC)
    made = disc(Level.L4_L5, opening_reading=ReadingType.DYNAMIC)

    assert derived.readings(made, static) == (ReadingType.DYNAMIC, ReadingType.STATIC)
    assert derived.above_opening(psi(20), made, static) is None
    assert derived.above_opening(psi(20), made, PLAIN) == 10


def test_the_highest_pressure_is_that_of_peak_and_events_whatever_their_units():
    made = disc(Level.L4_L5, peak_pressure=psi(40), events=(event("70"), event("20")))
    metric = disc(Level.L4_L5, peak_pressure=Pressure(3, PressureUnit.BAR), events=(event("40"),))

    assert derived.highest_pressure(made) == psi(70)
    assert derived.highest_pressure(metric) == Pressure(3, PressureUnit.BAR)
    assert derived.highest_pressure(disc(Level.L4_L5, peak_pressure=None, events=())) is None


def test_onset_is_the_first_concordant_event_or_else_the_first_that_hurt():
    felt = event("12", nrs=0, concordance=C.PRESSURE_ONLY)
    other, exact = event("15", nrs=3, concordance=C.DISSIMILAR), event("20")

    assert derived.onset_event(disc(Level.L4_L5, events=(felt, other, exact))) == exact
    assert derived.onset_event(disc(Level.L4_L5, events=(felt, other))) == other
    assert derived.onset_event(disc(Level.L4_L5, events=(felt,))) is None
    assert derived.first_sensation(disc(Level.L4_L5, events=(felt, other, exact))) == felt
    assert derived.first_sensation(disc(Level.L4_L5, events=())) is None


def test_the_evoked_score_is_the_highest_of_the_strongest_answer():
    events = (event(nrs=9, concordance=C.DISSIMILAR), event(nrs=4), event(nrs=7), event(nrs=0))
    made = disc(Level.L4_L5, events=events)

    assert derived.strongest_concordance(made) is C.EXACT
    assert derived.evoked_nrs(made) == 7


def test_an_answer_that_contradicts_itself_does_not_count():
    made = disc(Level.L4_L5, events=(event(nrs=0), event(nrs=9, concordance=C.NONE)))

    assert derived.strongest_concordance(made) is None
    assert derived.evoked_nrs(made) is None


@pytest.mark.parametrize(
    ("sites", "summary"),
    [
        (None, None),
        ((), "none"),
        ((LeakSite.VENOUS,), "not_annular"),
        ((LeakSite.FORAMINAL,), "annular"),
        ((LeakSite.FORAMINAL, LeakSite.VENOUS), "both"),
    ],
)
def test_leaks_are_summed_up_by_whether_contrast_passed_the_annulus(sites, summary):
    leaks = None if sites is None else tuple(Leak(site=site) for site in sites)

    assert derived.leak_summary(disc(Level.L4_L5, leaks=leaks)) == summary


@pytest.mark.parametrize(
    ("numbering", "sentence"),
    [
        (Numbering(statement="Six lumbar-type vertebrae.", method="x"), "Six lumbar-type vertebrae."),
        (Numbering(scheme="5 lumbar", method="from C2"), "Numbering: 5 lumbar; from C2."),
        (Numbering(transitional="lumbarized_s1"), "Numbering: transitional anatomy: lumbarized S1."),
        (Numbering(), "Numbering: method not recorded."),
    ],
)
def test_there_is_always_a_sentence_on_numbering(numbering, sentence):
    assert derived.numbering_statement(numbering) == sentence
