"""What became of each goal and measure from one plan to the next: carried over, new, finished or dropped."""

from dataclasses import dataclass, field
from enum import StrEnum

from councils.codes import GoalOutcome, MeasureStatus


class Became(StrEnum):
    CARRIED = "carried"
    NEW = "new"
    FINISHED = "finished"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Fate:
    """One goal or measure: what it was in the old plan, what it is in the new; one of them is None where it is not."""

    became: Became
    old: object = None
    new: object = None

    @property
    def text(self):
        """As the new plan words it, where it is there."""
        return (self.new or self.old).text

    @property
    def has_new_words(self):
        return self.old is not None and self.new is not None and self.old.text != self.new.text


@dataclass
class ProblemFate:
    """A problem area in both plans or in one of them."""

    area: object
    is_new: bool = False
    is_dropped: bool = False
    goals: list = field(default_factory=list)
    measures: list = field(default_factory=list)


def differences(old, new):
    """[ProblemFate] from two readings: the new plan's problem areas in its order, then those lifted out."""
    before = {row.problem_area_id: row for row in old.problems}
    after = {row.problem_area_id: row for row in new.problems}
    fates = [
        ProblemFate(area=(after.get(pk) or before[pk]).area, is_new=pk not in before, is_dropped=pk not in after)
        for pk in [*after, *(pk for pk in before if pk not in after)]
    ]
    found = {fate.area.pk: fate for fate in fates}
    for name in ("goals", "measures"):
        for area, fate in _fates(getattr(old, name), getattr(new, name)):
            getattr(found[area], name).append(fate)
    return fates


def _fates(old, new):
    carried = {row.carried_from_id: row for row in new if row.carried_from_id}
    for row in old:
        if row.pk in carried:
            now = carried[row.pk]
            yield now.problem.problem_area_id, Fate(Became.CARRIED, row, now)
        else:
            yield row.problem.problem_area_id, Fate(Became.FINISHED if is_finished(row) else Became.DROPPED, row)
    known = {row.pk for row in old}
    for row in new:
        if row.carried_from_id not in known:
            yield row.problem.problem_area_id, Fate(Became.NEW, None, row)


def is_finished(row):
    """A measure that is done, or a goal that is reached. What was broken off was dropped."""
    return getattr(row, "status", "") == MeasureStatus.DONE or getattr(row, "outcome", "") == GoalOutcome.REACHED
