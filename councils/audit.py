"""Writes the line that says who did what. Call it inside the transaction of the act itself."""

from councils.models import AuditEntry


def record(*, council=None, by=None, verb, of=None, **details):
    """One line: `by` did `verb` to the row `of`. `details` are plain values, never free text that people typed.

    Without a council it is an act on the site as a whole, such as signing in; without `by`, nobody was signed in.
    """
    return AuditEntry.objects.create(
        council=council,
        actor=by,
        verb=verb,
        object_type=of._meta.model_name if of else "",
        object_id=of.pk if of else None,
        details=details,
    )
