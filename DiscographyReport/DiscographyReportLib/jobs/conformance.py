# SPDX-License-Identifier: Apache-2.0
"""The DICOM conformance statement of the documents that we write and read."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from ..model.disc import CTFindings, Disc, StimulationEvent
from ..model.levels import Level, Region
from ..model.procedure import Contrast, Procedure, UsualPain
from ..model.quantities import Pressure, psi
from ..model.record import Shape, shapes
from ..model.report import Report
from ..model.values import Coordinate, PersonName, Uid
from ..model.vocabulary import Concordance
from ..sr import companions, header, views
from ..sr.envelope import Encoding, State
from ..sr.records import concept_of, entry_concept, stands_open
from ..terminology import concepts, scheme, standard
from ..terminology.code import Code
from ..version import VERSION
from .conformance_network import network_lines
from .markdown import table

_VALUE_TYPES: dict[Any, str] = {
    str: "TEXT", bool: "CODE (yes, no)", datetime: "DATETIME", Uid: "UIDREF", PersonName: "PNAME",
}  # fmt: skip
_APART = {"Report": ("discs", "procedure", "region", "changed_at", "observers")}


def conformance_statement() -> str:
    """The statement as Markdown."""
    of_documents = (*_header_lines(), *_group_lines(), *_record_lines(), *_companion_lines())
    return "\n".join([_INTRODUCTION, *of_documents, _REST, *network_lines()])


_INTRODUCTION = f"""\
# DICOM conformance statement of DiscographyReport {VERSION}

Generated from the source code; do not edit. Research software, not a medical device.

DiscographyReport writes and reads structured reports on provocation discography as files (PS3.10), and sends them to
the destinations that a user has named, when a user asks for it.

## SOP classes

{
    chr(10).join(
        table(
            ("SOP class", "UID", "Role"),
            [
                ("Comprehensive 3D SR Storage", Encoding.COMPREHENSIVE_3D.sop_class_uid, "written (default) and read"),
                (
                    "Comprehensive SR Storage",
                    Encoding.COMPREHENSIVE.sop_class_uid,
                    "written on request, for archives that refuse the other; read",
                ),
                ("Encapsulated PDF Storage", companions.ENCAPSULATED_PDF, "written on request, beside a report"),
                ("Key Object Selection Document Storage", companions.KEY_OBJECT_SELECTION, "written with the PDF"),
            ],
        )
    )
}
Any other structured report is shown as a tree of text. Images referred to: CT Image Storage, Enhanced CT Image Storage.

Transfer syntax written: Explicit VR Little Endian. Specific Character Set written: {header.CHARACTER_SET}. Files are
read in every transfer syntax and character set that pydicom knows.

## Identity

- Patient and study are copied from the CT and never typed: {", ".join(header.REQUIRED_COPIES)}; and where present:
  {", ".join(header.OPTIONAL_COPIES)}.
- Series: modality SR, number {header.SERIES_NUMBER}, description "{header.SERIES_DESCRIPTION}". The Series Instance UID
  follows from the report and the study; a document that amends another is in the same series, with Instance Number + 1.
- The SOP Instance UID is derived (SHA-256, PS3.5 annex B.2) from all other bytes of the file: the same report, results,
  state and images give the same file on any machine; any change gives another instance.
- Dates and times are those of the last change of the report, local to the place of the procedure, without an offset.
- Each disc keeps its Tracking Unique Identifier when its level is renamed.
- Private coding scheme: {scheme.DESIGNATOR}, UID {scheme.UID}, declared in Coding Scheme Identification Sequence; every
  code with its definition stands in `code-table.md`.
