from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from councils.access import council_required
from followup.agenda import agenda, agenda_asked
from followup.council_standing import council_standing
from followup.filters import FollowUpFilter
from followup.things import passed_and_coming
from followup.views.overview import MOST_SHOWN
from promises.parts import numbers_asked, numbers_of
from promises.waiting import waits_for

DAYS_AHEAD = 60


@require_safe
@council_required("view_council")
def council_overview(request, council):
    """Everything that holds in the council today: what needs somebody first, each set, and how earlier periods went."""
    today = timezone.localdate()
    of_agenda, of_parts = agenda_asked([request.gate], today), numbers_asked([request.gate], today)
    standing = council_standing(request.gate, today=today, beside=[*of_agenda, of_parts])
    form = FollowUpFilter(request.GET, standing.running, gate=request.gate)
    until = today + timedelta(days=DAYS_AHEAD)
    things = agenda([request.gate], today=today, until=until, sets=standing.sets, asked=of_agenda)
    passed, coming = passed_and_coming(things, today)
    kept = [(one, form.kept(one)) for one in standing.running] if form.query else []
    context = {
        "current_page": "overview",
        "standing": standing,
        "passed": passed,
        "coming": coming,
        "form": form,
        "urgent": standing.attention[:MOST_SHOWN],
        "number_urgent": len(standing.attention),
        "kept": kept,
        "number_shown": sum(len(sections) for _, sections in kept),
        "waiting": [one for one in standing.sets if waits_for(one, request.gate)],
        "parts_waiting": numbers_of(of_parts).get(council.pk, 0),
    }
    return render(request, "followup/council_overview.html", context, status=422 if form.errors else 200)
