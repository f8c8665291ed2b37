# SPDX-License-Identifier: Apache-2.0
"""The destinations in the section Advanced."""

from typing import Any

from ..delivery.destination import Login, Protocol
from ..rendering.tones import Tone
from .destinations import Destinations, DestinationsState, Entry
from .grid import Cell
from .qt_tools import check, choose_data, enable, show_list, write
from .read_only_table import ReadOnlyTable
from .texts import _

LAYERS = ((_("Layer"), 2), (_("What it says"), 7))
_TEXTS = {
    "nameEdit": "name", "addressEdit": "address", "calledEdit": "called_ae", "callingEdit": "calling_ae",
    "timeoutEdit": "timeout", "commitmentEdit": "commitment_port", "userEdit": "user",
}  # fmt: skip
_FILES = {"authoritiesEdit": "authorities", "certificateEdit": "certificate", "keyEdit": "key"}
_CHECKS = {"queryCheck": "query", "tlsCheck": "tls"}
_DIMSE_ONLY = ("calledLabel", "calledEdit", "callingLabel", "callingEdit", "commitmentLabel", "commitmentEdit",
               "tlsCheck")  # fmt: skip
_WEB_ONLY = ("loginLabel", "loginCombo", "userLabel", "userEdit")


class DestinationsView:
    """Writes the list, the form and the test."""

    def __init__(self, ui: Any, presenter: Destinations) -> None:
        self.ui, self.presenter = ui, presenter
        self.table = ReadOnlyTable(ui.layersTable, LAYERS, self._on_layer)
        self._writing = False
        self._secret_for = ("", "")
        for protocol, word in ((Protocol.DIMSE, _("DICOM (DIMSE)")), (Protocol.DICOMWEB, _("DICOMweb (STOW-RS)"))):
            ui.protocolCombo.addItem(word, protocol.value)
        logins = {Login.NONE: _("none"), Login.BASIC: _("user and password"), Login.BEARER: _("token")}
        for login, word in logins.items():
            ui.loginCombo.addItem(word, login.value)
        for name in _TEXTS:
            getattr(ui, name).connect("textEdited(QString)", self._on_form)
        for name in _FILES:
            getattr(ui, name).connect("currentPathChanged(QString)", self._on_form)
        for name in _CHECKS:
            getattr(ui, name).connect("toggled(bool)", self._on_form)
        for combo in (ui.protocolCombo, ui.loginCombo):
            combo.connect("activated(int)", self._on_form)
        ui.listCombo.connect("activated(int)", self._on_choose)
        ui.serverCombo.connect("activated(int)", presenter.take)
        ui.newDestinationButton.connect("clicked()", self._on_new)
        ui.removeDestinationButton.connect("clicked()", presenter.remove)
        ui.saveDestinationButton.connect("clicked()", presenter.save)
        ui.testButton.connect("clicked()", self._on_test)
        ui.installButton.connect("clicked()", presenter.install)
        ui.wheelButton.connect("clicked()", self._on_wheel)
        ui.destinationsGroup.connect("contentsCollapsed(bool)", self._on_fold)

    def show(self) -> None:
        """Write the state, unless the group is folded."""
        if self.ui.destinationsGroup.collapsed:
            return
        state = self.presenter.state()
        show_list(self.ui.listCombo, state.names, state.chosen)
        self._show_servers(state.servers)
        self._write_form(state.entry)
        self._show_buttons(state)
        self._show_layers(state)

    def _show_servers(self, servers: tuple[str, ...]) -> None:
        for widget in (self.ui.serverLabel, self.ui.serverCombo):
            widget.visible = bool(servers)
        show_list(self.ui.serverCombo, servers, "")

    def _write_form(self, entry: Entry) -> None:
        self._writing = True
        for name, field in _TEXTS.items():
            write(getattr(self.ui, name), getattr(entry, field))
        for name, field in _FILES.items():
            widget = getattr(self.ui, name)
            if widget.currentPath != getattr(entry, field):
                widget.currentPath = getattr(entry, field)
        for name, field in _CHECKS.items():
            check(getattr(self.ui, name), getattr(entry, field))
        choose_data(self.ui.protocolCombo, entry.protocol)
        choose_data(self.ui.loginCombo, entry.login)
        self._writing = False
        self._show_fields(entry)

    def _show_fields(self, entry: Entry) -> None:
        for name in _DIMSE_ONLY:
            getattr(self.ui, name).visible = not entry.is_web
        for name in _WEB_ONLY:
            getattr(self.ui, name).visible = entry.is_web
        self.ui.userEdit.enabled = entry.login == Login.BASIC
        secured = entry.address.lower().startswith("https:") if entry.is_web else entry.tls
        for name in _FILES:
            getattr(self.ui, name).visible = getattr(self.ui, name.replace("Edit", "Label")).visible = secured

    def _show_buttons(self, state: DestinationsState) -> None:
        ui = self.ui
        enable(ui.saveDestinationButton, state.save_reason, _("Keep the destination"))
        enable(ui.removeDestinationButton, state.remove_reason,
               _("Take it off the list; what waits for it keeps its address"))  # fmt: skip
        enable(ui.testButton, state.test_reason, _("Layer by layer, without storing anything"))
        write(ui.testButton, _("Testing…") if state.testing else _("Test connection"))
        ui.testSecretBox.visible = state.entry.is_web and state.entry.login != Login.NONE
        write(ui.testSecretLabel, _("Token") if state.entry.login == Login.BEARER else _("Password"))
        ui.testKeepCheck.visible = False
        if (state.chosen, state.entry.address) != self._secret_for:
            # A password is typed for one destination, and never goes to another.
            self._secret_for, ui.testSecretEdit.text = (state.chosen, state.entry.address), ""
        ui.packageBox.visible = bool(state.package)
        write(ui.packageLabel, state.package)

    def _show_layers(self, state: DestinationsState) -> None:
        rows = tuple(
            (Cell(f"{'✓' if layer.works else '✕'} {layer.name}", Tone.DONE if layer.works else Tone.GRAVE),
             Cell(layer.said))
            for layer in state.layers
        )  # fmt: skip
        self.ui.layersTable.visible = bool(rows)
        self.table.show(rows, -1)
        failed = next((layer.said for layer in state.layers if not layer.works), "")
        write(self.ui.formLabel, failed)
        self.ui.formLabel.visible = bool(failed)

    def _on_form(self, *_value: object) -> None:
        if self._writing:
            return
        ui = self.ui
        values: dict[str, Any] = {field: str(getattr(ui, name).text) for name, field in _TEXTS.items()}
        values |= {field: str(getattr(ui, name).currentPath) for name, field in _FILES.items()}
        values |= {field: bool(getattr(ui, name).checked) for name, field in _CHECKS.items()}
        values["protocol"] = str(ui.protocolCombo.itemData(ui.protocolCombo.currentIndex))
        values["login"] = str(ui.loginCombo.itemData(ui.loginCombo.currentIndex))
        self.presenter.set(**values)

    def _on_choose(self, index: int) -> None:
        self.presenter.choose(str(self.ui.listCombo.itemData(index)))

    def _on_fold(self, folded: bool) -> None:
        if not folded:
            self.show()

    def _on_new(self) -> None:
        self.presenter.choose("")
        self.ui.nameEdit.setFocus()

    def _on_layer(self, _row: int) -> None:
        """A layer is read, not chosen."""

    def _on_test(self) -> None:
        typed = str(self.ui.testSecretEdit.text)
        self.ui.testSecretEdit.text = ""
        self.presenter.test(typed)

    def _on_wheel(self) -> None:
        self.presenter.install_from(str(self.ui.wheelEdit.currentPath))
