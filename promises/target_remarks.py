"""What in one target cannot be followed as it stands. Of Django only the translations; see measurability.py."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from promises.codes import EffectDirection, Jointly, TargetKind
from promises.periods import Period, Span
from promises.proposals.patterns import OFFER, TIME, UNTOLD, WHO
from promises.reachability import is_unreachable
from promises.sharpening import example_for

STOP, WARN, HINT = "stop", "warn", "hint"
_LONGEST_QUOTE = 70
_ABOUT_A_YEAR = (330, 400)

# Code, text, hint and weight.
Found = Iterator[tuple[str, str, str, str]]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days a target is to be followed in; what is not known is None, and not looked at."""

    period: Period | None
    terms: Sequence[Span] | None
    today: date | None


def of_target(promise: Any, target: Any, calendar: Calendar) -> Found:
    """Yield code, text, hint and weight of every remark on one target."""
    asked = {
        TargetKind.COUNT: (_unit, _no_period, _unreachable),
        TargetKind.COVERAGE: (_no_places, _unit),
        TargetKind.DELIVERABLE: (_due_day,),
        TargetKind.ON_DEMAND: (_on_demand,),
        TargetKind.EFFECT: (_effect,),
        TargetKind.QUALITATIVE: (_in_words,),
        TargetKind.VISION: (_vision,),
    }[TargetKind(target.kind)]
    for check in (*asked, _condition, _joint):
        yield from check(promise, target, calendar)


def _unit(promise: Any, target: Any, calendar: Calendar) -> Found:
    untold = not target.unit or target.unit.casefold().split()[-1] in UNTOLD
    if untold and not _is_told_by_name(target.label):
        yield (
            "no_unit",
            _("”%(target)s” säger inte vad som räknas.") % {"target": target.label},
            _("Skriv vad som görs vid tillfället, till exempel: trygghetsvandring, kontroll, besök."),
            WARN,
        )


def _is_told_by_name(label: str) -> bool:
    """Whether the name says what is done at the occasions that are counted: "Mäta hastigheten"."""
    words = label.casefold().split()
    return len(words) > 1 and not words[0].isdigit() and words[0] not in UNTOLD


def _no_period(promise: Any, target: Any, calendar: Calendar) -> Found:
    if target.per == "period" and not TIME.search(promise.wording) and not _is_a_year(calendar.period):
        yield (
            "no_period",
            _("”%(target)s” säger inte inom vilken tid. Det räknas på hela löftets period.") % {"target": target.label},
            _("Skriv när, till exempel: under året, per halvår, varje månad."),
            HINT,
        )


def _is_a_year(period: Period | None) -> bool:
    """Whether the whole period is about a year, which a number in a promise goes without saying."""
    return period is not None and period.days is not None and _ABOUT_A_YEAR[0] <= period.days <= _ABOUT_A_YEAR[1]


def _unreachable(promise: Any, target: Any, calendar: Calendar) -> Found:
    if calendar.period is not None and is_unreachable(target, calendar.period, calendar.terms):
        yield (
            "unreachable",
            _("”%(target)s” kan inte nås: i någon del av perioden finns ingen dag som räknas.")
            % {"target": target.label},
            _("Ändra veckodagar, månader eller hur ofta det ska ske, eller räkna sammanlagt på hela perioden."),
            WARN,
        )


def _no_places(promise: Any, target: Any, calendar: Calendar) -> Found:
    places = getattr(target, "places", None)
    if places is None or not len(places.all()):
        yield (
            "no_places",
            _("”%(target)s” gäller flera platser, men inga är valda.") % {"target": target.label},
            _("Välj platserna i målet. Då går det att säga hur många av dem som har fått sitt."),
            STOP,
        )


