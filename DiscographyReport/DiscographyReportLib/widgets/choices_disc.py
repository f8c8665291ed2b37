# SPDX-License-Identifier: Apache-2.0
"""Keys of the closed lists of a disc; ``""`` takes the first free letter as key."""

from collections.abc import Mapping
from enum import Enum

from ..model import vocabulary as v

DISC_KEYS: Mapping[type[Enum], Mapping[Enum, str]] = {
    v.DiscStatus: {
        v.DiscStatus.INJECTED: "i",
        v.DiscStatus.FUSED: "f",
        v.DiscStatus.PROSTHESIS: "p",
        v.DiscStatus.FAILED_ACCESS: "a",
        v.DiscStatus.NOT_INJECTED: "n",
    },
    v.DiscRole: {
        v.DiscRole.TARGET: "t",
        v.DiscRole.CONTROL: "c",
        v.DiscRole.NONE: "n",
    },
    v.NeedlePosition: {
        v.NeedlePosition.NUCLEUS: "n",
        v.NeedlePosition.INNER_ANNULUS: "i",
        v.NeedlePosition.OUTER_ANNULUS: "o",
        v.NeedlePosition.ENDPLATE: "e",
    },
    v.EndPoint: {
        v.EndPoint.FIRM: "f",
        v.EndPoint.SOFT: "s",
        v.EndPoint.NONE: "n",
    },
    v.StopReason: {
        v.StopReason.CONCORDANT_PAIN: "c",
        v.StopReason.PARTIAL_CONCORDANCE: "a",
        v.StopReason.DISCORDANT_PAIN: "d",
        v.StopReason.PRESSURE_LIMIT: "p",
        v.StopReason.VOLUME_LIMIT: "v",
        v.StopReason.LEAK: "l",
        v.StopReason.FIRM_ENDPOINT: "f",
        v.StopReason.PATIENT_REQUEST: "r",
        v.StopReason.COMPLICATION: "x",
        v.StopReason.TECHNICAL: "t",
        v.StopReason.NOT_INJECTED: "n",
    },
    v.Concordance: {
        v.Concordance.NOT_OBTAINABLE: "o",
        v.Concordance.NONE: "n",
        v.Concordance.PRESSURE_ONLY: "p",
        v.Concordance.DISSIMILAR: "d",
        v.Concordance.SIMILAR: "s",
        v.Concordance.EXACT: "e",
    },
    v.PainBehavior: {
        v.PainBehavior.GUARDING: "g",
        v.PainBehavior.RUBBING: "r",
        v.PainBehavior.GRIMACING: "i",
        v.PainBehavior.SIGHING: "s",
        v.PainBehavior.VERBALIZING: "v",
    },
    v.LeakSite: {
        v.LeakSite.EPIDURAL: "e",
        v.LeakSite.FORAMINAL: "f",
        v.LeakSite.ANTERIOR_PREVERTEBRAL: "a",
        v.LeakSite.VENOUS: "v",
        v.LeakSite.ENDPLATE_SCHMORL: "s",
        v.LeakSite.NEEDLE_TRACK: "t",
        v.LeakSite.UNCOVERTEBRAL: "u",
    },
    v.Side: {
        v.Side.LEFT: "l",
        v.Side.RIGHT: "r",
        v.Side.MIDLINE: "m",
        v.Side.BILATERAL: "b",
    },
    v.AdamsType: {
        v.AdamsType.COTTONBALL: "1",
        v.AdamsType.LOBULAR: "2",
        v.AdamsType.IRREGULAR: "3",
        v.AdamsType.FISSURED: "4",
        v.AdamsType.RUPTURED: "5",
    },
    v.RadialExtent: {
        v.RadialExtent.NUCLEUS: "0",
        v.RadialExtent.INNER_THIRD: "1",
        v.RadialExtent.MIDDLE_THIRD: "2",
        v.RadialExtent.OUTER_THIRD: "3",
    },
    v.OriginalDallasDegeneration: {
        v.OriginalDallasDegeneration.NONE: "0",
        v.OriginalDallasDegeneration.LOCAL: "1",
        v.OriginalDallasDegeneration.PARTIAL: "2",
        v.OriginalDallasDegeneration.TOTAL: "3",
    },
    v.OriginalDallasDisruption: {
        v.OriginalDallasDisruption.NONE: "0",
        v.OriginalDallasDisruption.INNER_ANNULUS: "1",
        v.OriginalDallasDisruption.OUTER_ANNULUS: "2",
        v.OriginalDallasDisruption.BEYOND_ANNULUS: "3",
    },
    v.TearSector: {
        v.TearSector.ANTERIOR: "a",
        v.TearSector.LEFT_ANTEROLATERAL: "f",
        v.TearSector.LEFT_LATERAL: "l",
        v.TearSector.LEFT_POSTEROLATERAL: "q",
        v.TearSector.POSTERIOR: "p",
        v.TearSector.RIGHT_POSTEROLATERAL: "w",
        v.TearSector.RIGHT_LATERAL: "r",
        v.TearSector.RIGHT_ANTEROLATERAL: "g",
    },
    v.Contour: {
        v.Contour.NORMAL: "n",
        v.Contour.BULGE: "b",
        v.Contour.PROTRUSION: "p",
        v.Contour.EXTRUSION: "x",
        v.Contour.SEQUESTRATION: "s",
    },
}
