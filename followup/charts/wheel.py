"""A year as a wheel: twelve months round, January at the top, with a dot for each day on which something is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from councils.svg import ACCENT, INK, PAPER, TRACK_LINE, WASH, head, line, number, text

SIZE, CENTRE = 420, 210
INNER, OUTER = 74, 166
FIRST_DOT, BETWEEN, DOT = 178, 11, 4.4
MOST_OUTWARD = 3  # dots above each other before they lie on top of one another
CROWDED = 5  # days apart for two dots to lie beside each other
HOLLOW, FILLED = ("chart-owed", f'fill="{PAPER}" stroke="{INK}"'), ("chart-dot", f'fill="{ACCENT}"')


@dataclass(frozen=True, slots=True)
class Dot:
    """A day on which something is due, and whether it has been done or is past."""

    day: date
    is_done: bool


def wheel(year: int, dots: Sequence[Dot], *, today: date, ident: str = "arshjul") -> str:
    """The drawing. Done is a hollow dot and to come a filled one; the month one is in is tinted."""
    in_year = [dot for dot in dots if dot.day.year == year]
    label = _("Årshjul för %(year)s") % {"year": year}
    parts = [head(ident, label, sentence(year, in_year), SIZE, SIZE)]
    parts += [_month(year, month, in_year, today) for month in range(1, 13)]
    parts += _dots(sorted(in_year, key=lambda dot: dot.day))
    if today.year == year:
        parts.append(_today(today))
    parts.append(text(CENTRE, CENTRE + 6, str(year), anchor="middle", size=26, bold=True))
    return "".join([*parts, "</svg>"])


def sentence(year: int, dots: Sequence[Dot]) -> str:
    """What the wheel shows, in words."""
    if not dots:
        return _("Inget är inlagt under %(year)s.") % {"year": year}
    months = [(month, sum(dot.day.month == month for dot in dots)) for month in range(1, 13)]
    told = ", ".join(f"{date_format(date(year, month, 1), 'F')} {many}" for month, many in months if many)
    all_of_them = ngettext("%(number)s dag", "%(number)s dagar", len(dots)) % {"number": len(dots)}
    return f"{all_of_them}: {told}."


def _angle(day: date) -> float:
    """Where a day lies, in radians from the top: each month takes a twelfth."""
    return (day.month - 1 + (day.day + 0.5) / 33) * pi / 6


def _at(angle: float, radius: float) -> tuple[float, float]:
    return CENTRE + radius * sin(angle), CENTRE - radius * cos(angle)


def _month(year: int, month: int, dots: Sequence[Dot], today: date) -> str:
    is_now = (today.year, today.month) == (year, month)
    start, end = (month - 1) * pi / 6, month * pi / 6
    (x1, y1), (x2, y2) = _at(start, OUTER), _at(end, OUTER)
    (x3, y3), (x4, y4) = _at(end, INNER), _at(start, INNER)
    way = (
        f"M{number(x1)} {number(y1)}A{OUTER} {OUTER} 0 0 1 {number(x2)} {number(y2)}"
        f"L{number(x3)} {number(y3)}A{INNER} {INNER} 0 0 0 {number(x4)} {number(y4)}Z"
    )
    kind, fill = ("wheel-now", WASH) if is_now else ("wheel-month", PAPER)
    many = sum(dot.day.month == month for dot in dots)
    x, y = _at((start + end) / 2, (INNER + OUTER) / 2)
    named = date_format(date(year, month, 1), "M").removesuffix(".").lower()
    return (
        f'<path class="{kind}" d="{way}" fill="{fill}" stroke="{TRACK_LINE}"/>'
        + text(x, y - 2, named, anchor="middle", size=15, bold=is_now)
        + (text(x, y + 16, str(many), anchor="middle", size=13, kind="chart-soft") if many else "")
    )


def _dots(dots: Sequence[Dot]) -> list[str]:
    """Days that lie close together stand above each other, outwards."""
    drawn, before, outward = [], None, 0
    for dot in dots:
        close = before is not None and (dot.day - before).days < CROWDED
        outward = min(outward + 1, MOST_OUTWARD - 1) if close else 0
        x, y = _at(_angle(dot.day), FIRST_DOT + outward * BETWEEN)
        kind, look = HOLLOW if dot.is_done else FILLED
        drawn.append(f'<circle class="{kind}" cx="{number(x)}" cy="{number(y)}" r="{number(DOT)}" {look}/>')
        before = dot.day
    return drawn


def _today(today: date) -> str:
    (x1, y1), (x2, y2) = _at(_angle(today), OUTER - 18), _at(_angle(today), OUTER)
    return line("wheel-today", x1, y1, x2, y2, f'stroke="{INK}" stroke-width="3"')
