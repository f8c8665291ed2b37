# SPDX-License-Identifier: Apache-2.0
"""Disc by disc: the plot, key images, every event, and everything else that was recorded of it."""

from collections.abc import Iterator, Mapping

from ..model import derived
from ..model.disc import Disc, StimulationEvent
from ..model.procedure import Manometry
from ..model.report import Report
from ..texts import _, pgettext
from .concordance import PATTERNS
from .curve import not_drawn, report_curve, tone_of_event
from .diagram import report_diagram
from .disc_facts import ct_facts, injection_facts
from .numbers import above_text, number_text, pressure_text
from .page import Block, Cell, Column, Fact, Facts, Figure, Figures, Line, Lines, Section, Table
from .parts import cell, gathered, known, measured, shown
from .said import choice
from .tones import Tone

KeyImages = Mapping[str, tuple[Figure, ...]]


def diagram_section(report: Report) -> Section:
    """The spine as a picture."""
    drawing = report_diagram(report)
    caption = _("Colored by concordance with the usual pain, not by grade. Numbering as stated above.")
    figure = Figure(drawing, caption, drawing.description)
    return Section("spine", _("Spine diagram"), (Figures((figure,), wide=True),))


def disc_sections(report: Report, key_images: KeyImages, images_note: str) -> Iterator[Section]:
    """A section for each disc, below one that says what holds for the pictures of all of them."""
    notes = [_("Pressure against volume: O opening, P first pain, C first concordant pain, S stop.")]
    notes += [images_note] if images_note else []
    yield Section("discs", _("Disc by disc"), (Lines(tuple(Line(note) for note in notes)),))
    for number, disc in enumerate(report.discs, 1):
        yield Section(f"disc-{number}", _heading(disc), tuple(_blocks(disc, report, key_images)), depth=2)


def _heading(disc: Disc) -> str:
    return disc.level.value if disc.injected else f"{disc.level.value}: {choice(disc.status)}"


def _blocks(disc: Disc, report: Report, key_images: KeyImages) -> Iterator[Block]:
    figures = [*_plot(disc), *key_images.get(disc.uid, ())]
    if figures:
        yield Figures(tuple(figures))
    missing = _missing(disc, key_images) if disc.injected else []
    if missing:
        yield Lines(tuple(Line(sentence, tone=Tone.UNKNOWN) for sentence in missing))
    if disc.injected or disc.events:
        yield _events_table(disc, report.procedure.manometry)
    yield from _facts(injection_facts(disc, report), "", disc.injected)
    yield from _facts(ct_facts(disc), _("CT after injection"), disc.injected)


def _missing(disc: Disc, key_images: KeyImages) -> list[str]:
    """Why a plot or pictures are missing where other discs have them."""
    plotless = bool(disc.events) and report_curve(disc) is None
    sentences = [_("No plot: no event has both pressure and volume on record.")] if plotless else []
    unseen = bool(key_images) and disc.position is None
    return [*sentences, *([_("No key images: no marker on the CT.")] if unseen else [])]


def _facts(facts: tuple[Fact, ...], heading: str, injected: bool) -> Iterator[Facts]:
    """Of a disc without contrast whatever is on record; what is not was not to be recorded."""
    told = gathered(facts) if injected else known(facts)
    if told:
        yield Facts(told, heading)


def _plot(disc: Disc) -> Iterator[Figure]:
    drawing = report_curve(disc)
    if drawing is None:
        return
    caption = f"{disc.level.value}: {drawing.description}."
    missing = not_drawn(disc)
    yield Figure(drawing, f"{caption} {missing}" if missing else caption, drawing.description)


def _events_table(disc: Disc, manometry: Manometry) -> Table | Lines:
    if not disc.events:
        return Lines((Line(_("Stimulation events: not recorded."), tone=Tone.UNKNOWN),))
    columns = (
        Column(_("Event")),
        Column(_("Time")),
        Column(_("Pressure (a.o.)"), True),
        Column(_("Volume"), True),
        Column(_("NRS"), True),
        Column(_("Concordance")),
        Column(_("Location")),
        Column(pgettext("pain", "Held"), True),
        Column(_("Note")),
    )
    rows = tuple(_event_row(number, event, disc, manometry) for number, event in enumerate(disc.events, 1))
    return Table(_("Stimulation of {level}").format(level=disc.level.value), columns, rows)


def _event_row(number: int, event: StimulationEvent, disc: Disc, manometry: Manometry) -> tuple[Cell, ...]:
    place = [event.location, shown(event.side, choice), event.referral]
    tone = tone_of_event(event)
    answer = None if event.concordance is None else choice(event.concordance)
    contradiction = _("NRS and concordance contradict each other") if derived.contradicts(event) else ""
    notes = [text for text in (contradiction, event.note) if text]
    return (
        Cell(str(number)),
        cell(_time(event)),
        cell(_pressure(event, disc, manometry)),
        cell(measured(event.volume_ml, "mL")),
        cell(None if event.nrs is None else number_text(event.nrs)),
        cell(answer, tone if tone in PATTERNS else Tone.PLAIN),
        cell(", ".join(part for part in place if part)),
        cell(measured(event.sustained_s, "s")),
        Cell("; ".join(notes) or _("no note"), Tone.PLAIN if notes else Tone.QUIET),
    )


def _time(event: StimulationEvent) -> str | None:
    offset = None if event.offset_s is None else _("{time} s after the start").format(time=number_text(event.offset_s))
    parts = [event.at and f"{event.at:%H:%M:%S}", offset]
    return ", ".join(part for part in parts if part) or None


def _pressure(event: StimulationEvent, disc: Disc, manometry: Manometry) -> str | None:
    if event.pressure is None:
        return None
    above = derived.above_opening(event.pressure, disc, manometry)
    shown = _("a.o. not known") if above is None else above_text(above, event.pressure.unit)
    return f"{pressure_text(event.pressure)} ({shown})"
