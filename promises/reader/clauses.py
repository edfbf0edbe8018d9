"""A sentence cut into clauses, each with its mood: promised, told as done, or only described."""

from dataclasses import dataclass, field

from promises.reader.gaps import gap_at
from promises.reader.heads import is_noun_like
from promises.reader.number_words import NUMBER_WORDS
from promises.reader.party_labels import party_of
from promises.reader.subordinates import Region, find_regions
from promises.reader.time_words import ADVERBS
from promises.reader.tokens import Token, low_at
from promises.reader.verb_words import EFFECT_VERBS
from promises.reader.verbs import is_supine_after_have, verb_tags

_JOINTS = frozenset({"och", "samt", "men", "utan", "medan", ";", ",", "dessutom", "eller", "–"})
_FINITE = frozenset({"modal", "pres", "pass", "past", "have", "stative", "can"})
# Particles belong to their verb: "ta fram och sprida en broschyr" is one action.
_PARTICLES = frozenset("fram upp över igenom ut in av ned ner bort till om aktivt regelbundet löpande".split())
_MOTION = frozenset("kommer går åker sitter står".split())
_RECURRING = frozenset("gång gånger ggr per varje / tillfällen".split())
_MEETING = frozenset("träffas möts ses samlas sammanträder".split())
# Words between a joint and the verb of the next clause.
_BEFORE_VERB = frozenset("och samt att dessutom även också nu regelbundet löpande därefter sedan".split())
_LOOK_AHEAD = 10
_PARTICIPLE_STARTS = frozenset("med av för till i på vid mot om de den det en ett fler samt".split())
_DONE_PARTICIPLES = frozenset(
    "genomförda utförda gjorda genomförd genomfört utfört gjort avslutade utfärdade rapporterade hållna".split()
)


@dataclass(slots=True)
class Clause:
    """Tokens `first` up to `last` (not included). `join` tells how it hangs on the one before."""

    first: int
    last: int
    join: str  # start, new (own finite verb), same (shares the subject), gap or item (share the verb)
    mood: str = ""  # promise, promissory, outcome, background or fragment
    regions: list[Region] = field(default_factory=list)

    def indexes(self) -> list[int]:
        """Return the token indexes outside subordinate clauses."""
        if not self.regions:
            return list(range(self.first, self.last))
        return [i for i in range(self.first, self.last) if not any(r.first <= i < r.last for r in self.regions)]


def split_clauses(tokens: list[Token], tags: list[frozenset[str]]) -> list[Clause]:
    """Return the clauses of a sentence.

    >>> from promises.reader.tagging import tag_verbs
    >>> from promises.reader.tokens import tokenize
    >>> words = tokenize("Polisen lovade tolv kontroller men genomförde nio.")
    >>> [clause.mood for clause in split_clauses(words, tag_verbs(words))]
    ['promise', 'outcome']
    """
    regions = find_regions(tokens, tags)
    inside = [False] * len(tokens)
    for region in regions:
        for index in range(region.first, region.last):
            inside[index] = True
    clauses = [Clause(0, len(tokens), "start")]
    index = 1
    while index < len(tokens):
        join = _join_at(tokens, tags, inside, clauses[-1].first, index)
        if join:
            clauses[-1].last = index
            clauses.append(Clause(index, len(tokens), join))
        index += 1
    for number, clause in enumerate(clauses):
        clause.regions = [r for r in regions if r.first < clause.last and r.last > clause.first]
        clause.mood = _mood(tokens, tags, clause, clauses[number - 1].mood if number else "")
    return clauses


def _join_at(tokens: list[Token], tags: list[frozenset[str]], inside: list[bool], first: int, index: int) -> str:
    if tokens[index].low not in _JOINTS:
        return "same" if low_at(tokens, index + 1) == ")" and _is_list_mark(tokens, index) else ""
    return _boundary(tokens, tags, inside, first, index) or gap_at(tokens, tags, inside, first, index)


def _is_list_mark(tokens: list[Token], index: int) -> bool:
    """Tell whether "2)" goes on with a list inside the sentence: "1) hålla två möten, 2) göra tre besök"."""
    mark = tokens[index].kind == "number" or (len(tokens[index].low) == 1 and tokens[index].low.isalpha())
    return mark and low_at(tokens, index - 1) in (",", "och", "samt", ";")


