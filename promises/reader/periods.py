"""How often, and within which stretch: "per vecka", "varje fredag", "under året"."""

from dataclasses import dataclass

from promises.reader.distractors import is_year
from promises.reader.nouns import is_place
from promises.reader.number_words import ORDINALS
from promises.reader.numbers import whole_number
from promises.reader.time_words import (
    ADVERBS,
    MONTH_STEPS,
    OCCASION_NOUNS,
    ORDINARY_WORK,
    PERIOD_NOUNS,
    PLURAL_WEEKDAYS,
    SEASON_NOUNS,
    WEEKDAY_WORDS,
    WEEKDAYS,
)
from promises.reader.tokens import Token, low_at

# After these a year compares, dates or names something.
_NO_LONE_YEAR = frozenset("från sedan - – — medborgarlöftet medborgarlöfte löftet och till med än mot skillnad".split())
_EVERY = frozenset({"varje", "varenda", "alla", "samtliga"})
_OTHER = {"varannan": 2, "vartannat": 2}


_PLURAL_PERIODS = {
    "helger": "week",
    "veckor": "week",
    "månader": "month",
    "kvartal": "quarter",
    "terminer": "term",
    "år": "year",
    "vardagar": "day",
    "dagar": "day",
    "kvällar": "day",
    "nätter": "day",
    "dygn": "day",
    "vardagkvällar": "day",
    "vardagskvällar": "day",
    "skoldagar": "day",
    "arbetsdagar": "day",
    "helgkvällar": "week",
    "helgnätter": "week",
}
_NTH = frozenset("första andra tredje fjärde sista".split())


@dataclass(frozen=True, slots=True)
class Frequency:
    """A recurring period. `times` multiplies a number ("varannan månad" is 6 per year)."""

    period: str
    times: int
    first: int
    last: int
    doubt: str = ""
    needs_number: bool = False  # "i veckan" recurs only behind a number
    alone: bool = False  # "vår och höst" recurs only where nothing else says how often


def find_frequencies(tokens: list[Token]) -> list[Frequency]:
    """Return the frequencies of a sentence in the order of the text.

    >>> from promises.reader.tokens import tokenize
    >>> words = tokenize("två gånger per år, varannan månad, tertialvis")
    >>> [(frequency.times, frequency.period) for frequency in find_frequencies(words)]
    [(1, 'year'), (6, 'year'), (3, 'year')]
    """
    found: list[Frequency] = []
    index = 0
    while index < len(tokens):
        frequency = _frequency_at(tokens, index)
        if frequency is None:
            index += 1
            continue
        found.append(frequency)
        index = frequency.last + 1
    return found


def _frequency_at(tokens: list[Token], index: int) -> Frequency | None:
    low = tokens[index].low
    if low in ("per", "/"):
        return _per(tokens, index)
    if low in ("i", "om", "under"):
        return _within(tokens, index)
    if low in _EVERY or low in _OTHER or low in ("var", "vart"):
        return _every(tokens, index)
    if low in ADVERBS:
        return _adverb(tokens, index)
    if low in ("vår", "höst", "sommar", "vinter"):
        return _seasons(tokens, index)
    if low in WEEKDAYS and low_at(tokens, index + 1) in ("och", ",") and low_at(tokens, index + 2) in WEEKDAYS:
        return _weekdays(tokens, index, index)
    if low in _NTH and low_at(tokens, index + 1) in WEEKDAY_WORDS:
        return _nth_weekday(tokens, index, index + 1)
    if low in PLURAL_WEEKDAYS and index and whole_number(tokens[index - 1]) is not None:
        return None
    if low in PLURAL_WEEKDAYS or (low.rstrip("-").rstrip("s") in WEEKDAYS and low.endswith("-")):
        return _weekdays(tokens, index, index, "weekday")
    return None


