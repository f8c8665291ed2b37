# SPDX-License-Identifier: Apache-2.0
"""From a volume to its series: traced exactly, or refused with what to do."""

import math

import numpy as np
import pydicom
import pytest
import slicer
import vtk

from DiscographyReportLib.scene.errors import SceneError
from DiscographyReportLib.scene.evidence import (
    frame_of_reference_of,
    patient_line,
    series_of_volume,
    volume_problems,
)
from DiscographyReportLib.scene.volume_geometry import world_of_voxel
from DiscographyReportLib.series.errors import SeriesError
from DiscographyReportLib.series.reading import read_series
from Scene.conftest import with_instance_uids
from Scene.folder_database import FolderDatabase
from Unit.series.ct_files import enhanced_ct, save


def edited(paths, change):
    """The same files after a change to their headers, one by one."""
    for number, path in enumerate(paths):
        dataset = pydicom.dcmread(path)
        change(dataset, number)
        dataset.save_as(path)
    return paths


def set_matrix(transform, *numbers):
    matrix = vtk.vtkMatrix4x4()
    matrix.DeepCopy(numbers)
    transform.SetMatrixTransformToParent(matrix)


@pytest.fixture
def under_transform(scene, volume):
    transform = scene.AddNewNodeByClass("vtkMRMLLinearTransformNode", "Registration")
    volume.SetAndObserveTransformNodeID(transform.GetID())
    return transform


def test_a_volume_gives_the_series_that_its_folder_gives(volume, database, sample):
    assert volume_problems(volume, database) == ()
    assert series_of_volume(volume, database) == read_series(sample.folder / "ct")
    assert frame_of_reference_of(volume, database) == sample.frame_of_reference_uid


def test_a_stack_that_runs_downward_is_traced_with_its_uids_in_that_order(volume, ct_files, database, sample):
    slicer.util.updateVolumeFromArray(volume, slicer.util.arrayFromVolume(volume)[::-1].copy())
    head = world_of_voxel(volume, 0, 0, 39)
    volume.SetIJKToRASDirections(-1, 0, 0, 0, -1, 0, 0, 0, -1)
    volume.SetOrigin(*head)
    assert volume_problems(volume, database) != ()

    with_instance_uids(volume, list(reversed(ct_files)))

    assert volume_problems(volume, database) == ()
    assert series_of_volume(volume, database) == read_series(sample.folder / "ct")


def test_uids_that_run_against_the_slices_are_refused_at_once(volume, database):
    uids = volume.GetAttribute("DICOM.instanceUIDs").split()
    volume.SetAttribute("DICOM.instanceUIDs", " ".join(reversed(uids)))

    (problem,) = volume_problems(volume, database)
    assert "does not lie where its DICOM images do" in problem


def test_slices_that_are_unknown_are_named_in_a_notice_and_left_out(volume, database):
    uids = volume.GetAttribute("DICOM.instanceUIDs").split()
    volume.SetAttribute("DICOM.instanceUIDs", " ".join(["Unknown", *uids[1:-1], "Unknown"]))

    series = series_of_volume(volume, database)

    assert len(series.slices) == 38
    assert series.notices == ("Slices whose images are not in the DICOM database: 2.",)


@pytest.mark.parametrize("uids", ["", "Unknown Unknown Unknown"])
def test_a_volume_that_is_not_from_dicom_is_refused(volume, database, uids):
    volume.SetAttribute("DICOM.instanceUIDs", uids)

    (problem,) = volume_problems(volume, database)
    assert "was not loaded from the DICOM database: import its series there" in problem
    with pytest.raises(SceneError, match="was not loaded from the DICOM database"):
        series_of_volume(volume, database)


def test_without_a_volume_or_a_database_it_is_said_what_is_missing(volume, database):
    assert "choose it" in volume_problems(None, database)[0]
    assert "open it" in volume_problems(volume, None)[0]


def test_images_that_left_the_database_are_counted(volume, database):
    for uid in volume.GetAttribute("DICOM.instanceUIDs").split()[:3]:
        database.remove(uid)

    assert "3 of 40 images" in volume_problems(volume, database)[0]


def test_files_that_are_gone_from_the_disk_are_counted(sandbox, own_ct, tmp_path):
    volume = with_instance_uids(sandbox.load_ct(own_ct), own_ct)
    database = FolderDatabase(tmp_path).refer(own_ct)
    volume_problems(volume, database)
    for path in own_ct[:2]:
        path.unlink()

    with pytest.raises(SceneError, match="2 of 40 image files"):
        series_of_volume(volume, database)


def test_a_volume_under_a_transform_is_refused_and_under_identity_it_is_not(volume, database, under_transform):
    assert volume_problems(volume, database) == ()

    set_matrix(under_transform, 1, 0, 0, 0.5, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1)

    (problem,) = volume_problems(volume, database)
    assert "'Registration'" in problem
    assert "take it out of the transform" in problem


