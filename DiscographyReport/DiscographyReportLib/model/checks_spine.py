# SPDX-License-Identifier: Apache-2.0
"""The discs against each other: names, order, markers. Guards against a level that is off by one."""

import math
from collections.abc import Iterator
from datetime import datetime
from itertools import combinations, pairwise

from ..texts import _
from .disc import Disc, Position
from .findings import Finding, FindingSeverity, in_disc, in_report
from .levels import STANDARD_LEVELS, VARIANT_LEVELS, Level, Region, above_and_below, cranial_rank, ordinal
from .limits import MARKERS_APART_MM, NEIGHBORS_WITHIN_MM
from .report import Report

_IMPOSSIBLE, _CONTRADICTION = FindingSeverity.IMPOSSIBLE, FindingSeverity.CONTRADICTION
_WARNING = FindingSeverity.WARNING
_BOTH_SIDES = (Level.T12_L1, Level.T11_L1, Level.T13_L1)
"""Discs at the thoracolumbar border, which either region may report."""
_NEAR = {
    Region.CERVICAL: (Level.T1_T2,),
    Region.THORACIC: (Level.C6_C7, Level.C7_T1, Level.L1_L2),
    Region.LUMBAR: (Level.T11_T12, Level.T12_T13),
}
"""Discs of the other region at its border and one beyond, such as are injected as a control."""


def spine_findings(report: Report) -> Iterator[Finding]:
    """Names, order and places of the discs."""
    yield from _names(report)
    yield from _order(report)
    yield from _markers(report)
    yield from _injection_order(report)


def fits(level: Level, region: Region) -> bool:
    """Whether a disc of that name belongs to the region."""
    if level in _BOTH_SIDES:
        return region in (Region.THORACIC, Region.LUMBAR)
    letter = "T" if level is Level.T12_T13 else level.value[0]
    return {"C": Region.CERVICAL, "T": Region.THORACIC}.get(letter, Region.LUMBAR) is region


def _names(report: Report) -> Iterator[Finding]:
    for disc in report.discs:
        if not fits(disc.level, report.region):
            yield _outside(disc, report)
        if disc.level in VARIANT_LEVELS:
            yield in_disc(
                disc,
                "level",
                _WARNING,
                "level_without_standard_code",
                _("DICOM has no code for this disc; it is written with a code of this project and its name."),
                _("Check the numbering statement, which stands beside it."),
                disc.level.value,
            )
    for one, other in combinations(report.discs, 2):
        if one.level is other.level:
            yield in_disc(
                other, "level", _IMPOSSIBLE, "duplicate_level",
                _("two discs carry this name."), _("Rename or remove one."), other.level.value,
            )  # fmt: skip
        elif _share_a_side(one.level, other.level):
            yield in_disc(
                other,
                "level",
                _CONTRADICTION,
                "levels_exclude_each_other",
                _("{one} and {other} cannot both be in one spine.").format(
                    one=one.level.value, other=other.level.value
                ),
                _("Rename one."),
                other.level.value,
            )
        if one.sequence_index == other.sequence_index:
            yield in_disc(
                other,
                "sequence_index",
                _IMPOSSIBLE,
                "duplicate_sequence_index",
                _("{level} has the same place in the spine ({sequence_index}).").format(
                    level=one.level.value, sequence_index=one.sequence_index
                ),
                _("Give each disc its own place, counted from above."),
                str(other.sequence_index),
            )


def _outside(disc: Disc, report: Report) -> Finding:
    near = disc.level in _NEAR[report.region] or _meets_eleventh_rib(disc.level, report)
    return in_disc(
        disc, "level", _WARNING if near else _CONTRADICTION, "level_outside_region",
        (
            _("the level does not belong to a {region} report.") if near
            else _("the level lies far outside a {region} report.")
        ).format(region=_(report.region.value)),
        _("Check level and region, or say why.") if near else _("Correct the level or the region."), disc.level.value,
    )  # fmt: skip


def _meets_eleventh_rib(level: Level, report: Report) -> bool:
    """Where T11 rests on L1, T10-T11 is the disc next to the border."""
    border = Level.T11_L1 in [disc.level for disc in report.discs]
    return border and level is Level.T10_T11 and report.region is Region.LUMBAR


def _share_a_side(one: Level, other: Level) -> bool:
    (above, below), (above_other, below_other) = above_and_below(one), above_and_below(other)
    return above == above_other or below == below_other


def _order(report: Report) -> Iterator[Finding]:
    for upper, lower in pairwise(report.discs):
        if cranial_rank(upper.level) > cranial_rank(lower.level):
            yield in_disc(
                lower,
                "sequence_index",
                _CONTRADICTION,
                "level_order",
                _("by name it lies above {level}, by its place below: a level may be off by one.").format(
                    level=upper.level.value
                ),
                _("Correct the name or the place."),
                str(lower.sequence_index),
            )
        else:
            yield from _step(upper, lower)


