"""The council's calendar: days and terms come and go, and what is counted in them is counted anew at once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.models import AuditEntry
from councils.roles import Role
from promises.models import Occasion, Term
from tests import factories as make

pytestmark = pytest.mark.django_db

PER_OCCASION = {"minimum": 1, "per": "occasion", "counting": "each"}
PER_TERM = {"minimum": 1, "per": "term", "counting": "each"}
EVE = date(2019, 4, 30)


@pytest.fixture
def council():
    return make.council()


@pytest.fixture
def coordinator(client, council):
    user = make.person(Role.COORDINATOR, council=council)
    client.force_login(user)
    return user


@pytest.fixture
def send(client, council, coordinator):
    def send(name, *ids, **values):
        answer = client.post(reverse(f"promises:{name}", args=[council.slug, *ids]), values, follow=True)
        return answer.status_code, " ".join(answer.content.decode().split())

    return send


def days_of(council):
    return [(row.day.isoformat(), row.name) for row in Occasion.objects.of(council)]


def test_one_day_is_added_and_told(send, council):
    status, page = send("add_occasion", day="2019-04-30", occasion_name="Valborg")
    assert status == 200
    assert "1 dag är tillagd." in page
    assert days_of(council) == [("2019-04-30", "Valborg")]
    assert AuditEntry.objects.get(verb="change_calendar").details["days"] == ["2019-04-30"]


def test_several_lines_are_read_however_they_are_separated(send, council):
    lines = "2019-04-30 Valborg\r\n\r\n2019-06-14\tSkolavslutning; åk 9\r\n  2019-08-17: Marknad\r\n"
    _, page = send("add_occasions", lines=lines)
    assert "3 dagar är tillagda." in page
    assert days_of(council) == [
        ("2019-04-30", "Valborg"),
        ("2019-06-14", "Skolavslutning; åk 9"),
        ("2019-08-17", "Marknad"),
    ]


def test_a_day_already_there_is_told_and_not_doubled(send, council):
    make.occasion(council=council, day=EVE, name="Valborg")
    _, page = send("add_occasions", lines="2019-04-30 Valborg\n2019-05-01 Första maj")
    assert "1 dag är tillagd. 1 fanns redan." in page
    assert len(days_of(council)) == 2


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("", "Skriv minst en rad, till exempel 2019-04-30 Valborg."),
        ("2019-05-01 Första maj\nValborg", "Rad 2: skriv datum och namn, till exempel 2019-04-30 Valborg."),
        ("2019-04-30", "Rad 1: skriv datum och namn"),
        ("2019-02-29 Skottdag", "Rad 1: 2019-02-29 finns inte i kalendern."),
        ("0001-01-01 Länge sedan", "Rad 1: 0001-01-01 finns inte i kalendern."),
        ("2019-04-30 A\n2019-04-30 B", "Rad 2: dagen står redan på en rad ovanför."),
        (f"2019-04-30 {'å' * 81}", "Rad 1: namnet kan ha högst 80 tecken."),
        ("2019-04-30 A\n" * 201, "Högst 200 rader på en gång."),
        ("2019-04-30 hos 19121212-1212", "Texten innehåller ett personnummer"),
    ],
)
def test_a_line_that_cannot_be_read_stores_none(send, council, lines, sentence):
    status, page = send("add_occasions", lines=lines)
    assert status == 422
    assert sentence in page
    assert days_of(council) == []


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"day": "30 april"}, "Skriv datumet som år-månad-dag"),
        ({"day": ""}, "Ange datum."),
        ({"occasion_name": ""}, "Skriv vad dagen heter, till exempel riskkväll."),
    ],
)
def test_a_day_needs_its_date_and_its_name(send, council, values, sentence):
    status, page = send("add_occasion", **{"day": "2019-04-30", "occasion_name": "Valborg", **values})
    assert status == 422
    assert sentence in page
    assert days_of(council) == []


def test_a_new_day_counts_what_was_done_on_it(send, council):
    target = make.target(council=council, **PER_OCCASION)
    activity = make.activity(targets=[target], occurred_on=EVE)
    assert activity.credits.get().window_start == date(2019, 1, 1)  # no day yet: the period is the one bucket
    _, page = send("add_occasion", day="2019-04-30", occasion_name="Valborg", is_sure="on")
    assert "1 mål räknas per tillfälle. 1 aktivitet räknas nu på ett annat sätt." in page
    assert activity.credits.get().window_start == EVE


def test_own_terms_count_activities_anew(send, council):
    target = make.target(council=council, **PER_TERM)
    activity = make.activity(targets=[target], occurred_on=date(2019, 9, 3))
    elsewhere = make.target(**PER_TERM)
    other = make.activity(targets=[elsewhere], occurred_on=date(2019, 9, 3))
    assert activity.credits.get().window_start == date(2019, 7, 1)
    _, page = send("add_term", term_first_day="2019-08-20", term_last_day="2019-12-20", is_sure="on")
    assert "1 mål räknas per termin. 1 aktivitet räknas nu på ett annat sätt." in page
    assert activity.credits.get().window_start == date(2019, 8, 20)
    assert other.credits.get().window_start == date(2019, 7, 1)
    assert AuditEntry.objects.get(verb="change_calendar").details["recounted"] == 1
    term = Term.objects.of(council).get()
    _, page = send("remove_term", term.pk, is_sure="on")
    assert "Terminen är borttagen." in page
    assert activity.credits.get().window_start == date(2019, 7, 1)


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2019-06-01", "2019-12-20", "Terminen går in i en annan, 2019-01-08–2019-06-12."),
        ("2019-08-20", "2019-08-19", "Sista dagen ligger före den första. Ändra en av dem."),
        ("", "2019-08-19", "Ange datum."),
    ],
)
def test_a_term_that_cannot_be_is_refused(send, council, first, last, sentence):
    make.term(council=council, first_day=date(2019, 1, 8), last_day=date(2019, 6, 12))
    status, page = send("add_term", term_first_day=first, term_last_day=last)
    assert status == 422
    assert sentence in page
    assert Term.objects.of(council).count() == 1


def test_the_same_term_sent_twice_is_one(send, council):
    for _ in range(2):
        assert send("add_term", term_first_day="2019-08-20", term_last_day="2019-12-20")[0] == 200
    assert Term.objects.of(council).count() == 1


def test_without_own_terms_the_page_says_which_are_counted(client, council, coordinator):
    page = client.get(reverse("promises:calendar", args=[council.slug])).content.decode()
    assert "1 januari–30 juni som vårtermin" in page


def test_a_day_that_signed_promises_count_on_goes_only_with_a_tick(send, client, council):
    day = make.occasion(council=council, day=EVE)
    target = make.target(council=council, label="Insatser på riskkvällar", **PER_OCCASION)
    activity = make.activity(targets=[target], occurred_on=EVE)
    page = client.get(reverse("promises:remove_occasion", args=[council.slug, day.pk])).content.decode()
    assert "Undertecknade löften räknas på detta" in page
    assert "Insatser på riskkvällar" in page
    status, page = send("remove_occasion", day.pk)
    assert status == 422
    assert "Kryssa i rutan om det ska tas bort ändå." in page
    assert days_of(council)
    status, _ = send("remove_occasion", day.pk, is_sure="on")
    assert status == 200
    assert days_of(council) == []
    assert activity.credits.get().window_start == date(2019, 1, 1)  # no day left: the period is the one bucket


def test_a_day_outside_signed_promises_goes_with_one_click(send, council):
    make.target(council=council, **PER_OCCASION)
    day = make.occasion(council=council, day=date(2021, 4, 30))
    assert send("remove_occasion", day.pk)[0] == 200
    assert days_of(council) == []


def test_somebody_elses_draft_is_not_counted_where_it_is_told(send, client, council, coordinator):
    police, _ = make.parties_of(council)
    draft = make.promise_set(council=council, status="draft", organisation=police)
    make.target(promise=make.promise(promise_set=draft), **PER_OCCASION)
    page = client.get(reverse("promises:calendar", args=[council.slug])).content.decode()
    assert "0 mål räknas per tillfälle" in page


@pytest.mark.parametrize("role", [Role.FIELD_USER, Role.MEMBER, Role.OFFICIAL])
def test_everybody_reads_the_calendar_and_few_change_it(client, council, role):
    day = make.occasion(council=council, day=EVE)
    client.force_login(make.person(role, council=council))
    page = client.get(reverse("promises:calendar", args=[council.slug]))
    assert "riskkväll" in page.content.decode()
    assert "Lägg till" not in page.content.decode()
    for name, ids in (("add_occasion", []), ("add_occasions", []), ("add_term", []), ("remove_occasion", [day.pk])):
        assert client.post(reverse(f"promises:{name}", args=[council.slug, *ids])).status_code == 403


def test_the_calendar_asks_the_database_as_often_for_many_days(client, council, coordinator):
    address = reverse("promises:calendar", args=[council.slug])
    make.occasion(council=council, day=EVE)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(1, 21):
        make.occasion(council=council, day=date(2020, 1, number))
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
