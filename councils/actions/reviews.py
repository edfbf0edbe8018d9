"""The council's yearly look at itself: begun, answered together, and locked when a meeting has gone through it."""

from django.db import transaction
from django.utils import timezone

from councils import audit
from councils.actions.versions import StaleEdit, require_version
from councils.models import CouncilReview


class AlreadyDone(Exception):
    """The review has been gone through at a meeting and is not written in any more."""


class NothingAnswered(Exception):
    """There is nothing to go through yet."""


@transaction.atomic
def start_review(*, council, by, year):
    """A review of a year, or the one that is there."""
    review, made = CouncilReview.objects.get_or_create(council=council, year=year)
    if made:
        audit.record(council=council, by=by, verb="start_review", of=review, year=year)
    return review


@transaction.atomic
def write_review(*, review, by, version, conclusion, answers):
    """Save what the council answers. `answers`: question → (score or None, words). Raises StaleEdit and AlreadyDone.

    What is not answered, neither in a figure nor in words, has no row.
    """
    row = _held(review)
    _refuse_done(row)
    stored = answers_of(row)
    wanted = {question: said for question, said in answers.items() if said != (None, "")}
    is_same = stored == wanted and row.conclusion == conclusion
    if row.version == version + 1 and is_same:
        return row
    require_version(row, version)
    if is_same:
        return row
    row.answers.exclude(question__in=wanted).filter(question__in=answers).delete()
    for question, (score, comment) in wanted.items():
        if stored.get(question) != (score, comment):
            row.answers.update_or_create(question=question, defaults={"score": score, "comment": comment})
    row.conclusion = conclusion
    row.version += 1
    row.save(update_fields=["conclusion", "version"])
    audit.record(council=row.council, by=by, verb="write_review", of=row, year=row.year, answered=len(wanted))
    return row


@transaction.atomic
def finish_review(*, review, by, version, meeting):
    """Lock the review: a meeting has gone through it. A second time changes nothing.

    Raises StaleEdit and NothingAnswered.
    """
    row = _held(review)
    if row.is_done:
        if row.meeting_id != meeting.pk:
            raise StaleEdit(row)
        return row
    require_version(row, version)
    if not row.answers.exists():
        raise NothingAnswered
    row.meeting, row.done_at, row.done_by = meeting, timezone.now(), by
    row.version += 1
    row.save()
    audit.record(council=row.council, by=by, verb="finish_review", of=row, year=row.year, held_on=meeting.held_on)
    return row


def answers_of(review):
    """Question → (score, words)."""
    return {row.question: (row.score, row.comment) for row in review.answers.all()}


def _held(review):
    return CouncilReview.objects.select_for_update(of=("self",)).select_related("council").get(pk=review.pk)


def _refuse_done(row):
    if row.is_done:
        raise AlreadyDone
