# SPDX-License-Identifier: Apache-2.0
"""A form: all its fields, each bound to the widget of its name in a .ui file."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from .field_view import FieldView
from .forms import Form
from .places import Place
from .qt_tools import reveal


class FormView:
    """The view of a form; its widgets may lie in several .ui files."""

    def __init__(self, form: Form, widgets: Mapping[str, Any], commands: Callable[[str], bool]) -> None:
        """``widgets``: by object name."""
        self.form = form
        self.fields = {
            path: FieldView(path, widgets[field.name], widgets[f"label_{field.name}"], form, commands)
            for path, field in form.fields.items()
        }
        self._shown: object = None
        form.desk.takers.append(self.take)
        form.desk.droppers.append(self.drop)

    def show(self) -> None:
        """Write the state of every field, where anything that they follow from is another."""
        token = self.form.token()
        if token == self._shown:
            return
        self._shown = token
        for path, view in self.fields.items():
            view.show(self.form.state(path))

    def forget(self) -> None:
        """Write everything anew next time."""
        self._shown = None

    def take(self) -> None:
        """Take what is being typed in any of them."""
        for view in self.fields.values():
            view.take()

    def drop(self) -> None:
        """Give up what is being typed in any of them."""
        for view in self.fields.values():
            view.drop()
        self.forget()

    def focus(self, place: Place) -> bool:
        """Give the keyboard to a place, if it is one of these fields."""
        view = self.fields.get(place.path)
        if view is None or self.form.place(place.path) != place:
            return False
        reveal(view.widget)
        if not view.is_choice:
            view.widget.selectAll()
        return True


def named(widgets: Iterable[Any]) -> dict[str, Any]:
    """Widgets by their object names, from what ``slicer.util.childWidgetVariables`` gives."""
    return {name: widget for one in widgets for name, widget in vars(one).items()}
