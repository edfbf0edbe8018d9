"""How earlier periods went: what was approved is read as it was frozen, and never reckoned anew."""

from collections import Counter
from dataclasses import dataclass

from councils.asked_together import Question
from councils.prepared import Ids, prepared
from followup.assessment import Verdict
from followup.models import Summary
from followup.progress import sets_progress
from promises.models import PromiseSet

# Such targets have nothing to be judged by, so they are not among those that could be fulfilled.
NOT_COMPUTABLE = (Verdict.NO_MEASURE, Verdict.NO_DEMAND)


@dataclass(frozen=True)
class PeriodFigures:
    """One period that is over: how many of its targets ended with each computed verdict.

    `is_approved`: the figures are those both parties approved; else they are reckoned from what is logged now.
    """

    promise_set: PromiseSet
    counts: Counter
    is_approved: bool

    @property
    def fulfilled(self):
        return self.counts[Verdict.FULFILLED]

    @property
    def partly(self):
        return self.counts[Verdict.PARTLY_FULFILLED]

    @property
    def not_fulfilled(self):
        """Not at all, or already lost when the summary was approved."""
        return self.counts[Verdict.NOT_FULFILLED] + self.counts[Verdict.OUT_OF_REACH]

    @property
    def computable(self):
        return sum(self.counts.values()) - sum(self.counts[verdict] for verdict in NOT_COMPUTABLE)

    @property
    def not_computed(self):
        return self.counts[Verdict.NO_MEASURE]


def history_asked(councils):
    """What `period_history` asks of councils whose ids these are, to be asked with other questions."""
    return Question(_frozen_in, councils=councils)


@prepared
def _frozen_in():
    rows = Summary.objects.final().decided().standing().filter(promise_set__council__among=Ids("councils"))
    return rows.values_list("promise_set", "snapshot__sections")


def period_history(ended, *, today, judged=(), asked=None):
    """The figures of sets that are over, in the order given; as many queries for twenty periods as for one.

    `judged`: the progress today of those that somebody has read already.

    Of a frozen summary only the promises are read: the dated evidence beside them is many times larger.
    """
    asked = asked or history_asked({one.council_id for one in ended})
    approved = dict(asked.rows)
    frozen = {one.pk: approved[one.pk] for one in ended if one.pk in approved}
    counts = {progress.promise_set.pk: progress.verdict_counts for progress in judged}
    counts |= {pk: _counts_of(sections) for pk, sections in frozen.items()}
    open_still = [one for one in ended if one.pk not in counts]
    for progress in sets_progress(open_still, as_of=today) if open_still else ():
        counts[progress.promise_set.pk] = progress.verdict_counts
    return [PeriodFigures(one, counts[one.pk], one.pk in frozen) for one in ended]


def _counts_of(sections):
    promises = (promise for section in sections for promise in section["promises"])
    return Counter(target["computed_verdict"] for promise in promises for target in promise["targets"])
