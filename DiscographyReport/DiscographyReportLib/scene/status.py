# SPDX-License-Identifier: Apache-2.0
"""Where a report of the scene stands: its state, what was exported of it, and what the next export replaces."""

from dataclasses import dataclass, replace
from datetime import datetime

from ..sr.envelope import Amendment, Encoding, Envelope, InstanceIdentity, Standing, State, Verification
from ..texts import _


@dataclass(frozen=True)
class Written:
    """The document that was written last: what it is, how it stood, and the digest of the report that it carries."""

    identity: InstanceIdentity
    number: int
    standing: Standing
    digest: str


@dataclass(frozen=True)
class Status:
    """The standing of a report node. UIDs, and the names of those who verified; nothing of the patient.

    ``reason`` says why a document that was exported is replaced. ``superseded_by``: the SOP Instance UID that took the
    report's place. ``saved_at``: when the report was last written to a file. ``stored``: that file is in the database.
    """

    state: State = State.DRAFT
    encoding: Encoding = Encoding.COMPREHENSIVE_3D
    verifications: tuple[Verification, ...] = ()
    written: Written | None = None
    reason: str | None = None
    superseded_by: str | None = None
    saved_at: datetime | None = None
    stored: bool = False

    @property
    def locked(self) -> bool:
        """Whether the report may not be changed any more."""
        return self.lock_reason != ""

    @property
    def lock_reason(self) -> str:
        """Why it may not be changed, and what to do; empty where it may."""
        if self.superseded_by is not None:
            return _("This report was replaced by a newer one: open that one to change it.")
        if self.state is not State.DRAFT:
            return _("This report is {state}: make an amended copy to change it.").format(state=self.state)
        return ""

    def is_written(self, digest: str) -> bool:
        """Whether the document that was written last says what a report with this digest says, and stands as it."""
        if self.written is None:
            return False
        then = self.written.standing
        alike = (then.state, then.encoding, then.verifications) == (self.state, self.encoding, self.verifications)
        return self.written.digest == digest and alike

    def standing(self, reason: str | None = None) -> Standing:
        """What the next document says of itself when its content differs from the one written last."""
        amendment = None
        if self.written is not None:
            why = reason or self.reason or self._usual_reason(self.written.standing.state)
            amendment = Amendment(self.written.identity, self.written.number, why)
        return Standing(self.encoding, self.state, self.verifications, amendment)

    def _usual_reason(self, before: State) -> str:
        """What is said where nobody gave a reason; a complete report is changed only by an amended copy, with one."""
        if self.state is State.VERIFIED:
            return "Verified"
        return "Completed" if before is State.DRAFT and self.state is State.COMPLETE else "Draft continued"


def written_of(envelope: Envelope, digest: str) -> Written:
    """What a document that was written or read says of itself."""
    return Written(envelope.identity, envelope.instance_number, envelope.standing, digest)


def status_of(envelope: Envelope, digest: str) -> Status:
    """The status of a report that was read from a document."""
    standing = envelope.standing
    return Status(standing.state, standing.encoding, standing.verifications, written_of(envelope, digest))


def after_export(status: Status, envelope: Envelope, digest: str, at: datetime) -> Status:
    """The status once a document has been written; a document that was there already is still in the database."""
    same = status.written is not None and status.written.identity == envelope.identity
    return replace(
        status, written=written_of(envelope, digest), reason=None, saved_at=at, stored=same and status.stored
    )
