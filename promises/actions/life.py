"""The life of signed promises: published, closed, and given a new edition."""

from django.db import transaction

from councils import audit
from councils.models import Council
from promises.actions.copying import copied_set, free_slug
from promises.actions.credits import recredit
from promises.actions.promise_sets import AlreadyThere
from promises.codes import SetStatus
from promises.models import PromiseSet, Target
from promises.querysets import IN_FORCE


class NotNow(Exception):
    """The promises are not where the act begins: not signed yet, closed already, or replaced."""


class NotOverYet(Exception):
    """The period runs: the promises hold until its last day."""


@transaction.atomic
def publish_promise_set(*, promise_set, by, at):
    """Open signed promises to the public. Publishing twice is once. Raises NotNow."""
    current = _locked(promise_set)
    if current.published_at is not None and current.status != SetStatus.SIGNED:
        return current
    if current.status != SetStatus.SIGNED:
        raise NotNow
    current.status = SetStatus.PUBLISHED
    current.published_at, current.published_by = at, by
    current.version += 1
    current.save()
    audit.record(council=current.council, by=by, verb="publish_promise_set", of=current)
    return current


@transaction.atomic
def close_promise_set(*, promise_set, by, at, on, last_day=None, reason=""):
    """End promises whose period is over: they take no more entries. Closing twice is once. Raises NotNow, NotOverYet.

    `on` is today. Promises that hold until further notice are given their last day here, and a code for why.
    """
    current = _locked(promise_set)
    if current.status == SetStatus.CLOSED:
        return current
    if current.status not in IN_FORCE:
        raise NotNow
    told = {}
    if current.last_day is None:
        if last_day is None or not current.period.first_day <= last_day <= on or not reason:
            raise NotOverYet
        current.last_day = last_day
        told = {"last_day": last_day.isoformat(), "reason": reason}
    elif not current.period.is_over(on):
        raise NotOverYet
    current.status = SetStatus.CLOSED
    current.closed_at, current.closed_by = at, by
    current.version += 1
    current.save()
    if told:
        recredit(Target.objects.in_sets([current.pk]).with_rules())
    audit.record(council=current.council, by=by, verb="close_promise_set", of=current, **told)
    return current


@transaction.atomic
def new_edition(*, promise_set, by, organisation, reason, last_day=None):
    """A draft of the next edition, to be changed and signed; the old one holds until all have. Raises NotNow.

    With `last_day` the promises are to hold until then. There is one open edition at a time: asked again, that one.
    """
    current = _locked(promise_set)
    # One address is given at a time: the next one to copy anything in the council sees this one.
    Council.objects.select_for_update().get(pk=current.council_id)
    open_one = PromiseSet.objects.filter(replaces=current).first()
    if open_one:
        return open_one
    if current.status not in IN_FORCE:
        raise NotNow
    number = current.edition + 1
    base = current.slug.rpartition("-utgava-")[0] if current.edition > 1 else ""
    draft = copied_set(
        current,
        organisation=organisation,
        by=by,
        title=current.title,
        slug=free_slug(current.council, f"{(base or current.slug)[:48]}-utgava-{number}"),
        # Counted from the same day as before, also where that was the day of the signing: this one is signed later.
        first_day=current.period.first_day,
        counts_before_signing=True,
        last_day=last_day or current.last_day,
        summary_due_kind=current.summary_due_kind,
        summary_due_on=current.summary_due_on,
        summary_due_wording=current.summary_due_wording,
        predecessor=current.predecessor,
        edition=number,
        replaces=current,
        edition_reason=reason,
    )
    # What is said in somebody's own draft is not told: only that there is one.
    audit.record(council=current.council, by=by, verb="start_edition", of=current, edition=number)
    return draft


@transaction.atomic
def copy_promise_set(*, source, by, organisation, title, first_day, last_day, promises):
    """Last period's promises as a draft for the next: those of `promises`, ids, with targets, parties and texts.

    The same form sent twice answers with the draft from the first time. Raises AlreadyThere, as new promises do, also
    of promises that the whole group reads.
    """
    Council.objects.select_for_update().get(pk=source.council_id)
    same = PromiseSet.objects.of(source.council).standing().filter(title=title, first_day=first_day)
    made = same.undecided().filter(predecessor=source, organisation=organisation, replaces=None)
    if first := made.select_related("council").first():
        return first
    if found := same.known_to(organisation).select_related("council").first():
        raise AlreadyThere(found)
    draft = copied_set(
        source,
        organisation=organisation,
        by=by,
        promises=set(promises),
        title=title,
        slug=free_slug(source.council, title),
        first_day=first_day,
        last_day=last_day,
        predecessor=source,
    )
    audit.record(council=source.council, by=by, verb="copy_promise_set", of=draft)
    return draft


def _locked(promise_set):
    rows = PromiseSet.objects.select_for_update(of=("self",)).select_related("council")
    return rows.get(pk=promise_set.pk)
