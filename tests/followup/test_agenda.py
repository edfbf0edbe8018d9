"""What has a day in some councils, gathered from where each day is kept."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from councils.roles import Role
from followup.agenda import agenda
from promises.codes import Jointly
from tests import factories as make
from tests.followup.test_owed import gates

pytestmark = pytest.mark.django_db
TODAY = date(2019, 11, 20)
NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def council():
    return make.council(slug="overkalix")


@pytest.fixture
def coordinator(council):
    return make.person(Role.COORDINATOR, council=council)


def keys(user, **options):
    return [thing.key for thing in agenda(gates(user), today=TODAY, **options)]


def only(user, **options):
    [thing] = agenda(gates(user), today=TODAY, **options)
    return thing


def test_who_is_in_no_council_has_nothing():
    assert agenda([], today=TODAY) == []


def test_a_summary_stands_until_both_have_approved(council, coordinator):
    promise_set = make.promise_set(council=council, title="Löften", slug="2018", summary_due_on=date(2019, 1, 31))
    thing = only(coordinator)
    assert (thing.key, thing.day, thing.owed_by) == (f"summary:{promise_set.pk}", date(2019, 1, 31), None)
    assert thing.text == "Sammanställningen av Löften ska vara klar."
    assert thing.url == "/overkalix/sammanstallning/2018/"
    make.frozen(promise_set, at=NOON)
    assert keys(coordinator) == []
    assert only(coordinator, with_done=True).is_done


def test_an_official_is_led_to_the_promises_while_the_summary_is_written(council):
    make.promise_set(council=council, slug="2019", summary_due_on=date(2020, 1, 31))
    assert only(make.person(Role.OFFICIAL, council=council)).url == "/overkalix/loften/2019/"


@pytest.mark.parametrize("status", ["draft", "superseded"])
def test_of_drafts_and_of_what_has_been_replaced_no_summary_is_due(council, coordinator, status):
    promise_set = make.promise_set(council=council, status=status, summary_due_on=date(2020, 1, 31))
    make.target(promise_set=promise_set, kind="deliverable")
    assert keys(coordinator, with_done=True) == []


def test_a_deliverable_is_asked_of_who_answers_for_it_until_something_counts(council, coordinator):
    target = make.target(council=council, kind="deliverable", label="Lokal plan", due_on=date(2019, 12, 1))
    thing = only(coordinator)
    assert (thing.key, thing.text) == (f"delivery:{target.pk}", "Ska vara klart: Lokal plan.")
    assert thing.url == f"/overkalix/logga/?mal={target.pk}"
    assert thing.owed_by == {one.pk for one in make.parties_of(council)}
    make.activity(targets=[target])
    assert keys(coordinator) == []
    assert only(coordinator, with_done=True).url == f"/overkalix/mal/{target.pk}/"


def test_a_deliverable_with_a_lead_is_asked_of_the_lead(council, coordinator):
    school = make.organisation()
    make.target(council=council, kind="deliverable", jointly=Jointly.LEAD, lead=school)
    assert only(coordinator).owed_by == {school.pk}


def test_a_report_of_nothing_does_not_deliver(council, coordinator):
    target = make.target(council=council, kind="deliverable")
    make.activity(targets=[target], count=0)
    assert keys(coordinator) == [f"delivery:{target.pk}"]


def test_tasks_and_checkpoints_stand_until_they_are_done(council, coordinator):
    police, _municipal = make.parties_of(council)
    promise_set = make.promise_set(council=council, title="Löften")
    stock = make.deadline(promise_set=promise_set, kind="checkpoint", title="Avstämning", by=coordinator)
    task = make.deadline(council=council, organisation=police, due_on=date(2019, 1, 1), by=coordinator)
    first, second = agenda(gates(coordinator), today=TODAY)
    assert (first.key, first.text, first.owed_by) == (f"deadline:{task.pk}", "Ring kommundirektören.", {police.pk})
    assert (second.key, second.text, second.owed_by) == (f"deadline:{stock.pk}", "Avstämning (Löften).", None)
    assert first.url == f"/overkalix/tidsgranser/{task.pk}/klart/"
    member = make.person(Role.MEMBER, council=council)
    assert agenda(gates(member), today=TODAY)[0].url == "/overkalix/tidsgranser/"
    task.done_at, task.done_by = NOON, coordinator
    task.save()
    assert keys(coordinator) == [second.key]


def test_meetings_to_come_are_told_and_those_held_only_when_asked_for(council, coordinator):
    held = make.meeting(council=council, held_on=TODAY - timedelta(days=1))
    today = make.meeting(council=council, held_on=TODAY, title="Höstmöte")
    make.meeting(council=council, held_on=TODAY, cancelled_at=NOON, cancelled_by=coordinator)
    assert only(coordinator).text == "Möte: Höstmöte."
    assert keys(coordinator, with_done=True) == [f"meeting:{held.pk}", f"meeting:{today.pk}"]


def test_only_what_comes_by_a_day_is_asked_for(council, coordinator):
    for days in (1, 20):
        make.meeting(council=council, held_on=TODAY + timedelta(days=days))
    assert len(keys(coordinator, until=TODAY + timedelta(days=19))) == 1
    assert len(keys(coordinator, until=TODAY + timedelta(days=20))) == 2


def test_what_belongs_to_the_draft_of_others_is_not_there(council, coordinator):
    police, municipal = make.parties_of(council)
    draft = make.promise_set(council=council, status="draft", organisation=police)
    make.deadline(promise_set=draft, by=coordinator)
    assert keys(coordinator) == []
    assert len(keys(make.person(Role.POLICE_MANAGER, council=council))) == 1
    draft.organisation = municipal
    draft.save()
    assert len(keys(coordinator)) == 1
    assert keys(make.person(Role.OFFICIAL, council=council)) == []


def test_each_council_is_read_by_its_own_gate():
    """Official in one and coordinator in the other: the drafts of the first stay closed."""
    one, other = make.council(), make.council()
    person = make.person(Role.OFFICIAL, council=one)
    make.member(Role.COORDINATOR, council=other, user=person)
    for council in (one, other):
        make.deadline(promise_set=make.promise_set(council=council, status="draft"), by=person)
    assert [thing.council for thing in agenda(gates(person), today=TODAY)] == [other]


def test_other_councils_are_not_looked_into(council, coordinator):
    make.meeting(held_on=TODAY)
    make.target(kind="deliverable")
    make.promise_set(summary_due_on=TODAY)
    make.deadline(by=coordinator)
    assert keys(coordinator, with_done=True) == []


def test_the_number_of_queries_is_the_same_for_one_council_and_for_five():
    def filled(person):
        council = make.council()
        make.member(Role.COORDINATOR, council=council, user=person)
        promise_set = make.promise_set(council=council, summary_due_on=TODAY)
        for number in range(2):
            make.target(promise_set=promise_set, kind="deliverable")
            make.deadline(promise_set=promise_set, by=person)
            make.meeting(council=council, held_on=TODAY + timedelta(days=number))

    few, many = make.user(), make.user()
    filled(few)
    for _number in range(5):
        filled(many)
    asked = []
    for person in (few, many):
        through = gates(person)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            things = agenda(through, today=TODAY)
        asked.append((len(things), len(queries)))
    assert asked == [(7, 1), (35, 1)]