def _boundary(tokens: list[Token], tags: list[frozenset[str]], inside: list[bool], first: int, index: int) -> str:
    """Return how a clause that starts at the joint `index` hangs on, or "" when none starts there."""
    if inside[index] and tokens[index].low != ";":
        return ""
    if low_at(tokens, index + 1) in ("varav", "därav", "eller") or _joins_subjects(tokens, tags, index):
        return ""
    if low_at(tokens, index - 1).endswith("-") or low_at(tokens, index - 1) == "och":
        return ""
    has_finite = any(tags[i] & _FINITE and not inside[i] for i in range(first, index))
    has_infinitive = any("inf" in tags[i] and not inside[i] for i in range(first, index))
    start = index + 1
    while low_at(tokens, start) in _BEFORE_VERB:
        start += 1
    if has_finite:
        finite = _next_finite(tokens, tags, inside, start)
        if finite is not None and _is_one_action(tokens, tags, first, index, finite):
            return ""
        waits = finite is not None and "inf" in tags[finite] and _modal_waits(tags, first, index)
        if finite is not None and not waits and not _is_pseudo(tokens, tags, first, index, finite):
            return "new" if finite > start else "same"
    if tokens[index].low == "," and _waits_for_infinitive(tokens, tags, first, index):
        return ""
    if (
        (has_finite or has_infinitive)
        and _starts_infinitive(tokens, tags, start)
        and (_has_object(tokens, tags, first, index))
    ):
        return "same"
    return ""


def _joins_subjects(tokens: list[Token], tags: list[frozenset[str]], index: int) -> bool:
    """The "och" of "att polis och kommun träffas" and "nu gör polis och kommun ..." joins two subjects."""
    if party_of(low_at(tokens, index - 1)) is None or party_of(low_at(tokens, index + 1)) is None:
        return False
    if low_at(tokens, index - 2) in ("att", "både", "där", "som", "om"):
        return True
    inverted = index > 2 and bool(tags[index - 2] & {"pres", "modal", "pass"})
    return inverted and not any(party_of(token.low) or token.low == "vi" for token in tokens[: index - 2])


def _waits_for_infinitive(tokens: list[Token], tags: list[frozenset[str]], first: int, index: int) -> bool:
    """Tell whether an "att" still waits for its verb: "sträva efter att dagligen, om tid finns, utföra"."""
    for position in range(index - 1, first, -1):
        if "inf" in tags[position]:
            return False
        if tokens[position].low == "att":
            return True
    return False


def _modal_waits(tags: list[frozenset[str]], first: int, index: int) -> bool:
    """Tell whether the joint stands among the subjects of "ska polisen, kommunen och skolan synas"."""
    modals = [i for i in range(first, index) if "modal" in tags[i]]
    return bool(modals) and not any("inf" in tags[i] for i in range(modals[-1], index))


def _next_finite(tokens: list[Token], tags: list[frozenset[str]], inside: list[bool], start: int) -> int | None:
    for position in range(start, min(start + _LOOK_AHEAD, len(tokens))):
        low = tokens[position].low
        if (low in _JOINTS and low != "och") or low == "." or inside[position]:
            return None
        if low == "och" and party_of(low_at(tokens, position + 1)) is None:
            return None
        if "inf" in tags[position] and "pass" not in tags[position]:
            return None
        if tags[position] & _FINITE:
            return position
    return None


def _is_pseudo(tokens: list[Token], tags: list[frozenset[str]], first: int, index: int, finite: int) -> bool:
    """The "och" of "kommer och pratar" joins one action; so does that between passives after "ska"."""
    if finite == index + 1 and any(tokens[i].low in _MOTION for i in range(first, index)):
        return True
    modal = any("modal" in tags[i] for i in range(first, index))
    new_subject = (
        finite == index + 2
        and tokens[index + 1].low not in ADVERBS
        and not tokens[index + 1].low.endswith(("t", "vis", "en"))
    )
    return modal and tags[finite] >= {"pass", "inf"} and not new_subject


