# SPDX-License-Identifier: Apache-2.0
"""Bringing DICOM files to a PACS: the outbox that keeps them, the destinations, the worker, DIMSE and DICOMweb.

It knows files and destinations, not reports, and imports no other room. Nothing is lost and nothing is claimed that did
not happen: "saved" is said after the commit, "stored" after the success status of the PACS, "committed" after its
answer to storage commitment. Secrets are in the keyring of the system or in memory, and in no file of ours; patient
names reach neither a message nor the audit rows. pynetdicom is imported by ``dimse``, ``exchange`` and ``commitment``
alone, requests by ``stow`` and what it needs; pydicom by those and ``document_reading``, so that a list of what waits
comes without it.
"""
