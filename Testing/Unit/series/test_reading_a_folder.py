# SPDX-License-Identifier: Apache-2.0
"""Which folders are read as a CT, which are refused, and with what sentence."""

import shutil
from pathlib import Path

import pytest
from pydicom import dcmread
from pydicom.uid import ComprehensiveSRStorage, JPEGLSLossless, MRImageStorage, SecondaryCaptureImageStorage

from DiscographyReportLib.series.errors import SeriesError
from DiscographyReportLib.series.reading import read_series
from Unit.series.ct_files import OTHER_SERIES, SERIES, SPACE, STUDY, ct_slice, save, save_series

GE_SERIES = Path(__file__).parents[2] / "Data" / "ct-3slice"


def refusal(folder: Path, series_instance_uid: str | None = None) -> str:
    with pytest.raises(SeriesError) as caught:
        read_series(folder, series_instance_uid)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_a_series_is_read_and_sorted_by_its_place_in_space(tmp_path):
    ct = read_series(save_series(tmp_path))
    assert [plane.position[2] for plane in ct.slices] == [100.0, 101.5, 103.0, 104.5, 106.0]
    assert (ct.study_instance_uid, ct.series_instance_uid, ct.frame_of_reference_uid) == (STUDY, SERIES, SPACE)
    assert ct.notices == ()
    assert ct.instance_uids()[0] == ("1.2.840.10008.5.1.4.1.1.2", "1.2.3.5.0")
    assert ct.slice_spacing_mm() == 1.5


def test_the_header_is_the_first_slice_without_its_pixels(tmp_path):
    ct = read_series(save_series(tmp_path))
    assert ct.header.SOPInstanceUID == ct.slices[0].sop_instance_uid
    assert ct.header.PhotometricInterpretation == "MONOCHROME2"
    assert "PixelData" not in ct.header


def test_the_text_of_a_series_value_names_no_patient(tmp_path):
    assert "DOE" not in repr(read_series(save_series(tmp_path)))


def test_a_real_scanner_series_with_private_groups_and_group_lengths_is_read():
    ct = read_series(GE_SERIES)
    assert len(ct.slices) == 3
    assert ct.slice_spacing_mm() == pytest.approx(1.0)
    assert ct.header.ManufacturerModelName == "LightSpeed Ultra"
    assert ct.locate((0.0, 0.0, -127.6)).slice.path.name == "02.dcm"


