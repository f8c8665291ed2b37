# SPDX-License-Identifier: Apache-2.0
"""The error of the scene."""

from ..jobs.errors import JobError


class SceneError(JobError):
    """Something in the scene that cannot be used or done: one sentence that says what, where, and how to mend it."""
