# SPDX-License-Identifier: Apache-2.0
"""What of a disc can be: a value beyond a hard limit is a slip of the pen and counts as not recorded."""

from dataclasses import replace
from typing import Any

from ..model.checks_limits import comparable
from ..model.derived import PAINLESS
from ..model.disc import Disc, StimulationEvent
from ..model.levels import Region
from ..model.limits import limit

_OF_DISC = ("opening_pressure", "peak_pressure", "volume_ml")
_OF_EVENT = ("pressure", "volume_ml", "nrs", "sustained_s")
_OF_CT = ("arc_deg",)


def possible(disc: Disc, region: Region) -> Disc:
    """The disc without its impossible values; the same object if it has none."""
    changed: dict[str, Any] = _impossible(disc, _OF_DISC, region)
    events = tuple([_possible_event(event, region) for event in disc.events])
    if any([new is not old for new, old in zip(events, disc.events, strict=True)]):
        changed["events"] = events
    if wrong := _impossible(disc.ct, _OF_CT, region):
        changed["ct"] = replace(disc.ct, **wrong)
    return replace(disc, **changed) if changed else disc


def _possible_event(event: StimulationEvent, region: Region) -> StimulationEvent:
    """A score that cannot be makes *no pain* doubtful too."""
    wrong = _impossible(event, _OF_EVENT, region)
    if "nrs" in wrong and event.concordance in PAINLESS:
        wrong["concordance"] = None
    return replace(event, **wrong) if wrong else event


def _impossible(record: Any, names: tuple[str, ...], region: Region) -> dict[str, None]:
    kind = type(record).__name__
    values = [(name, getattr(record, name)) for name in names]
    return {
        name: None
        for name, value in values
        if value is not None and limit(f"{kind}.{name}", region).impossible(comparable(value))
    }
