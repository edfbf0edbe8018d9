"""What the words of a promise say of the activities that would count: what they are, when, and with whom."""

from __future__ import annotations

import re

from promises.codes import ActivityType, Jointly
from promises.proposals.commitments import Facts
from promises.proposals.noun_forms import both_forms, is_adjective, is_known

# What sets a day apart, so that an activity must be marked with it to count.
TAGS = {
    "riskkväll": r"riskkv[äa]ll",
    "riskhelg": r"riskhelg",
    "lönehelg": r"lönehelg|lönefredag",
    "storhelg": r"storhelg",
    "skolavslutning": r"skolavslutning",
    "skolstart": r"skolstart",
    "valborg": r"valborg",
    "midsommar": r"midsommar",
    "lucia": r"\blucia",
    "halloween": r"halloween",
}
_BEYOND = r"utöver\s+(?:\w+\s+){0,2}?(?:ordinarie|dagliga?|löpande|vanliga?|normala?|verksamhet)"
_DRUGS_IN_TRAFFIC = r"(?:drog|narkotika|rattfyll)\w*\s+i\s+trafik"
# "Gärna vid", "till exempel under": the days that follow are no demand.
SOFTLY = (
    r"\b(?:gärna|helst|främst|framför allt|i första hand|exempelvis|till exempel|t\.? ?ex\.?|bland annat|bl\.? ?a\.?|"
    r"inklusive|särskilt (?:vid|under|på))\s+(?:[\wåäö-]+,?\s+){0,3}?(?:"
)
_TOGETHER = r"\b(?:gemensam\w*|tillsammans|ihop)\b"

# The first that fits. Ordered from the narrow to the wide.
_TYPES = (
    (ActivityType.NIGHT_WALK, r"nattvandr"),
    (ActivityType.SAFETY_WALK, r"trygghets(?:vandring|rond|promenad)|(?<!natt)\bvandring"),
    (ActivityType.FOOT_PATROL, r"fotpatrull|fotpass|\bpatruller|till fots|närvaro"),
    (ActivityType.TOBACCO_INSPECTION, r"tobak"),
    (
        ActivityType.LICENSING_INSPECTION,
        r"krogtillsyn|krogkontroll|krogrond|serveringstillsyn|alkoholtillsyn|utskänkning|serveringsställe|\btillsyn",
    ),
    (
        ActivityType.DRUGS_IN_TRAFFIC,
        r"(?:drog|narkotika|alkohol|rattfyll|nykterhet)\w*[^.]{0,30}trafik|nykterhetskontroll",
    ),
    (ActivityType.TRAFFIC_OPERATION, r"trafik(?!ant)|hastighet|fartkontroll|\bATK\b"),
    (ActivityType.CONCERN_TALK, r"orossamtal|bekymringssamtal"),
    (ActivityType.PARENT_MEETING, r"föräldra(?:möte|träff|kväll|utbildning)|aktivitets(?:dag|tillfälle)"),
    (ActivityType.TRAINING, r"utbild|föreläs|kurs(?:er)?\b|workshop|\bövning"),
    (ActivityType.SCHOOL_VISIT, r"skolbesök|klassbesök|hundsök|besök\w*[^.]{0,30}skol|skol\w*[^.]{0,30}besök"),
    (ActivityType.CITIZEN_CONTACT, r"medborgarkontakt|medborgardialog|medborgarmöte|dialog(?:möte|kväll)|tillgänglig"),
    (ActivityType.INFORMATION, r"information|kampanj|utskick|inlägg|broschyr"),
    (ActivityType.MEETING, r"samverkansmöte|\bmöte|samråd|avstämning|\bträff"),
    (ActivityType.TARGETED_OPERATION, r"insats|kontroll|razzia|tillslag|aktion"),
)


# A verb stands where the text names no thing: "arbeta", "enas", "redovisar".
_VERB = re.compile(r"(?:a|s|erar|^ske|^bli)$")
_LONGEST_THING = 4
_JOINTS = frozenset(("och", "eller", "i", "på", "av", "med", "mot", "till", "om", "för", "att", "under", "vid"))
_BEHIND_UNIT = _JOINTS | {"varje", "alla", "per"}
_BEFORE_UNIT = frozenset(("st", "stycken", "antalet", "antal", "åt", "emot"))
# What is done at a place, from the verb.
_AT_A_PLACE = (
    ("trygghetsvandring", r"vandring"),
    ("tillsyn", r"tillsyn"),
    ("kontroll", r"kontroll"),
    ("möte", r"\bmöte|\bträff"),
    ("informationstillfälle", r"inform|föreläs|utbild"),
    ("besök", r"besök"),
)


