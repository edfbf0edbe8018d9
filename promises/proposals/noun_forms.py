"""Swedish nouns in the singular and plural, as far as promises use them: riktade insatser → riktad insats.

A noun of the table decides by its ending, so that "trafiksäkerhetsinsatser" goes as "insatser". For others the
common endings of Swedish decide, and where nothing is known the word is left as it stands.
"""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST = 60

# Singular and plural; "ett" after those of neuter gender.
_TABLE = """
familj familjer | korg korgar | buske buskar | väg vägar | bänk bänkar | skylt skyltar |
gård gårdar | park parker | passage passager |
insats insatser | kontakt kontakter | kontroll kontroller | vandring vandringar | patrull patruller |
pass pass ett | besök besök ett | möte möten ett | tillfälle tillfällen ett | aktion aktioner |
träff träffar | kampanj kampanjer | föreläsning föreläsningar | dag dagar | kväll kvällar | timme timmar |
vecka veckor | månad månader | natt nätter | helg helger | lördag lördagar | tillsyn tillsyner |
samtal samtal ett | inlägg inlägg ett | hundsök hundsök ett | genomsök genomsök ett | projekt projekt ett |
evenemang evenemang ett | arrangemang arrangemang ett | dialog dialoger | aktivitet aktiviteter |
rond ronder | razzia razzior | punkt punkter | åtgärd åtgärder | gång gånger | workshop workshoppar |
enkät enkäter | rapport rapporter | intervju intervjuer | elev elever | förälder föräldrar |
ungdom ungdomar | person personer | skola skolor | klass klasser | butik butiker | företag företag ett |
krog krogar | restaurang restauranger | ställe ställen ett | område områden ett | plats platser |
kamera kameror | värd värdar | vakt vakter | polis poliser | tjänst tjänster | förening föreningar |
hushåll hushåll ett | bild bilder | plan planer | fordon fordon ett | bil bilar | test tester ett |
prov prov ett | kurs kurser | film filmer | broschyr broschyrer | policy policyer | rutin rutiner |
råd råd ett | nätverk nätverk ett | forum forum ett | grupp grupper | café caféer ett | kafé kaféer ett |
lampa lampor | armatur armaturer | mässa mässor | match matcher | disco diskon ett | cykel cyklar |
stadsdel stadsdelar | by byar | ort orter | barn barn ett | lov lov ett | rast raster | uppgift uppgifter |
utskick utskick ett | brev brev ett | nyhetsbrev nyhetsbrev ett | pressmeddelande pressmeddelanden ett |
telefon telefoner | vittne vittnen ett | läger läger ett | spel spel ett | station stationer |
kontor kontor ett | bord bord ett | anmälan anmälningar | resa resor | sittning sittningar |
kontaktperson kontaktpersoner | fältassistent fältassistenter | arbete arbeten ett | personal personal |
allmänhet allmänhet | handlare handlare | krögare krögare | medborgare medborgare | invånare invånare |
ledare ledare | lärare lärare | vandrare vandrare | deltagare deltagare | medarbetare medarbetare |
förråd förråd ett | bostad bostäder | stad städer | tips tips ett | seminarium seminarier ett |
gymnasium gymnasier ett | event event ett | pilotprojekt pilotprojekt ett | erbjudande erbjudanden ett |
meddelande meddelanden ett | boende boenden ett | beslut beslut ett | avtal avtal ett |
program program ett | tillslag tillslag ett | tillstånd tillstånd ett | uppdrag uppdrag ett |
ärende ärenden ett | register register ett | material material ett | nummer nummer ett |
kvartal kvartal ett | år år ett | halvår halvår ett
"""
# Plural ending, singular ending, whether neuter; the first that fits.
_PLURAL_ENDINGS = (
    ("ningar", "ning", False),
    ("ingar", "ing", False),
    ("heter", "het", False),
    ("ioner", "ion", False),
    ("elser", "else", False),
    ("teter", "tet", False),
    ("anden", "ande", True),
    ("enden", "ende", True),
    ("skaper", "skap", False),
    ("are", "are", False),
    ("or", "a", False),
)
_SINGULAR_ENDINGS = (
    ("ing", "ingar", False),
    ("het", "heter", False),
    ("ion", "ioner", False),
    ("else", "elser", False),
    ("tet", "teter", False),
    ("ande", "anden", True),
    ("ende", "enden", True),
    ("skap", "skaper", False),
    ("are", "are", False),
)
_UNBENT = frozenset(
    "extra olika bra enstaka nästa första andra tredje sista dylika större mindre äldre yngre fler flera".split()  # noqa: SIM905
)
# Every form, to those of the common gender, the neuter and the plural.
_IRREGULAR = {
    form: forms
    for forms in (("ny", "nytt", "nya"), ("egen", "eget", "egna"), ("liten", "litet", "små"))
    for form in forms
}
_ADJECTIVE = re.compile(
    r"(?:ade?|at|sam(?:t|ma)?|(?:ig|isk|al|iv|är|bar|full|lös)(?:t|a)?|ella?|elt|unden|undet|undna|öpp(?:en|et|na)|"
    r"äl(?:d|t|da)|(?:[klr]t|ent)a?|(?:stor|kort|stark|snabb|tät|trygg|god|lång)(?:t|a)?|ande|ende|st)$"
)
# What cannot be one or two of: "minst 1 tillfälle med närvaro".
_MASS = ("närvaro", "information", "samverkan", "trygghet", "tillgänglighet", "synlighet", "bevakning", "övervakning")
_NEVER_ADJECTIVES = frozenset("och eller samt med mot för i på av till om vid hos från".split())  # noqa: SIM905


