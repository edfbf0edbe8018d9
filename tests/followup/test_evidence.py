"""The evidence page and the page where one judges: every number leads to what it is made of, and to nothing else."""

import re
from datetime import date, timedelta
from html import unescape
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.roles import Role
from followup.actions.assessments import judge_target
from followup.almost import SHOWN
from followup.models import Assessment
from followup.progress import judged_targets, seen_today, target_progress
from followup.since import Since
from followup.since_when import since_when
from promises.actions.activities import withdraw_activity
from promises.actions.noted import withdraw_note
from promises.models import Target
from tests import factories as make

pytestmark = pytest.mark.django_db

A_DAY = date(2019, 11, 20)
ONE_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.fixture
def world(client):
    council = make.council(short_name="Överkalix", slug="overkalix")
    promise_set = make.promise_set(council=council, title="Medborgarlöften 2019", slug="2019")
    world = SimpleNamespace(council=council, promise_set=promise_set, client=client)
    world.coordinator = make.person(Role.COORDINATOR, council=council, user=make.user(name="Anna Lind"))
    client.force_login(world.coordinator)
    return world


def target_of(world, **fields):
    return make.target(promise=make.promise(promise_set=world.promise_set), **fields)


def page(world, target, name="evidence"):
    return world.client.get(reverse(f"followup:{name}", args=["overkalix", target.pk]))


def words(response):
    """What a reader sees, with every run of white space as one space."""
    assert response.status_code == 200
    body = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    body = re.sub(r'<span class="nowrap">([^<]*)</span>', r"\1", body)
    return " ".join(unescape(re.sub(r"<(title|desc)\b.*?</\1>|<[^>]+>", " ", body, flags=re.DOTALL)).split())


def links(response, to):
    """Address and text of the links that begin with a path."""
    found = re.findall(r'<a[^>]* href="([^"]+)"[^>]*>(.*?)</a>', response.content.decode(), re.DOTALL)
    return [(unescape(way), re.sub(r"<[^>]+>", "", text).strip()) for way, text in found if way.startswith(to)]


def enter(world, role):
    world.client.force_login(make.person(role, council=world.council))


def judge(world, target, judgement, motivation="Vi såg det på plats."):
    facts = seen_today(target)
    said = {"motivation": motivation, "deviation_reason": "", "deviation_text": ""}
    return judge_target(progress=facts, by=world.coordinator, judgement=judgement, **said)


# From a number to its activities


def test_each_number_leads_to_a_list_that_says_the_same_number(world):
    target = target_of(world, minimum=2, per="half_year", counting="each", tags=["kväll"])
    make.activity(targets=[target], occurred_on=date(2019, 3, 1), count=3, tags=["kväll"])
    make.activity(targets=[target], occurred_on=date(2019, 5, 1), count=4, tags=["kväll"])
    make.activity(targets=[target], occurred_on=date(2019, 5, 2), count=50)  # tied in vain
    make.activity(targets=[target], occurred_on=date(2019, 8, 1), count=1, tags=["kväll"])
    ways = links(page(world, target), "/overkalix/aktiviteter/?mal=")
    told = {text: words(world.client.get(way)) for way, text in ways}
    assert "3 aktiviteter räknas, sammanlagt 8." in told["3"]
    assert "3 aktiviteter räknas, sammanlagt 8." in told["Visa de 3 aktiviteterna bakom talet"]
    assert "2 aktiviteter räknas, sammanlagt 7." in told["7 från 2019-01-01 till 2019-06-30"]
    assert "1 aktivitet räknas, sammanlagt 1." in told["1 från 2019-07-01 till 2019-12-31"]
    assert not any("2019-05-02" in text for text in told.values())


def test_nothing_done_leads_nowhere(world):
    target = target_of(world, minimum=2, per="half_year", counting="each")
    assert not links(page(world, target), "/overkalix/aktiviteter/?mal=")


