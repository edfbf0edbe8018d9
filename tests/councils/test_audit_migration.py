"""The migration that chains the audit log: there and back again on filled data."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from councils import append_only, audit
from councils.models import AuditChain, AuditEntry
from councils.verifying import verify
from tests import factories as make

BEFORE = [("councils", "0004_people")]
KEPT = ("pk", "council", "at", "actor", "verb", "object_type", "object_id", "details")


@pytest.mark.django_db(transaction=True)
def test_lines_already_written_are_chained_and_nothing_in_them_changes():
    councils, user = [make.council(), make.council()], make.user()
    for number in range(3):
        for council in councils:
            audit.record(council=council, by=user, verb="try", of=council, number=number, days=["2019-05-06"])
        audit.record(by=user, verb="sign_in")
    rows = sorted(AuditEntry.objects.values_list(*KEPT))
    try:
        old = migrate(BEFORE).get_model("councils", "AuditEntry")
        assert sorted(old.objects.values_list(*KEPT)) == rows
        assert append_only.missing(connection)
        old.objects.create(verb="old", actor_id=user.pk)
    finally:
        everything = MigrationExecutor(connection).loader.graph.leaf_nodes()
        migrate(everything)
    assert sorted(AuditEntry.objects.exclude(verb="old").values_list(*KEPT)) == rows
    assert sorted(AuditChain.objects.values_list("length", flat=True)) == [3, 3, 4]
    assert not verify().faults
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry.objects.update(verb="other")


def migrate(targets):
    executor = MigrationExecutor(connection)
    return executor.migrate(targets).apps
