"""Writes how it goes with a plan that is decided: measures, goals and follow-ups. The plan's own text stands."""

from django.db import transaction
from django.utils import timezone

from councils import audit
from councils.actions.versions import StaleEdit
from councils.models import Measure, PlanFollowUp, PlanGoal


class NotDecided(Exception):
    """The plan is a draft: there is nothing to report on yet."""


class NotYet(Exception):
    """The day of the follow-up, or its meeting, is still to come."""


class CalledOff(Exception):
    """The meeting at which the plan was to be followed up is cancelled."""


@transaction.atomic
def report_measure(*, measure, by, at, version, status, result):
    """How far a measure has come, in a code and in words. Raises NotDecided and StaleEdit."""
    row = _locked(Measure, measure, "problem__plan__council")
    _require_followed(row.problem.plan)
    if row.reported_at and (row.status, row.result) == (status, result):
        return row  # the same form, sent twice
    _require_version(row, version)
    before = row.status
    row.status, row.result, row.reported_at, row.reported_by = status, result, at, by
    row.version += 1
    row.save()
    said = {"before": {"status": before}, "after": {"status": status}}
    audit.record(council=row.problem.plan.council, by=by, verb="report_measure", of=row, **said)
    return row


@transaction.atomic
def report_goal(*, goal, by, version, outcome, result):
    """Whether a goal was reached, and how one knows. Raises NotDecided and StaleEdit."""
    row = _locked(PlanGoal, goal, "problem__plan__council")
    _require_followed(row.problem.plan)
    if (row.outcome, row.result) == (outcome, result):
        return row
    _require_version(row, version)
    row.outcome, row.result = outcome, result
    row.version += 1
    row.save()
    audit.record(council=row.problem.plan.council, by=by, verb="report_goal", of=row, outcome=outcome)
    return row


@transaction.atomic
def record_follow_up(*, follow_up, by, at, version, note):
    """What a follow-up of the plan showed; from then on it is done.

    Raises NotDecided, CalledOff, NotYet and StaleEdit. What is done already may be written anew whatever has become of
    its meeting since.
    """
    row = _locked(PlanFollowUp, follow_up, "plan__council", "meeting")
    _require_followed(row.plan)
    if row.is_done and row.note == note:
        return row
    _require_version(row, version)
    if not row.is_done:
        _require_been(row, at)
    row.note = note
    if not row.is_done:
        row.done_at, row.done_by = at, by
    row.version += 1
    row.save()
    audit.record(council=row.plan.council, by=by, verb="follow_up_plan", of=row, due_on=row.due_on)
    return row


def _locked(model, row, *paths):
    return model.objects.select_for_update(of=("self",)).select_related(*paths).get(pk=row.pk)


def _require_followed(plan):
    """A plan that has been replaced is reported on too: what was done in its time may be told late."""
    if not plan.is_decided:
        raise NotDecided


def _require_been(follow_up, at):
    meeting = follow_up.meeting
    if meeting is not None and meeting.cancelled_at is not None:
        raise CalledOff
    if not (meeting.may_be_over(at) if meeting is not None else follow_up.due_on <= timezone.localdate(at)):
        raise NotYet


def _require_version(row, version):
    if row.version != version:
        raise StaleEdit(row)
