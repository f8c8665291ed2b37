# SPDX-License-Identifier: Apache-2.0
"""Codes of DICOM (DCM), SNOMED CT (SCT), LOINC (LN), UMLS and UCUM that documents use."""

from .code import Code


def _dcm(value: str, meaning: str) -> Code:
    return Code(value, "DCM", meaning)


def _sct(value: str, meaning: str) -> Code:
    return Code(value, "SCT", meaning)


# Frame of TID 1500 and its sub-templates (PS3.16).
IMAGING_MEASUREMENT_REPORT = _dcm("126000", "Imaging Measurement Report")
LANGUAGE = _dcm("121049", "Language of Content Item and Descendants")
ENGLISH_US = Code("en-US", "RFC5646", "English (United States)")
OBSERVER_TYPE = _dcm("121005", "Observer Type")
PERSON = _dcm("121006", "Person")
DEVICE = _dcm("121007", "Device")
PERSON_NAME = _dcm("121008", "Person Observer Name")
PERSON_LOGIN = _dcm("128774", "Person Observer's Login Name")
PERSON_ORGANIZATION = _dcm("121009", "Person Observer's Organization Name")
PERSON_ORGANIZATIONAL_ROLE = _dcm("121010", "Person Observer's Role in the Organization")
PERSON_PROCEDURE_ROLE = _dcm("121011", "Person Observer's Role in this Procedure")
DEVICE_UID = _dcm("121012", "Device Observer UID")
DEVICE_NAME = _dcm("121013", "Device Observer Name")
DEVICE_MANUFACTURER = _dcm("121014", "Device Observer Manufacturer")
DEVICE_MODEL = _dcm("121015", "Device Observer Model Name")
DEVICE_SERIAL = _dcm("121016", "Device Observer Serial Number")
PROCEDURE_REPORTED = _dcm("121058", "Procedure reported")
IMAGE_LIBRARY = _dcm("111028", "Image Library")
IMAGE_LIBRARY_GROUP = _dcm("126200", "Image Library Group")
MODALITY = _dcm("121139", "Modality")
CT = _dcm("CT", "Computed Tomography")
TARGET_REGION = _dcm("123014", "Target Region")
STUDY_DATE = _dcm("111060", "Study Date")
FRAME_OF_REFERENCE_UID = _dcm("112227", "Frame of Reference UID")
IMAGING_MEASUREMENTS = _dcm("126010", "Imaging Measurements")
MEASUREMENT_GROUP = _dcm("125007", "Measurement Group")
TRACKING_IDENTIFIER = _dcm("112039", "Tracking Identifier")
TRACKING_UID = _dcm("112040", "Tracking Unique Identifier")
FINDING = _dcm("121071", "Finding")
INTERVERTEBRAL_DISC = _sct("360499006", "Intervertebral disc")
MEASUREMENT_METHOD = _sct("370129005", "Measurement Method")
FINDING_SITE = _sct("363698007", "Finding Site")
ALGORITHM_NAME = _dcm("111001", "Algorithm Name")
ALGORITHM_VERSION = _dcm("111003", "Algorithm Version")
ALGORITHM_PARAMETERS = _dcm("111002", "Algorithm Parameters")
GEOMETRIC_PURPOSE = _dcm("130400", "Geometric purpose of region")
REPRESENTATIVE_POINT = _dcm("128140", "Representative point")
SOURCE_OF_MEASUREMENT = _dcm("121112", "Source of Measurement")
IMAGE_REGION = _dcm("111030", "Image Region")
QUALITATIVE_EVALUATIONS = Code("C0034375", "UMLS", "Qualitative Evaluations")
IMPRESSION = _dcm("121073", "Impression")
RECOMMENDATION = _dcm("121075", "Recommendation")
COMMENT = _dcm("121106", "Comment")

# Companions of a report: titles (CID 7020, CID 7010) and TID 2010.
DIAGNOSTIC_IMAGING_REPORT = Code("18748-4", "LN", "Diagnostic Imaging Report")
FOR_REPORT_ATTACHMENT = _dcm("113020", "For Report Attachment")
KEY_OBJECT_DESCRIPTION = _dcm("113012", "Key Object Description")