def test_a_replaced_edition_leads_to_what_it_had_counted(world):
    target = target_of(world)
    make.activity(targets=[target], occurred_on=date(2019, 3, 1))
    make.activity(targets=[target], occurred_on=date(2019, 10, 1))
    world.promise_set.status, world.promise_set.superseded_on = "superseded", date(2019, 6, 30)
    world.promise_set.save()
    answer = page(world, target)
    assert "2019-03-01" in words(answer) and "2019-10-01" not in words(answer)
    way = {text: way for way, text in links(answer, "/overkalix/aktiviteter/?mal=")}["1"]
    assert "1 aktivitet räknas, sammanlagt 1." in words(world.client.get(way))


def test_ways_to_log_lead_to_the_targets(world):
    target = target_of(world)
    assert f"/overkalix/logga/?mal={target.pk}#id_targets" in dict(links(page(world, target), "/overkalix/logga/"))
    listed = world.client.get(reverse("promises:activities", args=["overkalix"]), {"mal": target.pk})
    assert f"/overkalix/logga/?mal={target.pk}#id_targets" in dict(links(listed, "/overkalix/logga/"))


# What nearly counts


@pytest.fixture
def vandring(world):
    return target_of(world, activity_types=["safety_walk"], tags=["kväll"], months=[9, 10])


def walk(world, **facts):
    return make.activity(council=world.council, activity_type="safety_walk", **facts)


def almost(response):
    return words(response).split("Aktiviteter som inte räknas, och varför")[1].split("Noterat")[0]


def test_what_would_count_if_it_were_tied_is_listed_first_with_a_way_to_tie_it(world, vandring):
    lacking = walk(world, occurred_on=date(2019, 10, 2))
    fitting = walk(world, occurred_on=date(2019, 10, 1), tags=["kväll"])
    answer = page(world, vandring)
    shown = almost(answer)
    first = shown.index("2019-10-01 Trygghetsvandring Den skulle räknas om den var kopplad till målet.")
    assert first < shown.index("2019-10-02 Trygghetsvandring Aktiviteten är inte märkt kväll.")
    for one in (fitting, lacking):
        way = reverse("promises:correct_activity", args=["overkalix", one.pk])
        assert f"{way}#id_targets" in dict(links(answer, way))
        assert 'id="id_targets"' in world.client.get(way).content.decode()


def test_what_is_far_from_counting_is_not_listed(world, vandring):
    walk(world, occurred_on=date(2019, 3, 1))  # neither the month nor the tag
    walk(world, occurred_on=date(2018, 10, 1), tags=["kväll"])
    make.activity(council=world.council, activity_type="foot_patrol", occurred_on=date(2019, 10, 1), tags=["kväll"])
    make.activity(activity_type="safety_walk", occurred_on=date(2019, 10, 1), tags=["kväll"])  # another council's
    assert "Aktiviteter som inte räknas" not in words(page(world, vandring))


def test_what_is_tied_and_counts_is_not_among_what_nearly_counts(world, vandring):
    make.activity(targets=[vandring], occurred_on=date(2019, 10, 1), tags=["kväll"])
    assert "Aktiviteter som inte räknas" not in words(page(world, vandring))


def test_withdrawn_activities_are_told_apart_and_why_only_to_those_who_may_read_it(world, vandring):
    activity = make.activity(targets=[vandring], occurred_on=date(2019, 10, 1), tags=["kväll"])
    withdraw_activity(activity=activity, by=world.coordinator, version=1, reason="Blev inställd.")
    shown = almost(page(world, vandring))
    assert "Borttagna ur räkningen 2019-10-01 Trygghetsvandring Räknas inte Blev inställd." in shown
    assert "Koppla till målet" not in shown
    enter(world, Role.OFFICIAL)
    assert "Blev inställd" not in words(page(world, vandring))


def test_one_corrects_only_what_one_may(world, vandring):
    police, municipal = make.parties_of(world.council)
    own = walk(world, occurred_on=date(2019, 10, 1), organisation=municipal)
    theirs = walk(world, occurred_on=date(2019, 10, 2), organisation=police)
    enter(world, Role.FIELD_USER)
    ways = dict(links(page(world, vandring), "/overkalix/aktiviteter/"))
    assert f"{reverse('promises:correct_activity', args=['overkalix', own.pk])}#id_targets" in ways
    assert reverse("promises:activity", args=["overkalix", theirs.pk]) in ways
    assert f"{reverse('promises:correct_activity', args=['overkalix', theirs.pk])}#id_targets" not in ways


