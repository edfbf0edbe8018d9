"""Guessing is slow, and an office full of people who mistype is not stopped."""

from datetime import timedelta

import pytest
import time_machine
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import get_hasher, make_password
from django.core import mail
from django.core.cache import cache
from django.test import Client, TestCase
from django.urls import reverse

from tests import factories as make

pytestmark = pytest.mark.django_db

PASSWORD = "korp på taket i Övertorneå"
OFFICE, HOME = "192.0.2.10", "198.51.100.7"
TOO_MANY = "För många försök."


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2019-11-20T12:00:00+01:00", tick=False) as clock:
        yield clock
    cache.clear()


@pytest.fixture(scope="module")
def hashed():
    return make_password(PASSWORD)


@pytest.fixture
def people(hashed):
    users = [make.user(email=f"person{number}@overkalix.example") for number in range(30)]
    for user in users:
        user.password = hashed
        user.save()
    return users


def attempt(email, password=PASSWORD, address=OFFICE):
    return Client(REMOTE_ADDR=address).post("/konto/login/", {"login": email, "password": password})


def gets_in(*args, **kwargs):
    return attempt(*args, **kwargs).status_code == 302


def is_stopped(*args, **kwargs):
    answer = attempt(*args, **kwargs)
    return answer.status_code == 429 or TOO_MANY in answer.content.decode()


def test_thirty_colleagues_at_one_address_mistype_once_each_and_all_get_in_within_a_minute(people, clock):
    for user in people:
        assert not gets_in(user.email, "fel lösenord")
        clock.shift(timedelta(seconds=1))
    for user in people:
        assert gets_in(user.email), user.email
        clock.shift(timedelta(seconds=0.9))


def test_after_five_wrong_tries_one_waits_five_minutes(people, clock):
    email = people[0].email
    for _ in range(5):
        assert not is_stopped(email, "fel lösenord")
    assert is_stopped(email)
    clock.shift(timedelta(minutes=4, seconds=59))
    assert is_stopped(email)
    clock.shift(timedelta(seconds=2))
    assert gets_in(email)


def test_four_wrong_tries_and_then_the_right_one(people):
    for _ in range(4):
        attempt(people[0].email, "fel lösenord")
    assert gets_in(people[0].email)


def test_who_is_locked_out_at_one_address_gets_in_at_another(people):
    for _ in range(6):
        attempt(people[0].email, "fel lösenord")
    assert is_stopped(people[0].email)
    assert gets_in(people[0].email, address=HOME)


def test_a_colleague_s_lock_is_no_one_else_s(people):
    for _ in range(6):
        attempt(people[0].email, "fel lösenord")
    assert gets_in(people[1].email)


def test_capitals_in_the_address_give_no_new_tries(people):
    for _ in range(5):
        attempt(people[0].email, "fel lösenord")
    assert is_stopped(people[0].email.upper())


def test_who_guesses_at_a_hundred_accounts_from_one_address_is_slowed(clock):
    tried = sum(not is_stopped(f"person{number}@overkalix.example", "Sommar2019!!") for number in range(100))
    assert tried == 40
    clock.shift(timedelta(minutes=1, seconds=1))
    assert not is_stopped("nobody@overkalix.example", "x")


def test_who_goes_on_guessing_all_day_gets_two_hundred_tries_an_hour(clock):
    tried = 0
    for minute in range(7):
        tried += sum(not is_stopped(f"p{minute}-{number}@overkalix.example", "x") for number in range(41))
        clock.shift(timedelta(minutes=1, seconds=1))
    assert tried == 200


def test_many_addresses_together_get_a_hundred_tries_an_hour_at_one_account(people):
    email = people[0].email
    tried = sum(not is_stopped(email, "fel lösenord", address=f"203.0.113.{number // 5}") for number in range(110))
    assert tried == 100


def test_an_unknown_account_is_locked_just_like_a_known_one(people):
    known, unknown = people[0].email, "okand@overkalix.example"
    assert [is_stopped(known, "x") for _ in range(7)] == [is_stopped(unknown, "x") for _ in range(7)]


def test_tries_are_remembered_also_when_many_accounts_are_tried(people):
    """The counters' table holds more than the 300 rows that Django gives it."""
    for _ in range(5):
        attempt(people[0].email, "fel lösenord")
    for number in range(400):
        cache.set(f"another-counter-{number}", 1, 300)
    assert is_stopped(people[0].email)


def test_the_page_for_too_many_requests_says_when_to_come_back(people):
    for _ in range(200):
        answer = attempt("", "")
    assert answer.status_code == 200
    answer = attempt("", "")
    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"
    assert "För många försök på kort tid" in answer.content.decode()


def test_mails_with_links_to_a_new_password_are_few(people, clock, django_capture_on_commit_callbacks):
    def order(email):
        with django_capture_on_commit_callbacks(execute=True):
            return Client(REMOTE_ADDR=OFFICE).post("/konto/password/reset/", {"email": email}).status_code

    assert [order(people[0].email) for _ in range(4)] == [302, 302, 302, 429]
    assert len(mail.outbox) == 3
    assert order(people[1].email) == 302
    for _ in range(3):
        clock.shift(timedelta(minutes=1, seconds=1))
        for _ in range(3):
            order(people[0].email)
    assert len([one for one in mail.outbox if one.to == [people[0].email]]) == 10


def test_confirming_that_it_is_oneself_is_limited_too(people):
    client = Client(REMOTE_ADDR=OFFICE)
    client.force_login(people[0])
    answers = [client.post("/konto/reauthenticate/", {"password": "fel lösenord"}) for _ in range(11)]
    assert answers[-1].status_code == 429
    assert TOO_MANY in answers[6].content.decode() or "Fel" in answers[6].content.decode()


def test_a_password_of_a_thousand_characters_is_tried_and_a_longer_one_refused(people, clock):
    user = people[0]
    user.set_password("å" * 1000)
    user.save()
    assert gets_in(user.email, "å" * 1000)
    answer = attempt(user.email, "å" * 1001)
    assert "Lösenordet får vara högst 1 000 tecken." in answer.content.decode()
    assert answer.status_code == 200


def test_a_password_that_is_too_long_costs_no_hashing(people, monkeypatch):
    def hash_nothing(*args, **kwargs):
        raise AssertionError("a hash was computed")

    hasher = type(get_hasher())
    monkeypatch.setattr(hasher, "verify", hash_nothing)
    monkeypatch.setattr(hasher, "encode", hash_nothing)
    assert attempt(people[0].email, "å" * 1001).status_code == 200
    with pytest.raises(AssertionError, match="hash was computed"):
        attempt(people[0].email, "å" * 1000)


def test_who_signs_in_at_the_organisation_gets_no_link_for_a_password(client):
    """A mailbox alone must not get round what the organisation asks for when one signs in."""
    tied, own = make.user(email="tied@example.org", password=None), make.user(email="own@example.org", password=None)
    SocialAccount.objects.create(user=tied, provider="openid_connect", uid="1")
    with TestCase.captureOnCommitCallbacks(execute=True):
        answers = [client.post(reverse("account_reset_password"), {"email": user.email}) for user in (tied, own)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert [message.to for message in mail.outbox if "/password/reset/key/" in message.body] == [[own.email]]
