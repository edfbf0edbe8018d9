"""Sections of a page and what each heading makes of the lines below it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from promises.reader.lines import Block, split_blocks, split_sentences
from promises.reader.parties import find_parties
from promises.reader.settings import PLAIN, Setting, setting_of
from promises.reader.subjects import context_parties
from promises.reader.tokens import tokenize
from promises.reader.verbs import verb_tags

# Beyond this many characters a paste is no page of promises; the rest is left unread.
LONGEST_PAGE = 80_000

_PROMISE = re.compile(
    r"löfte|lova|åta|åtagande|aktiviteter|åtgärder|det här gör|så gör|insatser|detta gör", re.IGNORECASE
)
# Headings that promise by themselves; "Medborgarlöften" alone is only a title.
_GOVERNING = re.compile(r"lova|åta|gör\b|\batt$", re.IGNORECASE)
_FOLLOW_UP = re.compile(r"uppfölj|följer vi upp|genomförande|kommunikation|redovisning|utvärdering", re.IGNORECASE)
_CONTACT = re.compile(
    r"^\W*(?:kontakt|öppettider|meny|huvudmeny|sök|dela|hjälpte|sidansvarig|till toppen|information$|"
    r"relaterade|"
    r"läs mer|mer information|publicerad|senast|skriv ut|hoppa|start|du är här|växel|hem\b|medborgarservice)",
    re.IGNORECASE,
)
_CONTACT_LINE = re.compile(
    r"\b\d{2,4}\s?[-–]\s?\d{2,3}\s?\d{2}|@\w|https?://|www\.|\d{1,2}[.:]\d{2}\s?[-–]\s?\d{1,2}[.:]\d{2}"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A block with the setting in which it is read; `nature` is heading, promise, follow_up, result,
    background or contact."""

    block: Block
    setting: Setting
    nature: str
    heading: str


@dataclass(slots=True)
class _State:
    nature: str
    setting: Setting
    umbrella: Setting | None
    heading: str
    follows_colon: bool = False


@lru_cache(maxsize=1_024)
def settle(context: str | None, *, page: bool = False) -> Setting:
    """Return the setting that a heading gives.

    >>> settle("Polisen lovar:").parties
    ('police',)
    """
    if not context:
        return replace(PLAIN, page=page)
    tokens = tokenize(context[:600])
    parties = context_parties(tokens, find_parties(tokens))
    if not parties and tokens and tokens[0].low.startswith("gemensam"):
        parties = ("police", "municipality")
    return replace(setting_of(context[:600], parties), page=page)


def lay_out(text: str, context: str | None = None) -> Iterator[Piece]:
    """Yield the blocks of a page with what governs each of them."""
    blocks = split_blocks(text[:LONGEST_PAGE])
    if len(blocks) <= 1:
        for block in blocks:
            nature = "heading" if _is_colon_heading(text, block) else "promise"
            yield Piece(block, settle(context), nature, context or "")
        return
    page = len(blocks) > 2 and context is None
    start = settle(context, page=page)
    state = _State("promise" if context else "neutral", start, start if context else None, context or "")
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if block.end - block.start > 60 and _is_colon_heading(text, block):
            *told, last = split_sentences(text, block.start, block.end)
            if told:
                yield _content(text, replace(block, end=told[-1][1]), state)
                block = replace(block, start=last[0])
        if _is_heading(text, block, following):
            _enter(state, text[block.start : block.end], page)
            yield Piece(block, state.setting, "heading", state.heading)
        else:
            yield _content(text, block, state)
            state.follows_colon = False


def _is_colon_heading(text: str, block: Block) -> bool:
    return text[block.end - 1] == ":"


