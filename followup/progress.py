"""Reads the database and asks the engine: how every target of a set, or one target, stands on a day.

A constant number of queries, however many promises and activities: promises, targets, responsibilities, counted windows
and facts; one more each when some target needs places, requests, measurements or a calendar.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, DateField, Max, Min, OuterRef, Prefetch, Q, Subquery, Sum, Value
from django.utils import timezone

from followup import kinds
from followup.assessment import Counting, Entry, Rule, assess
from followup.models import Assessment
from followup.standing import PromiseProgress, SetProgress, TargetProgress
from promises.codes import CountQuality, PerChoice, TargetKind
from promises.models import Credit, Measurement, Occasion, Promise, Request, Responsibility, Target, Term
from promises.periods import Per

# What figures are read for: effects are judged by them, visions only show them.
MEASURED = {TargetKind.EFFECT, TargetKind.VISION}
NO_DAY = Value(None, DateField())
# What a page shows of the latest judgement: name → where it stands.
JUDGEMENT = {name: name for name in ("judgement", "motivation", "deviation_reason", "deviation_text", "substitute")}
JUDGEMENT |= {
    "substitute_day": "substitute__occurred_on",
    "substitute_type": "substitute__activity_type",
    "judged_at": "judged_at",
}
WEAKEST_FIRST = [CountQuality.ABOUT, CountQuality.AT_LEAST, CountQuality.EXACT]
NOTHING_LOGGED = {"activities": 0, "uncounted": 0, "first_on": None, "latest_on": None, "quality": CountQuality.EXACT}


def set_progress(promise_set, *, as_of):
    """Every promise of one set with its targets judged on a day."""
    return sets_progress([promise_set], as_of=as_of)[0]


def sets_progress(promise_sets, *, as_of):
    """Several sets judged on a day, in the order given; as many queries as for one."""
    sets = {promise_set.pk: promise_set for promise_set in promise_sets}
    promises = _promises(sets)
    targets = list(judged_targets(Target.objects.in_sets(sets)).order_by("promise", "order", "pk"))
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


def _promises(sets):
    """Promise id → promise in reading order, with its section, set and responsible organisations."""
    rows = (
        Promise.objects.filter(section__promise_set__in=sets)
        .select_related("section")
        .prefetch_related(Prefetch("responsibilities", queryset=Responsibility.objects.select_related("organisation")))
        .order_by("section__promise_set", "section__order", "section", "order", "pk")
    )
    found = {promise.pk: promise for promise in rows}
    for promise in found.values():
        promise.section.promise_set = sets[promise.section.promise_set_id]
    return found


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


@dataclass(frozen=True)
class Counted:
    """All that judging some targets on a day asks of the database, by target id; calendars by council id."""

    entries: Mapping[int, list[Entry]]
    facts: Mapping[int, dict]
    placed: Mapping[int, tuple]
    asked: Mapping[int, int]
    measured: Mapping[int, Measurement]
    calendars: Mapping[int, dict]


def targets_progress(targets, *, as_of):
    """Each target judged on a day, in the order given. Targets come with promise, section and set loaded."""
    counted = read_counted(targets, as_of=as_of)
    return [judged(target, counted, as_of=as_of) for target in targets]


def read_counted(targets, *, as_of):
    """What is counted towards some targets as seen from a day; a constant number of queries."""
    needs = {target.kind for target in targets}
    return Counted(
        entries=_entries(targets, as_of),
        facts=_facts(targets, as_of),
        placed=_placed(targets, as_of) if TargetKind.COVERAGE in needs else {},
        asked=asked_of(targets, as_of) if TargetKind.ON_DEMAND in needs else {},
        measured=figures_of(targets, as_of, MEASURED) if MEASURED & needs else {},
        calendars=calendars_of(targets),
    )


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


def _entries(targets, as_of):
    """Target id → entries. Seen from today the sums per bucket are enough, and come straight from the index."""
    counting = Credit.unwalled.counting().filter(target__in=[target.pk for target in targets])
    if as_of >= timezone.localdate():
        rows = counting.values_list("target_id", "window_start")
    else:
        rows = counting.filter(activity__occurred_on__lte=as_of).values_list("target_id", "activity__occurred_on")
    found = defaultdict(list)
    for target_id, day, total in rows.annotate(total=Sum("amount")).order_by():
        found[target_id].append(Entry(day, total))
    return found


def _facts(targets, as_of):
    """Target id → distinct activities, first day of something done, latest day, and the weakest quality counted.

    An activity with the count 0 is a report, but nothing was done on its day. `uncounted` are tied and do not count.
    """
    counts = Q(window_start__isnull=False)
    rows = (
        Credit.unwalled.filter(target__in=[target.pk for target in targets], activity__occurred_on__lte=as_of)
        .values_list("target_id", "activity__count_quality")
        .annotate(
            rows=Count("pk", filter=counts),
            uncounted=Count("pk", filter=~counts),
            first=Min("activity__occurred_on", filter=counts & Q(amount__gt=0)),
            latest=Max("activity__occurred_on", filter=counts),
        )
        .order_by()
    )
    found = {}
    for target_id, quality, activities, uncounted, first_on, latest_on in rows:
        facts = found.setdefault(target_id, dict(NOTHING_LOGGED))
        facts["activities"] += activities
        facts["uncounted"] += uncounted
        facts["first_on"] = min(filter(None, (facts["first_on"], first_on)), default=None)
        facts["latest_on"] = max(filter(None, (facts["latest_on"], latest_on)), default=None)
        if activities:
            facts["quality"] = min(facts["quality"], quality, key=WEAKEST_FIRST.index)
    return found


def _placed(targets, as_of):
    """Coverage targets: id → (the named places, counted rows of place, day, count)."""
    ids = [target.pk for target in targets if target.kind == TargetKind.COVERAGE]
    found = {target_id: (set(), []) for target_id in ids}
    for target_id, place_id in Target.places.through.objects.filter(target__in=ids).values_list(
        "target_id", "place_id"
    ):
        found[target_id][0].add(place_id)
    rows = Credit.unwalled.counting().filter(target__in=ids, activity__occurred_on__lte=as_of)
    for target_id, *row in rows.values_list("target_id", "activity__place", "activity__occurred_on", "amount"):
        found[target_id][1].append(tuple(row))
    return found


def asked_of(targets, as_of):
    """On-demand targets: id → how often it has been asked for by the day."""
    ids = [target.pk for target in targets if target.kind == TargetKind.ON_DEMAND]
    rows = Request.objects.standing().filter(target__in=ids, asked_on__lte=as_of).values_list("target_id")
    return dict(rows.annotate(Sum("count")).order_by())


def figures_of(targets, as_of, measured):
    """Target id → its latest figure known on the day. When the period is over, also one that was measured after it."""
    over = {target.pk: target.promise_set.period.is_over(as_of) for target in targets if target.kind in measured}
    rows = Measurement.objects.standing().filter(target__in=over).order_by("measured_on", "pk")
    return {row.target_id: row for row in rows if over[row.target_id] or row.measured_on <= as_of}


def calendars_of(targets):
    """Council id → its terms and occasions, read only when some target is counted in them; in one query."""
    councils = {target.promise_set.council_id for target in targets}
    found = {council: {"terms": None, "occasions": []} for council in councils}
    asked = [CALENDARS[per](councils) for per in CALENDARS.keys() & {target.per for target in targets}]
    for council, first_day, last_day in asked[0].union(*asked[1:], all=True) if asked else ():
        if last_day is None:
            found[council]["occasions"].append(first_day)
        else:
            found[council]["terms"] = [*(found[council]["terms"] or []), (first_day, last_day)]
    return found


def _terms(councils):
    return Term.objects.filter(council__in=councils).order_by().values_list("council", "first_day", "last_day")


def _occasions(councils):
    return Occasion.objects.filter(council__in=councils).order_by().values_list("council", "day", NO_DAY)


CALENDARS = {PerChoice.TERM: _terms, PerChoice.OCCASION: _occasions}
