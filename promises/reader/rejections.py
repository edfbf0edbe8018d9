"""Sentences that promise nothing as a whole: questions, pointers, habits, explanations."""

from promises.reader.asides import has_figure, stands_aside
from promises.reader.coverage import FREE_OF
from promises.reader.distractors import is_year
from promises.reader.noun_words import META_NOUNS
from promises.reader.nouns import is_receiver
from promises.reader.numbers import whole_number
from promises.reader.party_labels import party_of
from promises.reader.periods import find_frequencies
from promises.reader.settings import Setting
from promises.reader.tokens import Token, low_at
from promises.reader.verbs import verb_tags

# Sentences that open with these point somewhere or label a result.
_OPENERS = frozenset(
    "läs se ring kontakta klicka ladda tel telefon publicerad uppdaterad målgrupp giltighetstid "
    "uppfyllt utfall resultat syfte mål bakgrund".split()
)
_WORKERS = ("personal", "hundförare", "ledare", "pedagoger", "chefer", "lärare", "handledare")
_MOST = frozenset("flest störst mest".split())
_NEEDING = frozenset("behöver borde efterfrågar efterlyser".split())
_HOPING = frozenset("hoppas vill önskar tror tycker anser bedömer upplever menar uppmanar uppmuntrar".split())
_NOW = frozenset({("i", "dag"), ("just", "nu"), ("för", "närvarande"), ("i", "nuläget"), ("i", "dagsläget")})
_LISTED = ("aktivitet", "åtgärd", "insats", "löfte", "medborgarlöfte", "punkt", "åtagande", "områd")
_QUESTIONS = frozenset("hur vilka vilken vilket vem varför".split())


_RECEIVING = frozenset(
    "får erbjuds informeras utbildas bjuds kontaktas inbjuds kallas ges nås besöks involveras engageras "
    "stöds uppmanas".split()
)


def rejects_sentence(tokens: list[Token], tags: list[frozenset[str]], setting: Setting) -> bool:
    """Tell whether the whole sentence can promise nothing: a question, a pointer, a habit, a result."""
    opening = tokens[0].low
    if opening in _QUESTIONS or tokens[-1].low == "?" or _tells_habit(tokens, tags, setting):
        return True
    modal = any("modal" in tag for tag in tags)
    if _points_elsewhere(tokens) and not modal and not sets_goal(tokens):
        return True
    if opening == "om" and not modal and any(token.low == "kan" for token in tokens):
        return True
    if _elaborates(tokens, modal) or _tallies(tokens, setting):
        return True
    if stands_aside(tokens, modal=modal, promising=setting.promising):
        return True
    if _hopes(tokens, tags) and not has_figure(tokens):
        return True
    if not modal and (_tells_habit_since(tokens) or _tells_state(tokens) or _tells_share(tokens)):
        return True
    if _names_themes(tokens):
        return True
    if _happens_in_steps(tokens):
        return True
    if (_introduces(tokens) and not has_figure(tokens)) or _explains(tokens, tags):
        return True
    if _names_aim(tokens) and not has_figure(tokens) and not _aims_at_nothing(tokens):
        return True
    if _quotes(tokens) and not has_figure(tokens) or _explains_promising(tokens):
        return True
    return setting.results and not modal


def _hopes(tokens: list[Token], tags: list[frozenset[str]]) -> bool:
    """Tell whether the sentence only hopes: "vi hoppas att fler engagerar sig"."""
    for index, token in enumerate(tokens[:8]):
        if token.low in _NEEDING:
            return True
        if token.low in _HOPING:
            return "att" in (low_at(tokens, index + 1), low_at(tokens, index + 2))
        if tags[index] & {"modal", "pres", "pass", "past", "have"}:
            return False
    return False


def _tells_state(tokens: list[Token]) -> bool:
    """Tell "det finns i dag fyra områdespoliser" from what will be."""
    lows = [token.low for token in tokens]
    return "idag" in lows or any(pair in _NOW for pair in zip(lows, lows[1:], strict=False))


def _tells_habit_since(tokens: list[Token]) -> bool:
    """Tell "sedan 2017 görs varje år en mätning" and "varje vecka får vi klagomål" from a promise."""
    for index, token in enumerate(tokens[:-1]):
        if token.low == "sedan" and is_year(tokens[index + 1]):
            return True
    lows = {token.low for token in tokens}
    if tokens[0].low in ("merparten", "majoriteten") or [t.low for t in tokens[:2]] == ["de", "flesta"]:
        return True
    if tokens[0].low in _MOST or "rad" in lows and {"året", "gången"} & lows:
        return True
    return bool(lows & {"klagomål", "larm"}) and bool(lows & {"får", "inkommer", "kommer"})


def _tells_share(tokens: list[Token]) -> bool:
    """Tell the statistics "sju av tio kvinnor undviker centrum" and "70 procent av brotten begås ..." from a goal."""
    begins = any(token.low.startswith("procent") or token.low == "%" for token in tokens[:4])
    if begins and {"begås", "anger", "uppger", "svarar", "tycker", "känner", "upplever"} & {t.low for t in tokens}:
        return True
    return len(tokens) > 2 and tokens[1].low == "av" and all(whole_number(tokens[i]) is not None for i in (0, 2))


def _names_themes(tokens: list[Token]) -> bool:
    """Tell "tre områden prioriteras" from three things to do."""
    if any("modal" in verb_tags(token.low) for token in tokens):
        return _is_theme(tokens) and any(token.low in ("prioriteras", "prioritera", "fokus") for token in tokens)
    return _is_theme(tokens)


