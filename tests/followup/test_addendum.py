"""What is logged, corrected, withdrawn or restored after the approval stands in an addendum, and not in the numbers."""

import re
from datetime import UTC, date, datetime
from html import unescape
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.roles import Role
from followup.addendum import MOST_SHOWN
from followup.document.snapshot import counted_in
from followup.models import Summary
from promises.actions.activities import (
    correct_activity,
    restore_activity,
    targets_before_withdrawal,
    withdraw_activity,
)
from promises.models import Activity
from tests import factories as make
from tests.promises.test_spreadsheets import as_file, carry_out, export, lines, sent

pytestmark = pytest.mark.django_db

HEADING = "Tillägg efter godkännandet"


@pytest.fixture(autouse=True)
def in_february():
    with time_machine.travel("2020-02-03T12:00:00+01:00"):
        yield


@pytest.fixture
def world(client):
    """A summary approved on 25 January that counts two activities; a third had been withdrawn."""
    council = make.council(short_name="Överkalix", slug="overkalix")
    promise_set = make.promise_set(council=council, title="Medborgarlöften 2019", slug="2019")
    promise = make.promise(promise_set=promise_set)
    walks = make.target(promise=promise, label="Vandringar", minimum=4)
    visits = make.target(promise=promise, label="Besök", minimum=4)
    coordinator = make.person(Role.COORDINATOR, council=council, user=make.user(name="Anna Lind"))
    with time_machine.travel("2020-01-20T12:00:00+01:00"):
        kept = make.activity(targets=[walks], occurred_on=date(2019, 3, 1), activity_type="safety_walk")
        other = make.activity(targets=[walks, visits], occurred_on=date(2019, 4, 2), count=2)
        withdrawn = make.activity(targets=[walks], occurred_on=date(2019, 5, 3))
        withdrawn = withdraw_activity(activity=withdrawn, by=coordinator, version=1, reason="Fel")
    make.frozen(promise_set, at=datetime(2020, 1, 25, 12, tzinfo=UTC))
    client.force_login(coordinator)
    return SimpleNamespace(
        council=council,
        promise_set=promise_set,
        walks=walks,
        visits=visits,
        coordinator=coordinator,
        kept=kept,
        other=other,
        withdrawn=withdrawn,
    )


def addendum(client):
    """The words of the addendum, or "" where there is none."""
    body = client.get(reverse("followup:summary", args=["overkalix", "2019"])).content.decode()
    part = body.partition('id="tillagg"')[2].partition("</section>")[0]
    part = re.sub(r'<span class="nowrap">([^<]*)</span>', r"\1", part)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", part.partition(">")[2])).split())


def page_of(client, activity):
    return unescape(client.get(activity.get_absolute_url()).content.decode())


def correct(world, activity, **changes):
    values = {
        "targets": [credit.target for credit in activity.credits.all()],
        "parties": list(activity.parties.all()),
        "reason": "Räknat om",
        **changes,
    }
    return correct_activity(activity=activity, by=world.coordinator, version=activity.version, **values)


def test_what_nobody_has_changed_has_no_addendum(client, world):
    assert addendum(client) == ""
    assert "godkändes" not in page_of(client, world.kept)


def test_what_is_logged_afterwards_is_added_with_who_and_when(client, world):
    late = make.activity(
        targets=[world.walks], occurred_on=date(2019, 12, 30), by=world.coordinator, count=3, count_quality="at_least"
    )
    shown = addendum(client)
    assert HEADING in shown
    assert "Efterregistrerade 2019-12-30 Annat , minst 3 Vandringar 2020-02-03" in shown
    assert "Anna Lind" in shown
    assert "Räknas inte längre" not in shown
    assert "Ändrade" not in shown
    assert "Efterregistrerad: sammanställningen godkändes 2020-01-25." in page_of(client, late)


def test_what_is_withdrawn_afterwards_has_gone_with_its_reason(client, world):
    withdraw_activity(activity=world.kept, by=world.coordinator, version=1, reason="Loggad två gånger")
    shown = addendum(client)
    assert "Räknas inte längre 2019-03-01 Trygghetsvandring , 1 Vandringar 2020-02-03" in shown
    assert "Anna Lind Skäl: Loggad två gånger" in shown
    assert "Ändrad i efterhand: sammanställningen godkändes 2020-01-25." in page_of(client, world.kept)


