"""One sentence (or bullet) read into commitments."""

from dataclasses import replace
from functools import lru_cache

from promises.reader.clauses import Clause, split_clauses
from promises.reader.commitments import Commitment
from promises.reader.moods import REPORTING
from promises.reader.notes import Notes, annotate
from promises.reader.rejections import rejects_sentence
from promises.reader.settings import Setting
from promises.reader.subjects import clause_parties
from promises.reader.tables import without_status
from promises.reader.tagging import tag_verbs
from promises.reader.tokens import Token, tokenize
from promises.reader.undertakings import read_clause

# Nobody promises anything in a sentence longer than this; it is a table or a wall of text.
LONGEST_SENTENCE = 1_500


@lru_cache(maxsize=4_096)
def read_sentence(text: str, setting: Setting) -> tuple[Commitment, ...]:
    """Return the commitments of one sentence, with spans counted from its start.

    >>> from promises.reader.settings import PLAIN
    >>> [(f.count, f.period, f.kind) for f in read_sentence("Polisen ska göra två besök per termin.", PLAIN)]
    [(2, 'term', 'rate')]
    """
    if len(text) > LONGEST_SENTENCE:
        return ()
    tokens = without_status(tokenize(text))
    if not tokens:
        return ()
    tags = tag_verbs(tokens)
    if rejects_sentence(tokens, tags, setting):
        return ()
    notes = annotate(text, tokens, tags)
    found: list[Commitment] = []
    parties: tuple[str, ...] = ()
    for clause in split_clauses(tokens, tags):
        parties = clause_parties(tokens, tags, clause, notes.mentions, parties) or (
            parties if clause.join != "new" else ()
        )
        if not parties and setting.page and not setting.parties and _says_we_together(tokens):
            parties = ("police", "municipality")
        found = _add_clause(notes, clause, parties, setting, found)
    return _without_effects(found)


def _says_we_together(tokens: list[Token]) -> bool:
    """On a page of promises "vi ... tillsammans" are the two who sign it."""
    lows = {token.low for token in tokens}
    return "vi" in lows and bool(lows & {"tillsammans", "gemensamt"})


def _add_clause(
    notes: Notes, clause: Clause, parties: tuple[str, ...], setting: Setting, found: list[Commitment]
) -> list[Commitment]:
    """Add what the clause promises; "... och polisen deltar" only adds a party to what was said."""
    if found and clause.join == "same" and _only_reports(notes, clause):
        return found
    if found and clause.join == "item" and _refers_back(notes, clause):
        return found
    if found and clause.join == "new" and _only_joins_in(notes, clause):
        return [replace(f, responsible=tuple(dict.fromkeys(f.responsible + parties))) for f in found]
    if found and clause.join == "item" and clause.mood == "fragment":
        clause.mood = "promise"  # what it is added to is promised
    return found + read_clause(notes, clause, parties, setting)


def _refers_back(notes: Notes, clause: Clause) -> bool:
    """Tell whether "och vid behov sprida dem" only goes on with what was promised."""
    return any(notes.tokens[i].low in ("dessa", "dem") for i in clause.indexes())


def _only_reports(notes: Notes, clause: Clause) -> bool:
    """Tell whether "följs upp tertialvis och redovisas i maj" says twice that it is reported."""
    before = {token.low for token in notes.tokens[: clause.first]}
    here = {notes.tokens[i].low for i in clause.indexes()}
    firsts = [q.first for q in notes.quantities] + [f.first for f in notes.frequencies]
    return (
        bool(before & REPORTING)
        and bool(here & REPORTING)
        and not any(clause.first <= first < clause.last for first in firsts)
    )


def _without_effects(found: list[Commitment]) -> tuple[Commitment, ...]:
    """Drop "öka närvaron" beside the number that says how: it is the effect of the same promise."""
    numbered = any(one.count is not None for one in found)
    return tuple(one for one in found if not (numbered and one.count is None and "effect" in one.doubts))


def _only_joins_in(notes: Notes, clause: Clause) -> bool:
    lows = [notes.tokens[i].low for i in range(clause.first, clause.last)]
    return len(lows) <= 5 and bool({"deltar", "medverkar", "bistår", "delta", "medverka"}.intersection(lows))
