"""What the demo's situational pictures and problem areas say. The texts are examples; the frame is what the councils'
own pages and agreements tell: who writes, how often, and what the pictures are the ground for.
"""

COUNCIL, MUNICIPAL, POLICE = "", "kommunen", "polisen"

OVERKALIX = {
    "mapping": (
        "Anmälda brott i kommunen är få, omkring 150 om året. Trafikbrott är vanligast, följt av stöld och "
        "skadegörelse. Antalet narkotikabrott följer hur mycket polisen söker.\n\n"
        "Källa: Polisens anmälningsstatistik. Så få brott svänger mycket mellan åren."
    ),
    "other_information": (
        "Skola, elevhälsa och socialtjänst ser att cannabis och tabletter har blivit lättare att få tag på, ofta genom "
        "sociala medier och postpaket. Invånarna nämner hastigheten genom samhället och mörka gångvägar. Primärvården "
        "möter fler unga med oro och sömnsvårigheter."
    ),
    "analysis": (
        "Narkotika bland unga är det som kan göra störst skada och där polis och kommun tillsammans kan göra mest. "
        "Trafiken genom samhället är det som flest bryr sig om. Otryggheten kvällstid hänger ihop med att få är ute "
        "och att det är mörkt."
    ),
}
OVERKALIX_BEFORE = {
    **OVERKALIX,
    "other_information": (
        "Skola och socialtjänst ser att cannabis har blivit lättare att få tag på. Invånarna nämner hastigheten genom "
        "samhället."
    ),
    "analysis": (
        "Narkotika bland unga är det som kan göra störst skada. Trafiken genom samhället är det som flest bryr sig om."
    ),
}
OVERKALIX_CONTRIBUTIONS = (
    (
        MUNICIPAL,
        "Överkalix",
        "Skadegörelse på skolan två gånger under hösten. Klotter vid bussterminalen.",
        "Elevhälsan har mött fler elever som har blivit erbjudna narkotika. Två gångvägar saknar belysning.",
        "Det drogförebyggande arbetet i årskurs 7 är det viktigaste.",
    ),
    (
        POLICE,
        "Överkalix",
        "Fler rattfylleribrott på E10 under sommaren. Narkotikabrotten är ringa egna bruk.",
        "Fordon samlas vid macken på fredagskvällar.",
        "Hastigheterna och narkotikan bör stå först.",
    ),
)
OVERKALIX_SEEN = (
    ("Ungdomar samlas vid elljusspåret sena fredagar.", MUNICIPAL, "place", "Elljusspåret"),
    ("Höga hastigheter genom samhället när skolan slutar.", POLICE, "place", "E10 genom samhället"),
)

JOINT = {
    "mapping": (
        "Bilden bygger på kartläggningen från varje kommun och på polisens. I Arjeplog är trafik- och "
        "skoterbrott vanligast, i Arvidsjaur stöld och skadegörelse i centrum. Våld i nära relationer anmäls sällan i "
        "någon av kommunerna."
    ),
    "other_information": (
        "Alkohol, narkotika, doping, tobak och spel om pengar (ANDT-S) nämns av skolan i båda kommunerna. Unga uppger "
        "sämre psykisk hälsa än för några år sedan. Under vintertestsäsongen bor många tillfälligt i Arjeplog."
    ),
    "analysis": (
        "Avstånden gör att polisen sällan är på plats först. Det som hjälper är vuxna som syns, gemensamma regler för "
        "servering och tidigt stöd till unga. Bilden är grunden för gemensamma prioriteringar i de två "
        "samverkansgrupperna."
    ),
}
JOINT_CONTRIBUTIONS = (
    (
        "Arjeplogs kommun",
        "Arjeplog",
        "Skoterkörning i samhället och stölder ur garage.",
        "Många tillfälliga boende vintertid. Skolan ser snusning från årskurs 6.",
        "Tobak och alkohol bland unga är det vi vill börja med.",
    ),
    (
        "Arvidsjaurs kommun",
        "Arvidsjaur",
        "Skadegörelse vid järnvägsstationen och snatterier i centrum.",
        "Socialtjänsten har fler ärenden där spel om pengar ingår.",
        "Psykisk hälsa och spel om pengar behöver mer plats.",
    ),
    (
        POLICE,
        "Arjeplog",
        "Trafikbrott på Silvervägen, flest i februari och mars.",
        "Serveringsställena har god ordning.",
        "Trafik och langning till unga.",
    ),
    (
        POLICE,
        "Arvidsjaur",
        "Narkotikabrott vid resecentrum och tillgreppsbrott i centrum.",
        "Bilburen ungdom samlas på torget under helgerna.",
        "Narkotika och otrygghet i centrum.",
    ),
)

