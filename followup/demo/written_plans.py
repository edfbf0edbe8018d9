"""What the demo's action plans say. The frame is the municipalities' own; the goals and measures in it are invented.

A problem: its goals are (kind, text, baseline, aim, outcome, result) and its measures (text, owners, form, status,
result); without the last two nobody has reported.
"""

POLICE, MUNICIPALITY = "police", "municipality"
BOTH = (POLICE, MUNICIPALITY)

VAGGERYD = {
    "title": "Handlingsplan 2016\N{EN DASH}2017",
    "introduction": (
        "Planen är framtagen av kommun och polis tillsammans. Med en gemensam lägesbild får det förebyggande arbetet "
        "bättre förutsättningar. Här står de gemensamma problemområden som valts ut, med mål och en grov åtgärdsplan. "
        "Områdena får därmed ökat fokus, vid sidan av myndigheternas ordinarie uppdrag och åtaganden."
    ),
    "follow_up": (
        "Planen följs upp vid det lokala brottsförebyggande rådets första möte på vårterminen 2016 och därefter "
        "fortlöpande under perioden. Den revideras inför planen för 2018\N{EN DASH}2019. Blir ett nytt problemområde "
        "aktuellt kan det lyftas in som ett nytt åtgärdsområde i den reviderade planen."
    ),
    "anchored": {
        "anchored_municipality": "Kommunens högsta politiska nivå: kommunstyrelsen 2015-12-09",
        "anchored_police": "Polismyndigheten: ledningen för lokalpolisområde Värnamo/Vaggeryd 2015-12-02",
    },
    "links": ("Kommunens handlingsprogram för trygghet och säkerhet",),
    "followed_on": ("2016-09-20", "2017-02-14", "2017-09-19"),
    "notes": (
        "Arbetet har börjat inom båda områdena. Fältassistenterna och polisen lägger ett gemensamt schema för våren.",
        "Skadegörelsen vid skolorna har minskat sedan i våras. Trafiken på Storgatan är oförändrad.",
        "Vuxenvandringarna fungerar i Vaggeryd men har inte kommit i gång i Skillingaryd.",
        "Genomgång inför revideringen. Bedrägerier mot äldre har blivit ett nytt problem och lyfts in i nästa plan.",
    ),
    "picture": {
        "title": "Lägesbild 2015",
        "mapping": "Anmälda brott i kommunen, polisens iakttagelser och skolornas rapporter 2014 och 2015.",
        "other_information": "Trygghetsmätningen, fältassistenternas och socialtjänstens erfarenheter.",
        "analysis": "Skadegörelse och ungas droganvändning hänger ihop i tid och plats: fredag och lördag kväll.",
        "adopted_by_body": "Det lokala brottsförebyggande rådet",
    },
    "problems": (
        {
            "name": "Skadegörelse vid skolor och i centrum",
            "area": {
                "theme": "property",
                "priority": 1,
                "times": "Fredag och lördag kväll",
                "cause_place": "Dåligt upplysta skolgårdar utan vuxna i närheten.",
            },
            "reason": "Det som kostar kommunen mest och som flest invånare nämner i trygghetsmätningen.",
            "goals": (
                (
                    "effect",
                    "Skadegörelsen vid kommunens skolor minskar.",
                    "61 anmälningar 2015",
                    "Högst 45 under 2017",
                    "partly",
                    "49 anmälningar 2017. Minskningen gäller Vaggeryd.",
                ),
                (
                    "activity",
                    "Vuxna finns ute varje fredagskväll under terminerna.",
                    "",
                    "",
                    "not_reached",
                    "Varje fredag i Vaggeryd, men inte i Skillingaryd.",
                ),
            ),
            "measures": (
                (
                    "Bättre belysning och siktröjning vid skolorna.",
                    (MUNICIPALITY,),
                    "Arbetsgrupp",
                    "done",
                    "Klart vid fyra skolor under 2016.",
                ),
                (
                    "Vuxenvandringar i båda tätorterna.",
                    BOTH,
                    "Tillsammans med föreningarna",
                    "ongoing",
                    "I gång i Vaggeryd. I Skillingaryd saknas vuxna.",
                ),
            ),
        },
        {
            "name": "Narkotika bland unga",
            "area": {
                "theme": "narcotics",
                "priority": 2,
                "cause_target": "Unga som saknar en vuxen kontakt på fritiden.",
            },
            "reason": "Fältassistenter, skola och polis ser samma ungdomar allt oftare.",
            "goals": (
                (
                    "effect",
                    "Färre i årskurs 9 uppger att de har blivit erbjudna narkotika.",
                    "17 procent 2015",
                    "Under 12 procent",
                    "not_reached",
                    "16 procent i enkäten 2017.",
                ),
                ("vision", "Ingen ung i kommunen använder narkotika.", "", ""),
            ),
            "measures": (
                (
                    "Föräldramöten i årskurs 7 om droger, varje läsår.",
                    BOTH,
                    "Skola, fältassistenter och polis",
                    "done",
                    "Hölls på alla högstadieskolor båda läsåren.",
                ),
                (
                    "Gemensam rutin för oro kring unga mellan skola, socialtjänst och polis.",
                    BOTH,
                    "SSPF",
                    "ongoing",
                    "Rutinen är skriven men används inte av alla skolor.",
                ),
                ("Riktade insatser vid skolavslutningar.", (POLICE,), "Gemensam planering"),
            ),
        },
    ),
    "next_title": "Handlingsplan 2018\N{EN DASH}2019",
    "next_introduction": (
        "Planen är en revidering av planen för 2016\N{EN DASH}2017. Det som inte blev klart följer med, med sitt "
        "resultat. Bedrägerier mot äldre är ett nytt problemområde som har lyfts in."
    ),
    "next_note": "Informationen till pensionärsföreningarna är bokad. Vuxenvandringar i Skillingaryd provas i april.",
    "next_anchored": {
        "anchored_municipality": "Kommunens högsta politiska nivå: kommunstyrelsen 2017-12-06",
        "anchored_police": "Polismyndigheten: ledningen för lokalpolisområde Värnamo/Vaggeryd 2017-11-29",
    },
    "new_area": {
        "name": "Bedrägerier mot äldre",
        "area": {
            "theme": "fraud",
            "priority": 3,
            "cause_offender": "Ringer och utger sig för att vara från banken eller kommunen.",
        },
        "reason": "Nytt sedan förra planen: anmälningarna har fördubblats på två år.",
        "goals": (
            (
                "activity",
                "Alla pensionärsföreningar har fått information om vanliga bedrägerier.",
                "",
                "12 av 12 föreningar",
            ),
        ),
        "measures": (
            ("Informationsträffar hos pensionärsföreningarna.", BOTH, "Tillsammans med bankerna"),
            ("Hemtjänsten delar ut ett kort med råd.", (MUNICIPALITY,), ""),
        ),
    },
}

