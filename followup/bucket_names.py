"""What people call a bucket and a day. Plain values in, text out; of Django only what speaks."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from promises.periods import Bucket, Per


def bucket_name(per, bucket: Bucket):
    """What people call it: a week by its number, a whole month by its name, otherwise by its days."""
    first, last = bucket.first_day, bucket.last_day or bucket.first_day
    if per in (Per.WEEK, Per.FORTNIGHT):
        return _("v. %(week)s") % {"week": week_numbers(first, last)}
    if per is Per.MONTH and first.day == 1 and first.month == last.month:
        return date_format(first, "F Y")
    days = [first.isoformat(), last.isoformat()]
    return days[0] if first == last else "\N{EN DASH}".join(days)


def week_numbers(first, last):
    """The ISO week, or the two that a fortnight has: 47 or 47–48."""
    return "\N{EN DASH}".join(dict.fromkeys(str(day.isocalendar().week) for day in (first, last)))


def day_name(day, *, as_of):
    """A day as one says it: söndag 29 november (v. 48); with its year where that is not the one looked from."""
    said = date_format(day, "l j F" if day.year == as_of.year else "l j F Y")
    return _("%(day)s (v. %(week)s)") % {"day": said, "week": day.isocalendar().week}
