"""Swedish verbs of promises, with the forms that tell promise from outcome. Data only."""

# fmt: off

# Stems of the regular first group: kontroller-a/-ar/-as/-ade/-ades/-at/-ats.
DOING_A = """
anordn ordn arranger kontroller informer utbild samverk samarbet arbet patruller fotpatruller nattvandr vandr
medverk verk prioriter fokuser sats rikt planer skap start inrätt upprätt utveckl uppdater revider utvärder
redovis rapporter publicer kommunicer kall saml samordn initier etabler installer monter renover förbättr rust
utök motverk inventer gransk uppmärksamm prat tal svar besvar övervak bevak ronder cirkuler stött
uppmuntr involver engager implementer lämn presenter rekryter bemann öppn åtgärd saner städ gallr mål test
finansier del skick distribuer annonser kontakt lyssn beakt tillämp inspekter verkställ lärarled påbörj
förankr
vidareutveckl effektiviser synliggör möjliggör trygghetsvandr placer ager förmedl introducer pröv snickr
erbjudand fortsätt belys satsn ansvar utlov kameraövervak delge marknadsför bearbet analyser komplettr
invit sprid dokumenter identifier följ utarbet utvidg stimuler avverk hant hanter besiktig verkst
medfinansier avslut inled delt lagför beslagt söker aktualiser aviser realiser intensifier omvandl snöröj plog
sand ompröv avslut lanser överlämn upphandl driftsätt bekräft stimuler utrust utöv passer tjänstgör närvar
tillfråg vidmakthåll vidt beivr omhändert stopp identifier tvätt
lag reparer flytt bredd begräns forsl skylt trimm asfalter planter upprep eftersök skydd hantera läns
aktiver mobiliser koordiner tillfråg bevilj ifrågasätt provtag genomlys uppvakt premier
sop vård rens förtydlig avdel undervis span tillkall räkn coach lots sluss film belön bortforsl salt snygg
fräsch gäst inkall sammankall bok permanent fortbild trän öv varn stram fördjup införskaff marknadsanpass samtal jobb
"""

