# SPDX-License-Identifier: Apache-2.0
"""The pressure-volume plot of a disc: values on both axes; opening, first pain, concordant pain and stop by letter."""

from fractions import Fraction
from typing import NamedTuple

from ..model.derived import CONCORDANT, has_pain
from ..model.disc import Disc, StimulationEvent
from ..model.quantities import Pressure, PressureUnit, in_unit
from ..model.vocabulary import Concordance
from ..texts import _
from .concordance import PATTERNS, TONES
from .drawing import Area, Drawing, Path, Words
from .numbers import number_text, pressure_text, with_unit
from .said import choice
from .scale import Scale, scale_to
from .tones import Tone

WIDTH, HEIGHT = 340, 214
LEFT, RIGHT, TOP, BOTTOM = 44, 14, 30, 36
_DOT, _LETTER_BOX = 9, 14


class Mark(NamedTuple):
    """Something that is marked: its letter in the plot, and what it is in words."""

    letter: str
    words: str


class Frame(NamedTuple):
    """The plot's two scales; pressures in ``unit``."""

    volumes: Scale
    pressures: Scale
    unit: PressureUnit

    def x(self, volume: float) -> float:
        """Pixels of a volume in mL."""
        return LEFT + (WIDTH - LEFT - RIGHT) * volume / self.volumes.end

    def y(self, pressure: Pressure) -> float:
        """Pixels of a pressure."""
        return self.y_of(float(in_unit(pressure.psi, self.unit)))

    def y_of(self, amount: float) -> float:
        """Pixels of an amount in the plot's unit."""
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - amount / self.pressures.end)


def first_pain(disc: Disc) -> StimulationEvent | None:
    """The first event with pain of any kind."""
    return next((event for event in disc.events if has_pain(event)), None)


def first_concordant(disc: Disc) -> StimulationEvent | None:
    """The first event with exact or similar pain."""
    return next((event for event in disc.events if has_pain(event) and event.concordance in CONCORDANT), None)


def report_curve(disc: Disc) -> Drawing | None:
    """The plot of a disc; ``None`` where no event has both pressure and volume."""
    drawn = [event for event in disc.events if event.pressure is not None and event.volume_ml is not None]
    if not drawn:
        return None
    frame = _frame(disc, drawn)
    paths, words = _axes(frame)
    areas: list[Area] = []
    _opening(disc, frame, paths, words)
    _stop(disc, frame, paths, words)
    _events(disc, drawn, frame, areas, paths, words)
    return Drawing(
        WIDTH, HEIGHT, tuple(areas), tuple(paths), tuple(words), ". ".join(mark.words for mark in marks(disc))
    )


def _frame(disc: Disc, drawn: list[StimulationEvent]) -> Frame:
    unit = next(event.pressure.unit for event in drawn if event.pressure)
    known = [event.pressure for event in drawn if event.pressure]
    known += [disc.opening_pressure] if disc.opening_pressure else []
    highest = max((pressure.psi for pressure in known), default=Fraction(0))
    volumes = [event.volume_ml for event in drawn if event.volume_ml is not None]
    most = max([*volumes, *([] if disc.volume_ml is None else [disc.volume_ml])])
    return Frame(scale_to(float(most)), scale_to(float(in_unit(highest, unit))), unit)


def _axes(frame: Frame) -> tuple[list[Path], list[Words]]:
    floor, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    paths = [Path(((LEFT, TOP), (LEFT, floor), (right, floor)), Tone.QUIET)]
    words = [
        Words(2, 0, 130, 13, _("pressure, {unit}").format(unit=frame.unit.value), Tone.QUIET, -1),
        Words(right - 160, HEIGHT - 14, 160, 13, _("volume, mL"), Tone.QUIET, 1),
    ]
    for tick in frame.pressures.ticks:
        y = frame.y_of(float(tick))
        paths.append(Path(((LEFT - 4, y), (LEFT, y)), Tone.QUIET))
        words.append(Words(0, y - 7, LEFT - 6, 14, number_text(tick), Tone.QUIET, 1))
    for tick in frame.volumes.ticks:
        x = frame.x(float(tick))
        paths.append(Path(((x, floor), (x, floor + 4)), Tone.QUIET))
        words.append(Words(x - 20, floor + 5, 40, 13, number_text(tick), Tone.QUIET))
    return paths, words


