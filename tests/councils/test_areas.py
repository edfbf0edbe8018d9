"""Police managers belong to every council of their area: those there are, those to come, and no longer than that."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from councils.access import council_permissions
from councils.actions.areas import appoint_police_manager, change_coverage, end_appointment
from councils.actions.councils import open_council
from councils.actions.members import Refused, end_member
from councils.models import AreaAppointment, AuditEntry, Membership
from councils.roles import PERMISSIONS_OF, Role
from tests import factories as make
from tests.signing_in import confirm

pytestmark = pytest.mark.django_db
ONE_DAY = timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def councils():
    return [make.council() for _ in range(2)]


@pytest.fixture
def area(councils):
    return make.police_area(municipalities=[council.municipalities.get() for council in councils])


@pytest.fixture
def police(area):
    return make.organisation(kind="police", police_area=area)


@pytest.fixture
def chief(area, police, today):
    user = make.user()
    appoint_police_manager(area=area, user=user, organisation=police, by=None, on=today)
    return user


def councils_of(user):
    return council_permissions(user).keys()


def test_an_appointment_is_kept_and_gives_every_council_of_the_area(chief, area, councils):
    assert councils_of(chief) == {council.pk for council in councils}
    assert set(council_permissions(chief).values()) == {PERMISSIONS_OF[Role.POLICE_MANAGER]}
    assert AreaAppointment.objects.get().area == area


def test_appointing_twice_is_once(chief, area, police, today):
    appoint_police_manager(area=area, user=chief, organisation=police, by=None, on=today)
    assert AreaAppointment.objects.count() == 1
    assert Membership.objects.filter(user=chief).count() == 2
    assert AuditEntry.objects.filter(verb="appoint_police_manager").count() == 1


def test_a_council_that_is_opened_later_has_the_manager_from_the_start(chief, area, today):
    later = make.municipality()
    change_coverage(area=area, municipality=later, covered=True, by=None, on=today)
    council = open_council(municipalities=[later], name="Nytt råd", short_name="Nytt", slug="nytt", on=today)
    assert council.pk in councils_of(chief)


def test_a_council_outside_the_area_does_not_get_the_manager(chief, today):
    council = open_council(
        municipalities=[make.municipality()], name="Annat råd", short_name="Annat", slug="annat", on=today
    )
    assert council.pk not in councils_of(chief)


def test_when_the_area_covers_more_the_manager_s_councils_follow(chief, area, today):
    council = make.council()
    change_coverage(area=area, municipality=council.municipalities.get(), covered=True, by=None, on=today)
    assert council.pk in councils_of(chief)


def test_when_the_area_covers_less_the_right_ends_at_once(chief, area, councils, today, client):
    client.force_login(chief)
    lost, kept = councils
    change_coverage(area=area, municipality=lost.municipalities.get(), covered=False, by=None, on=today)
    assert councils_of(chief) == {kept.pk}
    assert client.get(lost.get_absolute_url()).status_code == 302  # to log in


def test_when_the_appointment_ends_so_does_all_that_followed_from_it(chief, area, today):
    end_appointment(appointment=AreaAppointment.objects.get(), by=None, on=today)
    assert councils_of(chief) == set()
    assert not chief.groups.exists()
    assert not AreaAppointment.objects.on(today).exists()
    council = open_council(
        municipalities=[area.municipalities.first()], name="Senare", short_name="Senare", slug="senare", on=today
    )
    assert council.pk not in councils_of(chief)


def test_what_the_manager_is_for_other_reasons_stands(chief, councils, today):
    police = AreaAppointment.objects.get().organisation
    make.member(Role.MEMBER, council=councils[0], user=chief, organisation=police)
    end_appointment(appointment=AreaAppointment.objects.get(), by=None, on=today)
    assert council_permissions(chief) == {councils[0].pk: PERMISSIONS_OF[Role.MEMBER]}


def test_a_council_in_two_areas_is_kept_until_both_appointments_have_ended(today):
    council = make.council(municipalities=[make.municipality(), make.municipality()])
    areas = [make.police_area(municipalities=[one]) for one in council.municipalities.all()]
    user = make.user()
    for area in areas:
        police = make.organisation(kind="police", police_area=area)
        appoint_police_manager(area=area, user=user, organisation=police, by=None, on=today)
    first, second = AreaAppointment.objects.order_by("pk")
    end_appointment(appointment=first, by=None, on=today)
    assert councils_of(user) == {council.pk}
    end_appointment(appointment=second, by=None, on=today)
    assert councils_of(user) == set()


def test_a_former_manager_can_be_appointed_again(chief, area, police, councils, today):
    end_appointment(appointment=AreaAppointment.objects.get(), by=None, on=today)
    appoint_police_manager(area=area, user=chief, organisation=police, by=None, on=today)
    assert councils_of(chief) == {council.pk for council in councils}
    assert AreaAppointment.objects.count() == 1


def test_a_single_membership_as_police_manager_becomes_part_of_the_appointment(area, police, councils, today):
    user = make.person(Role.POLICE_MANAGER, council=councils[0], organisation=police)
    appoint_police_manager(area=area, user=user, organisation=police, by=None, on=today)
    assert not Membership.objects.filter(user=user, appointment=None).exists()


def test_an_ended_coverage_keeps_its_days(chief, area, councils, today):
    municipality = councils[0].municipalities.get()
    area.coverage.filter(municipality=municipality).update(from_day=date(2019, 1, 1))
    change_coverage(area=area, municipality=municipality, covered=False, by=None, on=today)
    row = area.coverage.get(municipality=municipality)
    assert (row.from_day, row.to_day) == (date(2019, 1, 1), today - ONE_DAY)


# From a council's own page


@pytest.fixture
def in_charge(client, chief, councils):
    client.force_login(make.person(Role.COORDINATOR, council=councils[0]))
    return confirm(client)


def test_a_coordinator_cannot_end_or_change_what_follows_from_an_area_and_is_told_why(in_charge, chief, councils):
    membership = Membership.objects.get(user=chief, council=councils[0])
    form = {"role": "police_manager", "organisation": membership.organisation_id}
    for name in ("change_member", "end_member"):
        answer = in_charge.post(reverse(f"councils:{name}", args=[councils[0].slug, membership.pk]), form)
        assert answer.status_code == 422
        assert "gäller alla områdets råd" in answer.content.decode()
    assert councils_of(chief) == {council.pk for council in councils}


def test_the_members_page_says_so_and_offers_no_ending(in_charge, chief, councils):
    membership = Membership.objects.get(user=chief, council=councils[0])
    answer = in_charge.get(reverse("councils:members", args=[councils[0].slug])).content.decode()
    assert "genom uppdrag i lokalpolisområdet" in answer
    assert reverse("councils:end_member", args=[councils[0].slug, membership.pk]) not in answer


def test_the_action_refuses_too(chief, councils):
    membership = Membership.objects.get(user=chief, council=councils[0])
    with pytest.raises(Refused, match="alla områdets råd"):
        end_member(membership=membership, by=None)
