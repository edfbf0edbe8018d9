"""A target in one Swedish sentence, and why an activity does not count towards it.

Plain values in, text out; of Django only the translations are used.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from promises.codes import ActivityType, CountingChoice, EffectDirection, Jointly, PerChoice, TargetKind
from promises.matching import Reason


def rule_sentence(target):
    """What the target asks for, said so that nobody needs to know how targets are stored."""
    text = _BY_KIND[target.kind](target)
    text += _only(_likeness(target), _taking_part(target))
    if target.condition:
        text += " " + _("Villkor: %(condition)s.") % {"condition": target.condition.rstrip(".")}
    return text


def _only(like, parties):
    """The demands on an activity as a sentence of its own, with a space before it; blank when there are none."""
    if not like and not parties:
        return ""
    if not like:
        return " " + _("Räknas bara när %(parties)s.") % {"parties": parties[0]}
    asks = [*like, *(_("när %(parties)s") % {"parties": phrase} for phrase in parties)]
    return " " + _("Räknas bara: %(asks)s.") % {"asks": "; ".join(asks)}


def filter_phrases(target):
    """What an activity must be like to count, one phrase for each demand."""
    return _likeness(target) + _taking_part(target)


def _likeness(target):
    phrases = []
    if target.activity_types:
        phrases.append(either([str(ActivityType(code).label) for code in target.activity_types]))
    if target.tags:
        phrases.append(_("märkt %(tags)s") % {"tags": both(target.tags)})
    if target.only_beyond_ordinary:
        phrases.append(_("utöver ordinarie verksamhet"))
    if target.weekdays:
        phrases.append(_("på %(days)s") % {"days": either([weekday_name(day) for day in target.weekdays])})
    if target.months:
        phrases.append(_("i %(months)s") % {"months": month_names(target.months, _("eller"))})
    return phrases


def _taking_part(target):
    if target.jointly == Jointly.ALL:
        return [_("alla ansvariga parter deltar")]
    if target.jointly == Jointly.LEAD and target.lead:
        return [_("%(lead)s deltar") % {"lead": target.lead.short_name}]
    return []


def units(target: Any, number: int | None) -> str:
    """The target's unit in the form that goes with a number: 1 kontakt, 2 kontakter."""
    one, many = target.unit or _("tillfälle"), target.units or _("tillfällen")
    return one if number == 1 else many


PLURALS = {
    PerChoice.PERIOD: gettext_lazy("perioder"),
    # In Swedish these four are the same in the plural.
    PerChoice.YEAR: pgettext_lazy("plural", "år"),
    PerChoice.HALF_YEAR: pgettext_lazy("plural", "halvår"),
    PerChoice.TERTIAL: pgettext_lazy("plural", "tertial"),
    PerChoice.QUARTER: pgettext_lazy("plural", "kvartal"),
    PerChoice.TERM: gettext_lazy("terminer"),
    PerChoice.MONTH: gettext_lazy("månader"),
    PerChoice.FORTNIGHT: gettext_lazy("tvåveckorsperioder"),
    PerChoice.WEEK: gettext_lazy("veckor"),
    PerChoice.DAY: gettext_lazy("dagar"),
    PerChoice.OCCASION: gettext_lazy("tillfällen i kalendern"),
}


def per_name(per: str, number: int = 1) -> str:
    """A bucket's name in the form that goes with a number: 1 vecka, 2 veckor."""
    return str(PerChoice(per).label if number == 1 else PLURALS[PerChoice(per)])


def measure(value):
    """A measured value as people write it, without empty decimals: 61,5 or 74."""
    whole, _dot, decimals = f"{value:,f}".replace(",", "\N{NO-BREAK SPACE}").partition(".")
    decimals = decimals.rstrip("0")
    mark = _(",")
    return f"{whole}{mark}{decimals}" if decimals else whole


def every(per: str) -> str:
    """A bucket with "each" before it, in the gender of its noun: varje vecka."""
    if per == PerChoice.OCCASION:
        return _("varje dag i kalendern")
    return _("varje %(per)s") % {"per": per_name(per)}


def reason_sentence(reason, target, deed):
    """Why an activity tied to the target does not count, and what would make it count."""
    period = target.promise_set.period
    return {
        Reason.OUTSIDE_PERIOD: _("Dagen ligger utanför perioden %(period)s.") % {"period": period_text(period)},
        Reason.WRONG_TYPE: _("Målet räknar bara %(types)s.")
        % {"types": either([str(ActivityType(code).label) for code in target.activity_types])},
        Reason.TAG_MISSING: _("Aktiviteten är inte märkt %(tags)s.") % {"tags": both(target.tags)},
        Reason.WRONG_WEEKDAY: _("Målet räknar bara %(days)s.")
        % {"days": either([weekday_name(day) for day in target.weekdays])},
        Reason.WRONG_MONTH: _("Målet räknar bara %(months)s.") % {"months": month_names(target.months, _("eller"))},
        Reason.ORDINARY_DUTY: _("Aktiviteten är inte markerad som utöver ordinarie verksamhet."),
        Reason.PARTY_MISSING: _party_missing(target, deed),
        Reason.PLACE_MISSING: _("Platsen är inte en av dem som målet gäller."),
    }[reason]


def _party_missing(target, deed):
    if target.jointly == Jointly.ALL:
        answering = [row.organisation for row in target.promise.responsibilities.all() if row.part == "responsible"]
        missing = [party.short_name for party in answering if party.pk not in deed.parties]
        return _("Målet kräver att %(all)s deltar. Saknas: %(missing)s.") % {
            "all": both([party.short_name for party in answering]),
            "missing": both(missing),
        }
    if target.jointly == Jointly.LEAD and target.lead:
        return _("%(lead)s ska delta, men deltog inte.") % {"lead": target.lead.short_name}
    return _("Ingen av de ansvariga parterna deltog.")