def test_folders_are_searched_to_their_depth_and_progress_is_told(tmp_path):
    save_series(tmp_path / "a" / "b", 3)
    seen: list[tuple[int, int]] = []
    read_series(tmp_path, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_missing_folder_is_refused(tmp_path):
    assert "no folder" in refusal(tmp_path / "nowhere")


def test_an_empty_folder_is_refused(tmp_path):
    assert "empty" in refusal(tmp_path)


def test_a_folder_without_dicom_is_refused_with_the_count(tmp_path):
    (tmp_path / "notes.txt").write_text("nothing")
    (tmp_path / "empty").touch()
    assert "holds no DICOM files (2 other)" in refusal(tmp_path)


def test_a_single_slice_file_is_refused_because_the_others_are_missing(tmp_path):
    path = save(ct_slice(0), tmp_path / "a.dcm")
    assert "give the folder" in refusal(path)


def test_a_text_file_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("nothing")
    assert "no DICOM file" in refusal(path)


def test_files_that_are_not_dicom_are_left_out_with_a_notice(tmp_path):
    save_series(tmp_path)
    (tmp_path / "notes.txt").write_text("nothing")
    assert read_series(tmp_path).notices == ("Files that are not DICOM were left out: 1.",)


def test_a_dicomdir_is_neither_an_image_nor_worth_a_notice(tmp_path):
    save_series(tmp_path)
    directory = ct_slice(0, SOPClassUID="1.2.840.10008.1.3.10", SOPInstanceUID="1.2.3.9")
    save(directory, tmp_path / "DICOMDIR")
    assert read_series(tmp_path).notices == ()


def test_other_modalities_alone_are_refused_by_name(tmp_path):
    save(ct_slice(0, SOPClassUID=MRImageStorage, Modality="MR"), tmp_path / "a.dcm")
    save(ct_slice(1, SOPClassUID=ComprehensiveSRStorage, Modality="SR"), tmp_path / "b.dcm")
    save(ct_slice(2, SOPClassUID=SecondaryCaptureImageStorage), tmp_path / "c.dcm")
    assert "only CT, Secondary Capture Image Storage (1), MR (1), SR (1)" in refusal(tmp_path)


def test_other_objects_beside_the_ct_are_left_out_with_a_notice(tmp_path):
    save_series(tmp_path)
    save(ct_slice(9, SOPClassUID=ComprehensiveSRStorage, Modality="SR"), tmp_path / "sr.dcm")
    assert read_series(tmp_path).notices == ("DICOM objects that are no CT images were left out: SR (1).",)


def test_a_folder_with_two_patients_is_refused_naming_both_ids_and_no_name(tmp_path):
    save_series(tmp_path / "a")
    save(ct_slice(9, PatientID="P-2", PatientName="ROE^RICHARD"), tmp_path / "b.dcm")
    sentence = refusal(tmp_path)
    assert "2 patients (they differ in Patient ID, Patient's Name; Patient IDs: P-1, P-2)" in sentence
    assert "ROE" not in sentence


def test_an_object_of_another_patient_beside_the_ct_is_refused_too(tmp_path):
    save_series(tmp_path)
    save(ct_slice(9, SOPClassUID=ComprehensiveSRStorage, PatientID="P-2"), tmp_path / "sr.dcm")
    assert "2 patients" in refusal(tmp_path)


def test_two_patients_inside_the_chosen_series_are_refused(tmp_path):
    save_series(tmp_path)
    save(ct_slice(9, PatientBirthDate="19800202"), tmp_path / "b.dcm")
    assert "Patient's Birth Date" in refusal(tmp_path, SERIES)


def test_trailing_delimiters_of_a_name_make_no_second_patient(tmp_path):
    save_series(tmp_path)
    save(ct_slice(5, PatientName="DOE^JANE^^"), tmp_path / "b.dcm")
    assert len(read_series(tmp_path).slices) == 6


def test_several_series_are_refused_with_a_list_to_choose_from(tmp_path):
    save_series(tmp_path / "bone", 3)
    save(ct_slice(7, SeriesInstanceUID=OTHER_SERIES, SeriesDescription="Soft", SeriesNumber=4), tmp_path / "soft.dcm")
    sentence = refusal(tmp_path)
    assert f"{SERIES} (number 3, Bone, 3 images)" in sentence
    assert f"{OTHER_SERIES} (number 4, Soft, 1 images)" in sentence
    assert "`series`" in sentence


def test_a_chosen_series_is_read_from_among_others_even_of_another_patient(tmp_path):
    save_series(tmp_path / "bone", 3)
    save(ct_slice(7, SeriesInstanceUID=OTHER_SERIES, PatientID="P-2"), tmp_path / "soft.dcm")
    assert len(read_series(tmp_path, SERIES).slices) == 3


def test_a_series_that_is_not_there_is_refused_with_those_that_are(tmp_path):
    assert SERIES in refusal(save_series(tmp_path), "9.9.9")


def test_a_localizer_among_the_slices_is_left_out_with_a_notice(tmp_path):
    save_series(tmp_path)
    save(ct_slice(9, ImageType=["ORIGINAL", "PRIMARY", "LOCALIZER"], Rows=8), tmp_path / "scout.dcm")
    ct = read_series(tmp_path)
    assert len(ct.slices) == 5
    assert ct.notices == ("Localizer images were left out: 1.",)


def test_localizers_alone_are_refused(tmp_path):
    assert "only localizer" in refusal(save_series(tmp_path, ImageType=["ORIGINAL", "PRIMARY", "LOCALIZER"]))


def test_the_same_file_twice_is_used_once_with_a_notice(tmp_path):
    save_series(tmp_path)
    shutil.copy(tmp_path / "IM0001.dcm", tmp_path / "copy.dcm")
    ct = read_series(tmp_path)
    assert len(ct.slices) == 5
    assert ct.notices == ("Files that were there twice are used once: 1.",)


def test_one_instance_uid_with_two_contents_is_refused_naming_both_files(tmp_path):
    save_series(tmp_path)
    save(ct_slice(9, SOPInstanceUID="1.2.3.5.0"), tmp_path / "other.dcm")
    sentence = refusal(tmp_path)
    assert "other.dcm" in sentence
    assert "IM0005.dcm" in sentence


def test_a_file_cut_off_in_its_header_is_named_wherever_the_cut_falls(tmp_path):
    save_series(tmp_path)
    path = tmp_path / "IM0003.dcm"
    whole = path.read_bytes()
    end_of_header = whole.index(b"\xe0\x7f\x10\x00")
    for length in range(133, end_of_header - 1, 7):
        path.write_bytes(whole[:length])
        assert "IM0003.dcm" in refusal(tmp_path), length


def test_a_file_cut_off_in_its_pixels_is_named_with_what_is_missing(tmp_path):
    path = save_series(tmp_path) / "IM0003.dcm"
    path.write_bytes(path.read_bytes()[:-10])
    assert "10 bytes at its end are missing" in refusal(tmp_path)


def test_compressed_slices_are_read(tmp_path):
    for index in range(2):
        dataset = ct_slice(index)
        dataset.compress(JPEGLSLossless, generate_instance_uid=False)
        save(dataset, tmp_path / f"{index}.dcm")
    assert len(read_series(tmp_path).slices) == 2


def test_slices_without_a_preamble_are_read(tmp_path):
    for index in range(2):
        dataset = dcmread(save(ct_slice(index), tmp_path / "x.dcm"))
        (tmp_path / "x.dcm").unlink()
        del dataset.file_meta
        dataset.save_as(tmp_path / f"{index}", implicit_vr=True, little_endian=True)
    assert len(read_series(tmp_path).slices) == 2


def test_a_series_of_headers_alone_is_read_with_a_notice(tmp_path):
    assert read_series(save_series(tmp_path, 3, PixelData=None)).notices == ("Images without pixel data: 3.",)