def test_the_usual_type_stands_in_where_none_is_asked_for(world):
    target = target_of(world, usual_type="safety_walk")
    walk(world, occurred_on=date(2019, 10, 1))
    assert "Den skulle räknas om den var kopplad" in almost(page(world, target))


def test_of_places_only_those_of_the_target_are_near(world):
    here, there = make.place(council=world.council), make.place(council=world.council)
    target = target_of(world, kind="coverage", activity_types=["safety_walk"], places=[here])
    walk(world, occurred_on=date(2019, 10, 1), place=here)
    walk(world, occurred_on=date(2019, 10, 2), place=there)
    shown = almost(page(world, target))
    assert "2019-10-01" in shown and "2019-10-02" not in shown


def test_what_counts_towards_another_target_is_told_last_and_nobody_is_asked_to_count_it_twice(world, vandring):
    other = target_of(world, label="Höstvandringar")
    make.activity(targets=[other], activity_type="safety_walk", occurred_on=date(2019, 10, 9), tags=["kväll"])
    walk(world, occurred_on=date(2019, 10, 2))
    shown = almost(page(world, vandring))
    assert shown.index("2019-10-02") < shown.index("2019-10-09 Trygghetsvandring Räknas redan mot Höstvandringar.")
    assert "Den skulle räknas om den var kopplad" not in shown


@pytest.mark.parametrize("place", ["evidence", "overview", "council_overview", "urgent"])
def test_what_is_logged_in_vain_is_no_silence_and_leads_to_why(world, vandring, place):
    quiet = target_of(world, minimum=400, label="Tyst")
    for _ in range(2):
        make.activity(targets=[vandring], activity_type="safety_walk", occurred_on=date(2019, 10, 1))
    ways = {
        "evidence": reverse("followup:evidence", args=["overkalix", vandring.pk]),
        "overview": reverse("followup:overview", args=["overkalix", "2019"]),
        "council_overview": reverse("followup:council_overview", args=["overkalix"]),
        "urgent": reverse("followup:overview", args=["overkalix", "2019"]),
    }
    answer = world.client.get(ways[place])
    found = dict(links(answer, reverse("followup:evidence", args=["overkalix", vandring.pk]) + "#nastan"))
    assert [text.split(" mot ")[0] for text in found.values()] == ["2 loggade räknas inte"]
    assert not links(answer, reverse("followup:evidence", args=["overkalix", quiet.pk]) + "#nastan")
    said = {"evidence": "Inget räknas ännu."}.get(place, "Inget räknat")
    assert said in words(answer)


@pytest.mark.parametrize("status", ["closed", "draft"])
def test_what_takes_no_ties_suggests_none(world, vandring, status):
    walk(world, occurred_on=date(2019, 10, 1), tags=["kväll"])
    world.promise_set.status = status
    world.promise_set.save()
    assert "Aktiviteter som inte räknas" not in words(page(world, vandring))


def test_what_nearly_counts_is_bounded_and_the_page_asks_as_much_for_many_as_for_one(world, vandring):
    asked = []
    for number in (1, SHOWN):
        for _ in range(number):
            walk(world, occurred_on=date(2019, 10, 1), tags=["kväll"])
            make.activity(targets=[vandring], occurred_on=date(2019, 10, 3), tags=["kväll"])
            make.activity(targets=[vandring], occurred_on=date(2019, 10, 3))
        taken_back = walk(world, occurred_on=date(2019, 10, 4), tags=["kväll"])
        withdraw_activity(activity=taken_back, by=world.coordinator, version=1, reason="Fel.")
        make.deviation(target=vandring)
        judge(world, vandring, "not_fulfilled")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = page(world, vandring)
        asked.append(len(queries))
    assert len(set(asked)) == 1 and asked[0] <= 24, asked
    assert len(answer.context["almost"].untied) == len(answer.context["almost"].tied) == SHOWN


