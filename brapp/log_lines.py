"""How a line in the server's log is written."""

import logging
import re
import time

from councils.personal_data import personal_numbers

MASK = "[personnummer]"
# Addresses that are keys: whoever reads one can use it.
_KEYS_IN_PATHS = re.compile(r"(/(?:konto/inbjudan|konto/password/reset/key|kalender)/)[^/\s\"']+")


class LogLines(logging.Formatter):
    """One line with time (UTC), level and place; personal identity numbers and keys are masked wherever they came from.

    An exception quotes what it choked on, and an address is whatever somebody typed.
    """

    converter = time.gmtime
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self):
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record):
        line = super().format(record)
        for found in reversed(personal_numbers(line)):
            line = line[: found.start] + MASK + line[found.end :]
        return _KEYS_IN_PATHS.sub(r"\1…", line)
