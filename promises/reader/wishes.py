"""Effects that are only wished for: "tryggheten ska öka" is no undertaking."""

from promises.reader.clauses import Clause, is_effect_verb
from promises.reader.nouns import is_activity, is_deliverable, is_receiver
from promises.reader.tokens import Token
from promises.reader.verb_words import CHANGE_VERBS, DESCRIBING

_FELT = tuple(
    "trygghet otrygghet brottslighet brott skadegörelse missbruk känsla oro kriminalitet "
    "narkotikamissbruk utsatthet säkerhet våld inbrott stölder förtroende trivsel skador "
    "droganvändning bruk buskörning medvetenhet olyckor".split()
)


_FELT_STATES = tuple(
    "trygg säker nöjd bra god gott lätt attraktiv medvet trivsam en ett välkomnand stolt delaktig "
    "konkret möjlig tydlig realistisk enkel mätbar rimlig relevant känd".split()
)


# What is promised in, not what is promised.
_TEXTS = ("löfte", "medborgarlöfte", "överenskommelse", "samverkansöverenskommelse", "handlingsplan", "åtgärderna")
_DONE_ENDINGS = tuple(
    "bytt bytta satt satta klar klart klara en na ad at ade rd rda rt färdig färdigt färdiga plats "
    "synlig närvarande synliga byggd byggt igång nda nd ld lda da ta t".split()
)


def is_wish(tokens: list[Token], tags: list[frozenset[str]], clause: Clause, parties: tuple[str, ...]) -> bool:
    """Tell "tryggheten ska öka" and "invånarna ska känna sig trygga" from something to do."""
    lows = [tokens[i].low for i in clause.indexes()]
    if any(low in DESCRIBING for low in lows):
        return True
    if clause.mood == "promissory" and any("pass" in tags[i] for i in clause.indexes()) and not _names_feeling(lows):
        return False
    infinitives = [tokens[i].low for i in clause.indexes() if "inf" in tags[i]]
    if len(infinitives) > 1 and infinitives[0] == "fortsätta":
        infinitives = infinitives[1:]  # to go on wishing is no deed either
    if lows[0].startswith(_TEXTS) and {"inriktas", "handla", "fokusera", "omfatta", "utgå"}.intersection(lows):
        return True
    if lows[0].startswith(_TEXTS) and "vara" in infinitives and lows[-1:] != ["klar"]:
        after = lows[lows.index("vara") + 1 : lows.index("vara") + 2]
        if after and after[0].startswith(_FELT_STATES):
            return True
    if infinitives and is_receiver(lows[0]) and set(infinitives) <= {"ha", "vara", "bli"}:
        return True
    if any(not is_effect_verb(verb) for verb in infinitives):
        return False
    if not infinitives:
        acting = any(tags[i] & {"pass", "pres", "modal"} for i in clause.indexes())
        return not acting and _starts_with_feeling(lows)
    if parties:
        return _wishes_as_party(lows, infinitives)
    if lows[0] in CHANGE_VERBS:
        counted = lows[1:2] == ["antalet"] and not any(is_activity(low) for low in lows[2:4])
        return (_names_feeling(lows[1:3]) or counted) and "genom" not in lows
    acted = any(is_activity(low) or is_deliverable(low) for low in lows)
    return not _is_done_state(lows) and not (acted and "genom" in lows)


def _names_feeling(lows: list[str]) -> bool:
    return any(low.startswith(_FELT) for low in lows)


def _wishes_as_party(lows: list[str], infinitives: list[str]) -> bool:
    """Tell "kommunen ska vara trygg" and "polisen ska minska brottsligheten" from deeds of a party."""
    if set(infinitives) <= {"vara", "bli", "känna", "kännas", "upplevas"}:
        return any(low.startswith(("trygg", "säker", "attraktiv", "bra", "god", "ledande")) for low in lows)
    return infinitives[0] in CHANGE_VERBS and _names_feeling(lows) and "genom" not in lows


def _is_done_state(lows: list[str]) -> bool:
    """ "ska vara utbytt" is a deed that is done; "ska vara trygg" is a wish."""
    if "vara" not in lows:
        return "ha" in lows
    after = [low for low in lows[lows.index("vara") + 1 : lows.index("vara") + 4] if not low.startswith(_FELT_STATES)]
    return any(word.endswith(_DONE_ENDINGS) for word in after)


def _starts_with_feeling(lows: list[str]) -> bool:
    words = [low for low in lows if low.isalpha()]
    if len(words) <= 4 and any(word in ("tryggare", "säkrare") for word in words):
        return not any(is_activity(word) or is_deliverable(word) for word in words)
    if len(words) == 1 and not is_activity(words[0]):
        return True
    return len(words) <= 2 and any(word.startswith(_FELT) for word in words)
