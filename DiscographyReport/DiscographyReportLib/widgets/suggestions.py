# SPDX-License-Identifier: Apache-2.0
"""What is offered in gray and becomes a value only by a key: from the last event, or from the disc above."""

from typing import Any

from ..model.disc import Disc
from ..model.report import Report
from .fields_disc import SAME_AS_BEFORE
from .places import Place, value_at

FROM_LAST_EVENT = {"peak_pressure": "pressure", "volume_ml": "volume_ml"}


def suggestion(report: Report, place: Place) -> Any:
    """The value that is offered for a place where nothing is recorded; ``None`` for none."""
    if place.disc_uid is None or value_at(report, place) is not None:
        return None
    disc = report.disc(place.disc_uid)
    if place.path in FROM_LAST_EVENT:
        return last_event_value(disc, place.path)
    if place.path in SAME_AS_BEFORE:
        return _from_above(report, disc, place.path)
    return None


def last_event_value(disc: Disc, path: str) -> Any:
    """What the last event says of the peak pressure or the total volume."""
    return getattr(disc.events[-1], FROM_LAST_EVENT[path]) if disc.events else None


def _from_above(report: Report, disc: Disc, path: str) -> Any:
    position = report.discs.index(disc)
    return value_at(report, Place(report.discs[position - 1].uid, path)) if position else None
