"""Who carries out what the council has decided: the seat's holder, the organisation, or whoever runs the council."""

from django.utils import timezone


def owes(decision, gate):
    """Is it this person's to do? What has no owner is of whoever runs the council. Read with the owner's holders."""
    if not gate.can_log_activity:
        return False
    seat = decision.owner
    if seat is not None and any(row.user_id == gate.user.pk for row in _now(seat.holders.all())):
        return True
    parties = {decision.organisation_id, seat.organisation_id if seat else None} - {None}
    if parties:
        return not parties.isdisjoint(gate.organisations)
    return gate.can_run_council and (seat is None or not any(row.user_id for row in _now(seat.holders.all())))


def may_finish(decision, gate):
    """May this person say that it is done?"""
    return gate.can_run_council or owes(decision, gate)


def _now(holders):
    today = timezone.localdate()
    return [
        row
        for row in holders
        if (row.from_day is None or row.from_day <= today) and (row.to_day is None or row.to_day >= today)
    ]
