"""What people type in the table as they say it, before the cells are read as those of a file: ca 3, 4/9 2026. Pure."""

import re

from promises.codes import CountQuality
from promises.spreadsheets.columns import codes_by_word, quality_word
from promises.spreadsheets.days import read_day

_NUMBER = re.compile(r"(ca\.?|cirka|omkring|ungefär|minst) *([0-9]{1,5})", re.IGNORECASE)


def as_read(cells):
    """The cells with a day and a count as they are read. What is not understood stays, and is refused as before."""
    return {**cells, **_day(cells.get("occurred_on", "")), **_count(cells)}


def _day(text):
    day = read_day(text)
    return {"occurred_on": day.isoformat()} if day else {}


def _count(cells):
    """ca 3 is cirka 3, minst 3 at least 3, unless the cell beside says something else."""
    match = _NUMBER.fullmatch(cells.get("count", "").strip())
    if not match:
        return {}
    said = CountQuality.AT_LEAST if match[1].casefold() == "minst" else CountQuality.ABOUT
    beside = codes_by_word(CountQuality).get(cells.get("count_quality", "").casefold(), "")
    # An empty row begins with exakt chosen: nobody has said that of a number with ca before it.
    if beside not in ("", CountQuality.EXACT.value, said.value) or (not beside and cells.get("count_quality")):
        return {}
    return {"count": match[2], "count_quality": quality_word(said.value)}
