# SPDX-License-Identifier: Apache-2.0
"""The fields of the procedure and of the report. A new field is one line here and one widget in the .ui file."""

from .fields import Field
from .texts import _

_WHO, _HOW, _WHAT, _AFTER, _NUMBERS = (
    _("Patient and safety"), _("Technique"), _("Conditions of the test"), _("Afterwards"), _("Numbering"),
)  # fmt: skip

PROCEDURE_FIELDS: tuple[Field, ...] = (
    Field("performed_at", _("Performed"), _WHO, _("For example 2026-10-14 09:40."), main=True),
    Field("reporting.able", _("Could report"), _WHO, _("Whether the patient could say what was felt."), main=True),
    Field("sedation.level", _("Sedation"), _WHO, main=True),
    Field("sedation.doses", _("Doses"), _WHO, _("For example midazolam 1 mg; 0 for none."), wide=True),
    Field("manometry.used", _("Manometer used"), _HOW, main=True),
    Field("manometry.reading", _("Read"), _HOW, _("While contrast flowed, or at rest."), main=True),
    Field("post_ct.performed", _("CT afterwards"), _AFTER, main=True),
    Field(
        "complications", _("Complications"), _AFTER, _("0 for none; for example vasovagal mild."), main=True, wide=True
    ),
    Field(
        "numbering.method", _("Counted"), _NUMBERS, _("For example down from C2 on a localizer."), main=True, wide=True
    ),
    Field("indications", _("Indications"), _WHO, wide=True),
    Field("indication_text", _("In words"), _WHO, wide=True),
    Field("usual_pain.site", _("Usual pain"), _WHO, _("Where it is."), wide=True),
    Field("usual_pain.character", _("Its character"), _WHO, wide=True),
    Field("usual_pain.baseline_nrs", _("NRS usual"), _WHO),
    Field("usual_pain.worst_nrs", _("NRS worst"), _WHO),
    Field("pain_diagram.present", _("Pain diagram"), _WHO),
    Field("reporting.reason", _("Not able for"), _WHO, _("Why the patient could not report, or only partly.")),
    Field("consent.documented", _("Consent"), _WHO),
    Field("consent.given_at", _("Given"), _WHO),
    Field("screening.allergies.present", _("Allergies"), _WHO),
    Field("screening.allergies.detail", _("Which"), _WHO),
    Field("screening.anticoagulants.present", _("Anticoagulants"), _WHO),
    Field("screening.anticoagulants.detail", _("Which"), _WHO),
    Field("screening.infection.present", _("Infection"), _WHO),
    Field("screening.infection.detail", _("Which"), _WHO),
    Field("screening.pregnancy.present", _("Pregnancy"), _WHO),
    Field("screening.pregnancy.detail", _("Remark"), _WHO),
    Field("position", _("Position"), _HOW),
    Field("needle.technique", _("Needle"), _HOW),
    Field("antibiotic.route", _("Antibiotic"), _HOW),
    Field("antibiotic.agent", _("Agent"), _HOW),
    Field("antibiotic.dose_mg", _("Dose"), _HOW),
    Field("antibiotic.intradiscal_mg_per_ml", _("In the disc"), _HOW),
    Field("needle.introducer_gauge", _("Introducer"), _HOW),
    Field("needle.inner_gauge", _("Inner needle"), _HOW),
    Field("needle.length_mm", _("Length"), _HOW),
    Field("needle.curved_tip", _("Curved tip"), _HOW),
    Field("needle.approach", _("Approach"), _HOW),
    Field("needle.side", _("From the"), _HOW),
    Field("contrast.agent", _("Contrast"), _HOW),
    Field("contrast.product", _("Product"), _HOW),
    Field("contrast.concentration_mg_per_ml", _("Iodine"), _HOW),
    Field("contrast.additive", _("Additive"), _HOW),
    Field("manometry.injector", _("Injector"), _HOW),
    Field("manometry.device", _("Device"), _HOW),
    Field("manometry.rate_ml_per_s", _("Rate"), _HOW),
    Field("manometry.zero_checked", _("Zero checked"), _HOW),
    Field("blinding.level_hidden", _("Level hidden"), _WHAT),
    Field("blinding.onset_hidden", _("Onset hidden"), _WHAT),
    Field("blinding.independent_observer", _("Own observer"), _WHAT),
    Field("sham.level", _("Sham at"), _WHAT),
    Field("sham.at", _("Sham time"), _WHAT),
    Field("sham.nrs", _("Sham NRS"), _WHAT),
    Field("sham.concordance", _("Sham response"), _WHAT),
    Field("sham.sustained_s", _("Sham held"), _WHAT),
    Field("fluoroscopy.time_s", _("Fluoroscopy"), _AFTER),
    Field("fluoroscopy.dap_gy_cm2", _("Dose area"), _AFTER),
    Field("fluoroscopy.air_kerma_mgy", _("Air kerma"), _AFTER),
    Field("post_ct.started_at", _("CT at"), _AFTER),
    Field("post_ct.delay_min", _("Delay"), _AFTER),
    Field("post_ct.slice_mm", _("Slices"), _AFTER),
    Field("post_ct.planes", _("Planes"), _AFTER, wide=True),
    Field("post_ct.ctdi_vol_mgy", _("CTDIvol"), _AFTER),
    Field("post_ct.dlp_mgy_cm", _("DLP"), _AFTER),
    Field("numbering.scheme", _("Scheme"), _NUMBERS, _("For example five lumbar-type vertebrae."), wide=True),
    Field("numbering.transitional", _("Transitional"), _NUMBERS),
    Field("numbering.castellvi", _("Castellvi"), _NUMBERS),
    Field("numbering.naming", _("Named as"), _NUMBERS),
    Field("numbering.statement", _("Statement"), _NUMBERS, _("Printed beside every level."), wide=True),
)
REPORT_FIELDS: tuple[Field, ...] = (
    Field("impression", _("Impression"), wide=True),
    Field("recommendation", _("Recommendation"), wide=True),
    Field("comment", _("Comment"), wide=True),
)
PROCEDURE_BY_PATH = {field.path: field for field in (*PROCEDURE_FIELDS, *REPORT_FIELDS)}
