"""A pasted page cut into blocks (headings, bullets, paragraphs) and blocks into sentences, with offsets."""

import re
from dataclasses import dataclass, replace

_BULLET = re.compile(r"[ \t]*(?:[•·▪◦●\uf0b7*–—-]|o(?= )|\d{1,2}[.)](?= )|[a-z]\)(?= ))[ \t]*")
_END = re.compile(r"[.!?]+[)\"”]?(?=\s)")
_ABBREVIATIONS = frozenset(
    "st ca bl.a t.ex d.v.s m.m m.fl kl kap nr osv t.o.m fr.o.m s.k o.s.v resp bl ex dvs mm tel max min "
    "inkl exkl ev "
    "prop jfr sid tom from v rv lv åk gr str jan feb aug sept okt nov dec mån tis ons tors fre lör sön "
    "f.n e.d o.d etc".split()
)
_RESPONSIBLE = re.compile(r"(?:Ansvar|Ansvarig|Ansvariga|Utförare)\b[^.:]{0,20}:\s*\S")
_BELONGS_BEFORE = re.compile(r"\s*[(\[]|\s*(?:Ansvar|Ansvarig|Ansvariga|Utförare)\b[^.]{0,30}:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, bullet or paragraph: the text between `start` and `end`, without its bullet mark."""

    start: int
    end: int
    is_bullet: bool
    after_blank: bool


def split_blocks(text: str) -> list[Block]:
    """Return the blocks of a page; a line that goes on in small letters belongs to the block above.

    >>> [(b.start, b.end, b.is_bullet) for b in split_blocks("Vi lovar:\\n- två besök\\n  per år")]
    [(0, 9, False), (12, 30, True)]
    """
    blocks: list[Block] = []
    position, after_blank = 0, True
    for line in text.split("\n"):
        start, end = position, position + len(line)
        position = end + 1
        if not line.strip():
            after_blank = True
            continue
        mark = _bullet_length(line)
        if blocks and not after_blank and not mark and _goes_on(text, blocks[-1], line.strip()):
            blocks[-1] = replace(blocks[-1], end=_trim_end(text, start, end))
        else:
            first = start + (mark or len(line) - len(line.lstrip()))
            blocks.append(Block(first, _trim_end(text, first, end), bool(mark), after_blank))
        after_blank = False
    return blocks


def _bullet_length(line: str) -> int:
    """Return how many characters the bullet mark takes, 0 without one; "2019-2020" has none."""
    bullet = _BULLET.match(line)
    if bullet is None or bullet.end() >= len(line):
        return 0
    certain = line[bullet.end() - 1] in " \t" or bullet.group().strip() in "•·▪◦●*"
    return bullet.end() if bullet.group().strip() and certain else 0


def _trim_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _goes_on(text: str, block: Block, line: str) -> bool:
    if _RESPONSIBLE.match(line) and (block.is_bullet or ":" in text[block.start : min(block.start + 20, block.end)]):
        return block.end - block.start < 1_200
    long_enough = block.end - block.start > 40 or block.is_bullet
    return long_enough and line[0].islower() and text[block.end - 1] not in ".:!?" and block.end - block.start < 1_200


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences between two offsets; "(Polis)" and "Ansvarig: ..." stay with their sentence.

    >>> split_sentences("Två st. besök. (Polis) Ett möte.", 0, 32)
    [(0, 22), (23, 32)]
    """
    spans: list[tuple[int, int]] = []
    first = start
    for match in _END.finditer(text, start, end):
        if _ends_sentence(text, first, match.start(), match.end(), end):
            spans.append((first, match.end()))
            first = _skip_space(text, match.end(), end)
    if first < end:
        spans.append((first, end))
    return _joined(text, spans)


def _skip_space(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position


def _ends_sentence(text: str, first: int, stop: int, after: int, end: int) -> bool:
    if text[stop] != ".":
        return True
    window = text[max(first, stop - 12) : stop]
    words = window.split()
    word = words[-1].lower().lstrip("(") if words else ""
    following = _skip_space(text, after, end)
    if following >= end:
        return True
    opens = text[following]
    if word in _ABBREVIATIONS:
        return opens.isupper() and word in ("m.m", "osv", "etc", "mm", "m.fl")
    return opens.isupper() or opens in '(["”–-•' or (opens.isdigit() and not word.isdigit())


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        before = text[joined[-1][0] : min(joined[-1][0] + 12, joined[-1][1])].lower() if joined else ""
        belongs = bool(joined) and (_party_note(text, start, end) or before.startswith("ansvar"))
        if belongs and end - joined[-1][0] < 1_400:
            joined[-1] = (joined[-1][0], _bracket_end(text, start, end))
            if joined[-1][1] < end:
                joined.append((_skip_space(text, joined[-1][1], end), end))
        else:
            joined.append((start, end))
    return joined


def _party_note(text: str, start: int, end: int) -> bool:
    return bool(_BELONGS_BEFORE.match(text, start, min(end, start + 60)))


def _bracket_end(text: str, start: int, end: int) -> int:
    """The bracket "(Polis)" belongs to the sentence before it, what follows the bracket does not."""
    if text[start] != "(":
        return end
    close = text.find(")", start, end)
    return close + 1 if close != -1 and close + 1 < end - 1 else end
