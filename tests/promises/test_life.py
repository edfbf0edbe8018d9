"""From signed to published to closed, what stops it, and how the page of the promises tells where they are."""

from datetime import date
from io import StringIO
from types import SimpleNamespace

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from councils.models import AuditEntry
from councils.roles import Role
from promises.actions.life import NotNow, NotOverYet, close_promise_set, publish_promise_set
from promises.codes import SetStatus
from promises.models import PromiseSet, Signature, Target
from promises.wording import rule_sentence
from tests import factories as make
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

STATUSES = ("draft", "shared", "signed", "published", "closed", "superseded")


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel("2020-01-15T12:00:00+01:00"):
        yield


@pytest.fixture
def world():
    council = make.council(slug="overkalix")
    people = {role.name.lower(): make.person(role, council=council) for role in Role}
    world = SimpleNamespace(council=council, **people)
    world.promise_set = make.promise_set(council=council, slug="2019", status="shared")
    world.target = make.target(promise=make.promise(promise_set=world.promise_set))
    return world


def signed(world, **fields):
    PromiseSet.objects.filter(pk=world.promise_set.pk).update(**fields)
    world.promise_set.refresh_from_db()
    world.promise_set = make.signed(world.promise_set, people=[world.police_manager, world.coordinator])
    return world.promise_set


def page(world, name="promise_set"):
    return reverse(f"promises:{name}", args=["overkalix", "2019"])


def put(world, status):
    PromiseSet.objects.filter(pk=world.promise_set.pk).update(status=status, superseded_on=date(2019, 12, 1))
    world.promise_set.refresh_from_db()


def status_of(world):
    return PromiseSet.objects.get(pk=world.promise_set.pk).status


def verify():
    out = StringIO()
    try:
        call_command("verify_promises", stdout=out)
    except SystemExit as stop:
        return stop.code, out.getvalue()
    return 0, out.getvalue()


# Publishing


def test_signed_promises_are_published_once(client, world):
    signed(world)
    sign_in(client, world.coordinator)
    assert "Det här kan alla läsa" in client.get(page(world, "publish_promise_set")).content.decode()
    assert client.post(page(world, "publish_promise_set"))["Location"] == page(world)
    row = PromiseSet.objects.get(pk=world.promise_set.pk)
    assert (row.status, row.published_by) == ("published", world.coordinator)
    client.post(page(world, "publish_promise_set"))
    publish_promise_set(promise_set=row, by=world.police_manager, at=timezone.now())
    assert PromiseSet.objects.get(pk=row.pk).published_by == world.coordinator
    assert AuditEntry.objects.filter(verb="publish_promise_set").count() == 1


@pytest.mark.parametrize("status", [status for status in STATUSES if status != "signed"])
def test_only_signed_promises_are_published(client, world, status):
    put(world, status)
    sign_in(client, world.coordinator)
    answer = client.post(page(world, "publish_promise_set"), follow=True)
    assert "Bara undertecknade löften kan publiceras." in answer.content.decode()
    with pytest.raises(NotNow):
        publish_promise_set(promise_set=world.promise_set, by=world.coordinator, at=timezone.now())
    assert status_of(world) == status


# Closing


def test_promises_are_closed_when_their_period_is_over(client, world):
    put(world, "published")
    sign_in(client, world.police_manager)
    assert client.get(page(world, "close_promise_set")).status_code == 200
    client.post(page(world, "close_promise_set"))
    row = PromiseSet.objects.get(pk=world.promise_set.pk)
    assert (row.status, row.closed_by) == ("closed", world.police_manager)
    assert not Target.objects.open_for_logging(on=date(2020, 1, 15)).exists()
    close_promise_set(promise_set=row, by=world.coordinator, at=timezone.now(), on=date(2020, 1, 15))
    assert AuditEntry.objects.filter(verb="close_promise_set").count() == 1


def test_promises_that_run_are_not_closed(client, world):
    PromiseSet.objects.filter(pk=world.promise_set.pk).update(status="published", last_day=date(2020, 1, 15))
    sign_in(client, world.coordinator)
    answer = client.post(page(world, "close_promise_set"), follow=True)
    assert "Löftena gäller till och med 2020-01-15." in answer.content.decode()
    with pytest.raises(NotOverYet):
        close_promise_set(promise_set=world.promise_set, by=world.coordinator, at=timezone.now(), on=date(2020, 1, 15))
    assert status_of(world) == "published"


