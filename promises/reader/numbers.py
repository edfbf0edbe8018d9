"""Numbers that count something promised, told apart from years, grades, roads, ages and paragraphs."""

from dataclasses import dataclass

from promises.reader import distractors
from promises.reader.articles import article_counts
from promises.reader.heads import find_head
from promises.reader.noun_words import OCCASION_COUNTERS, PIECES
from promises.reader.number_words import ABOUT, AT_LEAST, AT_MOST, COLLECTIVES, NUMBER_WORDS, VAGUE, VAGUE_AFTER_ARTICLE
from promises.reader.time_words import PERIOD_NOUNS
from promises.reader.tokens import Token, low_at

# Before these the number is the promise itself: "ansvarar för två möten", "ett snitt på tre".
_STRONG_PAIRS = frozenset(
    {("snitt", "på"), ("genomsnitt", "på"), ("minimum", "på"), ("upp", "till"), ("in", "till")}
    | {(verb, "för") for verb in ("ansvarar", "ansvara", "svarar", "svara")}
)
_RANGE_WORDS = frozenset({"till", "-", "–", "—", "à", "eller", "alternativt"})
WEAK_PREPOSITIONS = frozenset("i på hos inom av mot för med till från om kring längs över mellan ur bland".split())


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with the noun it counts; `first`/`last`/`head` are token indexes."""

    value: int | None
    first: int
    last: int
    head: int | None
    sort: str  # noun, occasion, percent or article
    explicit: bool  # "minst en", "(1)", any numeral but a bare article
    weak: bool = False  # stands after a preposition: "i tre parker"
    doubts: tuple[str, ...] = ()
    after_noun: bool = False  # "skola (3 st)"


def whole_number(token: Token) -> int | None:
    """Return the number a token says, whatever it counts.

    >>> from promises.reader.tokens import tokenize
    >>> [whole_number(token) for token in tokenize("tjugofem 12 000 15-tal polis")]
    [25, 12000, 15, None]
    """
    if token.kind == "number":
        if "," in token.low:
            return None
        digits = token.low.replace(" ", "").replace("\u00a0", "")
        return int(digits) if len(digits) <= 7 and digits.isascii() else None
    low = token.low
    if low in NUMBER_WORDS:
        return NUMBER_WORDS[low]
    if low in COLLECTIVES:
        return COLLECTIVES[low]
    if low.endswith("-tal"):
        stem = low[:-4]
        if stem.isascii() and stem.isdigit() and len(stem) <= 5:
            return int(stem)
        return NUMBER_WORDS.get(stem)
    return None


def find_quantities(tokens: list[Token]) -> list[Quantity]:
    """Return the quantities of a sentence in the order of the text.

    >>> from promises.reader.tokens import tokenize
    >>> [q.value for q in find_quantities(tokenize("minst två (2) besök i årskurs 7 under 2019"))]
    [2]
    """
    found: list[Quantity] = []
    index = 0
    while index < len(tokens):
        quantity = _quantity_at(tokens, index)
        if quantity is None:
            index += 1
            continue
        found.append(quantity)
        index = max(quantity.last + 1, index + 1)
    return found


def _quantity_at(tokens: list[Token], index: int) -> Quantity | None:
    token = tokens[index]
    if token.low in VAGUE:
        return _vague(tokens, index)
    value = whole_number(token)
    if token.low == "hälften" and index and tokens[index - 1].low in AT_LEAST:
        return Quantity(50, index, index, None, "percent", True, doubts=("about",))
    if value is None:
        return None
    if token.low in ("en", "ett"):
        if index + 1 < len(tokens) and _is_collective(tokens[index + 1]):
            return _quantity_at(tokens, index + 1)
        if low_at(tokens, index + 1) in VAGUE_AFTER_ARTICLE or low_at(tokens, index + 2) in ("antal", "flertal"):
            return None
        if _range_end(tokens, index) is not None:
            return _numeral(tokens, index, 1)
        return _article(tokens, index)
    if distractors.is_distractor(tokens, index, value):
        return None
    if _repeats_word(tokens, index) or value == 0:
        return None
    return _numeral(tokens, index, value)


def _is_collective(token: Token) -> bool:
    return token.low in COLLECTIVES or token.low.endswith("-tal")


def _repeats_word(tokens: list[Token], index: int) -> bool:
    """The "(2)" of "två (2)" only repeats the word before."""
    return index >= 2 and tokens[index - 1].low == "(" and whole_number(tokens[index - 2]) is not None


def _vague(tokens: list[Token], index: int) -> Quantity | None:
    """Return "flera gånger" and "några insatser per år": a rate without a number."""
    if tokens[index].low == "antal" and low_at(tokens, index - 1) not in ("ett", "stort", "visst"):
        return None  # "Antal besök per vecka: minst 16" names what the number counts
    head = find_head(tokens, index + 1)
    if tokens[index].low in ("fler", "många") or head is None or head > index + 3:
        return None
    occasion = tokens[head].low in OCCASION_COUNTERS
    recurring = low_at(tokens, head + 1) in ("per", "/", "varje", "om") or (
        low_at(tokens, head + 1) == "i" and low_at(tokens, head + 2) in PERIOD_NOUNS
    )
    if not occasion and not recurring:
        return None
    return Quantity(None, index, head, head, "occasion" if occasion else "noun", explicit=True)


def _numeral(tokens: list[Token], index: int, value: int) -> Quantity | None:
    doubts: list[str] = []
    last = index
    upper = _range_end(tokens, index)
    if upper is not None:
        last = upper
        doubts.append("range")
    last = _skip_repeat(tokens, last)
    before = tokens[index - 1].low if index else ""
    if _is_maximum(tokens, index):
        doubts.append("maximum")
    if before in ABOUT or (_is_collective(tokens[index]) and tokens[index].low not in ("dussin", "tjog")):
        doubts.append("about")
    if _is_percent(tokens, last):
        return Quantity(value, index, last + 1, None, "percent", True, doubts=tuple(doubts))
    if before == "(" and index >= 2 and _closes_with_pieces(tokens, last):
        return Quantity(value, index, last, index - 2, "noun", True, doubts=tuple(doubts), after_noun=True)
    head = find_head(tokens, last + 1)
    sort = "occasion" if head is not None and tokens[head].low in OCCASION_COUNTERS else "noun"
    if distractors.is_measure(tokens, index, last, head):
        return None
    return Quantity(value, index, last, head, sort, True, _is_weak(tokens, index, sort, head), tuple(doubts))


def _range_end(tokens: list[Token], index: int) -> int | None:
    """Return the index of the upper number of "tre till fem", "2-3" or "mellan fem och tio"."""
    if index + 2 >= len(tokens) or whole_number(tokens[index + 2]) is None:
        return None
    joint = tokens[index + 1].low
    between = joint == "och" and index > 0 and tokens[index - 1].low == "mellan"
    larger = (whole_number(tokens[index + 2]) or 0) > (whole_number(tokens[index]) or 0)
    return index + 2 if larger and (joint in _RANGE_WORDS or between) else None


def _skip_repeat(tokens: list[Token], last: int) -> int:
    if last + 2 < len(tokens) and tokens[last + 1].low == "(" and _says_number(tokens[last + 2]):
        for index in range(last + 3, min(last + 6, len(tokens))):
            if tokens[index].low == ")":
                return index
    return last


def _says_number(token: Token) -> bool:
    return token.kind == "number" or token.low in NUMBER_WORDS


def _is_maximum(tokens: list[Token], index: int) -> bool:
    before = [token.low for token in tokens[max(0, index - 2) : index]]
    return before == ["upp", "till"] or (bool(before) and before[-1] in AT_MOST)


def _is_percent(tokens: list[Token], last: int) -> bool:
    following = tokens[last + 1].low if last + 1 < len(tokens) else ""
    return following == "%" or following.startswith("procent")


def _closes_with_pieces(tokens: list[Token], last: int) -> bool:
    for token in tokens[last + 1 : last + 4]:
        if token.low == ")":
            return True
        if token.low not in PIECES and token.low not in OCCASION_COUNTERS and token.low != ".":
            return False
    return False


def _is_weak(tokens: list[Token], index: int, sort: str, head: int | None) -> bool:
    """Tell whether the number only says where or with whom: "i tre parker", "med två poliser"."""
    first = index - 1
    while first >= 0 and (tokens[first].low in AT_LEAST or tokens[first].low in ABOUT or tokens[first].low == "de"):
        first -= 1
    if first < 0 or sort == "occasion" or tokens[first].low not in WEAK_PREPOSITIONS:
        return False
    raised = tokens[first].low == "till" and "från" in [token.low for token in tokens[max(0, first - 3) : first]]
    return not raised and (low_at(tokens, first - 1), tokens[first].low) not in _STRONG_PAIRS


def _article(tokens: list[Token], index: int) -> Quantity | None:
    before = tokens[index - 1].low if index else ""
    if before not in AT_LEAST and low_at(tokens, index + 1) in ("månads", "veckas", "dags", "timmes", "års", "termins"):
        return None
    last = _skip_repeat(tokens, index)
    head = find_head(tokens, last + 1)
    if head is None:
        return _elliptic(tokens, index)
    sort = "occasion" if tokens[head].low in OCCASION_COUNTERS else "noun"
    if before in AT_LEAST or last > index or sort == "occasion":
        if distractors.is_measure(tokens, index, last, head):
            return None
        return Quantity(1, index, last, head, sort, True, _is_weak(tokens, index, sort, head))
    if article_counts(tokens, index, head):
        return Quantity(1, index, index, head, "article", False, doubts=("article",))
    return None


def _elliptic(tokens: list[Token], index: int) -> Quantity | None:
    """Return the number of "fyra vandringar, en per kvartal", "varav en på helgen", "minst en per butik"."""
    lows = [token.low for token in tokens[index + 1 : index + 7]]
    before = tokens[index - 1].low if index else ""
    recurring = lows[:1] in (["per"], ["/"], ["varje"]) or (
        len(lows) > 1 and (lows[0] in ("i", "om") and lows[1] in PERIOD_NOUNS)
    )
    later = before == "och" and bool({"per", "varje"}.intersection(lows)) and lows[:1] != ["del"]
    aside = before == "och" and lows[:1] and lows[0] in ("om", "mot")
    named = lows[:1] and lows[0] in ("i", "på", "vid") and tokens[index + 2 : index + 3] != []
    single = all((whole_number(token) or 0) <= 1 for token in tokens[:index])
    if before in ("och", "samt") and named and single and tokens[index + 2].text[:1].isupper():
        return Quantity(1, index, index, None, "noun", False)  # "en vandring i Ryd och en i Ekeby"
    if aside and any((whole_number(token) or 0) > 1 for token in tokens[: index - 1]):
        return Quantity(1, index, index, None, "noun", True)
    if recurring or later or before in AT_LEAST or before in ("varav", "därav"):
        return Quantity(1, index, index, None, "noun", True)
    return None
