"""Who is to be reminded on a day, and of what: read for everybody at once, in a constant number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from councils.everybody import gates_of_everybody
from councils.models import Seat, SeatHolder, User
from councils.roles import Role
from councils.text import swedish_key
from councils.wall import inside
from followup.models import Reminder
from followup.owed import claims_of_everybody, owed_of
from followup.reminders import is_time_for_mail, is_told_on
from followup.things import ThingKind, in_order

# The longest time between two days on which one is told of the same thing, and some more.
DAYS_OF_LOG = 31


@dataclass(frozen=True)
class OfCouncil:
    """What a digest says of one council: one's own to do, and what one is told of as the one who calls it together."""

    council: object
    own: list = field(default_factory=list)
    told_on: list = field(default_factory=list)


@dataclass(frozen=True)
class Digest:
    """What one person is told on a day, council by council."""

    user: User
    councils: list[OfCouncil]

    @property
    def things(self):
        return [thing for one in self.councils for thing in [*one.own, *one.told_on]]

    @property
    def keys(self):
        """What the log keeps: which things, without their words."""
        return [thing.key for thing in self.things]


def digests(*, today):
    """(the digests of the day, how many people have nothing to be told): only those who want to be reminded count.

    What is due is asked as of `today`, which may be another day; who may be told of it is always as of this moment.
    """
    gates_of = {
        user: gates for user, gates in gates_of_everybody(day=timezone.localdate()).items() if user.gets_reminders
    }
    with inside({gate.council.pk for gates in gates_of.values() for gate in gates}):
        claims = claims_of_everybody(gates_of, today=today)
        conveners = _conveners(gates_of, timezone.localdate())
    told = _told(today)
    found = []
    for user, gates in gates_of.items():
        digest = _digest(user, gates, claims, conveners, today)
        if is_time_for_mail(digest.things, today=today, told=told.get(user.pk, {})):
            found.append(digest)
    return found, len(gates_of) - len(found)


def _digest(user, gates, claims, conveners, today):
    councils = []
    for gate in sorted(gates, key=lambda gate: swedish_key(gate.council.short_name)):
        of_council = claims.get(gate.council.pk, [])
        own = owed_of(of_council, [gate])
        convenes = user.pk in conveners.get(gate.council.pk, ())
        told_on = _told_on(of_council, gate, own, today) if convenes else []
        if own or told_on:
            councils.append(OfCouncil(gate.council, _passed_first(own), told_on))
    return Digest(user, councils)


def _told_on(claims, gate, own, today):
    """What passed a week ago or more and is still not done by others."""
    ones = {thing.key for thing in own}
    rows = (claim.thing for claim in claims if claim.is_open_to(gate) and is_told_on(claim.thing, today=today))
    return in_order(_with_page_for(gate, thing) for thing in rows if thing.key not in ones)


def _with_page_for(gate, thing):
    """Who may not finish it reads of it in the council's list."""
    if thing.kind is ThingKind.DUTY and not gate.can_edit_plan:
        return replace(thing, url=reverse("councils:agreements", args=[gate.council.slug]))
    if gate.can_edit_promises or thing.kind not in (ThingKind.CHECKPOINT, ThingKind.TASK):
        return thing
    return replace(thing, url=reverse("followup:deadlines", args=[gate.council.slug]))


def _passed_first(things):
    """By day, which puts what has passed first; what has no day comes last."""
    return [thing for thing in things if thing.day] + [thing for thing in things if not thing.day]


def _conveners(gates_of, today):
    """Council id → users who call it together. Where none of them can be reminded, its coordinators.

    An official reads only what is decided, and is therefore not told of what is not done.
    """
    inner = [gate for gates in gates_of.values() for gate in gates if gate.can_view_drafts]
    seats = SeatHolder.objects.on(today).filter(seat__duty=Seat.Duty.CONVENER, seat__ended_on__isnull=True)
    holders = set(seats.order_by().values_list("seat__council", "user"))
    found, instead = defaultdict(set), defaultdict(set)
    for gate in inner:
        if (gate.council.pk, gate.user.pk) in holders:
            found[gate.council.pk].add(gate.user.pk)
        if any(row.role == Role.COORDINATOR for row in gate.memberships):
            instead[gate.council.pk].add(gate.user.pk)
    return instead | found


def _told(today):
    """User id → key → the last day before this on which a mail told of it. Only what was sent counts as told."""
    since = today - timedelta(days=DAYS_OF_LOG)
    rows = Reminder.objects.filter(day__gte=since, day__lt=today, sent_at__isnull=False).order_by("day")
    found = {}
    for user, day, keys in rows.values_list("user", "day", "things"):
        found.setdefault(user, {}).update(dict.fromkeys(keys, day))
    return found
