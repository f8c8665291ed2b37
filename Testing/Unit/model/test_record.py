# SPDX-License-Identifier: Apache-2.0
"""Records check themselves and say where they are wrong."""

import pytest

from DiscographyReportLib.model.disc import Disc, Leak, StimulationEvent
from DiscographyReportLib.model.errors import ModelError
from DiscographyReportLib.model.levels import Level, Region
from DiscographyReportLib.model.quantities import psi
from DiscographyReportLib.model.record import shapes
from DiscographyReportLib.model.report import Report, new_uid
from DiscographyReportLib.model.values import uid
from plain_reports import disc, report


def test_a_shape_tells_lists_options_records_and_closed_lists_apart():
    known = shapes(Disc)

    assert (known["events"].many, known["events"].optional, known["events"].is_record) == (True, False, True)
    assert (known["leaks"].many, known["leaks"].optional) == (True, True)
    assert known["level"].is_enum
    assert known["opening_pressure"].optional
    assert not known["uid"].is_record


def test_machine_names_and_lists_are_brought_to_their_types():
    made = Disc(uid="1.2", level="L4-L5", sequence_index=4, leaks=[Leak(site="venous")])

    assert made.level is Level.L4_L5
    assert isinstance(made.leaks, tuple)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"level": "L9-L10"}, "level"),
        ({"events": [1]}, "events\\[0\\]"),
        ({"events": None}, "events"),
        ({"events": "x"}, "events"),
        ({"opening_pressure": 12}, "opening_pressure"),
        ({"volume_ml": "much"}, "volume_ml"),
        ({"leaks": (Leak(site="venous"), Leak(site="venous"))}, "leaks"),
    ],
)
def test_a_wrong_field_is_refused_with_its_path(changes, where):
    with pytest.raises(ModelError, match=f"^{where}"):
        Disc(**{"uid": "1.2", "level": "L4-L5", "sequence_index": 4, **changes})


def test_a_wrong_field_deep_inside_is_refused_where_it_is_made():
    with pytest.raises(ModelError, match=r"^nrs: expected a whole number"):
        StimulationEvent(nrs=8.0)


def test_discs_are_kept_in_the_order_of_the_spine():
    made = report(Level.L5_S1, Level.L3_L4, Level.L4_L5)

    assert [one.level for one in made.discs] == [Level.L3_L4, Level.L4_L5, Level.L5_S1]


def test_a_disc_is_replaced_by_identity_not_by_name():
    made = report(Level.L3_L4, Level.L4_L5)
    renamed = made.with_disc(disc(Level.L5_S1, uid=made.discs[1].uid))

    assert [one.level for one in renamed.discs] == [Level.L3_L4, Level.L5_S1]
    assert renamed.disc(made.discs[1].uid).level is Level.L5_S1
    with pytest.raises(KeyError):
        made.disc("1.9.9")


def test_only_injected_discs_count_as_injected():
    made = report(Level.L3_L4).with_disc(disc(Level.L4_L5, status="fused"))

    assert [one.level for one in made.injected] == [Level.L3_L4]


def test_one_uid_for_two_discs_and_a_primary_set_that_was_not_chosen_are_refused():
    one = disc(Level.L4_L5)
    with pytest.raises(ModelError, match=r"^discs: two discs carry the same uid"):
        report(discs=(one, disc(Level.L5_S1, uid=one.uid)))
    with pytest.raises(ModelError, match=r"^primary_criteria"):
        Report(uid="1.2", changed_at=report().changed_at, region=Region.LUMBAR, primary_criteria="derby_2005")


def test_a_fresh_uid_is_one_and_never_the_same():
    assert uid(new_uid()) != new_uid()


def test_a_pressure_is_a_record_too():
    assert psi("20.0") == psi(20)
