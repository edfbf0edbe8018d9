"""How everything that holds in a council stands today: the sets that run, what came before and what is to come."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from councils.asked_together import ask_together
from followup.council_sets import sets_asked, sets_of
from followup.period_history import PeriodFigures, history_asked, period_history
from followup.pictures import mix_in_words
from followup.progress import sets_progress
from followup.side_by_side import as_read_by
from followup.standing import SetProgress
from followup.worst_first import Line, attention
from promises.models import PromiseSet


@dataclass(frozen=True)
class CouncilStanding:
    """One council on one day."""

    as_of: date
    running: list[SetProgress]
    attention: list[Line]
    history: list[PeriodFigures]
    coming: list[PromiseSet]
    sets: list[PromiseSet]  # all there are, with what sets_of tells of each

    @property
    def years(self):
        """The earlier periods as their picture takes them."""
        return [(one.promise_set.heading, one.counts, one.is_approved) for one in self.history]

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
        return [(one, mix_in_words(one.verdict_counts)) for one in self.running]


def council_standing(gate, *, today, beside=()):
    """One's council, with the judgements that one may read. `beside`: more questions to ask with the first.

    A constant number of queries, however many sets, targets and activities.
    """
    of_sets, of_history = sets_asked([gate]), history_asked([gate.council.pk])
    ask_together(of_sets, of_history, *beside)
    every = sets_of([gate], of_sets)
    sets = [one for one in every if one.is_decided and not one.is_superseded]
    running = [one for one in sets if today in one.promised_period]
    ended = [one for one in sets if one.promised_period.is_over(today)]
    read = [*running, *(one for one in ended if not one.approved_at)]
    judged = sets_progress(read, as_of=today) if read else []
    progress = as_read_by([(gate, one) for one in judged[: len(running)]])
    return CouncilStanding(
        as_of=today,
        running=progress,
        attention=attention(progress),
        history=period_history(ended, today=today, judged=judged[len(running) :], asked=of_history) if ended else [],
        coming=[one for one in sets if one.first_day > today],
        sets=every,
    )
