"""What is noted on the demo's targets beside activities: who asked, what was measured, and what was not done."""

import uuid
from datetime import date
from decimal import Decimal

from followup.demo.plans import MUNICIPALITY
from followup.demo.world import at_noon
from followup.models import Deviation
from promises.actions.activities import log_activity
from promises.models import Measurement, Request

NAMESPACE = uuid.UUID("b0a5c9f0-9a0e-4a3e-8f5a-3f0f7c1d2e11")
NO_SOURCE = "polisens statistik"


def note_everything(town, target, plan, log, *, period, today):
    """The requests of every year, and the figures and deviations of the first, as far as the days have come."""
    years = range(period.first_day.year, (period.last_day or today).year + 1)
    for day in (_day(year, month_day) for year in years for month_day in plan.asked):
        if day <= today:
            Request.objects.create(**_note(town, target, "asked", day, by=log.by), asked_on=day)
    for month_day, value in log.measured:
        day = _day(period.first_day.year, month_day)
        if day <= today:
            source = target.source or NO_SOURCE
            facts = {"measured_on": day, "value": Decimal(value), "source": source}
            Measurement.objects.create(**_note(town, target, "measured", day), **facts)
    for missed in log.missed:
        day = _day(period.first_day.year, missed.day)
        if day <= today:
            facts = {"occurred_on": day, "reason": missed.reason, "text": missed.text}
            instead = _instead(town, missed, period.first_day.year, today)
            Deviation.objects.create(**_note(town, target, "missed", day), **facts, substitute=instead)


def _instead(town, missed, year, today):
    """The activity that was done instead: it counts towards no target."""
    day = _day(year, missed.instead_day) if missed.instead else None
    if day is None or day > today:
        return None
    return log_activity(
        council=town.council,
        by=town.people[MUNICIPALITY],
        organisation=town.organisations[MUNICIPALITY],
        key=uuid.uuid5(NAMESPACE, f"{town.council.slug}-{missed.text}-{day.isoformat()}"),
        targets=[],
        parties=town.organisations.values(),
        occurred_on=day,
        activity_type=missed.instead,
        logged_at=at_noon(day),
    ).activity


def _note(town, target, what, day, *, by=MUNICIPALITY):
    return {
        "target": target,
        "noted_by": town.people[by],
        "organisation": town.organisations[by],
        "noted_at": at_noon(day),
        "key": uuid.uuid5(NAMESPACE, f"{town.council.slug}-{what}-{target.pk}-{day.isoformat()}"),
    }


def _day(year, month_day):
    return date.fromisoformat(f"{year}-{month_day}")
