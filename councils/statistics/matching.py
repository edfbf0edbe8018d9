"""Which municipality, county or country a row is about, however its name is written. Nothing is guessed.

What could be two places is neither: Habo without its ring is Habo or Håbo, and Region Stockholm is a county to Kolada
and a police region to Brå.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from unicodedata import normalize

MUNICIPALITY, COUNTY, COUNTRY = "municipality", "county", "country"
COUNTRY_NAME = "riket"
LONG_CODE = 4  # digits that nothing but a municipality, or a county with zeros before it, has
_COUNTRY_WORDS = {"hela landet", "riket", "hela riket", "sverige", "landet", "sweden", "hela sverige"}
_POLICE_REGIONS = {f"region {name}" for name in ("nord", "mitt", "öst", "väst", "syd", "bergslagen", "stockholm")}
_RENAMED = {"malung": "2023"}  # what the municipality was called before 2008
_CODE_FIRST = re.compile(r"\s*(\d{1,4})(?:[\s\u00a0_:.-]+|$)(.*)", re.S)
_ENDS = re.compile(r"\s+(?:kommun|kommuns|stad|stads|stads kommun|kn|k:n)$")
_DASHES = re.compile(r"[\s\u00a0\u202f_\-\u2010-\u2015\u2212]+")
_LOST = str.maketrans({"å": "a", "ä": "a", "ö": "o", "é": "e", "ü": "u", "á": "a"})
_SPELT_OUT = {"å": "aa", "ä": "ae", "ö": "oe"}
_LETTER = "åäöé"
# What å, ä and ö have become in files opened with the wrong code page, or in seven bits.
_BROKEN = re.compile(
    "[\ufffd?†„”\u008f\u008eŽ™\u0086\u0084\u0094\u0099Œ\u008cŠš€…\u0081\u0080\u0085\u008a\u009a}{|\\]\\[\\\\]"
)


@dataclass(frozen=True, slots=True)
class Place:
    """One geography: its level, its code as stored, and what it is called."""

    level: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality as the list of them has it."""

    code: str
    names: tuple[str, ...]  # the short one first
    county_code: str
    county: str


@dataclass(frozen=True, slots=True)
class Match:
    """What a name was found to mean. Without a place `why` says so: unknown, several, disagrees or police_region."""

    place: Place | None
    why: str = ""
    is_lossy: bool = False


