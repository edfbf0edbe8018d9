"""Two people at one row: whoever saves last must have read what the other saved."""


class StaleEdit(Exception):
    """Somebody else changed the row after this person read it. Carries the row as it is now."""

    def __init__(self, current):
        super().__init__("the row has a newer version")
        self.current = current


def require_version(current, version):
    """Raise StaleEdit unless the row, locked, is still the one that was read."""
    if current.version != version:
        raise StaleEdit(current)
