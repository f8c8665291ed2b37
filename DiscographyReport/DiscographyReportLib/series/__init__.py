# SPDX-License-Identifier: Apache-2.0
"""The CT that a report is about: reading it, its geometry, and the sample discogram.

Rules of this package:

- Coordinates are DICOM patient coordinates (LPS, millimeters) everywhere; pixel coordinates follow SCOORD
  (column, row; PS3.3 C.18.6.1).
- Only headers are read. What cannot be related safely (two patients, two Frames of Reference, mixed geometry) is
  refused with one sentence (`errors.SeriesError`), never repaired by guessing; what was left out is a notice.
- Nothing here knows discs, reports or results, except the ground truth of the synthetic sample.
- pydicom is imported by the modules, never by this file.
"""
