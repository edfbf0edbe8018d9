"""Figures and years as published tables write them. No figure is None, which is not zero."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

EARLIEST, LATEST = 1950, 2100
MOST_DIGITS = 11  # before the decimals: as many as a stored value has room for
STEP = Decimal("0.001")
_NONE = {
    "",
    "-",
    "\N{EN DASH}",
    "\N{EM DASH}",
    "\N{MINUS SIGN}",
    ".",
    "..",
    "...",
    "…",
    "x",
    "n/a",
    "na",
    "#n/a",
    "null",
}
# Spaces of every kind stand between thousands; an apostrophe does in some programs.
_BETWEEN_THOUSANDS = re.compile(r"(?<=\d)[\s\u00a0\u202f\u2009'’](?=\d{3}(?!\d))")
LONGEST_CELL = 200
_MARKS = re.compile(r"\s*(\*+|(?<=\d)\s*p\b\.?|\(?\s*prel(?:imin[^\s)]*)?\.?\s*\)?)\s*$", re.I)
_FOOTNOTE = re.compile(r"(?<=\d)\s*(?:r|\d?\))$", re.I)
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NOT_A_YEAR = re.compile(
    r"\b(?:kv|kvartal|q|k|m)\s?\d|\d{4}[mkq]\d|\d{4}\s?[-/\N{EN DASH}]\s?\d|"
    r"\b(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\b|halvår|läsår|vecka",
    re.I,
)


class NoNumber(ValueError):
    """What stands there is no figure. `code`: words, two_ways, too_large, negative or not_whole."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with at most three decimals, and whether it may still change."""

    value: Decimal | None
    is_preliminary: bool = False


def read_number(text: str, *, point: str = "", is_count: bool = False) -> Figure:
    """The figure in a cell. `point`: what the column writes before decimals, when 3.200 could be two things.

    Raises NoNumber.

    >>> read_number("3\u00a0200").value, read_number("12,5 *"), read_number("..").value
    (Decimal('3200'), Figure(value=Decimal('12.5'), is_preliminary=True), None)
    """
    text, is_preliminary = without_mark(text.strip().removesuffix("%").strip())
    if text.casefold() in _NONE:
        return Figure(None, is_preliminary)
    plain = _plain(_BETWEEN_THOUSANDS.sub("", _FOOTNOTE.sub("", text)).replace("\N{MINUS SIGN}", "-"), point)
    if len(plain.partition(".")[0].lstrip("-0")) > MOST_DIGITS:
        raise NoNumber("too_large")
    value = Decimal(plain)
    if is_count and value < 0:
        raise NoNumber("negative")
    if is_count and value != value.to_integral_value():
        raise NoNumber("not_whole")
    value = value.quantize(STEP, rounding=ROUND_HALF_EVEN)
    return Figure(_shortest(value), is_preliminary)


def point_of(texts: Iterable[str]) -> str:
    """What a column writes before its decimals, seen from those of its cells that can be read in one way only.

    >>> point_of(["3.200", "12.5"]), point_of(["3.200", "7,5"]), point_of(["3.200"])
    ('.', ',', '')
    """
    for text in filter(_NUMBER.fullmatch, map(str.strip, texts)):
        marks = re.findall(r"[.,]", text)
        if "." in marks and "," in marks:
            return marks[-1]
        if len(marks) > 1:
            return "," if marks[0] == "." else "."
        if marks == [","] and not re.fullmatch(r"-?[1-9]\d{0,2},\d{3}", text.strip()):
            return ","
        if marks == ["."] and re.fullmatch(r"-?(?:0\.\d+|\d+\.(?:\d{1,2}|\d{4,})|\d{4,}\.\d+)", text.strip()):
            return "."
    return ""


def without_mark(text: str) -> tuple[str, bool]:
    """A text without the mark that says it is preliminary, and whether it had one.

    >>> without_mark("2019 (prel.)"), without_mark("2018")
    (('2019', True), ('2018', False))
    """
    text = " ".join(text.split())
    if len(text) > LONGEST_CELL:
        return text, False  # no figure and no heading is so long; what looks for marks must not be given it
    bare = _MARKS.sub("", text)
    return bare.strip(), bare != text


def read_year(text: str) -> int | None:
    """The one calendar year that a text names, or None: a month, a quarter or a school year is none.

    >>> read_year("År 2018"), read_year("2018M03"), read_year("2018/19"), read_year("Folkmängd 2019")
    (2018, None, None, 2019)
    """
    years = {int(year) for year in _YEAR.findall(text)}
    if len(years) != 1 or _NOT_A_YEAR.search(text):
        return None
    year = years.pop()
    return year if EARLIEST <= year <= LATEST else None


def _plain(text: str, point: str) -> str:
    """With a full stop before the decimals and nothing between the thousands."""
    if not text.isascii() or not _NUMBER.fullmatch(text):
        raise NoNumber("words")
    marks = re.findall(r"[.,]", text)
    if not marks:
        return text
    whole, _, decimals = text.rpartition(marks[-1])
    if len(set(marks)) > 1 and marks.count(marks[-1]) == 1:
        return f"{_thousands(whole)}.{decimals}"
    if len(marks) > 1:
        return _thousands(text)
    may_be_thousands = len(decimals) == 3 and re.fullmatch(r"-?[1-9]\d{0,2}", whole)
    if not may_be_thousands or marks[0] == "," or point == ".":
        return f"{whole}.{decimals}"
    if point == ",":
        return whole + decimals
    raise NoNumber("two_ways")


def _thousands(text: str) -> str:
    if not re.fullmatch(r"-?\d{1,3}(?:[.,]\d{3})*", text):
        raise NoNumber("words")
    return re.sub(r"[.,]", "", text)


def _shortest(value: Decimal) -> Decimal:
    """Without zeros that say nothing, and never as 1E+3.

    >>> _shortest(Decimal("1000.000"))
    Decimal('1000')
    """
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()
