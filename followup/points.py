"""Dated amounts for drawings: what is done day by day towards a target, and month by month in a council."""

from collections import Counter, defaultdict

from django.db.models import Count, DateField, Sum
from django.urls import reverse
from django.utils.formats import date_format

from councils.asked_together import Question
from councils.prepared import Ids, Told, prepared
from followup.charts.months import month_starts
from promises.models import Activity, Credit
from promises.periods import add_months


def points_of(target, *, as_of):
    """(day, amount) of all that counts towards a target by a day, in order."""
    rows = Credit.objects.counting().filter(target=target, activity__occurred_on__lte=as_of)
    days = rows.values_list("activity__occurred_on").annotate(amount=Sum("amount"))
    return list(days.order_by("activity__occurred_on"))


def activities_by_month(councils, *, first_day, as_of):
    """(months, council id → activities in each of them) from a day up to another; months are their first days.

    One query for all councils. What has been withdrawn is not counted.
    """
    return _by_month(councils, _days_asked(councils, first_day, as_of), first_day, as_of)


def _days_asked(councils, first_day, as_of):
    return Question(_days_of, councils=[council.pk for council in councils], first_day=first_day, as_of=as_of)


@prepared
def _days_of():
    first_day, as_of = Told("first_day", DateField()), Told("as_of", DateField())
    rows = Activity.objects.filter(council__among=Ids("councils"), withdrawn_at__isnull=True)
    days = rows.filter(occurred_on__gte=first_day, occurred_on__lte=as_of).values_list("council", "occurred_on")
    return days.annotate(number=Count("pk")).order_by()


def _by_month(councils, asked, first_day, as_of):
    months = [day.replace(day=1) for day in month_starts(first_day, as_of)]
    found = defaultdict(Counter)
    for council, day, number in asked.rows:
        # Rounded down here: SQLite would ask Python for the month of each activity.
        found[council][day.replace(day=1)] += number
    return months, {council.pk: [found[council.pk][month] for month in months] for council in councils}


def months_asked(gates, as_of):
    """What `months_of_councils` asks of the councils of these gates, to be asked with other questions."""
    return _days_asked([gate.council for gate in gates], _a_year_back(as_of), as_of)


def months_of_councils(councils, asked, *, as_of):
    """The last twelve months of each council, for one small picture each: heads, and (name, address, values)."""
    months, found = _by_month(councils, asked, _a_year_back(as_of), as_of)
    return {
        "heads": [date_format(month, "N Y") for month in months],
        "rows": [(one.short_name, reverse("promises:activities", args=[one.slug]), found[one.pk]) for one in councils],
    }


def _a_year_back(as_of):
    return add_months(as_of.replace(day=1), -11)
