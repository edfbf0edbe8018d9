"""Pages of activities by place in the list and not by number, so that page 400 costs as little as page 1."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q


@dataclass
class Page:
    """Rows of one page, newest first, and the marks that continue it."""

    rows: list
    older: str
    is_first: bool


def page_of(activities, params, *, size):
    """The page that begins after the mark in `?fore=2019-11-20.17`; an unreadable mark gives the first page."""
    mark = _read(params.get("fore", ""))
    rows = activities.latest_first()
    if mark:
        day, pk = mark
        rows = rows.filter(Q(occurred_on__lt=day) | Q(occurred_on=day, pk__lt=pk))
    found = list(rows[: size + 1])
    has_more = len(found) > size
    found = found[:size]
    older = f"{found[-1].occurred_on.isoformat()}.{found[-1].pk}" if has_more else ""
    return Page(found, older, is_first=not mark)


def _read(mark):
    day, _, pk = mark.partition(".")
    if not (pk.isascii() and pk.isdigit() and len(pk) <= len("999999999999999999")):
        return None
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        return None
