"""What is done: activities and what they count towards, in the order they would be logged, all councils interleaved."""

import random
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from councils.models import Membership, Organisation, Place
from followup.benchmark.database import after_own_ids, next_id, write
from followup.benchmark.making import SEED
from followup.benchmark.scales import LONG_SLUG, WIDE_ACTIVITIES, WIDE_SLUG
from promises.models import Target
from promises.periods import Per, Period
from promises.windows import window_starts

ACTIVITY = (
    "id",
    "council_id",
    "occurred_on",
    "activity_type",
    "place_id",
    "place_text",
    "count",
    "count_quality",
    "tags",
    "is_beyond_ordinary",
    "note",
    "organisation_id",
    "logged_by_id",
    "logged_at",
    "key",
    "version",
    "withdrawn_reason",
)
CREDIT = ("id", "activity_id", "target_id", "window_start", "amount")
ONCE = 2
TO_SET = "promise__section__promise_set"


class Row(NamedTuple):
    """A target as far as logging needs it."""

    pk: int
    per: str
    kind: str
    council: int
    first_day: date
    last_day: date
    slug: str


def make_done(scale, today, say):
    """Year by year; a year's rows are sorted by day before they are written, as its people would have logged them."""
    rows = Target.objects.order_by(f"{TO_SET}__first_day", f"{TO_SET}__last_day", "pk").values_list(
        "pk", "per", "kind", *(f"{TO_SET}__{name}" for name in ("council", "first_day", "last_day", "slug"))
    )
    logged = _Logged()
    for (first_day, last_day), targets in groupby((Row(*row) for row in rows), attrgetter("first_day", "last_day")):
        made = logged.year(list(targets), scale, today)
        say(f"{first_day}–{last_day}: {made} aktiviteter")
    after_own_ids("promises_activity")
    after_own_ids("promises_credit")


class _Logged:
    def __init__(self):
        self.activity, self.credit = next_id("promises_activity"), next_id("promises_credit")
        self.municipal = dict(
            Organisation.objects.filter(kind="municipality").values_list("municipality__councils", "pk")
        )
        self.places = {}
        for pk, council in Place.objects.values_list("pk", "council"):
            self.places.setdefault(council, []).append(pk)
        self.by = Membership.unwalled.values_list("user", flat=True).first()

    def year(self, targets, scale, today):
        """Write a year. Returns how many activities."""
        first, last = targets[0].first_day, min(targets[0].last_day, today)
        length, number = (last - first).days + 1, len(targets)
        chance = random.Random(SEED + first.year + length)
        deeds = sorted(
            chance.randrange(length) * number + place
            for place, target in enumerate(targets)
            for _ in range(_how_many(target, scale))
        )
        days = [first + timedelta(days=day) for day in range(length)]
        windows = {
            per: self._windows(Period(first, targets[0].last_day), per, days) for per in {t.per for t in targets}
        }
        write("promises_activity", ACTIVITY, self._activities(deeds, targets, days))
        write("promises_credit", CREDIT, self._credits(deeds, targets, days, windows))
        self.activity, self.credit = self.activity + len(deeds), self.credit + len(deeds)
        return len(deeds)

    def _windows(self, period, per, days):
        found = window_starts(period, Per(per or Per.PERIOD), days)
        return [found[day].isoformat() for day in days]

    def _activities(self, deeds, targets, days):
        texts, number = [day.isoformat() for day in days], len(targets)
        for pk, deed in enumerate(deeds, self.activity):
            target, day = targets[deed % number], texts[deed // number]
            place = self.places[target.council][pk % 3] if target.kind == "coverage" else None
            own = self.municipal[target.council]
            told = (day, "other", place, "", 1, "exact", "[]", 0, "", own, self.by, f"{day} 12:00:00", f"{pk:032x}")
            yield (pk, target.council, *told, 1, "")

    def _credits(self, deeds, targets, days, windows):
        number, ahead = len(targets), self.activity - self.credit
        for pk, deed in enumerate(deeds, self.credit):
            target = targets[deed % number]
            yield pk, pk + ahead, target.pk, windows[target.per][deed // number], 1


def _how_many(target, scale):
    """As many for each target of a set on average; what is delivered once is not logged a hundred times."""
    wide = WIDE_ACTIVITIES if scale.is_large else scale.activities
    most = {WIDE_SLUG: wide, LONG_SLUG: scale.activities * scale.years}.get(target.slug, scale.activities)
    if target.slug == WIDE_SLUG:
        return most
    return {"deliverable": ONCE, "qualitative": 2 * most - ONCE}.get(target.kind, most)
