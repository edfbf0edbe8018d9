"""What the columns of a table of figures hold, seen from their headings and first rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from councils.statistics.matching import Gazetteer, folded
from councils.statistics.numbers import NoNumber, read_number, read_year, without_mark

COUNT, RATE, VALUE = "count", "rate", "value"
BRA, KOLADA, SCB, TABLE = "bra", "kolada", "scb", "table"
LOOKED_AT = 40  # rows that are looked at before it is said what a table is
ALL_CRIMES = "Samtliga brott"
_ROLES = {
    "region": {"region", "kommun", "område", "kommunnamn", "regionnamn", "municipality", "municipality name", "area"},
    "county": {"län", "länsnamn"},
    "code": {"kommunkod", "kod", "regionkod", "region kod", "municipality id", "kommun id", "länskod", "kommun kod"},
    "crime": {"brott", "brottstyp", "brottskategori", "brottskod", "brottsgrupp", "brottstyper"},
    "kpi_name": {"nyckeltal", "kpi title", "kpi titel", "nyckeltalsnamn", "kpi name", "titel", "title", "mått"},
    "kpi": {"kpi", "kpi id", "nyckeltals id", "nyckeltal id", "nyckeltalsid", "kpiid"},
    "year": {"år", "period", "year", "tid", "årtal", "tidsperiod", "redovisningsår"},
    "gender": {"kön", "gender", "sex", "kon"},
    "value": {"värde", "value", "varde"},
    "unread": {"municipality type", "kommuntyp", "status", "notering", "fotnot", "anmärkning", "isdeleted", "typ"},
}
_ROLE_OF = {word: role for role, words in _ROLES.items() for word in words}
_RATE = re.compile(r"100\s?000|100\s?tusen", re.I)
_COUNT = re.compile(r"\bantal\b", re.I)
_TOTALS = {"", "t", "total", "totalt", "alla", "samtliga", "båda", "båda könen", "kvinnor och män", "män och kvinnor"}
_GENDERS = {"k": "kvinnor", "kvinnor": "kvinnor", "kvinna": "kvinnor", "female": "kvinnor", "f": "kvinnor"}
_GENDERS |= {"m": "män", "män": "män", "man": "män", "male": "män"}


class NotRecognised(ValueError):
    """Nothing in the table says where the areas, the years and the figures are."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A column of figures: of one kind, and of one year where the heading says which."""

    place: int
    heading: str
    kind: str
    year: int | None = None
    content: str = ""
    is_preliminary: bool = False


@dataclass(frozen=True)
class Layout:
    """Where everything stands in a table. `first` is the first row with figures, counted among the rows read."""

    shape: str
    first: int
    region: int
    figures: tuple[Figures, ...]
    code: int | None = None
    years: tuple[int, ...] = ()
    category: int | None = None
    kpi: int | None = None
    gender: int | None = None
    variables: tuple[int, ...] = ()
    title: str = ""

    @property
    def is_wide(self) -> bool:
        """Has it a column for each year?"""
        return any(column.year for column in self.figures)


def layout_of(rows: Sequence[Sequence[str]], gazetteer: Gazetteer) -> Layout:
    """The layout seen from the first rows. Raises NotRecognised."""
    if bare := _without_headings(rows, gazetteer):
        return bare
    for number, row in enumerate(rows[:LOOKED_AT]):
        if _may_be_headings(row):
            return _laid_out(rows, number, gazetteer)
    raise NotRecognised


def kind_of(words: str) -> str:
    """Whether a heading speaks of a number of things, of a share of the inhabitants, or of something else.

    >>> kind_of("Antal"), kind_of("/100 000 inv"), kind_of("Folkmängd")
    ('count', 'rate', 'value')
    """
    if _RATE.search(words.replace("\N{NO-BREAK SPACE}", " ")):
        return RATE
    return COUNT if _COUNT.search(words) else VALUE


def gender_of(cell: str) -> str | None:
    """`kvinnor`, `män`, blank for both, or None for a word that is none of them."""
    key = folded(cell)
    return "" if key in _TOTALS else _GENDERS.get(key)


def _without_headings(rows, gazetteer):
    """The file of one year that begins with its first municipality: name, number, number per 100 000."""
    first = [row for row in rows if row][:3]
    if not first or not all(len(row) == 3 and _is_number(row[1]) and _is_number(row[2]) for row in first):
        return None
    has_years = len(first) > 1 and all(read_year(row[1]) for row in first)
    if has_years or not gazetteer.find(first[0][0], source=BRA).place:
        return None
    figures = (Figures(1, "Antal", COUNT, content=ALL_CRIMES), Figures(2, "Per 100 000 invånare", RATE))
    return Layout(BRA, 0, 0, figures)


