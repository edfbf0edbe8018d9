"""The verdict of every target of many councils on a day: a region, or all of Sweden, on one page.

Narrow on purpose: no rows become objects of models, and of a target only what its rule needs is read. The rules are
those of progress.py, asked through the same function; what is left out is everything that is printed beside a verdict.
Two queries, and one more each where some target is judged by requests, by figures, or in a calendar.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from councils.prepared import as_days
from followup.assessment import Verdict, brief
from followup.attention import needs_attention
from followup.counted import Counted, asked_of, calendars_of, figures_of
from followup.progress import outcome_of
from promises.codes import TargetKind
from promises.models import PromiseSet, Target
from promises.periods import Period

NOTHING = MappingProxyType({})
# What is judged by more than sums: coverage by place, a deliverable by the first day something was done.
BY_PLACE_OR_DAY = {TargetKind.COVERAGE, TargetKind.DELIVERABLE}
RULE = ("kind", "minimum", "per", "counting", "due_on", "direction", "baseline", "threshold")
OF_SET = ("pk", "council_id", "first_day", "last_day", "signed_on", "counts_before_signing")
TO_SET = "promise__section__promise_set"


class Standing(NamedTuple):
    """How one target stands on a day: `done` of `required` as its bar shows it, for `each` the parts that are met.

    `required` is None where nothing is asked yet, or until further notice. `latest_on`: the day of the latest activity
    that counts; None also when it was not asked for (`with_latest`). Without it nobody knows what has gone silent,
    and `needs_attention` is None.
    """

    target_id: int
    promise_id: int
    set_id: int
    council_id: int
    kind: str
    theme: str
    verdict: Verdict
    done: int
    required: int | None
    needs_attention: bool | None
    latest_on: date | None = None


class _Set(NamedTuple):
    pk: int
    council_id: int
    period: Period


class _Target(NamedTuple):
    pk: int
    promise_id: int
    theme: str
    kind: str
    minimum: int | None
    per: str
    counting: str
    due_on: date | None
    direction: str
    baseline: Decimal | None
    threshold: Decimal | None
    promise_set: _Set


def verdicts_of(councils, *, as_of, with_latest=False):
    """One Standing for each target of the sets that are decided, run on the day and have not been replaced.

    `councils`: rows or ids, within the scope that is open. In the order of councils' ids, sets and targets' ids. The
    latest days stand in no index beside the sums: asked for, the activities are read.
    """
    targets = _targets([getattr(council, "pk", council) for council in councils], as_of)
    counted, latest = _counted(targets, as_of, with_latest)
    return [_standing(target, counted, as_of, latest) for target in targets]


def _standing(target, counted, as_of, latest):
    found, of_set = outcome_of(target, counted, as_of=as_of, count=brief), target.promise_set
    return Standing(
        target_id=target.pk,
        promise_id=target.promise_id,
        set_id=of_set.pk,
        council_id=of_set.council_id,
        kind=target.kind,
        theme=target.theme,
        verdict=found.verdict,
        done=found.done,
        required=found.of,
        needs_attention=None if latest is None else _needs_attention(target, found.verdict, counted, as_of, latest),
        latest_on=(latest or NOTHING).get(target.pk),
    )


def _needs_attention(target, verdict, counted, as_of, latest):
    is_reported, latest_on = target.pk in counted.entries, latest.get(target.pk)
    period = target.promise_set.period
    return needs_attention(
        verdict, target.kind, is_reported=is_reported, latest_on=latest_on, period=period, as_of=as_of
    )


def _targets(councils, as_of):
    """Targets with their rule and period; those of a set share one."""
    sets = PromiseSet.objects.filter(council__in=councils).decided().standing().running(on=as_of)
    rows = (
        Target.objects.in_sets(sets)
        .order_by(f"{TO_SET}__council_id", f"{TO_SET}_id", "pk")
        .values_list("pk", "promise_id", "promise__theme", *RULE, *(f"{TO_SET}__{name}" for name in OF_SET))
    )
    made, width = {}, 3 + len(RULE)
    found = []
    for row in rows:
        of_set = made.get(row[width])
        if of_set is None:
            of_set = made[row[width]] = _set(*row[width:])
        found.append(_Target(*row[:width], of_set))
    return found


def _set(pk, council_id, *days):
    named = dict(zip(OF_SET[2:], days, strict=True))
    return _Set(pk, council_id, PromiseSet(**named).period)


def _counted(targets, as_of, with_latest):
    """(what is counted, the latest days by target or None)."""
    kinds = {target.kind for target in targets}
    sums, placed, latest = _read(targets, as_of, with_latest) if targets else ((), (), ())
    places, facts = _placed(placed)
    counted = Counted(
        entries=_sums(sums),
        facts=facts,
        placed=places,
        asked=asked_of(targets, as_of) if TargetKind.ON_DEMAND in kinds else NOTHING,
        measured=figures_of(targets, as_of, {TargetKind.EFFECT}) if TargetKind.EFFECT in kinds else NOTHING,
        calendars=calendars_of(targets),
    )
    return counted, {row[0]: row[2] for row in latest} if with_latest else None


# Thousands of ids are one value and not thousands, and on SQLite a day is text until it is known to be new.
_AMONG = {"postgresql": "= ANY(%s)", "sqlite": "IN (SELECT value FROM json_each(%s))"}
_DAY = {"postgresql": "{}", "sqlite": "CAST({} AS TEXT)"}
_WITH_ACTIVITIES = "promises_credit AS c JOIN promises_activity AS a ON a.id = c.activity_id"
# Activity by activity, by their ids: planned as any join, PostgreSQL reads all that has ever been done to find these.
_ONE_BY_ONE = {
    "postgresql": """promises_credit AS c CROSS JOIN LATERAL (
        SELECT x.place_id, x.occurred_on FROM promises_activity AS x WHERE x.id = c.activity_id OFFSET 0) AS a""",
    "sqlite": _WITH_ACTIVITIES,
}
_COUNTS = """
    SELECT c.target_id AS target, {day} AS day, SUM(c.amount) AS total FROM {rows}
    WHERE c.target_id {among} AND c.window_start IS NOT NULL {until} GROUP BY c.target_id, {group}
