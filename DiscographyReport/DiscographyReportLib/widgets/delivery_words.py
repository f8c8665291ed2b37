# SPDX-License-Identifier: Apache-2.0
"""How a delivery stands, in words: never more than the outbox knows of what the PACS said."""

from collections.abc import Iterable
from datetime import datetime

from ..delivery.destination import AnyDestination, Destination
from ..delivery.outcome import State
from ..delivery.records import Delivery
from ..rendering.tones import Tone
from ..rendering.visible import visible
from ..sr.envelope import COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR
from .texts import _

_WORDS = {
    State.WAITING: (_("waiting"), Tone.WARNING),
    State.SENDING: (_("being sent"), Tone.WARNING),
    State.STORED: (_("stored at the PACS"), Tone.DONE),
    State.STORED_WITH_WARNING: (_("stored, with a warning"), Tone.WARNING),
    State.VERIFIED: (_("stored, and found there"), Tone.DONE),
    State.COMMITTED: (_("kept by the PACS"), Tone.DONE),
    State.NEEDS_ATTENTION: (_("needs you"), Tone.GRAVE),
    State.CANCELLED: (_("cancelled"), Tone.QUIET),
}
_KINDS = {
    COMPREHENSIVE_3D_SR: _("report"),
    COMPREHENSIVE_SR: _("report, Comprehensive SR"),
    "1.2.840.10008.5.1.4.1.1.104.1": _("PDF"),
    "1.2.840.10008.5.1.4.1.1.88.59": _("key slices"),
}
_FIRST_HOUR_S = 3600.0


def state_word(delivery: Delivery) -> str:
    """One or two words for where it stands."""
    if delivery.state is State.WAITING and delivery.paused:
        return _("paused")
    return _WORDS[delivery.state][0]


def state_tone(delivery: Delivery) -> Tone:
    """Its color; the word says it too."""
    return Tone.GRAVE if delivery.state is State.WAITING and delivery.paused else _WORDS[delivery.state][1]


def kind_word(sop_class: str) -> str:
    """What kind of object it is."""
    return _KINDS.get(sop_class, _("object"))


def when_again(delivery: Delivery, now_s: float) -> str:
    """When it will be tried again; empty where it will not by itself."""
    if delivery.state is not State.WAITING:
        return ""
    if delivery.paused:
        return _("Nothing is sent there until Retry is pressed.")
    wait_s = delivery.next_try - now_s
    if not 0 < wait_s <= _FIRST_HOUR_S:
        return _("It is sent as soon as it is its turn.")
    return _("It will be tried again at {time}.").format(time=f"{datetime.fromtimestamp(delivery.next_try):%H:%M:%S}")


def progress(delivery: Delivery, now_s: float) -> str:
    """The last answer, how often it was tried, and when it will be again."""
    tries = _("Tried {count} times.").format(count=delivery.tries) if delivery.tries > 1 else ""
    answers = (visible(delivery.answer), visible(delivery.commitment_answer))
    parts = (*answers, tries, when_again(delivery, now_s))
    return " ".join(part for part in parts if part)


def waiting_line(waiting: Iterable[Delivery]) -> str:
    """How many reports are on their way; of what else is, only where no report is. Empty for nothing."""
    kinds = {one.uid: one.sop_class for one in waiting}
    count = sum(kind in (COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR) for kind in kinds.values())
    if count:
        return _("1 report waiting") if count == 1 else _("{count} reports waiting").format(count=count)
    return _("{count} of a report's companions waiting").format(count=len(kinds)) if kinds else ""


def address_line(destination: AnyDestination) -> str:
    """Where a destination is and by which names we speak, as a person checks it."""
    secured = _("TLS") if destination.tls else _("not encrypted")
    if not isinstance(destination, Destination):
        return f"{destination.url} · DICOMweb · {secured}"
    line = _("{address} · called {called}, calling {calling} · {secured}")
    return line.format(
        address=destination.shown, called=destination.called_ae, calling=destination.calling_ae, secured=secured
    )


def whereto_words(delivery: Delivery, today: AnyDestination | None) -> str:
    """The name of the destination; where that means another archive today, the address that it had then."""
    if not delivery.is_elsewhere(today):
        return delivery.destination
    return _("{name} (then {address})").format(name=delivery.destination, address=delivery.whereto.place)


def secret_word(destination: AnyDestination) -> str:
    """What a person is asked for before something can be sent there."""
    user = getattr(destination, "user", None)
    return _("Password of {user}").format(user=user) if user else _("Token")