def test_a_volume_that_was_centered_is_refused_before_a_disc_is_placed(volume, database):
    volume.SetOrigin(0, 0, 0)

    (problem,) = volume_problems(volume, database)
    assert "does not lie where its DICOM images do" in problem


@pytest.mark.parametrize("axis", [0, 1])
def test_a_volume_whose_spacing_was_edited_is_refused(volume, database, axis):
    spacing = list(volume.GetSpacing())
    spacing[axis] *= 1.05
    volume.SetSpacing(spacing)

    with pytest.raises(SceneError, match="moved or changed"):
        series_of_volume(volume, database)


def test_a_cropped_volume_is_refused(volume, database):
    array = slicer.util.arrayFromVolume(volume)
    slicer.util.updateVolumeFromArray(volume, array[:, :32, :32].copy())

    with pytest.raises(SceneError, match="32 x 32 voxels"):
        series_of_volume(volume, database)


def test_images_without_a_frame_of_reference_are_refused(sandbox, own_ct, tmp_path):
    edited(own_ct, lambda dataset, _: setattr(dataset, "FrameOfReferenceUID", ""))
    volume = with_instance_uids(sandbox.load_ct(own_ct), own_ct)

    (problem,) = volume_problems(volume, FolderDatabase(tmp_path).refer(own_ct))
    assert "no Frame of Reference UID" in problem


def test_images_of_two_patients_are_refused_without_their_names(sandbox, own_ct, tmp_path):
    def change(dataset, number):
        if number == 7:
            dataset.PatientID, dataset.PatientName = "OTHER-2", "SECRET^NAME"

    edited(own_ct, change)
    volume = with_instance_uids(sandbox.load_ct(own_ct), own_ct)

    with pytest.raises(SeriesError, match="images of 2 patients") as refused:
        series_of_volume(volume, FolderDatabase(tmp_path).refer(own_ct))
    assert "SECRET" not in str(refused.value)


def test_a_file_that_was_damaged_since_is_named(sandbox, own_ct, tmp_path):
    volume = with_instance_uids(sandbox.load_ct(own_ct), own_ct)
    database = FolderDatabase(tmp_path).refer(own_ct)
    volume_problems(volume, database)
    own_ct[5].write_bytes(own_ct[5].read_bytes()[:2000])

    with pytest.raises(SeriesError, match=own_ct[5].name):
        series_of_volume(volume, database)


def uneven(dataset, number):
    """Slices that come closer together upward, as where two scans were joined."""
    x, y, z = map(float, dataset.ImagePositionPatient)
    dataset.ImagePositionPatient = [x, y, round(z + 0.02 * number**2, 3)]


def acquisition_grid(scene, paths):
    """What Slicer puts such a volume under: a grid whose nodes move each slice to its true place."""
    heights = [float(pydicom.dcmread(path).ImagePositionPatient[2]) for path in paths]
    even = np.linspace(heights[0], heights[-1], len(heights))
    field = np.zeros((len(heights), 2, 2, 3))
    field[..., 2] = (np.array(heights) - even)[:, None, None]
    image = vtk.vtkImageData()
    image.SetDimensions(2, 2, len(heights))
    image.SetOrigin(-200, -200, heights[0])
    image.SetSpacing(400, 400, even[1] - even[0])
    image.AllocateScalars(vtk.VTK_DOUBLE, 3)
    vtk.util.numpy_support.vtk_to_numpy(image.GetPointData().GetScalars())[:] = field.reshape(-1, 3)
    grid = slicer.vtkOrientedGridTransform()
    grid.SetDisplacementGridData(image)
    node = scene.AddNewNodeByClass("vtkMRMLGridTransformNode", "acquisition transform")
    node.SetAndObserveTransformToParent(grid)
    return node, even


@pytest.fixture
def uneven_ct(sandbox, own_ct, tmp_path):
    edited(own_ct, uneven)
    volume = with_instance_uids(sandbox.load_ct(own_ct), own_ct)
    grid, even = acquisition_grid(sandbox.scene, own_ct)
    origin, spacing = list(volume.GetOrigin()), list(volume.GetSpacing())
    volume.SetOrigin(origin[0], origin[1], even[0])
    volume.SetSpacing(spacing[0], spacing[1], even[1] - even[0])
    return volume, grid, FolderDatabase(tmp_path).refer(own_ct)


def test_uneven_slices_under_their_acquisition_transform_are_traced(uneven_ct):
    volume, grid, database = uneven_ct
    volume.SetAndObserveTransformNodeID(grid.GetID())

    assert volume_problems(volume, database) == ()
    assert len(series_of_volume(volume, database).slices) == 40


