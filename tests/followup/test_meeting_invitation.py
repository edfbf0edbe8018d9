"""The year's meetings at once, and the invitation: one mail each, with the meeting as a file for the calendar."""

from datetime import time, timedelta

import pytest
import time_machine
from icalendar import Calendar

from councils.access import Gate
from councils.actions.meeting_agenda import add_agenda_item
from councils.models import AuditEntry, Meeting
from councils.roles import PERMISSIONS_OF, Role
from followup.feeds import calendar_of
from tests.conftest import rolled_back
from tests.followup.meeting_world import NOW, at, council_that_meets
from tests.followup.test_deadline_pages import words

pytestmark = pytest.mark.django_db
YEAR = "/overkalix/moten/arsplan/?ar=2020&antal=4"


@pytest.fixture(autouse=True)
def in_september():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back():
        yield council_that_meets()


@pytest.fixture
def coordinator(place, client):
    client.force_login(place.people[Role.COORDINATOR])
    return place.people[Role.COORDINATOR]


def sent(client, place, *, to=(Role.MEMBER, Role.POLICE_MANAGER), version=1, **more):
    invited = [place.people[role].pk for role in to]
    return client.post(at(place.coming, "kallelse"), {"invited": invited, "version": version, **more})


def event_of(content):
    calendar = Calendar.from_ical(content)
    return calendar, calendar.walk("VEVENT")[0]


def test_a_year_is_proposed_adjusted_and_saved_at_once_and_none_is_doubled(place, client, coordinator):
    page = client.get(YEAR).content.decode()
    assert page.count('type="date"') == 4
    form = {"day_1": "2020-02-11", "title_1": "Vårmöte", "day_2": "2020-05-12", "day_3": "", "day_4": "2020-11-03"}
    common = {"starts_at": "13:00", "ends_at": "15:00", "location": "Sessionssalen"}
    for _time in range(2):
        assert client.post(YEAR, {**form, **common}).url == "/overkalix/moten/"
    rows = Meeting.objects.filter(held_on__year=2020)
    assert [row.held_on.month for row in rows.order_by("held_on")] == [2, 5, 11]
    assert {row.location for row in rows} == {"Sessionssalen"}
    assert AuditEntry.objects.filter(verb="plan_meetings").count() == 1
    assert client.get(YEAR).content.decode().count('type="date"') == 1


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"day_1": "2020-02-11", "day_2": "2020-02-11"}, "Samma dag står två gånger."),
        ({"day_1": ""}, "Ange minst en dag."),
        ({"day_1": "0001-01-01"}, "för långt tillbaka"),
        ({"day_1": "2020-02-11", "starts_at": "15:00", "ends_at": "13:00"}, "sluta efter att det har börjat"),
        ({"day_1": "2020-02-11", "starts_at": "halv tre"}, "till exempel 13:00"),
    ],
)
def test_a_year_that_cannot_be_is_said_and_stores_nothing(place, client, coordinator, form, said):
    assert said in words(client.post(YEAR, form), 422)
    assert Meeting.objects.count() == 2


@pytest.mark.parametrize("query", ["ar=9999&antal=4", "ar=2020&antal=999999", "ar=x&antal=", "ar=2020&antal=-1"])
def test_a_year_or_number_that_nobody_means_is_refused(place, client, coordinator, query):
    assert client.get(f"/overkalix/moten/arsplan/?{query}").status_code == 422
    assert client.post(f"/overkalix/moten/arsplan/?{query}", {"day_1": "2020-02-11"}).status_code == 422


