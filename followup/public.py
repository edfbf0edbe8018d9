"""What citizens and press may read of a promise set: the promises, who gave them, and honestly how it goes.

Nothing typed about activities comes this way, nobody's name, and no number of people reached: in a small place one to
four persons can be guessed.
"""

from dataclasses import dataclass

from django.db.models import Q

from followup.assessment import Verdict
from followup.codes import VERDICT_NAMES
from followup.progress import set_progress
from followup.standing import SetProgress
from promises.codes import OWN_NAMES, SetStatus
from promises.models import PromiseSet
from promises.translated import SWEDISH, Reading

ENGLISH = "en"
FRAMES = (SWEDISH, ENGLISH)
SUPERSEDED = SetStatus.SUPERSEDED


@dataclass(frozen=True)
class PublicSet:
    """One published set as anybody reads it on a day, in a language."""

    promise_set: PromiseSet
    reading: Reading
    progress: SetProgress
    parties: list
    newer: PromiseSet | None
    older: PromiseSet | None

    @property
    def shows_outcomes(self):
        """Of a replaced set the outcomes are told on the page of the one that replaced it, which they count towards."""
        return self.promise_set.status != SUPERSEDED

    @property
    def has_begun(self):
        return self.progress.as_of >= self.promise_set.period.first_day

    @property
    def tally(self):
        """(code, word, number) of each verdict that any target has, best first."""
        counts = self.progress.verdict_counts
        return [(verdict.value, VERDICT_NAMES[verdict], counts[verdict]) for verdict in ORDER if counts[verdict]]

    @property
    def dues(self):
        """(day, target) of what is promised for a certain day, in order."""
        rows = [(facts.target.due_on, facts) for facts in self.progress.targets if facts.target.due_on]
        return sorted(rows, key=lambda row: (row[0], row[1].target.pk))


ORDER = (
    Verdict.FULFILLED,
    Verdict.ON_TRACK,
    Verdict.PARTLY_FULFILLED,
    Verdict.BEHIND,
    Verdict.OUT_OF_REACH,
    Verdict.NOT_FULFILLED,
    Verdict.NOT_STARTED,
    Verdict.NO_DEMAND,
    Verdict.NO_MEASURE,
)


def public_set(promise_set, reading, *, as_of):
    """Everything the page shows, in a constant number of queries."""
    progress = set_progress(promise_set, as_of=as_of)
    for one in progress.promises:
        one.shown = reading.of(one.promise)
    editions = PromiseSet.objects.of(promise_set.council).published()
    around = editions.filter(Q(replaces=promise_set) | Q(pk=promise_set.replaces_id))
    by_age = {row.replaces_id == promise_set.pk: row for row in around}
    return PublicSet(
        promise_set, reading, progress, _parties(progress), newer=by_age.get(True), older=by_age.get(False)
    )


def _parties(progress):
    """Who signed; of sets from before that was kept, who answers for some promise."""
    signing = list(progress.promise_set.parties.main_parties_first())
    return signing or list({row.pk: row for one in progress.promises for row in one.responsible}.values())


def language_choices(offered, frame, chosen):
    """(code, what the language calls itself, whether it is shown): Swedish and English always, for the page's frame."""
    codes = [SWEDISH, ENGLISH, *(row.language for row in offered if row.language != ENGLISH)]
    shown = ENGLISH if frame == ENGLISH else chosen
    return [(code, OWN_NAMES[code], code == shown) for code in codes]
