"""What one organisation writes is its own until it is shared, on every page that can show a draft."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from councils.models import AuditEntry
from councils.roles import Role
from promises.actions.activities import correct_activity
from promises.actions.sharing import share_promise_set
from promises.models import Activity, Credit, Promise, PromiseSet, Target
from tests import factories as make

pytestmark = pytest.mark.django_db

SECRET = "Hemligheten"
# Who acts for the organisation whose draft it is, and who does not.
OWN = ("coordinator", "field_user")
OTHERS = ("police_manager", "officer", "member")
READERS = (*OWN, *OTHERS)


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T13:00:00+01:00"):
        yield


@pytest.fixture
def world():
    """The municipality's draft in a council where police and a school sit too."""
    council = make.council(slug="overkalix")
    police, municipal = make.parties_of(council)
    school = make.organisation(name="Skolan")
    people = {
        "coordinator": make.person(Role.COORDINATOR, council=council, user=make.user(name="Anna Lind")),
        "field_user": make.person(Role.FIELD_USER, council=council),
        "police_manager": make.person(Role.POLICE_MANAGER, council=council),
        "officer": make.person(Role.FIELD_USER, council=council, organisation=police),
        "member": make.person(Role.MEMBER, council=council, organisation=school),
        "official": make.person(Role.OFFICIAL, council=council),
        "stranger": make.person(Role.COORDINATOR),
    }
    make.promise_set(council=council, slug="2019", title="Medborgarlöften 2019")
    draft = make.promise_set(
        council=council, slug="2020", title=f"{SECRET} 2020", status="draft", organisation=municipal
    )
    partner = make.organisation(name=f"{SECRET}s förening")
    promise = make.promise(promise_set=draft, wording=f"{SECRET} lovas.", partners=[partner])
    target = make.target(promise=promise, label=f"{SECRET} räknas")
    activity = make.activity(targets=[target])
    return SimpleNamespace(
        council=council,
        draft=draft,
        promise=promise,
        target=target,
        activity=activity,
        municipal=municipal,
        people=people,
    )


def share(world, by="coordinator"):
    return share_promise_set(promise_set=world.draft, by=world.people[by], at=timezone.now())


def pages_of_the_draft(world):
    council, slug, target = world.council.slug, world.draft.slug, world.target.pk
    return [
        reverse("promises:promise_set", args=[council, slug]),
        reverse("promises:promise_set_history", args=[council, slug]),
        reverse("promises:target_history", args=[council, target]),
        reverse("followup:overview", args=[council, slug]),
        reverse("followup:evidence", args=[council, target]),
        reverse("followup:summary", args=[council, slug]),
        reverse("followup:summary_history", args=[council, slug]),
    ]


def pages_around_it(world):
    """Pages that are there anyway, and would show the draft to those who read it."""
    council = world.council.slug
    return [
        reverse("promises:promise_sets", args=[council]),
        reverse("promises:activities", args=[council]),
        f"{reverse('promises:activities', args=[council])}?mal={world.target.pk}",
        reverse("promises:activity", args=[council, world.activity.pk]),
        reverse("promises:correct_activity", args=[council, world.activity.pk]),
        reverse("followup:log", args=[council]),
        f"{reverse('followup:log', args=[council])}?mal={world.target.pk}",
        reverse("followup:summaries", args=[council]),
        reverse("followup:overview", args=[council, "2019"]),
        reverse("councils:council", args=[council]),
    ]


