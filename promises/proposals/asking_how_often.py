"""Questions about how often: in each, on average or in all; which days and which part of the year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from promises.consequences import demand
from promises.periods import Per, Period
from promises.proposals import days
from promises.proposals.asking import ask, is_count
from promises.proposals.cases import Case
from promises.proposals.commitments import LARGEST
from promises.proposals.drafts import Draft, Question
from promises.proposals.normal_form import named_months
from promises.proposals.steps import (
    AVERAGE,
    EACH,
    NO_AVERAGE,
    TOTAL,
    Step,
    fits,
    parts_of_year,
    rule_in_words,
    said_per,
    step_in,
    stepped_total,
)
from promises.wording import every, month_names

# Any half-year will do to reckon how many steps it has room for.
_HALF_A_YEAR = Period(date(2019, 1, 1), date(2019, 6, 30))


def tertial(case: Case, draft: Draft) -> Question | None:
    if "tertial" not in case.facts.doubts or not is_count(draft) or draft.per != Per.TERTIAL:
        return None
    number = draft.minimum or 1
    options = [
        ("each", _("ja, varje tertial för sig"), draft),
        ("year", _("nej, tre gånger så många när som helst under året"), _times(case, draft, number * 3, Per.YEAR)),
    ]
    return ask(case, "tertial", _("Tertial är fyra månader. Ska varje tertial prövas för sig?"), options)


def stepped(case: Case, draft: Draft) -> Question | None:
    """A period that Swedish has a word for but the calendar of a target has not."""
    said = step_in(case.facts.near)
    if "stepped" not in case.facts.doubts or not is_count(draft) or said is None:
        return None
    in_all = ("total", _("sammanlagt, när som helst under perioden"), _all_of(case, draft))
    if draft.per == Per.PERIOD:
        yearly_rate = _times(case, draft, case.facts.count or 1, said_per(case))
        spread = _spread(case, draft, said)
        options = [
            in_all,
            ("year", _("så många %(every)s") % {"every": every(yearly_rate.per)}, yearly_rate),
            ("spread", _("utspritt, %(every)s för sig") % {"every": every(spread.per)}, spread),
        ]
    else:
        options = [("each", _("%(every)s för sig") % {"every": every(draft.per)}, draft), in_all]
    return ask(case, "stepped", _("Löftet säger ”%(words)s”. Hur ska det följas?") % {"words": said.words}, options)


def weekday(case: Case, draft: Draft) -> Question | None:
    if "weekday" not in case.facts.doubts or not is_count(draft):
        return None
    some = replace(_uncounted(draft), weekdays=draft.weekdays)
    options = [("weekly", _("ja, varje vecka"), draft), ("some", _("nej, vissa veckor"), some)]
    return ask(case, "weekday", _("Gäller det varje vecka?"), options)


def weekdays(case: Case, draft: Draft) -> Question | None:
    """Two named days are twice a week, or either of them. A number not said is already once for each day."""
    named = days.weekdays(case.facts.near)
    if "weekdays" not in case.facts.doubts or not is_count(draft) or len(named) < 2 or not draft.minimum:
        return None
    once = max(1, draft.minimum // len(named)) if "implied" in case.facts.doubts else draft.minimum
    both_days = replace(draft, minimum=min(once * len(named), LARGEST))
    options = [
        ("both", _("ja, minst %(number)s i veckan") % {"number": both_days.minimum}, both_days),
        ("either", _("nej, vilken av dagarna som helst"), replace(draft, minimum=once)),
    ]
    return ask(case, "weekdays", _("Räknas varje nämnd veckodag för sig?"), options)


def parted(case: Case, draft: Draft) -> Question | None:
    """ "En på våren och en på hösten": one in each part of the year, or both whenever it suits?"""
    rule = parts_of_year(case)
    if rule is None or not is_count(draft):
        return None
    total = replace(draft, minimum=min(rule.minimum * 2, LARGEST), per=Per.PERIOD.value, counting=TOTAL)
    options = [
        ("each", _("ja, minst %(minimum)s %(every)s") % {"minimum": rule.minimum, "every": every(rule.per)}, draft),
        ("total", _("nej, minst %(minimum)s sammanlagt, när som helst") % {"minimum": total.minimum}, total),
    ]
    text = _("Löftet delar upp antalet på delar av året. Ska varje del prövas för sig?")
    return ask(case, "parted", text, options)


def season(case: Case, draft: Draft) -> Question | None:
    """A season is some months to one and other months to another."""
    months = named_months(case)
    if not is_count(draft) or not months or days.months(case.facts.near) or draft.months != months:
        return None
    names = month_names(months, _("och"))
    rule = rule_in_words(case, case.facts.count or 1)
    whole = replace(draft, months=(), per=rule.per.value, counting=rule.counting, minimum=rule.minimum)
    options = [
        ("months", _("ja, bara %(months)s") % {"months": names}, draft),
        ("always", _("nej, hela perioden"), whole),
    ]
    return ask(case, "season", _("Löftet nämner en årstid. Ska bara det som görs då räknas?"), options)


def short_period(case: Case, draft: Draft) -> Question | None:
    """ "Två per halvår" in a set of three months: there is no half-year to try it against."""
    per = said_per(case)
    if not is_count(draft) or per in (Per.PERIOD, Per.YEAR, Per.OCCASION) or draft.per != Per.PERIOD:
        return None
    if draft.months or case.facts.count is None or fits(case, per) or step_in(case.facts.near):
        return None
    less = max(1, (draft.minimum or 1) // 2)
    options = [("whole", _("ja, minst %(number)s sammanlagt") % {"number": draft.minimum}, draft)]
    if less != draft.minimum:
        options.append(("part", _("nej, minst %(number)s räcker") % {"number": less}, replace(draft, minimum=less)))
    text = _("Perioden rymmer högst en gång ”%(every)s”. Gäller hela antalet ändå?") % {"every": every(per)}
    return ask(case, "short_period", text, options)


def yearly(case: Case, draft: Draft) -> Question | None:
    """ "Under året" in a set of several years: each of them, or once in all?"""
    if not is_count(draft) or draft.per != Per.YEAR or "tertial" in case.facts.doubts:
        return None
    options = [
        ("each", _("i varje år för sig"), replace(draft, counting=EACH)),
        ("total", _("sammanlagt"), _sum(draft)),
    ]
    options.append(("average", _("i snitt per år"), replace(draft, counting=AVERAGE)))
    if draft.counting == AVERAGE:
        options = [options[2], *options[:2]]
    return ask(case, "yearly", _("Perioden är längre än ett år. Gäller antalet varje år?"), options)


def each_or_average(case: Case, draft: Draft) -> Question | None:
    """A rate is meant for each bucket, unless the words say "i snitt"."""
    if not is_count(draft) or case.facts.is_average or draft.counting != EACH or parts_of_year(case):
        return None
    per = Per(draft.per)
    if per in NO_AVERAGE or per is Per.YEAR:
        return None
    options = [
        ("each", _("%(every)s för sig") % {"every": every(per)}, draft),
        ("average", _("i snitt över hela perioden"), replace(draft, counting=AVERAGE)),
    ]
    return ask(case, "each_or_average", _("Ska antalet nås varje gång, eller i snitt?"), options)


def average_of_terms(case: Case, draft: Draft) -> Question | None:
    """Terms are of different length, so an average of them means nothing."""
    if not is_count(draft) or not case.facts.is_average or Per(draft.per) not in NO_AVERAGE:
        return None
    options = [
        ("each", _("%(every)s för sig") % {"every": every(draft.per)}, draft),
        ("total", _("sammanlagt lika många"), _all_of(case, draft)),
    ]
    text = _("Ett snitt kan inte räknas %(every)s. Hur ska det följas?") % {"every": every(draft.per)}
    return ask(case, "average_of_terms", text, options)


def _times(case: Case, draft: Draft, minimum: int, per: Per) -> Draft:
    """So many per a longer period, or in all where the set has room for no more than one."""
    if per is Per.PERIOD or not fits(case, per):
        return replace(_sum(draft), minimum=min(minimum, LARGEST))
    return replace(draft, minimum=min(minimum, LARGEST), per=per.value, counting=EACH)


def _sum(draft: Draft) -> Draft:
    return replace(draft, per=Per.PERIOD.value, counting=TOTAL)


def _all_of(case: Case, draft: Draft) -> Draft:
    """What the rule comes to in all, whenever it is done; unchanged where there is no last day to reckon to."""
    if draft.per == Per.PERIOD or case.period.last_day is None:
        return draft
    asked = demand(draft.minimum or 1, draft.per, EACH, case.period, case.terms, case.occasions)
    return replace(_sum(draft), minimum=max(1, min(asked.required or 1, LARGEST)))


def _spread(case: Case, draft: Draft, step: Step) -> Draft:
    """The same number spread over the year: every other month is three each half-year."""
    steps = stepped_total(replace(case, period=_HALF_A_YEAR), 1, step)
    once = (draft.minimum or 1) // max(1, stepped_total(case, 1, step))
    return _times(case, draft, max(1, once) * steps, Per.HALF_YEAR)


def _uncounted(draft: Draft) -> Draft:
    return Draft("qualitative", "", unit=draft.unit, units=draft.units, usual_type=draft.usual_type)
