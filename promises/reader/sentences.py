"""One sentence (or bullet) read into commitments."""

from dataclasses import dataclass, replace
from functools import lru_cache

from promises.reader.clauses import Clause, split_clauses
from promises.reader.conditions import find_average, find_condition
from promises.reader.coverage import find_universal, find_zero
from promises.reader.kinds import Verdict, judge_bare, judge_number
from promises.reader.moods import REPORTING, is_commitment_without_number, reads_numbers
from promises.reader.nouns import is_place, is_receiver
from promises.reader.numbers import Quantity, find_quantities
from promises.reader.parties import Mention, find_parties
from promises.reader.periods import Frequency, find_frequencies
from promises.reader.rejections import rejects_sentence
from promises.reader.settings import Setting
from promises.reader.stretches import Stretch, find_stretches
from promises.reader.subjects import clause_parties, parties_by_number
from promises.reader.tagging import tag_verbs
from promises.reader.targets import Target, pair_targets
from promises.reader.tokens import Token, tokenize
from promises.reader.units import unit_of
from promises.reader.verb_words import CHANGE_VERBS

# Nobody promises anything in a sentence longer than this; it is a table or a wall of text.
LONGEST_SENTENCE = 1_500


# Beginnings of words that tell of ongoing work rather than of one event.
_ONGOING = tuple(
    "patrull arbeta närvaro synlig övervak fokus fortsätt öka utöka utökad ökad förstärk prioriter vara "
    "synas finnas finns".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """A commitment with positions counted from the start of the sentence."""

    count: int | None
    unit: str
    period: str | None
    is_average: bool
    kind: str
    responsible: tuple[str, ...]
    partners: tuple[str, ...]
    start: int
    end: int
    condition: tuple[int, int] | None
    deadline: tuple[int, int] | None
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Annotated:
    tokens: list[Token]
    tags: list[frozenset[str]]
    quantities: list[Quantity]
    frequencies: list[Frequency]
    stretches: list[Stretch]
    mentions: list[Mention]


@lru_cache(maxsize=4_096)
def read_sentence(text: str, setting: Setting) -> tuple[Found, ...]:
    """Return the commitments of one sentence.

    >>> from promises.reader.settings import PLAIN
    >>> [(f.count, f.period, f.kind) for f in read_sentence("Polisen ska göra två besök per termin.", PLAIN)]
    [(2, 'term', 'rate')]
    """
    if len(text) > LONGEST_SENTENCE:
        return ()
    tokens = tokenize(text)
    if not tokens:
        return ()
    tags = tag_verbs(tokens)
    if rejects_sentence(tokens, tags, setting):
        return ()
    notes = _Annotated(
        tokens,
        tags,
        find_quantities(tokens),
        find_frequencies(tokens),
        find_stretches(tokens),
        find_parties(tokens),
    )
    found: list[Found] = []
    parties: tuple[str, ...] = ()
    for clause in split_clauses(tokens, tags):
        parties = clause_parties(tokens, tags, clause, notes.mentions, parties) or (
            parties if clause.join != "new" else ()
        )
        found = _add_clause(notes, clause, parties, setting, found)
    return _without_effects(found)


def _add_clause(
    notes: _Annotated, clause: Clause, parties: tuple[str, ...], setting: Setting, found: list[Found]
) -> list[Found]:
    """Add what the clause promises; "... och polisen deltar" only adds a party to what was said."""
    if found and clause.join == "same" and _only_reports(notes, clause):
        return found
    if found and clause.join == "new" and _only_joins_in(notes, clause):
        return [replace(f, responsible=tuple(dict.fromkeys(f.responsible + parties))) for f in found]
    return found + _read_clause(notes, clause, parties, setting)


def _only_reports(notes: _Annotated, clause: Clause) -> bool:
    """Tell whether "följs upp tertialvis och redovisas i maj" says twice that it is reported."""
    before = {token.low for token in notes.tokens[: clause.first]}
    here = {notes.tokens[i].low for i in clause.indexes()}
    firsts = [q.first for q in notes.quantities] + [f.first for f in notes.frequencies]
    return (
        bool(before & REPORTING)
        and bool(here & REPORTING)
        and not any(clause.first <= first < clause.last for first in firsts)
    )


def _without_effects(found: list[Found]) -> tuple[Found, ...]:
    """Drop "öka närvaron" beside the number that says how: it is the effect of the same promise."""
    numbered = any(one.count is not None for one in found)
    return tuple(one for one in found if not (numbered and one.count is None and "effect" in one.doubts))


def _only_joins_in(notes: _Annotated, clause: Clause) -> bool:
    lows = [notes.tokens[i].low for i in range(clause.first, clause.last)]
    return len(lows) <= 5 and bool({"deltar", "medverkar", "bistår", "delta", "medverka"}.intersection(lows))


def _inside(clause: Clause, indexes: set[int], first: int) -> bool:
    """Tell whether the item is promised: outside background, or in a purpose or a promising relative."""
    if not clause.first <= first < clause.last:
        return False
    return first in indexes or any(
        r.first <= first < r.last and (r.sort == "purpose" or r.promised) for r in clause.regions
    )


def _read_clause(notes: _Annotated, clause: Clause, parties: tuple[str, ...], setting: Setting) -> list[Found]:
    tokens = notes.tokens
    indexes = clause.indexes()
    kept = set(indexes)
    quantities = [q for q in notes.quantities if _inside(clause, kept, q.first)]
    frequencies = [f for f in notes.frequencies if _inside(clause, kept, f.first)]
    zero = find_zero(tokens, indexes, clause.mood == "promise" or setting.promising)
    if zero and clause.mood != "background":
        return [_finish(notes, clause, parties, setting, Verdict(0, None, "zero"), zero.first, zero.last - 1, None, ())]
    if not reads_numbers(tokens, notes.tags, clause, quantities, frequencies, setting, bool(parties)):
        if clause.mood != "fragment":
            return []
        quantities, frequencies = [], []
    targets = pair_targets(tokens, clause, quantities, frequencies)
    if targets and not _gives_to_all(tokens, indexes, targets):
        shares = parties_by_number(clause, notes.mentions, [target.first for target in targets])
        owners = shares or [parties] * len(targets)
        return [_numbered(notes, clause, own, setting, t) for t, own in zip(targets, owners, strict=True)]
    if not is_commitment_without_number(tokens, notes.tags, clause, setting, parties, bool(notes.stretches)):
        return []
    return [_bare(notes, clause, parties, setting)]


def _gives_to_all(tokens: list[Token], indexes: list[int], targets: list[Target]) -> bool:
    """Tell whether the only number is the article of what all get: "ge alla föräldrar en utbildning"."""
    universal = find_universal(tokens, indexes)
    bare = all(t.quantity is not None and not t.quantity.explicit and t.frequency is None for t in targets)
    if universal is None or not bare:
        return False
    noun = tokens[universal].low
    covers_first = tokens[indexes[0]].low in ("alla", "samtliga", "varje")
    return is_receiver(noun) or (is_place(noun) and covers_first)


def _times(notes: _Annotated, clause: Clause, sort: str) -> list[Stretch]:
    """Return stretches of the clause, and those at the head of the sentence, which hold for all of it."""
    return [
        s
        for s in notes.stretches
        if s.sort == sort and (clause.first <= s.first < clause.last or (s.first < 2 and sort == "stretch"))
    ]


def _numbered(notes: _Annotated, clause: Clause, parties: tuple[str, ...], setting: Setting, target: Target) -> Found:
    tokens = notes.tokens
    stretches = _times(notes, clause, "stretch")
    deadlines = _times(notes, clause, "deadline")
    average = find_average(tokens, clause.first, clause.last) is not None
    if target.quantity is None and target.frequency is None:
        verdict = Verdict(None, None, "continuous")
    else:
        verdict = judge_number(
            tokens,
            target,
            conditional=_condition(notes, clause) is not None,
            average=average,
            stretch=_nearest(stretches, target),
            deadline=bool(deadlines),
        )
    average = average and verdict.kind in ("rate", "conditional")
    found = _finish(notes, clause, parties, setting, verdict, target.first, target.last, target.noun, target.doubts)
    return replace(found, is_average=average)


def _nearest(stretches: list[Stretch], target: Target) -> Stretch | None:
    if len({stretch.period for stretch in stretches}) > 1:
        return min(stretches, key=lambda stretch: abs(stretch.first - target.last))
    return stretches[0] if stretches else None


def _condition(notes: _Annotated, clause: Clause) -> tuple[int, int] | None:
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


def _bare(notes: _Annotated, clause: Clause, parties: tuple[str, ...], setting: Setting) -> Found:
    universal = find_universal(notes.tokens, clause.indexes())
    dated = bool(_times(notes, clause, "deadline")) or _is_one_off(notes, clause)
    stretches = _times(notes, clause, "stretch")
    verdict = judge_bare(
        conditional=_condition(notes, clause) is not None,
        universal=universal is not None,
        deadline=dated,
        stretch=stretches[0] if stretches else None,
    )
    last = max(clause.last - 1, clause.first)
    doubts = ("effect",) if _changes_only(notes, clause) else ()
    return _finish(notes, clause, parties, setting, verdict, clause.first, last, universal, doubts)


def _changes_only(notes: _Annotated, clause: Clause) -> bool:
    verbs = [notes.tokens[i].low for i in clause.indexes() if "inf" in notes.tags[i]]
    return bool(verbs) and all(verb in CHANGE_VERBS for verb in verbs)


def _is_one_off(notes: _Annotated, clause: Clause) -> bool:
    """Tell the one-off "i september startar" from the season of ongoing work "under sommaren patrulleras"."""
    if not _times(notes, clause, "season"):
        return False
    ongoing = _ONGOING
    return not any(notes.tokens[i].low.startswith(ongoing) for i in clause.indexes())


def _finish(
    notes: _Annotated,
    clause: Clause,
    parties: tuple[str, ...],
    setting: Setting,
    verdict: Verdict,
    first: int,
    last: int,
    noun: int | None,
    doubts: tuple[str, ...],
) -> Found:
    tokens = notes.tokens
    condition = _condition(notes, clause)
    deadlines = _times(notes, clause, "deadline")
    acting = parties or setting.parties
    if parties and all(m.role == "partner" for m in notes.mentions if m.party in parties):
        acting = tuple(dict.fromkeys(setting.parties + parties))
    partners = tuple(dict.fromkeys(m.party for m in notes.mentions if m.role == "partner"))
    return Found(
        verdict.count,
        unit_of(tokens, notes.tags, clause, noun),
        verdict.period,
        False,
        verdict.kind,
        acting,
        partners,
        tokens[first].start,
        tokens[min(last, len(tokens) - 1)].end,
        (tokens[condition[0]].start, tokens[condition[1] - 1].end) if condition else None,
        (tokens[deadlines[0].first].start, tokens[deadlines[0].last].end) if deadlines else None,
        doubts,
    )
