"""Figures out of the rows of a table, for the areas that are asked for; what cannot be read is told, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from councils.statistics.columns import ALL_CRIMES, BRA, KOLADA, LOOKED_AT, Figures, Layout, gender_of, layout_of
from councils.statistics.matching import Gazetteer, Place
from councils.statistics.numbers import Figure, NoNumber, point_of, read_number, read_year, without_mark

SHOWN = 60  # rows that were not understood
MOST_SERIES = 600
MOST_POINTS = 40_000
Key = tuple[str, str, str, str]  # category, what it stands under, code of the measure, kind
Spot = tuple[str, str, int]  # level, code, year


class NoYear(ValueError):
    """Nothing says which year the figures are of."""


class TooMuch(ValueError):
    """More figures than anybody can look through."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A figure of an area that is asked for, and that cannot be read. `code` says why."""

    row: int
    column: str
    text: str
    code: str
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A row whose area is none that is known. `why` is that of matching.Match."""

    row: int
    text: str
    why: str


@dataclass
class Reading:
    """Everything that was found in a table."""

    shape: str
    title: str = ""
    series: dict[Key, dict[Spot, Figure]] = field(default_factory=dict)
    years: set[int] = field(default_factory=set)
    places: set[Place] = field(default_factory=set)  # those that were asked for and are in the table
    others: set[Place] = field(default_factory=set)  # those that were not asked for
    faults: list[Fault] = field(default_factory=list)
    unmatched: list[Unmatched] = field(default_factory=list)
    fault_count: int = 0
    unmatched_count: int = 0
    filled_down: bool = False
    year_was_given: bool = False
    left_out: int = 0  # figures of months, quarters and the like

    def fault(self, *about) -> None:
        self.fault_count += 1
        if len(self.faults) < SHOWN:
            self.faults.append(Fault(*about))

    def miss(self, row: int, text: str, why: str) -> None:
        self.unmatched_count += 1
        if len(self.unmatched) < SHOWN:
            self.unmatched.append(Unmatched(row, text[:120], why))


def read_table(
    lines: Iterable[tuple[int, list[str]]],
    gazetteer: Gazetteer,
    wanted: set[tuple[str, str]],
    *,
    year: int | None = None,
    guessed_year: int | None = None,
    is_preliminary: bool = False,
    layout: Layout | None = None,
) -> Reading:
    """Read rows, each with its number, and keep what is about the wanted areas, given as level and code.

    `year` is that of figures whose table does not say it; `guessed_year` where its title does not either. Raises
    NotRecognised, NoYear or TooMuch.
    """
    rows = iter(lines)
    first = list(islice(rows, LOOKED_AT * 2))
    layout = layout or layout_of([cells for _number, cells in first], gazetteer)
    is_dated = layout.is_wide or bool(layout.years)
    year = None if is_dated else year or read_year(layout.title) or guessed_year
    if not is_dated and year is None:
        raise NoYear
    preliminary = is_preliminary or without_mark(layout.title)[1]
    table = _Table(layout, gazetteer, wanted, year, preliminary, _points(first[layout.first :], layout))
    for number, cells in first[layout.first :]:
        table.take(number, cells)
    for number, cells in rows:
        table.take(number, cells)
    return table.finished()


def _points(rows, layout) -> dict[int, str]:
    """Column → what it writes before decimals."""
    return {
        column.place: point_of(cells[column.place] for _number, cells in rows if len(cells) > column.place)
        for column in layout.figures
    }


class _Table:
    """A table as it is read, row by row."""

    def __init__(self, layout, gazetteer, wanted, year, is_preliminary, points):
        self.layout, self.gazetteer, self.wanted = layout, gazetteer, wanted
        self.year, self.is_preliminary, self.points = year, is_preliminary, points
        self.reading = Reading(layout.shape, title=layout.title, year_was_given=year is not None)
        self.under: list[tuple[int, str]] = []  # what the category stands under: how far in, and its words
        self.before: dict[int, str] = {}
        self.is_lossy, self.count = False, 0
        self.doubtful: dict[Place, tuple[int, str]] = {}

    def take(self, number: int, cells: list[str]) -> None:
        cells = [*cells, *[""] * (self._width - len(cells))]
        if not any(cells[column.place].strip() for column in self.layout.figures):
            return  # a footnote, or an empty line
        if self.layout.is_wide:
            self._fill_down(cells)
        category, parent = self._category(cells)
        place = self._place(number, cells)
        if place is None:
            return
        for column in self.layout.figures:
            self._take_cell(number, cells, column, place, category, parent)

    def finished(self) -> Reading:
        if self.is_lossy:
            for place, (row, text) in self.doubtful.items():
                self._forget(place)
                self.reading.miss(row, text, "several")
        self.reading.series = {key: spots for key, spots in self.reading.series.items() if spots}
        return self.reading

    @property
    def _width(self):
        layout = self.layout
        used = (layout.region, layout.code, layout.category, layout.kpi, layout.gender, *layout.variables)
        places = [place for place in (*used, *layout.years) if place is not None]
        return 1 + max([*places, *(column.place for column in layout.figures)])

    def _fill_down(self, cells):
        """A published table writes an area once, on the first of its rows."""
        for place in (self.layout.region, *self.layout.variables):
            if cells[place].strip():
                self.before[place] = cells[place]
            elif place in self.before:
                cells[place] = self.before[place]
                self.reading.filled_down = True

    def _category(self, cells):
        if self.layout.category is None:
            return "", ""
        cell = cells[self.layout.category]
        label = " ".join(cell.split())
        inset = len(cell) - len(cell.lstrip())
        if not self.under or self.under[-1] != (inset, label):
            while self.under and self.under[-1][0] >= inset:
                self.under.pop()
            self.under.append((inset, label))
        return label, self.under[-2][1] if len(self.under) > 1 else ""

    def _place(self, number, cells) -> Place | None:
        layout, reading = self.layout, self.reading
        text, code = cells[layout.region].strip(), cells[layout.code].strip() if layout.code is not None else ""
        if layout.code == layout.region:
            code = ""
        match = self.gazetteer.find(text, code=code, source=layout.shape)
        if match.place is None:
            reading.miss(number, f"{code} {text}".strip(), match.why)
            return None
        self.is_lossy |= match.is_lossy
        if (match.place.level, match.place.code) not in self.wanted:
            reading.others.add(match.place)
            return None
        if not match.is_lossy and not code and not text[:1].isdecimal() and self.gazetteer.may_be_another(match):
            self.doubtful.setdefault(match.place, (number, text))
        reading.places.add(match.place)
        return match.place

    def _take_cell(self, number, cells, column: Figures, place, category, parent):
        text = cells[column.place].strip()
        year, is_preliminary = self._year(cells, column)
        if year is None:
            self.reading.left_out += bool(text)
            return
        key = self._key(cells, column, category, parent)
        if key is None:
            return
        try:
            is_count = column.kind == "count" and self.layout.shape == BRA
            figure = read_number(text, point=self.points.get(column.place, ""), is_count=is_count)
            if self.layout.shape == BRA and figure.value is not None and figure.value < 0:
                raise NoNumber("negative")
        except NoNumber as fault:
            self.reading.fault(number, column.heading, text[:60], fault.code, key)
            return
        if figure.value is not None:
            marked = Figure(figure.value, figure.is_preliminary or is_preliminary)
            self._keep(number, column, key, (place.level, place.code, year), marked)

    def _keep(self, number, column, key, spot, figure):
        series = self.reading.series.setdefault(key, {})
        there = series.get(spot)
        if there and there.value != figure.value:
            self.reading.fault(number, column.heading, str(figure.value), "twice", key)
        elif there is None:
            series[spot] = figure
            self.count += 1
            self.reading.years.add(spot[2])
        if len(self.reading.series) > MOST_SERIES or self.count > MOST_POINTS:
            raise TooMuch

    def _year(self, cells, column):
        if column.year:
            return column.year, column.is_preliminary or self.is_preliminary
        if not self.layout.years:
            return self.year, self.is_preliminary
        found, is_preliminary = set(), self.is_preliminary
        for place in self.layout.years:
            text, marked = without_mark(cells[place].strip())
            is_preliminary |= marked
            if text and text.casefold() not in ("helår", "hela året", "år"):
                found.add(read_year(text))
        return (found.pop() if len(found) == 1 else None), is_preliminary

    def _key(self, cells, column, category, parent) -> Key | None:
        layout = self.layout
        gender = gender_of(cells[layout.gender]) if layout.gender is not None else ""
        variables = [" ".join(cells[place].split()) for place in layout.variables]
        if layout.gender is not None and gender is None:
            variables.append(cells[layout.gender].strip())
        content = "" if layout.shape in (BRA, KOLADA) and category else column.content
        if layout.shape == BRA and not category and not variables:
            content = ALL_CRIMES
        parts = [category, content, *variables, gender or ""]
        kpi = cells[layout.kpi].strip()[:20] if layout.kpi is not None else ""
        words = ", ".join(filter(None, parts)) or kpi
        return (words[:300], parent[:100], kpi, column.kind)

    def _forget(self, place):
        self.reading.places.discard(place)
        for spots in self.reading.series.values():
            for spot in [one for one in spots if one[:2] == (place.level, place.code)]:
                del spots[spot]


def distinct_names(keys: Iterable[Key]) -> Iterator[tuple[Key, str]]:
    """Each series with what to call it: with what it stands under where two have the same words."""
    keys = list(keys)
    words = [(key[0], key[3]) for key in keys]
    for key in keys:
        is_alone = words.count((key[0], key[3])) == 1
        yield key, key[0] if is_alone or not key[1] else f"{key[1]}: {key[0]}"
