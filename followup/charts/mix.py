"""How many targets have each verdict, as one bar; and several periods under each other, each with its bar.

Each verdict has its own colour and pattern, and the words stand beside. The patterns lie over the colour, so that a
page's own colours do not wipe them out.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from councils.svg import (
    ACCENT,
    AMBER,
    FAINT,
    MET,
    MISSED,
    PAPER,
    TRACK,
    TRACK_LINE,
    head,
    number,
    rectangle,
    shortened,
    text,
    width_of,
)
from followup.assessment import Verdict
from followup.codes import VERDICT_NAMES

MIX_HEIGHT = 18
ROW_HEIGHT, ROW_WORDS = 44, 15
NO_COMPUTING = (Verdict.NO_MEASURE, Verdict.NO_DEMAND)
# From what is safe to what is lost, then what is not reckoned: the colour on paper and the pattern over it.
LOOKS = {
    Verdict.FULFILLED: (MET, ""),
    Verdict.ON_TRACK: (ACCENT, ""),
    Verdict.NOT_STARTED: (PAPER, ""),
    Verdict.PARTLY_FULFILLED: (AMBER, "dots"),
    Verdict.BEHIND: (AMBER, "rising"),
    Verdict.NOT_FULFILLED: (MISSED, "falling"),
    Verdict.OUT_OF_REACH: (MISSED, "cross"),
    Verdict.NO_DEMAND: (FAINT, "sparse"),
    Verdict.NO_MEASURE: (TRACK, ""),
}
_LINES = '<path d="{way}" stroke="#FFFFFF" stroke-width="1.2"/>'
PATTERNS = {
    "dots": (5, '<circle cx="2.5" cy="2.5" r="1.1" fill="#FFFFFF"/>'),
    "rising": (6, _LINES.format(way="M-1 7L7 -1M-1 1L1 -1M5 7L7 5")),
    "falling": (6, _LINES.format(way="M-1 -1L7 7M-1 5L1 7M5 -1L7 1")),
    "cross": (6, _LINES.format(way="M-1 7L7 -1M-1 1L1 -1M5 7L7 5M-1 -1L7 7M-1 5L1 7M5 -1L7 1")),
    "sparse": (6, '<circle class="chart-speck" cx="3" cy="3" r=".9" fill="#515D6C"/>'),
}

Counts = Mapping[str, int]


class Year(NamedTuple):
    """A period with how many targets have each verdict. `from_frozen`: the figures that both parties approved."""

    title: str
    counts: Counts
    from_frozen: bool = False


def mix_bar(counts: Counts, *, label: str, ident: str, width: int = 240) -> str:
    """One bar divided by verdict; `counts` are targets by the verdict's plain code."""
    drawn = patterns([counts], ident) + pieces(counts, 0, 0, width, MIX_HEIGHT, ident)
    return f"{head(ident, label, mix_sentence(counts), width, MIX_HEIGHT)}{drawn}</svg>"


def mix_sentence(counts: Counts) -> str:
    """What a mix says, in Swedish: `31 mål. Uppfyllt: 20. Efter plan: 3. Inget mått: 8.`"""
    total = sum(number for _verdict, number in mix_of(counts))
    if not total:
        return _("Inga mål.")
    said = ngettext("%(number)s mål.", "%(number)s mål.", total) % {"number": total}
    return " ".join([said, *(f"{VERDICT_NAMES[verdict]}: {number}." for verdict, number in mix_of(counts))])


def mix_of(counts: Counts) -> list[tuple[Verdict, int]]:
    """The verdicts there are, with how many targets, in the order they are drawn."""
    return [(verdict, counts[verdict.value]) for verdict in LOOKS if counts.get(verdict.value)]


def year_bars(rows: Sequence[Year | tuple], *, label: str, ident: str, width: int = 360) -> str:
    """Periods under each other in the order given: fulfilled of computable in words, and all targets as a bar."""
    years = [Year(*row) for row in rows]
    drawn = [head(ident, label, years_sentence(years), width, max(1, len(years)) * ROW_HEIGHT)]
    drawn.append(patterns([year.counts for year in years], ident))
    for place, year in enumerate(years):
        top = place * ROW_HEIGHT
        done = fulfilled_in_words(year.counts)
        room = width - width_of(done, 13) - 12
        drawn += [
            text(0, top + ROW_WORDS, shortened(year.title, room, 13), size=13, bold=True),
            text(width, top + ROW_WORDS, done, anchor="end", size=13),
            pieces(year.counts, 0, top + ROW_WORDS + 6, width, MIX_HEIGHT, ident),
        ]
    return "".join([*drawn, "</svg>"])


def years_sentence(rows: Sequence[Year | tuple]) -> str:
    """What the bars say, in Swedish: `2019: 20 av 23 uppfyllda. 2018: 11 av 19 uppfyllda (godkänd).`"""
    years = [Year(*row) for row in rows]
    if not years:
        return _("Inga perioder.")
    approved = " " + _("(godkänd sammanställning)")
    return " ".join(
        f"{year.title}: {fulfilled_in_words(year.counts)}{approved if year.from_frozen else ''}." for year in years
    )


def fulfilled_in_words(counts: Counts) -> str:
    """`20 av 23 uppfyllda`, of what can be computed."""
    done, computable = fulfilled_of(counts)
    if not computable:
        return _("inget som kan räknas")
    return _("%(done)s av %(all)s uppfyllda") % {"done": done, "all": computable}


def fulfilled_of(counts: Counts) -> tuple[int, int]:
    """How many are fulfilled, of how many that can be computed."""
    computable = sum(number for verdict, number in mix_of(counts) if verdict not in NO_COMPUTING)
    return counts.get(Verdict.FULFILLED.value, 0), computable


def pieces(counts: Counts, x: float, y: float, width: float, height: float, ident: str) -> str:
    """The divided bar itself; a drawing that holds several has their `patterns` once."""
    found = mix_of(counts)
    total = sum(number for _verdict, number in found)
    drawn = []
    if not total:
        return rectangle("bar-track", x + 0.5, y + 0.5, width - 1, height - 1, f'fill="{PAPER}" stroke="{TRACK_LINE}"')
    for verdict, count in found:
        size = width * count / total
        colour, pattern = LOOKS[verdict]
        place = (x + 0.4, y + 0.4, max(0.4, size - 1.2), height - 0.8)
        drawn.append(rectangle(f"mix-{verdict}", *place, f'fill="{colour}" stroke="{TRACK_LINE}" stroke-width=".6"'))
        if pattern:
            drawn.append(rectangle("mix-pattern", *place, f'fill="url(#{escape(ident)}-{pattern})"'))
        x += size
    return "".join(drawn)


def patterns(every: Sequence[Counts], ident: str) -> str:
    """The patterns that some bars use."""
    used = dict.fromkeys(LOOKS[verdict][1] for counts in every for verdict, _number in mix_of(counts))
    drawn = [
        f'<pattern id="{escape(ident)}-{name}" width="{number(size)}" height="{number(size)}"'
        f' patternUnits="userSpaceOnUse">{shape}</pattern>'
        for name in used
        if name
        for size, shape in [PATTERNS[name]]
    ]
    return f"<defs>{''.join(drawn)}</defs>" if drawn else ""
