# SPDX-License-Identifier: Apache-2.0
"""Rule sets of a site, and the kind of document, in the section Advanced."""

import json
from dataclasses import replace

import pydicom
import pytest

from DiscographyReportLib.criteria.registry import rule_set_text
from Panel import user

COMPREHENSIVE_SR = "1.2.840.10008.5.1.4.1.1.88.33"


@pytest.fixture
def a_site_file(tmp_path):
    """One of our rule sets, made a site's own."""
    content = json.loads(rule_set_text("derby_2005"))
    content.update(id="spine_center", title="Spine Center 2026")
    path = tmp_path / "spine-center.json"
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
    return path


def _add(view, hands, path):
    widgets = user.widgets(view, "AdvancedSection")
    widgets.siteEdit.currentPath = str(path)
    view.ui.advancedSection.collapsed = False
    hands.click(widgets.siteAddButton)
    return widgets


def _titles(view):
    return [row[1].text for row in view.panel.interpretation.state().rows]


def test_a_rule_set_of_the_site_judges_beside_the_others_until_it_is_left_out(two_discs, a_site_file, hands):
    before = _titles(two_discs)
    widgets = _add(two_discs, hands, a_site_file)
    (added,) = set(_titles(two_discs)) - set(before)
    assert "Spine Center 2026" in added
    assert widgets.siteTable.rowCount == 1
    hands.click(widgets.siteUseButton)
    assert _titles(two_discs) == before
    hands.click(widgets.siteUseButton)
    assert len(_titles(two_discs)) == len(before) + 1
    hands.click(widgets.siteRemoveButton)
    assert _titles(two_discs) == before
    assert a_site_file.is_file()


def test_what_the_site_says_is_in_the_exported_document(a_finished_case, a_site_file, hands):
    _add(a_finished_case, hands, a_site_file)
    exported = a_finished_case.panel.closing.export()

    assert "spine_center" in {one.rule_set for one in exported.assessment.results}


def test_a_file_that_cannot_be_used_is_refused_with_its_line_and_field(two_discs, a_site_file, hands):
    broken = json.loads(a_site_file.read_text(encoding="utf-8"))
    del broken["outcomes" if "outcomes" in broken else "title"]
    a_site_file.write_text(json.dumps(broken, indent=1), encoding="utf-8")
    _add(two_discs, hands, a_site_file)

    said = two_discs.desk.message
    assert said.grave
    assert "spine-center.json" in said.text
    assert two_discs.panel.options.rules.files == []


@pytest.mark.usefixtures("the_library_as_it_was")
def test_a_file_that_broke_since_it_was_added_judges_no_more_and_says_why(two_discs, a_site_file, a_module, hands):
    _add(two_discs, hands, a_site_file)
    a_site_file.write_text("{", encoding="utf-8")
    a_module.python_widget().onReload()
    view = a_module.python_widget().view

    (row,) = view.panel.options.rules.rows()
    assert row[0].text == "▲"
    assert "spine-center.json" in row[1].text
    assert view.desk.logic.site_rule_sets == ()


def test_a_report_of_another_site_says_what_is_not_judged_here_and_keeps_it(two_discs):
    two_discs.desk.edit(lambda report: replace(report, criteria=("derby_2005", "their_own")))
    statements = two_discs.panel.interpretation.state().statements
    assert "Not judged here" in statements[0]
    assert "their_own" in statements[0]
    two_discs.panel.interpretation.choose("derby_1999", True)

    assert set(two_discs.desk.report.criteria) == {"derby_1999", "derby_2005", "their_own"}


def test_the_kind_of_document_is_chosen_for_a_draft_and_locked_with_it(a_finished_case):
    combo = user.widgets(a_finished_case, "AdvancedSection").encodingCombo
    a_finished_case.options.rules._on_encoding(combo.findData("comprehensive"))
    assert combo.currentText == "Comprehensive SR"
    exported = a_finished_case.panel.closing.export()
    assert pydicom.dcmread(exported.path).SOPClassUID == COMPREHENSIVE_SR
    a_finished_case.panel.closing.complete()

    assert not combo.enabled
    assert "make an amended copy" in combo.toolTip
