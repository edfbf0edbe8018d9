"""How an indicator has developed, as a drawing and as a sentence: the own municipality beside county and country.

A year without a figure breaks the line, for no figure is not zero. A preliminary figure is a hollow mark.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from councils.statistics_words import number_in_words
from councils.svg import ACCENT, FAINT_LINE, INK, PAPER, SOFT, TRACK_LINE, head, line, number, text, width_of

OWN, COUNTY, COUNTRY = "own", "county", "country"
TOP, BOTTOM, APART, SIZE = 16, 26, 15, 12
MOST_LINES = 5
# How a line is drawn: class, colour, width, dashes and mark, so that no line rests on its colour alone.
LOOKS = {
    OWN: ("chart-done", ACCENT, 2.6, "", "circle"),
    COUNTY: ("chart-pace", SOFT, 1.8, "6 4", "square"),
    COUNTRY: ("chart-pace", INK, 1.5, "2 3", "triangle"),
}
MORE_OF_ONES_OWN = ("9 3", "3 3", "9 3 3 3")  # dashes of a council's second municipality and on


@dataclass(frozen=True, slots=True)
class Line:
    """One area's figures, a value or None for each year."""

    label: str
    level: str
    values: tuple[Decimal | None, ...]
    preliminary: tuple[bool, ...]

    @property
    def kind(self) -> str:
        return self.level if self.level in (COUNTY, COUNTRY) else OWN


def development_chart(
    lines: tuple[Line, ...], years: tuple[int, ...], *, label: str, ident: str, unit: str, width=640, height=260
) -> str:
    """A line for each area over the years. The same drawing for page and paper."""
    most = max((value for one in lines for value in one.values if value is not None), default=Decimal(1))
    least = min((value for one in lines for value in one.values if value is not None), default=Decimal(0))
    names = max((width_of(one.label, SIZE) for one in lines), default=0)
    plane = _Plane(
        years=years,
        least=min(float(least) * 1.05, 0.0),
        most=max(float(most) * 1.05, 1e-9) if most > 0 else 1.0,
        left=max(width_of(number_in_words(Decimal(round(most))), SIZE), 12) + 12,
        right=width - names - 18,
        foot=height - BOTTOM,
    )
    drawn = [*_grid(plane, width)]
    own = 0
    for one in sorted(lines, key=lambda one: one.kind == OWN):
        dashes = MORE_OF_ONES_OWN[(own - 1) % len(MORE_OF_ONES_OWN)] if one.kind == OWN and own else None
        own += one.kind == OWN
        drawn += _line(plane, one, dashes)
    drawn += _labels(plane, lines)
    said = development_sentence(lines, years, unit=unit)
    return "".join([head(ident, label, said, width, height), *drawn, "</svg>"])


def development_sentence(lines: tuple[Line, ...], years: tuple[int, ...], *, unit: str) -> str:
    """The last year that the own area has a figure for, with the others beside, and how it was at first.

    `Överkalix: 3 200 per 100 000 invånare år 2018, Norrbottens län 2 900.`
    """
    own = [one for one in lines if one.kind == OWN] or list(lines)
    sentences = []
    for one in own:
        told = [place for place, value in enumerate(one.values) if value is not None]
        if not told:
            sentences.append(_("%(area)s: inga siffror.") % {"area": one.label})
            continue
        last, first = told[-1], told[0]
        values = {"area": one.label, "value": number_in_words(one.values[last]), "unit": unit, "year": years[last]}
        said = _("%(area)s: %(value)s %(unit)s år %(year)s") % values
        if one.preliminary[last]:
            said = _("%(said)s (preliminärt)") % {"said": said}
        country = _("riket")
        beside = [
            f"{country if other.kind == COUNTRY else other.label} {number_in_words(other.values[last])}"
            for other in lines
            if other.kind != OWN and other is not one and other.values[last] is not None
        ]
        said = f"{', '.join([said, *beside])}."
        if first != last:
            before = {"year": years[first], "value": number_in_words(one.values[first])}
            said += " " + _("År %(year)s: %(value)s.") % before
        sentences.append(said)
    return " ".join(sentences)


