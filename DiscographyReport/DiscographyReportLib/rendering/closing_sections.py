# SPDX-License-Identifier: Apache-2.0
"""Impression, recommendation, and who did what when."""

from collections.abc import Iterator

from ..model.findings import spoken
from ..model.report import Explanation, Observer, Report
from ..texts import _
from .answer_section import reading_facts
from .cover import Cover, document_facts, signed_text
from .names import moment_shown, person_shown
from .page import Block, Cell, Column, Fact, Facts, Line, Lines, Section, Table
from .parts import cell, shown
from .said import choice
from .tones import Tone


def closing_sections(report: Report, cover: Cover) -> Iterator[Section]:
    """Impression, then the people, then the document."""
    words = (*reading_facts(report), Fact(_("Comment"), report.comment or _("no comment")))
    yield Section("impression", _("Impression and recommendation"), (Facts(words), *_reasons(report)))
    yield Section("people", _("Observers"), (_observers(report.observers), *_signed(cover)))
    changed = Fact(_("Last change of the content"), moment_shown(report.changed_at))
    yield Section("document", _("Document"), (Facts((changed, *document_facts(cover))),))


def _reasons(report: Report) -> Iterator[Block]:
    """Why unusual values are right."""
    if report.explanations:
        yield Lines(tuple(Line(_reason(one, report)) for one in report.explanations), listed=True)


def _reason(one: Explanation, report: Report) -> str:
    level = next((disc.level.value for disc in report.discs if disc.uid == one.disc_uid), "")
    where = f"{level} {spoken(one.field)}".strip()
    value = f" ({one.value})" if one.value else ""
    return _("Reason given for {where}: {reason}").format(where=f"{where}{value}", reason=one.reason)


def _observers(observers: tuple[Observer, ...]) -> Block:
    if not observers:
        return Lines((Line(_("Observers: not recorded."), tone=Tone.UNKNOWN),))
    columns = (
        Column(_("Name")),
        Column(_("Role")),
        Column(_("Organization")),
        Column(_("Position")),
        Column(_("Last entry")),
    )
    return Table(_("Who took part"), columns, tuple(map(_row, observers)))


def _row(observer: Observer) -> tuple[Cell, ...]:
    login = f" ({observer.login})" if observer.login else ""
    return (
        Cell(f"{person_shown(observer.name)}{login}"),
        Cell(choice(observer.role)),
        cell(observer.organization),
        cell(shown(observer.organizational_role, choice)),
        cell(shown(observer.entered_at, moment_shown)),
    )


def _signed(cover: Cover) -> Iterator[Block]:
    if cover.signatures:
        yield Lines(tuple(Line(signed_text(one)) for one in cover.signatures))
    else:
        yield Lines((Line(_("Nobody has verified this report."), tone=Tone.WARNING, strong=True),))
