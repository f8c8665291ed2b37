# SPDX-License-Identifier: Apache-2.0
"""Keys and words of the closed lists of a disc; ``""`` takes the first free letter as key."""

from collections.abc import Mapping
from enum import Enum

from ..model import vocabulary as v
from .texts import _

DISC_WORDS: Mapping[type[Enum], Mapping[Enum, tuple[str, str]]] = {
    v.DiscStatus: {
        v.DiscStatus.INJECTED: ("i", _("injected")),
        v.DiscStatus.FUSED: ("f", _("fused")),
        v.DiscStatus.PROSTHESIS: ("p", _("prosthesis")),
        v.DiscStatus.FAILED_ACCESS: ("a", _("access failed")),
        v.DiscStatus.NOT_INJECTED: ("n", _("not injected")),
    },
    v.DiscRole: {
        v.DiscRole.TARGET: ("t", _("target")),
        v.DiscRole.CONTROL: ("c", _("control")),
        v.DiscRole.NONE: ("n", _("none")),
    },
    v.NeedlePosition: {
        v.NeedlePosition.NUCLEUS: ("n", _("nucleus")),
        v.NeedlePosition.INNER_ANNULUS: ("i", _("inner annulus")),
        v.NeedlePosition.OUTER_ANNULUS: ("o", _("outer annulus")),
        v.NeedlePosition.ENDPLATE: ("e", _("endplate")),
    },
    v.EndPoint: {
        v.EndPoint.FIRM: ("f", _("firm")),
        v.EndPoint.SOFT: ("s", _("soft")),
        v.EndPoint.NONE: ("n", _("none")),
    },
    v.StopReason: {
        v.StopReason.CONCORDANT_PAIN: ("c", _("concordant pain")),
        v.StopReason.PARTIAL_CONCORDANCE: ("a", _("partly concordant pain")),
        v.StopReason.DISCORDANT_PAIN: ("d", _("discordant pain")),
        v.StopReason.PRESSURE_LIMIT: ("p", _("pressure limit")),
        v.StopReason.VOLUME_LIMIT: ("v", _("volume limit")),
        v.StopReason.LEAK: ("l", _("leak")),
        v.StopReason.FIRM_ENDPOINT: ("f", _("firm end point")),
        v.StopReason.PATIENT_REQUEST: ("r", _("request of the patient")),
        v.StopReason.COMPLICATION: ("x", _("complication")),
        v.StopReason.TECHNICAL: ("t", _("technical")),
        v.StopReason.NOT_INJECTED: ("n", _("not injected")),
    },
    v.Concordance: {
        v.Concordance.NOT_OBTAINABLE: ("o", _("not obtainable")),
        v.Concordance.NONE: ("n", _("none")),
        v.Concordance.PRESSURE_ONLY: ("p", _("pressure only")),
        v.Concordance.DISSIMILAR: ("d", _("dissimilar")),
        v.Concordance.SIMILAR: ("s", _("similar")),
        v.Concordance.EXACT: ("e", _("exact")),
    },
    v.PainBehavior: {
        v.PainBehavior.GUARDING: ("g", _("guarding")),
        v.PainBehavior.RUBBING: ("r", _("rubbing")),
        v.PainBehavior.GRIMACING: ("i", _("grimacing")),
        v.PainBehavior.SIGHING: ("s", _("sighing")),
        v.PainBehavior.VERBALIZING: ("v", _("verbalizing")),
    },
    v.LeakSite: {
        v.LeakSite.EPIDURAL: ("e", _("epidural")),
        v.LeakSite.FORAMINAL: ("f", _("foraminal")),
        v.LeakSite.ANTERIOR_PREVERTEBRAL: ("a", _("anterior")),
        v.LeakSite.VENOUS: ("v", _("venous")),
        v.LeakSite.ENDPLATE_SCHMORL: ("s", _("Schmorl")),
        v.LeakSite.NEEDLE_TRACK: ("t", _("needle track")),
        v.LeakSite.UNCOVERTEBRAL: ("u", _("uncovertebral")),
    },
    v.Side: {
        v.Side.LEFT: ("l", _("left")),
        v.Side.RIGHT: ("r", _("right")),
        v.Side.MIDLINE: ("m", _("midline")),
        v.Side.BILATERAL: ("b", _("both sides")),
    },
    v.AdamsType: {
        v.AdamsType.COTTONBALL: ("1", _("1 cottonball")),
        v.AdamsType.LOBULAR: ("2", _("2 lobular")),
        v.AdamsType.IRREGULAR: ("3", _("3 irregular")),
        v.AdamsType.FISSURED: ("4", _("4 fissured")),
        v.AdamsType.RUPTURED: ("5", _("5 ruptured")),
    },
    v.RadialExtent: {
        v.RadialExtent.NUCLEUS: ("0", _("nucleus")),
        v.RadialExtent.INNER_THIRD: ("1", _("inner third")),
        v.RadialExtent.MIDDLE_THIRD: ("2", _("middle third")),
        v.RadialExtent.OUTER_THIRD: ("3", _("outer third")),
    },
    v.OriginalDallasDegeneration: {
        v.OriginalDallasDegeneration.NONE: ("0", _("none")),
        v.OriginalDallasDegeneration.LOCAL: ("1", _("local")),
        v.OriginalDallasDegeneration.PARTIAL: ("2", _("partial")),
        v.OriginalDallasDegeneration.TOTAL: ("3", _("total")),
    },
    v.OriginalDallasDisruption: {
        v.OriginalDallasDisruption.NONE: ("0", _("none")),
        v.OriginalDallasDisruption.INNER_ANNULUS: ("1", _("inner annulus")),
        v.OriginalDallasDisruption.OUTER_ANNULUS: ("2", _("outer annulus")),
        v.OriginalDallasDisruption.BEYOND_ANNULUS: ("3", _("beyond the annulus")),
    },
    v.TearSector: {
        v.TearSector.ANTERIOR: ("a", _("anterior")),
        v.TearSector.LEFT_ANTEROLATERAL: ("f", _("left anterolateral")),
        v.TearSector.LEFT_LATERAL: ("l", _("left lateral")),
        v.TearSector.LEFT_POSTEROLATERAL: ("q", _("left posterolateral")),
        v.TearSector.POSTERIOR: ("p", _("posterior")),
        v.TearSector.RIGHT_POSTEROLATERAL: ("w", _("right posterolateral")),
        v.TearSector.RIGHT_LATERAL: ("r", _("right lateral")),
        v.TearSector.RIGHT_ANTEROLATERAL: ("g", _("right anterolateral")),
    },
    v.Contour: {
        v.Contour.NORMAL: ("n", _("normal")),
        v.Contour.BULGE: ("b", _("bulge")),
        v.Contour.PROTRUSION: ("p", _("protrusion")),
        v.Contour.EXTRUSION: ("x", _("extrusion")),
        v.Contour.SEQUESTRATION: ("s", _("sequestration")),
    },
}
