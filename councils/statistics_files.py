"""A file of figures that somebody sent: read for one council, and carried signed in the form until it is saved.

The file itself is not kept, and nothing is stored before somebody has looked: what was read travels in the page's own
form, signed for the council, and is only taken back as it was sent (docs/adr/0027).
"""

from dataclasses import asdict, dataclass, field
from decimal import Decimal

from django.core import signing
from django.utils.translation import gettext as _

from councils.models import Municipality
from councils.sheets.rows import Unreadable, lines_of
from councils.statistics.columns import RATE, TABLE, VALUE, Figures, Layout
from councils.statistics.matching import COUNTRY, COUNTRY_NAME, COUNTY, MUNICIPALITY, Gazetteer, Town
from councils.statistics.naming import SOURCES, naming_of
from councils.statistics.numbers import read_year
from councils.statistics.reading import Reading, distinct_names, read_table
from councils.text import in_one_line, tidy

MOST_COLUMNS = 200
MOST_MAPPED_ROWS = 3_000
LONGEST_MAPPED_CELL = 120
TWO_HOURS = 2 * 60 * 60
SALT = "councils.statistics"
OWN = "own"
# A database that shows its indents as HTML; the semicolons in it would be taken for ends of cells.
INDENT = b"&nbsp;"


class NotTaken(Exception):
    """What was sent with the form is not what was sent out, or too old."""


@dataclass(frozen=True)
class Proposed:
    """An indicator that a file could become, with its figures as (level, code, year, value, is preliminary)."""

    name: str
    unit: str
    is_per_100_000: bool
    points: tuple[tuple, ...]
    has_fault: bool = False


@dataclass
class Proposal:
    """What a file holds for one council: everything that the page before saving shows."""

    file_name: str
    shape: str
    source: str
    proposed: list[Proposed]
    years: list[int]
    places: list[list[str]]  # level and name of those found, of those asked for
    missing: list[str]
    others: int = 0
    unmatched: list[list] = field(default_factory=list)
    unmatched_count: int = 0
    faults: list[list] = field(default_factory=list)
    fault_count: int = 0
    left_out: int = 0
    filled_down: bool = False
    year_was_given: bool = False

    def packed(self, council):
        """Everything as signed text for a hidden field."""
        return signing.dumps(asdict(self), salt=f"{SALT}.{council.pk}", compress=True, serializer=_Exactly)

    @classmethod
    def unpacked(cls, text, council):
        """The proposal that was sent out. Raises NotTaken."""
        values = _loaded(text, f"{SALT}.{council.pk}")
        return cls(**values | {"proposed": [_proposed(one) for one in values["proposed"]]})


def asked_for(council):
    """{(level, code): name} of the council's own municipalities, their counties, and the country."""
    towns = list(council.municipalities.select_related("county"))
    return {
        **{(MUNICIPALITY, town.code): town.name for town in towns},
        **{(COUNTY, town.county_id): town.county.name for town in towns},
        (COUNTRY, COUNTRY_NAME): _("riket"),
    }


def gazetteer():
    """Every municipality and county there is."""
    rows = Municipality.objects.select_related("county")
    names = ((row, tuple(dict.fromkeys(filter(None, (row.name, row.official_name, row.own_name))))) for row in rows)
    return Gazetteer([Town(row.code, found, row.county_id, row.county.name) for row, found in names])


def read_file(content, council, *, file_name, year=None, is_preliminary=False, source=""):
    """What a file holds for the council. Raises Unreadable with a sentence, NotRecognised, NoYear or TooMuch."""
    how = {"year": year, "guessed_year": read_year(file_name), "is_preliminary": is_preliminary}
    return _read(_lines(content), council, file_name, source, **how)


def read_mapped(rows, council, *, file_name, source, mapping):
    """What a table of one's own holds, whose columns somebody has told the meaning of."""
    lines, layout = _mapped(rows, mapping)
    return _read(
        lines, council, file_name, source, year=mapping["fixed_year"], layout=layout, unit=mapping["unit"], shape=OWN
    )


