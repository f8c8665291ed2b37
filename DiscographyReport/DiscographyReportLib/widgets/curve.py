# SPDX-License-Identifier: Apache-2.0
"""The pressure-volume curve of a disc with its events on it."""

from ..model.derived import has_pain
from ..model.disc import Disc, StimulationEvent
from ..model.quantities import Pressure, PressureUnit, in_unit
from ..model.values import decimal_text
from ..rendering.concordance import tone_of
from ..rendering.drawing import Area, Drawing, Path, Pattern, Words
from ..rendering.tones import Tone
from .texts import _

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 104, 34, 12, 14, 18
_DOT = 7
Points = tuple[tuple[float, Pressure, StimulationEvent], ...]
_ROOM = 1.15


def curve_drawing(disc: Disc | None, unit: PressureUnit, width: int) -> Drawing | None:
    """The curve of a disc; ``None`` where there are no two numbers to draw."""
    points = () if disc is None else _points(disc)
    if disc is None or not points:
        return None
    opening = disc.opening_pressure
    top = max(float(p.psi) for p in (*(p for _v, p, _e in points), *([opening] if opening else []))) * _ROOM or 1.0
    most = max(volume for volume, _p, _e in points) * _ROOM or 1.0
    across, down = width - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def at(volume: float, psi: float) -> tuple[float, float]:
        return LEFT + across * volume / most, TOP + down * (1 - psi / top)

    line = [at(volume, float(pressure.psi)) for volume, pressure, _event in points]
    start = [at(0, float(opening.psi))] if opening else []
    axes = Path(((LEFT, TOP), (LEFT, TOP + down), (LEFT + across, TOP + down)), Tone.QUIET)
    paths = [axes, Path(tuple([*start, *line]), Tone.PLAIN)]
    if opening is not None:
        paths.append(Path((start[0], (LEFT + across, start[0][1])), Tone.QUIET, dashed=True))
    dots = tuple(
        Area(x - _DOT / 2, y - _DOT / 2, _DOT, _DOT, tone_of(disc) if has_pain(event) else Tone.NO_PAIN,
             Pattern.SOLID if has_pain(event) else Pattern.EMPTY)
        for (x, y), (_volume, _pressure, event) in zip(line, points, strict=True)
    )  # fmt: skip
    labels = [
        Words(x - 30, y - 17, 60, 12, "" if event.nrs is None else f"NRS {event.nrs}", Tone.PLAIN)
        for (x, y), (_volume, _pressure, event) in zip(line, points, strict=True)
    ]
    return Drawing(width, HEIGHT, dots, tuple(paths), (*labels, *_axis_words(points, unit, width)), _in_words(points))


def _points(disc: Disc) -> Points:
    return tuple(
        (float(event.volume_ml), event.pressure, event)
        for event in disc.events
        if event.volume_ml is not None and event.pressure is not None
    )


def _axis_words(points: Points, unit: PressureUnit, width: int) -> list[Words]:
    volume = points[-1][0]
    highest = max((p for _v, p, _e in points), key=lambda p: p.psi)
    amount = decimal_text(in_unit(highest.psi, unit, 1))
    return [
        Words(0, TOP - 14, LEFT + 40, 12, f"{amount} {unit.value}", Tone.QUIET, -1),
        Words(width - 120, HEIGHT - 14, 120 - RIGHT, 12, _("{volume} mL").format(volume=f"{volume:g}"), Tone.QUIET, 1),
    ]


def _in_words(points: Points) -> str:
    read = ((f"{volume:g}", decimal_text(pressure.value), pressure.unit.value) for volume, pressure, _e in points)
    return "; ".join(f"{volume} mL: {pressure} {unit}" for volume, pressure, unit in read)
