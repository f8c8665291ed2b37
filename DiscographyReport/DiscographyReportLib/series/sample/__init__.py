# SPDX-License-Identifier: Apache-2.0
"""The sample discogram: a synthetic CT of a lumbar spine whose contrast patterns are known.

Rules of this package:

- Composition: `anatomy` and `patterns` are values, `contrast`, `bones` and `tissue` paint them, `voxels` samples the
  picture as a scanner would, `instances` makes DICOM of it, `discogram` writes the folder.
- Everything follows from (size, slices, seed); UIDs too, so that a sample is the same instance on every machine.
- Shapes and intensities are plausible, not measured from people: sample data for the use of the program, and no
  reference for diagnosis.
"""
