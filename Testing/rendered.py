# SPDX-License-Identifier: Apache-2.0
"""Readable reports for tests, and what a reader finds in them under which heading."""

import re
from xml.etree.ElementTree import Element

import html5lib

from DiscographyReportLib.criteria.evaluator import evaluate
from DiscographyReportLib.jobs.covers import control_words
from DiscographyReportLib.model.report import Report
from DiscographyReportLib.model.results import Assessment
from DiscographyReportLib.rendering.content import report_page
from DiscographyReportLib.rendering.cover import Cover, Stage, Subject
from DiscographyReportLib.rendering.page import Page

Row = dict[str, str]

SUBJECT = Subject("Doe^Jane", "PID-77", "19700102", "F", "20261014", "CT discogram", "ACC-5")
DRAFT = Cover(stage=Stage.DRAFT, subject=SUBJECT, number=1, uid="1.2.3.4", software_version="0.1.0")


def page_of(report: Report, assessment: Assessment | None = None, cover: Cover = DRAFT) -> Page:
    """The page of a report, judged under all rule sets unless results are given."""
    return report_page(report, assessment or evaluate(report), cover, control_words(report))


def read_html(content: bytes) -> Element:
    """The document as a browser builds it; an error of syntax is an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: Element = parser.parse(content, transport_encoding="utf-8")
    for one in root.iter():
        one.tag = one.tag.rpartition("}")[2]
    return root


def text_of(element: Element) -> str:
    """What is read in an element; a number keeps its unit with a blank that does not break."""
    return " ".join("".join(element.itertext()).replace("\u00a0", " ").split())


def html_tables(root: Element) -> dict[str, list[Row]]:
    """Every table by its caption: rows by heading, as the column of each cell says."""
    return {text_of(table.find("caption")): _rows(table) for table in root.iter("table")}


def _rows(table: Element) -> list[Row]:
    headings = [text_of(cell) for cell in table.findall("thead/tr/th")]
    return [dict(zip(headings, map(text_of, row), strict=True)) for row in table.findall("tbody/tr")]


def text_tables(text: str) -> dict[str, list[Row]]:
    """The same from the plain text: a caption, headings, and rows as long as they have as many cells."""
    lines = text.splitlines()
    found = {}
    for number, line in enumerate(lines[:-1]):
        headings = _cells(lines[number + 1])
        if line.endswith(":") and len(headings) > 1:
            found[line[:-1]] = _rows_below(headings, lines[number + 2 :])
    return found


def _rows_below(headings: list[str], lines: list[str]) -> list[Row]:
    rows = []
    for line in lines:
        cells = _cells(line)
        if len(cells) != len(headings):
            break
        rows.append(dict(zip(headings, cells, strict=True)))
    return rows


def _cells(line: str) -> list[str]:
    return re.split(r" {2,}", line.strip())


def facts_of(root: Element) -> dict[str, list[str]]:
    """Every label with what stands under it, in the order of the page."""
    found: dict[str, list[str]] = {}
    for pair in root.findall(".//dl/div"):
        label, value = pair.find("dt"), pair.find("dd")
        assert label is not None
        assert value is not None
        found.setdefault(text_of(label), []).append(text_of(value))
    return found
