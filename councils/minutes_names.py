"""What a meeting's minutes name and do not hold themselves: seats, who sat there, organisations, who approved.

Until the minutes are approved it is read from the council as it is; then it is copied onto the meeting and stands.
"""

from django.db.models import Q

from councils.attendance import seats_at
from councils.models import SeatHolder


def names_of(meeting):
    """What the minutes name, as it is called or, once they are approved, as it was called then.

    `council`, `approved_by`; `seats`: in their order, those of which attendance is noted and, where any is, those that
    nobody held any more; `owners`: id of a decision as text → what its seat and its organisation are called, blank
    where it has none.
    """
    return meeting.as_approved or names_now(meeting)


def names_now(meeting):
    """The same as plain data, read from the council. Seven queries."""
    present = seats_at(meeting)
    is_noted = any(one.attendance for one in present) or meeting.guests.exists()
    # A seat has no first day of its own: one that nobody had held by then may not have been there.
    known = Q(from_day__isnull=True) | Q(from_day__lte=meeting.held_on)
    held_once = set(SeatHolder.objects.of(meeting.council).filter(known).values_list("seat", flat=True))
    decisions = meeting.decisions.order_by("pk").select_related("owner", "organisation")
    return {
        "council": meeting.council.name,
        "approved_by": meeting.approved_by.name if meeting.approved_by_id else "",
        "seats": [
            {
                "seat": one.seat.pk,
                "function": one.seat.function,
                "holders": one.holders,
                "stand_in": one.stand_in,
                "several": one.seat.several_persons,
            }
            for one in present
            if one.attendance or (is_noted and one.is_vacant and one.seat.pk in held_once)
        ],
        "owners": {str(row.pk): _owners(row) for row in decisions},
    }


def _owners(decision):
    return [
        decision.owner.function if decision.owner_id else "",
        decision.organisation.name if decision.organisation_id else "",
    ]
