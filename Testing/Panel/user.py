# SPDX-License-Identifier: Apache-2.0
"""What a user does in the panel, with real keys and clicks: typing a procedure sheet, clicking discs in a view."""

from collections.abc import Sequence
from typing import Any

import slicer

from Host.hands import settle

OPENING = "14"
PAINLESS_EVENT = ("66", "1.8", "0p")
FIRST_EVENT, PAINFUL_EVENT = ("18", "0.6", "0p"), ("25", "1.1", "8e")
PROCEDURE = (
    ("performed_at", "940", "Return"),
    ("reporting.able", "y", ""),
    ("sedation.level", "1", ""),
    ("manometry.used", "y", ""),
    ("manometry.reading", "s", ""),
    ("post_ct.performed", "y", ""),
    ("complications", "0", ""),
    ("numbering.method", "down from C2", "Return"),
)
"""What must be recorded once: the field, what is typed, and the key that confirms it where one is needed."""


def widgets(view: Any, part: str) -> Any:
    """The widgets of one .ui file, by name."""
    return view.parts[part][1]


def ras(truth: Any) -> tuple[float, float, float]:
    """Where the sample has a disc, in the scene's world."""
    left, posterior, superior = truth.center
    return (-left, -posterior, superior)


def show_middle(truth: Any) -> Any:
    """The sagittal view through a disc of the sample, with the whole spine in it; not counted as work."""
    return _sagittal_through(ras(truth))


def show_middle_at(disc: Any) -> Any:
    """The same for a disc of the report."""
    return _sagittal_through((-disc.position.x, -disc.position.y, disc.position.z))


def _sagittal_through(point: tuple[float, float, float]) -> Any:
    slicer.app.layoutManager().resetSliceViews()
    slicer.vtkMRMLSliceNode.JumpAllSlices(slicer.mrmlScene, *point, 0)
    settle()
    return slicer.app.layoutManager().sliceWidget("Yellow")


def place_by_clicks(view: Any, hands: Any, truths: Sequence[Any]) -> None:
    """One click per disc, top down; the level of the first is chosen in the list before."""
    buttons, sagittal = widgets(view, "LevelsSection"), show_middle(truths[0])
    view.panel.markers.ask(truths[0].level)
    hands.clicks += 2  # opening the list of levels, and choosing from it
    hands.click(buttons.placeButton)
    for truth in truths:
        hands.click_at(sagittal, ras(truth))


def stop_placing(view: Any, hands: Any) -> None:
    """The button that ends placing; in Slicer the views have the keyboard after a click in them."""
    hands.click(widgets(view, "LevelsSection").placeButton)


def type_event(hands: Any, pressure: str, volume: str, response: str) -> None:
    """One event: two numbers with Enter, and a score and a letter that are whole by themselves."""
    hands.type(pressure)
    hands.press("Return")
    hands.type(volume)
    hands.press("Return")
    hands.type(response)


def type_painless_disc(hands: Any) -> None:
    """From the opening pressure to the last field: opening, an event, = for peak and total, end, stop, extent, leak."""
    hands.type(OPENING)
    hands.press("Return")
    type_event(hands, *PAINLESS_EVENT)
    hands.type("=fp10")


def type_painful_disc(hands: Any) -> None:
    """The same with two events, an arc, and a leak with its side."""
    hands.type(OPENING)
    hands.press("Return")
    type_event(hands, *FIRST_EVENT)
    type_event(hands, *PAINFUL_EVENT)
    hands.type("=fc345")
    hands.press("Return")
    hands.type("el")


def type_roles(hands: Any, roles: str) -> None:
    """Down the role column of the level table, from its first row."""
    hands.press("Ctrl+Up", *["Up"] * (len(roles) - 1))
    hands.type(roles)


def type_discs(hands: Any, kinds: str) -> None:
    """Every disc from the first on: ``c`` painless, ``t`` painful. The keyboard is at the first opening pressure."""
    for kind in kinds:
        (type_painful_disc if kind == "t" else type_painless_disc)(hands)


def go_to_opening_of_the_first(view: Any, hands: Any) -> None:
    """From the level table to the first disc's opening pressure, by keys."""
    hands.press("Ctrl+Down")
    assert hands.focused().objectName == "field_opening_pressure", hands.focused().objectName
    assert view.desk.disc is view.desk.report.discs[0]


def type_procedure(view: Any, hands: Any) -> None:
    """What must be recorded once; the keyboard is at its first field."""
    for path, text, key in PROCEDURE:
        assert hands.focused().objectName == view.panel.procedure.fields[path].name
        hands.type(text)
        if key:
            hands.press(key)


def place_by_logic(view: Any, truths: Sequence[Any]) -> None:
    """Discs where the sample has them, without the mouse."""
    for truth in truths:
        view.panel.markers.ask(truth.level)
        _place(view, ras(truth), view.panel.markers.next_offer())
        view.panel.markers.asked = None
    view.desk.select(view.desk.report.discs[0].uid)


def _place(view: Any, at: tuple[float, float, float], offered: Any) -> None:
    view.desk.act(lambda: view.desk.logic.place(view.desk.node, at, None, offered))


def fill(view: Any) -> None:
    """Everything that a complete report of painful discs needs, without the keyboard."""
    for path, text, _key in PROCEDURE:
        view.panel.procedure.commit(path, text)
    texts = {"role": "t", "opening_pressure": "14", "endpoint": "f", "stop_reason": "c", "ct.extent": "3"}
    for disc in view.desk.report.discs:
        view.desk.select(disc.uid)
        for path, text in {**texts, "ct.arc_deg": "45", "leaks": "0"}.items():
            view.panel.disc.commit(path, text)
        view.panel.events.begin()
        for column, text in enumerate(("25", "1.1", "8", "e")):
            view.panel.events.enter(0, column, text)
        view.panel.events.take_over()
    view.desk.changed()


def written_texts(view: Any) -> list[str]:
    """What the code wrote into labels, lists, headings and the status line; .ui files have Qt's own translation."""
    found = [view.ui.statusLabel.text, *view.ui.keySheet.plainText.splitlines()[:1]]
    for _root, part in view.parts.values():
        for name, widget in vars(part).items():
            if name.startswith("label_"):
                found.append(widget.text)
            if name.endswith("Combo") or (name.startswith("field_") and widget.inherits("QComboBox")):
                found += [widget.itemText(index) for index in range(widget.count)]
            if name.endswith("Table"):
                found += [widget.horizontalHeaderItem(index).text() for index in range(widget.columnCount)]
    return found


def marked_or_data(text: str) -> bool:
    """Whether a text went through the translation, or is a level, a name, a unit or a sign."""
    from Host.translation import OPENING

    known = ("psi", "kPa", "bar", "mmHg", "✓", "–", "Discography")  # noqa: RUF001
    levels = text[:1] in "CTLS" and text[1:2].isdigit()
    castellvi = text in ("Ia", "Ib", "IIa", "IIb", "IIIa", "IIIb", "IV")
    rule_set = text.endswith("(draft)") or text[-4:].isdigit() or "encoding" in text
    return OPENING in text or levels or castellvi or rule_set or text.startswith(known)


def make_painless(view: Any) -> None:
    """The current disc as a painless control."""
    for path, text in {"role": "c", "stop_reason": "p", "ct.arc_deg": "", "ct.extent": "1", "leaks": "0"}.items():
        view.panel.disc.commit(path, text)
    for column, text in enumerate(("66", "1.8", "0", "p")):
        view.panel.events.enter(0, column, text)
    view.panel.events.take_over()
    view.desk.changed()
