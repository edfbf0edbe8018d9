"""What people see: the engine's figures, its words, and what they rest on."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from councils.roles import Role
from followup.codes import VERDICT_NAMES
from followup.progress import set_progress
from followup.views.evidence import SHOWN
from promises.actions.activities import withdraw_activity
from promises.models import Activity
from tests import factories as make

pytestmark = pytest.mark.django_db

A_DAY = date(2019, 11, 20)


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.fixture
def council():
    return make.council(name="BRÅ-gruppen i Överkalix", short_name="Överkalix", slug="overkalix")


@pytest.fixture
def promise_set(council):
    return make.promise_set(
        council=council, title="Medborgarlöften 2019", slug="2019", summary_due_on=date(2020, 1, 31)
    )


@pytest.fixture
def coordinator(council, client):
    user = make.person(Role.COORDINATOR, council=council, user=make.user(name="Anna Lind"))
    client.force_login(user)
    return user


def words(response, status=200):
    """What a reader sees, with every run of white space as one space."""
    assert response.status_code == status
    body = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    body = re.sub(r'<span class="nowrap">([^<]*)</span>', r"\1", body)
    return " ".join(unescape(re.sub(r"<(title|desc)\b.*?</\1>|<[^>]+>", " ", body, flags=re.DOTALL)).split())


@pytest.fixture
def on(client, coordinator):
    """The coordinator's answer at another time; a session lasts a working day, so they log in again."""

    def answer(when, *address, **query):
        with time_machine.travel(when):
            client.force_login(coordinator)
            return client.get(reverse(address[0], args=["overkalix", *address[1:]]), query)

    return answer


def plain(text):
    return " ".join(str(text).split())


def of_every_kind(promise_set):
    """A target for each kind and each verdict that an open year can have."""
    section = make.section(promise_set=promise_set, title="Närvaro")

    def target(label, *days, **fields):
        made = make.target(promise=make.promise(section=section, wording=f"Vi lovar {label}."), label=label, **fields)
        for month, day in days:
            make.activity(targets=[made], occurred_on=date(2019, month, day))
        return made

    weekly = {"per": "week", "unit": "kontakt", "units": "kontakter"}
    return {
        "fulfilled": target("vandringar", (3, 1), minimum=1, unit="vandring", units="vandringar"),
        "on_track": target("insatser", (3, 1), (5, 1), minimum=3, unit="insats", units="insatser"),
        "behind": target("kontakter", (3, 1), minimum=1, counting="average", **weekly),
        "out_of_reach": target("veckor", (3, 1), minimum=1, counting="each", **weekly),
        "no_measure": target("närvaro", (3, 1), kind="qualitative"),
        "no_demand": target("stöd till handlare", kind="on_demand"),
    }


# The overview


def test_the_overview_shows_the_engine_s_figures_and_words(client, promise_set, coordinator):
    targets = of_every_kind(promise_set)
    shown = words(client.get(reverse("followup:overview", args=["overkalix", "2019"])))
    found = {facts.verdict.value: facts for facts in set_progress(promise_set, as_of=A_DAY).targets}
    assert found.keys() == targets.keys()
    for verdict, facts in found.items():
        assert facts.target == targets[verdict]
        assert facts.target.promise.wording in shown
        assert plain(facts.figure) in shown
        assert str(VERDICT_NAMES[verdict]) in shown
    assert "Läget 2019-11-20 (v. 47)." in shown
    assert "Uppfyllda mål 1 av 4 1 mål saknar mått I fas 1 Efter plan 1 1 går inte längre att nå" in shown
    assert "Skriftlig sammanställning senast 2020-01-31 om 72 dagar" in shown
    assert "1 av 52 borde vara minst 46 51 till, 8,50 per vecka Efter plan 2019-03-01 v. 9" in shown


def test_a_verdict_says_its_word_and_never_only_a_colour(client, promise_set, coordinator):
    of_every_kind(promise_set)
    body = client.get(reverse("followup:overview", args=["overkalix", "2019"])).content.decode()
    verdicts = re.findall(r'class="verdict verdict-(\w+)"[^>]*>([^<]+)<', body)
    assert dict(verdicts) == {code: str(VERDICT_NAMES[code]) for code, _ in verdicts}
    assert len(dict(verdicts)) == 6


