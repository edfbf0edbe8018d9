"""Överkalix: the council and its promises of 2019, restated from the municipality's and the police's pages."""

from followup.demo.plans import MUNICIPALITY, POLICE, LogPlan, Missed, PromisePlan, SetPlan, TargetPlan, count, in_words

BOTH = (POLICE, MUNICIPALITY)

COUNCIL = {
    "name": "BRÅ-gruppen i Överkalix",
    "short_name": "Överkalix",
    "slug": "overkalix",
    "kind": "working_group",
    "purpose": (
        "Gruppen leder och samordnar kommunens brottsförebyggande och trygghetsskapande arbete. En viktig del är det "
        "drogförebyggande arbetet: att höja medvetenheten om drogers skadeverkningar och slå hål på myter om alkohol "
        "och andra droger.\n\n"
        "En trygg miljö bidrar till att göra Överkalix till en attraktiv plats att bo på för barn och vuxna."
    ),
    "independence_note": (
        "Överkalix kommuns BRÅ-grupp är en lokal arbetsgrupp. Gruppen har ingen koppling till myndigheten "
        "Brottsförebyggande rådet, Brå."
    ),
}
SEATS = (
    {"function": "Skola"},
    {"function": "Elevhälsa"},
    {"function": "Socialtjänst"},
    {"function": "Drogförebyggare"},
    {"function": "Säkerhetssamordnare", "duty": "convener"},
    {"function": "Primärvård"},
    {"function": "Polis"},
)
AGREEMENT = {
    "title": "Samverkansavtal mellan Överkalix kommun och Polisen",
    "purpose": "Ett brottsförebyggande arbete med långsiktiga effekter, i samverkan mellan kommun och polis.",
    "yearly_duty": (
        "Varje år enas polis och kommun om en gemensam bild av de lokala problemen och tar utifrån den fram en "
        "gemensam handlingsplan. Arbetet redovisas till polisens och kommunens ledning, och hur det "
        "brottsförebyggande rådet har fungerat följs upp särskilt. Medborgarna involveras när löftena tas fram."
    ),
}
PLACES = (
    "Centrum",
    "Överkalix skola",
    "Ungdomsgården",
    "E10 vid bron",
    "Folkets hus",
    "Hälsocentralen",
    "Restaurang Älven",
    "Pizzeria Norden",
)

