"""A link to a summary that has been handed over, as a mail to each official: plain text in Swedish."""

from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _


def mail_links(handed_over):
    """Mail the link to each who is to be told. Returns how many mails the server took; none is sent again."""
    if not handed_over.to_tell:
        return 0
    connection = get_connection()
    try:
        connection.open()
        return sum(_sent(_mail_of(handed_over, user, connection)) for user in handed_over.to_tell)
    except (SMTPException, OSError):
        return 0
    finally:
        _close(connection)


def _sent(mail):
    try:
        return mail.send()
    except (SMTPException, OSError, ValueError):
        # ValueError: an address that cannot be written. The others get theirs.
        return 0


def _close(connection):
    try:
        connection.close()
    except (SMTPException, OSError):
        # It was gone already.
        return


def _mail_of(handed_over, user, connection):
    promise_set = handed_over.summary.promise_set
    profile = f"{settings.BASE_URL}{reverse('councils:profile')}"
    with translation.override(settings.LANGUAGE_CODE):
        return EmailMessage(
            subject=_("Sammanställningen av %(promises)s är överlämnad") % {"promises": promise_set.heading},
            body=render_to_string("followup/delivered.txt", _context(handed_over, user, profile)),
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[user.email],
            headers={
                "Message-ID": f"<overlamning-{handed_over.key}-{user.pk}@{urlsplit(settings.BASE_URL).hostname}>",
                "List-Unsubscribe": f"<{profile}>",
                "Auto-Submitted": "auto-generated",
            },
            connection=connection,
        )


def _context(handed_over, user, profile):
    summary = handed_over.summary
    return {
        "name": user.name,
        "council": summary.promise_set.council.name,
        "promises": summary.promise_set.heading,
        "covers": summary.name,
        "offices": [row.office for row in handed_over.rows],
        "link": f"{settings.BASE_URL}{summary.get_absolute_url()}",
        "profile": profile,
    }
