"""Inviting office-holders by e-mail. Only a digest of the link is kept: who reads the database cannot use it."""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from councils import audit
from councils.actions.members import Refused, add_member, refuse_given_above, refuse_wrong_party
from councils.models import AuditEntry, Council, Invitation, Membership, SeatHolder, User
from councils.roles import PERMISSIONS_OF, Permission
from councils.text import tidy
from councils.wall import outside

DAYS_VALID = 7
MOST_PER_DAY = 50  # mails from one council, so that nobody can use it to flood others
TOKEN_BYTES = 32
MAILED = ("invite", "resend_invitation")


class AccountExists(Exception):
    """There is an account with the address already: its holder accepts by logging in."""


@transaction.atomic
def invite(*, council, by, email, role, organisation, **facts):
    """Ask somebody into the council. Returns the invitation and its token, which is nowhere else.

    `facts`: name and title, and if wanted the seat and the last day. Raises Refused for an address that has been
    asked already, one who is in the council with that role, and when the council has sent too many today.
    """
    refuse_wrong_party(role, organisation)
    if by is not None:
        refuse_given_above(role)
    Council.objects.select_for_update().get(pk=council.pk)  # two at once with one address wait for each other
    now, email = timezone.now(), tidy(email).lower()
    if by is not None and email == by.email:
        raise Refused(_("Det är din egen adress. Be en annan samordnare i rådet om du ska ha en roll till."))
    _refuse_too_many(council, now)
    _refuse_member(council, email, role)
    _make_way(council, email, by, now)
    token = _new_token()
    invitation = Invitation.objects.create(
        council=council,
        email=email,
        role=role,
        organisation=organisation,
        **facts,
        token_sha256=digest(token),
        invited_by=by,
        invited_at=now,
        expires_at=now + timedelta(days=DAYS_VALID),
    )
    audit.record(council=council, by=by, verb="invite", of=invitation, role=str(role), organisation=organisation.pk)
    return invitation, token


@transaction.atomic
def resend_invitation(*, invitation, by):
    """A new link, valid for a week more; the old one dies. Returns the token. Raises Refused when it is answered."""
    now = timezone.now()
    invitation = _locked(Invitation.objects.filter(pk=invitation.pk).open())
    if invitation is None:
        raise Refused(_("Inbjudan är redan besvarad eller återtagen."))
    _refuse_too_many(invitation.council, now)
    token = _new_token()
    invitation.token_sha256, invitation.expires_at = digest(token), now + timedelta(days=DAYS_VALID)
    invitation.save(update_fields=["token_sha256", "expires_at"])
    audit.record(council=invitation.council, by=by, verb="resend_invitation", of=invitation)
    return token


@transaction.atomic
def withdraw_invitation(*, invitation, by):
    """Take an invitation back: its link dies. Raises Refused when it is answered already."""
    invitation = _locked(Invitation.objects.filter(pk=invitation.pk).open())
    if invitation is None:
        raise Refused(_("Inbjudan är redan besvarad eller återtagen."))
    _withdraw(invitation, by, timezone.now())


@outside("invitation")
@transaction.atomic
def accept_invitation(*, invitation, by):
    """The invited person, logged in, says yes: member, and holder of the seat if there was one.

    Returns the membership, or None when the invitation can no longer be answered. Accepting twice is once.
    """
    now = timezone.now()
    invitation = _locked(Invitation.objects.filter(pk=invitation.pk, email=by.email).answerable(at=now))
    if invitation is None or not _stands(invitation):
        return None
    invitation.accepted_at, invitation.accepted_by = now, by
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    audit.record(council=invitation.council, by=by, verb="accept_invitation", of=invitation)
    membership = add_member(
        council=invitation.council,
        user=by,
        role=invitation.role,
        organisation=invitation.organisation,
        by=by,
        to_day=invitation.to_day,
    )
    _take_seat(invitation, by)
    return membership


