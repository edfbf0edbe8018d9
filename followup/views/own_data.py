from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from councils.models import ROLE_NAMES
from followup import own_data as data
from promises.codes import ActivityType

MOST_SHOWN = 50  # the page tells of the latest; the file has all


@require_safe
def own_data(request):
    """What the site keeps about oneself, to read."""
    found = data.own_data(request.user)
    kinds = dict(ActivityType.choices)
    context = {
        **found,
        "memberships": [(row, ROLE_NAMES[row["role"]]) for row in found["memberships"]],
        "activities": [(row, kinds.get(row["type"], row["type"])) for row in found["activities"][:MOST_SHOWN]],
        "activity_count": len(found["activities"]),
        "note_count": len(found["notes"]),
        "judgement_count": len(found["judgements"]),
        "reminder_count": sum(bool(row["sent_at"]) for row in found["reminders"]),
        "log_count": len(found["log"]),
        "most_shown": MOST_SHOWN,
    }
    return render(request, "followup/own_data.html", context)


@require_safe
def own_data_json(request):
    """The same as a file, for another system to read."""
    response = JsonResponse(
        data.own_data(request.user), json_dumps_params={"ensure_ascii": False, "indent": 2, "allow_nan": False}
    )
    name = f"mina-uppgifter-{timezone.localdate().isoformat()}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
