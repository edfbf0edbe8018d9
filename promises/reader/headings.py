"""Which lines of a page are headings, and what a heading makes of the lines below it."""

import re
from dataclasses import replace
from functools import lru_cache

from promises.reader.lines import Block
from promises.reader.numbers import find_quantities
from promises.reader.parties import find_parties
from promises.reader.party_labels import party_of
from promises.reader.periods import find_frequencies
from promises.reader.settings import PLAIN, Setting, setting_of
from promises.reader.subjects import context_parties
from promises.reader.tables import is_table_head, is_table_row
from promises.reader.tokens import tokenize
from promises.reader.verbs import verb_tags

_PROMISE = re.compile(
    r"löfte|lova|åta|åtagande|aktiviteter|åtgärder|det här gör|så gör|insatser|detta gör|\bgör$", re.IGNORECASE
)
# Headings that promise by themselves; "Medborgarlöften" alone is only a title.
GOVERNING = re.compile(r"lova|åta|gör\b|\batt$|^löfte \d", re.IGNORECASE)
_OPEN_END = re.compile(
    r"\b(?:lovar|kommer|åtar sig|ska|skall|gör|bidrar med|ansvarar för|\w+ att)"
    r"(?:\s+(?:tillsammans|gemensamt|(?:också |även )?under (?:hela )?\w+(?: \d{4})?))?(?:\s+att)?$"
)
_FOLLOW_UP = re.compile(
    r"uppfölj|följer vi upp|genomförande|kommunikation|redovisning|utvärdering|vad händer nu|nästa steg",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"^\W*(?:kontakt|öppettider|meny|huvudmeny|huvudgren|undermeny|innehåll på|"
    r"genvägar|snabblänk|sök|hjälpte|till toppen|information$|relaterade|"
    r"frågor och svar|"
    r"vanliga frågor|det här (?:gör|kan) du|så kan du|vad kan du|tyck till|följ (?:oss|polisen|kommunen)|kakor|"
    r"beslutsunderlag|yrkanden|tipsa|bilagor|läs mer|mer information|växel|medborgarservice)",
    re.IGNORECASE,
)
# Lines that stand anywhere on a page and govern nothing.
_ASIDE = re.compile(
    r"^\W*(?:publicerad|senast (?:uppdaterad|ändrad|granskad)|uppdaterad|sidansvarig|skriv ut|dela\b|lyssna|hoppa|"
    r"godkänn|start|du är här|hem\b|nyhet publicerad|sida \d|diarienummer|justerande|har du frågor|"
    r"(?:hjälpte|hade) |\d{1,2} [a-zåäö]+ \d{4}$|\d{4}-\d{2}-\d{2}$)",
    re.IGNORECASE,
)
_CONTACT_LINE = re.compile(
    r"\(pdf\b|\b\d+ [kM]B\b|\b0\d{1,3}\s?[-–/]\s?\d{2,3}\s?\d{2}|@\w|https?://|www\.|\d{1,2}[.:]\d{2}\s?[-–]\s?\d{1,2}[.:]\d{2}"
)
# "Aktivitet: nattvandring varje helg": the label of a promise written as a form.
_FIELD = re.compile(
    r"^(?:aktivitet|åtgärd|insats|löfte|mål|delmål|mätmål|uppföljning|omfattning|frekvens)\s*\d{0,2}\s*:\s*\S",
    re.IGNORECASE,
)
_SECTION_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\s+(?=[A-ZÅÄÖ])")
_SHARED = re.compile(r"^[\W\d]*gemensam|\btillsammans\b", re.IGNORECASE)
_BESIDE_PARTIES = frozenset("och samt gemensamt gemensam tillsammans med i insatser".split())
_LONGEST_HEADING = 600


@lru_cache(maxsize=1_024)
def settle(context: str | None, *, page: bool = False) -> Setting:
    """Return the setting that a heading gives.

    >>> settle("Polisen lovar:").parties
    ('police',)
    """
    if not context:
        return replace(PLAIN, page=page)
    tokens = tokenize(context[:_LONGEST_HEADING])
    parties = context_parties(tokens, find_parties(tokens))
    if not parties and _SHARED.search(context[:80]):
        parties = ("police", "municipality")
    return replace(setting_of(context[:_LONGEST_HEADING], parties), page=page)


