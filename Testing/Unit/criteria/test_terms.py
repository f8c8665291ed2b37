# SPDX-License-Identifier: Apache-2.0
"""Every input of an answer is shown with its unit, operator, threshold and whether it was met."""

import pytest

from DiscographyReportLib.model import procedure as p
from provocations import (
    C,
    disc,
    discordant,
    event,
    exact,
    leaking,
    painless,
    result,
    study,
    unknown,
    with_procedure,
)

POSITIVE = study(painless(3), exact(4), painless(5))


def terms(report, rules, index=4):
    return [(t.what, t.value, t.operator, t.threshold, t.status.value) for t in result(report, rules, index).terms]


@pytest.mark.parametrize(
    ("report", "rules", "wanted"),
    [
        (
            POSITIVE,
            "sis_tiers",
            [
                ("concordance", "exact", "is", "exact", "met"),
                ("NRS", "8", ">=", "7", "met"),
                ("pressure above opening", "10", "<", "50", "met"),
                ("volume at the event", "0.4", "<=", "3.5", "met"),
                ("time held", "60", ">=", "30", "met"),
                ("pressure above opening", "10", "<", "15", "met"),
                ("control L3-L4", "painless", "is", "painless, or discordant above 15 psi above opening", "met"),
                ("control L5-S1", "painless", "is", "painless, or discordant above 15 psi above opening", "met"),
            ],
        ),
        (
            study(exact(4)),
            "derby_1999",
            [
                ("concordance", "exact", "is", "exact", "met"),
                ("pressure above opening", "10", "<=", "90", "met"),
                ("pressure above opening", "10", "<", "15", "met"),
            ],
        ),
        (
            study(exact(4, 30)),
            "derby_1999",
            [
                ("concordance", "exact", "is", "exact", "met"),
                ("pressure above opening", "30", "<=", "90", "met"),
                ("pressure above opening", "30", "<", "15", "failed"),
                ("pressure above opening", "30", "<=", "50", "met"),
            ],
        ),
        (
            study(exact(4, 60)),
            "derby_1999",
            [
                ("concordance", "exact", "is", "exact", "met"),
                ("pressure above opening", "60", "<=", "90", "met"),
                ("pressure above opening", "60", "<", "15", "failed"),
                ("pressure above opening", "60", "<=", "50", "failed"),
            ],
        ),
        (
            study(disc(4, event(20, 4), event(60, 9), event(70, 2, C.DISSIMILAR))),
            "derby_2005",
            [
                ("concordance", "exact", "is", "exact", "met"),
                ("NRS", "9", ">=", "6", "met"),
                ("pressure above opening", "60", "<=", "50", "failed"),
                ("volume at the event", "0.4", "<=", "3.5", "met"),
                ("NRS (event 1)", "4", ">=", "6", "failed"),
                ("concordance (event 3)", "dissimilar", "is", "exact", "failed"),
            ],
        ),
        (
            study(exact(4), discordant(3), exact(5)),
            "asipp_2013",
            [
                ("concordance", "exact", "is", "exact", "met"),
                ("NRS", "8", ">=", "7", "met"),
                ("pressure above opening", "10", "<", "50", "met"),
                ("controls", "1", ">=", "2", "failed"),
                ("control L3-L4", "discordant at 40 psi above opening", "is", "painless or discordant", "met"),
                ("control L5-S1", "concordant", "is", "painless or discordant", "failed"),
            ],
        ),
        (
            study(disc(4, event(20, 0, C.PRESSURE_ONLY), event(52, 0, None))),
            "iasp_1994_idd",
            [
                ("concordance", "none", "is", "exact", "failed"),
                ("peak pressure above opening", "52", ">=", "50", "met"),
                ("end point", "soft", "is", "firm", "failed"),
                ("total volume", "0.4", ">=", "3.5", "failed"),
                ("annular leak", "none", "is", "none", "met"),
            ],
        ),
        (
            study(painless(4, 50, volume_ml="3.5")),
            "iasp_1994_idd",
            [
                ("concordance", "none", "is", "exact", "failed"),
                ("peak pressure above opening", "50", ">=", "50", "met"),
                ("end point", "firm", "is", "firm", "met"),
                ("total volume", "3.5", ">=", "3.5", "met"),
                ("annular leak", "none", "is", "none", "met"),
            ],
        ),
        (
            study(painless(4, 20, leaks=None, volume_ml=None, endpoint=None)),
            "sis_tiers",
            [
                ("peak pressure above opening", "20", ">=", "50", "failed"),
                ("end point", "", "is", "firm", "open"),
                ("total volume", "", ">=", "3.5", "open"),
                ("annular leak", "", "is", "none", "open"),
            ],
        ),
        (
            study(disc(4, event(None, 0, C.NONE), volume_ml=4, leaks=leaking("foraminal", "venous"), endpoint="none")),
            "iasp_1994_discogenic",
            [
                ("peak pressure above opening", "", ">=", "50", "open"),
                ("end point", "none", "is", "firm", "failed"),
                ("total volume", "4", ">=", "3.5", "met"),
                ("annular leak", "foraminal", "is", "none", "failed"),
            ],
        ),
        (
            study(disc(4, event(20, 8, None, volume_ml=None), volume_ml=None)),
            "sis_tiers",
            [
                ("concordance", "", "is", "exact", "open"),
                ("NRS", "8", ">=", "7", "met"),
                ("pressure above opening", "20", "<", "50", "met"),
                ("volume at the event", "", "<=", "3.5", "open"),
                ("time held", "60", ">=", "30", "met"),
            ],
        ),
        (
            study(exact(4, opening_pressure=None)),
            "sis_tiers",
            [("opening pressure", "", "is", "recorded", "open")],
        ),
        (
            study(exact(4, None, opening_pressure=None)),
            "sis_tiers",
            [
                ("opening pressure", "", "is", "recorded", "open"),
                ("pressure during injection", "", "is", "recorded", "open"),
            ],
        ),
        (
            study(disc(4, event(None), event(10), opening_pressure=None)),
            "sis_tiers",
            [("opening pressure", "", "is", "recorded", "open")],
        ),
        (
            study(disc(4, event(5, 0, C.NONE), event(25, 8, C.SIMILAR))),
            "derby_1999",
            [
                ("concordance", "similar", "is", "exact", "failed"),
                ("pressure above opening", "25", "<=", "90", "met"),
            ],
        ),
        (study(unknown(4)), "sis_tiers", [("response", "", "is", "recorded", "open")]),
        (
            study(exact(4, pain_behaviors=None)),
            "walsh_1990",
            [
                ("pain behaviors", "", ">=", "2", "open"),
                ("modified Dallas grade (0-5)", "4", ">=", "1", "met"),
            ],
        ),
        (study(exact(4, status="fused")), "sis_tiers", []),
        (study(exact(4)), "sis_nonlumbar", []),
        (
            with_procedure(POSITIVE, reporting=p.Reporting(able="no"), sham=p.Sham()),
            "sis_tiers",
            [
                ("patient able to report", "no", "is", "yes or partly", "failed"),
                ("sham response", "", "is", "not exact", "open"),
            ],
        ),
        (
            with_procedure(POSITIVE, reporting=p.Reporting(), sham=p.Sham(concordance="exact")),
            "sis_tiers",
            [
                ("patient able to report", "", "is", "yes or partly", "open"),
                ("sham response", "exact", "is", "not exact", "failed"),
            ],
        ),
    ],
)
def test_every_input_is_shown_with_its_operator_threshold_and_answer(report, rules, wanted):
    assert terms(report, rules) == wanted
