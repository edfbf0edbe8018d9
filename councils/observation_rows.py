"""What was seen in dialogues, as pages and files show it: by who is to put it right, with what has become of it."""

import csv
import io

from django.utils import translation

from councils.models import ActionPlan
from councils.querysets import readable_documents
from councils.text import defused

HEADINGS = (
    "datum",
    "dialog",
    "slag",
    "plats",
    "iakttagelse",
    "vem åtgärdar",
    "läge",
    "dag",
    "vad som gjordes",
    "åtgärd i planen",
)


def readable_plans(gate):
    """Ids of the plans whose measures the reader may know of: another's draft is not told."""
    return set(
        ActionPlan.objects.filter(council=gate.council).filter(readable_documents(gate)).values_list("pk", flat=True)
    )


def told_measures(observations, gate):
    """The observations as a list, each with `told_measure`: its measure, where the reader may know of the plan."""
    plans, rows = readable_plans(gate), list(observations)
    for row in rows:
        row.told_measure = row.measure if row.measure and row.measure.problem.plan_id in plans else None
    return rows


def by_organisation(observations, *, today):
    """[(who is to put it right, its observations, how many of them have waited for long)], the nobody's last."""
    found = {}
    for row in observations:
        row.has_waited = row.is_overdue(today)
        found.setdefault(row.fixed_by, []).append(row)
    named = sorted((one for one in found if one), key=lambda one: one.short_name)
    parties = [*named, *([None] if None in found else [])]
    return [(party, found[party], sum(row.has_waited for row in found[party])) for party in parties]


def as_csv(observations):
    """The observations as Swedish Excel opens them: semicolons, and no cell that is taken for a formula."""
    file = io.StringIO()
    lines = csv.writer(file, delimiter=";", lineterminator="\r\n")
    lines.writerow(HEADINGS)
    with translation.override("sv"):
        for row in observations:
            lines.writerow([defused(cell) for cell in _cells(row)])
    return "\ufeff" + file.getvalue()


def _cells(row):
    return (
        row.dialogue.held_on.isoformat(),
        row.dialogue.title,
        str(row.dialogue.get_kind_display()),
        row.place.name if row.place else "",
        row.text,
        row.fixed_by.name if row.fixed_by else "inte bestämt",
        str(row.get_status_display()),
        row.settled_on.isoformat() if row.settled_on else "",
        row.answer,
        row.told_measure.text if row.told_measure else "",
    )
