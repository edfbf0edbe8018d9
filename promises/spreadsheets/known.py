"""What a table of activities may name: read once, however many rows there are."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from councils.models import Organisation, Place
from promises.access import choosable_parties
from promises.activity_rules import implied_parties, type_of
from promises.codes import SetStatus
from promises.models import Activity, Target
from promises.querysets import DECIDED, IN_FORCE
from promises.spreadsheets.columns import folded

STANDING = [status for status in DECIDED if status != SetStatus.SUPERSEDED]


@dataclass(frozen=True)
class Stored:
    """An activity that is there already, and the targets a file shows it tied to."""

    activity: Activity
    targets: tuple[Target, ...]
    parties: tuple[Organisation, ...]
    unseen: tuple[int, ...] = ()  # ids of targets that it is tied to and no file shows


@dataclass
class Known:
    """The council's targets, parties and places by what they are called, and the day it is.

    `stored`: the activities that rows may change, by key; whoever reads a file fills it.
    """

    own: Organisation
    today: date
    targets: dict[int, Target]
    target_names: dict[int, str]
    parties: dict[int, Organisation]
    party_names: dict[int, str]
    places: dict[str, Place]
    stored: dict[UUID, Stored] = field(default_factory=dict)
    _by_target_name: dict = field(default_factory=dict, repr=False)
    _by_party_name: dict = field(default_factory=dict, repr=False)
    _usual: dict = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, gate, today):
        """In as many queries whatever there is: seven."""
        rows = Target.objects.of(gate.council).readable_by(gate).with_rules().in_reading_order()
        rows = list(rows.filter(promise__section__promise_set__status__in=STANDING))
        by_target, target_names = _named(rows, _ways_to_name_targets(rows))
        parties = list(choosable_parties(gate))
        by_party, party_names = _named(parties, [(party.short_name, party.name) for party in parties])
        return cls(
            own=gate.organisation,
            today=today,
            targets={row.pk: row for row in rows},
            target_names=target_names,
            parties={row.pk: row for row in parties},
            party_names=party_names,
            places={folded(place.name): place for place in Place.objects.filter(council=gate.council)},
            _by_target_name=by_target,
            _by_party_name=by_party,
        )

    def stored_as(self, activity):
        """An activity with its prefetched ties and parties, its targets in reading order."""
        tied = {credit.target_id for credit in activity.credits.all()}
        return Stored(
            activity,
            tuple(target for pk, target in self.targets.items() if pk in tied),
            tuple(activity.parties.all()),
            tuple(sorted(tied - self.targets.keys())),
        )

    def targets_called(self, name):
        """Every target that may be meant by what somebody wrote."""
        return self._by_target_name.get(folded(name), ())

    def parties_called(self, name):
        return self._by_party_name.get(folded(name), ())

    def party_name(self, party):
        """What a party is called in a file, also one that can no longer be chosen."""
        return self.party_names.get(party.pk) or _in_list(party.name)

    def is_open(self, target):
        """Does the target take activities today? As `TargetQuerySet.open_for_logging`."""
        promise_set = target.promise_set
        return promise_set.status in IN_FORCE and promise_set.first_day <= self.today

    def implied(self, targets, own):
        """(who took part when nobody is named, or None when several may be meant; what kind of activity it is)"""
        asked = (tuple(target.pk for target in targets), own.pk)
        if asked not in self._usual:
            parties = implied_parties(targets, own)
            self._usual[asked] = (parties.pop() if len(parties) == 1 else None, type_of(targets))
        return self._usual[asked]


def _ways_to_name_targets(rows):
    """For each target what it may be called, the shortest first: Besök, Besök (Löften 2019), Besök (Löften 2019, 2)."""
    met = defaultdict(int)
    for row in rows:
        full = f"{row.label} ({row.promise_set.heading})"
        met[folded(full)] += 1
        yield row.label, full, f"{row.label} ({row.promise_set.heading}, {met[folded(full)]})"


def _named(rows, ways):
    """(what may be written → the rows it may mean; row's id → the shortest name that means it alone)"""
    by_name, ways = defaultdict(list), list(ways)
    for row, names in zip(rows, ways, strict=True):
        for name in dict.fromkeys(map(folded, names)):
            by_name[name].append(row)
    shortest = {
        row.pk: next((name for name in names if len(by_name[folded(name)]) == 1), names[-1])
        for row, names in zip(rows, ways, strict=True)
    }
    return dict(by_name), {pk: _in_list(name) for pk, name in shortest.items()}


def _in_list(name):
    return name.replace(";", ",")
