"""What must not stand in a log."""

import logging
import re

# Addresses that are keys: whoever reads one can use it.
_KEYS_IN_PATHS = re.compile(r"(/konto/(?:inbjudan|password/reset/key)/)[^/\s\"']+")


class HideKeysInPaths(logging.Filter):
    """Blank the key in an address of an invitation or a password reset, wherever in the line it stands."""

    def filter(self, record):
        said = record.getMessage()
        hidden = _KEYS_IN_PATHS.sub(r"\1…", said)
        if hidden != said:
            record.msg, record.args = hidden, ()
        return True
