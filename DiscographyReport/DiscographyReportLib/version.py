# SPDX-License-Identifier: Apache-2.0
"""The version, in its one place: the Python package and the DICOM objects that we write both take it from here."""

VERSION = "0.1.0"
