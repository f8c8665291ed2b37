# SPDX-License-Identifier: Apache-2.0
"""What a step of undo or redo changed, in words, and at which disc: what changes unseen is not noticed."""

from collections.abc import Iterator
from typing import NamedTuple

from ..model.disc import Disc
from ..model.report import Report
from .entry_text import Context
from .event_fields import EVENT_FIELDS
from .fields import text_at
from .fields_disc import DISC_FIELDS
from .fields_procedure import PROCEDURE_BY_PATH
from .places import Place
from .texts import _

_AT_MOST = 3


class Difference(NamedTuple):
    """The disc that changed, if it was one or several, and the words for what one report has and another has not."""

    disc_uid: str | None
    words: str


def difference(having: Report, other: Report, base: Context) -> Difference:
    """What ``having`` says and ``other`` says otherwise: of a step, the report with it and the one without it."""
    discs = tuple(_changed(having, other))
    if not discs:
        return Difference(None, _joined(list(_outside(having, other, base))))
    if len(discs) > 1:
        levels = ", ".join(dict.fromkeys(disc.level.value for disc in discs))
        return Difference(discs[0].uid, _("changes at {levels}").format(levels=levels))
    (disc,) = discs
    here, there = _find(having, disc.uid), _find(other, disc.uid)
    if there is None:
        return Difference(disc.uid, _("{level} added").format(level=disc.level.value))
    if here is None:
        return Difference(disc.uid, _("{level} removed").format(level=disc.level.value))
    words = _joined(list(_inside(having, other, here, there, base)))
    return Difference(disc.uid, _("{words} at {level}").format(words=words, level=here.level.value))


def _find(report: Report, uid: str) -> Disc | None:
    return next((disc for disc in report.discs if disc.uid == uid), None)


def _changed(having: Report, other: Report) -> Iterator[Disc]:
    yield from (disc for disc in having.discs if _find(other, disc.uid) != disc)
    yield from (disc for disc in other.discs if _find(having, disc.uid) is None)


def _inside(having: Report, other: Report, here: Disc, there: Disc, base: Context) -> Iterator[str]:
    if here.level is not there.level:
        yield _("level {level}").format(level=here.level.value)
    if here.position != there.position:
        yield _("marker")
    paths = {field.path: field.label for field in DISC_FIELDS}
    for number in range(max(len(here.events), len(there.events))):
        for field in EVENT_FIELDS:
            paths[field.path.replace("[0]", f"[{number}]")] = field.label
    for path, label in paths.items():
        yield from _one(having, other, Place(here.uid, path), label, base)


def _outside(having: Report, other: Report, base: Context) -> Iterator[str]:
    for path, field in PROCEDURE_BY_PATH.items():
        yield from _one(having, other, Place(None, path), field.label, base)
    if having.explanations != other.explanations:
        yield _("reason")
    if (having.criteria, having.primary_criteria) != (other.criteria, other.primary_criteria):
        yield _("rule sets")


def _one(having: Report, other: Report, place: Place, label: str, base: Context) -> Iterator[str]:
    text = text_at(having, place, base)
    if text != text_at(other, place, base):
        yield f"{label} {text or _('not recorded')}"


def _joined(words: list[str]) -> str:
    shown = ", ".join(words[:_AT_MOST]) or _("an entry")
    return shown if len(words) <= _AT_MOST else _("{shown} and more").format(shown=shown)
