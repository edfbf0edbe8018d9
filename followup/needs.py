"""What a target still needs: how much, how often, and the days on which it can first and last be met.

Pure: no Django, no clock, no I/O. It reads what the engine has found and judges nothing itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from followup.assessment import Counting, Outcome, Part, State, Verdict
from followup.kinds import Finding
from promises.periods import Bucket, Period

A_WEEK, A_MONTH = Fraction(7), Fraction(365, 12)  # days
# Seen as one of these, a target can still be met by what is done from now on.
CAN_BE_MET = frozenset((Verdict.NOT_STARTED, Verdict.ON_TRACK, Verdict.BEHIND))


@dataclass(frozen=True, slots=True)
class Need:
    """What is left to do. Days are None where a target is met, lost, over, or never ends.

    `still_needed`: entries, places or deliveries that can still be done and are required; None where nothing says.
    `per_week`, `per_month`: the same for each week or month that is left; all of it where less than one is left.
    `earliest`, `latest`: the first day on which the target can be met, and the last on which what lacks can be done.
    `next_by`, `next_lacks`: the last day of the bucket that is open and not met, and how much it lacks.
    `lost`: judged buckets that closed too low. `best`: how many buckets or places can be met at most.
    `behind_by`: how many more an even pace would have given by now.
    """

    still_needed: int | None = None
    days_left: int | None = None
    per_week: Fraction | None = None
    per_month: Fraction | None = None
    earliest: date | None = None
    latest: date | None = None
    next_by: date | None = None
    next_lacks: int = 0
    lost: tuple[Part, ...] = ()
    best: int | None = None
    behind_by: int = 0


def need_of(outcome: Outcome) -> Need:
    """What a count target still needs, seen from the day it was judged on.

    >>> from followup.assessment import Rule, assess
    >>> from promises.periods import Per
    >>> year = Period(date(2019, 1, 1), date(2019, 12, 31))
    >>> weekly = assess(Rule(1, Per.WEEK, Counting.AVERAGE), period=year, entries=[], as_of=date(2019, 12, 18))
    >>> need_of(weekly).still_needed, need_of(weekly).per_week, need_of(weekly).latest
    (52, Fraction(26, 1), datetime.date(2019, 12, 31))
    """
    is_each = outcome.rule.counting is Counting.EACH
    earliest, latest = _each_days(outcome) if is_each else _days(outcome.period, outcome.as_of)
    lacks = outcome.verdict in CAN_BE_MET and outcome.still_needed
    next_up = _open_and_unmet(outcome) if is_each else None
    closes = is_each and outcome.required is not None
    return Need(
        still_needed=outcome.still_needed,
        **_rest(outcome.period, outcome.as_of, outcome.still_needed),
        earliest=earliest if lacks else None,
        latest=latest if lacks else None,
        next_by=next_up.last_day if next_up else None,
        next_lacks=outcome.rule.minimum - next_up.count if next_up else 0,
        lost=tuple(part for part in outcome.parts if part.state is State.MISSED),
        best=outcome.judged - outcome.missed if closes else None,
        behind_by=max(0, int(outcome.expected or 0) - outcome.total) if outcome.verdict is Verdict.BEHIND else 0,
    )


def need_of_places(finding: Finding, *, buckets: Sequence[Bucket], period: Period, as_of: date) -> Need:
    """What a coverage target still needs, in places (times buckets). `buckets`: the judged ones it was tried in."""
    if not finding.of or not buckets:
        return Need()
    is_divided = len(buckets) > 1 or buckets[0].first_day != period.first_day
    if period.last_day is None and is_divided:
        return Need(still_needed=None)
    lacks = finding.of - finding.done - finding.missed
    earliest, latest = _days(period, as_of)
    last = buckets[-1]
    next_by, next_lacks = _next_places(finding, buckets, as_of)
    can_be_met = finding.verdict in CAN_BE_MET and lacks
    return Need(
        still_needed=lacks,
        **_rest(period, as_of, lacks),
        earliest=max(earliest, last.first_day) if can_be_met and earliest else None,
        latest=last.last_day if can_be_met else None,
        next_by=next_by if lacks and is_divided else None,
        next_lacks=next_lacks if is_divided else 0,
        best=finding.of - finding.missed if period.last_day else None,
        behind_by=max(0, int(finding.expected or 0) - finding.done) if finding.verdict is Verdict.BEHIND else 0,
    )


def need_of_delivery(finding: Finding, *, due_on: date, period: Period, as_of: date) -> Need:
    """What something to be delivered by a day still needs: that it is done, from today to that day."""
    last = due_on if period.last_day is None else min(due_on, period.last_day)
    first = max(as_of, period.first_day)
    lacks = 0 if finding.done else 1
    can_be_met = lacks and finding.verdict in CAN_BE_MET and first <= last
    days_left = max(0, (last - first).days + 1)
    return Need(
        still_needed=lacks,
        days_left=days_left,
        earliest=first if can_be_met else None,
        latest=last if can_be_met else None,
    )


def _rest(period: Period, as_of: date, lacks: int | None) -> dict[str, Fraction | int | None]:
    """The days that are left, today among them, and what they ask of each week and month."""
    days = period.days_left(as_of)
    if not days or not lacks:
        return {"days_left": days, "per_week": None, "per_month": None}
    return {
        "days_left": days,
        "per_week": lacks / max(Fraction(1), days / A_WEEK),
        "per_month": lacks / max(Fraction(1), days / A_MONTH),
    }


def _days(period: Period, as_of: date) -> tuple[date | None, date | None]:
    """Where any day will do: from today, or from the first day, to the last."""
    if period.last_day is None:
        return None, None
    return max(as_of, period.first_day), period.last_day


def _each_days(outcome: Outcome) -> tuple[date | None, date | None]:
    """Each bucket is filled in its own days, so the last one that lacks anything decides."""
    lacking = [part for part in outcome.parts if part.state in (State.OPEN, State.FUTURE)]
    if outcome.period.last_day is None or not lacking:
        return None, None
    return max(outcome.as_of, lacking[-1].first_day), lacking[-1].last_day


def _open_and_unmet(outcome: Outcome) -> Part | None:
    return next((part for part in outcome.parts if part.state is State.OPEN), None)


def _next_places(finding: Finding, buckets: Sequence[Bucket], as_of: date) -> tuple[date | None, int]:
    """The open bucket's last day, and how many places it still lacks.

    What has been met lies in closed buckets or in the open one: nothing is done on days to come.
    """
    places = (finding.of or 0) // len(buckets)
    closed = sum(bucket.last_day is not None and bucket.last_day < as_of for bucket in buckets)
    now = buckets[closed] if closed < len(buckets) else None
    if now is None or now.first_day > as_of:
        return None, 0
    lacks = places * (closed + 1) - finding.missed - finding.done
    return (now.last_day, lacks) if lacks else (None, 0)
