"""The council's year: everything with a day, drawn, listed and as a file for the calendar."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from councils.models import ActionPlan, CouncilReport, CouncilReview, DutyDone, Picture, PlanFollowUp
from councils.roles import Role
from followup.charts.wheel import Dot, wheel
from tests import factories as make
from tests.councils.test_agreements import read

NOON = datetime(2019, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def council():
    return make.council(slug="overkalix")


def plan(council, **fields):
    number = make.number()
    values = {"slug": f"p{number}", "title": f"Plan {number}", "first_day": date(2018, 1, 1)}
    values |= {"status": "decided", "decided_on": date(2018, 1, 1)}
    return ActionPlan.objects.create(council=council, **{**values, **fields})


def fill(council, by):
    """Something of every kind in 2019."""
    spring = make.meeting(council=council, held_on=date(2019, 5, 2), title="Vårmöte")
    spring.decisions.create(number=1, text="Fler vandringar", due_on=date(2019, 12, 3))
    made = make.promise_set(council=council, title="Löften 2019", summary_due_on=date(2019, 12, 20))
    make.deadline(promise_set=made, kind="checkpoint", title="Avstämning", due_on=date(2019, 9, 1), by=by)
    make.target(promise_set=made, kind="deliverable", label="Broschyr", due_on=date(2019, 6, 30))
    one = make.agreement(councils=[council], parties=make.parties_of(council), to_day=date(2019, 12, 30), title="Avtal")
    duty = one.duties.create(text="En gemensam plan", month=2)
    DutyDone.objects.create(duty=duty, council=council, year=2019, done_on=date(2019, 2, 1), by=by)
    row = plan(council, title="Planen", last_day=date(2019, 12, 1))
    PlanFollowUp.objects.create(plan=row, due_on=date(2019, 11, 30))
    number = council.pictures.count() + 1
    Picture.objects.create(
        council=council, number=number, title="Bilden", status="decided", adopted_on=date(2017, 12, 15)
    )
    CouncilReview.objects.create(council=council, year=2018 + make.number(), done_at=NOON, done_by=by)
    CouncilReport.objects.create(
        council=council, reported_on=date(2019, 4, 8), recipient="Fullmäktige", about="Året", reported_by=by
    )


def listed(client, council, year=2019):
    return read(client.get(reverse("followup:year_wheel", args=[council.slug, year])))


@pytest.mark.django_db
def test_everything_with_a_day_is_in_the_year_and_nothing_of_another(client, council):
    user = make.person(Role.COORDINATOR, council=council)
    fill(council, user)
    make.meeting(council=council, held_on=date(2020, 2, 2), title="Nästa års möte")
    client.force_login(user)
    shown = listed(client, council)
    for said in (
        "Vårmöte",
        "Sammanställningen av Löften 2019",
        "Avstämning",
        "Broschyr",
        "En gemensam plan",
        "Avtal upphör",
        "Sista dagen för Planen",
        "Uppföljning av Planen",
        "Lägesbilden ska vara uppdaterad",
        "Rådets självvärdering",
        "Redovisning: Fullmäktige",
        "Löften 2019 börjar gälla",
    ):
        assert said in shown, said
    assert "Nästa års möte" not in shown
    assert "Nästa års möte" in listed(client, council, 2020)


@pytest.mark.django_db
def test_what_is_not_decided_is_nobodys_to_keep(client, council):
    draft = plan(council, title="Utkastet", status="draft", decided_on=None, last_day=date(2019, 12, 1))
    PlanFollowUp.objects.create(plan=draft, due_on=date(2019, 11, 30))
    client.force_login(make.person(Role.OFFICIAL, council=council))
    assert "Utkastet" not in listed(client, council)
    assert "Inget är inlagt under 2019" in listed(client, council)


@pytest.mark.django_db
def test_the_address_without_a_year_leads_to_this_one(client, council):
    client.force_login(make.person(council=council))
    answer = client.get(reverse("followup:this_years_wheel", args=[council.slug]))
    assert answer.url == "/overkalix/arshjul/2019/"
    for year in (1, 1989, 2101, 10**17):
        assert client.get(f"/overkalix/arshjul/{year}/").status_code == 404


@pytest.mark.django_db
def test_the_calendar_file_holds_the_same_days_and_is_the_same_twice(client, council):
    user = make.person(Role.COORDINATOR, council=council)
    fill(council, user)
    client.force_login(user)
    address = reverse("followup:year_wheel_calendar", args=[council.slug, 2019])
    first, second = client.get(address), client.get(address)
    assert first.content == second.content
    assert first["Content-Disposition"] == 'attachment; filename="arshjul-overkalix-2019.ics"'
    events = Calendar.from_ical(first.content).walk("VEVENT")
    assert len({event["uid"] for event in events}) == len(events)
    days = {str(event["summary"]).partition(": ")[2]: event["dtstart"].dt for event in events}
    assert days["Vårmöte"] == date(2019, 5, 2)
    assert days["En gemensam plan"] == date(2019, 2, 28)


@pytest.mark.django_db
def test_as_many_queries_for_twenty_as_for_one(client, council):
    user = make.person(Role.COORDINATOR, council=council)
    client.force_login(user)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            listed(client, council)
        return len(queries)

    fill(council, user)
    once = asked()
    make.meeting(council=council, held_on=date(2019, 5, 3))
    for number in range(8):
        made = make.promise_set(council=council, summary_due_on=date(2019, 12, 20))
        make.deadline(promise_set=made, kind="checkpoint", due_on=date(2019, 9, 1 + number), by=user)
        row = make.agreement(councils=[council], parties=make.parties_of(council), to_day=date(2019, 12, 30))
        row.duties.create(text=f"Plan {number}", month=2)
        PlanFollowUp.objects.create(plan=plan(council), due_on=date(2019, 11, 30))
    assert asked() == once


@pytest.mark.django_db
def test_a_duty_that_is_due_stands_in_the_lists_until_it_is_marked(client, council):
    user = make.person(Role.COORDINATOR, council=council)
    client.force_login(user)
    agreement = make.agreement(councils=[council, make.council()], parties=make.parties_of(council))
    duty = agreement.duties.create(text="En gemensam plan", month=12)
    for page in (reverse("followup:deadlines", args=[council.slug]), reverse("followup:to_do")):
        assert "En gemensam plan" in read(client.get(page)), page
    # The day before this passed eleven months ago, and has a line of its own until it is marked too.
    for year in (2018, 2019):
        DutyDone.objects.create(duty=duty, council=council, year=year, done_on=date(2019, 1, 2), by=user)
    assert "En gemensam plan" not in read(client.get(reverse("followup:deadlines", args=[council.slug])))


# The drawing


@pytest.mark.pure
def test_the_wheel_says_in_words_what_it_shows():
    drawn = wheel(2019, [Dot(date(2019, 5, 2), True), Dot(date(2019, 12, 20), False)], today=date(2019, 11, 20))
    parts = ElementTree.fromstring(drawn)
    name = "{http://www.w3.org/2000/svg}"
    assert parts.find(f"{name}title").text == "Årshjul för 2019"
    assert parts.find(f"{name}desc").text == "2 dagar: maj 1, december 1."
    assert len(parts.findall(f"{name}path")) == 12
    assert [one.get("class") for one in parts.findall(f"{name}circle")] == ["chart-owed", "chart-dot"]
    assert "style=" not in drawn


@pytest.mark.pure
def test_a_day_that_does_not_exist_every_year_and_a_crowded_month_are_drawn():
    dots = [Dot(date(2020, 2, 29), False)] * 20
    assert wheel(2020, dots, today=date(2019, 1, 1)).count("<circle") == 20
    assert "Inget är inlagt" in wheel(2019, [], today=date(2019, 1, 1))
