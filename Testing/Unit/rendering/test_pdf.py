# SPDX-License-Identifier: Apache-2.0
"""The PDF says under every heading what the page says, to eyes, to search and to a screen reader, always the same."""

import io
import re
import subprocess
import sys
from dataclasses import replace
from datetime import datetime

import pytest
from pypdf import PdfReader

from cases import case_ids, expected, load_case
from DiscographyReportLib.criteria.evaluator import evaluate
from DiscographyReportLib.jobs.covers import control_words
from DiscographyReportLib.rendering.content import report_page
from DiscographyReportLib.rendering.cover import Stage
from DiscographyReportLib.rendering.html import render_html
from DiscographyReportLib.rendering.key_images import key_images
from DiscographyReportLib.rendering.page import Cell, Column, Figures, Line, Lines, Notice, Page, Section, Table
from DiscographyReportLib.rendering.pdf import Paper, Pdf, render_pdf
from DiscographyReportLib.rendering.pdf_data import said
from DiscographyReportLib.rendering.visible import visible
from DiscographyReportLib.texts import speaking
from house import MODULE
from rendered import DRAFT, html_tables, page_of, read_html
from tagged_pdf import marked_texts, pdf_tables, read_tags
from tools_found import fonts_for_names

AT = datetime(2026, 10, 14, 12, 0, 7)
LEVELS, ANSWERS = "Level by level, from above", "Answer of every rule set"
MM = 72 / 25.4
NAMES = {
    "markup": '<img src=x onerror=alert(1)> #image("x.png") #panic()',
    "typst": "*b* _i_ $x^2$ `raw` // gone /* gone */ @label <label> = heading #set text(size: 0pt) \\u{41} ~ --- [x]",
    "JSON": '", "sections": [], "x": "',
    "several scripts": "Müller Ōtani Ελένη Żółć Пётр 山田 太郎",
    "Hebrew": "שרה",
    "Arabic": "مريم",
    "quotes": "\"'`\\",
}


def pdf_of(page: Page, **chosen) -> Pdf:
    return render_pdf(page, changed_at=AT, **chosen)


def sheets(pdf: Pdf) -> list[str]:
    """The text of every sheet, as a search finds it."""
    hidden = re.compile("[\u200b\u2066-\u2069\u202a-\u202e]")
    return [
        hidden.sub("", sheet.extract_text()).replace("\u00a0", " ")
        for sheet in PdfReader(io.BytesIO(pdf.content)).pages
    ]


def said_by(text: str, **changed) -> Page:
    """A page that says one text in every place that it has."""
    cells = ((Cell(text), Cell("14 psi")), (Cell("L4-L5"), Cell(text)))
    blocks = (Notice(text), Lines((Line(text, badge=text),)), Table(text, (Column("A"), Column(text)), cells, (text,)))
    made = Page("Discography report", "en", (Line(text),), (Section("a", text, blocks),), running=(text, "ID 7"))
    return replace(made, **changed)


def squeezed(tables):
    """Without blanks: at the end of a line a PDF has none."""
    return {
        caption: [{_squeezed(heading): _squeezed(text) for heading, text in row.items()} for row in rows]
        for caption, rows in tables.items()
    }


def _squeezed(text):
    return "".join(text.split())


@pytest.fixture(scope="module")
def case_pages():
    made = {}

    def rendered(case_id):
        if case_id not in made:
            page = page_of(load_case(case_id))
            made[case_id] = page, pdf_tables(read_tags(pdf_of(page).content), (LEVELS,))
        return made[case_id]

    return rendered


@pytest.mark.parametrize("case_id", case_ids())
def test_every_table_of_a_case_has_the_same_cells_under_the_same_headings_as_in_html(case_id, case_pages):
    page, in_pdf = case_pages(case_id)

    assert squeezed(in_pdf) == squeezed(html_tables(read_html(render_html(page))))


@pytest.mark.parametrize("case_id", case_ids())
def test_every_expected_answer_stands_under_its_level(case_id, case_pages):
    _page, in_pdf = case_pages(case_id)
    answers = {row["Ruleset,version"].partition(",")[0]: row for row in squeezed(in_pdf)[ANSWERS]}

    compared = 0
    for disc in load_case(case_id).injected:
        for rule_set, row in answers.items():
            outcome = expected(case_id)["discs"][disc.level]["expected"][rule_set]
            outcome = outcome.replace("pressurised", "pressurized").replace("_", "")
            negative = outcome in ("negative", "normal", "notsymptomatic", "notmet")
            assert row[disc.level] == outcome or (negative and row[disc.level] == "criterianotmet")
            compared += 1
    assert compared == len(answers) * len(load_case(case_id).injected) > 0


