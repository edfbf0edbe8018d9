"""What a party did, in sentences: how much, when, where and together with whom. Counted facts only.

Plain values in, text out; of Django only what speaks.
"""

from collections import Counter

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, npgettext

from followup.arithmetic import number, quality_word
from promises.codes import CountQuality, TargetKind
from promises.wording import both, units

DAYS_BY_NAME = 3  # of more, the first and the last
MOST_PLACES = 3
WEAKEST_FIRST = (CountQuality.ABOUT, CountQuality.AT_LEAST, CountQuality.EXACT)
# In a text that speaks of the two that promise, they are called by what they are.
CALLED = {"police": gettext_lazy("polisen"), "municipality": gettext_lazy("kommunen")}


def done_by(kind, targets, deeds, *, period):
    """What a kind of party did for each of some targets, a paragraph each; blank when nothing is counted for it."""
    said = []
    for facts in targets:
        own = [deed for deed in deeds.get(facts.target.pk, ()) if deed.was_done_by(kind)]
        if own:
            said.append(_told(kind, facts.target, own, period))
    return "\n\n".join(said)


def _told(kind, target, deeds, period):
    told = _("%(label)s: %(amount)s, %(when)s") % {
        "label": target.label.rstrip("."),
        "amount": _amount(target, deeds),
        "when": _when(deeds, period),
    }
    return " ".join(filter(None, [told + _with(kind, deeds) + ".", _where(deeds)]))


def _amount(target, deeds):
    """As the outcome has it: minst 24 orossamtal; of what is not counted, how many activities."""
    if target.kind in (TargetKind.QUALITATIVE, TargetKind.VISION) and not target.units:
        text = ngettext("%(number)s aktivitet", "%(number)s aktiviteter", len(deeds))
        return text % {"number": number(len(deeds))}
    total = sum(deed.amount for deed in deeds)
    quality = min((deed.quality for deed in deeds), key=WEAKEST_FIRST.index)
    return f"{quality_word(quality)}{number(total)} {units(target, total)}"


def _when(deeds, period):
    days = sorted({deed.day for deed in deeds})
    if len(days) > DAYS_BY_NAME:
        return _("från %(first)s till %(last)s") % {"first": _day(days[0], period), "last": _day(days[-1], period)}
    return both(_("den %(day)s") % {"day": _day(day, period)} for day in days)


def _day(day, period):
    """Without its year where there is only one to think of."""
    one_year = period.last_day is not None and period.first_day.year == period.last_day.year
    return date_format(day, "j F" if one_year else "j F Y")


def _with(kind, deeds):
    """Who else took part: in all of it, or in how many."""
    others = Counter(str(CALLED.get(its, name)) for deed in deeds for its, name in deed.parties if its != kind)
    always = sorted(name for name, times in others.items() if times >= len(deeds))
    text = ", " + _("tillsammans med %(others)s") % {"others": both(always)} if always else ""
    for name, times in sorted(others.items()):
        if name not in always:
            text += ", " + _("varav %(number)s med %(other)s") % {"number": number(times), "other": name}
    return text


def _where(deeds):
    places = Counter(deed.place for deed in deeds if deed.place)
    named = [place for place, _times in places.most_common(MOST_PLACES)]
    if len(places) > MOST_PLACES:
        return _("Bland annat: %(places)s.") % {"places": both(named)}
    label = npgettext("where it was done", "Plats", "Platser", len(named))
    return _("%(label)s: %(places)s.") % {"label": label, "places": both(named)} if named else ""