def without_address(answer, path):
    """The page without what is new each time and without the address that was asked for."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode()).replace(path, "")


def missing(path, world):
    return path.replace("/2020/", "/finns-inte/").replace(f"/{world.target.pk}/", "/999999999/")


@pytest.mark.parametrize("who", OWN)
def test_an_own_draft_is_open_to_its_organisation(client, world, who):
    client.force_login(world.people[who])
    for path in pages_of_the_draft(world):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert SECRET in answer.content.decode(), path


@pytest.mark.parametrize("who", [*OTHERS, "official", "stranger"])
def test_before_it_is_shared_a_draft_answers_as_a_missing_one_to_everybody_else(client, world, who):
    client.force_login(world.people[who])
    for path in pages_of_the_draft(world):
        answer, none = client.get(path), client.get(missing(path, world))
        assert answer.status_code in ((403, 404) if who == "official" else (404,)), path
        assert answer.status_code == none.status_code, path
        assert without_address(answer, path) == without_address(none, missing(path, world)), path


@pytest.mark.parametrize("who", [*OTHERS, "official"])
def test_no_other_page_names_an_unshared_draft(client, world, who):
    client.force_login(world.people[who])
    for path in pages_around_it(world):
        answer = client.get(path)
        assert answer.status_code in (200, 403, 404), path
        assert SECRET not in answer.content.decode(), path


def test_the_pages_around_show_the_draft_to_its_organisation(client, world):
    """A control: without it the test above could pass because nobody is shown anything."""
    client.force_login(world.people["coordinator"])
    shown = [path for path in pages_around_it(world) if SECRET in client.get(path).content.decode()]
    assert len(shown) >= 5


@pytest.mark.parametrize("who", READERS)
def test_once_shared_everybody_who_reads_drafts_reads_it(client, world, who):
    share(world)
    client.force_login(world.people[who])
    for path in pages_of_the_draft(world):
        assert client.get(path).status_code == 200, path
    listed = client.get(reverse("promises:promise_sets", args=["overkalix"])).content.decode()
    assert "Utkast – delat 2019-11-20 av Anna Lind" in listed


@pytest.mark.parametrize("who", ["official", "stranger"])
def test_sharing_opens_nothing_to_officials_and_strangers(client, world, who):
    share(world)
    client.force_login(world.people[who])
    for path in pages_of_the_draft(world):
        assert client.get(path).status_code in (403, 404), path


@pytest.mark.parametrize("who", READERS)
def test_a_draft_of_the_group_together_is_open_to_all_who_read_drafts(client, world, who):
    together = make.promise_set(council=world.council, slug="tillsammans", status="draft")
    client.force_login(world.people[who])
    assert client.get(together.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("status", ["signed", "published", "closed", "superseded"])
@pytest.mark.parametrize("who", [*READERS, "official"])
def test_what_is_decided_is_open_to_all_whoever_wrote_it(client, world, who, status):
    decided = make.promise_set(council=world.council, status=status, organisation=world.municipal)
    client.force_login(world.people[who])
    assert client.get(decided.get_absolute_url()).status_code == 200


def test_the_tag_says_that_a_draft_is_the_organisation_s_own(client, world):
    client.force_login(world.people["field_user"])
    for name in ("promises:promise_sets", "promises:promise_set", "followup:overview"):
        args = ["overkalix"] if name == "promises:promise_sets" else ["overkalix", "2020"]
        assert "Utkast – bara din organisation" in client.get(reverse(name, args=args)).content.decode()


def test_who_acts_for_two_organisations_reads_the_drafts_of_both(client, world):
    both = world.people["member"]
    client.force_login(both)
    assert client.get(world.draft.get_absolute_url()).status_code == 404
    make.member(Role.FIELD_USER, council=world.council, user=both, organisation=world.municipal)
    assert client.get(world.draft.get_absolute_url()).status_code == 200


def test_a_membership_that_has_ended_opens_no_draft(client, world):
    person = world.people["member"]
    make.member(
        Role.FIELD_USER,
        council=world.council,
        user=person,
        organisation=world.municipal,
        from_day=date(2018, 1, 1),
        to_day=date(2019, 11, 19),
    )
    client.force_login(person)
    assert client.get(world.draft.get_absolute_url()).status_code == 404


def test_acting_for_the_organisation_elsewhere_opens_nothing_here(client, world):
    person = world.people["member"]
    make.member(Role.COORDINATOR, user=person, organisation=world.municipal, council=make.council())
    client.force_login(person)
    assert client.get(world.draft.get_absolute_url()).status_code == 404


def test_the_rule_holds_for_everything_below_the_set(world):
    for role, opens in (("coordinator", True), ("police_manager", False)):
        gate = SimpleNamespace(
            can_view_drafts=True,
            organisations={membership.organisation_id for membership in world.people[role].memberships.all()},
        )
        assert PromiseSet.objects.filter(pk=world.draft.pk).readable_by(gate).exists() is opens
        assert Promise.objects.filter(pk=world.promise.pk).readable_by(gate).exists() is opens
        assert Target.objects.filter(pk=world.target.pk).readable_by(gate).exists() is opens
        assert Credit.objects.filter(target=world.target).readable_by(gate).exists() is opens


def test_a_council_with_somebody_else_s_draft_alone_looks_like_one_without_promises(client):
    council = make.council()
    _, municipal = make.parties_of(council)
    make.promise_set(council=council, status="draft", organisation=municipal)
    client.force_login(make.person(Role.POLICE_MANAGER, council=council))
    assert client.get(reverse("followup:start"))["Location"] == council.get_absolute_url()
    client.force_login(make.person(Role.COORDINATOR, council=council))
    assert client.get(reverse("followup:start"))["Location"] == reverse("followup:log", args=[council.slug])


def test_a_correction_keeps_the_tie_to_a_draft_that_the_corrector_cannot_see(client, world):
    shown = make.target(promise=make.promise(promise_set=PromiseSet.objects.get(slug="2019")))
    activity = make.activity(targets=[world.target, shown], council=world.council)
    client.force_login(world.people["police_manager"])
    path = reverse("promises:correct_activity", args=["overkalix", activity.pk])
    police, _ = make.parties_of(world.council)
    values = {"targets": shown.pk, "occurred_on": "2019-03-14", "count": 2, "parties": police.pk, "version": 1}
    assert client.post(path, values).status_code == 302
    assert {credit.target_id for credit in activity.credits.all()} == {world.target.pk, shown.pk}
    assert Activity.objects.get(pk=activity.pk).count == 2


def test_nobody_ties_an_activity_to_a_draft(client, world):
    share(world)
    client.force_login(world.people["police_manager"])
    before = Credit.objects.count()
    police, _ = make.parties_of(world.council)
    values = {"targets": world.target.pk, "occurred_on": "2019-11-19", "count": 1, "parties": police.pk}
    assert client.post(reverse("followup:log", args=["overkalix"]), values).status_code == 422
    assert Credit.objects.count() == before


def test_the_history_of_an_activity_does_not_name_a_target_of_somebody_s_draft(client, world):
    shown = make.target(promise=make.promise(promise_set=PromiseSet.objects.get(slug="2019")), label="Öppet mål")
    correct_activity(
        activity=world.activity,
        by=world.people["coordinator"],
        version=1,
        targets=[shown],
        parties=world.activity.parties.all(),
    )
    path = world.activity.get_absolute_url()
    for who, sees in (("coordinator", True), ("police_manager", False)):
        client.force_login(world.people[who])
        text = client.get(path).content.decode()
        assert "Öppet mål" in text
        assert (SECRET in text) is sees


# Sharing


def page(world):
    return reverse("promises:share_promise_set", args=["overkalix", world.draft.slug])


def test_the_page_says_what_sharing_means_and_who_can_read_then(client, world):
    client.force_login(world.people["coordinator"])
    text = client.get(page(world)).content.decode()
    police, municipal = make.parties_of(world.council)
    for said in ("allmän handling", "tryckfrihetsförordningen", "inkommen", "begära ut", "går inte att ångra"):
        assert said in text
    for shown in (police.name, "Skolan", f"{SECRET} lovas.", f"{SECRET} räknas", 'type="checkbox"'):
        assert shown in text
    assert f"<li>{municipal.name}</li>" not in text


def test_sharing_takes_a_tick_and_is_logged(client, world):
    client.force_login(world.people["coordinator"])
    refused = client.post(page(world), {})
    assert refused.status_code == 422
    assert "Kryssa i rutan" in refused.content.decode()
    assert PromiseSet.objects.get(pk=world.draft.pk).shared_at is None
    assert client.post(page(world), {"is_read": "on"}).status_code == 302
    shared = PromiseSet.objects.get(pk=world.draft.pk)
    assert (shared.shared_by, shared.status) == (world.people["coordinator"], "shared")
    assert timezone.localdate(shared.shared_at) == date(2019, 11, 20)
    entry = AuditEntry.objects.get(verb="share_promise_set")
    assert (entry.actor, entry.object_id) == (world.people["coordinator"], world.draft.pk)
    assert entry.details["organisation"] == world.municipal.pk
    assert world.municipal.pk not in entry.details["readers"]
    assert len(entry.details["readers"]) == 2


def test_sharing_twice_is_once(client, world):
    assert share(world)
    first = PromiseSet.objects.get(pk=world.draft.pk)
    with time_machine.travel("2019-12-01T12:00:00+01:00"):
        assert not share(world, by="field_user")
        client.force_login(world.people["coordinator"])
        assert client.post(page(world), {"is_read": "on"}).status_code == 302
    again = PromiseSet.objects.get(pk=world.draft.pk)
    assert (again.shared_at, again.shared_by, again.version) == (first.shared_at, first.shared_by, first.version)
    assert AuditEntry.objects.filter(verb="share_promise_set").count() == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [("field_user", 403), ("officer", 403), ("official", 403), ("police_manager", 404), ("stranger", 404)],
)
def test_only_leaders_of_the_own_organisation_share(client, world, who, status):
    client.force_login(world.people[who])
    assert client.get(page(world)).status_code == status
    assert client.post(page(world), {"is_read": "on"}).status_code == status
    assert PromiseSet.objects.get(pk=world.draft.pk).shared_at is None


def test_there_is_no_way_to_take_a_share_back(client, world):
    share(world)
    client.force_login(world.people["coordinator"])
    for method in ("put", "patch", "delete"):
        assert getattr(client, method)(page(world)).status_code == 405
    assert PromiseSet.objects.get(pk=world.draft.pk).shared_at


def test_the_database_keeps_when_and_by_whom_together(world):
    for values in ({"shared_at": timezone.now()}, {"shared_by": world.people["coordinator"]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PromiseSet.objects.filter(pk=world.draft.pk).update(**values)


def test_as_many_queries_for_many_drafts_as_for_one(client, world, django_assert_num_queries):
    client.force_login(world.people["police_manager"])
    path = reverse("promises:promise_sets", args=["overkalix"])
    client.get(path)
    share(world)
    with CaptureQueriesContext(connection) as one:
        client.get(path)
    for n in range(20):
        row = make.promise_set(council=world.council, slug=f"fler-{n}", status="draft", organisation=world.municipal)
        share_promise_set(promise_set=row, by=world.people["coordinator"], at=timezone.now())
    with django_assert_num_queries(len(one)):
        client.get(path)
