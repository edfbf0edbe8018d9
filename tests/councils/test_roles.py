"""The access policy: the table in councils/roles.py, and that the database says the same."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as AuthPermission
from guardian.shortcuts import get_group_perms

from councils.access import council_permissions, role_group
from councils.actions.areas import appoint_police_manager
from councils.actions.members import add_member
from councils.models import AuditEntry, Council, CouncilGroupObjectPermission, CouncilUserObjectPermission
from councils.roles import PERMISSIONS_OF, Permission, Role
from tests import factories as make


def test_every_role_has_its_line_in_the_table():
    assert set(PERMISSIONS_OF) == set(Role)


def test_every_permission_is_given_to_some_role():
    assert frozenset().union(*PERMISSIONS_OF.values()) == set(Permission)


def test_whoever_may_do_something_in_a_council_may_see_it():
    assert all(Permission.VIEW_COUNCIL in allowed for allowed in PERMISSIONS_OF.values())


def test_officials_only_read():
    assert PERMISSIONS_OF[Role.OFFICIAL] == {Permission.VIEW_COUNCIL}


def test_nobody_approves_for_both_parties():
    both = {Permission.APPROVE_FOR_MUNICIPALITY, Permission.APPROVE_FOR_POLICE}
    assert not [role for role, allowed in PERMISSIONS_OF.items() if both <= allowed]


@pytest.mark.parametrize("role", [Role.FIELD_USER, Role.MEMBER])
def test_those_who_log_neither_judge_nor_sign(role):
    logs = {Permission.VIEW_COUNCIL, Permission.VIEW_DRAFTS, Permission.LOG_ACTIVITY}
    assert PERMISSIONS_OF[role] - {Permission.CONTRIBUTE} == logs


@pytest.mark.django_db
def test_the_database_knows_exactly_the_permissions_of_the_table():
    stored = AuthPermission.objects.filter(content_type__app_label="councils", content_type__model="council")
    assert set(stored.values_list("codename", flat=True)) == {code.value for code in Permission}
    assert {code for code, _ in Council._meta.permissions} == {code.value for code in Permission}


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_the_group_of_a_role_has_what_the_table_says_and_only_in_its_council(role):
    here, elsewhere = make.council(), make.council()
    group = role_group(here, role)
    assert set(get_group_perms(group, here)) == {code.value for code in PERMISSIONS_OF[role]}
    assert not get_group_perms(group, elsewhere)
    assert not group.permissions.exists()  # nothing that would hold in every council


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_a_member_may_do_what_the_role_says_in_that_council_alone(role):
    membership = make.member(role)
    make.council()
    assert council_permissions(membership.user) == {membership.council_id: PERMISSIONS_OF[role]}


@pytest.mark.django_db
def test_two_roles_in_one_council_add_up():
    membership = make.member(Role.OFFICIAL)
    make.member(Role.COORDINATOR, council=membership.council, user=membership.user)
    assert council_permissions(membership.user)[membership.council_id] == PERMISSIONS_OF[Role.COORDINATOR]


@pytest.mark.django_db
def test_rights_are_given_to_groups_and_never_to_a_single_person():
    for role in Role:
        make.member(role)
    assert not CouncilUserObjectPermission.objects.exists()
    assert CouncilGroupObjectPermission.objects.exists()


@pytest.mark.django_db
def test_rights_are_read_with_one_query_however_many_councils(django_assert_num_queries):
    person = make.person(Role.POLICE_MANAGER)
    for _ in range(5):
        make.member(Role.POLICE_MANAGER, user=person)
    with django_assert_num_queries(1):
        assert len(council_permissions(person)) == 6


@pytest.mark.django_db
def test_making_somebody_a_member_twice_is_once():
    membership = make.member(Role.MEMBER)
    again = add_member(
        council=membership.council,
        user=membership.user,
        role=Role.MEMBER,
        organisation=membership.organisation,
        by=membership.user,
    )
    assert again == membership
    assert Group.objects.filter(user=membership.user).count() == 1
    assert AuditEntry.objects.filter(council=membership.council, verb="add_member").count() == 1


@pytest.mark.django_db
def test_a_police_manager_gets_every_council_of_the_area_and_no_other():
    inside = [make.council() for _ in range(2)]
    outside = make.council()
    area = make.police_area(municipalities=[council.municipalities.get() for council in inside])
    police = make.organisation(kind="police", police_area=area)
    chief = make.user()
    appoint_police_manager(area=area, user=chief, organisation=police, by=chief, on=make.A_DAY)
    assert set(council_permissions(chief)) == {council.pk for council in inside}
    assert outside.pk not in council_permissions(chief)
