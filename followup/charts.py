"""Charts as SVG, one string for page and PDF.

Only presentation attributes: the pages' content security policy forbids inline style. Their literal colours
are what the PDF prints; a page recolours by class. Status never rests on colour alone: a missed part is low
and hatched, an open one is only an outline. Every chart says its values as a sentence in `<desc>`; the same
sentence is the alternative text in the PDF.
"""

import math
from collections.abc import Sequence
from fractions import Fraction
from html import escape
from itertools import groupby
from typing import NamedTuple, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Share = float | Fraction | None

ACCENT, INK, MET, MISSED = "#1A4F8B", "#1B2430", "#2F7D4F", "#B3261E"
TRACK, TRACK_LINE, FAINT, FAINT_LINE = "#DDE3EA", "#8A96A5", "#EEF1F5", "#B6C0CC"
BAR_HEIGHT, STRIP_HEIGHT = 12, 20
NARROWEST_WITH_GAP = 3  # below this many units the gaps between parts would eat the parts

STATES = ("met", "missed", "open", "future", "unjudged")
FILLS = {
    "met": f'fill="{MET}"',
    "missed": f'fill="{MISSED}"',
    "open": f'fill="#FFFFFF" stroke="{ACCENT}"',
    "future": f'fill="{FAINT}" stroke="{FAINT_LINE}" stroke-width=".5"',
    "unjudged": f'fill="{TRACK}"',
}


class PartLike(Protocol):
    """A part of the period: what `followup.assessment.Part` has."""

    first_day: object
    last_day: object
    count: int
    state: str


class _Box(NamedTuple):
    """A rectangle of a strip, in units of the drawing."""

    x: float
    y: float
    width: float
    height: float


def target_bar(*, share: Share, expected: Share, label: str, ident: str, width: int = 240) -> str:
    """How much of a target is reached: a bar capped at 100 %, with a tick where one should be by now.

    `share` and `expected` are parts of the target (1 = all of it); None means that it cannot be said. `ident`
    must be unique on the page.
    """
    inner = width - 2  # room for the tick's own thickness at both ends
    parts = [_head(ident, label, bar_sentence(share=share, expected=expected), width, BAR_HEIGHT)]
    dashed = ' stroke-dasharray="3 2"' if share is None else ""
    fill = "#FFFFFF" if share is None else TRACK
    parts.append(
        f'<rect class="bar-track" x="1" y="2.5" width="{inner}" height="7" fill="{fill}"'
        f' stroke="{TRACK_LINE}" stroke-width=".6"{dashed}/>'
    )
    if share is not None and share > 0:
        parts.append(
            f'<rect class="bar-fill" x="1" y="2.5" width="{_number(_capped(share) * inner)}" height="7"'
            f' fill="{ACCENT}"/>'
        )
    if expected is not None:
        x = _number(1 + _capped(expected) * inner)
        parts.append(
            f'<line class="bar-tick" x1="{x}" x2="{x}" y1="0" y2="{BAR_HEIGHT}" stroke="{INK}" stroke-width="1.6"/>'
        )
    return "".join([*parts, "</svg>"])


def part_strip(parts: Sequence[PartLike | tuple], *, label: str, ident: str, width: int = 480) -> str:
    """The parts of a period side by side, such as the 52 weeks of a year.

    A part is an object, or a tuple, with first day, last day, count and state (`met`, `missed`, `open`,
    `future`, `unjudged`). When no part is judged on its own (a total, an average), the strip shows counts as
    bars instead of states.
    """
    rows = [_row(part) for part in parts]
    drawn = _counts(rows, width) if _only_counts(rows) else _states(rows, width, ident)
    return f"{_head(ident, label, strip_sentence(parts), width, STRIP_HEIGHT)}{drawn}</svg>"


def bar_sentence(*, share: Share, expected: Share) -> str:
    """What a bar says, in Swedish: `75 % av målet är nått. Hittills väntat: 88 %.`"""
    if share is None:
        return _("Målet kan inte mätas i procent.")
    said = _("%(share)s av målet är nått.") % {"share": _percent(share)}
    if expected is None or expected >= 1:
        return said
    return said + " " + _("Hittills väntat: %(share)s.") % {"share": _percent(expected)}


