# SPDX-License-Identifier: Apache-2.0
"""Hypothesis strategies for reports that may be exported: whatever the records accept and no check calls impossible.

Drawn from the records' shapes and the hard limits, so that a new field is covered by being declared.
"""

from collections.abc import Callable
from dataclasses import MISSING, fields
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from cases import uid_of
from DiscographyReportLib.model import values
from DiscographyReportLib.model.disc import Disc, Position, StimulationEvent
from DiscographyReportLib.model.levels import Level, Region, cranial_rank
from DiscographyReportLib.model.limits import LIMITS, limit
from DiscographyReportLib.model.procedure import Procedure
from DiscographyReportLib.model.quantities import Pressure, PressureUnit, in_unit
from DiscographyReportLib.model.record import Shape, shapes
from DiscographyReportLib.model.report import Explanation, Observer, Report
from DiscographyReportLib.model.vocabulary import DiscStatus

Box = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]

FRAME = "1.2.826.0.1.3680043.8.498.1"
BOX: Box = ((-250.0, 250.0), (-250.0, 250.0), (-900.0, 900.0))
MOST_DISCS = 8
_STEPS = 4096
_FIRST = datetime(1900, 1, 1)
_LAST_SECOND = int((datetime(9999, 12, 31, 23, 59, 59) - _FIRST).total_seconds())

PERSON_NAMES = (
    "Doe^Jane",
    "O'Neil^Mary Ann^^Dr.^MD",
    "Müller^Jörg",
    "Ōtani",
    "山田^太郎",
    "Yamada^Tarou=山田^太郎=やまだ^たろう",
    "=山田^太郎",
    "مريم^الزهراء",
    "כהן^שרה",
    "Nguyễn^Thị Hạnh",
    "Gu\u0308nther^E\u0301tienne",
    "Smile^😀",
    "^OnlyGiven",
    "A" * 64,
)
TEXTS = (
    "low back",
    "10",
    "none",
    "null",
    "0",
    "L4-L5",
    "midline low back + both buttocks",
    "back\\slash \\ and ^caret = equals",
    "\"quoted\" 'single' <b>&amp;</b> {json: [1]}",
    "two  blanks",
    "dash \u2013 ellipsis … degree 30° micro µ",
    "Rückenschmerz, Gesäß links",
    "腰痛、左臀部",
    "ｶﾅ half width",
    "요통",
    "ألم أسفل الظهر",
    "כאב גב תחתון",
    "mixed ‏ימין‏ and left",
    "e\u0301 a\u0308 n\u0303 o\u0304\u0323",
    "👩🏽‍⚕️ 😀 🦴",
    "no\u00a0break",
    "𠮷野家 \U0001d6fc",
    "x" * 64,
    "long " + "word " * 80 + "end",
)
UIDS = ("1.2.3", "0.0", "1.2.840.10008.5.1.4.1.1.2", "2.25." + "9" * 38, "1." + "2" * 62)


def texts() -> st.SearchStrategy[str]:
    """One line of text in many scripts."""
    free = st.text(alphabet="abcÄß é漢字かな한국שלמر😀'\"\\^=&<>,.;:/|~{}[]()#%*+-_0123456789", min_size=1, max_size=10)
    return st.one_of(st.sampled_from(TEXTS), free.map(lambda text: text.strip() or "x"))


def moments() -> st.SearchStrategy[datetime]:
    """Local times in whole seconds, from 1900 to 9999, mostly around today."""
    usual = st.integers(126 * 31_556_952, 128 * 31_556_952)
    return st.one_of(usual, st.integers(0, _LAST_SECOND)).map(lambda seconds: _FIRST + timedelta(seconds=seconds))


def pressures(low_psi: Decimal, high_psi: Decimal) -> st.SearchStrategy[Pressure]:
    """Pressures between bounds in psi, in every unit, coarse and fine."""

    def make(unit: PressureUnit, share: int, digits: int) -> Pressure:
        amount = low_psi + (high_psi - low_psi) * share / 2000
        rounded = in_unit(amount_psi=_fraction(amount), unit=unit, digits=digits)
        made = Pressure(rounded, unit)
        return made if _fraction(low_psi) <= made.psi <= _fraction(high_psi) else Pressure(low_psi, PressureUnit.PSI)

    return st.builds(make, st.sampled_from(PressureUnit), st.integers(0, 2000), st.sampled_from((1, 2, 4, 9)))


def _fraction(amount: Decimal) -> Any:
    return Pressure(amount, PressureUnit.PSI).psi


def positions(frame_of_reference_uid: str = FRAME, box: Box = BOX) -> st.SearchStrategy[Position]:
    """Places inside a box of patient coordinates (LPS, mm)."""
    # The outermost steps are left out: rounding to float32 must not lead out of the box.
    share = st.integers(1, _STEPS - 1)

    def make(*shares: int) -> Position:
        point = [low + (high - low) * part / _STEPS for (low, high), part in zip(box, shares, strict=True)]
        return Position(x=point[0], y=point[1], z=point[2], frame_of_reference_uid=frame_of_reference_uid)

    return st.builds(make, share, share, share)


@cache
def records(record: type, region: Region) -> st.SearchStrategy[Any]:
    """Any record of a class that stays within the hard limits of a region; each optional field absent or present."""
    required, optional = _field_strategies(record, region)
    return st.fixed_dictionaries(required, optional=optional).map(lambda given: record(**given))


