"""A summary of how it stands on the way: begun on a day, and approved beside the final one."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from councils.models import AuditEntry
from followup.actions import summary_flow as flow
from followup.actions.summaries import approve_summary, content_on
from followup.models import Summary
from followup.summary_addresses import final_summary
from tests import factories as make
from tests.conftest import rolled_back
from tests.followup.one_summary import IN_JANUARY, address, over_and_unwritten, read, words
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(IN_JANUARY) as traveller:
        yield traveller


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back(), time_machine.travel(IN_JANUARY):
        yield over_and_unwritten()


def start(client, person, **changes):
    sign_in(client, person)
    said = {"summary_kind": "part", "summary_name": "tertial 1 2019", "summary_day": "2019-04-30"}
    return client.post(address("start_summary"), {**said, **changes})


def test_a_summary_of_how_it_stands_on_the_way_has_an_address_and_numbers_of_its_own(client, world):
    answer = start(client, world.police_manager)
    assert answer["Location"] == address("summary", "2019_2019-04-30")
    shown = read(client, world.field_user, "2019_2019-04-30")
    assert "Delsammanställning: tertial 1 2019." in shown
    assert "Läget 2019-04-30 ." in shown
    assert "Ska vara klar" not in shown
    assert "Läget 2020-01-15 ." in read(client, world.field_user)
    [line] = AuditEntry.objects.filter(verb="start_summary")
    assert (line.details["kind"], line.details["as_of"]) == ("part", "2019-04-30")


def test_beginning_one_of_the_same_day_again_leads_to_the_first(client, world):
    first = start(client, world.coordinator)
    again = start(client, world.coordinator, summary_kind="year", summary_name="året")
    assert again["Location"] == first["Location"]
    assert Summary.objects.get(as_of="2019-04-30").name == "tertial 1 2019"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("summary_day", "2020-01-16", "Dagen kan inte ligga i framtiden."),
        ("summary_day", "2018-12-31", "Dagen kan inte vara före löftenas första dag, 2019-01-01."),
        ("summary_day", "2020-01-01", "Löftenas sista dag är 2019-12-31."),
        ("summary_day", "2019-02-30", "Skriv datumet som år-månad-dag"),
        ("summary_kind", "final", "Välj delsammanställning eller årssammanställning."),
        ("summary_name", "", "Skriv vad den omfattar, till exempel tertial 1 2019."),
    ],
)
def test_what_cannot_be_begun_is_refused_with_the_cure_and_nothing_is_made(client, world, field, typed, said):
    answer = start(client, world.coordinator, **{field: typed})
    assert answer.status_code == 422
    assert said in words(answer)
    assert not Summary.objects.filter(kind="part").exists()


def test_nothing_is_begun_of_promises_that_do_not_hold(client, world):
    draft = make.promise_set(council=world.council, slug="2021", status="shared")
    said = {"kind": "part", "name": "x", "as_of": date(2019, 4, 30), "by": world.coordinator}
    with pytest.raises(flow.NotSigned):
        flow.start_summary(promise_set=draft, **said)
    sign_in(client, world.coordinator)
    answer = client.get(address("start_summary", "2021"), follow=True)
    assert "Löftena är inte undertecknade." in words(answer)


def test_a_part_summary_is_approved_and_frozen_beside_the_final_one_that_is_still_written(world):
    said = {"kind": "part", "name": "tertial 1", "as_of": date(2019, 4, 30), "by": world.coordinator}
    part = flow.start_summary(promise_set=world.promise_set, **said)
    flow.accept_proposals(summary=part, by=world.coordinator, day=timezone.localdate())
    flow.mark_ready(summary=part, by=world.coordinator, at=timezone.now())
    seen = content_on(part, day=timezone.localdate() + timedelta(days=30))
    assert seen == content_on(part, day=timezone.localdate())  # the day it looks from is its own
    for party, by in (("municipality", world.coordinator), ("police", world.police_manager)):
        part = approve_summary(summary=part, party=party, by=by, at=timezone.now(), read=seen)
    assert (part.is_frozen, part.as_of) == (True, date(2019, 4, 30))
    assert part.snapshot["counts"][0]["value"] == "0 av 1"
    assert not final_summary(world.promise_set).is_frozen
