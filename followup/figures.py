"""What is measured for a target, as a small table beside what it is compared with."""

from dataclasses import dataclass

from promises.codes import EffectDirection
from promises.models import Measurement
from promises.wording import measure


@dataclass(frozen=True)
class Figures:
    """Baseline and threshold as people write them, blank where there is none, and the series, the newest first."""

    baseline: str
    threshold: str
    direction: str
    rows: list[tuple[Measurement, str]]


def figures_of(target, notes):
    """The figures of an effect or a vision; None where there is nothing to show. `notes`: NoteLines, newest first."""
    rows = [(line.note, measure(line.note.value)) for line in notes if _stands(line)]
    if not rows and target.baseline is None and target.threshold is None:
        return None
    return Figures(
        baseline=_said(target.baseline),
        threshold=_said(target.threshold),
        direction=EffectDirection(target.direction).label if target.direction else "",
        rows=rows,
    )


def _stands(line):
    return isinstance(line.note, Measurement) and not line.note.is_withdrawn


def _said(value):
    return "" if value is None else measure(value)