def test_what_is_restored_afterwards_is_added(client, world):
    restore_activity(
        activity=world.withdrawn,
        by=world.coordinator,
        version=2,
        targets=targets_before_withdrawal(world.withdrawn),
        reason="Togs bort av misstag",
    )
    shown = addendum(client)
    assert "Efterregistrerade 2019-05-03" in shown
    assert "Skäl: Togs bort av misstag" in shown


def test_what_is_withdrawn_and_restored_afterwards_has_not_changed(client, world):
    withdrawn = withdraw_activity(activity=world.kept, by=world.coordinator, version=1, reason="Fel")
    targets = targets_before_withdrawal(withdrawn)
    restore_activity(activity=withdrawn, by=world.coordinator, version=2, targets=targets, reason="Rätt ändå")
    assert addendum(client) == ""


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"count": 5}, "Antal: 2 → 5"),
        ({"count_quality": "about"}, "Antal: 2 → cirka 2"),
        ({"occurred_on": date(2019, 4, 9)}, "Datum: 2019-04-02 → 2019-04-09"),
        ({"targets": "visits"}, "Mål: Vandringar och Besök → Besök"),
    ],
)
def test_what_is_corrected_afterwards_is_told_before_and_after(client, world, changes, told):
    if "targets" in changes:
        changes = {"targets": [world.visits]}
    correct(world, world.other, **changes)
    shown = addendum(client)
    assert "Ändrade" in shown
    assert told in shown
    assert "Skäl: Räknat om" in shown


def test_what_is_corrected_without_touching_the_numbers_is_no_addendum(client, world):
    correct(world, world.other, note="Ny anteckning")
    assert addendum(client) == ""


def test_a_correction_to_a_day_outside_the_period_is_gone(client, world):
    correct(world, world.other, occurred_on=date(2020, 1, 2))
    assert "Räknas inte längre 2019-04-02" in addendum(client)


def test_the_frozen_numbers_stand_whatever_is_added(client, world):
    before = Summary.objects.get()
    make.activity(targets=[world.walks], occurred_on=date(2019, 12, 30), count=9)
    withdraw_activity(activity=world.kept, by=world.coordinator, version=1, reason="Fel")
    page = client.get(reverse("followup:summary", args=["overkalix", "2019"])).content.decode()
    assert "3 av 4" in page
    after = Summary.objects.get()
    assert (after.snapshot, after.sha256) == (before.snapshot, before.sha256)


def test_officials_read_the_addendum_without_reasons_and_without_ways_to_what_they_may_not_read(client, world):
    make.activity(targets=[world.walks], occurred_on=date(2019, 12, 30))
    withdraw_activity(activity=world.kept, by=world.coordinator, version=1, reason="Hemligt skäl")
    client.force_login(make.person(Role.OFFICIAL, council=world.council))
    body = client.get(reverse("followup:summary", args=["overkalix", "2019"])).content.decode()
    assert "Efterregistrerade" in addendum(client)
    assert "Räknas inte längre 2019-03-01" in addendum(client)
    assert "Hemligt skäl" not in body
    assert world.kept.get_absolute_url() not in body
    for path in re.findall(r'href="(/overkalix/aktiviteter/\d+/)"', body):
        assert client.get(path).status_code == 200


def test_other_councils_and_other_sets_are_not_in_it(client, world):
    make.activity(targets=[make.target(label="Deras mål")], occurred_on=date(2019, 12, 30))
    running = make.promise_set(council=world.council, slug="2020", first_day=date(2020, 1, 1), last_day=None)
    make.activity(targets=[make.target(promise=make.promise(promise_set=running))], occurred_on=date(2020, 2, 1))
    assert addendum(client) == ""


def withdrawn(note, by):
    note.withdrawn_at, note.withdrawn_by, note.withdrawn_reason = datetime.now(UTC), by, "Fel dag"
    note.save()


