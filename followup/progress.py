"""Reads the database and asks the engine: how every target of a set, or one target, stands on a day.

Three queries, however many promises and activities: promises, targets, and all that is counted towards them; one more
when some target is judged by figures.
"""

from collections import defaultdict
from functools import lru_cache

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from councils.asked_together import Question, ask_together
from councils.prepared import Ids, prepared
from followup import kinds
from followup.assessment import Counting, Rule, assess
from followup.counted import read_counted
from followup.models import Assessment
from followup.standing import PromiseProgress, SetProgress, TargetProgress
from promises.codes import TargetKind
from promises.models import Promise, Responsibility, Target
from promises.periods import Per
from promises.rules_at_once import answered_for, gathered_responsibilities

# What a page shows of the latest judgement: name → where it stands.
JUDGEMENT = {name: name for name in ("judgement", "motivation", "deviation_reason", "deviation_text", "substitute")}
JUDGEMENT |= {
    "substitute_day": "substitute__occurred_on",
    "substitute_type": "substitute__activity_type",
    "judged_at": "judged_at",
}


def set_progress(promise_set, *, as_of, beside=()):
    """Every promise of one set with its targets judged on a day. `beside`: more questions to ask with the first."""
    return sets_progress([promise_set], as_of=as_of, beside=beside)[0]


def sets_progress(promise_sets, *, as_of, beside=()):
    """Several sets judged on a day, in the order given; as many queries as for one."""
    sets = {promise_set.pk: promise_set for promise_set in promise_sets}
    asked = Question(_promises_of, sets=sets)
    if beside:
        ask_together(asked, *beside)
    promises = _promises(sets, asked.rows)
    targets = _targets_of(sets=sets)
    for target in targets:
        target.promise = promises[target.promise_id]
    judged = defaultdict(list)
    for progress in targets_progress(targets, as_of=as_of):
        judged[progress.target.promise_id].append(progress)
    sections = {pk: {} for pk in sets}
    for promise in promises.values():
        of_set = sections[promise.section.promise_set_id]
        _, rows = of_set.setdefault(promise.section_id, (promise.section, []))
        rows.append(PromiseProgress(promise, judged[promise.pk]))
    found = [SetProgress(sets[pk], as_of, list(of_set.values())) for pk, of_set in sections.items()]
    for progress in found:
        for number, promise in enumerate(progress.promises, start=1):
            promise.number = number
    return found


def _promises(sets, rows):
    """Promise id → promise in reading order, with its section, set and responsible organisations."""
    found = {promise.pk: promise for promise in rows}
    organisations = {}
    for promise in found.values():
        promise.section.promise_set = sets[promise.section.promise_set_id]
        answered_for(promise, promise.answering, organisations)
    return found


@prepared
def _promises_of():
    answering = Responsibility._base_manager.filter(promise=OuterRef("pk"))
    return (
        Promise.objects.filter(section__promise_set__among=Ids("sets"))
        .select_related("section")
        .annotate(answering=Subquery(gathered_responsibilities(answering)))
        .order_by("section__promise_set_id", "section__order", "section_id", "order", "pk")
    )


@prepared
def _targets_of():
    targets = Target.objects.filter(promise__section__promise_set__among=Ids("sets"))
    return judged_targets(targets).order_by("promise_id", "order", "pk")


def target_progress(target, *, as_of):
    """One target, fetched with rules and judgement, on a day."""
    return targets_progress([target], as_of=as_of)[0]


def seen_today(target):
    """The target read again with everything needed to judge it and to print it, as it stands today."""
    target = judged_targets(Target.objects.filter(pk=target.pk).with_rules()).get()
    return target_progress(target, as_of=target.promise_set.seen_on(timezone.localdate()))


def judged_targets(targets):
    """The targets with the latest judgement on each, in the same query."""
    # The targets stand behind the wall already: asked there again, each column would bring four tables with it.
    latest = Assessment._base_manager.filter(target=OuterRef("pk")).order_by("-pk")
    return targets.annotate(
        **{name: Subquery(latest.values(way)[:1]) for name, way in JUDGEMENT.items()}
    ).select_related("lead")


def targets_progress(targets, *, as_of):
    """Each target judged on a day, in the order given. Targets come with promise, section and set loaded."""
    counted = read_counted(targets, as_of=as_of)
    return [judged(target, counted, as_of=as_of) for target in targets]


def judged(target, counted, *, as_of):
    """One target judged by what is counted. Asks the database nothing."""
    outcome = outcome_of(target, counted, as_of=as_of)
    facts, measurement = counted.facts.get(target.pk, {}), counted.measured.get(target.pk)
    calendar = counted.calendars[target.promise_set.council_id]
    return TargetProgress(target, as_of, outcome, measurement=measurement, calendar=calendar, **facts)


def outcome_of(target, counted, *, as_of, count=assess):
    """What the engine says of one target: the only place that chooses which of its functions a kind is judged by.

    A target is anything with the columns of a rule and a `promise_set` with period and council; `count` judges counts.
    """
    period, entries = target.promise_set.period, counted.entries.get(target.pk, ())
    if target.kind == TargetKind.COUNT:
        calendars = counted.calendars[target.promise_set.council_id]
        return count(_rule(target), period=period, entries=entries, as_of=as_of, **calendars)
    if target.kind == TargetKind.COVERAGE:
        return _coverage(target, counted, as_of)
    if target.kind == TargetKind.DELIVERABLE:
        done_on = counted.facts.get(target.pk, {}).get("first_on")
        return kinds.assess_deliverable(due_on=target.due_on, done_on=done_on, period=period, as_of=as_of)
    done = sum(count for _day, count in entries)
    if target.kind == TargetKind.ON_DEMAND:
        asked = counted.asked.get(target.pk, 0)
        return kinds.assess_on_demand(asked=asked, done=done, period=period, as_of=as_of)
    return _effect(target, counted) if target.kind == TargetKind.EFFECT else kinds.never_computed(done=done)


def _rule(target):
    return _rule_once(target.minimum, target.per, target.counting)


@lru_cache(maxsize=1024)
def _rule_once(minimum, per, counting):
    return Rule(minimum, Per(per), Counting(counting))


def _coverage(target, counted, as_of):
    places, rows = counted.placed.get(target.pk, (frozenset(), []))
    return kinds.assess_coverage(
        places,
        minimum=target.minimum,
        per=Per(target.per or Per.PERIOD),
        period=target.promise_set.period,
        entries=rows,
        as_of=as_of,
        **counted.calendars[target.promise_set.council_id],
    )


def _effect(target, counted):
    measurement = counted.measured.get(target.pk)
    return kinds.assess_effect(
        direction=target.direction,
        baseline=target.baseline,
        threshold=target.threshold,
        measured=measurement.value if measurement else None,
    )
