"""Questions about numbers: whether there is one, and which."""

from __future__ import annotations

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from promises.codes import TargetKind
from promises.periods import Per
from promises.proposals.cases import Case
from promises.proposals.commitments import LARGEST
from promises.proposals.drafts import Choice, Draft, Question
from promises.proposals.normal_form import counted, in_words
from promises.proposals.patterns import JOINT, MAKING, STRIVING
from promises.proposals.steps import EACH, TOTAL
from promises.reader.number_words import UNITS
from promises.wording import units

Option = tuple[str, str, Draft]


def ask(case: Case, about: str, text: str, options: list[Option], wants: str = "choice") -> Question | None:
    """Put a question; each choice carries its target, named anew, and what would be judged with it.

    Choices that come to the same are one. With one choice there is nothing to ask.
    """
    choices: list[Choice] = []
    for key, answer, draft in options:
        draft = case.named(draft)
        if draft not in [choice.draft for choice in choices]:
            choices.append(Choice(key, answer, case.consequence(draft), draft))
    return Question(about, text, tuple(choices), wants=wants) if wants != "choice" or len(choices) > 1 else None


def is_count(draft: Draft) -> bool:
    return draft.kind == TargetKind.COUNT


def amount(draft: Draft) -> str:
    """ "minst 2 riktade insatser", as the target has it."""
    return _("minst %(minimum)s %(units)s") % {
        "minimum": draft.minimum,
        "units": units(draft, draft.minimum),
    }


def article(case: Case, draft: Draft) -> Question | None:
    if "article" not in case.facts.doubts or not is_count(draft):
        return None
    options = [("one", _("ja, minst en"), draft), ("none", _("nej, inget antal"), _wordy(case, draft))]
    last = case.period.last_day
    if last is not None and case.facts.says(MAKING):
        ready = replace(_wordy(case, draft), kind=TargetKind.DELIVERABLE.value, due_on=last)
        options.append(("ready", _("det ska finnas, senast %(day)s") % {"day": last}, ready))
    return ask(case, "article", _("Betyder ”en/ett” att det ska ske minst en gång?"), _firm_first(case, options))


def implied(case: Case, draft: Draft) -> Question | None:
    if "implied" not in case.facts.doubts or not is_count(draft):
        return None
    options = [("one", _("ja, %(amount)s") % {"amount": amount(draft)}, draft)]
    options.append(("none", _("nej, inget antal"), _wordy(case, draft)))
    text = _("Löftet säger hur ofta men inte hur många. Ska det räknas?")
    return ask(case, "implied", text, _firm_first(case, options))


def _firm_first(case: Case, options: list[Option]) -> list[Option]:
    """Whoever says that they strive for something has not promised a number."""
    return options[::-1] if case.facts.says(STRIVING) else options


def maximum(case: Case, draft: Draft) -> Question | None:
    """An upper bound alone is an offer, and an offer is not counted unless somebody says so."""
    if "maximum" not in case.facts.doubts or not is_count(draft):
        return None
    number = draft.minimum
    options = [
        ("offer", _("ett tak: högst %(number)s, inget minsta antal") % {"number": number}, _wordy(case, draft)),
        ("promise", _("ett löfte: %(amount)s") % {"amount": amount(draft)}, draft),
    ]
    return ask(case, "maximum", _("Är talet ett tak eller ett löfte?"), options)


def about(case: Case, draft: Draft) -> Question | None:
    if "about" not in case.facts.doubts or not is_count(draft):
        return None
    options = [
        ("number", _("ja, %(amount)s") % {"amount": amount(draft)}, draft),
        ("estimate", _("nej, bara en uppskattning"), _wordy(case, draft)),
    ]
    return ask(case, "about", _("Talet är ungefärligt. Ska det räknas som ett minsta antal?"), options)


def range_(case: Case, draft: Draft) -> Question | None:
    """The lower number is promised; the higher is shown beside it."""
    high = upper_bound(case)
    if "range" not in case.facts.doubts or not is_count(draft) or not draft.minimum:
        return None
    if high is None or high <= draft.minimum:
        return None
    values = {"low": draft.minimum, "high": high}
    options = [
        ("lower", _("minst %(low)s; %(high)s visas som högst") % values, replace(draft, maximum=high)),
        ("higher", _("minst %(high)s") % values, replace(draft, minimum=high)),
    ]
    return ask(case, "range", _("Löftet anger %(low)s till %(high)s. Vilket tal utlovas?") % values, options)


def upper_bound(case: Case) -> int | None:
    """The higher number of a range, as the promise writes it."""
    number = rf"(\d{{1,5}}|{'|'.join(UNITS)})"
    for text in (case.facts.words, case.facts.near):
        match = re.search(rf"\b{number}{JOINT}{number}\b", text, re.IGNORECASE)
        if match:
            word = match.group(2).lower()
            return min(int(word) if word.isdigit() else UNITS[word], LARGEST)
    return None


def total(case: Case, draft: Draft) -> Question | None:
    """ "Fyra vandringar, en per kvartal": the rate is what is promised, unless somebody says the sum."""
    if "total" not in case.facts.doubts or not is_count(draft):
        return None
    options = [("rate", _("takten: %(amount)s varje gång") % {"amount": amount(draft)}, draft)]
    sum_of_all = replace(draft, minimum=_sum(case, draft), per=Per.PERIOD.value, counting=TOTAL)
    options.append(("sum", _("summan, när som helst under perioden"), sum_of_all))
    return ask(case, "total", _("Både en summa och en takt anges. Vilken gäller?"), options)


def _sum(case: Case, draft: Draft) -> int:
    """The sum said before the rate; if it cannot be read, what the rate comes to."""
    match = re.search(rf"\b(\d{{1,5}}|{'|'.join(UNITS)})\b", case.facts.words, re.IGNORECASE)
    said = 0 if match is None else int(match[1]) if match[1].isdigit() else UNITS[match[1].lower()]
    if said > 1:
        return said
    # A period with room for no bucket is tried as one.
    return (draft.minimum or 1) * (max(1, case.buckets_in(Per(draft.per))) if case.period.last_day else 1)


def occasion(case: Case, draft: Draft) -> Question | None:
    """How many days there are is in the calendar, not in the promise."""
    if "occasion" not in case.facts.doubts or draft.kind not in (TargetKind.COUNT, TargetKind.QUALITATIVE):
        return None
    each = replace(counted(case, case.facts.count or 1, Per.OCCASION, EACH), condition=draft.condition)
    options = [
        ("each", _("ja, varje dag i kalendern för sig"), each),
        ("none", _("nej, det bedöms i ord"), _wordy(case, draft)),
    ]
    return ask(case, "occasion", _("Löftet gäller vissa dagar. Ska de följas dag för dag med er kalender?"), options)


def _wordy(case: Case, draft: Draft) -> Draft:
    """The same target without its number."""
    return replace(in_words(case), condition=draft.condition)
