"""The columns of a table of activities, and the words that stand in them.

They are a file format and therefore Swedish whatever language the page is read in: a file that one person takes out in
English is read in by another in Swedish.
"""

import re
from functools import cache

from django.utils import translation

from promises.codes import ActivityType, CountQuality

# Name of the form's field → heading, in the order of the file.
COLUMNS = {
    "key": "Nyckel",
    "version": "Version",
    "occurred_on": "Datum",
    "activity_type": "Vad",
    "targets": "Mål",
    "count": "Antal",
    "count_quality": "Hur säkert",
    "place_text": "Plats",
    "parties": "Deltog",
    "reach": "Antal deltagare",
    "tags": "Märkning",
    "is_beyond_ordinary": "Utöver ordinarie",
    "note": "Anteckning",
}
# Only in files that show what has been taken out of the counts, and never read back.
WITHDRAWN = "Räknas inte"
# What the same columns are usually called in lists that people keep themselves.
USUAL_HEADINGS = {
    "occurred_on": ("datum", "när", "dag"),
    "what": ("vad gjordes", "vad", "aktivitet", "mål"),
    "place_text": ("var", "plats"),
    "count": ("antal", "hur många"),
    "note": ("anteckning", "kommentar"),
}
BETWEEN_NAMES = "; "
YES, NO = "ja", "nej"
MEANS_YES = frozenset((YES, "j", "x", "1", "sant", "true", "yes"))
MEANS_NO = frozenset(("", NO, "n", "0", "falskt", "false", "no"))
_GAPS = re.compile(r"\s+")


def folded(word):
    """What two ways of writing a name have in common; a semicolon stands between names and cannot be in one."""
    return _GAPS.sub(" ", word.replace(";", ",")).strip().casefold()


@cache
def words_for(codes):
    """Code → its Swedish name."""
    with translation.override("sv"):
        return {code.value: str(code.label) for code in codes}


@cache
def codes_by_word(codes):
    """What may be written → code: the Swedish name or the code itself."""
    return {word.casefold(): code for code, name in words_for(codes).items() for word in (name, code)}


def type_word(code):
    return words_for(ActivityType).get(code, code)


def quality_word(code):
    return words_for(CountQuality).get(code, code)
