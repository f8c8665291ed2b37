# SPDX-License-Identifier: Apache-2.0
"""The commands send and outbox. They show no patient data."""

from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from ..delivery.credentials import Secrets
from ..delivery.destination import AnyDestination
from ..delivery.destinations import find_destination
from ..delivery.errors import DeliveryError
from ..delivery.outbox import Outbox
from ..delivery.outcome import State
from ..delivery.places import destinations_file
from ..delivery.records import Delivery
from ..jobs import sending
from ..jobs.errors import JobError
from ..jobs.offering import offer_comprehensive, offer_pdf
from .console import note, show, show_json
from .secrets_asked import ask_secrets


def send(arguments: Namespace) -> int:
    """Save reports in the outbox and send them; 1 where the PACS has not confirmed all of them."""
    with sending.open_outbox() as outbox:
        saved = sending.save_for(outbox, arguments.files, arguments.to)
        show(f"saved    {one.path} ({one.uid}){'' if one.new else ', which was there already'}" for one in saved)
        if arguments.later:
            return 0
        chosen = find_destination(destinations_file(), arguments.to)
        _run(outbox, ask_secrets([chosen], from_stdin=arguments.secrets_stdin))
        uids = {one.uid for one in saved}
        sent = [one for one in outbox.deliveries() if one.uid in uids and one.destination == arguments.to]
        show([*_lines(sent), *_pauses(outbox, arguments.to)])
    return 0 if sending.confirmed(sent) else 1


def _run(outbox: Outbox, secrets: Secrets, *, until_done: bool = False) -> None:
    if not sending.send_waiting(outbox, secrets, until_done=until_done):
        note("note: another worker is sending from this outbox; it will take these too")


def outbox(arguments: Namespace) -> int:
    """Everything else that is done with the outbox."""
    with sending.open_outbox() as opened:
        return _OUTBOX[arguments.action](opened, arguments)


def _list(outbox: Outbox, arguments: Namespace) -> int:
    there = outbox.deliveries()
    chosen = there if arguments.all else _open(there)
    if arguments.json:
        show_json(list(map(_delivery_json, chosen)))
    else:
        show([*_lines(chosen), *_pauses(outbox), _count(there)])
    return 0 if sending.ended(there) else 1


def _open(deliveries: Iterable[Delivery]) -> tuple[Delivery, ...]:
    return tuple(one for one in deliveries if not sending.ended([one]))


def _lines(deliveries: Sequence[Delivery]) -> list[str]:
    try:
        today = sending.known_today()
    except DeliveryError as error:
        # A broken list must not hide what became of the reports.
        note(f"note: {error}")
        today = {}
    return [_delivery_line(one, today.get(one.destination)) for one in deliveries]


def _delivery_line(one: Delivery, today: AnyDestination | None) -> str:
    waits = one.state is State.WAITING and one.tries and not one.paused
    later = f" Next try {_time(one.next_try)}." if waits else ""
    commitment = f" {one.commitment_answer}" if one.commitment_answer not in ("", one.answer) else ""
    then = f" (then {one.whereto.place})" if one.is_elsewhere(today) else ""
    return f"{one.uid} to {one.destination}{then}: {one.state.shown}. {one.answer}{commitment}{later}"


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().isoformat(" ", "seconds")


def _delivery_json(one: Delivery) -> dict[str, object]:
    shown = (
        *("uid", "destination", "state", "code", "answer", "tries", "next_try", "doubtful", "paused"),
        *("commitment", "commitment_answer", "sha256"),
    )
    return {name: getattr(one, name) for name in shown}


def _pauses(outbox: Outbox, destination: str = "") -> Iterable[str]:
    """Of one destination, or of all."""
    for pause in outbox.pauses():
        if destination in ("", pause.destination):
            yield (
                f"{pause.destination} is paused: {pause.answer} Nothing more is tried there, lest an account be "
                "locked; mend it, then: outbox retry"
            )


def _count(deliveries: Sequence[Delivery]) -> str:
    if not deliveries:
        return "the outbox is empty"
    return f"{len(_open(deliveries))} of {len(deliveries)} not confirmed by their PACS"


def _run_outbox(outbox: Outbox, arguments: Namespace) -> int:
    asking = {one.destination: one.whereto for one in outbox.deliveries(State.WAITING) if not one.paused}
    secrets = ask_secrets(asking.values(), from_stdin=arguments.secrets_stdin)
    _run(outbox, secrets, until_done=arguments.wait)
    there = outbox.deliveries()
    show([*_lines(_open(there)), *_pauses(outbox), _count(there)])
    return 0 if sending.ended(there) else 1


def _retry(outbox: Outbox, arguments: Namespace) -> int:
    due = sending.retry(outbox, arguments.uids)
    show([f"{len(due)} to be sent at the next run: discography-report outbox run"])
    return 0


def _cancel(outbox: Outbox, arguments: Namespace) -> int:
    cancelled = sending.cancel(outbox, arguments.uids, arguments.reason)
    show(f"cancelled {one.uid} to {one.destination}" for one in cancelled)
    return 0


def _offer(outbox: Outbox, arguments: Namespace) -> int:
    refused = [one for one in outbox.deliveries(State.NEEDS_ATTENTION) if one.uid == arguments.uid]
    if not refused:
        raise JobError(f"{arguments.uid} needs no attention in the outbox; see: outbox list")
    offer = {"comprehensive": offer_comprehensive, "pdf": offer_pdf}[arguments.kind]
    for one in refused:
        offered = offer(outbox, one)
        show([f"saved    {offered.uid} for {one.destination}, in place of {one.uid}", offered.notice])
    return 0


def _export(outbox: Outbox, arguments: Namespace) -> int:
    written: list[Path] = sending.export_unconfirmed(outbox, arguments.folder)
    show([*map(str, written), f"{len(written)} written; they stay in the outbox"])
    return 0


def _audit(outbox: Outbox, arguments: Namespace) -> int:
    rows, intact = list(outbox.audit()), outbox.audit_intact()
    if arguments.json:
        show_json([asdict(row) for row in rows])
    else:
        show(" ".join(filter(None, (r.at, r.event, r.uid, r.destination, r.code, r.who))) for r in rows)
    head = rows[-1].chain if rows else "none"
    whole = "none changed" if intact else "CHANGED SINCE THEY WERE WRITTEN"
    note(f"{len(rows)} rows, {whole}; head of the chain: {head}")
    return 0 if intact else 1


_OUTBOX: dict[str, Callable[[Outbox, Namespace], int]] = {
    **{"list": _list, "run": _run_outbox, "retry": _retry, "cancel": _cancel, "offer": _offer},
    **{"export": _export, "audit": _audit},
}
