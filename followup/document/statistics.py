"""What has been measured, apart from what has been counted: the figures that tell of effect."""

from followup.effects import MEASURED, EffectLine


def statistics_of(progress):
    """A row for each target that is followed by a figure, also where nothing has been measured yet."""
    return [
        _row(EffectLine(promise, facts))
        for promise in progress.promises
        for facts in promise.targets
        if facts.target.kind in MEASURED
    ]


def _row(line):
    measurement = line.facts.measurement
    return {
        "promise": str(line.promise.number),
        "target": line.facts.target.label,
        "indicator": line.indicator,
        "baseline": line.baseline,
        "baseline_source": line.baseline_source,
        "goal": str(line.goal),
        "value": line.latest,
        "on": measurement.measured_on.isoformat() if measurement else "",
        "source": measurement.source if measurement else "",
        "verdict_text": str(line.facts.judgement_name or line.facts.verdict_name),
    }
