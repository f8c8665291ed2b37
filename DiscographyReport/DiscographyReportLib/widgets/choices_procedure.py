# SPDX-License-Identifier: Apache-2.0
"""Keys of the closed lists of a procedure and of a person; ``""`` takes the first free letter as key."""

from collections.abc import Mapping
from enum import Enum

from ..model import vocabulary as v

PROCEDURE_KEYS: Mapping[type[Enum], Mapping[Enum, str]] = {
    v.Indication: {
        v.Indication.NON_DIAGNOSTIC_TESTS: "n",
        v.Indication.POST_SURGICAL_ASSESSMENT: "s",
        v.Indication.FUSION_LEVEL_SELECTION: "f",
        v.Indication.MINIMALLY_INVASIVE_CANDIDATE: "m",
        v.Indication.OTHER: "o",
    },
    v.Ability: {
        v.Ability.YES: "y",
        v.Ability.PARTLY: "p",
        v.Ability.NO: "n",
    },
    v.SedationLevel: {
        v.SedationLevel.NONE: "0",
        v.SedationLevel.MINIMAL: "1",
        v.SedationLevel.MODERATE: "2",
        v.SedationLevel.DEEP: "3",
        v.SedationLevel.GENERAL_ANESTHESIA: "4",
    },
    v.AntibioticRoute: {
        v.AntibioticRoute.NONE: "n",
        v.AntibioticRoute.INTRAVENOUS: "i",
        v.AntibioticRoute.INTRADISCAL: "d",
        v.AntibioticRoute.BOTH: "b",
    },
    v.PatientPosition: {
        v.PatientPosition.PRONE: "p",
        v.PatientPosition.OBLIQUE: "o",
        v.PatientPosition.SUPINE: "s",
        v.PatientPosition.LATERAL: "l",
    },
    v.NeedleTechnique: {
        v.NeedleTechnique.SINGLE: "s",
        v.NeedleTechnique.DOUBLE: "d",
    },
    v.Approach: {
        v.Approach.POSTEROLATERAL_EXTRAPEDICULAR: "p",
        v.Approach.INTERLAMINAR_TRANSDURAL: "i",
        v.Approach.POSTEROLATERAL_COSTOLAMINAR: "c",
        v.Approach.RIGHT_ANTEROLATERAL: "r",
        v.Approach.LEFT_ANTEROLATERAL: "l",
    },
    v.ContrastAgent: {
        v.ContrastAgent.IOHEXOL: "h",
        v.ContrastAgent.IOPAMIDOL: "a",
        v.ContrastAgent.IODIXANOL: "d",
        v.ContrastAgent.IOVERSOL: "v",
        v.ContrastAgent.IOPROMIDE: "p",
        v.ContrastAgent.GADOLINIUM: "g",
        v.ContrastAgent.OTHER: "o",
    },
    v.Injector: {
        v.Injector.MANUAL_SYRINGE: "s",
        v.Injector.MANUAL_MANOMETER: "m",
        v.Injector.AUTOMATED: "a",
    },
    v.ReadingType: {
        v.ReadingType.STATIC: "s",
        v.ReadingType.DYNAMIC: "d",
    },
    v.Plane: {
        v.Plane.AXIAL: "a",
        v.Plane.OBLIQUE_AXIAL: "o",
        v.Plane.SAGITTAL: "s",
        v.Plane.CORONAL: "c",
    },
    v.ComplicationKind: {
        v.ComplicationKind.VASOVAGAL: "v",
        v.ComplicationKind.ALLERGIC_REACTION: "a",
        v.ComplicationKind.DISCITIS: "d",
        v.ComplicationKind.EPIDURAL_ABSCESS: "e",
        v.ComplicationKind.MENINGITIS: "m",
        v.ComplicationKind.SEIZURE: "s",
        v.ComplicationKind.NERVE_INJURY: "i",
        v.ComplicationKind.HEMATOMA: "h",
        v.ComplicationKind.DURAL_PUNCTURE_HEADACHE: "u",
        v.ComplicationKind.INTRATHECAL_INJECTION: "t",
        v.ComplicationKind.PNEUMOTHORAX: "p",
        v.ComplicationKind.RETROPHARYNGEAL_ABSCESS: "r",
        v.ComplicationKind.CORD_INJURY: "c",
        v.ComplicationKind.OTHER: "o",
    },
    v.Severity: {
        v.Severity.MILD: "1",
        v.Severity.MODERATE: "2",
        v.Severity.SEVERE: "3",
    },
    v.TransitionalAnatomy: {
        v.TransitionalAnatomy.NONE: "n",
        v.TransitionalAnatomy.LUMBARIZED_S1: "l",
        v.TransitionalAnatomy.SACRALIZED_L5: "s",
        v.TransitionalAnatomy.THORACOLUMBAR: "t",
        v.TransitionalAnatomy.ELEVEN_RIBS: "1",
        v.TransitionalAnatomy.THIRTEEN_RIBS: "3",
    },
    v.Castellvi: dict.fromkeys(v.Castellvi, ""),
    v.LevelNaming: {
        v.LevelNaming.L6: "6",
        v.LevelNaming.S1_S2: "s",
        v.LevelNaming.RUDIMENTARY_L5_S1: "r",
        v.LevelNaming.T13: "t",
    },
    v.ObserverRole: {
        v.ObserverRole.OPERATOR: "o",
        v.ObserverRole.OBSERVER: "b",
        v.ObserverRole.READER: "r",
    },
}
