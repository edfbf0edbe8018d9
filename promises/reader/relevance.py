"""Which numbers of a clause carry the promise; places, partners and articles beside them do not."""

from promises.reader.nouns import is_activity
from promises.reader.number_words import AT_LEAST
from promises.reader.numbers import Quantity
from promises.reader.periods import Frequency
from promises.reader.tokens import Token, low_at

_LINKS = frozenset({"och", "samt", ",", "dessutom", "varav", "därav", "plus", "(", "respektive", "även", "också", ":"})


def relevant(tokens: list[Token], quantities: list[Quantity], frequencies: list[Frequency]) -> list[Quantity]:
    """Keep the numbers that carry the promise; places, partners and articles beside them do not."""
    shares = [q for q in quantities if q.sort == "percent"]
    if shares:
        later = [q for q in quantities if q.first > shares[0].last and is_linked(tokens, q)]
        whole = [q for q in quantities if q.first < shares[0].first and q.explicit and is_part(tokens, shares[0])]
        return whole + shares + [q for q in later if q.sort != "percent"]
    kept = _beside_explicit(tokens, _strong(tokens, quantities, frequencies), frequencies)
    if any(q.sort == "occasion" for q in kept):
        return [q for q in kept if q.sort == "occasion" or _is_item_of_own(tokens, q, frequencies)]
    explicit = any(q.explicit for q in kept)
    if explicit and not frequencies:
        return kept
    owned = [q for q in kept if _has_own(q, frequencies)]
    if owned and not explicit and not any(is_linked(tokens, q) for q in kept[1:]):
        return owned
    return [q for q in kept if q is kept[0] or (q.explicit and frequencies) or _is_item_of_own(tokens, q, frequencies)]


def _strong(tokens: list[Token], quantities: list[Quantity], frequencies: list[Frequency]) -> list[Quantity]:
    """Prefer numbers outside prepositional phrases; "i tre parker" counts only when nothing else does."""
    strong = [q for q in quantities if not q.weak]
    if strong or not frequencies:
        return strong or quantities
    return [
        q
        for q in quantities
        if q.head is not None and (is_activity(tokens[q.head].low) or low_at(tokens, q.first - 1) in AT_LEAST)
    ]


def _beside_explicit(tokens: list[Token], quantities: list[Quantity], frequencies: list[Frequency]) -> list[Quantity]:
    """Drop bare articles beside a real number unless they are items of their own."""
    explicit = [q for q in quantities if q.explicit]
    if not explicit:
        return quantities
    return [
        q
        for q in quantities
        if q.explicit or is_linked(tokens, q) or _has_frequency_before(q, explicit[0], frequencies)
    ]


def _is_item_of_own(tokens: list[Token], quantity: Quantity, frequencies: list[Frequency]) -> bool:
    return is_linked(tokens, quantity) or _has_own(quantity, frequencies)


def _has_frequency_before(quantity: Quantity, other: Quantity, frequencies: list[Frequency]) -> bool:
    """Keep the article of "en träff per halvår och en per år": its own frequency comes first."""
    return any(quantity.first < f.first < other.first for f in frequencies)


def _has_own(quantity: Quantity, frequencies: list[Frequency]) -> bool:
    """Tell whether a frequency stands right behind the number: "två kvällar i veckan"."""
    return any(0 < f.first - max(quantity.last, quantity.head or 0) <= 1 for f in frequencies)


def is_linked(tokens: list[Token], quantity: Quantity) -> bool:
    """Tell whether the number is an item of its own: "och en vandring", "varav minst två"."""
    index = quantity.first - 1
    for _ in range(4):
        if index < 0 or tokens[index].low not in (
            "minst",
            "mins",
            "åtminstone",
            "ytterligare",
            "vid",
            "att",
            "av",
        ):
            break
        index -= 1
    return index >= 0 and tokens[index].low in _LINKS


def is_part(tokens: list[Token], quantity: Quantity) -> bool:
    """Tell whether the number is a share of the one before: "varav minst två"."""
    return any(token.low in ("varav", "därav") for token in tokens[max(0, quantity.first - 3) : quantity.first])
