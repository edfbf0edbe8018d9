"""Who is in a council, kept in step with what they may do there."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from councils import audit
from councils.access import give_role, take_role
from councils.models import Council, Membership, Organisation, SeatHolder
from councils.roles import Role, may_act_for

POLICE = Organisation.Kind.POLICE


class Refused(Exception):
    """The act would leave the council in a state it must not be in. The text says so to the person."""


@transaction.atomic
def add_member(*, council, user, role, organisation, by, from_day=None, to_day=None, appointment=None):
    """Make the user a member with a role; rights follow at once. A second time changes nothing.

    Raises Refused for somebody who acts for the other side here: two parties approve, and each has its own drafts.

    Somebody who was a member before and has left comes back by the same row: what was is in the log.
    """
    _refuse_both_sides(council, user, organisation)
    values = {"organisation": organisation, "from_day": from_day, "to_day": to_day, "appointment": appointment}
    membership, made = Membership.objects.get_or_create(
        council=council, user=user, role=Role(role).value, defaults=values
    )
    is_back = membership.is_over(timezone.localdate())
    if not made and is_back:
        _change(membership, **values, ended_at=None, ended_by=None)
    give_role(user, council, role)
    if made or is_back:
        audit.record(
            council=council,
            by=by,
            verb="add_member" if made else "renew_member",
            of=membership,
            **_plain(membership),
        )
    return membership


@transaction.atomic
def change_member(*, membership, by, role, organisation, from_day, to_day):
    """Change what a member is here. Another role is another membership: the old one ends, so that both can be read.

    Raises Refused for one's own, for one that follows from a police area, and when no coordinator would be left.
    """
    membership = _locked(membership)
    _refuse_own(membership, by)
    _refuse_of_area(membership)
    role = Role(role)
    refuse_wrong_party(role, organisation)
    if membership.is_over(timezone.localdate()):
        raise Refused(_("Medlemskapet är avslutat. Bjud in personen igen."))
    if role != membership.role:
        refuse_given_above(role)
        return _change_role(membership, by=by, role=role, organisation=organisation, from_day=from_day, to_day=to_day)
    before = _plain(membership)
    _change(membership, organisation=organisation, from_day=from_day, to_day=to_day)
    _refuse_without_coordinator(membership)
    audit.record(
        council=membership.council, by=by, verb="change_member", of=membership, before=before, after=_plain(membership)
    )
    return membership


@transaction.atomic
def end_member(*, membership, by, leaves_seats=False):
    """End a membership now: at the next request the rights are gone and every session of the person is over.

    What the person did stays, with name and office. Raises Refused when no coordinator would be left, and for one
    that follows from a police area. A second time changes nothing.
    """
    membership = _locked(membership)
    _refuse_of_area(membership)
    if membership.ended_at is None:
        close_membership(membership, by=by)
        _refuse_without_coordinator(membership)
    if leaves_seats:
        leave_seats(council=membership.council, user=membership.user, by=by)
    return membership


def why_it_must_stay(membership):
    """Why the membership cannot be ended today, in words for the page; empty when it can."""
    try:
        _refuse_of_area(membership)
        if membership.role == Role.COORDINATOR:
            _refuse_last_coordinator(membership)
    except Refused as refusal:
        return str(refusal)
    return ""


def close_membership(membership, *, by):
    """End one row: day, right, group and sessions. For the actions, which have asked whether it may be ended."""
    today = timezone.localdate()
    last_day = min(filter(None, [membership.to_day, today]))
    from_day = membership.from_day and min(membership.from_day, last_day)
    _change(membership, from_day=from_day, to_day=last_day, ended_at=timezone.now(), ended_by=by)
    take_role(membership.user, membership.council, membership.role)
    membership.user.end_sessions()
    audit.record(council=membership.council, by=by, verb="end_member", of=membership, **_plain(membership))


@transaction.atomic
def leave_seats(*, council, user, by):
    """End what the user holds of seats in the council. A holding that has not begun before today never was."""
    yesterday = timezone.localdate() - timedelta(days=1)
    for holder in SeatHolder.objects.filter(seat__council=council, user=user).on(timezone.localdate()):
        audit.record(council=council, by=by, verb="leave_seat", of=holder.seat, user=user.pk)
        if holder.from_day and holder.from_day > yesterday:
            holder.delete()
        else:
            holder.to_day = yesterday
            holder.save(update_fields=["to_day"])


def refuse_wrong_party(role, organisation):
    """Raise Refused when the role cannot be had for that organisation."""
    if may_act_for(role, organisation.kind):
        return
    if role == Role.POLICE_MANAGER:
        raise Refused(_("En polischef måste höra till polisen. Välj polisens organisation, eller en annan roll."))
    raise Refused(_("En samordnare kan inte höra till polisen. Välj en annan organisation, eller en annan roll."))


def refuse_given_above(role):
    """Raise Refused for the role that approves for the police: one party does not choose who signs for the other."""
    if role == Role.POLICE_MANAGER:
        raise Refused(_("En polischef utses för hela lokalpolisområdet, av den som sköter Brapp. Välj en annan roll."))


def coordinators_besides(user, *, council):
    """Memberships today of the council's other coordinators who can log in."""
    rows = Membership.objects.of(council).on(timezone.localdate()).filter(role=Role.COORDINATOR, user__is_active=True)
    return rows.exclude(user=user)


