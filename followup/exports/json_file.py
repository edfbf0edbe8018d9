"""A table as JSON for other programs: plain codes, ISO days, numbers as numbers, and null where there is none."""

import io
import json
from datetime import date
from decimal import Decimal

CONTENT_TYPE = "application/json"
FORMAT = "brapp.follow-up"
# Raised when a name changes its meaning or goes away; a name that is added does not raise it.
SCHEMA_VERSION = 1


def as_json(table):
    """An open file, from its beginning. What the names mean is in docs/following-up.md."""
    about = table.about
    content = {
        "format": FORMAT,
        "schema_version": SCHEMA_VERSION,
        "level": about.level,
        "title": about.title,
        "as_of": about.as_of,
        "source": about.site + about.source,
        "filter": dict(about.chosen_codes),
        "rows": [dict(row) for row in table.rows],
    }
    return io.BytesIO(json.dumps(content, default=_plain, ensure_ascii=False, indent=1).encode())


def _plain(value):
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{value!r} is no plain value")
