"""An activity as the cells of a row, all of them text."""

import re

from promises.spreadsheets.columns import BETWEEN_NAMES, COLUMNS, YES, quality_word, type_word

_NO_XML = re.compile("[\ufffe\uffff]")


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
