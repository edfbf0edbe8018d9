"""What of a promise set needs somebody, worst first: which target, why, and for how long nothing has been heard."""

from dataclasses import dataclass
from functools import cached_property

from followup import matrix
from followup.assessment import Verdict
from followup.standing import PromiseProgress, TargetProgress
from promises.codes import TargetKind

# What is done once, when somebody asks, or is measured, is not done month by month.
NOT_MONTHLY = {TargetKind.DELIVERABLE, TargetKind.ON_DEMAND, TargetKind.EFFECT}


@dataclass(frozen=True)
class Line:
    """One target with its promise, in a list over sections or over sets."""

    promise: PromiseProgress
    facts: TargetProgress

    @cached_property
    def silent_days(self):
        """Whole days without anything reported, where that is long and something is still to be done; else 0."""
        return silent_days(self.facts)

    @property
    def promise_set(self):
        return self.facts.target.promise_set

    @property
    def needs_attention(self):
        return needs_attention(self.facts)

    @property
    def rank(self):
        """By verdict, what is pressing before what is silent, and the longest silence first."""
        return worst_first(self.facts)


def silent_days(facts):
    """Days since something was reported, when they are many and something is still to be done; else 0."""
    period = facts.target.promise_set.period
    if facts.verdict not in (Verdict.ON_TRACK, Verdict.BEHIND) or facts.target.kind in NOT_MONTHLY:
        return 0
    return 0 if period.is_over(facts.as_of) else matrix.silent_days(facts.latest_on, period.first_day, facts.as_of)


def needs_attention(facts):
    """Whether somebody should look at the target: by its verdict, soon by its verdict, or since it has gone silent."""
    return facts.needs_attention or silent_days(facts) > 0


def worst_first(facts):
    """A key to sort targets by: the worst verdict, then what is pressing, then the longest silence."""
    return matrix.worst_first(facts.verdict), not facts.is_pressing, -silent_days(facts)


def attention(progresses):
    """The targets of some sets that need attention, as lines, worst first and else in reading order."""
    lines = (Line(promise, facts) for one in progresses for promise in one.promises for facts in promise.targets)
    return sorted((line for line in lines if needs_attention(line.facts)), key=lambda line: line.rank)
