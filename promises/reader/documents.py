"""Sections of a page and what each heading makes of the lines below it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from promises.reader import headings
from promises.reader.headings import is_heading, settle
from promises.reader.lines import Block, split_blocks, split_sentences
from promises.reader.settings import PLAIN, Setting
from promises.reader.tables import is_table_head, is_table_row, outcome_column, up_to_column

# Beyond this many characters a paste is no page of promises; the rest is left unread.
LONGEST_PAGE = 80_000


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
    read_any: bool = False  # a line below the heading has been read
    outcome: int | None = None  # the column of a table that tells how it went

    def lists(self, block: Block) -> bool:
        """Tell whether the block stands in the list right below a heading that promises."""
        return self.follows_colon and (not block.after_blank or not self.read_any)


def lay_out(text: str, context: str | None = None) -> Iterator[Piece]:
    """Yield the blocks of a page with what governs each of them."""
    blocks = split_blocks(text[:LONGEST_PAGE])
    if len(blocks) <= 1:
        for block in blocks:
            nature = "heading" if _ends_with_colon(text, block) else "promise"
            yield Piece(block, settle(context), nature, context or "")
        return
    page = len(blocks) > 2 and context is None
    start = settle(context, page=page)
    state = _State("promise" if context else "neutral", start, start if context else None, context or "")
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        told, block = _before_colon(text, block)
        if told:
            yield _content(text, told, state)
        if _heads(text, block, following, state) or (page and number == 0 and _is_title(text, block, following)):
            yield _headed(text, block, following, state, page)
        else:
            state.follows_colon = state.lists(block)
            yield _content(text, block, state)
            state.read_any = True


def _before_colon(text: str, block: Block) -> tuple[Block | None, Block]:
    """Part the sentences before the last one of a paragraph that ends with a colon."""
    if block.end - block.start <= 60 or not _ends_with_colon(text, block):
        return None, block
    *told, last = split_sentences(text, block.start, block.end)
    return (replace(block, end=told[-1][1]) if told else None), replace(block, start=last[0])


def _ends_with_colon(text: str, block: Block) -> bool:
    return text[block.end - 1] == ":"


def _is_title(text: str, block: Block, following: Block | None) -> bool:
    """The first line of a page is its title even with a verb: "Polisen och kommunen gör byn tryggare"."""
    line = text[block.start : block.end]
    short = len(line.split()) <= 12 and line[-1] not in ".!;," and not block.is_bullet
    return short and following is not None and following.after_blank and not any(c.isdigit() for c in line)


def _heads(text: str, block: Block, following: Block | None, state: _State) -> bool:
    listed = state.lists(block) and not (following is not None and following.is_bullet)
    return is_heading(text, block, following, listed=listed)


def _headed(text: str, block: Block, following: Block | None, state: _State, page: bool) -> Piece:
    line = text[block.start : block.end]
    if headings.is_aside(line):
        return Piece(block, replace(state.setting, promising=False), "contact", state.heading)
    opens = following is not None and not following.is_bullet and is_heading(text, following, None)
    _enter(state, line, page, opens=opens)
    return Piece(block, state.setting, "heading", state.heading)


def _enter(state: _State, heading: str, page: bool, *, opens: bool) -> None:
    """Change the state of the page at a heading; one that `opens` other headings governs them all."""
    own = settle(heading, page=page)
    state.outcome = outcome_column(heading)
    state.heading, state.read_any, state.follows_colon = heading, False, False
    if headings.is_contact_heading(heading) and (not heading.endswith(":") or heading.startswith("Huvud")):
        state.nature, state.setting, state.umbrella = "contact", replace(PLAIN, page=page), None
    elif (own.results or own.background) and not is_table_head(heading):
        state.nature = "result" if own.results else "background"
        state.setting, state.umbrella = own, None
    elif headings.is_promising(heading):
        _enter_promise(state, heading, own, opens=opens)
    elif headings.names_follow_up(heading):
        state.nature, state.setting, state.umbrella = "follow_up", replace(PLAIN), None
    elif headings.names_only_parties(own, heading):
        told = state.nature == "result"
        state.nature = "result" if told else "promise"
        state.setting = replace(own, promising=not told, results=told)
        state.follows_colon = not told
    else:
        umbrella = state.umbrella
        state.nature = "promise" if umbrella else "neutral"
        state.setting = umbrella or replace(PLAIN, page=page)


def _enter_promise(state: _State, heading: str, own: Setting, *, opens: bool) -> None:
    """A governing heading names who promises; without a name it keeps the parties above it."""
    if headings.names_follow_up(heading) and not heading.endswith(":"):
        state.nature, state.setting, state.umbrella = "follow_up", replace(PLAIN, page=own.page), None
        return
    parties = own.parties or (state.umbrella.parties if state.umbrella else ())
    state.nature = "promise"
    state.setting = replace(own, parties=parties, promising=True, results=False, background=False)
    if opens or not own.parties or len(heading) > 80:
        state.umbrella = state.setting
    elif state.umbrella is None:
        state.umbrella = replace(state.setting, parties=())
    state.follows_colon = heading.endswith(":") or bool(headings.GOVERNING.search(heading))


def _content(text: str, block: Block, state: _State) -> Piece:
    line = text[block.start : block.end]
    if state.nature == "contact" or headings.is_contact(line) or headings.is_aside(line):
        return Piece(block, replace(state.setting, promising=False), "contact", state.heading)
    if is_table_row(line) and state.outcome is not None:
        block = replace(block, end=block.start + up_to_column(line, state.outcome))
    if state.nature == "result" and not block.is_bullet and headings.ends_with_bracket(line):
        return Piece(block, Setting(promising=True), "promise", state.heading)
    nature = {"neutral": "background"}.get(state.nature, state.nature)
    return Piece(block, _setting_of_line(line, block, state), nature, state.heading)


def _setting_of_line(line: str, block: Block, state: _State) -> Setting:
    """Running text below a title promises only by its own words; lists, fields and tables do by their "
    "heading."""
    if headings.is_field(line) and not state.setting.results:
        return replace(state.setting, promising=True)
    listed = block.is_bullet or is_table_row(line) or state.follows_colon
    if listed or state.heading.endswith((":", "att", "lovar")):
        return state.setting
    return replace(state.setting, promising=False)
