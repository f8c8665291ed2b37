# SPDX-License-Identifier: Apache-2.0
"""Discs between segmented vertebrae, measured against the known anatomy of the sample."""

import math

import numpy as np
import pytest
import vtk

from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.scene.errors import SceneError
from DiscographyReportLib.scene.segmentation import discs_from_segmentation, vertebrae_in
from DiscographyReportLib.scene.vertebrae import FROM_ABOVE, SACRUM, VERTEBRA_OF_SCT, vertebra_of_segment
from DiscographyReportLib.series.sample.anatomy import build_spine
from DiscographyReportLib.series.sample.discogram import disc_truths
from Scene.spine_segmentation import LOW, add_code, add_segmentation, vertebra_masks

WITHIN_MM, WITHIN_DEGREES = 3.0, 8.0
STEP_MM = 1.5
TRUTHS = {truth.level: truth for truth in disc_truths()}
L3 = (
    "Segmentation category and type - Total Segmentator~SCT^123037004^Anatomical Structure~SCT^36470004^L3 vertebra~^^~"
)
L4 = "Segmentation category and type~SCT^85756007^Tissue~SCT^272673000^Bone~^^~Anatomic codes~SCT^11994002^L4~^^"


@pytest.fixture(scope="module")
def masks():
    return vertebra_masks(STEP_MM)


def deviation(disc):
    """Distance of the center (mm) and angle of the normal (degrees) from the truth."""
    truth = TRUTHS[disc.level.value]
    center, normal = (np.array([-x, -y, z]) for x, y, z in (truth.center, truth.normal))
    cosine = float(np.clip(np.array(disc.normal_ras) @ normal, -1, 1))
    return float(np.linalg.norm(np.array(disc.center_ras) - center)), math.degrees(math.acos(cosine))


@pytest.mark.parametrize("step_mm", [1.0, STEP_MM, 2.5])
def test_every_disc_of_the_sample_is_found_within_its_tolerance(scene, step_mm):
    derived = discs_from_segmentation(add_segmentation(scene, vertebra_masks(step_mm), step_mm, "vertebrae_{}"))

    assert derived.notices == ()
    assert [disc.level.value for disc in derived.discs] == list(TRUTHS)
    for disc in derived.discs:
        off_mm, off_degrees = deviation(disc)
        assert off_mm < WITHIN_MM, disc.level
        assert off_degrees < WITHIN_DEGREES, disc.level


def test_normals_point_to_the_head(scene, masks):
    derived = discs_from_segmentation(add_segmentation(scene, masks, STEP_MM))

    assert all(disc.normal_ras[2] > 0.7 for disc in derived.discs)


def test_a_vertebra_that_was_not_segmented_makes_no_disc_of_another_name(scene, masks):
    """Without L5, L4 and the sacrum are no L4-S1 disc; without L4 nothing is called L3-L5."""
    for missing in ("L5", "L4"):
        partly = {name: mask for name, mask in masks.items() if name != missing}
        derived = discs_from_segmentation(add_segmentation(scene, partly, STEP_MM))
        found = {disc.level for disc in derived.discs}
        assert found == {Level(name) for name in TRUTHS if missing not in name.split("-")}
        assert len(derived.notices) == 1


def test_a_segmentation_is_read_where_its_transform_puts_it(scene, masks):
    node = add_segmentation(scene, masks, STEP_MM)
    before = discs_from_segmentation(node).discs[0]
    transform = scene.AddNewNodeByClass("vtkMRMLLinearTransformNode")
    matrix = vtk.vtkMatrix4x4()
    matrix.DeepCopy((0, -1, 0, 10, 1, 0, 0, 20, 0, 0, 1, 30, 0, 0, 0, 1))
    transform.SetMatrixTransformToParent(matrix)
    node.SetAndObserveTransformNodeID(transform.GetID())

    after = discs_from_segmentation(node).discs[0]

    x, y, z = before.center_ras
    assert after.center_ras == pytest.approx((-y + 10, x + 20, z + 30), abs=1.0)


def test_a_warped_segmentation_is_refused(scene, masks):
    from Scene.test_markers import warp

    node = add_segmentation(scene, {"L4": masks["L4"], "L5": masks["L5"]}, STEP_MM)
    transform = scene.AddNewNodeByClass("vtkMRMLBSplineTransformNode", "Deformation")
    transform.SetAndObserveTransformToParent(warp())
    node.SetAndObserveTransformNodeID(transform.GetID())

    with pytest.raises(SceneError, match="Deformation"):
        discs_from_segmentation(node)


