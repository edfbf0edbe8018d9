"""One's own account: what is said of one, who is logged in as one, and to be forgotten."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from councils.access import council_permissions
from councils.actions.areas import appoint_police_manager
from councils.actions.people import SIGN_IN_TABLES, erase_person
from councils.forms.people import ProfileForm
from councils.models import AreaAppointment, AuditEntry, Invitation, Membership, SeatHolder, User
from councils.roles import Role
from tests import factories as make
from tests.signing_in import confirm

pytestmark = pytest.mark.django_db
PASSWORD = "korp på taket i Övertorneå"
PROFILE, ERASE = "councils:profile", "councils:erase_me"


@pytest.fixture
def person():
    user = make.user(name="Maria Aho", email="maria.aho@example.org", title="drogförebyggare", password=PASSWORD)
    make.member(Role.MEMBER, user=user)
    return user


@pytest.fixture
def oneself(client, person):
    client.force_login(person)
    return client


def erase(browser, word="radera"):
    return confirm(browser).post(reverse(ERASE), {"word": word})


# Name and office


def test_name_and_office_can_be_changed_and_the_address_not(oneself, person):
    form = {"name": "Maria Aho Berg", "title": "", "email": "annan@example.org", "is_staff": "on"}
    assert oneself.post(reverse(PROFILE), form).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.title, person.email) == ("Maria Aho Berg", "", "maria.aho@example.org")
    assert not person.is_staff


def test_the_log_says_which_facts_were_changed_and_not_to_what(oneself, person):
    oneself.post(reverse(PROFILE), {"name": "Maria Aho Berg", "title": "drogförebyggare", "gets_reminders": "on"})
    entry = AuditEntry.objects.get(verb="change_profile")
    assert entry.details == {"fields": ["name"]}
    assert entry.council is None


@pytest.mark.parametrize("name", ["", "   ", "Maria 19121212-1212", "x" * 121])
def test_a_name_that_cannot_be_is_refused(oneself, person, name):
    assert oneself.post(reverse(PROFILE), {"name": name, "title": "a"}).status_code == 422
    person.refresh_from_db()
    assert person.name == "Maria Aho"


def test_the_page_tells_for_whom_one_acts_and_where(oneself, person):
    membership = person.memberships.get()
    page = oneself.get(reverse(PROFILE)).content.decode()
    assert membership.council.name in page
    assert f"för {membership.organisation.name}" in page


def test_reminders_by_mail_are_turned_off_and_on_again(oneself, person):
    form = {"name": person.name, "title": person.title}
    page = oneself.get(reverse(PROFILE)).content.decode()
    assert re.search(r'<input type="checkbox" name="gets_reminders"[^>]* checked', page)
    for ticked, wants in (({}, False), ({"gets_reminders": "on"}, True)):
        assert oneself.post(reverse(PROFILE), form | ticked).status_code == 302
        person.refresh_from_db()
        assert person.gets_reminders is wants
    assert AuditEntry.objects.filter(verb="change_profile", details={"fields": ["gets_reminders"]}).count() == 2


# Sessions


def test_logging_out_everywhere_keeps_only_this_session(oneself, person):
    elsewhere = type(oneself)()
    elsewhere.force_login(person)
    assert elsewhere.get(reverse(PROFILE)).status_code == 200
    assert oneself.post(reverse("councils:log_out_everywhere")).status_code == 302
    assert oneself.get(reverse(PROFILE)).status_code == 200
    answer = elsewhere.get(reverse(PROFILE))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_a_session_signed_with_an_earlier_secret_key_ends_too(oneself, person, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "en ny nyckel som är lång nog för att duga här"
    assert oneself.get(reverse(PROFILE)).status_code == 200  # a change of key logs nobody out
    hashes = [person.get_session_auth_hash(), *person.get_session_auth_fallback_hash()]
    person.end_sessions()
    assert not set(hashes) & {person.get_session_auth_hash(), *person.get_session_auth_fallback_hash()}


# To be forgotten


@pytest.fixture
def done(person):
    membership = person.memberships.get()
    target = make.target(council=membership.council)
    make.seat(council=membership.council, function="Drogförebyggare", holder=person)
    make.activity(targets=[target], by=person, note="Hemlig anteckning")
    make.activity(targets=[target], by=make.user(name="Någon Annan"))
    make.reminder(user=person, things=[f"parts:{membership.council_id}"])
    return membership


def test_erased_one_is_a_number_with_an_office(oneself, person, done):
    assert erase(oneself).url == reverse("account_login")
    person.refresh_from_db()
    assert person.name == f"Tidigare användare {person.pk}"
    assert person.email.endswith(".invalid")
    assert person.title == "drogförebyggare"
    assert not person.has_usable_password()
    assert not person.is_active
    assert person.pseudonymised_at
    assert not person.reminders.exists()
    assert council_permissions(person) == {}
    assert not person.groups.exists()
    assert not SeatHolder.objects.on(timezone.localdate()).filter(user=person).exists()


def test_no_table_holds_the_name_or_address_of_the_erased(oneself, person, done):
    EmailAddress.objects.create(user=person, email=person.email, primary=True)
    make.invitation(email=person.email, name=person.name)
    Invitation.objects.create(
        council=done.council,
        email=person.email,
        name=person.name,
        role="member",
        organisation=done.organisation,
        token_sha256="0" * 64,
        invited_at=timezone.now(),
        expires_at=timezone.now(),
        accepted_at=timezone.now(),
        accepted_by=person,
    )
    erase(oneself)
    left = []
    for model in apps.get_models():
        if model._meta.label == "sessions.Session":
            continue
        for row in model._default_manager.values():
            text = str(row)
            if "Maria Aho" in text or "maria.aho@" in text:
                left.append((model._meta.label, text))
    assert left == []
    assert not Invitation.objects.open().exists()


def test_ways_to_sign_in_go_from_every_table_that_is_there(person):
    assert SIGN_IN_TABLES["allauth.account"] == EmailAddress._meta.label
    EmailAddress.objects.create(user=person, email=person.email, primary=True)
    other = EmailAddress.objects.create(user=make.user(), email="annan@example.org", primary=True)
    erase_person(user=person)
    assert list(EmailAddress.objects.all()) == [other]


def test_everybody_logged_in_as_the_erased_is_out_and_nobody_logs_in_again(oneself, person):
    elsewhere = type(oneself)()
    elsewhere.force_login(person)
    erase(oneself)
    for browser in (oneself, elsewhere):
        assert browser.get(reverse(PROFILE)).status_code == 302
    answer = elsewhere.post(reverse("account_login"), {"login": "maria.aho@example.org", "password": PASSWORD})
    assert answer.status_code == 200
    assert "Fel e-postadress eller lösenord" in answer.content.decode()


def test_the_log_says_that_somebody_was_erased_and_not_who(oneself, person):
    erase(oneself)
    entry = AuditEntry.objects.get(verb="erase_person")
    assert (entry.object_id, entry.details) == (person.pk, {})


def test_what_was_logged_stands_without_the_name(oneself, person, done):
    erase(oneself)
    oneself.force_login(make.person(Role.COORDINATOR, council=done.council))
    activity = done.council.activities.get(logged_by=person)
    page = oneself.get(activity.get_absolute_url()).content.decode()
    assert f"Tidigare användare {person.pk}" in page
    assert "Maria Aho" not in page


def test_the_only_coordinator_hands_over_first(client):
    coordinator = make.member(Role.COORDINATOR, user=make.user(password=PASSWORD))
    client.force_login(coordinator.user)
    answer = erase(client)
    assert answer.status_code == 422
    assert f"Du är ensam samordnare i {coordinator.council.name}" in answer.content.decode()
    assert User.objects.get(pk=coordinator.user_id).pseudonymised_at is None
    make.member(Role.COORDINATOR, council=coordinator.council)
    assert erase(client).status_code == 302


def test_a_police_manager_s_appointments_end_with_the_person(client):
    council, today = make.council(), timezone.localdate()
    area = make.police_area(municipalities=council.municipalities.all())
    chief = make.user()
    police = make.organisation(kind="police", police_area=area)
    appoint_police_manager(area=area, user=chief, organisation=police, by=None, on=today)
    erase_person(user=chief)
    assert not AreaAppointment.objects.on(today).exists()
    assert not Membership.objects.filter(user=chief, ended_at=None).exists()


@pytest.mark.parametrize("word", ["", "ja", "radera mig"])
def test_without_the_word_nobody_is_erased(oneself, person, word):
    assert erase(oneself, word).status_code == 422
    assert User.objects.get(pk=person.pk).name == "Maria Aho"


def test_the_password_is_asked_for_again_before_the_erasing(oneself, person):
    answer = oneself.post(reverse(ERASE), {"word": "radera"})
    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert User.objects.get(pk=person.pk).name == "Maria Aho"


def test_a_name_pasted_with_a_line_break_is_one_line():
    form = ProfileForm({"name": "Anna\n Lindgren\t", "title": ""})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Anna Lindgren"
