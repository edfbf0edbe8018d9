"""What makes the audit log tamper-evident: every line's hash is of the whole line and of the line before it. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

GENESIS = "0" * 64  # what stands before the first line of a chain

# The columns that a line's hash is of. A new column is a new format, so that old lines keep their hash.
COLUMNS = {
    1: (
        "format",
        "council_id",
        "sequence",
        "at",
        "actor_id",
        "actor_role",
        "organisation_id",
        "verb",
        "object_type",
        "object_id",
        "details",
        "request_id",
        "previous_sha256",
    ),
}
FORMAT = max(COLUMNS)


def canonical(line: Mapping[str, object]) -> bytes:
    """The line in its one spelling: JSON with sorted keys and no spaces, times in UTC with microseconds.

    Raises KeyError for a format that is none, TypeError for a value that has no spelling.
    """
    columns = COLUMNS[line["format"]]  # type: ignore[index]
    spelled = {name: _spelled(line[name]) for name in columns}
    return json.dumps(spelled, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )


def digest(line: Mapping[str, object]) -> str:
    """SHA-256 of the line and, through `previous_sha256`, of every line before it."""
    return hashlib.sha256(canonical(line)).hexdigest()


def _spelled(value: object) -> object:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value


def plain(value: object) -> object:
    """A detail as both databases give it back unchanged: null, bool, whole number, text, list or dict of these.

    Anything else, such as a row, raises TypeError: a log line must not take with it more than was meant.

    >>> plain({"day": date(2019, 5, 6), "share": Decimal("0.5"), "ids": (1, 2)})
    {'day': '2019-05-06', 'share': '0.5', 'ids': [1, 2]}
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float | Decimal | UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        parts = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [plain(part) for part in parts]
    raise TypeError(f"{type(value).__name__} is not a plain value for the audit log")
