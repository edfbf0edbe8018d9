"""Word endings that tell what kind of thing a noun names. Data only.

# fmt: off

Swedish compounds end in their head: "trafiksäkerhetsinsats" is an "insats". Endings are therefore enough, and
they cover the compounds nobody has written yet.
"""

# Things one does and can count: (singular indefinite endings), (plural endings).
ACTIVITIES = """
insats insatser | kontroll kontroller | vandring vandringar | möte möten | besök besök | tillsyn tillsyner
utbildning utbildningar | träff träffar | kampanj kampanjer | dialog dialoger | föreläsning föreläsningar
seminarium seminarier | konferens konferenser | kväll kvällar | temadag temadagar | aktivitetsdag
aktivitetsdagar
trygghetsdag trygghetsdagar | rond ronder | runda rundor | sök sök | tillslag tillslag | övning övningar
aktion aktioner | aktivitet aktiviteter | samtal samtal | undersökning undersökningar | mätning mätningar
enkät enkäter | inventering inventeringar | kartläggning kartläggningar | uppföljning uppföljningar
utvärdering utvärderingar | avstämning avstämningar | redovisning redovisningar | analys analyser
översyn översyner | satsning satsningar | workshop workshoppar | patrull patruller | pass pass
läger läger | turnering turneringar | mässa mässor | presentation presentationer | kurs kurser
övervakning övervakningar | bevakning bevakningar | lektion lektioner | genomgång genomgångar | åtgärd
åtgärder
köp köp | test tester | fika fika | hus hus | revidering revideringar | sammankomst sammankomster
sammanställning sammanställningar | temavecka temaveckor | dag dagar | vecka veckor | evenemang evenemang
arrangemang arrangemang | konsert konserter | disco discon | aktivitetstillfälle aktivitetstillfällen
timme timmar | patrullering patrulleringar | städning städningar | mätningsperiod mätningar | razzia razzior
ingripande ingripanden | punktmarkering punktmarkeringar | veckobrev veckobrev | visning visningar
utställning utställningar | informationsträff informationsträffar | annons annonser | utskick utskick
spaningspass spaning | resa resor | tävling tävlingar | förhör förhör | kontakt kontakter | hundsök hundsök
information informationer
"""

# Things one makes and hands over: "ta fram en plan", "sätta upp en skylt".
DELIVERABLES = """
plan planer | policy policyer | program program | strategi strategier | rutin rutiner | riktlinje riktlinjer
lista listor | broschyr broschyrer | folder foldrar | film filmer | webbplats webbplatser | sida sidor
app appar | tjänst tjänster | system system | råd råd | brå brå | grupp grupper | nätverk nätverk | team team
forum forum | modell modeller | handbok handböcker | skylt skyltar | kamera kameror | lampa lampor
armatur armaturer | mötesplats mötesplatser | lokal lokaler | lägesbild lägesbilder | problembild
problembilder
överenskommelse överenskommelser | avtal avtal | karta kartor | telefon telefoner | funktion funktioner
samordnare samordnare | projekt projekt | förening föreningar | material material | fond fonder | staket
staket
bom bommar | farthinder farthinder | övergångsställe övergångsställen | korg korgar | bänk bänkar
rapport rapporter | nyhetsbrev nyhetsbrev | guide guider | manual manualer | checklista checklistor
policydokument dokument | utredning utredningar | belysningspunkt belysningspunkter | område områden
kontor kontor | skrift skrifter | löfte löften | blad blad | sammanfattning sammanfattningar | mall
mallar | papperskorg papperskorgar
redogörelse redogörelser | artikel artiklar | park parker | plats platser | filmkamera stolpar | hjärtstartare
cykelparkering parkeringar | gatlykta gatlyktor | kontaktperson kontaktpersoner | väg vägar
tunnel tunnlar | uppdrag uppdrag | miniatyr byggnader | koncept koncept | kanal kanaler | databas databaser
"""

# Persons and other receivers: a number of them is reach, not a number of activities.
RECEIVERS = """
elev elever | ungdom ungdomar | barn barn | förälder föräldrar | vårdnadshavare vårdnadshavare
medarbetare medarbetare | anställd anställda | ansvarig ansvariga | person personer | deltagare deltagare
invånare invånare
medborgare medborgare | hushåll hushåll | senior seniorer | pensionär pensionärer | krögare krögare
handlare handlare | näringsidkare näringsidkare | klassare klassare | lärare lärare | förare förare
nattvandrare nattvandrare | vandrare vandrare | kvinna kvinnor | familj familjer | unga unga
fastighetsägare fastighetsägare | boende boende | chef chefer | pedagog pedagoger | butiksägare butiksägare
personal personal | ledare ledare | äldre äldre | flickor flickor | pojkar pojkar | brottsoffer brottsoffer
brukare brukare | klient klienter | bilist bilister | trafikant trafikanter | cyklist cyklister
studerande studerande | företagare företagare | besökare besökare | tränare tränare | nyanländ nyanlända
| student studenter | gymnasist gymnasister
"""