def _named(period: str, first: int, last: int, doubt: str = "", needs_number: bool = False) -> Frequency:
    """Return a frequency of the guideline's list: a tertial is three a year."""
    if period == "tertial":
        return Frequency("year", 3, first, last, "tertial", needs_number)
    return Frequency(period, 1, first, last, doubt, needs_number)


def _per(tokens: list[Token], index: int) -> Frequency | None:
    """Read "per vecka", "/vecka", "per skola och år"; "per skola" alone is distribution."""
    for position in range(index + 1, min(index + 5, len(tokens))):
        low = tokens[position].low
        if low in SEASON_NOUNS:
            return Frequency("year", 1, index, position)
        if low.endswith(("pass", "lov")) or low in OCCASION_NOUNS:
            return Frequency("occasion", 1, index, position, "occasion")
        if low in PERIOD_NOUNS and not (low == "v" and tokens[index].low == "per"):
            return _named(PERIOD_NOUNS[low], index, position)
        joints = {low, tokens[position - 1].low} & {"och", "/", "per"}
        if position > index + 1 and not joints:
            return None
    return None


def _within(tokens: list[Token], index: int) -> Frequency | None:
    """Read "i veckan", "om året" and "under varje kvartal"."""
    low, following = tokens[index].low, low_at(tokens, index + 1)
    if low == "under":
        return None
    if low == "om" and following in ("året", "dagen", "dygnet", "terminen", "månaden"):
        return _named(PERIOD_NOUNS[following], index, index + 1, needs_number=True)
    if low == "i" and following in PERIOD_NOUNS and following.endswith(("n", "t")) and following != "mån":
        return _named(PERIOD_NOUNS[following], index, index + 1, needs_number=True)
    return None


def _every(tokens: list[Token], index: int) -> Frequency | None:
    low = tokens[index].low
    step = _OTHER.get(low, 1)
    position = index + 1
    ordinal = _ordinal(tokens, position)
    if low in ("var", "vart"):
        if ordinal is None:
            return None
        step, position = ordinal, position + (2 if low_at(tokens, position + 1) == ":" else 0) + 1
    while low_at(tokens, position) in ("helgfri", "ny", "helgfria", "enskild", "hel") or (
        step == 1 and low_at(tokens, position) in ("första", "sista", "andra", "tredje")
    ):
        if low_at(tokens, position) in ("första", "sista", "andra", "tredje"):
            return _nth_weekday(tokens, index, position + 1)
        position += 1
    return _stepped(tokens, index, position, step)


def _ordinal(tokens: list[Token], position: int) -> int | None:
    word = low_at(tokens, position)
    if word in ORDINALS:
        return ORDINALS[word]
    if position < len(tokens) and tokens[position].kind == "number" and low_at(tokens, position + 1) == ":":
        return whole_number(tokens[position])
    return None


def _nth_weekday(tokens: list[Token], first: int, position: int) -> Frequency | None:
    """Read "varje första tisdag i månaden": once a month."""
    if low_at(tokens, position) not in WEEKDAY_WORDS or low_at(tokens, position + 1) not in ("i", "varje"):
        return None
    last = position + 3 if low_at(tokens, position + 2) == "varje" else position + 2
    period = PERIOD_NOUNS.get(low_at(tokens, last))
    return _named(period, first, last) if period else None


