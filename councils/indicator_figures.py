"""An indicator's figures as pages and papers show them: years, areas, drawing, table and sentence.

The only place that says what may be shown to everybody: `Figures.for_everybody`. A count under five can point at
somebody, and in the smallest municipality (about 2 300 inhabitants) five are more than 200 per 100 000: a lower share
in any municipality may be fewer than five.
"""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from councils.codes import GeographyLevel
from councils.development import Line, development_chart, development_sentence
from councils.models import County, IndicatorValue, Municipality
from councils.statistics.matching import COUNTRY_NAME
from councils.statistics_words import number_in_words
from councils.svg import NARROW

FEWEST_SHOWN = 5
LOWEST_RATE_SHOWN = 200
ORDER = [
    GeographyLevel.MUNICIPALITY,
    GeographyLevel.PLACE,
    GeographyLevel.POLICE_AREA,
    GeographyLevel.COUNTY,
    GeographyLevel.COUNTRY,
]
SMALL = (GeographyLevel.MUNICIPALITY, GeographyLevel.PLACE, GeographyLevel.POLICE_AREA)
MOST_DRAWN = 7
SAID = ("name", "unit", "source", "note", "is_per_100_000")


@dataclass(frozen=True)
class Series:
    """The figures of one area: a value or None for each year, and which of them are preliminary."""

    label: str
    level: str
    geography: str
    values: tuple[Decimal | None, ...]
    preliminary: tuple[bool, ...]
    hidden: frozenset[int] = frozenset()  # places of figures that are there and not shown to everybody

    @property
    def line(self):
        return Line(self.label, self.level, self.values, self.preliminary)

    @property
    def latest(self):
        """The last figure in words, or blank."""
        told = [value for value in self.values if value is not None]
        return number_in_words(told[-1]) if told else ""


@dataclass(frozen=True)
class Cell:
    """One figure in a table, in words; blank where there is none."""

    said: str
    is_preliminary: bool = False
    is_hidden: bool = False


@dataclass(frozen=True)
class Figures:
    """All figures of one indicator, with the own areas first."""

    indicator_id: int
    name: str
    unit: str
    source: str
    note: str = ""
    is_per_100_000: bool = False
    years: tuple[int, ...] = ()
    series: tuple[Series, ...] = field(default=())

    @property
    def caption(self):
        """The name, and the unit where the name does not say it."""
        return self.name if self.unit.casefold() in self.name.casefold() else f"{self.name}, {self.unit}"

    @property
    def rows(self):
        """(year, cells in the order of the series), the latest first."""
        return [
            (
                year,
                [
                    Cell(number_in_words(one.values[place]), one.preliminary[place], place in one.hidden)
                    for one in self.series
                ],
            )
            for place, year in reversed(list(enumerate(self.years)))
        ]

    @property
    def has_preliminary(self):
        return any(any(one.preliminary) for one in self.series)

    @property
    def has_hidden(self):
        return any(one.hidden for one in self.series)

    @property
    def is_comparable(self):
        """A number of crimes says nothing beside the country's; a share does."""
        unit = self.unit.casefold()
        return self.is_per_100_000 or any(word in unit for word in ("%", "andel", "procent", "per ", "/"))

    @property
    def drawn(self):
        """The series that may stand in one drawing."""
        shown = self.series if self.is_comparable else [one for one in self.series if one.level in SMALL] or self.series
        return tuple(one.line for one in shown if any(value is not None for value in one.values))[:MOST_DRAWN]

    @property
    def sentence(self):
        return development_sentence(self.drawn, self.years, unit=self.unit) if self.drawn else ""

    @property
    def has_chart(self):
        """A line needs two years."""
        return bool(self.drawn) and len(self.years) > 1

    @property
    def chart(self):
        return self._drawing("wide", width=640)

    @property
    def narrow_chart(self):
        return self._drawing("narrow", width=NARROW)

    def for_everybody(self):
        """The same figures as anybody may see them, for public pages and papers: small numbers are left out."""
        return replace(self, series=tuple(self._without_small(one) for one in self.series))

    def _without_small(self, one):
        fewest = LOWEST_RATE_SHOWN if self.is_per_100_000 else FEWEST_SHOWN
        if one.level not in SMALL:
            return one
        hidden = frozenset(place for place, value in enumerate(one.values) if value is not None and value < fewest)
        values = tuple(None if place in hidden else value for place, value in enumerate(one.values))
        return replace(one, values=values, hidden=hidden)

    def _drawing(self, kind, *, width):
        ident = f"indicator-{self.indicator_id}-{kind}"
        # Every text in it has been escaped by councils/svg.py.
        return mark_safe(  # noqa: S308
            development_chart(self.drawn, self.years, label=self.name, ident=ident, unit=self.unit, width=width)
        )


def figures_of(indicators):
    """{indicator id: Figures} for indicators behind the wall, in three queries however many they are."""
    return {pk: figures_from(facts) for pk, facts in facts_of(indicators).items()}


def facts_of(indicators):
    """{indicator id: what its figures are made of, as plain data}, in three queries however many they are."""
    indicators = list(indicators)
    rows = IndicatorValue.objects.filter(indicator__in=indicators) if indicators else ()
    rows = sorted(rows, key=lambda row: (row.level, row.geography, row.year))
    names = _names({(row.level, row.geography) for row in rows})
    found = {one.pk: {"indicator_id": one.pk, **{name: getattr(one, name) for name in SAID}} for one in indicators}
    for facts in found.values():
        facts["values"] = [
            [row.level, row.geography, names[row.level, row.geography], row.year, str(row.value), row.is_preliminary]
            for row in rows
            if row.indicator_id == facts["indicator_id"]
        ]
    return found


def figures_from(facts):
    """Figures of what `facts_of` gave."""
    spots = {
        (level, code, year): (Decimal(value), early) for level, code, _label, year, value, early in facts["values"]
    }
    labels = {(level, code): label for level, code, label, *_rest in facts["values"]}
    years = [spot[2] for spot in spots]
    years = tuple(range(min(years), max(years) + 1)) if years else ()
    series = tuple(_series(area, spots, years, _label(area, labels[area])) for area in sorted(labels, key=_rank))
    about = {name: facts[name] for name in ("indicator_id", *SAID)}
    return Figures(**about, years=years, series=series)


def _names(spots):
    """(level, geography) → what the area is called."""
    towns = [code for level, code in spots if level == GeographyLevel.MUNICIPALITY]
    counties = [code for level, code in spots if level == GeographyLevel.COUNTY]
    named = {
        **{(GeographyLevel.MUNICIPALITY, row.code): row.name for row in Municipality.objects.filter(code__in=towns)},
        **{(GeographyLevel.COUNTY, row.code): row.name for row in County.objects.filter(code__in=counties)},
    }
    return {spot: named.get(spot, spot[1]) for spot in spots}


def _label(area, name):
    """The country is called what it is in the language that is read."""
    return _("riket").capitalize() if area == (GeographyLevel.COUNTRY, COUNTRY_NAME) else name


def _rank(area):
    return ORDER.index(area[0]) if area[0] in ORDER else len(ORDER), area[1]


def _series(area, spots, years, label):
    rows = [spots.get((*area, year)) for year in years]
    return Series(
        label=label,
        level=area[0],
        geography=area[1],
        values=tuple(row and row[0] for row in rows),
        preliminary=tuple(bool(row and row[1]) for row in rows),
    )
