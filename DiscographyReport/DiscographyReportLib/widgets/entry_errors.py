# SPDX-License-Identifier: Apache-2.0
"""The error of an entry."""


class EntryError(ValueError):
    """Text that is no value of its field: one sentence that says what could be typed instead."""
