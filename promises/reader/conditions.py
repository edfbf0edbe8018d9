"""Phrases that bend a whole promise: conditions, averages, zero in disguise, universals."""

from dataclasses import dataclass

from promises.reader.tokens import Token, phrase_at
from promises.reader.verbs import verb_tags

_CONDITIONS = """
vid behov; efter behov; utifrån behov; när behov; där behov
om behov; efter önskemål; på begäran; vid begäran; vid förfrågan
på förfrågan; efter förfrågan; efter begäran; vid indikation; vid indikationer
i mån av; om möjligt; när möjlighet; när möjligheten; vid möjlighet
såvida; förutsatt att; under förutsättning; vid misstanke; vid misstankar
vid särskilda behov; vid särskilt behov; i förekommande fall; när så krävs; när det behövs
där det behövs; när så behövs; när tillfälle ges; i den mån; på anmodan
efter överenskommelse; på önskemål; vid önskemål; när det är möjligt; där så är möjligt
vid eventuella; vid akuta; vid tips; utifrån önskemål och resurser; vid ökat behov
så länge; så snart det; så långt; beroende på; i den utsträckning; vid särskilda händelser
vid uppkommet behov; på uppdrag av; i händelse av; vid händelse av; i de fall
vid uppkomna behov; när läget; om så
"""
# Verbs that make an "om ..." or "när ..." clause a condition.
_CONDITION_VERBS = frozenset(
    "medger tillåter önskar önskas ber behövs behöver vill kräver krävs uppstår begär begärs finns "
    "efterfrågas "
    "efterfrågar möjliggör räcker tillåts bedöms påkallar anses föreligger kontaktar inträffar uppkommer "
    "aktualiseras hör anmäler möjligt nödvändigt lämpligt beviljas godkänns efterfrågar så beviljar".split()
)
# A condition by word order: "Skulle behov uppstå sätts ...", "Uppstår oro ökas ...".
_INVERTED = frozenset("skulle uppstår behövs önskas krävs".split())
# Before "om" these speak about something.
_ABOUT = tuple("inform kunskap utbild frågor fråga samtal dialog tips regler föreläs kampanj råd berätt prat".split())
_DOING = frozenset({"modal", "pres", "pass", "inf", "can", "have"})
_NO_CONDITION = frozenset("som hur vad vilka vilken vilket var att och året dagen".split())
# What must "finns" for the promise to hold.
_NEEDS = frozenset(
    "behov önskemål resurser möjlighet intresse underlag anledning medel plats efterfrågan tillstånd".split()
)
_AVERAGES = frozenset(
    "snitt genomsnitt snittet genomsnittet medelvärdet medeltal genomsnittligt genomsnittlig medelvärde".split()
)


def _by_first_word() -> dict[str, list[tuple[str, ...]]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _CONDITIONS.replace("\n", ";").split(";"):
        words = tuple(phrase.split())
        if words:
            table.setdefault(words[0], []).append(words)
    return table


_PHRASES = _by_first_word()


@dataclass(frozen=True, slots=True)
class Marker:
    """A phrase from token `first` up to `last` (not included)."""

    first: int
    last: int


def find_condition(tokens: list[Token], first: int, last: int) -> Marker | None:
    """Return the condition between two token indexes.

    >>> from promises.reader.tokens import tokenize
    >>> words = tokenize("Två tillslag görs om läget medger.")
    >>> find_condition(words, 0, len(words))
    Marker(first=3, last=6)
    """
    lows = [token.low for token in tokens[:last]]
    for index in range(first, last):
        if lows[index] in ("om", "när", "där", "ifall", "såvitt"):
            end = clause_condition(lows, index)
            if end is None and index == 0 and lows[0] == "om" and "ska" in lows:
                end = lows.index("ska")
            if end is None and lows[index] == "om":
                end = _open_condition(tokens, index, last)
            if end:
                return Marker(index, end)
        if index == 0 and lows[0] in _INVERTED and last > 4:
            return Marker(0, min(3, last))
        for phrase in _PHRASES.get(lows[index], ()):
            if phrase_at(lows, index, phrase) and not _is_extra(lows, index):
                return Marker(index, index + len(phrase))
    return None


def starts_condition(tokens: list[Token], index: int) -> int | None:
    """Return the token behind a set phrase like "vid behov" that stands right at `index`.

    >>> from promises.reader.tokens import tokenize
    >>> starts_condition(tokenize("och vid behov extra möten"), 1)
    3
    """
    phrases = _PHRASES.get(tokens[index].low, ()) if index < len(tokens) else ()
    lows = [token.low for token in tokens[index : index + 6]] if phrases else []
    return next((index + len(phrase) for phrase in phrases if phrase_at(lows, 0, phrase)), None)


def _open_condition(tokens: list[Token], index: int, last: int) -> int | None:
    """Return where "om skolan bjuder in" ends; "information om hur polisen arbetar" is none."""
    before = tokens[index - 1].low if index else ""
    if before.startswith(_ABOUT) or "pres" in verb_tags(before) or "inf" in verb_tags(before):
        return None
    if index and not any(verb_tags(token.low) & _DOING for token in tokens[:index]):
        return None
    for position in range(index + 1, min(index + 6, last)):
        low = tokens[position].low
        if low in _NO_CONDITION or tokens[position].kind != "word":
            return None
        if position > index + 1 and verb_tags(low) & {"pres", "pass", "stative", "have"} and not low.endswith("ar"):
            return position + 1
    return None


def _is_extra(lows: list[str], index: int) -> bool:
    """The "och vid behov" of "fyra gånger om året och vid behov" only adds to a firm number."""
    return (
        index > 0
        and lows[index - 1] in ("och", "samt", "oftare", "även", "också")
        and bool({"gånger", "år", "året", "månad", "vecka", "gång"}.intersection(lows[max(0, index - 7) : index]))
    )


def clause_condition(lows: list[str], index: int) -> int | None:
    """Return where the condition that starts with the "om" or "när" at `index` ends, if it is one.

    >>> clause_condition(["om", "läget", "medger"], 0), clause_condition(["om", "droger"], 0)
    (3, None)
    """
    if lows[index] == "där" and "problem" in lows[index : index + 7]:
        return None
    for position in range(index + 1, min(index + 8, len(lows))):
        if lows[position] in (",", ".", "och", "ska", "att"):
            return None
        if lows[position] in _CONDITION_VERBS and position > index + 1:
            if lows[position] == "finns":
                if lows[index] == "när":
                    return position + 1
                needs = _NEEDS
                return position + 1 if needs.intersection(lows[index : position + 3]) else None
            return position + 1
    return None


def find_average(tokens: list[Token], first: int, last: int) -> int | None:
    """Return the index of "snitt", "genomsnitt" or "medeltal"."""
    return next((index for index in range(first, last) if tokens[index].low in _AVERAGES), None)
