"""The council's meetings: what is to be done at one moves with it, and stays when it is called off."""

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from councils.actions import meetings as council_actions
from councils.models import AuditEntry, Meeting
from councils.roles import Role
from followup.actions.deadlines import AT_MEETING
from followup.models import Deadline
from tests import factories as make
from tests.conftest import rolled_back
from tests.followup.test_deadline_pages import NOW, words

pytestmark = pytest.mark.django_db
STOCKHOLM = ZoneInfo("Europe/Stockholm")
DAY, OTHER = date(2019, 11, 20), date(2019, 11, 27)
FORM = {"meeting_day": OTHER.isoformat(), "meeting_title": "Höstmöte", "version": 1}


@pytest.fixture(autouse=True)
def in_september():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back():
        council = make.council(slug="overkalix")
        people = {role: make.person(role, council=council) for role in (Role.COORDINATOR, Role.OFFICIAL)}
        meeting = make.meeting(council=council, held_on=DAY, title="Höstmöte")
        yield SimpleNamespace(council=council, people=people, meeting=meeting)


@pytest.fixture
def coordinator(place, client):
    client.force_login(place.people[Role.COORDINATOR])
    return place.people[Role.COORDINATOR]


@pytest.fixture
def task(place, coordinator):
    """To be done at the meeting."""
    at_it = {"due_kind": "meeting", "meeting": place.meeting, "due_on": DAY}
    return make.deadline(council=place.council, by=coordinator, title="Bjud in skolorna", **at_it)


def at(*parts):
    return "/".join(["/overkalix/moten", *map(str, parts)]) + "/"


def test_a_meeting_later_today_is_coming_until_its_time_and_without_a_time_until_the_day_is_over(
    place, client, coordinator
):
    today = date(2019, 9, 17)
    held_on = {"council": place.council, "held_on": today, "title": ""}
    meeting = make.meeting(**held_on, starts_at=time(13))

    def seen(hour, *, day=17):
        with time_machine.travel(datetime(2019, 9, day, hour, tzinfo=STOCKHOLM), tick=False):
            client.logout()
            client.force_login(coordinator)
            page, listed = words(client.get(at(meeting.pk))), words(client.get(at()))
            is_coming = listed.index("BRÅ-möte") < listed.index("Tidigare") if "Tidigare" in listed else True
            assert ("Ställ in" in page) == ("Kallelse" in page) == is_coming
            assert is_coming == Meeting.objects.coming(at=timezone.now()).filter(pk=meeting.pk).exists()
            assert is_coming != Meeting.objects.begun(at=timezone.now()).filter(pk=meeting.pk).exists()
            return is_coming, "Justera" in page, "Närvaro" in page

    assert seen(9, day=16) == (True, False, False)
    assert seen(9) == (True, False, True)
    assert seen(13) == (False, True, True)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=None)
    assert seen(23) == (True, True, True)
    assert seen(0, day=18) == (False, True, True)


def test_a_meeting_without_a_name_is_called_by_its_day_in_links_and_headings(place, client, coordinator):
    meeting = make.meeting(council=place.council, held_on=OTHER, title="")
    assert str(meeting) == meeting.name == "BRÅ-möte 27 november 2019"
    for page in (at(), at(meeting.pk), at(meeting.pk, "andra"), at(meeting.pk, "dagordning")):
        assert "BRÅ-möte 27 november 2019" in words(client.get(page)), page


def test_the_list_tells_of_meetings_to_come_with_what_is_to_be_done_and_of_those_that_were(place, client, task):
    make.meeting(council=place.council, held_on=date(2019, 3, 1), title="Vårmöte")
    make.meeting(council=place.council, held_on=OTHER, cancelled_at="2019-09-01T12:00Z", cancelled_by=task.set_by)
    said = words(client.get(at()))
    assert "2019-11-20 om 64 dagar Höstmöte Bjud in skolorna kallelse inte skickad" in said
    assert "Inställt: 2019-11-27" in said
    assert "Tidigare 2019-03-01 Vårmöte" in said


def test_the_same_meeting_is_put_in_once_and_another_on_that_day_is_refused(place, client, coordinator):
    for _time in range(2):
        assert client.post(at("nytt"), FORM).url == at(Meeting.objects.latest("pk").pk)
    assert Meeting.objects.filter(held_on=OTHER).count() == 1
    assert AuditEntry.objects.filter(verb="add_meeting").count() == 1
    answer = client.post(at("nytt"), {**FORM, "meeting_title": "Extra möte"})
    assert "Det finns redan ett möte den dagen." in words(answer, 422)
    assert "Extra möte" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"meeting_day": ""}, "Ange datum."),
        ({"meeting_day": "03/04/2019"}, "Skriv datumet som år-månad-dag"),
        ({"meeting_title": "Med 19121212-1212"}, "personnummer"),
        ({"meeting_title": "M" * 121}, "120"),
    ],
)
def test_what_is_wrong_is_said(place, client, coordinator, changes, said):
    assert said in words(client.post(at("nytt"), {**FORM, **changes}), 422)
    assert Meeting.objects.count() == 1


def test_what_is_to_be_done_at_a_meeting_moves_with_it(place, client, task):
    assert "flyttas med det: Bjud in skolorna" in words(client.get(at(place.meeting.pk, "andra")))
    done = make.deadline(
        council=place.council,
        by=task.set_by,
        due_kind="meeting",
        meeting=place.meeting,
        due_on=DAY,
        done_at="2019-09-01T12:00Z",
        done_by=task.set_by,
    )
    assert client.post(at(place.meeting.pk, "andra"), FORM).url == at(place.meeting.pk)
    rows = Deadline.objects.order_by("pk").values_list("pk", "due_on", "version")
    assert list(rows) == [(task.pk, OTHER, 2), (done.pk, DAY, 1)]
    assert Meeting.objects.get().version == 2


