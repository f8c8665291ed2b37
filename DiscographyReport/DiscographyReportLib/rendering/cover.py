# SPDX-License-Identifier: Apache-2.0
"""Who and what a report is about and where it stands, as values: rendering knows no DICOM object."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from ..texts import _
from .names import date_shown, moment_shown, person_shown
from .page import Fact, Line
from .said import unknown
from .tones import Tone

_LONGEST_PART = 48


class Stage(Enum):
    """How far the report has come. ``CASE``: not exported at all, so about nobody's images."""

    CASE = "case"
    DRAFT = "draft"
    COMPLETE = "complete"
    VERIFIED = "verified"


@dataclass(frozen=True)
class Signature:
    """Who verified the report, for whom, and when."""

    name: str
    organization: str
    at: datetime


@dataclass(frozen=True)
class Replaced:
    """The document that is replaced: its number, its SOP Instance UID, and why."""

    number: int
    uid: str
    reason: str


@dataclass(frozen=True)
class Subject:
    """Patient and study as the images have them; empty where they say nothing, dates as DICOM writes them."""

    name: str
    patient_id: str
    birth_date: str
    sex: str
    study_date: str
    study_description: str
    accession_number: str


@dataclass(frozen=True)
class Cover:
    """What travels beside the report. ``subject`` is ``None`` for a case that was not exported."""

    stage: Stage = Stage.CASE
    subject: Subject | None = None
    number: int | None = None
    uid: str = ""
    software_version: str = ""
    signatures: tuple[Signature, ...] = ()
    replaced: Replaced | None = None
    notices: tuple[str, ...] = ()


def cover_lines(cover: Cover) -> tuple[Line, ...]:
    """Patient, study, state and what is replaced, a line each."""
    lines = [*subject_lines(cover.subject), Line(*state_of(cover), strong=True)]
    lines += [Line(signed_text(one)) for one in cover.signatures]
    if cover.replaced is not None:
        replaces = _("Replaces report {number}. Reason: {reason}")
        lines.append(Line(replaces.format(number=cover.replaced.number, reason=cover.replaced.reason), strong=True))
    return tuple(lines)


def subject_lines(subject: Subject | None) -> list[Line]:
    """Patient and study, a line each."""
    if subject is None:
        return [Line(_("Patient and study not recorded: this case was not exported to any images."), strong=True)]
    return [
        Line(_("Patient: {name}").format(name=person_shown(subject.name)), strong=True),
        Line(
            _("ID {id} · born {birth} · sex {sex}").format(
                id=subject.patient_id or unknown(), birth=date_shown(subject.birth_date), sex=subject.sex or unknown()
            )
        ),
        Line(
            _("Study {date} · {description} · accession number {accession}").format(
                date=date_shown(subject.study_date),
                description=subject.study_description or _("description not recorded"),
                accession=subject.accession_number or unknown(),
            )
        ),
    ]


def state_of(cover: Cover) -> tuple[str, str, Tone]:
    """The state in words: what it means, its badge and tone."""
    number = _("Report {number}").format(number=cover.number) if cover.number else _("No report number")
    means = {
        Stage.CASE: (_("not exported, not complete, not verified"), _("draft"), Tone.GRAVE),
        Stage.DRAFT: (_("not complete, not verified"), _("draft"), Tone.GRAVE),
        Stage.COMPLETE: (_("complete, not verified"), _("unverified"), Tone.WARNING),
        Stage.VERIFIED: (_("complete and verified"), _("verified"), Tone.DONE),
    }
    meaning, badge, tone = means[cover.stage]
    return f"{number}: {meaning}", badge, tone


def signed_text(signature: Signature) -> str:
    """Who verified, and when."""
    return _("Verified by {name}, {organization}, {time}").format(
        name=person_shown(signature.name), organization=signature.organization, time=moment_shown(signature.at)
    )


def watermark_of(cover: Cover) -> str:
    """What stands across every page of a report that nobody verified; empty for a verified one."""
    words = {
        Stage.CASE: _("DRAFT - NOT VERIFIED"),
        Stage.DRAFT: _("DRAFT - NOT VERIFIED"),
        Stage.COMPLETE: _("NOT VERIFIED"),
        Stage.VERIFIED: "",
    }
    return words[cover.stage]


def running_parts(cover: Cover) -> tuple[str, ...]:
    """What identifies a loose sheet: patient, ID and birth date, report and state."""
    text, badge, _tone = state_of(cover)
    state = f"{text} ({badge})" if cover.stage is Stage.CASE else text
    subject = cover.subject
    if subject is None:
        return (_("Patient not recorded"), state)
    return (*subject_parts(subject), state)


def subject_parts(subject: Subject) -> tuple[str, str, str]:
    """Who it is about, on a loose sheet."""
    identity = _("ID {id}").format(id=subject.patient_id or unknown())
    born = _("born {birth}").format(birth=date_shown(subject.birth_date))
    return _cut(person_shown(subject.name)), _cut(identity), _cut(born)


def _cut(text: str) -> str:
    """A long name shows that it goes on; it must not push the rest off the sheet."""
    return text if len(text) <= _LONGEST_PART else f"{text[: _LONGEST_PART - 1]}…"


def document_facts(cover: Cover) -> tuple[Fact, ...]:
    """The document's identity, for those who look for it in an archive."""
    uid = Fact(_("Document (SOP Instance UID)"), cover.uid or _("not exported"))
    software = Fact(_("Written by DiscographyReport"), cover.software_version or unknown())
    if cover.replaced is None:
        return (uid, software)
    replaced = _("report {number}, {uid}").format(number=cover.replaced.number, uid=cover.replaced.uid)
    return (uid, software, Fact(_("Replaces"), replaced), Fact(_("Reason"), cover.replaced.reason))
