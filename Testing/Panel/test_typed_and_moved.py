# SPDX-License-Identifier: Apache-2.0
"""What is being typed when the disc or the report under it changes: it gets where it was begun, or nowhere."""

import pytest
import slicer

from DiscographyReportLib.scene.report_node import markers_of
from Panel import user


def _type_opening(view, hands):
    """At the upper disc, begun and not confirmed."""
    view.desk.select(view.desk.report.discs[0].uid)
    field = user.widgets(view, "DiscStart").field_opening_pressure
    field.setFocus()
    hands.type("21")
    return field


def _openings(view):
    return [disc.opening_pressure for disc in view.desk.report.discs]


def _place_another(view):
    """A point that is added in the Markups module while the keyboard stays in the panel."""
    x, y, z = (float(value) for value in view.desk.report.discs[0].position.point)
    markers_of(view.desk.node).AddControlPointWorld(-x, -y, z + 35)


def test_a_disc_placed_while_a_pressure_is_being_typed_takes_nothing_from_the_disc_it_is_typed_for(two_discs, hands):
    _type_opening(two_discs, hands)
    upper = two_discs.desk.disc
    _place_another(two_discs)

    report = two_discs.desk.report
    assert len(report.discs) == 3
    assert two_discs.desk.disc_uid not in (upper.uid, report.discs[-1].uid)
    assert str(report.disc(upper.uid).opening_pressure.value) == "21"
    assert [disc.uid for disc in report.discs if disc.opening_pressure is not None] == [upper.uid]


def test_the_same_in_the_level_table(two_discs, hands):
    upper = two_discs.desk.report.discs[0]
    two_discs.desk.select(upper.uid)
    two_discs.levels.table.focus()
    hands.press("Right")
    hands.type("21")
    _place_another(two_discs)
    hands.press("Return")

    report = two_discs.desk.report
    assert [disc.uid for disc in report.discs if disc.opening_pressure is not None] == [upper.uid]


@pytest.mark.parametrize("where", ["field", "levels", "events"])
def test_a_cursor_that_is_moved_by_other_code_takes_no_typed_text_to_another_disc(two_discs, hands, where):
    upper, lower = two_discs.desk.report.discs
    two_discs.desk.select(upper.uid)
    if where == "field":
        _type_opening(two_discs, hands)
    elif where == "levels":
        two_discs.levels.table.focus()
        hands.press("Right")
        hands.type("21")
    else:
        two_discs.disc.table.focus()
        hands.type("21")
    two_discs.desk.disc_uid = lower.uid
    two_discs.desk.changed()
    hands.press("Return")

    assert two_discs.desk.report.disc(lower.uid).opening_pressure is None
    assert two_discs.desk.report.disc(lower.uid).events == ()
    kept = two_discs.desk.report.disc(upper.uid).opening_pressure
    lost = "'21'" in two_discs.desk.message.text and two_discs.desk.message.grave
    assert lost or str(kept.value) == "21"


def test_a_removed_disc_takes_what_is_typed_for_it_along_and_that_is_said(two_discs, hands):
    from dataclasses import replace

    _type_opening(two_discs, hands)
    report = two_discs.desk.report
    two_discs.desk.edit(lambda present: replace(present, discs=report.discs[1:]), "Removed.")

    assert _openings(two_discs) == [None]
    assert two_discs.desk.message.text == "Removed. What was being typed was not recorded: '21'."
    assert two_discs.desk.message.grave


@pytest.mark.parametrize("where", ["field", "levels"])
def test_a_value_typed_for_a_report_that_is_removed_gets_into_no_other_one(two_discs, a_sample, hands, where):
    other = two_discs.desk.node
    two_discs.panel.study.new()
    user.place_by_logic(two_discs, a_sample.discogram.discs[-2:])
    if where == "field":
        _type_opening(two_discs, hands)
    else:
        two_discs.levels.table.focus()
        hands.press("Right")
        hands.type("21")
    slicer.mrmlScene.RemoveNode(two_discs.desk.node)
    said = two_discs.desk.message
    hands.press("Return")

    assert said.text == "The report Discography 2 was removed. What was being typed was not recorded: '21'."
    assert said.grave
    assert two_discs.desk.node is None
    two_discs.panel.study.choose_report(other.GetID())
    assert _openings(two_discs) == [None, None]


def test_a_wrong_text_goes_with_its_report(two_discs):
    two_discs.panel.disc.commit("opening_pressure", "abc")
    slicer.mrmlScene.RemoveNode(two_discs.desk.node)

    assert two_discs.desk.faults == {}
    assert "'abc'" in two_discs.desk.message.text


def test_a_scene_that_is_closed_while_typing_leaves_nothing_for_the_next_one(two_discs, hands):
    _type_opening(two_discs, hands)
    slicer.mrmlScene.Clear(False)
    view = two_discs
    view.panel.study.new()
    view.panel.markers.add()
    hands.press("Return")

    assert _openings(view) == [None]


def test_who_verifies_and_why_is_amended_are_forgotten_with_the_report(two_discs):
    report = user.widgets(two_discs, "ReportSection")
    two_discs.panel.options.set_verifier("Boss^Ada", "Spine Center")
    two_discs.panel.closing.amendment = "Level corrected"
    two_discs.desk.changed()
    assert report.verifierEdit.text == "Boss^Ada"
    two_discs.panel.study.new()

    assert (two_discs.panel.closing.verifier, two_discs.panel.closing.amendment) == ("", "")
    assert (report.verifierEdit.text, report.amendEdit.text) == ("", "")