PROMISES_OF_VAGGERYD = (
    ("Vi ska synas vid skolorna och i centrum på fredagskvällarna.", "Skadegörelse vid skolor och i centrum"),
    ("Vi ska möta alla föräldrar i årskurs 7 i ett samtal om droger.", "Narkotika bland unga"),
)

OVERKALIX = {
    "title": "Gemensam handlingsplan {year}",
    "introduction": (
        "Enligt avtalet mellan Överkalix kommun och Polisen tas en gemensam handlingsplan fram varje år. Den utgår "
        "från den uppfattning som polis och kommun har enats om: vilka problem som finns lokalt."
    ),
    "follow_up": (
        "Arbetet redovisas till polisens och kommunens ledning. Särskilt följs upp hur det brottsförebyggande rådet "
        "har fungerat."
    ),
    "anchored": {
        "anchored_municipality": "Kommunledningen i Överkalix, i januari",
        "anchored_police": "Ledningen för lokalpolisområde Östra Norrbotten, i januari",
    },
    "decision": {"body": "BRÅ-gruppen", "paragraph": "§ 3"},
    "links": ("Kommunens drogförebyggande program",),
    "problems": (
        {
            "name": "Trafik genom samhället",
            "area": {"theme": "traffic", "priority": 1, "cause_place": "Lång raksträcka på E10 före bron."},
            "reason": "Det som flest invånare tar upp.",
            "goals": (("effect", "Fler håller hastigheten på E10 genom samhället.", "61 procent", "75 procent"),),
            "measures": (
                (
                    "Gemensamma trafikinsatser vid skolstart och lov.",
                    (POLICE,),
                    "Planeras med skolan",
                    "ongoing",
                    "Två insatser hittills i år.",
                ),
                ("Hastighetstavla vid skolan.", (MUNICIPALITY,), ""),
            ),
        },
        {
            "name": "Narkotika bland unga",
            "area": {"theme": "narcotics", "priority": 2},
            "reason": "Tillgången har ökat enligt skola, socialtjänst och polis.",
            "goals": (
                ("activity", "Alla elever i årskurs 7 och deras föräldrar har varit på en aktivitetsdag.", "", ""),
            ),
            "measures": (
                (
                    "Aktivitetsdag för föräldrar och årskurs 7.",
                    BOTH,
                    "Skola, elevhälsa och polis",
                    "planned",
                    "Flyttad till våren: ny rektor.",
                ),
                ("Utbildning för postombud om beställda droger.", BOTH, "Fem organisationer"),
            ),
        },
    ),
}

PLACES = {"arjeplog": "Arjeplogs", "arvidsjaur": "Arvidsjaurs"}


def of_the_inland(slug):
    """The own plan of each of the two municipalities that have one agreement and one picture with the police."""
    name = PLACES[slug]
    return {
        "title": f"Handlingsplan för {name} kommun {{year}}",
        "introduction": (
            "Överenskommelsen mellan Polismyndigheten, Arvidsjaurs kommun och Arjeplogs kommun säger att det konkreta "
            "brottsförebyggande arbetet bedrivs i en samverkansgrupp i varje kommun, med en egen handlingsplan som "
            f"grund. Det här är {name} kommuns plan. Den bygger på den gemensamma lägesbilden."
        ),
        "follow_up": "Samverkansgruppen går igenom planen vid varje möte.",
        "anchored": {
            "anchored_municipality": f"Kommunledningen i {name} kommun",
            "anchored_police": "Ledningen för lokalpolisområde Piteå",
        },
        "decision": {"body": "Samverkansgruppen", "paragraph": ""},
        "problems": (
            {
                "name": "Alkohol, narkotika, doping, tobak och spel",
                "area": {"theme": "narcotics", "priority": 1},
                "reason": "Det första av områdena i överenskommelsen.",
                "goals": (("effect", "Färre unga dricker alkohol före 18 år.", "", ""),),
                "measures": (("Föräldrastöd i skolan varje termin.", BOTH, "Skola, elevhälsa och polis"),),
            },
            {
                "name": "Psykisk och fysisk hälsa",
                "area": {"theme": "health", "priority": 2},
                "reason": "Området finns i överenskommelsen; kartläggningen visar att fler unga mår dåligt.",
                "goals": (("activity", "Skola och polis träffas en gång i månaden.", "", ""),),
                "measures": (
                    (
                        "Månadsmöte mellan skola, socialtjänst och polis.",
                        BOTH,
                        "Samverkansgruppen",
                        "ongoing",
                        "I gång sedan årets början.",
                    ),
                ),
            },
        ),
    }