def _may_be_headings(row):
    roles = [_ROLE_OF.get(folded(cell)) for cell in row]
    years = [cell for cell in row[1:] if _is_year(cell)]
    named = {"region", "year"} & set(roles) and sum(1 for cell in row if cell.strip()) > 1
    return bool(named) or (bool(years) and not any(_is_number(cell) and not _is_year(cell) for cell in row))


def _is_year(cell):
    return read_year(cell) is not None and len(cell) < 12


def _is_number(cell):
    try:
        read_number(cell, point=",")
    except NoNumber:
        return False
    return bool(cell.strip())


def _laid_out(rows, number, gazetteer):
    below = [row for row in rows[number + 1 : number + 1 + LOOKED_AT] if row]
    width = max([len(rows[number]), *(len(row) for row in below)])
    headings = [cell.strip() for cell in rows[number]] + [""] * (width - len(rows[number]))
    above = rows[number - 1] if number and sum(1 for cell in rows[number - 1] if cell.strip()) > 1 else ()
    contents = _filled_right(above, width)
    roles = [_role(heading, place, below) for place, heading in enumerate(headings)]
    if "code" not in roles and (codes := _codes(headings, below)) is not None:
        roles[codes] = "code"
    region = _region(roles, below, gazetteer)
    if region is None:
        raise NotRecognised
    roles[region] = "region"
    figures = tuple(
        _figures(place, headings[place], contents[place]) for place, role in enumerate(roles) if role == "figures"
    )
    if not figures:
        raise NotRecognised
    title = " ".join(cell.strip() for row in rows[:number] for cell in row if cell.strip())[:300]
    return Layout(
        shape=_shape(roles, headings, figures, below, region, title),
        first=number + 1,
        region=region,
        figures=figures,
        code=_first(roles, "code"),
        years=tuple(place for place, role in enumerate(roles) if role == "year"),
        category=_first(roles, "crime", "kpi_name"),
        kpi=_first(roles, "kpi"),
        gender=_first(roles, "gender"),
        variables=tuple(place for place, role in enumerate(roles) if role == "variable"),
        title=title,
    )


def _role(heading, place, below):
    known = _ROLE_OF.get(folded(heading))
    if known == "value":
        return "figures"
    if known:
        return known
    if read_year(heading) or kind_of(heading) != VALUE:
        return "figures"
    cells = [row[place] for row in below if len(row) > place and row[place].strip()]
    if not cells:
        return "unread"
    return "figures" if heading and all(_is_number(cell) for cell in cells) else "variable"


def _codes(headings, below):
    """A column without a heading that holds nothing but codes of four digits."""
    for place, heading in enumerate(headings[:3]):
        cells = [row[place].strip() for row in below if len(row) > place and row[place].strip()]
        if not heading and cells and all(re.fullmatch(r"\d{4}", cell) for cell in cells):
            return place
    return None


def _region(roles, below, gazetteer):
    """The column said to hold areas, else the one whose words are names of areas, else that of codes alone."""
    if "region" in roles:
        return roles.index("region")
    hits = {
        place: sum(1 for row in below if len(row) > place and gazetteer.find(row[place]).place)
        for place, role in enumerate(roles)
        if role in ("variable", "county", "unread")
    }
    if hits and max(hits.values()):
        return max(hits, key=hits.get)
    return _first(roles, "code")


def _first(roles, *wanted):
    return next((place for role in wanted for place, found in enumerate(roles) if found == role), None)


def _figures(place, heading, content):
    bare, is_preliminary = without_mark(heading)
    year = read_year(bare)
    words = re.sub(r"\(?\b(?:19|20)\d\d\b\)?", "", bare).strip(" ,:-") if year else bare
    return Figures(place, heading, kind_of(f"{words} {content}"), year, words or content, is_preliminary)


def _filled_right(above, width):
    """Words that stand over several columns are written over the first of them."""
    filled, last = [], ""
    for place in range(width):
        cell = above[place].strip() if place < len(above) else ""
        last = cell or last
        filled.append("" if read_year(last) and last == cell else last)
    return filled


def _shape(roles, headings, figures, below, region, title):
    if "kpi" in roles or "kpi_name" in roles:
        return KOLADA
    said = title.casefold()
    kinds = {column.kind for column in figures}
    if "crime" in roles or "brottsförebyggande rådet" in said or (RATE in kinds and kinds <= {COUNT, RATE}):
        return BRA
    coded = sum(1 for row in below if len(row) > region and re.match(r"\d{2,4} \D", row[region]))
    is_pxweb = headings[region] in ("region", "") and any(column.year for column in figures)
    return SCB if coded or is_pxweb or "statistiska centralbyrån" in said or "scb" in said.split() else TABLE
