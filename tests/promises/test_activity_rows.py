"""A row of a table or a file is read by the rules, and with the sentences, of the form that logs an activity."""

from datetime import date
from types import SimpleNamespace
from uuid import UUID

import pytest

from councils.access import open_gate
from councils.roles import Role
from followup.log_entries import log_form
from promises.spreadsheets.rows import Known, read_row
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2019, 12, 1)


@pytest.fixture
def council():
    return make.council()


@pytest.fixture
def gate(council):
    police, municipal = make.parties_of(council)
    make.person(Role.FIELD_USER, council=council, organisation=police)
    user = make.person(Role.COORDINATOR, council=council, organisation=municipal)
    return open_gate(SimpleNamespace(user=user, session={}), council.slug)


def target_in(council, **fields):
    """Of a set of its own, `of` which fields."""
    return make.target(promise_set=make.promise_set(council=council, **fields.pop("of", {})), **fields)


def row(gate, **cells):
    cells = {"occurred_on": "2019-03-14", "count": "1", **cells}
    return read_row(cells, Known.of(gate, TODAY))


def test_a_row_says_what_the_form_would_save(council, gate):
    police, municipal = make.parties_of(council)
    place = make.place(council=council, name="Folkets hus")
    target = target_in(council, label="Besök på skolor", usual_type="school_visit")
    found = row(
        gate,
        key="6f9619ff-8b86-d011-b42d-00cf4fc964ff",
        version="3",
        targets="besök på  skolor",
        count="12",
        count_quality="Minst",
        place_text="folkets HUS",
        parties=f"{police.short_name}; {municipal.short_name}",
        reach="40",
        tags="Riskkväll, sommar",
        is_beyond_ordinary="ja",
        note="Lugnt.",
    )
    assert not found.faults
    assert (found.key, found.version) == (UUID("6f9619ff-8b86-d011-b42d-00cf4fc964ff"), 3)
    assert (found.targets, set(found.parties)) == ((target,), {police, municipal})
    assert found.facts == {
        "occurred_on": date(2019, 3, 14),
        "activity_type": "school_visit",
        "count": 12,
        "count_quality": "at_least",
        "place": place,
        "place_text": "",
        "reach": 40,
        "tags": ["riskkväll", "sommar"],
        "is_beyond_ordinary": True,
        "note": "Lugnt.",
    }


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("occurred_on", ""),
        ("occurred_on", "2019-02-30"),
        ("occurred_on", "2019-W11-4"),
        ("occurred_on", "0001-01-01"),
        ("occurred_on", "2019-12-02"),
        ("occurred_on", "2018-12-31"),
        ("count", ""),
        ("count", "1,5"),
        ("count", "-1"),
        ("count", "10000"),
        ("count", "9" * 5000),
        ("reach", "1000001"),
        ("place_text", "x" * 121),
        ("note", "x" * 2001),
        ("tags", ", ".join(f"ord{number}" for number in range(11))),
        ("targets", ""),
    ],
)
def test_what_the_form_refuses_a_row_refuses_with_the_same_sentence(council, gate, field, typed):
    target = target_in(council, label="Besök")
    data = {"occurred_on": "2019-03-14", "count": "1", field: typed}
    form = log_form(gate, {**data, "targets": [] if field == "targets" else [target.pk]}, today=TODAY)
    assert row(gate, **{"targets": "Besök", field: typed}).faults == {field: form.errors[field][0]}


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("targets", "Hopp", "Målet ”Hopp” finns inte i rådet"),
        ("parties", "Ingen", "”Ingen” hör inte till rådets parter"),
        ("activity_type", "hopp", "”hopp” är inget slag av aktivitet"),
        ("count_quality", "kanske", "Välj exakt, minst eller cirka."),
        ("is_beyond_ordinary", "kanske", "Skriv ja, eller lämna tomt."),
        ("key", "7", "Lämna cellen som den var"),
        ("version", "x", "Lämna cellen som den var"),
    ],
)
def test_a_word_that_is_none_is_told_with_its_column(council, gate, field, typed, said):
    target_in(council, label="Besök")
    faults = row(gate, **{"targets": "Besök", field: typed}).faults
    assert list(faults) == [field]
    assert said in faults[field]


def test_a_personal_number_stops_a_row_and_a_phone_number_is_asked_about(council, gate):
    target_in(council, label="Besök")
    assert "personnummer" in row(gate, targets="Besök", note="Talade med 19121212-1212.").faults["note"]
    asked = row(gate, targets="Besök", place_text="Ring 070-174 06 35", tags="bil ABC 123")
    assert not asked.faults
    assert ["telefonnummer" in asked.warnings["place_text"], "registreringsnummer" in asked.warnings["tags"]] == [
        True
    ] * 2


def test_who_took_part_goes_without_saying_as_in_the_form(council, gate):
    police, municipal = make.parties_of(council)
    make.target(label="Patrull", council=council, responsible=[police])
    target_in(council, label="Möte")
    assert row(gate, targets="Patrull").parties == (police,)
    assert row(gate, targets="Möte").parties == (municipal,)
    assert "parties" in row(gate, targets="Patrull; Möte").faults


def test_the_day_tells_targets_of_one_name_apart_and_otherwise_one_must_say(council, gate):
    this_year = target_in(council, label="Besök", of={"title": "Löften 2019"})
    long_ago = {"title": "Löften 2018", "first_day": date(2018, 1, 1), "last_day": date(2018, 12, 31)}
    before = target_in(council, label="Besök", of=long_ago)
    target_in(council, label="Möte", of={"title": "Polisens"})
    second = target_in(council, label="Möte", of={"title": "Kommunens"})
    assert row(gate, targets="Besök").targets == (this_year,)
    assert row(gate, targets="Besök", occurred_on="2018-05-01").targets == (before,)
    assert row(gate, targets="Möte (Kommunens)").targets == (second,)
    assert "Flera mål heter ”Möte”" in row(gate, targets="Möte").faults["targets"]


def test_a_name_that_is_written_out_is_understood_again(council, gate):
    rows = [
        target_in(council, label=label, of={"title": title})
        for label, title in [("Besök", "A"), ("Besök", "B"), ("Möte; torg", "A"), ("Eget", "C")]
    ]
    rows.append(make.target(promise=rows[0].promise, label="Besök"))
    known = Known.of(gate, TODAY)
    for target in rows:
        assert row(gate, targets=known.target_names[target.pk]).targets == (target,)
    assert known.target_names[rows[3].pk] == "Eget"


def test_closed_promises_drafts_and_other_councils_have_no_targets_to_log_to(council, gate):
    target_in(council, label="Stängt", of={"status": "closed"})
    target_in(council, label="Utkast", of={"status": "draft"})
    target_in(make.council(), label="Främmande")
    assert "tar inte emot aktiviteter" in row(gate, targets="Stängt").faults["targets"]
    missing = row(gate, targets="Finns inte").faults["targets"]
    for name in ("Utkast", "Främmande"):
        assert row(gate, targets=name).faults["targets"] == missing.replace("Finns inte", name)


def test_rows_are_read_without_a_query_each(council, gate, django_assert_num_queries):
    for number in range(5):
        target_in(council, label=f"Besök {number}")
    with django_assert_num_queries(7):
        known = Known.of(gate, TODAY)
    with django_assert_num_queries(0):
        for number in range(50):
            assert not read_row(
                {"occurred_on": "2019-03-14", "count": "1", "targets": f"Besök {number % 5}"}, known
            ).faults
