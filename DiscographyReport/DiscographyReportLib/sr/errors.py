# SPDX-License-Identifier: Apache-2.0
"""Errors of writing and reading documents; each message is one sentence for the user."""


class WriteError(ValueError):
    """A report that cannot be exported as asked: what is missing, where, and how to mend it."""


class ReadError(ValueError):
    """A file that cannot be read as one of our reports: what it is, or what is wrong in it."""
