# SPDX-License-Identifier: Apache-2.0
"""What follows from the record; unknown stays unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ({"opening_reading": ReadingType.STATIC}, psi(20)),
        ({"reading": ReadingType.STATIC}, psi(20)),
    ],
)
def test_pressure_above_opening_is_unknown_where_it_cannot_be_known(changes, pressure):
    assert derived.above_opening(pressure, disc(Level.L4_L5, **changes), PLAIN) is None


def test_a_disc_overrides_how_the_procedure_says_pressures_were_read():
    static = Manometry(reading=ReadingType.STATIC)
    made = disc(Level.L4_L5, opening_reading=ReadingType.DYNAMIC)

    assert derived.readings(made, static) == (ReadingType.DYNAMIC, ReadingType.STATIC)
    assert derived.above_opening(psi(20), made, static) is None
    assert derived.above_opening(psi(20), made, Manometry(reading=ReadingType.DYNAMIC)) == 10


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


def answer(nrs, concordance):
    return StimulationEvent(nrs=nrs, concordance=concordance)


@pytest.mark.parametrize(
    ("answers", "strongest", "nrs"),
    [
        ([], None, None),
        ([(0, C.NONE)], C.NONE, 0),
        ([(None, C.NONE)], C.NONE, None),
        ([(0, C.NONE), (0, C.PRESSURE_ONLY)], C.PRESSURE_ONLY, 0),
        ([(0, None)], None, None),
        ([(0, None), (0, C.NONE)], C.NONE, 0),
        ([(0, None), (5, C.DISSIMILAR)], C.DISSIMILAR, 5),
        ([(0, C.NONE), (5, None)], None, 5),
        ([(0, C.NONE), (None, None)], None, None),
        ([(0, C.NONE), (5, C.NOT_OBTAINABLE)], C.NOT_OBTAINABLE, 5),
        ([(0, C.NONE), (0, C.NOT_OBTAINABLE)], C.NOT_OBTAINABLE, None),
        ([(4, C.DISSIMILAR), (7, None), (None, C.NOT_OBTAINABLE)], C.NOT_OBTAINABLE, 7),
        ([(4, C.DISSIMILAR), (0, C.EXACT)], None, 4),
        ([(4, C.DISSIMILAR), (6, C.NONE)], None, 4),
        ([(4, C.SIMILAR), (9, None), (8, C.NONE), (None, C.NOT_OBTAINABLE)], C.SIMILAR, 4),
        ([(4, C.EXACT), (None, C.EXACT), (0, C.SIMILAR)], C.EXACT, 4),
        ([(5, C.DISSIMILAR), (3, C.DISSIMILAR), (9, None)], None, 9),
        ([(8, C.SIMILAR), (6, C.EXACT)], C.EXACT, 6),
        ([(6, C.EXACT), (8, C.SIMILAR)], C.EXACT, 6),
        ([(8, C.SIMILAR), (None, C.EXACT)], C.EXACT, None),
        ([(None, C.SIMILAR), (6, C.EXACT)], C.EXACT, 6),
        ([(9, C.DISSIMILAR), (6, C.EXACT)], C.EXACT, 6),
    ],
)
def test_an_unknown_answer_lets_no_weaker_one_stand(answers, strongest, nrs):
    made = disc(Level.L4_L5, events=tuple([answer(*one) for one in answers]))

    assert derived.strongest_concordance(made) is strongest
    assert derived.evoked_nrs(made) == nrs


ANSWERS = st.builds(answer, st.sampled_from([None, 0, 4, 8]), st.sampled_from([None, *C]))
UNKNOWN = ANSWERS.filter(
    lambda one: (
        derived.contradicts(one) or one.concordance is C.NOT_OBTAINABLE or (not one.concordance and one.nrs != 0)
    )
)


@given(st.lists(ANSWERS, max_size=4), UNKNOWN, st.randoms())
def test_beside_an_event_of_unknown_answer_no_answer_short_of_the_usual_pain_stands(events, added, random):
    longer = [*events, added]
    random.shuffle(longer)
    before = derived.strongest_concordance(disc(Level.L4_L5, events=tuple(events)))
    after = derived.strongest_concordance(disc(Level.L4_L5, events=tuple(longer)))

    assert after in (None, C.NOT_OBTAINABLE, C.SIMILAR, C.EXACT)
    assert after is before if before in derived.CONCORDANT else after not in derived.CONCORDANT


@given(st.lists(ANSWERS, max_size=4), st.randoms())
def test_the_strongest_answer_does_not_depend_on_the_order_of_the_events(events, random):
    shuffled = list(events)
    random.shuffle(shuffled)
    made, other = disc(Level.L4_L5, events=tuple(events)), disc(Level.L4_L5, events=tuple(shuffled))

    assert derived.strongest_concordance(made) is derived.strongest_concordance(other)


@given(st.lists(ANSWERS, max_size=4))
def test_the_evoked_score_was_given_at_the_answer_that_stands_beside_it(events):
    made = disc(Level.L4_L5, events=tuple(events))
    score, strongest = derived.evoked_nrs(made), derived.strongest_concordance(made)

    if strongest in (None, C.NOT_OBTAINABLE):
        assert score is None or score in [one.nrs for one in events if derived.has_pain(one)]
    else:
        assert score is None or score in [one.nrs for one in events if one.concordance is strongest]


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
