# SPDX-License-Identifier: Apache-2.0
"""The binding to Slicer's scene (MRML), without Qt.

Rules of this package:

- A scene or a node is always an argument; nothing asks for `slicer.mrmlScene`, and no node is kept at module level.
- The report node is the only state. Markers, planes and the table are drawn from it and can be made again at any time.
- Nodes hold UIDs, measurements and what the report holds: never a patient's name, never credentials.
- The scene works in RAS, the model in LPS; `coordinates` is the only place where one becomes the other.
- A stored document that cannot be read is left as it is; errors are one sentence each (`errors.SceneError`).
"""
