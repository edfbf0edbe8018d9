"""An activity as the cells of a row, all of them text, and how a cell is kept from being taken for a formula."""

import re

from councils.text import defused
from promises.spreadsheets.columns import BETWEEN_NAMES, COLUMNS, YES, quality_word, type_word

_NO_XML = re.compile("[\ufffe\uffff]")
_TAKEN_FOR_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def cells_of(stored, known):
    """What a file says of an activity, by the names in COLUMNS."""
    activity = stored.activity
    cells = {
        "key": str(activity.key),
        "version": str(activity.version),
        "occurred_on": activity.occurred_on.isoformat(),
        "activity_type": type_word(activity.activity_type),
        "targets": BETWEEN_NAMES.join(known.target_names[target.pk] for target in stored.targets),
        "count": str(activity.count),
        "count_quality": quality_word(activity.count_quality),
        "place_text": storable(activity.where),
        "parties": BETWEEN_NAMES.join(sorted(known.party_name(party) for party in stored.parties)),
        "reach": "" if activity.reach is None else str(activity.reach),
        "tags": storable(", ".join(activity.tags)),
        "is_beyond_ordinary": YES if activity.is_beyond_ordinary else "",
        "note": storable(activity.note),
    }
    assert cells.keys() == COLUMNS.keys()
    return cells


def storable(text):
    """A text without the two characters that no workbook can hold."""
    return _NO_XML.sub("\ufffd", text)


def armed(cell):
    r"""A cell of a CSV file: what would be taken for a formula, or for one of these, gets an apostrophe before it.

    >>> armed("=1+1"), armed("'=1+1"), armed("'t Hooft"), armed("Överkalix")
    ("'=1+1", "''=1+1", "'t Hooft", 'Överkalix')
    """
    return f"'{cell}" if cell.startswith("'") and cell[1:].startswith(_TAKEN_FOR_FORMULAS) else defused(cell)


def disarmed(cell):
    """The cell without that apostrophe.

    >>> disarmed("'=1+1"), disarmed("''=1+1"), disarmed("'t Hooft")
    ('=1+1', "'=1+1", "'t Hooft")
    """
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_TAKEN_FOR_FORMULAS) else cell
