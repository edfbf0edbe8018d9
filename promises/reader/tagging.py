"""Verb tags settled by their neighbours: participle or past, announcement or motion."""

from collections.abc import Callable

from promises.reader.heads import is_noun_like
from promises.reader.nouns import is_adjective
from promises.reader.number_words import AT_LEAST, ORDINALS
from promises.reader.numbers import whole_number
from promises.reader.parties import party_of
from promises.reader.tokens import Token, low_at
from promises.reader.verb_words import RESTATING
from promises.reader.verbs import NOTHING, Tags, verb_tags

_LOOK_AHEAD = 14
_MODAL: Tags = frozenset({"modal"})
_GOALS = frozenset("målet mål målsättningen målsättning ambitionen ambition avsikten löfte löftet åtagande".split())


def tag_verbs(tokens: list[Token]) -> list[frozenset[str]]:
    """Return the verb tags of every token, settled by its neighbours.

    >>> from promises.reader.tokens import tokenize
    >>> [sorted(tags) for tags in tag_verbs(tokenize("Två riktade insatser"))]
    [[], [], []]
    """
    tags = [verb_tags(token.low) if token.kind == "word" else NOTHING for token in tokens]
    for index in range(len(tokens)):
        tags[index] = _settle(tokens, tags, index)
    return tags


def _settle(tokens: list[Token], tags: list[Tags], index: int) -> Tags:
    if tags[index] & {"past", "modal"} and _is_participle(tokens, index):
        return NOTHING
    rule = _WORD_RULES.get(tokens[index].low)
    if rule is not None:
        return rule(tokens, tags, index)
    if not tags[index] and tokens[index].kind == "word" and _must_be_infinitive(tokens, tags, index):
        return frozenset({"inf"})
    if "pres" in tags[index] and _is_noun_here(tokens, index):
        return NOTHING
    return tags[index]


def _settle_kommer(tokens: list[Token], tags: list[Tags], index: int) -> Tags:
    return _MODAL if _announces(tokens, tags, index) else tags[index]


def _settle_har(tokens: list[Token], tags: list[Tags], index: int) -> Tags:
    return _MODAL if _has_promised(tokens, index) else tags[index]


def _settle_ser(tokens: list[Token], tags: list[Tags], index: int) -> Tags:
    """To see is no deed, to see over or to it is."""
    return tags[index] if _has_near(tokens, index, ("över", "till")) else frozenset({"stative"})


def _settle_vill(tokens: list[Token], tags: list[Tags], index: int) -> Tags:
    return NOTHING if low_at(tokens, index + 1) == "säga" else tags[index]


def _settle_var(tokens: list[Token], tags: list[Tags], index: int) -> Tags:
    """Tell "var" (was) from "var tredje" (every) and "går igenom var" (where)."""
    has_verb = any(tag & {"pres", "pass", "modal"} for tag in tags[:index])
    return NOTHING if has_verb or low_at(tokens, index + 1) in ORDINALS else tags[index]


def _settle_means(tokens: list[Token], tags: list[Tags], index: int) -> Tags:
    return _MODAL if _means_promise(tokens, tags, index) else tags[index]


def _settle_is(tokens: list[Token], tags: list[Tags], index: int) -> Tags:
    """Tell "målet är minst tio" (promised) and "polisen är ute" (done) from plain being."""
    if low_at(tokens, index - 1) in _GOALS:
        return _MODAL
    present = _has_near(tokens, index, ("ute", "synlig", "synliga", "närvarande", "plats"))
    return frozenset({"pres"}) if present else tags[index]


def _means_promise(tokens: list[Token], tags: list[frozenset[str]], index: int) -> bool:
    """Tell "innebär minst två insatser" and "innebär att löpande utveckla" from plain explanation."""
    if low_at(tokens, index + 1) in AT_LEAST:
        return True
    return low_at(tokens, index + 1) == "att" and any("inf" in tag for tag in tags[index + 2 : index + 4])


def _has_near(tokens: list[Token], index: int, words: tuple[str, ...]) -> bool:
    return any(token.low in words for token in tokens[index + 1 : index + 7])


def _is_participle(tokens: list[Token], index: int) -> bool:
    """Tell "två riktade insatser" from "polisen riktade två insatser"."""
    low = tokens[index].low
    if (
        low in RESTATING
        and (
            low == "skulle"
            or (
                low_at(tokens, index - 1) not in ("de", "den", "av")
                and (index == 0 or whole_number(tokens[index - 1]) is None)
            )
        )
    ) or not low.endswith("ade"):
        return False
    following = low_at(tokens, index + 1)
    if not (is_noun_like(following) or is_adjective(following) or following == "och"):
        return False
    before = tokens[index - 1] if index else None
    if before is None or before.kind != "word":
        return True
    return party_of(before.low) is None and before.low not in ("vi", "de", "som", "har", "det", "inte")


def _is_noun_here(tokens: list[Token], index: int) -> bool:
    before = low_at(tokens, index - 1)
    return before in ("i", "på", "för", "av", "två", "tre", "flera", "alla") and not low_at(tokens, index).endswith(
        "erar"
    )


def _must_be_infinitive(tokens: list[Token], tags: list[frozenset[str]], index: int) -> bool:
    """An unknown word in -a right behind "ska" or "att" is a verb, whatever it means."""
    low, before = tokens[index].low, low_at(tokens, index - 1)
    if not low.endswith(("a", "as")) or len(low) < 4 or before not in ("ska", "skall", "att", "skulle"):
        return False
    return before != "ska" or not is_noun_like(low_at(tokens, index + 1))


def _announces(tokens: list[Token], tags: list[frozenset[str]], index: int) -> bool:
    """Tell the promise "kommer att göra" from "kommer till skolan"."""
    for position in range(index + 1, min(index + _LOOK_AHEAD, len(tokens))):
        if low_at(tokens, position) == "överens":
            return False
        if low_at(tokens, position) == "att" or "inf" in tags[position]:
            return True
    return low_at(tokens, index + 1) == ":" or index == len(tokens) - 1


def _has_promised(tokens: list[Token], index: int) -> bool:
    near = [token.low for token in tokens[index + 1 : index + 6]]
    if "lovat" in near or "åtagit" in near or "utlovat" in near:
        return True
    return (near[:1] == ["som"] and "att" in near) or near[:2] == ["för", "avsikt"]


_WORD_RULES: dict[str, Callable[[list[Token], list[Tags], int], Tags]] = {
    "kommer": _settle_kommer,
    "har": _settle_har,
    "ser": _settle_ser,
    "vill": _settle_vill,
    "var": _settle_var,
    "innebär": _settle_means,
    "är": _settle_is,
}
