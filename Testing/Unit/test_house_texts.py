# SPDX-License-Identifier: Apache-2.0
"""What people read can be translated, and is: catalogs are those of today's texts, and German is complete."""

import ast
import gettext
import string

import pytest

import texts as catalogs
from house import LIBRARY, at, inside, library_files, nodes

MARKS = {"_", "N_", "NP_", "pgettext"}
LANGUAGES = catalogs.languages()
OURS = [path for path in library_files() if LIBRARY / "widgets" not in path.parents]


def marked(path):
    return [call for call in nodes(path, ast.Call) if isinstance(call.func, ast.Name) and call.func.id in MARKS]


def of_constants(path):
    """Calls that run when a module is imported, before anybody could choose a language."""
    inside_functions = {
        id(part) for made in nodes(path, ast.FunctionDef, ast.Lambda) for part in ast.walk(made) if part is not made
    }
    return [call for call in marked(path) if id(call) not in inside_functions]


def placeholders(text):
    return {
        (name, form or "", conversion or "") for _, name, form, conversion in string.Formatter().parse(text) if name
    }


def messages(language):
    return [one for one in catalogs.read(catalogs.catalog_file(language), language) if one.id]


def test_german_is_among_the_languages():
    assert "de" in LANGUAGES


@pytest.mark.parametrize("path", OURS, ids=inside)
def test_a_text_is_a_literal_and_is_looked_up_where_it_is_shown(path):
    texts = [call for call in marked(path) if not isinstance(call.args[0], ast.Name | ast.Attribute | ast.Subscript)]
    put_together = [at(path, call) for call in texts if any(isinstance(part, ast.JoinedStr) for part in call.args)]
    frozen = [at(path, call) for call in of_constants(path) if call.func.id in {"_", "pgettext"}]

    assert (put_together, frozen) == ([], [])


@pytest.mark.parametrize("path", OURS, ids=inside)
def test_no_text_is_looked_up_inside_an_f_string_where_the_extractor_of_python_3_11_does_not_see_it(path):
    calls = {id(call) for call in marked(path)}
    hidden = [at(path, part) for made in nodes(path, ast.JoinedStr) for part in ast.walk(made) if id(part) in calls]

    assert hidden == []


def test_the_template_holds_the_texts_of_today():
    assert catalogs.TEMPLATE.read_bytes() == catalogs.po_text(catalogs.template()), "make texts"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalog_holds_the_texts_of_today_and_is_compiled(language):
    today = catalogs.updated(language)

    assert catalogs.catalog_file(language).read_bytes() == catalogs.po_text(today), "make texts"
    assert catalogs.compiled_file(language).read_bytes() == catalogs.mo_bytes(today), "make texts"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language):
    assert [one.id for one in messages(language) if not one.string] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_text(language):
    assert [one.id for one in messages(language) if placeholders(one.id) != placeholders(one.string)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_blanks_at_its_ends_and_its_last_stop(language):
    def ends(text):
        return text[:1].isspace(), text[-1:].isspace(), text.rstrip().endswith(".")

    assert [one.id for one in messages(language) if ends(one.id) != ends(one.string)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_python_reads_what_was_compiled(language):
    with catalogs.compiled_file(language).open("rb") as compiled:
        read = gettext.GNUTranslations(compiled)

    assert [one.id for one in messages(language) if _looked_up(read, one) != one.string] == []


def _looked_up(read, message):
    return read.pgettext(message.context, message.id) if message.context else read.gettext(message.id)


def test_nothing_in_a_catalog_tells_when_or_where_it_was_made():
    written = [catalogs.TEMPLATE, *map(catalogs.catalog_file, LANGUAGES)]
    told = [
        path for path in written if any(word in path.read_text("utf-8") for word in ("-Date:", "Generated-By", "Babel"))
    ]

    assert told == []
