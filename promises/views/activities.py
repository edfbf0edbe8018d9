from django.shortcuts import render
from django.views.decorators.http import require_safe

from councils.access import council_required
from promises.access import may_correct, may_read_reasons
from promises.activity_history import activity_changes
from promises.approved import approved_since
from promises.forms.activity_filter import ActivityFilterForm
from promises.matching import reasons_against
from promises.models import Activity, Credit
from promises.paging import page_of
from promises.parts import parts_of
from promises.wording import reason_sentence

PAGE_SIZE = 50


@require_safe
@council_required("view_council")
def activities(request, council):
    """What has been logged, newest first, narrowed to what the address asks for."""
    credits = Credit.objects.readable_by(request.gate).with_targets()
    form = ActivityFilterForm(request.GET, gate=request.gate)
    found = form.narrowed(Activity.objects.of(council).readable_by(request.gate))
    rows = found.with_details().with_credits(credits)
    page = page_of(rows, request.GET, size=PAGE_SIZE)
    context = {
        "current_page": "activities",
        "page": page,
        "form": form,
        "target": form.chosen.get("mal"),
        "tally": form.tally(found),
        "query": form.query,
        "older_query": "&".join(filter(None, [form.query, f"fore={page.older}"])),
    }
    return render(request, "promises/activities.html", context)


@require_safe
@council_required("view_council", activity=Activity)
def activity(request, council, activity):
    """One activity: what it says, what it counts towards or why not, and how it has been changed."""
    credits = Credit.objects.filter(activity=activity).readable_by(request.gate)
    credits = credits.select_related("target__promise__section__promise_set", "target__lead")
    credits = credits.prefetch_related("target__promise__responsibilities__organisation", "target__places")
    deed = activity.deed
    history = activity_changes(activity, request.gate)
    approved = approved_since(activity)
    return render(
        request,
        "promises/activity.html",
        {
            "current_page": "activities",
            "activity": activity,
            "credits": [(credit, _reasons(credit, deed)) for credit in credits],
            "parts": parts_of(activity, request.gate, credits),
            "history": history,
            "approved_since": approved,
            "changed_since_approval": bool(approved and history and history[0].at > approved),
            "may_correct": may_correct(request.gate, activity),
            "tells_why": may_read_reasons(request.gate),
        },
    )


def _reasons(credit, deed):
    if credit.window_start is not None:
        return []
    return [reason_sentence(reason, credit.target, deed) for reason in reasons_against(credit.target.filters, deed)]