def test_segments_are_known_by_terminology_whatever_they_are_called(scene, masks):
    node = add_segmentation(scene, {"L3": masks["L3"], "L4": masks["L4"]}, STEP_MM, "Segment_{}x")
    with pytest.raises(SceneError, match="0 segments that are known as vertebrae"):
        discs_from_segmentation(node)

    add_code(node, "Segment_L3x", L3)
    add_code(node, "Segment_L4x", L4)

    assert [disc.level for disc in discs_from_segmentation(node).discs] == [Level.L3_L4]


def test_two_segments_for_one_vertebra_are_refused(scene, masks):
    node = add_segmentation(scene, {"L4": masks["L4"], "vertebrae_L4": masks["L4"]}, STEP_MM)

    with pytest.raises(SceneError, match="are the vertebra L4: rename or remove one"):
        vertebrae_in(node)


def above_plane(shape, plane, height_mm):
    """The voxels higher than so much over a plane of the spine."""
    k, j, i = (np.arange(count) * STEP_MM for count in shape)
    x, y, z = i[None, None, :] + LOW[0], j[None, :, None] + LOW[1], k[:, None, None] + LOW[2]
    return plane.local(x, y, z)[2] > height_mm


def test_a_first_sacral_vertebra_of_its_own_counts_before_the_whole_sacrum(scene, masks):
    """As TotalSegmentator gives both: the sacrum is then what lies below S1."""
    upper = masks["sacrum"] & above_plane(masks["sacrum"].shape, build_spine().sacrum, -28.0)
    parts = {"L5": masks["L5"], "S1": upper, "sacrum": masks["sacrum"] & ~upper}

    segmentation = add_segmentation(scene, parts, STEP_MM)

    assert list(vertebrae_in(segmentation)) == ["L5", "S1"]
    (disc,) = discs_from_segmentation(segmentation).discs
    assert disc.level is Level.L5_S1
    assert deviation(disc) < (WITHIN_MM, WITHIN_DEGREES)


def test_bones_that_lie_in_each_other_give_a_notice_and_not_a_disc(scene, masks):
    node = add_segmentation(scene, {"L3": masks["L3"], "L4": masks["L3"]}, STEP_MM)

    derived = discs_from_segmentation(node)

    assert derived.discs == ()
    assert derived.notices == ("No disc was found between L3 and L4: place it by hand.",)


def test_an_empty_segment_gives_a_notice_and_not_a_disc(scene, masks):
    node = add_segmentation(scene, {"L3": masks["L3"], "L4": masks["L4"]}, STEP_MM)
    node.GetSegmentation().AddEmptySegment("L5", "L5")

    derived = discs_from_segmentation(node)

    assert [disc.level for disc in derived.discs] == [Level.L3_L4]
    assert derived.notices == ("No disc was found between L4 and L5: place it by hand.",)


@pytest.mark.parametrize(
    ("name", "vertebra"),
    [
        *(("vertebrae_L4", "L4"), ("L4", "L4"), ("l4 vertebra", "L4"), ("Vertebra T12", "T12"), ("vertebra-c07", "C7")),
        *(
            ("L6", "L6"),
            ("T13", "T13"),
            ("sacrum", "sacrum"),
            ("Sacrum", "sacrum"),
            ("vertebrae_S1", "S1"),
            ("body L3", "L3"),
        ),
        *(("L4 nerve root", None), ("L4-L5", None), ("rib_left_4", None), ("L7", None), ("C0", None), ("", None)),
        *(("Segment_1", None), ("spinal cord", None), ("disc L4", None), ("S2", None), ("vertebrae", None)),
    ],
)
def test_a_name_is_a_vertebra_only_if_it_says_nothing_else(name, vertebra):
    assert vertebra_of_segment(name, "") == vertebra


@pytest.mark.parametrize("entry", ["", "~~", "a~b^c~SCT^1~SCT^999^x~^^", "SRT^36470004^L3~", "~DCM^11994002^L4"])
def test_other_terminology_entries_are_no_vertebra(entry):
    assert vertebra_of_segment("Segment_1", entry) is None


def test_the_codes_are_those_of_the_standard():
    from pydicom.sr.codedict import codes

    not_named_so = {"S1", SACRUM}
    whole = {code: name for code, name in VERTEBRA_OF_SCT.items() if name not in not_named_so}
    named = {code: getattr(codes.SCT, f"{name}Vertebra") for code, name in whole.items()}
    assert {code: concept.value for code, concept in named.items()} == {code: code for code in named}
    assert VERTEBRA_OF_SCT[codes.SCT.Sacrum.value] == SACRUM
    assert set(VERTEBRA_OF_SCT.values()) == {*FROM_ABOVE, SACRUM} - {"T13", "L6"}
