# SPDX-License-Identifier: Apache-2.0
"""When to try again: waits that double, with jitter, and that no jump of the clock can stretch."""

import random

FIRST_WAIT_S = 2.0
LONGEST_WAIT_S = 15 * 60.0
CLOCK_SLACK_S = 3600.0
"""A next try further ahead than this was planned under another clock; it is due now."""
FEW_TIMES = 5
"""How often an answer that may be final is asked for again before a person is."""


def wait_s(tries: int, chance: random.Random) -> float:
    """Seconds to wait after the given number of tries (1 or more): 2 s doubling to 15 min, of which 50 to 100 %."""
    whole = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(tries - 1, 20))
    return whole * (0.5 + chance.random() / 2)


def until_next_s(tries: int, retry_after_s: float | None, chance: random.Random) -> float:
    """The same, or what the PACS asked for (Retry-After), up to the time beyond which a clock must have moved."""
    if retry_after_s is None:
        return wait_s(tries, chance)
    return min(max(retry_after_s, 0.0), CLOCK_SLACK_S)


def is_due(next_try: float, now: float) -> bool:
    """Whether it is time, both in seconds since 1970."""
    return next_try <= now or next_try > now + CLOCK_SLACK_S
