"""What was counted, activity by activity, with who took part: what the first draft tells of."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from promises.models import Credit

COLUMNS = (
    "target_id",
    "activity_id",
    "amount",
    "activity__occurred_on",
    "activity__count_quality",
    "activity__place__name",
    "activity__place_text",
    "activity__parties__kind",
    "activity__parties__short_name",
)


@dataclass(frozen=True)
class Deed:
    """One counted activity: when, how much, how sure, where, and (kind, short name) of those who took part."""

    activity: int
    amount: int
    day: date
    quality: str
    place: str
    parties: frozenset[tuple[str, str]]

    def was_done_by(self, kind: str) -> bool:
        return any(kind == its for its, _name in self.parties)


def deeds_by_target(targets, *, as_of):
    """Target id → what counts towards it up to a day, the earliest first. One query, no objects of models."""
    ids = [facts.target.pk for facts in targets]
    rows = Credit.objects.counting().filter(target__in=ids, activity__occurred_on__lte=as_of)
    said, parties = {}, defaultdict(set)
    for target, activity, amount, day, quality, place, place_text, kind, name in rows.order_by(
        "activity__occurred_on", "activity_id"
    ).values_list(*COLUMNS):
        said[target, activity] = (amount, day, quality, place or place_text)
        if kind:
            parties[target, activity].add((kind, name))
    found = defaultdict(list)
    for (target, activity), facts in said.items():
        found[target].append(Deed(activity, *facts, frozenset(parties[target, activity])))
    return found
