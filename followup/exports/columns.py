"""The columns of a file of figures, and the words that stand in them.

They are a file format, and therefore Swedish whatever language the page is read in: the file goes from hand to hand.
"""

from django.utils import translation

from followup.codes import VERDICT_NAMES, Judgement
from followup.exports.table import Column, Kind, Reported
from promises.codes import CountQuality, TargetKind, Theme
from promises.spreadsheets.columns import words_for

REPORTED_WORDS = {
    Reported.REPORTED: "rapporterat",
    Reported.NOT_REPORTED: "inget rapporterat",
    Reported.NOT_DUE: "inte börjat",
    Reported.NOT_MEASURABLE: "inget mått",
    Reported.NO_DEMAND: "inget önskemål",
    Reported.NO_TARGET: "inget mål",
}
with translation.override("sv"):
    VERDICT_WORDS = {verdict.value: str(name) for verdict, name in VERDICT_NAMES.items()}

REPORTED = Column(
    "reported",
    "Rapporterat",
    Kind.CODE,
    "Vad ett tomt utfall betyder: inget rapporterat, inte börjat, inget mått, inget önskemål eller inget mål. "
    "Noll är en siffra, och står i kolumnen Utfall.",
    REPORTED_WORDS,
    18,
)
VERDICT = Column(
    "verdict",
    "Läge",
    Kind.CODE,
    "Det uträknade läget den dag som står sist på raden. Orden förklaras nedan.",
    VERDICT_WORDS,
    22,
)
ATTENTION = Column(
    "needs_attention",
    "Kräver uppmärksamhet",
    Kind.YES_OR_NO,
    "ja om målet är efter, inte nåddes eller inte går att nå, eller om inget är rapporterat och tiden snart är ute.",
)
THEME = Column("theme", "Tema", Kind.CODE, "Vad löftet handlar om. Samma ord i alla råd.", words_for(Theme), 24)
TARGET_KIND = Column("kind", "Slag", Kind.CODE, "Vilket slags mål det är.", words_for(TargetKind), 12)
DONE = Column("done", "Utfall", Kind.NUMBER, "Så mycket är gjort. Tomt: se kolumnen Rapporterat.", width=8)
REQUIRED = Column("required", "Krav", Kind.NUMBER, "Så mycket ska bli gjort. Tomt när inget tal är lovat.", width=8)
LATEST = Column("latest_on", "Senaste aktivitet", Kind.DAY, "Dagen för det senast gjorda som räknas.", width=16)
SILENT = Column(
    "silent_days", "Dagar utan rapport", Kind.NUMBER, "Dagar sedan något rapporterades, när de är många. Annars tomt."
)
AS_OF = Column("as_of", "Läget den", Kind.DAY, "Dagen som siffrorna gäller. Det som gjordes den dagen är med.")
COUNCIL = Column("council", "Råd", Kind.TEXT, "Rådets korta namn.", width=16)
FIRST_DAY = Column("first_day", "Från och med", Kind.DAY, "Första dagen som räknas.")
LAST_DAY = Column("last_day", "Till och med", Kind.DAY, "Sista dagen som räknas. Tomt: tills vidare.")

COLUMNS = (
    COUNCIL,
    Column("promise_set", "Medborgarlöften", Kind.TEXT, "Löftenas rubrik.", width=24),
    FIRST_DAY,
    LAST_DAY,
    Column("section", "Avsnitt", Kind.TEXT, "Rubriken som löftet står under.", width=20),
    Column("number", "Löfte nr", Kind.NUMBER, "Löftets nummer i ordning.", width=8),
    Column("wording", "Löfte", Kind.TEXT, "Löftets ordalydelse.", width=60),
    Column("target", "Mål", Kind.TEXT, "Målets korta namn. Tomt: inget mål är kopplat till löftet.", width=30),
    Column("responsible", "Ansvariga", Kind.NAMES, "Parterna som svarar för löftet, med semikolon mellan.", width=24),
    THEME,
    TARGET_KIND,
    Column("rule", "Regel", Kind.TEXT, "Vad målet kräver, i ord.", width=44),
    REPORTED,
    DONE,
    REQUIRED,
    Column("unit", "Enhet", Kind.TEXT, "Vad utfall och krav räknas i.", width=16),
    Column(
        "share",
        "Andel",
        Kind.SHARE,
        "Utfall delat med krav, avrundat nedåt till hundradels procent. Kan vara mer än 100 %.",
        width=9,
    ),
    Column("figure", "Utfall i ord", Kind.TEXT, "Så som det står på sidan.", width=22),
    Column("total", "Summa", Kind.NUMBER, "Allt som har räknats ihop, också när kravet gäller delperioder.", width=8),
    Column("total_unit", "Summans enhet", Kind.TEXT, "Vad summan och det som behövs räknas i.", width=16),
    Column(
        "quality",
        "Hur säkert",
        Kind.CODE,
        "Hur säker summan är: den minst säkra aktiviteten avgör.",
        words_for(CountQuality),
    ),
    VERDICT,
    ATTENTION,
    Column(
        "judgement",
        "Bedömt läge",
        Kind.CODE,
        "Vad polis och kommun har kommit fram till. Tomt: ingen bedömning.",
        words_for(Judgement),
        22,
    ),
    Column("motivation", "Motivering", Kind.TEXT, "Motiveringen till bedömningen.", width=40),
    Column(
        "still_needed",
        "Behövs ytterligare",
        Kind.NUMBER,
        "Så mycket fattas, i summans enhet. I delperioder räknas bara de som ännu kan klaras.",
    ),
    Column(
        "per_week",
        "Behövs per vecka",
        Kind.NUMBER,
        "Det som fattas, jämnt fördelat på veckorna som är kvar. Tomt: mindre än ett i veckan, eller varje del prövas.",
    ),
    Column("needed", "Behövs, i ord", Kind.TEXT, "Vad som fattas och hur ofta, så som det står på sidan.", width=40),
    Column(
        "expected",
        "Väntat hittills",
        Kind.NUMBER,
        "Så mycket borde minst vara gjort till och med dagen före, i jämn takt. Tomt när ingen takt krävs.",
    ),
    Column("missed", "Missade delperioder", Kind.NUMBER, "Veckor eller andra delperioder som har slutat med för lite."),
    LATEST,
    SILENT,
    Column("activities", "Antal aktiviteter", Kind.NUMBER, "Loggade aktiviteter som räknas."),
    Column("measured", "Uppmätt värde", Kind.NUMBER, "Det senaste uppmätta värdet, för mål som mäts."),
    Column("measured_on", "Uppmätt den", Kind.DAY, "Dagen för det värdet."),
    AS_OF,
    Column("promise_id", "Löftets id", Kind.NUMBER, "Löftets nummer i Brapp. Detsamma i alla filer.", width=10),
    Column("target_id", "Målets id", Kind.NUMBER, "Målets nummer i Brapp. Detsamma i alla filer.", width=10),
    Column("evidence", "Underlag", Kind.TEXT, "Sidan med aktiviteterna bakom siffran.", width=40),
)
