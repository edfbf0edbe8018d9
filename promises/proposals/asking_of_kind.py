"""Questions about what sort of promise it is: offer, vision, effect, a thing to hand over, a cover of places."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from promises.codes import EffectDirection, TargetKind
from promises.proposals.asking import amount, ask, is_count
from promises.proposals.cases import Case
from promises.proposals.days import due_day
from promises.proposals.drafts import Draft, Question
from promises.proposals.effects import effect
from promises.proposals.normal_form import (
    EACH_PLACE,
    EVERY_PLACE,
    cover,
    covers_places,
    in_words,
    months_until,
    number_in_words,
)
from promises.proposals.patterns import MAKING, TIME

DATE = re.compile(r"date:(\d{4}-\d{2}-\d{2})")
_WITHOUT_A_DAY = (TargetKind.COUNT, TargetKind.QUALITATIVE)
PLACE_SET = re.compile(r"place_set:[1-9]\d{0,17}")


def conditional(case: Case, draft: Draft) -> Question | None:
    """A condition that somebody must judge, an offer on request, or no reservation at all."""
    if case.facts.kind != "conditional":
        return None
    plainly = replace(number_in_words(case), condition="")
    bound = replace(plainly, condition=draft.condition)
    on_demand = replace(in_words(case), kind=TargetKind.ON_DEMAND.value, condition=draft.condition)
    options = [
        ("asked", _("görs bara när någon ber om det"), on_demand),
        ("condition", _("villkoret får åberopas, med en motivering"), bound),
        ("firm", _("löftet gäller alltid, som om villkoret inte fanns"), plainly),
    ]
    if draft.kind != TargetKind.ON_DEMAND:
        options = [options[1], options[2], options[0]]
    return ask(case, "conditional", _("Löftet har ett villkor. Hur ska det bedömas?"), options)


def zero(case: Case, draft: Draft) -> Question | None:
    if case.facts.kind != "zero":
        return None
    options = [
        ("vision", _("en vision att sträva mot"), draft),
        ("effect", _("ett mål: värdet ska vara 0"), effect(case, EffectDirection.AT_MOST.value, Decimal(0))),
    ]
    return ask(case, "zero", _("Är noll en vision eller ett mål att mäta?"), options)


def percent(case: Case, draft: Draft) -> Question | None:
    """A change by so many per cent needs the figure from before to say what must be reached."""
    if case.facts.kind != "percent" or draft.kind != TargetKind.EFFECT or not case.facts.count:
        return None
    if draft.direction not in (EffectDirection.UP, EffectDirection.DOWN):
        return None
    level = EffectDirection.AT_LEAST if draft.direction == EffectDirection.UP else EffectDirection.AT_MOST
    options = [
        ("change", _("värdet ska %(how)s, hur litet det än är") % {"how": _way(draft)}, draft),
        (
            "level",
            _("ett bestämt värde ska nås, som ni räknar ut och skriver in"),
            replace(draft, direction=level.value),
        ),
    ]
    text = _("Löftet är en förändring med %(number)s procent. Vad ska prövas?") % {"number": case.facts.count}
    return ask(case, "percent", text, options)


def measured(case: Case, draft: Draft) -> Question | None:
    """ "Andelen trygga ska öka" can be measured, if somebody has the figures."""
    if case.facts.kind != "continuous" or draft.kind != TargetKind.EFFECT:
        return None
    options = [
        ("effect", _("ja, det finns en mätning"), draft),
        ("words", _("nej, det bedöms i ord"), in_words(case)),
    ]
    return ask(case, "measured", _("Finns det en mätning att jämföra med?"), options)


def many_by_a_day(case: Case, draft: Draft) -> Question | None:
    """Three courses by June: handed over or not, or three counted."""
    if case.facts.kind != "deadline" or not case.facts.count or case.facts.count < 2:
        return None
    number = number_in_words(case)
    options = [
        ("number", _("antalet: %(amount)s under perioden") % {"amount": amount(number)}, number),
        ("day", _("dagen: allt klart eller inte"), draft),
    ]
    if draft.kind == TargetKind.DELIVERABLE:
        options.reverse()
    months = months_until(case, draft.due_on)
    if months and is_count(number):
        until = replace(number, months=months, per="period", counting="total")
        both = _("båda: %(amount)s till och med %(day)s") % {"amount": amount(number), "day": draft.due_on}
        options.insert(0, ("both", both, until))
    return ask(case, "deadline_count", _("Löftet har både ett antal och en dag. Vilket ska följas?"), options)


def shared_deadline(case: Case, draft: Draft) -> Question | None:
    """ "Två utbildningar och ett möte senast i maj": the day of the meeting may be that of the courses as well."""
    facts = case.facts
    if not facts.shared_deadline or facts.says(TIME.pattern) or draft.kind not in _WITHOUT_A_DAY:
        return None
    day = due_day(facts.shared_deadline, case.period)
    if day is None:
        return None
    months = months_until(case, day)
    counted_by_then = is_count(draft) and months and not facts.says(MAKING)
    by_then = replace(draft, months=months) if counted_by_then else due(draft, day)
    options = [
        ("own", _("nej, bara det som står närmast dagen"), draft),
        ("both", _("ja, det ska vara gjort senast %(day)s") % {"day": day}, by_then),
    ]
    if facts.says(MAKING):
        options.reverse()
    text = _("Löftet säger ”%(words)s” efter något annat. Gäller dagen också det här?")
    return ask(case, "shared_deadline", text % {"words": facts.shared_deadline}, options)


def due_on(case: Case, draft: Draft) -> Question | None:
    """When the words do not tell the day, somebody must."""
    if case.facts.kind != "deadline" or draft.kind != TargetKind.QUALITATIVE:
        return None
    options = []
    last = case.period.last_day
    if last is not None:
        options.append((f"date:{last}", _("periodens sista dag, %(day)s") % {"day": last}, due(draft, last)))
    return ask(case, "due_on", _("Vilken dag ska det senast vara klart?"), options, wants="date")


def due(draft: Draft, day: date) -> Draft:
    """The same target as something to have ready by a day."""
    return replace(draft, kind=TargetKind.DELIVERABLE.value, due_on=day, minimum=None, per="", counting="")


def everybody(case: Case, draft: Draft) -> Question | None:
    """All of some people, or all of some places: only places can be ticked off in a log without names."""
    if case.facts.kind != "reach" or case.facts.count:
        return None
    options = [
        ("words", _("bedöms i ord"), in_words(case)),
        ("places", _("plats för plats, till exempel skola för skola"), cover(case)),
    ]
    text = _("Alla ska nås. Personer räknas inte i loggen. Hur ska det följas?")
    if covers_places(case):
        options.reverse()
        text = _("Alla ska nås. Ska det prickas av plats för plats?")
    return ask(case, "reach", text, options)


def place_by_place(case: Case, draft: Draft) -> Question | None:
    """ "En vandring i respektive stadsdel": one in each of them, or one in all?"""
    counted_places = case.facts.says(EVERY_PLACE) and draft.kind == TargetKind.COUNT
    if draft.kind not in (TargetKind.COUNT, TargetKind.QUALITATIVE) or not (
        counted_places or case.facts.says(EACH_PLACE)
    ):
        return None
    if case.facts.kind not in ("count", "rate", "continuous", "reach") or case.facts.is_average:
        return None
    counted_so = _("nej, alla räknas ihop") if draft.kind == TargetKind.COUNT else _("nej, det bedöms i ord")
    options = [
        ("each", _("ja, plats för plats"), cover(case, case.facts.count or 1)),
        ("all", counted_so, draft),
    ]
    if draft.kind == TargetKind.QUALITATIVE and not case.facts.says(r"var och en av|respektive"):
        options.reverse()
    return ask(case, "place_by_place", _("Ska varje plats prövas för sig?"), options)


def places(case: Case, draft: Draft) -> Question | None:
    """Which places are meant is not in the words; the page lets somebody choose a set of them."""
    if draft.kind != TargetKind.COVERAGE:
        return None
    return Question("places", _("Vilka platser gäller det?"), (), wants="places")


def _way(draft: Draft) -> str:
    return _("öka") if draft.direction == EffectDirection.UP else _("minska")
