"""What is measured, apart from what is done: the figures that tell whether the work has had an effect."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from followup.counted import MEASURED
from followup.standing import PromiseProgress, TargetProgress
from promises.codes import EffectDirection, TargetKind
from promises.wording import measure


@dataclass(frozen=True)
class EffectLine:
    """A target that is judged, or only followed, by a measured figure."""

    promise: PromiseProgress
    facts: TargetProgress

    @property
    def indicator(self):
        return self.facts.target.indicator or self.facts.target.label

    @property
    def baseline(self):
        baseline = self.facts.target.baseline
        return "" if baseline is None else measure(baseline)

    @property
    def baseline_source(self):
        return self.facts.target.source if self.facts.target.baseline is not None else ""

    @property
    def latest(self):
        return measure(self.facts.measurement.value) if self.facts.measurement else ""

    @property
    def goal(self):
        """What the figure should become; a vision has none that it is judged by."""
        target = self.facts.target
        if target.kind == TargetKind.VISION or not target.direction:
            return _("Inget tal att nå")
        words = EffectDirection(target.direction).label
        return words if target.threshold is None else f"{words} {measure(target.threshold)}"


def parted(sections):
    """What is done and what is measured of some sections: ([(section, [PromiseProgress])], [EffectLine])."""
    done, effects = [], []
    for section, promises in sections:
        rows = []
        for promise in promises:
            measured = [facts for facts in promise.targets if facts.target.kind in MEASURED]
            effects += [EffectLine(promise, facts) for facts in measured]
            rest = [facts for facts in promise.targets if facts.target.kind not in MEASURED]
            if rest or not measured:
                rows.append(replace(promise, targets=rest))
        if rows:
            done.append((section, rows))
    return done, effects
