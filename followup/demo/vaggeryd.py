"""Vaggeryd: the council with its invited seats, restated from the municipality's page."""

COUNCIL = {
    "name": "Brottsförebyggande rådet i Vaggeryd",
    "short_name": "Vaggeryd",
    "slug": "vaggeryd",
    "kind": "local",
    "purpose": (
        "Det brottsförebyggande arbetet är en del av kommunens övergripande trygghets- och säkerhetsarbete. Det utgår "
        "från den handlingsplan som kommun och polis tar fram tillsammans: gemensamma problemområden, mål och en grov "
        "åtgärdsplan, vid sidan av myndigheternas ordinarie uppdrag.\n\n"
        "Handlingsplanen förankras hos Polismyndigheten och på kommunens högsta politiska nivå. Den följs upp "
        "vid vårens första möte och därefter fortlöpande, och revideras inför nästa period. Plan och medborgarlöften "
        "utgår från samma lägesbild."
    ),
    "meetings_per_year": 4,
    "meets_when_needed": True,
    "independence_note": "Rådet är lokalt och har ingen koppling till myndigheten Brottsförebyggande rådet, Brå.",
}
SEATS = (
    {"function": "Kommunstyrelsens ordförande", "is_senior": True},
    {"function": "Kommunstyrelsens vice ordförande", "duty": "chair", "is_senior": True},
    {"function": "Säkerhets- och beredskapssamordnaren", "duty": "convener"},
    {"function": "Ansvarig och representanter för lokalpolisområde Värnamo/Vaggeryd", "several_persons": True},
    {"function": "Kommunens fältassistenter", "several_persons": True},
    {"function": "Samordnare sociala verksamheter"},
    {"function": "Förvaltningschef för barn- och utbildningsförvaltningen", "is_senior": True},
)
