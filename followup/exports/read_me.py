"""What a file of figures says of itself, for whoever opens it. Swedish, as the columns are."""

from followup.assessment import Verdict
from followup.exports.columns import VERDICT_WORDS

VERDICTS = {
    Verdict.NOT_STARTED: "Perioden har inte börjat.",
    Verdict.FULFILLED: "Målet är nått, och det kan inte ändras av det som händer senare.",
    Verdict.ON_TRACK: "Så mycket är gjort som en jämn takt kräver till och med dagen före.",
    Verdict.BEHIND: "Takten är för låg, men målet kan fortfarande nås.",
    Verdict.OUT_OF_REACH: "En vecka eller annan delperiod har redan slutat med för lite, eller dagen har gått.",
    Verdict.PARTLY_FULFILLED: "Perioden är slut, och en del av det lovade blev gjort.",
    Verdict.NOT_FULFILLED: "Perioden är slut, och det lovade blev inte gjort. Eller: det uppmätta nådde inte målet.",
    Verdict.NO_MEASURE: "Det finns inget tal att räkna mot. Polis och kommun bedömer, med ord.",
    Verdict.NO_DEMAND: "Ingen har bett om det som erbjuds. Det är inget misslyckande.",
}
ALL = "Allt, inget är bortvalt"
FOUR = (
    "Inget rapporterat, noll, ännu inte dags och inget mått är fyra olika saker. "
    "Noll står som en siffra. De andra är tomma, och kolumnen Rapporterat säger vilket det är."
)
NUMBERS = "Alla tal är uträknade i Brapp, desamma som på sidan. Filen räknar inget själv och ändras inte i efterhand."


def explained(table):
    """Pairs of a name and what is said of it, the first of them as headings."""
    about = table.about
    chosen = "\n".join(f"{name}: {word}" for name, word in about.chosen) or ALL
    used = {column.code for column in table.columns}
    verdicts = [(VERDICT_WORDS[verdict], text) for verdict, text in VERDICTS.items()]
    return [
        ("Om filen", about.title),
        ("Läget per", about.as_of.isoformat()),
        ("Urval", chosen),
        ("Hämtad från", about.site + about.source),
        ("Siffrorna", NUMBERS),
        *([("Tomma utfall", FOUR)] if "reported" in used else []),
        ("", ""),
        ("Kolumn", "Vad som står där"),
        *((column.heading, column.explained) for column in table.columns),
        ("", ""),
        ("Läge", "Vad ordet betyder"),
        *verdicts,
    ]
