# SPDX-License-Identifier: Apache-2.0
"""The library behind DiscographyReport.

Rules, each kept by a test: this file and every ``__init__.py`` below it import nothing; arrows between the packages
point inward (``CONTRIBUTING.md`` draws them); importing the package brings in neither pydicom nor highdicom; only
``scene``, ``widgets`` and the two module scripts know Slicer, VTK and Qt.
"""
