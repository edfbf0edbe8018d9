"""Zip files made part by part: never more than one part in memory, and the same bytes of the same parts. Pure."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

READABLE_BY_ALL = 0o644 << 16  # where zip keeps the rights of a file


class Part(NamedTuple):
    """One file in a zip file. `at` is the time that it carries there: zip knows no time zone."""

    name: str
    content: bytes
    at: datetime


def zipped(parts: Iterable[Part], *, packed: bool = True) -> Iterator[bytes]:
    """The bytes of a zip file, part by part as they are made. What is packed already, such as PDF, need not be again.

    >>> list(zipfile.ZipFile(io.BytesIO(b"".join(zipped([Part("a.txt", b"a", datetime(2020, 1, 31))])))).namelist())
    ['a.txt']
    """
    window = _Window()
    with zipfile.ZipFile(window, "w") as archive:
        for part in parts:
            info = zipfile.ZipInfo(part.name, date_time=part.at.timetuple()[:6])
            info.create_system, info.external_attr = 3, READABLE_BY_ALL
            info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            archive.writestr(info, part.content)
            yield window.taken()
    yield window.taken()


class _Window:
    """What has been written since it was last taken, at its place in the whole.

    The length of a part is written before it, when it is known: else old programs cannot open what is not packed.
    """

    def __init__(self):
        self._before, self._part = 0, io.BytesIO()

    def write(self, data):
        return self._part.write(data)

    def tell(self):
        return self._before + self._part.tell()

    def seek(self, place):
        self._part.seek(place - self._before)

    def flush(self):
        """Nothing waits: what is written is there to be taken."""

    def taken(self):
        found = self._part.getvalue()
        self._before, self._part = self._before + len(found), io.BytesIO()
        return found