def _is_heading(text: str, block: Block, following: Block | None) -> bool:
    """A heading ends with a colon, or is short, without a full stop and without a verb of its own."""
    line = text[block.start : block.end]
    if line.endswith(":"):
        return True
    if re.search(r"\b(?:lovar|kommer|åtar sig|ska|skall)(?:\s+att)?$", line) and following is not None:
        return True
    if (
        (block.is_bullet and not _is_numbered_heading(text, block))
        or _is_contact(line)
        or len(line) > 90
        or line[-1] in ".!?;,"
        or len(line.split()) > 9
    ):
        return False
    if re.match(r"(?:minst|polisen ska|kommunen ska)\b", line, re.IGNORECASE) or _ends_with_bracket(line):
        return False
    if _PROMISE.search(line) or _FOLLOW_UP.search(line) or _CONTACT.match(line) or setting_of(line, ()).results:
        return True
    tags = [verb_tags(word) for word in line.lower().split()]
    return not any(tag & {"modal", "pass", "pres", "have", "past"} for tag in tags)


def _is_numbered_heading(text: str, block: Block) -> bool:
    """Tell the heading "4. Uppföljning" from a numbered promise."""
    mark = text[max(0, block.start - 5) : block.start].strip()
    line = text[block.start : block.end]
    numbered = mark[-1:] in (".", ")") and mark[:-1].isdigit()
    known = _FOLLOW_UP.search(line) or _PROMISE.search(line) or setting_of(line, ()).background
    return numbered and bool(known) and len(line.split()) <= 3


def _ends_with_bracket(line: str) -> bool:
    return bool(re.search(r"\((?:[Pp]olis|[Kk]ommun|[Ss]kola)[^)]{0,40}\)\W*$", line))


def _enter(state: _State, heading: str, page: bool) -> None:
    """Change the state of the page at a heading."""
    own = settle(heading, page=page)
    if _CONTACT.match(heading) and not heading.endswith(":"):
        state.nature, state.setting, state.umbrella = "contact", replace(PLAIN, page=page), None
    elif own.results or own.background:
        state.nature = "result" if own.results else "background"
        state.setting, state.umbrella = own, None
    elif heading.rstrip().endswith((":", "att", "lovar", "kommer", "ska")) or _PROMISE.search(heading):
        _enter_promise(state, heading, own)
    elif _FOLLOW_UP.search(heading):
        state.nature, state.setting, state.umbrella = "follow_up", replace(PLAIN), None
    elif _names_only_parties(own, heading):
        state.nature, state.setting = "promise", replace(own, promising=state.umbrella is not None)
    else:
        umbrella = state.umbrella
        state.nature = "promise" if umbrella else "neutral"
        state.setting = umbrella or replace(PLAIN, page=page)
    state.heading = heading


def _enter_promise(state: _State, heading: str, own: Setting) -> None:
    """A governing heading names who promises; without a name it keeps the parties above it."""
    if _FOLLOW_UP.search(heading) and not heading.endswith(":"):
        state.nature, state.setting, state.umbrella = "follow_up", replace(PLAIN, page=own.page), None
        return
    parties = own.parties or (state.umbrella.parties if state.umbrella else ())
    state.nature = "promise"
    state.setting = replace(own, parties=parties, promising=True)
    if state.umbrella is None or not heading.endswith(":") or not own.parties or len(heading) > 80:
        state.umbrella = state.setting
    state.follows_colon = heading.endswith(":") or bool(_GOVERNING.search(heading))


def _names_only_parties(own: Setting, heading: str) -> bool:
    return bool(own.parties) and len(heading.split()) <= 4


def _content(text: str, block: Block, state: _State) -> Piece:
    line = text[block.start : block.end]
    if state.nature == "contact" or _is_contact(line):
        return Piece(block, replace(state.setting, promising=False), "contact", state.heading)
    if state.nature == "result" and not block.is_bullet and _ends_with_bracket(line):
        return Piece(block, Setting(promising=True), "promise", state.heading)
    setting = state.setting
    if (
        setting.promising
        and not block.is_bullet
        and not state.follows_colon
        and not state.heading.endswith((":", "att", "lovar"))
    ):
        setting = replace(setting, promising=False)
    nature = {"neutral": "background"}.get(state.nature, state.nature)
    return Piece(block, setting, nature, state.heading)


def _is_contact(line: str) -> bool:
    return bool(_CONTACT_LINE.search(line)) and len(line) < 160 and " ska " not in line
