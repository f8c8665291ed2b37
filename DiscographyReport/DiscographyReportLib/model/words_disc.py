# SPDX-License-Identifier: Apache-2.0
"""The closed lists of a disc in words, in English."""

from collections.abc import Mapping
from enum import Enum

from ..texts import N_, NP_
from . import vocabulary as v

DISC_WORDS: Mapping[type[Enum], Mapping[Enum, str]] = {
    v.DiscStatus: {
        v.DiscStatus.INJECTED: N_("injected"),
        v.DiscStatus.FUSED: N_("fused"),
        v.DiscStatus.PROSTHESIS: N_("prosthesis"),
        v.DiscStatus.FAILED_ACCESS: N_("access failed"),
        v.DiscStatus.NOT_INJECTED: N_("not injected"),
    },
    v.DiscRole: {
        v.DiscRole.TARGET: N_("target"),
        v.DiscRole.CONTROL: N_("control"),
        v.DiscRole.NONE: N_("none"),
    },
    v.NeedlePosition: {
        v.NeedlePosition.NUCLEUS: N_("nucleus"),
        v.NeedlePosition.INNER_ANNULUS: N_("inner annulus"),
        v.NeedlePosition.OUTER_ANNULUS: N_("outer annulus"),
        v.NeedlePosition.ENDPLATE: N_("endplate"),
    },
    v.EndPoint: {
        v.EndPoint.FIRM: N_("firm"),
        v.EndPoint.SOFT: N_("soft"),
        v.EndPoint.NONE: NP_("EndPoint", "none"),
    },
    v.StopReason: {
        v.StopReason.CONCORDANT_PAIN: N_("concordant pain"),
        v.StopReason.PARTIAL_CONCORDANCE: N_("partly concordant pain"),
        v.StopReason.DISCORDANT_PAIN: N_("discordant pain"),
        v.StopReason.PRESSURE_LIMIT: N_("pressure limit"),
        v.StopReason.VOLUME_LIMIT: N_("volume limit"),
        v.StopReason.LEAK: N_("leak"),
        v.StopReason.FIRM_ENDPOINT: N_("firm end point"),
        v.StopReason.PATIENT_REQUEST: N_("request of the patient"),
        v.StopReason.COMPLICATION: N_("complication"),
        v.StopReason.TECHNICAL: N_("technical"),
        v.StopReason.NOT_INJECTED: N_("not injected"),
    },
    v.Concordance: {
        v.Concordance.NOT_OBTAINABLE: N_("not obtainable"),
        v.Concordance.NONE: NP_("Concordance", "none"),
        v.Concordance.PRESSURE_ONLY: N_("pressure only"),
        v.Concordance.DISSIMILAR: N_("dissimilar"),
        v.Concordance.SIMILAR: N_("similar"),
        v.Concordance.EXACT: N_("exact"),
    },
    v.PainBehavior: {
        v.PainBehavior.GUARDING: N_("guarding"),
        v.PainBehavior.RUBBING: N_("rubbing"),
        v.PainBehavior.GRIMACING: N_("grimacing"),
        v.PainBehavior.SIGHING: N_("sighing"),
        v.PainBehavior.VERBALIZING: N_("verbalizing"),
    },
    v.LeakSite: {
        v.LeakSite.EPIDURAL: N_("epidural"),
        v.LeakSite.FORAMINAL: N_("foraminal"),
        v.LeakSite.ANTERIOR_PREVERTEBRAL: N_("anterior"),
        v.LeakSite.VENOUS: N_("venous"),
        v.LeakSite.ENDPLATE_SCHMORL: N_("Schmorl"),
        v.LeakSite.NEEDLE_TRACK: N_("needle track"),
        v.LeakSite.UNCOVERTEBRAL: N_("uncovertebral"),
    },
    v.Side: {
        v.Side.LEFT: N_("left"),
        v.Side.RIGHT: N_("right"),
        v.Side.MIDLINE: N_("midline"),
        v.Side.BILATERAL: N_("both sides"),
    },
    v.AdamsType: {
        v.AdamsType.COTTONBALL: N_("1 cottonball"),
        v.AdamsType.LOBULAR: N_("2 lobular"),
        v.AdamsType.IRREGULAR: N_("3 irregular"),
        v.AdamsType.FISSURED: N_("4 fissured"),
        v.AdamsType.RUPTURED: N_("5 ruptured"),
    },
    v.RadialExtent: {
        v.RadialExtent.NUCLEUS: N_("nucleus"),
        v.RadialExtent.INNER_THIRD: N_("inner third"),
        v.RadialExtent.MIDDLE_THIRD: N_("middle third"),
        v.RadialExtent.OUTER_THIRD: N_("outer third"),
    },
    v.OriginalDallasDegeneration: {
        v.OriginalDallasDegeneration.NONE: N_("none"),
        v.OriginalDallasDegeneration.LOCAL: N_("local"),
        v.OriginalDallasDegeneration.PARTIAL: N_("partial"),
        v.OriginalDallasDegeneration.TOTAL: N_("total"),
    },
    v.OriginalDallasDisruption: {
        v.OriginalDallasDisruption.NONE: N_("none"),
        v.OriginalDallasDisruption.INNER_ANNULUS: N_("inner annulus"),
        v.OriginalDallasDisruption.OUTER_ANNULUS: N_("outer annulus"),
        v.OriginalDallasDisruption.BEYOND_ANNULUS: N_("beyond the annulus"),
    },
    v.TearSector: {
        v.TearSector.ANTERIOR: N_("anterior"),
        v.TearSector.LEFT_ANTEROLATERAL: N_("left anterolateral"),
        v.TearSector.LEFT_LATERAL: N_("left lateral"),
        v.TearSector.LEFT_POSTEROLATERAL: N_("left posterolateral"),
        v.TearSector.POSTERIOR: N_("posterior"),
        v.TearSector.RIGHT_POSTEROLATERAL: N_("right posterolateral"),
        v.TearSector.RIGHT_LATERAL: N_("right lateral"),
        v.TearSector.RIGHT_ANTEROLATERAL: N_("right anterolateral"),
    },
    v.Contour: {
        v.Contour.NORMAL: N_("normal"),
        v.Contour.BULGE: N_("bulge"),
        v.Contour.PROTRUSION: N_("protrusion"),
        v.Contour.EXTRUSION: N_("extrusion"),
        v.Contour.SEQUESTRATION: N_("sequestration"),
    },
}
