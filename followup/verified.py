"""What anybody with its code may read of an approved summary: its first page, and what has come since."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from followup.models import Summary


@dataclass(frozen=True)
class Verified:
    """An approved summary as it is told to whoever has its code. Everything but what came since is as it was frozen."""

    summary: Summary
    municipality: str
    title: str
    name: str
    first_day: date
    last_day: date | None
    as_of: date
    approved_on: date
    counts: list[dict]
    newer: Summary | None
    older: Summary | None

    @property
    def newer_on(self):
        """When what has replaced it was approved."""
        return timezone.localdate(self.newer.frozen_at)


def verified(summary):
    """What is told of an approved summary. A correction that both parties have not approved is not told of."""
    snapshot = summary.snapshot
    newer = getattr(summary, "corrected_by", None)
    return Verified(
        summary=summary,
        municipality=snapshot["municipality"],
        title=snapshot["title"],
        name=snapshot.get("name", ""),
        first_day=_day(snapshot["period"]["first_day"]),
        last_day=_day(snapshot["period"]["last_day"]),
        as_of=_day(snapshot["as_of"]),
        approved_on=timezone.localdate(summary.frozen_at),
        counts=snapshot["counts"],
        newer=newer if newer and newer.is_frozen else None,
        older=summary.corrects,
    )


def _day(said):
    return date.fromisoformat(said) if said else None