# Quantities.
VOLUME_ADMINISTERED = _dcm("122091", "Volume administered")
CONCENTRATION = _dcm("122093", "Concentration")
RATE_OF_ADMINISTRATION = _dcm("122094", "Rate of administration")
NEEDLE_LENGTH = _dcm("111467", "Needle Length")
FLUOROSCOPY_TIME = _dcm("113730", "Total Fluoro Time")
DOSE_AREA_PRODUCT = _dcm("113722", "Dose Area Product Total")
CTDI_VOL = _dcm("113830", "Mean CTDIvol")
DLP = _dcm("113838", "DLP")
PAIN_SCORE = Code("72514-3", "LN", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")

# Answers.
YES = _sct("373066001", "Yes")
NO = _sct("373067005", "No")
POSITIVE = _sct("10828004", "Positive")
NEGATIVE = _sct("260385009", "Negative")
INDETERMINATE = _sct("82334004", "Indeterminate")
NO_COMPLICATIONS = _dcm("111492", "No complications")

PROCEDURES: dict[str, Code] = {
    "cervical": Code("37496-7", "LN", "CT Cervical spine W contrast intradisc"),
    "thoracic": Code("70931-1", "LN", "CT Thoracic spine W contrast intradisc"),
    "lumbar": Code("37509-7", "LN", "CT Lumbar spine W contrast intradisc"),
}
"""Procedure reported, by region; verified in two published LOINC lists."""
REGIONS: dict[str, Code] = {
    "cervical": _sct("122494005", "Cervical spine"),
    "thoracic": _sct("122495006", "Thoracic spine"),
    "lumbar": _sct("122496007", "Lumbar spine"),
}

_DISCS = """
C2-C3 1078209008, C3-C4 58820006, C4-C5 49400002, C5-C6 73959003, C6-C7 75095006, C7-T1 37414007, T1-T2 40908007,
T2-T3 6004007, T3-T4 2620004, T4-T5 82965004, T5-T6 72692000, T6-T7 74401007, T7-T8 28693002, T8-T9 9188009,
T9-T10 113209001, T10-T11 34959001, T11-T12 1537001, T12-L1 76206002, L1-L2 80064006, L2-L3 67459009, L3-L4 62551000,
L4-L5 84020006, L5-S1 715056000
"""


def _disc(entry: str) -> tuple[str, Code]:
    level, value = entry.split()
    return level, _sct(value, f"{level.replace('-', '/')} disc")


DISCS: dict[str, Code] = dict(_disc(entry) for entry in _DISCS.replace("\n", " ").split(","))
"""DICOM CID 7604, by level. SCT 75782005 is in the dictionary but not in this CID: it is not L5/S1."""

ANSWERS: dict[str, Code] = {
    "Side:left": _sct("7771000", "Left"),
    "Side:right": _sct("24028007", "Right"),
    "Side:bilateral": _sct("51440002", "Bilateral"),
    "Side:midline": _dcm("130290", "Median"),
    "ContrastAgent:iohexol": _sct("109218004", "Iohexol"),
    "ContrastAgent:iopamidol": _sct("109219007", "Iopamidol"),
    "ContrastAgent:iodixanol": _sct("353962003", "Iodixanol"),
    "ContrastAgent:ioversol": _sct("109222009", "Ioversol"),
    "ContrastAgent:iopromide": _sct("353903006", "Iopromide"),
    "ComplicationKind:vasovagal": _sct("398665005", "Vasovagal syncope"),
    "ObserverRole:operator": _dcm("121094", "Performing"),
    "ObserverRole:reader": Code("C28747", "NCIt", "Reader"),
    "OrganizationalRole:physician": _sct("309343006", "Physician"),
    "OrganizationalRole:consultant": _sct("309390008", "Consultant"),
    "OrganizationalRole:attending": _sct("405279007", "Attending"),
    "OrganizationalRole:fellow": _dcm("121088", "Fellow"),
    "OrganizationalRole:resident": _sct("405277009", "Resident"),
    "OrganizationalRole:surgeon": _sct("304292004", "Surgeon"),
    "OrganizationalRole:radiologic_technologist": _sct("159016003", "Radiologic Technologist"),
    "OrganizationalRole:nurse": _sct("106292003", "Nurse"),
    "Polarity:positive": POSITIVE,
    "Polarity:negative": NEGATIVE,
    "Polarity:indeterminate": INDETERMINATE,
}
"""Answers that have a standard code, by ``list:value``."""

QUESTIONS: dict[str, Code] = {
    "Contrast.concentration_mg_per_ml": CONCENTRATION,
    "Manometry.rate_ml_per_s": RATE_OF_ADMINISTRATION,
    "Needle.length_mm": NEEDLE_LENGTH,
    "Fluoroscopy.time_s": FLUOROSCOPY_TIME,
    "Fluoroscopy.dap_gy_cm2": DOSE_AREA_PRODUCT,
    "PostCT.ctdi_vol_mgy": CTDI_VOL,
    "PostCT.dlp_mgy_cm": DLP,
    "Disc.volume_ml": VOLUME_ADMINISTERED,
    "StimulationEvent.nrs": PAIN_SCORE,
    "Disc.uid": TRACKING_UID,
    "Disc.level": FINDING_SITE,
    "Disc.comment": COMMENT,
    "Observer.name": PERSON_NAME,
    "Observer.role": PERSON_PROCEDURE_ROLE,
    "Observer.login": PERSON_LOGIN,
    "Observer.organization": PERSON_ORGANIZATION,
    "Observer.organizational_role": PERSON_ORGANIZATIONAL_ROLE,
    "Report.impression": IMPRESSION,
    "Report.recommendation": RECOMMENDATION,
    "Report.comment": COMMENT,
}
"""Fields that have a standard concept name."""

CONSTANTS: tuple[Code, ...] = tuple(value for value in dict(globals()).values() if isinstance(value, Code))
"""Every code above that has a name of its own."""