"""


def _header_lines() -> Iterator[str]:
    yield from ("## Life cycle", "")
    flags = [(state.value, *header.FLAGS[state]) for state in State]
    yield from table(("State", "Completion Flag", "Verification Flag", "Preliminary Flag"), flags)
    yield (
        "Verified is an explicit act of named persons (Verifying Observer Sequence), never set by itself. An amended "
        "report names its predecessor in Predecessor Documents Sequence and the reason in the procedure record.\n"
    )


def _group_lines() -> Iterator[str]:
    disc, procedure = _full_disc()
    yield from ("## Content: one measurement group (TID 1410) per disc with a marker", "")
    yield (
        "Root: TID 1500, (126000, DCM). SCOORD POINT on the nearest slice, then (Comprehensive 3D SR) SCOORD3D POINT "
        "in the CT's frame of reference; NUM items in this order, each only when known:\n"
    )
    yield from table(("NUM", "Code", "Unit"), map(_number_row, views.numbers(disc, procedure)))
    yield "CODE items, always all and always in this order, then one per chosen rule set; (DG9000) when not recorded:\n"
    answers = views.answers(disc, (), "")
    yield from table(
        ("CODE", "Code"), ((item.concept.meaning, _code(item.concept)) for item in answers if item.concept)
    )


def _full_disc() -> tuple[Disc, Procedure]:
    """A disc in which every number is known, to list them."""
    event = StimulationEvent(pressure=psi(25), volume_ml=Decimal(1), nrs=8, concordance=Concordance.EXACT)
    known = psi(20)
    disc = Disc(
        "2.25.1", Level.L4_L5, 4, opening_pressure=psi(14), peak_pressure=known, final_static_pressure=known,
        volume_ml=Decimal(1), events=(event,), ct=CTFindings(arc_deg=Decimal(30), contrast_hu=Decimal(900)),
    )  # fmt: skip
    contrast = Contrast(concentration_mg_per_ml=Decimal(240))
    return disc, Procedure(contrast=contrast, usual_pain=UsualPain(baseline_nrs=6))


def _number_row(item: Any) -> tuple[str, str, str]:
    return item.concept.meaning, _code(item.concept), item.value.unit.value


def _code(code: Code) -> str:
    return f"({code.value}, {code.scheme})"


def _record_lines() -> Iterator[str]:
    yield from ("## Content: the records", "")
    yield (
        "The other elements are in nested containers: Stimulation record and Disc record in the group, Procedure "
        "record at the end of the document, Level without region for a disc without a marker. A field not recorded "
        "has no item; an empty list that was looked for is the answer (DG9001), for complications (111492, DCM). "
        "Findings on CT that the group shows are not in the Disc record again. Earlier documents have a container for "
        "every record, and those findings twice; they are read too.\n"
    )
    for record in _records(Report):
        yield from (f"### {record.__name__}", "")
        yield from table(("Field", "Concept", "Type"), _field_rows(record))


def _records(record: type) -> Iterator[type]:
    """A record class and those below it, each once."""
    seen: dict[type, None] = {}
    waiting = [record]
    while waiting:
        current = waiting.pop(0)
        if current not in seen and current is not Pressure:
            seen[current] = None
            waiting += [form.kind for form in shapes(current).values() if form.is_record]
    yield from seen


def _field_rows(record: type) -> Iterator[tuple[str, str, str]]:
    for name, form in shapes(record).items():
        if name not in _APART.get(record.__name__, ()):
            concept = entry_concept(record.__name__, name) if form.many else concept_of(record.__name__, name)
            yield f"`{name}`", f"{concept.meaning} {_code(concept)}", _type(record, name, form)


def _type(record: type, name: str, form: Shape) -> str:
    many = ", 0-n" if form.many else ""
    if form.kind is Pressure:
        return "NUM, in the unit of entry: " + ", ".join(unit.value for unit in concepts.PRESSURE_UNITS.values())
    if stands_open(record, name):
        return "no container, its fields stand here"
    if form.is_record:
        return f"CONTAINER{many}"
    if form.is_enum:
        return f"CODE{many}"
    if form.kind is Coordinate:
        return f"NUM ({concepts.MILLIMETER.value}), Comprehensive SR only"
    return f"{_VALUE_TYPES.get(form.kind) or f'NUM ({concepts.unit(name).value})'}{many}"


def _companion_lines() -> Iterator[str]:
    yield from ("## Companions", "")
    pdf, selection = companions.PDF_SERIES, companions.KEY_OBJECT_SERIES
    attachment, description = standard.FOR_REPORT_ATTACHMENT, standard.KEY_OBJECT_DESCRIPTION
    yield (
        "A report can be accompanied by its page for people as Encapsulated PDF and by a Key Object Selection. Both "
        "are made from the finished report alone: patient, study, Instance Number and dates are its own, Specific "
        f"Character Set is {header.CHARACTER_SET}, and the SOP Instance UID is derived from all other bytes as for a "
        "report. Each kind has a series of its own in the study, whose UID follows from that of the report's series.\n"
    )
    yield from table(
        ("Companion", "Modality", "Series Number", "Series Description"),
        [
            ("Encapsulated PDF", "DOC", str(pdf[0]), pdf[1]),
            ("Key Object Selection", "KO", str(selection[0]), selection[1]),
        ],
    )
    yield (
        f"- Encapsulated PDF: Concept Name {_code(standard.DIAGNOSTIC_IMAGING_REPORT)}, Source Instance Sequence "
        "names the report, Conversion Type WSD, Burned In Annotation YES, Verification Flag as in the report. "
        "Document Title: "
        + "; ".join(f'"{title}" ({state.value})' for state, title in companions.TITLES.items())
        + ". The PDF is PDF 1.7 and PDF/UA-1, its fonts are embedded, and its only date is the report's last change."
    )
    yield (
        f"- Key Object Selection: TID 2010, title {_code(attachment)}; one IMAGE per slice that is nearest to the "
        f"marker of a disc; a {description.meaning} {_code(description)} names the discs and says if the report is a "
        "draft. A report without a marker has none.\n"
    )


_REST = f"""\
## Interpretation

The Interpretation record of a disc has a TEXT per chosen rule set, under the same concept as its CODE in the group or
level: the row that decided, then a line each for outcome, version, and the numbers of its conditions and caveats
(further the identifier, and what the outcome amounts to, for a rule set of the site). These are written once per disc,
a numbered line each: conditions (DG2155) as
`number | what | value | unit | operator | threshold | met, failed or open`, caveats (DG2156) in words. Earlier
documents have a container (DG2321) per rule set instead; they are read too. Results are recorded as signed; a reader
that computes them anew must show the signed ones. Regions of the procedure reported:
{", ".join(f"{region.value} {_code(standard.PROCEDURES[region])}" for region in Region)}.

Levels that CID 7604 lacks have a private code and a note that says so; L5/S1 is never used for another disc.

## Known behavior of readers

- Slicer's own TID 1500 plugin shows a marker per disc and every answer under its heading; it does not load the
  Comprehensive SR encoding, whose points are on images only.
- OHIF shows an arrow on the nearest slice with the first numbers.
- Validators: remarks that are known and why they are allowed stand in `jobs/allowances.py`.
"""
