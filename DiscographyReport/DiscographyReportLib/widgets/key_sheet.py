# SPDX-License-Identifier: Apache-2.0
"""The keyboard sheet (F1): the same keys that the views use, so that it cannot tell others."""

from typing import NamedTuple

from .texts import _


class Key(NamedTuple):
    """A key, and what it does."""

    key: str
    does: str


SHORTCUTS: dict[str, Key] = {
    "sheet": Key("F1", _("show or hide this sheet")),
    "next_open": Key("F8", _("go to the next thing to settle")),
    "undo": Key("Ctrl+Z", _("undo")),
    "redo": Key("Ctrl+Y", _("redo")),
    "next_disc": Key("Ctrl+PgDown", _("next disc")),
    "previous_disc": Key("Ctrl+PgUp", _("disc before")),
    "to_levels": Key("Ctrl+Up", _("keyboard to the level table")),
    "to_disc": Key("Ctrl+Down", _("keyboard to the first field of the disc")),
    "place": Key("Ctrl+M", _("place discs by clicks, and stop")),
    "add": Key("Ctrl+D", _("add the next disc without a marker")),
    "event": Key("Ctrl+E", _("add an event with the time of now")),
    "shift_down": Key("Ctrl+Shift+PgDown", _("rename all levels one down")),
    "shift_up": Key("Ctrl+Shift+PgUp", _("rename all levels one up")),
    "tilt": Key("Ctrl+T", _("turn a slice view into the plane of the disc, and back")),
    "complete": Key("Ctrl+Shift+Return", _("complete the report")),
    "send": Key("F9", _("show what would be sent to the PACS, and ask")),
    "export": Key("Ctrl+Return", _("export to the DICOM database")),
}
IN_FIELDS: tuple[Key, ...] = (
    Key("Enter", _("take the entry and go on")),
    Key("Tab", _("take the entry and go to the next field")),
    Key("Esc", _("leave the entry as it was")),
    Key("Del", _("not recorded")),
    Key(_("Space"), _("take over what is offered in gray")),
    Key("=", _("peak and total from the last event")),
    Key("+", _("event with the time of now")),
    Key("-", _("take the event under the cursor out")),
    Key(_("letters"), _("an entry of a list; the tooltip of a field names them")),
    Key("p k b m", _("behind a pressure: psi, kPa, bar, mmHg")),
)


def sheet_lines() -> tuple[str, ...]:
    """The sheet as lines of key and meaning."""
    every = (*IN_FIELDS, *SHORTCUTS.values())
    width = max(len(one.key) for one in every)
    return tuple(f"{one.key.ljust(width)}  {one.does}" for one in every)
