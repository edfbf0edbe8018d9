"""Who took part in an activity, by whose word, and what waits for an organisation's own."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import reduce
from operator import or_

from django.db.models import Count, DateField, Exists, F, IntegerField, OuterRef, Q

from councils.asked_together import Question
from councils.models import AuditEntry
from councils.prepared import Told, prepared
from promises.codes import Jointly
from promises.models import Activity, Confirmation, Credit, Responsibility, Target
from promises.querysets import IN_FORCE
from promises.wording import both

DAYS_BACK = 90
RESPONSIBLE = Responsibility.Part.RESPONSIBLE
# The verbs for "not our part": taken away, and said of something where it was never named.
DENIALS = ("deny_part", "decline_part")
OWN = ("council", "own")  # what is told of each council


@dataclass(frozen=True)
class Parts:
    """One activity's parties: who says so themselves, who is named by others, who a joint target still lacks.

    `waits`: one's own organisation may say its part; `may_deny`: it may say it was not there, since others were.
    """

    themselves: list
    named: list
    missing: list
    waits: bool
    may_deny: bool

    @property
    def are_several(self):
        """Whether it says anything who has confirmed: one party alone is the one that logged."""
        return bool(self.themselves) and len(self.themselves) + len(self.named) > 1


def parts_of(activity, gate, credits):
    """The parts of an activity. `credits` come with their targets, promises and who answers for these."""
    parties = list(activity.parties.all())
    confirmed = {row.organisation_id for row in Confirmation.objects.filter(activity=activity)}
    confirmed.add(activity.organisation_id)
    present = {party.pk for party in parties}
    missing = {
        one.pk: one for credit in credits if credit.target.promise_set.status in IN_FORCE
        for one in _needed(credit.target) if one.pk not in present
    }  # fmt: skip
    named = [party for party in parties if party.pk not in confirmed]
    own = gate.organisation.pk if gate.can_log_activity and gate.organisation else None
    stands = own is not None and not activity.is_withdrawn
    return Parts(
        [party for party in parties if party.pk in confirmed],
        named,
        [] if activity.is_withdrawn else list(missing.values()),
        waits=stands and (own in missing or own in {party.pk for party in named}),
        may_deny=stands and (own in present or own in missing) and present != {own},
    )


def concerns(activity, organisation):
    """Whether an organisation has a part to confirm or deny: it is named, or a joint target asks for it."""
    if activity.parties.filter(pk=organisation.pk).exists():
        return True
    return Credit.objects.filter(activity=activity).filter(_asks_for(organisation, "target__")).exists()


def waiting_parts(gate, today):
    """Activities of late that wait for the own organisation to say its part, newest first.

    Another organisation has named it as a party and it has not confirmed, or a joint target in force lacks it and it
    has not said that it was not there.
    """
    return _recent(_since(today)).filter(_waits_for(gate.council, gate.organisation)).latest_first()


def numbers_asked(gates, today):
    """What `numbers_waiting` asks, to be asked with other questions; None where one logs nowhere."""
    asked = [(gate.council.pk, gate.organisation.pk) for gate in gates if gate.can_log_activity and gate.organisation]
    told = {f"{name}_{n}": pk for n, pair in enumerate(asked) for name, pk in zip(OWN, pair, strict=True)}
    return Question(_numbers_waiting, len(asked), since=_since(today), **told) if asked else None


def numbers_waiting(gates, today):
    """Council id → how many activities wait for the own organisation there, where one logs. One query for all."""
    return numbers_of(numbers_asked(gates, today))


def numbers_of(asked):
    """The same of a question that has been asked."""
    return dict(asked.rows) if asked else {}


@prepared
def _numbers_waiting(councils):
    pairs = [[Told(f"{name}_{n}", IntegerField()) for name in OWN] for n in range(councils)]
    waits = reduce(or_, (_waits_for(council, own) for council, own in pairs))
    rows = _recent(Told("since", DateField())).filter(waits).order_by().values_list("council")
    return rows.annotate(number=Count("pk"))


def numbers_by_organisation(councils, today):
    """(council id, organisation id) → how many activities wait there for that organisation to say its part.

    What `numbers_waiting` tells each of them, for all at once. Three queries, however many they are.
    """
    waiting = {*_named_by_others(councils, today), *_lacking(councils, today)}
    return Counter((council, organisation) for council, _activity, organisation in waiting)


def _named_by_others(councils, today):
    rows = _recent(_since(today)).filter(council__in=councils).order_by().annotate(party=F("parties"))
    confirmed = Confirmation.objects.filter(activity=OuterRef("pk"), organisation=OuterRef("party"))
    rows = rows.filter(~Q(party=F("organisation")), ~Exists(confirmed), party__isnull=False)
    return rows.values_list("council", "pk", "party")


def _lacking(councils, today):
    """What joint targets in force lack: every responsible party, or the one that leads."""
    for asked in _asked_and_absent(
        Credit.objects.filter(
            activity__council__in=councils,
            activity__in=_recent(_since(today)),
            target__promise__section__promise_set__status__in=IN_FORCE,
        )
    ):
        yield from asked.values_list("activity__council", "activity", "party")


def lacking_asked(promise_set):
    """What `number_lacking` asks, to be asked with other questions."""
    return [Question(_lacking_in, which, promise_set=promise_set.pk) for which in (TOGETHER, LED)]


def number_lacking(promise_set, asked=None):
    """How many activities in a set lack a party that a joint target asks for, and that has not said it was not there.

    They do not count until it says its part. Two queries, or one with others.
    """
    return len({row for one in asked or lacking_asked(promise_set) for row in one.rows})


@prepared
def _lacking_in(which):
    of_set = Told("promise_set", IntegerField())
    rows = Credit.objects.filter(target__promise__section__promise_set=of_set, activity__withdrawn_at=None)
    return _asked_and_absent(rows)[which].values_list("activity").distinct()


TOGETHER, LED = range(2)


def _asked_and_absent(rows):
    """Of credits those that lack a responsible party, and those that lack the one that leads; `party` is which."""
    rows = rows.order_by()
    together = rows.filter(target__jointly=Jointly.ALL, target__promise__responsibilities__part=RESPONSIBLE)
    led = rows.filter(target__jointly=Jointly.LEAD, target__lead__isnull=False)
    found = []
    for asked, party in ((together, "target__promise__responsibilities__organisation"), (led, "target__lead")):
        asked = asked.annotate(party=F(party))
        present = Activity.objects.filter(pk=OuterRef("activity"), parties=OuterRef("party"))
        denied = denials(OuterRef("party")).filter(
            council=OuterRef("activity__council"), object_id=OuterRef("activity_id")
        )
        found.append(asked.filter(~Exists(present), ~Exists(denied)))
    return found


def _since(today):
    return today - timedelta(days=DAYS_BACK)


def _recent(since):
    return Activity.objects.filter(occurred_on__gte=since, withdrawn_at__isnull=True)


def _waits_for(council, own):
    """What costs least to ask stands first. Parties and ties are those of an activity from behind the wall."""
    this = OuterRef("pk")
    present = Exists(Activity.parties.through.objects.filter(activity=this, organisation=own))
    confirmed = Exists(Confirmation.objects.filter(activity=this, organisation=own))
    denied = Exists(denials(own).filter(council=council, object_id=this))
    asking = Target.objects.of(council).filter(_asks_for(own))
    # Read once, and not for each activity: such targets are few, and most councils have none.
    asked_for = Q(pk__in=Credit.unwalled.filter(target__in=asking.values("pk")).values("activity"))
    named = ~Q(organisation=own) & Q(present) & ~Q(confirmed)
    return Q(council=council) & (named | (asked_for & ~Q(present) & ~Q(denied)))


def denials(organisation):
    """Lines of the log where an organisation says that an activity was not its part."""
    return AuditEntry.objects.filter(object_type="activity", verb__in=DENIALS, organisation=organisation)


def parties_by_name(target, ids):
    """Parties of a target, which comes with its rules, as they are written in a sentence."""
    answering = {row.organisation_id: row.organisation for row in target.promise.responsibilities.all()}
    if target.lead:
        answering[target.lead_id] = target.lead
    return both(sorted(answering[pk].short_name for pk in ids))


def _needed(target):
    """Every organisation that must take part for an activity to count towards the target."""
    if target.jointly == Jointly.LEAD:
        return [target.lead]
    if target.jointly != Jointly.ALL:
        return []
    rows = target.promise.responsibilities.all()
    return [row.organisation for row in rows if row.part == RESPONSIBLE]


def _asks_for(organisation, way=""):
    """Targets in force that count only what this organisation takes part in."""
    answers = Responsibility.objects.filter(
        promise=OuterRef(f"{way}promise"), organisation=organisation, part=RESPONSIBLE
    )
    return Q(**{f"{way}promise__section__promise_set__status__in": IN_FORCE}) & (
        Q(**{f"{way}jointly": Jointly.ALL}) & Q(Exists(answers))
        | Q(**{f"{way}jointly": Jointly.LEAD, f"{way}lead": organisation})
    )
