"""Words by which promises name who is responsible. Data only."""

# fmt: off

# Whole words. A party is named in the basic or the definite form; genitives are attributes, not parties.
PARTY_WORDS = {
    "polis": "police", "polisen": "police", "poliser": "police", "poliserna": "police",
    "polismyndigheten": "police", "polismyndighet": "police", "lokalpolisområdet": "police",
    "lokalpolisområde": "police", "lokalpolisområdeschefen": "police", "lpo": "police",
    "kommunpolis": "police",
    "kommunpolisen": "police", "områdespolis": "police", "områdespolisen": "police",
    "områdespoliser": "police",
    "områdespoliserna": "police", "trafikpolisen": "police", "lokalpolisen": "police", "närpolisen": "police",
    "polisområdet": "police", "polise": "police", "poålis": "police", "ungdomspolisen": "police",
    "dialogpoliser": "police", "dialogpolisen": "police", "närpolisområdet": "police",
    "polisvolontärer": "police", "polisvolontärerna": "police",
    "skolpolis": "police", "skolpolisen": "police", "gränspolisen": "police", "polisregion": "police",
    "kommun": "municipality", "kommunen": "municipality", "kommunerna": "municipality",
    "staden": "municipality", "stad": "municipality", "kommunstyrelsen": "municipality",
    "kommunfullmäktige": "municipality", "fullmäktige": "municipality",
    "stadsdelsförvaltningen": "municipality", "stadsdelen": "municipality", "förvaltningen": "municipality",
    "kommunledningen": "municipality", "kommuner": "municipality",
    "brå": "municipality", "brottsförebyggaren": "municipality",
    "rådet": "municipality", "trygghetsrådet": "municipality", "folkhälsorådet": "municipality",
    "säkerhetssamordnare": "municipality", "säkerhetssamordnaren": "municipality",
    "trygghetssamordnare": "municipality", "trygghetssamordnaren": "municipality",
    "folkhälsosamordnaren": "municipality", "drogsamordnaren": "municipality",
    "fältare": "municipality", "fältarna": "municipality", "fältassistent": "municipality",
    "fältassistenter": "municipality", "fältassistenterna": "municipality", "fältarbetare": "municipality",
    "fältarbetarna": "municipality", "fältgruppen": "municipality", "fältteamet": "municipality",
    "fältgrupp": "municipality", "ungdomscoacher": "municipality",
    "ungdomscoacherna": "municipality",
    "fältverksamheten": "municipality", "ungdomsfältare": "municipality",
    "socialtjänst": "municipality", "socialtjänsten": "municipality", "socialförvaltningen": "municipality",
    "individ-": "municipality", "skolan": "municipality", "skola": "municipality", "skolorna": "municipality",
    "skolsköterskan": "municipality", "skolkuratorn": "municipality", "kuratorn": "municipality",
    "socialjouren": "municipality", "elevhälsan": "municipality", "elevhälsa": "municipality",
    "fritidsgården": "municipality",
    "fritidsgårdarna": "municipality", "fritidsledare": "municipality", "fritidsledarna": "municipality",
    "utbildningsförvaltningen": "municipality", "skolledningen": "municipality",
    "skolledning": "municipality", "rektor": "municipality",
    "förskolan": "municipality", "förskolorna": "municipality", "rektorerna": "municipality",
    "rektorer": "municipality", "polispatrull": "police", "polispatruller": "police",
    "alkoholhandläggare": "municipality", "alkoholhandläggaren": "municipality",
    "tekniska": "municipality", "samhällsbyggnadsförvaltningen": "municipality",
    "ungdomsgården": "municipality", "barn-": "municipality", "miljökontoret": "municipality",
    "kultur-": "municipality", "kommunledning": "municipality", "bygglovsenheten": "municipality",
    "gatukontoret": "municipality", "miljöförvaltningen": "municipality", "tillståndsenheten": "municipality",
    "kommunchefen": "municipality", "kommundirektören": "municipality", "stadsdelsnämnden": "municipality",
    "räddningstjänst": "rescue_service", "räddningstjänsten": "rescue_service",
    "länsstyrelsen": "county_administrative_board", "tull": "customs", "tullen": "customs",
    "tullverket": "customs", "hälsocentral": "health_centre", "hälsocentralen": "health_centre",
    "primärvården": "primary_care", "vårdcentralen": "primary_care", "regionen": "region",
    "trafikverket": "transport_administration", "postombud": "parcel_agents", "postombuden": "parcel_agents",
    "skatteverket": "tax_agency", "kronofogden": "enforcement_authority",
    "försäkringskassan": "social_insurance",
    "bostadsbolaget": "housing_company", "bostadsbolagen": "housing_company",
    "fastighetsägare": "property_owners", "fastighetsägarna": "property_owners",
    "åklagarmyndigheten": "prosecution_authority", "kustbevakningen": "coast_guard",
    "civilsamhället": "civil_society", "föreningslivet": "civil_society",
    "krögare": "publicans", "krögarna": "publicans", "näringslivet": "business",
}
MAIN_PARTIES = frozenset({"police", "municipality"})

# Word endings for offices that many municipalities name in their own way.
PARTY_ENDINGS = {
    "förvaltningen": "municipality", "polisen": "police", "kommuns": "", "nämnden": "municipality",
    "polis": "police", "poliser": "police", "kontoret": "municipality", "samordnaren": "municipality",
    "samordnare": "municipality",
}

# Parties that are places or people just as often: only counted where they clearly act.
WEAK_PARTIES = frozenset(
    "skola skolan skolorna förskolan förskolorna fritidsgården fritidsgårdarna ungdomsgården stad staden stadsdelen "
    "rektor krögare krögarna fastighetsägare fastighetsägarna föreningslivet näringslivet civilsamhället poliser rådet "
    "regionen postombud postombuden hälsocentral hälsocentralen primärvården vårdcentralen bostadsbolaget "
    "bostadsbolagen kommuner".split()
)

# After these a party is a place, a receiver or a source, not somebody who acts.
NOT_ACTING_AFTER = frozenset(
    "i inom på till hos från för runt kring över genom enligt om åt mot utanför ur hela vid inför "
    "per utöver under utifrån sin vår egna gentemot".split()
)
# After these it acts together with the subject.
TOGETHER = frozenset("med av mellan både".split())
# Words between a preposition and its party: "i hela kommunen", "till den lokala polisen".
PARTY_ATTRIBUTES = frozenset("hela lokala den berörda vår egna övriga aktuella hel svenska".split())
