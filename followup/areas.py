"""A local police area as one who works there sees it: how the promises of one's own councils stand, the worst first.

Only councils that the reader has a role in are looked at. Of the area's other municipalities nothing more can be told
than that the reader is in no council there, whether or not there is one.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from councils.access import Gate
from councils.models import Municipality, PoliceArea, PoliceAreaMunicipality
from councils.text import swedish_key
from followup.assessment import Verdict
from followup.deadlines import SOON_DAYS, Deadline
from followup.matrix import Tally, ThemeMatrix, merged, silent_days, worst_first
from followup.progress import sets_progress
from followup.standing import PromiseProgress, SetProgress, TargetProgress
from promises.codes import TargetKind
from promises.models import PromiseSet

# What is done once, or measured, is not done month by month.
DONE_ONCE = {TargetKind.DELIVERABLE, TargetKind.EFFECT, TargetKind.ON_DEMAND}


@dataclass(frozen=True)
class Line:
    """One target in a list over several councils."""

    council: object
    promise: PromiseProgress
    facts: TargetProgress

    @cached_property
    def silent_days(self):
        """How long nothing has been reported, when that is long for something still to be done; else 0."""
        facts, period = self.facts, self.facts.target.promise_set.period
        if facts.verdict not in (Verdict.ON_TRACK, Verdict.BEHIND) or facts.target.kind in DONE_ONCE:
            return 0
        return silent_days(facts.latest_on, period.first_day, facts.as_of)

    @property
    def needs_attention(self):
        return self.facts.needs_attention or self.silent_days > 0

    @property
    def rank(self):
        """By verdict, what is pressing before what is silent, and the longest silence first."""
        return worst_first(self.facts.verdict), not self.facts.is_pressing, -self.silent_days


@dataclass(frozen=True)
class NearDay:
    """A day by which something is to be done in a council, soon or already passed."""

    council: object
    day: date
    text: str
    url: str
    as_of: date

    @property
    def days_left(self):
        return Deadline(self.day).days_left(self.as_of)

    @property
    def days_over(self):
        return -self.days_left

    @property
    def nearness(self):
        return Deadline(self.day).nearness(self.as_of)


@dataclass
class CouncilStanding:
    """How one council's running promises stand on a day."""

    gate: Gate
    as_of: date
    sets: list[SetProgress] = field(default_factory=list)
    municipalities: set[str] = field(default_factory=set)

    @property
    def council(self):
        return self.gate.council

    @cached_property
    def lines(self):
        return [
            Line(self.council, promise, facts)
            for progress in self.sets
            for promise in progress.promises
            for facts in promise.targets
        ]

    @property
    def promises(self):
        return sum(len(progress.promises) for progress in self.sets)

    @cached_property
    def cells(self):
        """Theme → how the targets about it stand."""
        found = {}
        for line in self.lines:
            tally = found.setdefault(line.promise.promise.theme, Tally())
            tally.add(line.facts.verdict, needs_attention=line.needs_attention, latest_on=line.facts.latest_on)
        return found

    @cached_property
    def tally(self):
        return merged(self.cells.values())

    @property
    def silent_days(self):
        """Days since anything was reported of what runs, when they are many; else 0."""
        if not self.lines:
            return 0
        first_day = min(progress.promise_set.period.first_day for progress in self.sets)
        return silent_days(self.tally.latest_on, first_day, self.as_of)


@dataclass
class AreaStanding:
    """Everything that a page of an area shows: one's own councils, and the municipalities without one."""

    area: PoliceArea
    as_of: date
    councils: list[CouncilStanding]
    others: list[Municipality]
    due: list[NearDay] = field(default_factory=list)

    @cached_property
    def lines(self):
        return [line for one in self.councils for line in one.lines]

    @property
    def promises(self):
        return sum(one.promises for one in self.councils)

    @property
    def promising(self):
        """How many municipalities of the area have promises that hold in one's own councils."""
        return len({code for one in self.councils if one.sets for code in one.municipalities})

    @cached_property
    def tally(self):
        return merged(one.tally for one in self.councils)

    @cached_property
    def matrix(self):
        return ThemeMatrix([(one.council, one.cells) for one in self.councils if one.sets])


def areas_of(gates, *, on):
    """[(area, its gates)] of the local police areas that these councils belong to on a day, by name. One query."""
    own = {gate.council.pk: gate for gate in gates}
    rows = PoliceAreaMunicipality.objects.on(on).annotate(council_id=F("municipality__councils"))
    found = {}
    for row in rows.filter(council_id__in=own).select_related("area").order_by("council_id"):
        found.setdefault(row.area, {})[row.council_id] = own[row.council_id]
    by_name = sorted(found, key=lambda area: swedish_key(area.name))
    return [(area, _by_name(found[area].values())) for area in by_name]


def area_standing(gates, area_id, *, as_of):
    """How one's councils in an area stand on a day; None when one has none there, or there is no such area.

    A constant number of queries, however many councils.
    """
    own = {gate.council.pk: gate for gate in gates}
    rows = PoliceAreaMunicipality.objects.on(as_of).filter(area=area_id).select_related("area", "municipality")
    covered, inside = {}, {}
    for row in rows.annotate(council_id=F("municipality__councils")):
        covered[row.municipality_id] = row
        # Councils of others come along in the join, and count as none.
        if row.council_id in own:
            inside.setdefault(row.council_id, set()).add(row.municipality_id)
    if not inside:
        return None
    councils = standing_of(_by_name(own[pk] for pk in inside), as_of=as_of)
    for one in councils:
        one.municipalities = inside[one.council.pk]
    others = [row.municipality for code, row in covered.items() if code not in set().union(*inside.values())]
    return AreaStanding(
        next(iter(covered.values())).area,
        as_of,
        councils,
        sorted(others, key=lambda one: swedish_key(one.name)),
        due=near_deadlines([one.gate for one in councils], as_of=as_of),
    )


def standing_of(gates, *, as_of):
    """How the running promises of these councils stand on a day, in the order given."""
    running = PromiseSet.objects.filter(council__in=[gate.council for gate in gates]).decided().standing()
    rows = list(running.running(on=as_of).select_related("council"))
    found = {gate.council.pk: CouncilStanding(gate, as_of) for gate in gates}
    for progress in sets_progress(rows, as_of=as_of):
        found[progress.promise_set.council_id].sets.append(progress)
    return list(found.values())


def near_deadlines(gates, *, as_of):
    """What is due within thirty days in these councils, and what was due and is not done, in order of day."""
    own = {gate.council.pk: gate for gate in gates}
    sets = PromiseSet.objects.filter(council__in=own).decided().standing()
    near = sets.filter(summary_due_on__lte=as_of + timedelta(days=SOON_DAYS))
    near = near.exclude(summaries__frozen_at__isnull=False).order_by("summary_due_on", "pk")
    return [_near_summary(row, own[row.council_id], as_of) for row in near]


def _near_summary(promise_set, gate, as_of):
    text = _("Sammanställning av %(promises)s") % {"promises": promise_set.heading}
    return NearDay(gate.council, promise_set.summary_due_on, text, _where(gate, promise_set), as_of)


def _where(gate, promise_set):
    """Where it is written; to who only reads what is decided there is no such page yet."""
    page = "followup:summary" if gate.can_view_drafts else "followup:overview"
    return reverse(page, args=[gate.council.slug, promise_set.slug])


def _by_name(gates):
    return sorted(gates, key=lambda gate: swedish_key(gate.council.short_name))
