"""Judging a target: a person's conclusion beside the computed verdict."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from councils import audit
from followup.models import Assessment


@transaction.atomic
def judge_target(*, progress, by, judgement, motivation, deviation_reason, deviation_text, substitute=None):
    """Add a judgement of a target as it stands in `progress`. Earlier judgements stay readable."""
    promise_set = progress.target.promise_set
    if substitute and substitute.council_id != promise_set.council_id:
        raise PermissionDenied("an activity of another council")
    assessment = Assessment.objects.create(
        target=progress.target,
        as_of=progress.as_of,
        computed=progress.verdict.value,
        judgement=judgement,
        motivation=motivation,
        deviation_reason=deviation_reason,
        deviation_text=deviation_text,
        substitute=substitute,
        judged_by=by,
    )
    # The log is read by both parties: of an own draft it does not tell what was concluded.
    told = {} if promise_set.is_own_draft else {"computed": assessment.computed, "judgement": judgement}
    audit.record(council=promise_set.council, by=by, verb="judge_target", of=progress.target, **told)
    return assessment
