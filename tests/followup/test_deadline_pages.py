"""The pages where a council sets days, changes them and says what is done."""

import re
from contextlib import contextmanager
from datetime import UTC, date, datetime
from html import unescape
from types import SimpleNamespace

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from councils.models import AuditEntry
from councils.roles import Role
from followup.actions import deadlines as actions
from followup.actions.new_editions import supersede
from followup.models import Deadline
from followup.stock import then_and_now
from tests import factories as make
from tests.conftest import rolled_back

pytestmark = pytest.mark.django_db
NOW = "2019-09-17T12:00:00+02:00"
NOON = datetime(2019, 9, 1, 12, tzinfo=UTC)
TASK = {"deadline_title": "Boka lokal", "deadline_kind": "task", "deadline_due": "date", "deadline_day": "2019-10-01"}


@pytest.fixture(autouse=True)
def in_september():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back(), time_machine.travel(NOW, tick=False):
        council = make.council(slug="overkalix")
        people = {role: make.person(role, council=council) for role in Role}
        promise_set = make.promise_set(council=council, title="Löften 2019", slug="2019")
        target = make.target(promise_set=promise_set, label="Vandringar", minimum=2)
        meeting = make.meeting(council=council, held_on=date(2019, 11, 20), title="Höstmöte")
        yield SimpleNamespace(council=council, people=people, set=promise_set, target=target, meeting=meeting)


@pytest.fixture
def coordinator(place, client):
    client.force_login(place.people[Role.COORDINATOR])
    return place.people[Role.COORDINATOR]


def words(answer, status=200):
    assert answer.status_code == status
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.content.decode())
    return " ".join(unescape(text).split())


def lines(place):
    return list(AuditEntry.objects.filter(council=place.council).order_by("pk").values_list("verb", flat=True))


def at(name, *parts):
    return "/".join(["/overkalix/tidsgranser", *map(str, parts), *([name] if name else [])]) + "/"


def test_the_list_says_how_near_each_day_is_and_leads_to_what_each_thing_is(place, client, coordinator):
    make.deadline(council=place.council, due_on=date(2019, 9, 14), by=coordinator)
    make.deadline(council=place.council, due_on=date(2019, 9, 29), title="Bjud in skolorna", by=coordinator)
    type(place.set).objects.filter(pk=place.set.pk).update(summary_due_on=date(2020, 1, 31))
    page = client.get(at(""))
    said = words(page)
    assert "2019-09-14 3 dagar sedan Ring kommundirektören. Att göra Båda parter" in said
    assert "2019-09-29 om 12 dagar Bjud in skolorna." in said
    assert "2019-11-20 om 64 dagar Möte: Höstmöte." in said
    assert "2020-01-31 om 136 dagar Sammanställningen av Löften 2019 ska vara klar." in said
    assert said.index("Passerat") < said.index("Ring kommun") < said.index("På gång") < said.index("Bjud in")
    assert 'href="/overkalix/sammanstallning/2019/"' in page.content.decode()


def test_a_day_is_set_once_however_often_the_form_is_sent(place, client, coordinator):
    for _time in range(2):
        assert client.post(at("ny"), TASK).url == at("")
    row = Deadline.objects.get()
    assert (row.title, row.due_on, row.due_kind, row.set_by, row.organisation) == (
        "Boka lokal",
        date(2019, 10, 1),
        "date",
        coordinator,
        None,
    )
    assert lines(place).count("add_deadline") == 1


def test_during_a_month_is_its_last_day(client, coordinator):
    client.post(at("ny"), {**TASK, "deadline_due": "month", "deadline_month": "2020-02", "deadline_day": "skräp"})
    row = Deadline.objects.get()
    assert (row.due_kind, row.due_on) == ("month", date(2020, 2, 29))
    assert "under februari 2020" in words(client.get(at("")))