@pytest.mark.parametrize("status", ["draft", "shared", "closed", "superseded"])
def test_only_promises_that_hold_are_closed(client, world, status):
    put(world, status)
    sign_in(client, world.coordinator)
    assert client.post(page(world, "close_promise_set"))["Location"] == page(world)
    assert status_of(world) == status


def test_what_holds_until_further_notice_is_given_its_last_day_and_the_credits_follow(client, world):
    signed(world, last_day=None)
    before = make.activity(targets=[world.target], occurred_on=date(2019, 6, 1))
    after = make.activity(targets=[world.target], occurred_on=date(2020, 1, 10))
    sign_in(client, world.coordinator)
    address = page(world, "close_promise_set")
    for last_day, reason, said in (
        ("2020-01-16", "agreed", "Sista dagen kan inte ligga i framtiden."),
        ("2018-12-31", "agreed", "Sista dagen kan inte vara före första dagen, 2019-01-01."),
        ("2019-12-31", "", "Välj varför löftena avslutas."),
        ("2019-12-31", "hittepå", "Välj en orsak i listan."),
        ("", "agreed", "Ange datum."),
    ):
        answer = client.post(address, {"last_day": last_day, "closing_reason": reason})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    client.post(address, {"last_day": "2019-12-31", "closing_reason": "agreed"})
    row = PromiseSet.objects.get(pk=world.promise_set.pk)
    assert (row.status, row.last_day) == ("closed", date(2019, 12, 31))
    counted = [activity.credits.counting().exists() for activity in (before, after)]
    assert counted == [True, False]
    details = AuditEntry.objects.get(verb="close_promise_set").details
    assert details == {"last_day": "2019-12-31", "reason": "agreed"}
    # The end it was given is not a change of what was signed.
    assert verify()[0] == 0
    assert "Innehållet stämmer med det som undertecknades." in client.get(page(world)).content.decode()


@pytest.mark.parametrize("name", ["publish_promise_set", "close_promise_set", "new_edition"])
@pytest.mark.parametrize("role", ["field_user", "member", "official"])
def test_only_those_who_write_promises_do_this(client, world, name, role):
    put(world, "signed")
    sign_in(client, getattr(world, role))
    assert client.get(page(world, name)).status_code == 403
    assert client.post(page(world, name), {"edition_reason": "Nej"}).status_code == 403
    assert status_of(world) == "signed"
    assert PromiseSet.objects.count() == 1


# Where they are


def life(client, world, person):
    sign_in(client, person)
    return client.get(page(world))


@pytest.mark.parametrize(
    ("status", "step", "action"),
    [
        ("draft", "Utkast", "Dela utkastet"),
        ("shared", "Delat", "Underteckna"),
        ("signed", "Undertecknat", "Publicera"),
        ("published", "Publicerat", "Avsluta"),
        ("closed", "Avslutat", "Skapa nästa periods löften"),
    ],
)
def test_the_page_says_where_the_promises_are_and_the_one_next_thing_to_do(client, world, status, step, action):
    police, municipal = make.parties_of(world.council)
    make.signable(world.promise_set)
    if status == "draft":
        PromiseSet.objects.filter(pk=world.promise_set.pk).update(organisation=municipal)
    put(world, status)
    shown = life(client, world, world.coordinator).context["life"]
    assert [one.name for one in shown.steps if one.state == "now"] == [step]
    assert shown.action[1] == action
    readers = [world.member, world.field_user]
    assert [life(client, world, one).context["life"].action for one in readers] == [None, None]
    assert life(client, world, world.coordinator).content.decode().count('aria-current="step"') == 1


def test_a_party_that_has_signed_waits_for_the_other(client, world):
    make.signable(world.promise_set)
    police, municipal = make.parties_of(world.council)
    shown = life(client, world, world.police_manager).content.decode()
    assert f"Väntar på {municipal.short_name}" in shown
    assert f"Väntar på {police.short_name}" in shown
    make.signed(world.promise_set, people=[world.police_manager, world.coordinator])
    shown = life(client, world, world.police_manager).content.decode()
    assert "Väntar på" not in shown
    assert "2019-03-14 för" in shown


