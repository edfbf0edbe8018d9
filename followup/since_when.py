"""Reads the dated log of one target and asks since when it stands as it does. One query, one more for requests."""

from collections import defaultdict

from django.db.models import Sum

from followup.assessment import Counting, Entry, Outcome, Verdict
from followup.counted import Counted
from followup.progress import judged
from followup.since import ONCE, Since, closings, count_days, edges, held_since, pace_days, since_the_bucket
from promises.codes import TargetKind
from promises.models import Credit, Measurement, Request
from promises.periods import ONE_DAY, Per

NEVER_CHANGES = (Verdict.NOT_STARTED, Verdict.NO_MEASURE)


def since_when(facts):
    """The first day of the unbroken run of a target's verdict, as the log stands today: a Since, or None."""
    if facts.verdict in NEVER_CHANGES:
        return None
    target, as_of = facts.target, facts.as_of
    if _is_each(facts) and target.promise_set.period.last_day is None:
        # Years of days or weeks: what each came to is known already, and the engine need not be asked again.
        day = since_the_bucket(facts.outcome.parts, period=target.promise_set.period, as_of=as_of)
        return day and Since(day)
    dated = _Dated(facts)
    days = {day for day in dated.days() if target.promise_set.period.first_day <= day <= as_of}
    return held_since(dated.verdict_on, days, as_of=as_of, comes_once=_comes_once(facts))


def _comes_once(facts):
    if facts.target.kind in (TargetKind.EFFECT, TargetKind.ON_DEMAND):
        return False  # a later figure or request may change any of them back
    closes = facts.target.promise_set.period.last_day is not None
    return facts.verdict in ONCE or (_is_each(facts) and closes)


def _is_each(facts):
    return isinstance(facts.outcome, Outcome) and facts.outcome.rule.counting is Counting.EACH


class _Dated:
    """One target's log by the day, so that the engine can be asked as it would have been seen on an earlier one."""

    def __init__(self, facts):
        self.facts, self.target, self.period = facts, facts.target, facts.target.promise_set.period
        rows = Credit.objects.counting().filter(target=self.target, activity__occurred_on__lte=facts.as_of)
        rows = rows.values_list("activity__occurred_on", "activity__place").annotate(total=Sum("amount")).order_by()
        self.done = list(rows)
        self.requests, self.figures = self._requests(), self._figures()

    def _requests(self):
        if self.target.kind != TargetKind.ON_DEMAND:
            return []
        rows = Request.objects.standing().filter(target=self.target, asked_on__lte=self.facts.as_of)
        return list(rows.values_list("asked_on", "count"))

    def _figures(self):
        if self.target.kind != TargetKind.EFFECT:
            return []
        return list(Measurement.objects.standing().filter(target=self.target).order_by("measured_on", "pk"))

    def verdict_on(self, day):
        """What the engine says, seen from a day."""
        return judged(self.target, self._as_seen_from(day), as_of=day).verdict

    def _as_seen_from(self, day):
        pk, by_day = self.target.pk, defaultdict(int)
        for done_on, _place, amount in self.done:
            if done_on <= day:
                by_day[done_on] += amount
        facts = {"first_on": min((done_on for done_on, amount in by_day.items() if amount), default=None)}
        known = [row for row in self.figures if row.measured_on <= day or self.period.is_over(day)]
        return Counted(
            entries={pk: [Entry(done_on, amount) for done_on, amount in by_day.items()]},
            facts={pk: facts},
            placed={pk: self._placed()},
            asked={pk: sum(count for asked_on, count in self.requests if asked_on <= day)},
            measured={pk: known[-1]} if known else {},
            calendars={self.target.promise_set.council_id: self.facts.calendar},
        )

    def _placed(self):
        if self.target.kind != TargetKind.COVERAGE:
            return frozenset(), []
        rows = [(place, done_on, amount) for done_on, place, amount in self.done]
        return frozenset(place.pk for place in self.target.places.all()), rows

    def days(self):
        """Every day on which the verdict may change."""
        done_on = {row[0] for row in self.done}
        outcome, as_of = self.facts.outcome, self.facts.as_of
        if isinstance(outcome, Outcome):
            return count_days(outcome.rule, period=self.period, entry_days=done_on, as_of=as_of, **self.facts.calendar)
        days = {*edges(self.period), *done_on, *(row[0] for row in self.requests)}
        days |= {row.measured_on for row in self.figures}
        if self.target.kind == TargetKind.DELIVERABLE:
            days.add(self.target.due_on + ONE_DAY)
        if self.target.kind == TargetKind.COVERAGE:
            per = Per(self.target.per or Per.PERIOD)
            days |= closings(self.period, per, as_of=as_of, **self.facts.calendar)
            days |= set(pace_days(self.period, outcome.of or 0))
        return days
