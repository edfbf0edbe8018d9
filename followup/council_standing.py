"""How everything that holds in a council stands today: the sets that run, what came before and what is to come."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from followup.assessment import Verdict
from followup.codes import VERDICT_NAMES
from followup.deadlines import Deadline
from followup.models import Summary
from followup.period_history import PeriodFigures, period_history
from followup.progress import sets_progress
from followup.standing import SetProgress
from followup.worst_first import Line, attention
from promises.models import PromiseSet

MIX = (
    Verdict.FULFILLED,
    Verdict.ON_TRACK,
    Verdict.BEHIND,
    Verdict.PARTLY_FULFILLED,
    Verdict.OUT_OF_REACH,
    Verdict.NOT_FULFILLED,
    Verdict.NOT_STARTED,
    Verdict.NO_DEMAND,
    Verdict.NO_MEASURE,
)


@dataclass(frozen=True)
class NearDay:
    """A day by which something is to be done, and where that is done."""

    promise_set: PromiseSet
    day: date
    as_of: date

    @property
    def days_left(self):
        return Deadline(self.day).days_left(self.as_of)

    @property
    def nearness(self):
        return Deadline(self.day).nearness(self.as_of)


@dataclass(frozen=True)
class CouncilStanding:
    """One council on one day."""

    as_of: date
    running: list[SetProgress]
    attention: list[Line]
    days: list[NearDay]
    history: list[PeriodFigures]
    coming: list[PromiseSet]

    @property
    def counts(self):
        """How many targets of all running sets have each verdict."""
        return sum((one.verdict_counts for one in self.running), Counter())

    @property
    def fulfilled(self):
        return sum(one.fulfilled for one in self.running)

    @property
    def computable(self):
        return sum(len(one.computable) for one in self.running)

    @property
    def not_computed(self):
        return sum(one.not_computed for one in self.running)

    @property
    def cards(self):
        """Each running set with its verdicts in words."""
        return [(one, verdict_mix(one.verdict_counts)) for one in self.running]


def verdict_mix(counts):
    """[(plain code, word, how many)] of the verdicts there are: what is done, under way, short, and not computed."""
    return [(verdict.value, VERDICT_NAMES[verdict], counts[verdict]) for verdict in MIX if counts[verdict]]


def council_standing(council, *, today):
    """A constant number of queries, however many sets, targets and activities."""
    sets = list(PromiseSet.objects.of(council).decided().standing().latest_first())
    for promise_set in sets:
        promise_set.council = council
    running = [one for one in sets if today in one.promised_period]
    ended = [one for one in sets if one.promised_period.is_over(today)]
    progress = sets_progress(running, as_of=today) if running else []
    return CouncilStanding(
        as_of=today,
        running=progress,
        attention=attention(progress),
        days=_summaries_due(sets, today),
        history=period_history(ended, today=today) if ended else [],
        coming=[one for one in sets if one.first_day > today],
    )


def _summaries_due(sets, today):
    """The days of the written summaries that are not approved, in order.

    The one place where the council's page gets its days: the council's whole agenda takes this list's place.
    """
    due = [one for one in sets if one.summary_due_on]
    approved = set(Summary.objects.decided().filter(promise_set__in=due).values_list("promise_set", flat=True))
    days = [NearDay(one, one.summary_due_on, today) for one in due if one.pk not in approved]
    return sorted(days, key=lambda near: near.day)
