# SPDX-License-Identifier: Apache-2.0
"""The worked cases become the reports that they describe."""

import json

import pytest

from cases import FOLDER, case_ids, load_case, uid_of
from DiscographyReportLib.model import vocabulary as v
from DiscographyReportLib.model.checks import check
from DiscographyReportLib.model.findings import blocks_draft
from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.model.quantities import psi

VALUE_SETS = {
    "concordance": v.Concordance,
    "endpoint": v.EndPoint,
    "leaks": v.LeakSite,
    "status": v.DiscStatus,
    "intended_role": v.DiscRole,
    "stop_reason": v.StopReason,
    "max_radial_extent": v.RadialExtent,
    "adams_1986": v.AdamsType,
    "pain_behaviours": v.PainBehavior,
    "sedation_level": v.SedationLevel,
}


def test_every_case_is_there():
    assert len(case_ids()) == 19


@pytest.mark.parametrize("name", VALUE_SETS)
def test_the_closed_lists_are_those_of_the_cases(name):
    vocabulary = json.loads((FOLDER / "vocabulary.json").read_text(encoding="utf-8"))

    wanted = [value for value in vocabulary["definitions"][name] if value is not None]
    assert sorted(member.value for member in VALUE_SETS[name]) == sorted(wanted)


@pytest.mark.parametrize("case_id", case_ids())
def test_nothing_in_a_case_is_impossible(case_id):
    assert blocks_draft(check(load_case(case_id, frame_of_reference_uid="1.2.3"))) == ()


def test_a_case_is_the_same_in_every_run():
    assert load_case("C01") == load_case("C01")
    assert load_case("C01").uid == uid_of("C01") == "2.25." + str(int(uid_of("C01").removeprefix("2.25.")))


def test_null_is_not_recorded_and_an_empty_list_is_none_that_was_looked_for():
    report = load_case("C28")

    assert any(disc.leaks is None for disc in report.discs)
    assert any(disc.leaks == () for disc in load_case("C01").discs)
    assert report.procedure.complications == ()


def test_the_one_number_of_binary_arithmetic_is_rounded():
    assert psi("58.1") in [disc.final_static_pressure for disc in load_case("C35").discs]


def test_a_transitional_vertebra_is_read():
    numbering = load_case("C12").procedure.numbering

    assert numbering.transitional is v.TransitionalAnatomy.LUMBARIZED_S1
    assert (numbering.castellvi, numbering.naming) == (v.Castellvi.IIB, v.LevelNaming.L6)


def test_discs_stand_where_they_are_put():
    placed = load_case("C01", frame_of_reference_uid="1.2.3", positions={Level.L4_L5: (1, 2, 3)})

    assert [disc.position and disc.position.point for disc in placed.discs] == [None, (1.0, 2.0, 3.0), None]
    assert all(disc.position is None for disc in load_case("C01").discs)
