# SPDX-License-Identifier: Apache-2.0
"""A disc lies in its CT: a point anywhere else is refused, and no marker of it stays."""

import math

import pytest
import vtk

from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.scene.errors import SceneError
from DiscographyReportLib.scene.placing import Offer
from DiscographyReportLib.scene.report_node import markers_of, set_volume
from DiscographyReportLib.scene.volume_geometry import require_inside, world_of_voxel

FAR = ((5000.0, 0.0, -400.0), (0.0, 20.0, 900.0), (math.nan, 20.0, -412.0))
INSIDE = (0.0, 20.0, -412.0)


@pytest.fixture
def node(logic, volume):
    return logic.new_report(volume)


def corners(volume):
    columns, rows, count = volume.GetImageData().GetDimensions()
    return [(i, j, k) for i in (0, columns - 1) for j in (0, rows - 1) for k in (0, count - 1)]


@pytest.mark.parametrize("ras", FAR)
def test_a_point_outside_the_ct_gets_no_disc_and_no_marker(logic, node, ras):
    with pytest.raises(SceneError, match=r"outside the CT '4: Lumbar discogram'.*click inside"):
        logic.place(node, ras)

    assert logic.report(node).discs == ()
    assert markers_of(node) is None


@pytest.mark.parametrize("ras", FAR[:2])
def test_a_point_that_was_clicked_outside_the_ct_is_taken_away_again(logic, node, ras):
    logic.place(node, INSIDE)
    before, markups = logic.report(node), markers_of(node)
    index = markups.AddControlPointWorld(vtk.vtkVector3d(*ras), "")

    with pytest.raises(SceneError, match="outside the CT"):
        logic.adopt_point(node, markups.GetNthControlPointID(index), ras, Offer(Level.L5_S1, 5))

    assert markups.GetNumberOfControlPoints() == 1
    assert logic.report(node) == before


def test_a_disc_is_not_moved_out_of_its_ct(logic, node):
    disc = logic.place(node, INSIDE)

    with pytest.raises(SceneError, match="outside the CT"):
        logic.move(node, disc.uid, FAR[0])

    assert logic.report(node).disc(disc.uid) == disc


def test_every_voxel_to_its_outer_edge_is_inside_and_nothing_beyond_it(volume):
    for corner in corners(volume):
        require_inside(volume, world_of_voxel(volume, *corner))
        outward = [0.49 if at else -0.49 for at in corner]
        require_inside(volume, world_of_voxel(volume, *(a + b for a, b in zip(corner, outward, strict=True))))
        for axis in range(3):
            beyond = list(corner)
            beyond[axis] += 0.51 if corner[axis] else -0.51
            with pytest.raises(SceneError, match="outside"):
                require_inside(volume, world_of_voxel(volume, *beyond))


def test_a_volume_under_a_transform_is_looked_for_where_it_lies_in_the_world(volume, scene):
    transform = scene.AddNewNodeByClass("vtkMRMLTransformNode")
    matrix = vtk.vtkMatrix4x4()
    matrix.SetElement(2, 3, 5000.0)
    transform.SetMatrixTransformToParent(matrix)
    volume.SetAndObserveTransformNodeID(transform.GetID())

    require_inside(volume, (INSIDE[0], INSIDE[1], INSIDE[2] + 5000.0))
    with pytest.raises(SceneError, match="outside"):
        require_inside(volume, INSIDE)


def test_a_report_whose_ct_is_not_loaded_can_still_be_added_to(logic, node):
    logic.place(node, INSIDE)
    set_volume(node, None)

    logic.place(node, (0.0, 20.0, -460.0))

    assert len(logic.report(node).discs) == 2