def strip_sentence(parts: Sequence[PartLike | tuple]) -> str:
    """What a strip says, in Swedish: `52 delperioder: 48 uppfyllda, 3 missade, 1 ofullständig.`"""
    rows = [_row(part) for part in parts]
    if not rows:
        return _("Inga delperioder.")
    periods = ngettext("%(number)s delperiod", "%(number)s delperioder", len(rows)) % {"number": len(rows)}
    if _only_counts(rows):
        return _("%(periods)s, %(number)s med minst en aktivitet.") % {
            "periods": periods,
            "number": sum(count > 0 for count, _state in rows),
        }
    tally = {state: sum(row[1] == state for row in rows) for state in STATES}
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


def _head(ident: str, label: str, sentence: str, width: int, height: int) -> str:
    ident = escape(ident)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{ident}-t {ident}-d"'
        f' width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<title id="{ident}-t">{escape(label)}</title><desc id="{ident}-d">{escape(sentence)}</desc>'
    )


def _row(part: PartLike | tuple) -> tuple[int, str]:
    """Count and state; a state that is not ours raises, since it becomes a class name."""
    if isinstance(part, tuple):
        _first_day, _last_day, count, state = part
    else:
        count, state = part.count, part.state
    state = str(getattr(state, "value", state))
    if state not in STATES:
        raise ValueError(f"state: {state!r} is not one of {', '.join(STATES)}")
    return count, state


def _only_counts(rows: list[tuple[int, str]]) -> bool:
    return all(state == "unjudged" for _count, state in rows)


def _states(rows: list[tuple[int, str]], width: int, ident: str) -> str:
    """Full boxes for what was met, low hatched ones for what was missed, outlines for what is open."""
    boxes: dict[str, list[_Box]] = {}
    for state, box in _placed([state for _count, state in rows], width):
        low = state in ("missed", "future", "unjudged")
        height = STRIP_HEIGHT / 2 if low else STRIP_HEIGHT - 1
        boxes.setdefault(state, []).append(box._replace(y=STRIP_HEIGHT - 0.5 - height, height=height))
    drawn = [_hatch(ident)] if "missed" in boxes else []
    for state, found in boxes.items():
        drawn += [f'<rect class="part-{state}" {_place(box)} {FILLS[state]}/>' for box in found]
    if "missed" in boxes:
        # The hatch lies over the coloured boxes, so that a page's own colours do not wipe it out.
        outlines = "".join(_outline(box) for box in boxes["missed"])
        drawn.append(f'<path d="{outlines}" fill="url(#{escape(ident)}-h)"/>')
    return "".join(drawn)


def _counts(rows: list[tuple[int, str]], width: int) -> str:
    """A low ground for every part and a bar as high as its share of the largest count."""
    most = max((count for count, _state in rows), default=0)
    drawn = []
    for count, box in _placed([count for count, _state in rows], width):
        ground = box._replace(y=STRIP_HEIGHT - 2, height=2)
        drawn.append(f'<rect class="part-unjudged" {_place(ground)} fill="{TRACK}"/>')
        if count > 0:
            height = max(4.0, (STRIP_HEIGHT - 0.5) * count / most)
            bar = box._replace(y=STRIP_HEIGHT - height, height=height)
            drawn.append(f'<rect class="bar-fill" {_place(bar)} fill="{ACCENT}"/>')
    return "".join(drawn)


def _placed(values: list, width: int) -> list[tuple]:
    """Each value with its place, left to right; equal neighbours share a box where gaps have no room."""
    if not values:
        return []
    step = width / len(values)
    if step >= NARROWEST_WITH_GAP:
        gap = min(2.0, step / 6)
        return [(value, _Box(place * step, 0, step - gap, 0)) for place, value in enumerate(values)]
    placed, start = [], 0
    for value, run in groupby(values):
        length = len(list(run))
        placed.append((value, _Box(start * step, 0, length * step, 0)))
        start += length
    return placed


def _hatch(ident: str) -> str:
    return (
        f'<defs><pattern id="{escape(ident)}-h" width="3.6" height="3.6" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect width="1" height="3.6" fill="#FFFFFF"/></pattern></defs>'
    )


def _place(box: _Box) -> str:
    x, y, width, height = (_number(value) for value in box)
    return f'x="{x}" y="{y}" width="{width}" height="{height}"'


def _outline(box: _Box) -> str:
    x, y, width, height = (_number(value) for value in box)
    return f"M{x} {y}h{width}v{height}h-{width}z"


def _capped(share: float | Fraction) -> float:
    return min(1.0, max(0.0, float(share)))


def _percent(share: float | Fraction) -> str:
    """Rounded down, so that 99.6 % is never printed as all of it."""
    return f"{math.floor(share * 100 + 1e-9)}\N{NO-BREAK SPACE}%"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
