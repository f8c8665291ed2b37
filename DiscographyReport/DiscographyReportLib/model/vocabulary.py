# SPDX-License-Identifier: Apache-2.0
"""The closed value sets of a report. Values are persisted: they never change their meaning and are never re-used."""

from enum import StrEnum


class Indication(StrEnum):
    """Why the procedure was done (Guyer & Ohnmeiss 1995 and 2003, restating the NASS position)."""

    NON_DIAGNOSTIC_TESTS = "non_diagnostic_tests"
    POST_SURGICAL_ASSESSMENT = "post_surgical_assessment"
    FUSION_LEVEL_SELECTION = "fusion_level_selection"
    MINIMALLY_INVASIVE_CANDIDATE = "minimally_invasive_candidate"
    OTHER = "other"


class Ability(StrEnum):
    """Whether the patient could report what was felt."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class SedationLevel(StrEnum):
    """Depth of sedation during stimulation."""

    NONE = "none"
    MINIMAL = "minimal"
    MODERATE = "moderate"
    DEEP = "deep"
    GENERAL_ANESTHESIA = "general_anesthesia"


class AntibioticRoute(StrEnum):
    """How the antibiotic was given."""

    NONE = "none"
    INTRAVENOUS = "intravenous"
    INTRADISCAL = "intradiscal"
    BOTH = "both"


class PatientPosition(StrEnum):
    """How the patient lay."""

    PRONE = "prone"
    OBLIQUE = "oblique"
    SUPINE = "supine"
    LATERAL = "lateral"


class Side(StrEnum):
    """A side of the patient, never of the picture."""

    LEFT = "left"
    RIGHT = "right"
    MIDLINE = "midline"
    BILATERAL = "bilateral"


class NeedleTechnique(StrEnum):
    """Single needle, or an inner needle through an introducer."""

    SINGLE = "single"
    DOUBLE = "double"


class Approach(StrEnum):
    """The needle's way to the disc."""

    POSTEROLATERAL_EXTRAPEDICULAR = "posterolateral_extrapedicular"
    INTERLAMINAR_TRANSDURAL = "interlaminar_transdural"
    POSTEROLATERAL_COSTOLAMINAR = "posterolateral_costolaminar"
    RIGHT_ANTEROLATERAL = "right_anterolateral"
    LEFT_ANTEROLATERAL = "left_anterolateral"


class ContrastAgent(StrEnum):
    """Contrast agents of DICOM CID 12 that are used in discs."""

    IOHEXOL = "iohexol"
    IOPAMIDOL = "iopamidol"
    IODIXANOL = "iodixanol"
    IOVERSOL = "ioversol"
    IOPROMIDE = "iopromide"
    GADOLINIUM = "gadolinium"
    OTHER = "other"


class Injector(StrEnum):
    """What drove the injection."""

    MANUAL_SYRINGE = "manual_syringe"
    MANUAL_MANOMETER = "manual_manometer"
    AUTOMATED = "automated"


class ReadingType(StrEnum):
    """Whether a pressure was read while contrast flowed or at rest; the two are not interchangeable."""

    STATIC = "static"
    DYNAMIC = "dynamic"


class Plane(StrEnum):
    """Planes of the CT reading."""

    AXIAL = "axial"
    OBLIQUE_AXIAL = "oblique_axial"
    SAGITTAL = "sagittal"
    CORONAL = "coronal"


class ComplicationKind(StrEnum):
    """Complications of discography."""

    VASOVAGAL = "vasovagal"
    ALLERGIC_REACTION = "allergic_reaction"
    DISCITIS = "discitis"
    EPIDURAL_ABSCESS = "epidural_abscess"
    MENINGITIS = "meningitis"
    SEIZURE = "seizure"
    NERVE_INJURY = "nerve_injury"
    HEMATOMA = "hematoma"
    DURAL_PUNCTURE_HEADACHE = "dural_puncture_headache"
    INTRATHECAL_INJECTION = "intrathecal_injection"
    PNEUMOTHORAX = "pneumothorax"
    RETROPHARYNGEAL_ABSCESS = "retropharyngeal_abscess"
    CORD_INJURY = "cord_injury"
    OTHER = "other"


