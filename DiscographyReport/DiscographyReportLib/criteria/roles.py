# SPDX-License-Identifier: Apache-2.0
"""The named parts that a rule set is put together from."""

from enum import StrEnum

from ..model.results import Polarity

NOT_APPLICABLE = "not_applicable"
NOT_EVALUABLE = "not_evaluable"


class Strategy(StrEnum):
    """How a disc with a qualifying event is classed: by controls and pressure, by count, or by pressure alone."""

    TIERS = "tiers"
    PAINLESS_COUNT = "painless_count"
    BANDS = "bands"
    CONTROL_COUNT = "control_count"


class ControlDefinition(StrEnum):
    """Which neighbor is a control: one without pain, or one without the usual pain."""

    PAINLESS = "painless"
    NOT_CONCORDANT = "not_concordant"


class ControlPlace(StrEnum):
    """Where controls may lie: next to the disc without a gap, or at any other injected disc."""

    ADJACENT = "adjacent"
    ANYWHERE = "anywhere"


class GradeStep(StrEnum):
    """When a grade is asked for: before pain is judged, or only after the controls were found."""

    BEFOREHAND = "beforehand"
    AFTER_CONTROLS = "after_controls"


class Role(StrEnum):
    """The rows that a rule set can have, by what they stand for."""

    TWO_PAINLESS_LOW = "two_painless_low"
    TWO_PAINLESS = "two_painless"
    ONE_PAINLESS_LOW = "one_painless_low"
    ONE_PAINLESS = "one_painless"
    DISCORDANT_ONLY = "discordant_only"
    POSITIVE = "positive"
    NO_CONTROL = "no_control"
    NO_GRADE = "no_grade"
    PARTIAL = "partial"
    UNSTIMULATED = "unstimulated"
    NO = "no"


POLARITY: dict[Role, Polarity] = {
    **dict.fromkeys(Role, Polarity.POSITIVE),
    Role.NO_CONTROL: Polarity.INDETERMINATE,
    Role.NO_GRADE: Polarity.INDETERMINATE,
    Role.PARTIAL: Polarity.INDETERMINATE,
    Role.UNSTIMULATED: Polarity.INDETERMINATE,
    Role.NO: Polarity.NEGATIVE,
}

STRATEGY_ROLES: dict[Strategy, frozenset[Role]] = {
    Strategy.TIERS: frozenset(
        {
            Role.TWO_PAINLESS_LOW, Role.TWO_PAINLESS, Role.ONE_PAINLESS_LOW, Role.ONE_PAINLESS, Role.DISCORDANT_ONLY,
            Role.NO_CONTROL,
        }
    ),
    Strategy.PAINLESS_COUNT: frozenset({Role.TWO_PAINLESS, Role.ONE_PAINLESS, Role.NO_CONTROL}),
    Strategy.BANDS: frozenset(),
    Strategy.CONTROL_COUNT: frozenset({Role.POSITIVE}),
}  # fmt: skip
"""The rows that each strategy needs; every set needs ``unstimulated`` and ``no`` besides."""