def test_a_meeting_is_not_moved_to_the_day_of_another_or_of_another_checkpoint(place, client, coordinator):
    make.meeting(council=place.council, held_on=OTHER)
    assert "redan ett möte den dagen" in words(client.post(at(place.meeting.pk, "andra"), FORM), 422)
    promise_set = make.promise_set(council=place.council)
    checkpoint = {"promise_set": promise_set, "kind": "checkpoint", "by": coordinator}
    make.deadline(due_kind="meeting", meeting=place.meeting, due_on=DAY, **checkpoint)
    make.deadline(due_on=date(2019, 12, 1), **checkpoint)
    answer = client.post(at(place.meeting.pk, "andra"), {**FORM, "meeting_day": "2019-12-01"})
    assert "har redan en avstämning den dagen" in words(answer, 422)
    assert Meeting.objects.get(pk=place.meeting.pk).held_on == DAY  # nothing of it was kept
    assert not AuditEntry.objects.filter(verb="change_meeting").exists()


def test_a_meeting_with_something_left_to_do_is_not_moved_to_a_day_that_has_passed(place, client, task):
    past = {**FORM, "meeting_day": "1999-11-20"}
    assert "Dagen har passerat" in words(client.post(at(place.meeting.pk, "andra"), past), 422)
    assert Meeting.objects.get().held_on == DAY
    Deadline.objects.all().delete()  # nothing hangs on it: a day that was written wrong is put right
    assert client.post(at(place.meeting.pk, "andra"), past).url == at(place.meeting.pk)


def test_a_second_click_on_save_is_answered_as_the_first(place, client, task):
    for _time in range(2):
        assert client.post(at(place.meeting.pk, "andra"), FORM).url == at(place.meeting.pk)
    assert AuditEntry.objects.filter(verb="change_meeting").count() == 1


def test_stock_to_be_taken_at_a_meeting_says_when_the_meeting_was_called_off(place, client, coordinator):
    checkpoint = {"promise_set": make.promise_set(council=place.council), "kind": "checkpoint", "by": coordinator}
    row = make.deadline(title=AT_MEETING, due_kind="meeting", meeting=place.meeting, due_on=DAY, **checkpoint)
    client.post(at(place.meeting.pk, "stall-in"), {"version": 1})
    row.refresh_from_db()
    assert row.title == "Avstämning (mötet ställdes in)"


def test_who_comes_second_sees_both(place, client, coordinator):
    client.post(at(place.meeting.pk, "andra"), FORM)
    said = words(client.post(at(place.meeting.pk, "andra"), {**FORM, "meeting_title": "Julmöte"}), 409)
    assert "Höstmöte" in said
    assert "Julmöte" in said
    assert Meeting.objects.get().title == "Höstmöte"


def test_calling_off_says_what_was_to_be_done_and_leaves_it_with_its_day(place, client, task):
    said = words(client.get(at(place.meeting.pk, "stall-in")))
    assert "nu senast 2019-11-20" in said
    assert "Bjud in skolorna" in said
    assert client.post(at(place.meeting.pk, "stall-in"), {"version": 1}).url == at()
    task.refresh_from_db()
    assert (task.due_kind, task.due_on, task.meeting, task.version) == ("date", DAY, None, 2)
    assert Meeting.objects.get().cancelled_by == task.set_by
    for _time in range(2):  # sent again, it is called off already
        assert client.post(at(place.meeting.pk, "stall-in"), {"version": 1}).url == at(place.meeting.pk)
    assert client.get(at(place.meeting.pk, "andra")).url == at(place.meeting.pk)
    assert AuditEntry.objects.filter(verb="cancel_meeting").count() == 1


def test_who_has_read_an_older_version_is_asked_to_read_again_and_nothing_is_moved(place, client, task):
    Meeting.objects.update(version=2)
    assert "Läs igen" in words(client.post(at(place.meeting.pk, "stall-in"), {"version": 1}), 409)
    assert client.post(at(place.meeting.pk, "stall-in"), {}).status_code == 422
    task.refresh_from_db()
    assert task.meeting == place.meeting


def test_an_official_reads_and_changes_nothing(place, client):
    client.force_login(place.people[Role.OFFICIAL])
    assert "Lägg in" not in words(client.get(at()))
    for page in (at("nytt"), at(place.meeting.pk, "andra"), at(place.meeting.pk, "stall-in")):
        assert client.get(page).status_code == 403
        assert client.post(page, FORM).status_code == 403


def test_two_who_put_in_a_meeting_at_the_same_moment_make_one(place, coordinator, monkeypatch):
    """The database has the last word: the other's row is not seen until it is tried."""
    hidden = type("Hidden", (), {"filter": lambda *_args, **_named: Meeting.objects.none()})()
    monkeypatch.setattr(type(Meeting.objects.all()), "planned", lambda _rows: hidden)
    with pytest.raises(council_actions.DayTaken):
        council_actions.add_meeting(council=place.council, by=coordinator, held_on=DAY, title="Ett till")
    assert Meeting.objects.count() == 1


def test_the_number_of_queries_does_not_grow_with_the_rows(place, client, task):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(at())
        return len(queries)

    few = asked()
    for number in range(1, 6):
        meeting = make.meeting(council=place.council, held_on=DAY + timedelta(days=number))
        make.deadline(council=place.council, by=task.set_by, due_kind="meeting", meeting=meeting)
    assert asked() == few
