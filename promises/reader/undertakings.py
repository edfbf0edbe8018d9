"""What one clause of a sentence commits to."""

from dataclasses import replace

from promises.reader.clauses import Clause
from promises.reader.commitments import Commitment, Span
from promises.reader.conditions import find_average
from promises.reader.coverage import find_universal, find_zero
from promises.reader.details import find_places, find_tags
from promises.reader.kinds import Verdict, judge_bare, judge_number
from promises.reader.moods import is_commitment_without_number, reads_numbers
from promises.reader.notes import Notes, condition_of, is_inside, is_one_off, restates, times_in
from promises.reader.nouns import is_place, is_receiver
from promises.reader.questions import questions_for
from promises.reader.rejections import sets_goal
from promises.reader.settings import Setting
from promises.reader.stretches import Stretch
from promises.reader.subjects import parties_by_number
from promises.reader.targets import Target, pair_targets
from promises.reader.tokens import Token, low_at
from promises.reader.units import unit_of
from promises.reader.verb_words import CHANGE_VERBS


def read_clause(notes: Notes, clause: Clause, parties: tuple[str, ...], setting: Setting) -> list[Commitment]:
    """Return the commitments of one clause; `parties` are those that undertake it."""
    tokens = notes.tokens
    indexes = clause.indexes()
    kept = set(indexes)
    quantities = [q for q in notes.quantities if is_inside(clause, kept, q.first)]
    frequencies = [f for f in notes.frequencies if is_inside(clause, kept, f.first)]
    if clause.join == "gap" and not frequencies and all(q.head is None for q in quantities):
        frequencies = [f for f in notes.frequencies if f.last < clause.first][-1:]  # "... och polisen tre"
    if _promises_after_all(notes, clause, setting):
        clause.mood = "promise"
    zero = find_zero(tokens, indexes, clause.mood == "promise" or setting.promising)
    if zero and _holds_zero(clause, {low_at(tokens, i) for i in indexes}):
        return [_finish(notes, clause, parties, setting, Verdict(0, None, "zero"), zero.first, zero.last - 1, None, ())]
    restated = clause.mood == "outcome" and restates(notes, clause)
    if restated:
        quantities = [q for q in quantities if q.first not in kept]
        frequencies = [f for f in frequencies if f.first not in kept]
    if not restated and not reads_numbers(tokens, notes.tags, clause, quantities, frequencies, setting, bool(parties)):
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


def _holds_zero(clause: Clause, lows: set[str]) -> bool:
    """Tell "nolltolerans gäller" from "nolltolerans har länge gällt" and from what nollvision means."""
    if clause.mood == "background":
        return bool(lows & {"gäller", "råder"})
    return clause.mood != "outcome" or not lows & {"gällt", "rått", "varit", "funnits", "haft"}


def _promises_after_all(notes: Notes, clause: Clause, setting: Setting) -> bool:
    """Tell the promises that look like something else: "Mål: ...", "belysningen är lagad senast i maj"."""
    if clause.mood in ("background", "fragment") and sets_goal(notes.tokens):
        return True
    deadlines = times_in(notes, clause, "deadline")
    if clause.mood == "background":
        return setting.promising and bool(deadlines)
    has = any("have" in notes.tags[i] for i in clause.indexes())
    early = any(d.first <= clause.first + 1 and notes.tokens[d.first].low == "senast" for d in deadlines)
    return clause.mood == "outcome" and has and early


def _gives_to_all(tokens: list[Token], indexes: list[int], targets: list[Target]) -> bool:
    """Tell whether the only number is the article of what all get: "ge alla föräldrar en utbildning"."""
    universal = find_universal(tokens, indexes)
    bare = all(t.quantity is not None and not t.quantity.explicit and t.frequency is None for t in targets)
    if universal is None or not bare:
        return False
    noun = tokens[universal].low
    opening = next((i for i in indexes if tokens[i].low in ("alla", "samtliga", "varje")), universal)
    covers_first = opening == indexes[0] or tokens[opening - 1].low in ("ska", "skall", "får")
    return is_receiver(noun) or ((is_place(noun) or noun == "som") and covers_first)