def test_a_set_without_parties_says_that_they_must_be_chosen(client, world):
    assert "Ange vilka parter som ska underteckna" in life(client, world, world.coordinator).content.decode()


def test_published_promises_lead_to_the_page_that_citizens_read(client, world):
    signed(world)
    sign_in(client, world.coordinator)
    shown = client.post(page(world, "publish_promise_set"), follow=True).content.decode()
    assert reverse("followup:public_promises", args=["overkalix", "2019"]) in shown


def test_the_page_shows_the_targets_with_their_rules_and_leads_to_what_was_done(client, world):
    evidence = reverse("followup:evidence", args=["overkalix", world.target.pk])
    for status, leads_on in (("shared", False), ("published", True)):
        put(world, status)
        shown = life(client, world, world.coordinator).content.decode()
        assert world.target.label in shown
        assert rule_sentence(world.target) in shown
        assert (evidence in shown) is leads_on


def test_any_number_of_targets_takes_the_same_number_of_queries(client, world):
    put(world, "published")
    sign_in(client, world.coordinator)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            client.get(page(world))
        return len(caught)

    queries()
    few = queries()
    for _ in range(4):
        promise = make.promise(section=make.section(promise_set=world.promise_set))
        make.target(promise=promise)
        make.target(promise=promise, kind="coverage", places=[make.place(council=world.council)])
    assert queries() <= few + 1  # places, when there are any


def test_a_later_edition_is_called_by_its_number(client, world):
    PromiseSet.objects.filter(pk=world.promise_set.pk).update(edition=2)
    assert f"{world.promise_set.title}, utgåva 2" in life(client, world, world.coordinator).content.decode()


def test_sharing_shows_headings_and_rules_and_what_stops_the_signing(client, world):
    _, municipal = make.parties_of(world.council)
    PromiseSet.objects.filter(pk=world.promise_set.pk).update(status="draft", organisation=municipal)
    make.signable(world.promise_set)
    sign_in(client, world.coordinator)
    shown = client.get(page(world, "share_promise_set")).content.decode()
    assert world.target.promise.section.title in shown
    assert rule_sentence(world.target) in shown
    assert "inte undertecknas än" not in shown
    world.target.promise.responsibilities.all().delete()
    shown = client.get(page(world, "share_promise_set")).content.decode()
    assert "Utkastet kan delas, men inte undertecknas än." in shown
    assert "Ingen är ansvarig för" in shown


# Signatures that hold


def test_the_page_and_the_command_say_that_the_content_is_what_was_signed(client, world):
    signed(world)
    assert "Innehållet stämmer med det som undertecknades." in life(client, world, world.official).content.decode()
    assert verify() == (0, "Kontrollerade löften: 1. Underskrifter som inte stämmer: 0.\n")


def test_a_change_behind_the_actions_is_found_and_warned_of(client, world):
    signed(world)
    Target.objects.filter(pk=world.target.pk).update(minimum=7)
    shown = life(client, world, world.official).content.decode()
    assert "Innehållet stämmer inte med det som undertecknades" in shown
    code, said = verify()
    assert code == 1
    assert said.count("FEL: overkalix/2019 är inte vad") == 2


def test_a_digest_that_was_changed_is_found(world):
    signed(world)
    Signature.objects.filter(organisation__kind="police").update(sha256="0" * 64)
    code, said = verify()
    assert (code, said.count("är inte vad")) == (1, 1)


def test_every_status_has_its_steps(client, world):
    for status in SetStatus.values:
        put(world, status)
        assert life(client, world, world.coordinator).status_code == 200


def test_a_signature_that_was_taken_away_is_missed(world):
    signed(world)
    Signature.objects.filter(organisation__kind="police").delete()
    code, said = verify()
    assert (code, said.count("saknar underskriften av Polisen")) == (1, 1)
    Signature.objects.all().delete()
    assert verify()[1].count("saknar underskriften av") == 2


def test_what_was_decided_before_signatures_were_kept_is_left_out(world):
    make.signable(world.promise_set)
    PromiseSet.objects.filter(pk=world.promise_set.pk).update(status="published", signed_on=date(2019, 1, 2))
    assert verify() == (0, "Kontrollerade löften: 0. Underskrifter som inte stämmer: 0.\n")
