"""Promise, follow-up, result or background: what kind of clause this is."""

from promises.reader.clauses import Clause
from promises.reader.conditions import find_condition
from promises.reader.coverage import find_universal
from promises.reader.nouns import is_activity
from promises.reader.number_words import AT_LEAST
from promises.reader.numbers import Quantity
from promises.reader.party_labels import party_of
from promises.reader.periods import Frequency
from promises.reader.settings import Setting
from promises.reader.time_words import WEEKDAY_WORDS
from promises.reader.tokens import Token, low_at
from promises.reader.verb_words import DESCRIBING
from promises.reader.wishes import is_wish

# What happens to people: a number of these in the present is a statistic.
_HARMS = ("olyckor", "brott", "stölder", "bränder", "anmälningar", "överfall", "rån", "skjutningar")
REPORTING = frozenset(
    "redovisas redovisa följas rapportera rapporteras återrapporteras återkopplas följs utvärderas "
    "avrapporteras publiceras presenteras sammanställs".split()
)
# What somebody without a known name does for others: "Överförmyndaren informerar om bedrägerier".
_SERVING = frozenset(
    "fortsätter sker startar öppnar får går informerar ordnar anordnar arrangerar erbjuder genomför besöker bjuder "
    "håller utbildar samordnar stödjer stöttar medverkar hjälper ansvarar leder delar".split()
)
# What is done for "alla elever" is promised in running text too.
_GIVEN = frozenset("erbjuds bjuds inbjuds informeras utbildas besöks kontaktas".split())
_NOT_DECLINING = frozenset("bara minst enbart endast".split())
ACTORS = frozenset(
    "vi ordningsvakter ordningsvakterna volontärer volontärerna nattvandrare nattvandrarna föräldrar "
    "grannstödjare "
    "grannstödsbilen väktare väktarna parterna båda samverkansgruppen styrgruppen arbetsgruppen "
    "bostadsbolaget bostadsbolagen fastighetsägarna föreningarna krögarna handlarna trygghetsvärdar "
    "trygghetsvärdarna brandmän personalen personal ungdomscoacher".split()
)


def reads_numbers(
    tokens: list[Token],
    tags: list[frozenset[str]],
    clause: Clause,
    quantities: list[Quantity],
    frequencies: list[Frequency],
    setting: Setting,
    acting: bool,
) -> bool:
    """Tell whether the numbers of the clause are promised ones."""
    if clause.mood == "background" and _adds_floor(tokens, quantities, frequencies):
        return not setting.background
    if clause.mood in ("outcome", "background"):
        return False
    if _declines(tokens, clause):
        return False
    if clause.mood == "promise":
        return not _only_describes(tokens, clause) or bool(quantities) or bool(frequencies)
    if setting.background:
        return False
    strong = bool(frequencies) or any(_stands_alone(tokens, q) for q in quantities)
    if clause.mood == "having":
        firm = bool(frequencies) or any(low_at(tokens, q.first - 1) in AT_LEAST for q in quantities)
        acting = acting or bool(ACTORS & set(_lows(tokens, clause)))
        return (strong and firm and acting) or setting.promising or "kan" in _lows(tokens, clause)
    if clause.mood == "promissory":
        if any(q.head is not None and tokens[q.head].low.endswith(_HARMS) for q in quantities):
            return False
        return acting or not ({"finns"} & set(_lows(tokens, clause))) or bool(frequencies)
    planned = bool(quantities) and not setting.page and _is_plan(tokens, clause)
    return strong or setting.promising or planned


def _adds_floor(tokens: list[Token], quantities: list[Quantity], frequencies: list[Frequency]) -> bool:
    """Tell the aside that promises: "mötena, minst sex per år, leds av ..." and "dock minst en per kvartal"."""
    floor = any(
        low_at(tokens, q.first - 1) in AT_LEAST and low_at(tokens, q.first - 2) in (",", "dock") for q in quantities
    )
    return floor and bool(frequencies)


