# SPDX-License-Identifier: Apache-2.0
"""The error of delivery."""


class DeliveryError(ValueError):
    """Something that cannot be done: one sentence that says what, where, and how to mend it."""