def test_at_a_meeting_is_the_day_of_the_meeting(place, client, coordinator):
    client.post(at("ny"), {**TASK, "deadline_due": "meeting", "deadline_meeting": place.meeting.pk})
    row = Deadline.objects.get()
    assert (row.meeting, row.due_on) == (place.meeting, date(2019, 11, 20))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"deadline_title": ""}, "Skriv vad som ska göras."),
        ({"deadline_title": "Ring 19121212-1212"}, "personnummer"),
        ({"deadline_kind": "party"}, "Välj om det är något att göra eller en avstämning."),
        ({"deadline_kind": "checkpoint"}, "Välj vilka löften som ska stämmas av."),
        ({"deadline_due": "never"}, "Välj dag, månad eller möte."),
        ({"deadline_day": "2019-02-29"}, "Skriv datumet som år-månad-dag"),
        ({"deadline_day": "0001-01-01"}, "för långt tillbaka"),
        ({"deadline_day": ""}, "Ange datum."),
        ({"deadline_due": "month", "deadline_month": "februari"}, "Skriv månaden som år-månad"),
        ({"deadline_due": "meeting"}, "Välj vilket möte."),
        ({"deadline_due": "meeting", "deadline_meeting": str(10**30)}, "Det finns inte i rådet."),
        ({"deadline_party": "999999999"}, "Det finns inte i rådet."),
        ({"deadline_set": "\x00"}, "Null-tecken är inte tillåtna."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(client, coordinator, changes, said):
    answer = client.post(at("ny"), {**TASK, **changes})
    assert said in words(answer, 422)
    assert not Deadline.objects.exists()


def test_rows_of_another_council_are_refused(place, client, coordinator):
    theirs = make.meeting()
    answer = client.post(at("ny"), {**TASK, "deadline_due": "meeting", "deadline_meeting": theirs.pk})
    assert answer.status_code == 422
    values = {"kind": "task", "title": "X", "promise_set": None, "due_kind": "meeting", "due_on": theirs.held_on}
    with pytest.raises(PermissionDenied):
        actions.add_deadline(council=place.council, by=coordinator, meeting=theirs, organisation=None, **values)


def test_a_change_is_saved_and_told_in_the_log(place, client, coordinator):
    row = make.deadline(council=place.council, by=coordinator)
    assert "Ring kommundirektören" in words(client.get(at("", row.pk)))
    client.post(at("", row.pk), {**TASK, "version": 1})
    row.refresh_from_db()
    assert (row.title, row.due_on, row.version) == ("Boka lokal", date(2019, 10, 1), 2)
    entry = AuditEntry.objects.get(verb="change_deadline")
    assert entry.details["after"]["due_on"] == "2019-10-01"
    assert "Boka" not in str(entry.details)  # no text that people typed


def test_who_comes_second_sees_both_texts_and_nothing_is_lost(place, client, coordinator):
    row = make.deadline(council=place.council, by=coordinator)
    client.post(at("", row.pk), {**TASK, "version": 1})
    answer = client.post(at("", row.pk), {**TASK, "deadline_title": "Boka buss", "version": 1})
    said = words(answer, 409)
    assert "Boka lokal" in said
    assert "Boka buss" in said
    assert Deadline.objects.get().title == "Boka lokal"
    assert client.post(at("", row.pk), {**TASK, "version": "x"}).status_code == 422


def test_a_second_click_on_save_is_answered_as_the_first(place, client, coordinator):
    row = make.deadline(council=place.council, by=coordinator)
    for _time in range(2):
        assert client.post(at("", row.pk), {**TASK, "version": 1}).url == at("")
    assert lines(place).count("change_deadline") == 1


def test_a_meeting_called_off_after_the_page_was_read_is_refused_everywhere(place, client, coordinator):
    row = make.deadline(council=place.council, by=coordinator)
    at_it = {**TASK, "deadline_due": "meeting", "deadline_meeting": place.meeting.pk}
    planned = plan(place, takt="meeting", checkpoint_days=["2019-11-20"])
    sent = [(at("ny"), at_it), (at("", row.pk), {**at_it, "version": 1}), (at("avstamningar"), planned)]
    for path, form in sent:
        with called_off_before_the_lock(place.meeting):
            assert "ställts in" in words(client.post(path, form), 422)
        type(place.meeting).objects.update(cancelled_at=None, cancelled_by=None)
    assert list(Deadline.objects.values_list("meeting", flat=True)) == [None]


@contextmanager
def called_off_before_the_lock(meeting):
    """The form has found the meeting; then somebody calls it off; then the act begins."""

    def calling_off(execute, sql, params, many, context):
        if sql.startswith(("SAVEPOINT", "BEGIN")):
            with connection.cursor() as cursor:
                said = "UPDATE councils_meeting SET cancelled_at = %s, cancelled_by_id = %s WHERE id = %s"
                cursor.execute(said, [NOON, meeting.council.memberships.first().user_id, meeting.pk])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(calling_off):
        yield


def test_a_checkpoint_planned_at_a_meeting_gets_the_day_the_meeting_has_now(place, coordinator):
    days = [(date(2019, 11, 13), "Avstämning på mötet", place.meeting)]
    [row] = actions.plan_checkpoints(promise_set=place.set, by=coordinator, days=days)
    assert row.due_on == place.meeting.held_on


def test_removing_asks_first_and_is_refused_to_who_has_read_an_older_version(place, client, coordinator):
    row = make.deadline(council=place.council, by=coordinator, version=3)
    assert "senast 2019-03-14" in words(client.get(at("ta-bort", row.pk)))
    assert "Läs igen" in words(client.post(at("ta-bort", row.pk), {"version": 2}), 409)
    assert client.post(at("ta-bort", row.pk), {}).status_code == 422
    assert client.post(at("ta-bort", row.pk), {"version": 3}).url == at("")
    assert not Deadline.objects.exists()
    assert client.post(at("ta-bort", row.pk), {"version": 3}).status_code == 404
    assert lines(place)[-1] == "remove_deadline"


@pytest.mark.parametrize(
    ("name", "form"),
    [("", {**TASK, "version": 1}), ("ta-bort", {"version": 1}), ("klart", {"finish_note": "", "version": 1})],
)
def test_what_somebody_takes_away_at_the_same_moment_is_a_missing_page(place, client, coordinator, name, form):
    row = make.deadline(council=place.council, by=coordinator)

    def taken_away(execute, sql, params, many, context):
        # After the gate has found it, before it is locked: the statement that begins the act.
        if sql.startswith(("SAVEPOINT", "BEGIN")):
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM followup_deadline WHERE id = %s", [row.pk])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(taken_away):
        assert client.post(at(name, row.pk), form).status_code == 404


def test_a_task_is_done_with_what_it_led_to_once(place, client, coordinator):
    row = make.deadline(council=place.council, by=coordinator)
    for _time in range(2):
        assert client.post(at("klart", row.pk), {"finish_note": "Bokad.", "version": 1}).url == at("")
    row.refresh_from_db()
    assert (row.note, row.done_by, row.standing, row.version) == ("Bokad.", coordinator, None, 2)
    assert lines(place).count("finish_deadline") == 1
    assert "Bokad." in words(client.get(at("klart", row.pk)))


def test_what_is_done_stays_as_it_is(place, client, coordinator):
    row = make.deadline(council=place.council, by=coordinator, done_at=NOON, done_by=coordinator, note="Klart då.")
    for page in (at("", row.pk), at("ta-bort", row.pk)):
        assert client.get(page).url == at("klart", row.pk)
    assert client.post(at("ta-bort", row.pk), {"version": 1}).url == at("klart", row.pk)
    assert client.post(at("", row.pk), {**TASK, "version": 1}).status_code == 409
    said = words(client.post(at("klart", row.pk), {"finish_note": "Ny text", "version": 1}), 409)
    assert "Klart då." in said
    assert "Ny text" in said
    row.refresh_from_db()
    assert row.note == "Klart då."


def test_what_was_marked_as_done_by_mistake_is_opened_again_with_what_was_written(place, client, coordinator):
    row = make.deadline(promise_set=place.set, kind="checkpoint", title="Avstämning", by=coordinator)
    client.post(at("klart", row.pk), {"finish_note": "För tidigt.", "version": 1})
    assert "Öppna igen" in words(client.get(at("klart", row.pk)))
    for form, said in (({}, "Någon annan"), ({"version": 1}, "Någon annan"), ({"version": 2}, "Öppnat igen")):
        assert said in words(client.post(at("oppna", row.pk), form, follow=True)), form
    row.refresh_from_db()
    assert (row.is_done, row.standing, row.version) == (False, None, 3)
    assert "För tidigt." in words(client.get(at("klart", row.pk)))
    client.post(at("oppna", row.pk), {"version": 2})
    assert lines(place).count("reopen_deadline") == 1
    assert client.post(at("klart", row.pk), {"finish_note": "Gjord.", "version": 3}).status_code == 302
    row.refresh_from_db()
    assert row.standing["as_of"]


def test_taking_stock_keeps_how_every_target_stands_and_shows_it_beside_how_it_stands_now(place, client, coordinator):
    row = make.deadline(promise_set=place.set, kind="checkpoint", title="Avstämning", by=coordinator)
    assert "Så står det Mål Nu Vandringar" in words(client.get(at("klart", row.pk)))
    make.activity(targets=[place.target], occurred_on=date(2019, 9, 1))
    client.post(at("klart", row.pk), {"finish_note": "", "version": 1})
    row.refresh_from_db()
    kept = {"target": place.target.pk, "label": "Vandringar", "verdict": "on_track", "done": 1, "required": 2}
    kept |= {"activities": 1, "quality": "exact", "measured": None}
    assert row.standing == {"as_of": "2019-09-17", "targets": [kept]}
    make.activity(targets=[place.target], occurred_on=date(2019, 9, 16))
    assert "Vandringar I fas 1 av 2 Uppfyllt 2 av 2" in words(client.get(at("klart", row.pk)))
    assert lines(place)[-2] == "take_stock"  # before the activity that was logged afterwards
    later = make.deadline(promise_set=place.set, kind="checkpoint", due_on=date(2019, 9, 20), by=coordinator)
    page = client.get(at("klart", later.pk))  # what one is to go through, beside how it stood the last time
    assert "Läget 2019-09-17 Nu Vandringar I fas 1 av 2 Uppfyllt 2 av 2" in words(page)
    assert f'href="/overkalix/mal/{place.target.pk}/">Vandringar' in page.content.decode()


def test_what_was_kept_is_worded_in_the_language_of_who_reads_it(place, client, coordinator):
    make.target(promise_set=place.set, label="Plan", kind="deliverable", due_on=date(2019, 12, 1))
    row = make.deadline(promise_set=place.set, kind="checkpoint", title="Avstämning", by=coordinator)
    client.post(at("klart", row.pk), {"finish_note": "", "version": 1})
    row.refresh_from_db()
    with override("en"):
        found = {one.label: one.then.figure for one in then_and_now(row, today=date(2019, 9, 17))}
    assert found == {"Vandringar": "0 of 2", "Plan": "Not done"}


def test_stock_is_not_taken_long_before_its_day_without_saying_so(place, client, coordinator):
    row = make.deadline(promise_set=place.set, kind="checkpoint", due_on=date(2019, 10, 2), by=coordinator)
    asked = "Tidsgränsen är först 2019-10-02. Ja, vi stämmer av redan nu."
    assert asked in words(client.get(at("klart", row.pk)))
    assert asked in words(client.post(at("klart", row.pk), {"finish_note": "", "version": 1}), 422)
    assert not Deadline.objects.get().is_done
    client.post(at("klart", row.pk), {"finish_note": "", "finish_early": "on", "version": 1})
    assert Deadline.objects.get().is_done


def test_stock_is_taken_within_two_weeks_without_being_asked(place, client, coordinator):
    row = make.deadline(promise_set=place.set, kind="checkpoint", due_on=date(2019, 10, 1), by=coordinator)
    assert "redan nu" not in words(client.get(at("klart", row.pk)))


@pytest.mark.parametrize("role", [Role.FIELD_USER, Role.MEMBER, Role.OFFICIAL])
def test_who_may_not_plan_reads_what_is_done_and_no_more(place, client, role):
    client.force_login(place.people[role])
    by = place.people[Role.COORDINATOR]
    still = make.deadline(council=place.council, by=by)
    done = make.deadline(council=place.council, by=by, done_at=NOON, done_by=by, note="Bokad.")
    assert "Bokad." in words(client.get(at("klart", done.pk)))
    for page in (at("klart", still.pk), at("", still.pk), at("ta-bort", still.pk), at("ny"), at("avstamningar")):
        assert client.get(page).status_code == 403
    assert client.post(at("klart", done.pk), {"finish_note": "", "version": 1}).status_code == 403
    assert "Lägg till" not in words(client.get(at("")))


def test_two_checkpoints_of_the_same_promises_are_not_on_one_day(place, client, coordinator):
    make.deadline(promise_set=place.set, kind="checkpoint", due_on=date(2019, 10, 1), by=coordinator)
    about = {"deadline_kind": "checkpoint", "deadline_set": place.set.pk}
    assert "redan en avstämning den dagen" in words(client.post(at("ny"), {**TASK, **about}), 422)
    assert Deadline.objects.count() == 1


# Planning


def plan(place, **fields):
    return {"loften": place.set.pk, "takt": "tertial", **fields}


def test_planning_proposes_days_and_keeps_those_that_are_ticked_once(place, client, coordinator):
    page = client.get(at("avstamningar"), plan(place))
    said = words(page)
    assert "tisdag 14 januari 2020: Avstämning till och med 31 december 2019" in said
    assert "2019-05" not in said
    sent = plan(place, checkpoint_days=["2020-01-14"], own_days="2019-10-15\n\n2019-12-01")
    for _time in range(2):
        assert client.post(at("avstamningar"), sent).url == at("")
    rows = Deadline.objects.order_by("due_on").values_list("due_on", "title", "kind", "due_kind")
    assert list(rows) == [
        (date(2019, 10, 15), "Avstämning", "checkpoint", "date"),
        (date(2019, 12, 1), "Avstämning", "checkpoint", "date"),
        (date(2020, 1, 14), "Avstämning till och med 31 december 2019", "checkpoint", "date"),
    ]
    assert lines(place).count("plan_checkpoints") == 1
    again = client.get(at("avstamningar"), plan(place))
    assert "2020-01-14: finns redan Alla dagar är redan planerade." in words(again)
    assert "Spara avstämningarna" not in words(again)
    refused = client.post(at("avstamningar"), plan(place))  # what is taken is not offered then either
    assert "Välj minst en dag." in words(refused, 422)
    assert 'value="2020-01-14"' not in refused.content.decode()


def test_planning_by_meeting_hangs_each_checkpoint_on_its_meeting(place, client, coordinator):
    client.post(at("avstamningar"), plan(place, takt="meeting", checkpoint_days=["2019-11-20"]))
    assert Deadline.objects.get().meeting == place.meeting


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"takt": "moon"}, "Välj hur ofta i listan."),
        ({"loften": "999999999"}, "Det finns inte i rådet."),
        ({"checkpoint_days": ["2020-01-15"]}, "En av dagarna finns inte bland dem som föreslås."),
        ({"own_days": "i höst"}, "”i höst”: Skriv datumet som år-månad-dag"),
        ({"own_days": "\n".join(f"2019-10-{day:02}" for day in range(1, 31)) * 3}, "Högst 60 dagar"),
        ({}, "Välj minst en dag."),
    ],
)
def test_what_cannot_be_planned_is_said(place, client, coordinator, changes, said):
    assert said in words(client.post(at("avstamningar"), plan(place, **changes)), 422)
    assert not Deadline.objects.exists()


