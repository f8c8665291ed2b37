# SPDX-License-Identifier: Apache-2.0
"""A site's own rule set: read, checked with line and field, and never in place of one of the module."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from DiscographyReportLib.criteria.evaluator import evaluate
from DiscographyReportLib.criteria.reading import RuleSetError, load_rule_set
from DiscographyReportLib.criteria.registry import OWN_IDS, own_registry
from DiscographyReportLib.model.disc import Disc
from provocations import discordant, exact, outcome, painless, result, rule_set, study

DATA = Path(__file__).parents[3] / "DiscographyReport" / "DiscographyReportLib" / "criteria" / "data"
SHIPPED = {path.name: path for path in DATA.glob("*.json")}


def site_text(**changes):
    content = json.loads(SHIPPED["derby_2005-1.json"].read_text(encoding="utf-8"))
    content |= {"id": "our_rules", "title": "Our rules", "status": "draft", **changes}
    return json.dumps({name: value for name, value in content.items() if value != "drop"}, indent=1)


def test_a_site_set_is_read_and_used_beside_the_others(tmp_path):
    path = tmp_path / "ours.json"
    path.write_text(site_text(min_nrs=8), encoding="utf-8")
    site = load_rule_set(path)
    report = study(painless(3), exact(4, nrs=7), painless(5))

    assert site == load_rule_set(site_text(min_nrs=8))
    assert outcome(report, site) == "not_symptomatic"
    assert outcome(report, "derby_2005") == "low_pressure_sensitive"
    chosen = own_registry().with_site([site]).chosen(["our_rules", "derby_2005"])
    assert [one.rule_set for one in evaluate(report, chosen).results[:2]] == ["our_rules", "derby_2005"]
    assert site.shown_title == "Our rules (draft)"


def test_every_shipped_form_can_serve_a_site():
    for path in SHIPPED.values():
        content = json.loads(path.read_text(encoding="utf-8"))
        site = load_rule_set(json.dumps({**content, "id": "ours", "version": "2026.1-b"}))
        assert (site.id, site.version) == ("ours", "2026.1-b")


LIMIT = {"operator": "<=", "psi": 50}
ROWS = json.loads(SHIPPED["derby_2005-1.json"].read_text(encoding="utf-8"))["outcomes"]
BANDS = json.loads(SHIPPED["derby_2005-1.json"].read_text(encoding="utf-8"))["bands"]
TIERS = json.loads(SHIPPED["sis_tiers-1.json"].read_text(encoding="utf-8"))
IDD = json.loads(SHIPPED["iasp_1994_idd-1.json"].read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("changes", "where", "problem"),
    [
        ({"min_nrs": 11}, '"min_nrs"', "min_nrs: 11 is not from 1 to 10"),
        ({"min_nrs": 0}, '"min_nrs"', "min_nrs: 0 is not from 1 to 10"),
        ({"min_nrs": "7"}, '"min_nrs"', "min_nrs: expected a number"),
        ({"min_nrs": 6.5}, '"min_nrs"', "min_nrs: expected a whole number"),
        ({"min_sustained_s": 0}, '"min_sustained_s"', "min_sustained_s: 0 is not 1 to 3600 s"),
        ({"min_behaviors": 6}, '"min_behaviors"', "min_behaviors: 6 is not from 1 to 5"),
        ({"min_grade": 6, "grade_step": "beforehand"}, '"min_grade"', "min_grade: 6 is not from 1 to 5"),
        ({"min_grade": 2}, "{", "grade_step: belongs to min_grade"),
        ({"grade_step": "beforehand"}, '"grade_step"', "grade_step: belongs to min_grade"),
        ({"min_grade": 2, "grade_step": "after_controls"}, '"grade_step"', 'only the strategy "control_count"'),
        ({"min_nrz": 6}, '"min_nrz"', "min_nrz: unknown field"),
        ({"title": "drop"}, "{", "title: is missing; every rule set needs it"),
        ({"id": "Our Rules"}, '"id"', "is no machine name"),
        ({"version": "1 b"}, '"version"', "is no version"),
        ({"title": "a|b"}, '"title"', 'title: holds a "|"'),
        ({"note": "a|b"}, '"note"', 'note: holds a "|"'),
        ({"status": "final"}, '"status"', "status: 'final' is not one of: verified, draft"),
        ({"regions": []}, '"regions"', "regions: is empty"),
        ({"regions": ["lumbar", "lumbar"]}, '"regions"', "regions: names a region twice"),
        ({"regions": ["sacral"]}, '"sacral"', "regions[0]: 'sacral' is not one of"),
        ({"regions": ["lumbar", "cervical"]}, '"max_volume_ml"', "max_volume_ml.cervical: is missing"),
        ({"max_volume_ml": {"lumbar": 0}}, '"lumbar": 0', "max_volume_ml.lumbar: should be a positive number"),
        ({"concordant_values": ["similar"]}, '"concordant_values"', 'should be ["exact"] or ["similar", "exact"]'),
        ({"concordant_values": ["exact", "dissimilar"]}, '"concordant_values"', 'should be ["exact"]'),
        ({"concordant_values": ["exact", "exact"]}, '"concordant_values"', 'should be ["exact"]'),
        ({"max_pressure_ao": {"operator": "<", "psi": 0}}, '"psi": 0', "max_pressure_ao.psi: 0 is no limit"),
        ({"max_pressure_ao": {"operator": ">", "psi": 9}}, '">"', "max_pressure_ao.operator: '>' is not one of: <, <="),
        ({"max_pressure_ao": {**LIMIT, "psi": 60}}, '"limit"', "bands[1].limit: the last class should end where"),
        ({"max_pressure_ao": "drop"}, "{", "max_pressure_ao: is needed"),
        ({"optional_terms": ["pressure"]}, '"max_pressure_ao"', "max_pressure_ao: is needed, and not optional"),
        ({"low_pressure_ao": LIMIT}, '"low_pressure_ao"', "low_pressure_ao: belongs to the strategy"),
        ({"bands": []}, '"bands"', "bands: belong to the strategy"),
        ({"bands": [BANDS[1], BANDS[0], BANDS[1]]}, '"psi": 15', "bands[1].limit.psi: should be greater"),
        ({"bands": [BANDS[0], BANDS[0], BANDS[1]]}, '"psi": 15', "bands[1].limit.psi: should be greater"),
        ({"bands": [BANDS[0], {**BANDS[1], "polarity": "negative"}]}, '"negative"', "does not fit a class"),
        (
            {"bands": [BANDS[0], {**BANDS[1], "name": "not_symptomatic"}]},
            '"not_symptomatic"',
            "already stands for positive",
        ),
        ({"n_controls": 2}, '"n_controls"', "n_controls: has no use for classes"),
        ({"n_controls": 11}, '"n_controls"', "n_controls: 11 is not from 0 to 10"),
        ({"control_definition": "painless"}, '"control_definition"', "control_definition: belongs to n_controls"),
        ({"control_veto": True}, '"control_veto"', 'control_veto: belongs to the strategy "tiers" alone'),
        ({"control_discordant_min_psi_ao": 15}, '"control_discordant', "control_discordant_min_psi_ao: belongs to"),
        ({"outcomes": ROWS[1:]}, '"outcomes"', "outcomes: lacks the role partial"),
        ({"outcomes": [*ROWS, ROWS[0]]}, '"outcomes"', "outcomes: names a role twice"),
        ({"outcomes": [*ROWS, {**ROWS[0], "role": "no_control"}]}, '"no_control"', "has no use in this set"),
        ({"outcomes": [{**ROWS[0], "name": "not_applicable"}, *ROWS[1:]]}, '"not_applicable"', "has a fixed meaning"),
        ({"outcomes": [{**ROWS[0], "name": "not_evaluable"}, *ROWS[1:]]}, '"not_evaluable"', "has a fixed meaning"),
        ({"outcomes": [{**ROWS[0], "row": "a|b"}, *ROWS[1:]]}, '"a|b"', 'outcomes[0].row: holds a "|"'),
        ({"format": "other"}, '"format"', "format: this is no rule set"),
        ({"format_version": 2}, '"format_version"', "format_version: 2 is not read by this program"),
        ({"format_version": True}, '"format_version"', "format_version: True is not read by this program"),
    ],
)
def test_what_is_wrong_in_a_site_set_is_named_with_line_and_field(tmp_path, changes, where, problem):
    text = site_text(**changes)
    path = tmp_path / "ours.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(RuleSetError) as refused:
        load_rule_set(path)

    name, _, rest = str(refused.value).partition(", line ")
    assert name == "ours.json"
    assert problem in rest
    assert where in text.splitlines()[int(rest.partition(",")[0].partition(":")[0]) - 1]


FINDINGS = {"grade_step": "beforehand", "min_behaviors": 2, "min_grade": 1}


@pytest.mark.parametrize(
    ("field", "least", "most", "beside"),
    [
        ("min_nrs", 1, 10, {}),
        ("min_sustained_s", 1, 3600, {}),
        ("min_behaviors", 1, 5, {}),
        ("min_grade", 1, 5, FINDINGS),
    ],
)
def test_a_number_may_reach_the_ends_of_its_range_and_no_further(field, least, most, beside):
    for allowed in (least, most):
        assert getattr(load_rule_set(site_text(**{**beside, field: allowed})), field) == allowed
    for refused in (least - 1, most + 1):
        with pytest.raises(RuleSetError, match=f"{field}: {refused} is not"):
            load_rule_set(site_text(**{**beside, field: refused}))


def test_a_pressure_limit_is_above_zero():
    content = json.loads(SHIPPED["asipp_2013-1.json"].read_text(encoding="utf-8")) | {"id": "ours"}

    for psi in (0.5, 1):
        assert load_rule_set(json.dumps(content | {"max_pressure_ao": {"operator": "<", "psi": psi}})).max_pressure_ao
    with pytest.raises(RuleSetError, match="0 is no limit"):
        load_rule_set(json.dumps(content | {"max_pressure_ao": {"operator": "<", "psi": 0}}))


def test_ten_controls_anywhere_may_be_asked_for_and_no_more():
    content = json.loads(SHIPPED["asipp_2013-1.json"].read_text(encoding="utf-8"))

    assert load_rule_set(json.dumps({**content, "id": "ours", "n_controls": 10})).n_controls == 10
    with pytest.raises(RuleSetError, match="n_controls: 11 is not from 0 to 10"):
        load_rule_set(json.dumps({**content, "id": "ours", "n_controls": 11}))
    with pytest.raises(RuleSetError, match="n_controls: -1 is not from 0 to 10"):
        load_rule_set(json.dumps({**content, "id": "ours", "n_controls": -1}))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"n_controls": 1}, 'n_controls: should be 2 for the strategy "tiers"'),
        ({"control_place": "anywhere"}, 'control_place: should be "adjacent"'),
        ({"control_definition": "not_concordant"}, 'control_definition: should be "painless"'),
        ({"control_discordant_min_psi_ao": None}, "control_discordant_min_psi_ao: belongs to"),
        ({"low_pressure_ao": None}, "low_pressure_ao: belongs to"),
        ({"low_pressure_ao": {"operator": "<", "psi": 50}}, "low_pressure_ao.psi: should be less"),
    ],
)
def test_the_tiers_need_their_own_parts(changes, problem):
    with pytest.raises(RuleSetError, match="line") as refused:
        load_rule_set(json.dumps({**TIERS, "id": "ours", **changes}))

    assert problem in str(refused.value)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"n_controls": 3}, "n_controls: a disc has at most two adjacent controls"),
        ({"n_controls": 0, "control_definition": None, "control_place": None}, "has no use in this set"),
        ({"min_grade": None, "grade_step": None}, "has no use in this set"),
    ],
)
def test_a_count_of_controls_needs_its_own_parts(changes, problem):
    with pytest.raises(RuleSetError) as refused:
        load_rule_set(json.dumps({**IDD, "id": "ours", **changes}))

    assert problem in str(refused.value)


@pytest.mark.parametrize("rules", OWN_IDS)
def test_the_sets_of_the_module_cannot_be_overridden(rules):
    with pytest.raises(RuleSetError, match=f'line 4, id: "{rules}" belongs to the module'):
        load_rule_set(site_text(id=rules, version="99"))
    with pytest.raises(RuleSetError, match="belongs to the module"):
        own_registry().with_site([replace(rule_set(rules), version="99")])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{\n "a": 1,\n}', "line 3, column 1: not valid JSON"),
        ('{\n "id": "a",\n "id": "b"\n}', "line 3, id: stands twice"),
        ('{"a": {\n "b": [{"c": 1,\n "c": 2}]}}', "line 3, a.b[0].c: stands twice"),
        ("[]", "line 1, format: this is no rule set"),
        ("[" * 100_000, "nested too deeply"),
        ("9" * 5000, "not valid JSON"),
    ],
)
def test_a_text_that_is_no_rule_set_is_refused(text, problem):
    with pytest.raises(RuleSetError) as refused:
        load_rule_set(text)

    assert problem in str(refused.value)


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    (tmp_path / "latin.json").write_bytes(b'{"title": "\xe9"}')

    with pytest.raises(RuleSetError, match=r"latin\.json is not UTF-8 text"):
        load_rule_set(tmp_path / "latin.json")
    with pytest.raises(RuleSetError, match=r"absent\.json cannot be read"):
        load_rule_set(tmp_path / "absent.json")


def test_a_number_that_is_not_finite_is_refused():
    with pytest.raises(RuleSetError, match=r"max_pressure_ao\.psi: .*not a finite number"):
        load_rule_set(site_text().replace('"psi": 50', '"psi": NaN'))


def test_a_site_may_ask_for_a_grade_that_a_lower_bound_leaves_open():
    site = rule_set("walsh_1990", min_grade=4)
    unknown_arc = exact(4).ct.__class__(extent="outer_third")
    bound: Disc = exact(4, ct=unknown_arc)

    assert outcome(study(bound), site) == "not_evaluable"
    assert result(study(bound), site, 4).terms[1][1:6:4] == ("at least 3", "open")
    assert outcome(study(bound), "walsh_1990") == "positive"
    assert outcome(study(discordant(3), replace(bound, leaks=None)), "iasp_1994_idd") == "met"
