# SPDX-License-Identifier: Apache-2.0
"""The words of which results are made, as a signed document holds them: English, and listed here to be translated."""

from ..texts import N_, NP_

CONDITIONS = (
    N_("pressure above opening"),
    N_("peak pressure above opening"),
    N_("end point"),
    N_("total volume"),
    N_("annular leak"),
    N_("NRS"),
    N_("concordance"),
    N_("volume at the event"),
    N_("total volume (not recorded at the event)"),
    N_("controls"),
    N_("time held"),
    N_("pain behaviors"),
    N_("modified Dallas grade (0-5)"),
    N_("patient able to report"),
    N_("sham response"),
    N_("opening pressure"),
    N_("pressure during injection"),
    N_("response"),
)
"""What a term asks of."""
SHORT_CONDITIONS = (N_("above opening"), N_("above opening at peak"))
"""The same behind a number of psi."""
ANSWERS = (
    *(NP_("concordance", "none"), NP_("end point", "none"), NP_("end point", "soft"), NP_("end point", "firm")),
    NP_("annular leak", "none"),
    *(N_("none"), N_("not obtainable"), N_("pressure only"), N_("dissimilar"), N_("similar"), N_("exact")),
    *(N_("similar or exact"), N_("not exact"), N_("yes or partly"), N_("no"), N_("recorded"), N_("not recorded")),
    *(N_("painless"), N_("concordant"), N_("painless or discordant"), N_("discordant at an unknown pressure")),
    *(N_("no pain, but not shown to be stimulated"), N_("response not fully recorded"), N_("anterior prevertebral")),
)
"""What a term found, or asked for; leak sites and the like are among the words of closed lists."""
OUTCOMES = (N_("not evaluable"), N_("not applicable"), N_("criteria not met"))
"""Outcomes that every rule set has; those of its own stand in the rule set."""
STATES = (N_("met"), N_("failed"), N_("open"))
OPERATORS = (N_("is"),)
"""The one operator that is a word."""
NOT_INJECTED = (
    N_("fused"),
    N_("prosthesis"),
    N_("access failed"),
    N_("failed access"),
    N_("not injected"),
    N_("Not injected"),
)
ANATOMY = (
    *(N_("none"), N_("lumbarized S1"), N_("sacralized L5"), N_("thoracolumbar")),
    *(N_("eleven pairs of ribs"), N_("thirteen pairs of ribs")),
)
FIELDS = (
    *(N_("usual pain"), N_("baseline NRS"), N_("worst NRS"), N_("sedation"), N_("dose"), N_("antibiotic")),
    *(N_("intradiscal"), N_("needle"), N_("introducer gauge"), N_("inner gauge"), N_("length"), N_("contrast")),
    *(N_("concentration"), N_("manometry"), N_("rate"), N_("sham"), N_("fluoroscopy"), N_("time"), N_("DAP")),
    *(N_("air kerma"), N_("post CT"), N_("delay"), N_("slice"), N_("CTDI vol"), N_("DLP"), N_("sequence index")),
    *(N_("injection order"), N_("peak pressure"), N_("final static pressure"), N_("volume"), N_("event")),
    *(N_("offset"), N_("pressure"), N_("analgesic step"), N_("NRS after"), N_("CT"), N_("arc"), N_("tear")),
    *(N_("clock hour"), N_("events"), N_("injected at"), N_("endpoint"), N_("stop reason"), N_("leaks")),
    *(N_("reinjection"), N_("sustained")),
)
"""The parts of a field's path in words; ``opening pressure`` and others stand above."""