def _declines(tokens: list[Token], clause: Clause) -> bool:
    """Tell "kommer inte att sätta upp fler" from "ska inte bara" and "inte minst"."""
    for index in clause.indexes():
        if tokens[index].low in ("inte", "ej") and low_at(tokens, index + 1) not in _NOT_DECLINING:
            verbs = {low_at(tokens, index - 1), low_at(tokens, index - 2), low_at(tokens, index + 1)}
            if verbs & {"kommer", "kan", "avser", "planerar", "lovar", "hinner"}:
                return True
    return False


def _stands_alone(tokens: list[Token], quantity: Quantity) -> bool:
    """Tell whether the number promises without a verb: "minst 40 under året", "två insatser", "80 %"."""
    counted = quantity.head is not None or quantity.sort == "percent"
    return quantity.explicit and (counted or low_at(tokens, quantity.first - 1) in AT_LEAST)


def _lows(tokens: list[Token], clause: Clause) -> list[str]:
    return [tokens[i].low for i in clause.indexes()]


def _only_describes(tokens: list[Token], clause: Clause) -> bool:
    return any(low in DESCRIBING for low in _lows(tokens, clause))


def is_commitment_without_number(
    tokens: list[Token],
    tags: list[frozenset[str]],
    clause: Clause,
    setting: Setting,
    parties: tuple[str, ...],
    dated: bool,
) -> bool:
    """Tell an unnumbered undertaking from an effect wish, a heading or background."""
    lows = _lows(tokens, clause)
    if _declines(tokens, clause):
        return False
    if sum(1 for low in lows if low.isalpha()) < 2 and not setting.promising:
        return False
    if clause.mood == "promise":
        if len(lows) < 3 and not any("inf" in tags[i] for i in clause.indexes()):
            return False
        return not is_wish(tokens, tags, clause, parties)
    if clause.mood == "promissory":
        return _is_undertaking(tokens, tags, clause, setting, parties, dated=dated)
    if clause.mood == "having":
        return "kan" in lows and find_condition(tokens, clause.first, clause.last) is not None
    if clause.mood != "fragment":
        return False
    reach = 3 if lows[0] == "att" else 2
    opens = any("inf" in tags[i] for i in range(clause.first, min(clause.first + reach, clause.last)))
    opens = opens and not setting.page
    sentence = not setting.page and not setting.background and _is_plan(tokens, clause)
    undertaken = setting.promising or opens or sentence or _has_bracket(tokens, parties)
    return undertaken and not is_wish(tokens, tags, clause, ())


def _is_plan(tokens: list[Token], clause: Clause) -> bool:
    """Tell "Operativa insatser mot droger." from the heading "Operativa insatser"."""
    words = [token.low for token in tokens if token.kind == "word"]
    timed = {"kl", "klockan", "tid"} & set(words) or WEEKDAY_WORDS & set(words[:4])
    head = next((word for word in words[:4] if is_activity(word)), None) if not timed else None
    return tokens[-1].low == "." and clause.first == 0 and len(words) > 3 and head is not None


def _has_bracket(tokens: list[Token], parties: tuple[str, ...]) -> bool:
    if not parties:
        return False
    for index, token in enumerate(tokens):
        named = low_at(tokens, index + 1) if token.low in ("(", "|") else low_at(tokens, index - 1)
        if token.low in ("(", ":", "|") and party_of(named):
            return True
        if token.low == ":" and named.startswith("ansvar"):
            return True
    return False


def _is_undertaking(
    tokens: list[Token],
    tags: list[frozenset[str]],
    clause: Clause,
    setting: Setting,
    parties: tuple[str, ...],
    *,
    dated: bool,
) -> bool:
    """An action in the present promises when a party does it or, outside running text, when it "görs"."""
    lows = set(_lows(tokens, clause))
    unmarked = setting.page and not setting.promising and not lows & REPORTING
    conditional = find_condition(tokens, clause.first, clause.last) is not None
    if unmarked and not _has_bracket(tokens, parties) and not (parties and (dated or conditional)):
        return bool(lows & _GIVEN) and find_universal(tokens, clause.indexes()) is not None
    if setting.promising or parties or lows & ACTORS:
        return not setting.background and not is_wish(tokens, tags, clause, parties)
    passive = any("pass" in tags[i] for i in clause.indexes())
    active = any(tags[i] == {"pres"} and tokens[i].low in _SERVING for i in clause.indexes())
    return passive or active
