# SPDX-License-Identifier: Apache-2.0
"""Starting the host: once in a process, before anything imports qt, ctk or the module scripts."""

from functools import cache
from pathlib import Path
from typing import Any

from Host import environment
from Host.faults import FAULTS, Faults, watch_python, watch_qt, watch_vtk


class Host:
    """The running host. `faults` is what a test must find empty; `app` is slicer.app."""

    def __init__(self) -> None:
        environment.prepare()
        self.faults: Faults = FAULTS
        self._vtk_watch = watch_vtk()
        watch_qt()
        watch_python()
        self.app = _build()

    def load_module(self, path: Path) -> Any:
        """A scripted module from its file, as slicer.modules has it; `.enter()` shows its panel."""
        from Host import module

        return module.load(path)

    def clear(self) -> None:
        """An empty scene, an empty DICOM database, no faults, the light theme."""
        import slicer

        from Host import dicom_database, look, signals, translation

        slicer.app.applicationLogic().GetInteractionNode().SetCurrentInteractionMode(
            slicer.vtkMRMLInteractionNode.ViewTransform
        )
        slicer.mrmlScene.Clear(False)
        slicer.dicomDatabase.openDatabase(str(environment.folder() / "database" / "ctkDICOM.sql"))
        dicom_database.FAULTS.clear()
        translation.marking(False)
        translation.choose("en_US")
        look.set_theme("light")
        signals.forget_deleted()
        self.faults.clear()


def _build() -> Any:
    import slicer

    from Host import application, ctk_widgets, dicom_database, dicom_lib, qt_module, sample_data, scripted, translation

    qt_module.install()
    ctk = ctk_widgets.install()
    ctk.ctkDICOMDatabase = dicom_database.ctkDICOMDatabase
    ctk.ctkDICOMIndexer = dicom_database.ctkDICOMIndexer
    translation.install()
    app = application.create()
    slicer.dicomDatabase = dicom_database.ctkDICOMDatabase()
    scripted.install()
    sample_data.install()
    dicom_lib.install()
    _show_widgets_in_slicer(slicer)
    return app


def _show_widgets_in_slicer(slicer: Any) -> None:
    from Host import markups_place_widget, module, mrml_widgets, node_combo_box, slice_view

    for kit in (markups_place_widget, module, mrml_widgets, node_combo_box, slice_view):
        for name, kind in vars(kit).items():
            if name.startswith(("qMRML", "qSlicer")):
                setattr(slicer, name, kind)


@cache
def boot() -> Host:
    """The host of this process."""
    absent = environment.missing()
    if absent:
        raise ModuleNotFoundError(f"the test host needs {', '.join(absent)}: install requirements/test.txt")
    return Host()
