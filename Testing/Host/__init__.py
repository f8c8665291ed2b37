# SPDX-License-Identifier: Apache-2.0
"""A host that runs this module's widgets outside Slicer, on slicer-core's MRML and PySide6. Tests only; see README.md.

Rules: it knows only what our panel uses, and whatever it does not know raises. Where Slicer's own behavior is known it
is followed, and where the host differs it is the stricter of the two. Nothing here is shipped.
"""
