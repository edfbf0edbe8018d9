"""What of a promise set needs somebody, worst first: which target, why, and for how long nothing has been heard."""

from dataclasses import dataclass
from functools import cached_property

from followup import matrix
from followup.attention import ATTENTION
from followup.standing import PromiseProgress, TargetProgress


@dataclass(frozen=True)
class Line:
    """One target with its promise, in a list over sections or over sets."""

    promise: PromiseProgress
    facts: TargetProgress

    @cached_property
    def silent_days(self):
        """Whole days without anything reported, where that is long and something is still to be done; else 0."""
        return self.facts.silent_days

    @property
    def why(self):
        """What its verdict does not say of why it is listed: "pressing", "silent", or nothing."""
        if self.facts.verdict in ATTENTION:
            return ""
        return "pressing" if self.facts.is_pressing else "silent" if self.silent_days else ""

    @property
    def promise_set(self):
        return self.facts.target.promise_set

    @property
    def needs_attention(self):
        return self.facts.needs_attention

    @property
    def rank(self):
        """By verdict, what is pressing before what is silent, and the longest silence first."""
        return worst_first(self.facts)


def worst_first(facts):
    """A key to sort targets by: the worst verdict, then what is pressing, then the longest silence."""
    return matrix.worst_first(facts.verdict), not facts.is_pressing, -facts.silent_days


def attention(progresses):
    """The targets of some sets that need attention, as lines, worst first and else in reading order."""
    lines = (Line(promise, facts) for one in progresses for promise in one.promises for facts in promise.targets)
    return sorted((line for line in lines if line.needs_attention), key=lambda line: line.rank)