# Things "alla", "samtliga" and "varje" can cover, besides receivers.
PLACES = """
skola skolor | förskola förskolor | fritidsgård fritidsgårdar | boende boenden | butik butiker | företag
företag
restaurang restauranger | krog krogar | försäljningsställe försäljningsställen | förening föreningar
bostadsområde bostadsområden | klass klasser | arbetsplats arbetsplatser | serveringsställe serveringsställen
kommundel kommundelar | stadsdel stadsdelar | ort orter | tätort tätorter | verksamhet verksamheter
anmälan anmälningar | ärende ärenden | synpunkt synpunkter | klagomål klagomål | tips tips | lampa lampor
fastighet fastigheter | väg vägar | park parker | torg torg | hotell hotell | handelsplats
handelsplatser | by byar | gymnasium gymnasier
lekplats lekplatser | badplats badplatser | gångtunnel gångtunnlar | plan planer | brott brott
oroanmälan orosanmälningar | ställe ställen | lokal lokaler | förvaltning förvaltningar | enhet enheter
"""

# Ongoing or abstract things: their article is no number.
ABSTRACT_ENDINGS = tuple(
    "miljö samverkan samarbete närvaro trygghet känsla arbete arbetssätt fritid vardag bild kultur syn "
    "kontakt relation nivå minskning ökning fokus beredskap tillgänglighet synlighet kommunikation "
    "information "
    "grepp ansvar initiativ tag hänsyn "
    "stad kommun del möjlighet inriktning mål roll förutsättning grund sätt led bas start problem "
    "livsmiljö uppväxt anda dialog utveckling prioritering ambition hållning attityd fråga trafik mängd "
    "rad".split()
)
COUNTABLE_EXCEPTIONS = tuple(
    "lägesbild problembild medborgardialog medarbetardialog ungdomsdialog medborgarkontakt "
    "undersökning sökning kontaktperson föräldradialog invånardialog elevdialog översyn tillsyn".split()
)

# Adjectives that turn even a countable noun into something ongoing: "ha en regelbunden kontakt".
ONGOING_ADJECTIVES = frozenset(
    "regelbunden regelbundet löpande kontinuerlig kontinuerligt nära god gott bra trygg tryggt tryggare "
    "säker "
    "säkert säkrare ökad ökat aktiv aktivt levande tydlig tydligt tydligare hög högt högre fortsatt "
    "bättre "
    "fördjupad fördjupat utvecklad utvecklat stärkt förbättrad förbättrat attraktiv attraktivt "
    "utökad utökat meningsfull meningsfullt jämlik ständig ständigt effektiv effektivt långsiktigt "
    "långsiktig".split()
)

# Numbers before these count parts of the text, not things to do.
META_NOUNS = frozenset(
    "fokusområden fokusområde områden huvudområden problemområden prioriteringar teman mål delmål löften "
    "medborgarlöften delar parter punkter steg prioriterade insatsområden målområden huvudsakliga kap "
    "åtgärdsområden perspektiv".split()
)
# Numbers before these measure time, money, speed or age.
MEASURE_NOUNS = frozenset(
    "år årig åriga minuter minut minuters sekunder kr kronor km/h km kilometer meter m mil tkr mkr "
    "miljoner miljon "
    "poliser§ § kap kapitlet grader".split()
)
DURATION_NOUNS = frozenset(
    "dag dagar dagars vecka veckor veckors månad månader månaders timme timmar timmars dygn "
    "år års åren halvår kvartal terminer".split()
)
OCCASION_COUNTERS = frozenset("gång gånger ggr ggn gg tillfälle tillfällen".split())
PIECES = frozenset("st stycken styck stycket st.".split())
# Words between a number and its noun.
ADJECTIVE_ENDINGS = tuple(
    "ade ada iga ska nde lla tta ala ära ana iva ata na la iella täckta ta ya ra sa da ig sk ad mma mensam t va".split()
)


def _forms(table: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Split a table of "singular plural" pairs into (all endings, plural endings)."""
    words = table.replace("|", " ").split()
    return tuple(dict.fromkeys(words)), tuple(dict.fromkeys(words[1::2]))


ACTIVITY_ENDINGS, ACTIVITY_PLURALS = _forms(ACTIVITIES)
DELIVERABLE_ENDINGS, _ = _forms(DELIVERABLES)
RECEIVER_ENDINGS, _ = _forms(RECEIVERS)
PLACE_ENDINGS, _ = _forms(PLACES)