# Computed and judged


def test_a_judgement_that_differs_is_marked_and_stands_beside_the_computed(world):
    target = target_of(world, minimum=2)
    assert "Målet är inte bedömt ännu." in words(page(world, target))
    judge(world, target, "largely_fulfilled", "Nästan allt blev gjort.")
    for name in ("evidence", "judge"):
        shown = words(page(world, target, name))
        assert "Bedömt annorlunda än uträknat. Uträknat: Efter plan. Bedömt: I stort sett uppfyllt." in shown
        assert "Nästan allt blev gjort. Anna Lind bedömde 2019-11-20." in shown
        assert "Det uträknade läget är detsamma nu som då." in shown


def test_a_judgement_that_agrees_is_not_marked(world):
    target = target_of(world)
    make.activity(targets=[target])
    judge(world, target, "fulfilled")
    assert "Bedömt annorlunda" not in words(page(world, target))


def test_of_what_cannot_be_computed_no_judgement_differs(world):
    target = target_of(world, kind="qualitative")
    judge(world, target, "fulfilled")
    shown = words(page(world, target))
    assert "Bedömt annorlunda" not in shown and "detsamma nu som då" not in shown


def test_what_has_changed_since_one_judged_is_told(world):
    target = target_of(world)
    judge(world, target, "not_fulfilled")
    Assessment.objects.update(as_of=date(2019, 3, 1), computed="on_track")
    make.activity(targets=[target], occurred_on=date(2019, 6, 1))
    for name in ("evidence", "judge"):
        shown = words(page(world, target, name))
        assert "Då, 2019-03-01, var det uträknade läget I fas. Nu är det Uppfyllt." in shown


def test_a_judgement_sent_twice_is_one(world):
    target = target_of(world)
    first = judge(world, target, "not_fulfilled")
    assert judge(world, target, "not_fulfilled") == first
    assert judge(world, target, "not_fulfilled", "Ett annat skäl.") != first
    assert judge(world, target, "not_fulfilled") != first  # said again after something else: a new conclusion
    assert target.assessments.count() == 3


def test_earlier_judgements_stay_and_deviations_are_near(world):
    target = target_of(world)
    judge(world, target, "not_fulfilled", "Först.")
    judge(world, target, "fulfilled", "Sedan.")
    make.deviation(target=target, reason="weather", text="Isgata.")
    for name in ("evidence", "judge"):
        shown = words(page(world, target, name))
        latest, earlier, deviation = (shown.index(said) for said in ("Sedan.", "Tidigare bedömningar", "Isgata."))
        assert latest < earlier < shown.index("Först.") < deviation


# Since when


def test_of_years_of_days_the_latest_are_drawn_and_listed_and_all_are_counted(world):
    world.promise_set = make.promise_set(
        council=world.council, slug="dagligen", first_day=date(2010, 1, 1), last_day=None
    )
    target = target_of(world, minimum=1, per="day", counting="each")
    make.activity(targets=[target], occurred_on=A_DAY - ONE_DAY)
    facts = seen_today(target)
    assert (len(facts.strip), facts.strip_shown[-1], len(facts.strip_shown)) == (3611, facts.strip[-1], 400)
    assert since_when(facts) == Since(A_DAY)
    with CaptureQueriesContext(connection) as asked:
        assert since_when(facts).day == A_DAY
    assert not asked.captured_queries
    shown = page(world, target)
    assert "Här visas 400 av 3611 delperioder" in words(shown).replace("\xa0", "")
    assert shown.content.decode().count("<tr>") < 600


def day_by_day(target):
    """The same by asking for every day what the page would have said."""
    rows = judged_targets(Target.objects.filter(pk=target.pk).with_rules()).get()
    day, present = A_DAY, target_progress(rows, as_of=A_DAY).verdict
    while target_progress(rows, as_of=day - ONE_DAY).verdict is present:
        day -= ONE_DAY
    return day


