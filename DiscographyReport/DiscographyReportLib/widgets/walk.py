# SPDX-License-Identifier: Apache-2.0
"""The way that Enter goes: along a disc in the order of the procedure sheet, and on to the next disc."""

from ..model.disc import Disc
from ..model.vocabulary import RadialExtent
from .desk import Desk
from .fields_disc import EVENTS, MAIN_PATHS
from .places import Place

FIRST = "opening_pressure"


def follow(desk: Desk, path: str) -> None:
    """Ask for the keyboard at what comes after a field of the current disc; after the last, at the next disc."""
    disc = desk.disc
    if disc is None:
        return
    following = next_path(disc, path)
    if following is not None:
        desk.focus = Place(disc.uid, following)
    elif desk.step(1):
        begin(desk)
    else:
        desk.focus = Place(disc.uid, path)


def begin(desk: Desk) -> None:
    """Ask for the keyboard at the beginning of the current disc."""
    disc = desk.disc
    if disc is not None:
        desk.focus = Place(disc.uid, "role" if disc.role is None else FIRST)


def next_path(disc: Disc, path: str) -> str | None:
    """What comes after a field; what cannot apply is left out. ``None`` after the last one."""
    here = MAIN_PATHS.index(path) if path in MAIN_PATHS else -1
    return next((one for one in MAIN_PATHS[here + 1 :] if _applies(one, disc)), None)


def _applies(path: str, disc: Disc) -> bool:
    if path == "ct.arc_deg":
        return disc.ct.extent is RadialExtent.OUTER_THIRD
    return disc.injected or path in ("role", "ct.extent", EVENTS)
