# SPDX-License-Identifier: Apache-2.0
"""Typed text and values of the model: forgiving in form, strict in meaning, and back again unchanged."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from DiscographyReportLib.model import vocabulary as v
from DiscographyReportLib.model.disc import Leak, Tear
from DiscographyReportLib.model.levels import Level
from DiscographyReportLib.model.procedure import Complication, SedativeDose
from DiscographyReportLib.model.quantities import Pressure, PressureUnit
from DiscographyReportLib.model.record import Shape
from DiscographyReportLib.widgets.choices import choices
from DiscographyReportLib.widgets.choices_disc import DISC_KEYS
from DiscographyReportLib.widgets.choices_procedure import PROCEDURE_KEYS
from DiscographyReportLib.widgets.completeness import is_complete
from DiscographyReportLib.widgets.entry_errors import EntryError
from DiscographyReportLib.widgets.entry_text import Context, parsed, shown
from DiscographyReportLib.widgets.event_fields import EVENT_FIELDS
from DiscographyReportLib.widgets.fields import Kind, context_for, options_of
from DiscographyReportLib.widgets.fields_disc import DISC_BY_PATH, DISC_FIELDS, MAIN_PATHS
from DiscographyReportLib.widgets.fields_procedure import PROCEDURE_FIELDS, REPORT_FIELDS
from DiscographyReportLib.widgets.places import Place, value_at, with_value
from plain_reports import report

ALL_FIELDS = (*DISC_FIELDS, *PROCEDURE_FIELDS, *REPORT_FIELDS, *EVENT_FIELDS)
DAY = date(2026, 10, 14)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        (".6", "0.6"),
        ("0.60 mL", "0.6"),
        ("1.1ml", "1.1"),
    ],
)
def test_numbers_are_forgiving_on_entry(typed, value):
    assert parsed(typed, Shape(Decimal), Context(unit="mL")) == Decimal(value)


@pytest.mark.parametrize("typed", ["abc", "1.2.3", "1 2", "12 psi", "--3", "1e3", "NaN"])
def test_what_is_no_number_is_refused_with_the_unit_named(typed):
    with pytest.raises(EntryError, match="is not a number in mL"):
        parsed(typed, Shape(Decimal), Context(unit="mL"))


@pytest.mark.parametrize(
    ("typed", "value", "unit"),
    [
        ("18", "18", "psi"),
        ("1.2b", "1.2", "bar"),
        ("1,2 bar", "1.2", "bar"),
        ("124k", "124", "kPa"),
        ("620 mm", "620", "mmHg"),
        ("18p", "18", "psi"),
    ],
)
def test_a_pressure_keeps_the_unit_that_was_typed(typed, value, unit):
    assert parsed(typed, Shape(Pressure), Context()) == Pressure(Decimal(value), PressureUnit(unit))


def test_a_bare_pressure_has_the_chosen_unit_and_is_shown_without_it():
    context = Context(pressure_unit=PressureUnit.KPA)
    value = parsed("124", Shape(Pressure), context)

    assert value.unit is PressureUnit.KPA
    assert shown(value, context) == "124"
    assert shown(value, Context()) == "124 kPa (17.9847 psi)"


@pytest.mark.parametrize("typed", ["18x", "psi", "1.2 barn", "18 kg"])
def test_a_pressure_in_an_unknown_unit_is_refused(typed):
    with pytest.raises(EntryError, match="is not a pressure"):
        parsed(typed, Shape(Pressure), Context())


@pytest.mark.parametrize("typed", ["", " ", "?"])
@pytest.mark.parametrize("kind", [Decimal, int, bool, Pressure, v.EndPoint, datetime, str])
def test_nothing_and_a_question_mark_are_not_recorded(typed, kind):
    assert parsed(typed, Shape(kind), Context()) is None


def test_none_of_a_list_is_not_the_same_as_not_recorded():
    leaks = Shape(Leak, many=True, optional=True)

    assert parsed("", leaks, Context()) is None
    assert parsed("0", leaks, Context()) == ()
    assert parsed("none", leaks, Context()) == ()
    assert shown((), Context()) == "none"
    assert shown(None, Context()) == ""


@pytest.mark.parametrize(
    ("typed", "leaks"),
    [
        ("el", (("epidural", "left"),)),
        ("e l", (("epidural", "left"),)),
        ("epidural left", (("epidural", "left"),)),
        ("epi", (("epidural", None),)),
        ("v; fr", (("venous", None), ("foraminal", "right"))),
        ("needle track", (("needle_track", None),)),
    ],
)
def test_a_leak_takes_a_letter_and_its_side_another(typed, leaks):
    found = parsed(typed, Shape(Leak, many=True, optional=True), Context())

    assert found == tuple(Leak(v.LeakSite(site), side and v.Side(side)) for site, side in leaks)


def test_a_leak_that_stands_twice_or_is_unknown_is_refused_naming_the_choices():
    with pytest.raises(EntryError, match="e = epidural"):
        parsed("zz", Shape(Leak, many=True, optional=True), Context())


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("10:12", "2026-10-14T10:12:00"),
        ("101204", "2026-10-14T10:12:04"),
        ("9:05", "2026-10-14T09:05:00"),
        ("2026-10-13 15:20", "2026-10-13T15:20:00"),
        ("2026-10-13T15:20:01", "2026-10-13T15:20:01"),
    ],
)
def test_times_are_on_the_day_of_the_procedure_unless_a_date_is_typed(typed, moment):
    assert parsed(typed, Shape(datetime), Context(day=DAY)) == datetime.fromisoformat(moment)


@pytest.mark.parametrize("typed", ["25:00", "10:75", "soon", "2026-13-01 10:00"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(EntryError, match="is not a time"):
        parsed(typed, Shape(datetime), Context(day=DAY))


def test_a_time_without_a_day_to_be_on_is_refused():
    with pytest.raises(EntryError, match="2026-10-14 10:12"):
        parsed("10:12", Shape(datetime), Context())


@pytest.mark.parametrize(
    ("typed", "level"),
    [("45", Level.L4_L5), ("l45", Level.L4_L5), ("L4-L5", Level.L4_L5), ("5s1", Level.L5_S1), ("L5", Level.L5_S1)],
)
def test_levels_have_short_names(typed, level):
    assert parsed(typed, Shape(Level), Context()) is level


def test_doses_and_complications_keep_what_cannot_be_typed():
    given = SedativeDose("midazolam", Decimal(1), datetime(2026, 10, 14, 9, 45))
    doses = parsed("midazolam 1.5 mg; fentanyl 0.05", Shape(SedativeDose, many=True), Context(), (given,))

    assert doses == (
        SedativeDose("midazolam", Decimal("1.5"), given.given_at),
        SedativeDose("fentanyl", Decimal("0.05")),
    )
    found = parsed("vasovagal mild; other: fell asleep", Shape(Complication, many=True), Context())
    assert found == (
        Complication(v.ComplicationKind.VASOVAGAL, v.Severity.MILD),
        Complication(v.ComplicationKind.OTHER, detail="fell asleep"),
    )


@pytest.mark.parametrize(
    "value",
    [
        (Leak(v.LeakSite.EPIDURAL, v.Side.LEFT), Leak(v.LeakSite.VENOUS)),
        (Tear(v.TearSector.LEFT_POSTEROLATERAL), Tear(clock_hour=5)),
        (SedativeDose("midazolam", Decimal("1.5")),),
        (Complication(v.ComplicationKind.VASOVAGAL, v.Severity.MILD, None, "brief"),),
        (v.PainBehavior.GUARDING, v.PainBehavior.SIGHING),
        (v.Plane.AXIAL, v.Plane.OBLIQUE_AXIAL),
    ],
    ids=lambda value: type(value[0]).__name__,
)
def test_a_list_that_is_shown_can_be_typed_again(value):
    form = Shape(type(value[0]), many=True)

    assert parsed(shown(value, Context()), form, Context(), value) == value


@pytest.mark.parametrize("kind", [*DISC_KEYS, *PROCEDURE_KEYS], ids=lambda kind: kind.__name__)
def test_every_entry_of_a_closed_list_has_its_own_key_and_word_and_is_found_by_both(kind):
    known = choices(kind)

    assert {one.value for one in known} == set(kind)
    assert len({one.key for one in known}) == len({one.word for one in known}) == len(known)
    for one in known:
        assert len(one.key) == 1
        for typed in (one.key, one.word, one.word.upper(), one.value.value):
            assert parsed(typed, Shape(kind), Context()) is one.value


@pytest.mark.parametrize("field", ALL_FIELDS, ids=lambda field: field.path)
def test_every_field_of_the_panel_exists_in_the_model_and_what_it_shows_can_be_typed_again(field):
    example = report()
    place = Place(example.discs[0].uid if field.in_disc else None, field.path)
    context = context_for(example, place, Context())
    value = value_at(example, place)

    assert field.form.kind is not None
    if value is not None:
        typed = shown(value, Context(context.pressure_unit, None, context.region, context.unit))
        assert parsed(typed, field.form, context, value) == value
        assert with_value(example, place, value) == example


@pytest.mark.parametrize("field", [f for f in ALL_FIELDS if f.kind is Kind.CHOICE], ids=lambda field: field.path)
def test_every_entry_of_a_list_goes_into_the_report_and_comes_back(field):
    example = report()
    place = Place(example.discs[0].uid if field.in_disc else None, field.path)
    for key, word in options_of(field):
        changed = with_value(example, place, parsed(key, field.form, Context()))
        assert shown(value_at(changed, place), Context()) == word
    if field.form.optional:
        assert value_at(with_value(example, place, None), place) is None


def test_a_record_that_is_not_there_is_made_by_its_first_value_and_dropped_with_its_last():
    example = report()
    place = Place(example.discs[0].uid, "reinjection.performed")
    done = with_value(example, place, True)

    assert done.discs[0].reinjection.performed is True
    assert with_value(done, place, None) == example


@pytest.mark.parametrize(
    ("path", "text", "whole"),
    [
        ("events[0].nrs", "8", True),
        ("events[0].nrs", "0", True),
        ("events[0].nrs", "1", False),
        ("events[0].nrs", "10", True),
        ("events[0].concordance", "e", True),
        ("events[0].pressure", "18", False),
        ("events[0].sustained_s", "3", False),
        ("leaks", "0", True),
        ("leaks", "e", False),
        ("leaks", "el", True),
        ("ct.arc_deg", "45", False),
    ],
)
def test_an_entry_counts_by_itself_only_where_it_cannot_grow(path, text, whole):
    fields = {**DISC_BY_PATH, **{field.path: field for field in EVENT_FIELDS}}

    assert is_complete(text, fields[path]) is whole


def test_the_way_of_enter_follows_the_procedure_sheet():
    assert MAIN_PATHS == (
        "role", "opening_pressure", "events", "peak_pressure", "volume_ml", "endpoint", "stop_reason", "ct.extent",
        "ct.arc_deg", "leaks",
    )  # fmt: skip
