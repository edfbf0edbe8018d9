"""What the group says to each other about a summary while it is written."""

from collections import defaultdict

from followup.models import SummaryComment


def comments_of(summary):
    """(those that are open, those that are settled), oldest first, with who wrote them and the promise."""
    rows = list(_of(summary).select_related("written_by", "settled_by", "promise").order_by("written_at", "pk"))
    return [row for row in rows if row.settled_at is None], [row for row in rows if row.settled_at is not None]


def open_comments(summary, promise):
    """Part → the open comments on what is written there of a promise, or of the whole."""
    rows = _of(summary).filter(promise=promise, settled_at__isnull=True).select_related("written_by")
    found = defaultdict(list)
    for row in rows.order_by("written_at", "pk"):
        found[row.part].append(row)
    return dict(found)


def _of(summary):
    # A final summary that nobody has written in has no row, and no comments.
    return SummaryComment.objects.filter(summary_id=summary.pk) if summary.pk else SummaryComment.objects.none()
