# SPDX-License-Identifier: Apache-2.0
"""The forms of fields under DiscographyReport/Resources/UI, written from the tables of fields: one widget per field."""

from itertools import groupby
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from DiscographyReportLib.widgets.fields import Field, Kind, unit_of
from DiscographyReportLib.widgets.fields_disc import DISC_FIELDS
from DiscographyReportLib.widgets.fields_procedure import PROCEDURE_FIELDS, REPORT_FIELDS
from ui_file import box, grid, label, ui, widget

FOLDER = Path(__file__).resolve().parents[1] / "DiscographyReport" / "Resources" / "UI"
MARGINS: dict[str, Any] = {"leftMargin": 0, "topMargin": 0, "rightMargin": 0, "bottomMargin": 0}
BEFORE_EVENTS = 2
"""How many fields of a disc stand before its events, as on the procedure sheet."""
LONGEST_LABEL = 18
"""A field with a longer label and unit takes a row of its own: the panel is narrow."""
MUST = "Needed for a complete report"


def form(name: str, fields: tuple[Field, ...], main_title: str) -> str:
    """A form: first the fields that are always filled, then one folded group for each heading."""
    main = [one for one in fields if one.main or one.beside]
    rest = [one for one in fields if one not in main]
    parts = [widget("QWidget", f"{name}Main", _fields_grid(f"{name}MainLayout", main), accessibleName=main_title)]
    by_group = sorted(rest, key=lambda one: [field.group for field in fields].index(one.group))
    for number, (group, members) in enumerate(groupby(by_group, key=lambda one: one.group)):
        inside = _fields_grid(f"{name}Group{number}Layout", list(members), spacing=bool(group))
        title = {"text": group, "collapsed": True} if group else {}
        kind = "ctkCollapsibleButton" if group else "QWidget"
        parts.append(widget(kind, f"{name}Group{number}", inside, **title))
    root = widget("QWidget", name, box("QVBoxLayout", f"{name}Layout", parts, spacing=3, **MARGINS))
    return ui(name, root)


def _fields_grid(name: str, fields: list[Field], spacing: bool = False) -> Element:
    rows: list[list[tuple[Element, int]]] = []
    for field in fields:
        wide = field.wide or len(field.label) + len(unit_of(field.root, field.path)) > LONGEST_LABEL
        cells = [(_label(field), 1), (_editor(field), 3 if wide else 1)]
        if rows and not wide and sum(span for _cell, span in rows[-1]) == 2:
            rows[-1].extend(cells)
        else:
            rows.append(cells)
    around: dict[str, Any] = dict.fromkeys(MARGINS, 4) if spacing else MARGINS
    return grid(name, rows, stretch="0,1,0,1", horizontalSpacing=5, verticalSpacing=2, **around)


def _label(field: Field) -> Element:
    return label(f"label_{field.name}", field.label)


def _editor(field: Field) -> Element:
    texts: dict[str, Any] = {"accessibleName": field.label, "toolTip": field.hint or field.label}
    if field.kind is Kind.CHOICE:
        hint = "QComboBox::AdjustToMinimumContentsLengthWithIcon"
        return widget("QComboBox", field.name, **texts, sizeAdjustPolicy=hint, minimumContentsLength=4)
    return widget("QLineEdit", field.name, **texts)


def files() -> dict[str, str]:
    """The name and the text of each file."""
    return {
        "ProcedureFields.ui": form("ProcedureFields", PROCEDURE_FIELDS, MUST),
        "DiscStart.ui": form("DiscStart", DISC_FIELDS[:BEFORE_EVENTS], MUST),
        "DiscFields.ui": form("DiscFields", DISC_FIELDS[BEFORE_EVENTS:], MUST),
        "ReportFields.ui": form("ReportFields", REPORT_FIELDS, MUST),
    }


def main() -> None:
    """Write the files."""
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{FOLDER.name}: {', '.join(files())}.")


if __name__ == "__main__":
    main()