def test_a_table_with_more_discs_than_fit_goes_on_beside_its_headings():
    columns = tuple(Column(f"Heading {number}") for number in range(12))
    rows = tuple(tuple(Cell(f"{row}.{column}") for column in range(12)) for row in range(14))
    page = said_by("x", sections=(Section("a", "Levels", (Table("All levels", columns, rows),)),))

    tables = pdf_tables(read_tags(pdf_of(page).content), ("All levels",))

    wanted = [{f"Heading {column}": f"{row}.{column}" for column in range(12)} for row in range(14)]
    assert tables == {"All levels": wanted}


def test_headings_of_a_table_stand_on_every_sheet_that_it_reaches():
    rows = tuple((Cell(str(number)), Cell("x")) for number in range(120))
    page = said_by("x", sections=(Section("a", "Long", (Table("c", (Column("Number"), Column("Found here")), rows),)),))

    told = sheets(pdf_of(page))

    assert len(told) > 2
    assert all("Found here" in sheet for sheet in told)


@pytest.fixture(scope="module")
def illustrated(its_report, its_series):
    assessment = evaluate(its_report)
    images = key_images(its_report, its_series)
    page = report_page(its_report, assessment, DRAFT, control_words(its_report), images)
    return page, pdf_of(page, reference=DRAFT.uid)


def test_every_sheet_names_patient_report_state_document_and_its_number(illustrated):
    page, pdf = illustrated
    told = sheets(pdf)

    for number, sheet in enumerate(told, 1):
        assert all(part in sheet for part in page.running)
        assert DRAFT.uid in sheet
        assert f"Page {number} / {len(told)}" in sheet


@pytest.mark.parametrize(("stage", "marked"), [(Stage.DRAFT, True), (Stage.COMPLETE, True), (Stage.VERIFIED, False)])
def test_a_report_that_nobody_verified_says_so_across_every_sheet(stage, marked):
    page = page_of(load_case("C01"), cover=replace(DRAFT, stage=stage))

    told = sheets(pdf_of(page))

    assert len(told) > 1
    assert all(("NOT VERIFIED" in sheet) is marked for sheet in told)


def test_bookmarks_lead_to_every_section_in_order(illustrated):
    page, pdf = illustrated

    def flat(entries):
        return [title for one in entries for title in (flat(one) if isinstance(one, list) else [one.title])]

    assert flat(PdfReader(io.BytesIO(pdf.content)).outline) == [section.heading for section in page.sections]


def test_headings_tables_and_figures_are_tagged_and_every_figure_is_described(illustrated):
    page, pdf = illustrated
    root = read_tags(pdf.content)
    catalog = PdfReader(io.BytesIO(pdf.content)).root_object

    blocks = [block for section in page.sections for block in section.blocks]
    figures = [figure for block in blocks if isinstance(block, Figures) for figure in block.figures]
    found = list(root.all("Figure"))
    names = {tag.text() for tag in root.all("H1", "H2")}
    assert [section.heading for section in page.sections if section.heading not in names] == []
    assert [tag.alternative for tag in found if tag.alternative] == [tag.alternative for tag in found]
    assert {figure.alternative for figure in figures} <= {" ".join(tag.alternative.split()) for tag in found}
    assert len(figures) == 3 * 6 + 1
    assert catalog["/Lang"] == "en"
    assert catalog["/MarkInfo"]["/Marked"] == True  # noqa: E712
    assert b"pdfuaid" in catalog["/Metadata"].get_data()


def test_every_font_is_embedded(illustrated):
    fonts = {}
    for sheet in PdfReader(io.BytesIO(illustrated[1].content)).pages:
        fonts.update(sheet["/Resources"].get("/Font", {}))

    descriptors = [font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts.values()]

    assert descriptors
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(one.get_object()) for one in descriptors)


def test_a_report_with_pictures_of_six_discs_is_below_two_megabytes(illustrated):
    assert len(illustrated[1].content) < 2_000_000


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_text_from_outside_is_shown_as_it_is_and_never_taken_for_markup(name):
    fonts_for_names()
    pdf = pdf_of(said_by(name))
    plain, told = sheets(pdf_of(said_by("plain"))), sheets(pdf)

    squeezed = "".join(" ".join(told).split())
    assert pdf.notices == ()
    assert squeezed.count("".join(name.split())) >= 8
    assert len(told) == len(plain) == 1
    assert "14psi" in squeezed


@pytest.mark.parametrize("hidden", ["Doe\u202eenaJ", "a\u2066b\u2069c", "x\x00\x1b[31m\u2028y", "lone \ud800"])
def test_hidden_characters_are_shown_by_their_numbers(hidden):
    told = "".join(sheets(pdf_of(said_by(hidden))))

    assert visible(hidden) in told


