"""What a meeting's minutes name and do not hold themselves: seats, who sat there, organisations, who approved.

Until the minutes are approved it is read from the council as it is; then it is copied onto the meeting and stands.
"""

from django.db.models import Prefetch

from councils.models import SeatHolder


def names_of(meeting):
    """What the minutes name, as it is called or, once they are approved, as it was called then.

    `council`, `approved_by`; `seats`: in their order, those of which attendance is noted; `owners`: id of a decision as
    text → what its seat and its organisation are called, blank where it has none.
    """
    return meeting.as_approved or names_now(meeting)


def names_now(meeting):
    """The same as plain data, read from the council. Four queries."""
    holders = SeatHolder.objects.on(meeting.held_on).select_related("user")
    there = meeting.attendances.select_related("seat").prefetch_related(Prefetch("seat__holders", queryset=holders))
    seats = sorted((row.seat for row in there), key=lambda seat: (seat.order, seat.pk))
    decisions = meeting.decisions.order_by("pk").select_related("owner", "organisation")
    return {
        "council": meeting.council.name,
        "approved_by": meeting.approved_by.name if meeting.approved_by_id else "",
        "seats": [
            {
                "seat": seat.pk,
                "function": seat.function,
                "holders": ", ".join(holder.display_name for holder in seat.holders.all()),
                "several": seat.several_persons,
            }
            for seat in seats
        ],
        "owners": {str(row.pk): _owners(row) for row in decisions},
    }


def _owners(decision):
    return [
        decision.owner.function if decision.owner_id else "",
        decision.organisation.name if decision.organisation_id else "",
    ]
