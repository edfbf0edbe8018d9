"""Which column says what: known from the headings of our own format, told by a person for any other."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from councils.personal_data import findings
from councils.sheets.rows import Line, Unreadable, lines_of
from promises.spreadsheets.columns import BETWEEN_NAMES, COLUMNS, USUAL_HEADINGS, WITHDRAWN, folded
from promises.spreadsheets.days import is_ambiguous, read_day

# A file with these headings is ours, whatever else it has or lacks.
OURS = ("occurred_on", "targets", "count")
IS_WITHDRAWN = "is_withdrawn"
BY_HEADING = {folded(heading): name for name, heading in {**COLUMNS, IS_WITHDRAWN: WITHDRAWN}.items()}
# What a person says which column holds, of a layout that is not ours. The first two must be there.
MOST_WORDS = 100
LONGEST_WORD = 200
ASKED = ("occurred_on", "what", "place_text", "count", "note")


@dataclass(frozen=True)
class Sheet:
    """An opened file: its headings, the rows below them, and where our columns stand if it is in our format."""

    headings: list[str]
    lines: object
    columns: dict[str, int] | None

    @property
    def unread(self):
        """Headings of columns that are not read."""
        known = set((self.columns or {}).values())
        return [heading for place, heading in enumerate(self.headings) if heading and place not in known]


def opened(content):
    """The sheet of a file. Raises Unreadable, also while the rows are read."""
    lines = lines_of(content)
    headings = next(lines).cells
    return Sheet(headings, lines, _our_columns(headings))


def guessed(headings):
    """The columns that people's own lists most often call so: what is proposed first."""
    places = {folded(heading): place for place, heading in reversed(list(enumerate(headings)))}
    found = {
        name: next((places[one] for one in usual if one in places), None) for name, usual in USUAL_HEADINGS.items()
    }
    return {name: place for name, place in found.items() if place is not None}


def _our_columns(headings):
    found = {}
    for place, heading in enumerate(headings):
        name = BY_HEADING.get(folded(heading))
        if name in found:
            raise Unreadable(_("Kolumnen ”%(heading)s” finns två gånger. Ta bort den ena.") % {"heading": heading})
        if name:
            found[name] = place
    return found if all(name in found for name in OURS) else None


def cells_by_name(columns, line: Line):
    """Our own columns of one row; a row may be shorter than the headings. Days are read as people write them."""
    cells = {name: _cell(line, place) for name, place in columns.items()}
    if day := read_day(cells["occurred_on"]):
        cells["occurred_on"] = day.isoformat()
    return cells


def translated(mapping, line: Line, known):
    """One row of another layout in our columns, or None when what it says is not to be taken."""
    columns = mapping["columns"]
    words = {name: _cell(line, columns.get(name)) for name in ASKED}
    what = words.pop("what")
    targets = mapping["words"].get(folded(what[:LONGEST_WORD]))
    if targets == []:
        return None
    if day := read_day(words["occurred_on"], day_first=mapping.get("day_first")):
        words["occurred_on"] = day.isoformat()
    if columns.get("count") is None:
        words["count"] = "1"
    names = [known.target_names[pk] for pk in targets or () if pk in known.targets]
    return {**words, "targets": BETWEEN_NAMES.join(names) or what}


def _cell(line, place):
    return line.cells[place] if place is not None and place < len(line.cells) else ""


def words_in(content, columns):
    """({folded word: as it is written}, whether some day may be two) of another layout. Raises Unreadable."""
    words, days_are_ambiguous = {}, False
    for line in opened(content).lines:
        what = _cell(line, columns["what"])[:LONGEST_WORD]
        if folded(what) not in words:
            _check_word(what, line)
        words.setdefault(folded(what), what)
        days_are_ambiguous = days_are_ambiguous or is_ambiguous(_cell(line, columns["occurred_on"]))
        if len(words) > MOST_WORDS:
            raise Unreadable(_("Kolumnen har fler än 100 olika ord. Välj den kolumn som säger vad som gjordes."))
    return words, days_are_ambiguous


def _check_word(what, line):
    """The words are kept until the file is carried out, and are shown as questions."""
    if any(found.stops for found in findings(what)):
        text = _("Rad %(row)s har ett personnummer i kolumnen. Ta bort det i filen och skicka den igen.")
        raise Unreadable(text % {"row": line.number})
