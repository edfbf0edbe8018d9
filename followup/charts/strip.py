"""The parts of a period side by side, such as the 52 weeks of a year.

State never rests on colour alone: a missed part is low and hatched, an open one is only an outline, a coming one a low
outline, one that is not judged low and plain.
"""

from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import groupby
from typing import NamedTuple, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from councils.svg import ACCENT, FAINT, FAINT_LINE, MET, MISSED, PAPER, TRACK, head, number, rectangle
from followup.charts.months import AXIS_HEIGHT, axis

STRIP_HEIGHT = 22
NARROWEST_WITH_GAP = 3  # below this many units the gaps between parts would eat the parts

STATES = ("met", "missed", "open", "future", "unjudged")
FILLS = {
    "met": f'fill="{MET}"',
    "missed": f'fill="{MISSED}"',
    "open": f'fill="{PAPER}" stroke="{ACCENT}" stroke-width="1.4"',
    "future": f'fill="{FAINT}" stroke="{FAINT_LINE}" stroke-width=".5"',
    "unjudged": f'fill="{TRACK}"',
}


class PartLike(Protocol):
    """A part of the period: what `followup.assessment.Part` has."""

    first_day: date
    last_day: date | None
    count: int
    state: str


class _Row(NamedTuple):
    first_day: date
    count: int
    state: str


class _Box(NamedTuple):
    """A rectangle of a strip, in units of the drawing."""

    x: float
    y: float
    width: float
    height: float


def part_strip(parts: Sequence[PartLike | tuple], *, label: str, ident: str, width: int = 480) -> str:
    """The parts of a period side by side over the names of the months they begin in.

    A part is an object, or a tuple, with first day, last day, count and state (`met`, `missed`, `open`,
    `future`, `unjudged`). When no part is judged on its own (a total, an average), the strip shows counts as
    bars instead of states.
    """
    rows = [_row(part) for part in parts]
    drawn = _counts(rows, width) if _only_counts(rows) else _states(rows, width, ident)
    step = width / max(1, len(rows))
    changes = [
        (place * step, row.first_day)
        for place, row in enumerate(rows)
        if place == 0 or _month(row) != _month(rows[place - 1])
    ]
    months = axis(changes, top=STRIP_HEIGHT + 1, width=width)
    return f"{head(ident, label, strip_sentence(parts), width, STRIP_HEIGHT + AXIS_HEIGHT + 1)}{drawn}{months}</svg>"


def strip_sentence(parts: Sequence[PartLike | tuple]) -> str:
    """What a strip says, in Swedish: `52 delperioder: 48 uppfyllda, 3 missade, 1 ofullständig.`"""
    rows = [_row(part) for part in parts]
    if not rows:
        return _("Inga delperioder.")
    periods = ngettext("%(number)s delperiod", "%(number)s delperioder", len(rows)) % {"number": len(rows)}
    if _only_counts(rows):
        return _("%(periods)s, %(number)s med minst en aktivitet.") % {
            "periods": periods,
            "number": sum(row.count > 0 for row in rows),
        }
    tally = {state: sum(row.state == state for row in rows) for state in STATES}
    return f"{periods}: {', '.join(_in_words(state, number) for state, number in tally.items() if number)}."


def _in_words(state: str, number: int) -> str:
    said = {
        "met": ngettext("%(number)s uppfylld", "%(number)s uppfyllda", number),
        "missed": ngettext("%(number)s missad", "%(number)s missade", number),
        "open": ngettext("%(number)s pågående", "%(number)s pågående", number),
        "future": ngettext("%(number)s kommande", "%(number)s kommande", number),
        "unjudged": ngettext("%(number)s ofullständig", "%(number)s ofullständiga", number),
    }[state]
    return said % {"number": number}


def _row(part: PartLike | tuple) -> _Row:
    """First day, count and state; a state that is not ours raises, since it becomes a class name."""
    if isinstance(part, tuple):
        first_day, _last_day, count, state = part
    else:
        first_day, count, state = part.first_day, part.count, part.state
    state = str(getattr(state, "value", state))
    if state not in STATES:
        raise ValueError(f"state: {state!r} is not one of {', '.join(STATES)}")
    return _Row(first_day, count, state)


def _month(row: _Row) -> tuple[int, int]:
    return row.first_day.year, row.first_day.month


def _only_counts(rows: list[_Row]) -> bool:
    return all(row.state == "unjudged" for row in rows)


def _states(rows: list[_Row], width: int, ident: str) -> str:
    """Full boxes for what was met, low hatched ones for what was missed, outlines for what is open."""
    boxes: dict[str, list[_Box]] = {}
    for state, box in _placed([row.state for row in rows], width):
        low = state in ("missed", "future", "unjudged")
        height = STRIP_HEIGHT / 2 if low else STRIP_HEIGHT - 1.5
        boxes.setdefault(state, []).append(box._replace(y=STRIP_HEIGHT - 0.75 - height, height=height))
    drawn = [_hatch(ident)] if "missed" in boxes else []
    for state, found in boxes.items():
        drawn += [rectangle(f"part-{state}", *box, FILLS[state]) for box in found]
    if "missed" in boxes:
        # The hatch lies over the coloured boxes, so that a page's own colours do not wipe it out.
        outlines = "".join(_outline(box) for box in boxes["missed"])
        drawn.append(f'<path d="{outlines}" fill="url(#{escape(ident)}-h)"/>')
    return "".join(drawn)


def _counts(rows: list[_Row], width: int) -> str:
    """A low ground for every part and a bar as high as its share of the largest count."""
    most = max((row.count for row in rows), default=0)
    drawn = []
    for count, box in _placed([row.count for row in rows], width):
        ground = box._replace(y=STRIP_HEIGHT - 2, height=2)
        drawn.append(rectangle("part-unjudged", *ground, f'fill="{TRACK}"'))
        if count > 0:
            height = max(4.0, (STRIP_HEIGHT - 0.5) * count / most)
            bar = box._replace(y=STRIP_HEIGHT - height, height=height)
            drawn.append(rectangle("bar-fill", *bar, f'fill="{ACCENT}"'))
    return "".join(drawn)


def _placed(values: list, width: int) -> list[tuple]:
    """Each value with its place, left to right; equal neighbours share a box where gaps have no room."""
    if not values:
        return []
    step = width / len(values)
    if step >= NARROWEST_WITH_GAP:
        gap = min(2.0, step / 6)
        return [(value, _Box(place * step + gap / 2, 0, step - gap, 0)) for place, value in enumerate(values)]
    placed, start = [], 0
    for value, run in groupby(values):
        length = len(list(run))
        placed.append((value, _Box(start * step, 0, length * step, 0)))
        start += length
    return placed


def _hatch(ident: str) -> str:
    return (
        f'<defs><pattern id="{escape(ident)}-h" width="3.6" height="3.6" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate(45)"><rect width="1" height="3.6" fill="{PAPER}"/></pattern></defs>'
    )


def _outline(box: _Box) -> str:
    x, y, width, height = (number(value) for value in box)
    return f"M{x} {y}h{width}v{height}h-{width}z"
