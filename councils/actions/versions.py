"""Saving a row that was read: nobody saves over what another has saved since, and a form sent twice saves once."""


class Changed(Exception):
    """Somebody else has changed the row since the page was read. Carries it as it is now."""

    def __init__(self, current):
        super().__init__("the row has another version")
        self.current = current


def write(row, *, version, **values):
    """Give the row, locked by the caller, these values and a new version. Returns the fields that changed.

    None for the same form sent again, which is saved already. Raises Changed.
    """
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if row.version == version + 1 and not changed:
        return None
    refuse_changed(row, version)
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    return changed


def refuse_changed(row, version):
    """Raise Changed for a row that is not the one that was read."""
    if row.version != version:
        raise Changed(row)
