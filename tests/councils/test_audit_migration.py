"""The migration that chains the audit log: there and back again on filled data."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from councils import append_only
from councils.models import AuditChain, AuditEntry
from councils.verifying import verify
from tests.early_database import early_database

BEFORE, CHAINED = [("councils", "0004_people")], [("councils", "0005_audit_chain")]
KEPT = ("pk", "council", "at", "actor", "verb", "object_type", "object_id", "details")


@pytest.mark.own_database
def test_lines_already_written_are_chained_and_nothing_in_them_changes(django_db_blocker):
    with django_db_blocker.unblock(), early_database(BEFORE) as migrate:
        write_lines(migrate(BEFORE))
        rows = lines(AuditEntry)
        assert len(rows) == 9
        migrate(CHAINED)
        assert_chained(rows, [3, 3, 3])

        old = migrate(BEFORE).get_model("councils", "AuditEntry")
        assert lines(old) == rows
        assert append_only.missing(connection)
        old.objects.create(verb="old", actor_id=rows[0][3])
        rows = lines(old)
        migrate(CHAINED)
        assert_chained(rows, [3, 3, 4])


def write_lines(apps):
    """Of two councils and of none, by turns."""
    entries, councils = apps.get_model("councils", "AuditEntry").objects, apps.get_model("councils", "Council").objects
    user = apps.get_model("councils", "User").objects.create(email="anna@example.org", name="Anna")
    both = [councils.create(name=f"BRÅ {slug}", short_name=slug, slug=slug) for slug in ("a", "b")]
    for number in range(3):
        for council in both:
            about = {"object_type": "council", "object_id": council.pk, "actor": user}
            entries.create(council=council, verb="try", details={"number": number, "days": ["2019-05-06"]}, **about)
        entries.create(verb="sign_in", actor=user)


def lines(model):
    return sorted(model.objects.values_list(*KEPT))


def assert_chained(rows, lengths):
    assert lines(AuditEntry) == rows
    assert all(row[2] <= timezone.now() for row in rows)
    assert sorted(AuditChain.objects.values_list("length", flat=True)) == lengths
    assert not verify().faults
    assert not append_only.missing(connection)
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry.objects.update(verb="other")
