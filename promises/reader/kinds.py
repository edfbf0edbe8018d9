"""The kind and period of a target: the guideline's order of precedence, first that fits."""

from dataclasses import dataclass

from promises.reader.nouns import is_receiver
from promises.reader.stretches import Stretch
from promises.reader.targets import Target
from promises.reader.tokens import Token

# People who work, not people who are reached.
_STAFF = tuple(
    "värdar poliser vakter vuxna fältare volontärer samordnare assistenter person patrullerande vakt "
    "ledare personal förälder chefer handledare hundförare anställda ansvariga".split()
)


# Verbs that put people to work: "har minst tre medarbetare", "avdelar två personer".
_STAFFING = ("har", "avsätt", "avdel", "anställ", "rekryter", "tillsätt", "bemanna")
# Verbs that reach people, at work or not: "utbildar minst 60 anställda".
_TEACHING = ("utbild", "inform", "föreläs", "nå")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Count, period and kind by the guideline's names."""

    count: int | None
    period: str | None
    kind: str


def judge_number(
    tokens: list[Token],
    target: Target,
    *,
    conditional: bool,
    average: bool,
    stretch: Stretch | None,
    deadline: bool,
) -> Verdict:
    """Return kind and period of a target that has a number or a frequency."""
    period = target.frequency.period if target.frequency else (stretch.period if stretch else None) or "promise"
    if conditional:
        return Verdict(target.value, period, "conditional")
    if target.quantity and target.quantity.sort == "percent":
        days = target.frequency is not None and target.frequency.doubt in ("weekday", "weekdays")
        return Verdict(target.value, "promise" if days else period, "percent")
    if _reaches(tokens, target):
        return Verdict(target.value, period, "reach")
    if target.frequency or average:
        return Verdict(target.value, period, "rate")
    if deadline:
        return Verdict(target.value, None, "deadline")
    if target.value is None:
        return Verdict(None, None, "continuous")
    return Verdict(target.value, period, "count")


def judge_bare(*, conditional: bool, universal: bool, deadline: bool, stretch: Stretch | None) -> Verdict:
    """Return kind and period of a clause without a number or a frequency."""
    if conditional:
        return Verdict(None, None, "conditional")
    if universal:
        return Verdict(None, (stretch.period if stretch else None) or "promise", "reach")
    if deadline:
        return Verdict(None, None, "deadline")
    return Verdict(None, None, "continuous")


def _reaches(tokens: list[Token], target: Target) -> bool:
    """Tell whether the number counts people who are reached: "200 elever", not "två ordningsvakter"."""
    if target.quantity is None or target.noun is None or target.value is None:
        return False
    if target.quantity.sort != "noun" or target.quantity.after_noun:
        return False
    noun = tokens[target.noun].low
    first = target.quantity.first
    if any(token.low.startswith(_STAFFING) for token in tokens[max(0, first - 4) : first]):
        return False
    around = tokens[max(0, first - 4) : target.noun + 5]
    taught = any(token.low.startswith(_TEACHING) for token in around)
    return is_receiver(noun) and target.value > 1 and (taught or not noun.endswith(_STAFF))