def _step(upper: Disc, lower: Disc) -> Iterator[Finding]:
    """Neighbors decide about controls: who is one by name alone, or by place alone, is a contradiction."""
    step = lower.sequence_index - upper.sequence_index
    usual = _usual_step(upper.level, lower.level)
    open_ended = usual is None and step != 1
    if open_ended or step in (0, usual):
        return
    usual = 2 if usual is None else usual
    neighbors = 1 in (step, usual)
    yield in_disc(
        lower,
        "sequence_index",
        _CONTRADICTION if neighbors else _WARNING,
        "sequence_step",
        _("by its place in the spine it lies {step} below {level}, by name {usual}.").format(
            step=step, level=upper.level.value, usual=usual
        ),
        _("Correct the name or the place.") if neighbors else _("Check name and place, or say why."),
        str(lower.sequence_index),
        str(upper.sequence_index + usual),
    )


def _usual_step(upper: Level, lower: Level) -> int | None:
    """The difference of sequence indices that the names give; ``None`` is two or more, as variants leave it open."""
    if above_and_below(upper)[1] == above_and_below(lower)[0]:
        return 1
    if upper not in STANDARD_LEVELS or lower not in STANDARD_LEVELS:
        return None
    crosses = upper.value.startswith("T") and lower.value.startswith("L")
    return None if crosses else ordinal(lower, Region.CERVICAL) - ordinal(upper, Region.CERVICAL)


def _markers(report: Report) -> Iterator[Finding]:
    placed = [(disc, disc.position) for disc in report.discs if disc.position is not None]
    if len({position.frame_of_reference_uid for _, position in placed}) > 1:
        yield in_report(
            "discs", _IMPOSSIBLE, "frames_of_reference_differ",
            _("The disc markers stand in different frames of reference."), _("Place all markers on one CT."),
        )  # fmt: skip
        return
    for (upper, place), (lower, other) in pairwise(placed):
        if other.z >= place.z:
            yield in_disc(
                lower,
                "position",
                _CONTRADICTION,
                "marker_order",
                _("its marker lies above that of {level}, the higher disc: a level may be off by one.").format(
                    level=upper.level.value
                ),
                _("Move the marker or correct the level; or say why the spine lies so."),
                f"z {other.z:.1f} mm",
                f"below z {place.z:.1f} mm",
            )
        yield from _far_apart(upper, place, lower, other)
    for (one, place), (disc, other) in combinations(placed, 2):
        if math.dist(place.point, other.point) < MARKERS_APART_MM:
            yield in_disc(
                disc,
                "position",
                _CONTRADICTION,
                "markers_too_close",
                _("its marker is {distance:.1f} mm from that of {level}.").format(
                    distance=math.dist(place.point, other.point), level=one.level.value
                ),
                _("Move one of them to its disc."),
                "",
                f"at least {MARKERS_APART_MM:g} mm",
            )


def _far_apart(upper: Disc, place: Position, lower: Disc, other: Position) -> Iterator[Finding]:
    distance = math.dist(place.point, other.point)
    if lower.sequence_index - upper.sequence_index == 1 and distance > NEIGHBORS_WITHIN_MM:
        yield in_disc(
            lower,
            "position",
            _WARNING,
            "neighbors_far_apart",
            _("its marker is {distance:.1f} mm from that of {level}, its neighbor.").format(
                distance=distance, level=upper.level.value
            ),
            _("Check that no disc lies between them, or say why."),
            f"{distance:.1f} mm",
            f"at most {NEIGHBORS_WITHIN_MM:g} mm",
        )


def _injection_order(report: Report) -> Iterator[Finding]:
    ordered = sorted(
        (disc for disc in report.discs if disc.injection_order is not None), key=lambda disc: disc.injection_order or 0
    )
    for earlier, later in pairwise(ordered):
        if earlier.injection_order == later.injection_order:
            yield in_disc(
                later,
                "injection_order",
                _CONTRADICTION,
                "duplicate_injection_order",
                _("{level} has the same place in the order of injection.").format(level=earlier.level.value),
                _("Correct one of them."),
                str(later.injection_order),
            )
        elif earlier.injected_at is not None:
            yield from _against_time(earlier, earlier.injected_at, later)


def _against_time(earlier: Disc, began: datetime, later: Disc) -> Iterator[Finding]:
    if later.injected_at is not None and later.injected_at < began:
        yield in_disc(
            later,
            "injected_at",
            _CONTRADICTION,
            "injection_order_against_times",
            _("injected after {level} by order, before it by time.").format(level=earlier.level.value),
            _("Correct order or time."),
            later.injected_at.strftime("%H:%M:%S"),
            f"not before {began:%H:%M:%S}",
        )
