"""Who undertakes: the subject, the agent, the bracket, the partner, or the heading above."""

from dataclasses import dataclass

from promises.reader.nouns import is_activity
from promises.reader.party_labels import is_beside, party_of
from promises.reader.party_words import (
    MAIN_PARTIES,
    NOT_ACTING_AFTER,
    PARTY_ATTRIBUTES,
    PARTY_WORDS,
    WEAK_PARTIES,
)
from promises.reader.tokens import Token, low_at
from promises.reader.verbs import verb_tags

_PARTNER_STARTS = frozenset(
    {
        "samverkan",
        "samverkar",
        "samverka",
        "samarbetar",
        "samarbeta",
        "samarbete",
        "tillsammans",
        "ihop",
        "samråd",
        "dialog",
    }
)


# After these a party before the verb is no subject: "tillsammans med näringslivet utökar kommunen".
_NO_SUBJECT = frozenset("och samt med av hos för till från mot i på".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named in the text; `role` is acting, between, bracket or partner."""

    party: str
    index: int
    role: str


def find_parties(tokens: list[Token]) -> list[Mention]:
    """Return the parties that act, in the order of the text.

    >>> from promises.reader.tokens import tokenize
    >>> words = tokenize("Polisen ska tillsammans med kommunen besöka skolor i kommunen")
    >>> [mention.party for mention in find_parties(words)]
    ['police', 'municipality']
    """
    found: list[Mention] = []
    for index, token in enumerate(tokens):
        party = party_of(token.low) if token.kind == "word" else None
        if party:
            role = _role(tokens, index, party, found)
            if role:
                found.append(Mention(party, index, role))
    return found


PRIVATE = frozenset("publicans property_owners business civil_society housing_company parcel_agents".split())


def distinct(mentions: list[Mention]) -> tuple[str, ...]:
    """Return each party once, in the order of the text."""
    return tuple(dict.fromkeys(mention.party for mention in mentions if mention.party not in PRIVATE))


def _role(tokens: list[Token], index: int, party: str, found: list[Mention]) -> str | None:
    if is_beside(tokens, index):
        return "bracket"
    governor = _governor(tokens, index)
    if governor in ("från", "för") and low_at(tokens, index - 2).startswith("representant") and index < 5:
        return "acting"
    if governor == "i" and low_at(tokens, index - 2).startswith("ordförande"):
        return "acting"
    if governor in ("i", "inom", "på", "från") and low_at(tokens, index - 2) == "vi":
        return "acting"
    if governor == "mellan":
        return "between"
    if governor == "för" and _is_shared(tokens, index):
        return "acting"
    if governor in NOT_ACTING_AFTER or (governor == "av" and low_at(tokens, index - 2) in ("begäran", "önskemål")):
        return None
    if governor == "med":
        return _partner(tokens, index, party)
    if _is_object(tokens, index):
        return None
    if _continues_list(tokens, index, found):
        return found[-1].role if party in MAIN_PARTIES or found[-1].role != "partner" else None
    if low_at(tokens, index - 1) in ("varje", "alla", "samtliga", "varenda", "respektive", "en", "någon"):
        return None
    if governor in ("och", "samt") and _lists_receivers(tokens, index):
        return None
    if _is_weak(tokens[index].low) or party not in MAIN_PARTIES:
        return "acting" if _is_subject(tokens, index) or (governor == "av" and _is_agent(tokens, index)) else None
    return "acting" if governor != "av" or _is_agent(tokens, index) else None


def _is_object(tokens: list[Token], index: int) -> bool:
    """The one it is done to: "besöka kommunen", "bjuda in polisen"."""
    before = low_at(tokens, index - 1)
    if verb_tags(before) == {"inf"}:
        return True
    after = verb_tags(low_at(tokens, index + 1))
    by_others = before != "av" and any(token.low == "av" for token in tokens[index + 2 : index + 8])
    if by_others and "pass" in after and "pres" not in after:
        return True  # "kommunen informeras av polisen"
    subject = party_of(low_at(tokens, index - 2)) is not None
    if subject and "pres" in verb_tags(before) and low_at(tokens, index - 3) not in _NO_SUBJECT:
        return True
    return before in ("in", "ut", "upp") and bool(verb_tags(low_at(tokens, index - 2)) & {"inf", "pres"})


def _is_shared(tokens: list[Token], index: int) -> bool:
    """Tell whether the text says "gemensam för kommun och polis"."""
    return any(token.low.startswith("gemensam") for token in tokens[max(0, index - 5) : index])


def _lists_receivers(tokens: list[Token], index: int) -> bool:
    """Tell the end of "rapporteras till chefen för polisområdet samt kommunchefen" from a new subject."""
    lows = [token.low for token in tokens[max(0, index - 10) : index]]
    if "till" not in lows or party_of(low_at(tokens, index - 2)) is not None:
        return False
    return "för" in lows and not _is_subject(tokens, index)


def _is_weak(word: str) -> bool:
    """Tell whether the party is a place, a person or an object just as often."""
    return word in WEAK_PARTIES or (word.endswith(("polis", "poliser")) and word not in PARTY_WORDS)


def _can_be_passive(word: str) -> bool:
    tags = verb_tags(word)
    return bool(tags & {"pass", "supine"}) or (word.endswith("s") and bool(tags & {"inf", "modal"}))


def _is_agent(tokens: list[Token], index: int) -> bool:
    """ "genomförs av kommunen", not "en del av polisen" or "representanter från polis"."""
    if index < 4 and "pass" in verb_tags(low_at(tokens, index + 1)):
        return True  # "av kommunen görs en översyn"
    near = tokens[max(0, index - 10) : index]
    if any(_can_be_passive(token.low) or token.low == "får" for token in near):
        return True
    return len(near) > 1 and is_activity(near[-2].low)


def _governor(tokens: list[Token], index: int) -> str:
    """Return the preposition the party depends on, looking past attributes and through lists of parties."""
    position = index - 1
    while position >= 0 and index - position < 12:
        low = tokens[position].low
        if (
            low in PARTY_ATTRIBUTES
            or low.endswith(("kommuns", "stads", "lokala", "ens", "kommunala"))
            or (tokens[position].text[:1].isupper() and low.endswith("s") and position > 0)
        ):
            position -= 1
        elif low in ("och", "samt", ",", "/") and position > 0 and party_of(tokens[position - 1].low):
            position -= 2
        elif tokens[position].text[:1].isupper() and position > 0 and party_of(low) is None:
            position -= 1
        else:
            return low
    return ""


def _partner(tokens: list[Token], index: int, party: str) -> str | None:
    """Police and municipality after "i samverkan med" share the duty; others only help."""
    lows = [token.low for token in tokens[max(0, index - 10) : index]]
    if party in MAIN_PARTIES and tokens[index].low not in ("stad",):
        return (
            "partner" if _PARTNER_STARTS.intersection(lows) or any(low.startswith("gemensam") for low in lows) else None
        )
    return None


def _continues_list(tokens: list[Token], index: int, found: list[Mention]) -> bool:
    if not found or index - found[-1].index > 4:
        return False
    between = [token.low for token in tokens[found[-1].index + 1 : index]]
    return (
        bool(between)
        and between[0] in ("och", ",", "samt", "/")
        and all(low in ("och", ",", "samt", "/", "den") or low.endswith("s") or party_of(low) for low in between)
    )


def _is_subject(tokens: list[Token], index: int) -> bool:
    """A weak party acts right before or right after the finite verb, or in a list of parties."""
    after, before = low_at(tokens, index + 1), low_at(tokens, index - 1)
    if after == "får" and "inf" not in verb_tags(low_at(tokens, index + 2)):
        return False
    if index == 0 and tokens[index].low == "poliser" and not verb_tags(after) & {"pass"}:
        return True
    if verb_tags(after) & {"modal", "pres", "have", "stative"} and not verb_tags(before) & {"pres", "inf"}:
        return True
    if "pres" in verb_tags(before) and after in ("in", "ut", "upp"):
        return True
    if after in ("och", ",", "samt"):
        for token in tokens[index + 2 : index + 6]:
            if party_of(token.low):
                return low_at(tokens, index - 1) not in NOT_ACTING_AFTER and not verb_tags(before) & {"inf"}
            if token.low not in ("och", ",", "samt"):
                break
    return "modal" in verb_tags(_before_phrase(tokens, index))


def _before_phrase(tokens: list[Token], index: int) -> str:
    """Return the word before the noun phrase that ends at `index`: "ska det brottsförebyggande rådet"."""
    position = index - 1
    while position > 0 and (tokens[position].low in ("det", "den", "lokala") or tokens[position].low.endswith("ande")):
        position -= 1
    return low_at(tokens, position)
