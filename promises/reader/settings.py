"""What a heading makes of the sentences below it: promises, results or background."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """What the heading above a sentence says: who promises, and whether promises or results follow."""

    parties: tuple[str, ...] = ()
    promising: bool = False
    results: bool = False
    background: bool = False
    period: str | None = None  # "Under året ska polisen:" dates every line below it
    page: bool = False  # a line of a longer page: unmarked present tense is background there


PLAIN = Setting()


_RESULTS = re.compile(
    r"\b(?:resultat|utfall|så gick|så går det|så här gick|hur gick|hur har det gått|tidigare löfte|"
    r"tidigare medborgarlöfte|"
    r"förra årets|så har vi|har (?:polisen|kommunen|vi) |har genomfört|"
    r"har gjort|gjorde (?:polisen|kommunen|vi)|"
    r"genomförda|uppfyll|vad har (?:hänt|gjorts)|hittills|genomfört)",
    re.IGNORECASE,
)


_BACKGROUND = re.compile(
    r"ligger till grund|"
    r"^\W*(?:medborgarlöft\w{0,4} ska|löft\w{0,4} ska|"
    r"bakgrund|syfte|lägesbild|gemensam lägesbild|problembild|inledning|målsättning|fokusområden|"
    r"målgrupp|"
    r"om medborgarlöften|vad är|metod|nuläge|prioriterade områden|giltighet|orsak|statistik|beskrivning|"
    r"kontakt|öppettider|meny)",
    re.IGNORECASE,
)


# A heading that begins the sentence its lines end: "Under 2023 ska polisen genomföra:".
_DATED = re.compile(
    r"^\W*(?:under (?:året|år \d{4}|\d{4})(?!\s?[-–])|i år)\b.*\b(?:ska|skall|kommer|lovar|åtar)\b.*(?::|\batt)\s*$"
    r"|\b(?:ska|skall|kommer|lovar|åtar)\b.*\b(?:under (?:året|år \d{4}|\d{4})|i år)(?: att)?\s*:?\s*$",
    re.IGNORECASE,
)


_LISTING = re.compile(
    r"\b(?:är|består av|bygger på[^:]{0,40}|deltagare|ingår|omfattar[^:]{0,30})\s*:\s*$", re.IGNORECASE
)


def setting_of(context: str | None, parties: tuple[str, ...]) -> Setting:
    """Return what a heading makes of the sentences below it.

    >>> setting_of("Polisen lovar:", ("police",)).promising, setting_of("Resultat 2018", ()).results
    (True, True)
    """
    if not context or not context.strip():
        return Setting(parties=parties)
    results = bool(_RESULTS.search(context)) and "lova" not in context.lower()
    background = bool(_BACKGROUND.search(context) or _LISTING.search(context))
    period = "year" if _DATED.search(context) else None
    return Setting(parties, not results and not background, results, background, period)
