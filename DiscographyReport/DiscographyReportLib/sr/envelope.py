# SPDX-License-Identifier: Apache-2.0
"""What a document is about and where it stands; it travels beside the ``Report``."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

COMPREHENSIVE_SR = "1.2.840.10008.5.1.4.1.1.88.33"
COMPREHENSIVE_3D_SR = "1.2.840.10008.5.1.4.1.1.88.34"
CHARACTER_SET = "ISO_IR 192"


class State(StrEnum):
    """How far the document has come (CompletionFlag, VerificationFlag, PreliminaryFlag)."""

    DRAFT = "draft"
    COMPLETE = "complete"
    VERIFIED = "verified"


FLAGS = {
    State.DRAFT: ("PARTIAL", "UNVERIFIED", "PRELIMINARY"),
    State.COMPLETE: ("COMPLETE", "UNVERIFIED", "PRELIMINARY"),
    State.VERIFIED: ("COMPLETE", "VERIFIED", "FINAL"),
}
"""Completion Flag, Verification Flag and Preliminary Flag by state (PS3.3 C.17.2)."""


class Encoding(StrEnum):
    """The SOP class that carries the report."""

    COMPREHENSIVE_3D = "comprehensive-3d"
    COMPREHENSIVE = "comprehensive"

    @property
    def sop_class_uid(self) -> str:
        """The SOP Class UID."""
        return COMPREHENSIVE_3D_SR if self is Encoding.COMPREHENSIVE_3D else COMPREHENSIVE_SR


class InstanceIdentity(NamedTuple):
    """An instance by study, series, class and instance UID."""

    study_instance_uid: str
    series_instance_uid: str
    sop_class_uid: str
    sop_instance_uid: str


@dataclass(frozen=True)
class Patient:
    """The patient as copied from the CT; empty where the CT says nothing."""

    name: str
    patient_id: str
    birth_date: str
    sex: str


@dataclass(frozen=True)
class Study:
    """The study as copied from the CT; dates as DICOM writes them."""

    instance_uid: str
    study_id: str
    date: str
    time: str
    accession_number: str
    description: str


@dataclass(frozen=True)
class Verification:
    """The explicit act of a named person (Verifying Observer Sequence, PS3.3 C.17.2)."""

    name: str
    organization: str
    at: datetime


@dataclass(frozen=True)
class Amendment:
    """The document that is replaced, its instance number, and why it is replaced."""

    predecessor: InstanceIdentity
    predecessor_number: int
    reason: str


@dataclass(frozen=True)
class Standing:
    """What is decided at export: encoding, state, who verified, and what is replaced."""

    encoding: Encoding = Encoding.COMPREHENSIVE_3D
    state: State = State.DRAFT
    verifications: tuple[Verification, ...] = ()
    amendment: Amendment | None = None


@dataclass(frozen=True)
class Envelope:
    """A document as read: identity, patient, study, standing and the images that it refers to."""

    identity: InstanceIdentity
    instance_number: int
    series_number: int
    patient: Patient
    study: Study
    standing: Standing
    evidence: tuple[InstanceIdentity, ...]
    software_version: str


def derived_uid(*parts: str) -> str:
    """A UID that follows from its parts on any machine (PS3.5 annex B.2)."""
    digest = hashlib.sha256("\n".join(parts).encode()).digest()
    return f"2.25.{int.from_bytes(digest[:16], 'big')}"
