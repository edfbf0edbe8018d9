"""How well a reading agrees with labelled cases: exact matches on count, period, average and kind."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from promises.reader import predict

HERE = Path(__file__).parent


@dataclass
class Score:
    """Matches and sizes of a set of cases; `quantified` looks only at commitments with a number."""

    matched: int = 0
    predicted: int = 0
    labelled: int = 0
    responsible_right: int = 0
    false_alarms: int = 0
    empty_cases: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        total = self.predicted + self.labelled
        return 2 * self.matched / total if total else 1.0

    @property
    def responsible_share(self) -> float:
        return self.responsible_right / self.matched if self.matched else 1.0


def load(name: str) -> list[dict[str, Any]]:
    """Return the labelled cases of one file."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def score(cases: list[dict[str, Any]], *, quantified: bool = False) -> Score:
    """Compare the reading of each case with its labels."""
    result = Score()
    for case in cases:
        predicted = [
            one for one in predict(case["text"], case["context"]) if not quantified or one["count"] is not None
        ]
        labelled = [one for one in case["gold"] if not quantified or one["count"] is not None]
        result.predicted += len(predicted)
        result.labelled += len(labelled)
        result.empty_cases += not case["gold"]
        result.false_alarms += bool(predicted) and not case["gold"]
        if not _match(result, predicted, labelled):
            result.misses.append(case["id"])
    return result


def _key(one: dict[str, Any]) -> tuple[Any, ...]:
    return one["count"], one["period"], one["is_average"], one["kind"]


def _match(result: Score, predicted: list[dict[str, Any]], labelled: list[dict[str, Any]]) -> bool:
    rest = list(predicted)
    for gold in labelled:
        found = next((one for one in rest if _key(one) == _key(gold)), None)
        if found is not None:
            rest.remove(found)
            result.matched += 1
            result.responsible_right += set(found["responsible"]) == set(gold["responsible"])
    return not rest and len(predicted) == len(labelled)