def period_text(period):
    """First and last day as they are printed: 2019-01-01–2019-12-31, or from a day until further notice."""
    if period.last_day is None:
        return _("%(first)s tills vidare") % {"first": period.first_day.isoformat()}
    return f"{period.first_day.isoformat()}\N{EN DASH}{period.last_day.isoformat()}"


def both(words: Iterable[object]) -> str:
    return _joined(words, _("och"))


def either(words: Iterable[object]) -> str:
    return _joined(words, _("eller"))


def _joined(items: Iterable[object], last: str) -> str:
    words = [str(item) for item in items]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def weekday_name(day):
    """ISO weekday, 1 = Monday, as a Swedish plural: måndagar."""
    names = (_("måndagar"), _("tisdagar"), _("onsdagar"), _("torsdagar"), _("fredagar"), _("lördagar"), _("söndagar"))
    return names[day - 1]


def month_name(month: int) -> str:
    names = (
        _("januari"),
        _("februari"),
        _("mars"),
        _("april"),
        _("maj"),
        _("juni"),
        _("juli"),
        _("augusti"),
        _("september"),
        _("oktober"),
        _("november"),
        _("december"),
    )
    return names[month - 1]


def month_names(months: Iterable[int], last: str) -> str:
    """Months in words, those in a row as a run: april–oktober. `last` joins what is left."""
    runs: list[list[int]] = []
    for month in sorted(months):
        if runs and month == runs[-1][-1] + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    if len(runs) > 1 and (runs[0][0], runs[-1][-1]) == (1, 12):
        runs = [*runs[1:-1], runs[-1] + runs[0]]
    return _joined([words for run in runs for words in _run(run)], last)


def _run(months: list[int]) -> list[str]:
    """Three months or more by their first and last."""
    names = [month_name(month) for month in months]
    return names if len(names) < 3 else [f"{names[0]}\N{EN DASH}{names[-1]}"]


def _amount(target):
    if target.maximum:
        return _("%(minimum)s till %(maximum)s %(units)s") % {
            "minimum": target.minimum,
            "maximum": target.maximum,
            "units": units(target, target.maximum),
        }
    return _("minst %(minimum)s %(units)s") % {"minimum": target.minimum, "units": units(target, target.minimum)}


def _count(target):
    values = {"amount": _amount(target), "per": per_name(target.per), "every": every(target.per)}
    if target.counting == CountingChoice.TOTAL:
        return _capital(_("%(amount)s under hela perioden.") % values)
    if target.counting == CountingChoice.AVERAGE:
        return _capital(_("%(amount)s per %(per)s i snitt, räknat på hela perioden.") % values)
    return _capital(_("%(amount)s %(every)s.") % values)


def _coverage(target):
    number = len(target.places.all())
    values = {
        "places": ngettext("%(number)s plats", "%(number)s platser", number) % {"number": number},
        "amount": _amount(target),
    }
    if target.per in ("", PerChoice.PERIOD):
        return _("Var och en av %(places)s: %(amount)s under perioden.") % values
    return _("Var och en av %(places)s: %(amount)s %(every)s.") % {**values, "every": every(target.per)}


def _deliverable(target):
    return _("Senast %(day)s: %(what)s.") % {"what": target.label, "day": target.due_on.isoformat()}


def _on_demand(target):
    return _("Görs när någon ber om det. Inget önskemål är inget misslyckande.")


def _effect(target):
    indicator = target.indicator or target.label
    text = _("Effektmål: %(indicator)s %(change)s") % {"indicator": indicator, "change": _change(target, indicator)}
    return (_("%(goal)s, mätt i %(source)s.") if target.source else "%(goal)s.") % {
        "goal": text,
        "source": target.source.rstrip("."),
    }


def _change(target, indicator):
    """The direction, with the figures that are known: ska gå från 23 till högst 18 procent."""
    direction = str(target.get_direction_display())
    if target.direction not in (EffectDirection.AT_LEAST, EffectDirection.AT_MOST) or target.threshold is None:
        return direction if target.baseline is None else f"{direction} {_from(target.baseline, indicator)}"
    percent = _(" procent") if _is_share(indicator) else ""
    if target.baseline is None:
        return f"{direction} {measure(target.threshold)}{percent}"
    values = {"from": measure(target.baseline), "to": measure(target.threshold), "percent": percent}
    if target.direction == EffectDirection.AT_MOST:
        return _("ska gå från %(from)s till högst %(to)s%(percent)s") % values
    return _("ska gå från %(from)s till minst %(to)s%(percent)s") % values


def _from(baseline, indicator):
    percent = _(" procent") if _is_share(indicator) else ""
    return _("från %(baseline)s%(percent)s") % {"baseline": measure(baseline), "percent": percent}


def _is_share(indicator):
    """Whether what is measured is given in per cent, and its name does not say so itself."""
    name = indicator.casefold()
    return "andel" in name and "procent" not in name and "%" not in name


def _qualitative(target):
    return _("Löftet har inget tal att räkna mot. Det som görs listas, och polis och kommun bedömer.")


def _vision(target):
    return _("En vision. Den blir aldrig uppfylld genom att räkna; det som görs listas.")


_BY_KIND = {
    TargetKind.COUNT: _count,
    TargetKind.COVERAGE: _coverage,
    TargetKind.DELIVERABLE: _deliverable,
    TargetKind.ON_DEMAND: _on_demand,
    TargetKind.EFFECT: _effect,
    TargetKind.QUALITATIVE: _qualitative,
    TargetKind.VISION: _vision,
}


def _capital(text):
    return text[:1].upper() + text[1:]
