"""Swedish number words, and the words that bend a number. Data only."""

# fmt: off

UNITS = {
    "noll": 0, "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8,
    "nio": 9, "tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16,
    "sjutton": 17, "arton": 18, "aderton": 18, "nitton": 19,
}
TENS = {
    "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80,
    "nittio": 90,
}
HUNDREDS = {"hundra": 100, "etthundra": 100, "tusen": 1000, "ettusen": 1000}

# "ett dussin kontroller" is exact, "ett tiotal" is roughly ten.
COLLECTIVES = {
    "par": 2,
    "dussin": 12, "tjog": 20, "tiotal": 10, "femtontal": 15, "tjugotal": 20, "trettiotal": 30,
    "fyrtiotal": 40,
    "femtiotal": 50, "hundratal": 100, "tusental": 1000,
}

AT_LEAST = frozenset("minst mins minimum åtminstone lägst ytterligare".split())
AT_MOST = frozenset("max maximalt högst".split())
ABOUT = frozenset("cirka ca circa ungefär omkring runt drygt knappt".split())

# Quantities that name no number: "ett antal insatser", "flera insatser".
VAGUE = frozenset("antal flera några flertal många fler".split())

VAGUE_AFTER_ARTICLE = VAGUE | {"rad", "mängd", "handfull"}

ORDINALS = {
    "andra": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "sjunde": 7, "åttonde": 8, "nionde": 9,
    "tionde": 10, "fjortonde": 14,
}


def _compounds() -> dict[str, int]:
    """Return every written-together number up to 9 999 that promises use, e.g. "trettiofem", "tvåhundra"."""
    words = {**UNITS, **TENS, **HUNDREDS}
    small = {word: value for word, value in UNITS.items() if 1 <= value <= 9}
    below_hundred = {**UNITS, **TENS}
    for tens, base in TENS.items():
        below_hundred |= {tens + word: base + value for word, value in small.items()}
    words |= below_hundred
    for word, value in small.items():
        for rest, more in (("", 0), *below_hundred.items()):
            words[f"{word}hundra{rest}"] = value * 100 + more
        words[f"{word}tusen"] = value * 1000
    return words


NUMBER_WORDS = _compounds()
