"""What each organisation contributes to the picture: its own until it is shared, and told when changed after."""

import pytest
import time_machine
from django.db import IntegrityError, transaction

from councils.actions import contributions as actions
from councils.actions.pictures import Adopted
from councils.models import AuditEntry, PictureContribution
from tests import factories as make
from tests.councils.picturing import NOON, council_with_a_picture, page, read, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel("2026-03-12T12:00:00+01:00"):
        yield


@pytest.fixture
def world():
    return council_with_a_picture()


@pytest.fixture
def member(client, world):
    client.force_login(world.people["member"])
    return world.people["member"]


def form(**changed):
    return {"contributed_crime": "Klotter på skolan", "version": 0, **changed}


def write(world, organisation, *, shared=False, **values):
    values = {"crime": "Klotter på skolan", "organisation": organisation, **values}
    if shared:
        values.update(shared_at=NOON, shared_by=world.people["coordinator"])
    return world.draft.contributions.create(**values)


def shown_to(client, world, who):
    """The picture's page as somebody reads it, without what names the reader and the form's key."""
    client.force_login(world.people[who])
    text = read(client, page("picture", world.draft.pk))
    return text[text.index('id="kartlaggning"') : text.index('id="lagesbild"')]


def test_a_member_writes_for_its_own_organisation_and_nobody_else_sees_that_it_has(client, world, member):
    before = {who: shown_to(client, world, who) for who in ("coordinator", "police_manager", "field_user")}
    client.force_login(member)
    for _ in range(2):
        assert sent(client, "add_contribution", world.draft.pk, **form())[0] == 200
    made = PictureContribution.objects.get()
    assert (made.organisation, made.municipality, made.shared_at) == (world.school, None, None)
    for who, page_before in before.items():
        assert shown_to(client, world, who) == page_before
        client.force_login(world.people[who])
        assert client.get(page("edit_contribution", made.pk)).status_code in (403, 404)
    assert "Klotter på skolan" in shown_to(client, world, "colleague")


def test_sharing_is_said_what_it_means_done_once_and_logged(client, world, member):
    made = write(world, world.school)
    assert "Vem som helst får begära ut" in read(client, page("share_contribution", made.pk))
    assert sent(client, "share_contribution", made.pk)[0] == 422
    for _ in range(2):
        sent(client, "share_contribution", made.pk, is_read="on")
    line = AuditEntry.objects.get(verb="share_contribution")
    assert line.details["organisation"] == world.school.pk
    assert set(line.details["readers"]) == {world.police.pk, world.municipal.pk}
    for who in ("coordinator", "police_manager", "field_user"):
        text = shown_to(client, world, who)
        assert "Klotter på skolan" in text
        assert "Delat 2026-03-12" in text


def test_what_is_changed_after_the_sharing_is_told(client, world, member):
    made = write(world, world.school, shared=True)
    assert "Ändrat efter delningen" not in shown_to(client, world, "coordinator")
    client.force_login(member)
    assert (
        "De andra ser att det är ändrat."
        in sent(client, "edit_contribution", made.pk, **form(contributed_crime="Mer klotter", version=1))[1]
    )
    assert "Ändrat efter delningen 2026-03-12, version 2" in shown_to(client, world, "coordinator")
    assert AuditEntry.objects.get(verb="change_shared_contribution").actor == member


def test_two_colleagues_at_once_see_both_texts(client, world, member):
    made = write(world, world.school)
    sent(client, "edit_contribution", made.pk, **form(contributed_crime="Den enas", version=1))
    status, text = sent(client, "edit_contribution", made.pk, **form(contributed_crime="Den andras", version=1))
    assert status == 409
    assert "Den enas" in text
    assert "Den andras" in text


def test_who_has_contributed_and_who_has_not_is_listed(client, world):
    write(world, world.police, shared=True)
    write(world, world.municipal)
    text = shown_to(client, world, "member")
    assert text.count("Inget bidrag ännu") == 2  # the municipality, whose draft is its own, and the school
    assert shown_to(client, world, "coordinator").count("Inget bidrag ännu") == 1


def test_nobody_writes_in_anothers_contribution_shared_or_not(client, world, member):
    for made in (write(world, world.police, shared=True), write(world, world.municipal)):
        for name in ("edit_contribution", "share_contribution"):
            assert sent(client, name, made.pk, **form(version=1), is_read="on")[0] == 404
    client.force_login(world.people["field_user"])
    assert client.get(page("add_contribution", world.draft.pk)).status_code == 403


def test_something_must_be_written_and_nothing_about_anybody(client, world, member):
    for changed, sentence in (
        ({"contributed_crime": " "}, "Skriv något i minst ett av fälten."),
        ({"contributed_other": "Ring 070-123 45 67"}, "telefonnummer"),
        ({"contributed_analysis": "a" * 30000}, "10000 tecken"),
    ):
        status, text = sent(client, "add_contribution", world.draft.pk, **form(**changed))
        assert (status, sentence in text) == (422, True), changed
    assert not PictureContribution.objects.exists()


def test_a_second_one_for_the_same_is_refused_and_what_was_typed_kept(client, world, member):
    made = write(world, world.school)
    assert client.get(page("add_contribution", world.draft.pk))["Location"] == page("edit_contribution", made.pk)
    status, text = sent(client, "add_contribution", world.draft.pk, **form(contributed_crime="Annat"))
    assert status == 422
    assert "har redan börjat på ett bidrag" in text
    assert "Annat" in text


def test_councils_that_share_an_agreement_map_each_municipality(client, world, member):
    other = make.council()
    make.agreement(councils=[world.council, other])
    for municipality in (world.council.municipalities.get(), other.municipalities.get()):
        sent(client, "add_contribution", world.draft.pk, **form(contributed_for=municipality.pk))
    assert {row.municipality for row in PictureContribution.objects.all()} == {
        world.council.municipalities.get(),
        other.municipalities.get(),
    }
    stranger = make.municipality()
    for pk in (stranger.pk, 10**30):
        assert sent(client, "add_contribution", world.draft.pk, **form(contributed_for=pk))[0] == 422


def test_after_the_adoption_nothing_is_written_or_shared(client, world, member):
    made = write(world, world.school)
    world.draft.status, world.draft.adopted_on = "decided", NOON.date()
    world.draft.save()
    for name, args in (("add_contribution", world.draft.pk), ("edit_contribution", made.pk)):
        assert "kan inte ändras" in sent(client, name, args, **form(version=1))[1]
    with pytest.raises(Adopted):
        actions.share_contribution(contribution=made, by=member, at=NOON)
    assert "Klotter" not in shown_to(client, world, "official")


def test_the_database_keeps_one_for_each_organisation(world):
    write(world, world.police)
    with pytest.raises(IntegrityError), transaction.atomic():
        write(world, world.police)