def test_uneven_slices_without_it_are_refused(uneven_ct):
    volume, _, database = uneven_ct

    with pytest.raises(SceneError, match="does not lie where its DICOM images do"):
        series_of_volume(volume, database)


def test_a_warping_registration_is_not_taken_for_an_acquisition_transform(scene, volume, database):
    from Scene.test_markers import warp

    transform = scene.AddNewNodeByClass("vtkMRMLBSplineTransformNode")
    transform.SetAndObserveTransformToParent(warp())
    volume.SetAndObserveTransformNodeID(transform.GetID())

    with pytest.raises(SceneError, match="does not lie where its DICOM images do"):
        series_of_volume(volume, database)


def test_a_tilted_gantry_is_traced_where_the_voxels_say_so(scene, own_ct, tmp_path):
    tilt = math.radians(15)

    def change(dataset, _):
        x, y, z = map(float, dataset.ImagePositionPatient)
        dataset.ImageOrientationPatient = [1, 0, 0, 0, round(math.cos(tilt), 8), round(math.sin(tilt), 8)]
        dataset.ImagePositionPatient = [x, y, z]

    edited(own_ct, change)
    volume = sheared_volume(scene, own_ct)

    assert (
        len(series_of_volume(with_instance_uids(volume, own_ct), FolderDatabase(tmp_path).refer(own_ct)).slices) == 40
    )


def sheared_volume(scene, paths):
    """A volume whose axes are not at right angles, as Slicer shows a tilted gantry through its transform."""
    first, last = pydicom.dcmread(paths[0]), pydicom.dcmread(paths[-1])
    spacing = float(first.PixelSpacing[0])
    row, column = np.array(first.ImageOrientationPatient[:3]), np.array(first.ImageOrientationPatient[3:])
    origin, end = np.array(first.ImagePositionPatient), np.array(last.ImagePositionPatient)
    to_lps = np.eye(4)
    to_lps[:3, 0], to_lps[:3, 1] = row * spacing, column * spacing
    to_lps[:3, 2], to_lps[:3, 3] = (end - origin) / (len(paths) - 1), origin
    to_ras = np.diag([-1.0, -1.0, 1.0, 1.0]) @ to_lps
    volume = scene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", "tilted")
    volume.SetAndObserveImageData(vtk.vtkImageData())
    volume.GetImageData().SetDimensions(int(first.Columns), int(first.Rows), len(paths))
    volume.GetImageData().AllocateScalars(vtk.VTK_SHORT, 1)
    volume.SetIJKToRASMatrix(slicer.util.vtkMatrixFromArray(to_ras))
    return volume


def test_an_enhanced_ct_in_one_file_is_traced_by_the_places_of_its_frames(scene, tmp_path):
    path = save(enhanced_ct(5), tmp_path / "enhanced.dcm")
    volume = frames_volume(scene, 5)
    volume.SetAttribute("DICOM.instanceUIDs", str(enhanced_ct(5).SOPInstanceUID))
    database = FolderDatabase(tmp_path).refer([path])

    assert volume_problems(volume, database) == ()
    assert [plane.frame for plane in series_of_volume(volume, database).slices] == [1, 2, 3, 4, 5]

    volume.SetOrigin(10.0, 20.0, 101.0)
    with pytest.raises(SceneError, match="does not lie where"):
        series_of_volume(volume, database)


def frames_volume(scene, frames):
    volume = scene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", "enhanced")
    volume.SetAndObserveImageData(vtk.vtkImageData())
    volume.GetImageData().SetDimensions(6, 4, frames)
    volume.GetImageData().AllocateScalars(vtk.VTK_SHORT, 1)
    to_ras = np.diag([-0.25, -0.5, 1.5, 1.0])
    to_ras[:3, 3] = 10.0, 20.0, 100.0
    volume.SetIJKToRASMatrix(slicer.util.vtkMatrixFromArray(to_ras))
    return volume


def test_whose_ct_it_is_can_be_shown(volume, database):
    line = patient_line(volume, database)

    assert (line.name, line.sex, line.birth_date, line.study_date) == ("SAMPLE^DISCOGRAM", "F", "19810203", "20261014")
    volume.SetAttribute("DICOM.instanceUIDs", "1.2.3.4")
    assert patient_line(volume, database) is None


def test_progress_is_told_file_by_file_and_may_cancel(volume, database):
    seen = []
    series_of_volume(volume, database, lambda done, of: seen.append((done, of)))
    assert seen == [(number, 40) for number in range(1, 41)]

    class Cancelled(Exception):
        pass

    def cancel(_done, _of):
        raise Cancelled

    with pytest.raises(Cancelled):
        series_of_volume(volume, database, cancel)
