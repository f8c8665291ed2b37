# SPDX-License-Identifier: Apache-2.0
"""Whom a document is about, ours or any other."""

from pydicom.dataset import Dataset

from .envelope import Patient, Study

_PATIENT = ("PatientName", "PatientID", "PatientBirthDate", "PatientSex")
_STUDY = ("StudyInstanceUID", "StudyID", "StudyDate", "StudyTime", "AccessionNumber", "StudyDescription")


def patient_of(dataset: Dataset) -> Patient:
    """The patient of a document."""
    return Patient(*(plain_value(dataset, name) for name in _PATIENT))


def study_of(dataset: Dataset) -> Study:
    """The study of a document."""
    return Study(*(plain_value(dataset, name) for name in _STUDY))


def plain_value(dataset: Dataset, keyword: str) -> str:
    """A value as text; empty where there is none."""
    value = dataset.get(keyword)
    return "" if value is None else str(value)