def _is_one_action(tokens: list[Token], tags: list[frozenset[str]], first: int, index: int, finite: int) -> bool:
    """Tell "tas fram och delas ut" and "träffas varje månad och går igenom läget": one thing is done."""
    if finite != index + 1 or tokens[index].low != "och":
        return False
    if any(tokens[i].low in _MEETING for i in range(first, index)):
        return "pass" not in tags[finite]
    passive = any("pass" in tags[i] for i in range(first, index))
    counted = any(tokens[i].low in _RECURRING or tokens[i].low in ADVERBS for i in range(first, index))
    recurs = low_at(tokens, finite + 1) in ADVERBS and not counted
    return passive and "pass" in tags[finite] and (recurs or _is_only_object(tokens, finite + 1))


def _is_only_object(tokens: list[Token], index: int) -> bool:
    """After "tas fram och delas ut" no thing of its own follows: both are done to the same."""
    following = low_at(tokens, index)
    return not following or following in _PARTICLES or following in (".", "i", "på", "till", "av", "vid", "med")


def _starts_infinitive(tokens: list[Token], tags: list[frozenset[str]], start: int) -> bool:
    for position in range(start, min(start + 3, len(tokens))):
        low = tokens[position].low
        if "inf" in tags[position]:
            return True
        if low == "att" and position > start:
            return False  # "och möjligt att följa upp"
        if (
            is_noun_like(low)
            or party_of(low)
            or not low.endswith(("t", "vis", "igen", "en", "ans", "ven", "att", "ande"))
        ):
            return False
    return False


def _has_object(tokens: list[Token], tags: list[frozenset[str]], first: int, index: int) -> bool:
    """The verbs of "informera och utbilda krögare" share an object and make one action."""
    verbs = [i for i in range(first, index) if tags[i] & {"inf", "pres", "pass"}]
    if not verbs:
        return False
    return any(token.low not in _PARTICLES for token in tokens[verbs[-1] + 1 : index])


def _mood(tokens: list[Token], tags: list[frozenset[str]], clause: Clause, before: str) -> str:
    indexes = clause.indexes()
    found = frozenset[str]().union(*(tags[i] for i in indexes))
    have = [i for i in indexes if "have" in tags[i]]
    if "modal" in found:
        return "promise"
    if have and any(
        is_supine_after_have(tokens[i].low) and i > have[0] and tokens[i].kind == "word"
        for i in indexes
        if low_at(tokens, i - 1) not in ("ett", "det")
    ):
        return "outcome"
    if "past" in found or any(tokens[i].low in _DONE_PARTICIPLES for i in indexes):
        return "outcome"
    recurs = any(tokens[i].low in ADVERBS or tokens[i].low in ("varje", "per", "gång", "gånger") for i in indexes)
    if clause.join == "same" and before == "background" and "pass" in found and recurs:
        return "promissory"
    if clause.join in ("same", "gap", "item") and before and not found & {"pres", "stative", "have"}:
        return before
    return _present_mood(tokens, found, indexes, clause)


def _present_mood(tokens: list[Token], found: frozenset[str], indexes: list[int], clause: Clause) -> str:
    if "have" in found or "can" in found:
        return "having"
    doing = found & {"pres", "pass"}
    if "stative" in found and not doing:
        return "background"
    if doing:
        return "promissory"
    return "outcome" if _tells_deed(tokens, indexes) else "fragment"


def _tells_deed(tokens: list[Token], indexes: list[int]) -> bool:
    """Tell the deed "Genomfört 57 insatser" from the attribute of "Förstärkt närvaro"."""
    if not indexes or "supine" not in verb_tags(tokens[indexes[0]].low):
        return False
    following = tokens[indexes[0] + 1] if indexes[0] + 1 < len(tokens) else None
    return following is not None and (
        following.kind == "number"
        or following.low in NUMBER_WORDS
        or following.low.endswith(("er", "ar", "or", "a", "na"))
    )


def is_effect_verb(word: str) -> bool:
    """Tell whether the infinitive wishes for an effect rather than names an action."""
    return word in EFFECT_VERBS
