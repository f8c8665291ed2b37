# SPDX-License-Identifier: Apache-2.0
"""Technique, dose and complications."""

from collections.abc import Iterable
from enum import Enum

from ..model import procedure as p
from ..model.derived import numbering_statement
from ..model.report import Report
from ..model.telling import told
from ..texts import _
from .names import moment_shown
from .numbers import number_text, with_unit
from .page import Block, Fact, Facts, Line, Lines, Section
from .parts import Part, fact, fact_of, gathered, joined, measured, shown
from .said import choice, listed, region_word, unknown, yes_no
from .tones import Tone


def procedure_section(report: Report) -> Section:
    """Everything that is recorded once; complications stand alone, so that nobody overlooks them."""
    done = report.procedure
    blocks: tuple[Block, ...] = (
        Lines((complications_line(done.complications),)),
        Facts(gathered((*_reason(report), *_patient_facts(done)))),
        Facts(gathered(_technique(done)), _("Technique")),
        Facts(gathered(_dose(done)), _("Radiation dose")),
        Facts(_numbering(done.numbering), _("Numbering of the vertebrae")),
    )
    return Section("procedure", _("Technique, dose, complications"), blocks)


def complications_line(complications: tuple[p.Complication, ...] | None) -> Line:
    """*None* is said only where it was recorded."""
    if complications is None:
        return Line(_("Complications: not recorded."), _("not recorded"), Tone.WARNING)
    if not complications:
        return Line(_("Complications: none."), _("none"), Tone.DONE)
    listed_ones = "; ".join(map(_complication, complications))
    return Line(_("Complications: {complications}.").format(complications=listed_ones), _("complication"), Tone.GRAVE)


def _complication(one: p.Complication) -> str:
    severity = _("severity not recorded") if one.severity is None else choice(one.severity)
    parts = [choice(one.kind), severity, shown(one.at, moment_shown), one.detail]
    return ", ".join(part for part in parts if part)


def _reason(report: Report) -> tuple[Fact, ...]:
    done = report.procedure
    pain = done.usual_pain
    return (
        fact(_("Performed"), shown(done.performed_at, moment_shown)),
        Fact(_("Region"), region_word(report.region)),
        Fact(_("Indication"), _choices(done.indications)),
        fact(_("Indication in words"), done.indication_text),
        fact_of(
            _("Usual pain"),
            (_("site"), pain.site),
            (_("character"), pain.character),
            (_("baseline NRS"), _whole(pain.baseline_nrs)),
            (_("worst NRS"), _whole(pain.worst_nrs)),
        ),
        fact_of(
            _("Pain diagram"),
            (_("drawn"), _answer(done.pain_diagram.present)),
            (_("image"), done.pain_diagram.image_uid),
        ),
    )


def _patient_facts(done: p.Procedure) -> tuple[Fact, ...]:
    return (
        fact_of(
            _("Consent"),
            (_("documented"), _answer(done.consent.documented)),
            (_("given"), shown(done.consent.given_at, moment_shown)),
        ),
        fact_of(
            _("Safety screen"),
            (_("allergies"), _screened(done.screening.allergies)),
            (_("anticoagulants"), _screened(done.screening.anticoagulants)),
            (_("infection"), _screened(done.screening.infection)),
            (_("pregnancy"), _screened(done.screening.pregnancy)),
        ),
        fact_of(_("Able to report"), *_ability(done.reporting)),
        fact_of(
            _("Sedation"),
            (_("depth"), shown(done.sedation.level, choice)),
            (_("doses"), None if done.sedation.doses is None else listed(map(_dose_text, done.sedation.doses))),
        ),
        Fact(_("Sham stimulation"), _sham(done.sham)),
        fact_of(
            _("Blinding"),
            (_("level hidden"), _answer(done.blinding.level_hidden)),
            (_("start hidden"), _answer(done.blinding.onset_hidden)),
            (_("independent observer"), _answer(done.blinding.independent_observer)),
        ),
    )


def _ability(reporting: p.Reporting) -> tuple[Part, ...]:
    """A reason is asked for only where the patient could not."""
    answer = (_("answer"), shown(reporting.able, choice))
    return (answer, (_("reason"), reporting.reason)) if reporting.reason else (answer,)


