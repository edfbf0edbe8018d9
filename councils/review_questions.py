"""What a council asks itself once a year about how it has worked.

The codes are stored and stay as they are: an answer from one year is laid beside the next year's. A question that is
put otherwise, so that its answers can no longer be compared, gets a new code.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

LOWEST, HIGHEST = 1, 4
# How far the council agrees with a statement. Not answered is none of these.
SCALE = {
    1: _("stämmer inte alls"),
    2: _("stämmer dåligt"),
    3: _("stämmer ganska bra"),
    4: _("stämmer helt"),
}


@dataclass(frozen=True)
class Question:
    """A statement to agree with, 1 to 4 and in words; or, without a scale, a question to answer in words."""

    code: str
    text: str
    about: str = ""
    has_scale: bool = True


# The same beside a statement, where the question is whether it holds.
SHORT_SCALE = {1: _("inte alls"), 2: _("dåligt"), 3: _("ganska bra"), 4: _("helt")}

QUESTIONS = (
    Question(
        "purpose",
        _("Vi har samma bild av vad rådet är till för."),
        _("Uppdraget är känt och gäller fortfarande."),
    ),
    Question(
        "seats",
        _("Rätt funktioner sitter i rådet."),
        _("Platserna är tillsatta, och de som sitter där kan besluta för sin organisation."),
    ),
    Question("attendance", _("De som behövs är med på mötena."), _("Jämför med närvaron här på sidan.")),
    Question(
        "picture",
        _("Vi har en gemensam lägesbild, och den styr vad vi väljer att arbeta med."),
        _("Både polisens och kommunens kunskap finns i den."),
    ),
    Question(
        "plan", _("Vi följer vår handlingsplan."), _("Åtgärderna blir gjorda, och planen ändras när läget ändras.")
    ),
    Question("decisions", _("Det vi beslutar blir gjort."), _("Det är klart vem som gör vad, och till när.")),
    Question(
        "sharing",
        _("Vi får veta det vi behöver av varandra, i tid."),
        _("Inom det som sekretessen tillåter."),
    ),
    Question(
        "beyond",
        _("Samarbetet ger något utöver det som var och en ändå skulle ha gjort."),
        _("Något som ingen av oss hade klarat ensam."),
    ),
    Question(
        "citizens",
        _("Invånarna påverkar vad vi arbetar med."),
        _("Genom dialoger, enkäter, trygghetsvandringar eller på annat sätt."),
    ),
    Question(
        "reporting",
        _("Polisens och kommunens ledning vet vad vi gör och vad det leder till."),
        _("Jämför med redovisningarna."),
    ),
    Question(
        "hindrance", _("Vad hindrar oss mest?"), _("Tid, pengar, lagar, vanor eller något annat."), has_scale=False
    ),
)
BY_CODE = {question.code: question for question in QUESTIONS}
SCORED = tuple(question for question in QUESTIONS if question.has_scale)


def score_in_words(score: int | None) -> str:
    """A stored answer as it is read; no answer is said to be none.

    >>> str(score_in_words(4)), str(score_in_words(None))
    ('4 – stämmer helt', 'inte besvarat')
    """
    return f"{score} \N{EN DASH} {SCALE[score]}" if score in SCALE else str(_("inte besvarat"))
