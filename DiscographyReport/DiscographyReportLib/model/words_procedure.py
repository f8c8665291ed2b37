# SPDX-License-Identifier: Apache-2.0
"""The closed lists of a procedure and of a person in words, in English."""

from collections.abc import Mapping
from enum import Enum

from ..texts import N_, NP_
from . import vocabulary as v
from .levels import Region

PROCEDURE_WORDS: Mapping[type[Enum], Mapping[Enum, str]] = {
    v.Indication: {
        v.Indication.NON_DIAGNOSTIC_TESTS: N_("tests not diagnostic"),
        v.Indication.POST_SURGICAL_ASSESSMENT: N_("after surgery"),
        v.Indication.FUSION_LEVEL_SELECTION: N_("levels for fusion"),
        v.Indication.MINIMALLY_INVASIVE_CANDIDATE: N_("minimally invasive treatment"),
        v.Indication.OTHER: N_("other"),
    },
    v.Ability: {
        v.Ability.YES: N_("yes"),
        v.Ability.PARTLY: N_("partly"),
        v.Ability.NO: N_("no"),
    },
    v.SedationLevel: {
        v.SedationLevel.NONE: N_("none"),
        v.SedationLevel.MINIMAL: N_("minimal"),
        v.SedationLevel.MODERATE: N_("moderate"),
        v.SedationLevel.DEEP: N_("deep"),
        v.SedationLevel.GENERAL_ANESTHESIA: N_("general anesthesia"),
    },
    v.AntibioticRoute: {
        v.AntibioticRoute.NONE: NP_("AntibioticRoute", "none"),
        v.AntibioticRoute.INTRAVENOUS: N_("intravenous"),
        v.AntibioticRoute.INTRADISCAL: N_("intradiscal"),
        v.AntibioticRoute.BOTH: N_("both"),
    },
    v.PatientPosition: {
        v.PatientPosition.PRONE: N_("prone"),
        v.PatientPosition.OBLIQUE: N_("oblique"),
        v.PatientPosition.SUPINE: N_("supine"),
        v.PatientPosition.LATERAL: N_("lateral"),
    },
    v.NeedleTechnique: {
        v.NeedleTechnique.SINGLE: N_("single needle"),
        v.NeedleTechnique.DOUBLE: N_("double needle"),
    },
    v.Approach: {
        v.Approach.POSTEROLATERAL_EXTRAPEDICULAR: N_("posterolateral"),
        v.Approach.INTERLAMINAR_TRANSDURAL: N_("interlaminar, transdural"),
        v.Approach.POSTEROLATERAL_COSTOLAMINAR: N_("costolaminar"),
        v.Approach.RIGHT_ANTEROLATERAL: N_("right anterolateral"),
        v.Approach.LEFT_ANTEROLATERAL: N_("left anterolateral"),
    },
    v.ContrastAgent: {
        v.ContrastAgent.IOHEXOL: N_("iohexol"),
        v.ContrastAgent.IOPAMIDOL: N_("iopamidol"),
        v.ContrastAgent.IODIXANOL: N_("iodixanol"),
        v.ContrastAgent.IOVERSOL: N_("ioversol"),
        v.ContrastAgent.IOPROMIDE: N_("iopromide"),
        v.ContrastAgent.GADOLINIUM: N_("gadolinium"),
        v.ContrastAgent.OTHER: N_("other"),
    },
    v.Injector: {
        v.Injector.MANUAL_SYRINGE: N_("syringe by hand"),
        v.Injector.MANUAL_MANOMETER: N_("manometer by hand"),
        v.Injector.AUTOMATED: N_("automated"),
    },
    v.ReadingType: {
        v.ReadingType.STATIC: N_("static"),
        v.ReadingType.DYNAMIC: N_("dynamic"),
    },
    v.Plane: {
        v.Plane.AXIAL: N_("axial"),
        v.Plane.OBLIQUE_AXIAL: N_("oblique axial"),
        v.Plane.SAGITTAL: N_("sagittal"),
        v.Plane.CORONAL: N_("coronal"),
    },
    v.ComplicationKind: {
        v.ComplicationKind.VASOVAGAL: N_("vasovagal"),
        v.ComplicationKind.ALLERGIC_REACTION: N_("allergic reaction"),
        v.ComplicationKind.DISCITIS: N_("discitis"),
        v.ComplicationKind.EPIDURAL_ABSCESS: N_("epidural abscess"),
        v.ComplicationKind.MENINGITIS: N_("meningitis"),
        v.ComplicationKind.SEIZURE: N_("seizure"),
        v.ComplicationKind.NERVE_INJURY: N_("nerve injury"),
        v.ComplicationKind.HEMATOMA: N_("hematoma"),
        v.ComplicationKind.DURAL_PUNCTURE_HEADACHE: N_("dural puncture headache"),
        v.ComplicationKind.INTRATHECAL_INJECTION: N_("intrathecal injection"),
        v.ComplicationKind.PNEUMOTHORAX: N_("pneumothorax"),
        v.ComplicationKind.RETROPHARYNGEAL_ABSCESS: N_("retropharyngeal abscess"),
        v.ComplicationKind.CORD_INJURY: N_("cord injury"),
        v.ComplicationKind.OTHER: N_("other"),
    },
    v.Severity: {
        v.Severity.MILD: N_("mild"),
        v.Severity.MODERATE: NP_("Severity", "moderate"),
        v.Severity.SEVERE: N_("severe"),
    },
    v.TransitionalAnatomy: {
        v.TransitionalAnatomy.NONE: N_("none"),
        v.TransitionalAnatomy.LUMBARIZED_S1: N_("lumbarized S1"),
        v.TransitionalAnatomy.SACRALIZED_L5: N_("sacralized L5"),
        v.TransitionalAnatomy.THORACOLUMBAR: N_("thoracolumbar"),
        v.TransitionalAnatomy.ELEVEN_RIBS: N_("11 pairs of ribs"),
        v.TransitionalAnatomy.THIRTEEN_RIBS: N_("13 pairs of ribs"),
    },
    v.Castellvi: {member: member.value for member in v.Castellvi},
    v.LevelNaming: {
        v.LevelNaming.L6: N_("L6"),
        v.LevelNaming.S1_S2: N_("S1-S2"),
        v.LevelNaming.RUDIMENTARY_L5_S1: N_("rudimentary L5-S1"),
        v.LevelNaming.T13: N_("T13"),
    },
    v.ObserverRole: {
        v.ObserverRole.OPERATOR: N_("proceduralist"),
        v.ObserverRole.OBSERVER: N_("observer"),
        v.ObserverRole.READER: N_("reader"),
    },
    v.OrganizationalRole: {
        v.OrganizationalRole.PHYSICIAN: N_("physician"),
        v.OrganizationalRole.CONSULTANT: N_("consultant"),
        v.OrganizationalRole.ATTENDING: N_("attending physician"),
        v.OrganizationalRole.FELLOW: N_("fellow"),
        v.OrganizationalRole.RESIDENT: N_("resident"),
        v.OrganizationalRole.SURGEON: N_("surgeon"),
        v.OrganizationalRole.RADIOLOGIC_TECHNOLOGIST: N_("radiologic technologist"),
        v.OrganizationalRole.NURSE: N_("nurse"),
    },
    Region: {
        Region.CERVICAL: N_("cervical"),
        Region.THORACIC: N_("thoracic"),
        Region.LUMBAR: N_("lumbar"),
    },
}
