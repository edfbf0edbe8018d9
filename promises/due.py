"""When the written summary is due, in the words that a signed text uses. Pure.

The words are stored with the promises and published, so they are Swedish whoever chose the day.
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import override

from promises.codes import DueKind
from promises.wording import month_name


def due_wording(kind: str, due_on: date | None, meeting: str = "") -> str:
    """How it is written when the summary is due; nothing where no day and no meeting is chosen.

    >>> due_wording("date", date(2020, 1, 31))
    'senast 31 januari 2020'
    >>> due_wording("month", date(2020, 2, 29))
    'under februari 2020'
    >>> due_wording("meeting", None, "BRÅ-gruppens vårmöte")
    'BRÅ-gruppens vårmöte'
    """
    if kind == DueKind.MEETING:
        return meeting
    if due_on is None:
        return ""
    with override("sv"):
        month = f"{month_name(due_on.month)} {due_on.year}"
    return f"under {month}" if kind == DueKind.MONTH else f"senast {due_on.day} {month}"
