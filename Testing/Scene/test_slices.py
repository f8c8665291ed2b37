# SPDX-License-Identifier: Apache-2.0
"""Going to a disc, tilting into its plane and back, without touching what the user arranged."""

import math

import numpy as np
import pytest
import slicer

from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.scene.nodes import nodes_of
from DiscographyReportLib.scene.slices import is_tilted, jump_to, plane_normal, straighten, tilt
from plain_reports import report

POINT = (3.5, -20.0, -412.25)
NORMAL = (0.0, math.sin(math.radians(20)), math.cos(math.radians(20)))


def matrix(view):
    return slicer.util.arrayFromVTKMatrix(view.GetSliceToRAS())


def state(view):
    """What a user arranged in a view."""
    return view.GetFieldOfView(), view.GetXYZOrigin(), view.GetOrientation(), view.GetLayoutName()


@pytest.fixture
def red(sandbox):
    view = sandbox.views["Red"]
    view.SetFieldOfView(180.0, 140.0, 1.0)
    view.SetXYZOrigin(7.0, 8.0, 0.0)
    return view


def test_all_views_go_to_the_point_and_keep_orientation_and_zoom(sandbox, scene):
    before = {name: state(view) for name, view in sandbox.views.items()}

    jump_to(scene, POINT)

    for name, view in sandbox.views.items():
        offset = matrix(view)[:3, 2] @ (np.array(POINT) - matrix(view)[:3, 3])
        assert offset == pytest.approx(0, abs=1e-9), name
        assert state(view) == before[name]


def test_tilting_turns_one_view_into_the_plane_and_back_to_exactly_what_it_was(red, sandbox):
    before, arranged, others = matrix(red), state(red), matrix(sandbox.views["Yellow"])

    tilt(red, POINT, NORMAL)

    assert is_tilted(red)
    assert matrix(red)[:3, 2] == pytest.approx(NORMAL)
    assert matrix(red)[:3, 2] @ (np.array(POINT) - matrix(red)[:3, 3]) == pytest.approx(0, abs=1e-9)
    assert np.linalg.det(matrix(red)[:3, :3]) == pytest.approx(1)
    assert matrix(red)[:3, 0] == pytest.approx(before[:3, 0]), "left and right stay where they were"
    assert (matrix(sandbox.views["Yellow"]) == others).all()

    assert straighten(red)
    assert (matrix(red) == before).all()
    assert state(red) == arranged
    assert not is_tilted(red)
    assert not straighten(red)


def test_tilting_from_disc_to_disc_still_leads_back_to_the_start(red):
    before = matrix(red)

    for degrees in (5, 25, -10):
        angle = math.radians(degrees)
        tilt(red, POINT, (0, math.sin(angle), math.cos(angle)))
    straighten(red)

    assert (matrix(red) == before).all()


def test_a_normal_that_points_to_the_feet_does_not_turn_the_picture_over(red):
    before = matrix(red)

    tilt(red, POINT, tuple(-value for value in NORMAL))

    assert matrix(red)[:3, 2] @ before[:3, 2] > 0
    assert matrix(red)[:3, 0] == pytest.approx(before[:3, 0])


def test_the_way_back_is_saved_with_the_scene(sandbox, red, tmp_path):
    before = matrix(red)
    tilt(red, POINT, NORMAL)

    sandbox.open(sandbox.save(tmp_path / "saved"))

    # MRML complains about every oblique view that it reads, whoever made it, and shows it rightly.
    sandbox.errors[:] = [words for words in sandbox.errors if "orientation preset name: Reformat" not in words]
    (view,) = [view for view in nodes_of(sandbox.scene, "vtkMRMLSliceNode") if view.GetLayoutName() == "Red"]
    assert straighten(view)
    assert matrix(view) == pytest.approx(before, abs=1e-12)


def test_a_plane_is_the_measured_one_or_that_of_the_neighboring_markers():
    made = report(Level.L3_L4, Level.L4_L5, Level.L5_S1)
    middle = made.discs[1].uid

    assert plane_normal(made, middle, {middle: (0.0, 0.6, 0.8)}) == (0.0, 0.6, 0.8)
    assert plane_normal(made, middle, {}) == (0.0, 0.0, 1.0)
    assert plane_normal(made, made.discs[0].uid, {}) == (0.0, 0.0, 1.0)
    assert plane_normal(report(Level.L4_L5), middle, {}) is None
