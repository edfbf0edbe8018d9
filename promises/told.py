"""What residents were told in a year: how many times in each channel and of each promise, and of what nobody told."""

from dataclasses import dataclass

from django.db.models import Count, Q, Value

from councils.codes import Channel
from promises.models import Communication, Promise
from promises.querysets import DECIDED


@dataclass(frozen=True)
class Told:
    """A year's counts: [(channel's code, name, times)] and [(promise, times)] of the promises that ran then."""

    year: int
    channels: list
    promises: list

    @property
    def times(self):
        return sum(times for _code, _name, times in self.channels)

    @property
    def told_of(self):
        return [(promise, times) for promise, times in self.promises if times]

    @property
    def not_told_of(self):
        return [promise for promise, times in self.promises if not times]


def told_in(council, year):
    """Three queries, however much was told. What was told of an earlier edition of a promise was told of it."""
    rows = Communication.objects.of(council).in_year(year)
    counts = dict(rows.order_by().values_list("channel").annotate(Count("pk")))
    channels = [(code, name, counts[code]) for code, name in Channel.choices if code in counts]
    above = "section__promise_set"
    runs = Q(**{f"{above}__last_day__isnull": True}) | Q(**{f"{above}__last_day__year__gte": year})
    promises = Promise.objects.of(council).tellable().filter(runs, **{f"{above}__first_day__year__lte": year})
    lineages, times = _lineages(council, year)
    found = [(one, sum(times[pk] for pk in lineages[one.pk])) for one in promises.latest_set_first()]
    return Told(year, channels, found)


def lineage(promise):
    """Ids of the promise and of what it was in the editions before: what was told of them was told of it."""
    return _lineages(promise.section.promise_set.council_id, None)[0][promise.pk]


def _lineages(council, year):
    """Promise id → ids of it and its earlier editions, and promise id → how many times it was told of in a year."""
    above = "section__promise_set"
    told = Count("communications", filter=Q(communications__told_on__year=year)) if year else Value(0)
    rows = Promise.objects.filter(**{f"{above}__council": council, f"{above}__status__in": DECIDED})
    columns = ("pk", "origin", f"{above}__replaces", f"origin__{above}", "times")
    before, times = {}, {}
    for pk, origin, replaces, of_origin, number in rows.annotate(times=told).order_by().values_list(*columns):
        before[pk], times[pk] = (origin if replaces and replaces == of_origin else None), number
    return {pk: _line(pk, before) for pk in before}, times


def _line(pk, before):
    line = [pk]
    while (earlier := before.get(line[-1])) in before:
        line.append(earlier)
    return line