# present, infinitive, passive, past, past passive, supine(s); "-" where there is none.
DOING_IRREGULAR = """
gör göra görs gjorde gjordes gjort gjorts
genomför genomföra genomförs genomförde genomfördes genomfört genomförts
utför utföra utförs utförde utfördes utfört utförts
inför införa införs införde infördes infört införts
håller hålla hålls höll hölls hållit hållits
tillhandahåller tillhandahålla tillhandahålls tillhandahöll tillhandahölls tillhandahållit tillhandahållits
besöker besöka besöks besökte besöktes besökt besökts
följer följa följs följde följdes följt följts
erbjuder erbjuda erbjuds erbjöd erbjöds erbjudit erbjudits
bjuder bjuda bjuds bjöd bjöds bjudit bjudits
inbjuder inbjuda inbjuds inbjöd inbjöds inbjudit inbjudits
tar ta tas tog togs tagit tagits
ger ge ges gav gavs gett getts
får få fås fick - fått -
går gå - gick - gått -
deltar delta - deltog - deltagit -
deltager deltaga - - - - -
ses ses ses sågs - setts -
ser se - såg - sett -
träffar träffa träffas träffade träffades träffat träffats
träffas träffas träffas träffades - träffats -
möts mötas möts möttes - mötts -
möter möta möts mötte möttes mött mötts
sammanträder sammanträda - sammanträdde - sammanträtt -
sker ske - skedde - skett -
sätter sätta sätts satte sattes satt satts
bygger bygga byggs byggde byggdes byggt byggts
byter byta byts bytte byttes bytt bytts
röjer röja röjs röjde röjdes röjt röjts
klipper klippa klipps klippte klipptes klippt klippts
sköter sköta sköts skötte sköttes skött skötts
mäter mäta mäts mätte mättes mätt mätts
söker söka söks sökte söktes sökt sökts
avsätter avsätta avsätts avsatte avsattes avsatt avsatts
tillsätter tillsätta tillsätts tillsatte tillsattes tillsatt tillsatts
sänder sända sänds sände sändes sänt sänts
använder använda används använde användes använt använts
lyfter lyfta lyfts lyfte lyftes lyft lyfts
driver driva drivs drev drevs drivit drivits
bedriver bedriva bedrivs bedrev bedrevs bedrivit bedrivits
bidrar bidra - bidrog - bidragit -
fortsätter fortsätta - fortsatte - fortsatt -
fortgår fortgå - fortgick - fortgått -
inleder inleda inleds inledde inleddes inlett inletts
slutför slutföra slutförs slutförde slutfördes slutfört slutförts
enas enas - enades - enats -
stämmer stämma stäms stämde stämdes stämt stämts
sprider sprida sprids spred spreds spritt spritts
delger delge delges delgav delgavs delgett delgetts
anställer anställa anställs anställde anställdes anställt anställts
stödjer stödja stöds stödde stöddes stött stötts
stöder stöda stöds stödde stöddes stött stötts
hjälper hjälpa hjälps hjälpte hjälptes hjälpt hjälpts
förebygger förebygga förebyggs förebyggde förebyggdes förebyggt förebyggts
kartlägger kartlägga kartläggs kartlade kartlades kartlagt kartlagts
lägger lägga läggs lade lades lagt lagts
utreder utreda utreds utredde utreddes utrett utretts
stärker stärka stärks stärkte stärktes stärkt stärkts
förstärker förstärka förstärks förstärkte förstärktes förstärkt förstärkts
ökar öka ökas ökade ökades ökat ökats
minskar minska minskas minskade minskades minskat minskats
underhåller underhålla underhålls underhöll underhölls underhållit underhållits
verkställer verkställa verkställs verkställde verkställdes verkställt verkställts
ställer ställa ställs ställde ställdes ställt ställts
kör köra körs körde kördes kört körts
leder leda - ledde leddes lett letts
upprätthåller upprätthålla upprätthålls upprätthöll upprätthölls upprätthållit upprätthållits
säkerställer säkerställa säkerställs säkerställde säkerställdes säkerställt säkerställts
tillser tillse tillses tillsåg tillsågs tillsett -
ingriper ingripa - ingrep - ingripit -
uppmanar uppmana uppmanas uppmanade uppmanades uppmanat uppmanats
når nå nås nådde nåddes nått nåtts
syns synas - syntes - synts -
synas synas synas syntes - synts -
finns finnas - fanns - funnits -
hänger hänga hängs hängde hängdes hängt hängts
skriver skriva skrivs skrev skrevs skrivit skrivits
undersöker undersöka undersöks undersökte undersöktes undersökt undersökts
återkopplar återkoppla återkopplas återkopplade återkopplades återkopplat återkopplats
står stå - stod - stått -
sitter sitta - satt - suttit -
kommer komma - kom - kommit -
rör röra rörs rörde rördes rört rörts
lär lära lärs lärde lärdes lärt lärts
åker åka - åkte - åkt -
låter låta - lät - låtit -
föreläser föreläsa föreläses föreläste föreläses föreläst -
utser utse utses utsåg utsågs utsett utsetts
inviger inviga invigs invigde invigdes invigt invigts
fastställer fastställa fastställs fastställde fastställdes fastställt fastställts
antar anta antas antog antogs antagit antagits
offentliggör offentliggöra offentliggörs offentliggjorde offentliggjordes offentliggjort offentliggjorts
synliggör synliggöra synliggörs synliggjorde - synliggjort -
möjliggör möjliggöra möjliggörs möjliggjorde - möjliggjort -
ersätter ersätta ersätts ersatte ersattes ersatt ersatts
bistår bistå - bistod - bistått -
vidtar vidta vidtas vidtog vidtogs vidtagit vidtagits
uppsöker uppsöka uppsöks uppsökte uppsöktes uppsökt uppsökts
upplyser upplysa upplyses upplyste - upplyst -
bemöter bemöta bemöts bemötte - bemött -
väljer välja väljs valde valdes valt valts
beslagtar beslagta - beslagtog beslagtogs beslagtagit beslagtagits
omhändertar omhänderta omhändertas omhändertog omhändertogs omhändertagit omhändertagits
upptäcker upptäcka upptäcks upptäckte upptäcktes upptäckt upptäckts
griper gripa grips grep greps gripit gripits
beskär beskära beskärs beskar - beskurit -
anlägger anlägga anläggs anlade anlades anlagt anlagts
ringer ringa rings ringde ringdes ringt ringts
svarar svara svaras svarade svarades svarat svarats
hyr hyra hyrs hyrde hyrdes hyrt hyrts
fäller fälla fälls fällde fälldes fällt fällts
sågar såga sågas sågade sågades sågat sågats
köper köpa köps köpte köptes köpt köpts
tänder tända tänds tände tändes tänt tänts
bekostar bekosta bekostas bekostade bekostades bekostat bekostats
tömmer tömma töms tömde tömdes tömt tömts
belyser belysa belyses belyste belystes belyst belysts
förlänger förlänga förlängs förlängde förlängdes förlängt förlängts
samråder samråda - samrådde - samrått -
återkommer återkomma - återkom - återkommit -
sammanställer sammanställa sammanställs sammanställde sammanställdes sammanställt sammanställts
handlägger handlägga handläggs handlade handlades handlagt handlagts
handleder handleda handleds handledde handleddes handlett handletts
vägleder vägleda vägleds vägledde vägleddes väglett väglets
höjer höja höjs höjde höjdes höjt höjts
sänker sänka sänks sänkte sänktes sänkt sänkts
skärper skärpa skärps skärpte skärptes skärpt skärpts
förbereder förbereda förbereds förberedde förbereddes förberett förberetts
fullföljer fullfölja fullföljs fullföljde fullföljdes fullföljt fullföljts
återupptar återuppta återupptas återupptog återupptogs återupptagit återupptagits
påminner påminna påminns påminde påmindes påmint påmints
marknadsför marknadsföra marknadsförs marknadsförde marknadsfördes marknadsfört marknadsförts
schemalägger schemalägga schemaläggs schemalade schemalades schemalagt schemalagts
tillsätter tillsätta tillsätts tillsatte tillsattes tillsatt tillsatts
färdigställer färdigställa färdigställs färdigställde färdigställdes färdigställt färdigställts
"""

