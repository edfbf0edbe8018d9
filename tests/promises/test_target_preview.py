"""The rule said back before anything is saved: sentence, consequence and days, and a soft word for what is missing."""

import re
from datetime import date

import pytest
from django.urls import reverse

from councils.models import AuditEntry
from councils.roles import Role
from promises.models import Target
from tests import factories as make

pytestmark = pytest.mark.django_db

WEEKLY = {
    "kind": "count",
    "jointly": "any",
    "minimum": "1",
    "per": "week",
    "counting": "each",
    "unit": "insats",
    "units": "insatser",
}


@pytest.fixture
def promise():
    return make.promise(promise_set=make.promise_set(status="draft"))


@pytest.fixture
def council(promise):
    return promise.promise_set.council


@pytest.fixture
def coordinator(client, council):
    user = make.person(Role.COORDINATOR, council=council)
    client.force_login(user)
    return user


@pytest.fixture
def said(client, promise, council, coordinator):
    """What the panel says of a form, as words."""

    def said(**values):
        answer = client.post(
            reverse("promises:target_preview", args=[council.slug, promise.pk]), {"jointly": "any", **values}
        )
        assert answer.status_code == 200
        return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())

    return said


def test_a_weekly_rule_is_said_with_its_51_weeks(said):
    words = said(**WEEKLY)
    assert "Minst 1 insats varje vecka." in words
    assert "51 hela veckor prövas" in words
    assert "minst 51 krävs" in words
    assert "v. 1 (ofullständig) , v. 2 , v. 3" in words


def test_an_average_is_said_with_its_division(said):
    words = said(**{**WEEKLY, "counting": "average"})
    assert "52 krävs sammanlagt (365 dagar ÷ 7 = 52 hela veckor)" in words


def test_half_years_are_listed_with_their_days(said):
    words = said(**{**WEEKLY, "per": "half_year", "minimum": "2"})
    assert "Minst 2 insatser varje halvår." in words
    assert "2019-01-01–2019-06-30" in words
    assert "2019-07-01–2019-12-31" in words


def test_days_beyond_the_list_are_counted(said):
    words = said(**{**WEEKLY, "per": "day"})
    assert "och 305 till" in words


def test_the_councils_own_terms_and_days_are_used(said, council):
    make.term(council=council, first_day=date(2019, 1, 8), last_day=date(2019, 6, 12))
    make.occasion(council=council, day=date(2019, 4, 30))
    make.occasion(council=make.council(), day=date(2019, 5, 1))
    assert "2019-01-08–2019-06-12" in said(**{**WEEKLY, "per": "term"})
    words = said(**{**WEEKLY, "per": "occasion"})
    assert "2019-04-30" in words
    assert "2019-05-01" not in words


def test_an_open_ended_period_has_an_end_to_its_list(said, promise):
    promise.promise_set.last_day = None
    promise.promise_set.save()
    assert "Perioden har ingen sista dag" in said(**WEEKLY)


def test_coverage_counts_the_places_chosen(said, council):
    places = [make.place(council=council) for _ in range(3)]
    words = said(kind="coverage", minimum="1", per="period", places=[place.pk for place in places])
    assert "Var och en av 3 platser" in words
    assert "För var och en av 3 platser: sammanlagt: minst 1 krävs" in words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kind": "deliverable", "label": "E-tjänst", "due_on": "2019-06-30"}, "Senast 2019-06-30: E-tjänst."),
        ({"kind": "deliverable", "label": "E-tjänst", "due_on": "2020-06-30"}, "efter löftenas sista dag"),
        ({"kind": "effect", "indicator": "tryggheten", "direction": "at_least", "threshold": "74,5"}, "minst 74,5."),
        ({"kind": "on_demand"}, "Görs när någon ber om det."),
        ({"kind": "qualitative"}, "Löftet har inget tal att räkna mot."),
        ({"kind": "vision", "condition": "om läget medger"}, "Villkor: om läget medger."),
        ({**WEEKLY, "tags": "riskkväll", "weekdays": ["5"]}, "Räknas bara: märkt riskkväll; på fredagar."),
    ],
)
def test_every_kind_is_said(said, values, words):
    assert words in said(**values)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Vad är det för slags mål?: Välj vad det är för slags mål."),
        ({**WEEKLY, "minimum": ""}, "Minst: Ange minst hur många"),
        ({**WEEKLY, "minimum": "två"}, "Minst: Skriv ett heltal"),
        ({**WEEKLY, "counting": "total"}, "Hur räknas det?: Sammanlagt gäller hela perioden."),
        ({"kind": "deliverable", "due_on": "2019-06-30"}, "Kort namn: Skriv ett kort namn på målet."),
        ({"kind": "deliverable", "label": "A", "due_on": "2019-"}, "Klart senast: Skriv datumet"),
        ({"kind": "coverage", "minimum": "1", "places": "9" * 30}, "Fyll i det som saknas"),
        ({**WEEKLY, "label": "19121212-1212", "kind": "effect"}, "Fyll i det som saknas"),
    ],
)
def test_what_is_half_typed_gets_a_hint_and_never_an_error(said, values, words):
    said_back = said(**values)
    assert words in said_back
    assert "prövas" not in said_back


def test_nothing_is_stored(said):
    before = AuditEntry.objects.count()
    said(label="Något", **WEEKLY)
    assert not Target.objects.exists()
    assert AuditEntry.objects.count() == before


def test_words_are_shown_as_words(said, client, promise, council):
    address = reverse("promises:target_preview", args=[council.slug, promise.pk])
    page = client.post(
        address, {"kind": "vision", "jointly": "any", "condition": "<script>alert(1)</script>"}
    ).content.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_without_a_script_a_button_shows_the_rule_and_stores_nothing(client, coordinator, promise, council):
    address = reverse("promises:add_target", args=[council.slug, promise.pk])
    answer = client.post(address, {**WEEKLY, "show": "1"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Minst 1 insats varje vecka." in page
    assert "51 hela veckor prövas" in page
    assert "Kontrollera uppgifterna" not in page
    assert 'value="insatser"' in page
    assert not Target.objects.exists()


def test_the_button_says_softly_what_is_missing(client, coordinator, promise, council):
    address = reverse("promises:add_target", args=[council.slug, promise.pk])
    answer = client.post(address, {**WEEKLY, "minimum": "två", "show": "1"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Kontrollera uppgifterna" not in page
    assert "Minst: Skriv ett heltal, till exempel 2." in page
    assert 'value="två"' in page


def test_the_panel_is_for_those_who_write_and_only_by_post(client, promise, council):
    address = reverse("promises:target_preview", args=[council.slug, promise.pk])
    client.force_login(make.person(Role.FIELD_USER, council=council))
    assert client.post(address, WEEKLY).status_code == 403
    client.force_login(make.person(Role.COORDINATOR, council=council))
    assert client.get(address).status_code == 405
