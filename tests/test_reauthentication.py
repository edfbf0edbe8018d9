"""Who it is, is asked again before an approval: by password or second factor, or by signing in anew elsewhere."""

import re

import pytest
import time_machine
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.urls import reverse

from councils.models import User
from councils.roles import Role
from followup.models import Approval
from tests import factories as make
from tests.conftest import PASSWORD
from tests.second_factors import code_of, give_app
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

SUMMARY = "/overkalix/sammanstallning/2019/"
APPROVE = f"{SUMMARY}godkann/"
BY_PASSWORD = reverse("account_reauthenticate")


@pytest.fixture(autouse=True)
def in_january():
    cache.clear()
    with time_machine.travel("2020-01-15T12:00:00+01:00") as traveller:
        yield traveller


@pytest.fixture
def coordinator():
    council = make.council(slug="overkalix")
    promise_set = make.promise_set(council=council, slug="2019")
    make.target(promise=make.promise(section=make.section(promise_set=promise_set)))
    person = make.person(Role.COORDINATOR, council=council, user=make.user(password=PASSWORD))
    make.ready(promise_set, by=person)
    return person


def press_approve(client):
    page = client.get(SUMMARY).content.decode()
    read = dict(re.findall(r'name="(party|read)" value="([^"]*)"', page))
    return client.post(APPROVE, read, headers={"referer": f"http://testserver{SUMMARY}"})


def without_password(user):
    User.objects.filter(pk=user.pk).update(password=make_password(None))
    return User.objects.get(pk=user.pk)


def test_who_has_just_signed_in_approves_at_once(client, coordinator):
    sign_in(client, coordinator)
    assert press_approve(client)["Location"] == SUMMARY
    assert Approval.objects.get().approved_by == coordinator


def test_after_five_minutes_who_it_is_is_asked_and_nothing_is_approved_yet(client, coordinator, in_january):
    sign_in(client, coordinator)
    in_january.shift(301)
    answer = press_approve(client)
    assert answer["Location"] == f"{BY_PASSWORD}?next=%2Foverkalix%2Fsammanstallning%2F2019%2Fgodkann%2F"
    assert not Approval.objects.exists()


def test_with_the_password_the_approval_goes_on_exactly_once(client, coordinator):
    client.force_login(coordinator)
    asked = press_approve(client)
    assert client.get(asked["Location"]).status_code == 200
    answer = client.post(BY_PASSWORD, {"password": PASSWORD, "next": APPROVE})
    assert answer["Location"] == SUMMARY
    assert Approval.objects.get().approved_by == coordinator
    Approval.objects.all().delete()
    client.post(BY_PASSWORD, {"password": PASSWORD, "next": APPROVE})
    assert not Approval.objects.exists()


def test_with_a_wrong_password_it_does_not(client, coordinator):
    client.force_login(coordinator)
    press_approve(client)
    answer = client.post(BY_PASSWORD, {"password": "fel", "next": APPROVE})
    assert "Fel lösenord" in answer.content.decode()
    assert not Approval.objects.exists()


def test_passwords_cannot_be_tried_for_ever(client, coordinator):
    client.force_login(coordinator)
    press_approve(client)
    for _ in range(11):
        client.post(BY_PASSWORD, {"password": "fel", "next": APPROVE})
    client.post(BY_PASSWORD, {"password": PASSWORD, "next": APPROVE})
    assert not Approval.objects.exists()


def test_a_code_confirms_as_well(client, coordinator):
    give_app(coordinator)
    client.force_login(coordinator)
    press_approve(client)
    by_code = reverse("mfa_reauthenticate")
    assert by_code in client.get(f"{BY_PASSWORD}?next={APPROVE}").content.decode()
    client.post(by_code, {"code": code_of(), "next": APPROVE})
    assert Approval.objects.get().approved_by == coordinator


def test_what_changed_while_one_was_asked_is_not_approved(client, coordinator):
    client.force_login(coordinator)
    press_approve(client)
    promise_set = coordinator.memberships.get().council.promise_sets.get()
    make.activity(targets=[promise_set.sections.get().promises.get().targets.get()])
    answer = client.post(BY_PASSWORD, {"password": PASSWORD, "next": APPROVE}, follow=True)
    assert "har ändrats sedan du öppnade sidan" in answer.content.decode()
    assert not Approval.objects.exists()


def test_who_may_not_approve_is_not_asked(client, coordinator):
    council = coordinator.memberships.get().council
    client.force_login(make.person(Role.MEMBER, council=council))
    assert client.post(APPROVE, {"party": "municipality", "read": "x"}).status_code == 403


