"""Who follows many councils is appointed by name, for a region or the country, and everything of it is in the log."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from councils.actions.oversight import appoint_overseer, end_oversight
from councils.actions.people import erase_person
from councils.models import AuditEntry, OversightAppointment, PoliceRegion, User
from councils.roles import Role
from followup.own_data import own_data
from tests import factories as make

pytestmark = pytest.mark.django_db
NATION = reverse("followup:nation")


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def north():
    return PoliceRegion.objects.get_or_create(name="Nord")[0]


@pytest.fixture
def user():
    return make.user(email="nils.berg@example.org")


def appoint(*arguments):
    out = StringIO()
    call_command("appoint_overseer", "--email", "nils.berg@example.org", *arguments, stdout=out)
    return out.getvalue()


def test_an_appointment_opens_the_pages_at_once_and_its_end_shuts_them(client, user, today):
    client.force_login(user)
    assert client.get(NATION).status_code == 404
    appointment = appoint_overseer(user=user, region=None, by=None, on=today)
    assert client.get(NATION).status_code == 200
    end_oversight(appointment=appointment, by=None, on=today)
    assert client.get(NATION).status_code == 404


def test_one_that_begins_tomorrow_opens_nothing_today(client, user, today):
    appoint_overseer(user=user, region=None, by=None, on=today + timedelta(days=1))
    client.force_login(user)
    assert client.get(NATION).status_code == 404


def test_appointing_twice_is_once_and_after_the_end_again(user, north, today):
    first = appoint_overseer(user=user, region=north, by=None, on=today)
    assert appoint_overseer(user=user, region=north, by=None, on=today) == first
    end_oversight(appointment=first, by=None, on=today)
    assert not OversightAppointment.objects.on(today).exists()
    appoint_overseer(user=user, region=north, by=None, on=today)
    assert OversightAppointment.objects.on(today).get() == first
    assert [line.verb for line in AuditEntry.objects.filter(council=None).order_by("sequence")] == [
        "appoint_overseer",
        "end_oversight",
        "appoint_overseer",
    ]


def test_a_region_and_the_country_are_two_appointments_and_each_is_one(user, north, today):
    for region in (north, None):
        appoint_overseer(user=user, region=region, by=None, on=today)
        with pytest.raises(IntegrityError), transaction.atomic():
            make.oversight(user=user, region=region)


def test_the_line_in_the_log_says_who_and_where(user, north, today):
    by = make.user()
    appoint_overseer(user=user, region=north, by=by, on=today)
    line = AuditEntry.objects.get(verb="appoint_overseer")
    assert (line.council, line.actor) == (None, by)
    assert line.details == {"user": user.pk, "region": north.pk}


def test_the_command_makes_the_account_and_says_how_to_get_in():
    said = appoint("--name", "Nils Berg", "--title", "verksamhetsutvecklare")
    assert "följer alla råd i hela landet" in said
    assert "Glömt lösenordet?" in said
    user = User.objects.get(email="nils.berg@example.org")
    assert (user.name, user.title, user.has_usable_password()) == ("Nils Berg", "verksamhetsutvecklare", False)
    assert user.oversight_appointments.get().region is None


@pytest.mark.parametrize("name", ["Nord", "Polisregion Nord"])
def test_the_command_knows_a_region_by_its_name(user, north, name):
    assert appoint("--region", name) == "nils.berg@example.org följer alla råd i polisregion Nord.\n"
    assert "följer inte längre råden i polisregion Nord" in appoint("--region", name, "--end")
    assert not OversightAppointment.objects.on(timezone.localdate()).exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--region", "Månen", "--name", "Nils"], "Polisregionen Månen finns inte. De som finns:"),
        ([], "Ange --name"),
        (["--end"], "följer inte råden i hela landet"),
        (["--email", "ingen adress", "--name", "Nils"], "är ingen e-postadress"),
    ],
)
def test_what_the_command_cannot_do_it_says_and_changes_nothing(arguments, said):
    with pytest.raises(CommandError, match=said):
        appoint(*arguments)
    assert not OversightAppointment.objects.exists()
    assert not User.objects.filter(email="nils.berg@example.org").exists()


def test_who_only_reads_needs_no_second_factor_and_who_writes_somewhere_needs_it_here_too(client, user, settings):
    settings.MFA_REQUIRED = True
    make.oversight(user=user)
    client.force_login(user)
    assert client.get(NATION).status_code == 200
    make.member(Role.OFFICIAL, user=user)
    assert client.get(NATION).status_code == 200
    make.member(Role.FIELD_USER, user=user)
    assert client.get(NATION)["Location"] == reverse("mfa_index")


def test_to_whom_the_pages_do_not_exist_the_second_factor_is_not_asked_for(client, settings):
    settings.MFA_REQUIRED = True
    client.force_login(make.person(Role.COORDINATOR))
    assert client.get(NATION).status_code == 404


def test_nobody_follows_councils_without_an_open_account(client, user):
    make.oversight(user=user)
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(NATION).status_code == 302


def test_who_is_erased_follows_nothing_any_more(user, today):
    make.oversight(user=user)
    erase_person(user=user)
    assert not OversightAppointment.objects.on(today).exists()


def test_the_appointment_is_among_what_the_site_keeps_about_a_person(client, user, north):
    make.oversight(user=user, region=north)
    assert own_data(user)["oversight"] == [{"region": "Nord", "from_day": None, "to_day": None}]
    client.force_login(user)
    assert "polisregion Nord" in client.get(reverse("followup:own_data")).content.decode()


def test_who_follows_one_thing_and_is_in_no_council_begins_there(client, user, north):
    client.force_login(user)
    make.oversight(user=user, region=north)
    assert client.get("/")["Location"] == reverse("followup:region", args=[north.pk])
    make.oversight(user=user)
    page = client.get("/").content.decode()
    assert NATION in page
    assert reverse("followup:region", args=[north.pk]) in page
    assert "Du är inte med i något råd" not in page


def test_who_is_in_a_council_as_well_chooses_where_to_go(client, user):
    make.oversight(user=user)
    council = make.member(Role.COORDINATOR, user=user).council
    client.force_login(user)
    page = client.get("/").content.decode()
    assert NATION in page
    assert reverse("followup:current_overview", args=[council.slug]) in page