"""
_PLACES = """
    SELECT p.target_id AS target, p.place_id AS place, NULL AS day, NULL AS total, NULL AS first
    FROM promises_target_places AS p WHERE p.target_id {among}
    UNION ALL
    SELECT c.target_id, a.place_id, {day}, SUM(c.amount), {first} FROM {rows}
    WHERE c.target_id {among} AND c.window_start IS NOT NULL AND a.occurred_on <= %s
    GROUP BY c.target_id, a.place_id, {group}
"""
_LATEST = """
    SELECT c.target_id AS target, {latest} AS day FROM {rows}
    WHERE c.target_id {among} AND c.window_start IS NOT NULL AND a.occurred_on <= %s GROUP BY c.target_id
"""
# The three as one: which of them, whose it is, where, which day, how much, and the first day.
_TOGETHER = """
    SELECT 1, p.target, p.place, p.day, p.total, p.first FROM ({places}) AS p
    UNION ALL SELECT 0, s.target, NULL, s.day, s.total, NULL FROM ({sums}) AS s
"""
_AND_LATEST = " UNION ALL SELECT 2, l.target, NULL, l.day, NULL, NULL FROM ({latest}) AS l"
_FIRST = "MIN(CASE WHEN c.amount > 0 THEN a.occurred_on END)"


def counts_statement(target_ids, as_of):
    """The statement that sums what counts, with its values: from the index alone when one looks from today."""
    today = as_of >= timezone.localdate()
    rows, until = ("promises_credit AS c", "") if today else (_WITH_ACTIVITIES, "AND a.occurred_on <= %s")
    values = [_ids(target_ids), *([] if today else [_stored(as_of)])]
    return _COUNTS.format(rows=rows, until=until, **_words(as_of)), values


def places_statement(target_ids, as_of):
    """The statement that gives named places, and what was done for each: by place, day, sum and first day."""
    ids, first = _ids(target_ids), _DAY[connection.vendor].format(_FIRST)
    rows = _ONE_BY_ONE[connection.vendor]
    return _PLACES.format(rows=rows, first=first, **_words(as_of)), [ids, ids, _stored(as_of)]


def _latest_statement(target_ids, as_of):
    latest = _DAY[connection.vendor].format("MAX(a.occurred_on)")
    return _LATEST.format(latest=latest, rows=_WITH_ACTIVITIES, **_words(as_of)), [_ids(target_ids), _stored(as_of)]


def _words(as_of):
    """Seen from today the buckets are enough, as in progress.py; from before, only days say what had been done."""
    group = "c.window_start" if as_of >= timezone.localdate() else "a.occurred_on"
    return {"day": _DAY[connection.vendor].format(group), "group": group, "among": _AMONG[connection.vendor]}


def _ids(target_ids):
    return list(target_ids) if connection.vendor == "postgresql" else json.dumps(list(target_ids))


def _stored(day):
    return connection.ops.adapt_datefield_value(day)


def _read(targets, as_of, with_latest):
    """Rows of sums, places and latest days, each (target id, place id, day, sum, first day); one query for all."""
    ids = [target.pk for target in targets]
    placed, values = places_statement([one.pk for one in targets if one.kind in BY_PLACE_OR_DAY], as_of)
    sums, more = counts_statement(ids, as_of)
    statement, values = _TOGETHER.format(places=placed, sums=sums), [*values, *more]
    if with_latest:
        latest, more = _latest_statement(ids, as_of)
        statement, values = statement + _AND_LATEST.format(latest=latest), [*values, *more]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = cursor.fetchall()
    days, found = as_days(day for row in rows for day in (row[3], row[5])), ([], [], [])
    for part, target_id, place_id, day, total, first in rows:
        found[part].append((target_id, place_id, days[day], total, days[first]))
    return found


def _sums(rows) -> Mapping[int, Sequence[tuple[date, int]]]:
    """Target id → (day, sum); no target without anything that counts."""
    found = defaultdict(list)
    for target_id, _place_id, day, total, _first in rows:
        found[target_id].append((day, total))
    return found


def _placed(rows):
    """Coverage: id → (named places, sums of place and day). Deliverables: id → the first day something was done."""
    placed, facts = defaultdict(lambda: (set(), [])), defaultdict(dict)
    for target_id, place_id, day, total, first in rows:
        if day is None:
            placed[target_id][0].add(place_id)
            continue
        placed[target_id][1].append((place_id, day, total))
        known = facts[target_id].get("first_on")
        facts[target_id]["first_on"] = min(filter(None, (known, first)), default=None)
    return placed, facts