def test_only_what_needs_attention(client, promise_set, coordinator):
    of_every_kind(promise_set)
    shown = words(client.get(reverse("followup:overview", args=["overkalix", "2019"]), {"lage": "uppmarksamhet"}))
    assert "3 mål visas." in shown
    assert "Vi lovar kontakter." in shown
    assert "Vi lovar veckor." in shown
    assert "Vi lovar insatser." in shown  # nothing since May
    assert "Vi lovar vandringar." not in shown


def test_nothing_that_needs_attention_is_said_so(client, promise_set, coordinator):
    address = reverse("followup:overview", args=["overkalix", "2019"])
    assert "Inga löften ännu" in words(client.get(address))
    make.activity(targets=[make.target(promise=make.promise(promise_set=promise_set))], occurred_on=A_DAY)
    assert "Inget kräver uppmärksamhet just nu." in words(client.get(address))
    assert "Inget stämmer med urvalet" in words(client.get(address, {"lage": "uppmarksamhet"}))


def test_a_period_that_is_over_counts_what_was_not_kept(on, promise_set):
    of_every_kind(promise_set)
    shown = words(on("2020-02-01T12:00:00+01:00", "followup:overview", "2019"))
    assert "Perioden är slut." in shown
    assert "Delvis uppfyllda 3 Inte uppfyllda 0" in shown
    assert "Tiden har gått ut" in shown


def test_the_last_day_for_the_summary_is_today(on, promise_set):
    assert "I dag är sista dagen" in words(on("2020-01-31T23:30:00+01:00", "followup:overview", "2019"))


def test_today_is_sweden_s_day(on, promise_set):
    half_past_midnight = "2019-12-31T23:30:00+00:00"
    assert "Läget 2020-01-01 (v. 1)." in words(on(half_past_midnight, "followup:overview", "2019"))


def test_an_earlier_period_is_one_step_away(client, council, promise_set, coordinator):
    make.promise_set(
        council=council, title="Löften 2018", slug="2018", first_day=date(2018, 1, 1), last_day=date(2018, 12, 31)
    )
    assert "Löften 2018" in words(client.get(reverse("followup:overview", args=["overkalix", "2019"])))


def test_the_overview_of_now_is_that_of_the_one_set_that_runs_and_else_the_council_s(on, council, promise_set):
    make.promise_set(council=council, slug="2020", first_day=date(2020, 1, 1), last_day=date(2020, 12, 31))
    make.promise_set(council=council, slug="utkast", status="draft")
    of_the_set = reverse("followup:overview", args=["overkalix", "2019"])
    assert on("2019-11-20T12:00:00+01:00", "followup:current_overview")["Location"] == of_the_set
    of_the_council = reverse("followup:council_overview", args=["overkalix"])
    assert on("2021-05-01T12:00:00+02:00", "followup:current_overview")["Location"] == of_the_council
    make.promise_set(council=council, slug="sommar", first_day=date(2019, 6, 1), last_day=date(2019, 12, 31))
    assert on("2019-11-20T12:00:00+01:00", "followup:current_overview")["Location"] == of_the_council


def test_a_council_without_promises_is_told_what_to_do(client, coordinator):
    assert "Rådet har inga medborgarlöften ännu" in words(
        client.get(reverse("followup:current_overview", args=["overkalix"]))
    )


# The evidence


def test_the_evidence_says_how_the_number_came_about(client, promise_set, coordinator):
    target = of_every_kind(promise_set)["behind"]
    shown = words(client.get(reverse("followup:evidence", args=["overkalix", target.pk])))
    for said in (
        "Vi lovar kontakter.",
        "1 av 52",
        "Efter plan",
        "Borde vara minst 46 (v. 47).",
        "Det behövs 51 kontakter till, 8,50 per vecka resten av perioden.",
        "1 kontakt ÷ 46 veckor = 0,02 per vecka (mål minst 1).",
        "Minst 1 kontakt per vecka i snitt, räknat på hela perioden.",
        "2019-01-01–2019-12-31",
        "Polisen i Överkalix Kommunen i Överkalix",
        "Läget den 2019-11-20",
    ):
        assert said in shown


