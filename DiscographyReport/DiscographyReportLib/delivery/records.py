# SPDX-License-Identifier: Apache-2.0
"""What the outbox tells of its rows."""

import json
from dataclasses import dataclass

from .destination import AnyDestination, destination_from
from .outcome import State


@dataclass(frozen=True)
class Delivery:
    """One document on its way to one destination."""

    number: int
    uid: str
    destination: str
    state: State
    code: str
    answer: str
    tries: int
    next_try: float
    """Seconds since 1970."""
    doubtful: bool
    """The PACS may have it although it never said so."""
    paused: bool
    """Nothing is sent to this destination until a person says so."""
    commitment: str
    """Code of how far storage commitment is; empty where it was not asked for."""
    commitment_answer: str
    address: str
    """The destination as JSON, as it was when the document was put here."""
    sop_class: str
    transfer_syntax: str
    sha256: str

    @property
    def whereto(self) -> AnyDestination:
        """The destination."""
        return destination_from(json.loads(self.address), "the outbox")

    def is_elsewhere(self, today: AnyDestination | None) -> bool:
        """Whether the destination of this name is another archive now than the one that the document goes to."""
        return today is not None and self.whereto.place != today.place


@dataclass(frozen=True)
class Pause:
    """A destination that refused who we are."""

    destination: str
    code: str
    answer: str


@dataclass(frozen=True)
class AuditRow:
    """Something that happened. No name of a patient, no content."""

    at: str
    event: str
    uid: str
    destination: str
    code: str
    sha256: str
    who: str
    """The account on this computer, where one was given."""
    chain: str
    """SHA-256 over the row and the ``chain`` of the row before."""