def _unit(facts: Facts) -> str:
    """The reader's unit without what only stands around it: "30 st kontroller", "närvaro under"."""
    words = facts.unit.split()
    while words and words[0] in _BEFORE_UNIT | _JOINTS:
        words = words[1:]
    while words and words[-1] in _BEHIND_UNIT:
        words = words[:-1]
    return "närvaro" if words == ["plats"] and facts.says(r"på plats") else " ".join(words)


def is_a_thing(facts: Facts) -> bool:
    """Whether the unit names something that can be counted, and not what is done ("arbeta")."""
    unit = _unit(facts)
    words = unit.split()
    if not words or len(words) > _LONGEST_THING or len(unit) < 3 or _JOINTS.intersection(words):
        return False
    one, many = both_forms(unit)
    if one != many or is_known(words[-1]):
        return True
    return all(is_adjective(word) for word in words[:-1]) and (len(words) > 1 or not _VERB.search(words[-1]))


# What one of them is called, where the text has only the verb: "fotpatrullerar minst en gång i månaden".
_NAMED_BY_VERB = {
    ActivityType.FOOT_PATROL: "fotpatrullering",
    ActivityType.SAFETY_WALK: "trygghetsvandring",
    ActivityType.NIGHT_WALK: "nattvandring",
    ActivityType.TRAINING: "utbildning",
    ActivityType.INFORMATION: "informationsinsats",
    ActivityType.MEETING: "möte",
    ActivityType.CITIZEN_CONTACT: "medborgarkontakt",
    ActivityType.SCHOOL_VISIT: "skolbesök",
    ActivityType.TRAFFIC_OPERATION: "trafikkontroll",
    ActivityType.LICENSING_INSPECTION: "tillsyn",
    ActivityType.TOBACCO_INSPECTION: "tobakstillsyn",
}


# What one of them is called, from what is done and to what: "mäta hastigheten vid fyra tillfällen".
_NAMED_BY_DEED = (
    ("hastighetsmätning", r"\bmäta?s?\s+(?:\w+\s+)?(?:hastighet|fart)"),
    ("hastighetskontroll", r"\bkontroller\w*\s+(?:\w+\s+)?(?:hastighet|fart)"),
    ("nykterhetskontroll", r"\bkontroller\w*\s+(?:\w+\s+)?nykterhet"),
    ("utdelning", r"\bdela[rs]?\s+ut\b"),
    ("kontroll", r"\bkontrollera[rs]?\b"),
    ("inventering", r"\binventera[rs]?\b"),
    ("informationsinsats", r"\binformera[rs]?\b"),
)
_OCCASIONS = r"\b(?:tillfällen?|gånger|gång)\b"


def units(facts: Facts) -> tuple[str, str]:
    """What is counted, in the singular and the plural; blank when the words do not name it."""
    if is_a_thing(facts):
        return both_forms(_unit(facts))
    code = type_in(facts.unit) if " " not in facts.unit else ""
    if code in _NAMED_BY_VERB:
        return both_forms(_NAMED_BY_VERB[ActivityType(code)])
    if not re.search(_OCCASIONS, facts.words, re.IGNORECASE):
        return "", ""
    deed = next((unit for unit, pattern in _NAMED_BY_DEED if facts.says(pattern)), "tillfälle")
    return both_forms(deed)


def done_at_a_place(facts: Facts) -> str:
    """What each of the places would get."""
    return next((unit for unit, pattern in _AT_A_PLACE if facts.says(pattern)), "tillfälle")


def usual_type(facts: Facts) -> str:
    """The sort of activity that is usually logged: by the unit first, then by the words around it."""
    code = type_in(facts.unit) or type_in(facts.words) or type_in(facts.near)
    # "Operativa insatser mot droger i trafiken" is told apart by what stands around the unit.
    if code in (ActivityType.TARGETED_OPERATION, ActivityType.TRAFFIC_OPERATION) and facts.says(_DRUGS_IN_TRAFFIC):
        return ActivityType.DRUGS_IN_TRAFFIC.value
    return code


def type_in(text: str) -> str:
    """The first sort of activity whose words are in a text; "" when there is none."""
    return next((code.value for code, pattern in _TYPES if re.search(pattern, text, re.IGNORECASE)), "")


def tags(facts: Facts) -> tuple[str, ...]:
    """What an activity must be marked with; not what is only an example or a wish ("gärna vid storhelger").

    An activity must bear every mark of a target, so two of them ("valborg och midsommar") are asked for neither.
    """
    firm = [tag for tag, pattern in TAGS.items() if facts.says(pattern) and not facts.says(f"{SOFTLY}{pattern})")]
    return tuple(firm) if len(firm) == 1 else ()


def only_beyond_ordinary(facts: Facts) -> bool:
    """Whether only work beyond ordinary duties counts."""
    return facts.says(_BEYOND)


def jointly(facts: Facts) -> str:
    """Whether all who answer for the promise must take part."""
    if len(set(facts.responsible)) > 1 and facts.says(_TOGETHER):
        return Jointly.ALL.value
    return Jointly.ANY.value
