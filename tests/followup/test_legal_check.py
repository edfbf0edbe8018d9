"""Lagkollen read from what is stored: per municipality where they differ, with links, and as a paper."""

import io
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from councils.models import ActionPlan, CouncilReport, Indicator, Picture, SeatHolder
from councils.roles import Role
from followup.legal_check import legal_check
from followup.legal_terms import Duty, State
from promises.models import Communication
from tests import factories as make
from tests.councils.test_agreements import read

pytestmark = pytest.mark.django_db
TODAY = date(2019, 11, 20)


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def council():
    return make.council(slug="overkalix")


@pytest.fixture
def coordinator(council):
    return make.person(Role.COORDINATOR, council=council)


def states(council):
    return {one.duty: [line.answer.state for line in one.lines] for one in legal_check(council, today=TODAY)}


def do_it_all(council, by, *, last_day=None):
    police, municipal = make.parties_of(council)
    texts = {"mapping": "Brott", "other_information": "Annat", "analysis": "Därför"}
    picture = Picture.objects.create(
        council=council, number=1, title="Bilden", status="decided", adopted_on=date(2018, 1, 10), **texts
    )
    plan = ActionPlan.objects.create(
        council=council,
        slug="plan",
        title="Planen",
        kind="statutory",
        first_day=date(2018, 1, 1),
        last_day=last_day,
        status="decided",
        decided_on=date(2017, 1, 15),
        picture=picture,
    )
    plan.follow_ups.create(due_on=date(2019, 5, 1), done_at=datetime(2019, 5, 1, 12, tzinfo=UTC), done_by=by)
    make.agreement(councils=[council], parties=[police, municipal], areas="Trafik", title="Avtalet")
    chair = make.seat(council=council, function="KSO", duty="chair", organisation=municipal, is_senior=True)
    chief = make.seat(council=council, function="LPO-chef", organisation=police, is_senior=True)
    for seat in (chair, chief):
        SeatHolder.objects.create(seat=seat, name="Eva Ek")
    Communication.objects.create(
        council=council, told_on=date(2019, 10, 1), channel="web", title="Så", organisation=municipal, recorded_by=by
    )
    CouncilReport.objects.create(
        council=council,
        reported_on=date(2019, 6, 1),
        recipient="Kommunfullmäktige",
        to_assembly=True,
        about="Året",
        reported_by=by,
    )


def test_what_is_stored_answers_each_duty(council, coordinator):
    do_it_all(council, coordinator)
    assert states(council) == {
        Duty.PICTURE: [State.MET],
        Duty.PLAN: [State.MET],
        Duty.PICTURE_RENEWED: [State.SOON],
        Duty.PLAN_FOLLOWED: [State.MET_UNTIL],
        Duty.AGREEMENT: [State.MET],
        Duty.COUNCIL: [State.MET],
        Duty.COORDINATION: [State.MET_UNTIL],
        Duty.REPORTING: [State.MET_UNTIL],
    }


def test_drafts_meet_nothing(council):
    Picture.objects.create(council=council, number=1, title="Utkast", mapping="a", other_information="b", analysis="c")
    ActionPlan.objects.create(council=council, slug="p", title="P", kind="statutory", first_day=TODAY)
    assert set(sum(states(council).values(), [])) == {State.NOT_MET, State.WAITS}


def test_municipalities_answer_for_themselves_where_they_differ():
    council = make.council(municipalities=[make.municipality("2506"), make.municipality("2505")])
    by = make.user()
    own = make.organisation(kind="municipality", municipality=make.municipality("2506"))
    police = make.organisation(kind="police")
    make.agreement(councils=[council], parties=[own, police], areas="Trafik")
    make.member(Role.COORDINATOR, council=council, organisation=own)
    report = {"council": council, "to_assembly": True, "about": "Året", "reported_by": by}
    CouncilReport.objects.create(reported_on=date(2019, 6, 1), recipient="Kommunfullmäktige i Arjeplog", **report)
    found = states(council)
    assert found[Duty.PICTURE] == [State.NOT_MET]
    assert found[Duty.AGREEMENT] == [State.MET, State.NOT_MET]
    assert found[Duty.REPORTING] == [State.MET_UNTIL, State.NOT_MET]
    [agreement] = [one for one in legal_check(council, today=TODAY) if one.duty is Duty.AGREEMENT]
    assert [line.municipality for line in agreement.lines] == ["Arjeplogs kommun", "Arvidsjaurs kommun"]


def test_the_page_leads_to_what_meets_a_duty_and_says_what_to_do(client, council, coordinator):
    do_it_all(council, coordinator)
    client.force_login(coordinator)
    shown = read(client.get(reverse("followup:legal_check", args=[council.slug])))
    assert "Avtalet</a>" in shown
    assert "Fastställ nästa lägesbild innan dess." in shown
    assert "Lagen kräver dem inte." in shown


