"""Verb tags settled by their neighbours: participle or past, announcement or motion."""

from collections.abc import Callable

from promises.reader.heads import is_noun_like
from promises.reader.nouns import is_adjective
from promises.reader.number_words import AT_LEAST, ORDINALS
from promises.reader.numbers import whole_number
from promises.reader.party_labels import party_of
from promises.reader.tokens import Token, low_at
from promises.reader.verb_words import RESTATING
from promises.reader.verbs import NOTHING, Tags, verb_tags

_OWNERS_AND_PREPOSITIONS = frozenset(
    "de den det av sina sin våra vår deras alla samtliga dessa flera mot med till för än från övriga tidigare".split()
)
_PRESENT = ("ute", "synlig", "synliga", "närvarande", "plats", "öppen", "öppet", "öppna", "bemannad", "bemannat")
_ACTING = frozenset("polisen kommunen vi socialtjänsten skolan räddningstjänsten brå fältgruppen".split())
_LOOK_AHEAD = 14
_MODAL: Tags = frozenset({"modal"})
_NO_VERBS = frozenset("samma hela alla flera båda dessa andra bägge extra vissa våra".split())
_PROMISED_IN = ("löftet", "löften", "löftena", "överenskommelsen", "åtagandet", "uppdraget", "planen")
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
    if not tags[index] and _tells_unknown(tokens, index):
        return frozenset({"past"})
    if not tags[index] and _acts_unknown(tokens, index):
        return frozenset({"pres"})
    if "pres" in tags[index] and _is_noun_here(tokens, index):
        return NOTHING
    return tags[index]


def _settle_kommer(tokens: list[Token], tags: list[Tags], index: int) -> Tags:
    return _MODAL if _announces(tokens, tags, index) else tags[index]


def _settle_har(tokens: list[Token], tags: list[Tags], index: int) -> Tags:
    return _MODAL if _has_promised(tokens, index) else tags[index]


def _settle_may(tokens: list[Token], tags: list[Tags], index: int) -> Tags:
    """Tell "får sättas upp" (is allowed) from "får tillsyn" (receives)."""
    allowed = any("inf" in tag for tag in tags[index + 1 : index + 3])
    if {"lära", "veta", "träffa", "möta", "höra"}.intersection(low_at(tokens, i) for i in (index + 1, index + 2)):
        return tags[index]  # "får eleverna lära sig": it is given to them
    return frozenset({"can"}) if allowed else tags[index]


def _settle_called(tokens: list[Token], tags: list[Tags], index: int) -> Tags:
    """To be called in or to a meeting is done to somebody; "kallas medborgarlöfte" only names."""
    return frozenset({"pass"}) if _has_near(tokens, index, ("in", "till")) else tags[index]


def _settle_ser(tokens: list[Token], tags: list[Tags], index: int) -> Tags:
    """To see is no deed, to see over or to it is."""
    return tags[index] if _has_near(tokens, index, ("över", "till")) else frozenset({"stative"})


def _settle_expects(tokens: list[Token], tags: list[Tags], index: int) -> Tags:
    """To count on something is no deed."""
    return frozenset({"stative"}) if low_at(tokens, index + 1) == "med" else tags[index]


def _settle_vill(tokens: list[Token], tags: list[Tags], index: int) -> Tags:
    return NOTHING if low_at(tokens, index + 1) == "säga" else tags[index]


def _settle_var(tokens: list[Token], tags: list[Tags], index: int) -> Tags:
    """Tell "var" (was) from "var tredje" (every) and "går igenom var" (where)."""
    if low_at(tokens, index - 1) in _GOALS and low_at(tokens, index + 1) in AT_LEAST:
        return _MODAL
    has_verb = any(tag & {"pres", "pass", "modal"} for tag in tags[:index])
    return NOTHING if has_verb or low_at(tokens, index + 1) in ORDINALS else tags[index]


def _settle_means(tokens: list[Token], tags: list[Tags], index: int) -> Tags:
    return _MODAL if _means_promise(tokens, tags, index) else tags[index]


def _settle_includes(tokens: list[Token], tags: list[Tags], index: int) -> Tags:
    """Tell "i löftet ingår att hålla fyra möten" from "i området ingår tre byar"."""
    near = [low_at(tokens, i) for i in range(index + 1, index + 4)]
    deed = "att" in near and "inf" in verb_tags(low_at(tokens, index + 2 + near.index("att")))
    return _MODAL if deed and low_at(tokens, index - 1).endswith(_PROMISED_IN) else tags[index]