@pytest.mark.parametrize("verdict", ["fulfilled", "on_track", "behind", "out_of_reach", "no_measure", "no_demand"])
def test_the_evidence_of_every_verdict_has_its_word_and_sentence(client, promise_set, coordinator, verdict):
    target = of_every_kind(promise_set)[verdict]
    shown = words(client.get(reverse("followup:evidence", args=["overkalix", target.pk])))
    facts = next(one for one in set_progress(promise_set, as_of=A_DAY).targets if one.target == target)
    assert str(VERDICT_NAMES[verdict]) in shown
    assert plain(facts.sentence) in shown


def test_each_counted_activity_is_listed_with_day_place_and_count(client, promise_set, coordinator):
    target = make.target(promise=make.promise(promise_set=promise_set))
    place = make.place(council=promise_set.council, name="Folkets hus")
    make.activity(targets=[target], occurred_on=date(2019, 3, 1), place=place, activity_type="foot_patrol")
    make.activity(targets=[target], occurred_on=date(2019, 4, 2), count=7, count_quality="about", place_text="E10")
    shown = words(client.get(reverse("followup:evidence", args=["overkalix", target.pk])))
    newest, oldest = shown.index("2019-04-02 v. 14 Annat"), shown.index("2019-03-01 v. 9 Fotpatrullering")
    assert newest < oldest
    assert "E10 cirka 7" in shown
    assert "Folkets hus 1" in shown


def test_what_almost_counted_is_listed_with_the_reason(client, promise_set, coordinator):
    target = make.target(promise=make.promise(promise_set=promise_set), jointly="all", tags=["riskkväll"])
    police, _municipal = make.parties_of(promise_set.council)
    make.activity(targets=[target], occurred_on=date(2019, 6, 10), parties=[police], tags=["riskkväll"])
    make.activity(targets=[target], occurred_on=date(2018, 12, 31))
    shown = words(client.get(reverse("followup:evidence", args=["overkalix", target.pk])))
    almost = shown.split("Aktiviteter som inte räknas, och varför")[1]
    assert "2019-06-10 Annat Målet kräver att " in almost and "Saknas: Kommunen i Överkalix." in almost
    assert "Dagen ligger utanför perioden 2019-01-01–2019-12-31. Aktiviteten är inte märkt riskkväll." in almost
    assert "Ingen aktivitet räknas mot målet ännu." in shown
    assert "Inget räknas ännu. 2 loggade räknas inte" in shown


def test_a_withdrawn_activity_is_in_neither_list(client, promise_set, coordinator):
    target = make.target(promise=make.promise(promise_set=promise_set))
    activity = make.activity(targets=[target], place_text="Ångrad")
    withdraw_activity(activity=activity, by=coordinator, version=1, reason="Fel dag.")
    assert "Ångrad" not in words(client.get(reverse("followup:evidence", args=["overkalix", target.pk])))
    listed = words(client.get(reverse("promises:activities", args=["overkalix"])))
    assert "Ångrad Räknas inte" in listed


def test_the_latest_activities_are_shown_and_the_rest_is_one_step_away(client, promise_set, coordinator):
    target = make.target(promise=make.promise(promise_set=promise_set))
    for _ in range(SHOWN + 1):
        make.activity(targets=[target])
    answer = client.get(reverse("followup:evidence", args=["overkalix", target.pk]))
    assert (len(answer.context["counted"]), answer.context["has_more"]) == (SHOWN, True)
    assert f"{reverse('promises:activities', args=['overkalix'])}?mal={target.pk}" in answer.content.decode()


def test_each_week_is_in_the_table_with_its_state_in_words(client, promise_set, coordinator):
    target = make.target(promise=make.promise(promise_set=promise_set), per="half_year", counting="each", minimum=2)
    make.activity(targets=[target], occurred_on=date(2019, 3, 1), count=2)
    shown = words(client.get(reverse("followup:evidence", args=["overkalix", target.pk])))
    assert "2019-01-01 2019-06-30 2 från 2019-01-01 till 2019-06-30 Nådd 2019-07-01 2019-12-31 0 Pågår" in shown


# Logging


