"""A local police area as one who works there sees it: how the promises of one's own councils stand, the worst first.

Only councils that the reader has a role in are looked at. Of the area's other municipalities nothing more can be told
than that the reader is in no council there, whether or not there is one.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.db.models import F
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from councils.access import Gate
from councils.asked_together import ask_together
from councils.models import Municipality, PoliceArea, PoliceAreaMunicipality
from councils.text import swedish_key
from followup.agenda import agenda, agenda_asked
from followup.attention import days_of_silence
from followup.council_sets import sets_asked, sets_of
from followup.deadlines import SOON_DAYS
from followup.matrix import Tally, ThemeMatrix, merged
from followup.progress import sets_progress
from followup.side_by_side import as_read_by
from followup.standing import SetProgress
from followup.things import Thing
from followup.worst_first import Line
from promises.waiting import waits_for


@dataclass(frozen=True)
class AreaLine(Line):
    """One target in a list over several councils."""

    council: object


@dataclass
class CouncilStanding:
    """How one council's running promises stand on a day."""

    gate: Gate
    as_of: date
    sets: list[SetProgress] = field(default_factory=list)
    municipalities: set[str] = field(default_factory=set)
    waiting: list = field(default_factory=list)  # promise sets that wait for the reader's own signature

    @property
    def council(self):
        return self.gate.council

    @cached_property
    def lines(self):
        return [
            AreaLine(promise, facts, self.council)
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
        """Days since anything was counted of what is still to be done, when they are many; else 0."""
        if not self.tally.is_under_way:
            return 0
        first_day = min(progress.promise_set.period.first_day for progress in self.sets)
        return days_of_silence(self.tally.latest_on, first_day, self.as_of)


@dataclass
class AreaStanding:
    """Everything that a page of an area shows: one's own councils, and the municipalities without one."""

    area: PoliceArea
    as_of: date
    councils: list[CouncilStanding]
    others: list[Municipality]
    due: list[Thing] = field(default_factory=list)
    beside: list = field(default_factory=list)

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

    @property
    def others_in_words(self):
        return get_text_list([one.name for one in self.others], _("och"))

    @cached_property
    def tally(self):
        return merged(one.tally for one in self.councils)

    @cached_property
    def reasons(self):
        """How many targets need attention though their verdict does not say so, by why."""
        return Counter(line.why for line in self.lines)

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


def area_standing(gates, area_id, *, as_of, beside=()):
    """How one's councils in an area stand on a day; None when one has none there, or there is no such area.

    `beside`: makes more questions, each from the area's gates and the day, to ask with the others; the standing has
    them as `beside`.
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
    gates = _by_name(own[pk] for pk in inside)
    of_sets, of_agenda = sets_asked(gates), agenda_asked(gates, as_of)
    more = [ask(gates, as_of) for ask in beside]
    ask_together(of_sets, *of_agenda, *more)
    sets = sets_of(gates, of_sets)
    councils = standing_of(gates, as_of=as_of, sets=sets)
    for one in councils:
        one.municipalities = inside[one.council.pk]
    others = [row.municipality for code, row in covered.items() if code not in set().union(*inside.values())]
    return AreaStanding(
        next(iter(covered.values())).area,
        as_of,
        councils,
        sorted(others, key=lambda one: swedish_key(one.name)),
        due=agenda(gates, today=as_of, until=as_of + timedelta(days=SOON_DAYS), sets=sets, asked=of_agenda),
        beside=more,
    )


def standing_of(gates, *, as_of, sets=None):
    """How the running promises of these councils stand on a day, in the order given; `sets` as for the agenda."""
    sets = sets_of(gates) if sets is None else sets
    found = {gate.council.pk: CouncilStanding(gate, as_of) for gate in gates}
    for one in sets:
        standing = found[one.council_id]
        standing.waiting += [one] if waits_for(one, standing.gate) else []
    decided = [one for one in sets if one.is_decided and not one.is_superseded]
    judged = sets_progress([one for one in decided if as_of in one.promised_period], as_of=as_of)
    for progress in as_read_by([(found[one.promise_set.council_id].gate, one) for one in judged]):
        found[progress.promise_set.council_id].sets.append(progress)
    return list(found.values())


def _by_name(gates):
    return sorted(gates, key=lambda gate: swedish_key(gate.council.short_name))