def first_rows(content):
    """The rows of a table whose columns are not known, for the form in which somebody says what they hold."""
    rows = []
    for number, cells in _lines(content):
        if len(rows) == MOST_MAPPED_ROWS:
            raise Unreadable(_("En egen tabell får ha högst 3 000 rader. Spara bara de rader som behövs."))
        rows.append([number, [cell.strip()[:LONGEST_MAPPED_CELL] for cell in cells]])
    return rows


def packed_rows(rows, file_name, council):
    return signing.dumps([file_name, rows], salt=f"{SALT}.rows.{council.pk}", compress=True)


def unpacked_rows(text, council):
    """(file name, rows). Raises NotTaken."""
    return _loaded(text, f"{SALT}.rows.{council.pk}")


def _lines(content):
    if not content.startswith(b"PK"):
        content = content.replace(INDENT, b" ")
    return ((line.number, line.cells) for line in lines_of(content, most_columns=MOST_COLUMNS, is_table=True))


def _read(lines, council, file_name, source, *, unit="", shape="", **how):
    wanted = asked_for(council)
    reading = read_table(lines, gazetteer(), set(wanted), **how)
    source = source or SOURCES.get(reading.shape, "")
    return Proposal(
        file_name=file_name,
        shape=shape or reading.shape,
        source=source,
        proposed=_all_proposed(reading, unit),
        years=sorted(reading.years),
        places=[[place.level, place.name] for place in sorted(reading.places, key=lambda place: place.code)],
        missing=_missing(reading, wanted),
        others=len(reading.others),
        unmatched=[[row.row, _clean(row.text), row.why] for row in reading.unmatched],
        unmatched_count=reading.unmatched_count,
        faults=[[one.row, _clean(one.column), _clean(one.text), one.code] for one in reading.faults],
        fault_count=reading.fault_count,
        left_out=reading.left_out,
        filled_down=reading.filled_down,
        year_was_given=reading.year_was_given,
    )


def _missing(reading, wanted):
    found = {(place.level, place.code) for place in reading.places}
    return [name for spot, name in wanted.items() if spot not in found]


def _all_proposed(reading: Reading, unit):
    faulty = {one.key for one in reading.faults}
    found = {}
    for key, words in distinct_names(reading.series):
        naming = naming_of(key, words, reading.shape)
        points = ((*spot, figure.value, figure.is_preliminary) for spot, figure in reading.series[key].items())
        unit_of_it = naming.unit if naming.is_per_100_000 or not unit else unit
        one = Proposed(_clean(naming.name), unit_of_it, naming.is_per_100_000, tuple(sorted(points)), key in faulty)
        # Two series with one name and one unit cannot be told apart by anybody: neither is taken.
        found[one.name] = one if one.name not in found else Proposed(one.name, one.unit, one.is_per_100_000, (), True)
    return list(found.values())


def _mapped(rows, mapping):
    """The rows with the chosen area and nothing else to guess."""
    place = mapping["region"]
    if place is None:
        width = max(len(cells) for _number, cells in rows)
        rows = [[number, [*cells, *[""] * (width - len(cells)), mapping["area"]]] for number, cells in rows]
        place = width
    headings = rows[0][1]
    kind = RATE if mapping["is_per_100_000"] else VALUE
    figures = tuple(Figures(one, headings[one], kind, content=headings[one]) for one in mapping["values"])
    years = () if mapping["year"] is None else (mapping["year"],)
    return rows, Layout(TABLE, 1, place, figures, years=years)


def _clean(text):
    return in_one_line(tidy(text)).strip()


def _proposed(values):
    points = tuple((level, code, year, Decimal(value), mark) for level, code, year, value, mark in values["points"])
    return Proposed(**values | {"points": points})


class _Exactly(signing.JSONSerializer):
    """As JSON; figures go as text, so that none of them passes through a float."""

    def dumps(self, obj):
        for one in obj["proposed"]:
            one["points"] = [[*point[:3], str(point[3]), point[4]] for point in one["points"]]
        return super().dumps(obj)


def _loaded(text, salt):
    try:
        return signing.loads(text, salt=salt, max_age=TWO_HOURS)
    except signing.BadSignature as error:
        raise NotTaken from error