def form(target, **changes):
    parties = make.parties_of(target.promise_set.council)
    return {
        "targets": [target.pk],
        "occurred_on": "2019-11-19",
        "count": "1",
        "parties": [party.pk for party in parties],
        **changes,
    }


def test_the_log_page_answers_with_the_new_figure(client, promise_set, coordinator):
    target = of_every_kind(promise_set)["on_track"]
    answer = client.post(reverse("followup:log", args=["overkalix"]), form(target), follow=True)
    shown = words(answer)
    assert "Sparat: annat 2019-11-19. insatser: 3 av 3, uppfyllt." in shown
    assert Activity.objects.get(occurred_on=date(2019, 11, 19)).logged_by == coordinator


def test_what_is_logged_but_does_not_count_is_said_with_the_reason(client, promise_set, coordinator):
    target = make.target(promise=make.promise(promise_set=promise_set), label="Riskkvällar", tags=["riskkväll"])
    shown = words(client.post(reverse("followup:log", args=["overkalix"]), form(target), follow=True))
    assert "Räknas inte: Riskkvällar: Aktiviteten är inte märkt riskkväll." in shown


def test_the_same_post_twice_is_one_activity(client, promise_set, coordinator):
    target = make.target(promise=make.promise(promise_set=promise_set))
    key = client.get(reverse("followup:log", args=["overkalix"])).context["form"]["key"].value()
    for _ in range(2):
        answer = client.post(reverse("followup:log", args=["overkalix"]), form(target, key=str(key)), follow=True)
    assert "Aktiviteten var redan sparad. Den räknas en gång." in words(answer)
    assert Activity.objects.count() == 1


def test_zero_is_an_answer(client, promise_set, coordinator):
    target = make.target(promise=make.promise(promise_set=promise_set), label="Kontakter")
    shown = words(client.post(reverse("followup:log", args=["overkalix"]), form(target, count="0"), follow=True))
    assert "Kontakter: 0 av 1, i fas." in shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"targets": []}, "Välj minst ett mål."),
        ({"targets": ["999999"]}, "Ett av målen finns inte i rådet."),
        ({"targets": ["x"]}, "Ett av målen finns inte i rådet."),
        ({"occurred_on": "2019-11-21"}, "2019-11-21 ligger i framtiden."),
        ({"occurred_on": "2018-12-31"}, "2018-12-31 ligger utanför löftets period 2019-01-01–2019-12-31."),
        ({"occurred_on": "2019-02-29"}, "Skriv datumet som år-månad-dag, till exempel 2019-11-20."),
        ({"occurred_on": ""}, "Ange datum."),
        ({"count": "-1"}, "Antal kan inte vara mindre än 0."),
        ({"count": "10000"}, "Antal kan vara högst 9 999."),
        ({"count": "abc"}, "Antal ska vara ett heltal, till exempel 1."),
        ({"count": "9" * 5000}, "Antal ska vara ett heltal, till exempel 1."),
        ({"note": "Talade med 19121212-1212."}, "Texten innehåller ett personnummer: ”Talade med 19121212-1212"),
    ],
)
def test_bad_input_is_answered_with_a_sentence_and_nothing_is_stored(client, promise_set, coordinator, changes, said):
    target = make.target(promise=make.promise(promise_set=promise_set))
    typed = form(target, place_text="Vid bron", **changes)
    answer = client.post(reverse("followup:log", args=["overkalix"]), typed)
    assert said in words(answer, 422)
    assert 'value="Vid bron"' in answer.content.decode()
    assert not Activity.objects.exists()


def test_the_targets_used_last_before_today_come_first(client, promise_set, coordinator):
    section = make.section(promise_set=promise_set)
    targets = [make.target(promise=make.promise(section=section), label=f"Mål {letter}") for letter in "ABCDEF"]
    for days, target in ((3, targets[4]), (2, targets[2]), (0, targets[0])):
        make.activity(targets=[target], by=coordinator, logged_at=timezone.now() - timedelta(days=days))
    make.activity(targets=[targets[5]])  # somebody else's
    context = client.get(reverse("followup:log", args=["overkalix"])).context
    assert [box["facts"].target.label[-1] for box in context["first"]] == ["C", "E", "A", "B"]
    assert [box["facts"].target.label[-1] for box in context["rest"]] == ["D", "F"]