def _opening(disc: Disc, frame: Frame, paths: list[Path], words: list[Words]) -> None:
    if disc.opening_pressure is None:
        return
    y = frame.y(disc.opening_pressure)
    paths.append(Path(((LEFT, y), (WIDTH - RIGHT, y)), Tone.QUIET, dashed=True))
    words.append(Words(WIDTH - RIGHT - _LETTER_BOX, y - _LETTER_BOX, _LETTER_BOX, 13, "O", Tone.PLAIN, 1, bold=True))


def _stop(disc: Disc, frame: Frame, paths: list[Path], words: list[Words]) -> None:
    """The end of the injection by its volume; the pressure at it is not on record."""
    if disc.volume_ml is None:
        return
    x = frame.x(float(disc.volume_ml))
    paths.append(Path(((x, TOP), (x, HEIGHT - BOTTOM)), Tone.QUIET, dashed=True))
    words.append(Words(x - 20, TOP - 14, 40, 13, "S", Tone.PLAIN, bold=True))


def _events(
    disc: Disc, drawn: list[StimulationEvent], frame: Frame, areas: list[Area], paths: list[Path], words: list[Words]
) -> None:
    places = [
        (frame.x(float(event.volume_ml)), frame.y(event.pressure), event)
        for event in drawn
        if event.volume_ml is not None and event.pressure is not None
    ]
    start = [] if disc.opening_pressure is None else [(float(LEFT), frame.y(disc.opening_pressure))]
    paths.append(Path((*start, *((x, y) for x, y, _event in places)), Tone.PLAIN))
    for x, y, event in places:
        tone = tone_of_event(event)
        areas.append(Area(x - _DOT / 2, y - _DOT / 2, _DOT, _DOT, tone, PATTERNS[tone], strong=True))
        letters = "".join(_letters(disc, event))
        words.append(Words(x - 26, y - 20, 30, 13, letters, tone, 0, bold=True))


def tone_of_event(event: StimulationEvent) -> Tone:
    """The tone of one event's answer; unknown where nothing usable is recorded."""
    pain = has_pain(event)
    if pain is None or (pain and event.concordance is None):
        return Tone.UNKNOWN
    return Tone.NO_PAIN if event.concordance is None else TONES[event.concordance]


def _letters(disc: Disc, event: StimulationEvent) -> list[str]:
    asked = (("P", first_pain(disc)), ("C", first_concordant(disc)))
    return [letter for letter, one in asked if one is event]


def marks(disc: Disc) -> tuple[Mark, ...]:
    """What the letters mean, with numbers; what is not recorded or did not happen says so."""
    opening = _("not recorded") if disc.opening_pressure is None else pressure_text(disc.opening_pressure)
    stop = _("not recorded") if disc.volume_ml is None else with_unit(disc.volume_ml, "mL")
    why = _("reason not recorded") if disc.stop_reason is None else choice(disc.stop_reason)
    return (
        Mark("O", _("O opening pressure: {value}").format(value=opening)),
        Mark("P", _("P first recorded pain: {value}").format(value=_first(first_pain(disc), _pain_known(disc)))),
        Mark(
            "C",
            _("C first concordant pain: {value}").format(value=_first(first_concordant(disc), _answers_known(disc))),
        ),
        Mark("S", _("S stop, total volume: {value} ({why})").format(value=stop, why=why)),
    )


def _pain_known(disc: Disc) -> bool:
    return bool(disc.events) and all(has_pain(event) is not None for event in disc.events)


def _answers_known(disc: Disc) -> bool:
    """Whether a concordant answer could not hide in what was left out."""
    unknown = (None, Concordance.NOT_OBTAINABLE)
    return _pain_known(disc) and not any(has_pain(event) and event.concordance in unknown for event in disc.events)


def _first(event: StimulationEvent | None, known: bool) -> str:
    """Where an event stands; *none* is said only if nothing unrecorded could be one."""
    if event is None:
        return _("none") if known else _("not recorded")
    pressure = _("pressure not recorded") if event.pressure is None else pressure_text(event.pressure)
    volume = _("volume not recorded") if event.volume_ml is None else with_unit(event.volume_ml, "mL")
    nrs = _("NRS not recorded") if event.nrs is None else f"NRS {event.nrs}"
    return f"{pressure}, {volume}, {nrs}"


def not_drawn(disc: Disc) -> str:
    """Which events are missing in the plot; empty if none is."""
    numbers = [
        str(number) for number, event in enumerate(disc.events, 1) if event.pressure is None or event.volume_ml is None
    ]
    if not numbers:
        return ""
    return _("Not in the plot, since pressure or volume was not recorded: event {numbers}.").format(
        numbers=", ".join(numbers)
    )
