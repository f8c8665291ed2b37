# SPDX-License-Identifier: Apache-2.0
"""Texts from outside are text in every form, whatever they hold; the HTML file asks nobody for anything."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.model.report import Observer
from DiscographyReportLib.rendering.content import foreign_page, report_page
from DiscographyReportLib.rendering.html import render_html
from DiscographyReportLib.rendering.markup import RIGHT_TO_LEFT
from DiscographyReportLib.rendering.names import person_shown
from DiscographyReportLib.rendering.page import Figure, Page, Picture
from DiscographyReportLib.rendering.plain_text import render_text
from DiscographyReportLib.rendering.visible import visible
from plain_reports import report, with_disc
from rendered import DRAFT, SUBJECT, page_of, read_html, text_of

NAMES = {
    "markup": "<img src=x onerror=alert(1)>^</style><script>alert(1)</script>",
    "quotes": '"\' onmouseover=alert(1) x="^\'"',
    "entities": "&lt;b&gt;&amp;&#x202e;^x",
    "right-to-left override": "Doe\u202e^enaJ\u2066\u202d",
    "300 characters": "W" * 300,
    "Japanese": "Yamada^Tarou=山田^太郎=やまだ^たろう",
    "Arabic": "مريم^الزهراء",
    "control characters": "Doe\x00\x07\x1b[31m\x7f\u2028^Jane\ud800",
    "style": "}*{display:none}@import url(//example.org)^\\22;",
}
ELEMENTS_OF_OURS = {
    "html", "head", "meta", "title", "style", "body", "div", "span", "header", "h1", "h2", "h3", "h4", "p", "main",
    "section", "ul", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure",
    "figcaption", "img", "svg", "rect", "polyline", "path", "text", "footer", "bdi",
}  # fmt: skip
ATTRIBUTES_WITH_ADDRESSES = {"src", "href", "action", "data", "poster", "background", "srcset", "style", "formaction"}
HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def hostile_page(name: str) -> Page:
    """The name as patient, and what a user can type in a field that is shown."""
    typed = visible(name).replace("\\", "/").strip()[:60]
    made = replace(
        with_disc(report(Level.L4_L5), comment=typed),
        impression=visible(name).strip(),
        observers=(Observer("A^B", "reader", organization=visible(name).strip()),),
    )
    subject = replace(SUBJECT, name=name, patient_id=name, study_description=name, birth_date=name)
    page = page_of(made, cover=replace(DRAFT, subject=subject, notices=(name,)))
    picture = Figure(Picture(b"\x89PNG", 4, 4), name, name)
    pictured = report_page(made, _assessed(made), replace(DRAFT, subject=subject), {}, {made.discs[0].uid: (picture,)})
    return replace(page, sections=(*page.sections, *(replace(s, id=f"again-{s.id}") for s in pictured.sections)))


def _assessed(made):
    from DiscographyReportLib.criteria.evaluator import evaluate

    return evaluate(made)


@pytest.fixture(params=NAMES.values(), ids=NAMES.keys())
def a_name(request):
    return request.param


def test_html_made_of_hostile_texts_has_only_our_elements_and_no_handlers(a_name):
    root = read_html(render_html(hostile_page(a_name)))

    assert {one.tag for one in root.iter()} <= ELEMENTS_OF_OURS
    for one in root.iter():
        assert not [name for name in one.attrib if name.startswith("on")]
        for attribute in ATTRIBUTES_WITH_ADDRESSES & set(one.attrib):
            assert (one.tag, attribute) == ("img", "src")
            assert one.get("src").startswith("data:image/png;base64,")


def test_a_hostile_name_is_read_as_it_is_written(a_name):
    shown = visible(person_shown(a_name))
    root, text = read_html(render_html(hostile_page(a_name))), render_text(hostile_page(a_name))

    assert f"Patient: {' '.join(shown.split())}" in text_of(root.find(".//header"))
    assert f"Patient: {shown}\n" in text


def test_no_hidden_character_reaches_a_reader(a_name):
    html, text = render_html(hostile_page(a_name)).decode(), render_text(hostile_page(a_name))

    assert HIDDEN.findall(html) == []
    assert HIDDEN.findall(text) == []


def test_a_right_to_left_override_is_shown_by_its_number():
    assert visible("Doe\u202eenaJ") == "Doe[U+202E]enaJ"
    persian = "\u0645\u06cc\u200c\u062e\u0648"
    assert visible(persian) == persian


def test_the_foot_of_a_page_keeps_number_and_state_beside_the_longest_name():
    name, identity, born, state = hostile_page(NAMES["300 characters"]).running

    assert name.endswith("W…")
    assert max(map(len, (name, identity, born))) < 50
    assert "not verified" in state


def test_right_to_left_text_is_isolated_from_the_numbers_beside_it():
    root = read_html(render_html(hostile_page(NAMES["Arabic"])))
    isolated = {text_of(one) for one in root.iter("bdi")}

    assert {"مريم", "الزهراء"} <= {word.strip(",^") for one in isolated for word in re.split("[ ^]", one)}
    assert not [one for one in isolated if re.search("[0-9A-Za-z]", one)]


@pytest.mark.parametrize("between", ["Доу", "Δ", "Doe", "7"])
def test_what_is_written_from_the_left_between_two_right_to_left_words_is_not_isolated_with_them(between):
    pieces = RIGHT_TO_LEFT.split(f"مريم {between} الزهراء")

    assert pieces == ["", "مريم", f" {between} ", "الزهراء", ""]
    assert RIGHT_TO_LEFT.split("مريم-الزهراء") == ["", "مريم-الزهراء", ""]


def test_the_policy_allows_the_one_style_sheet_and_pictures_inside_the_file_and_nothing_else(a_name):
    root = read_html(render_html(hostile_page(a_name)))
    sheets = [one.text for one in root.iter("style")]
    digest = base64.b64encode(hashlib.sha256(sheets[0].encode()).digest()).decode()
    policies = [one.get("content") for one in root.iter("meta") if one.get("http-equiv") == "Content-Security-Policy"]

    assert policies == [
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    ]
    assert len(sheets) == 1
    assert not re.search(r"url\(|@import|expression|//", sheets[0])


def test_the_policy_stands_before_anything_that_could_load(a_name):
    head = read_html(render_html(hostile_page(a_name))).find("head")

    assert [one.tag for one in head][:2] == ["meta", "meta"]
    assert head[1].get("http-equiv") == "Content-Security-Policy"


def test_a_foreign_tree_is_shown_as_text_with_its_lines_and_steps():
    page = foreign_page(
        "Comprehensive SR: <b>x</b>",
        ("CONTAINER Report", "  TEXT Finding: <script>\nsecond\u202e line"),
        SUBJECT,
        ("<i>", "UNVERIFIED"),
    )
    root, text = read_html(render_html(page)), render_text(page)

    assert {one.tag for one in root.iter()} <= ELEMENTS_OF_OURS
    assert "  TEXT Finding: <script>\n  second[U+202E] line\n" in text
    assert "no DiscographyReport document" in text