def test_a_word_that_is_too_long_for_the_sheet_is_broken_and_not_cut_off():
    section = Section("a", "W" * 300, (Notice("W" * 300),))
    pdf = pdf_of(said_by("W" * 300, sections=(section,), running=()))
    lines = [line for sheet in sheets(pdf) for line in sheet.split() if "W" in line]

    assert sum(map(len, lines)) == 300 * 3
    assert max(map(len, lines)) <= 30


def test_a_uid_is_never_broken_so_that_it_can_be_copied():
    uid = "2.25." + "1" * 59

    assert said(uid) == uid
    assert uid in sheets(pdf_of(said_by("x"), reference=uid))[0]


def test_numbers_beside_a_name_from_right_to_left_keep_their_order():
    fonts_for_names()
    pdf = pdf_of(Page("t", "en", (Line("مريم 12 (34) 56"),), ()))
    places = []

    def note(text, placed, matrix, *_font):
        places.extend((placed[4] + matrix[4], part) for part in re.findall(r"12|34|56", text))

    for sheet in PdfReader(io.BytesIO(pdf.content)).pages:
        sheet.extract_text(visitor_text=note)

    assert [part for _, part in sorted(places)] == ["12", "34", "56"]


def test_a_character_that_no_font_has_is_written_by_its_number_and_named():
    pdf = pdf_of(said_by("Adlam \U0001e900, Müller"))

    assert "U+1E900 (ADLAM CAPITAL LETTER ALIF)" in pdf.notices[0]
    assert "Adlam [U+1E900], Müller" in " ".join(sheets(pdf)[0].split())
    assert len(pdf.notices) == 1


def test_no_sheet_shows_a_glyph_that_no_font_has():
    fonts_for_names()
    for name in NAMES.values():
        told = [marked_texts(sheet) for sheet in PdfReader(io.BytesIO(pdf_of(said_by(name)).content)).pages]
        assert sum(map(len, told)) > 8


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (210, 297)), (Paper.LETTER, (215.9, 279.4))])
def test_a_sheet_has_the_size_that_was_asked_for(paper, size):
    box = PdfReader(io.BytesIO(pdf_of(said_by("x"), paper=paper).content)).pages[0].mediabox

    assert (box.width / MM, box.height / MM) == pytest.approx(size, abs=0.2)


def test_the_only_date_is_that_of_the_last_change(illustrated):
    about = PdfReader(io.BytesIO(illustrated[1].content)).metadata

    assert about.creation_date.replace(tzinfo=None) == AT
    assert about.title == "Discography report"


ELSEWHERE = (
    "import sys; sys.path.insert(0, sys.argv[1])\n"
    "from datetime import datetime\n"
    "from DiscographyReportLib.rendering.page import Line, Page\n"
    "from DiscographyReportLib.rendering.pdf import render_pdf\n"
    "page = Page('Discography report', 'en', (Line('Müller'),), (), 'NOT VERIFIED', ('ID 7',))\n"
    "sys.stdout.buffer.write(render_pdf(page, changed_at=datetime(2026, 10, 14, 12, 0, 7)).content)\n"
)


@pytest.mark.parametrize(("seed", "zone"), [("1", "Pacific/Kiritimati"), ("4242", "America/Los_Angeles")])
def test_another_process_in_another_place_writes_the_same_bytes(seed, zone):
    page = Page("Discography report", "en", (Line("Müller"),), (), "NOT VERIFIED", ("ID 7",))
    command = [sys.executable, "-c", ELSEWHERE, str(MODULE)]
    environment = {"PYTHONHASHSEED": seed, "TZ": zone, "PATH": "", "PYTHONUTF8": "1"}

    ran = subprocess.run(command, env=environment, capture_output=True, check=True)

    assert ran.stdout == pdf_of(page).content


def test_a_german_page_says_so_to_a_screen_reader_and_counts_in_german():
    with speaking("de"):
        pdf = pdf_of(page_of(load_case("C01")))

    assert PdfReader(io.BytesIO(pdf.content)).root_object["/Lang"] == "de"
    assert "Seite 1 / " in sheets(pdf)[0]


def test_without_typst_one_sentence_says_what_to_install():
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); sys.modules['typst'] = None\n"
        "from datetime import datetime\n"
        "from DiscographyReportLib.rendering.page import Page\n"
        "from DiscographyReportLib.rendering.pdf import PdfError, render_pdf\n"
        "try:\n    render_pdf(Page('t', 'en', (), ()), changed_at=datetime(2026, 1, 1))\n"
        "except PdfError as error:\n    sys.stdout.write(str(error))\n"
    )

    ran = subprocess.run([sys.executable, "-c", script, str(MODULE)], capture_output=True, text=True, check=True)

    assert "pip install typst" in ran.stdout
    assert len(ran.stdout.splitlines()) == 1
