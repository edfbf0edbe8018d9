"""The administration: not there unless asked for, invisible to all but superusers, and nothing done in it is unseen."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brapp import administration
from councils import audit
from councils.access import council_permissions
from councils.models import AuditEntry, Council, Organisation, User
from councils.roles import Role
from tests import factories as make
from tests.test_project import PRODUCTION, manage

pytestmark = pytest.mark.django_db

INDEX = "/forvaltning/"
ASK = "from django.conf import settings as s; from django.urls import reverse; print(s.ADMIN, reverse('admin:index'))"
MISSING = "/har-aldrig/funnits/har/"


@pytest.fixture
def superuser():
    return make.user(name="Driften", is_superuser=True)


@pytest.fixture
def inside(client, superuser):
    client.force_login(superuser)
    return client


def page(name, *args):
    return reverse(f"admin:councils_{name}", args=args)


def second_factor(user):
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})


# Whether it is there


@pytest.mark.pure
@pytest.mark.parametrize(("asked", "there"), [(None, False), ("0", False), ("1", True)])
def test_in_production_it_is_there_only_if_asked_for(asked, there):
    done = manage("shell", "-v", "0", "-c", ASK, **{**PRODUCTION, "BRAPP_ADMIN": asked})
    if there:
        assert done.stdout == "True /forvaltning/\n", done.stderr
    else:
        assert done.returncode != 0 and "NoReverseMatch" in done.stderr


@pytest.mark.pure
@pytest.mark.parametrize("asked", ["0", "1"])
def test_the_project_is_whole_with_it_and_without(asked):
    for arguments in (["check", "--deploy", "--fail-level", "WARNING"],):
        done = manage(*arguments, **{**PRODUCTION, "BRAPP_ADMIN": asked})
        assert done.returncode == 0, done.stderr


# Who comes in


def test_somebody_logged_out_is_sent_to_the_one_login(client):
    answer = client.get(page("council_changelist"))
    assert (answer.status_code, answer.url) == (302, "/konto/login/?next=/forvaltning/councils/council/")


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("method", ["get", "head", "options", "post", "put", "delete"])
def test_to_everybody_else_it_is_a_missing_page(client, role, method):
    client.force_login(make.person(role))
    here, missing = getattr(client, method)(INDEX), getattr(client, method)(MISSING)
    assert here.status_code == missing.status_code == 404
    assert (here.content, here.serialize_headers()) == (missing.content, missing.serialize_headers())


def test_a_sign_of_staff_is_not_enough(client):
    client.force_login(make.user(is_staff=True))
    assert client.get(INDEX).status_code == 404


def test_a_superuser_whose_account_is_closed_is_logged_out(inside, superuser):
    User.objects.filter(pk=superuser.pk).update(is_active=False)
    assert inside.get(INDEX).status_code == 302


def test_where_a_second_factor_is_required_a_password_is_not_enough(inside, superuser, settings):
    settings.MFA_REQUIRED = True
    assert inside.get(INDEX).status_code == 404
    second_factor(superuser)
    assert inside.get(INDEX).status_code == 200


@pytest.mark.pure
def test_production_requires_the_second_factor_if_nothing_else_is_said():
    ask = "from councils.second_factor import is_required; print(is_required())"
    done = manage("shell", "-v", "0", "-c", ask, **{**PRODUCTION, "BRAPP_ADMIN": "1"})
    assert done.stdout == "True\n", done.stderr


@pytest.mark.parametrize("way_in", ["login/", "logout/", "password_change/", "autocomplete/", "r/1/1/"])
def test_django_s_own_ways_in_and_out_are_not_there(inside, client, way_in):
    assert inside.get(INDEX + way_in).status_code == 404
    client.logout()
    assert client.get(INDEX + way_in).status_code == 404


def test_a_superuser_has_no_rights_in_any_council(inside, superuser):
    council = make.target().promise_set.council
    assert council_permissions(superuser) == {}
    assert inside.get(f"/{council.slug}/bra-gruppen/").status_code == 404


# What is there


def test_only_what_stands_above_the_councils_is_registered():
    registered = {model._meta.label for model in administration.site._registry}
    assert registered == {
        f"councils.{name}"
        for name in (
            "County",
            "PoliceRegion",
            "Municipality",
            "PoliceArea",
            "Organisation",
            "Council",
            "User",
            "AreaAppointment",
            "OversightAppointment",
            "AuditEntry",
        )
    }


def test_nothing_can_be_deleted(inside, superuser):
    request = type("Request", (), {"user": superuser})()
    for model_admin in administration.site._registry.values():
        assert not model_admin.has_delete_permission(request)
        assert model_admin.actions is None
    assert inside.post(f"/forvaltning/councils/council/{make.council().pk}/delete/", {"post": "yes"}).status_code == 404


def test_no_page_shows_what_is_inside_a_council(inside):
    target = make.target(label="Målet Qkanariefågel", promise=make.promise(wording="Löftet Qkanariefågel"))
    council = target.promise_set.council
    make.activity(
        targets=[target],
        note="Anteckningen Qkanariefågel",
        place=make.place(council=council, name="Platsen Qkanariefågel"),
    )
    Council.objects.filter(pk=council.pk).update(
        purpose="Uppdraget Qkanariefågel", independence_note="Upplysningen Qkanariefågel"
    )
    police, municipal = make.parties_of(council)
    for name, row in (("council", council), ("organisation", municipal), ("policearea", police.police_area)):
        for address in (page(f"{name}_changelist"), page(f"{name}_change", row.pk), page(f"{name}_history", row.pk)):
            answer = inside.get(address)
            assert answer.status_code == 200 and "Qkanariefågel" not in answer.content.decode()


def test_a_council_s_own_log_is_not_shown(inside, superuser):
    council = make.member().council
    own = AuditEntry.objects.get(council=council)
    of_the_site = audit.record(by=superuser, verb="administer")
    assert inside.get(page("auditentry_change", of_the_site.pk)).status_code == 200
    assert inside.get(page("auditentry_change", own.pk)).status_code == 302  # told that it does not exist
    assert "add_member" not in inside.get(page("auditentry_changelist")).content.decode()


def test_passwords_are_nowhere(inside):
    person = make.user(password="korp på taket i Övertorneå")
    shown = inside.get(page("user_change", person.pk)).content.decode()
    assert person.name in shown
    assert "argon2" not in shown and 'name="password"' not in shown


# What is done there


def form_of(row, *names, **changes):
    return {**{name: getattr(row, name) for name in names}, **changes}


def test_a_change_leaves_a_line_in_both_logs(inside, superuser):
    council = make.council()
    form = form_of(council, "name", "short_name", "slug", "kind", name="BRÅ i Norr")
    assert inside.post(page("council_change", council.pk), form).status_code == 302
    assert Council.objects.get(pk=council.pk).name == "BRÅ i Norr"
    line = AuditEntry.objects.get(verb="administer")
    assert (line.council, line.actor, line.object_type, line.object_id) == (council, superuser, "council", council.pk)
    assert line.details == {"act": "change", "model": "council", "key": str(council.pk), "fields": ["Namn"]}
    assert "BRÅ i Norr" not in json.dumps(line.details)
    assert LogEntry.objects.get().user == superuser


def test_a_row_with_a_key_in_text_is_logged_by_its_key(inside):
    municipality = make.municipality("2583")
    assert inside.post(page("municipality_change", "2583"), {"own_name": "Haparanda stad"}).status_code == 302
    line = AuditEntry.objects.get(verb="administer")
    assert (line.object_id, line.details["key"], line.council) == (None, municipality.pk, None)


def test_without_its_line_in_the_log_nothing_is_written(inside, monkeypatch):
    def fail(**details):
        raise RuntimeError("the log is full")

    organisation = make.organisation(name="Skolan", kind="other")
    monkeypatch.setattr(audit, "record", fail)
    form = form_of(organisation, "short_name", "kind", name="Gymnasiet")
    with transaction.atomic(), pytest.raises(RuntimeError):
        inside.post(page("organisation_change", organisation.pk), form)
    assert Organisation.objects.get(pk=organisation.pk).name == "Skolan"
    assert not LogEntry.objects.exists()


def test_a_new_council_has_the_rights_of_its_roles_at_once(inside):
    municipality = make.municipality()
    form = {"name": "BRÅ Ny", "short_name": "Ny", "slug": "ny", "kind": "local", "municipalities": [municipality.pk]}
    assert inside.post(page("council_add"), form).status_code == 302
    council = Council.objects.get(slug="ny")
    assert list(council.municipalities.all()) == [municipality]
    assert len(council.councilgroupobjectpermission_set.values("group").distinct()) == len(Role)
    lines = AuditEntry.objects.filter(council=council).order_by("sequence")
    assert [line.verb for line in lines] == ["open_council", "administer"]
    assert lines[1].details["act"] == "add"


def test_the_municipalities_of_a_council_are_not_changed_here(inside):
    council, other = make.council(), make.municipality("2583")
    before = list(council.municipalities.all())
    form = form_of(council, "name", "short_name", "slug", "kind", municipalities=[other.pk])
    inside.post(page("council_change", council.pk), form)
    assert list(council.municipalities.all()) == before


def test_an_account_is_closed_and_no_superuser_made(inside):
    person = make.user(title="Samordnare")
    form = {"name": person.name, "title": "", "is_superuser": "on", "email": "annan@example.org"}
    assert inside.post(page("user_change", person.pk), form).status_code == 302
    changed = User.objects.get(pk=person.pk)
    assert (changed.is_active, changed.is_superuser, changed.email) == (False, False, person.email)
    assert inside.get(f"{INDEX}councils/user/add/").status_code == 404


def test_nobody_shuts_themselves_out(inside, superuser):
    inside.post(page("user_change", superuser.pk), {"name": "Driften", "title": "Ny titel"})
    superuser.refresh_from_db()
    assert (superuser.is_active, superuser.title) == (True, "Ny titel")


def test_a_person_s_name_does_not_stay_in_django_s_log(inside):
    person = make.user(name="Namnet Namnsson")
    inside.post(page("user_change", person.pk), {"name": "Namnet Nytt", "is_active": "on"})
    entry = LogEntry.objects.get()
    assert entry.object_repr == f"user {person.pk}"
    assert "Namnet" not in entry.change_message


def test_a_personal_identity_number_is_refused_here_too(inside):
    organisation = make.organisation(name="Skolan")
    answer = inside.post(page("organisation_add"), {"name": "Hos 19121212-1212", "short_name": "x", "kind": "other"})
    assert answer.status_code == 200 and "personnummer" in answer.content.decode()
    assert list(Organisation.objects.all()) == [organisation]


def test_a_list_costs_the_same_however_long(inside):
    def queries(address):
        with CaptureQueriesContext(connection) as counted:
            assert inside.get(address).status_code == 200
        return len(counted)

    inside.get(INDEX)
    lists = [page(f"{name}_changelist") for name in ("council", "organisation", "policearea", "user", "municipality")]
    make.council()
    before = [queries(address) for address in lists]
    for _ in range(5):
        make.parties_of(make.council())
        make.user()
    assert [queries(address) for address in lists] == before


# How it is shown


@pytest.mark.parametrize("name", ["index", "councils_council_changelist", "councils_council_add"])
def test_its_pages_keep_to_the_strict_policy(inside, name):
    answer = inside.get(reverse(f"admin:{name}"))
    shown = answer.content.decode()
    policy = answer.headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= set(policy)
    assert "<style" not in shown and "style=" not in shown and "onclick" not in shown
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("lookup", ["password__startswith=argon2", "memberships=1", "logged_activities=1", "groups=1"])
def test_a_list_cannot_be_asked_for_more_than_it_shows(inside, lookup):
    answer = inside.get(f"{page('user_changelist')}?{lookup}")
    assert answer.status_code == 400
