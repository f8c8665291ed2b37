# SPDX-License-Identifier: Apache-2.0
"""The one error that the reading of a CT raises."""


class SeriesError(ValueError):
    """A CT that cannot be used: one sentence that says what is wrong, where, and how to mend it.

    The sentence goes to the user and may name files and Patient IDs, so it does not belong in a log.
    """