def is_heading(text: str, block: Block, following: Block | None, *, listed: bool = False) -> bool:
    """Tell a heading from a promise: it ends with a colon, or is short, without a full stop and without a verb.

    `listed` says that the line stands in the list below a heading that promises.
    """
    line = text[block.start : block.end]
    if is_table_row(line):
        return is_table_head(line)
    if line.endswith(":") or (line.endswith("?") and not block.is_bullet and len(line.split()) <= 9):
        return True
    if _OPEN_END.search(line) and following is not None:
        return True
    if block.is_bullet and not _is_numbered_heading(text, block, following):
        return False
    if is_contact(line) or len(line) > 90 or line[-1] in ".!?;," or len(line.split()) > 9:
        return False
    if re.match(r"(?:minst|polisen ska|kommunen ska)\b", line, re.IGNORECASE) or ends_with_bracket(line):
        return False
    if is_field(line) or (_counts(line) and not is_contact_heading(line) and not is_aside(line)):
        return False
    if _leads_list(block, following):
        return True
    if listed and len(line.split()) > 2 and not names_follow_up(line) and not is_aside(line):
        return False
    if _PROMISE.search(line) or names_follow_up(line) or is_contact_heading(line) or setting_of(line, ()).results:
        return True
    tags = [verb_tags(word) for word in line.lower().split()]
    return not any(tag & {"modal", "pass", "pres", "have", "past"} for tag in tags)


def _leads_list(block: Block, following: Block | None) -> bool:
    """A short line right above bullets heads them, with a verb or without: "Vi ska göra trafiken säkrare"."""
    return not block.is_bullet and following is not None and following.is_bullet and not following.after_blank


def _counts(line: str) -> bool:
    """Tell whether a short line promises by its number: "Ett besök per termin i alla klasser"."""
    tokens = tokenize(_SECTION_NUMBER.sub("", line))
    recurring = any(f.first < f.last and not f.alone for f in find_frequencies(tokens))
    return recurring or any(q.explicit and q.head is not None for q in find_quantities(tokens))


def _is_numbered_heading(text: str, block: Block, following: Block | None) -> bool:
    """Tell the headings "4. Uppföljning" and "1. Trafik" above its own lines from a numbered promise."""
    line = text[block.start : block.end]
    if not _is_numbered(text, block):
        return False
    known = names_follow_up(line) or _PROMISE.search(line) or setting_of(line, ()).background
    if known and len(line.split()) <= 3:
        return True
    alone = following is not None and not _is_numbered(text, following)
    return alone and len(line.split()) <= 5 and not any(letter.isdigit() for letter in line)


def _is_numbered(text: str, block: Block) -> bool:
    mark = text[max(0, block.start - 5) : block.start].split("\n")[-1].strip()
    return mark[-1:] in (".", ")") and mark[:-1].isdigit()


def ends_with_bracket(line: str) -> bool:
    """Tell whether the line ends by naming its party: "... (Polis)"."""
    return bool(re.search(r"\((?:[Pp]olis|[Kk]ommun|[Ss]kola)[^)]{0,40}\)\W*$", line))


def bracket_parties(line: str) -> tuple[str, ...]:
    """Return the parties in the bracket that ends a bullet: it holds for all its sentences.

    >>> bracket_parties("Fler kontroller. Kameran prövas. (Polis)")
    ('police',)
    """
    found = re.search(r"\(([^()]{3,60})\)\W*$", line[-80:])
    return settle(found.group(1)).parties if found else ()


def is_field(line: str) -> bool:
    """Tell whether the line is a labelled field of a form: "Aktivitet: nattvandring varje helg"."""
    return bool(_FIELD.match(line)) and (_counts(line) or not line.lower().startswith(("mål", "löfte", "delmål")))


def is_contact(line: str) -> bool:
    """Tell whether the line holds a telephone number, an address on the web or opening hours."""
    return bool(_CONTACT_LINE.search(line)) and len(line) < 160 and " ska " not in line


def is_contact_heading(line: str) -> bool:
    """Tell whether everything below the line is about contact, search or the site."""
    return bool(_CONTACT.match(line))


def is_aside(line: str) -> bool:
    """Tell whether the line only says when a page was published or what may be done with it."""
    return bool(_ASIDE.match(line)) and len(line) < 90


def names_follow_up(line: str) -> bool:
    """Tell whether the heading announces how the promise is followed up."""
    return bool(_FOLLOW_UP.search(line))


def is_promising(heading: str) -> bool:
    """Tell whether promises stand below the heading."""
    opens = bool(heading.rstrip().endswith(":") or _OPEN_END.search(heading))
    opens = opens or bool(re.search(r"\bska\b", heading))
    return opens or bool(_PROMISE.search(heading)) or is_table_head(heading)


def names_only_parties(own: Setting, heading: str) -> bool:
    """Tell the headings "Polisen", "3.2 Polis och kommun" and "Gemensamt" from a title."""
    words = [token.low for token in tokenize(heading) if token.kind == "word"]
    small = [word for word in words if not party_of(word) and word not in _BESIDE_PARTIES]
    named = sum(1 for word in heading.split() if word[:1].isupper())
    return bool(own.parties) and len(words) <= 5 and len(small) <= max(0, named - 1)
