"""Writes the line that says who did what. Call it inside the transaction of the act itself."""

from councils.models import AuditEntry


def record(*, council, by, verb, of, **details):
    """One line: `by` did `verb` to the row `of`. `details` are plain values, never free text that people typed."""
    return AuditEntry.objects.create(
        council=council, actor=by, verb=verb, object_type=of._meta.model_name, object_id=of.pk, details=details
    )