def _numbered(notes: Notes, clause: Clause, parties: tuple[str, ...], setting: Setting, target: Target) -> Commitment:
    tokens = notes.tokens
    stretches = times_in(notes, clause, "stretch")
    deadlines = times_in(notes, clause, "deadline")
    average = find_average(tokens, clause.first, clause.last) is not None
    if target.quantity is None and target.frequency is None:
        verdict = Verdict(None, None, "continuous")
    else:
        verdict = judge_number(
            tokens,
            target,
            conditional=_is_bound(notes, clause, target),
            average=average,
            stretch=_nearest(stretches, target) or _given(setting),
            deadline=bool(deadlines),
        )
    average = average and verdict.kind in ("rate", "conditional")
    found = _finish(notes, clause, parties, setting, verdict, target.first, target.last, target.noun, target.doubts)
    return replace(found, is_average=average)


def _is_bound(notes: Notes, clause: Clause, target: Target) -> bool:
    """Tell whether a condition bends the number: not the four of "två, om läget medger, och minst fyra"."""
    condition = condition_of(notes, clause)
    if condition is None:
        return False
    earlier = any(clause.first <= q.first < condition[0] for q in notes.quantities)
    between = {token.low for token in notes.tokens[condition[1] : target.first]}
    return not (earlier and between & {"och", "samt", "dessutom"})


def _given(setting: Setting) -> Stretch | None:
    """Return the stretch of the heading: "Under året ska polisen:"."""
    return Stretch(setting.period, 0, 0, "stretch") if setting.period else None


def _nearest(stretches: list[Stretch], target: Target) -> Stretch | None:
    if len({stretch.period for stretch in stretches}) > 1:
        return min(stretches, key=lambda stretch: abs(stretch.first - target.last))
    return stretches[0] if stretches else None


def _bare(notes: Notes, clause: Clause, parties: tuple[str, ...], setting: Setting) -> Commitment:
    universal = find_universal(notes.tokens, clause.indexes())
    dated = bool(times_in(notes, clause, "deadline")) or is_one_off(notes, clause)
    stretches = times_in(notes, clause, "stretch")
    verdict = judge_bare(
        conditional=condition_of(notes, clause) is not None,
        universal=universal is not None,
        deadline=dated,
        stretch=stretches[0] if stretches else _given(setting),
    )
    last = max(clause.last - 1, clause.first)
    doubts = ("effect",) if _changes_only(notes, clause) else ()
    return _finish(notes, clause, parties, setting, verdict, clause.first, last, universal, doubts)


def _changes_only(notes: Notes, clause: Clause) -> bool:
    verbs = [notes.tokens[i].low for i in clause.indexes() if "inf" in notes.tags[i]]
    return bool(verbs) and all(verb in CHANGE_VERBS for verb in verbs)


def _finish(
    notes: Notes,
    clause: Clause,
    parties: tuple[str, ...],
    setting: Setting,
    verdict: Verdict,
    first: int,
    last: int,
    noun: int | None,
    doubts: tuple[str, ...],
) -> Commitment:
    condition = condition_of(notes, clause)
    deadlines = times_in(notes, clause, "deadline")
    acting = parties or setting.parties
    if parties and all(m.role == "partner" for m in notes.mentions if m.party in parties):
        acting = tuple(dict.fromkeys(setting.parties + parties))
    return Commitment(
        count=verdict.count,
        unit=unit_of(notes.tokens, notes.tags, clause, noun),
        period=verdict.period,
        is_average=False,
        kind=verdict.kind,
        responsible=acting,
        partners=tuple(dict.fromkeys(m.party for m in notes.mentions if m.role == "partner")),
        places=find_places(notes.text),
        tags=find_tags(notes.text),
        span=_span(notes, first, min(last, len(notes.tokens) - 1)),
        condition=_span(notes, condition[0], condition[1] - 1) if condition else None,
        deadline=_span(notes, deadlines[0].first, deadlines[0].last) if deadlines else None,
        questions=questions_for(doubts, verdict.kind),
        doubts=doubts,
    )


def _span(notes: Notes, first: int, last: int) -> Span:
    return Span(notes.tokens[first].start, notes.tokens[last].end)
