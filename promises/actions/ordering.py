"""Moves rows that stand in a numbered order, one save at a time.

The database holds that no two rows of a parent have one number, and checks it row by row: a number must be free before
it is taken. The promise set must be locked.
"""

from django.db.models import Max


def last_place(rows):
    """A number after all of these rows."""
    return (rows.aggregate(last=Max("order"))["last"] or 0) + 1


def first_place(rows):
    """A number before all of these rows; they are moved on if they stand at the very beginning."""
    found = list(rows.order_by("order"))
    if not found:
        return 1
    if found[0].order == 0:
        place = last_place(rows)
        for row in reversed(found):
            row.order, place = place, row.order
            row.save(update_fields=["order"])
    return found[0].order - 1


def change_places(one, other, *, rows):
    """Let two rows of the same parent have each other's number."""
    before, after = one.order, other.order
    for row, number in ((one, last_place(rows)), (other, before), (one, after)):
        row.order = number
        row.save(update_fields=["order"])
