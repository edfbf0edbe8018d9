"""What is done so far, step by step, against the pace that is asked for.

Nothing is drawn after the day one looks from but the pace: how it will go, nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from councils.svg import ACCENT, INK, PAPER, SOFT, TRACK_LINE, WASH, head, line, number, text, width_of
from followup.arithmetic import number as spelled
from followup.charts.months import counted
from followup.charts.plane import TOP, Plane, grid, plane_of
from promises.periods import Period

APART = 14  # between the feet of two lines of words
SIZE = 12

Pace = Sequence[tuple[date, int | Fraction]]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A dot on the day one looks from, with its words."""

    amount: int
    said: str
    is_done: bool


def cumulative_line(
    points: Iterable[tuple[date, int]],
    *,
    period: Period,
    required: int | None,
    as_of: date,
    label: str,
    ident: str,
    expected: int | Fraction | None = None,
    pace: Pace = (),
    quality: str = "",
    width: int = 640,
    height: int = 210,
) -> str:
    """What is done as steps up to `as_of`, and the pace to `required` on the last day.

    `points` are days with amounts, in any order. `expected` is what should be done by now, as the engine has it; only
    whole ones are owed. `pace` are the corners of a staircase where only whole lengths are owed; without it the pace is
    even. `required` is None where there is nothing to reach: then only what is done is drawn. `quality` is a word
    before a sum that is not exact.
    """
    dated = counted(points, period=period, as_of=as_of)
    done = sum(amount for _day, amount in dated)
    owed = _owed(period, as_of, required, expected)
    plane = plane_of(period, as_of=as_of, most=max(done, required or 0), width=width, height=height)
    drawn = [] if required is None else [_pace(plane, required, pace), _goal(plane, required)]
    if as_of >= period.first_day:
        x = plane.x(min(as_of, plane.end))
        area, steps = _steps(plane, dated, x)
        drawn = [area, *drawn, steps, _today(plane, as_of, x) if as_of < plane.end else ""]
        drawn += _marks(plane, x, _said(done, owed, quality), required, is_even=not pace)
    said = cumulative_sentence(done, period=period, required=required, as_of=as_of, expected=expected, quality=quality)
    return "".join([head(ident, label, said, width, height), grid(plane), *drawn, "</svg>"])


def cumulative_sentence(
    done: int,
    *,
    period: Period,
    required: int | None,
    as_of: date,
    expected: int | Fraction | None = None,
    quality: str = "",
) -> str:
    """What the line says, in Swedish: `41 av 52; för att vara i fas skulle 46 vara gjorda.`"""
    if as_of < period.first_day:
        return _("Perioden börjar %(day)s.") % {"day": period.first_day.isoformat()}
    values = {"done": f"{quality}{spelled(done)}"}
    if required is None:
        return _("%(done)s sammanlagt hittills.") % values
    values["required"] = spelled(required)
    if period.is_over(as_of):
        return _("%(done)s av %(required)s när perioden var slut.") % values
    owed = _owed(period, as_of, required, expected)
    if not owed:
        return _("%(done)s av %(required)s hittills.") % values
    return ngettext(
        "%(done)s av %(required)s; för att vara i fas skulle %(owed)s vara gjord.",
        "%(done)s av %(required)s; för att vara i fas skulle %(owed)s vara gjorda.",
        owed,
    ) % {**values, "owed": spelled(owed)}


def _owed(period: Period, as_of: date, required: int | None, expected: int | Fraction | None) -> int | None:
    """Whole ones that should be done by now; None where no pace is owed, or where the period is over and all is."""
    if required is None or expected is None or as_of not in period:
        return None
    return int(expected)


def _pace(plane: Plane, required: int, corners: Pace) -> str:
    way = [f"M{number(plane.left)} {number(plane.foot)}"]
    way += [f"H{number(plane.x(day))}V{number(plane.y(amount))}" for day, amount in corners]
    way.append(f"H{number(plane.right)}" if corners else f"L{number(plane.right)} {number(plane.y(required))}")
    dashes = "2 2" if corners else "5 4"  # longer ones would not turn the corners of small steps
    look = f'fill="none" stroke="{SOFT}" stroke-width="1.4" stroke-dasharray="{dashes}"'
    return f'<path class="chart-pace" d="{"".join(way)}" {look}/>'


