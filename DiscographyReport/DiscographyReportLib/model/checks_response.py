# SPDX-License-Identifier: Apache-2.0
"""What a disc's events say, one by one and in their order."""

from collections.abc import Iterator
from itertools import pairwise

from ..texts import _
from .derived import CONCORDANT, PAINFUL, contradicts, first_sensation, has_pain, onset_event
from .disc import Disc, StimulationEvent
from .findings import Finding, FindingSeverity, in_disc, pressure_text
from .limits import SUSTAINED_AT_LEAST_S
from .quantities import Pressure
from .values import decimal_text
from .words import word

_CONTRADICTION, _OPEN, _WARNING = FindingSeverity.CONTRADICTION, FindingSeverity.OPEN, FindingSeverity.WARNING


def response_findings(disc: Disc) -> Iterator[Finding]:
    """Contradictions, gaps and oddities in the events of one disc."""
    for position, event in enumerate(disc.events):
        yield from _event(disc, event, f"events[{position}]")
    yield from _order(disc)
    yield from _onset(disc)
    yield from _second_looks(disc)


def _event(disc: Disc, event: StimulationEvent, field: str) -> Iterator[Finding]:
    if contradicts(event):
        yield _nrs_contradicts(disc, event, field)
    elif event.nrs is None and event.concordance is None:
        yield in_disc(
            disc, f"{field}.nrs", _OPEN, "response_not_recorded",
            _("an event has neither NRS nor concordance."),
            _("Enter what the patient felt; if no answer could be had, enter not obtainable."),
        )  # fmt: skip
    elif has_pain(event) and (event.nrs is None or event.concordance is None):
        missing = "nrs" if event.nrs is None else "concordance"
        yield in_disc(
            disc, f"{field}.{missing}", _OPEN, f"{missing}_of_pain_not_recorded",
            (
                _("an event hurt, but its NRS is not recorded.") if missing == "nrs"
                else _("an event hurt, but its concordance is not recorded.")
            ), _("Enter it."),
        )  # fmt: skip
    if event.sustained_s is not None and event.concordance in CONCORDANT and event.sustained_s < SUSTAINED_AT_LEAST_S:
        yield in_disc(
            disc,
            f"{field}.sustained_s",
            _WARNING,
            "concordant_pain_not_sustained",
            _("concordant pain lasted {sustained_s} s only.").format(sustained_s=event.sustained_s),
            _("Check the duration, or say why it is right."),
            f"{event.sustained_s} s",
            f"at least {SUSTAINED_AT_LEAST_S} s",
        )


def _nrs_contradicts(disc: Disc, event: StimulationEvent, field: str) -> Finding:
    answer = event.concordance.value.replace("_", " ") if event.concordance else ""
    return in_disc(
        disc, f"{field}.nrs", _CONTRADICTION, "nrs_contradicts_concordance",
        (
            _("NRS {nrs} with concordance {answer}, which is pain; neither counts until mended.")
            if event.concordance in PAINFUL
            else _("NRS {nrs} with concordance {answer}, which is no pain; neither counts until mended.")
        ).format(nrs=event.nrs, answer=word(event.concordance) if event.concordance else ""),
        _("Correct the NRS or the concordance."), str(event.nrs),
        f"{answer} asks for NRS {'above ' if event.nrs == 0 else ''}0",
    )  # fmt: skip


def _order(disc: Disc) -> Iterator[Finding]:
    """Which event came first decides the pressure at onset, so the list's order must be that of the times."""
    for position, (earlier, later) in enumerate(pairwise(disc.events), start=1):
        field = f"events[{position}]"
        if earlier.at is not None and later.at is not None and later.at < earlier.at:
            yield _out_of_order(disc, f"{field}.at", later.at.strftime("%H:%M:%S"), earlier.at.strftime("%H:%M:%S"))
        if earlier.offset_s is not None and later.offset_s is not None and later.offset_s < earlier.offset_s:
            before, after = decimal_text(earlier.offset_s), decimal_text(later.offset_s)
            yield _out_of_order(disc, f"{field}.offset_s", f"{after} s", f"{before} s")
        if earlier.volume_ml is not None and later.volume_ml is not None and later.volume_ml < earlier.volume_ml:
            yield in_disc(
                disc,
                f"{field}.volume_ml",
                _WARNING,
                "volume_decreases",
                _("the volume falls from {before} to {after} mL.").format(
                    before=decimal_text(earlier.volume_ml), after=decimal_text(later.volume_ml)
                ),
                _("Enter the volume injected up to each event, in order; or say why it fell."),
                f"{decimal_text(later.volume_ml)} mL",
                f"at least {decimal_text(earlier.volume_ml)} mL",
            )


def _out_of_order(disc: Disc, field: str, value: str, before: str) -> Finding:
    return in_disc(
        disc,
        field,
        _CONTRADICTION,
        "events_out_of_order",
        _("an event at {value} stands after one at {before}.").format(value=value, before=before),
        _("Put the events in the order in which they happened."),
        value,
        f"not before {before}",
    )


def _onset(disc: Disc) -> Iterator[Finding]:
    first, onset = first_sensation(disc), onset_event(disc)
    if first is None or onset is None or first is onset or onset.concordance not in CONCORDANT:
        return
    field = f"events[{disc.events.index(onset)}]"
    if _lower(onset.pressure, first.pressure):
        yield in_disc(
            disc,
            f"{field}.pressure",
            _WARNING,
            "concordant_pressure_below_first_sensation",
            _("first concordant pain at {pain}, below the first sensation at {first}.").format(
                pain=_text(onset.pressure), first=_text(first.pressure)
            ),
            _("Check both pressures, or say why it fell."),
            _text(onset.pressure),
            f"at least {_text(first.pressure)}",
        )
    if onset.volume_ml is not None and first.volume_ml is not None and onset.volume_ml < first.volume_ml:
        yield in_disc(
            disc,
            f"{field}.volume_ml",
            _WARNING,
            "concordant_volume_below_first_sensation",
            _("first concordant pain at {pain} mL, below the first sensation at {first} mL.").format(
                pain=decimal_text(onset.volume_ml), first=decimal_text(first.volume_ml)
            ),
            _("Check both volumes, or say why it fell."),
            f"{decimal_text(onset.volume_ml)} mL",
            f"at least {decimal_text(first.volume_ml)} mL",
        )


def _lower(later: Pressure | None, earlier: Pressure | None) -> bool:
    return later is not None and earlier is not None and later.psi < earlier.psi


def _text(pressure: Pressure | None) -> str:
    return "" if pressure is None else pressure_text(pressure)


def _second_looks(disc: Disc) -> Iterator[Finding]:
    again = disc.reinjection
    if again is not None and again.reproduced is not None and again.performed is False:
        yield in_disc(
            disc, "reinjection.reproduced", _CONTRADICTION, "reproduced_without_reinjection",
            _("a second injection was not done, yet it has a result."), _("Correct one of the two."),
        )  # fmt: skip
    if again is not None and again.performed and again.reproduced is None:
        yield in_disc(
            disc, "reinjection.reproduced", _OPEN, "reinjection_result_not_recorded",
            _("a second injection was done; whether it reproduced the pain is not recorded."), _("Enter it."),
        )  # fmt: skip
