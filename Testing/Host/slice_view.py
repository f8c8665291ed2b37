# SPDX-License-Identifier: Apache-2.0
"""A slice view: real slice logic and displayable managers, VTK off screen, mouse and keys handed on from Qt."""

from typing import Any

import numpy as np
import slicer
import vtk
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget
from vtk.util.numpy_support import vtk_to_numpy

from Host.attributes import stand_in
from Host.ctk_widgets import tight

MANAGERS = (
    "vtkMRMLCrosshairDisplayableManager",
    "vtkMRMLVolumeGlyphSliceDisplayableManager",
    "vtkMRMLModelSliceDisplayableManager",
    "vtkMRMLOrientationMarkerDisplayableManager",
    "vtkMRMLRulerDisplayableManager",
    "vtkMRMLScalarBarDisplayableManager",
    "vtkMRMLSegmentationsDisplayableManager2D",
    "vtkMRMLMarkupsDisplayableManager",
    "vtkMRMLTransformsDisplayableManager2D",
)
BUTTONS = {1: "Left", 2: "Right", 4: "Middle"}
SMALLEST_VIEW = 120
GRAY_WINDOW, GRAY_LEVEL = 255, 127.5
NO_KEY = "\0"


def _factory(logic: Any) -> Any:
    factory = slicer.vtkMRMLSliceViewDisplayableManagerFactory.GetInstance()
    factory.SetMRMLApplicationLogic(logic)
    for name in MANAGERS:
        if not factory.IsDisplayableManagerRegistered(name):
            factory.RegisterDisplayableManager(name)
    return factory


def _window() -> tuple[Any, Any]:
    """An off-screen window with a layer for the image and one above it; and the renderer of the image."""
    window, image, above = vtk.vtkRenderWindow(), vtk.vtkRenderer(), vtk.vtkRenderer()
    above.SetLayer(1)
    window.SetOffScreenRendering(1)
    window.SetMultiSamples(0)
    window.SetNumberOfLayers(2)
    for renderer in (image, above):
        renderer.GetActiveCamera().ParallelProjectionOn()
        window.AddRenderer(renderer)
    return window, image


def _interactor(window: Any) -> Any:
    interactor = vtk.vtkGenericRenderWindowInteractor()
    interactor.SetRenderWindow(window)
    interactor.SetInteractorStyle(vtk.vtkInteractorStyleUser())
    interactor.Initialize()
    return interactor


def _image_actor(renderer: Any) -> tuple[Any, Any]:
    mapper, actor = vtk.vtkImageMapper(), vtk.vtkActor2D()
    mapper.SetColorWindow(GRAY_WINDOW)
    mapper.SetColorLevel(GRAY_LEVEL)
    actor.SetMapper(mapper)
    actor.GetProperty().SetDisplayLocationToBackground()
    actor.VisibilityOff()
    renderer.AddViewProp(actor)
    return mapper, actor


def _pixels(window: Any) -> np.ndarray:
    """What the window shows: (rows, columns, 3), 8 bit, top row first."""
    grab = vtk.vtkWindowToImageFilter()
    grab.SetInput(window)
    grab.ReadFrontBufferOff()
    grab.SetInputBufferTypeToRGB()
    grab.Update()
    columns, rows, _ = grab.GetOutput().GetDimensions()
    return vtk_to_numpy(grab.GetOutput().GetPointData().GetScalars()).reshape(rows, columns, 3)[::-1].copy()


