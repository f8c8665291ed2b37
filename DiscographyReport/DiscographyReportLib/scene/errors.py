# SPDX-License-Identifier: Apache-2.0
"""The errors of the scene."""

from ..jobs.errors import JobError


class SceneError(JobError):
    """Something in the scene that cannot be used or done: one sentence that says what, where, and how to mend it."""


class OutsideError(SceneError):
    """A point that does not lie in the CT."""


class WrongViewError(OutsideError):
    """A point that was clicked in a view of something else than the CT."""
