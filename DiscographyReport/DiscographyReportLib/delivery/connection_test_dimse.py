# SPDX-License-Identifier: Apache-2.0
"""The layers of a DIMSE connection: association, presentation context, C-ECHO."""

from collections.abc import Iterator

from pydicom.uid import UID

from .destination import Destination
from .dimse import Kind, Link, connect
from .layer import Layer, LayerFailed
from .outcome import LinkError


def dimse_layers(destination: Destination, kinds: tuple[Kind, ...]) -> Iterator[Layer]:
    """From the bottom up; LayerFailed ends them. Nothing is stored."""
    try:
        link = connect(destination, kinds, echo=True)
    except LinkError as error:
        layer = "presentation context" if error.outcome.code == "NO-CONTEXT" else "association"
        raise LayerFailed(layer, str(error)) from None
    with link:
        said = f"{destination.called_ae} accepts associations from {destination.calling_ae}."
        yield Layer("association", True, said)
        yield _contexts(link, kinds)
        yield _echo(link)


def _contexts(link: Link, kinds: tuple[Kind, ...]) -> Layer:
    refused = sorted({UID(sop_class).name for sop_class, syntax in kinds if (sop_class, syntax) not in link.kinds})
    if refused:
        raise LayerFailed("presentation context", f"The PACS does not accept {', '.join(refused)}.")
    names = sorted({UID(sop_class).name for sop_class, _ in kinds})
    return Layer("presentation context", True, f"The PACS accepts {', '.join(names)}.")


def _echo(link: Link) -> Layer:
    status = link.echo()
    if status == 0:
        return Layer("C-ECHO", True, "The PACS answers.")
    said = "The PACS did not answer." if status is None else f"The PACS answered with status {status:04X}."
    return Layer("C-ECHO", False, said)
