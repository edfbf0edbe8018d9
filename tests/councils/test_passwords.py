"""What a password may be, when it is chosen and when it is changed."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError

from councils.models import User
from councils.passwords import is_made_of, own_words
from tests import factories as make

PASSWORD = "korp på taket i Övertorneå"


@pytest.mark.parametrize(
    "password",
    [
        "överkalix2019",
        "Överkalix-2019",
        "OVERKALIX 2019!",
        "Övertorneå!!!",
        "Haparanda12345",
        "haparandahaparanda",
        "PolisenPolisen1",
        "P0lisenP0lisen",
        "medborgarlöfte",
        "Medborgarl0fte!",
        "brappbrapp2019",
        "Brå-rådet 2019",
        "Sommaren2026!!",
        "Sommar Vinter 26",
        "Vinter2025Vår2026",
        "Hösten-2026-abc",
        "polisochkommun",
        "l0senord123456",
        "qwertyuiop1234",
        "Välkommen2026!",
    ],
)
def test_words_of_the_trade_with_digits_are_refused(password):
    with pytest.raises(ValidationError) as refusal:
        validate_password(password)
    assert "ortsnamn" in " ".join(refusal.value.messages)


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "en lång mening om snö",
        "polisen såg en uv på taket",
        "exempel-i-norr-2019",
        "7h!kZ-93qLw#x2Rv",
        "sommarfågel på räcket",
        "Vi åt blåbär i Arjeplog",
        "å" * 128,
        "🦌" * 12,
        "correct horse battery staple",
        "9" * 6 + "xk" + "7" * 6,
    ],
)
def test_what_only_the_person_would_come_up_with_is_fine(password):
    validate_password(password)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("korp på tak", "kort"),
        ("å" * 1001, "högst 1 000 tecken"),
        ("193847561029", "numeriskt"),
        ("startfinding", "vanligt"),
        ("anna.lindgren", "likt"),
    ],
)
def test_other_weak_passwords_are_refused_in_swedish(password, why):
    user = User(email="anna.lindgren@overkalix.example", name="Anna Lindgren")
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, user)
    assert why in " ".join(refusal.value.messages)


def test_a_sentence_may_hold_the_words_but_not_be_them():
    assert is_made_of("polis kommun 1", own_words())
    assert not is_made_of("polis kommun och uggla", own_words())


def test_every_municipality_is_among_the_words():
    assert {"overkalix", "haparanda", "upplandsvasby", "goteborg"} <= own_words()


def test_a_very_long_password_is_judged_quickly():
    assert not is_made_of("zq" * 100_000, own_words())


@pytest.fixture(autouse=True)
def no_counters(request):
    yield
    if "db" in request.fixturenames:
        cache.clear()


@pytest.mark.django_db
def test_changing_the_password_follows_the_rules(client, db):
    user = make.user(password=PASSWORD)
    client.force_login(user)

    def change(new):
        form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
        return client.post("/konto/password/change/", form)

    assert "ortsnamn" in change("Överkalix-2019").content.decode()
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert change("en uggla i en mössa").status_code == 302
    user.refresh_from_db()
    assert user.check_password("en uggla i en mössa")


@pytest.mark.django_db
def test_a_new_password_by_mail_follows_the_rules(client, django_capture_on_commit_callbacks):
    user = make.user(email="anna@overkalix.example", password=PASSWORD)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/konto/password/reset/", {"email": user.email})
    link = re.search(r"/konto/password/reset/key/\S+", mail.outbox[0].body)[0]
    path = client.get(link)["Location"]
    refusal = client.post(path, {"password1": "Överkalix-2019", "password2": "Överkalix-2019"})
    assert "ortsnamn" in refusal.content.decode()
    long = "en uggla i mössa " * 58
    assert client.post(path, {"password1": long, "password2": long}).status_code == 302
    user.refresh_from_db()
    assert user.check_password(long)
