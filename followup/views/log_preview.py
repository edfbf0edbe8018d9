from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from councils.access import council_required
from councils.text import is_row_id
from followup.log_entries import log_form
from followup.log_preview import preview_of


@require_POST
@council_required("log_activity")
def log_preview(request, council):
    """What the log form would count towards as it stands: a piece of page for the script. Stores nothing."""
    today = timezone.localdate()
    form = log_form(request.gate, request.POST, today=today)
    also = frozenset(int(pk) for pk in request.POST.getlist("also") if is_row_id(pk))
    context = {"form": form, "preview": preview_of(form, also=also, today=today), "today": today}
    return render(request, "followup/log_preview.html", context)
