"""A reminder as a mail: plain text in Swedish, with a link to each thing."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup.things import nearness_in_words


def mail_of(digest, reminder, *, today, connection=None):
    """The mail of one person's digest. Sent again, it has the same Message-ID, so that many programs show it once."""
    profile = _absolute(reverse("councils:profile"))
    with translation.override(settings.LANGUAGE_CODE):
        return EmailMessage(
            subject=_subject(digest),
            body=_text(digest, today, profile),
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[digest.user.email],
            headers={
                "Message-ID": f"<paminnelse-{reminder.pk}@{urlsplit(settings.BASE_URL).hostname}>",
                "List-Unsubscribe": f"<{profile}>",
                # RFC 3834: no answer by machines either.
                "Auto-Submitted": "auto-generated",
            },
            connection=connection,
        )


def _subject(digest):
    number = len(digest.things)
    text = ngettext(
        "Påminnelse från Brapp: %(number)s sak att göra", "Påminnelse från Brapp: %(number)s saker att göra", number
    )
    return text % {"number": number}


def _text(digest, today, profile):
    councils = [
        {"name": one.council.name, "own": _lines(one.own, today), "told_on": _lines(one.told_on, today)}
        for one in digest.councils
    ]
    context = {
        "name": digest.user.name,
        "councils": councils,
        "profile": profile,
        "list": _absolute(reverse("followup:to_do")),
    }
    return render_to_string("followup/reminder.txt", context)


def _lines(things, today):
    return [{"text": thing.text, "day": _day(thing.day, today), "link": _absolute(thing.url)} for thing in things]


def _day(day, today):
    """The day with how near it is: "måndag 30 november 2026, om 12 dagar"."""
    if day is None:
        return ""
    return _("%(day)s, %(near)s") % {"day": date_format(day, "l j F Y"), "near": nearness_in_words(day, today)}


def _absolute(path):
    return f"{settings.BASE_URL}{path}"
