"""The morning page of a local police area: all that needs somebody's attention in one's own councils, and then all."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.roles import Role
from followup.progress import set_progress
from tests import factories as make

pytestmark = pytest.mark.django_db
WEEKLY = {"per": "week", "unit": "kontakt", "units": "kontakter"}


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.fixture
def councils():
    return [
        make.council(name=f"BRÅ i {name}", short_name=name, slug=slug, municipalities=[make.municipality(code)])
        for name, slug, code in PLACES
    ]


PLACES = [("Överkalix", "overkalix", "2513"), ("Haparanda", "haparanda", "2583")]


@pytest.fixture
def area(councils):
    codes = [council.municipalities.get() for council in councils]
    return make.police_area(name="Östra Norrbotten", municipalities=[*codes, make.municipality("2521")])


@pytest.fixture
def chief(client, councils, area):
    user = make.user()
    police = make.organisation(kind="police", police_area=area)
    for council in councils:
        make.member(Role.POLICE_MANAGER, council=council, user=user, organisation=police)
    client.force_login(user)
    return user


@pytest.fixture
def page(client, area, chief):
    def answer(status=200, **query):
        return words(client.get(reverse("followup:area", args=[area.pk]), query), status)

    return answer


def words(response, status=200):
    assert response.status_code == status
    body = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    body = re.sub(r'<span class="nowrap">([^<]*)</span>', r"\1", body)
    return " ".join(unescape(re.sub(r"<(title|desc)\b.*?</\1>|<[^>]+>", " ", body, flags=re.DOTALL)).split())


def target(promise_set, label, *days, theme="", **fields):
    promise = make.promise(section=make.section(promise_set=promise_set), wording=f"Vi lovar {label}.")
    promise.theme = theme
    promise.save()
    made = make.target(promise=promise, label=label, **fields)
    for month, day in days:
        make.activity(targets=[made], occurred_on=date(2019, month, day))
    return made


@pytest.fixture
def promised(councils):
    """In the first council one target for each reason to look at it; in the second all is well."""
    first, second = (
        make.promise_set(council=council, title="Medborgarlöften 2019", slug="2019", summary_due_on=due)
        for council, due in zip(councils, (date(2019, 12, 10), date(2020, 2, 28)), strict=True)
    )
    return {
        "fulfilled": target(second, "vandringar", (11, 1), theme="traffic"),
        "silent": target(first, "insatser", (3, 1), (5, 1), minimum=3, unit="insats", units="insatser"),
        "pressing": target(first, "utbildningar"),
        "behind": target(first, "kontakter", (11, 18), minimum=1, counting="average", theme="traffic", **WEEKLY),
        "lost": target(first, "veckor", (11, 18), minimum=1, counting="each", theme="youth", **WEEKLY),
    }


def places_of(text, *labels):
    return [text.index(f" {label} Vi lovar") for label in labels]


def test_it_begins_with_one_sentence_about_the_whole_area(page, promised):
    shown = page().replace(" ,", ",").replace(" .", ".")
    assert "5 löften gäller i 2 kommuner. 1 mål går inte längre att nå, 1 är efter plan." in shown
    assert "1 av 5 mål som går att räkna är redan uppfyllda." in shown


def test_what_is_on_track_and_listed_all_the_same_is_explained(page, promised):
    shown = page()
    assert "1 till är i fas men har legat stilla länge" in shown
    assert "1 till är i fas, men inget är gjort och tiden är knapp" in shown
    listed = shown.partition("Råd för råd")[0]
    assert listed.count("I fas Tyst länge") == listed.count("I fas Bråttom") == 1


def test_every_number_opens_as_many_lines_as_it_says(client, area, chief, promised):
    address = reverse("followup:area", args=[area.pk])
    body = client.get(address).content.decode()
    found = re.findall(r'<a(?: class="opens")? href="(\?[^"]+)#mal">(.*?)</a>', body, re.S)
    assert len({query for query, _said in found}) >= 12
    for query, said in found:
        number, said = int(re.search(r"\d+", words_of(said))[0]), words_of(said)
        if "tema" in query:  # a cell says how many of its targets are fulfilled: "0 av 2 uppfyllda"
            number = int(re.search(r"av (\d+)", said)[1])
        listed = client.get(address + unescape(query)).content.decode().partition('id="rad"')[0]
        assert listed.count('<th class="what"') == number, (query, said)


def words_of(body):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_what_needs_attention_comes_worst_first_and_what_is_well_not_at_all(page, promised):
    shown = page()
    assert "Kräver uppmärksamhet (4)" in shown
    order = places_of(shown, "veckor", "kontakter", "utbildningar", "insatser")
    assert order == sorted(order)
    assert "vandringar Vi lovar" not in shown


def test_each_says_its_council_its_figure_and_what_is_needed_for_the_rest_of_the_period(page, promised, councils):
    shown = page()
    facts = {one.target: one for one in set_progress(promised["behind"].promise_set, as_of=date(2019, 11, 20)).targets}
    for one in ("behind", "silent"):
        found = facts[promised[one]]
        assert found.needed
        for text in (found.figure, found.needed, found.verdict_name):
            assert " ".join(str(text).split()) in shown
    assert "Överkalix kontakter Vi lovar kontakter." in shown
    assert "Inget loggat på 203 dagar" in shown
    assert "Inget rapporterat, 42 dagar kvar" in shown


def test_every_line_leads_to_its_evidence(client, page, promised, area, councils):
    body = client.get(reverse("followup:area", args=[area.pk])).content.decode()
    for one in ("behind", "lost", "silent", "pressing"):
        assert reverse("followup:evidence", args=["overkalix", promised[one].pk]) in body


def test_a_deadline_that_is_near_or_passed_is_told_and_one_far_off_is_not(page, promised, councils):
    old = make.promise_set(
        council=councils[1],
        title="Löften 2018",
        first_day=date(2018, 1, 1),
        last_day=date(2018, 12, 31),
        summary_due_on=date(2019, 2, 28),
    )
    shown = page().partition("Kräver uppmärksamhet")[0]
    assert "2019-02-28 265 dagar sedan Sammanställningen av Löften 2018 ska vara klar." in shown
    assert "2019-12-10 om 20 dagar Sammanställningen av Medborgarlöften 2019 ska vara klar." in shown
    assert "2020-02-28" not in shown
    make.frozen(old, at=datetime(2019, 3, 1, 11, tzinfo=UTC))
    assert "2019-02-28" not in page().partition("Kräver uppmärksamhet")[0]


def test_one_card_for_each_council_with_its_mix_and_its_work(page, promised):
    shown = page().partition("Råd för råd")[2]
    assert "BRÅ i Överkalix 1 Går inte längre att nå 1 Efter plan 2 I fas Uppfyllda mål 0 av 4" in shown
    assert "BRÅ i Haparanda 1 Uppfyllt Uppfyllda mål 1 av 1 Senast loggat 2019-11-01" in shown
    assert "Pajala: du är inte med i något råd där." in shown
    assert shown.count("Logga i ") == 2


def test_councils_and_themes_stand_beside_each_other_in_words(page, promised):
    shown = page().partition("Tema för tema")[2]
    assert "Råd Trafik Barn och unga Utan tema Alla 1 av 2 uppfyllda 1 efter plan 0 av 1" in shown
    assert "Haparanda Uppfyllt 1 av 1 uppfyllda Inga mål" in shown
    assert "Överkalix Efter plan 0 av 1 uppfyllda Går inte längre att nå 0 av 1 uppfyllda I fas 0 av 2" in shown


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"lage": "alla"}, ["lost", "behind", "pressing", "silent", "fulfilled"]),
        ({"lage": "fulfilled"}, ["fulfilled"]),
        ({"tema": "traffic"}, ["behind"]),
        ({"tema": "inget"}, ["pressing", "silent"]),
        ({"rad": "haparanda"}, []),
        ({"rad": "haparanda", "lage": "alla"}, ["fulfilled"]),
        ({"lage": "alla", "ordning": "rad"}, ["fulfilled", "silent", "pressing", "behind", "lost"]),
        ({"lage": "alla", "ordning": "senast"}, ["pressing", "silent", "fulfilled", "lost", "behind"]),
    ],
)
def test_the_address_says_what_is_listed_and_in_which_order(page, promised, query, shown):
    listed = page(**query).partition("Råd för råd")[0]
    places = {name: listed.find(f" {made.label} Vi lovar") for name, made in promised.items()}
    assert sorted((name for name, place in places.items() if place >= 0), key=places.get) == shown


@pytest.mark.parametrize(
    "query",
    [
        {"rad": "finns-inte"},
        {"tema": "väder"},
        {"lage": "'; DROP TABLE"},
        {"ordning": "\u202e"},
        {"rad": "x" * 5000},
    ],
)
def test_a_choice_that_is_not_there_is_told_and_narrows_nothing(page, promised, query):
    shown = page(status=422, **query)
    assert "Det valda finns inte här. Välj i listan." in shown
    assert "Kräver uppmärksamhet (4)" in shown


def test_an_area_in_which_nothing_holds_says_so(page):
    shown = page()
    assert "Inga löften gäller just nu." in shown
    assert "Inget mål kräver uppmärksamhet i dag." in shown


def test_drafts_and_what_is_over_are_not_counted(page, promised, councils):
    for fields in ({"status": "draft"}, {"first_day": date(2018, 1, 1), "last_day": date(2018, 12, 31)}):
        make.target(promise=make.promise(section=make.section(council=councils[0], **fields)), label="räknas inte")
    assert "räknas inte" not in page(lage="alla")
    assert "5 löften gäller i 2 kommuner" in page()


def test_who_writes_nothing_sees_the_figures_and_no_way_to_log(client, councils, area, promised):
    client.force_login(make.person(Role.OFFICIAL, council=councils[0]))
    shown = words(client.get(reverse("followup:area", args=[area.pk])))
    assert "Kräver uppmärksamhet (4)" in shown
    assert "Logga" not in shown
    assert "BRÅ i Haparanda" not in shown
    assert "Haparanda och Pajala: du är inte med i något råd där." in shown


def test_with_all_councils_in_one_area_one_begins_there(client, chief, area):
    assert client.get("/")["Location"] == reverse("followup:area", args=[area.pk])
    assert client.get(reverse("followup:areas"))["Location"] == reverse("followup:area", args=[area.pk])


def test_with_councils_in_several_areas_one_chooses(client, chief, area):
    other = make.council(name="BRÅ Piteå", municipalities=[make.municipality("2581")])
    elsewhere = make.police_area(name="Piteå", municipalities=[other.municipalities.get()])
    make.member(Role.COORDINATOR, council=other, user=chief)
    for address in ("/", reverse("followup:areas")):
        body = client.get(address).content.decode()
        assert reverse("followup:area", args=[area.pk]) in body
        assert reverse("followup:area", args=[elsewhere.pk]) in body
    assert "BRÅ Piteå" in client.get("/").content.decode()


def test_who_is_in_no_area_is_led_to_the_start(client):
    client.force_login(make.user())
    assert client.get(reverse("followup:areas"))["Location"] == "/"


def test_an_area_as_it_was_covered_before_opens_nothing_today(client, chief, councils, area):
    area.coverage.update(to_day=date(2019, 11, 19))
    assert client.get(reverse("followup:area", args=[area.pk])).status_code == 404


def test_in_a_council_the_way_to_the_area_is_in_the_menu(client, chief):
    assert reverse("followup:areas") in client.get(reverse("councils:council", args=["overkalix"])).content.decode()


def test_the_page_takes_as_many_queries_for_eight_councils_as_for_two(client, chief, area, promised):
    def taken():
        address = reverse("followup:area", args=[area.pk])
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    of_two = taken()
    for number, code in enumerate(("0114", "0115", "0117", "0120", "0123", "0125")):
        council = make.council(municipalities=[make.municipality(code)])
        area.coverage.create(municipality=council.municipalities.get())
        make.member(Role.POLICE_MANAGER, council=council, user=chief)
        for label in ("ett", "annat", "tredje"):
            target(make.promise_set(council=council, slug=f"{label}-{number}"), label, (3, 1))
    assert taken() == of_two <= 8