@dataclass
class Gazetteer:
    """Every municipality and county by all the ways their names are written."""

    towns: Iterable[Town]
    _by_code: dict[str, Place] = field(default_factory=dict)
    _exact: dict[str, set[Place]] = field(default_factory=lambda: defaultdict(set))
    _lossy: dict[str, set[Place]] = field(default_factory=lambda: defaultdict(set))
    _patterns: dict[str, set[Place]] = field(default_factory=lambda: defaultdict(set))
    _found: dict[tuple[str, str, str], Match] = field(default_factory=dict)

    def __post_init__(self) -> None:
        country = Place(COUNTRY, COUNTRY_NAME, "riket")
        self._by_code |= {"00": country, "0000": country}
        for town in self.towns:
            place = Place(MUNICIPALITY, town.code, town.names[0])
            county = Place(COUNTY, town.county_code, town.county)
            self._by_code |= {town.code: place, town.county_code: county, f"00{town.county_code}": county}
            for name in town.names:
                self._name(_bare(name), place)
            self._name(folded(town.county), county)
        for word in _COUNTRY_WORDS:
            self._name(word, country)
        for name, code in _RENAMED.items():
            if code in self._by_code:
                self._name(name, self._by_code[code])

    def find(self, text: str, *, code: str = "", source: str = "") -> Match:
        """What a cell, and perhaps one with a code beside it, means in a table of this source."""
        asked = text[:200], code[:20], source
        if asked not in self._found:
            self._found[asked] = self._look(*asked)
        return self._found[asked]

    def may_be_another(self, match: Match) -> bool:
        """Where a file has lost its rings and dots: is this name also that of another without them?"""
        return match.place is not None and len(self._lossy[folded(match.place.name).translate(_LOST)]) > 1

    def of_code(self, code: str) -> Place | None:
        return self._by_code.get(_padded(code))

    def _name(self, key: str, place: Place) -> None:
        for spelling in {key, f"{key}s"} if place.level == MUNICIPALITY else {key}:
            self._exact[spelling].add(place)
            self._lossy[spelling.translate(_LOST)].add(place)
            self._lossy["".join(_SPELT_OUT.get(char, char) for char in spelling)].add(place)
            if pattern := re.sub(f"[{_LETTER}]", "?", spelling):
                self._patterns[pattern].add(place)

    def _look(self, text: str, code: str, source: str) -> Match:
        given, named = _code_and_name(text, code)
        by_code = self.of_code(given) if given else None
        if given and not named:
            return Match(by_code, "" if by_code else "unknown")
        by_name = self._by_name(named, source)
        if by_code is None:
            return Match(None, "disagrees") if given and by_name.place else by_name
        if by_name.why == "unknown" and len(given) == LONG_CODE:
            return Match(by_code)
        agrees = by_name.place == by_code or by_name.why == "several" or self._is_county_of(by_code, named)
        return Match(by_code) if agrees else Match(None, "disagrees")

    def _is_county_of(self, by_code: Place, named: str) -> bool:
        """Kolada's 0025 is Region Norrbotten, and 25 may be written without its word."""
        return by_code.level == COUNTY and _county_stem(folded(named)) == _county_stem(folded(by_code.name))

    def _by_name(self, text: str, source: str) -> Match:
        for spelling in (text, _decoded_again(text)):
            key = folded(spelling)
            if key in _POLICE_REGIONS and not (key == "region stockholm" and source != "bra"):
                return Match(None, "police_region")
            if key == "region stockholm" and source != "kolada":
                return Match(None, "several")
            for form in dict.fromkeys((key, _bare(spelling), *_as_county(key))):
                if found := self._exact.get(form):
                    return _one(found)
        return self._by_broken(text)

    def _by_broken(self, text: str) -> Match:
        # Broken signs are looked for before the case is changed, since that changes some of them.
        key = _bare(_BROKEN.sub("?", text))
        if "?" in key:
            letters = re.sub(f"[{_LETTER}]", "?", key)
            return _one(self._patterns.get(letters, set()))
        return _one(self._lossy.get(key, set()), is_lossy=True)


def folded(text: str) -> str:
    """One case, and one space where there were spaces, dashes or hyphens.

    >>> folded(" Malung\N{EN DASH}Sälen ")
    'malung sälen'
    """
    return _DASHES.sub(" ", normalize("NFC", text).casefold()).strip()


def _bare(text: str) -> str:
    """Without the word for municipality.

    >>> _bare("Haparanda stad"), _bare("Region Gotland"), _bare("Arjeplogs kommun")
    ('haparanda', 'gotland', 'arjeplogs')
    """
    key = folded(text)
    key = "gotland" if key in ("region gotland", "gotlands region") else key
    return _ENDS.sub("", re.sub(r"^kommunen\s+", "", key))


def _as_county(key: str) -> list[str]:
    """`region norrbotten` is what Kolada calls the county."""
    stem = key.removeprefix("region ")
    return [f"{stem} län", f"{stem}s län", stem] if key.startswith("region ") else []


def _county_stem(key: str) -> str:
    return key.removeprefix("region ").removesuffix(" län").removesuffix("s")


def _code_and_name(text: str, code: str) -> tuple[str, str]:
    """A code from the cell beside, or from the front of the name."""
    if match := _CODE_FIRST.fullmatch(text):
        return match[1], match[2].strip()
    return code.strip() if code.strip().isdecimal() and code.strip().isascii() else "", text


def _padded(code: str) -> str:
    """A spreadsheet takes 0114 for a number and shows 114.

    >>> _padded("114"), _padded("1"), _padded("2513")
    ('0114', '01', '2513')
    """
    return code.zfill(4) if len(code) == 3 else code.zfill(2)


def _decoded_again(text: str) -> str:
    """UTF-8 that was read as if it were the old code page: Ã–verkalix.

    >>> _decoded_again("Ã–verkalix")
    'Överkalix'
    """
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        try:
            return text.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return text


def _one(found: set[Place], *, is_lossy: bool = False) -> Match:
    if not found:
        return Match(None, "unknown")
    return Match(next(iter(found)), is_lossy=is_lossy) if len(found) == 1 else Match(None, "several")
