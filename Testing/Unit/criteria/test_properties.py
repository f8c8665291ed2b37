# SPDX-License-Identifier: Apache-2.0
"""What must hold for every record: order and units never matter, unknown never decides, a good neighbor never harms."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from DiscographyReportLib.criteria.evaluator import evaluate
from DiscographyReportLib.criteria.registry import OWN_IDS
from DiscographyReportLib.model import procedure as p
from DiscographyReportLib.model import vocabulary as v
from DiscographyReportLib.model.derived import contradicts
from DiscographyReportLib.model.disc import CTFindings, Disc, StimulationEvent
from DiscographyReportLib.model.levels import Region
from DiscographyReportLib.model.quantities import psi
from DiscographyReportLib.model.report import Report
from DiscographyReportLib.model.results import Polarity, TermStatus
from provocations import LEVELS, OPENING, C, disc, leaking, outcomes, painless, read_in, study
from strategies import reports

KPA_PER_PSI = Decimal("6.894757293168")
ABOVE = st.sampled_from([None, -1, 5, 14, 15, 30, 49, 50, 52, 90, 91])
VOLUMES = st.sampled_from([None, Decimal("0.3"), Decimal("0.5"), Decimal("1.5"), Decimal("3.5")])
TOTALS = st.sampled_from([None, Decimal("3.5"), Decimal(4)])
LEAKS = st.sampled_from([None, (), leaking("epidural"), leaking("venous", "endplate_schmorl")])


def events_of(felt: st.SearchStrategy[C | None]) -> st.SearchStrategy[StimulationEvent]:
    nrs = st.sampled_from([None, 0, 4, 5, 6, 7, 9])
    pressures = ABOVE.map(lambda above: None if above is None else psi(OPENING + above))
    held = st.sampled_from([None, 10, 60])
    made = st.builds(
        StimulationEvent, pressure=pressures, nrs=nrs, concordance=felt, volume_ml=VOLUMES, sustained_s=held
    )
    return made.filter(lambda one: not contradicts(one))


EVENTS = events_of(st.sampled_from([None, *C, C.EXACT, C.EXACT]))
QUIET = events_of(st.sampled_from([None, C.NOT_OBTAINABLE, C.NONE, C.PRESSURE_ONLY]))


@st.composite
def discs(draw: st.DrawFn, index: int, region: Region, events: st.SearchStrategy[StimulationEvent] = EVENTS) -> Disc:
    """Records such as happen, among them those that decide; volumes at events within the total, no contradictions."""
    behaviors = st.sampled_from([None, (), (v.PainBehavior.SIGHING,), (v.PainBehavior.SIGHING, v.PainBehavior.RUBBING)])
    return disc(
        index,
        *draw(st.lists(events, max_size=3)),
        region=region,
        status=draw(st.sampled_from([v.DiscStatus.INJECTED] * 5 + [v.DiscStatus.FUSED])),
        opening_pressure=draw(st.sampled_from([psi(OPENING)] * 4 + [None])),
        volume_ml=draw(TOTALS),
        endpoint=draw(st.sampled_from([None, v.EndPoint.SOFT, v.EndPoint.FIRM])),
        leaks=draw(LEAKS),
        pain_behaviors=draw(behaviors),
        ct=CTFindings(extent=draw(st.sampled_from([None, *v.RadialExtent]))),
    )


@st.composite
def studies(draw: st.DrawFn, events: st.SearchStrategy[StimulationEvent] = EVENTS) -> Report:
    region = draw(st.sampled_from([Region.LUMBAR, Region.LUMBAR, Region.CERVICAL, Region.THORACIC]))
    places = draw(st.lists(st.integers(0, 5), min_size=1, max_size=4, unique=True))
    able = draw(st.sampled_from([v.Ability.YES] * 5 + [v.Ability.PARTLY, v.Ability.NO, None]))
    sham = draw(st.sampled_from([None] * 5 + [p.Sham(nrs=3), p.Sham(nrs=0), p.Sham(concordance=C.NONE)]))
    procedure = p.Procedure(reporting=p.Reporting(able=able), sham=sham)
    return study(*[draw(discs(place, region, events)) for place in places], region=region, procedure=procedure)


def polarities(report: Report) -> dict[tuple[str, str], Polarity]:
    return {(one.disc_uid, one.rule_set): one.polarity for one in evaluate(report).results}


@given(studies(), st.randoms())
def test_the_order_of_the_discs_in_the_list_never_matters(report, random):
    shuffled = list(report.discs)
    random.shuffle(shuffled)

    assert evaluate(replace(report, discs=tuple(shuffled))) == evaluate(report)


@given(studies(), st.integers(0, 15))
def test_the_unit_of_entry_never_matters(report, which):
    """Those discs are read in kPa whose bit is set."""
    discs = [read_in("kPa", one, KPA_PER_PSI) if which >> place & 1 else one for place, one in enumerate(report.discs)]
    turned = replace(report, discs=tuple(discs))
    before, after = evaluate(report), evaluate(turned)

    assert outcomes(after) == outcomes(before)
    assert [(one.row, one.terms) for one in after.results] == [(one.row, one.terms) for one in before.results]
    assert after[3:] == before[3:]


@given(studies(), st.integers(0, 5))
def test_a_painless_fully_stimulated_neighbor_never_removes_a_positive(report, place):
    taken = {one.sequence_index for one in report.discs if one.injected}
    assume(place not in taken)
    before = polarities(report)
    others = tuple(one for one in report.discs if one.sequence_index != place)
    after = polarities(replace(report, discs=(*others, painless(place, region=report.region))))

    assert all(after[key] is Polarity.POSITIVE for key, found in before.items() if found is Polarity.POSITIVE)


@given(studies(QUIET))
def test_an_event_without_pain_never_makes_a_positive(report):
    assert Polarity.POSITIVE not in polarities(report).values()


@given(studies(), st.data())
def test_an_event_without_pain_never_turns_another_answer_into_a_positive(report, data):
    target = data.draw(st.sampled_from(report.discs))
    quiet = data.draw(QUIET.filter(lambda one: one.nrs == 0 or one.concordance in (C.NONE, C.PRESSURE_ONLY)))
    longer = report.with_disc(replace(target, events=(*target.events, quiet)))
    before, after = polarities(report), polarities(longer)

    own = [key for key in before if key[0] == target.uid]
    assert all(before[key] is Polarity.POSITIVE for key in own if after[key] is Polarity.POSITIVE)


OPTIONAL = ("sustained_s", "pressure")
# No sham is no gate.
KEPT = ("sham",)


def erasures(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every record that differs from this one by one recorded value that is left out."""
    if isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from ((at, (*value[:place], one, *value[place + 1 :])) for at, one in erasures(item, name))
    elif is_dataclass(value):
        for field in fields(value):
            inner = getattr(value, field.name)
            if field.default is None and inner is not None and field.name not in KEPT:
                yield field.name, replace(value, **{field.name: None})
            yield from ((at, replace(value, **{field.name: one})) for at, one in erasures(inner, field.name))


