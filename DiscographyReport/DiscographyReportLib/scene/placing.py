# SPDX-License-Identifier: Apache-2.0
"""Which level a disc gets: the next in line, a click between two, or all of them moved by one. Pure values, no scene.

A spine is the list of its discs from above. Names follow the spine, so that a lumbar rib or a sixth lumbar vertebra is
counted as the report names it, and places (``sequence_index``) count discs whatever they are called.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from ..model.disc import Disc, Position
from ..model.levels import STANDARD_LEVELS, Level, Region, ordinal
from ..model.procedure import Procedure
from ..model.report import Report, new_uid
from ..model.vocabulary import LevelNaming
from ..texts import _
from .errors import SceneError
from .nodes import Point

Spine = tuple[Level, ...]


class Direction(StrEnum):
    """Which way the discs are counted or placed: toward the feet or toward the head."""

    DOWN = "down"
    UP = "up"


STANDARD: Spine = (*STANDARD_LEVELS, Level.S1_S2)
_FIRST = {
    (Region.LUMBAR, Direction.DOWN): Level.L1_L2,
    (Region.LUMBAR, Direction.UP): Level.L5_S1,
    (Region.THORACIC, Direction.DOWN): Level.T1_T2,
    (Region.THORACIC, Direction.UP): Level.T11_T12,
    (Region.CERVICAL, Direction.DOWN): Level.C2_C3,
    (Region.CERVICAL, Direction.UP): Level.C6_C7,
}
# What stands in the place of which discs of the standard spine.
_VARIANTS: dict[frozenset[Level], tuple[frozenset[Level], Spine]] = {
    frozenset({Level.L5_L6, Level.L6_S1}): (frozenset({Level.L5_S1}), (Level.L5_L6, Level.L6_S1)),
    frozenset({Level.L4_S1}): (frozenset({Level.L4_L5, Level.L5_S1}), (Level.L4_S1,)),
    frozenset({Level.T12_T13, Level.T13_L1}): (frozenset({Level.T12_L1}), (Level.T12_T13, Level.T13_L1)),
    frozenset({Level.T11_L1}): (frozenset({Level.T11_T12, Level.T12_L1}), (Level.T11_L1,)),
}
_NAMINGS = {LevelNaming.L6: Level.L5_L6, LevelNaming.T13: Level.T12_T13}


@dataclass(frozen=True)
class Offer:
    """What a new disc would be called, and its place in the spine.

    ``shifts``: by how much the discs above (negative) or below (positive) must be renamed to make room; 0 for none.
    """

    level: Level
    sequence_index: int
    shifts: int = 0


def spine_with(*levels: Level) -> Spine:
    """The spine in which these discs exist: the standard one, or one with the variant that they name."""
    spine = STANDARD
    for members, (replaced, instead) in _VARIANTS.items():
        if members & set(levels):
            first = next((index for index, level in enumerate(spine) if level in replaced), 0)
            kept = [level for level in spine if level not in replaced]
            spine = (*kept[:first], *instead, *kept[first:])
    return spine


def spine_of(report: Report) -> Spine:
    """The spine that a report describes, by the names of its discs and by the naming chosen in its numbering."""
    naming = report.procedure.numbering.naming
    chosen = [_NAMINGS[naming]] if naming in _NAMINGS else []
    return spine_with(*chosen, *(disc.level for disc in report.discs))


def neighbor(level: Level, direction: Direction, spine: Spine = STANDARD) -> Level | None:
    """The disc next to one; ``None`` at the end of the spine."""
    return _moved(level, 1 if direction is Direction.DOWN else -1, spine)


def first_level(region: Region, direction: Direction) -> Level:
    """Where counting usually begins in a region."""
    return _FIRST[region, direction]


def offer(report: Report, direction: Direction) -> Offer | None:
    """The next disc in a direction; ``None`` where the spine ends. Without discs the usual first one is offered."""
    if not report.discs:
        level = first_level(report.region, direction)
        return Offer(level, ordinal(level, report.region))
    last, step = (report.discs[-1], 1) if direction is Direction.DOWN else (report.discs[0], -1)
    level_next = _moved(last.level, step, spine_of(report))
    return None if level_next is None else Offer(level_next, last.sequence_index + step)


def propose(report: Report, point: Point) -> Offer | None:
    """The disc that a point (LPS, mm) is, by where it lies among the discs that have a place.

    Beyond the highest or lowest it is the next in line; between two that are not neighbors a missing one; between two
    neighbors a disc that was overlooked, for which those below (above, where they end at the sacrum) must be renamed.
    ``None`` where the names of the spine do not reach so far.
    """
    placed = [disc for disc in report.discs if disc.position is not None]
    if not placed:
        return offer(report, Direction.DOWN)
    axis = _axis(placed)
    above = [disc for disc in placed if _along(axis, _place(disc)) > _along(axis, point)]
    below = [disc for disc in placed if disc not in above]
    if not below:
        return _beside(report, above[-1], 1)
    if not above:
        return _beside(report, below[0], -1)
    return _between(report, above[-1], below[0])


def with_offer(report: Report, offered: Offer, position: Position | None) -> tuple[Report, Disc]:
    """The report with the offered disc in it, and that disc with a tracking UID of its own."""
    made = Disc(uid=new_uid(), level=offered.level, sequence_index=offered.sequence_index, position=position)
    roomy = _make_room(report, offered) if offered.shifts else report
    return replace(roomy, discs=(*roomy.discs, made)), made


def shift_levels(report: Report, steps: int, spine: Spine | None = None) -> Report:
    """All discs renamed by so many levels (1 down, -1 up), as when the count was off: same discs, same tracking UIDs.

    ``SceneError`` where a name would lie beyond the spine; then nothing changes.
    """
    whole = spine or spine_of(report)
    discs = tuple(_shifted(disc, steps, whole) for disc in report.discs)
    return replace(report, discs=discs, procedure=_sham_shifted(report.procedure, steps, whole))


def insert_between(
    report: Report, upper_uid: str, lower_uid: str, position: Position | None, count_from: Direction = Direction.DOWN
) -> tuple[Report, Disc]:
    """A disc that was overlooked between two neighbors.

    Counted from above (``DOWN``) it takes the name of the lower one, and that and all below move down by one; counted
    from below (``UP``) it takes the name of the upper one, and that and all above move up.
    """
    upper, lower = report.disc(upper_uid), report.disc(lower_uid)
    named = lower if count_from is Direction.DOWN else upper
    offered = Offer(named.level, named.sequence_index, 1 if count_from is Direction.DOWN else -1)
    if lower.sequence_index - upper.sequence_index > 1:
        gap = _beside(report, upper, 1)
        offered = gap if gap is not None else offered
    return with_offer(report, offered, position)


def _moved(level: Level, steps: int, spine: Spine) -> Level | None:
    index = spine.index(level) + steps if level in spine else -1
    return spine[index] if 0 <= index < len(spine) else None


def _shifted(disc: Disc, steps: int, spine: Spine) -> Disc:
    level = _moved(disc.level, steps, spine)
    if level is None:
        where = "below" if steps > 0 else "above"
        raise SceneError(
            _("There is no name {where} {level} to give to its disc: correct the level by hand.").format(
                where=where, level=disc.level
            )
        )
    return replace(disc, level=level, sequence_index=disc.sequence_index + steps)


def _sham_shifted(procedure: Procedure, steps: int, spine: Spine) -> Procedure:
    """The sham was given at a disc too, and its name was counted with the others."""
    sham = procedure.sham
    if sham is None or sham.level is None:
        return procedure
    level = _moved(sham.level, steps, spine)
    if level is None:
        raise SceneError(
            _("There is no name to give to {level}, where the sham was: correct the levels by hand.").format(
                level=sham.level
            )
        )
    return replace(procedure, sham=replace(sham, level=level))


def _beside(report: Report, disc: Disc, step: int) -> Offer | None:
    """The disc next to one, unless the report has it already without a place: then the one after."""
    taken = {other.level for other in report.discs}
    level, index = _moved(disc.level, step, spine_of(report)), disc.sequence_index + step
    while level is not None and level in taken:
        level, index = _moved(level, step, spine_of(report)), index + step
    return None if level is None else Offer(level, index)


def _between(report: Report, upper: Disc, lower: Disc) -> Offer | None:
    if lower.sequence_index - upper.sequence_index > 1:
        return _beside(report, upper, 1)
    spine, lowest = spine_of(report), report.discs[-1]
    if _moved(lowest.level, 1, spine) not in (None, Level.S1_S2):
        return Offer(lower.level, lower.sequence_index, 1)
    highest = _moved(report.discs[0].level, -1, spine)
    return None if highest is None else Offer(upper.level, upper.sequence_index, -1)


def _make_room(report: Report, offered: Offer) -> Report:
    spine, step = spine_of(report), offered.shifts
    moving = [disc for disc in report.discs if (disc.sequence_index - offered.sequence_index) * step >= 0]
    moved = {disc.uid: _shifted(disc, step, spine) for disc in moving}
    return replace(report, discs=tuple(moved.get(disc.uid, disc) for disc in report.discs))


def _axis(placed: list[Disc]) -> Point:
    """From the lowest to the highest marker; of a lone one straight up."""
    top, bottom = _place(placed[0]), _place(placed[-1])
    across = (top[0] - bottom[0], top[1] - bottom[1], top[2] - bottom[2])
    return across if any(across) else (0.0, 0.0, 1.0)


def _along(axis: Point, point: Point) -> float:
    return sum(a * b for a, b in zip(axis, point, strict=True))


def _place(disc: Disc) -> Point:
    assert disc.position is not None
    return disc.position.point
