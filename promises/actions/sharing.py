"""Opening an organisation's draft of a promise set to the others in the council."""

from django.db import transaction
from django.utils import timezone

from councils import audit
from councils.models import Organisation
from promises.codes import SetStatus
from promises.models import PromiseSet


@transaction.atomic
def share_promise_set(*, promise_set, by, at):
    """Open a draft to everybody in the council who reads drafts, for good; says whether it was this call that did.

    Sharing twice is once. There is no undoing: what has been read at another authority stays a document there.
    """
    current = PromiseSet.objects.select_for_update(of=("self",)).select_related("council").get(pk=promise_set.pk)
    if not current.is_own_draft:
        return False
    current.shared_at, current.shared_by = at, by
    if current.status == SetStatus.DRAFT:
        current.status = SetStatus.SHARED
    current.version += 1
    current.save()
    readers = Organisation.objects.reading_drafts_in(current.council, on=timezone.localdate(at))
    others = sorted(readers.exclude(pk=current.organisation_id).values_list("pk", flat=True))
    details = {"organisation": current.organisation_id, "readers": others}
    audit.record(council=current.council, by=by, verb="share_promise_set", of=current, **details)
    return True
