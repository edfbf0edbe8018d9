"""Activities joined by "och": each of them is promised, whether the number stands by it or not."""

from promises.reader.clauses import Clause
from promises.reader.nouns import is_activity, is_adjective, is_plural_activity
from promises.reader.numbers import WEAK_PREPOSITIONS
from promises.reader.tokens import Token


def coordinated_activities(tokens: list[Token], indexes: list[int]) -> list[int]:
    """Return the nouns of "A, B och C" when all are activities and no preposition governs them.

    >>> from promises.reader.tokens import tokenize
    >>> coordinated_activities(tokenize("Krogtillsyn och tobakstillsyn ska göras"), [0, 1, 2, 3, 4])
    [0, 2]
    """
    for index in indexes:
        if tokens[index].low not in ("och", "samt") or index == 0 or not _is_item(tokens, index - 1):
            continue
        after = item_after(tokens, index)
        if after is None:
            continue
        nouns = [index - 1, after]
        while nouns[0] >= 2 and tokens[nouns[0] - 1].low == "," and _is_item(tokens, nouns[0] - 2):
            nouns.insert(0, nouns[0] - 2)
        if not _governed(tokens, nouns[0]):
            return nouns
    return []


def _is_item(tokens: list[Token], index: int) -> bool:
    low = tokens[index].low
    return is_activity(low) and not low.endswith(("kvällar", "dagar", "veckor", "vecka", "dag", "kväll", "timmar"))


def item_after(tokens: list[Token], index: int) -> int | None:
    """Return the activity right behind the joint at `index`, looking past one adjective."""
    for position in range(index + 1, min(index + 3, len(tokens))):
        if _is_item(tokens, position):
            return position
        if not is_adjective(tokens[position].low):
            return None
    return None


def _governed(tokens: list[Token], index: int) -> bool:
    position = index - 1
    while position >= 0 and is_adjective(tokens[position].low):
        position -= 1
    return position >= 0 and tokens[position].low in WEAK_PREPOSITIONS | {"vid", "genom", "under", "-"}


def bare_companion(tokens: list[Token], clause: Clause, start: int, taken: set[int | None]) -> int | None:
    """Return "krogkontroller" of "två vandringar samt krogkontroller": an activity without a number."""
    kept = set(clause.indexes())
    for index in range(start, clause.last - 1):
        if tokens[index].low not in ("samt", "och") or index not in kept:
            continue
        noun = item_after(tokens, index)
        if noun is None or noun in taken or not is_plural_activity(tokens[noun].low):
            continue
        if not _inside_modifier(tokens, start, index):
            return noun
    return None


def _inside_modifier(tokens: list[Token], start: int, index: int) -> bool:
    """The "och" of "insatser mot langning och fester" joins what the insatser are against."""
    governors = [
        token.low
        for token in tokens[start:index]
        if token.low in ("mot", "med", "avseende", "gällande", "om", "kring", "för", "inom", "vid", "av")
    ]
    return bool(governors) and tokens[index].low == "och"
