"""What may be wrong with one answer: each check is a layer with a name, and yields what it found."""

import re
from dataclasses import dataclass
from itertools import chain, combinations

from councils.roles import Role
from tests.access.asking import ALLOWED_WRITES_OF_A_READ, ALLOWED_WRITES_OF_A_REFUSAL, masked
from tests.access.pages import FORBIDDEN, LOGIN, NOT_FOUND, SAFE, AdminPage, OverseerPage, PublicPage

LAYERS = {
    "rule": "Varje adress har en beslutad regel, och varje regel en adress.",
    "status": "Svaret är det som regeln säger för rollen.",
    "alike": "Det som är en annans svarar exakt som det som inte finns, tecken för tecken.",
    "canary": "Inget ord ur ett annat råd finns i svaret: text, adresser, huvud, filer eller sidan efter.",
    "count": "Inget tal ur ett annat råd, och ingen summa med ett sådant, finns i svaret.",
    "draft": "Inget ur ett utkast når den som bara läser det beslutade.",
    "public": "En sida för alla visar bara det publicerade, är lika för alla och sätter inga kakor.",
    "safe": "Den som bara läser ändrar ingenting i databasen.",
    "refusal": "Den som nekas ändrar ingenting i databasen.",
    "fingerprint": "Alla rader i alla tabeller hos det andra rådet är oförändrade.",
    "crossing": "Ingen egen rad pekar på en rad hos det andra rådet.",
    "body": "Ett formulär med ett annat råds rader nekas i sin helhet.",
    "parameter": "Okända tillägg i adressen ändrar ingenting, och andras rader där är som saknade.",
    "interference": "Svaren är lika före och efter att det andra rådet har ändrat allt sitt.",
    "revoked": "Den som har förlorat sin rätt nekas redan nästa gång.",
}


@dataclass(frozen=True)
class Problem:
    """Something an answer did that it must not."""

    layer: str
    where: str
    what: str

    def __str__(self):
        return f"[{self.layer}] {self.where}: {self.what}"


def problems_of_answer(matrix, rule, visitor, method, placement, answer):
    """(layer, what) of everything wrong with one answer in itself."""
    expected = rule.expected(visitor, method, placement)
    if answer.status not in expected:
        yield "status", f"answered {answer.status}, not {sorted(expected)}"
    yield from writes_wrongly(visitor, method, answer, expected)
    if isinstance(rule, PublicPage):
        yield from unpublished_in(matrix, visitor, placement, answer, rule.names)
        return
    if visitor.is_overseer and isinstance(rule, OverseerPage):
        yield from typed_words_in(matrix.world, masked(answer)[1])
        return
    # The administration shows the name of every council, and nothing from inside one: see test_administration.py.
    if not (visitor.is_superuser and isinstance(rule, AdminPage)):
        yield from shows_wrongly(matrix, visitor, answer)


def writes_wrongly(visitor, method, answer, expected):
    shut_out = answer.status in FORBIDDEN | NOT_FOUND and not visitor.is_logged_out
    refused = answer.status >= 400 or (expected == LOGIN and visitor.is_logged_out)
    allowed = ALLOWED_WRITES_OF_A_REFUSAL if shut_out else ALLOWED_WRITES_OF_A_READ
    although_refused = by_reading = answer.written - allowed.keys()
    if method in SAFE and by_reading:
        yield "safe", f"a safe method wrote {sorted(by_reading)}"
    if refused and although_refused:
        yield "refusal", f"refused, and wrote {sorted(although_refused)} all the same"
    if answer.changed:
        yield "fingerprint", f"changed the other council's {', '.join(answer.changed)}"
    if answer.crossed:
        yield "crossing", f"now points at the other council: {', '.join(answer.crossed)}"


def shows_wrongly(matrix, visitor, answer):
    """Words and numbers that are not this visitor's to see, in the answer and in the page it led to."""
    own, other = matrix.sides_of(visitor)
    words = [other.token] if visitor.home else [own.token, other.token]
    for one in filter(None, (answer, answer.followed)):
        text = masked(one)[1]
        folded = text.casefold()
        for word in words:
            if word.casefold() in folded:
                yield "canary", f"shows {word}: …{_around(folded, word.casefold())}…"
        if visitor.role == Role.OFFICIAL and own.draft_token.casefold() in folded:
            yield "draft", f"shows {own.draft_token} of a draft"
        if visitor.home is not matrix.world.b and (found := numbers_of_b(matrix.world).search(text)):
            yield "count", f"shows {found[0]}, which only the other council's counts can make"


def typed_words_in(world, text):
    """Any word that somebody typed in a council, in a text that may only say what the councils are called."""
    folded = text.casefold()
    for side in (world.a, world.b):
        for name in (side.council.name, side.council.short_name, f"/{side.council.slug}/medborgarloften/"):
            folded = folded.replace(name.casefold(), "(council)")
        for word in (side.token, side.draft_token):
            if word.casefold() in folded:
                yield "canary", f"shows {word}: …{_around(folded, word.casefold())}…"


def unpublished_in(matrix, visitor, placement, answer, names=lambda side: set()):
    """What is on a page for everybody although it is another council's, a draft's, or from behind the login."""
    own, other = matrix.sides_of(visitor)
    shown, hidden = (other, own) if placement == "foreign" else (own, other)
    folded = masked(answer)[1].casefold()
    if hidden.token.casefold() in folded:
        yield "canary", f"shows {hidden.token}: …{_around(folded, hidden.token.casefold())}…"
    for side in (shown, hidden):
        if side.draft_token.casefold() in folded:
            yield "draft", f"shows {side.draft_token} of a draft"
        private = matrix.private(side) - {name.casefold() for name in names(side)}
        yield from (("public", f"shows {text!r}") for text in private if text in folded)
    if shown is matrix.world.a and (found := numbers_of_b(matrix.world).search(masked(answer)[1])):
        yield "count", f"shows {found[0]}, which only the other council's counts can make"
    if re.search(r"^(Set-Cookie:|Vary:.*Cookie)", answer.head, re.M | re.I):
        yield "public", "sets a cookie, or differs by one"


def _around(text, word, width=40):
    place = text.index(word)
    return " ".join(text[max(0, place - width) : place + len(word) + width].split())


def numbers_of_b(world):
    """Finds each count of B, their sum, and each of these with any of A's: with or without a space after thousands."""
    some_of_b = [sum(one) for one in _subsets(world.b.counts) if one]
    some_of_a = [sum(one) for one in _subsets(world.a.counts)]
    found = sorted({str(b + a) for b in some_of_b for a in some_of_a}, reverse=True)
    spaced = "|".join(f"{number[:-3]}(?:\\s|&nbsp;)?{number[-3:]}" for number in found)
    return re.compile(rf"(?<![\w/.#-])(?:{spaced})(?![\w/-])")


def _subsets(values):
    return chain.from_iterable(combinations(values, size) for size in range(len(values) + 1))
