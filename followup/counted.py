"""Reads all that is counted towards some targets, in one statement; one more where some are judged by figures.

Credits and places are those of targets that came through the wall.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, DateField, IntegerField, Max, Min, Q, Sum, Value, When
from django.utils import timezone

from councils.prepared import Ids, Told, as_days, prepared
from followup.assessment import Entry
from promises.codes import CountQuality, PerChoice, TargetKind
from promises.models import Credit, Measurement, Occasion, Request, Target, Term

# What figures are read for: effects are judged by them, visions only show them.
MEASURED = {TargetKind.EFFECT, TargetKind.VISION}
NO_DAY = Value(None, DateField())
WEAKEST_FIRST = [CountQuality.ABOUT, CountQuality.AT_LEAST, CountQuality.EXACT]
NOTHING_LOGGED = {"activities": 0, "uncounted": 0, "first_on": None, "latest_on": None, "quality": CountQuality.EXACT}
WIDTH = 6  # of the statement that reads all that is counted, beside the name of the part


@dataclass(frozen=True)
class Counted:
    """All that judging some targets on a day asks of the database, by target id; calendars by council id."""

    entries: Mapping[int, list[Entry]]
    facts: Mapping[int, dict]
    placed: Mapping[int, tuple]
    asked: Mapping[int, int]
    measured: Mapping[int, Measurement]
    calendars: Mapping[int, dict]


def read_counted(targets, *, as_of):
    """What is counted towards some targets as seen from a day: one query, one more where figures are measured."""
    found = {part: [] for part in PARTS}
    rows = _counted_of.plain(as_of >= timezone.localdate(), as_of=as_of, **_asked_about(targets))
    days = as_days(day for row in rows for day in row[2:4])
    for part, of, first, last, *numbers in rows:
        found[part].append((of, days[first], days[last], *numbers))
    return Counted(
        entries=_entries(found["sums"]),
        facts={of: _facts(*row) for of, *row in found["facts"]},
        placed=_placed(found["places"], found["done"]),
        asked={of: times for of, _first, _last, times, *_ in found["asked"]},
        measured=figures_of(targets, as_of, MEASURED),
        calendars=_calendars({target.promise_set.council_id for target in targets}, found),
    )


def _asked_about(targets):
    """Whom each part of the statement is asked about: ids of targets, and of councils for their calendars."""

    def of_kind(kind):
        return [target.pk for target in targets if target.kind == kind]

    def in_councils(per):
        return {target.promise_set.council_id for target in targets if target.per == per}

    return {
        "targets": [target.pk for target in targets],
        "coverage": of_kind(TargetKind.COVERAGE),
        "on_demand": of_kind(TargetKind.ON_DEMAND),
        "in_terms": in_councils(PerChoice.TERM),
        "in_occasions": in_councils(PerChoice.OCCASION),
    }


PARTS = ("facts", "sums", "places", "done", "asked", "terms", "occasions")


@prepared
def _counted_of(seen_today):
    """All that is counted, in parts: whose it is, first and last day, and numbers."""
    until = Credit.unwalled.filter(activity__occurred_on__lte=Told("as_of", DateField()))
    targets, coverage = Ids("targets"), Ids("coverage")
    # Seen from today the sums per bucket are enough, and come straight from the index.
    counting, day = (Credit.unwalled, "window_start") if seen_today else (until, "activity__occurred_on")
    sums = counting.filter(window_start__isnull=False, target__among=targets).values("target_id", day)
    places = Target.places.through.objects.filter(target__among=coverage)
    done = until.counting().filter(target__among=coverage)
    return _facts_of(until.filter(target__among=targets)).union(
        _part("sums", sums.annotate(total=Sum("amount")), "target_id", day, None, "total"),
        _part("places", places, "target_id", None, None, "place_id"),
        _part("done", done, "target_id", "activity__occurred_on", None, "activity__place_id", "amount"),
        _part("asked", _requests().annotate(times=Sum("count")), "target_id", None, None, "times"),
        _part("terms", Term.objects.filter(council__among=Ids("in_terms")), "council_id", "first_day", "last_day"),
        _part("occasions", Occasion.objects.filter(council__among=Ids("in_occasions")), "council_id", "day"),
        all=True,
    )


def _requests():
    rows = Request.objects.standing().filter(asked_on__lte=Told("as_of", DateField()))
    return rows.filter(target__among=Ids("on_demand")).values("target_id")


def _part(name, rows, *columns):
    """Rows under the name of their part, with NULL where other parts have something more to say."""
    filled = [*columns, *[None] * (WIDTH - len(columns))]
    kinds = [IntegerField(), DateField(), DateField(), *[IntegerField()] * 3]
    told = [column or Value(None, kind) for column, kind in zip(filled, kinds, strict=True)]
    return rows.order_by().values_list(Value(name), *told)


def _facts_of(credits):
    """Of each target: distinct activities, first day of something done, latest day, and the weakest quality counted.

    An activity with the count 0 is a report, but nothing was done on its day. The rest are tied and do not count.
    """
    counts = Q(window_start__isnull=False)
    weakness = [When(activity__count_quality=code, then=n) for n, code in enumerate(WEAKEST_FIRST)]
    rows = credits.values("target_id").annotate(
        first=Min("activity__occurred_on", filter=counts & Q(amount__gt=0)),
        latest=Max("activity__occurred_on", filter=counts),
        counted=Count("pk", filter=counts),
        uncounted=Count("pk", filter=~counts),
        weakest=Min(Case(*weakness), filter=counts),
    )
    return _part("facts", rows, "target_id", "first", "latest", "counted", "uncounted", "weakest")


def _facts(first_on, latest_on, activities, uncounted, weakest):
    quality = CountQuality.EXACT if weakest is None else WEAKEST_FIRST[weakest]
    return dict(zip(NOTHING_LOGGED, (activities, uncounted, first_on, latest_on, quality), strict=True))


def _entries(rows):
    found = defaultdict(list)
    for target_id, day, _last, total, *_ in rows:
        found[target_id].append(Entry(day, total))
    return found


def _placed(places, done):
    """Coverage targets: id → (the named places, counted rows of place, day, count)."""
    found = defaultdict(lambda: (set(), []))
    for target_id, _first, _last, place_id, *_ in places:
        found[target_id][0].add(place_id)
    for target_id, day, _last, place_id, amount, _ in done:
        found[target_id][1].append((place_id, day, amount))
    return found


def asked_of(targets, as_of):
    """On-demand targets: id → how often it has been asked for by the day."""
    ids = [target.pk for target in targets if target.kind == TargetKind.ON_DEMAND]
    rows = Request.objects.standing().filter(target__in=ids, asked_on__lte=as_of).values_list("target_id")
    return dict(rows.annotate(Sum("count")).order_by())


def figures_of(targets, as_of, measured):
    """Target id → its latest figure known on the day. When the period is over, also one that was measured after it."""
    over = {target.pk: target.promise_set.period.is_over(as_of) for target in targets if target.kind in measured}
    rows = _figures_of(targets=over) if over else ()
    return {row.target_id: row for row in rows if over[row.target_id] or row.measured_on <= as_of}


@prepared
def _figures_of():
    return Measurement.objects.standing().filter(target__among=Ids("targets")).order_by("measured_on", "pk")


def _calendars(councils, found):
    """Council id → its terms and occasions; no terms is something else than terms that are not asked for."""
    terms, occasions = defaultdict(list), defaultdict(list)
    for council, first_day, last_day, *_ in found["terms"]:
        terms[council].append((first_day, last_day))
    for council, day, *_ in found["occasions"]:
        occasions[council].append(day)
    return {council: {"terms": terms.get(council), "occasions": occasions[council]} for council in councils}


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