_PRESENCE = (
    PromisePlan(
        "Polisen ska sträva efter att dagligen, i den löpande verksamheten och tillsammans med kommunen, utföra "
        "insatser för att upprätthålla tryggheten i samhället, genom fotpatrullering eller besök på publika platser, "
        "till exempel skolor, ungdomsgård och ortens företag.",
        BOTH,
        (
            TargetPlan(
                in_words("Daglig närvaro", activity_types=["foot_patrol", "school_visit"]),
                then=LogPlan(every_days=12, places=("Centrum", "Överkalix skola", "Ungdomsgården")),
                now=LogPlan(every_days=14, places=("Centrum", "Överkalix skola", "Ungdomsgården")),
            ),
        ),
        told={
            "police_did": "Polisen har fotpatrullerat i centrum och besökt skolan, ungdomsgården och ortens företag.",
            "municipality_did": "Kommunens fältassistenter har deltagit vid besöken på ungdomsgården.",
            "effect": "Skolan och ungdomsgården säger att kontakten med polisen har blivit tätare.",
        },
    ),
    PromisePlan(
        "Polis och kommun ska vid minst ett tillfälle tillsammans genomföra trygghetsvandringar.",
        BOTH,
        (
            TargetPlan(
                count("Trygghetsvandring", "trygghetsvandring", "trygghetsvandringar", jointly="all"),
                then=LogPlan(days=("10-17",), parties=BOTH, by=MUNICIPALITY, places=("Centrum",)),
                now=LogPlan(days=("10-15",), parties=BOTH, by=MUNICIPALITY, places=("Centrum",)),
            ),
        ),
        told={
            "police_did": "Polisen deltog i vandringen den 17 oktober.",
            "municipality_did": "Kommunen bjöd in och höll i vandringen. Fem platser med dålig belysning noterades.",
            "effect": "Belysningen vid gångvägen till skolan är lagad.",
            "next_step": "En ny vandring görs nästa höst.",
        },
    ),
    PromisePlan(
        "Polisen ska genomföra minst en medborgarkontakt i snitt per vecka på utvalda platser under de tider som "
        "människor rör sig ute på samhället.",
        (POLICE,),
        (
            TargetPlan(
                count("Medborgarkontakter", "medborgarkontakt", "medborgarkontakter", 1, "week", "average"),
                then=LogPlan(pace=1.1, places=("Centrum", "Folkets hus")),
                now=LogPlan(pace=0.86, places=("Centrum", "Folkets hus")),
            ),
        ),
        told={
            "police_did": "Kontakterna har skett i centrum och vid Folkets hus, oftast kvällstid.",
            "effect": "Invånare hör oftare av sig till områdespolisen direkt.",
        },
    ),
)
_NARCOTICS = (
    PromisePlan(
        "Polisen ska under året genomföra minst två riktade insatser i kommunen för att förebygga och minska "
        "narkotikamissbruk bland såväl ungdomar som vuxna.",
        (POLICE,),
        (
            TargetPlan(
                count("Riktade insatser mot narkotika", "riktad insats", "riktade insatser", 2),
                then=LogPlan(days=("05-03", "11-08")),
                now=LogPlan(
                    days=("05-08",),
                    missed=(
                        Missed(
                            "09-11",
                            "lack_of_resources",
                            "Höstens insats sköts upp: två tjänster var vakanta.",
                            "09-18",
                            "foot_patrol",
                        ),
                    ),
                ),
            ),
        ),
        told={"police_did": "En insats genomfördes i maj och en i november."},
    ),
    PromisePlan(
        "Polisen ska tillsammans med kommunen genomföra minst två riktade insatser under särskilt förekommande "
        "riskkvällar för att minska alkohol- och narkotikamissbruk i offentliga sammanhang, i samverkan med "
        "socialtjänst eller andra samverkanspartner.",
        BOTH,
        (
            TargetPlan(
                count("Insatser på riskkvällar", "insats", "insatser", 2, jointly="all", tags=["riskkväll"]),
                then=LogPlan(days=("04-30", "06-12"), parties=BOTH),
                now=LogPlan(days=("04-30", "06-10", "10-31"), parties=BOTH, wrong=("06-10", "10-31")),
            ),
        ),
        told={
            "police_did": "Polisen arbetade på valborg och på skolavslutningen.",
            "municipality_did": "Socialtjänstens fältarbetare var med båda kvällarna.",
            "effect": "Få ingripanden mot berusade ungdomar de två kvällarna.",
        },
    ),
    PromisePlan(
        "Polis och kommun ska tillsammans utbilda krögare i att upptäcka drogtecken samt fortsatt arbeta för en "
        "gemensam syn på berusningsnivån på krogen. En utbildning med ortens krögare ska hållas under året.",
        BOTH,
        (
            TargetPlan(
                count("Krögarutbildning", "utbildning", "utbildningar", jointly="all"),
                then=LogPlan(days=("03-20",), parties=BOTH, by=MUNICIPALITY),
            ),
            TargetPlan(
                in_words("Gemensam syn på berusningsnivå"),
                then=LogPlan(days=("09-24",), parties=BOTH, by=MUNICIPALITY),
                now=LogPlan(days=("02-17",), parties=BOTH, by=MUNICIPALITY),
            ),
        ),
        told={"municipality_did": "Kommunen höll utbildningen i mars, med polisen som medverkande."},
    ),
    PromisePlan(
        "Polis och kommun ska vid minst ett tillfälle utöva gemensam tillsyn på ortens utskänkningsställen.",
        BOTH,
        (
            TargetPlan(
                count("Gemensam krogtillsyn", "tillsyn", "tillsyner", jointly="all"),
                then=LogPlan(days=("06-14",), parties=BOTH),
                now=LogPlan(days=("08-21",), wrong=("08-21",)),
            ),
        ),
        told={
            "police_did": "Polisen deltog i tillsynen i juni.",
            "municipality_did": "Alla serveringsställen fick besök.",
        },
    ),
    PromisePlan(
        "Polis och kommun ska vid minst ett tillfälle utöva gemensam tobakstillsyn på ortens försäljningsställen.",
        BOTH,
        (
            TargetPlan(
                count("Gemensam tobakstillsyn", "tillsyn", "tillsyner", jointly="all"),
                then=LogPlan(days=("09-05",), parties=BOTH, by=MUNICIPALITY),
                now=LogPlan(days=("04-16",), parties=BOTH, by=MUNICIPALITY),
            ),
        ),
        told={"municipality_did": "Fyra försäljningsställen besöktes i september."},
    ),
    PromisePlan(
        "Polis och kommun ska genomföra utbildningen Tillsammans mot nätdroger för att öka tryggheten för personal hos "
        "postombud. Det är ett samverkansprojekt mellan polis, tull, länsstyrelsen, kommunen och postombuden.",
        BOTH,
        (
            TargetPlan(
                count("Utbildning för postombud", "utbildning", "utbildningar", jointly="all"),
                then=LogPlan(
                    missed=(
                        Missed(
                            "11-14",
                            "other_party",
                            "Tullens utbildare hade inga lediga tider under hösten.",
                            "11-28",
                            "information",
                        ),
                    ),
                ),
                now=LogPlan(days=("09-16",), parties=BOTH),
            ),
        ),
        partners=("Tullverket", "Länsstyrelsen i Norrbottens län", "Postombuden i Överkalix"),
        told={
            "why_not": "Utbildningen blev inte av: tullens utbildare hade inga lediga tider under hösten.",
            "next_step": "Löftet förs över till nästa år, och en tid är bokad i mars.",
        },
    ),
    PromisePlan(
        "Polisen ska tillsammans med skola, hälsocentral och kommun planera in minst en aktivitetsdag om narkotika "
        "för föräldrar och ungdomar i årskurs 7, om attityder, lagar och regler och förståelse för varandra.",
        BOTH,
        (
            TargetPlan(
                count("Aktivitetsdag i årskurs 7", "aktivitetsdag", "aktivitetsdagar", jointly="all"),
                then=LogPlan(days=("10-03",), parties=BOTH, by=MUNICIPALITY, places=("Överkalix skola",)),
                now=LogPlan(days=("10-01",), parties=BOTH, by=MUNICIPALITY, places=("Överkalix skola",)),
            ),
        ),
        partners=("Överkalix hälsocentral",),
        told={"municipality_did": "Dagen hölls i skolan i oktober med elever i årskurs 7 och deras föräldrar."},
    ),
)
_TRAFFIC = (
    PromisePlan(
        "Polisen ska genomföra minst fyra trafiksäkerhetsinsatser på särskilt utvalda ställen och "
        "tidpunkter i kommunen.",
        (POLICE,),
        (
            TargetPlan(
                count("Trafiksäkerhetsinsatser", "trafikinsats", "trafikinsatser", 4),
                then=LogPlan(days=("02-14", "05-22", "08-20", "11-20"), places=("E10 vid bron",)),
                now=LogPlan(days=("02-12", "06-17"), places=("E10 vid bron",)),
            ),
        ),
        told={"police_did": "Fyra insatser, en per kvartal, alla vid E10."},
    ),
    PromisePlan(
        "Trafiksäkerheten i hela kommunen ska öka genom trafikinsatser under hela året där det finns "
        "eller uppstår problem.",
        (POLICE,),
        (
            TargetPlan(
                in_words("Trafikinsatser där problem uppstår", activity_types=["traffic_operation"]),
                then=LogPlan(days=("01-25", "07-05"), places=("Överkalix skola",)),
                now=LogPlan(days=("03-06",), places=("Överkalix skola",)),
            ),
        ),
        told={"police_did": "Polisen har mätt hastigheter vid skolan efter klagomål."},
    ),
)

PROMISES = SetPlan(
    values={
        "introduction": (
            "Lokalpolisområde Östra Norrbotten och Överkalix kommun lovar att gemensamt arbeta för att öka tryggheten "
            "och minska brottsligheten genom följande aktiviteter."
        ),
        "aim": "Aktiviteterna ska sammantaget bidra till brottsförebyggande och trygghetsskapande effekter.",
        "implementation": (
            "Arbetet med medborgardialog och löften är en del av samverkansavtalet mellan lokalpolisområdet och "
            "kommunen. Utifrån löftena upprättar de ansvariga parterna handlingsplaner, gemensamt eller var för sig, "
            "när det behövs."
        ),
        "follow_up": (
            "Uppföljning sker kontinuerligt i den lokala arbetsgruppen, med rapportering till chefen för "
            "lokalpolisområdet, kommunpolisen och kommunledningen."
        ),
    },
    sections=(
        ("Polisiär närvaro och tillgänglighet", _PRESENCE),
        ("Arbeta mot narkotika", _NARCOTICS),
        ("Trafiksäkerhet", _TRAFFIC),
    ),
    recipients=("Chefen för lokalpolisområde Östra Norrbotten", "Kommunpolisen", "Kommunledningen i Överkalix"),
)
