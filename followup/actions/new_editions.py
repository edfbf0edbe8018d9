"""What a new edition takes over from the one it replaces: what was done, asked for, measured, said and concluded."""

from django.db import transaction
from django.db.models import F

from councils import audit
from followup.codes import DeadlineKind
from followup.models import Assessment, Deadline, Deviation, Summary, SummaryShare, SummaryText
from promises.actions.credits import AT_A_TIME, recredit
from promises.actions.life import NotNow
from promises.codes import SetStatus
from promises.contents import OF_TARGET
from promises.models import Credit, Measurement, Promise, PromiseSet, Request, Target
from promises.querysets import IN_FORCE

RULE = {name for name in OF_TARGET if name != "label"} | {"baseline", "threshold", "lead_id", "due_on"}


@transaction.atomic
def supersede(*, old, new, by):
    """Let a signed edition take over from the one it replaces. What the old one said and counted stays readable.

    A frozen summary stays with the edition it is of; the new edition then begins its own. Raises NotNow when the old
    one has been closed or replaced since the new one was begun.
    """
    old = PromiseSet.objects.select_for_update(of=("self",)).select_related("council").get(pk=old.pk)
    if old.status not in IN_FORCE:
        raise NotNow
    old.status, old.superseded_on = SetStatus.SUPERSEDED, new.signed_on
    old.version += 1
    old.save()
    pairs = _pairs(Target.objects.in_sets([new.pk]).with_rules(), old)
    _take_over_credits(pairs)
    _take_over_notes(pairs)
    summary = Summary.objects.final().select_for_update(of=("self",)).filter(promise_set=old, slug="").first()
    if summary is None or not summary.is_frozen:
        _take_over_judgements(pairs)
    if summary and not summary.is_frozen:
        _take_over_texts(summary, new)
    _take_over_deadlines(old, new)
    audit.record(council=old.council, by=by, verb="supersede_promise_set", of=old, edition=new.edition)
    return old


def _pairs(targets, old):
    """(old target, new target) of those that come from the edition before."""
    targets = list(targets)
    origins = {row.pk: row for row in Target.objects.in_sets([old.pk]).with_rules()}
    return [(origins[target.origin_id], target) for target in targets if target.origin_id in origins]


def _take_over_credits(pairs):
    """Tie what was tied to the old targets to the new ones; whether it counts there is by their rules and period."""
    new_of = {}
    for old, new in pairs:
        new_of.setdefault(old.pk, []).append(new)
    ties = Credit.objects.filter(target__in=new_of).values_list("activity", "target", "amount")
    rows = [
        Credit(activity_id=activity, target=new, amount=amount)
        for activity, target, amount in ties.iterator(chunk_size=AT_A_TIME)
        for new in new_of[target]
    ]
    Credit.objects.bulk_create(rows, batch_size=AT_A_TIME, ignore_conflicts=True)
    recredit([new for _, new in pairs])


def _take_over_notes(pairs):
    """What somebody asked for, measured and noted of what was not done: by whom, when, and withdrawn or not."""
    Request.objects.bulk_create(_copied(Request, pairs))
    Measurement.objects.bulk_create(_copied(Measurement, pairs))
    Deviation.objects.bulk_create(_copied(Deviation, pairs))


def _copied(model, pairs):
    """The notes of a kind on the old targets, as rows of the new ones."""
    carried = [field.attname for field in model._meta.concrete_fields if field.name not in ("id", "target")]
    rows = list(model.objects.filter(target__in=[old.pk for old, _ in pairs]).order_by("pk"))
    return [
        model(target=new, **{name: getattr(row, name) for name in carried})
        for old, new in pairs
        for row in rows
        if row.target_id == old.pk
    ]


def _take_over_judgements(pairs):
    """The last conclusion about each target whose rule is the same, with the person and the day it was drawn."""
    latest = Assessment.objects.latest_of([old.pk for old, _ in pairs])
    for old, new in pairs:
        row = latest.get(old.pk)
        if row is None or not _is_same_rule(old, new):
            continue
        made_at, row.pk, row.target = row.judged_at, None, new
        row.save(force_insert=True)
        # The day it was judged is not the day it was taken over.
        Assessment.objects.filter(pk=row.pk).update(judged_at=made_at)


def _is_same_rule(old, new):
    """Is the new target counted as the old one was: the same rule, days, places and people who answer for it?"""
    if old.promise_set.period != new.promise_set.period or old.responsible_ids != new.responsible_ids:
        return False
    places = [{place.pk for place in target.places.all()} for target in (old, new)]
    return places[0] == places[1] and all(getattr(old, name) == getattr(new, name) for name in RULE)


def _take_over_texts(summary, new):
    """What has been written so far, each text still its organisation's, and open to those it was open to."""
    into, _made = Summary.objects.get_or_create(promise_set=new, slug="")
    promises = dict(Promise.objects.filter(section__promise_set=new).values_list("origin", "pk"))
    written = set(into.texts.values_list("promise", "part"))
    for row in summary.texts.all():
        promise = promises.get(row.promise_id)
        is_of_what_stands = promise is not None or row.promise_id is None
        if is_of_what_stands and (promise, row.part) not in written:
            SummaryText.objects.create(
                summary=into,
                promise_id=promise,
                part=row.part,
                organisation_id=row.organisation_id,
                text=row.text,
                version=row.version,
            )
    for share in summary.shares.all():
        SummaryShare.objects.get_or_create(
            summary=into,
            organisation_id=share.organisation_id,
            defaults={"shared_at": share.shared_at, "shared_by_id": share.shared_by_id},
        )


def _take_over_deadlines(old, new):
    """What is still to be done is to be done for what stands; what is done was done of the old edition."""
    taken = Deadline.objects.filter(promise_set=new, kind=DeadlineKind.CHECKPOINT).values("due_on")
    # A checkpoint that the new edition has on the same day is the one that counts.
    Deadline.objects.open().filter(promise_set=old, kind=DeadlineKind.CHECKPOINT, due_on__in=taken).delete()
    Deadline.objects.open().filter(promise_set=old).update(promise_set=new, version=F("version") + 1)
