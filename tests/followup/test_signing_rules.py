"""Who must sign and from which day: one party alone never replaces what several have signed."""

from datetime import date
from types import SimpleNamespace

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from councils.roles import Role
from followup.actions.new_editions import supersede
from followup.actions.signing import NotReady, TooEarly, sign_promise_set, what_stops
from followup.models import Assessment
from promises.actions.life import NotNow, close_promise_set, new_edition
from promises.actions.promise_sets import change_promise_set
from promises.contents import content_of, digest_of
from promises.forms.promise_sets import values_of
from promises.models import PromiseSet, Signature, Target
from promises.signing_rules import PartyMissing
from tests import factories as make
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_september():
    with time_machine.travel("2019-09-16T12:00:00+02:00") as traveller:
        yield traveller


@pytest.fixture
def world():
    """Promises of 2019 that both parties signed on 20 January, and an open edition that is to replace them."""
    council = make.council(slug="overkalix")
    world = SimpleNamespace(council=council, police=None)
    world.coordinator = make.person(Role.COORDINATOR, council=council, user=make.user(title="samordnare"))
    world.police_manager = make.person(Role.POLICE_MANAGER, council=council)
    world.police, world.municipal = make.parties_of(council)
    old = make.promise_set(council=council, slug="2019", status="shared")
    promise = make.promise(promise_set=old)
    world.target = make.target(promise=promise, label="Synas", minimum=1)
    people = [world.police_manager, world.coordinator]
    world.old = make.signed(old, people=people, signed_on=date(2019, 1, 20))
    world.new = new_edition(promise_set=world.old, by=world.coordinator, organisation=None, reason="Ny vecka")
    return world


def sign(world, promise_set, *, by=None, signed_on=date(2019, 9, 10)):
    return sign_promise_set(
        promise_set=promise_set,
        organisation=world.municipal,
        by=by or world.coordinator,
        at=timezone.now(),
        read=digest_of(content_of(PromiseSet.objects.get(pk=promise_set.pk))),
        name="Eva Ek",
        title="kommundirektör",
        signed_on=signed_on,
    )


def post(client, world, promise_set, **changes):
    sign_in(client, world.coordinator)
    address = reverse("followup:sign_promise_set", args=["overkalix", promise_set.slug])
    read = digest_of(content_of(PromiseSet.objects.get(pk=promise_set.pk)))
    values = {"read": read, "signatory": "Eva Ek", "signatory_title": "chef", "signed_on": "2019-09-10", **changes}
    answer = client.post(address, values)
    return answer.status_code, answer.content.decode()


# Parties


def test_an_edition_without_the_police_cannot_be_signed_by_the_municipality_alone(client, world):
    world.new.parties.set([world.municipal])
    status, page = post(client, world, world.new)
    assert status == 422
    assert f"{world.police.name} är part i utgåvan före och ska underteckna den här också." in page
    with pytest.raises(NotReady):
        sign(world, world.new)
    assert PromiseSet.objects.get(pk=world.old.pk).status == "signed"
    assert not Signature.objects.filter(promise_set=world.new).exists()


def test_a_third_party_of_the_edition_before_is_one_of_the_next_too(world):
    school = make.organisation(name="Skolan")
    world.old.parties.add(school)
    assert [one.code for one in what_stops(world.new).remarks] == ["party_missing"]
    world.new.parties.add(school)
    assert not what_stops(world.new)


def test_a_party_of_the_edition_before_is_not_unticked_in_the_details(client, world):
    sign_in(client, world.coordinator)
    values = {name: value for name, value in values_of(world.new).items() if value not in (None, False)}
    address = reverse("promises:edit_set_details", args=["overkalix", world.new.slug])
    answer = client.post(address, {**values, "signers": [world.municipal.pk]})
    assert answer.status_code == 422
    assert "är part i utgåvan före" in answer.content.decode()
    assert set(world.new.parties.all()) == {world.police, world.municipal}
    facts = {"by": world.coordinator, "version": world.new.version, "recipients": []}
    with pytest.raises(PartyMissing):
        change_promise_set(promise_set=world.new, parties=[world.municipal], **facts)
    assert set(world.new.parties.all()) == {world.police, world.municipal}


@pytest.mark.parametrize(
    ("kept", "said"), [("municipal", "Polisen är inte part."), ("police", "Ingen kommun är part.")]
)
def test_first_promises_are_signed_by_police_and_municipality(world, kept, said):
    first = make.promise_set(council=world.council, status="shared")
    make.target(promise=make.promise(promise_set=first))
    make.signable(first, parties=[getattr(world, kept)])
    assert [one.text.startswith(said) for one in what_stops(first).remarks] == [True]
    with pytest.raises(NotReady):
        sign(world, make.signable(first, parties=[world.municipal]))
    make.signable(first)
    assert not what_stops(first)


