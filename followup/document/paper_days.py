"""Days and stretches of days as papers write them."""

from django.utils.translation import gettext as _


def day_in_words(day):
    """2019-03-14, and nothing where there is no day."""
    return day.isoformat() if day else ""


def period_in_words(first, last):
    """From one day to another; what has only the one says so."""
    if first and last:
        return _("%(first)s till %(last)s") % {"first": day_in_words(first), "last": day_in_words(last)}
    if first:
        return _("från %(day)s") % {"day": day_in_words(first)}
    return _("senast %(day)s") % {"day": day_in_words(last)} if last else ""