@dataclass(frozen=True, slots=True)
class _Plane:
    years: tuple[int, ...]
    least: float
    most: float
    left: float
    right: float
    foot: float

    def x(self, place: int) -> float:
        return self.left + (self.right - self.left) * (place + 0.5) / max(1, len(self.years))

    def y(self, value: float) -> float:
        return self.foot - (self.foot - TOP) * (float(value) - self.least) / (self.most - self.least)


def _grid(plane, width):
    step = _round_step(plane.most - plane.least)
    amount = step * -(-plane.least // step)
    while amount <= plane.most:
        y, is_ground = plane.y(amount), abs(amount) < step / 1000
        kind, colour = ("chart-axis", TRACK_LINE) if is_ground else ("chart-grid", FAINT_LINE)
        yield line(kind, plane.left, y, plane.right, y, f'stroke="{colour}" stroke-width=".6"')
        said = number_in_words(Decimal(str(round(amount, 6))))
        yield text(plane.left - 6, y + 4, said, anchor="end", size=10.5, kind="chart-soft")
        amount += step
    room = (plane.right - plane.left) / max(1, len(plane.years))
    every = max(1, -(-int(width_of("2019", SIZE) + 6) // max(1, int(room))))
    for place, year in enumerate(plane.years):
        if (len(plane.years) - 1 - place) % every == 0:
            yield text(plane.x(place), plane.foot + 18, str(year), anchor="middle", kind="chart-soft")


def _round_step(span: float) -> float:
    """1, 2, 5, 10 … or a tenth of them: the smallest that gives at most four lines."""
    step = 10.0 ** (len(str(int(span))) - 4)
    for factor in (2, 2.5, 2) * 12:
        if span / step <= MOST_LINES:
            return step
        step *= factor
    return step


def _line(plane, one, dashes):
    kind, colour, width, own_dashes, mark = LOOKS[one.kind]
    way, is_down = [], False
    for place, value in enumerate(one.values):
        if value is not None:
            way.append(f"{'L' if is_down else 'M'}{number(plane.x(place))} {number(plane.y(value))}")
        is_down = value is not None
    dashed = own_dashes if dashes is None else dashes
    dash = f' stroke-dasharray="{dashed}"' if dashed else ""
    look = f'fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"{dash}'
    yield f'<path class="{kind}" d="{"".join(way)}" {look}/>'
    for place, value in enumerate(one.values):
        if value is not None:
            yield _mark(mark, plane.x(place), plane.y(value), colour, one.preliminary[place], one.kind)


def _mark(shape, x, y, colour, is_hollow, kind):
    name = "chart-owed" if is_hollow else ("chart-dot" if kind == OWN else "chart-beside")
    look = f'class="{name}" fill="{PAPER if is_hollow else colour}" stroke="{colour}" stroke-width="1.6"'
    if shape == "circle":
        return f'<circle {look} cx="{number(x)}" cy="{number(y)}" r="4"/>'
    if shape == "square":
        return f'<rect {look} x="{number(x - 3)}" y="{number(y - 3)}" width="6" height="6"/>'
    return f'<path {look} d="M{number(x)} {number(y - 4)}l4 7h-8z"/>'


def _labels(plane, lines):
    """Each line's name beside its last figure, moved apart where they would lie on each other."""
    wanted = []
    for one in lines:
        told = [place for place, value in enumerate(one.values) if value is not None]
        if told:
            wanted.append([plane.y(one.values[told[-1]]) + 4, one])
    wanted.sort(key=lambda pair: pair[0])
    for before, after in zip(wanted, wanted[1:], strict=False):
        after[0] = max(after[0], before[0] + APART)
    over = wanted[-1][0] - (plane.foot + 4) if wanted else 0
    for pair in wanted:
        y = pair[0] - max(0, over)
        yield text(plane.right + 10, y, pair[1].label, size=SIZE, bold=pair[1].kind == OWN)
