"""Make any text printable, so that a document never fails because of what someone typed.

The strict PDF standards refuse a whole document when one character is missing in the font: an emoji in a
logged note would stop the report. Text is therefore cleaned first; what could not be shown is counted.
"""

import math
import re
import unicodedata
from dataclasses import dataclass

from followup.document.characters import REPLACEMENT, SHOWN

CUT_MARK = "[texten är avkortad]"
BREAK = "\N{ZERO WIDTH SPACE}"
LONGEST_RUN = 30  # longer than any Swedish word we have met, shorter than the narrowest text column
BREAK_EVERY = 10
MOST_LINES = 400

NARRATIVE = 30_000
SENTENCE = 1_000
LABEL = 300
COLUMN = 120
FIGURE = 40
# A label stands in a table cell, a sentence in a block that is kept whole: both must fit on a page.
LIMITS = {
    **dict.fromkeys(("introduction", "method", "situation", "communicated", "carried_over", "wording"), NARRATIVE),
    **dict.fromkeys(("police_did", "municipality_did", "why_not", "effect", "next_step"), NARRATIVE),
    **dict.fromkeys(("followup_text", "motivation", "deviation"), NARRATIVE),
    **dict.fromkeys(("rule", "arithmetic", "not_shared", "reason"), SENTENCE),
    **dict.fromkeys(("outcome", "verdict_text", "place", "value", "baseline", "goal", "code"), COLUMN),
    **dict.fromkeys(("number", "promise", "day", "count", "status_text", "registry_number"), FIGURE),
}

_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_EMPTY_LINES = re.compile(r"\n\s*\n")
_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")


@dataclass(frozen=True)
class Cleaned:
    """A cleaned value and how many of its characters were replaced by □."""

    value: object
    replaced: int


def clean(value: object, *, limit: int = LABEL) -> Cleaned:
    """Clean every text in a structure of dicts, lists and plain values; the input is left as it was.

    Dict keys are ours and decide the size limit of what they hold (`LIMITS`); numbers, booleans and None pass
    through, except that a number no JSON can hold (NaN, infinity) becomes None.

    >>> clean({"label": "Bra jobbat \N{THUMBS UP SIGN}", "activities": 3})
    Cleaned(value={'label': 'Bra jobbat □', 'activities': 3}, replaced=1)
    """
    if isinstance(value, str):
        return clean_text(value, limit=limit)
    if isinstance(value, dict):
        parts = {key: clean(item, limit=LIMITS.get(key, LABEL)) for key, item in value.items()}
        return Cleaned({key: part.value for key, part in parts.items()}, sum(p.replaced for p in parts.values()))
    if isinstance(value, (list, tuple)):
        items = [clean(item, limit=limit) for item in value]
        return Cleaned([item.value for item in items], sum(item.replaced for item in items))
    if isinstance(value, float) and not math.isfinite(value):
        return Cleaned(None, 0)
    return Cleaned(value, 0)


def clean_text(text: str, *, limit: int = NARRATIVE) -> Cleaned:
    """One text: normalised, without invisible characters, within the limit, every character in the font.

    >>> clean_text("a\\x00b\\u202ec")
    Cleaned(value='abc', replaced=0)
    """
    text = _cut(_visible(text), limit)
    shown = [_in_font(character) for character in text]
    replaced = sum(after == REPLACEMENT != before for before, after in zip(text, shown, strict=True))
    return Cleaned(_LONG_RUN.sub(_with_breaks, "".join(shown)), replaced)


def _visible(text: str) -> str:
    """One kind of line end, plain spaces, at most one empty line in a row, nothing that cannot be seen."""
    text = _LINE_ENDS.sub("\n", text)
    text = "".join(_as_seen(character) for character in text)
    return _EMPTY_LINES.sub("\n\n", unicodedata.normalize("NFC", text)).strip()


def _as_seen(character: str) -> str:
    if character == "\n" or " " <= character <= "~":
        return character
    if character == "\t":
        return " "
    category = unicodedata.category(character)
    # Cc control, Cf bidi marks and zero-width, Co private use, Cs lone surrogates; Mn has the selectors.
    if category in ("Cc", "Cf", "Co", "Cs") or "\ufe00" <= character <= "\ufe0f" or character >= "\U000e0000":
        return ""
    if category == "Zs" and character not in "\u00a0\u202f":
        return " "
    return character


def _cut(text: str, limit: int) -> str:
    """The text within the limit, with a visible mark where something was left out."""
    kept = "\n".join(text[:limit].split("\n")[:MOST_LINES])
    if len(kept) == len(text):
        return text
    return f"{kept[: limit - len(CUT_MARK) - 1].rstrip()} {CUT_MARK}"


def _in_font(character: str) -> str:
    """The character, its parts (ǩ as k and a caron) if only those are in the font, or □."""
    if character == "\n" or ord(character) in SHOWN:
        return character
    parts = unicodedata.normalize("NFD", character)
    return parts if len(parts) > 1 and all(ord(part) in SHOWN for part in parts) else REPLACEMENT


def _with_breaks(match: re.Match[str]) -> str:
    """A long run with places where a line may break, never between a letter and its accent."""
    pieces, since = [], 0
    for character in match[0]:
        if since >= BREAK_EVERY and not unicodedata.combining(character):
            pieces.append(BREAK)
            since = 0
        pieces.append(character)
        since += 1
    return "".join(pieces)
