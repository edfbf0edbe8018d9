"""The list of summaries: every year's, one click to each file, what is late or corrected, and who has acknowledged."""

import html
import re
from datetime import date
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from councils.roles import Role
from followup.actions.corrections import begin_correction
from followup.actions.deliveries import acknowledge_delivery
from followup.actions.summary_flow import start_summary
from followup.models import Summary
from tests import factories as make
from tests.conftest import rolled_back
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

NOW = "2020-02-03T12:00:00+01:00"


@pytest.fixture(autouse=True)
def in_february():
    with time_machine.travel(NOW):
        yield


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Promises of 2018 with an approved summary, those of 2019 whose summary is late, and those of 2020."""
    with django_db_blocker.unblock(), rolled_back(), time_machine.travel(NOW):
        council = make.council(short_name="Överkalix", slug="overkalix")
        sets = {
            year: make.promise_set(
                council=council,
                title=f"Medborgarlöften {year}",
                slug=str(year),
                first_day=date(year, 1, 1),
                last_day=date(year, 12, 31),
                summary_due_on=date(year + 1, 1, 31),
            )
            for year in (2018, 2020, 2019)
        }
        people = {role.name.lower(): make.person(role, council=council) for role in Role}
        frozen = make.frozen(sets[2018], at=timezone.now())
        yield SimpleNamespace(council=council, sets=sets, frozen=frozen, **people)


def page(client, person):
    sign_in(client, person)
    return client.get(reverse("followup:summaries", args=["overkalix"])).content.decode()


def read(client, person):
    main = page(client, person).partition('id="innehall"')[2]
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", main).split()))


def address(name, summary):
    return reverse(f"followup:{name}", args=["overkalix", summary])


def deliver(world, *offices, summary=None):
    said = {"way": "email", "delivered_on": date(2020, 2, 3), "delivered_by": world.coordinator}
    return [(summary or world.frozen).deliveries.create(office=office, **said) for office in offices]


def correct(world, *, approve):
    correction = begin_correction(summary=world.frozen, reason="Fel antal.", by=world.coordinator)
    if approve:
        as_frozen = {"frozen_at": timezone.now(), "snapshot": world.frozen.snapshot, "sha256": "a" * 64, "code": "K"}
        Summary.objects.filter(pk=correction.pk).update(**as_frozen)
    return correction


def test_every_year_is_listed_the_newest_first(client, world):
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", page(client, world.coordinator))
    assert headings == ["Medborgarlöften 2020", "Medborgarlöften 2019", "Medborgarlöften 2018"]


def test_a_summary_that_is_late_says_so_and_one_that_is_not_says_when_it_is_due(client, world):
    shown = read(client, world.field_user)
    assert "Medborgarlöften 2019 Utkast Försenad skulle vara klar 2020-01-31" in shown
    assert "Medborgarlöften 2020 Utkast senast 2021-01-31" in shown
    assert shown.count("Försenad") == 1


def test_on_its_last_day_a_summary_is_not_late(client, world):
    with time_machine.travel("2020-01-31T23:00:00+01:00"):
        assert "Försenad" not in read(client, world.field_user)


def test_an_official_sees_the_approved_ones_with_their_files_and_what_is_late_without_a_way_into_the_draft(
    client, world
):
    make.ready(world.sets[2019], by=world.coordinator)
    shown, markup = read(client, world.official), page(client, world.official)
    assert "Medborgarlöften 2019 Slutlig sammanställning Inte godkänd än Försenad skulle vara klar 2020-01-31" in shown
    assert address("summary", "2019") not in markup
    assert "Klar att godkänna" not in shown
    assert "Medborgarlöften 2020" not in shown
    assert f'href="{address("summary_pdf", "2018")}"' in markup
    assert "Godkänd av båda parter 2020-02-03" in shown
    for words_of_writers in ("Ny delsammanställning", "Överlämna", "rättelse"):
        assert words_of_writers not in shown


def test_a_summary_that_waits_for_approval_says_so(client, world):
    make.ready(world.sets[2019], by=world.coordinator)
    assert "Medborgarlöften 2019 Klar att godkänna" in read(client, world.member)


def test_part_summaries_stand_beside_the_final_one_the_latest_first(client, world):
    for n, day in enumerate((date(2019, 4, 30), date(2019, 8, 31)), start=1):
        said = {"kind": "part", "name": f"tertial {n}", "as_of": day, "by": world.coordinator}
        start_summary(promise_set=world.sets[2019], **said)
    names = re.findall(r'<p class="list-title"><a href="(.*?)">(.*?)<span', page(client, world.coordinator))
    assert names[1:4] == [
        (address("summary", "2019"), "Slutlig sammanställning"),
        (address("summary", "2019_2019-08-31"), "Delsammanställning: tertial 2"),
        (address("summary", "2019_2019-04-30"), "Delsammanställning: tertial 1"),
    ]
    assert "tertial" not in read(client, world.official)


def test_who_writes_begins_a_part_summary_from_here(client, world):
    way = f'href="{address("start_summary", "2019")}"'
    assert way in page(client, world.police_manager)
    assert way not in page(client, world.field_user)
    assert f'href="{address("start_summary", "2018")}"' not in page(client, world.police_manager)  # its summary stands


def test_a_correction_that_is_written_is_told_to_those_who_read_drafts(client, world):
    correct(world, approve=False)
    shown = read(client, world.coordinator)
    assert "En rättelse är påbörjad Medborgarlöften 2018" in shown
    assert f'href="{address("summary", "2018_2")}"' in page(client, world.member)
    assert "2018_2" not in page(client, world.official)


def test_an_approved_correction_takes_the_place_and_the_first_version_can_still_be_read(client, world):
    correct(world, approve=True)
    shown, markup = read(client, world.official), page(client, world.official)
    assert "Slutlig sammanställning , Medborgarlöften 2018 rättad, version 2" in shown
    assert "Version 1, godkänd 2020-02-03, är rättad. Läs version 1" in shown
    assert f'href="{address("summary_pdf", "2018_2")}"' in markup
    assert f'href="{address("summary_pdf", "2018")}"' not in markup
    assert f'href="{address("summary", "2018")}"' in markup


def test_it_tells_to_how_many_it_went_and_who_has_acknowledged(client, world):
    assert "Inte överlämnad än. Överlämna Medborgarlöften 2018" in read(client, world.coordinator)
    first, *_rest = deliver(world, "Kommunalrådet", "LPO-chefen", "KF", "Kommunalrådet")
    acknowledge_delivery(delivery=first, by=world.official, day=date(2020, 2, 3))
    shown = read(client, world.official)
    assert "Överlämnad till 3 mottagare. Kvitterad av Kommunalrådet. Inte kvitterad av LPO-chefen och KF." in shown
    assert f'href="{address("summary", "2018")}#overlamnad"' in page(client, world.official)


def test_when_all_have_acknowledged_nobody_is_asked_to(client, world):
    for row in deliver(world, "Kommunalrådet"):
        acknowledge_delivery(delivery=row, by=world.official, day=date(2020, 2, 3))
    shown = read(client, world.official)
    assert "Överlämnad till 1 mottagare. Kvitterad av Kommunalrådet." in shown
    assert "Kvittera " not in shown
    assert "Inte kvitterad" not in shown


def test_a_council_without_summaries_says_what_will_come(client):
    person = make.person(Role.OFFICIAL, council=make.council(slug="haparanda"))
    sign_in(client, person)
    listed = client.get(reverse("followup:summaries", args=["haparanda"])).content.decode()
    assert "Ingen sammanställning är klar ännu" in listed


def test_what_somebody_wrote_of_promises_that_do_not_hold_yet_is_not_listed(client, world):
    draft = make.promise_set(council=world.council, title="Löften 2021", slug="2021", status="shared")
    make.text(promise=make.promise(promise_set=draft), by=world.coordinator, effect="Lugnare.")
    assert "Löften 2021" not in read(client, world.coordinator)


def test_the_list_asks_the_database_as_often_however_long_it_is(client, world):
    make.ready(world.sets[2019], by=world.coordinator)
    few = queries(client, world.coordinator)
    for year in range(2008, 2018):
        days = {"first_day": date(year, 1, 1), "last_day": date(year, 12, 31)}
        old = make.promise_set(council=world.council, slug=str(year), **days)
        deliver(world, "KF", "LPO-chefen", summary=make.frozen(old, at=timezone.now()))
        said = {"kind": "part", "name": "halva året", "as_of": date(year, 6, 30), "by": world.coordinator}
        start_summary(promise_set=old, **said)
    assert queries(client, world.coordinator) == few <= 8


def queries(client, person):
    page(client, person)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("followup:summaries", args=["overkalix"]))
    return len(asked)
