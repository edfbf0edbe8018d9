"""Who is in a council: changed and ended by its coordinators, at once, and never so that nobody is left to do it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from councils.access import council_permissions, open_gate
from councils.actions.members import Refused, add_member, change_member, end_member
from councils.models import AreaAppointment, AuditEntry, Membership, SeatHolder
from councils.roles import PERMISSIONS_OF, Role, may_act_for
from tests import factories as make
from tests.signing_in import confirm

pytestmark = pytest.mark.django_db
ONE_DAY = timedelta(days=1)


@pytest.fixture
def coordinator():
    return make.member(Role.COORDINATOR)


@pytest.fixture
def council(coordinator):
    return coordinator.council


@pytest.fixture
def in_charge(client, coordinator):
    """A browser where the coordinator is logged in and has just given the password again."""
    coordinator.user.set_password("korp på taket i Övertorneå")
    coordinator.user.save()
    client.force_login(coordinator.user)
    return confirm(client)


def page(name, membership):
    return reverse(f"councils:{name}", args=[membership.council.slug, membership.pk])


def form(membership, **changes):
    values = {"role": membership.role, "organisation": membership.organisation_id, "from_day": "", "to_day": ""}
    return {**values, **changes}


# Reading


def test_everybody_in_the_council_reads_who_is_in_it(client, council):
    official = make.member(Role.OFFICIAL, council=council, user=make.user(name="Per Nilsson", title="kommundirektör"))
    client.force_login(official.user)
    answer = client.get(reverse("councils:members", args=[council.slug])).content.decode()
    assert "Per Nilsson, kommundirektör" in answer
    assert "Bjud in" not in answer
    assert "@example.org" not in answer.replace(official.user.email, "")


def test_those_who_come_and_those_who_have_left_stand_by_themselves(in_charge, council):
    today = timezone.localdate()
    make.member(Role.MEMBER, council=council, user=make.user(name="Kommer Snart"), from_day=today + ONE_DAY)
    make.member(Role.MEMBER, council=council, user=make.user(name="Har Slutat"), to_day=today - ONE_DAY)
    context = in_charge.get(reverse("councils:members", args=[council.slug])).context
    assert [one.membership.user.name for one in context["coming"]] == ["Kommer Snart"]
    assert [one.membership.user.name for one in context["ended"]] == ["Har Slutat"]


def test_the_page_takes_as_many_queries_for_twenty_as_for_two(client, council):
    reader = make.person(Role.OFFICIAL, council=council)
    client.force_login(reader)
    address = reverse("councils:members", args=[council.slug])
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(20):
        person = make.person(Role.MEMBER, council=council)
        make.seat(council=council, function=f"Plats {number} i rådet", holder=person)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


# Changing


def test_a_new_role_is_a_new_membership_and_the_old_one_has_ended(in_charge, coordinator):
    member = make.member(Role.FIELD_USER, council=coordinator.council)
    answer = in_charge.post(page("change_member", member), form(member, role="official"))
    assert answer.status_code == 302
    assert council_permissions(member.user)[member.council_id] == PERMISSIONS_OF[Role.OFFICIAL]
    member.refresh_from_db()
    assert member.ended_at and member.ended_by == coordinator.user
    assert not member.user.groups.filter(name__endswith="field_user").exists()


def test_organisation_and_days_change_on_the_same_row(coordinator):
    member = make.member(Role.FIELD_USER, council=coordinator.council)
    police, _ = make.parties_of(coordinator.council)
    first, last = date(2019, 1, 1), timezone.localdate() + ONE_DAY
    change_member(
        membership=member, by=coordinator.user, role="field_user", organisation=police, from_day=first, to_day=last
    )
    member.refresh_from_db()
    assert (member.organisation, member.from_day, member.to_day) == (police, first, last)
    entry = AuditEntry.objects.get(verb="change_member")
    assert entry.details["before"]["organisation"] != entry.details["after"]["organisation"]


def test_nobody_changes_their_own_membership(in_charge, coordinator):
    answer = in_charge.post(page("change_member", coordinator), form(coordinator, role="official"))
    assert answer.status_code == 422
    assert "Ditt eget medlemskap kan du inte ändra" in answer.content.decode()
    coordinator.refresh_from_db()
    assert coordinator.ended_at is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"role": "police_manager"}, "Välj i listan"),
        ({"role": "king"}, "Välj i listan"),
        ({"to_day": "2019-01-01"}, "Sista dagen har redan varit"),
        ({"from_day": "2099-02-01", "to_day": "2099-01-01"}, "Sista dagen måste vara samma dag"),
        ({"from_day": "i går"}, "Skriv datumet som år-månad-dag"),
        ({"organisation": 10**30}, "Välj i listan"),
        ({"role": "a\0b"}, "Välj i listan"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_stored(in_charge, council, changes, sentence):
    member = make.member(Role.FIELD_USER, council=council)
    before = Membership.objects.values().get(pk=member.pk)
    answer = in_charge.post(page("change_member", member), form(member, **changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Membership.objects.values().get(pk=member.pk) == before


def test_an_organisation_of_another_council_is_no_choice(in_charge, council):
    member, foreign = make.member(Role.FIELD_USER, council=council), make.member()
    answer = in_charge.post(page("change_member", member), form(member, organisation=foreign.organisation_id))
    assert answer.status_code == 422


def test_police_managers_act_for_the_police_and_coordinators_do_not():
    assert may_act_for(Role.POLICE_MANAGER, "police")
    assert not may_act_for(Role.POLICE_MANAGER, "municipality")
    assert not may_act_for(Role.COORDINATOR, "police")
    assert may_act_for(Role.FIELD_USER, "police")


# Ending


def test_an_ended_member_is_logged_out_at_the_next_request_everywhere(in_charge, council, client_class):
    member = make.member(Role.FIELD_USER, council=council)
    other_council = make.member(Role.MEMBER, user=member.user).council
    browsers = [client_class(), client_class()]
    for browser in browsers:
        browser.force_login(member.user)
        assert browser.get(f"/{council.slug}/bra-gruppen/").status_code == 200
    assert in_charge.post(page("end_member", member)).status_code == 302
    for browser in browsers:
        answer = browser.get(f"/{council.slug}/bra-gruppen/")
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_login"))
    assert council_permissions(member.user).keys() == {other_council.pk}


@pytest.fixture
def client_class(client):
    return type(client)


def test_what_an_ended_member_did_stays_with_name_and_office(in_charge, council):
    member = make.member(Role.FIELD_USER, council=council, user=make.user(name="Erik Lahti"))
    activity = make.activity(council=council, by=member.user)
    in_charge.post(page("end_member", member))
    assert "Erik Lahti" in in_charge.get(activity.get_absolute_url()).content.decode()


def test_a_membership_that_began_today_or_has_not_begun_ends_now_too(coordinator):
    for from_day in (timezone.localdate(), timezone.localdate() + ONE_DAY):
        member = make.member(Role.MEMBER, council=coordinator.council, from_day=from_day)
        end_member(membership=member, by=coordinator.user)
        assert council_permissions(member.user) == {}


def test_the_seat_is_left_only_when_asked_for(in_charge, council):
    people = [make.member(Role.MEMBER, council=council) for _ in range(2)]
    for member in people:
        make.seat(council=council, holder=member.user)
    in_charge.post(page("end_member", people[0]), {"leaves_seats": "on"})
    in_charge.post(page("end_member", people[1]))
    today = timezone.localdate()
    assert [row.user for row in SeatHolder.objects.on(today)] == [people[1].user]


def test_a_former_holder_is_not_shown_on_the_seat(in_charge, council):
    member = make.member(Role.MEMBER, council=council, user=make.user(name="Har Slutat"))
    make.seat(council=council, holder=member.user)
    in_charge.post(page("end_member", member), {"leaves_seats": "on"})
    assert "Har Slutat" not in in_charge.get(f"/{council.slug}/bra-gruppen/").content.decode()


def test_the_last_coordinator_cannot_leave(in_charge, coordinator):
    answer = in_charge.post(page("end_member", coordinator))
    assert answer.status_code == 422
    assert "Rådet måste ha minst en samordnare" in answer.content.decode()
    assert council_permissions(coordinator.user)


def test_the_last_coordinator_reads_why_before_trying(in_charge, coordinator):
    shown = in_charge.get(page("end_member", coordinator)).content.decode()
    assert "Rådet måste ha minst en samordnare" in shown
    assert "Avsluta medlemskapet" not in shown
    make.member(Role.COORDINATOR, council=coordinator.council)
    shown = in_charge.get(page("end_member", coordinator)).content.decode()
    assert "Avsluta ditt medlemskap" in shown
    assert "Avsluta medlemskapet" in shown


def test_ones_own_and_an_area_s_membership_are_explained_instead_of_offered(in_charge, coordinator):
    own = in_charge.get(page("change_member", coordinator)).content.decode()
    assert "Ditt eget medlemskap kan du inte ändra" in own
    assert 'name="role"' not in own
    manager = make.member(Role.POLICE_MANAGER, council=coordinator.council)
    manager.appointment = AreaAppointment.objects.create(
        user=manager.user, area=make.police_area(), organisation=manager.organisation
    )
    manager.save()
    shown = in_charge.get(page("change_member", manager)).content.decode()
    assert "<title>Uppdrag i lokalpolisområde" in shown
    assert 'name="role"' not in shown


def test_who_has_left_stands_once_and_not_while_they_are_here(in_charge, council):
    today = timezone.localdate()
    names = {}
    for name, days in (("Åsa", 3), ("Zara", 3), ("Bo", 1), ("Här", 2)):
        names[name] = make.user(name=f"{name} Ek")
        make.member(Role.MEMBER, council=council, user=names[name], to_day=today - days * ONE_DAY)
    make.member(Role.FIELD_USER, council=council, user=names["Bo"], to_day=today - 9 * ONE_DAY)
    make.member(Role.FIELD_USER, council=council, user=names["Här"])
    shown = in_charge.get(f"/{council.slug}/medlemmar/").content.decode()
    left = shown[shown.index("Har varit med") :]
    assert left.index("Bo Ek") < left.index("Zara Ek") < left.index("Åsa Ek")
    assert left.count("Bo Ek") == 1
    assert "Här Ek" not in left


def test_an_address_for_a_button_says_so_when_it_is_opened(in_charge, client_class):
    address = reverse("councils:log_out_everywhere")
    answers = [in_charge.get(address), in_charge.get(f"{address}?a=b")]
    assert [answer.status_code for answer in answers] == [405, 405]
    assert answers[0]["Allow"] == "POST"
    assert "tar bara emot det som skickas med en knapp" in answers[0].content.decode()
    assert answers[0].content == answers[1].content


def test_a_coordinator_leaves_when_another_remains(in_charge, coordinator):
    make.member(Role.COORDINATOR, council=coordinator.council)
    assert in_charge.post(page("end_member", coordinator)).status_code == 302
    assert council_permissions(coordinator.user) == {}


@pytest.mark.parametrize("why", ["deactivated", "ended yesterday", "begins tomorrow", "of another council"])
def test_a_coordinator_who_cannot_act_today_does_not_count_as_another(coordinator, why):
    today = timezone.localdate()
    days = {"ended yesterday": {"to_day": today - ONE_DAY}, "begins tomorrow": {"from_day": today + ONE_DAY}}
    council = None if why == "of another council" else coordinator.council
    make.member(Role.COORDINATOR, council=council, user=make.user(is_active=why != "deactivated"), **days.get(why, {}))
    with pytest.raises(Refused, match="minst en samordnare"):
        end_member(membership=coordinator, by=coordinator.user)


def test_two_coordinators_cannot_end_each_other(coordinator):
    other = make.member(Role.COORDINATOR, council=coordinator.council)
    end_member(membership=other, by=coordinator.user)
    with pytest.raises(Refused):
        end_member(membership=coordinator, by=other.user)


def test_ending_twice_is_once(coordinator):
    member = make.member(Role.MEMBER, council=coordinator.council)
    for _ in range(2):
        end_member(membership=member, by=coordinator.user)
    assert AuditEntry.objects.filter(verb="end_member", object_id=member.pk).count() == 1


def test_whoever_left_comes_back_with_every_right_of_the_role(coordinator):
    member = make.member(Role.MEMBER, council=coordinator.council)
    end_member(membership=member, by=coordinator.user)
    back = add_member(
        council=member.council, user=member.user, role="member", organisation=member.organisation, by=coordinator.user
    )
    assert back.pk == member.pk
    assert council_permissions(member.user) == {member.council_id: PERMISSIONS_OF[Role.MEMBER]}
    assert AuditEntry.objects.filter(verb="renew_member").count() == 1


# Who may, and how surely it is they


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_others_than_coordinators_are_refused(client, council, role):
    client.force_login(make.person(role, council=council))
    member = make.member(Role.MEMBER, council=council)
    for name in ("change_member", "end_member"):
        assert client.get(page(name, member)).status_code == 403
        assert client.post(page(name, member), form(member)).status_code == 403


@pytest.mark.parametrize("name", ["change_member", "end_member"])
def test_the_password_is_asked_for_again_first(client, coordinator, name):
    coordinator.user.set_password("korp på taket i Övertorneå")
    coordinator.user.save()
    client.force_login(coordinator.user)
    member = make.member(Role.MEMBER, council=coordinator.council)
    for answer in (client.get(page(name, member)), client.post(page(name, member), form(member, role="official"))):
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_reauthenticate"))
    assert Membership.objects.get(pk=member.pk).ended_at is None


def test_what_was_sent_is_done_once_the_password_is_given(client, coordinator):
    coordinator.user.set_password("korp på taket i Övertorneå")
    coordinator.user.save()
    client.force_login(coordinator.user)
    member = make.member(Role.MEMBER, council=coordinator.council)
    asked = client.post(page("change_member", member), form(member, role="official"))
    client.post(asked.url, {"password": "korp på taket i Övertorneå"})
    assert council_permissions(member.user)[member.council_id] == PERMISSIONS_OF[Role.OFFICIAL]


def test_a_foreign_membership_answers_as_a_missing_one(in_charge, council):
    foreign = make.member(Role.MEMBER)
    for name in ("change_member", "end_member"):
        answers = [
            in_charge.post(reverse(f"councils:{name}", args=[council.slug, pk]), {"role": "official"})
            for pk in (foreign.pk, foreign.pk + 10_000)
        ]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content
    foreign.refresh_from_db()
    assert foreign.ended_at is None


# For whom one acts


def test_with_several_roles_one_acts_by_the_highest_in_the_table(rf, council):
    _police, municipal = make.parties_of(council)
    user = make.person(Role.MEMBER, council=council, organisation=make.organisation(name="Skolan"))
    make.member(Role.COORDINATOR, council=council, user=user, organisation=municipal)
    request = rf.get("/")
    request.user = user
    gate = open_gate(request, council.slug)
    assert gate.organisation == municipal
    assert gate.acts_for_one_of_several


def test_the_header_says_for_whom_when_there_are_several(client, council):
    _police, municipal = make.parties_of(council)
    user = make.person(Role.MEMBER, council=council, organisation=make.organisation(name="Skolan"))
    client.force_login(user)
    address = reverse("councils:council", args=[council.slug])
    assert f"för {municipal.short_name}" not in client.get(address).content.decode()
    make.member(Role.COORDINATOR, council=council, user=user, organisation=municipal)
    assert f"för {municipal.short_name}" in client.get(address).content.decode()


def test_one_changes_council_from_the_header_with_as_many_queries_for_ten(client):
    user = make.person(Role.OFFICIAL, council=make.council(short_name="Övertorneå"))
    make.member(Role.OFFICIAL, user=user, council=make.council(short_name="Arjeplog"))
    ended = make.member(Role.OFFICIAL, user=user, council=make.council(short_name="Kalix"))
    end_member(membership=ended, by=None)
    client.force_login(type(user).objects.get(pk=user.pk))
    address = reverse("councils:members", args=[user.memberships.first().council.slug])
    with CaptureQueriesContext(connection) as few:
        text = client.get(address).content.decode()
    assert text.index("Arjeplog</a>") < text.index("Övertorneå</a>")
    assert "Kalix" not in text
    for _ in range(8):
        make.member(Role.OFFICIAL, user=user)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


def test_nobody_is_of_both_the_police_and_another_party_in_a_council(council):
    police, municipal = make.parties_of(council)
    user = make.person(Role.FIELD_USER, council=council, organisation=police)
    with pytest.raises(Refused, match="både polisen och en annan part"):
        add_member(council=council, user=user, role=Role.MEMBER, organisation=municipal, by=None)
    assert [row.organisation for row in user.memberships.all()] == [police]


def test_one_party_does_not_choose_who_signs_for_the_other(council, coordinator):
    police, _municipal = make.parties_of(council)
    officer = make.member(Role.FIELD_USER, council=council, organisation=police)
    days = {"from_day": None, "to_day": None}
    with pytest.raises(Refused, match="utses för hela lokalpolisområdet"):
        change_member(membership=officer, by=coordinator.user, role=Role.POLICE_MANAGER, organisation=police, **days)
    officer.refresh_from_db()
    assert officer.role == Role.FIELD_USER
