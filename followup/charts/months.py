"""Months under a drawing, so that one sees when; and figures month by month for the table beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from django.utils.formats import date_format

from councils.svg import TRACK_LINE, line, text, width_of
from promises.periods import ONE_DAY, Period, end_of_month

AXIS_HEIGHT = 16
TEXT_SIZE = 10.5
EVERY = (1, 3, 6, 12)  # months between labels: the fewest that leave room for the words
ROOM = 30


@dataclass(frozen=True, slots=True)
class Month:
    """What was done in a month of the period, all that was done by its end, and what should have been done by then.

    `until` is the last day reckoned with: the month's last, or the day one looks from. `owed` is None where no pace
    is to be kept.
    """

    first_day: date
    until: date
    done: int
    total: int
    owed: int | None


def months_of(
    points: Iterable[tuple[date, int]],
    *,
    period: Period,
    as_of: date,
    owed: Callable[[date], int | Fraction | None] = lambda day: None,
) -> list[Month]:
    """The period month by month up to `as_of`; points outside it or later count nowhere, as in the engine.

    `owed` answers for a day what should be done by the end of the day before.
    """
    dated = counted(points, period=period, as_of=as_of)
    last = as_of if period.last_day is None else min(as_of, period.last_day)
    found, total = [], 0
    for first_day, until in _months(period.first_day, last):
        done = sum(amount for day, amount in dated if first_day <= day <= until)
        total += done
        # The day one looks from is not over, and nothing is owed for it; a month that is past is owed as a whole.
        by = until if until == as_of else until + ONE_DAY
        should = owed(by)
        found.append(Month(first_day, until, done, total, None if should is None else int(should)))
    return found


def counted(points: Iterable[tuple[date, int]], *, period: Period, as_of: date) -> list[tuple[date, int]]:
    """The days on which something is done, each once, in order: only those in the period and not after `as_of`."""
    sums: dict[date, int] = {}
    for day, amount in points:
        if day in period and day <= as_of and amount:
            sums[day] = sums.get(day, 0) + amount
    return sorted(sums.items())


def month_starts(first_day: date, last_day: date) -> list[date]:
    """The first day, and the first of every month after it."""
    return [first for first, _until in _months(first_day, last_day)]


def axis(places: Sequence[tuple[float, date]], *, top: float, width: float) -> str:
    """Ticks and month names below a drawing. `places` are where months begin, left to right, each with a day of it."""
    if not places:
        return ""
    has_years = places[0][1].year != places[-1][1].year
    ticks = "".join(line("chart-axis", x, top, x, top + 4, f'stroke="{TRACK_LINE}"') for x, _day in _roomy(places, 4))
    drawn, taken = [ticks], float("-inf")
    for x, day in _roomy(places, ROOM):
        said = str(day.year) if has_years and day.month == 1 else date_format(day, "b")
        x = min(x, width - width_of(said, TEXT_SIZE))
        if x >= taken:
            drawn.append(text(x + 1, top + AXIS_HEIGHT - 2, said, size=TEXT_SIZE, kind="chart-soft"))
            taken = x + width_of(said, TEXT_SIZE)
    return "".join(drawn)


def _months(first_day: date, last_day: date) -> Iterable[tuple[date, date]]:
    """First and last day of each month between two days, both clipped to them."""
    while first_day <= last_day:
        end = end_of_month(first_day.year, first_day.month)
        yield first_day, min(end, last_day)
        first_day = end + ONE_DAY


def _roomy(places: Sequence[tuple[float, date]], room: float) -> Sequence[tuple[float, date]]:
    """All months, or every third, sixth or twelfth: as many as have room."""
    for months in EVERY:
        kept = [place for place in places if (place[1].month - 1) % months == 0]
        if kept and all(later[0] - earlier[0] >= room for earlier, later in pairwise(kept)):
            return kept
    return places[:1]
