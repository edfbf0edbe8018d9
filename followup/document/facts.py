"""What each verdict of a summary was reckoned from, as plain numbers and days: enough to reckon it again from paper.

The dated activities stand in the evidence; here is what they were held against. `rederive.py` reads both.
"""

from promises.codes import PerChoice, TargetKind

# What stands on the target as it is told to the engine and to the sentences of arithmetic.
OF_THE_TARGET = ("minimum", "maximum", "per", "counting", "unit", "units", "indicator", "direction", "source")


def facts_of(facts):
    """The rule of one target as numbers, the days counted, and what was noted beside the activities."""
    target, period = facts.target, facts.target.promise_set.period
    return {
        **{name: getattr(target, name) for name in OF_THE_TARGET},
        "period": [_day(period.first_day), _day(period.last_day)],
        "due_on": _day(target.due_on),
        "baseline": _decimal(target.baseline),
        "threshold": _decimal(target.threshold),
        "measured": _decimal(facts.measurement.value) if facts.measurement else None,
        "asked": (facts.outcome.of or 0) if target.kind == TargetKind.ON_DEMAND else None,
        # Read beforehand for these alone: only they are about places.
        "places": sorted(place.pk for place in target.places.all()) if target.kind == TargetKind.COVERAGE else None,
        "calendar": _calendar(target.per, facts.calendar, period),
    }


def facts_of_row(credit):
    """What one dated activity counts for, beside the words for it."""
    activity = credit.activity
    return {"amount": credit.amount, "quality": activity.count_quality, "place_id": activity.place_id}


def _calendar(per, calendar, period):
    """The council's own days where some are counted by; those that touch the period."""
    if per == PerChoice.OCCASION:
        return {"occasions": [_day(day) for day in sorted(calendar["occasions"]) if day in period]}
    if per != PerChoice.TERM or calendar["terms"] is None:
        return {}
    spans = [span for span in sorted(calendar["terms"]) if span[1] >= period.first_day]
    spans = [span for span in spans if period.last_day is None or span[0] <= period.last_day]
    return {"terms": [[_day(first), _day(last)] for first, last in spans]}


def _day(day):
    return day.isoformat() if day else None


def _decimal(value):
    return None if value is None else str(value)