@outside("invitation")
@transaction.atomic
def open_account(*, invitation, name, title, password):
    """Make the account of somebody new who has been invited, and accept. Returns the user, or None when too late.

    Raises AccountExists when there is an account with the address.
    """
    try:
        with transaction.atomic():
            user = User.objects.create_user(invitation.email, password, name=name, title=title)
    except IntegrityError as error:
        raise AccountExists from error
    # Whoever has the link has read the mail, so the address is theirs.
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    if accept_invitation(invitation=invitation, by=user) is None:
        transaction.set_rollback(True)
        return None
    return user


@outside("invitation")
def find_answerable(token):
    """The invitation that a link stands for, or None: unknown, used, withdrawn and expired are all the same."""
    rows = Invitation.objects.answerable(at=timezone.now()).filter(token_sha256=digest(token))
    found = rows.select_related("council", "organisation", "seat", "invited_by").first()
    return found if found and _stands(found) else None


def _stands(invitation):
    """An invitation holds only as long as whoever sent it may send one: with a right that ends, its doors close."""
    if invitation.invited_by is None:
        return True
    roles = [role for role, allowed in PERMISSIONS_OF.items() if Permission.MANAGE_MEMBERS in allowed]
    rows = Membership.objects.of(invitation.council).for_user(invitation.invited_by).on(timezone.localdate())
    return rows.filter(role__in=roles).exists()


@outside("invitation")
def find_accepted(token, *, by):
    """The invitation that a link stood for and this person has accepted, or None."""
    rows = Invitation.objects.filter(token_sha256=digest(token), accepted_by=by)
    return rows.select_related("council").first()


def digest(token):
    return hashlib.sha256(token.encode()).hexdigest()


def _new_token():
    return secrets.token_urlsafe(TOKEN_BYTES)


def _locked(rows):
    """The one row of the query as it is once nobody else is changing it, or None."""
    return rows.select_for_update(of=("self",)).select_related("council", "organisation", "seat", "invited_by").first()


def _refuse_too_many(council, now):
    sent = AuditEntry.objects.filter(council=council, verb__in=MAILED, at__gt=now - timedelta(days=1)).count()
    if sent >= MOST_PER_DAY:
        text = _("Rådet har skickat %(number)s inbjudningar på ett dygn. Vänta till i morgon.")
        raise Refused(text % {"number": sent})


def _refuse_member(council, email, role):
    rows = Membership.objects.of(council).not_over(timezone.localdate()).filter(user__email=email, role=role)
    if member := rows.select_related("user").first():
        raise Refused(_("%(name)s har redan den rollen i rådet.") % {"name": member.user.name})


def _make_way(council, email, by, now):
    """An invitation to the same address stands in the way while it holds; one whose time is out is withdrawn."""
    earlier = Invitation.objects.of(council).open().filter(email=email).first()
    if earlier is None:
        return
    if not earlier.has_expired(now):
        day = date_format(timezone.localdate(earlier.expires_at), "SHORT_DATE_FORMAT")
        raise Refused(
            _("Adressen har redan en inbjudan, som gäller till %(day)s. Skicka den igen eller ta tillbaka den först.")
            % {"day": day}
        )
    _withdraw(earlier, by, now)


def _withdraw(invitation, by, now):
    invitation.withdrawn_at, invitation.withdrawn_by = now, by or invitation.invited_by
    invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])
    audit.record(council=invitation.council, by=by, verb="withdraw_invitation", of=invitation)


def _take_seat(invitation, user):
    seat, today = invitation.seat, timezone.localdate()
    if seat is None or seat.is_ended or SeatHolder.objects.filter(seat=seat, user=user).on(today).exists():
        return
    SeatHolder.objects.create(seat=seat, user=user, from_day=today, to_day=invitation.to_day)
    audit.record(council=invitation.council, by=user, verb="take_seat", of=seat, user=user.pk)
