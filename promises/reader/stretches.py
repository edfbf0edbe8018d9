"""The stretch a number is promised within, deadlines, and months or seasons."""

from dataclasses import dataclass

from promises.reader.numbers import whole_number
from promises.reader.periods import find_year_mention
from promises.reader.time_words import DEADLINE_POINTS, MONTHS, PERIOD_NOUNS, SEASONS
from promises.reader.tokens import Token, low_at

_STRETCH_ADJECTIVES = frozenset(
    "det hela första andra kommande nästa innevarande aktuella närmaste pågående de den ett år kalender".split()
)
# Words between "senast" and its date.
_BEFORE_DATE = frozenset(
    "i under den till vid andra tredje fjärde första sista av mitten utgången slutet början det nästa kommande".split()
)
_SMALL = {3: "quarter", 6: "half_year", 12: "year"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A period ("year"), a month or season, or a deadline: `sort` is stretch, season or deadline."""

    period: str | None
    first: int
    last: int
    sort: str


def find_stretches(tokens: list[Token]) -> list[Stretch]:
    """Return the stretches, seasons and deadlines of a sentence.

    >>> from promises.reader.tokens import tokenize
    >>> [(s.period, s.sort) for s in find_stretches(tokenize("under året, i maj, senast i juni"))]
    [('year', 'stretch'), (None, 'season'), (None, 'deadline')]
    """
    found: list[Stretch] = []
    index = 0
    while index < len(tokens):
        stretch = _deadline(tokens, index) or _stretch(tokens, index) or _season(tokens, index)
        if stretch is None:
            index += 1
            continue
        found.append(stretch)
        index = stretch.last + 1
    return found


def _is_time_point(tokens: list[Token], index: int) -> bool:
    if not 0 <= index < len(tokens):
        return False
    low = tokens[index].low
    return (
        tokens[index].kind == "number"
        or low in MONTHS
        or low in SEASONS
        or low in DEADLINE_POINTS
        or low.startswith(("års", "skolstart", "termin"))
    )


def _deadline(tokens: list[Token], index: int) -> Stretch | None:
    low = tokens[index].low
    counted = low_at(tokens, index - 1).endswith(("dagar", "kvällar", "veckor", "helger", "timmar"))
    if low in ("senast", "före", "innan") and not (counted and low != "senast"):
        for position in range(index + 1, min(index + 6, len(tokens))):
            if _is_time_point(tokens, position):
                return Stretch(None, index, _run_of_time(tokens, position), "deadline")
            if tokens[position].low not in _BEFORE_DATE:
                return None
    if (
        low == "till"
        and tokens[index + 1 : index + 4]
        and [token.low for token in tokens[index + 1 : index + 3]] == ["och", "med"]
        and _is_time_point(tokens, index + 3)
    ):
        return Stretch(None, index, _run_of_time(tokens, index + 3), "deadline")
    if low in ("efter", "vid", "till") and low_at(tokens, index + 1) in ("årsskiftet", "halvårsskiftet"):
        return Stretch(None, index, index + 1, "deadline")
    if (
        low in ("inom", "efter")
        and _is_number_word(tokens, index + 1)
        and low_at(tokens, index + 2) in ("månader", "år")
    ):
        return Stretch(None, index, index + 2, "deadline")
    if low in ("efter", "vid", "till") and _is_end(tokens, index + 1):
        return Stretch(None, index, index + 2, "deadline")
    if low == "inom" and low_at(tokens, index + 1) == "ett" and low_at(tokens, index + 2) in ("år", "halvår"):
        return Stretch(None, index, index + 2, "deadline")
    if low == "till" and low_at(tokens, index + 1) in (
        "sommaren",
        "årsskiftet",
        "hösten",
        "våren",
        "vintern",
        "jul",
    ):
        return Stretch(None, index, index + 1, "deadline")
    return None


def _is_number_word(tokens: list[Token], index: int) -> bool:
    return index < len(tokens) and whole_number(tokens[index]) is not None


def _is_number(tokens: list[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].kind == "number"


def _is_end(tokens: list[Token], index: int) -> bool:
    """Tell whether "årets slut" or "löftesperiodens utgång" stands at `index`."""
    ends = low_at(tokens, index + 1) in ("slut", "utgång", "början", "start")
    return ends and low_at(tokens, index).endswith(("årets", "terminens", "periodens", "tidens", "halvårets"))


def _run_of_time(tokens: list[Token], index: int) -> int:
    """Return the last token of a date: "1 september 2020", "2021-06-30", "årets slut"."""
    last = index
    while last + 1 < len(tokens):
        following = tokens[last + 1]
        joins = following.low in ("-", "–", "/", "slut", "utgång") or following.low in MONTHS
        if not joins and following.kind != "number":
            break
        last += 1
    return last


def _stretch(tokens: list[Token], index: int) -> Stretch | None:
    low = tokens[index].low
    if low == "årets" and low_at(tokens, index + 1).startswith(("löfte", "medborgarlöfte")):
        return Stretch("year", index, index + 1, "stretch")
    if low == "i" and low_at(tokens, index + 1) == "år":
        return Stretch("year", index, index + 1, "stretch")
    if low in ("under", "för") and (low == "under" or low_at(tokens, index + 1) in ("året", "år", "läsåret")):
        return _under(tokens, index)
    if find_year_mention(tokens, index) and low_at(tokens, index - 1) not in MONTHS | SEASONS:
        return Stretch("year", index, index, "stretch")
    if low in ("halvårets",):
        return None
    return None


def _under(tokens: list[Token], index: int) -> Stretch | None:
    position = index + 1
    while low_at(tokens, position) in _STRETCH_ADJECTIVES:
        if low_at(tokens, position) == "ett" and low_at(tokens, position + 1) == "år":
            return Stretch("year", index, position + 1, "stretch")
        if low_at(tokens, position) == "år" and not (
            position + 1 < len(tokens) and tokens[position + 1].kind == "number"
        ):
            break
        position += 1
    if position >= len(tokens):
        return None
    if find_year_mention(tokens, position):
        return Stretch("year", index, position, "stretch")
    if low_at(tokens, position).startswith(("period", "löftesperiod", "avtalsperiod", "programperiod")):
        return Stretch("promise", index, position, "stretch")
    return _under_period(tokens, index, position)


def _under_period(tokens: list[Token], index: int, position: int) -> Stretch | None:
    noun = low_at(tokens, position)
    number = whole_number(tokens[position])
    if number is not None and position + 1 < len(tokens):
        unit = PERIOD_NOUNS.get(low_at(tokens, position + 1).removesuffix("er"))
        if unit == "month" and number in _SMALL:
            return Stretch(_SMALL[number], index, position + 1, "stretch")
        return None
    if noun in PERIOD_NOUNS and noun.endswith(("et", "en")):
        period = PERIOD_NOUNS[noun]
        if period in ("year", "term", "half_year", "quarter", "month", "week"):
            return Stretch(period, index, position, "stretch")
    return None


def _season(tokens: list[Token], index: int) -> Stretch | None:
    """Read "i september 2018", "under våren", "sommaren 2023": a time of its own, no period."""
    low = tokens[index].low
    if (
        low in ("slutet", "början", "mitten")
        and low_at(tokens, index - 1) == "i"
        and low_at(tokens, index + 1) in ("av", "på")
    ):
        return Stretch(None, index, min(index + 2, len(tokens) - 1), "season")
    if low in ("vecka", "vecko", "veckorna") and _is_number(tokens, index + 1):
        return Stretch(None, index, _run_of_time(tokens, index + 1), "season")
    if low not in MONTHS and low not in SEASONS:
        return None
    if (low == "mars" and low_at(tokens, index - 1) == "den") or low_at(tokens, index - 1) in (
        "från",
        "varje",
    ):
        return None
    last = index
    while last + 1 < len(tokens):
        following = tokens[last + 1]
        lone_number = following.kind == "number" and len(following.low) == 4
        month_after = following.low in ("och", ",", "-", "–", "till", "samt") and (
            low_at(tokens, last + 2) in MONTHS or low_at(tokens, last + 2) in SEASONS
        )
        if month_after:
            last += 2
        elif lone_number:
            last += 1
        else:
            break
    return Stretch(None, index, last, "season")
