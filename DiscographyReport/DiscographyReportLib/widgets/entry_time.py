# SPDX-License-Identifier: Apache-2.0
"""Dates and times as they are typed and shown: local, 24 hours, to the second."""

import re
from datetime import date, datetime, time

from .entry_errors import EntryError
from .texts import _

_CLOCK = re.compile(r"(\d{1,2})[:.h]?(\d{2})(?:[:.]?(\d{2}))?")
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")


def parsed_time(typed: str, day: date | None) -> datetime:
    """``10:12``, ``101204`` or ``2026-10-14 10:12``; without a date it is on the given day."""
    first, _blank, second = typed.replace("T", " ").partition(" ")
    named = _DAY.fullmatch(first)
    try:
        if named:
            on = date(*map(int, named.groups()))
            return datetime.combine(on, _clock(second) if second else time(0, 0))
        if day is not None and not second:
            return datetime.combine(day, _clock(first))
    except ValueError:
        raise _no_time(typed) from None
    raise _no_time(typed)


def shown_time(moment: datetime, day: date | None) -> str:
    """The time alone on the given day, otherwise with its date; seconds where there are any."""
    clock = f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
    return clock if moment.date() == day else f"{moment:%Y-%m-%d} {clock}"


def _clock(typed: str) -> time:
    found = _CLOCK.fullmatch(typed)
    if found is None:
        raise ValueError(typed)
    hour, minute, second = (int(part or 0) for part in found.groups())
    return time(hour, minute, second)


def _no_time(typed: str) -> EntryError:
    return EntryError(
        _("{typed} is not a time: type for example 10:12, or 2026-10-14 10:12.").format(typed=repr(typed))
    )
