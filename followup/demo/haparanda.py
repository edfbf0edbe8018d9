"""Haparanda: the promises of 2019, restated from the police's page."""

from followup.demo.plans import MUNICIPALITY, POLICE, LogPlan, Missed, PromisePlan, SetPlan, TargetPlan, count, in_words
from promises.codes import Theme

BOTH = (POLICE, MUNICIPALITY)

COUNCIL = {
    "name": "BRÅ-gruppen i Haparanda",
    "short_name": "Haparanda",
    "slug": "haparanda",
    "kind": "local",
    "purpose": (
        "Polis och kommun arbetar tillsammans för god folkhälsa, förebygger brott och ökar tryggheten för medborgarna "
        "i Haparanda."
    ),
    "independence_note": (
        "BRÅ-gruppen är lokal och har ingen koppling till myndigheten Brottsförebyggande rådet, Brå."
    ),
}
SEATS = (
    {"function": "Kommunstyrelsen", "duty": "chair", "is_senior": True},
    {"function": "Säkerhetssamordnare", "duty": "convener"},
    {"function": "Skola och elevhälsa"},
    {"function": "Socialtjänst"},
    {"function": "Polis"},
)
AGREEMENT = {
    "title": "Samverkansöverenskommelse mellan Haparanda stad och Polisen",
    "purpose": "Gemensamt arbete för god folkhälsa, brottsförebyggande och trygghet. Medborgarlöftet är en del av den.",
}
PLACES = ("Torget", "Resecentrum", "Gränsskolan", "E4 vid gränsen", "Hälsocentralen Haparanda")

