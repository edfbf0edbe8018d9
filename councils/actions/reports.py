"""Notes that the council's work has been reported, to the municipal assembly or to leaders of the parties."""

from django.db import transaction

from councils import audit
from councils.actions.versions import locked, require_version, write
from councils.models import Council, CouncilReport


@transaction.atomic
def add_report(*, council, by, **values):
    """Note a report; the same form sent twice is one."""
    Council.objects.select_for_update().get(pk=council.pk)
    if known := CouncilReport.objects.of(council).filter(**values).first():
        return known
    row = CouncilReport.objects.create(council=council, reported_by=by, **values)
    audit.record(council=council, by=by, verb="add_council_report", of=row, **_said(row))
    return row


@transaction.atomic
def change_report(*, report, by, version, **values):
    """Correct what was noted. Raises StaleEdit."""
    row = locked(report)
    before = _said(row)
    changed = write(row, version=version, **values)
    if changed is None:
        return row
    row.save()
    audit.record(council=row.council, by=by, verb="change_council_report", of=row, before=before, after=_said(row))
    return row


@transaction.atomic
def remove_report(*, report, by, version, reason):
    """Take away what should not have been noted; why, and what it said, stay in the log. Raises StaleEdit."""
    row = locked(report)
    require_version(row, version)
    audit.record(council=row.council, by=by, verb="remove_council_report", of=row, reason=reason, **_said(row))
    row.delete()


def _said(row):
    """The report as the log keeps it."""
    return {
        "reported_on": row.reported_on.isoformat(),
        "recipient": row.recipient,
        "to_assembly": row.to_assembly,
        "about": row.about,
        "registry_number": row.registry_number,
    }