def _technique(done: p.Procedure) -> tuple[Fact, ...]:
    needle, contrast, manometry = done.needle, done.contrast, done.manometry
    return (
        fact(_("Position"), shown(done.position, choice)),
        fact_of(
            _("Needle"),
            (_("technique"), shown(needle.technique, choice)),
            (_("introducer"), measured(needle.introducer_gauge, "G")),
            (_("inner needle"), measured(needle.inner_gauge, "G")),
            (_("length"), measured(needle.length_mm, "mm")),
            (_("curved tip"), _answer(needle.curved_tip)),
            (_("approach"), shown(needle.approach, choice)),
            (_("side"), shown(needle.side, choice)),
        ),
        fact_of(
            _("Contrast medium"),
            (_("agent"), shown(contrast.agent, choice)),
            (_("product"), contrast.product),
            (_("iodine"), measured(contrast.concentration_mg_per_ml, "mg/mL")),
            (_("additive"), contrast.additive),
        ),
        fact_of(
            _("Manometry"),
            (_("used"), _answer(manometry.used)),
            (_("injector"), shown(manometry.injector, choice)),
            (_("device"), manometry.device),
            (_("reading"), shown(manometry.reading, choice)),
            (_("rate"), measured(manometry.rate_ml_per_s, "mL/s")),
            (_("zero checked"), _answer(manometry.zero_checked)),
        ),
        fact_of(
            _("Antibiotic"),
            (_("route"), shown(done.antibiotic.route, choice)),
            (_("agent"), done.antibiotic.agent),
            (_("dose"), measured(done.antibiotic.dose_mg, "mg")),
            (_("intradiscal concentration"), measured(done.antibiotic.intradiscal_mg_per_ml, "mg/mL")),
        ),
    )


def _dose(done: p.Procedure) -> tuple[Fact, ...]:
    seen, ct = done.fluoroscopy, done.post_ct
    return (
        fact_of(
            _("Fluoroscopy"),
            (_("time"), measured(seen.time_s, "s")),
            (_("dose-area product"), measured(seen.dap_gy_cm2, "Gy·cm²")),
            (_("air kerma"), measured(seen.air_kerma_mgy, "mGy")),
        ),
        fact_of(
            _("CT after injection"),
            (_("done"), _answer(ct.performed)),
            (_("started"), shown(ct.started_at, moment_shown)),
            (_("delay"), measured(ct.delay_min, "min")),
            (_("slices"), measured(ct.slice_mm, "mm")),
            (_("planes"), None if ct.planes is None else _choices(ct.planes)),
            (_("CTDIvol"), measured(ct.ctdi_vol_mgy, "mGy")),
            (_("DLP"), measured(ct.dlp_mgy_cm, "mGy·cm")),
        ),
    )


def _numbering(numbering: p.Numbering) -> tuple[Fact, ...]:
    return (
        Fact(_("Statement"), told(numbering_statement(numbering))),
        fact_of(
            _("Counted"),
            (_("scheme"), numbering.scheme),
            (_("method"), numbering.method),
            (_("transitional anatomy"), shown(numbering.transitional, choice)),
            (_("Castellvi type"), shown(numbering.castellvi, choice)),
            (_("naming"), shown(numbering.naming, choice)),
            (_("reference image"), numbering.reference_image_uid),
        ),
    )


def _choices(values: Iterable[Enum] | None) -> str:
    return listed(None if values is None else [choice(value) for value in values])


def _answer(value: bool | None) -> str | None:
    return None if value is None else yes_no(value)


def _whole(value: int | None) -> str | None:
    return None if value is None else number_text(value)


def _screened(answer: p.ScreeningAnswer) -> str | None:
    if answer.present is None:
        return answer.detail
    return joined((yes_no(answer.present), *([answer.detail] if answer.detail else [])), ", ")


def _dose_text(dose: p.SedativeDose) -> str:
    amount = _("dose not recorded") if dose.dose_mg is None else with_unit(dose.dose_mg, "mg")
    parts = [f"{dose.agent} {amount}", shown(dose.given_at, moment_shown), dose.timing]
    return ", ".join(part for part in parts if part)


def _sham(sham: p.Sham | None) -> str:
    """No sham on record says nothing about whether one was done."""
    if sham is None:
        return unknown()
    return fact_of(
        "",
        (_("level"), sham.level and sham.level.value),
        (_("time"), shown(sham.at, moment_shown)),
        (_("NRS"), _whole(sham.nrs)),
        (_("concordance"), shown(sham.concordance, choice)),
        (_("held"), measured(sham.sustained_s, "s")),
    ).value
