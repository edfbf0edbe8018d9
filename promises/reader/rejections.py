"""Sentences that promise nothing as a whole: questions, pointers, habits, explanations."""

from promises.reader.nouns import is_receiver
from promises.reader.numbers import whole_number
from promises.reader.settings import Setting
from promises.reader.tokens import Token, low_at

# Sentences that open with these point somewhere or label a result.
_OPENERS = frozenset(
    "läs se ring kontakta klicka ladda tel telefon publicerad uppdaterad målgrupp giltighetstid "
    "uppfyllt utfall resultat syfte mål bakgrund".split()
)
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
    if _points_elsewhere(tokens) and not modal and not _sets_goal(tokens):
        return True
    if opening == "om" and any(token.low == "kan" for token in tokens):
        return True
    if _elaborates(tokens, modal) or _tallies(tokens, setting):
        return True
    if opening in ("målet", "syftet", "målsättningen", "ambitionen") and not _has_figure(tokens):
        return True
    return setting.results and not modal


def _points_elsewhere(tokens: list[Token]) -> bool:
    """Tell "läs mer" and "se bilaga 2" from "se över belysningen"."""
    return tokens[0].low in _OPENERS and low_at(tokens, 1) not in ("över", "till")


def _tallies(tokens: list[Token], setting: Setting) -> bool:
    """Tell the result "Trafikkontroller: 48 st" from the target "Mål: 48"."""
    labelled = len(tokens) > 2 and tokens[1].low == ":" and tokens[2].kind == "number"
    return labelled and not setting.promising and not _sets_goal(tokens)


def _has_figure(tokens: list[Token]) -> bool:
    return any(token.low in ("procent", "%") or (whole_number(token) or 0) > 1 for token in tokens)


def _sets_goal(tokens: list[Token]) -> bool:
    """Tell whether a label opens a target: "Mål: minst tio kontroller", "Antal: 2 per år"."""
    labelled = tokens[0].low in ("mål", "målet", "antal", "mätmål", "målsättning", "delmål") and len(tokens) > 2
    return labelled and tokens[1].low == ":" and any(whole_number(token) is not None for token in tokens[2:6])


def _tells_habit(tokens: list[Token], tags: list[frozenset[str]], setting: Setting) -> bool:
    """Tell what people do of themselves from a promise: "ungdomar samlas varje fredag", "sker oftast"."""
    if setting.promising or any("modal" in tag for tag in tags):
        return False
    lows = {token.low for token in tokens}
    if lows & {"oftast", "ofta", "sällan", "vanligen", "vanligast", "vanligtvis"}:
        return True
    finite = any(tag & {"pres", "pass"} for tag in tags)
    people = tokens[0].low == "många" or (is_receiver(tokens[0].low) and tokens[0].low != "personal")
    return finite and people and not lows & _RECEIVING


def _elaborates(tokens: list[Token], modal: bool) -> bool:
    """Tell whether "Detta ..." or "Dessa insatser ska ske genom ..." only explains the promise before it."""
    if tokens[0].low not in ("detta", "dessa") or any(token.kind == "number" for token in tokens):
        return False
    return tokens[0].low == "dessa" or not modal
