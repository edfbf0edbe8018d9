"""Numbers that count nothing promised: grades, roads, years, dates, clock times, ages, paragraphs."""

from promises.reader.noun_words import DURATION_NOUNS, MEASURE_NOUNS, META_NOUNS, OCCASION_COUNTERS
from promises.reader.number_words import ABOUT, AT_LEAST
from promises.reader.time_words import MONTHS
from promises.reader.tokens import Token

_LABELS = frozenset(
    "årskurs årskurser årskurserna åk klass klasser klasserna väg vägen vägarna riksväg riksvägen "
    "länsväg länsvägen "
    "e § kap kapitel nr nummer punkt del steg nivå kl klockan tel telefon telefonnummer dnr sid sida "
    "sidan vecka "
    "veckorna v rv lv ring växel lag lagen sfs artikel bilaga årgång grupp mom paragraf version linje "
    "rum sal etapp fas zon".split()
)
# Number words before "av": the number behind it is only the total.
_SMALL_NUMBERS = frozenset("två tre fyra fem sex åtta sju nio en ett".split())
_JOINTS = frozenset({"och", "-", "–", "—", ",", "eller", "till", "samt"})
_DEFINITE = frozenset("de dem dessa samma båda bägge dom våra deras alla senaste kommande närmaste samtliga".split())
_SETTLED = frozenset("beslutade planerade lagstadgade redan".split())
_DURATION_STARTS = frozenset("inom under efter i om på senaste kommande närmaste varannan ungefär för".split())


def is_year(token: Token) -> bool:
    """Tell whether the token is written like a year.

    >>> is_year(Token("2019", "2019", 0, 4, "number"))
    True
    """
    return token.kind == "number" and len(token.low) == 4 and token.low[:2] in ("19", "20") and token.low.isascii()


def is_distractor(tokens: list[Token], index: int, value: int) -> bool:
    """Tell whether the number at `index` counts nothing promised."""
    if _is_labelled(tokens, index) or _is_clock_date_or_phone(tokens, index):
        return True
    before = tokens[index - 1].low if index else ""
    if is_year(tokens[index]) and before not in AT_LEAST:
        return True
    if before in _SETTLED or (before == "år" and value < 10):
        return True
    if before in _DEFINITE and not (index > 1 and tokens[index - 2].low in AT_LEAST):
        return True
    return _is_total_of(tokens, index) or _is_pointer(tokens, index, value)


def _is_labelled(tokens: list[Token], index: int) -> bool:
    """Tell whether a label stands before the number or before the list it belongs to: "årskurs 6 och 8"."""
    position = index
    while position > 0 and index - position < 8:
        before = tokens[position - 1]
        low = before.low
        if low == "." and position > 1:
            low = tokens[position - 2].low
        if low in _LABELS or (low.endswith(("gatan", "vägen")) and low != "vägen" and before.kind == "word"):
            return tokens[index].kind == "number" or low.startswith(("årskurs", "åk"))
        if before.low not in _JOINTS or position < 2 or not _is_list_item(tokens[position - 2]):
            return False
        position -= 2
    return False


def _is_list_item(token: Token) -> bool:
    """The F of "årskurs F-3" stands in the list like a number."""
    return token.kind == "number" or token.low == "f"


