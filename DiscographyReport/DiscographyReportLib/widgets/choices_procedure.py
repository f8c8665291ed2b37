# SPDX-License-Identifier: Apache-2.0
"""Keys and words of the closed lists of a procedure and of a person; ``""`` takes the first free letter as key."""

from collections.abc import Mapping
from enum import Enum

from ..model import vocabulary as v
from .texts import _

PROCEDURE_WORDS: Mapping[type[Enum], Mapping[Enum, tuple[str, str]]] = {
    v.Indication: {
        v.Indication.NON_DIAGNOSTIC_TESTS: ("n", _("tests not diagnostic")),
        v.Indication.POST_SURGICAL_ASSESSMENT: ("s", _("after surgery")),
        v.Indication.FUSION_LEVEL_SELECTION: ("f", _("levels for fusion")),
        v.Indication.MINIMALLY_INVASIVE_CANDIDATE: ("m", _("minimally invasive treatment")),
        v.Indication.OTHER: ("o", _("other")),
    },
    v.Ability: {
        v.Ability.YES: ("y", _("yes")),
        v.Ability.PARTLY: ("p", _("partly")),
        v.Ability.NO: ("n", _("no")),
    },
    v.SedationLevel: {
        v.SedationLevel.NONE: ("0", _("none")),
        v.SedationLevel.MINIMAL: ("1", _("minimal")),
        v.SedationLevel.MODERATE: ("2", _("moderate")),
        v.SedationLevel.DEEP: ("3", _("deep")),
        v.SedationLevel.GENERAL_ANESTHESIA: ("4", _("general anesthesia")),
    },
    v.AntibioticRoute: {
        v.AntibioticRoute.NONE: ("n", _("none")),
        v.AntibioticRoute.INTRAVENOUS: ("i", _("intravenous")),
        v.AntibioticRoute.INTRADISCAL: ("d", _("intradiscal")),
        v.AntibioticRoute.BOTH: ("b", _("both")),
    },
    v.PatientPosition: {
        v.PatientPosition.PRONE: ("p", _("prone")),
        v.PatientPosition.OBLIQUE: ("o", _("oblique")),
        v.PatientPosition.SUPINE: ("s", _("supine")),
        v.PatientPosition.LATERAL: ("l", _("lateral")),
    },
    v.NeedleTechnique: {
        v.NeedleTechnique.SINGLE: ("s", _("single needle")),
        v.NeedleTechnique.DOUBLE: ("d", _("double needle")),
    },
    v.Approach: {
        v.Approach.POSTEROLATERAL_EXTRAPEDICULAR: ("p", _("posterolateral")),
        v.Approach.INTERLAMINAR_TRANSDURAL: ("i", _("interlaminar, transdural")),
        v.Approach.POSTEROLATERAL_COSTOLAMINAR: ("c", _("costolaminar")),
        v.Approach.RIGHT_ANTEROLATERAL: ("r", _("right anterolateral")),
        v.Approach.LEFT_ANTEROLATERAL: ("l", _("left anterolateral")),
    },
    v.ContrastAgent: {
        v.ContrastAgent.IOHEXOL: ("h", _("iohexol")),
        v.ContrastAgent.IOPAMIDOL: ("a", _("iopamidol")),
        v.ContrastAgent.IODIXANOL: ("d", _("iodixanol")),
        v.ContrastAgent.IOVERSOL: ("v", _("ioversol")),
        v.ContrastAgent.IOPROMIDE: ("p", _("iopromide")),
        v.ContrastAgent.GADOLINIUM: ("g", _("gadolinium")),
        v.ContrastAgent.OTHER: ("o", _("other")),
    },
    v.Injector: {
        v.Injector.MANUAL_SYRINGE: ("s", _("syringe by hand")),
        v.Injector.MANUAL_MANOMETER: ("m", _("manometer by hand")),
        v.Injector.AUTOMATED: ("a", _("automated")),
    },
    v.ReadingType: {
        v.ReadingType.STATIC: ("s", _("static")),
        v.ReadingType.DYNAMIC: ("d", _("dynamic")),
    },
    v.Plane: {
        v.Plane.AXIAL: ("a", _("axial")),
        v.Plane.OBLIQUE_AXIAL: ("o", _("oblique axial")),
        v.Plane.SAGITTAL: ("s", _("sagittal")),
        v.Plane.CORONAL: ("c", _("coronal")),
    },
    v.ComplicationKind: {
        v.ComplicationKind.VASOVAGAL: ("v", _("vasovagal")),
        v.ComplicationKind.ALLERGIC_REACTION: ("a", _("allergic reaction")),
        v.ComplicationKind.DISCITIS: ("d", _("discitis")),
        v.ComplicationKind.EPIDURAL_ABSCESS: ("e", _("epidural abscess")),
        v.ComplicationKind.MENINGITIS: ("m", _("meningitis")),
        v.ComplicationKind.SEIZURE: ("s", _("seizure")),
        v.ComplicationKind.NERVE_INJURY: ("i", _("nerve injury")),
        v.ComplicationKind.HEMATOMA: ("h", _("hematoma")),
        v.ComplicationKind.DURAL_PUNCTURE_HEADACHE: ("u", _("dural puncture headache")),
        v.ComplicationKind.INTRATHECAL_INJECTION: ("t", _("intrathecal injection")),
        v.ComplicationKind.PNEUMOTHORAX: ("p", _("pneumothorax")),
        v.ComplicationKind.RETROPHARYNGEAL_ABSCESS: ("r", _("retropharyngeal abscess")),
        v.ComplicationKind.CORD_INJURY: ("c", _("cord injury")),
        v.ComplicationKind.OTHER: ("o", _("other")),
    },
    v.Severity: {
        v.Severity.MILD: ("1", _("mild")),
        v.Severity.MODERATE: ("2", _("moderate")),
        v.Severity.SEVERE: ("3", _("severe")),
    },
    v.TransitionalAnatomy: {
        v.TransitionalAnatomy.NONE: ("n", _("none")),
        v.TransitionalAnatomy.LUMBARIZED_S1: ("l", _("lumbarized S1")),
        v.TransitionalAnatomy.SACRALIZED_L5: ("s", _("sacralized L5")),
        v.TransitionalAnatomy.THORACOLUMBAR: ("t", _("thoracolumbar")),
        v.TransitionalAnatomy.ELEVEN_RIBS: ("1", _("11 pairs of ribs")),
        v.TransitionalAnatomy.THIRTEEN_RIBS: ("3", _("13 pairs of ribs")),
    },
    v.Castellvi: {member: ("", str(member.value)) for member in v.Castellvi},
    v.LevelNaming: {
        v.LevelNaming.L6: ("6", _("L6")),
        v.LevelNaming.S1_S2: ("s", _("S1-S2")),
        v.LevelNaming.RUDIMENTARY_L5_S1: ("r", _("rudimentary L5-S1")),
        v.LevelNaming.T13: ("t", _("T13")),
    },
    v.ObserverRole: {
        v.ObserverRole.OPERATOR: ("o", _("proceduralist")),
        v.ObserverRole.OBSERVER: ("b", _("observer")),
        v.ObserverRole.READER: ("r", _("reader")),
    },
}