def _stepped(tokens: list[Token], first: int, position: int, step: int) -> Frequency | None:
    noun = low_at(tokens, position)
    plural = tokens[first].low in ("alla", "samtliga")
    if noun in WEEKDAY_WORDS or (noun.rstrip("-").rstrip("s") in WEEKDAYS and noun.endswith("-")):
        if step == 1:
            return _weekdays(tokens, first, position)
        return Frequency("fortnight", 1, first, position)
    if plural and noun in _PLURAL_PERIODS:
        return Frequency(_PLURAL_PERIODS[noun], 1, first, position)
    if noun in SEASON_NOUNS and not plural:
        both = low_at(tokens, position + 1) == "och" and low_at(tokens, position + 2) in SEASON_NOUNS
        return Frequency("year", 2 if both else 1, first, position + (2 if both else 0))
    if noun in PERIOD_NOUNS and not plural:
        return _multiplied(PERIOD_NOUNS[noun], first, position, step)
    if noun.startswith(("lönehelg", "lovdag", "riskkväll", "storhelg", "skolavslutning", "riskhelg", "lönefredag")) or (
        (low_at(tokens, first - 1) in ("vid", "under", "i", "efter", "inför", "före", "innan") and step == 1)
        and _is_occasion(noun, first, tokens)
    ):
        return Frequency("occasion", 1, first, position, "occasion")
    return None


def _is_occasion(noun: str, first: int, tokens: list[Token]) -> bool:
    """Everything after "vid varje" is an occasion; after "i alla" only what happens now and then."""
    if is_place(noun) and not noun.startswith(OCCASION_NOUNS):
        return False
    return tokens[first - 1].low in ("vid", "efter", "inför", "före", "innan") or any(
        noun.startswith(word) for word in OCCASION_NOUNS
    )


def _weekdays(tokens: list[Token], first: int, position: int, doubt: str = "") -> Frequency:
    """Count the named days: "varje tisdag och torsdag" is twice a week."""
    days, last = 1, position
    while low_at(tokens, last + 1) in ("och", ",") and low_at(tokens, last + 2) in WEEKDAY_WORDS:
        days, last = days + 1, last + 2
    return Frequency("week", days, first, last, "weekdays" if days > 1 else doubt)


def _multiplied(period: str, first: int, last: int, step: int) -> Frequency | None:
    """Read "varannan vecka", "var tredje månad", "vartannat år" into the periods of the list."""
    if step == 1:
        return _named(period, first, last)
    months = {"month": step, "quarter": 3 * step, "half_year": 6 * step, "term": 6 * step}.get(period)
    if months in MONTH_STEPS:
        times, name = MONTH_STEPS[months]
        return Frequency(name, times, first, last, "stepped")
    if period == "year" or months:
        return Frequency("promise", 1, first, last, "stepped")
    if (period == "day" and step == 14) or (period == "week" and step == 2):
        return Frequency("fortnight", 1, first, last)
    if period == "week":
        return Frequency("year", max(1, 52 // step), first, last, "stepped")
    return Frequency("week", max(1, 7 // step), first, last, "stepped")


def _seasons(tokens: list[Token], index: int) -> Frequency | None:
    """Read "vår och höst": twice a year, unless a number says otherwise."""
    if low_at(tokens, index + 1) not in ("och", "/", "samt") or low_at(tokens, index + 2) not in SEASON_NOUNS:
        return None
    return Frequency("year", 2, index, index + 2, "implied", alone=True)


def _adverb(tokens: list[Token], index: int) -> Frequency | None:
    low = tokens[index].low
    if low.startswith("daglig") and low != "dagligen" and low_at(tokens, index + 1).startswith(ORDINARY_WORK):
        return None
    return _named(ADVERBS[low], index, index)


def find_year_mention(tokens: list[Token], index: int) -> bool:
    """Tell whether a lone year stands at `index`, not a span of years, a date or a title.

    >>> from promises.reader.tokens import tokenize
    >>> find_year_mention(tokenize("fem insatser 2019"), 2), find_year_mention(tokenize("från 2018"), 1)
    (True, False)
    """
    if not is_year(tokens[index]):
        return False
    before, after = low_at(tokens, index - 1), low_at(tokens, index + 1)
    if before == "år" and low_at(tokens, index - 2) in ("till", "från", "sedan", "än"):
        return False
    if before in _NO_LONE_YEAR or after == "års":
        return False
    return not (
        after in ("-", "–", "—", "och", "till", "/") and index + 2 < len(tokens) and tokens[index + 2].kind == "number"
    )
