"""Saving while somebody waits: how many statements it takes, and that none of them was needed for the truth."""

import re
import uuid
from datetime import date
from html import unescape
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils import audit
from councils.access import open_gate
from councils.models import AuditChain, AuditEntry
from councils.roles import Role
from councils.verifying import verify
from followup.log_entries import loggable
from promises.actions.activities import log_activity
from promises.matching import Reason, reasons_against
from promises.models import Activity, Target
from promises.rules_at_once import with_rules_at_once
from tests import factories as make
from tests.conftest import rolled_back

pytestmark = pytest.mark.django_db

# Session; person with rights, council and log; targets with rules; begin; activity, parties, history of both; credits;
# the log's end, its line; commit.
OF_A_POST = 12


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One council with one target and one activity; another with twenty targets and two hundred activities."""
    with django_db_blocker.unblock(), rolled_back(), time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield SimpleNamespace(small=_council(targets=1, activities=1), large=_council(targets=20, activities=200))


def _council(*, targets, activities):
    first = make.target(per="week", counting="average")
    council = first.promise_set.council
    rows = [first, *(make.target(promise=make.promise(section=first.promise.section)) for _ in range(targets - 1))]
    coordinator, member = make.person(Role.COORDINATOR, council=council), make.person(council=council)
    read = list(Target.objects.with_rules().filter(pk__in=[row.pk for row in rows]))
    for number in range(activities):
        make.activity(targets=read[number % targets :][:3], by=member if number % 2 else coordinator)
    return SimpleNamespace(council=council, targets=rows, member=member)


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.fixture
def browser():
    """Somebody logged in, whose forms are checked as in use."""

    def of(side):
        client = Client(enforce_csrf_checks=True)
        client.force_login(side.member)
        client.get(address_of(side))
        return client

    return of


def address_of(side):
    return reverse("followup:log", args=[side.council.slug])


def form(client, targets, **values):
    return {
        "csrfmiddlewaretoken": client.cookies["csrftoken"].value,
        "targets": [target.pk for target in targets],
        "occurred_on": "2019-11-20",
        "count": 1,
        "key": str(uuid.uuid4()),
        **values,
    }


def asked(act):
    with CaptureQueriesContext(connection) as found:
        answer = act()
    return len(found), answer


def gate_of(side):
    request = RequestFactory().get("/")
    request.user = side.member
    return open_gate(request, side.council.slug)


def words(response):
    body = response.content.decode().split("<main", 1)[1]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


# How many


@pytest.mark.parametrize("size", ["small", "large"])
def test_an_activity_is_saved_in_twelve_statements_however_much_there_is(world, browser, size):
    side = getattr(world, size)
    client, (police, municipal) = browser(side), make.parties_of(side.council)
    for ticked in ([], [police.pk], [police.pk, municipal.pk]):
        count, answer = asked(
            lambda ticked=ticked: client.post(address_of(side), form(client, side.targets[:1], parties=ticked))
        )
        assert (count, answer.status_code) == (OF_A_POST, 302)


def test_twenty_targets_are_saved_in_as_many_statements_as_one(world, browser):
    side = world.large
    client = browser(side)
    count, answer = asked(lambda: client.post(address_of(side), form(client, side.targets)))
    assert (count, answer.status_code) == (OF_A_POST, 302)
    assert Activity.objects.get(logged_by=side.member, occurred_on=date(2019, 11, 20)).credits.count() == 20


def test_the_log_page_asks_as_much_however_much_there_is(world, browser):
    def of(side):
        client = browser(side)
        saved = client.post(address_of(side), form(client, side.targets))
        return [asked(lambda page=page: client.get(page))[0] for page in (address_of(side), saved.url)]

    assert of(world.small) == of(world.large)


def test_correcting_and_withdrawing_ask_as_much_however_much_there_is(world, browser):
    def of(side):
        client = browser(side)
        client.post(address_of(side), form(client, side.targets[:1]))
        activity = Activity.objects.get(logged_by=side.member, occurred_on=date(2019, 11, 20))
        page = reverse("promises:correct_activity", args=[side.council.slug, activity.pk])
        corrected = asked(lambda: client.post(page, form(client, side.targets[:1], count=2, version=1)))
        page = reverse("promises:withdraw_activity", args=[side.council.slug, activity.pk])
        withdrawn = asked(lambda: client.post(page, form(client, [], version=2, reason="Fel")))
        assert [answer.status_code for _, answer in (corrected, withdrawn)] == [302, 302]
        return corrected[0], withdrawn[0]

    assert of(world.small) == of(world.large)


# What is told after


def test_the_page_after_tells_what_was_saved_with_the_figures_of_now_as_often_as_it_is_read(world, browser):
    side = world.small
    client = browser(side)
    saved = client.post(address_of(side), form(client, side.targets))
    shown = words(client.get(saved.url))
    assert "Sparat: annat 2019-11-20." in shown
    assert f"{side.targets[0].label}: 2 av 52" in shown
    client.post(address_of(side), form(client, side.targets))
    assert f"{side.targets[0].label}: 3 av 52" in words(client.get(saved.url))


def test_what_others_have_saved_is_told_to_nobody_else(world, browser):
    client = browser(world.small)
    others = Activity.objects.filter(council=world.large.council).first()
    same = Activity.objects.filter(council=world.small.council).exclude(logged_by=world.small.member).first()
    for told in (others.pk, same.pk, "0", "abc", "9" * 30):
        assert "Sparat: " not in words(client.get(address_of(world.small), {"loggat": told}))


def test_the_same_key_again_says_that_it_was_saved_already(world, browser):
    client = browser(world.small)
    sent = form(client, world.small.targets)
    client.post(address_of(world.small), sent)
    again = client.post(address_of(world.small), sent, follow=True)
    assert "redan sparad" in words(again)
    assert Activity.objects.filter(key=sent["key"]).count() == 1


# Rules read at once are the rules


def test_rules_read_in_one_statement_are_those_that_pages_read(world, django_assert_num_queries):
    side = world.small
    places = [make.place(council=side.council, name=name) for name in ("Torget", "Bron")]
    school = make.organisation()
    for fields in ({"kind": "coverage", "places": places, "jointly": "all"}, {"kind": "qualitative"}):
        make.target(promise=make.promise(section=side.targets[0].promise.section, partners=[school]), **fields)
    rows = Target.objects.of(side.council).order_by("pk")
    with django_assert_num_queries(1):
        found = list(with_rules_at_once(rows))
        said = [(row, row.filters, row.responsible_ids, list(row.places.all())) for row in found]
        who = [[(one, one.organisation) for one in row.promise.responsibilities.all()] for row in found]
    plain = list(rows.with_rules())
    assert [each[:3] for each in said] == [(row, row.filters, row.responsible_ids) for row in plain]
    assert [set(each[3]) for each in said] == [set(row.places.all()) for row in plain]
    assert who == [[(one, one.organisation) for one in row.promise.responsibilities.all()] for row in plain]
    assert max(len(each[3]) for each in said) == 2
    assert reasons_against(found[1].filters, make.activity(targets=found[:1]).deed) == [Reason.PLACE_MISSING]


# What is not asked again is still true


def log(side, standing, target=None, **values):
    target = target or loggable(gate_of(side), today=date(2019, 11, 20)).first()
    values = {"occurred_on": date(2019, 11, 20), "activity_type": "other", **values}
    police, municipal = make.parties_of(side.council)
    return log_activity(
        council=side.council,
        by=values.pop("by", side.member),
        organisation=municipal,
        key=uuid.uuid4(),
        targets=[target],
        parties=[police],
        standing=standing,
        **values,
    ).activity


def last_line(side):
    return AuditEntry.objects.filter(council=side.council).order_by("-sequence").first()


def without_time(entry):
    kept = ("council_id", "actor_id", "actor_role", "organisation_id", "verb", "object_type", "details")
    return [getattr(entry, name) for name in kept]


def chains_hold(side):
    chain = AuditChain.objects.get(council=side.council)
    assert (chain.length, chain.head) == (last_line(side).sequence, last_line(side).sha256)
    return not verify(slugs=[side.council.slug]).faults


def test_the_line_in_the_log_is_the_same_whether_the_standing_was_known_or_not(world):
    side = world.small
    log(side, None)
    asked_for = last_line(side)
    log(side, gate_of(side).standing)
    known = last_line(side)
    assert without_time(known) == without_time(asked_for)
    assert known.sequence == asked_for.sequence + 1
    assert chains_hold(side)


def test_a_line_written_meanwhile_is_not_written_over(world):
    side = world.small
    standing = gate_of(side).standing
    log(side, None)
    log(side, standing)
    log(side, standing)
    assert chains_hold(side)


def test_a_role_changed_meanwhile_is_the_one_the_log_tells(world):
    side = world.small
    standing = gate_of(side).standing
    make.member(Role.COORDINATOR, council=side.council, user=side.member)
    log(side, standing)
    assert last_line(side).actor_role == "coordinator,field_user"
    assert chains_hold(side)


def test_the_standing_of_somebody_else_or_in_another_council_is_not_believed(world):
    side, other = world.small, make.person(Role.COORDINATOR, council=world.small.council)
    log(side, gate_of(side).standing, by=other)
    assert (last_line(side).actor, last_line(side).actor_role) == (other, "coordinator")
    log(side, gate_of(world.large).standing)
    assert last_line(side).actor_role == "field_user"
    assert chains_hold(side)
    assert chains_hold(world.large)


def test_a_line_of_an_act_that_failed_is_taken_back_with_it(world):
    side = world.small
    standing = gate_of(side).standing
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        audit.record(council=side.council, by=side.member, verb="try", standing=standing)
        raise ZeroDivisionError
    log(side, standing)
    assert last_line(side).sequence == standing.length + 1
    assert chains_hold(side)


def test_an_activity_has_one_version_with_its_parties_from_the_start(world):
    activity = log(world.small, gate_of(world.small).standing)
    version = activity.history.get()
    assert (version.history_type, version.version) == ("+", 1)
    assert [row.organisation for row in version.parties.all()] == list(activity.parties.all())
    assert list(Activity.objects.get(pk=activity.pk).parties.all()) == list(activity.parties.all())
