"""What Överkalix thinks of promising next year, as somebody has written it down: read by the reader, not yet reviewed.

The wordings are examples; no municipality has published them.
"""

TEXT = """Förslag till medborgarlöften {year}

Under hösten har vi frågat invånarna vad som skulle göra dem tryggare. 214 personer svarade. Flest nämnde \
hastigheten genom samhället, narkotika och belysningen kring skolan.

Polis och kommun lovar att:
- tillsammans genomföra minst två trygghetsvandringar under året
- finnas på plats vid skolan varje vecka
- hålla en föräldraträff per termin om droger och sociala medier
- genomföra riktade insatser under minst fyra riskkvällar
- göra tillsyn på samtliga serveringsställen

Polisen lovar:
- två till tre trafikkontroller i månaden på E10 vid bron
- att öka den synliga närvaron i centrum
- om handlare önskar, besök och råd om inbrottsskydd

Kommunen lovar att senast den 30 juni {year} ha bytt belysningen längs gångvägen till skolan.

Så gick det förra året
Tre trygghetsvandringar genomfördes. Polisen gjorde 31 trafikkontroller, mot utlovade 24.

Kontakt: kommunens växel
"""

# Problems that the promises answer to, with what is known of each.
PROBLEMS = (
    ("Trafik genom samhället", "Höga hastigheter på E10 och vid skolan. Det som flest invånare tar upp."),
    ("Narkotika bland unga", "Tillgången har ökat enligt skola, socialtjänst och polis."),
    ("Otrygghet kvällstid", "Få människor ute i centrum på kvällarna, och dålig belysning på flera gångvägar."),
)
# Which promise answers to which problem: words of its wording → the problem's name.
ANSWERS = (
    ("trafik", "Trafik genom samhället"),
    ("narkotika", "Narkotika bland unga"),
    ("krög", "Narkotika bland unga"),
    ("nätdroger", "Narkotika bland unga"),
    ("trygghetsvandring", "Otrygghet kvällstid"),
    ("dagligen", "Otrygghet kvällstid"),
)

FRIDAY = 5

# The council's own calendar: month-day → name. With a weekday it is the first such day from there on.
OCCASIONS = (
    ("04-30", None, "Valborgsmässoafton"),
    ("06-09", FRIDAY, "Skolavslutning"),
    ("06-19", FRIDAY, "Midsommarafton"),
    ("08-20", FRIDAY, "Skolstart, första helgen"),
    ("10-31", None, "Halloween"),
    ("12-13", None, "Lucia"),
)
# The municipality's school terms, each from the first Monday or to the first Friday from a day on.
MONDAY = 1
TERMS = ((("01-07", MONDAY), ("06-09", FRIDAY)), (("08-16", MONDAY), ("12-17", FRIDAY)))
PLACE_SET = ("Serveringsställen", ("Folkets hus", "Restaurang Älven", "Pizzeria Norden"))
