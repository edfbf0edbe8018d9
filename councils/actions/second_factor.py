"""Helping somebody who has lost both phone and recovery codes."""

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F

from councils import audit
from councils.models import User

# Codes and not free text: the log holds no words about a person.
REASONS = {
    "lost-device": "the phone or key is lost",
    "replaced-device": "the phone or key was replaced before a new one was added",
    "suspected-misuse": "somebody else may have had access to it",
}


@transaction.atomic
def reset_second_factor(*, user, by, reason):
    """Remove every second factor, end every session and tell the person by mail. Returns how many were removed.

    Raises ValueError if `reason` is not one of REASONS.
    """
    if reason not in REASONS:
        raise ValueError(f"unknown reason: {reason!r}")
    factors = Authenticator.objects.filter(user=user)
    kinds = sorted(factors.values_list("type", flat=True))
    factors.delete()
    User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
    audit.record(by=by, verb="reset_second_factor", of=user, reason=reason, kinds=kinds)
    mail = get_adapter().render_mail("account/email/second_factor_reset", user.email, {})
    transaction.on_commit(mail.send, robust=True)
    return len(kinds)
