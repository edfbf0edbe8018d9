"""Many of the same, small: one little drawing for each council, all to the same scale, so that they can be compared."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from councils.svg import ACCENT, TRACK, TRACK_LINE, head, line, rectangle
from followup.arithmetic import number as spelled

MULTIPLE_HEIGHT = 48


class Multiple(NamedTuple):
    """One of many: what it is called, and its values in order, such as activities month by month."""

    title: str
    values: Sequence[int]


def small_multiples(rows: Sequence[Multiple | tuple], *, ident: str, width: int = 180) -> list[str]:
    """One drawing for each row, in the order given. The highest value of all of them is as high as the drawing."""
    found = [Multiple(*row) for row in rows]
    most = max((value for row in found for value in row.values), default=0)
    return [_multiple(row, most, f"{ident}-{place}", width) for place, row in enumerate(found, start=1)]


def multiple_sentence(row: Multiple | tuple) -> str:
    """What one of them says, in Swedish: `3, 0, 5, sammanlagt 8.`"""
    values = Multiple(*row).values
    if not values:
        return _("Inga värden.")
    return _("%(values)s, sammanlagt %(total)s.") % {
        "values": ", ".join(spelled(value) for value in values),
        "total": spelled(sum(values)),
    }


def _multiple(row: Multiple, most: int, ident: str, width: int) -> str:
    """A column for each value; nothing is a low mark on the ground, so that it is seen and not taken for missing."""
    step = width / max(1, len(row.values))
    gap = min(3.0, step / 5)
    drawn = [head(ident, row.title, multiple_sentence(row), width, MULTIPLE_HEIGHT)]
    for place, value in enumerate(row.values):
        height = (MULTIPLE_HEIGHT - 4) * value / most if value else 2
        kind, colour = ("bar-fill", ACCENT) if value else ("part-unjudged", TRACK)
        height = max(2.0, height)
        box = (place * step + gap / 2, MULTIPLE_HEIGHT - 1 - height, step - gap, height)
        drawn.append(rectangle(kind, *box, f'fill="{colour}"'))
    ground = MULTIPLE_HEIGHT - 0.5
    drawn.append(line("chart-axis", 0, ground, width, ground, f'stroke="{TRACK_LINE}"'))
    return "".join([*drawn, "</svg>"])
