"""Judging a target: a person's conclusion beside the computed verdict."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from councils import audit
from followup.models import Assessment
from promises.models import Target


@transaction.atomic
def judge_target(*, progress, by, judgement, motivation, deviation_reason, deviation_text, substitute=None):
    """Add a judgement of a target as it stands in `progress`. Earlier judgements stay readable.

    Sent again by the same person with nothing changed it is the same judgement: the one that stands is returned.
    """
    promise_set = progress.target.promise_set
    if substitute and substitute.council_id != promise_set.council_id:
        raise PermissionDenied("an activity of another council")
    said = {
        "as_of": progress.as_of,
        "computed": progress.verdict.value,
        "judgement": judgement,
        "motivation": motivation,
        "deviation_reason": deviation_reason,
        "deviation_text": deviation_text,
        "substitute": substitute,
        "judged_by": by,
    }
    # Two judgements of a target wait for each other, so that a second click sees what the first one saved.
    Target.objects.select_for_update(of=("self",)).get(pk=progress.target.pk)
    latest = Assessment.objects.filter(target=progress.target).order_by("-pk").first()
    if latest and all(getattr(latest, name) == value for name, value in said.items()):
        return latest
    assessment = Assessment.objects.create(target=progress.target, **said)
    # The log is read by both parties: of an own draft it does not tell what was concluded.
    told = {} if promise_set.is_own_draft else {"computed": assessment.computed, "judgement": judgement}
    audit.record(council=promise_set.council, by=by, verb="judge_target", of=progress.target, **told)
    return assessment
