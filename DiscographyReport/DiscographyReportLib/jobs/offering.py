# SPDX-License-Identifier: Apache-2.0
"""What is offered where a PACS refuses a report for its kind: the other encoding, or its page as PDF; a new object."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from ..delivery.document_reading import document_from
from ..delivery.outbox import Outbox
from ..delivery.outcome import State
from ..delivery.records import Delivery
from ..sr.envelope import Encoding
from ..sr.reencode import as_comprehensive
from ..texts import _
from .companions import render_companions
from .errors import JobError
from .exporting import prove
from .sending import address_today

_REFUSED = frozenset({"NO-CONTEXT", "0122"})
"""The PACS does not take this kind of object."""


@dataclass(frozen=True)
class Offered:
    """The new object, which waits in the outbox, and what a person should know about it."""

    uid: str
    notice: str


def can_offer_comprehensive(delivery: Delivery) -> bool:
    """Whether a PACS refused this document for its kind, and there is another encoding of it."""
    is_3d = delivery.sop_class == Encoding.COMPREHENSIVE_3D.sop_class_uid
    return is_3d and delivery.state is State.NEEDS_ATTENTION and delivery.code in _REFUSED


def can_offer_pdf(delivery: Delivery) -> bool:
    """Whether a PACS refused this document for its kind, and it is a report, which has a page."""
    is_report = delivery.sop_class in {encoding.sop_class_uid for encoding in Encoding}
    return is_report and delivery.state is State.NEEDS_ATTENTION and delivery.code in _REFUSED


def offer_comprehensive(outbox: Outbox, delivery: Delivery) -> Offered:
    """Put the Comprehensive SR of a refused report into the outbox for the same destination; cancel the refused one.

    It is made from the stored document. JobError, ReadError, WriteError: it cannot be; then nothing has changed.
    """
    if not can_offer_comprehensive(delivery):
        raise _not_refused(delivery)
    made, told = as_comprehensive(outbox.document(delivery.uid).content)
    prove(made, told.report, told.assessment)
    uid = _send_instead(outbox, delivery, made)
    notice = _(
        "The report goes out as a Comprehensive SR with an identifier of its own ({uid}). Viewers show each disc as a "
        "point on a slice of the CT, not as a point in space; the point in space is in the record, as numbers."
    )
    return Offered(uid, notice.format(uid=uid))


def offer_pdf(outbox: Outbox, delivery: Delivery) -> Offered:
    """Put the page of a refused report, as Encapsulated PDF, into the outbox in its place, as ``offer_comprehensive``.

    Raises ``JobError`` also where no PDF can be made here.
    """
    if not can_offer_pdf(delivery):
        raise _not_refused(delivery)
    with tempfile.TemporaryDirectory() as place:
        report = Path(place, "report.dcm")
        report.write_bytes(outbox.document(delivery.uid).content)
        made = render_companions(report, Path(place, "set")).pdf.read_bytes()
    uid = _send_instead(outbox, delivery, made)
    notice = _(
        "The page of the report goes out as a PDF with an identifier of its own ({uid}), without pictures of the CT. "
        "It is for people: no program can read the values back from it."
    )
    return Offered(uid, notice.format(uid=uid))


def _not_refused(delivery: Delivery) -> JobError:
    return JobError(
        _("{uid} was not refused for its kind by {destination}; see: outbox list").format(
            uid=delivery.uid, destination=delivery.destination
        )
    )


def _send_instead(outbox: Outbox, delivery: Delivery, content: bytes) -> str:
    document = document_from(content, delivery.uid)
    outbox.put(document, address_today(delivery))
    # Kept in the outbox, so English whatever is spoken.
    outbox.cancel(delivery, f"the PACS refuses this kind; sent as {document.uid} in its place")
    return document.uid