def test_who_signs_in_elsewhere_signs_in_anew_and_comes_back_to_the_page(client, coordinator, in_january):
    client_user = without_password(coordinator)
    sign_in(client, client_user, method="socialaccount", provider="kommunen")
    in_january.shift(301)
    asked = press_approve(client)
    assert asked["Location"].startswith(reverse("sign_in_again"))
    assert not Approval.objects.exists()
    page = client.get(asked["Location"], headers={"referer": f"http://testserver{SUMMARY}"}).content.decode()
    assert "Logga in igen" in page
    back = re.search(r'name="next" value="(/konto/login[^"]*)"', page).group(1)
    assert client.post(reverse("account_logout"), {"next": back})["Location"] == back
    assert back.endswith("?next=%2Foverkalix%2Fsammanstallning%2F2019%2F")
    sign_in(client, client_user, method="socialaccount", provider="kommunen")
    press_approve(client)
    assert Approval.objects.get().approved_by == coordinator


def test_who_signs_in_elsewhere_cannot_add_a_factor_with_a_session_of_long_ago(client, coordinator):
    client.force_login(without_password(coordinator))
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer["Location"].startswith(reverse("sign_in_again"))
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("referer", ["https://evil.example/x", "javascript:alert(1)", "//evil.example/", ""])
def test_the_way_back_never_leaves_the_site(client, coordinator, referer):
    client.force_login(without_password(coordinator))
    page = client.get(reverse("sign_in_again"), headers={"referer": referer}).content.decode()
    assert 'value="/konto/login/?next=%2F"' in page


def test_a_code_is_enough_where_there_is_no_password(client, coordinator):
    user = without_password(coordinator)
    give_app(user)
    client.force_login(user)
    asked = press_approve(client)
    assert asked["Location"].startswith(reverse("mfa_reauthenticate"))
    client.post(reverse("mfa_reauthenticate"), {"code": code_of(), "next": APPROVE})
    assert Approval.objects.get().approved_by == coordinator


# What was sent and then cancelled


def end_of_membership(coordinator):
    membership = make.member(Role.MEMBER, council=coordinator.memberships.get().council)
    return membership, reverse("councils:end_member", args=["overkalix", membership.pk])


def confirm_with_password(client, path):
    return client.post(f"{BY_PASSWORD}?next={path}", {"password": PASSWORD, "next": path})


def test_what_was_cancelled_is_not_done_the_next_time_one_confirms(client, coordinator, in_january):
    membership, path = end_of_membership(coordinator)
    sign_in(client, coordinator)
    in_january.shift(301)
    assert client.post(path, {"leaves_seats": "on"}).status_code == 302
    answer = client.post(reverse("cancel_confirmation"), {"next": path})
    assert answer["Location"] == reverse("councils:members", args=["overkalix"])
    confirm_with_password(client, path)
    membership.refresh_from_db()
    assert membership.ended_at is None


def test_what_was_left_is_not_done_when_the_page_is_opened_anew(client, coordinator, in_january):
    membership, path = end_of_membership(coordinator)
    sign_in(client, coordinator)
    in_january.shift(301)
    client.post(path, {"leaves_seats": "on"})
    client.get(path)
    confirm_with_password(client, path)
    membership.refresh_from_db()
    assert membership.ended_at is None


def test_what_is_confirmed_is_done(client, coordinator, in_january):
    membership, path = end_of_membership(coordinator)
    sign_in(client, coordinator)
    in_january.shift(301)
    asked = client.get(client.post(path, {"leaves_seats": "on"})["Location"]).content.decode()
    assert "avsluta ett medlemskap" in asked
    confirm_with_password(client, path)
    membership.refresh_from_db()
    assert membership.ended_at is not None


def test_erasing_is_never_resumed_but_shown_again(client, coordinator, in_january):
    path = reverse("councils:erase_me")
    sign_in(client, coordinator)
    in_january.shift(301)
    assert client.post(path, {"word": "radera"})["Location"].startswith(BY_PASSWORD)
    assert confirm_with_password(client, path)["Location"] == path
    coordinator.refresh_from_db()
    assert coordinator.is_active


def test_cancelling_leads_to_no_other_site(client, coordinator):
    sign_in(client, coordinator)
    assert client.post(reverse("cancel_confirmation"), {"next": "https://evil.example/"})["Location"] == "/"