def test_an_address_that_asks_for_what_is_not_there_is_answered_with_a_sentence(place, client, coordinator):
    assert "Välj hur ofta i listan." in words(client.get(at("avstamningar"), plan(place, takt="alltid")), 422)


def test_a_new_edition_takes_over_what_is_still_to_be_done(place, coordinator):
    """What is done was done of the old edition; a checkpoint that the new one has on the same day is the one kept."""
    day, other_day = date(2019, 10, 1), date(2019, 12, 1)
    done = make.deadline(
        promise_set=place.set, kind="checkpoint", due_on=make.A_DAY, by=coordinator, done_at=NOON, done_by=coordinator
    )
    gone = make.deadline(promise_set=place.set, kind="checkpoint", due_on=day, by=coordinator)
    moved = make.deadline(promise_set=place.set, kind="checkpoint", due_on=other_day, by=coordinator)
    new = make.promise_set(council=place.council, replaces=place.set, edition=2, signed_on=date(2019, 9, 1))
    own = make.deadline(promise_set=new, kind="checkpoint", due_on=day, by=coordinator)
    supersede(old=place.set, new=new, by=coordinator)
    rows = dict(Deadline.objects.values_list("pk", "promise_set"))
    assert rows == {done.pk: place.set.pk, moved.pk: new.pk, own.pk: new.pk}
    assert gone.pk not in rows


def test_the_number_of_queries_does_not_grow_with_the_rows(place, client, coordinator):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(at("")).status_code == 200
        return len(queries)

    def more(number):
        for n in range(number):
            make.deadline(council=place.council, meeting=place.meeting, due_kind="meeting", by=coordinator)
            done = {"done_at": NOON, "done_by": coordinator, "due_on": date(2019, 1, 1 + n)}
            make.deadline(promise_set=place.set, by=coordinator, **done)

    more(1)
    few = asked()
    more(8)
    assert asked() == few
