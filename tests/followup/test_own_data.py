"""What the site keeps about a person, for that person: own rows only, on a page and in a file."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.roles import Role
from followup.models import SummaryComment
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    user = make.user(name="Maria Aho", email="maria.aho@example.org", title="drogförebyggare")
    make.member(Role.MEMBER, user=user)
    return user


@pytest.fixture
def oneself(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def done(person):
    membership = person.memberships.get()
    target = make.target(council=membership.council)
    make.seat(council=membership.council, function="Drogförebyggare", holder=person)
    make.activity(targets=[target], by=person, note="Hemlig anteckning")
    make.activity(targets=[target], by=make.user(name="Någon Annan"))
    make.reminder(user=person, things=["deadline:1"])
    make.reminder(user=make.user(), things=["deadline:2"])
    return membership


def test_the_file_holds_one_s_own_rows_and_nobody_else_s(oneself, person, done):
    answer = oneself.get(reverse("followup:own_data_json"))
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="mina-uppgifter-')
    data = json.loads(answer.content)
    assert data["account"]["email"] == person.email
    assert [row["council"] for row in data["memberships"]] == [done.council.name]
    assert [row["function"] for row in data["seats"]] == ["Drogförebyggare"]
    assert len(data["activities"]) == 1
    assert data["account"]["gets_reminders"] is True
    assert data["reminders"] == [{"day": "2019-03-14", "things": ["deadline:1"], "sent_at": None}]
    assert {row["verb"] for row in data["log"]} >= {"log_activity", "add_member"}
    assert "Någon Annan" not in answer.content.decode()
    assert "Hemlig anteckning" not in answer.content.decode()


def test_what_one_has_said_of_summaries_is_told_without_the_words(oneself, person, done):
    summary = make.summary(promise_set=make.promise_set(council=done.council, title="Löften 2018"), slug="2018")
    SummaryComment.objects.create(summary=summary, text="Hemlig kommentar", written_by=person)
    SummaryComment.objects.create(summary=summary, text="En annans", written_by=make.user())
    answer = oneself.get(reverse("followup:own_data_json"))
    (comment,) = json.loads(answer.content)["comments"]
    assert comment["summary"] == "Löften 2018"
    assert "Hemlig" not in answer.content.decode()


def test_the_page_says_the_same_in_words(oneself, done):
    page = oneself.get(reverse("followup:own_data")).content.decode()
    for words in ("Maria Aho", done.council.name, "Drogförebyggare", "Du har loggat 1 aktivitet."):
        assert words in page


def test_judgements_and_approvals_are_in_the_file(world, client):
    client.force_login(world.a.people[Role.COORDINATOR])
    answer = client.get(reverse("followup:own_data_json"))
    data = json.loads(answer.content)
    assert [row["judgement"] for row in data["judgements"]] == ["largely_fulfilled"]
    assert [row["party"] for row in data["approvals"]] == ["municipality"]
    assert world.b.token not in answer.content.decode()


@pytest.mark.parametrize("name", ["own_data", "own_data_json"])
def test_it_takes_as_many_queries_for_twenty_rows_as_for_one(oneself, person, done, name):
    address = reverse(f"followup:{name}")
    with CaptureQueriesContext(connection) as few:
        oneself.get(address)
    for _ in range(20):
        make.activity(targets=[make.target(council=done.council)], by=person)
        make.member(Role.MEMBER, user=person)
    with CaptureQueriesContext(connection) as many:
        oneself.get(address)
    assert len(many) == len(few)
