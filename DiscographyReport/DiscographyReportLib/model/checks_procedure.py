# SPDX-License-Identifier: Apache-2.0
"""What is recorded once per procedure, against itself and against the discs."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from ..texts import _
from .derived import PAINFUL, PAINLESS
from .disc import Disc
from .findings import Finding, FindingSeverity, in_disc, in_procedure, in_report
from .levels import Region
from .limits import DELAY_AGREES_WITHIN_MIN
from .procedure import Antibiotic, PostCT, Procedure, Sham
from .report import Report
from .values import decimal_text
from .vocabulary import AntibioticRoute, Approach, ComplicationKind, ContrastAgent, SedationLevel
from .words import word

_CONTRADICTION, _WARNING = FindingSeverity.CONTRADICTION, FindingSeverity.WARNING
_CEFAZOLIN = ("cefazolin", "cephazolin", "cefazoline", "ancef", "kefzol")
_REGIONS = {
    ComplicationKind.PNEUMOTHORAX: (Region.THORACIC, Region.CERVICAL),
    ComplicationKind.RETROPHARYNGEAL_ABSCESS: (Region.CERVICAL,),
}
_ONE_DAY = timedelta(days=1)


def procedure_findings(report: Report) -> Iterator[Finding]:
    """What in the procedure cannot be, or is unusual."""
    procedure = report.procedure
    yield from _pain(procedure)
    yield from _drugs(report)
    yield from _sham(procedure.sham)
    yield from _post_ct(report)
    yield from _dates(report)
    for position, complication in enumerate(procedure.complications or ()):
        if report.region not in _REGIONS.get(complication.kind, (report.region,)):
            kind = complication.kind.value.replace("_", " ")
            yield in_procedure(
                f"complications[{position}].kind",
                _WARNING,
                "complication_unusual_for_region",
                _("{kind} is unusual after {region} discography.").format(kind=_(kind), region=_(report.region.value)),
                _("Check the entry, or say why."),
                kind,
            )


def _pain(procedure: Procedure) -> Iterator[Finding]:
    pain = procedure.usual_pain
    if pain.baseline_nrs is not None and pain.worst_nrs is not None and pain.worst_nrs < pain.baseline_nrs:
        yield in_procedure(
            "usual_pain.worst_nrs",
            _WARNING,
            "worst_below_baseline",
            _("the worst usual pain, NRS {worst_nrs}, is below the baseline, NRS {baseline_nrs}.").format(
                worst_nrs=pain.worst_nrs, baseline_nrs=pain.baseline_nrs
            ),
            _("Check both, or say why."),
            str(pain.worst_nrs),
            f"at least {pain.baseline_nrs}",
        )
    if procedure.sedation.level is SedationLevel.NONE and procedure.sedation.doses:
        yield in_procedure(
            "sedation.level",
            _WARNING,
            "doses_without_sedation",
            _("no sedation, yet {agent} was given.").format(agent=procedure.sedation.doses[0].agent),
            _("Check both, or say why."),
        )


def _drugs(report: Report) -> Iterator[Finding]:
    procedure = report.procedure
    antibiotic = procedure.antibiotic
    inside = antibiotic.route in (AntibioticRoute.INTRADISCAL, AntibioticRoute.BOTH)
    if antibiotic.intradiscal_mg_per_ml and antibiotic.route is not None and not inside:
        yield in_procedure(
            "antibiotic.route",
            _CONTRADICTION,
            "concentration_without_intradiscal_route",
            _("an intradiscal concentration is recorded, but the route is not intradiscal."),
            _("Correct one of the two."),
            antibiotic.route.value,
        )
    transdural = transdural_approach(report)
    if (transdural or report.region is Region.CERVICAL) and _cefazolin_inside(antibiotic, procedure.contrast.additive):
        where = _("with a transdural approach") if transdural else _("in a cervical disc")
        yield in_procedure(
            "antibiotic.intradiscal_mg_per_ml",
            _WARNING,
            "intradiscal_cefazolin_near_dura",
            _("intradiscal cefazolin {where}: seizures if it reaches the dural sac.").format(where=where),
            _("Check the entry, or say why."),
        )
    if transdural and procedure.contrast.agent is ContrastAgent.GADOLINIUM:
        yield in_procedure(
            "contrast.agent", _WARNING, "gadolinium_transdural",
            _("gadolinium with a transdural approach: neurotoxic if it reaches the dural sac."),
            _("Check the entry, or say why."), ContrastAgent.GADOLINIUM.value,
        )  # fmt: skip


def transdural_approach(report: Report) -> bool:
    """Whether any needle went through the dura."""
    approaches = (report.procedure.needle.approach, *(disc.approach for disc in report.discs))
    return Approach.INTERLAMINAR_TRANSDURAL in approaches


def _cefazolin_inside(antibiotic: Antibiotic, additive: str | None) -> bool:
    """An agent that is not named may be cefazolin."""
    if additive is not None and any(name in additive.casefold() for name in _CEFAZOLIN):
        return True
    inside = antibiotic.route in (AntibioticRoute.INTRADISCAL, AntibioticRoute.BOTH)
    named = antibiotic.agent is None or any(name in antibiotic.agent.casefold() for name in _CEFAZOLIN)
    return named and (inside or bool(antibiotic.intradiscal_mg_per_ml))


def _sham(sham: Sham | None) -> Iterator[Finding]:
    if sham is None or sham.nrs is None or sham.concordance is None:
        return
    if (sham.nrs == 0 and sham.concordance in PAINFUL) or (sham.nrs > 0 and sham.concordance in PAINLESS):
        yield in_procedure(
            "sham.nrs",
            _CONTRADICTION,
            "sham_nrs_contradicts_concordance",
            _("the sham response is NRS {nrs} with concordance {answer}.").format(
                nrs=sham.nrs, answer=word(sham.concordance)
            ),
            _("Correct one of the two."),
            str(sham.nrs),
        )


def _post_ct(report: Report) -> Iterator[Finding]:
    ct = report.procedure.post_ct
    if ct.performed is False and (ct.started_at or ct.delay_min is not None or ct.slice_mm is not None or ct.planes):
        yield in_procedure(
            "post_ct.performed", _CONTRADICTION, "entry_without_ct",
            _("no CT was done after the injection, yet it is described."), _("Correct one of the two."),
        )  # fmt: skip
    times = [disc.injected_at for disc in report.discs if disc.injected_at is not None]
    if ct.started_at is None or not times:
        return
    if ct.started_at < max(times):
        yield in_procedure(
            "post_ct.started_at",
            _WARNING,
            "ct_before_injection",
            _("the CT began before the last injection."),
            _("Check both times, or say why."),
            ct.started_at.isoformat(" "),
        )
    else:
        yield from _delay(ct, ct.started_at - max(times))


def _delay(ct: PostCT, passed: timedelta) -> Iterator[Finding]:
    minutes = Decimal(int(passed.total_seconds())) / 60
    if ct.delay_min is not None and abs(ct.delay_min - minutes) > DELAY_AGREES_WITHIN_MIN:
        yield in_procedure(
            "post_ct.delay_min",
            _WARNING,
            "delay_against_times",
            _("a delay of {delay_min} min to the CT, but the times are {minutes:.0f} min apart.").format(
                delay_min=decimal_text(ct.delay_min), minutes=minutes
            ),
            _("Check delay and times, or say why."),
            f"{decimal_text(ct.delay_min)} min",
            f"about {minutes:.0f} min",
        )


def _dates(report: Report) -> Iterator[Finding]:
    begun = report.procedure.performed_at
    moments = [moment for disc in report.discs for moment in _moments(disc)]
    first = min([moment for moment in (begun, *moments) if moment is not None], default=None)
    consent = report.procedure.consent.given_at
    if consent is not None and first is not None and consent > first:
        yield in_procedure(
            "consent.given_at",
            _WARNING,
            "consent_after_start",
            _("consent was given after the procedure began."),
            _("Check both times, or say why."),
            consent.isoformat(" "),
        )
    if begun is not None and begun > report.changed_at:
        yield in_procedure(
            "performed_at", _WARNING, "procedure_in_the_future",
            _("the procedure lies after the last change of this report."), _("Check the date."), begun.isoformat(" "),
        )  # fmt: skip
    if begun is not None and any(abs(moment - begun) > _ONE_DAY for moment in moments):
        yield in_report(
            "discs", _WARNING, "injection_on_another_day",
            _("An injection is timed more than a day from the procedure."), _("Check date and times, or say why."),
        )  # fmt: skip
    for disc in report.discs:
        yield from _event_before_injection(disc)


def _event_before_injection(disc: Disc) -> Iterator[Finding]:
    for position, event in enumerate(disc.events):
        if event.at is not None and disc.injected_at is not None and event.at < disc.injected_at:
            yield in_disc(
                disc, f"events[{position}].at", _WARNING, "event_before_injection",
                _("an event is timed before the injection began."), _("Check both times, or say why."),
                event.at.strftime("%H:%M:%S"), f"not before {disc.injected_at:%H:%M:%S}",
            )  # fmt: skip


def _moments(disc: Disc) -> list[datetime]:
    known = (disc.injected_at, *(event.at for event in disc.events))
    return [moment for moment in known if moment is not None]