def page(client, council):
    return read(client.get(reverse("followup:legal_check", args=[council.slug])))


def test_the_last_day_is_said_as_one_says_it(client, council, coordinator):
    do_it_all(council, coordinator)
    client.force_login(coordinator)
    shown = page(client, council)
    assert 'Dags att förnya</span> <span class="nowrap">senast 2020-01-10' in shown
    assert 'Uppfyllt</span> <span class="nowrap">till och med 2021-05-01' in shown


def test_a_plan_that_has_run_out_is_said_to_have(client, council, coordinator):
    do_it_all(council, coordinator, last_day=date(2018, 12, 31))
    client.force_login(coordinator)
    assert 'Inte uppfyllt</span> <span class="nowrap">gällde till och med 2018-12-31' in page(client, council)


def test_who_has_the_coordination_function_is_said_with_since_when(client, council, coordinator):
    client.force_login(coordinator)
    seat = make.seat(council=council, function="Säkerhetssamordnare", duty="convener")
    SeatHolder.objects.create(seat=seat, user=coordinator)
    assert f"{coordinator.name} (Säkerhetssamordnare). Sedan när står inte här." in page(client, council)
    council.memberships.filter(user=coordinator).update(from_day=date(2019, 1, 7))
    assert f"Samordningsfunktionen: {coordinator.name} (Säkerhetssamordnare), sedan 2019-01-07." in page(
        client, council
    )


def test_who_sits_at_the_conveners_seat_of_the_municipality_has_the_function_and_nobody_is_said_to_lack_it(client):
    council = make.council()
    police, municipal = make.parties_of(council)
    client.force_login(make.person(Role.POLICE_MANAGER, council=council, organisation=police))
    nobody = "Ingen har samordningsfunktionen för kommunen här."
    assert nobody in page(client, council)
    assert reverse("councils:members", args=[council.slug]) in page(client, council)
    seat = make.seat(council=council, function="Säkerhetschef", duty="convener", organisation=municipal)
    SeatHolder.objects.create(seat=seat, name="Eva Ek", from_day=date(2018, 5, 1))
    assert nobody not in page(client, council)
    assert "Eva Ek (Säkerhetschef), sedan 2018-05-01." in page(client, council)


def test_an_old_picture_says_so_and_how_old_its_statistics_are(client, council, coordinator):
    do_it_all(council, coordinator)
    client.force_login(coordinator)
    assert "Lägesbilden visar ingen statistik." in page(client, council)
    old = Picture.objects.create(
        council=council, number=2, title="Ny", mapping="a", other_information="b", analysis="c"
    )
    indicator = Indicator.objects.create(council=council, name="Våld", unit="antal", source="Brå")
    for year in (2013, 2014, 2019):
        indicator.values.create(year=year, level="municipality", geography="2513", value=1)
    old.indicators.create(indicator=indicator)
    Picture.objects.filter(number=1).update(status="replaced")
    Picture.objects.filter(pk=old.pk).update(status="decided", adopted_on=date(2018, 1, 11))
    assert "Den nyaste statistiken i lägesbilden är från 2014, för 5 år sedan." in page(client, council)
    with time_machine.travel("2020-06-01T12:00:00+02:00", tick=False):
        client.force_login(coordinator)
        assert "Lägesbilden är äldre än två år." in page(client, council)


def test_an_official_reads_the_same(client, council, coordinator):
    do_it_all(council, coordinator)
    client.force_login(make.person(Role.OFFICIAL, council=council))
    shown = read(client.get(reverse("followup:legal_check", args=[council.slug])))
    assert "Dags att förnya" in shown


def test_a_council_of_no_municipality_says_what_to_do(client):
    council = make.council(municipalities=[])
    client.force_login(make.person(Role.FIELD_USER, council=council, organisation=make.organisation()))
    assert "Rådet hör inte till någon kommun" in read(client.get(reverse("followup:legal_check", args=[council.slug])))


def test_the_paper_says_the_same_as_the_page(client, council, coordinator):
    do_it_all(council, coordinator)
    client.force_login(coordinator)
    answer = client.get(reverse("followup:legal_check_pdf", args=[council.slug]))
    assert answer["Content-Disposition"] == 'attachment; filename="lagkollen-overkalix-2019-11-20.pdf"'
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    for said in ("Lagkollen", "Dags att förnya", "2020-01-10", "Avtalet", "Lag (2023:196)"):
        assert said in " ".join(text.split()), said


def test_as_many_queries_for_twenty_rows_as_for_one(client, council, coordinator):
    client.force_login(coordinator)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("followup:legal_check", args=[council.slug]))
        return len(queries)

    do_it_all(council, coordinator)
    once = asked()
    for number in range(2, 20):
        Picture.objects.create(council=council, number=number, title="B", status="decided", adopted_on=TODAY)
        make.agreement(councils=[council], parties=make.parties_of(council))
        make.seat(council=council, is_senior=True)
    assert asked() == once
