"""Where the demo shows each concrete statement of the five published pages that the product was made for.

One line each: whose page says it, what it says in short, who looks, the page, and words that must stand there. A page
after " > " is the first link of the page before whose address begins as said. `tests/browser/test_seeds.py` opens each.
"""

from typing import NamedTuple

from followup.demo import people

ANNA, KARIN = people.COORDINATOR, people.POLICE_MANAGER
ELSA, LENA = people.ARJEPLOG_COORDINATOR, people.VAGGERYD_COORDINATOR


class Statement(NamedTuple):
    of: str
    says: str
    who: tuple[str, ...]
    page: str
    words: tuple[str, ...]


def _of(of, who, *lines):
    return [Statement(of, says, who, page, words) for says, page, *words in lines]


COUNCIL, PROMISES = "/overkalix/bra-gruppen/", "/overkalix/loften/2019/"
AGREEMENT = "/overkalix/overenskommelser/ > /overkalix/overenskommelser/"
OVERKALIX_COUNCIL = _of(
    "Överkalix council",
    ANNA,
    ("seven seats", COUNCIL, "Skola", "Elevhälsa", "Socialtjänst", "Drogförebyggare", "Säkerhetssamordnare"),
    ("seats of others than the municipality", COUNCIL, "Primärvård", "Polis", "hälsocentral"),
    ("the group leads and coordinates", COUNCIL, "leder och samordnar", "drogförebyggande"),
    ("what drug prevention is about", COUNCIL, "höja medvetenheten", "myter om alkohol"),
    ("a safe place is a good place to live", COUNCIL, "attraktiv plats att bo"),
    ("not connected to the authority", COUNCIL, "ingen koppling till myndigheten"),
    ("an agreement with the police", AGREEMENT, "Samverkansavtal", "Polisen", "långsiktiga effekter"),
    ("a joint plan every year", AGREEMENT, "gemensam handlingsplan"),
    ("the plan that was made", "/overkalix/handlingsplaner/", "Gemensam handlingsplan", "Beslutad"),
    ("a joint view of local problems, each year", "/overkalix/lagesbild/", "Gemensam lägesbild", "Fastställd"),
    ("reported to police leadership", "/overkalix/redovisningar/", "Chefen för lokalpolisområde"),
    ("reported to municipal leadership", "/overkalix/redovisningar/", "Kommunledningen"),
    ("how the council has worked is followed up", "/overkalix/sjalvvardering/", "hur rådet har fungerat"),
    ("residents take part in making promises", "/overkalix/dialoger/", "Medborgardialog inför löftena"),
    ("so do those who work there", "/overkalix/dialoger/", "Medarbetardialog"),
)
OVERKALIX_PROMISES = _of(
    "Överkalix promises",
    ANNA,
    ("the parties promise together", PROMISES, "Östra Norrbotten", "Överkalix kommun"),
    ("three sections", PROMISES, "Polisiär närvaro och tillgänglighet", "Arbeta mot narkotika", "Trafiksäkerhet"),
    ("daily presence", PROMISES, "dagligen", "skolor, ungdomsgård"),
    ("a joint safety walk", PROMISES, "minst ett tillfälle tillsammans genomföra trygghetsvandringar"),
    ("a contact a week on average", PROMISES, "minst en medborgarkontakt i snitt per vecka"),
    ("two operations against narcotics", PROMISES, "minst två riktade insatser i kommunen"),
    ("two on risk evenings", PROMISES, "särskilt förekommande riskkvällar"),
    ("publicans are trained", PROMISES, "utbilda krögare"),
    ("a joint inspection of licensed premises", PROMISES, "gemensam tillsyn på ortens utskänkningsställen"),
    ("a joint inspection of tobacco", PROMISES, "gemensam tobakstillsyn"),
    ("parcel agents are trained", PROMISES, "Tillsammans mot nätdroger"),
    ("an activity day for parents and grade 7", PROMISES, "minst en aktivitetsdag"),
    ("four traffic operations", PROMISES, "minst fyra trafiksäkerhetsinsatser"),
    ("traffic where problems arise", PROMISES, "uppstår problem"),
    ("what the activities are to lead to", PROMISES, "brottsförebyggande och trygghetsskapande effekter"),
    ("how the work is carried out", PROMISES, "samverkansavtalet", "handlingsplaner"),
    ("followed up continually, and to whom", PROMISES, "kommunpolisen", "arbetsgruppen"),
    ("a written summary by 31 January", PROMISES, "2020-01-31"),
    ("the summary", "/overkalix/sammanstallning/2019/", "Godkänd", "Chefen för lokalpolisområde"),
)
JOINT = "/arjeplog/overenskommelser/ > /arjeplog/overenskommelser/"
PICTURE = "/arjeplog/lagesbild/ > /arjeplog/lagesbild/"
ARJEPLOG = _of(
    "Arjeplog and Arvidsjaur agreement",
    ELSA,
    ("three parties", JOINT, "Arjeplogs kommun", "Arvidsjaurs kommun", "Polisen"),
    ("areas", JOINT, "alkohol", "narkotika", "doping", "tobak", "spel", "hälsa"),
    ("a joint situational picture", PICTURE, "lägesbild"),
    ("from the facts of both", PICTURE, "Polisen", "kommun"),
    ("a mapping from each municipality", PICTURE, "Arjeplog", "Arvidsjaur"),
    ("a group and a plan in each municipality", "/arjeplog/handlingsplaner/", "Handlingsplan för Arjeplogs kommun"),
    ("and in the other", "/arvidsjaur/handlingsplaner/", "Handlingsplan för Arvidsjaurs kommun"),
    ("joint promises for 2023–2024", "/arjeplog/loften/2023-2024/", "ökad trygghet", "2023–2024"),
    ("presented at the end of April 2023", "/arjeplog/loften/2023-2024/", "2023-04-27"),
    ("the agreement as a PDF", JOINT, "PDF", "SHA-256"),
)
SEATS, PLAN = "/vaggeryd/bra-gruppen/", "/vaggeryd/handlingsplaner/handlingsplan-20162017/"
NEXT = "/vaggeryd/handlingsplaner/handlingsplan-20182019/"
VAGGERYD = _of(
    "Vaggeryd council and plan",
    LENA,
    ("part of the municipality's safety work", SEATS, "trygghets- och säkerhetsarbete"),
    ("four meetings a year and when needed", SEATS, "4 gånger om året", "vid behov"),
    ("chair of the executive board", SEATS, "Kommunstyrelsens ordförande"),
    ("its vice chair is the council's chair", SEATS, "Kommunstyrelsens vice ordförande", "Ordförande"),
    ("the coordinator convenes", SEATS, "Säkerhets- och beredskapssamordnaren", "Sammankallande"),
    ("several from the local police area", SEATS, "lokalpolisområde Värnamo/Vaggeryd", "flera personer"),
    ("youth workers", SEATS, "fältassistenter"),
    ("coordinator of social services", SEATS, "Samordnare sociala verksamheter"),
    ("head of education", SEATS, "barn- och utbildningsförvaltningen"),
    ("a plan for 2016–2017", PLAN, "2016", "2017"),
    ("problem areas chosen together, with goals and measures", PLAN, "Åtgärder", "Mål"),
    ("beside the ordinary duties", PLAN, "ordinarie uppdrag"),
    ("backed at both top levels", PLAN, "Polismyndigheten", "Kommunstyrelsen"),
    ("followed up at the spring's first meeting 2016", PLAN, "2016-02-16"),
    ("and continually after that", PLAN, "2016-09-20", "2017-02-14"),
    ("revised for 2018–2019", NEXT, "2018", "2019"),
    ("a new problem area may be lifted in", NEXT, "Bedrägerier mot äldre"),
    ("plan and promises share one picture", PLAN, "samma lägesbild"),
    ("the meetings", "/vaggeryd/moten/", "4 gånger om året", "Vårens första möte"),
)
GIVEN, TOLD = "/haparanda/loften/2019/", "/haparanda/kommunikation/"
HAPARANDA = _of(
    "Haparanda promises",
    KARIN,
    ("for public health, against crime, for safety", GIVEN, "god folkhälsa", "öka tryggheten"),
    ("concern talks by PSS", GIVEN, "orossamtal", "PSS"),
    ("two operations each half-year", GIVEN, "minst två per halvår"),
    ("drugs in traffic", GIVEN, "droger i trafiken"),
    ("two occasions for parents", GIVEN, "minst två aktivitetstillfällen", "hälsocentral"),
    ("in public places once a week", GIVEN, "minst ett tillfälle per vecka utöver den dagliga verksamheten"),
    ("a zero vision", GIVEN, "nollvision"),
    ("how the work is carried out", GIVEN, "handlingsplaner"),
    ("communication", GIVEN, "veckobrev", "sociala medier"),
    ("what residents were told", TOLD, "Veckobrev", "Möte", "Sociala medier"),
    ("to whom it is reported", GIVEN, "kommunalrådet", "kommundirektören"),
    ("statistics from the police and the municipality", "/haparanda/statistik/", "kriminalunderrättelsetjänst"),
    ("a written summary during February 2020", GIVEN, "februari 2020"),
    ("the problems", "/haparanda/problemomraden/", "Droger i kommunen", "Våld i nära relationer"),
)
STATEMENTS = [*OVERKALIX_COUNCIL, *OVERKALIX_PROMISES, *ARJEPLOG, *VAGGERYD, *HAPARANDA]
