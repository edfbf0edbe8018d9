"""What a Swedish verb form tells: is it done already, being done, or promised?"""

from functools import lru_cache

from promises.reader.verb_words import (
    DOING_A,
    DOING_IRREGULAR,
    MODALS,
    PAST_STATIVE,
    RESTATING,
    STATIVE,
)

# Tags: inf, pres (active or deponent present), pass (present passive), past, supine, modal, stative.
Tags = frozenset[str]
NOTHING: Tags = frozenset()

_NOT_SUPINES = frozenset(
    "resultat privat klimat mandat antal visit profit rättighet det ett att bråttom mycket annat lokalt "
    "gemensamt "
    "allt nytt gott stort sitt vårt ert mitt vilket något inget snabbt tryggt aktivt direkt samt minst runt "
    "fritt gratis kandidat certifikat".split()
)
# Nouns that look like verb forms.
_NOUNS = frozenset(
    "besök svar tal plan test möten möts- insatser kontroller åtgärder patruller ordning arbetet "
    "rapporter kurser gator mål del ring vandringar arbeten rond start städer prata rör ger- lär- "
    "kör köp mätare sanden lag sand såg vår elever får- plats satsen mår hus enkäter".split()
)


_NAMES = frozenset("andreas mattias matthias tobias thomas mathias ananas atlas".split())


def _regular() -> dict[str, set[str]]:
    forms: dict[str, set[str]] = {}
    endings = (
        ("a", "inf"),
        ("ar", "pres"),
        ("as", "pass"),
        ("ade", "past"),
        ("ades", "past"),
        ("at", "supine"),
        ("ats", "supine"),
    )
    for stem in DOING_A.split():
        for ending, tag in endings:
            forms.setdefault(stem + ending, set()).add(tag)
        forms[stem + "as"].add("inf")
    return forms


def _irregular(forms: dict[str, set[str]]) -> None:
    tags = ("pres", "inf", "pass", "past", "past", "supine", "supine")
    for row in DOING_IRREGULAR.strip().splitlines():
        for form, tag in zip(row.split(), tags, strict=False):
            if form != "-":
                forms.setdefault(form, set()).add(tag)
        infinitive, passive = row.split()[1], row.split()[2]
        forms.setdefault(infinitive + "s", set()).add("inf")
        if passive != "-":
            forms[passive].add("inf" if passive.endswith("as") else "pass")


def _table() -> dict[str, Tags]:
    forms = _regular()
    _irregular(forms)
    for word in STATIVE:
        forms[word] = {"stative"}
    for word in PAST_STATIVE:
        forms.setdefault(word, set()).add("past")
    for word in MODALS:
        forms[word] = {"modal"}
    for word in RESTATING - MODALS:
        forms[word] = {"modal"}
    forms["har"] = {"have"}
    forms["hade"] = {"past"}
    for word in ("vara", "ha", "bli"):
        forms[word] = {"inf"}
    for word in ("varit", "haft", "blivit", "kunnat", "hunnit"):
        forms[word] = {"supine"}
    for word in ("kan", "får"):
        forms[word] = {"pres"} if word == "får" else {"can"}
    for word in _NOUNS:
        forms.pop(word, None)
    return {word: frozenset(tags) for word, tags in forms.items()}


VERBS = _table()


@lru_cache(maxsize=20_000)
def verb_tags(word: str) -> Tags:
    """Return what the form can be; an unknown word is judged by its ending.

    >>> sorted(verb_tags("genomfördes")), sorted(verb_tags("genomförs"))
    (['past'], ['pass'])
    """
    known = VERBS.get(word)
    if known is not None:
        return known
    if word in _NOUNS or len(word) < 6:
        return NOTHING
    if word.endswith(("ades", "ördes", "ändes", "togs", "lades", "ddes", "ktes", "ptes", "stes", "gdes")):
        return frozenset({"past"})
    if word.endswith(("plats", "ornas", "arnas", "ernas")):  # "skolornas" owns, it does nothing
        return NOTHING
    if word.endswith(("erats", "ats", "its", "örts")) and word not in _NOT_SUPINES:
        return frozenset({"supine"})
    if word.endswith("eras") or (word.endswith("as") and word not in _NAMES):
        return frozenset({"pass", "inf"})
    if word.endswith("erar"):
        return frozenset({"pres"})
    if word.endswith("erade"):
        return frozenset({"past"})
    return NOTHING


def is_supine_after_have(word: str) -> bool:
    """Tell whether the word after "har" makes an outcome: "har genomfört", "har minskat"."""
    if "supine" in verb_tags(word):
        return True
    if word.endswith(("ent", "ant")):
        return False
    return len(word) > 4 and word not in _NOT_SUPINES and word.endswith(("at", "it", "tt", "rt", "lt", "nt"))
