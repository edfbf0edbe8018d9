"""What a snapshot asks of the database beside progress, texts and evidence: one statement, also with a page's own."""

from typing import NamedTuple

from councils.asked_together import Question, ask_together
from followup.drafting.proposals import told_asked
from followup.notes import deviations_asked
from promises.rules_at_once import places_asked


class SnapshotQuestions(NamedTuple):
    """The questions, each to be read by its own part of the snapshot."""

    told: Question | None
    deviations: Question
    places: Question


def snapshot_asked(summary, *, as_of):
    """What `snapshot_of` asks, to be asked with other questions."""
    promise_set = summary.promise_set
    return SnapshotQuestions(
        told=None if summary.is_ready or summary.is_frozen else told_asked(promise_set, as_of),
        deviations=deviations_asked(promise_set, as_of=as_of),
        places=places_asked(promise_set),
    )


def asked_now(summary, as_of):
    """The same, asked: for whoever had nothing else to ask with it."""
    asked = snapshot_asked(summary, as_of=as_of)
    ask_together(*asked)
    return asked
