"""Police managers answer for a local police area: its councils, their memberships and the appointments in step."""

from datetime import timedelta

from django.db import transaction

from councils import audit
from councils.actions.members import add_member, close_membership
from councils.models import AreaAppointment, Council, Membership, PoliceAreaMunicipality
from councils.roles import Role
from councils.wall import outside


@outside("police areas")
@transaction.atomic
def appoint_police_manager(*, area, user, organisation, by, on):
    """Appoint somebody to a local police area and give every council of it. Returns the memberships.

    A second time changes nothing; somebody whose appointment has ended is appointed again.
    """
    appointment, made = AreaAppointment.objects.get_or_create(
        area=area, user=user, defaults={"organisation": organisation, "from_day": on}
    )
    is_over = appointment.to_day is not None and appointment.to_day < on
    if is_over:
        appointment.organisation, appointment.from_day, appointment.to_day = organisation, on, None
        appointment.save()
    if made or is_over:
        audit.record(by=by, verb="appoint_police_manager", of=appointment, user=user.pk, area=area.pk)
    bring_memberships_in_step(user=user, by=by, on=on)
    return list(appointment.memberships.filter(ended_at__isnull=True))


@outside("police areas")
@transaction.atomic
def end_appointment(*, appointment, by, on):
    """From this day the manager no longer answers for the area: the memberships that followed from it end now."""
    appointment.to_day = on - timedelta(days=1)
    appointment.from_day = appointment.from_day and min(appointment.from_day, appointment.to_day)
    appointment.save(update_fields=["from_day", "to_day"])
    audit.record(
        by=by, verb="end_appointment", of=appointment, user=appointment.user_id, to_day=appointment.to_day.isoformat()
    )
    bring_memberships_in_step(user=appointment.user, by=by, on=on)


@outside("police areas")
@transaction.atomic
def change_coverage(*, area, municipality, covered, by, on):
    """From this day the area covers the municipality, or no longer does. Its managers' councils follow."""
    pair = {"area": area, "municipality": municipality}
    rows = PoliceAreaMunicipality.objects.filter(**pair)
    if covered and not rows.on(on).exists():
        PoliceAreaMunicipality.objects.create(**pair, from_day=on)
    elif not covered:
        rows.filter(from_day__gte=on).delete()
        PoliceAreaMunicipality.objects.on(on).filter(**pair).update(to_day=on - timedelta(days=1))
    audit.record(by=by, verb="change_coverage", of=area, municipality=municipality.pk, covered=covered)
    for appointment in AreaAppointment.objects.on(on).filter(area=area).select_related("user"):
        bring_memberships_in_step(user=appointment.user, by=by, on=on)


@outside("police areas")
@transaction.atomic
def admit_area_managers(*, council, by, on):
    """Give a council the police managers who already answer for its area."""
    appointments = AreaAppointment.objects.on(on).filter(area__in=council.areas_on(on))
    for appointment in appointments.select_related("user", "organisation"):
        _admit(council, appointment, by)


def bring_memberships_in_step(*, user, by, on):
    """Every council of the user's areas on a day, and none that only an appointment since ended gave."""
    appointments = AreaAppointment.objects.on(on).filter(user=user).select_related("area", "organisation")
    wanted = {
        council: appointment
        for appointment in appointments
        for council in Council.objects.in_area(appointment.area, on=on)
    }
    held = Membership.objects.filter(user=user, appointment__isnull=False, ended_at__isnull=True)
    for membership in held.select_related("council", "user"):
        if membership.council not in wanted:
            close_membership(membership, by=by)
    for council, appointment in wanted.items():
        _admit(council, appointment, by)


def _admit(council, appointment, by):
    membership = add_member(
        council=council,
        user=appointment.user,
        role=Role.POLICE_MANAGER,
        organisation=appointment.organisation,
        by=by,
        appointment=appointment,
    )
    if membership.appointment_id != appointment.pk or membership.to_day is not None:
        membership.appointment, membership.to_day = appointment, None
        membership.save(update_fields=["appointment", "to_day"])
