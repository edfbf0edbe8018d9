"""What a reader cannot know, put as a Swedish question with alternatives."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A doubt about one commitment: `about` is its code, `alternatives` the possible answers, ours first."""

    about: str
    text: str
    alternatives: tuple[str, ...]


_TEXTS = {
    "article": ("Betyder ”en/ett” att det ska ske en gång?", ("ja, minst en", "nej, inget antal")),
    "range": ("Är den lägre siffran det som utlovas?", ("ja, den lägre", "nej, den högre")),
    "maximum": ("Är talet ett tak eller ett löfte?", ("ett löfte", "ett tak: inget minsta antal")),
    "about": ("Är det ungefärliga talet ett minsta antal?", ("ja, räkna talet", "nej, bara en uppskattning")),
    "implied": ("Inget antal anges. Menas en gång per period?", ("ja, en gång", "nej, inget antal")),
    "tertial": ("Tertial räknas som tre gånger om året. Stämmer det?", ("ja, tre per år", "nej")),
    "stepped": ("Perioden är omräknad till en som kan följas. Stämmer det?", ("ja", "nej")),
    "weekday": ("Gäller det varje vecka?", ("ja, varje vecka", "nej, vissa veckor")),
    "weekdays": ("Räknas varje nämnd dag för sig?", ("ja, varje dag", "nej, en gång i veckan")),
    "occasion": ("Hur många tillfällen handlar det om?", ("vet inte än", "ange antal")),
    "total": ("Både en summa och en takt anges. Vilken gäller?", ("takten", "summan")),
    "conditional": (
        "Löftet har ett villkor. Får det bedömas som ouppfyllt?",
        ("nej, bara med motivering", "ja"),
    ),
    "zero": ("Är detta en vision eller ett mål?", ("en vision", "ett mål att bedöma")),
}


def questions_for(doubts: tuple[str, ...], kind: str) -> tuple[Question, ...]:
    """Return the questions that the doubts of a commitment raise.

    >>> [question.about for question in questions_for(("article",), "count")]
    ['article']
    """
    codes = list(dict.fromkeys(doubts))
    if kind in ("conditional", "zero"):
        codes.append(kind)
    return tuple(Question(code, *_TEXTS[code]) for code in codes if code in _TEXTS)
