"""From an empty database to a council whose coordinator has a way in; and what the site keeps for itself."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import get_resolver, reverse

from councils.access import council_permissions
from councils.actions.councils import open_council, sync_roles
from councils.models import AuditEntry, Council, Invitation, Organisation, PoliceArea, User
from councils.models.slugs import RESERVED_SLUGS
from councils.roles import PERMISSIONS_OF, Role
from tests import factories as make

pytestmark = pytest.mark.django_db
OPTIONS = {
    "municipality": "2513",
    "name": "BRÅ-gruppen i Överkalix",
    "slug": "overkalix",
    "coordinator_email": "Anna.Lindgren@overkalix.example",
    "coordinator_name": "Anna Lindgren",
    "coordinator_title": "säkerhetssamordnare",
}
PASSWORD = "korp på taket i Övertorneå"


def start(**changes):
    out = io.StringIO()
    call_command("start_council", **{**OPTIONS, **changes}, stdout=out)
    return out.getvalue()


def test_a_council_is_opened_and_its_coordinator_has_a_way_in(client):
    said = start(area="Östra Norrbotten")
    council = Council.objects.get(slug="overkalix")
    assert council.short_name == "Överkalix"
    assert set(Organisation.objects.values_list("kind", flat=True)) == {"municipality", "police"}
    assert PoliceArea.objects.get().name == "Östra Norrbotten"
    link = said.strip().splitlines()[-1].removeprefix("http://127.0.0.1:8000")
    assert link in mail.outbox[0].body
    assert client.get(link).status_code == 200
    form = {"name": "Anna Lindgren", "title": "", "password": PASSWORD, "password_again": PASSWORD}
    assert client.post(link, form).url == council.get_absolute_url()
    anna = User.objects.get(email="anna.lindgren@overkalix.example")
    assert council_permissions(anna) == {council.pk: PERMISSIONS_OF[Role.COORDINATOR]}
    assert client.get(reverse("councils:members", args=["overkalix"])).status_code == 200


def test_run_again_it_says_that_there_is_such_a_council_and_changes_nothing():
    start()
    with pytest.raises(CommandError, match="Det finns redan ett råd med det namnet.*Inget är ändrat"):
        start()
    assert Council.objects.count() == Invitation.objects.count() == len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"municipality": "9999"}, "Ingen kommun har koden 9999"),
        ({"slug": "konto"}, "används av webbplatsen själv"),
        ({"slug": "Över kalix"}, "Inget är ändrat"),
        ({"coordinator_email": "anna"}, "Inget är ändrat"),
        ({"name": ""}, "Inget är ändrat"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_made(changes, sentence):
    with pytest.raises(CommandError, match=sentence):
        start(**changes)
    assert not Council.objects.exists()
    assert not Organisation.objects.exists()
    assert not mail.outbox


def test_the_link_can_begin_with_another_address():
    assert "https://bra.overkalix.example/konto/inbjudan/" in start(address="https://bra.overkalix.example/")


# Addresses that the site keeps


def first_parts():
    """What every address in the site map begins with, where that is a word and not a council's."""
    for pattern in get_resolver().url_patterns:
        yield from _parts(pattern)


def _parts(pattern):
    route = str(pattern.pattern).removeprefix("^")
    if route.startswith(("<", "(")):
        return
    if "/" in route or not hasattr(pattern, "url_patterns"):
        yield route.split("/")[0]
    else:
        for one in pattern.url_patterns:
            yield from _parts(one)


def test_no_council_can_have_an_address_that_the_site_answers_on():
    parts = {part for part in first_parts() if part and "." not in part}
    assert {"konto", "sprak", "tillganglighet"} <= parts
    assert parts <= RESERVED_SLUGS
    assert {"static", "forvaltning", "admin"} <= RESERVED_SLUGS


@pytest.mark.parametrize("slug", sorted(RESERVED_SLUGS))
def test_a_kept_address_is_refused(slug):
    with pytest.raises(ValidationError, match="används av webbplatsen själv"):
        open_council(municipalities=[make.municipality()], name="Råd", short_name="Råd", slug=slug)


# Police managers


def test_a_police_manager_is_appointed_by_address_and_chooses_a_password_by_mail(
    client, django_capture_on_commit_callbacks
):
    start(area="Östra Norrbotten")
    mail.outbox.clear()
    appoint = {"area": "Östra Norrbotten", "email": "Karin@polisen.example", "name": "Karin", "title": "chef"}
    call_command("appoint_police_manager", **appoint, stdout=io.StringIO())
    karin = User.objects.get(email="karin@polisen.example")
    assert council_permissions(karin) == {Council.objects.get().pk: PERMISSIONS_OF[Role.POLICE_MANAGER]}
    assert not karin.has_usable_password()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_reset_password"), {"email": "karin@polisen.example"})
    assert "/konto/password/reset/key/" in mail.outbox[0].body
    call_command("appoint_police_manager", **appoint, end=True, stdout=io.StringIO())
    assert council_permissions(karin) == {}


@pytest.mark.parametrize(
    "changes",
    [{"area": "Finns inte"}, {"email": "karin"}, {"name": ""}, {"end": True}],
    ids=lambda one: next(iter(one)),
)
def test_an_appointment_that_cannot_be_is_refused(changes):
    make.police_area(name="Östra Norrbotten")
    values = {"area": "Östra Norrbotten", "email": "karin@polisen.example", "name": "Karin", **changes}
    with pytest.raises(CommandError, match="Inget är ändrat"):
        call_command("appoint_police_manager", **values)
    assert not User.objects.exists()


# The table of roles


def test_roles_are_brought_in_step_with_the_table():
    membership = make.member(Role.COORDINATOR)
    group = Group.objects.get(user=membership.user)
    rows = group.councilgroupobjectpermission_set
    rows.filter(permission__codename__in=["manage_members", "view_log"]).delete()
    assert council_permissions(membership.user)[membership.council_id] != PERMISSIONS_OF[Role.COORDINATOR]
    assert sync_roles() == [membership.council]
    assert council_permissions(membership.user)[membership.council_id] == PERMISSIONS_OF[Role.COORDINATOR]
    assert AuditEntry.objects.get(verb="sync_roles").details == {"roles": ["coordinator"]}
    assert sync_roles() == []


def test_what_the_table_no_longer_gives_is_taken_away():
    official = make.member(Role.OFFICIAL)
    coordinator = make.member(Role.COORDINATOR, council=official.council)
    more = Group.objects.get(user=coordinator.user).councilgroupobjectpermission_set.get(
        permission__codename="manage_members"
    )
    more.pk, more.group = None, Group.objects.get(user=official.user)
    more.save()
    call_command("sync_roles", stdout=io.StringIO())
    assert council_permissions(official.user)[official.council_id] == PERMISSIONS_OF[Role.OFFICIAL]
