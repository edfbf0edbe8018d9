"""What was found in a sentence, and how a clause asks for its share of it."""

from dataclasses import dataclass

from promises.reader.clauses import Clause
from promises.reader.conditions import find_condition
from promises.reader.numbers import Quantity, find_quantities
from promises.reader.parties import Mention, find_parties
from promises.reader.periods import Frequency, find_frequencies
from promises.reader.stretches import Stretch, find_stretches
from promises.reader.tokens import Token, low_at
from promises.reader.verb_words import RESTATING

# Beginnings of words that tell of ongoing work rather than of one event.
_ONGOING = tuple(
    "patrull arbeta närvaro synlig övervak fokus fortsätt öka utöka utökad ökad förstärk prioriter vara "
    "synas finnas finns".split()
)


@dataclass(frozen=True, slots=True)
class Notes:
    """The words of a sentence with everything that was recognised among them."""

    text: str
    tokens: list[Token]
    tags: list[frozenset[str]]
    quantities: list[Quantity]
    frequencies: list[Frequency]
    stretches: list[Stretch]
    mentions: list[Mention]


def annotate(text: str, tokens: list[Token], tags: list[frozenset[str]]) -> Notes:
    """Return numbers, frequencies, stretches and parties of a sentence."""
    return Notes(
        text,
        tokens,
        tags,
        find_quantities(tokens),
        find_frequencies(tokens),
        find_stretches(tokens),
        find_parties(tokens),
    )


def is_inside(clause: Clause, indexes: set[int], first: int) -> bool:
    """Tell whether the item is promised: outside background, or in a purpose or a promising relative."""
    if not clause.first <= first < clause.last:
        return False
    return first in indexes or any(
        r.first <= first < r.last and (r.sort == "purpose" or r.promised) for r in clause.regions
    )


def times_in(notes: Notes, clause: Clause, sort: str) -> list[Stretch]:
    """Return stretches of the clause, and those at the head of the sentence, which hold for all of it."""
    return [
        s
        for s in notes.stretches
        if s.sort == sort
        and (clause.first <= s.first < clause.last or (sort == "stretch" and _holds_on(notes, clause, s)))
    ]


def _holds_on(notes: Notes, clause: Clause, stretch: Stretch) -> bool:
    """Tell whether "under året" and "lovar i år att" hold for all that follows."""
    if stretch.first < 2:
        return True
    before_deeds = not any("inf" in tag for tag in notes.tags[: stretch.first])
    return clause.join == "same" and before_deeds and low_at(notes.tokens, stretch.last + 1) == "att"


def condition_of(notes: Notes, clause: Clause) -> tuple[int, int] | None:
    """Return the condition of the clause; on a revision it is ignored, as revisions are routine."""
    marker = find_condition(notes.tokens, clause.first, clause.last)
    if marker is None and clause.first > 0:
        opening = find_condition(notes.tokens, 0, clause.first)
        marker = opening if opening and opening.first == 0 else None
    if marker is None:
        return None
    if any(t.low.startswith(("revider", "uppdater")) for t in notes.tokens[clause.first : clause.last]):
        return None
    return marker.first, marker.last


def restates(notes: Notes, clause: Clause) -> bool:
    """Tell whether "besöken, som skulle vara minst två, genomfördes" repeats the number that was promised."""
    return any(
        notes.tokens[i].low in RESTATING and region.first <= i < region.last
        for region in clause.regions
        for i in range(region.first, min(region.first + 4, region.last))
    )


def is_one_off(notes: Notes, clause: Clause) -> bool:
    """Tell the one-off "i september startar" from the season of ongoing work "under sommaren patrulleras"."""
    parts = [s for s in times_in(notes, clause, "stretch") if s.period in ("quarter", "half_year")]
    if not times_in(notes, clause, "season") and not parts:
        return False
    if any(notes.tokens[i].low.startswith(("klar", "färdig")) for i in clause.indexes()):
        return True
    if any(notes.tokens[s.first - 1].kind == "number" for s in times_in(notes, clause, "season") if s.first):
        return True
    return not any(notes.tokens[i].low.startswith(_ONGOING) for i in clause.indexes())