PROMISES = SetPlan(
    values={
        "introduction": (
            "Lokalpolisområde Östra Norrbotten och Haparanda kommun lovar att gemensamt arbeta för en god folkhälsa, "
            "verka brottsförebyggande och öka tryggheten för medborgarna i Haparanda."
        ),
        "implementation": (
            "Arbetet med medborgardialog och löfte är en del av samverkansöverenskommelsen. Utifrån löftet upprättar "
            "ansvariga parter genomförande- och handlingsplaner, gemensamt eller var för sig."
        ),
        "communication": (
            "Kommunen och polisen stärker tillsammans informationen om det förebyggande arbetet: i veckobrev, på möten "
            "och sammankomster och i sociala medier."
        ),
        "follow_up": (
            "Uppföljning sker kontinuerligt i arbetsgruppen, med rapportering till chefen för lokalpolisområde Östra "
            "Norrbotten samt kommunalrådet och kommundirektören i Haparanda. Statistik hämtas från polisen och från "
            "kommunen."
        ),
    },
    sections=(
        (
            "",
            (
                PromisePlan(
                    "Bedriva ett aktivt och kontinuerligt drogförebyggande arbete i den omfattning som behövs för att "
                    "minska droganvändningen i kommunen, och genomföra orossamtal. Arbetsmodellen är PSS: samverkan "
                    "mellan polis, socialtjänst och elevhälsa.",
                    BOTH,
                    (
                        TargetPlan(in_words("Drogförebyggande arbete"), then=LogPlan(every_days=60, by=MUNICIPALITY)),
                        TargetPlan(
                            in_words(
                                "Orossamtal (PSS)",
                                unit="orossamtal",
                                units="orossamtal",
                                activity_types=["concern_talk"],
                            ),
                            then=LogPlan(every_days=28, parties=BOTH, by=MUNICIPALITY, count=2),
                            now=LogPlan(every_days=30, parties=BOTH, by=MUNICIPALITY, count=2, quality="at_least"),
                        ),
                    ),
                    told={"municipality_did": "Orossamtal har hållits löpande enligt PSS."},
                ),
                PromisePlan(
                    "Polisen genomför regelbundna operativa insatser, minst två per halvår, särskilt inriktade på att "
                    "förebygga droganvändning i kommunen.",
                    (POLICE,),
                    (
                        TargetPlan(
                            count("Insatser mot droger", "insats", "insatser", 2, "half_year", "each"),
                            then=LogPlan(
                                days=("02-20", "05-16", "09-27"),
                                missed=(
                                    Missed(
                                        "08-29",
                                        "special_event",
                                        "Insatsen ställdes in: personalen behövdes vid skogsbränder i området.",
                                        "10-15",
                                        "information",
                                    ),
                                ),
                            ),
                            now=LogPlan(days=("02-18", "05-21", "09-25", "11-05")),
                        ),
                    ),
                    told={
                        "police_did": "Två insatser under våren och en under hösten.",
                        "why_not": "Höstens andra insats ställdes in när personal behövdes vid skogsbränder i området.",
                    },
                ),
                PromisePlan(
                    "Operativa insatser mot droger i trafiken.",
                    (POLICE,),
                    (
                        TargetPlan(
                            in_words("Droger i trafiken", activity_types=["drugs_in_traffic"]),
                            then=LogPlan(every_days=45, places=("E4 vid gränsen",)),
                            now=LogPlan(every_days=40, places=("E4 vid gränsen",)),
                        ),
                    ),
                    theme=Theme.TRAFFIC,
                ),
                PromisePlan(
                    "Polisen genomför tillsammans med skola, hälsocentral och kommun (BRÅ-gruppen) minst två "
                    "aktivitetstillfällen som hjälper föräldrar att stärka sina kunskaper om unga och narkotika.",
                    BOTH,
                    (
                        TargetPlan(
                            count("Tillfällen för föräldrar", "tillfälle", "tillfällen", 2, jointly="all"),
                            then=LogPlan(days=("03-12", "10-22"), parties=BOTH, by=MUNICIPALITY),
                            now=LogPlan(days=("03-10",), parties=BOTH, by=MUNICIPALITY),
                        ),
                    ),
                    partners=("Hälsocentralen i Haparanda",),
                    theme=Theme.DRUGS,
                ),
                PromisePlan(
                    "Polisen finns tillgänglig på publika platser minst ett tillfälle per vecka utöver den dagliga "
                    "verksamheten.",
                    (POLICE,),
                    (
                        TargetPlan(
                            count(
                                "På publika platser varje vecka",
                                "tillfälle",
                                "tillfällen",
                                1,
                                "week",
                                "each",
                                only_beyond_ordinary=True,
                            ),
                            then=LogPlan(pace=1, skip_weeks=4, places=("Torget", "Resecentrum")),
                            now=LogPlan(pace=1, skip_weeks=3, places=("Torget", "Resecentrum")),
                        ),
                    ),
                    told={"why_not": "Fyra veckor saknas, när polisen behövdes vid större händelser på annat håll."},
                ),
                PromisePlan(
                    "Insatser mot våld i nära relationer. Haparanda stad har antagit en nollvision mot våld i nära "
                    "relationer och följer de nationella riktlinjerna mot mäns våld mot kvinnor.",
                    BOTH,
                    (
                        TargetPlan(
                            in_words("Insatser mot våld i nära relationer"),
                            then=LogPlan(days=("04-09", "11-25"), parties=BOTH, by=MUNICIPALITY),
                            now=LogPlan(days=("04-14",), parties=BOTH, by=MUNICIPALITY),
                        ),
                        TargetPlan(
                            {
                                "kind": "vision",
                                "label": "Nollvision mot våld i nära relationer",
                                "indicator": "Anmälda brott i nära relationer",
                            },
                            then=LogPlan(measured=(("12-31", "31"),)),
                            now=LogPlan(measured=(("06-30", "14"),)),
                        ),
                    ),
                ),
            ),
        ),
    ),
    recipients=(
        "Chefen för lokalpolisområde Östra Norrbotten",
        "Kommunalrådet i Haparanda",
        "Kommundirektören i Haparanda",
    ),
)
