# SPDX-License-Identifier: Apache-2.0
"""Which of several exported reports is the newest version of which: read from headers alone, without raising."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pydicom.config import disable_value_validation
from pydicom.dataset import Dataset
from pydicom.filereader import read_partial
from pydicom.tag import BaseTag

from ..series.attributes import UNREADABLE, text
from ..sr.envelope import FLAGS, InstanceIdentity, State
from ..sr.parse import items_of
from ..sr.reader import identity, instances, is_ours

_CONTENT = 0x0040A730
"""Content Sequence: all that is asked for stands before it (PS3.5 section 7.1, elements ascend)."""
_ANY_DAMAGE = (*UNREADABLE, AttributeError, RecursionError)


@dataclass(frozen=True)
class Link:
    """One exported document: where it is, what it is, and which documents it replaced.

    ``changed_at`` is ContentDate and ContentTime as they stand (``20261014120000``).
    """

    path: Path
    identity: InstanceIdentity
    number: int
    state: State
    changed_at: str
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chain:
    """All versions of one report that are at hand, oldest first."""

    links: tuple[Link, ...]

    @property
    def newest(self) -> Link:
        """The version that counts."""
        return self.links[-1]

    @property
    def superseded(self) -> tuple[Link, ...]:
        """The versions that do not count any more."""
        return self.links[:-1]

    @property
    def is_forked(self) -> bool:
        """Whether one version was replaced by two, on two machines perhaps: somebody must look at both."""
        replaced = {uid for link in self.links for uid in link.replaces}
        return sum(link.identity.sop_instance_uid not in replaced for link in self.links) > 1


def read_link(path: Path) -> Link | None:
    """What a file says of itself, if it is one of our documents; ``None`` for anything else, however damaged."""
    try:
        # pydicom would write malformed values, a patient's name among them, to the log.
        with disable_value_validation(), path.open("rb") as stream:
            dataset = read_partial(stream, stop_when=_at_content)
            return _link(path, dataset) if is_ours(dataset) else None
    except _ANY_DAMAGE:
        return None


def chains(links: Iterable[Link]) -> tuple[Chain, ...]:
    """The versions of each report, every document once. All versions of a report are in one series."""
    once = {link.identity.sop_instance_uid: link for link in links}
    ordered = sorted(once.values(), key=_order)
    return tuple(Chain(tuple(group)) for _, group in groupby(ordered, lambda link: link.identity.series_instance_uid))


def _order(link: Link) -> tuple[str, int, str, str]:
    return link.identity.series_instance_uid, link.number, link.changed_at, link.identity.sop_instance_uid


def _at_content(tag: BaseTag, _vr: str | None, _length: int) -> bool:
    return tag >= _CONTENT


def _link(path: Path, dataset: Dataset) -> Link:
    replaced = instances(items_of(dataset, "PredecessorDocumentsSequence"))
    return Link(
        path=path,
        identity=identity(dataset),
        number=int(text(dataset, "InstanceNumber")),
        state=_state(dataset),
        changed_at=text(dataset, "ContentDate") + text(dataset, "ContentTime"),
        replaces=tuple(one.sop_instance_uid for one in replaced),
    )


def _state(dataset: Dataset) -> State:
    flags = tuple(text(dataset, name) for name in ("CompletionFlag", "VerificationFlag", "PreliminaryFlag"))
    return next((state for state, known in FLAGS.items() if known == flags), State.DRAFT)