# Verbs of being, feeling and describing: in the present they are background, never a promise.
STATIVE = frozenset(
    "är bygger består handlar innebär gäller löper syftar utgår visar upplever upplevs uppger känner "
    "oroas tycker "
    "anser ligger beror omfattar innehåller ingår avser betyder krävs behövs kostar bor lever kallas "
    "beskriver "
    "beskrivs grundas grundar framgår avspeglar utgör utgörs saknas heter vistas tillhör bedöms anges "
    "präglas "
    "finansieras regleras definieras baseras karaktäriseras leds styrs koncentreras utsätts händer främjar vill "
    "hoppas tror kan brukar oroar fungerar "
    "menar tackar välkomnar beräknas uppskattas väntas förväntas undertecknas tecknas säger "
    "berättar konstaterar tecknar "
    "motsvarar anmäls drabbas drabbar".split()
)
PAST_STATIVE = frozenset(
    "var hade blev ansåg upplevde uppgav kände fanns visade angav svarade tyckte deltog hölls anmäldes "
    "rapporterade sade sa berättade kunde ville hann valdes inkom blivit utgjorde tecknades undertecknades "
    "undertecknade uppdaterades publicerades antogs beslutades beslutade tillfrågades godkändes framkom "
    "frågade tillfrågade bestod låg gällde innebar saknades omfattade ingick syftade visades lyckades anslöt följdes "
    "uppfyllde uppfylldes resulterade ledde skrev skrevs".split()
)
# Past forms that restate a promise instead of telling an outcome.
RESTATING = frozenset("skulle lovade utlovade utlovades åtog avsåg lovades ålades förband".split())

MODALS = frozenset(
    "ska skall skulle lovar lovade utlovar utlovas utlovade utlovades åtar åtog planerar planeras avser "
    "bör siktar "
    "måste skal förbinder förband utfäster garanterar ämnar påtar".split()
)
# Verbs that wish for an effect when no party acts: "tryggheten ska öka".
EFFECT_VERBS = frozenset(
    "öka ökas minska minskas känna uppleva upplevas bli förbättras stärkas stärka förbättra minimeras trivas "
    "må våga vara skapa skapas motverka motverkas förebygga förebyggas sjunka höja höjas främja upprätthålla "
    "bidra tryggas höjas nå".split()
)
# Verbs that describe a text or a state rather than promise a deed.
DESCRIBING = frozenset(
    "innehålla gälla omfatta avse utgå beskriva syfta löpa fungera tolkas betyda ligga grunda grundas "
    "baseras "
    "genomsyra känna känns leda resultera må uppleva upplevas räknas klara heta medföra kunna förstås".split()
)
CHANGE_VERBS = frozenset("öka minska höja sänka förbättra stärka ökas minskas stärkas höjas".split())
# Agents of these effect verbs promise an activity after all: "Polisen ska öka närvaron".
PURPOSE_STARTS = (("för", "att"), ("i", "syfte", "att"), ("så", "att"), ("i", "avsikt", "att"), ("i", "att"),
                  ("syftet", "är", "att"))
SUBORDINATORS = frozenset("som där då vilket vilka eftersom när trots medan tills vars".split())

# What a verb does, as the noun people count.
NOMINALIZED = {
    "besöka": "besök", "besöks": "besök", "besöker": "besök", "träffas": "träffar",
    "patrullera": "patrullering",
    "patrullerar": "patrullering", "fotpatrullera": "fotpatrullering", "redovisas": "redovisning",
    "redovisar": "redovisning", "kontrollera": "kontroller", "kontrolleras": "kontroller",
    "kontrollerar": "kontroller", "delta": "deltagande", "deltar": "deltagande", "informera": "information",
    "informerar": "information", "informeras": "information", "finnas": "närvaro", "finns": "närvaro",
    "vara": "närvaro", "synas": "närvaro", "revideras": "revidering", "utvärderas": "utvärdering",
    "sammanträder": "sammanträden", "nattvandra": "nattvandring", "rondera": "rondering", "ses": "möten",
    "övervakas": "övervakning", "övervaka": "övervakning", "följs": "uppföljning", "följas": "uppföljning",
    "följer": "uppföljning", "stäms": "avstämning", "stämmas": "avstämning", "utbilda": "utbildning",
    "samverka": "samverkan", "satsas": "extra insatser",
}
