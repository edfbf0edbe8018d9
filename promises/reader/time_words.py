"""Swedish words for periods, weekdays, months and seasons. Data only.

# fmt: off

The period names are those of the labelling guideline: day, week, fortnight, month, quarter, term,
half_year, year, occasion, promise.
"""

# Period nouns, indefinite and definite: "per vecka", "i veckan", "/vecka".
PERIOD_NOUNS = {
    "dag": "day",
    "dagen": "day",
    "dygn": "day",
    "dygnet": "day",
    "natt": "day",
    "natten": "day",
    "vardag": "day",
    "kväll": "day",
    "kvällen": "day",
    "skoldag": "day",
    "arbetsdag": "day",
    "morgon": "day",
    "vecka": "week",
    "veckan": "week",
    "v": "week",
    "helg": "week",
    "helgen": "week",
    "helgkväll": "week",
    "helgnatt": "week",
    "veckoslut": "week",
    "månad": "month",
    "månaden": "month",
    "mån": "month",
    "kalendermånad": "month",
    "kvartal": "quarter",
    "kvartalet": "quarter",
    "tertial": "tertial",
    "tertialet": "tertial",
    "termin": "term",
    "terminen": "term",
    "skoltermin": "term",
    "halvår": "half_year",
    "halvåret": "half_year",
    "sexmånadersperiod": "half_year",
    "6-månadersperiod": "half_year",
    "halvårsperiod": "half_year",
    "tremånadersperiod": "quarter",
    "3-månadersperiod": "quarter",
    "kvartalsperiod": "quarter",
    "tvåveckorsperiod": "fortnight",
    "fjortondagarsperiod": "fortnight",
    "14-dagarsperiod": "fortnight",
    "fyraveckorsperiod": "month",
    "år": "year",
    "året": "year",
    "läsår": "year",
    "läsåret": "year",
    "kalenderår": "year",
    "kalenderåret": "year",
    "verksamhetsår": "year",
    "verksamhetsåret": "year",
    "skolår": "year",
    "skolåret": "year",
}
# Once in each season means once a year.
SEASON_NOUNS = frozenset(
    "vår sommar höst vinter vårtermin hösttermin jul påsk valborg midsommar lucia skolstart sommarlov säsong".split()
)

ADVERBS = {
    "dagligen": "day",
    "daglig": "day",
    "dagliga": "day",
    "dagligt": "day",
    "veckovis": "week",
    "veckovisa": "week",
    "veckoligen": "week",
    "månadsvis": "month",
    "månadsvisa": "month",
    "månatligen": "month",
    "månatlig": "month",
    "månatliga": "month",
    "månatligt": "month",
    "kvartalsvis": "quarter",
    "kvartalsvisa": "quarter",
    "tertialvis": "tertial",
    "tertialsvis": "tertial",
    "tertialsvisa": "tertial",
    "kvartalvis": "quarter",
    "veckovist": "week",
    "terminvis": "term",
    "halvårsvist": "half_year",
    "halvårligen": "half_year",
    "tertialvisa": "tertial",
    "terminsvis": "term",
    "terminsvisa": "term",
    "halvårsvis": "half_year",
    "halvårsvisa": "half_year",
    "halvårsvisst": "half_year",
    "årligen": "year",
    "årlig": "year",
    "årliga": "year",
    "årligt": "year",
    "årsvis": "year",
    "varannandagsvis": "day",
}
# "den dagliga verksamheten" is ordinary work, not a frequency.
ORDINARY_WORK = ("verksamhet", "arbete", "drift", "tjänst", "liv", "livet", "rutin")

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
WEEKDAY_ENDINGS = (
    "",
    "en",
    "ar",
    "arna",
    "skväll",
    "kväll",
    "kvällar",
    "skvällar",
    "snatt",
    "snätter",
    "seftermiddag",
    "sförmiddag",
    "smorgon",
    "s",
)
WEEKDAY_WORDS = frozenset(day + ending for day in WEEKDAYS for ending in WEEKDAY_ENDINGS)
PLURAL_WEEKDAYS = frozenset(day + ending for day in WEEKDAYS for ending in ("ar", "skvällar", "kvällar", "snätter"))

MONTHS = frozenset("januari februari mars april maj juni juli augusti september oktober november december".split())
SEASONS = frozenset(
    "våren sommaren hösten vintern vårterminen höstterminen vårvintern senhösten försommaren sensommaren "
    "vårkanten sommarlovet sportlovet höstlovet påsklovet jullovet sommarmånaderna vintermånaderna "
    "sommarhalvåret vinterhalvåret sommarsäsongen".split()
)
# What a "senast", "före" or "innan" may point at besides months, seasons, dates and years.
DEADLINE_POINTS = frozenset(
    "årsskiftet årsskifte sommaren jul julen skolstart skolstarten midsommar nyår utgången slutet slut årets "
    "vecka kvartalet halvåret terminens terminsstart terminsstarten periodens sommarlovet jullovet semestern "
    "påsk valborg skolavslutningen halvårsskiftet löftesperiodens avtalsperiodens sista utgång april".split()
)

# Days that recur without a calendar: "alla lönehelger" = on each occasion.
OCCASION_NOUNS = (
    "lönehelg",
    "riskkväll",
    "riskhelg",
    "storhelg",
    "match",
    "evenemang",
    "arrangemang",
    "skolavslutning",
    "disco",
    "lov",
    "rast",
    "helgdag",
    "högtid",
    "tillställning",
    "konsert",
    "marknad",
    "fest",
    "festival",
    "hemmamatch",
    "lönefredag",
    "klämdag",
    "röd dag",
    "kvällstillfälle",
)

# How often a year a step of n months or n weeks comes round; None keeps a period of the list.
MONTH_STEPS = {2: (6, "year"), 3: (1, "quarter"), 4: (3, "year"), 6: (1, "half_year"), 12: (1, "year")}
