"""The columns of a file of councils in figures: a row for each, with a group of columns for each theme. In Swedish."""

from enum import StrEnum

from followup.assessment import Verdict
from followup.exports.columns import AS_OF, COUNCIL, LATEST, SILENT, VERDICT_WORDS
from followup.exports.table import Column, Kind
from promises.codes import Theme
from promises.spreadsheets.columns import words_for


class Promising(StrEnum):
    """Whether there is anything to count: no council, a council without promises, and zero are never alike."""

    PROMISES = "promises"
    NO_PROMISES = "no_promises"
    NO_COUNCIL = "no_council"


PROMISING_WORDS = {
    Promising.PROMISES: "löften gäller",
    Promising.NO_PROMISES: "inga löften gäller",
    Promising.NO_COUNCIL: "inget råd i Brapp",
}
WITHOUT_THEME = "without_theme"
THEMES = {**words_for(Theme), WITHOUT_THEME: "utan tema"}


def number(code, heading, explained):
    return Column(code, heading, Kind.NUMBER, explained, width=10)


def of_verdict(verdict):
    word = VERDICT_WORDS[verdict]
    return number(verdict.value, word, f"Antal mål med läget {word[:1].lower()}{word[1:]}.")


def of_theme(code):
    """Worst verdict, fulfilled, and of how many: as in the cell of the page."""
    word = THEMES[code][:1].upper() + THEMES[code][1:]
    about = f"Av målen om {THEMES[code]}" if code != WITHOUT_THEME else "Av målen utan tema"
    worst = f"{about}: det sämsta läget. Tomt: inga mål."
    return (
        Column(f"{code}_verdict", f"{word}: läge", Kind.CODE, worst, VERDICT_WORDS, 20),
        number(f"{code}_fulfilled", f"{word}: uppfyllda", f"{about}: antal uppfyllda."),
        number(f"{code}_computable", f"{word}: av", f"{about}: antal som har något att räkna mot."),
    )


FIGURES_COLUMNS = (
    COUNCIL,
    Column("municipalities", "Kommuner", Kind.NAMES, "Rådets kommuner.", width=20),
    Column("municipality_codes", "Kommunkoder", Kind.NAMES, "Kommunernas officiella koder.", width=12),
    Column("counties", "Län", Kind.NAMES, "Länen som kommunerna ligger i.", width=20),
    Column(
        "promising",
        "Löften",
        Kind.CODE,
        "Om det finns löften som gäller, inga sådana, eller inget råd i Brapp. Tomma tal betyder att det inte finns "
        "något råd; noll är en siffra.",
        PROMISING_WORDS,
        18,
    ),
    number("targets", "Mål", "Antal mål i beslutade löften som gäller."),
    number("computable", "Med mått", "Mål som har något att räkna mot, och som någon har bett om."),
    *(of_verdict(verdict) for verdict in Verdict),
    number("needs_attention", "Kräver uppmärksamhet", "Antal mål som kräver uppmärksamhet."),
    LATEST,
    SILENT,
    Column(
        "summary_overdue_since",
        "Sammanställning försenad sedan",
        Kind.DAY,
        "Dagen då den skriftliga sammanställningen skulle ha varit godkänd. Tomt: ingen är försenad.",
        width=16,
    ),
    Column("is_published", "Publicerat", Kind.YES_OR_NO, "ja om löften kan läsas av alla."),
    *(column for code in THEMES for column in of_theme(code)),
    AS_OF,
    number("council_id", "Rådets id", "Rådets nummer i Brapp. Detsamma i alla filer."),
)
