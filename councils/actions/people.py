"""What a person does with their own account: change what is said of them, log out everywhere, be erased."""

from django.apps import apps
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from councils import audit
from councils.actions.areas import end_appointment
from councils.actions.members import Refused, close_membership, coordinators_besides, leave_seats
from councils.actions.oversight import end_oversight
from councils.models import Council, Invitation, Membership, User
from councils.roles import Role
from councils.wall import outside

# Where parts that we stand on keep a person's addresses, keys and accounts elsewhere; not all are always installed.
SIGN_IN_TABLES = {
    "allauth.account": "account.EmailAddress",
    "allauth.mfa": "mfa.Authenticator",
    "allauth.socialaccount": "socialaccount.SocialAccount",
}


@transaction.atomic
def change_profile(*, user, name, title, gets_reminders):
    """Change name and office, as they stand beside everything the person has done and does, and whether mail comes."""
    values = {"name": name, "title": title, "gets_reminders": gets_reminders}
    changed = [field for field, value in values.items() if getattr(user, field) != value]
    if changed:
        for field in changed:
            setattr(user, field, values[field])
        user.save(update_fields=changed)
        audit.record(by=user, verb="change_profile", of=user, fields=changed)
    return user


@transaction.atomic
def log_out_everywhere(*, user):
    """End every session of the user."""
    user.end_sessions()
    audit.record(by=user, verb="log_out_everywhere", of=user)


@transaction.atomic
def change_calendar_address(*, user):
    """New addresses to the user's calendars; those there were open nothing any more."""
    User.objects.filter(pk=user.pk).update(calendar_number=F("calendar_number") + 1)
    user.refresh_from_db(fields=["calendar_number"])
    audit.record(by=user, verb="change_calendar_address", of=user)


@outside("erasure")
@transaction.atomic
def erase_person(*, user):
    """Take away who the person is, and let what was done for the councils stand with the office alone.

    Raises Refused for the only coordinator of a council. What both parties have signed is a public record and keeps
    the signer's name; so do approved minutes those who came and approved.
    """
    today = timezone.localdate()
    memberships = _held(user)
    _refuse_only_coordinator(user, memberships, today)
    for appointment in user.area_appointments.filter(Q(to_day__isnull=True) | Q(to_day__gte=today)):
        end_appointment(appointment=appointment, by=user, on=today)
    for appointment in user.oversight_appointments.filter(Q(to_day__isnull=True) | Q(to_day__gte=today)):
        end_oversight(appointment=appointment, by=user, on=today)
    for membership in _held(user):
        close_membership(membership, by=user)
    for council in Council.objects.filter(seats__holders__user=user).distinct():
        leave_seats(council=council, user=user, by=user)
    user.groups.clear()
    _forget_sign_in(user)
    address = f"tidigare-{user.pk}@person.invalid"
    _forget_invitations(user, address)
    user.reminders.all().delete()
    _forget_account(user, address)
    audit.record(by=user, verb="erase_person", of=user)


def _held(user):
    """The user's memberships that have not ended, with their councils held until the transaction is over."""
    rows = Membership.objects.filter(user=user, ended_at__isnull=True)
    list(Council.objects.select_for_update().filter(pk__in=rows.values("council")).order_by("pk"))
    return list(rows.select_related("council", "user"))


def _refuse_only_coordinator(user, memberships, today):
    alone = [
        membership.council.name
        for membership in memberships
        if membership.role == Role.COORDINATOR
        and membership.holds(today)
        and not coordinators_besides(user, council=membership.council).exists()
    ]
    if alone:
        raise Refused(
            _("Du är ensam samordnare i %(councils)s. Bjud in en ny samordnare först.") % {"councils": ", ".join(alone)}
        )


def _forget_sign_in(user):
    for app, model in SIGN_IN_TABLES.items():
        if apps.is_installed(app):
            apps.get_model(model).objects.filter(user=user).delete()


def _forget_invitations(user, address):
    to_the_person = Q(email__iexact=user.email) | Q(accepted_by=user)
    Invitation.objects.open().filter(to_the_person).update(withdrawn_at=timezone.now(), withdrawn_by=user)
    Invitation.objects.filter(to_the_person).update(email=address, name=_former_name(user), title="")


def _forget_account(user, address):
    user.name, user.email = _former_name(user), address
    user.is_active = user.is_staff = user.is_superuser = False
    user.pseudonymised_at = timezone.now()
    user.set_unusable_password()
    user.save()
    user.end_sessions()


def _former_name(user):
    return f"Tidigare användare {user.pk}"
