# SPDX-License-Identifier: Apache-2.0
"""The fields of a disc, in the order of the procedure sheet. A new field is one line here and one widget in disc.ui."""

from .fields import Field
from .texts import _

EVENTS = "events"
"""The place of the events between the fields of the way that Enter goes."""
_SHEET, _NEEDLE, _AFTER, _CT, _OTHER = (
    _("Procedure sheet"), _("Needle"), _("Response and second look"), _("Contrast and CT"), _("Remarks"),
)  # fmt: skip


def _field(
    path: str, label: str, group: str, hint: str = "", main: bool = False, wide: bool = False, beside: bool = False
) -> Field:
    return Field(path, label, group, hint, main, wide, in_disc=True, beside=beside)


DISC_FIELDS: tuple[Field, ...] = (
    _field("role", _("Role"), _SHEET, _("What the disc was meant for before it was injected."), main=True),
    _field("opening_pressure", _("Opening"), _SHEET, _("Pressure at which contrast first entered."), main=True),
    _field("peak_pressure", _("Peak"), _SHEET, _("Key = takes it over from the last event."), main=True),
    _field("volume_ml", _("Total"), _SHEET, _("Key = takes it over from the last event."), main=True),
    _field("final_static_pressure", _("Static"), _SHEET, _("Final pressure at rest."), beside=True),
    _field("status", _("Status"), _SHEET, _("What was done at this disc."), beside=True),
    _field("endpoint", _("End point"), _SHEET, _("Resistance at the end of the injection."), main=True),
    _field("stop_reason", _("Stopped for"), _SHEET, _("Why the injection was ended."), main=True),
    _field("ct.extent", _("Extent"), _CT, _("How far contrast reached, by thirds of the annulus."), main=True),
    _field("ct.arc_deg", _("Arc"), _CT, _("Arc of contrast in the outer third, in degrees."), main=True),
    _field("leaks", _("Leak"), _CT, _("Site and side, for example el for epidural left; 0 for none."), main=True),
    _field("ct.adams", _("Adams"), _CT, _("Shape of the nucleogram on CT."), beside=True),
    _field("ct.contour", _("Contour"), _CT, _("Outer contour of the disc.")),
    _field("ct.tears", _("Tears"), _CT, _("Sectors, or hours of the clock seen from below."), wide=True),
    _field("ct.schmorl_node", _("Schmorl node"), _CT),
    _field("ct.vacuum", _("Vacuum"), _CT),
    _field("ct.contrast_hu", _("Contrast"), _CT, _("Mean in a region of pooled contrast.")),
    _field("ct.dallas_degeneration", _("Dallas degeneration"), _CT, _("Original Dallas description, 1987.")),
    _field("ct.dallas_disruption", _("Dallas disruption"), _CT, _("Original Dallas description, 1987.")),
    _field("injection_order", _("Order"), _NEEDLE, _("Which in the order of injection.")),
    _field("injected_at", _("Injected at"), _NEEDLE),
    _field("needle_tip.position", _("Needle tip"), _NEEDLE),
    _field("needle_tip.anteroposterior_checked", _("Tip checked a.p."), _NEEDLE),
    _field("needle_tip.lateral_checked", _("Tip checked lateral"), _NEEDLE),
    _field("approach", _("Approach"), _NEEDLE, _("Only where it was not that of the procedure.")),
    _field("approach_side", _("Needle side"), _NEEDLE),
    _field("patient_blinded", _("Patient blinded"), _NEEDLE),
    _field("neighbors_prefilled", _("Neighbor prefilled"), _NEEDLE, _("A neighboring disc had been filled before.")),
    _field("opening_reading", _("Opening read"), _NEEDLE, _("Only where it was not read as the others.")),
    _field("reading", _("Pressures read"), _NEEDLE, _("Only where they were not read as the others.")),
    _field(
        "pain_behaviors", _("Behaviors"), _AFTER, _("Guarding, rubbing, grimacing, sighing, verbalizing."), wide=True
    ),
    _field("reinjection.performed", _("Second injection"), _AFTER),
    _field("reinjection.reproduced", _("Reproduced"), _AFTER),
    _field("analgesic_step.agent", _("Anesthetic"), _AFTER),
    _field("analgesic_step.volume_ml", _("Its volume"), _AFTER),
    _field("analgesic_step.nrs_after", _("NRS after it"), _AFTER),
    _field("nucleogram.adams", _("Adams (fluoroscopy)"), _AFTER),
    _field("nucleogram.anteroposterior_view", _("Seen a.p."), _AFTER),
    _field("nucleogram.lateral_view", _("Seen lateral"), _AFTER),
    _field("comment", _("Remark"), _OTHER, wide=True),
)
DISC_BY_PATH = {field.path: field for field in DISC_FIELDS}
MAIN_PATHS: tuple[str, ...] = (
    *(field.path for field in DISC_FIELDS[:2]), EVENTS, *(field.path for field in DISC_FIELDS[2:] if field.main),
)  # fmt: skip
"""The way that Enter goes in a disc."""
SAME_AS_BEFORE = (
    "needle_tip.position", "needle_tip.anteroposterior_checked", "needle_tip.lateral_checked", "approach",
    "approach_side", "patient_blinded", "opening_reading", "reading",
)  # fmt: skip
"""What is usually done alike at every disc, and is therefore offered from the disc above."""
