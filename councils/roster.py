"""Who is, will be and has been in a council, read in a constant number of queries."""

from dataclasses import dataclass

from councils.models import Membership, SeatHolder
from councils.roles import rank
from councils.text import swedish_key


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
    members.sort(key=lambda member: (rank(member.membership.role), swedish_key(member.membership.user.name)))
    current = [member for member in members if member.membership.holds(day)]
    return Roster(
        current=current,
        coming=[member for member in members if member.membership.is_coming(day)],
        ended=_have_left([member for member in members if member.membership.is_over(day)], current),
    )


def _have_left(ended, current):
    """One row for each person who is not in the council any more: their last. The latest first, then by name."""
    here, last = {member.membership.user_id for member in current}, {}
    for member in sorted(ended, key=lambda member: (member.membership.to_day, member.membership.pk)):
        last[member.membership.user_id] = member
    gone = [member for user, member in last.items() if user not in here]
    gone.sort(key=lambda member: swedish_key(member.membership.user.name))
    return sorted(gone, key=lambda member: member.membership.to_day, reverse=True)


def _seats(council, day):
    """User id → functions of the seats they hold."""
    found = {}
    rows = SeatHolder.objects.of(council).on(day).filter(user__isnull=False, seat__ended_on__isnull=True)
    for holder in rows.select_related("seat"):
        found.setdefault(holder.user_id, []).append(holder.seat.function)
    return found