def _is_theme(tokens: list[Token]) -> bool:
    number = whole_number(tokens[0]) is not None
    return number and any(token.low in META_NOUNS for token in tokens[1:3]) and not _has_new(tokens)


def _happens_in_steps(tokens: list[Token]) -> bool:
    """Tell "arbetet kommer att ske i två steg" from a number of deeds."""
    lows = [token.low for token in tokens]
    return bool({"ske", "sker", "delas", "indelas"} & set(lows)) and any(
        low in ("steg", "etapper", "faser", "delar") for low in lows[2:]
    )


def _has_new(tokens: list[Token]) -> bool:
    return any(token.low in ("nya", "minst") for token in tokens[:4])


def _introduces(tokens: list[Token]) -> bool:
    """Tell "lovar att arbeta tryggt genom följande aktiviteter" from the activities."""
    for index, token in enumerate(tokens[:-1]):
        if token.low not in ("följande", "nedan", "nedanstående"):
            continue
        near = [t.low for t in tokens[index + 1 : index + 3]]
        if near[0] in ("för", ":", ".") or any(low.startswith(_LISTED) for low in near):
            return True
    return False


def _explains(tokens: list[Token], tags: list[frozenset[str]]) -> bool:
    """Tell "en grundpelare är att polisen ska verka nära" from a promise of it."""
    finite = next((i for i, tag in enumerate(tags) if tag & {"modal", "pres", "pass", "past", "have", "stative"}), None)
    if finite is None or "stative" not in tags[finite]:
        return False
    if (
        tokens[finite].low in ("bygger", "handlar", "utgår", "syftar", "grundar")
        and low_at(tokens, finite + 2) == "att"
    ):
        return not has_figure(tokens)
    if tokens[finite].low != "är":
        return False
    return "att" in (low_at(tokens, finite + 1), low_at(tokens, finite + 2)) and not has_figure(tokens)


def _aims_at_nothing(tokens: list[Token]) -> bool:
    return any(token.low in ("ingen", "inga", "inget", "noll") or token.low in FREE_OF for token in tokens)


def _names_aim(tokens: list[Token]) -> bool:
    """Tell "Målet är att ..." and "Det övergripande målet är ..." from a deed."""
    aims = ("målet", "syftet", "målsättningen", "ambitionen")
    opens = tokens[0].low in aims
    return opens or any(token.low in aims and low_at(tokens, i + 1) == "är" for i, token in enumerate(tokens[:4]))


def _quotes(tokens: list[Token]) -> bool:
    return any(token.low in ("säger", "berättar", "menar", "förklarar") for token in tokens)


def _explains_promising(tokens: list[Token]) -> bool:
    """Tell "varje år ger polisen och kommunen ett löfte" from what the promise holds."""
    verbs = ("ger", "avger", "ingår", "undertecknar")
    verb = next((i for i, token in enumerate(tokens[:8]) if token.low in verbs), None)
    if verb is None:
        return False
    promises = ("löfte", "löften", "överenskommelse", "avtal")
    return any(token.low.endswith(promises) for token in tokens[verb + 1 : verb + 12])


def _points_elsewhere(tokens: list[Token]) -> bool:
    """Tell "läs mer" and "se bilaga 2" from "se över belysningen"."""
    return tokens[0].low in _OPENERS and low_at(tokens, 1) not in ("över", "till")


def _tallies(tokens: list[Token], setting: Setting) -> bool:
    """Tell the result "Trafikkontroller: 48 st" from the target "Mål: 48"."""
    labelled = len(tokens) > 2 and tokens[1].low == ":" and tokens[2].kind == "number"
    if low_at(tokens, 3) in ("per", "/", "varje") or (party_of(tokens[0].low) and find_frequencies(tokens)):
        return False
    return labelled and not setting.promising and not sets_goal(tokens)


def sets_goal(tokens: list[Token]) -> bool:
    """Tell whether a label opens a target: "Mål: minst tio kontroller", "Antal: 2 per år"."""
    colon = next((i for i, token in enumerate(tokens[1:4], start=1) if token.low == ":"), None)
    if colon is None or tokens[colon - 1].low not in ("mål", "målet", "antal", "mätmål", "målsättning", "delmål"):
        return False
    following = tokens[colon + 1 : colon + 5]
    return any(whole_number(token) is not None or token.low in ("inga", "ingen", "inget") for token in following)


def _tells_habit(tokens: list[Token], tags: list[frozenset[str]], setting: Setting) -> bool:
    """Tell what people do of themselves from a promise: "ungdomar samlas varje fredag", "sker oftast"."""
    if setting.promising or any("modal" in tag for tag in tags):
        return False
    lows = {token.low for token in tokens}
    if lows & {"främst", "oftast", "ofta", "sällan", "vanligen", "vanligast", "vanligtvis"}:
        return True
    finite = any(tag & {"pres", "pass"} for tag in tags)
    people = tokens[0].low == "många" or (is_receiver(tokens[0].low) and not tokens[0].low.endswith(_WORKERS))
    return finite and people and not lows & _RECEIVING


def _elaborates(tokens: list[Token], modal: bool) -> bool:
    """Tell whether "Detta ..." or "Dessa insatser ska ske genom ..." only explains the promise before it."""
    if tokens[0].low not in ("detta", "dessa") or any(token.kind == "number" for token in tokens):
        return False
    return tokens[0].low == "dessa" or not modal
