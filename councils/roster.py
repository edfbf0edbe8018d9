"""Who is, will be and has been in a council, read in a constant number of queries."""

from dataclasses import dataclass

from councils.models import Membership, SeatHolder
from councils.roles import Role
from councils.text import swedish_key

_RANKS = {role.value: rank for rank, role in enumerate(Role)}


@dataclass(frozen=True)
class Member:
    """One membership, and the functions of the seats that the person holds in the council."""

    membership: Membership
    seats: list[str]
    is_own: bool


@dataclass(frozen=True)
class Roster:
    current: list[Member]
    coming: list[Member]
    ended: list[Member]


def roster(council, *, day, seen_by):
    """The council's members as seen on a day: by role, then by name; those who have left, the latest first."""
    rows = Membership.objects.of(council).select_related("user", "organisation", "appointment__area")
    seats = _seats(council, day)
    members = [
        Member(row, [] if row.is_over(day) else seats.get(row.user_id, []), row.user_id == seen_by.pk) for row in rows
    ]
    members.sort(key=lambda member: (_RANKS[member.membership.role], swedish_key(member.membership.user.name)))
    ended = [member for member in members if member.membership.is_over(day)]
    return Roster(
        current=[member for member in members if member.membership.holds(day)],
        coming=[member for member in members if member.membership.is_coming(day)],
        ended=sorted(ended, key=lambda member: member.membership.to_day, reverse=True),
    )


def _seats(council, day):
    """User id → functions of the seats they hold."""
    found = {}
    for holder in SeatHolder.objects.on(day).filter(seat__council=council).select_related("seat"):
        found.setdefault(holder.user_id, []).append(holder.seat.function)
    return found
