"""What is somebody's own to do: by role, by organisation and by how near it is."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from councils.access import Gate, council_permissions
from councils.everybody import gates_of_everybody
from councils.roles import Role
from councils.ways_in import SignedInBackend
from followup.models import Approval, Summary
from followup.owed import claims_of_everybody, owed, owed_of
from promises.actions.parts import deny_part
from promises.parts import numbers_by_organisation, numbers_waiting
from tests import factories as make
from tests.conftest import rolled_back

pytestmark = pytest.mark.django_db
TODAY = date(2019, 11, 20)  # a Wednesday, week 47
IN_A_WEEK = TODAY + timedelta(days=7)


def gates(*people):
    """The gates of people, as their next requests would have them."""
    found = []
    for user in people:
        user = SignedInBackend().get_user(user.pk)
        if user is None:
            continue
        allowed = council_permissions(user)
        councils = {row.council_id: row.council for row in user.memberships.select_related("council")}
        found += [Gate(councils[pk], codes, user, seen=frozenset(allowed)) for pk, codes in allowed.items()]
    return found


def keys(user, today=TODAY):
    return [thing.key for thing in owed(gates(user), today=today)]


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """A council with one person of each role; all but the police manager act for the municipality."""
    with django_db_blocker.unblock(), rolled_back():
        council = make.council(slug="overkalix")
        yield council, {role: make.person(role, council=council) for role in Role}


@pytest.fixture
def council(place):
    return place[0]


@pytest.fixture
def people(place):
    return place[1]


def who(people, today=TODAY):
    """The roles whose people owe anything."""
    return {role for role, user in people.items() if keys(user, today)}


PLANNERS = {Role.COORDINATOR, Role.POLICE_MANAGER}
LOGGERS = {Role.COORDINATOR, Role.POLICE_MANAGER, Role.FIELD_USER, Role.MEMBER}


# Summaries and approvals


def test_a_summary_is_owed_by_those_who_write_it(council, people):
    make.promise_set(council=council, summary_due_on=IN_A_WEEK)
    assert who(people) == PLANNERS


def test_a_summary_is_owed_from_thirty_days_before_and_until_it_is_done(council, people):
    promise_set = make.promise_set(council=council, summary_due_on=date(2020, 1, 31))
    coordinator = people[Role.COORDINATOR]
    assert keys(coordinator, date(2019, 12, 31)) == []
    assert keys(coordinator, date(2020, 1, 1)) == [f"summary:{promise_set.pk}"]
    assert keys(coordinator, date(2021, 1, 1)) == [f"summary:{promise_set.pk}"]


def approve(promise_set, party, by):
    summary, _ = Summary.objects.get_or_create(promise_set=promise_set)
    Approval.objects.create(
        summary=summary, party=party, approved_by=by, approved_at="2019-11-19T12:00:00Z", sha256="0" * 64
    )


def test_who_has_approved_owes_nothing_more_and_the_other_party_owes_its_approval(council, people):
    promise_set = make.promise_set(council=council, summary_due_on=IN_A_WEEK)
    approve(promise_set, "municipality", people[Role.COORDINATOR])
    assert keys(people[Role.COORDINATOR]) == []
    assert keys(people[Role.POLICE_MANAGER]) == [f"approval:{promise_set.pk}:police"]
    assert who(people) == {Role.POLICE_MANAGER}


def test_an_approval_is_owed_also_where_the_summary_has_no_day(council, people):
    promise_set = make.promise_set(council=council)
    approve(promise_set, "police", people[Role.POLICE_MANAGER])
    [thing] = owed(gates(people[Role.COORDINATOR]), today=TODAY)
    assert (thing.key, thing.day) == (f"approval:{promise_set.pk}:municipality", None)
    assert thing.text.startswith("Polisen har godkänt")


def test_nobody_owes_an_approval_for_the_other_party_too(council):
    both = make.person(Role.COORDINATOR, council=council)
    promise_set = make.promise_set(council=council)
    approve(promise_set, "police", both)
    assert keys(both) == []


def test_an_approved_summary_and_one_of_a_replaced_edition_are_owed_by_nobody(council, people):
    frozen = make.promise_set(council=council, summary_due_on=IN_A_WEEK)
    make.frozen(frozen, at=make.timezone.now())
    replaced = make.promise_set(council=council, status="superseded", summary_due_on=IN_A_WEEK)
    approve(replaced, "police", people[Role.POLICE_MANAGER])
    assert who(people) == set()


# Signatures


def test_promises_wait_for_the_signature_of_each_party_that_has_not_signed(council, people):
    draft = make.promise_set(council=council, status="shared")
    make.promise(promise_set=draft)
    make.signable(draft)
    assert who(people) == PLANNERS
    assert keys(people[Role.COORDINATOR]) == [f"signature:{draft.pk}"]


# What the council has decided to do


@pytest.mark.parametrize("kind", ["task", "checkpoint"])
def test_a_deadline_is_owed_by_those_who_plan_for_its_party(council, people, kind):
    police, municipal = make.parties_of(council)
    promise_set = make.promise_set(council=council)
    rows = {
        party: make.deadline(
            promise_set=promise_set,
            kind=kind,
            organisation=party,
            due_on=TODAY + timedelta(days=n),
            by=people["member"],
        )
        for n, party in enumerate((None, police, municipal))
    }
    everybody_s, of_police, of_municipality = (f"deadline:{row.pk}" for row in rows.values())
    assert keys(people[Role.COORDINATOR]) == [everybody_s, of_municipality]
    assert keys(people[Role.POLICE_MANAGER]) == [everybody_s, of_police]
    assert who(people) == PLANNERS


def test_a_deadline_is_owed_from_fourteen_days_before_and_until_it_is_done(council, people):
    coordinator = people[Role.COORDINATOR]
    row = make.deadline(council=council, due_on=TODAY + timedelta(days=14), by=coordinator)
    assert keys(coordinator, TODAY - timedelta(days=1)) == []
    assert keys(coordinator) == [f"deadline:{row.pk}"]
    row.done_at, row.done_by = make.timezone.now(), coordinator
    row.save()
    assert keys(coordinator) == []


def test_a_meeting_is_owed_by_nobody(council, people):
    make.meeting(council=council, held_on=IN_A_WEEK)
    assert who(people) == set()


# What is promised to be ready, and what is promised each week


def test_something_promised_to_be_ready_is_owed_by_those_who_log_for_who_answers(council, people):
    police, _municipal = make.parties_of(council)
    target = make.target(council=council, kind="deliverable", due_on=IN_A_WEEK, responsible=[police])
    assert who(people) == {Role.POLICE_MANAGER}
    make.activity(targets=[target], occurred_on=TODAY, organisation=police, parties=[police])
    assert who(people) == set()


@pytest.mark.parametrize(
    ("today", "is_owed"),
    [
        (date(2019, 11, 21), False),  # Thursday: three days left of the week
        (date(2019, 11, 22), True),
        (date(2019, 11, 24), True),
        (date(2019, 11, 25), False),  # closed: no more to do
    ],
)
def test_a_week_that_is_not_met_is_owed_when_two_days_are_left(council, people, today, is_owed):
    target = make.target(council=council, minimum=1, per="week", counting="each", label="Fotpatrull")
    assert who(people, today) == (LOGGERS if is_owed else set())
    if is_owed:
        [thing] = owed(gates(people[Role.FIELD_USER]), today=today)
        assert thing.key == f"bucket:{target.pk}:2019-11-18"
        assert thing.text == "Fotpatrull: 0 av 1 är gjort den här veckan."


@pytest.mark.parametrize(
    "rule",
    [
        {"per": "week", "counting": "average"},
        {"per": "quarter", "counting": "each", "last_day": date(2019, 11, 23)},
        {"per": "week", "counting": "each", "first_day": date(2019, 12, 1)},
        {"per": "week", "counting": "each", "status": "draft"},
        {"per": "week", "counting": "each", "status": "closed"},
    ],
)
def test_only_short_stretches_of_promises_in_force_are_owed(council, people, rule):
    make.target(council=council, **rule)
    assert who(people, date(2019, 11, 23)) == set()


def test_a_week_that_is_met_is_not_owed(council, people):
    target = make.target(council=council, minimum=1, per="week", counting="each")
    police, _municipal = make.parties_of(council)
    make.activity(targets=[target], occurred_on=date(2019, 11, 19), organisation=police, parties=[police])
    assert who(people, date(2019, 11, 24)) == set()


def test_a_fortnight_and_a_month_are_owed_in_the_same_way(council, people):
    fortnight, month = (make.target(council=council, per=per, counting="each") for per in ("fortnight", "month"))
    assert f"bucket:{fortnight.pk}:2019-11-11" in keys(people[Role.FIELD_USER], date(2019, 11, 24))
    assert f"bucket:{month.pk}:2019-11-01" in keys(people[Role.FIELD_USER], date(2019, 11, 30))


# Parts that wait for one's word


def test_the_numbers_of_all_are_those_that_each_is_told(council, people):
    police, municipal = make.parties_of(council)
    third = make.organisation()
    other = make.council()
    joint = make.target(council=council, jointly="all", responsible=[police, municipal, third])
    led = make.target(council=council, jointly="lead", lead=third)
    make.activity(targets=[joint, led], occurred_on=TODAY, parties=[municipal])
    make.activity(targets=[led], occurred_on=TODAY, parties=[municipal, police])
    denied = make.activity(targets=[joint], occurred_on=TODAY, parties=[municipal])
    deny_part(activity=denied, organisation=police, by=people[Role.POLICE_MANAGER], reason="Vi var inte där.")
    make.activity(targets=[joint], occurred_on=TODAY - timedelta(days=91), parties=[municipal])
    confirmed = make.activity(targets=[joint], occurred_on=TODAY)
    make.confirmation(activity=confirmed, organisation=police)
    make.activity(council=other, occurred_on=TODAY, parties=[police], organisation=municipal)
    guest = make.person(Role.MEMBER, council=council, organisation=third)
    guest_there = make.person(Role.MEMBER, council=other, organisation=police)
    at_once = numbers_by_organisation([council.pk, other.pk], TODAY)
    assert sum(at_once.values()) > 5
    for gate in gates(*people.values(), guest, guest_there):
        if gate.can_log_activity:
            told = numbers_waiting([gate], TODAY).get(gate.council.pk, 0)
            assert at_once[gate.council.pk, gate.organisation.pk] == told


def test_parts_are_owed_by_those_who_log_for_the_party_that_was_named(council, people):
    police, municipal = make.parties_of(council)
    make.activity(council=council, occurred_on=TODAY, parties=[police, municipal], organisation=municipal)
    assert who(people) == {Role.POLICE_MANAGER}
    [thing] = owed(gates(people[Role.POLICE_MANAGER]), today=TODAY)
    assert thing.text == "1 aktivitet väntar på att ni bekräftar er del."


# Everybody at once, and nobody else's


def fill(council, by):
    """One of everything that can wait, in a council."""
    draft = make.promise_set(council=council, status="shared")
    make.promise(promise_set=draft)
    make.signable(draft)
    own = make.promise_set(council=council, status="draft", organisation=make.parties_of(council)[0])
    promise_set = make.promise_set(council=council, summary_due_on=IN_A_WEEK)
    approve(make.promise_set(council=council), "municipality", by)
    promise = make.promise(promise_set=promise_set)
    make.target(promise=promise, kind="deliverable", due_on=IN_A_WEEK)
    target = make.target(promise=promise, per="week", counting="each", jointly="all")
    make.activity(targets=[target], occurred_on=TODAY, parties=[make.parties_of(council)[1]])
    make.deadline(council=council, due_on=IN_A_WEEK, by=by)
    make.deadline(promise_set=own, kind="checkpoint", due_on=IN_A_WEEK, by=by)


SATURDAY = date(2019, 11, 23)


def test_read_for_everybody_at_once_it_is_what_each_would_read(council, people):
    other = make.council()
    manager = people[Role.POLICE_MANAGER]
    make.member(Role.MEMBER, council=other, user=manager, organisation=make.organisation())
    for one in (council, other):
        fill(one, make.person(Role.COORDINATOR, council=one))
    gates_of = gates_of_everybody(day=date.today())
    claims = claims_of_everybody(gates_of, today=SATURDAY)
    assert len(gates_of) > 5
    for user, own in gates_of.items():
        at_once = owed_of([claim for rows in claims.values() for claim in rows], own)
        alone = owed(gates(user), today=SATURDAY)
        assert at_once == alone
        assert {thing.council for thing in alone} <= {gate.council for gate in own}
    owes = {role: {thing.kind for thing in owed(gates(user), today=SATURDAY)} for role, user in people.items()}
    assert owes[Role.POLICE_MANAGER] == {
        "summary", "checkpoint", "task", "delivery", "signature", "approval", "parts", "bucket"
    }  # fmt: skip
    assert "checkpoint" not in owes[Role.COORDINATOR]  # it is of the police's own draft
    assert owes[Role.OFFICIAL] == set()


def test_as_many_queries_for_one_council_as_for_several(council, people):
    fill(council, people[Role.COORDINATOR])

    def queries(reads):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            reads()
        return len(asked)

    def for_all():
        claims_of_everybody(gates_of_everybody(day=date.today()), today=SATURDAY)

    def for_one():
        owed(own, today=SATURDAY)

    own = gates(people[Role.COORDINATOR])
    once = (queries(for_all), queries(for_one))
    for _ in range(3):
        more = make.council()
        make.member(Role.COORDINATOR, council=more, user=people[Role.COORDINATOR])
        fill(more, make.person(Role.COORDINATOR, council=more))
        fill(council, people[Role.COORDINATOR])
    own = gates(people[Role.COORDINATOR])
    assert (queries(for_all), queries(for_one)) == once


def test_who_has_left_or_is_yet_to_come_owes_nothing(council, people):
    make.promise_set(council=council, summary_due_on=IN_A_WEEK)
    gone = make.person(Role.COORDINATOR, council=council, to_day=date(2019, 1, 1))
    closed = make.person(Role.COORDINATOR, council=council, user=make.user(is_active=False))
    coming = make.person(Role.COORDINATOR, council=council, from_day=date(2090, 1, 1))
    assert gates_of_everybody(day=date.today()).keys() == set(people.values())
    assert [keys(user) for user in (gone, closed, coming)] == [[], [], []]
