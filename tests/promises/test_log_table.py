"""The table to log many activities in: typed or pasted, every cell refused with its own sentence, all saved or none."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from brapp.labels import as_read
from councils.models import AuditEntry
from councils.roles import Role
from promises.models import Activity, Credit
from promises.pasted_rows import cells_of
from tests import factories as make

pytestmark = pytest.mark.django_db

NOT_A_DAY = "Skriv datumet som år-månad-dag, till exempel 2019-11-20."
NO_SUCH_TARGET = "Målet finns inte i rådet. Välj bland målen i listan."


@pytest.fixture
def target():
    return make.target(label="Trygghetsvandring", minimum=20)


@pytest.fixture
def council(target):
    return target.promise_set.council


@pytest.fixture
def user(client, council):
    user = make.person(Role.COORDINATOR, council=council)
    client.force_login(user)
    return user


@pytest.fixture
def address(council, user):
    return reverse("followup:log_table", args=[council.slug])


@pytest.fixture
def send(client, address, target):
    """Posts rows, each valid but for what is named of it."""

    def send(*rows, **rest):
        return client.post(address, {**table(target, *rows), **rest})

    return send


def table(target, *rows):
    fields = {}
    for number, row in enumerate(rows, start=1):
        day = date(2019, 3, 1) + timedelta(days=number)
        usual = {"key": uuid.uuid4(), "occurred_on": day, "targets": target.pk, "count": 1, "count_quality": "exakt"}
        fields |= {f"row_{name}_{number}": value for name, value in {**usual, **row}.items()}
    return fields


def page_of(answer):
    return answer.content.decode()


def value_of(page, field):
    """What stands in a cell of the page."""
    if found := re.search(rf'<select name="{field}".*?</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected>', found[0])
        return chosen[1] if chosen else ""
    found = re.search(rf'<input type="\w+" name="{field}"[^>]*? value="([^"]*)"', page)
    return found[1] if found else re.search(rf'<textarea name="{field}"[^>]*>([^<]*)<', page)[1]


def assert_refused(answer, *sentences, status=422):
    assert answer.status_code == status
    for sentence in sentences:
        assert escape(sentence) in page_of(answer)
    assert not Activity.objects.exists()
    assert not Credit.objects.exists()
    assert not AuditEntry.objects.filter(verb="log_activity").exists()


# The empty table


def test_the_table_opens_with_ten_empty_rows_that_each_have_a_key(client, address, target):
    page = page_of(client.get(address))
    keys = re.findall(r'name="row_key_\d+" value="([0-9a-f-]{36})"', page)
    assert len(set(keys)) == 10
    assert 'aria-label="Rad 3, Datum"' in page
    assert f'<option value="{target.pk}">Trygghetsvandring</option>' in page


def test_a_phone_begins_with_three_rows_and_shows_all_once_something_is_sent(client, address, send):
    assert page_of(client.get(address)).count('class="spare"') == 7
    assert 'class="spare"' not in page_of(send({}, more="1"))


def test_more_rows_keep_what_is_typed(send):
    page = page_of(send({"occurred_on": "2019-03-", "note": "Halvvägs"}, more="1"))
    assert value_of(page, "row_occurred_on_1") == "2019-03-"
    assert value_of(page, "row_note_1") == "Halvvägs"
    assert 'name="row_key_20"' in page
    assert not Activity.objects.exists()


def test_the_table_grows_to_two_hundred_rows_and_no_further(client, address):
    answer = client.post(
        address, {"row_key_195": uuid.uuid4(), "more": "1"} | {f"row_count_{n}": "1" for n in range(1, 196)}
    )
    page = page_of(answer)
    assert page.count('<tr role="row" data-number="') == 201  # with the one that the script copies
    assert "Lägg till fler rader" not in page


def test_the_folded_columns_are_shown_when_asked_for_and_when_they_hold_something(client, address, send):
    ticked = 'id="id_fler" checked'
    assert ticked not in page_of(client.get(address))
    assert ticked in page_of(client.get(address, {"fler": "1"}))
    assert ticked in page_of(send({"reach": "många"}))


def test_a_council_without_promises_in_force_says_so(client):
    council = make.council()
    client.force_login(make.person(Role.COORDINATOR, council=council))
    assert "Det finns inga mål att logga mot" in page_of(client.get(reverse("followup:log_table", args=[council.slug])))


def test_who_only_reads_does_not_log(client, council):
    client.force_login(make.person(Role.OFFICIAL, council=council))
    assert client.get(reverse("followup:log_table", args=[council.slug])).status_code == 403


# Saving


def test_every_filled_row_becomes_an_activity_with_its_own_line_in_the_log(client, send, target, user):
    square = make.place(council=target.promise_set.council, name="Torget")
    answer = send({"count": 2, "place_text": "torget", "note": "Mörkt"}, {}, {"occurred_on": "", "targets": ""})
    assert answer.status_code == 302
    first, second = Activity.objects.order_by("occurred_on")
    assert (first.count, first.place, first.note, first.count_quality) == (2, square, "Mörkt", "exact")
    assert {first.logged_by, second.logged_by} == {user}
    assert first.organisation == user.memberships.get().organisation
    assert [party.pk for party in first.parties.all()] == [first.organisation_id]
    assert set(Credit.objects.values_list("activity", "target", "amount")) == {
        (first.pk, target.pk, 2),
        (second.pk, target.pk, 1),
    }
    lines = AuditEntry.objects.filter(verb="log_activity")
    assert {line.object_id for line in lines} == {first.pk, second.pk}
    page = page_of(client.get(answer.url))
    assert "2 aktiviteter sparade. Trygghetsvandring: 3 av 20" in page
    assert reverse("promises:activities", args=[target.promise_set.council.slug]) in page


def test_the_folded_columns_are_saved_too(send):
    send({"activity_type": "nattvandring", "reach": "40", "tags": "Riskkväll, lucia", "is_beyond_ordinary": "ja"})
    activity = Activity.objects.get()
    assert (activity.activity_type, activity.reach, activity.tags) == ("night_walk", 40, ["lucia", "riskkväll"])
    assert activity.is_beyond_ordinary


def test_a_row_may_name_several_targets_and_parties(send, target, council):
    other = make.target(promise=target.promise, label="Samtal")
    police, municipal = make.parties_of(council)
    send({"targets": "Trygghetsvandring; samtal", "parties": f"{police.short_name}; {municipal.short_name}"})
    activity = Activity.objects.get()
    assert {credit.target for credit in activity.credits.all()} == {target, other}
    assert set(activity.parties.all()) == {police, municipal}


def test_at_most_five_targets_are_told_and_how_many_there_are_more(client, send, target):
    others = [make.target(promise=target.promise, label=f"Mål nummer {n}") for n in range(6)]
    answer = send({}, *({"targets": other.pk} for other in others))
    assert "Och 2 mål till." in page_of(client.get(answer.url))


def test_it_is_told_why_a_row_does_not_count(client, send, target):
    evening = make.target(promise=target.promise, label="Riskkväll", tags=["riskkväll"])
    page = page_of(client.get(send({"targets": evening.pk}, {"targets": evening.pk}).url))
    assert page.count("Räknas inte: Rad 1 och 2: Riskkväll: ") == 1
    assert Activity.objects.count() == 2


def test_a_joint_row_says_whom_it_waits_for_and_which_row_it_is(client, send, target, council):
    police, municipal = make.parties_of(council)
    joint = make.target(promise=target.promise, label="Vandring", jointly="all")
    page = page_of(client.get(send({}, {"targets": joint.pk, "parties": municipal.short_name}).url))
    assert f"Rad 2: Vandring väntar på {police.short_name}." in page
    assert "Räknas inte" not in page


def test_a_row_left_empty_above_keeps_the_numbers_of_the_page(client, send, target):
    evening = make.target(promise=target.promise, label="Riskkväll", tags=["riskkväll"])
    empty = {"occurred_on": "", "targets": ""}
    assert "Rad 2: Riskkväll: " in page_of(client.get(send(empty, {"targets": evening.pk}).url))


@pytest.mark.parametrize(
    ("typed", "beside", "quality"),
    [
        ("ca 3", "exakt", "about"),
        ("Cirka 3", "", "about"),
        ("ca. 3", "cirka", "about"),
        ("minst 3", "exakt", "at_least"),
        ("3", "exakt", "exact"),
    ],
)
def test_a_number_is_taken_as_people_say_it(send, typed, beside, quality):
    assert send({"count": typed, "count_quality": beside}).status_code == 302
    saved = Activity.objects.get()
    assert (saved.count, saved.count_quality) == (3, quality)


@pytest.mark.parametrize("beside", ["minst", "kanske"])
def test_a_number_that_says_something_else_than_the_cell_beside_is_refused(send, beside):
    assert_refused(send({"count": "ca 3", "count_quality": beside}), "Antal ska vara ett heltal")


@pytest.mark.parametrize("typed", ["4/9 2019", "4.9.2019", "2019-09-04", "20190904"])
def test_a_day_is_taken_as_people_write_it(send, typed):
    assert send({"occurred_on": typed}).status_code == 302
    assert Activity.objects.get().occurred_on == date(2019, 9, 4)


def test_a_day_that_may_be_two_is_refused(send):
    assert_refused(send({"occurred_on": "03/04/2019"}), NOT_A_DAY)


def test_the_same_table_sent_twice_is_stored_once(client, address, target):
    fields = table(target, {}, {})
    assert [client.post(address, fields).status_code for _ in range(2)] == [302, 302]
    assert Activity.objects.count() == 2
    assert "Aktiviteterna var redan sparade" in page_of(client.get(address))


def test_a_table_sent_again_with_more_rows_stores_the_new_ones(client, address, target):
    fields = table(target, {}, {})
    client.post(address, {name: value for name, value in fields.items() if name.endswith("_1")})
    client.post(address, fields)
    assert Activity.objects.count() == 2


def test_a_row_changed_after_it_was_saved_is_told_and_nothing_of_the_table_is_stored(client, address, target):
    fields = table(target, {}, {})
    client.post(address, {name: value for name, value in fields.items() if name.endswith("_1")})
    answer = client.post(address, {**fields, "row_count_1": 5})
    page = page_of(answer)
    assert answer.status_code == 422
    assert "Raden skiljer sig från det du nyss sparade." in page
    assert value_of(page, "row_key_1") not in ("", str(fields["row_key_1"]))
    assert [activity.count for activity in Activity.objects.all()] == [1]
    again = {**fields, "row_count_1": 5, "row_key_1": value_of(page, "row_key_1")}
    assert client.post(address, again).status_code == 302
    assert Activity.objects.count() == 3


# What looks the same


def test_a_row_like_a_stored_activity_is_asked_about_and_saved_when_it_is_wanted(client, address, target):
    client.post(address, table(target, {"place_text": "Vid bron"}))
    again = table(target, {"place_text": "vid bron"}, {"place_text": "Vid bron"})
    answer = client.post(address, again)
    page = page_of(answer)
    assert answer.status_code == 422
    assert "Rad 1 kan vara loggad två gånger" in page
    assert "En sådan aktivitet finns redan: samma dag, mål, plats och antal." in page
    assert "Rad 2 kan vara" not in page
    assert 'name="row_wanted_1"' in page
    assert Activity.objects.count() == 1
    assert client.post(address, {**again, "row_wanted_1": "on"}).status_code == 302
    assert Activity.objects.count() == 3


def test_a_row_that_stands_twice_in_the_table_is_asked_about(client, address, target):
    fields = table(target, {}, {"count": 2}, {"occurred_on": "2019-03-02"})
    answer = client.post(address, fields)
    assert_refused(answer, "Rad 3 kan vara loggad två gånger", "Samma dag, mål, plats och antal som rad 1.")
    assert "Rad 2 kan vara" not in page_of(answer)
    assert client.post(address, {**fields, "row_wanted_3": "on"}).status_code == 302
    assert Activity.objects.count() == 3


@pytest.mark.parametrize("change", [{"count": 2}, {"place_text": "Torget"}, {"occurred_on": "2019-03-20"}])
def test_what_differs_is_not_asked_about(client, address, target, change):
    client.post(address, table(target, {}))
    assert client.post(address, table(target, change)).status_code == 302


def test_what_was_withdrawn_is_not_asked_about(client, address, target):
    client.post(address, table(target, {}))
    Activity.objects.update(withdrawn_at=timezone.now(), withdrawn_by=make.user())
    assert client.post(address, table(target, {})).status_code == 302


# Bad input


@pytest.mark.parametrize(
    ("column", "typed", "sentence"),
    [
        ("occurred_on", "igår", NOT_A_DAY),
        ("occurred_on", "", "Ange datum."),
        ("occurred_on", "2019-02-29", NOT_A_DAY),
        ("occurred_on", "2099-01-01", "2099-01-01 ligger i framtiden."),
        ("occurred_on", "2018-12-31", "2018-12-31 ligger utanför löftets period"),
        ("targets", "", "Välj minst ett mål."),
        ("targets", "Månfärder", "Målet ”Månfärder” finns inte i rådet."),
        ("targets", "999999999", NO_SUCH_TARGET),
        ("targets", str(10**30), NO_SUCH_TARGET),
        ("targets", "9" * 5000, NO_SUCH_TARGET),
        ("targets", "٣", NO_SUCH_TARGET),
        ("count", "", "Ange antal. Noll är också ett svar."),
        ("count", "många", "Antal ska vara ett heltal, till exempel 1."),
        ("count", "-1", "Antal kan inte vara mindre än 0."),
        ("count", "10000", "Antal kan vara högst 9 999."),
        ("count", "9" * 5000, "Antal ska vara ett heltal"),
        ("count_quality", "kanske", "Välj exakt, minst eller cirka."),
        ("parties", "Månens polis", "hör inte till rådets parter"),
        ("reach", "-1", "Antal deltagare kan inte vara mindre än 0."),
        ("activity_type", "bus", "är inget slag av aktivitet"),
        ("is_beyond_ordinary", "kanske", "Skriv ja, eller lämna tomt."),
        ("tags", ",".join(f"m{n}" for n in range(11)), "Högst 10 märkningar."),
        ("place_text", "x" * 121, "120 tecken"),
        ("note", "x" * 2001, "2000 tecken"),
        ("note", "070-123 45 67 " * 400, "Cellen är för lång. Skriv högst 5000 tecken."),
        ("targets", ";x" * 100_000, "Cellen är för lång."),
        ("targets", "9" * 5001, "Cellen är för lång."),
    ],
)
def test_a_wrong_cell_is_marked_and_kept_and_nothing_of_the_table_is_stored(send, column, typed, sentence):
    answer = send({"note": "En rätt rad"}, {column: typed})
    assert_refused(answer, sentence, "Inget är sparat ännu.", "En rätt rad")
    page, field = page_of(answer), f"row_{column}_2"
    assert re.search(
        rf'name="{field}" id="id_{field}"[^>]* aria-describedby="id_{field}_error" aria-invalid="true"', page
    )
    assert f'id="id_{field}_error">' in page
    assert f'<a href="#id_{field}">Rad 2, ' in page
    # An id that is none is nothing that somebody has typed.
    assert value_of(page, field) == ("" if column == "targets" and typed.isdecimal() else typed.strip())


def test_a_personal_number_is_refused_in_every_cell_of_free_text(send):
    answer = send({"note": "Ringde 19121212-1212"}, {"place_text": "19121212-1212"}, {"tags": "19121212-1212"})
    assert_refused(answer, "Rad 1, Anteckning", "Rad 2, Plats", "Rad 3, Märkning", "personnummer")


def test_what_is_no_personal_number_is_saved_when_somebody_says_so_and_the_log_tells_of_that_row(
    client, address, target
):
    fields = table(target, {"note": "Ärende 070-123 45 67"}, {"note": "Ring 19121212-1212"}, {})
    page = page_of(client.post(address, fields))
    ticks = re.findall(r'name="screened" value="(\w+)"', page)
    assert len(ticks) == 2
    half = client.post(address, {**fields, "screened": ticks[1:]})
    assert_refused(half, "Rad 1, Anteckning: Det här ser ut som ett telefonnummer")
    assert f'value="{ticks[1]}" id="id_row_note_2_screened_0" checked' in page_of(half)
    assert client.post(address, {**fields, "screened": ticks}).status_code == 302
    lines = AuditEntry.objects.filter(verb="log_activity").order_by("sequence")
    assert [line.details.get("screened") for line in lines] == [
        [{"field": "note", "kind": "phone"}],
        [{"field": "note", "kind": "personal_number"}],
        None,
    ]


def test_hidden_characters_and_nul_are_taken_away(send, target):
    send({"note": "Ga\u030ar\u202e hem\x00", "targets": "Trygghets\u200bvandring"})
    assert Activity.objects.get().note == "Går hem"


def test_script_is_shown_as_text(send):
    page = page_of(send({"note": "<script>alert(1)</script>{{7*7}}", "targets": "<b>x</b>"}))
    assert "<script>alert" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "{{7*7}}" in page


def test_a_foreign_target_is_a_missing_one(client, address, target):
    foreign, draft = make.target(label="Den andras"), make.target(label="Utkast", status="draft")
    pages = [
        page_of(client.post(address, table(target, {"targets": pk}))) for pk in (foreign.pk, draft.pk, 999_999_999)
    ]
    bare = [re.sub(r'value="[^"]{36,}"', "", page) for page in pages]
    assert bare[0] == bare[1] == bare[2]
    assert not Activity.objects.exists()
    assert client.post(address, table(target, {"targets": "Den andras"})).status_code == 422


def test_a_party_of_another_council_is_a_missing_one(send):
    foreign = make.member().organisation
    assert_refused(send({"parties": foreign.short_name}), "hör inte till rådets parter")


@pytest.mark.parametrize("key", ["", "abc", "9" * 5000, "1\x00"])
def test_a_broken_key_is_told_and_made_anew(send, key):
    answer = send({"key": key})
    assert_refused(answer, "Formuläret kom inte fram helt.")
    assert uuid.UUID(value_of(page_of(answer), "row_key_1"))


def test_two_rows_cannot_have_one_key(send):
    key = uuid.uuid4()
    assert_refused(send({"key": key}, {"key": key}), "Rad 2: Formuläret kom inte fram helt.")


def test_an_empty_table_is_told(client, address):
    assert_refused(client.post(address, {}), "Tabellen är tom. Fyll i minst en rad.")


@pytest.mark.parametrize("button", [{}, {"more": "1"}])
def test_no_more_than_two_hundred_rows_are_shown_again_and_it_is_told(send, button):
    answer = send(*({"note": f"Anteckning {n}"} for n in range(1, 304)), **button)
    sentence = "Tabellen rymmer 200 rader. De sista 103 är inte med: spara dem efter dessa."
    assert_refused(answer, sentence, "Anteckning 200", status=200 if button else 422)
    assert "Anteckning 201" not in page_of(answer)
    assert len(re.findall(r'name="row_occurred_on_\d+"', page_of(answer))) == 200


def test_empty_rows_are_left_out_before_those_that_are_filled_in(send):
    empty = {"occurred_on": "", "targets": "", "count": "1"}
    assert send(*[empty] * 250, {}, {}).status_code == 302
    assert Activity.objects.count() == 2


def test_too_many_fields_are_a_plain_refusal(client, address):
    assert client.post(address, {f"row_note_{n}": "x" for n in range(4500)}).status_code == 400


def test_ten_megabytes_are_refused_with_the_limit(client, address):
    answer = client.post(address, {"row_note_1": "x" * 10_000_000})
    assert answer.status_code == 413
    assert "Du kan skicka högst 2,0" in page_of(answer)


def test_only_the_first_faults_are_listed_and_every_one_is_marked(send):
    page = page_of(send(*({"count": "många"} for _ in range(40))))
    assert page.count('<li><a href="#id_row_count_') == 30
    assert "10 fel till är markerade i tabellen." in page
    assert page.count('aria-invalid="true"') == 40


# What is pasted

ROWS = "2019-03-14\tTrygghetsvandring\t2\tca\tTorget\r\n2019-03-15\tBrott\t1\r\n"


def test_pasted_cells_become_rows_in_the_order_of_the_table_and_nothing_is_saved(client, address, target):
    page = page_of(client.post(address, {"pasted": ROWS.replace("ca", "Cirka"), "paste": "1"}))
    read = [
        value_of(page, f"row_{name}_1") for name in ("occurred_on", "targets", "count", "count_quality", "place_text")
    ]
    assert read == ["2019-03-14", str(target.pk), "2", "cirka", "Torget"]
    assert value_of(page, "row_targets_2") == "Brott"
    assert value_of(page, "row_count_quality_2") == "exakt"
    assert value_of(page, "pasted") == ""
    assert 'name="row_key_10"' in page
    assert not Activity.objects.exists()


def test_headings_may_stand_in_any_order_and_those_not_known_are_told(client, address, target):
    text = "Antal:\tVäder\tDATUM\tMål\tUtöver ordinarie\n3\tsol\t2019-03-14\ttrygghetsvandring\tJa"
    page = page_of(client.post(address, {"pasted": text, "paste": "1"}))
    read = [value_of(page, f"row_{name}_1") for name in ("count", "occurred_on", "targets", "is_beyond_ordinary")]
    assert read == ["3", "2019-03-14", str(target.pk), "ja"]
    assert "Kolumner som inte togs med: Väder." in page
    assert 'id="id_fler" checked' in page


def test_pasted_rows_stand_below_those_that_are_typed(send):
    page = page_of(send({"note": "Först"}, {"occurred_on": "", "targets": ""}, pasted=ROWS, paste="1"))
    assert [value_of(page, f"row_occurred_on_{n}") for n in (1, 2, 3, 4)] == [
        "2019-03-02",
        "2019-03-14",
        "2019-03-15",
        "",
    ]


def test_what_was_pasted_is_saved_with_the_table(client, address, target):
    page = page_of(client.post(address, {"pasted": ROWS.splitlines()[0].replace("ca", "cirka"), "paste": "1"}))
    names = re.findall(r'name="(row_\w+?_\d+)"', page)
    assert client.post(address, {name: value_of(page, name) for name in names}).status_code == 302
    assert Activity.objects.get().count_quality == "about"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Det inklistrade har inga kolumner."),
        ("2019-03-14 Trygghetsvandring", "Det inklistrade har inga kolumner."),
        ("2019-03-14\tTrygghetsvandring\n" * 201, "Tabellen rymmer 200 rader och det inklistrade har 201."),
        ("x\t" * 150_000, "Det inklistrade är för långt."),
    ],
)
def test_what_cannot_be_pasted_is_told_and_kept(client, address, text, sentence):
    answer = client.post(address, {"pasted": text, "paste": "1"})
    assert_refused(answer, sentence)
    assert value_of(page_of(answer), "pasted").strip() == text.strip()


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ('"två\nrader"\tb', [["två\nrader", "b"]]),
        ('"sa ""hej"""\tb', [['sa "hej"', "b"]]),
        ('"Hej" sa hon\tb', [['"Hej" sa hon', "b"]]),
        ('"utan slut\tb\nc', [['"utan slut', "b"], ["c"]]),
        ("\t\t\n\n \t", []),
        ("a\t\tb", [["a", "", "b"]]),
        ("", []),
    ],
)
def test_cells_are_told_apart_as_excel_writes_them(text, cells):
    assert cells_of(text) == cells


def test_a_table_kept_after_the_session_has_its_words_and_keeps_its_keys_apart():
    key = str(uuid.uuid4())
    typed, rest = as_read([("row_occurred_on_3", ["igår"]), ("row_key_3", [key]), ("pasted", ["a\tb"])])
    assert [(str(label), text) for label, text in typed] == [("Datum", "igår"), ("Kopierade celler", "a\tb")]
    assert [text for _, text in rest] == [key]


def test_in_english_the_lists_speak_english_and_say_the_same(client, address, target):
    client.post(reverse("set_language"), {"language": "en"})
    page = page_of(client.get(address))
    assert re.search(r'<option value="exakt" selected>(?!exakt)', page)
    assert client.post(address, table(target, {})).status_code == 302


# How much it asks of the database


def queries(act):
    with CaptureQueriesContext(connection) as context:
        act()
    return len(context)


def test_showing_and_refusing_cost_the_same_for_two_hundred_rows_as_for_one(client, address, target):
    client.get(address)
    empty = queries(lambda: client.get(address))
    one = queries(lambda: client.post(address, table(target, {"count": "x"})))
    many = queries(lambda: client.post(address, table(target, *({"count": "x"} for _ in range(200)))))
    assert empty <= 16
    assert one == many <= 16