def _due_day(promise: Any, target: Any, calendar: Calendar) -> Found:
    day = target.due_on
    if day is None:
        return
    values = {"target": target.label, "day": day.isoformat()}
    if calendar.period is not None and day not in calendar.period:
        yield (
            "due_outside",
            _("”%(target)s” har slutdagen %(day)s, och den ligger utanför perioden.") % values,
            _("Ändra dagen eller perioden: det som görs utanför perioden räknas inte."),
            WARN,
        )
    elif calendar.today is not None and day < calendar.today:
        yield (
            "due_passed",
            _("”%(target)s” har slutdagen %(day)s, och den har redan varit.") % values,
            _("Kontrollera dagen."),
            HINT,
        )


def _on_demand(promise: Any, target: Any, calendar: Calendar) -> Found:
    yield (
        "on_demand",
        _("”%(target)s” görs bara när någon ber om det. Utan önskemål finns inget att följa upp.")
        % {"target": target.label},
        _("Skriv vart man vänder sig. Anteckna varje önskemål, så syns hur många som fick det de bad om."),
        HINT,
    )


def _effect(promise: Any, target: Any, calendar: Calendar) -> Found:
    values = {"indicator": target.indicator or target.label}
    level = target.direction in (EffectDirection.AT_LEAST, EffectDirection.AT_MOST)
    if (target.threshold if level else getattr(target, "baseline", None)) is None:
        hint = _("Skriv värdet som ska nås.") if level else _("Skriv senast uppmätta värde och året för mätningen.")
        yield "no_baseline", _("”%(indicator)s” har inget värde att jämföra med.") % values, hint, WARN
    if not getattr(target, "source", ""):
        yield (
            "no_source",
            _("Det framgår inte varifrån siffran för ”%(indicator)s” hämtas.") % values,
            _("Skriv källan, till exempel: polisens trygghetsmätning eller kommunens elevenkät."),
            WARN,
        )


def _in_words(promise: Any, target: Any, calendar: Calendar) -> Found:
    offer = OFFER.search(promise.wording)
    if offer:
        yield (
            "offer",
            _("”%(words)s” är ett tak, inte ett löfte: även noll räcker.") % {"words": offer.group(0)},
            _("Skriv det minsta ni lovar, till exempel: minst ett tillfälle per halvår."),
            WARN,
        )
        return
    yield (
        "qualitative",
        _("”%(target)s” går inte att räkna.") % {"target": quoted(target.label)},
        _("Skriv hur ofta och var, till exempel: %(example)s.") % {"example": example_for(promise.wording)},
        WARN,
    )


def _vision(promise: Any, target: Any, calendar: Calendar) -> Found:
    yield (
        "vision",
        _("”%(target)s” är en vision och blir aldrig uppfylld genom att räkna.") % {"target": quoted(target.label)},
        _("Behåll visionen, men lova också något ni gör, till exempel: %(example)s.")
        % {"example": example_for(promise.wording)},
        HINT,
    )


def _condition(promise: Any, target: Any, calendar: Calendar) -> Found:
    if target.condition and target.kind != TargetKind.ON_DEMAND and not WHO.search(target.condition):
        yield (
            "condition",
            _("Det framgår inte vem som avgör ”%(condition)s”.") % {"condition": target.condition.rstrip(".")},
            _("Skriv vem som bedömer det och hur det meddelas, eller lova utan villkor."),
            WARN,
        )


def _joint(promise: Any, target: Any, calendar: Calendar) -> Found:
    if target.jointly == Jointly.ALL and len(responsible(promise)) == 1:
        yield (
            "joint_alone",
            _("”%(target)s” ska göras gemensamt, men bara en part är ansvarig.") % {"target": target.label},
            _("Lägg till den andra parten som ansvarig, eller ta bort kravet på att alla deltar."),
            WARN,
        )


def quoted(text: str) -> str:
    """The beginning of a text, cut between words."""
    text = " ".join(text.split()).rstrip(".")
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def responsible(promise: Any) -> frozenset[int]:
    """Ids of those who answer for a promise; read from rows fetched beforehand."""
    rows = promise.responsibilities.all()
    return frozenset(row.organisation_id for row in rows if row.part == "responsible")