# Days


def test_an_edition_is_not_signed_before_the_one_it_replaces(client, world):
    status, page = post(client, world, world.new, signed_on="2019-01-19")
    assert status == 422
    assert "Dagen kan inte vara före 2019-01-20." in page
    with pytest.raises(TooEarly):
        sign(world, world.new, signed_on=date(2019, 1, 19))
    assert not Signature.objects.filter(promise_set=world.new).exists()
    assert post(client, world, world.new, signed_on="2019-01-20")[0] == 302


@pytest.mark.parametrize(("today", "allowed"), [("2018-12-20", True), ("2019-02-01", False)])
def test_what_was_signed_early_is_mended_before_it_begins_and_not_dated_back_after(world, in_september, today, allowed):
    PromiseSet.objects.filter(pk=world.old.pk).update(signed_on=date(2018, 11, 1))
    in_september.move_to(f"{today}T12:00:00+01:00")
    if allowed:
        assert sign(world, PromiseSet.objects.get(pk=world.new.pk), signed_on=date(2018, 12, 20))
        return
    with pytest.raises(TooEarly):
        sign(world, PromiseSet.objects.get(pk=world.new.pk), signed_on=date(2018, 12, 20))


def test_first_promises_are_not_signed_years_before_they_begin(client, world):
    first = make.promise_set(council=world.council, status="shared", first_day=date(2019, 3, 1))
    make.target(promise=make.promise(promise_set=first))
    make.signable(first)
    status, page = post(client, world, first, signed_on="2017-02-28")
    assert status == 422
    assert "Dagen kan inte vara före 2017-03-01." in page
    with pytest.raises(TooEarly):
        sign(world, first, signed_on=date(2017, 2, 28))
    assert post(client, world, first, signed_on="2017-03-01")[0] == 302


# What is no longer there to replace


def test_an_edition_of_promises_that_have_been_closed_is_not_signed(client, world, in_september):
    in_september.move_to("2020-01-15T12:00:00+01:00")
    PromiseSet.objects.filter(pk=world.new.pk).update(last_day=date(2020, 6, 30))
    sign_in(client, world.coordinator)
    closing = client.get(reverse("promises:close_promise_set", args=["overkalix", "2019"])).content.decode()
    assert "När löftena är avslutade kan den inte längre undertecknas." in closing
    by, now = world.coordinator, timezone.now()
    close_promise_set(promise_set=world.old, by=by, at=now, on=date(2020, 1, 15))
    status, page = post(client, world, world.new)
    assert status == 422
    assert "Löftena som den här utgåvan skulle ersätta gäller inte längre." in page
    assert not Signature.objects.filter(promise_set=world.new).exists()
    assert PromiseSet.objects.get(pk=world.old.pk).status == "closed"


def test_closing_says_nothing_of_an_edition_that_is_not_there(client, world, in_september):
    in_september.move_to("2020-01-15T12:00:00+01:00")
    world.new.delete()
    sign_in(client, world.coordinator)
    closing = client.get(reverse("promises:close_promise_set", args=["overkalix", "2019"])).content.decode()
    assert "ny utgåva" not in closing


def test_what_has_been_closed_meanwhile_is_not_superseded(world):
    PromiseSet.objects.filter(pk=world.old.pk).update(status="closed")
    PromiseSet.objects.filter(pk=world.new.pk).update(signed_on=date(2019, 9, 10))
    with pytest.raises(NotNow):
        supersede(old=world.old, new=PromiseSet.objects.get(pk=world.new.pk), by=world.coordinator)
    assert PromiseSet.objects.get(pk=world.old.pk).status == "closed"


# What was concluded


def prolonged(world):
    PromiseSet.objects.filter(pk=world.new.pk).update(last_day=date(2020, 12, 31))


def answered_for_by_others(world):
    parts = Target.objects.get(origin=world.target).promise.responsibilities
    parts.filter(organisation=world.police).delete()


@pytest.mark.parametrize(("change", "carried"), [(None, 1), (prolonged, 0), (answered_for_by_others, 0)])
def test_a_judgement_follows_only_to_what_is_counted_alike(world, change, carried):
    Assessment.objects.create(
        target=world.target,
        judgement="fulfilled",
        motivation="Klart.",
        judged_by=world.coordinator,
        as_of=date(2019, 9, 1),
        computed="on_track",
    )
    if change:
        change(world)
    new = PromiseSet.objects.get(pk=world.new.pk)
    make.signed(new, people=[world.police_manager, world.coordinator], signed_on=date(2019, 9, 10))
    assert Assessment.objects.filter(target__origin=world.target).count() == carried
