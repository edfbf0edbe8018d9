"""How the targets of some promises stood when stock was taken: kept as plain data, and read beside how they stand now.

Numbers and verdicts are the engine's own, kept as they were that day; they are put into words when they are shown.
"""

from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace

from followup.arithmetic import figure, number
from followup.assessment import Counting, Outcome, Verdict
from followup.codes import VERDICT_NAMES, DeadlineKind
from followup.progress import sets_progress


@dataclass(frozen=True)
class Then:
    """How one target stood when stock was taken."""

    verdict: str
    figure: str

    @property
    def verdict_name(self):
        return VERDICT_NAMES[Verdict(self.verdict)]


@dataclass(frozen=True)
class Stood:
    """One target then and now; `now` is None when it is no longer there, `then` when it was not there yet."""

    label: str
    then: Then | None = None
    now: object = None


def standing_of(progress):
    """The verdict of each target of a set, how much was done and how much was required, on the day it is seen from."""
    return {"as_of": progress.as_of.isoformat(), "targets": [_kept(one) for one in progress.targets]}


def then_and_now(deadline, *, today):
    """How each target stood when stock was taken, beside how it stands today. A constant number of queries."""
    by_id = {one.target.pk: one for one in _now(deadline.promise_set, today)}
    return [_stood(row, by_id.get(row["target"])) for row in deadline.standing["targets"]]


def now_and_last(promise_set, *, today):
    """The day stock was last taken, or None, and how each target stands today beside how it stood then."""
    taken = promise_set.deadlines.filter(kind=DeadlineKind.CHECKPOINT, standing__isnull=False)
    last = taken.order_by("-done_at", "-pk").first()
    kept = {row["target"]: row for row in last.standing["targets"]} if last else {}
    rows = [(one, kept.get(one.target.pk)) for one in _now(promise_set, today)]
    found = [_stood(row, one) if row else Stood(one.target.label, now=one) for one, row in rows]
    return last.standing["as_of"] if last else None, found


def _now(promise_set, today):
    return sets_progress([promise_set], as_of=promise_set.seen_on(today))[0].targets


def _kept(one):
    done, required = _numbers(one)
    return {
        "target": one.target.pk,
        "label": one.target.label,
        "verdict": one.verdict.value,
        "done": done,
        "required": required,
        "activities": one.activities,
        "quality": str(one.quality),
        "measured": str(one.measurement.value) if one.measurement else None,
    }


def _numbers(one):
    """(done, required), in what the target is counted in: buckets met of those judged, or how many."""
    outcome = one.outcome
    if not isinstance(outcome, Outcome):
        return outcome.done, outcome.of
    return (outcome.met, outcome.judged) if one.is_each else (outcome.total, outcome.required)


def _stood(row, now):
    return Stood(row["label"], Then(row["verdict"], _in_words(row, now)), now)


def _in_words(row, now):
    """What was kept as a figure is said, in the words of its target; of one that is gone the numbers alone."""
    done, required = row["done"], row["required"]
    if now is None or "activities" not in row:
        return row.get("figure") or "/".join(number(one) for one in (done, required) if one is not None)
    counting = Counting.EACH if now.is_each else Counting.TOTAL
    outcome = {"done": done, "of": required, "met": done, "judged": required, "total": done, "required": required}
    measured = SimpleNamespace(value=Decimal(row["measured"])) if row["measured"] else None
    return figure(
        SimpleNamespace(
            target=now.target,
            outcome=SimpleNamespace(
                verdict=Verdict(row["verdict"]), rule=SimpleNamespace(counting=counting), **outcome
            ),
            activities=row["activities"],
            quality=row["quality"],
            measurement=measured,
        )
    )