def test_since_when_is_told_and_as_the_log_stands(world):
    target = target_of(world, minimum=1)
    make.activity(targets=[target], occurred_on=date(2019, 9, 14))
    said = "Så sedan {}, enligt loggen i dag."
    assert said.format("2019-09-14") in words(page(world, target))
    make.activity(targets=[target], occurred_on=date(2019, 9, 2))
    assert said.format("2019-09-02") in words(page(world, target, "judge"))


def test_since_when_is_not_told_of_what_is_not_computed(world):
    assert "enligt loggen i dag" not in words(page(world, target_of(world, kind="vision")))


def a_count(world):
    target = target_of(world, minimum=40)
    make.activity(targets=[target], occurred_on=date(2019, 9, 20), count=34)
    return target


def places(world):
    here, there = make.place(council=world.council), make.place(council=world.council)
    target = target_of(world, kind="coverage", places=[here, there])
    make.activity(targets=[target], place=here, occurred_on=date(2019, 11, 2))
    return target


def a_delivery(world):
    target = target_of(world, kind="deliverable", due_on=date(2019, 11, 1))
    make.activity(targets=[target], occurred_on=date(2019, 11, 5))
    return target


def on_demand(world):
    target = target_of(world, kind="on_demand")
    make.request(target=target, asked_on=date(2019, 10, 20))
    make.request(target=target, asked_on=date(2019, 11, 10))
    make.activity(targets=[target], occurred_on=date(2019, 10, 25))
    return target


def an_effect(world):
    target = target_of(world, kind="effect", baseline=61)
    make.measurement(target=target, measured_on=date(2019, 10, 1), value=60)
    make.measurement(target=target, measured_on=date(2019, 11, 4), value=68)
    return target


@pytest.mark.parametrize(
    ("kind", "since"),
    [
        (a_count, date(2019, 11, 17)),
        (places, date(2019, 11, 2)),
        (a_delivery, date(2019, 11, 2)),
        (on_demand, date(2019, 11, 10)),
        (an_effect, date(2019, 11, 4)),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_every_kind_has_its_day(world, kind, since):
    target = kind(world)
    assert since_when(seen_today(target)) == Since(day_by_day(target)) == Since(since)


# What is measured and noted


def test_measured_figures_are_a_table_beside_what_they_are_compared_with(world):
    target = target_of(world, kind="effect", direction="at_least", baseline=61, threshold=70, source="NTU")
    make.measurement(target=target, measured_on=date(2019, 3, 1), value="64.50", source="Våren")
    make.measurement(target=target, measured_on=date(2019, 10, 1), value=71, source="Hösten")
    wrong = make.measurement(target=target, measured_on=date(2019, 10, 2), value=99, source="Fel")
    withdraw_note(note=wrong, by=world.coordinator, reason="Fel mätning.")
    for name in ("evidence", "judge"):
        shown = words(page(world, target, name)).split("Mätvärden")[1]
        assert "Utgångsvärde 61 (NTU) Gränsvärde 70" in shown
        assert "Mätt Värde Källa 2019-10-01 71 Hösten 2019-03-01 64,5 Våren" in shown


def test_why_a_note_was_taken_back_is_for_those_who_may_read_reasons(world):
    target = target_of(world)
    note = make.deviation(target=target)
    withdraw_note(note=note, by=world.coordinator, reason="Gällde en annan vecka.")
    assert "Anna Lind tog bort den ur räkningen 2019-11-20: Gällde en annan vecka." in words(page(world, target))
    enter(world, Role.OFFICIAL)
    shown = words(page(world, target))
    assert "Anna Lind tog bort den ur räkningen 2019-11-20" in shown
    assert "Gällde en annan vecka" not in shown


def test_what_is_needed_stands_on_the_page(world):
    target = target_of(world, per="week", counting="each", unit="kontakt", units="kontakter")
    shown = words(page(world, target))
    assert "Som bäst kan det bli 6 av 51 veckor." in shown
    assert "Minst 1 kontakt till senast söndag 24 november (v. 47)." in shown
    assert "10, 11, 12, 13 och 33 till är förlorade." in shown
