# SPDX-License-Identifier: Apache-2.0
"""Why a rule set answered as it did, line by line."""

from ..model.results import RuleSetResult
from .wording import comparison


def explanation_lines(result: RuleSetResult) -> tuple[str, ...]:
    """One line per term, values first (``10 < 15 psi above opening: met``), then the caveats."""
    terms = [f"{comparison(term)}: {term.status.value}" for term in result.terms]
    return (*terms, *(f"caveat: {caveat}" for caveat in result.caveats))