def test_what_is_noted_afterwards_is_listed_with_who_and_never_in_the_numbers(client, world):
    promise = world.walks.promise
    demand = make.target(promise=promise, label="Råd", kind="on_demand")
    effect = make.target(promise=promise, label="Trygghet", kind="effect")
    before = Summary.objects.get()
    who = {"noted_by": world.coordinator, "organisation": make.parties_of(world.council)[1]}
    make.deviation(target=world.walks, occurred_on=date(2019, 9, 1), text="Snö.", substitute=world.other, **who)
    make.request(target=demand, asked_on=date(2019, 8, 1), count=2, **who)
    make.measurement(target=effect, measured_on=date(2019, 7, 1), **who)
    shown = addendum(client)
    assert "Noterat efter godkännandet 2019-09-01 Avvikelse: väder Vandringar Snö. I stället: Annat 2019-04-02" in shown
    assert "2019-08-01 2 önskemål Råd 2020-02-03" in shown
    assert "2019-07-01 Uppmätt: 68 (trygghetsmätningen) Trygghet 2020-02-03" in shown
    assert shown.count("Anna Lind, ") == 3
    assert "Efterregistrerade" not in shown
    after = Summary.objects.get()
    assert (after.snapshot, after.sha256) == (before.snapshot, before.sha256)


def test_what_was_noted_before_is_listed_only_when_it_is_withdrawn_afterwards(client, world):
    old = datetime(2020, 1, 20, 12, tzinfo=UTC)
    kept, gone, long_gone = (make.deviation(target=world.walks, noted_at=old) for _ in range(3))
    with time_machine.travel("2020-01-21T12:00:00+01:00"):
        withdrawn(long_gone, world.coordinator)
    assert addendum(client) == ""
    withdrawn(gone, world.coordinator)
    shown = addendum(client)
    assert shown.count("Avvikelse: väder Vandringar") == 1
    assert "Räknas inte Anna Lind tog bort den ur räkningen 2020-02-03 Skäl: Fel dag" in shown
    client.force_login(make.person(Role.OFFICIAL, council=world.council))
    shown = addendum(client)
    assert "Avvikelse: väder Vandringar" in shown
    assert "Fel dag" not in shown


def test_the_way_to_the_document_says_that_there_is_an_addendum(client, world):
    way = reverse("followup:summary", args=["overkalix", "2019"])
    said = "Det finns ett tillägg efter godkännandet."
    assert said not in client.get(way).content.decode()
    make.deviation(target=make.target(label="Deras mål"))
    assert said not in client.get(way).content.decode()
    make.deviation(target=world.walks)
    assert said in client.get(way).content.decode()


def test_at_most_fifty_are_shown_and_the_rest_counted(client, world):
    for _ in range(MOST_SHOWN + 2):
        make.activity(targets=[world.walks], occurred_on=date(2019, 12, 30), by=world.coordinator)
    shown = addendum(client)
    assert shown.count("2019-12-30") == MOST_SHOWN
    assert "och 2 till" in shown


def test_as_many_queries_for_a_long_addendum_as_for_a_short(client, world):
    def taken():
        with CaptureQueriesContext(connection) as queries:
            addendum(client)
        return len(queries)

    make.activity(targets=[world.walks], occurred_on=date(2019, 12, 30))
    taken()
    short = taken()
    for _ in range(6):
        make.activity(targets=[world.walks, world.visits], occurred_on=date(2019, 12, 29))
    withdraw_activity(activity=world.kept, by=world.coordinator, version=1, reason="Fel")
    correct(world, world.other, count=9)
    for _ in range(3):
        make.deviation(target=world.walks, noted_by=make.user(), substitute=world.other)
        make.request(target=make.target(promise=world.walks.promise, kind="on_demand"), noted_by=make.user())
    assert taken() == short
    assert Activity.objects.count() == 10


def test_what_a_file_changes_afterwards_is_changed_and_the_frozen_numbers_stand(client, world):
    (row,) = [one for one in lines(export(client)) if one["Datum"] == "2019-03-01"]
    carry_out(client, sent(client, as_file([{**row, "Antal": "4"}])))
    shown = addendum(client)
    assert "Ändrade 2019-03-01 Trygghetsvandring , 4 Vandringar Antal: 1 → 4" in shown
    assert "Skäl: Ändrad genom fil: aktiviteter.csv" in shown
    (was,) = [
        one for _, _, rows in counted_in(Summary.objects.get().snapshot) for one in rows if one["id"] == world.kept.pk
    ]
    assert was["count"] == "1"
