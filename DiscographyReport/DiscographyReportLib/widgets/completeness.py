# SPDX-License-Identifier: Apache-2.0
"""Whether an entry is whole while it is typed: then it counts without Enter."""

from decimal import Decimal

from ..model.disc import Leak
from ..model.limits import LIMITS, limit
from ..model.vocabulary import LeakSite, Side
from .choices import choices
from .entry_text import NONE_OF_A_LIST
from .fields import Field, Kind, options_of
from .places import record_class_at

_SHORT = Decimal(12)


def is_complete(text: str, field: Field) -> bool:
    """Whether nothing more that is typed could make another entry of it: ``8`` of 10, ``e`` of a list, ``el``."""
    if field.kind is Kind.CHOICE:
        return text.casefold() in [key for key, _word in options_of(field)]
    if field.form.many:
        return text == NONE_OF_A_LIST or (field.form.kind is Leak and _site_and_side(text))
    return field.form.kind is int and text.isdigit() and _cannot_grow(text, field)


def _site_and_side(text: str) -> bool:
    sites, sides = {one.key for one in choices(LeakSite)}, {one.key for one in choices(Side)}
    return len(text) == 2 and text[0] in sites and text[1] in sides


def _cannot_grow(text: str, field: Field) -> bool:
    """A score from 0 to 10: any digit but the 1 is whole. Longer numbers are confirmed by a key."""
    kind, name = record_class_at(field.root, field.path)
    key = f"{kind.__name__}.{name}"
    if key not in LIMITS or isinstance(LIMITS[key], dict):
        return False
    from ..model.levels import Region

    highest = limit(key, Region.LUMBAR).hard_high
    return highest is not None and highest <= _SHORT and (int(text) * 10 > highest or text == "0")