def _is_clock_date_or_phone(tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    if token.kind != "number":
        return False
    if token.low.startswith("0") and len(token.low) > 1:
        return True
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    before = tokens[index - 1] if index else None
    if after and (after.low in MONTHS or after.low in ("§", "kap")):
        return True
    if after and after.low == ":" and after.start == token.end:
        return True
    if after and after.kind == "number" and after.start == token.end + 1:
        return True
    if before and (before.kind == "number" or (before.low == ":" and index > 1 and is_year(tokens[index - 2]))):
        return True
    return _joined_digits(tokens, index, after, before)


def _joined_digits(tokens: list[Token], index: int, after: Token | None, before: Token | None) -> bool:
    """Tell "08.00", "2018-07-01", "0123-456 00" and "12/5" from the range "2-3"."""
    token = tokens[index]
    for mark, step in ((after, 1), (before, -1)):
        if mark is None or not (mark.start == token.end or mark.end == token.start):
            continue
        other = index + 2 * step
        if not 0 <= other < len(tokens) or tokens[other].kind != "number":
            continue
        if mark.low in (".", "/", ":") or (mark.low in ("-", "–", "—") and _is_date_part(tokens, index, step)):
            return True
    return False


def _is_date_part(tokens: list[Token], index: int, step: int) -> bool:
    """Tell whether the numbers joined by hyphens in one direction hold a year or a leading zero."""
    for _ in range(3):
        index += 2 * step
        if not 0 <= index < len(tokens) or tokens[index].kind != "number":
            return False
        if is_year(tokens[index]) or tokens[index].low.startswith("0") or len(tokens[index].low) > 4:
            return True
    return False


def _is_total_of(tokens: list[Token], index: int) -> bool:
    """The ten of "minst 3 av 10 kontroller" is no number of its own."""
    if index > 2 and tokens[index - 2].low == "av" and tokens[index - 1].low.endswith("s"):
        return tokens[index - 3].kind == "number"
    if index < 2 or tokens[index - 1].low != "av":
        return False
    return tokens[index - 2].kind == "number" or tokens[index - 2].low in _SMALL_NUMBERS


def _is_pointer(tokens: list[Token], index: int, value: int) -> bool:
    """Tell whether the number comes after "från" or points at a level: "höjs till 40"."""
    before = tokens[index - 1].low if index else ""
    after = tokens[index + 1].low if index + 1 < len(tokens) else ""
    if after in ("fler", "färre") and "än" in [token.low for token in tokens[index + 2 : index + 4]]:
        return True
    if after == ")" and before != "(" and not (index > 1 and tokens[index - 2].low == "("):
        return True
    if before == "från" and "till" in [token.low for token in tokens[index + 1 : index + 3]]:
        return any(token.low.startswith(("öka", "höj", "minsk", "sänk")) for token in tokens[:index])
    if before == "den" and tokens[index].kind == "number" and after not in OCCASION_COUNTERS:
        return True
    if before in ("inom", "helst", "gärna") or after in ("§", "paragrafen"):
        return True
    return before in ("var", "vart") and value > 1


def _is_meta(tokens: list[Token], head: int | None) -> bool:
    return head is not None and tokens[head].low in META_NOUNS


def is_measure(tokens: list[Token], index: int, last: int, head: int | None) -> bool:
    """Tell whether the number measures time, money, speed, age or parts of the text."""
    following = [token.low for token in tokens[last + 1 : last + 4]]
    if following and following[0] in MEASURE_NOUNS:
        return True
    if following and following[0].endswith(("edel", "edelar", "tedelar", "redjedelar")):
        return True
    if following[:2] == ["gånger", "så"]:
        return True
    lows = [token.low for token in tokens[last + 1 : last + 9]]
    new = bool({"nya", "nytt", "ny"}.intersection(following)) or "grannsamverkan" in lows
    if not new and (any(word in META_NOUNS for word in following) or _is_meta(tokens, head)):
        return True
    if following and following[0] in DURATION_NOUNS:
        return _is_duration(tokens, index, following)
    return False


def _is_duration(tokens: list[Token], index: int, following: list[str]) -> bool:
    first = index - 1
    while first >= 0 and (tokens[first].low in AT_LEAST or tokens[first].low in ABOUT):
        first -= 1
    if first >= 0 and tokens[first].low in _DURATION_STARTS:
        return True
    return len(following) > 1 and following[1] in (
        "efter",
        "före",
        "innan",
        "från",
        "i förväg",
        "senare",
        "kvar",
        "gammal",
    )