def _goal(plane: Plane, required: int) -> str:
    said = _("mål %(number)s") % {"number": spelled(required)}
    return text(plane.right + 8, plane.y(required) + 4, said, size=SIZE, bold=True)


def _steps(plane: Plane, dated: Sequence[tuple[date, int]], end: float) -> tuple[str, str]:
    """A pale ground, and the staircase of what is done on top of it; the pace is drawn between the two."""
    way, total = [], 0
    for day, amount in dated:
        total += amount
        way.append(f"H{number(plane.x(day))}V{number(plane.y(total))}")
    foot = number(plane.foot)
    steps = f"M{number(plane.left)} {foot}{''.join(way)}H{number(end)}"
    look = f'fill="none" stroke="{ACCENT}" stroke-width="2.4" stroke-linejoin="round"'
    return (
        f'<path class="chart-area" d="{steps}V{foot}z" fill="{WASH}"/>',
        f'<path class="chart-done" d="{steps}" {look}/>',
    )


def _today(plane: Plane, as_of: date, x: float) -> str:
    said = date_format(as_of, "j b")
    return line("chart-day", x, TOP - 8, x, plane.foot, f'stroke="{TRACK_LINE}" stroke-width=".8"') + text(
        max(width_of(said) / 2, x), TOP - 12, said, anchor="middle", kind="chart-soft"
    )


def _said(done: int, owed: int | None, quality: str) -> list[_Mark]:
    """What the dots say, the higher first."""
    words = ngettext("%(number)s gjord", "%(number)s gjorda", done)
    marks = [_Mark(done, words % {"number": f"{quality}{spelled(done)}"}, is_done=True)]
    if owed:
        marks.append(_Mark(owed, _("%(number)s för att vara i fas") % {"number": spelled(owed)}, is_done=False))
    return sorted(marks, key=lambda mark: mark.amount, reverse=True)


def _marks(plane: Plane, x: float, marks: list[_Mark], required: int | None, *, is_even: bool) -> list[str]:
    """A full dot for what is done and a hollow one for what should be, each beside its words.

    Words go where no line does: the higher dot's above and before it, the lower's below and after it.
    """
    looks = {True: ("chart-dot", f'fill="{ACCENT}"'), False: ("chart-owed", f'fill="{PAPER}" stroke="{INK}"')}
    drawn = []
    for mark in sorted(marks, key=lambda mark: mark.is_done):
        kind, look = looks[mark.is_done]
        place = f'cx="{number(x)}" cy="{number(plane.y(mark.amount))}" r="4"'
        drawn.append(f'<circle class="{kind}" {place} {look} stroke-width="1.6"/>')
    is_high = len(marks) == 2 or (required is not None and marks[0].amount >= required)
    above, below = (marks[:1], marks[1:]) if is_high else ([], marks)
    drawn += [_above(plane, x, mark, required if is_even else 0) for mark in above]
    return drawn + [_below(plane, x, mark, required) for mark in below]


def _above(plane: Plane, x: float, mark: _Mark, required: int | None) -> str:
    room = width_of(mark.said, SIZE)
    # Only whole ones are owed, so an even pace may have come past the dot: the words stand above the line as well.
    pace = (required or 0) * (x - plane.left) / (plane.right - plane.left)
    y = max(TOP - 2, plane.y(max(mark.amount, pace)) - 8)
    if x - 8 - room >= plane.left:
        return text(x - 8, y, mark.said, anchor="end", size=SIZE, bold=mark.is_done)
    # So early that there is no room before the dot: after it, and above where an even pace will have come to.
    risen = (plane.foot - TOP) * (room + 16) / (plane.right - plane.left)
    return text(x + 9, max(TOP + 6, y - risen), mark.said, size=SIZE, bold=mark.is_done)


def _below(plane: Plane, x: float, mark: _Mark, required: int | None) -> str:
    room = width_of(mark.said, SIZE)
    y = plane.y(mark.amount) + APART
    if required is not None and x + 9 + room > plane.right:
        y = max(y, plane.y(required) + 4 + APART)  # below the words of the goal
    x = max(plane.left, min(x + 9, plane.width - room - 2))
    return text(x, min(y, plane.foot - 4), mark.said, size=SIZE, bold=mark.is_done)
