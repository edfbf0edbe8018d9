"""Which of the named parties undertakes what one clause promises."""

from itertools import pairwise

from promises.reader.clauses import Clause
from promises.reader.nouns import is_place
from promises.reader.numbers import WEAK_PREPOSITIONS
from promises.reader.parties import Mention, distinct
from promises.reader.party_labels import party_of
from promises.reader.party_words import PARTY_WORDS
from promises.reader.tokens import Token

_OPENERS = frozenset({"och", "samt", ",", "-", "•", "att", "men"})
_PLAIN_NAMES = frozenset({"polis", "polisen", "kommun", "kommunen", "lokalpolisområde"})
_FINITE = frozenset({"modal", "pres", "pass", "past", "have", "stative"})
_OWNERS = {
    "polisens": "police",
    "kommunens": "municipality",
    "brå:s": "municipality",
    "kommunernas": "municipality",
    "stadens": "municipality",
    "skolans": "municipality",
    "socialtjänstens": "municipality",
    "lokalpolisområdets": "police",
    "lokalpolisens": "police",
    "områdespolisens": "police",
    "kommunpolisens": "police",
}


def clause_parties(
    tokens: list[Token],
    tags: list[frozenset[str]],
    clause: Clause,
    mentions: list[Mention],
    before: tuple[str, ...],
) -> tuple[str, ...]:
    """Return the parties of a clause: its own subject and agents, and any bracket of the sentence."""
    indexes = set(clause.indexes())
    own = [m for m in mentions if m.index in indexes and m.role != "bracket"]
    brackets = [m for m in mentions if m.role == "bracket"]
    refers_back = any(tokens[i].low in ("dessa", "dem") for i in clause.indexes())
    if (clause.join == "same" or refers_back) and before and all(m.role == "partner" for m in own):
        return tuple(dict.fromkeys(before + distinct(own)))
    own += owners_of(tokens, tags, clause)
    if brackets and not any(m.role == "acting" for m in own):
        own = brackets + [m for m in own if m.role == "partner"]
    return distinct(sorted(own, key=lambda mention: mention.index)) or distinct(brackets)


def parties_by_number(clause: Clause, mentions: list[Mention], firsts: list[int]) -> list[tuple[str, ...]] | None:
    """Share out the parties when each number has its own: "tio av polisen och fem av kommunen".

    `firsts` are the token indexes of the numbers. Returns None when one party list holds for all.
    """
    acting = [m for m in mentions if m.role == "acting" and clause.first <= m.index < clause.last]
    if len(firsts) < 2 or len(acting) < 2:
        return None
    edges = [clause.first, *firsts[1:], clause.last]
    behind = [[m for m in acting if a <= m.index < b] for a, b in pairwise(edges)]
    edges = [clause.first, *firsts]
    before = [[m for m in acting if a <= m.index < b] for a, b in pairwise(edges)]
    for shares in (before, behind):
        if all(shares):
            return [distinct(share) for share in shares]
    return None


def owners_of(tokens: list[Token], tags: list[frozenset[str]], clause: Clause) -> list[Mention]:
    """Return the parties whose own people are the subject: "Kommunens trygghetsgrupp följer upp"."""
    found: list[Mention] = []
    finite = False
    for index in range(clause.first, clause.last):
        finite = finite or bool(tags[index] & _FINITE)
        party = _OWNERS.get(tokens[index].low)
        if party is None:
            continue
        at_start = index <= clause.first + 1 and (index == clause.first or tokens[clause.first].low in _OPENERS)
        listed = (
            index >= 2 and tokens[index - 1].low in ("och", "samt", ",") and _is_owner_or_party(tokens[index - 2].low)
        )
        leads = (at_start or listed) and not finite and _leads_to_verb(tokens, tags, index, clause.last)
        agent = tokens[index - 1].low == "av" and any("pass" in tag for tag in tags[clause.first : index])
        if leads or agent or (listed and finite and tags[index - 3] & {"pres"}):
            found.append(Mention(party, index, "acting"))
    return found


def _is_owner_or_party(word: str) -> bool:
    return word in _OWNERS or party_of(word) is not None


def _leads_to_verb(tokens: list[Token], tags: list[frozenset[str]], index: int, last: int) -> bool:
    """Tell whether the owned noun is an active subject and no place: not "kommunens skolor ska"."""
    if any(token.low.startswith("gemensam") for token in tokens[index + 1 : index + 4]):
        return True
    for position in range(index + 1, min(index + 6, last)):
        if tags[position] & _FINITE:
            return "pass" not in tags[position] and not _is_site(tokens[_owned(tokens, index, position)].low)
    return False


def _is_site(word: str) -> bool:
    return is_place(word) and not word.endswith(("verksamhet", "förvaltning", "enhet", "verksamheten", "enheten"))


def _owned(tokens: list[Token], index: int, verb: int) -> int:
    """Return the noun that is owned: "närvaro" of "polisens närvaro i Ekeby ska"."""
    for position in range(index + 2, verb):
        if tokens[position].low in WEAK_PREPOSITIONS:
            return position - 1
    return verb - 1


def context_parties(tokens: list[Token], mentions: list[Mention]) -> tuple[str, ...]:
    """Return the parties a heading names, in any form: "Polisens löften", "Kommunen:"."""
    found = {m.index: m.party for m in mentions}
    for index, token in enumerate(tokens):
        party = _OWNERS.get(token.low)
        if party:
            found[index] = party
        elif index not in found and token.low in _PLAIN_NAMES:
            located = index > 0 and tokens[index - 1].low in ("i", "inom", "till", "för")
            if not located:
                found[index] = PARTY_WORDS[token.low]
    return tuple(dict.fromkeys(found[index] for index in sorted(found)))
