# SPDX-License-Identifier: Apache-2.0
"""What follows for the patient: positive levels, a valid control or none, and the study's limitations."""

from collections.abc import Callable, Iterator, Sequence

from ..model.levels import Region
from ..model.results import Assessment, Polarity, RuleSetResult
from ..model.vocabulary import Ability
from .caveats import (
    is_not_reproduced,
    is_over_limit,
    is_sedated,
    is_transitional,
    lacks_standard_code,
    leaks_into_endplate,
)
from .controls import counts_as_discordant, is_placed, is_veto, neighbor_row
from .facts import ControlStatus, DiscFacts
from .prepared import prepare
from .question import answers_of
from .roles import Role
from .rulesets import RuleSet
from .statements import statements
from .study import Study, ValidControl, sham_hurt, sham_unknown
from .terms import EventFacts, Verdict

_PRECEDENCE = (
    Polarity.POSITIVE,
    Polarity.INDETERMINATE,
    Polarity.NOT_EVALUABLE,
    Polarity.NEGATIVE,
    Polarity.NOT_APPLICABLE,
)


def summary(study: Study, results: tuple[RuleSetResult, ...], primary: RuleSet, sis: RuleSet) -> Assessment:
    """Put the results together with what follows from them."""
    leading = [result for result in results if result.rule_set == primary.id and result.version == primary.version]
    positive = tuple(_levels(study, leading))
    control = valid_control(study, sis)
    codes = tuple(limitations(study, control.valid, positive))
    return Assessment(
        primary=primary.id,
        primary_version=primary.version,
        results=results,
        overall=overall(leading),
        positive_levels=positive,
        valid_control=control.valid,
        limitations=codes,
        statements=statements(study, leading, primary, control, codes),
    )


def _levels(study: Study, leading: Sequence[RuleSetResult]) -> Iterator[str]:
    levels = {disc.disc.uid: disc.level for disc in study.discs}
    return (levels[result.disc_uid] for result in leading if result.polarity is Polarity.POSITIVE)


def overall(leading: Sequence[RuleSetResult]) -> Polarity:
    """The report as a whole under the leading set; "no" only if that was said of every injected disc."""
    found = {result.polarity for result in leading}
    return next((polarity for polarity in _PRECEDENCE if polarity in found), Polarity.NOT_APPLICABLE)


def valid_control(study: Study, sis: RuleSet) -> ValidControl:
    """Not gated, at least one control, no veto, and no disc that the SIS-type set would leave without a control."""
    levels = tuple(disc.level for disc in study.discs if is_placed(disc, study.places) and _is_usable(disc, sis))
    vetoes = tuple(disc.level for disc in study.discs if is_veto(disc, sis))
    without = tuple(disc.level for disc in study.discs if _lacks_control(disc, study, sis))
    valid = not study.gate and bool(levels) and not vetoes and not without
    return ValidControl(valid, levels, vetoes, without)


def _is_usable(disc: DiscFacts, sis: RuleSet) -> bool:
    return disc.status is ControlStatus.PAINLESS or counts_as_discordant(disc, sis)


def _lacks_control(disc: DiscFacts, study: Study, sis: RuleSet) -> bool:
    terms = prepare(sis, study.report.region).terms
    could_be_positive = any(answers.verdict is not Verdict.FAILED for answers in answers_of(disc, terms))
    return could_be_positive and neighbor_row(study.controls[disc.disc.uid], sis) is Role.NO_CONTROL


def limitations(study: Study, control: bool, positive: Sequence[str]) -> Iterator[str]:
    """The codes, each independent of the others: first those of the procedure, then those of levels, from above."""
    yield from (code for code, applies in _procedure_codes(study, control, positive) if applies)
    for code, applies in _LEVEL_CODES:
        yield from (f"{code}:{disc.level}" for disc in study.discs if applies(disc, study))


def _procedure_codes(study: Study, control: bool, positive: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    procedure = study.report.procedure
    lumbar = study.report.region is Region.LUMBAR
    return (
        ("PATIENT_NOT_EVALUABLE", procedure.reporting.able is Ability.NO),
        ("PATIENT_PARTLY_ABLE", procedure.reporting.able is Ability.PARTLY),
        ("ABILITY_NOT_RECORDED", procedure.reporting.able is None),
        ("SHAM_POSITIVE", sham_hurt(procedure.sham)),
        ("SHAM_RESPONSE_NOT_RECORDED", sham_unknown(procedure.sham)),
        ("SEDATION_DEEPER_THAN_MINIMAL", is_sedated(procedure)),
        ("NO_VALID_CONTROL", not study.gate and not control),
        ("MULTILEVEL_POSITIVE", len(positive) >= 2),
        ("MANOMETRY_MISSING", lumbar and procedure.manometry.used is False),
        ("LSTV_NUMBERING_STATEMENT_REQUIRED", is_transitional(procedure)),
    )


def _response_lacks(disc: DiscFacts, study: Study) -> bool:
    return not study.gate and (not disc.events or any(map(_is_incomplete, disc.events)))


def _is_incomplete(event: EventFacts) -> bool:
    if event.pain is None:
        return True
    return event.pain and (event.nrs is None or event.concordance is None)


def _is_not_pressurized(disc: DiscFacts, study: Study) -> bool:
    if study.gate or _response_lacks(disc, study):
        return False
    return not disc.has_pain and not disc.stimulated


_LEVEL_CODES: tuple[tuple[str, Callable[[DiscFacts, Study], bool]], ...] = (
    ("RESPONSE_NOT_RECORDED", _response_lacks),
    ("NOT_PRESSURISED", _is_not_pressurized),
    ("VOL_GT_LIMIT", is_over_limit),
    ("NOT_REPRODUCED", lambda disc, _: is_not_reproduced(disc)),
    ("ENDPLATE_CAVEAT", lambda disc, _: leaks_into_endplate(disc)),
    ("LEVEL_WITHOUT_STANDARD_CODE", lambda disc, _: lacks_standard_code(disc)),
)
