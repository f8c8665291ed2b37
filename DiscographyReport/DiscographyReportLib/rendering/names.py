# SPDX-License-Identifier: Apache-2.0
"""Names and dates of a DICOM header, for people."""

from datetime import datetime

from ..texts import _


def person_shown(name: str) -> str:
    """``Doe^Jane^M^Dr`` as ``Doe, Dr Jane M``; further spellings (ideographic, phonetic) follow in brackets."""
    spelled = [shown for group in name.split("=") if (shown := _group(group))]
    if not spelled:
        return _("not recorded")
    first, *others = spelled
    return f"{first} ({'; '.join(others)})" if others else first


def _group(group: str) -> str:
    family, given, middle, prefix, suffix, *more = (part.strip() for part in [*group.split("^"), *[""] * 5])
    called = " ".join(part for part in (prefix, given, middle) if part)
    return ", ".join(part for part in (family, called, suffix, *more) if part)


def date_shown(date: str) -> str:
    """``20261014`` as ``2026-10-14``; anything else as it is; *not recorded* where there is nothing."""
    if len(date) == 8 and date.isdecimal():
        return f"{date[:4]}-{date[4:6]}-{date[6:]}"
    return date or _("not recorded")


def moment_shown(moment: datetime) -> str:
    """A date and time, to the minute."""
    return f"{moment:%Y-%m-%d %H:%M}"
