# SPDX-License-Identifier: Apache-2.0
"""Undo and redo, against a plain list as the model."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from DiscographyReportLib.model.history import History
from plain_reports import report

START = report()


def says(text: str):
    return replace(START, comment=text)


class UndoAndRedo(RuleBasedStateMachine):
    """All states in a list and a finger on the present one."""

    def __init__(self) -> None:
        super().__init__()
        self.history = History(START, depth=5)
        self.states = [START]
        self.finger = 0
        self.key: str | None = None

    @rule(text=st.sampled_from("abcd"), key=st.sampled_from((None, "volume", "nrs")))
    def edit(self, text: str, key: str | None) -> None:
        made = says(text)
        self.history = self.history.record(made, key)
        if made == self.states[self.finger]:
            return
        joins = key is not None and key == self.key and self.finger > 0 and self.finger == len(self.states) - 1
        if joins:
            del self.states[self.finger :]
        else:
            del self.states[self.finger + 1 :]
        self.key = key
        if self.states[-1] == made:
            self.key = None
        else:
            self.states.append(made)
        self.states = self.states[-6:]
        self.finger = len(self.states) - 1

    @rule()
    def undo(self) -> None:
        if self.finger:
            self.finger -= 1
            self.key = None
        self.history = self.history.undo()

    @rule()
    def redo(self) -> None:
        if self.finger < len(self.states) - 1:
            self.finger += 1
            self.key = None
        self.history = self.history.redo()

    @precondition(lambda self: self.history.can_undo)
    @rule()
    def undo_and_redo_is_nothing(self) -> None:
        before = self.history.present
        self.history = self.history.undo().redo()
        self.key = None
        assert self.history.present == before

    @invariant()
    def agrees(self) -> None:
        assert self.history.present == self.states[self.finger]
        assert self.history.can_undo == (self.finger > 0)
        assert self.history.can_redo == (self.finger < len(self.states) - 1)
        assert len(self.history.past) <= 5


TestUndoAndRedo = UndoAndRedo.TestCase


def test_an_edit_that_only_moves_the_time_of_change_is_no_edit():
    history = History(START).record(says("a")).undo()
    later = replace(START, changed_at=START.changed_at + timedelta(minutes=5))

    assert history.record(later) is history
    assert history.record(later).can_redo


def test_typing_one_number_is_one_step():
    history = History(START)
    for text in ("1", "1.", "1.4"):
        history = history.record(says(text), "comment")

    assert history.undo().present == START
    assert not history.undo().can_undo


def test_typing_back_to_the_start_leaves_no_step():
    history = History(START).record(says("1"), "comment").record(START, "comment")

    assert not history.can_undo
    assert history.present == START


def test_after_an_undo_the_same_field_begins_a_new_step():
    history = History(START).record(says("a"), "comment").record(says("b")).undo().record(says("c"), "comment")

    assert history.undo().present == says("a")


def test_a_new_edit_drops_what_was_undone():
    history = History(START).record(says("a")).undo().record(says("b"))

    assert not history.can_redo
