"""Numbers and frequencies of one clause, paired into targets."""

from dataclasses import dataclass, replace
from itertools import pairwise

from promises.reader.clauses import Clause
from promises.reader.companions import bare_companion, coordinated_activities, item_after
from promises.reader.numbers import Quantity
from promises.reader.periods import Frequency
from promises.reader.relevance import is_linked, is_part, relevant
from promises.reader.time_words import MONTHS
from promises.reader.tokens import Token

_MONEY = frozenset({"kronor", "kr", "tkr", "mkr", "miljoner"})
_TOTAL_LINKS = frozenset({",", "–", "-", "(", "dvs", ":", "alltså", "säga"})


@dataclass(frozen=True, slots=True)
class Target:
    """A number with its frequency; either may be missing. `noun` is a token index."""

    value: int | None
    noun: int | None
    frequency: Frequency | None
    quantity: Quantity | None
    first: int
    last: int
    doubts: tuple[str, ...] = ()


def pair_targets(
    tokens: list[Token], clause: Clause, quantities: list[Quantity], frequencies: list[Frequency]
) -> list[Target]:
    """Return the targets of a clause; an implied one where a frequency stands alone."""
    frequencies = [f for f in _usable(frequencies, quantities) if tokens[f.first - 1].low not in _MONEY]
    if len(frequencies) > 1 or quantities:
        frequencies = [f for f in frequencies if not f.alone or _counts_each(f, frequencies, quantities)]
    quantities = relevant(tokens, quantities, frequencies)
    if not quantities:
        targets = _implied(tokens, frequencies)
    else:
        targets = [_paired(q, _frequency_of(tokens, q, quantities, frequencies)) for q in quantities]
        targets = _without_parts(tokens, _merge_totals(tokens, targets))
    if quantities and targets:
        targets = _earlier(tokens, frequencies, targets[0]) + targets
    targets = _share(tokens, clause, targets)
    return targets + _bare(tokens, clause, targets)


def _counts_each(frequency: Frequency, frequencies: list[Frequency], quantities: list[Quantity]) -> bool:
    """Tell "en gång vår och höst" from "två tillfällen under året, vår och höst"."""
    beside = any(q.sort == "occasion" and frequency.first == max(q.last, q.head or 0) + 1 for q in quantities)
    return beside and len(frequencies) == 1


def _usable(frequencies: list[Frequency], quantities: list[Quantity]) -> list[Frequency]:
    """Drop "i veckan" without a number before it: then it is a stretch, not a rate."""
    return [f for f in frequencies if not f.needs_number or any(0 <= f.first - q.last <= 6 for q in quantities)]


def _frequency_of(
    tokens: list[Token], quantity: Quantity, quantities: list[Quantity], frequencies: list[Frequency]
) -> Frequency | None:
    """Return the frequency behind the number, else the one it shares with its neighbours."""
    if not frequencies:
        return None
    place = quantities.index(quantity)
    following = quantities[place + 1].first if place + 1 < len(quantities) else len(tokens)
    own = [f for f in frequencies if quantity.first <= f.first < following]
    if own:
        return own[0]
    if frequencies[0].first < quantities[0].first:
        return frequencies[0]
    later = [f for f in frequencies if f.first > quantity.last]
    if is_part(tokens, quantity) or (quantity.head is None and is_linked(tokens, quantity)):
        earlier = [f for f in frequencies if f.first < quantity.first]
        return earlier[-1] if earlier else None
    return later[0] if later and _shares_noun(later[0], quantities) else None


def _shares_noun(frequency: Frequency, quantities: list[Quantity]) -> bool:
    """A frequency behind the last of several numbers holds for all of them."""
    return frequency.first > quantities[-1].last and len(quantities) > 1 and quantities[-1].head is not None


def _paired(quantity: Quantity, frequency: Frequency | None) -> Target:
    value = quantity.value
    doubts = quantity.doubts
    if frequency and value is not None:
        value *= frequency.times if frequency.doubt not in ("weekdays", "weekday") else 1
    if frequency and frequency.doubt:
        doubts += (frequency.doubt,)
    last = max(quantity.last, quantity.head or 0, frequency.last if frequency else 0)
    first = min(quantity.first, frequency.first if frequency else quantity.first)
    return Target(value, quantity.head, frequency, quantity, first, last, doubts)


def _merge_totals(tokens: list[Token], targets: list[Target]) -> list[Target]:
    """Read "fyra vandringar, en per kvartal" as the rate it spells out."""
    merged: list[Target] = []
    for target in targets:
        before = merged[-1] if merged else None
        if before and _is_sum(tokens, target):
            continue
        if before and _repeats(tokens, before, target):
            merged[-1] = replace(target, noun=before.noun, first=before.first, doubts=target.doubts + ("total",))
        else:
            merged.append(target)
    return merged


