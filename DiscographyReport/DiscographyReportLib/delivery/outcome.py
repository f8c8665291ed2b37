# SPDX-License-Identifier: Apache-2.0
"""What became of an attempt to deliver, and the states of a delivery."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a delivery stands. The values are persisted and never change meaning."""

    WAITING = "waiting"
    SENDING = "sending"
    STORED = "stored"
    STORED_WITH_WARNING = "stored-warning"
    VERIFIED = "verified"
    COMMITTED = "committed"
    NEEDS_ATTENTION = "needs-attention"
    CANCELLED = "cancelled"
    """By a person, with a reason; never by itself."""

    @property
    def shown(self) -> str:
        """For people: how far up the ladder it came. "Verified" alone could be taken for a verified report."""
        return _SHOWN.get(self, self.value)


_SHOWN = {
    State.STORED_WITH_WARNING: "stored with warning",
    State.VERIFIED: "confirmed: stored, and found at the PACS when asked",
    State.COMMITTED: "committed: the PACS took responsibility for keeping it",
    State.NEEDS_ATTENTION: "needs attention",
    State.CANCELLED: "cancelled",
}
CONFIRMED = frozenset({State.STORED, State.STORED_WITH_WARNING, State.VERIFIED, State.COMMITTED})
"""The PACS has it."""
ENDED = CONFIRMED | {State.CANCELLED}
"""Nothing more is sent."""


class Verdict(StrEnum):
    """What follows from one attempt."""

    STORED = "stored"
    WARNED = "warned"
    VERIFIED = "verified"
    LATER = "later"
    """Try again until it works."""
    LATER_A_FEW_TIMES = "later-a-few-times"
    """Try again, then ask a person."""
    ATTENTION = "attention"


STATE_AFTER = {
    Verdict.STORED: State.STORED,
    Verdict.WARNED: State.STORED_WITH_WARNING,
    Verdict.VERIFIED: State.VERIFIED,
    Verdict.LATER: State.WAITING,
    Verdict.LATER_A_FEW_TIMES: State.WAITING,
    Verdict.ATTENTION: State.NEEDS_ATTENTION,
}


@dataclass(frozen=True)
class Outcome:
    """The result of one attempt: a fixed code for programs, a sentence for people."""

    verdict: Verdict
    code: str
    answer: str
    doubtful: bool = False
    """The PACS may have the object although it did not say so."""
    retry_after_s: float | None = None
    """What the PACS asked for (Retry-After); it wins over our own waiting times."""
    pauses: bool = False
    """The PACS refused who we are: nothing more is tried there until a person says so, lest an account be locked."""


class LinkError(Exception):
    """No association came about; ``outcome`` holds for everything that was to go over it."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.answer)
        self.outcome = outcome
