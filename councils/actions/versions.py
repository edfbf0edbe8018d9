"""Two people at one row: whoever saves last must have read what the other saved, and a form sent twice saves once."""

from councils.marks import changed_since


class StaleEdit(Exception):
    """Somebody else changed the row after this person read it. Carries the row as it is now.

    `changed`: names of its parts that are otherwise than in the mark that was read (see councils/marks.py), if it has
    any.
    """

    def __init__(self, current, changed=()):
        super().__init__("the row has a newer version")
        self.current = current
        self.changed = tuple(changed)


def locked(row):
    """The row as it is now, with its council, locked until the transaction ends. Raises DoesNotExist of what is gone.

    Call it first in every action on a row that is passed in: the act is done, and told in the log, by the first alone.
    """
    return type(row).objects.select_for_update(of=("self",)).select_related("council").get(pk=row.pk)


def require_version(current, version):
    """Raise StaleEdit unless the row, locked, is still the one that was read."""
    if current.version != version:
        raise StaleEdit(current)


def require_mark(current, now, read):
    """Raise StaleEdit unless every part of the row, locked, is still as it was read."""
    if now != read:
        raise StaleEdit(current, changed_since(read, now))


def write(row, *, version, **values):
    """Give the row, locked by the caller, these values and a new version. Returns the fields that changed.

    None for the same form sent again, which is saved already. Raises StaleEdit.
    """
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if row.version == version + 1 and not changed:
        return None
    require_version(row, version)
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    return changed
