"""What kind of thing a Swedish noun names: activity, deliverable, receiver, place or something abstract."""

from functools import lru_cache

from promises.reader.noun_words import (
    ABSTRACT_ENDINGS,
    ACTIVITY_ENDINGS,
    ACTIVITY_PLURALS,
    ADJECTIVE_ENDINGS,
    COUNTABLE_EXCEPTIONS,
    DELIVERABLE_ENDINGS,
    ONGOING_ADJECTIVES,
    PLACE_ENDINGS,
    RECEIVER_ENDINGS,
)
from promises.reader.number_words import NUMBER_WORDS
from promises.reader.verbs import verb_tags


def _stem(word: str) -> str:
    """Undo the definite ending so that "insatserna" ends like "insatser"."""
    for ending in ("erna", "orna", "arna"):
        if word.endswith(ending):
            return word[:-2]
    return word


def _ends(word: str, endings: tuple[str, ...]) -> bool:
    if word.endswith(endings):
        return True
    stem = _stem(word)
    return stem != word and stem.endswith(endings)


@lru_cache(maxsize=20_000)
def is_activity(word: str) -> bool:
    """Tell whether the word names something one does, e.g. "krogkontroller"."""
    return _ends(word, ACTIVITY_ENDINGS) and word not in ("igen", "tillsammans")


@lru_cache(maxsize=20_000)
def is_plural_activity(word: str) -> bool:
    """Tell whether the word names several activities: "krogkontroller", not "krogkontroll".

    Words that are alike in both numbers ("besök") count as plural.
    """
    return word.endswith(ACTIVITY_PLURALS)


@lru_cache(maxsize=20_000)
def is_deliverable(word: str) -> bool:
    """Tell whether the word names something that is made and handed over, e.g. "belysningsplan"."""
    return word.endswith(DELIVERABLE_ENDINGS)


@lru_cache(maxsize=20_000)
def is_receiver(word: str) -> bool:
    """Tell whether the word names persons who are reached, e.g. "fjärdeklassare", "hushåll"."""
    word = word[:-1] if word.endswith("s") and len(word) > 6 else word
    return _ends(word, RECEIVER_ENDINGS) and not word.endswith(("kommun", "samordnare", "assistenter"))


@lru_cache(maxsize=20_000)
def is_place(word: str) -> bool:
    """Tell whether "alla" can cover the thing, e.g. "skolor", "orosanmälningar"."""
    return _ends(word, PLACE_ENDINGS)


@lru_cache(maxsize=20_000)
def is_abstract(word: str) -> bool:
    """Tell whether the noun is ongoing or abstract, so that its article is no number.

    >>> is_abstract("livsmiljö"), is_abstract("lägesbild")
    (True, False)
    """
    return word.endswith(ABSTRACT_ENDINGS) and not word.endswith(COUNTABLE_EXCEPTIONS)


_PLAIN_ADJECTIVES = frozenset(
    "väl extra mycket särskilt stor stort större mindre bred brett egen eget särskild enkel öppen liten "
    "digital lokal social bättre utökad".split()
)
_NEVER_ADJECTIVES = frozenset(NUMBER_WORDS) | frozenset("minst ofta inom ska hela samt alla vid också".split())


@lru_cache(maxsize=20_000)
def is_adjective(word: str) -> bool:
    """Tell whether the word looks like an adjective or participle between a number and its noun."""
    if is_activity(word) or is_receiver(word) or is_deliverable(word) or is_place(word):
        return False
    if word in ONGOING_ADJECTIVES or word in _PLAIN_ADJECTIVES:
        return True
    if word in _NEVER_ADJECTIVES or verb_tags(word) & {"pres", "inf", "modal"}:
        return False
    return word.endswith(ADJECTIVE_ENDINGS)