def test_a_target_named_in_the_address_is_ticked_and_a_strange_one_is_not(client, promise_set, coordinator):
    section = make.section(promise_set=promise_set)
    targets = [make.target(promise=make.promise(section=section)) for _ in range(6)]
    address = reverse("followup:log", args=["overkalix"])
    first = client.get(address, {"mal": targets[5].pk}).context["first"][0]
    assert (first["facts"].target, first["is_chosen"]) == (targets[5], True)
    for strange in ("9" * 30, "x", "-1", "٣", make.target().pk):
        context = client.get(address, {"mal": strange}).context
        assert not any(box["is_chosen"] for box in context["first"] + context["rest"])


def test_without_targets_there_is_nothing_to_log(client, council, coordinator):
    assert "Det finns inga mål att logga mot" in words(client.get(reverse("followup:log", args=["overkalix"])))


# The summary


def test_the_summary_page_says_what_the_engine_says(client, promise_set, coordinator):
    targets = of_every_kind(promise_set)
    texts = {name: f"Text om {name}." for name in ("police_did", "municipality_did", "why_not", "effect", "next_step")}
    make.text(promise=targets["behind"].promise, by=coordinator, **texts)
    shown = words(client.get(reverse("followup:summary", args=["overkalix", "2019"])))
    for facts in set_progress(promise_set, as_of=A_DAY).targets:
        assert plain(f"{facts.target.label}: {facts.figure} {facts.verdict_name} {facts.sentence}") in shown
    assert "Uppfyllda mål 1 av 4" in shown
    told = shown.split("Löfte 3")[1].split("Löfte 4")[0]
    places = [told.index(text) for text in ("Vi lovar kontakter.", *texts.values())]
    assert places == sorted(places)
    assert "Utkast. Läget 2019-11-20." in shown


def test_the_summaries_are_listed_with_their_state(client, promise_set, coordinator):
    assert "Medborgarlöften 2019 Utkast senast 2020-01-31 Ladda ner PDF" in words(
        client.get(reverse("followup:summaries", args=["overkalix"]))
    )


# Where one begins


@pytest.mark.parametrize(
    ("role", "page"),
    [
        (Role.COORDINATOR, "log"),
        (Role.FIELD_USER, "log"),
        (Role.MEMBER, "log"),
        (Role.POLICE_MANAGER, "current_overview"),
        (Role.OFFICIAL, "summaries"),
    ],
)
def test_each_role_begins_where_its_work_is(client, council, role, page):
    make.promise_set(council=council)
    client.force_login(make.person(role, council=council))
    answer = client.get(reverse("followup:start"))
    assert answer["Location"] == reverse(f"followup:{page}", args=["overkalix"])


def test_a_council_without_promises_begins_with_itself(client, council):
    client.force_login(make.person(Role.COORDINATOR, council=council))
    assert client.get(reverse("followup:start"))["Location"] == council.get_absolute_url()


def test_with_several_councils_one_sees_how_each_stands(client, council, promise_set):
    user = make.person(Role.POLICE_MANAGER, council=council)
    of_every_kind(promise_set)
    other = make.council(name="BRÅ Haparanda")
    make.member(Role.POLICE_MANAGER, council=other, user=user)
    make.promise_set(title="Någon annans löften")
    client.force_login(user)
    shown = words(client.get(reverse("followup:start")))
    assert "Medborgarlöften 2019 Uppfyllt 1, I fas 1, Efter plan 1, Går inte längre att nå 1, Inget önskemål 1" in shown
    assert "Uppfyllda mål 1 av 4 Efter plan 1 Går inte längre att nå 1" in shown
    assert "BRÅ Haparanda Inga löften gäller just nu." in shown
    assert "Någon annans löften" not in shown


def test_who_is_in_no_council_is_told_whom_to_ask(client):
    client.force_login(make.user())
    assert "Be samordnaren i ditt BRÅ att bjuda in dig." in words(client.get(reverse("followup:start")))


def test_the_accessibility_statement_is_open_to_all(client):
    assert "Myndigheten för digital förvaltning" in words(client.get(reverse("followup:accessibility")))
