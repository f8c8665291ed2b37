# SPDX-License-Identifier: Apache-2.0
"""What the readable report says of the document that carries it, and of the discs as controls."""

from ..criteria.facts import ControlStatus, DiscFacts
from ..criteria.study import study_of
from ..model.quantities import PressureUnit
from ..model.report import Report
from ..rendering.cover import Cover, Replaced, Signature, Stage, Subject
from ..rendering.numbers import above_text
from ..sr.envelope import Amendment, Envelope, Patient, State, Study
from ..texts import _

_STAGES = {State.DRAFT: Stage.DRAFT, State.COMPLETE: Stage.COMPLETE, State.VERIFIED: Stage.VERIFIED}


def cover_of(envelope: Envelope, notices: tuple[str, ...]) -> Cover:
    """The cover of a document as it was read."""
    standing = envelope.standing
    amended = standing.amendment
    return Cover(
        stage=_STAGES[standing.state],
        subject=subject_of(envelope.patient, envelope.study),
        number=envelope.instance_number,
        uid=envelope.identity.sop_instance_uid,
        software_version=envelope.software_version,
        signatures=tuple(Signature(one.name, one.organization, one.at) for one in standing.verifications),
        replaced=None if amended is None else _replaced(amended),
        notices=notices,
    )


def subject_of(patient: Patient, study: Study) -> Subject:
    """Patient and study as a document has them."""
    return Subject(
        name=patient.name,
        patient_id=patient.patient_id,
        birth_date=patient.birth_date,
        sex=patient.sex,
        study_date=study.date,
        study_description=study.description,
        accession_number=study.accession_number,
    )


def _replaced(amended: Amendment) -> Replaced:
    return Replaced(amended.predecessor_number, amended.predecessor.sop_instance_uid, amended.reason)


def control_words(report: Report) -> dict[str, str]:
    """What every injected disc is worth as a control, by tracking UID; nothing where responses are not interpreted."""
    study = study_of(report)
    if study.gate:
        return {disc.disc.uid: _("not interpreted") for disc in study.discs}
    placed = {disc.disc.uid: disc for disc in study.places.values()}
    return {disc.disc.uid: _control_words(placed.get(disc.disc.uid)) for disc in study.discs}


def _control_words(disc: DiscFacts | None) -> str:
    """A disc that shares its place with another cannot be told from it."""
    if disc is None or disc.status is ControlStatus.UNKNOWN:
        return _("unknown")
    if disc.status is ControlStatus.DISCORDANT:
        return _discordant(disc)
    return {
        ControlStatus.CONCORDANT: _("no control: concordant"),
        ControlStatus.PAINLESS: _("painless"),
        ControlStatus.UNSTIMULATED: _("no pain, not shown to be stimulated"),
    }[disc.status]


def _discordant(disc: DiscFacts) -> str:
    if disc.discordant_above_psi is None:
        return _("discordant, pressure not known")
    return _("discordant from {pressure} psi a.o.").format(
        pressure=above_text(disc.discordant_above_psi, PressureUnit.PSI)
    )