def _refuse_both_sides(council, user, organisation):
    others = Membership.objects.of(council).for_user(user).not_over(timezone.localdate())
    for other in others.select_related("organisation"):
        if POLICE in (other.organisation.kind, organisation.kind) and other.organisation.kind != organisation.kind:
            text = _("%(name)s hör till %(organisation)s här. Ingen kan höra till både polisen och en annan part.")
            raise Refused(text % {"name": user.name, "organisation": other.organisation.name})


def _change_role(membership, *, by, role, **values):
    council, user = membership.council, membership.user
    other = Membership.objects.filter(council=council, user=user, role=role).first()
    if other and not other.is_over(timezone.localdate()):
        raise Refused(_("%(name)s har redan den rollen i rådet.") % {"name": user.name})
    close_membership(membership, by=by)
    _refuse_without_coordinator(membership)
    return add_member(council=council, user=user, role=role, by=by, **values)


def _locked(membership):
    """The row as it is now, with its council held: two acts on one council's members wait for each other."""
    Council.objects.select_for_update().get(pk=membership.council_id)
    return Membership.objects.select_related("council", "user", "organisation").get(pk=membership.pk)


def _change(membership, **values):
    for name, value in values.items():
        setattr(membership, name, value)
    membership.save(update_fields=[*values])


def _plain(membership):
    """The membership as plain values, for the log."""
    return {
        "user": membership.user_id,
        "role": str(membership.role),
        "organisation": membership.organisation_id,
        "from_day": membership.from_day and membership.from_day.isoformat(),
        "to_day": membership.to_day and membership.to_day.isoformat(),
    }


def _refuse_own(membership, by):
    if by is not None and membership.user_id == by.pk:
        raise Refused(_("Ditt eget medlemskap kan du inte ändra. Be en annan samordnare i rådet."))


def _refuse_of_area(membership):
    if membership.appointment_id:
        raise Refused(
            _(
                "Polischefens medlemskap följer av uppdraget i lokalpolisområdet och gäller alla områdets råd. Det "
                "avslutas av den som sköter Brapp, när uppdraget upphör."
            )
        )


def _refuse_without_coordinator(membership):
    """Asked when the row has been changed: it would no longer give the council a coordinator today."""
    if membership.role != Role.COORDINATOR or membership.holds(timezone.localdate()):
        return
    _refuse_last_coordinator(membership)


def _refuse_last_coordinator(membership):
    if not coordinators_besides(membership.user, council=membership.council).exists():
        raise Refused(_("Rådet måste ha minst en samordnare. Bjud in en ny samordnare först."))
