"""What is computed and what people have judged, beside each other, and what has changed since they did."""

from dataclasses import dataclass

from followup.assessment import Verdict
from followup.codes import VERDICT_NAMES
from followup.models import Assessment
from followup.progress import JUDGEMENT
from followup.since import Since
from followup.since_when import since_when
from promises.access import readable_since, readable_since_of

NOTHING_COMPUTED = (Verdict.NO_MEASURE, Verdict.NO_DEMAND)


@dataclass(frozen=True)
class SideBySide:
    """One target's computed verdict with its first day, and its judgements, the latest first."""

    verdict: Verdict
    since: Since | None
    judgements: list[Assessment]

    @property
    def latest(self):
        return self.judgements[0] if self.judgements else None

    @property
    def earlier(self):
        return self.judgements[1:]

    @property
    def differs(self):
        """Whether people have concluded something else than is computed now; of nothing computed none can differ."""
        return bool(self.latest) and self.is_computed and self.latest.judgement != self.verdict

    @property
    def is_computed(self):
        """Whether there is anything to compare with: no measure, and nobody who asked, are no conclusions."""
        return self.verdict not in NOTHING_COMPUTED

    @property
    def then_name(self):
        """What was computed when the latest judgement was made."""
        return VERDICT_NAMES[Verdict(self.latest.computed)] if self.latest else ""

    @property
    def has_moved(self):
        """Whether something else is computed now than when people judged."""
        return bool(self.latest) and self.latest.computed != self.verdict


def side_by_side(gate, facts):
    """Both conclusions about a target, as one person may read them. Two queries, one more for requests or figures."""
    return SideBySide(facts.verdict, since_when(facts), list(_judgements(gate, facts.target)))


def _judgements(gate, target):
    """Newest first; not those from when the set was another organisation's own draft."""
    rows = target.assessments.select_related("judged_by", "substitute").order_by("-pk")
    since = readable_since(gate, target.promise_set)
    return rows.filter(judged_at__gte=since) if since else rows


def as_read_by(pairs):
    """The sets of (gate, SetProgress) in the same order, without the judgements that their reader may not read.

    For every list and file: the same rule as on the target's own page. One query at the most.
    """
    judged = [pair for pair in pairs if any(facts.judgement for facts in pair[1].targets)]
    since = readable_since_of([(gate, progress.promise_set) for gate, progress in judged])
    for _gate, progress in judged:
        moment = since[progress.promise_set.pk]
        for facts in progress.targets if moment else ():
            if facts.target.judged_at and facts.target.judged_at < moment:
                _withhold(facts.target)
    return [progress for _gate, progress in pairs]


def _withhold(target):
    for name in JUDGEMENT:
        setattr(target, name, None)