@stand_in()
class qMRMLSliceView(QWidget):
    """The drawing area of a slice widget."""

    def __init__(self, application_logic: Any, node: Any, logic: Any) -> None:
        super().__init__()
        self._node, self._logic = node, logic
        self.setMinimumSize(SMALLEST_VIEW, SMALLEST_VIEW)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.ClickFocus)
        self._window, renderer = _window()
        self._interactor = _interactor(self._window)
        self._group = slicer.vtkMRMLDisplayableManagerGroup()
        self._group.Initialize(_factory(application_logic), renderer)
        self._group.SetMRMLDisplayableNode(node)
        self._style = slicer.vtkMRMLSliceViewInteractorStyle()
        self._style.SetSliceLogic(logic)
        self._style.SetDisplayableManagers(self._group)
        self._style.SetInteractor(self._interactor)
        self._mapper, self._actor = _image_actor(renderer)
        logic.AddObserver("ModifiedEvent", lambda *_: self.update())
        self._group.AddObserver("UpdateEvent", lambda *_: self.update())

    def renderWindow(self) -> Any:
        """VTK's window; its size is in device pixels."""
        return self._window

    def interactor(self) -> Any:
        """VTK's interactor."""
        return self._interactor

    def scheduleRender(self) -> None:
        """Draw when there is time."""
        self.update()

    def forceRender(self) -> None:
        """Draw now."""
        self.repaint()

    def _device_size(self) -> tuple[int, int]:
        ratio = self.devicePixelRatio()
        return round(self.width * ratio), round(self.height * ratio)

    def _fit(self) -> None:
        size = self._device_size()
        if tuple(self._window.GetSize()) != size:
            self._window.SetSize(*size)
            self._interactor.SetSize(*size)
            self._logic.ResizeSliceNode(*size)

    def resizeEvent(self, _event: Any) -> None:
        """Hand the size on to VTK and MRML."""
        self._fit()

    def paintEvent(self, _event: Any) -> None:
        """Render, and draw the result."""
        self._fit()
        port = self._logic.GetImageDataConnection()
        if port:
            self._mapper.SetInputConnection(port)
        self._actor.SetVisibility(bool(port))
        self._window.Render()
        pixels = _pixels(self._window)
        rows, columns, _ = pixels.shape
        image = QImage(pixels.data, columns, rows, pixels.strides[0], QImage.Format_RGB888)
        image.setDevicePixelRatio(self.devicePixelRatio())
        painter = QPainter(self)
        painter.drawImage(0, 0, image)
        painter.end()

    def _send(self, name: str, event: Any, position: Any, key: str = NO_KEY, symbol: str = "") -> None:
        ratio, held = self.devicePixelRatio(), event.modifiers()
        x, y = int(position.x() * ratio), self._device_size()[1] - 1 - int(position.y() * ratio)
        control, shift = bool(held & Qt.ControlModifier), bool(held & Qt.ShiftModifier)
        self._interactor.SetEventInformation(x, y, control, shift, key, 0, symbol or None)
        self._interactor.InvokeEvent(name)
        self.update()

    def mousePressEvent(self, event: Any) -> None:
        """A button goes down."""
        self._send("MouseMoveEvent", event, event.position())
        self._send(BUTTONS[int(event.button())] + "ButtonPressEvent", event, event.position())

    def mouseReleaseEvent(self, event: Any) -> None:
        """A button comes up."""
        self._send(BUTTONS[int(event.button())] + "ButtonReleaseEvent", event, event.position())

    def mouseMoveEvent(self, event: Any) -> None:
        """The mouse moves."""
        self._send("MouseMoveEvent", event, event.position())

    def wheelEvent(self, event: Any) -> None:
        """The wheel turns."""
        way = "Forward" if event.angleDelta().y() > 0 else "Backward"
        self._send(f"MouseWheel{way}Event", event, event.position())

    def leaveEvent(self, _event: QEvent) -> None:
        """The mouse leaves."""
        self._interactor.InvokeEvent("LeaveEvent")

    def keyPressEvent(self, event: Any) -> None:
        """A key goes down: letters by their text, others by VTK's name for them."""
        here = self.mapFromGlobal(self.cursor.pos())
        symbol = Qt.Key(event.key()).name.removeprefix("Key_")
        key = event.text()[:1] or NO_KEY
        self._send("KeyPressEvent", event, here, key, event.text() if event.text().isalnum() else symbol)


@stand_in()
class qMRMLSliceWidget(QWidget):
    """One slice view with its nodes."""

    def __init__(self, application_logic: Any, name: str, orientation: str, color: tuple[float, ...]) -> None:
        super().__init__()
        self.setObjectName("qMRMLSliceWidget" + name)
        self._node = _slice_node(name, orientation, color)
        self._logic = slicer.vtkMRMLSliceLogic()
        self._logic.SetMRMLApplicationLogic(application_logic)
        application_logic.GetSliceLogics().AddItem(self._logic)
        self._logic.SetMRMLScene(slicer.mrmlScene)
        self._logic.SetSliceNode(self._node)
        self._view = qMRMLSliceView(application_logic, self._node, self._logic)
        tight(QVBoxLayout(self)).addWidget(self._view)

    def sliceLogic(self) -> Any:
        """The slice logic."""
        return self._logic

    def mrmlSliceNode(self) -> Any:
        """The slice node."""
        return self._node

    def mrmlSliceCompositeNode(self) -> Any:
        """Which volumes are shown."""
        return self._logic.GetSliceCompositeNode()

    def sliceView(self) -> qMRMLSliceView:
        """The drawing area."""
        return self._view

    def fitSliceToBackground(self) -> None:
        """Show the whole volume."""
        self._logic.FitSliceToAll()


def _slice_node(name: str, orientation: str, color: tuple[float, ...]) -> Any:
    node = slicer.mrmlScene.CreateNodeByClass("vtkMRMLSliceNode")  # so that it knows the orientation presets
    node.UnRegister(None)
    node.SetName(name)
    node.SetSingletonTag(name)
    node.SetLayoutName(name)
    node.SetLayoutLabel(name[0])
    node.SetLayoutColor(*color)
    node = slicer.mrmlScene.AddNode(node)
    node.SetOrientation(orientation)
    return node
