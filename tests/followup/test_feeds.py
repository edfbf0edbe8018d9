"""A calendar behind an address that is a key: who it opens for, what it holds, and that it holds still."""

import logging
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.signing import Signer
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from brapp.log_lines import LogLines
from councils.actions.members import end_member
from councils.actions.people import change_calendar_address, erase_person
from councils.calendar_keys import SALT, CalendarKey, key_of, read_key
from councils.models import AuditEntry, Meeting
from councils.roles import Role
from followup.actions.deadlines import cancel_meeting, change_meeting
from tests import factories as make
from tests.followup.test_deadline_pages import words

pytestmark = pytest.mark.django_db
NOON = datetime(2019, 9, 1, 12, tzinfo=UTC)


@pytest.fixture
def council():
    return make.council(name="BRÅ Överkalix", short_name="Överkalix", slug="overkalix")


@pytest.fixture
def person(council):
    return make.person(Role.COORDINATOR, council=council)


def address(user, council=None):
    return reverse("followup:calendar_feed", args=[key_of(user, council)])


def fetch(user, council=None, **options):
    return Client().get(address(user, council), **options)


def events(user, council=None):
    """UID → event."""
    answer = fetch(user, council)
    assert answer.status_code == 200
    return {str(one["UID"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}


# Who it opens for


def test_a_key_says_whose_it_is_and_opens_without_login(council, person):
    assert read_key(key_of(person, council)) == CalendarKey(person.pk, 0, council.pk)
    assert read_key(key_of(person)) == CalendarKey(person.pk, 0)
    answer = fetch(person)
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"


def test_whatever_is_wrong_is_answered_as_what_was_never_made(council, person):
    other = make.council()
    ended = make.member(Role.MEMBER, council=council)
    end_member(membership=ended, by=person)
    inactive = make.person(Role.MEMBER, council=council)
    inactive.is_active = False
    inactive.save()
    wrong = [
        address(ended.user),
        address(ended.user, council),
        address(inactive),
        address(make.user()),
        address(person, other),
        address(person)[:-5] + "x.ics",
        reverse("followup:calendar_feed", args=["å\N{GRINNING FACE}.ä"]),
        reverse("followup:calendar_feed", args=[Signer(salt="another", sep=".").sign(f"{person.pk}-0")]),
    ]
    change_calendar_address(user=person)
    wrong.append(reverse("followup:calendar_feed", args=[Signer(salt=SALT, sep=".").sign(f"{person.pk}-0")]))
    answers = [Client().get(path) for path in wrong]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert fetch(person).status_code == 200


def test_a_membership_that_ends_takes_its_council_out_of_the_calendar_of_all(council, person):
    other = make.council()
    membership = make.member(Role.COORDINATOR, council=other, user=person)
    make.member(Role.COORDINATOR, council=other)
    make.meeting(council=council)
    make.meeting(council=other)
    assert len(events(person)) == 2
    assert len(events(person, other)) == 1
    end_member(membership=membership, by=person)
    assert len(events(person)) == 1
    assert fetch(person, other).status_code == 404


def test_who_is_erased_has_no_calendar(council):
    user = make.person(Role.MEMBER, council=council)
    path = address(user)
    erase_person(user=user)
    assert Client().get(path).status_code == 404


def test_a_key_signed_with_the_key_of_before_still_opens(council, person):
    path, old = address(person), settings.SECRET_KEY
    with override_settings(SECRET_KEY="n" * 60, SECRET_KEY_FALLBACKS=[old]):
        assert Client().get(path).status_code == 200
    with override_settings(SECRET_KEY="n" * 60):
        assert Client().get(path).status_code == 404


def test_whoever_is_signed_in_gets_the_same_bytes_and_no_cookie(council, person, client):
    make.meeting(council=council)
    client.force_login(make.person(Role.OFFICIAL, council=make.council()))
    assert client.get(address(person)).content == fetch(person).content


def test_the_address_is_kept_out_of_proxies_other_sites_searches_and_logs(council, person):
    answer = fetch(person)
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "Cookie" not in answer.get("Vary", "")
    line = logging.LogRecord("x", logging.WARNING, "", 0, "Not Found: %s", (address(person),), None)
    assert key_of(person) not in LogLines().format(line)


# What it holds


def test_it_holds_what_has_a_day_as_whole_days(council, person):
    promise_set = make.promise_set(council=council, title="Löften 2019", summary_due_on=date(2020, 1, 31), version=4)
    target = make.target(promise_set=promise_set, kind="deliverable", label="Lokal plan", due_on=date(2019, 6, 30))
    task = make.deadline(council=council, due_on=date(2019, 10, 1), note="Anteckning", version=2, by=person)
    done = make.deadline(council=council, title="Boka", done_at=NOON, done_by=person, by=person)
    meeting = make.meeting(council=council, held_on=date(2019, 11, 20), title="Höstmöte")
    found = events(person)
    assert set(found) == {
        f"summary-{promise_set.pk}@brapp.invalid",
        f"delivery-{target.pk}@brapp.invalid",
        f"deadline-{task.pk}@brapp.invalid",
        f"deadline-{done.pk}@brapp.invalid",
        f"meeting-{meeting.pk}@brapp.invalid",
    }
    one = found[f"deadline-{task.pk}@brapp.invalid"]
    assert (one["DTSTART"].dt, one["DTEND"].dt) == (date(2019, 10, 1), date(2019, 10, 2))
    assert one["SUMMARY"] == "Överkalix: Ring kommundirektören"
    assert found[f"deadline-{done.pk}@brapp.invalid"]["SUMMARY"] == "Överkalix: Klart: Boka"
    assert found[f"meeting-{meeting.pk}@brapp.invalid"]["SUMMARY"] == "Överkalix: Höstmöte"
    assert one["SEQUENCE"] == 1
    assert one["URL"] == f"http://testserver/overkalix/tidsgranser/{task.pk}/klart/"
    body = fetch(person).content.decode()
    assert "DTSTART;VALUE=DATE:20191001" in body
    assert "X-WR-CALNAME:BRÅ Överkalix: att göra" in body
    assert "VALARM" not in body
    assert "Anteckning" not in body
    assert person.name not in body
    assert person.email not in body


def test_nothing_of_drafts_is_told_even_to_who_writes_them(council, person):
    draft = make.promise_set(council=council, status="draft", title="Hemligt", summary_due_on=date(2020, 1, 31))
    make.deadline(promise_set=draft, title="Skriv klart", by=person)
    make.target(promise_set=draft, kind="deliverable")
    assert events(person) == {}


def test_other_councils_are_not_in_it(council, person):
    make.meeting(title="Deras")
    make.meeting(title="Inställt", cancelled_at=NOON, cancelled_by=person)
    make.deadline(by=person)
    make.promise_set(summary_due_on=date(2020, 1, 31))
    assert events(person) == {}


def test_a_meeting_keeps_its_uid_and_its_number_rises_when_it_is_moved_and_called_off(council, person):
    meeting = make.meeting(council=council, held_on=date(2019, 11, 20), title="Höstmöte")
    [(uid, first)] = events(person).items()
    change_meeting(meeting=meeting, by=person, version=1, held_on=date(2019, 11, 27), title="Höstmöte")
    moved = events(person)[uid]
    cancel_meeting(meeting=meeting, by=person, version=2)
    gone = events(person)[uid]
    assert [one["SEQUENCE"] for one in (first, moved, gone)] == [0, 1, 2]
    assert [one["STATUS"] for one in (first, moved, gone)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert moved["DTSTART"].dt == gone["DTSTART"].dt == date(2019, 11, 27)
    assert len(events(person)) == 1


def test_unchanged_data_gives_the_same_bytes_whatever_the_clock_says_and_is_not_sent_again(council, person):
    make.meeting(council=council, held_on=date(2019, 11, 20))
    make.deadline(council=council, by=person)
    with time_machine.travel("2019-09-01T12:00Z"):
        first = fetch(person)
    with time_machine.travel("2021-03-05T23:30Z"):
        again = fetch(person)
        known = fetch(person, headers={"If-None-Match": first["ETag"]})
    assert first.content == again.content
    assert (known.status_code, known.content, known["ETag"]) == (304, b"", first["ETag"])
    assert known["Cache-Control"] == "private, no-cache"
    Meeting.objects.update(version=2)
    assert fetch(person, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_text_cannot_break_out_of_its_line(council, person):
    make.deadline(council=council, title="Ring, mejla; skriv\\ " + "å" * 90, by=person)
    [event] = events(person).values()
    assert event["SUMMARY"] == "Överkalix: Ring, mejla; skriv\\ " + "å" * 90
    assert all(len(line) <= 75 for line in fetch(person).content.split(b"\r\n"))


def test_a_name_of_two_lines_cannot_add_a_line(council, person):
    council.short_name = "Över\r\nkalix; norr"
    council.save()
    make.meeting(council=council)
    [event] = events(person).values()
    assert event["SUMMARY"].startswith("Över kalix; norr: ")
    assert "X-WR-CALNAME:BRÅ Över kalix\\; norr: att göra\r\n" in fetch(person).content.decode()


def test_the_number_of_queries_is_the_same_for_one_council_and_for_four():
    def filled(user):
        council = make.council()
        make.member(Role.COORDINATOR, council=council, user=user)
        promise_set = make.promise_set(council=council, summary_due_on=date(2020, 1, 31))
        for number in range(3):
            make.target(promise_set=promise_set, kind="deliverable")
            make.deadline(promise_set=promise_set, by=user)
            make.meeting(council=council, held_on=make.A_DAY + timedelta(days=number))

    few, many = make.user(), make.user()
    filled(few)
    for _number in range(4):
        filled(many)
    asked = []
    for user in (few, many):
        with CaptureQueriesContext(connection) as queries:
            found = events(user)
        asked.append((len(found), len(queries)))
    assert asked[0][0] * 4 == asked[1][0]
    assert asked[0][1] == asked[1][1]


# The page


def test_the_page_shows_an_address_for_all_and_one_for_each_council(council, person, client):
    client.force_login(person)
    assert key_of(person) not in client.get("/konto/kalender/").content.decode()  # one council is all
    make.member(Role.OFFICIAL, council=make.council(), user=person)
    text = client.get("/konto/kalender/").content.decode()
    for path in (address(person), address(person, council)):
        assert f"http://testserver{path}" in text
        assert f"webcal://testserver{path}" in text


def test_changing_the_address_ends_the_old_ones_and_is_told_in_the_log(council, person, client):
    client.force_login(person)
    old = address(person)
    assert "De gamla har slutat fungera" in words(client.post("/konto/kalender/", follow=True))
    person.refresh_from_db()
    assert Client().get(old).status_code == 404
    assert fetch(person).status_code == 200
    assert AuditEntry.objects.filter(verb="change_calendar_address", actor=person).count() == 1


def test_who_is_in_no_council_has_no_address(client):
    client.force_login(make.user())
    assert "ingen kalender att visa" in words(client.get("/konto/kalender/"))
