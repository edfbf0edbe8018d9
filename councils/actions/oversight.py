"""Those who follow the figures of a police region's councils, or of the whole country's. They get no role in any."""

from datetime import timedelta

from django.db import transaction

from councils import audit
from councils.models import OversightAppointment, User


@transaction.atomic
def appoint_overseer(*, user, region, by, on):
    """From this day somebody follows every council of the region; of the country when it is None.

    A second time changes nothing; somebody whose appointment has ended is appointed again.
    """
    appointment, made = OversightAppointment.objects.get_or_create(user=user, region=region, defaults={"from_day": on})
    is_over = appointment.to_day is not None and appointment.to_day < on
    if is_over:
        appointment.from_day, appointment.to_day = on, None
        appointment.save(update_fields=["from_day", "to_day"])
    if made or is_over:
        audit.record(by=by, verb="appoint_overseer", of=appointment, user=user.pk, region=appointment.region_id)
    return appointment


@transaction.atomic
def end_oversight(*, appointment, by, on):
    """From this day the councils are followed no longer: the pages are gone at the next request."""
    appointment.to_day = on - timedelta(days=1)
    appointment.from_day = appointment.from_day and min(appointment.from_day, appointment.to_day)
    appointment.save(update_fields=["from_day", "to_day"])
    audit.record(
        by=by,
        verb="end_oversight",
        of=appointment,
        user=appointment.user_id,
        region=appointment.region_id,
        to_day=appointment.to_day.isoformat(),
    )


@transaction.atomic
def appoint_overseer_by_address(*, email, name, title, region, on):
    """Appoint somebody from outside all councils, whose account is made if there is none.

    Returns (appointment, is the account new). A new one has no password: the person chooses one by mail.
    """
    user, is_new = User.objects.filter(email=email.lower()).first(), False
    if user is None:
        user, is_new = User.objects.create_user(email, None, name=name, title=title), True
    return appoint_overseer(user=user, region=region, by=None, on=on), is_new