VAGGERYD = {
    "mapping": (
        "Polisens statistik visar inbrott i bostäder längs E4 och skadegörelse i tätorterna. Ungdomsbrotten är få."
    ),
    "other_information": (
        "Fältassistenterna möter unga som dricker i parkerna. Skolan har arbetat med nätvaro. Invånarna frågar efter "
        "mer synlig polis."
    ),
    "analysis": (
        "Handlingsplanen och medborgarlöftena utgår båda från den här lägesbilden. Alkohol bland unga och "
        "bostadsinbrott är de problem som kommun och polis väljer ut."
    ),
}
VAGGERYD_CONTRIBUTIONS = (
    (
        MUNICIPAL,
        "Vaggeryd",
        "Skadegörelse på skolor och fritidsgårdar.",
        "Fältassistenterna ser att unga dricker i parkerna under terminens sista veckor.",
        "Alkohol bland unga.",
    ),
    (POLICE, "Vaggeryd", "Bostadsinbrott nära E4:s avfarter.", "", "Bostadsinbrott och grannsamverkan."),
)

# Council → its problem areas, in order of priority: name, theme, places, when, causes of three kinds, why it comes so.
# What has no causes or no priority yet is there to show what that looks like.
PROBLEMS = {
    "overkalix": (
        {
            "name": "Narkotika bland unga",
            "theme": "narcotics",
            "times": "Fredags- och lördagskvällar",
            "cause_offender": "Den som säljer når unga genom sociala medier och räknar med att inte bli sedd.",
            "cause_target": "Unga som vill höra till, och föräldrar som inte vet vad som erbjuds.",
            "cause_place": "Elljusspåret och paketutlämningen: få vuxna, ingen tillsyn.",
            "priority": 1,
            "priority_reason": "Störst skada, och skola, socialtjänst och polis ser samma sak.",
        },
        {
            "name": "Trafik genom samhället",
            "theme": "traffic",
            "times": "Vid skolans början och slut, och sommarkvällar",
            "cause_offender": "Vana att köra fort på en rak väg; risken att bli stoppad upplevs som liten.",
            "cause_target": "Barn som går till skolan längs vägen.",
            "cause_place": "E10 är bred och rak genom samhället och saknar farthinder.",
            "priority": 2,
            "priority_reason": "Det som flest invånare tar upp.",
        },
        {
            "name": "Otrygghet kvällstid",
            "theme": "safety",
            "times": "Kvällar under vinterhalvåret",
            "cause_place": "Dålig belysning på flera gångvägar och få människor ute.",
            "priority": 3,
            "priority_reason": "Lätt att göra något åt tillsammans.",
        },
    ),
    "haparanda": (
        {
            "name": "Droger i kommunen",
            "background": (
                "Löftena siktar på att minska drognyttjandet. Orossamtal hålls enligt PSS, samverkan mellan polis, "
                "socialtjänst och elevhälsa."
            ),
            "theme": "narcotics",
            "cause_offender": "Beroende och grupptryck; säljare som rör sig över gränsen.",
            "cause_target": "Unga som inte har någon vuxen att prata med.",
            "cause_place": "Resecentrum och torget, där många passerar och få stannar.",
            "priority": 1,
            "priority_reason": "Det som polis, skola och socialtjänst möter oftast.",
        },
        {
            "name": "Våld i nära relationer",
            "background": (
                "Haparanda stad har antagit en nollvision och följer de nationella riktlinjerna om mäns våld mot "
                "kvinnor."
            ),
            "theme": "close_relations",
            "priority": 2,
            "priority_reason": "Nollvisionen är antagen.",
        },
        {
            "name": "Droger i trafiken",
            "background": "Operativa insatser mot droger i trafiken ingår i löftena.",
            "theme": "traffic",
        },
    ),
    "arjeplog": (
        {
            "name": "Alkohol, narkotika, doping, tobak och spel bland unga",
            "background": "Ett av överenskommelsens områden (ANDT-S).",
            "theme": "alcohol",
            "times": "Helger under vintertestsäsongen",
            "cause_offender": "Vuxna som langar och inte ser det som ett brott.",
            "cause_target": "Unga som får tag på alkohol genom äldre vänner.",
            "cause_place": "Tillfälliga boenden utan föräldrar i närheten.",
            "priority": 1,
            "priority_reason": "Skolan i båda kommunerna nämner det först.",
        },
        {
            "name": "Psykisk och fysisk hälsa",
            "background": "Ett av överenskommelsens områden.",
            "theme": "health",
            "priority": 2,
            "priority_reason": "Unga uppger sämre hälsa än förr.",
        },
    ),
    "vaggeryd": (
        {
            "name": "Alkohol bland unga",
            "theme": "alcohol",
            "times": "Terminens sista veckor",
            "cause_offender": "Langning från äldre syskon och kamrater.",
            "cause_target": "Unga som firar utan vuxna.",
            "cause_place": "Parkerna nära centrum, utan insyn.",
            "priority": 1,
            "priority_reason": "Fältassistenterna och polisen ser samma sak.",
        },
        {
            "name": "Bostadsinbrott",
            "theme": "property",
            "cause_place": "Villaområden nära E4:s avfarter.",
            "priority": 2,
            "priority_reason": "Grannsamverkan kan komma i gång snabbt.",
        },
    ),
}
# Haparanda's promises by the words in them → the problem they answer to.
HAPARANDA_ANSWERS = (
    ("trafiken", "Droger i trafiken"),
    ("nära relation", "Våld i nära relationer"),
    ("drog", "Droger i kommunen"),
    ("narkotika", "Droger i kommunen"),
)
