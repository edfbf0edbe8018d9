"""The table of promise sets: a row for each target, as the page that it is fetched from shows them."""

from decimal import Decimal
from fractions import Fraction

from django.db.models import prefetch_related_objects
from django.utils import translation

from followup.assessment import Outcome, Verdict
from followup.exports.columns import COLUMNS
from followup.exports.table import Reported, table_of_cells
from promises.codes import PerChoice, TargetKind
from promises.wording import per_name, rule_sentence, units

# What is not found out by counting says so, also where something has been counted.
SAID_BY_VERDICT = {
    Verdict.NOT_STARTED: Reported.NOT_DUE,
    Verdict.NO_MEASURE: Reported.NOT_MEASURABLE,
    Verdict.NO_DEMAND: Reported.NO_DEMAND,
}

NOTHING_COUNTED = (Reported.NOT_DUE, Reported.NOT_REPORTED)
STILL_OPEN = (Verdict.FULFILLED, Verdict.ON_TRACK, Verdict.BEHIND, Verdict.OUT_OF_REACH)


def set_table(sections, *, about):
    """One set's targets: what its filter has kept, as (section, [PromiseProgress])."""
    return council_table([sections], about=about)


def council_table(kept, *, about):
    """The targets of several sets in the order given; of each what the filter has kept, as for one.

    A promise without targets has a row that says so. Each promise's set knows its council.
    """
    promises = [promise for sections in kept for _section, promises in sections for promise in promises]
    return target_table([(promise, facts) for promise in promises for facts in promise.targets or [None]], about=about)


def target_table(lines, *, about):
    """Targets in the order given: (PromiseProgress, TargetProgress, or None where the promise has no target).

    Reads the places of the targets, in one query.
    """
    prefetch_related_objects([facts.target for _, facts in lines if facts], "places")
    with translation.override("sv"):
        rows = [_cells(promise, facts, about) for promise, facts in lines]
    return table_of_cells(rows, about=about, columns=COLUMNS)


def _cells(promise, facts, about):
    said = {**_of_set(promise), **_of_promise(promise)}
    if facts is None:
        return said | {"reported": Reported.NO_TARGET, "as_of": about.as_of}
    return said | _of_target(facts, about.site)


def _of_set(promise):
    section = promise.promise.section
    period = section.promise_set.period
    return {
        "council": section.promise_set.council.short_name,
        "promise_set": section.promise_set.heading,
        "first_day": period.first_day,
        "last_day": period.last_day,
        "section": section.title,
    }


def _of_promise(promise):
    return {
        "number": promise.number,
        "wording": promise.promise.wording,
        "responsible": tuple(organisation.short_name for organisation in promise.responsible),
        "theme": promise.promise.theme,
        "promise_id": promise.promise.pk,
    }


def _of_target(facts, site):
    target, measurement = facts.target, facts.measurement
    return {
        "target": target.label,
        "kind": target.kind,
        "rule": rule_sentence(target),
        "reported": reported(facts),
        **_figures(facts),
        "verdict": facts.verdict.value,
        "needs_attention": facts.needs_attention,
        "silent_days": facts.silent_days or None,
        "judgement": facts.judgement,
        "motivation": target.motivation,
        "latest_on": facts.latest_on,
        "activities": facts.activities,
        "measured": measurement.value if measurement else None,
        "measured_on": measurement.measured_on if measurement else None,
        "as_of": facts.as_of,
        "target_id": target.pk,
        "evidence": site + target.get_absolute_url(),
    }


def reported(facts):
    """What an empty figure of a target means; a verdict that is not found by counting says it first, as on the page."""
    return SAID_BY_VERDICT.get(facts.verdict) or (Reported.REPORTED if facts.is_reported else Reported.NOT_REPORTED)


def _figures(facts):
    """The numbers; what is not reported has none, whatever the engine would say of nothing at all."""
    outcome, is_told = facts.outcome, reported(facts) not in NOTHING_COUNTED
    is_counted = isinstance(outcome, Outcome)
    done, required = _done_of_required(facts)
    return {
        "done": done if is_told else None,
        "required": required,
        "unit": _unit(facts),
        "share": _hundredths_of_percent(facts.share) if is_told else None,
        "figure": facts.figure,
        "total": outcome.total if is_counted and is_told else None,
        "total_unit": units(facts.target, None) if facts.target.minimum else None,
        "quality": facts.quality if facts.activities else None,
        "still_needed": facts.need.still_needed if facts.verdict in STILL_OPEN else None,
        "per_week": _per_week(facts) if facts.verdict in STILL_OPEN else None,
        "needed": facts.needed,
        "expected": None if outcome.expected is None else int(outcome.expected),
        "missed": outcome.missed if facts.is_each else None,
    }


def _done_of_required(facts):
    """What the page writes as "41 av 52". What is measured has its figure in columns of its own."""
    outcome = facts.outcome
    if isinstance(outcome, Outcome):
        return (outcome.met, outcome.judged) if facts.is_each else (outcome.total, outcome.required)
    return outcome.done if facts.activities or outcome.of else None, outcome.of


def _unit(facts):
    """The plural of what `done` and `required` are counted in; blank where there is no number."""
    target = facts.target
    if facts.is_each:
        return per_name(target.per, 2)
    by_kind = {
        TargetKind.COVERAGE: _unit_of_coverage(target.per),
        TargetKind.DELIVERABLE: "leveranser",
        TargetKind.ON_DEMAND: "önskemål",
        TargetKind.EFFECT: "",
    }
    return by_kind[target.kind] if target.kind in by_kind else units(target, None)


def _unit_of_coverage(per):
    """Where the period is divided, each place is asked for once in each part of it."""
    return "platser" if per in ("", PerChoice.PERIOD) else f"platser × {per_name(per, 2)}"


def _per_week(facts):
    """None where each part has its own number, and where less than one a week is a number of nothing one does."""
    pace = facts.need.per_week
    return None if facts.is_each or pace is None or pace < 1 else _two_decimals(pace)


def _two_decimals(number):
    """Rounded half up, as in the sentence."""
    return None if number is None else Decimal(int(number * 100 + Fraction(1, 2))).scaleb(-2)


def _hundredths_of_percent(share):
    """Rounded down, as on the page: 99.996 % is not 100."""
    return None if share is None else Decimal(int(share * 10_000)).scaleb(-4)