def test_each_gets_a_mail_with_titles_and_a_file_and_nothing_else(place, client, coordinator, mailoutbox):
    add_agenda_item(meeting=place.coming, by=coordinator, title="Trafiken", background="Hemligt underlag")
    page = words(client.get(at(place.coming, "kallelse")))
    assert "De här platserna har ingen med konto Fältassistenter" in page
    assert sent(client, place).url == at(place.coming)
    assert sorted(mail.to for mail in mailoutbox) == sorted(
        [place.people[role].email] for role in (Role.MEMBER, Role.POLICE_MANAGER)
    )
    mail = mailoutbox[0]
    assert mail.subject == "Kallelse: Höstmöte 20 november 2019"
    assert "1. Trafiken" in mail.body
    assert "Hemligt" not in mail.body
    name, content, kind = mail.attachments[0]
    calendar, event = event_of(content)
    assert (name, calendar["METHOD"], event["UID"]) == (
        "mote.ics",
        "REQUEST",
        f"meeting-{place.coming.pk}@brapp.invalid",
    )
    assert "method=REQUEST" in kind
    row = Meeting.objects.get(pk=place.coming.pk)
    assert (row.invited_by, row.invited_at) == (coordinator, NOW)


def test_to_send_twice_is_asked_about_first(place, client, coordinator, mailoutbox):
    sent(client, place)
    assert "Ja, skicka det en gång till." in words(sent(client, place), 422)
    assert len(mailoutbox) == 2
    sent(client, place, again="on")
    assert len(mailoutbox) == 4
    assert AuditEntry.objects.filter(verb="invite_to_meeting").count() == 2


def test_who_has_read_an_older_version_sends_nothing(place, client, coordinator, mailoutbox):
    Meeting.objects.filter(pk=place.coming.pk).update(version=2)
    assert "Läs igen" in words(sent(client, place), 409)
    assert client.post(at(place.coming, "kallelse"), {"invited": "10" * 20, "version": 2}).status_code == 422
    assert client.post(at(place.coming, "kallelse"), {"version": 2}).status_code == 422
    assert mailoutbox == []


def test_when_the_server_takes_no_mail_the_invitation_is_not_sent(place, client, coordinator, settings, mailoutbox):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert "Brevet kunde inte skickas." in words(client.get(sent(client, place).url))
    assert Meeting.objects.get(pk=place.coming.pk).invited_at is None


def test_the_file_tells_the_time_rises_with_changes_and_says_when_it_is_called_off(
    place, client, coordinator, mailoutbox
):
    form = {"meeting_day": "2019-11-21", "starts_at": "13:00", "ends_at": "14:30", "location": "Aulan", "version": 1}
    client.post(at(place.coming, "andra"), form)
    _calendar, event = event_of(client.get(f"{at(place.coming)}mote.ics").content)
    assert event["SEQUENCE"] == 1
    assert (event["LOCATION"], event["STATUS"]) == ("Aulan", "CONFIRMED")
    assert event.decoded("DTSTART").isoformat() == "2019-11-21T12:00:00+00:00"
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=90)
    sent(client, place, version=2)
    answer = client.post(at(place.coming, "stall-in"), {"version": 2})
    assert answer.url == at(place.coming, "kallelse")  # those who were invited are to know
    sent(client, place, version=3)
    calendar, event = event_of(mailoutbox[-1].attachments[0][1])
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 2)
    assert mailoutbox[-1].subject.startswith("Inställt:")
    assert "Ja, skicka det en gång till." in words(sent(client, place, version=3), 422)


def test_the_calendar_one_subscribes_to_tells_the_same(place, client, coordinator):
    Meeting.objects.filter(pk=place.coming.pk).update(starts_at=time(13), ends_at=time(15), location="Aulan")
    gate = Gate(place.council, PERMISSIONS_OF[Role.COORDINATOR], coordinator)
    events = {event["UID"]: event for event in Calendar.from_ical(calendar_of([gate], site="")).walk("VEVENT")}
    _calendar, own = event_of(client.get(f"{at(place.coming)}mote.ics").content)
    fed = events[own["UID"]]
    for name in ("SEQUENCE", "LOCATION", "SUMMARY", "STATUS"):
        assert fed[name] == own[name], name
    for name in ("DTSTART", "DTEND"):
        assert fed.decoded(name) == own.decoded(name)
