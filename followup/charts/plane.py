"""Days and amounts as places in a drawing, with its ground, its lines of measure and its months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from councils.svg import FAINT_LINE, TRACK_LINE, line, text, width_of
from followup.arithmetic import number as spelled
from followup.charts.months import AXIS_HEIGHT, axis, month_starts
from promises.periods import ONE_DAY, Period

RIGHT, TOP, BOTTOM = 118, 26, AXIS_HEIGHT + 4
NUMBERS, ASIDE = 10.5, 6  # how large the numbers of the lines of measure are, and how far before them
HEADROOM = 1.04
MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Plane:
    """Where a day and an amount are drawn. A day stands at its morning: what is owed by then is drawn there."""

    first_day: date
    end: date  # the day after the last one shown
    most: float
    width: float
    height: float

    @property
    def left(self) -> float:
        """Room for the longest number before the lines of measure."""
        return width_of(spelled(int(self.most)), NUMBERS) + 2 * ASIDE

    @property
    def right(self) -> float:
        return self.width - RIGHT

    @property
    def foot(self) -> float:
        return self.height - BOTTOM

    def x(self, day: date) -> float:
        days = max(1, (self.end - self.first_day).days)
        gone = min(max(0, (day - self.first_day).days), days)
        return self.left + (self.right - self.left) * gone / days

    def y(self, amount: float | Fraction) -> float:
        return self.foot - (self.foot - TOP) * float(amount) / self.most


def plane_of(period: Period, *, as_of: date, most: int, width: float, height: float) -> Plane:
    """Room for the whole period and for `most`. Until further notice the drawing ends with the day one looks from."""
    last = period.last_day or max(as_of, period.first_day)
    return Plane(period.first_day, last + ONE_DAY, max(1, most) * HEADROOM, width, height)


def grid(plane: Plane) -> str:
    """The ground, up to four lines above it, each with its number, and the months below."""
    drawn = []
    for amount in range(0, int(plane.most) + 1, _round_step(plane.most)):
        y = plane.y(amount)
        kind, colour = ("chart-grid", FAINT_LINE) if amount else ("chart-axis", TRACK_LINE)
        drawn.append(line(kind, plane.left, y, plane.right, y, f'stroke="{colour}" stroke-width=".6"'))
        drawn.append(text(plane.left - ASIDE, y + 4, spelled(amount), anchor="end", size=NUMBERS, kind="chart-soft"))
    months = [(plane.x(day), day) for day in month_starts(plane.first_day, plane.end - ONE_DAY)]
    return "".join([*drawn, axis(months, top=plane.foot, width=plane.right + RIGHT / 4)])


def _round_step(most: float) -> int:
    """1, 2, 5, 10, 20, 50 …: the smallest that gives at most four lines."""
    step = 1
    while most / step > MOST_LINES:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return step
