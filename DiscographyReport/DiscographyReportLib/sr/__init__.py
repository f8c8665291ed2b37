# SPDX-License-Identifier: Apache-2.0
"""The DICOM SR: a report as a content tree, as a data set, as a file, and back.

``Report`` + CT + results -> ``tree`` (items) -> ``encode`` (pydicom) -> file; file -> ``parse`` (items) -> ``reader``
-> ``Report``. Both directions meet in ``records``, which maps fields to items by one rule, so that they cannot drift
apart.
This package receives criteria results as values and never makes them.
"""