def _field_strategies(
    record: type, region: Region, left_out: tuple[str, ...] = ()
) -> tuple[dict[str, Any], dict[str, Any]]:
    forms, required, optional = shapes(record), {}, {}
    for field in fields(record):
        if field.name in left_out:
            continue
        strategy = _strategy(f"{record.__name__}.{field.name}", forms[field.name], region)
        needed = field.default is MISSING and field.default_factory is MISSING
        (required if needed else optional)[field.name] = strategy
    return required, optional


def _strategy(key: str, form: Shape, region: Region) -> st.SearchStrategy[Any]:
    one = _one(key, form, region)
    if not form.many:
        return one
    unique = key in ("Disc.leaks", "Disc.pain_behaviors")
    return st.lists(one, max_size=3, unique=unique).map(tuple)


def _one(key: str, form: Shape, region: Region) -> st.SearchStrategy[Any]:
    if form.kind is Pressure:
        bounds = limit(key, region)
        return pressures(_bound(bounds.hard_low), _bound(bounds.hard_high))
    if form.is_record:
        return records(form.kind, region)
    if form.is_enum:
        return st.sampled_from(list(form.kind))
    if key in LIMITS:
        return _numbers(key, form.kind, region)
    return _PLAIN[form.kind]()


def _bound(bound: Decimal | None) -> Decimal:
    assert bound is not None, "every recorded number has hard bounds"
    return bound


def _numbers(key: str, kind: object, region: Region) -> st.SearchStrategy[Any]:
    bounds = limit(key, region)
    low, high = _bound(bounds.hard_low), _bound(bounds.hard_high)
    if kind is int:
        return st.integers(int(low), int(high))
    return st.one_of(_steps(low, high, 2), _steps(low, high, 13 - len(str(int(high)))))


def _steps(low: Decimal, high: Decimal, digits: int) -> st.SearchStrategy[Decimal]:
    """Decimals of so many digits behind the point; sign, point and 13 or fewer digits fit a DICOM decimal string."""
    scale = 10**digits
    return st.integers(int(low * scale), int(high * scale)).map(lambda number: Decimal(number) / scale)


_PLAIN: dict[object, Callable[[], st.SearchStrategy[Any]]] = {
    bool: st.booleans,
    str: texts,
    datetime: moments,
    values.Uid: lambda: st.sampled_from(UIDS),
    values.PersonName: lambda: st.sampled_from(PERSON_NAMES),
}


@cache
def _disc_fields(region: Region) -> tuple[dict[str, Any], dict[str, Any]]:
    _, free = _field_strategies(Disc, region, ("level", "sequence_index", "uid", "position"))
    # What decides about most of the report is nearly always there.
    del free["status"]
    status = st.sampled_from((*(DiscStatus.INJECTED,) * 6, *DiscStatus))
    return {"status": status, "events": free.pop("events")}, free


@st.composite
def discs(
    draw: st.DrawFn,
    region: Region,
    place: st.SearchStrategy[Position],
    require_positions: bool = False,
    most: int = MOST_DISCS,
) -> tuple[Disc, ...]:
    """Discs of distinct levels and places in the spine, in order; levels of any region, variants among them."""
    count = draw(st.integers(0, most))
    levels = draw(st.lists(st.sampled_from(Level), min_size=count, max_size=count, unique=True))
    index = draw(st.integers(-9, 3))
    found = []
    for number, level in enumerate(sorted(levels, key=cranial_rank)):
        usual, free = _disc_fields(region)
        given = draw(st.fixed_dictionaries(usual, optional=free))
        placed = draw(place) if require_positions or draw(st.booleans()) else None
        found.append(
            Disc(uid=uid_of("strategies", number, level), level=level, sequence_index=index, position=placed, **given)
        )
        index += draw(st.sampled_from((1, 1, 1, 2)))
    return tuple(found)


@st.composite
def reports(
    draw: st.DrawFn,
    *,
    frame_of_reference_uid: str = FRAME,
    box: Box = BOX,
    require_positions: bool = False,
    place: st.SearchStrategy[Position] | None = None,
    most_discs: int = MOST_DISCS,
) -> Report:
    """Reports without an impossible finding.

    All positions lie in one frame of reference and inside ``box``, or come from ``place``; with ``require_positions``
    every disc has one, so that every injected disc can be written.
    """
    region = draw(st.sampled_from(Region))
    where = positions(frame_of_reference_uid, box) if place is None else place
    found = draw(discs(region, where, require_positions, most_discs))
    chosen = draw(st.lists(st.sampled_from(("derby_2005", "sis_tiers", "walsh_1990")), max_size=3, unique=True))
    return Report(
        uid=draw(st.sampled_from(UIDS)),
        changed_at=draw(moments()),
        region=region,
        procedure=draw(records(Procedure, region)),
        discs=found,
        observers=draw(st.lists(records(Observer, region), max_size=3).map(tuple)),
        criteria=tuple(chosen),
        primary_criteria=draw(st.sampled_from((None, *chosen))),
        explanations=draw(_explanations(found)),
        **draw(st.fixed_dictionaries({}, optional=dict.fromkeys(("impression", "recommendation", "comment"), texts()))),
    )


def _explanations(found: tuple[Disc, ...]) -> st.SearchStrategy[tuple[Explanation, ...]]:
    paths = st.sampled_from(("volume_ml", "events[0].nrs", "sedation.level", "opening_pressure", "observers"))
    owner = st.sampled_from((None, *(disc.uid for disc in found)))
    made = st.builds(Explanation, field=paths, reason=texts(), disc_uid=owner, value=st.none() | texts())
    return st.lists(made, max_size=2).map(tuple)


def events(region: Region = Region.LUMBAR) -> st.SearchStrategy[StimulationEvent]:
    """Single events."""
    return records(StimulationEvent, region)
