"""What must always be true of councils and their people, the database itself keeps."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from councils.audit import record
from councils.models import AuditEntry, Council, Membership, Organisation, Place, User
from councils.roles import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


def refused(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def test_a_council_has_its_name_and_its_address_alone():
    council = make.council()
    refused(lambda: make.council(name=council.name))
    refused(lambda: make.council(slug=council.slug))


def test_an_e_mail_address_belongs_to_one_user_whatever_its_case():
    make.user(email="nils@example.org")
    refused(lambda: make.user(email="Nils@Example.org"))


def test_a_police_organisation_has_its_area_and_a_municipal_one_its_municipality():
    refused(lambda: Organisation.objects.create(name="P", short_name="P", kind="police"))
    refused(lambda: Organisation.objects.create(name="K", short_name="K", kind="municipality"))
    Organisation.objects.create(name="F", short_name="F", kind="association")


def test_one_seat_for_each_function_and_one_chair():
    council = make.council()
    make.seat(council=council, function="Skola", duty="chair")
    refused(lambda: make.seat(council=council, function="Skola"))
    refused(lambda: make.seat(council=council, function="Polis", duty="chair"))
    make.seat(council=council, function="Polis")
    make.seat(council=council, function="Socialtjänst")
    make.seat(function="Skola", duty="chair")  # another council's own


def test_a_role_is_held_once_in_a_council():
    membership = make.member(Role.MEMBER)
    values = {"user": membership.user, "council": membership.council, "organisation": membership.organisation}
    refused(lambda: Membership.objects.create(role="member", **values))
    Membership.objects.create(role="official", **values)


def test_a_place_has_its_name_once_in_a_council():
    place = make.place(name="Torget")
    refused(lambda: Place.objects.create(council=place.council, name="Torget"))
    make.place(name="Torget")


def test_whoever_has_been_a_member_is_not_deleted_with_what_they_did():
    membership = make.member()
    with pytest.raises(ProtectedError):
        membership.user.delete()
    assert User.objects.filter(pk=membership.user_id).exists()


def test_a_council_with_an_audit_trail_is_not_deleted():
    membership = make.member()
    with pytest.raises(ProtectedError):
        membership.council.delete()
    assert Council.objects.filter(pk=membership.council_id).exists()


# The audit trail


@pytest.fixture
def entry():
    council, user = make.council(), make.user()
    return record(council=council, by=user, verb="try", of=council, amount=3)


def test_an_entry_says_who_did_what_to_which_row(entry):
    stored = AuditEntry.objects.get()
    assert (stored.verb, stored.object_type, stored.object_id) == ("try", "council", entry.council_id)
    assert stored.details == {"amount": 3}
    assert stored.actor == entry.actor
    assert stored.at is not None


def test_an_entry_is_never_changed(entry):
    entry.verb = "something else"
    for write in (entry.save, lambda: entry.save(update_fields=["verb"])):
        with pytest.raises(TypeError, match="never changed"):
            write()
    assert AuditEntry.objects.get().verb == "try"


def test_an_entry_is_never_deleted(entry):
    with pytest.raises(TypeError, match="never deleted"):
        entry.delete()
    assert AuditEntry.objects.count() == 1


def test_an_entry_of_an_act_that_failed_is_not_left_behind():
    council, user = make.council(), make.user()
    with pytest.raises(RuntimeError), transaction.atomic():
        record(council=council, by=user, verb="try", of=council)
        raise RuntimeError("the act failed after its line was written")
    assert not AuditEntry.objects.exists()


def test_whoever_stands_in_the_audit_trail_is_not_deleted(entry):
    with pytest.raises(ProtectedError):
        entry.actor.delete()