def _settle_is(tokens: list[Token], tags: list[Tags], index: int) -> Tags:
    """Tell "målet är minst tio" (promised) and "polisen är ute" (done) from plain being."""
    goal = any(token.low in _GOALS for token in tokens[max(0, index - 4) : index])
    own = low_at(tokens, index - 1) in _GOALS or not any(tag & {"pres", "pass", "modal"} for tag in tags[:index])
    if goal and own and _sets_level(tokens, index + 1):
        return _MODAL
    if _has_near(tokens, index, ("minst", "varje")) and low_at(tokens, index + 1) in ("på", "i", "vid", "ute"):
        return frozenset({"pres"})
    present = _has_near(tokens, index, _PRESENT)
    return frozenset({"pres"}) if present else tags[index]


def _sets_level(tokens: list[Token], index: int) -> bool:
    """Tell "målet är minst tio" from "löftet är uppfyllt"."""
    following = low_at(tokens, index)
    number = index < len(tokens) and whole_number(tokens[index]) is not None
    return number or following in AT_LEAST or following in ("att", "noll", "inga", "ingen", "cirka", "drygt")


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
    if low in RESTATING:
        return low.endswith("ade") and _is_attribute(tokens, index)
    if not low.endswith("ade"):
        return False
    if low_at(tokens, index - 1) == "redan" or "ha" in [token.low for token in tokens[max(0, index - 6) : index]]:
        return True
    following = low_at(tokens, index + 1)
    if not (is_noun_like(following) or is_adjective(following) or following == "och"):
        return False
    before = tokens[index - 1] if index else None
    if before is None or before.kind != "word":
        return True
    return party_of(before.low) is None and before.low not in ("vi", "de", "som", "har", "det", "inte")


def _is_attribute(tokens: list[Token], index: int) -> bool:
    """Tell "sina utlovade aktiviteter" and "mot utlovade 12" from "polisen utlovade tolv"."""
    before = tokens[index - 1] if index else None
    if before is None or before.low in _OWNERS_AND_PREPOSITIONS:
        return index > 0
    counted = whole_number(before) is not None and before.low not in ("en", "ett")
    return counted and tokens[index].low == "utlovade"


def _is_noun_here(tokens: list[Token], index: int) -> bool:
    before = low_at(tokens, index - 1)
    return before in ("i", "på", "för", "av", "två", "tre", "flera", "alla") and not low_at(tokens, index).endswith(
        "erar"
    )


def _tells_unknown(tokens: list[Token], index: int) -> bool:
    """An unknown word in -ade between a definite subject and a number tells: "vandringen lockade 35 deltagare"."""
    if not tokens[index].low.endswith("ade") or index + 1 >= len(tokens) or whole_number(tokens[index + 1]) is None:
        return False
    return index > 0 and low_at(tokens, index - 1).endswith(("en", "et", "na"))


def _acts_unknown(tokens: list[Token], index: int) -> bool:
    """An unknown word in -r right behind a party that opens the sentence is its verb: "kommunen upplåter"."""
    low, before = tokens[index].low, low_at(tokens, index - 1)
    opens = index == 1 or (index > 1 and low_at(tokens, index - 2) in ("och", "samt", ",", "-", ":"))
    return opens and before in _ACTING and len(low) > 4 and low.endswith(("er", "ar", "år"))


def _must_be_infinitive(tokens: list[Token], tags: list[frozenset[str]], index: int) -> bool:
    """An unknown word in -a right behind "ska" or "att" is a verb, whatever it means."""
    low, before = tokens[index].low, low_at(tokens, index - 1)
    if (
        not low.endswith(("a", "as"))
        or low.endswith("rna")
        or low in _NO_VERBS
        or len(low) < 4
        or before not in ("ska", "skall", "att", "skulle")
    ):
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
    if _has_decided(tokens, near, index) or near[:3] == ["fått", "i", "uppdrag"]:
        return True
    return (near[:1] == ["som"] and "att" in near) or near[:2] == ["för", "avsikt"]


def _has_decided(tokens: list[Token], near: list[str], index: int) -> bool:
    """Tell "har beslutat att anställa två" from "har beslutat att anta löftet"."""
    if not {"beslutat", "bestämt", "enats", "överens"}.intersection(near) or "att" not in near:
        return False
    following = low_at(tokens, index + 2 + near.index("att"))
    return "inf" in verb_tags(following) and not following.startswith(("anta", "godkänn", "ge", "fatta"))


_WORD_RULES: dict[str, Callable[[list[Token], list[Tags], int], Tags]] = {
    "kommer": _settle_kommer,
    "har": _settle_har,
    "hade": _settle_har,
    "kallas": _settle_called,
    "får": _settle_may,
    "räknar": _settle_expects,
    "ser": _settle_ser,
    "vill": _settle_vill,
    "var": _settle_var,
    "ingår": _settle_includes,
    "innebär": _settle_means,
    "innebar": _settle_means,
    "är": _settle_is,
}
