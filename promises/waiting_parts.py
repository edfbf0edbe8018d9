"""What an activity that waits for one's own part counts towards: already, once the part is said, or not even then."""

from dataclasses import dataclass, replace

from promises.codes import SetStatus
from promises.matching import reasons_against
from promises.models import Activity, Target
from promises.wording import reason_sentence

# How it stands with one target, and with the activity as a whole: the first of these that one of its targets has.
BECOMES, COUNTS, NEITHER = "becomes", "counts", "neither"
STANDINGS = (BECOMES, COUNTS, NEITHER)


@dataclass(frozen=True)
class Line:
    """One target of an activity. `reasons`: why it does not count even with one's own part."""

    target: Target
    standing: str
    reasons: list


@dataclass(frozen=True)
class Waiting:
    """An activity that waits for one's own part. `may_deny`: somebody else was there, so that one may say no."""

    activity: Activity
    lines: list
    standing: str
    may_deny: bool


def grouped(activities, own):
    """(standing, what waits) in the order of STANDINGS, without empty groups.

    The activities come with parties, and with credits that carry their targets' rules.
    """
    found = [_waiting(activity, own) for activity in activities]
    groups = [(standing, [one for one in found if one.standing == standing]) for standing in STANDINGS]
    return [(standing, rows) for standing, rows in groups if rows]


def _waiting(activity, own):
    deed = activity.deed
    with_own = replace(deed, parties=deed.parties | {own.pk})
    # Ties to editions that have been replaced are not told: what these have become is tied too.
    lines = [
        _line(credit, with_own)
        for credit in activity.credits.all()
        if credit.target.promise_set.status != SetStatus.SUPERSEDED
    ]
    standings = {line.standing for line in lines}
    standing = next((one for one in STANDINGS if one in standings), NEITHER)
    return Waiting(activity, lines, standing, may_deny=deed.parties != {own.pk})


def _line(credit, with_own):
    target = credit.target
    if credit.window_start is not None:
        return Line(target, COUNTS, [])
    reasons = [reason_sentence(one, target, with_own) for one in reasons_against(target.filters, with_own)]
    return Line(target, NEITHER if reasons else BECOMES, reasons)
