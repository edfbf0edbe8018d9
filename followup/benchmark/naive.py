"""The same verdicts as one would write them first: a query for each target and each part of the period.

Kept as the counterweight that the fast reading is measured against, and compared with: the two must agree.
"""

from django.db.models import Max, Min, Sum

from followup.assessment import Counting, Entry, Rule, assess
from followup.kinds import assess_coverage, assess_deliverable, never_computed
from promises.codes import TargetKind
from promises.models import Credit, Target
from promises.periods import Per, buckets


def naive_verdicts(promise_set, *, as_of):
    """Target id → verdict, for all targets of a set."""
    found = {}
    for promise in promise_set.sections.get().promises.all():
        for target in promise.targets.all():
            found[target.pk] = _outcome(Target.objects.get(pk=target.pk), as_of).verdict
    return found


def _outcome(target, as_of):
    period = target.promise.section.promise_set.period
    credits = Credit.objects.filter(target=target, window_start__isnull=False, activity__occurred_on__lte=as_of)
    credits.aggregate(Min("activity__occurred_on"), Max("activity__occurred_on"))
    if target.kind == TargetKind.COUNT:
        rule = Rule(target.minimum, Per(target.per), Counting(target.counting))
        entries = [Entry(part.first_day, _sum(credits, part)) for part in buckets(period, rule.per, until=as_of)]
        return assess(rule, period=period, entries=entries, as_of=as_of)
    if target.kind == TargetKind.COVERAGE:
        rows = [(credit.activity.place_id, credit.activity.occurred_on, credit.amount) for credit in credits]
        places = [place.pk for place in target.places.all()]
        per = Per(target.per)
        return assess_coverage(places, minimum=target.minimum, per=per, period=period, entries=rows, as_of=as_of)
    if target.kind == TargetKind.DELIVERABLE:
        first = credits.filter(amount__gt=0).aggregate(first=Min("activity__occurred_on"))["first"]
        return assess_deliverable(due_on=target.due_on, done_on=first, period=period, as_of=as_of)
    return never_computed(done=credits.aggregate(total=Sum("amount"))["total"] or 0)


def _sum(credits, part):
    within = credits.filter(activity__occurred_on__gte=part.first_day)
    if part.last_day is not None:
        within = within.filter(activity__occurred_on__lte=part.last_day)
    return within.aggregate(total=Sum("amount"))["total"] or 0