# An ending of the plural or the neuter, and that of the common singular; the first that fits.
_ADJECTIVE_ENDINGS = (
    ("ade", "ad"),
    ("samma", "sam"),
    ("samt", "sam"),
    ("undna", "unden"),
    ("undet", "unden"),
    ("pna", "pen"),
    ("pet", "pen"),
    ("älda", "äld"),
    ("ält", "äld"),
)
# A "t" of the adjective's own: kort, exakt, lätt.
_OWN_T = ("tt", "kt", "rt", "ent", "privat")


def _nouns() -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    """Plural by singular, singular by plural, and the singulars of neuter gender."""
    plural_of: dict[str, str] = {}
    neuter = set()
    for entry in _TABLE.split("|"):
        forms = entry.split()
        if len(forms) >= 2:
            plural_of[forms[0]] = forms[1]
            if len(forms) == 3:
                neuter.add(forms[0])
    return plural_of, {plural: singular for singular, plural in plural_of.items()}, frozenset(neuter)


_PLURAL_OF, _SINGULAR_OF, _NEUTER = _nouns()


def both_forms(phrase: str) -> tuple[str, str]:
    """Return a noun phrase in the singular and the plural; words before it that are no adjectives are left out.

    >>> both_forms("riktade insatser"), both_forms("gemensam tobakstillsyn")
    (('riktad insats', 'riktade insatser'), ('gemensam tobakstillsyn', 'gemensamma tobakstillsyner'))
    """
    words = phrase.split()
    if not words or len(words) > 4 or _NEVER_ADJECTIVES.intersection(words):
        return phrase[:LONGEST], phrase[:LONGEST]
    if words[-1].endswith(_MASS):
        return f"tillfälle med {phrase}"[:LONGEST], f"tillfällen med {phrase}"[:LONGEST]
    found = _bent(words[-1])
    if found is None:
        return phrase[:LONGEST], phrase[:LONGEST]
    one, many, neuter = found
    forms = [_adjective(word, neuter) for word in words[:-1] if is_adjective(word)]
    singular, plural = [form[0] for form in forms], [form[1] for form in forms]
    return " ".join([*singular, one])[:LONGEST].rstrip(), " ".join([*plural, many])[:LONGEST].rstrip()


def is_known(word: str) -> bool:
    """Whether the word is a noun of the table, alone or last in a compound."""
    return any(word[start:] in _PLURAL_OF or word[start:] in _SINGULAR_OF for start in range(len(word)))


@lru_cache(maxsize=4_096)
def _bent(word: str) -> tuple[str, str, bool] | None:
    """Both forms of a noun and its gender, by the longest ending of the table and then by the rules."""
    for start in range(len(word)):
        ending, before = word[start:], word[:start]
        if ending in _PLURAL_OF:
            return word, before + _PLURAL_OF[ending], ending in _NEUTER
        if ending in _SINGULAR_OF:
            one = _SINGULAR_OF[ending]
            return before + one, word, one in _NEUTER
    for plural, singular, neuter in _PLURAL_ENDINGS:
        if word.endswith(plural) and len(word) > len(plural) + 1:
            return word.removesuffix(plural) + singular, word, neuter
    for singular, plural, neuter in _SINGULAR_ENDINGS:
        if word.endswith(singular) and len(word) > len(singular) + 1:
            return word, word.removesuffix(singular) + plural, neuter
    return None


def is_adjective(word: str) -> bool:
    """Whether the word looks like an adjective, in any form; what only looks so is taken for a noun of its own."""
    return word in _UNBENT or word in _IRREGULAR or _ADJECTIVE.search(word) is not None


def _adjective(word: str, neuter: bool) -> tuple[str, str]:
    """The adjective in the singular, in the gender of its noun, and in the plural."""
    if word in _UNBENT or word.endswith(("ande", "ende", "re", "st")):
        return word, word
    if word in _IRREGULAR:
        common, of_neuter, many = _IRREGULAR[word]
        return (of_neuter if neuter else common), many
    stem = _stem(word, neuter)
    return (_neuter_of(stem) if neuter else stem), _plural_of(stem)


def _neuter_of(stem: str) -> str:
    if stem.endswith(("en", "ad", "nd", "ld")):
        return stem[:-1] + "t"
    return stem if stem.endswith("t") and not stem.endswith("tt") else stem + "t"


def _plural_of(stem: str) -> str:
    if stem.endswith("ad"):
        return stem + "e"
    if stem.endswith("sam"):
        return stem + "ma"
    if stem.endswith("en"):
        return stem[:-2] + "na"
    return stem + "a"


def _stem(word: str, neuter: bool) -> str:
    """An adjective in the common singular, from any of its forms."""
    for ending, common in _ADJECTIVE_ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending) + common
    if neuter and word.endswith("at") and word != "privat":
        return word[:-1] + "d"
    if word.endswith("a") and len(word) > 3:
        return word[:-1]
    return word[:-1] if neuter and word.endswith("t") and not word.endswith(_OWN_T) else word
