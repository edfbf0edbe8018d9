"""Saves the rows of a table: all of them or none."""

from django.db import transaction

from promises.actions.activities import log_activity


class KeysAreTaken(Exception):
    """Some rows carry the key of an activity that says something else. Nothing has been saved."""

    def __init__(self, keys):
        super().__init__(keys)
        self.keys = keys


@transaction.atomic
def log_activities(*, council, by, organisation, rows, standing=None):
    """Log every row, each once for its key, with its own line in the audit log; raises KeysAreTaken.

    `rows`: read by promises/spreadsheets/rows.py, without faults and with keys. Returns what `log_activity` does, and
    raises PermissionDenied as it does; `standing` is the gate's.
    """
    logged = []
    for row in rows:
        one = log_activity(
            council=council,
            by=by,
            organisation=organisation,
            key=row.key,
            targets=row.targets,
            parties=row.parties,
            standing=standing,
            **row.facts,
        )
        # From its first line on the log is this transaction's own.
        standing = None if one.made else standing
        logged.append(one)
    taken = {one.activity.key for one in logged if not one.is_same}
    if taken:
        raise KeysAreTaken(taken)
    return logged
