"""Where a clause starts without a verb of its own: "... och polisen tre", "... samt vid behov extra möten"."""

from promises.reader.conditions import starts_condition
from promises.reader.number_words import AT_LEAST
from promises.reader.numbers import whole_number
from promises.reader.party_labels import party_of
from promises.reader.tokens import Token, low_at

_ADDING = frozenset({"och", "samt", "medan", ",", ";", "men"})
_MORE = AT_LEAST | frozenset("fler flera ökad ökat utökad utökade bättre fler extra en ett".split())
_LINKING = frozenset("med mellan av till från hos både såväl".split())
_FINITE = frozenset({"modal", "pres", "pass"})
# Behind "vid behov" these only say how often: the condition adds no thing of its own.
_NO_ITEM = frozenset(". , ; ) oftare ytterligare mer tätare fler däremellan".split())


def gap_at(tokens: list[Token], tags: list[frozenset[str]], inside: list[bool], first: int, index: int) -> str:
    """Return how a clause without a verb hangs on at the joint `index`, or "" when none starts there.

    A "gap" repeats the verb for another party; an "item" is promised on a condition of its own.
    """
    if inside[index] or tokens[index].low not in _ADDING:
        return ""
    if _changes_party(tokens, tags, first, index):
        return "gap"
    joined = tokens[index].low in ("och", "samt") and index > first + 1
    return "item" if joined and _adds_on_condition(tokens, index) else ""


def _changes_party(tokens: list[Token], tags: list[frozenset[str]], first: int, index: int) -> bool:
    """Tell "kommunen lovar lampor och polisen patruller" from "polisen och kommunen två gånger per år"."""
    other = party_of(low_at(tokens, index + 1))
    named = [party_of(token.low) for token in tokens[first:index]] if other else []
    if other is None or other in named or not any(named) or party_of(low_at(tokens, index - 1)):
        return False
    if not any(tag & _FINITE for tag in tags[first:index]):
        return False
    if _LINKING & {token.low for token in tokens[max(first, index - 4) : index]}:
        return False
    following = index + 2
    counted = following < len(tokens) and whole_number(tokens[following]) is not None
    return counted or low_at(tokens, following) in _MORE


def _adds_on_condition(tokens: list[Token], index: int) -> bool:
    """Tell the item of its own in "ett möte i kvartalet samt vid behov extra möten"."""
    last = starts_condition(tokens, index + 1)
    return last is not None and low_at(tokens, last) not in _NO_ITEM and bool(low_at(tokens, last))
