# SPDX-License-Identifier: Apache-2.0
"""Who enters: the name goes beside the edits of the person, with the time of the last one."""

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from ..model.report import Observer, Report
from ..model.vocabulary import ObserverRole


class Person(NamedTuple):
    """The person at the keyboard (``Family^Given``), and what they do; without a name nobody is recorded."""

    name: str = ""
    role: ObserverRole = ObserverRole.READER
    organization: str = ""


def signed(report: Report, person: Person, at: datetime) -> Report:
    """The report with this person among its authors, having entered something now; others keep their name and time."""
    if not person.name:
        return report
    known = next((one for one in report.observers if (one.name, one.role) == (person.name, person.role)), None)
    observer = known or Observer(person.name, person.role)
    stamped = replace(observer, entered_at=at, organization=person.organization or observer.organization)
    others = tuple(one for one in report.observers if one is not known)
    return replace(report, observers=(*others, stamped))


def with_role(report: Report, person: Person, role: ObserverRole) -> Report:
    """The report with another role for this person, as when it was chosen right after the name."""
    observers = tuple(
        replace(one, role=role) if (one.name, one.role) == (person.name, person.role) else one
        for one in report.observers
    )
    return replace(report, observers=observers)
