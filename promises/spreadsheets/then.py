"""What a file said of activities when it was taken out, for those that somebody has changed since."""

from collections import defaultdict

from promises.models import Activity
from promises.spreadsheets.cells import cells_of
from promises.spreadsheets.known import Stored

Saved = Activity.history.model


def version_in(cells):
    """The number of the version that a row was taken out with, or None."""
    version = (cells or {}).get("version", "")
    return int(version) if version.isascii() and version.isdecimal() and len(version) < 9 else None


def cells_then(asked, known):
    """(activity's id, version) → its cells in that version; `asked`: [(stored or None, version)]. At most two queries.

    History tells nothing of ties: the targets are those of today, so that a row whose targets have changed differs.
    """
    old = [(stored, at) for stored, at in asked if stored and at is not None and at != stored.activity.version]
    if not old:
        return {}
    stored_as = {stored.activity.pk: stored for stored, _at in old}
    rows = Activity.history.filter(id__in=stored_as, version__in={at for _stored, at in old})
    rows = list(rows.select_related("place").order_by("history_id"))
    took_part = defaultdict(list)
    for tie in Saved.parties.model.objects.filter(history__in=[row.pk for row in rows]).select_related("organisation"):
        took_part[tie.history_id].append(tie.organisation)
    return {(row.id, row.version): cells_of(_then(row, stored_as[row.id], took_part[row.pk]), known) for row in rows}


def _then(row, stored, parties):
    row.where = row.place.name if row.place else row.place_text
    return Stored(row, stored.targets, tuple(parties))
