"""How the targets of some promises stood when stock was taken: kept as plain data, and read beside how they stand now.

Numbers and verdicts are the engine's own, kept as they were that day.
"""

from dataclasses import dataclass

from django.utils.translation import override

from followup.assessment import Outcome, Verdict
from followup.codes import VERDICT_NAMES
from followup.progress import sets_progress


@dataclass(frozen=True)
class Stood:
    """One target then and now; `now` is None when it is no longer there."""

    label: str
    verdict: str
    figure: str
    now: object = None

    @property
    def verdict_name(self):
        return VERDICT_NAMES[Verdict(self.verdict)]

    @property
    def has_changed(self):
        return self.now is not None and self.now.verdict != self.verdict


def standing_of(progress):
    """The verdict of each target of a set, how much was done and how much was required, on the day it is seen from."""
    with override("sv"):  # it is kept, and read by all
        return {"as_of": progress.as_of.isoformat(), "targets": [_kept(one) for one in progress.targets]}


def then_and_now(deadline, *, today):
    """How each target stood when stock was taken, beside how it stands today. A constant number of queries."""
    promise_set = deadline.promise_set
    progress = sets_progress([promise_set], as_of=promise_set.seen_on(today))[0]
    by_id = {one.target.pk: one for one in progress.targets}
    return [_stood(row, by_id.get(row["target"])) for row in deadline.standing["targets"]]


def _kept(one):
    done, required = _numbers(one)
    return {
        "target": one.target.pk,
        "label": one.target.label,
        "verdict": one.verdict.value,
        "done": done,
        "required": required,
        "figure": str(one.figure),
    }


def _numbers(one):
    """(done, required), in what the target is counted in: buckets met of those judged, or how many."""
    outcome = one.outcome
    if not isinstance(outcome, Outcome):
        return outcome.done, outcome.of
    return (outcome.met, outcome.judged) if one.is_each else (outcome.total, outcome.required)


def _stood(row, now):
    return Stood(row["label"], row["verdict"], row["figure"], now)
