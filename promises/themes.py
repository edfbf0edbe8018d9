"""What a promise is about, guessed from its words. No theme rather than a wrong one: a person looks at it anyway.

Of Django only the codes. A theme orders promises in lists across councils; it is no part of what is signed.
"""

import re

from promises.codes import Theme

# Beginnings and pieces of Swedish words. What tells the subject:
SUBJECTS = {
    Theme.CLOSE_RELATIONS: (
        r"våld i (?:en )?nära",
        r"nära relation",
        r"relationsvåld",
        r"kvinnofrid",
        r"heder(?:s(?:relat|våld|förtryck)|srelaterat)",
        r"mäns våld",
        r"våldsutsatt",
    ),
    Theme.TRAFFIC: (
        r"trafik",
        r"fartkontroll",
        r"hastighet",
        r"kontrollera(?:r)? farten",
        r"rattfyll",
        r"rattonykter",
        r"nykterhetskontroll",
        r"\batk\b",
        r"cyklist",
        r"moped",
        r"a-traktor",
        r"bilbälte",
    ),
    Theme.INSPECTION: (r"tillsyn", r"serverings", r"alkoholservering", r"krogkontroll", r"krögar", r"krogar"),
    Theme.PROPERTY: (
        r"stöld",
        r"inbrott",
        r"skadegörelse",
        r"klotter",
        r"snatteri",
        r"butiksrån",
        r"grannsamverkan",
    ),
    Theme.DRUGS: (
        r"narkoti",
        r"\b(?:nät)?drog(?:er|f|p|t|m|v|anv)",
        r"cannabis",
        r"doping",
        r"alkohol",
        r"langning",
        r"tobak",
        r"berusning",
        r"andt",
        r"hundsök",
    ),
    Theme.PRESENCE: (
        r"trygghets?vandr",
        r"trygghetsrond",
        r"medborgarkontakt",
        r"fotpatrull",
        r"nattvandr",
        r"närvaro",
        r"synlig",
        r"tillgänglig",
        r"gatlykt",
        r"belysning",
        r"publika platser",
        r"otrygg",
    ),
}
# Whom it is for. It yields to a subject: drugs among young people are about drugs.
YOUTH = (
    r"ungdom",
    r"\bunga\b",
    r"\bbarn(?:en|ens|s)?\b",
    r"skol(?:a|o|e|g|k|f|p|s|u|b)",
    r"\belev",
    r"årskurs",
    r"klassare",
    r"föräld",
    r"fritidsgård",
    r"orossamtal",
    r"sspf",
    r"sociala insatsgrupp",
    r"nätkränk",
)
# How it is done. It decides only where nothing else is said.
DIALOGUE = (r"dialog", r"medborgarmöte", r"samverkansmöte", r"informer", r"information", r"enkät", r"\bmöten\b")
# Of two subjects the first one stands for both: who inspects the sale of alcohol promises an inspection.
STANDS_FOR = {frozenset((Theme.INSPECTION, Theme.DRUGS)): Theme.INSPECTION}
MUCH_MORE = 2  # so many more words about the young than about the subject, and it is doubtful what it is about


def guess(text, heading=""):
    """The theme of a promise by its wording; where that says nothing, or two things, by the heading it stands under.

    An empty string where it cannot be told.

    >>> guess("Minst 30 kontroller i trafiken ska polisen göra i byarna.")
    Theme.TRAFFIC
    """
    return _guess(text.casefold()) or _guess(heading.casefold())


def _guess(text):
    found = {theme: _hits(stems, text) for theme, stems in SUBJECTS.items()}
    subjects = frozenset(theme for theme, hits in found.items() if hits)
    youth = _hits(YOUTH, text)
    if len(subjects) > 1:
        return STANDS_FOR.get(subjects, "")
    if subjects:
        (subject,) = subjects
        return subject if youth < found[subject] + MUCH_MORE else ""
    if youth:
        return Theme.YOUTH
    return Theme.DIALOGUE if _hits(DIALOGUE, text) else ""


def _hits(stems, text):
    """How many of the stems are there."""
    return sum(re.search(stem, text) is not None for stem in stems)
