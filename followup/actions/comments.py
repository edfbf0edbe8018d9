"""What people say to each other of a summary while it is written."""

from django.db import transaction

from followup.actions.summary_texts import open_summary, told
from followup.models import SummaryComment


@transaction.atomic
def comment_on_summary(*, summary, text, by, at, promise=None, part=""):
    """Say something of a part, or of the whole where none is named; everybody who reads the draft reads it.

    Returns the comment. Raises AlreadyFrozen or Superseded.
    """
    summary = open_summary(summary)
    said = {"promise": promise, "part": part, "text": text}
    comment = SummaryComment.objects.create(summary=summary, **said, written_by=by, written_at=at)
    told(summary, by=by, verb="comment_on_summary", of=comment)
    return comment


@transaction.atomic
def settle_comment(*, comment, by, at):
    """Say that a comment is dealt with. Settling twice is once. Raises AlreadyFrozen or Superseded."""
    summary = open_summary(comment.summary)
    comment = SummaryComment.objects.select_for_update().get(pk=comment.pk)
    if comment.settled_at is None:
        comment.settled_at, comment.settled_by = at, by
        comment.save()
        told(summary, by=by, verb="settle_comment", of=comment)
    return comment
