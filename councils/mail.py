"""The mails that a council sends. In Swedish, whatever language the sender reads in."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _


def send_invitation(invitation, link):
    """Mail the link to the invited person. Says whether the mail server took it."""
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string("councils/invitation.txt", {"invitation": invitation, "link": link})
        subject = _("Inbjudan till %(council)s") % {"council": invitation.council.name}
    try:
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [invitation.email])
    except (SMTPException, OSError):
        return False
    return True
