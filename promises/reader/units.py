"""What is counted: the head noun phrase, as the text has it."""

from promises.reader.clauses import Clause
from promises.reader.noun_words import DURATION_NOUNS, OCCASION_COUNTERS
from promises.reader.nouns import is_activity, is_adjective, is_deliverable, is_receiver
from promises.reader.time_words import PERIOD_NOUNS, WEEKDAY_WORDS
from promises.reader.tokens import Token
from promises.reader.verb_words import NOMINALIZED


def unit_of(tokens: list[Token], tags: list[frozenset[str]], clause: Clause, noun: int | None) -> str:
    """Return the noun phrase counted, or the action of the verb: "besöka ... två gånger" counts "besök"."""
    if noun is not None and tokens[noun].low not in OCCASION_COUNTERS:
        return _phrase(tokens, noun)
    indexes = clause.indexes()
    for index in indexes:
        named = tokens[index].low in NOMINALIZED and tokens[index].low not in ("vara", "delta", "deltar")
        if named and tags[index]:
            return NOMINALIZED[tokens[index].low]
    for test in (is_activity, is_deliverable, is_receiver):
        for index in indexes:
            if tokens[index].kind == "word" and test(tokens[index].low) and not _is_time(tokens[index].low):
                return _phrase(tokens, index)
    return _fallback(tokens, tags, indexes)


def _is_time(word: str) -> bool:
    return word in OCCASION_COUNTERS or word in PERIOD_NOUNS or word in DURATION_NOUNS or word in WEEKDAY_WORDS


def _phrase(tokens: list[Token], noun: int) -> str:
    first = noun
    while (
        first > 0
        and first > noun - 3
        and is_adjective(tokens[first - 1].low)
        and tokens[first - 1].low not in ("minst", "hela", "andra", "ska", "åtta", "sina")
    ):
        first -= 1
    return " ".join(token.low for token in tokens[first : noun + 1])


def _fallback(tokens: list[Token], tags: list[frozenset[str]], indexes: list[int]) -> str:
    for index in indexes:
        if "inf" in tags[index] or "pass" in tags[index]:
            return NOMINALIZED.get(tokens[index].low, tokens[index].low)
    words = [tokens[index].low for index in indexes if tokens[index].kind == "word"]
    return " ".join(words[:3])
