# SPDX-License-Identifier: Apache-2.0
"""The errors that a user can cause; the message of each is one sentence to show as it is."""

from ..criteria.reading import RuleSetError
from ..delivery.errors import DeliveryError
from ..model.document import DocumentError
from ..model.errors import ModelError
from ..series.errors import SeriesError
from ..sr.errors import ReadError, WriteError


class JobError(ValueError):
    """Something asked for that cannot be done: what, where, and how to mend it."""


EXPECTED = (JobError, DeliveryError, DocumentError, ModelError, RuleSetError, SeriesError, ReadError, WriteError)
"""What a caller shows instead of a traceback."""