def optional_in(rules: str, erased: str) -> bool:
    """The terms that a set skips when they are not recorded: those alone may turn a no into a positive."""
    skipped = {"sis_tiers": "sustained_s", "sis_nonlumbar": "sustained_s", "asipp_2013": "pressure"}
    return skipped.get(rules) == erased or (rules == "asipp_2013" and erased == "opening_pressure")


@given(studies(), st.data())
def test_unknown_never_becomes_a_definite_answer(report, data):
    poorer_by_one = list(erasures(report))
    assume(poorer_by_one)
    erased, poorer = data.draw(st.sampled_from(poorer_by_one))
    before, after = polarities(report), polarities(poorer)

    for key, found in after.items():
        if found in (Polarity.POSITIVE, Polarity.NEGATIVE) and before[key] is not found:
            assert optional_in(key[1], erased), (key, erased, before[key], found)
            assert found is Polarity.POSITIVE or before[key] is not Polarity.POSITIVE


RANKS = ("unequivocal", "definite", "highly_probable", "probable", "positive_2_controls", "positive_1_control")


def tier(outcome: str, polarity: Polarity) -> int:
    """The higher, the more was said; not positive is 0."""
    if polarity is not Polarity.POSITIVE:
        return 0
    return len(RANKS) - RANKS.index(outcome) if outcome in RANKS else 1


@given(studies(), st.data())
def test_no_tier_rises_by_a_second_disc_in_one_place(report, data):
    place = data.draw(st.sampled_from([one.sequence_index for one in report.discs]))
    twin = replace(data.draw(discs(place, report.region)), uid="2.25.77")
    before, after = evaluate(report), evaluate(replace(report, discs=(*report.discs, twin)))
    tiers = {(one.disc_uid, one.rule_set): tier(one.outcome, one.polarity) for one in before.results}

    for one in after.results:
        if one.disc_uid != twin.uid:
            assert tier(one.outcome, one.polarity) <= tiers[one.disc_uid, one.rule_set]
    assert before.valid_control or not after.valid_control


@given(studies(), st.sampled_from(["nrs", "pressure", "volume_ml", "sustained_s"]), st.data())
def test_an_impossible_value_answers_as_one_that_was_not_recorded(report, name, data):
    events = [(disc, place) for disc in report.discs for place in range(len(disc.events))]
    assume(events)
    target, place = data.draw(st.sampled_from(events))
    assume(name != "nrs" or target.events[place].concordance not in (C.NONE, C.PRESSURE_ONLY))
    impossible = {"nrs": [11, -1], "pressure": [psi(201), psi(-1)], "volume_ml": [11, -1], "sustained_s": [3601, -1]}

    def with_value(value: Any) -> Report:
        changed = replace(target.events[place], **{name: value})
        return report.with_disc(replace(target, events=(*target.events[:place], changed, *target.events[place + 1 :])))

    assert evaluate(with_value(data.draw(st.sampled_from(impossible[name])))) == evaluate(with_value(None))


@given(studies(), st.data())
def test_a_valid_control_never_comes_from_leaving_something_out(report, data):
    poorer_by_one = list(erasures(report))
    assume(poorer_by_one)
    erased, poorer = data.draw(st.sampled_from(poorer_by_one))
    assume(erased not in OPTIONAL)

    assert evaluate(report).valid_control or not evaluate(poorer).valid_control


@given(studies())
def test_a_no_names_what_failed_or_what_showed_the_stimulation(report):
    for one in evaluate(report).results:
        if one.polarity is Polarity.NEGATIVE:
            assert any(term.status is TermStatus.FAILED for term in one.terms)
        if one.polarity is Polarity.NOT_EVALUABLE:
            assert any(term.status is not TermStatus.MET for term in one.terms)


@given(reports())
def test_any_report_at_all_is_judged_and_worded(report):
    plain = replace(report, criteria=(), primary_criteria=None)
    found = evaluate(plain)

    assert [(one.disc_uid, one.rule_set) for one in found.results] == [
        (one.uid, rules) for one in plain.discs for rules in OWN_IDS
    ]
    texts = [part for one in found.results for term in one.terms for part in term]
    texts += [text for one in found.results for text in (one.row, *one.caveats)]
    assert all("|" not in text and "\n" not in text for text in texts)
    assert len(found.statements) >= 2 + len(plain.injected)


def test_the_levels_of_the_examples_lie_in_order():
    assert all(len(set(levels)) == len(levels) for levels in LEVELS.values())
