"""The gate: a stranger's council does not exist, a forbidden act on one's own says so, and rights end when they end."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone
from guardian.shortcuts import assign_perm

from councils.access import council_permissions, council_required, take_role
from councils.models import Membership
from councils.roles import Permission, Role
from promises.models import Target
from tests import factories as make

pytestmark = pytest.mark.django_db
ONE_DAY = timedelta(days=1)


def page(council):
    return reverse("councils:council", args=[council.slug])


def overview(promise_set):
    return reverse("followup:overview", args=[promise_set.council.slug, promise_set.slug])


@pytest.fixture
def membership(client):
    membership = make.member(Role.COORDINATOR)
    client.force_login(membership.user)
    return membership


def test_a_member_comes_in(client, membership):
    assert client.get(page(membership.council)).status_code == 200


def test_a_foreign_council_answers_as_one_that_was_never_made(client, membership):
    foreign = client.get(page(make.council()))
    missing = client.get("/har-aldrig-funnits/bra-gruppen/")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


def test_a_foreign_row_under_one_s_own_council_answers_as_a_missing_one(client, membership):
    own, foreign = make.target(council=membership.council), make.target()
    slug = membership.council.slug
    answers = [client.get(f"/{slug}/mal/{pk}/") for pk in (own.pk, foreign.pk, foreign.pk + 1000)]
    assert [answer.status_code for answer in answers] == [200, 404, 404]
    assert answers[1].content == answers[2].content


@pytest.mark.parametrize("part", ["0", "01", "-1", "1.5", "abc", "9" * 18, "9" * 19, "9" * 5000, "1" + "0" * 30, "١"])
def test_what_no_id_can_be_is_a_missing_page(client, membership, part):
    assert client.get(f"/{membership.council.slug}/mal/{part}/").status_code == 404


def test_a_forbidden_act_in_one_s_own_council_says_so(client):
    membership = make.member(Role.OFFICIAL)
    client.force_login(membership.user)
    answer = client.get(reverse("followup:log", args=[membership.council.slug]))
    assert answer.status_code == 403
    assert "Din roll i rådet räcker inte" in answer.content.decode()


@pytest.mark.parametrize("status", ["draft", "shared"])
def test_a_draft_does_not_exist_for_officials(client, status):
    membership = make.member(Role.OFFICIAL)
    client.force_login(membership.user)
    draft = make.promise_set(council=membership.council, status=status)
    missing = client.get(f"/{membership.council.slug}/uppfoljning/finns-inte/")
    answer = client.get(overview(draft))
    assert answer.status_code == missing.status_code == 404
    assert answer.content == missing.content


@pytest.mark.parametrize("status", ["signed", "published", "closed", "superseded"])
def test_officials_read_what_is_decided(client, status):
    membership = make.member(Role.OFFICIAL)
    client.force_login(membership.user)
    assert client.get(overview(make.promise_set(council=membership.council, status=status))).status_code == 200


@pytest.mark.parametrize("status", ["draft", "shared"])
def test_officials_do_not_learn_a_draft_s_targets_from_the_activities(client, status):
    membership = make.member(Role.OFFICIAL)
    client.force_login(membership.user)
    target = make.target(council=membership.council, status=status, label="Hemligt utkast")
    activity = make.activity(targets=[target])
    pages = [reverse("promises:activities", args=[membership.council.slug]), activity.get_absolute_url()]
    for address, status_code in ((pages[0], 200), (f"{pages[0]}?mal={target.pk}", 200), (pages[1], 404)):
        answer = client.get(address)
        assert answer.status_code == status_code
        assert "Hemligt utkast" not in answer.content.decode()


# Rights end when they end


def test_whoever_loses_the_role_is_out_at_the_next_request(client, membership):
    assert client.get(page(membership.council)).status_code == 200
    take_role(membership.user, membership.council, membership.role)
    assert client.get(page(membership.council)).status_code == 404


def test_whoever_is_deactivated_is_logged_out_at_the_next_request(client, membership):
    assert client.get(page(membership.council)).status_code == 200
    membership.user.is_active = False
    membership.user.save()
    answer = client.get(page(membership.council))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_whoever_is_deleted_from_the_group_table_by_hand_is_out_too(client, membership):
    membership.user.groups.clear()
    assert client.get(page(membership.council)).status_code == 404


def test_a_membership_holds_through_its_last_day_and_no_longer(client, membership):
    for to_day, status in ((timezone.localdate(), 200), (timezone.localdate() - ONE_DAY, 404)):
        membership.to_day = to_day
        membership.save()
        assert client.get(page(membership.council)).status_code == status


def test_a_membership_that_has_not_begun_gives_nothing_yet(client):
    membership = make.member(Role.COORDINATOR, from_day=timezone.localdate() + ONE_DAY)
    client.force_login(membership.user)
    assert client.get(page(membership.council)).status_code == 404


def test_when_one_of_two_roles_has_ended_the_other_stands():
    ended = make.member(Role.COORDINATOR, to_day=timezone.localdate() - ONE_DAY)
    make.member(Role.OFFICIAL, council=ended.council, user=ended.user)
    assert council_permissions(ended.user) == {ended.council_id: frozenset({Permission.VIEW_COUNCIL})}


def test_without_a_membership_the_group_alone_opens_nothing(membership):
    Membership.objects.all().delete()
    assert council_permissions(membership.user) == {}


# Who never gets anything


def test_nobody_in_particular_sees_no_council():
    make.council()
    assert council_permissions(AnonymousUser()) == {}


def test_an_inactive_user_sees_no_council():
    membership = make.member(Role.COORDINATOR)
    membership.user.is_active = False
    assert council_permissions(membership.user) == {}


def test_a_superuser_without_a_role_sees_no_council(client):
    council = make.council()
    root = make.user(is_superuser=True, is_staff=True)
    client.force_login(root)
    assert council_permissions(root) == {}
    assert client.get(page(council)).status_code == 404


def test_a_permission_for_all_councils_opens_none():
    user = make.user()
    make.council()
    assign_perm("councils.view_council", user)
    assert council_permissions(user) == {}


def test_a_view_cannot_ask_for_a_permission_that_does_not_exist():
    with pytest.raises(ValueError, match="rule_the_world"):
        council_required("rule_the_world", target=Target)
