"""Arjeplog and Arvidsjaur: one agreement of three parties, a council in each, and Arjeplog's promises 2023–2024.

The page that announced the promises does not quote them. Their wording here is an example, and says so.
"""

from followup.demo.plans import MUNICIPALITY, POLICE, LogPlan, PromisePlan, SetPlan, TargetPlan, count, in_words
from promises.codes import Theme

BOTH = (POLICE, MUNICIPALITY)

COUNCILS = (
    {
        "name": "BRÅ i Arjeplog",
        "short_name": "Arjeplog",
        "slug": "arjeplog",
        "purpose": "Samverkansgrupp för det brottsförebyggande arbetet, med kommunens handlingsplan som grund.",
        "independence_note": "Rådet är lokalt och har ingen koppling till myndigheten Brottsförebyggande rådet, Brå.",
    },
    {
        "name": "BRÅ i Arvidsjaur",
        "short_name": "Arvidsjaur",
        "slug": "arvidsjaur",
        "purpose": "Samverkansgrupp för det brottsförebyggande arbetet, med kommunens handlingsplan som grund.",
        "independence_note": "Rådet är lokalt och har ingen koppling till myndigheten Brottsförebyggande rådet, Brå.",
    },
)
SEATS = (
    {"function": "Säkerhetssamordnare", "duty": "convener"},
    {"function": "Skola"},
    {"function": "Socialtjänst"},
    {"function": "Polis"},
)
AGREEMENT = {
    "title": "Samverkansöverenskommelse mellan Polismyndigheten, Arvidsjaurs kommun och Arjeplogs kommun",
    "purpose": (
        "Att stärka och utveckla samarbetet mellan polisen och kommunerna. Polisen och kommunerna skapar en gemensam "
        "lägesbild av de fakta som de har, som grund för gemensamma prioriteringar.\n\n"
        "Samverkan har fyra delar:\n"
        "1. Information och kartläggning av problemområden hos polisen, i kommunen och i nätverken för brotts- och "
        "drogförebyggande arbete.\n"
        "2. En gemensam lägesbild, byggd på kartläggningen från varje kommun.\n"
        "3. Strategiska överenskommelser som grundas på lägesbilden.\n"
        "4. Konkret brottsförebyggande arbete i en samverkansgrupp i varje kommun, med en handlingsplan som grund."
    ),
    "areas": (
        "Alkohol, narkotika, doping, tobak och spel (ANDT-S)\nBrottsförebyggande arbete (BRÅ)\nPsykisk och fysisk hälsa"
    ),
    "document_note": "Samverkansöverenskommelsen, PDF",
}
PLACES = ("Arjeplogs centrum", "Slagnäs", "Laisvall", "Silvervägen", "Parkskolan")

PROMISES = SetPlan(
    values={
        "introduction": (
            "Arjeplogs kommun och Polisen presenterar gemensamma medborgarlöften för ökad trygghet. "
            "Löftenas ordalydelse är här ett exempel."
        ),
        "follow_up": "Löftena följs upp i samverkansgruppen två gånger om året.",
    },
    sections=(
        (
            "Trygghet i hela kommunen",
            (
                PromisePlan(
                    "Polis och kommun möter invånarna i var och en av orterna Arjeplog, Slagnäs och Laisvall.",
                    BOTH,
                    (
                        TargetPlan(
                            {
                                "kind": "coverage",
                                "label": "Möten i varje ort",
                                "unit": "möte",
                                "units": "möten",
                                "minimum": 1,
                                "per": "period",
                                "counting": "total",
                            },
                            then=LogPlan(
                                days=("05-15", "09-20", "11-14"),
                                parties=BOTH,
                                by=MUNICIPALITY,
                                places=("Arjeplogs centrum", "Slagnäs", "Laisvall"),
                            ),
                            now=LogPlan(
                                days=("05-12", "09-15"),
                                parties=BOTH,
                                by=MUNICIPALITY,
                                places=("Arjeplogs centrum", "Slagnäs"),
                            ),
                            places=("Arjeplogs centrum", "Slagnäs", "Laisvall"),
                        ),
                    ),
                    theme=Theme.DIALOGUE,
                ),
                PromisePlan(
                    "Polisen fotpatrullerar i Arjeplogs centrum minst en gång i månaden.",
                    (POLICE,),
                    (
                        TargetPlan(
                            count("Fotpatrullering varje månad", "patrull", "patruller", 1, "month", "each"),
                            then=LogPlan(every_days=20, places=("Arjeplogs centrum",)),
                            now=LogPlan(every_days=20, places=("Arjeplogs centrum",)),
                        ),
                    ),
                ),
                PromisePlan(
                    "Om handlare önskar besöker polisen butiken och ger råd om stöldskydd.",
                    (POLICE,),
                    (
                        TargetPlan(
                            {"kind": "on_demand", "label": "Råd till handlare", "unit": "besök", "units": "besök"},
                            then=LogPlan(days=("06-08", "10-11"), places=("Silvervägen",)),
                            now=LogPlan(days=("06-10",), places=("Silvervägen",)),
                            asked=("05-25", "10-02"),
                        ),
                    ),
                ),
            ),
        ),
        (
            "Unga och droger",
            (
                PromisePlan(
                    "Kommunen tar fram en broschyr till föräldrar om unga och droger, senast den 30 juni {year}.",
                    (MUNICIPALITY,),
                    (
                        TargetPlan(
                            {"kind": "deliverable", "label": "Broschyr till föräldrar", "due_month_day": "06-30"},
                            then=LogPlan(days=("07-12",), parties=(MUNICIPALITY,), by=MUNICIPALITY),
                            now=LogPlan(days=("06-16",), parties=(MUNICIPALITY,), by=MUNICIPALITY),
                        ),
                    ),
                ),
                PromisePlan(
                    "Andelen elever i årskurs 9 som känner sig trygga på fritiden ska öka.",
                    BOTH,
                    (
                        TargetPlan(
                            {
                                "kind": "effect",
                                "label": "Trygga elever i årskurs 9",
                                "indicator": "Andel trygga elever i årskurs 9 (procent)",
                                "direction": "up",
                                "baseline": "81.00",
                                "source": "kommunens elevenkät",
                            },
                            then=LogPlan(measured=(("11-22", "84"),)),
                            now=LogPlan(measured=(("05-20", "80.5"),)),
                        ),
                    ),
                ),
                PromisePlan(
                    "Polis och kommun arbetar löpande mot langning till unga.",
                    BOTH,
                    (TargetPlan(in_words("Mot langning till unga"), then=LogPlan(every_days=90, parties=BOTH)),),
                ),
            ),
        ),
    ),
    recipients=("Lokalpolisområdeschefen", "Kommunstyrelsen i Arjeplog"),
)
