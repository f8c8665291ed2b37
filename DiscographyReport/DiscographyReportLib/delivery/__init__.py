# SPDX-License-Identifier: Apache-2.0
"""Bringing DICOM files to a PACS: the outbox that keeps them, the destinations, the worker and the DIMSE client.

It knows files and destinations, not reports, and imports no other room. Nothing is lost and nothing is claimed that did
not happen: "saved" is said after the commit, "stored" after the success status of the PACS. Credentials are kept
nowhere; patient names reach neither a message nor the audit rows. pynetdicom is imported by ``dimse`` alone.
"""
