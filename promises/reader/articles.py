"""When the article "en/ett" is the number one: "genomföra en vandring", not "en trygg miljö"."""

from promises.reader.noun_words import ONGOING_ADJECTIVES
from promises.reader.nouns import is_abstract, is_activity, is_deliverable, is_place, is_receiver
from promises.reader.number_words import VAGUE
from promises.reader.time_words import PERIOD_NOUNS
from promises.reader.tokens import Token, low_at

_BEFORE_NO_COUNT = frozenset(
    "i på för med till från av om genom som är mot hos inom vid under ur utan bland enligt via mellan "
    "kring över "
    "blir blivit varit var efter inför längs bort utifrån kan".split()
)
# After these a prepositional object is what is promised: "medverka på ett möte".
_TAKING_PART = frozenset("delta deltar medverka medverkar deltaga besöka".split())
# Verbs that take their object behind a preposition: "håller i en kurs", "ansvarar för en träff".
_PHRASAL = frozenset(
    {(verb, "i") for verb in ("hålla", "håller", "hålls")}
    | {(verb, "för") for verb in ("ansvara", "ansvarar", "svara", "svarar", "stå", "står")}
    | {(verb, "till") for verb in ("bjuda", "bjuder", "inbjuda", "inbjuder", "in", "kalla", "kallar")}
)
# Making verbs: whatever they make is a deliverable.
_MAKING = frozenset(
    "ta tar tas anordna anordnar anordnas ordna ordnar ordnas skapa skapar starta startar startas "
    "inrätta inrättar "
    "inrättas upprätta upprättar upprättas införa inför införs bygga bygger byggs genomföra genomför "
    "genomförs "
    "arrangera arrangerar arrangeras utarbeta utarbetar utarbetas sätta sätts installera installeras "
    "öppna öppnar "
    "anlägga anläggs hålla håller hålls göra gör görs utse utser utses bilda bildar bildas fram".split()
)
_HIRING = frozenset(
    "avdela avdelar avdelas avsätta avsätter anställa anställer anställs rekrytera rekryterar tillsätta "
    "tillsätter tillsätts utse utser".split()
)


# "En trygghetscentral ska byggas": what is made is one thing.
_MADE = frozenset(
    "byggas byggs inrättas startas öppnas skapas införas anläggas anläggs ordnas anordnas hållas hålls arrangeras "
    "bildas utses anställas anställs tillsättas tillsätts tecknas upprättas installeras monteras".split()
)


def _recurs(tokens: list[Token], head: int) -> bool:
    """Whatever happens "en gång i veckan" is countable: "ett inlägg i veckan", "en rond per natt"."""
    return low_at(tokens, head + 1) in ("per", "/", "i", "om", "varje") and low_at(tokens, head + 2) in PERIOD_NOUNS


def article_counts(tokens: list[Token], index: int, head: int) -> bool:
    """Tell whether the article at `index` promises one `head`.

    >>> from promises.reader.tokens import tokenize
    >>> words = tokenize("Polisen ska genomföra en trygghetsvandring i en trygg miljö")
    >>> article_counts(words, 3, 4), article_counts(words, 6, 8)
    (True, False)
    """
    before = tokens[index - 1].low if index else ""
    lows = [token.low for token in tokens[max(0, index - 6) : index]]
    if before == "med" and _recurs(tokens, head):
        return True
    part = before in ("i", "på", "vid") and _TAKING_PART.intersection(lows) and is_activity(tokens[head].low)
    if before in _BEFORE_NO_COUNT and not (part or (low_at(tokens, index - 2), before) in _PHRASAL):
        return False
    if any(token.low in ONGOING_ADJECTIVES for token in tokens[index + 1 : head]):
        return False
    if _recurs(tokens, head):
        return True
    noun = tokens[head].low
    if is_abstract(noun) or noun in VAGUE:
        return False
    if is_receiver(noun):
        return bool(_HIRING.intersection(lows))
    if is_activity(noun) or is_deliverable(noun):
        return True
    if is_place(noun):
        return bool(_MAKING.intersection(lows))
    following = {token.low for token in tokens[head + 1 : head + 6]}
    if following & _MADE and (index == 0 or before in (".", ":", "-", "•")):
        return True
    reach = 5 if before in ("och", "samt", ",") else 3
    return bool((_MAKING | _HIRING).intersection(lows[-reach:]))