class Severity(StrEnum):
    """Severity of a complication."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class TransitionalAnatomy(StrEnum):
    """Vertebrae that make numbering uncertain; ``none`` says that it was looked for."""

    NONE = "none"
    LUMBARIZED_S1 = "lumbarized_s1"
    SACRALIZED_L5 = "sacralized_l5"
    THORACOLUMBAR = "thoracolumbar"
    ELEVEN_RIBS = "eleven_ribs"
    THIRTEEN_RIBS = "thirteen_ribs"


class Castellvi(StrEnum):
    """Castellvi type of a lumbosacral transitional vertebra (Spine 1984;9:493-5)."""

    IA = "Ia"
    IB = "Ib"
    IIA = "IIa"
    IIB = "IIb"
    IIIA = "IIIa"
    IIIB = "IIIb"
    IV = "IV"


class LevelNaming(StrEnum):
    """The naming that was chosen where anatomy allows two."""

    L6 = "l6"
    S1_S2 = "s1_s2"
    RUDIMENTARY_L5_S1 = "rudimentary_l5_s1"
    T13 = "t13"


class ObserverRole(StrEnum):
    """What a person did for the report."""

    OPERATOR = "operator"
    OBSERVER = "observer"
    READER = "reader"


class OrganizationalRole(StrEnum):
    """Position of a person in the organization (DICOM CID 7452)."""

    PHYSICIAN = "physician"
    CONSULTANT = "consultant"
    ATTENDING = "attending"
    FELLOW = "fellow"
    RESIDENT = "resident"
    SURGEON = "surgeon"
    RADIOLOGIC_TECHNOLOGIST = "radiologic_technologist"
    NURSE = "nurse"


class DiscStatus(StrEnum):
    """What was done at a disc."""

    INJECTED = "injected"
    FUSED = "fused"
    PROSTHESIS = "prosthesis"
    FAILED_ACCESS = "failed_access"
    NOT_INJECTED = "not_injected"


class DiscRole(StrEnum):
    """What the disc was meant for before it was injected."""

    TARGET = "target"
    CONTROL = "control"
    NONE = "none"


class NeedlePosition(StrEnum):
    """Where the needle tip lay."""

    NUCLEUS = "nucleus"
    INNER_ANNULUS = "inner_annulus"
    OUTER_ANNULUS = "outer_annulus"
    ENDPLATE = "endplate"


class EndPoint(StrEnum):
    """Resistance at the end of the injection."""

    FIRM = "firm"
    SOFT = "soft"
    NONE = "none"


class StopReason(StrEnum):
    """Why the injection was ended."""

    CONCORDANT_PAIN = "concordant_pain"
    PARTIAL_CONCORDANCE = "partial_concordance"
    DISCORDANT_PAIN = "discordant_pain"
    PRESSURE_LIMIT = "pressure_limit"
    VOLUME_LIMIT = "volume_limit"
    LEAK = "leak"
    FIRM_ENDPOINT = "firm_endpoint"
    PATIENT_REQUEST = "patient_request"
    COMPLICATION = "complication"
    TECHNICAL = "technical"
    NOT_INJECTED = "not_injected"


class Concordance(StrEnum):
    """How the provoked sensation compared with the usual pain; from weakest to strongest."""

    NOT_OBTAINABLE = "not_obtainable"
    NONE = "none"
    PRESSURE_ONLY = "pressure_only"
    DISSIMILAR = "dissimilar"
    SIMILAR = "similar"
    EXACT = "exact"


class PainBehavior(StrEnum):
    """The five behaviors of Walsh 1990."""

    GUARDING = "guarding"
    RUBBING = "rubbing"
    GRIMACING = "grimacing"
    SIGHING = "sighing"
    VERBALIZING = "verbalizing"


class LeakSite(StrEnum):
    """Where contrast left the disc."""

    EPIDURAL = "epidural"
    FORAMINAL = "foraminal"
    ANTERIOR_PREVERTEBRAL = "anterior_prevertebral"
    VENOUS = "venous"
    ENDPLATE_SCHMORL = "endplate_schmorl"
    NEEDLE_TRACK = "needle_track"
    UNCOVERTEBRAL = "uncovertebral"

    @property
    def is_annular(self) -> bool:
        """Whether contrast passed the annulus, which alone makes modified Dallas grade 5."""
        return self in (LeakSite.EPIDURAL, LeakSite.FORAMINAL, LeakSite.ANTERIOR_PREVERTEBRAL)


class AdamsType(StrEnum):
    """Shape of the nucleogram (Adams, Dolan, Hutton. J Bone Joint Surg Br 1986;68-B:36-41)."""

    COTTONBALL = "cottonball"
    LOBULAR = "lobular"
    IRREGULAR = "irregular"
    FISSURED = "fissured"
    RUPTURED = "ruptured"


class RadialExtent(StrEnum):
    """How far contrast reached on CT, by thirds of the annulus."""

    NUCLEUS = "nucleus"
    INNER_THIRD = "inner_third"
    MIDDLE_THIRD = "middle_third"
    OUTER_THIRD = "outer_third"


class OriginalDallasDegeneration(StrEnum):
    """Annular degeneration of the original Dallas Discogram Description (Sachs 1987), grades 0 to 3 in words."""

    NONE = "none"
    LOCAL = "local"
    PARTIAL = "partial"
    TOTAL = "total"


class OriginalDallasDisruption(StrEnum):
    """Annular disruption of the original Dallas Discogram Description (Sachs 1987), grades 0 to 3 in words."""

    NONE = "none"
    INNER_ANNULUS = "inner_annulus"
    OUTER_ANNULUS = "outer_annulus"
    BEYOND_ANNULUS = "beyond_annulus"


class TearSector(StrEnum):
    """Where a tear lies, seen from the disc's center."""

    ANTERIOR = "anterior"
    LEFT_ANTEROLATERAL = "left_anterolateral"
    LEFT_LATERAL = "left_lateral"
    LEFT_POSTEROLATERAL = "left_posterolateral"
    POSTERIOR = "posterior"
    RIGHT_POSTEROLATERAL = "right_posterolateral"
    RIGHT_LATERAL = "right_lateral"
    RIGHT_ANTEROLATERAL = "right_anterolateral"


class Contour(StrEnum):
    """Outer contour of the disc on CT."""

    NORMAL = "normal"
    BULGE = "bulge"
    PROTRUSION = "protrusion"
    EXTRUSION = "extrusion"
    SEQUESTRATION = "sequestration"
