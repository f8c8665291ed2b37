# SPDX-License-Identifier: Apache-2.0
"""The panel: a presenter and a view for every section.

Rules of this package:

- Presenters import neither qt nor ctk: those are for `*_view.py`, `qt_*.py`, `read_only_table.py`, and for `making.py`,
  `database_access.py`, `sample_source.py`, `self_test.py`, which know Slicer. Presenters know the report through
  `scene`, take commands and make view states: values of rows, texts, tones of color, and reasons why not.
- Views forward what the user does and write what a state says; they decide nothing. They use only what PythonQt and
  PySide6 share: full signal signatures, bound methods, no keyword arguments, no isinstance with Qt classes, no new
  attributes.
- One field is one line in `fields_*.py` and one widget in a .ui file; there is no handler per widget.
- One cursor: the current disc is one value, in `desk`; table, title, slices, marker and diagram follow it.
- What a user reads is translated (`texts`); what goes into DICOM never is. DICOM and user text is shown as plain text.
- Windows are those of `qt_messages`: `slicer.util` writes what it shows to the log, and ours may name a patient.
- A disabled button says every reason in its tooltip. Reasons and successes go to the status line, not into windows.
"""