def _is_sum(tokens: list[Token], target: Target) -> bool:
    """The "totalt 52 per år" behind "en per vecka" only multiplies it."""
    quantity = target.quantity
    if quantity is None or quantity.head is not None or quantity.first == 0:
        return False
    return tokens[quantity.first - 1].low in ("totalt", "sammanlagt", "tillsammans")


def _without_parts(tokens: list[Token], targets: list[Target]) -> list[Target]:
    """Drop the breakdown of "sex besök, fyra i juli och två i augusti": the parts make up the whole."""
    if targets and targets[0].first and tokens[targets[0].first - 1].low == ":":
        return targets  # "Hastighet: 40, nykterhet: 25 och bälte: 15" is a list
    parts = [target.value or 0 for target in targets[1:] if target.noun is None]
    if len(parts) > 1 and len(parts) == len(targets) - 1 and sum(parts) == targets[0].value:
        return targets[:1]
    return targets


def _repeats(tokens: list[Token], before: Target, target: Target) -> bool:
    quantity = target.quantity
    if before.frequency is not None or target.frequency is None or quantity is None or quantity.first == 0:
        return False
    without_noun = quantity.head is None or (quantity.sort == "occasion")
    links = {token.low for token in tokens[max(0, quantity.first - 2) : quantity.first]}
    return without_noun and bool(links & _TOTAL_LINKS) and not links & {"och", "samt", "varav", "dessutom"}


def _earlier(tokens: list[Token], frequencies: list[Frequency], first: Target) -> list[Target]:
    """Return "varje vecka" of "varje vecka i centrum och minst en gång i månaden i byn"."""
    if first.frequency is None or first.quantity is None:
        return []
    joined = [f for f in frequencies if f.last < first.quantity.first and tokens[f.last + 1].low in ("och", "samt")]
    if not joined and not is_linked(tokens, first.quantity):
        return []
    if first.quantity.first and tokens[first.quantity.first - 1].low == "(":
        return []  # "varje termin (två gånger per år)" says it twice
    before = [f for f in frequencies if f.last < first.quantity.first and f is not first.frequency]
    return _implied(tokens, before[:1])


def _implied(tokens: list[Token], frequencies: list[Frequency]) -> list[Target]:
    """A frequency without a number means once, on an unnumbered occasion it means no number at all."""
    targets: list[Target] = []
    for frequency in (f for f in frequencies if not f.needs_number):
        noun = _own_noun(tokens, targets[-1].last, frequency.first) if targets else None
        if targets and noun is None:
            continue
        value = None if frequency.period == "occasion" else frequency.times
        if frequency.period == "year" and value == 1:
            value = _months_named(tokens)
        doubts = ("implied", frequency.doubt) if frequency.doubt else ("implied",)
        targets.append(Target(value, noun, frequency, None, frequency.first, frequency.last, doubts))
    return targets


def _months_named(tokens: list[Token]) -> int:
    """Return how many months "i juni och december varje år" names, at least one."""
    months = [index for index, token in enumerate(tokens) if token.low in MONTHS]
    joined = all(b - a == 2 and tokens[a + 1].low in ("och", ",", "samt") for a, b in pairwise(months))
    return len(months) if joined and months else 1


def _own_noun(tokens: list[Token], start: int, end: int) -> int | None:
    """Return the new activity of a further frequency: "varje vecka och krogronder varje månad"."""
    for index in range(start + 1, end - 1):
        if tokens[index].low in ("och", "samt", ","):
            noun = item_after(tokens, index)
            if noun is not None and noun < end:
                return noun
    return None


def _share(tokens: list[Token], clause: Clause, targets: list[Target]) -> list[Target]:
    """Give each of "krogtillsyn och tobakstillsyn två gånger per år" its own target."""
    if len(targets) != 1 or (
        targets[0].frequency is None and (targets[0].quantity is None or targets[0].quantity.sort != "occasion")
    ):
        return targets
    quantity = targets[0].quantity
    if quantity is not None and quantity.sort != "occasion":
        return targets
    nouns = coordinated_activities(tokens, clause.indexes())
    return [replace(targets[0], noun=noun) for noun in nouns] if len(nouns) > 1 else targets


def _bare(tokens: list[Token], clause: Clause, targets: list[Target]) -> list[Target]:
    """Return the unnumbered activity that stands beside a numbered one."""
    quantity = targets[-1].quantity if targets else None
    if quantity is None or quantity.sort != "noun":
        return []
    noun = bare_companion(tokens, clause, (quantity.head or quantity.last) + 1, {t.noun for t in targets})
    return [] if noun is None else [Target(None, noun, None, None, noun, noun)]
