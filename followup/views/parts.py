from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.access import council_required
from followup.forms.parts import DenyPartForm
from followup.progress import judged_targets, targets_progress
from promises.actions import parts as actions
from promises.models import Activity, Credit, Target
from promises.paging import page_of
from promises.parts import concerns, waiting_parts
from promises.waiting_parts import grouped

PAGE_SIZE = 50


@require_safe
@council_required("log_activity")
def parts(request, council):
    """What waits for one's own organisation to say its part."""
    targets = Prefetch("target", queryset=Target.objects.with_rules())
    credits = Credit.objects.readable_by(request.gate).prefetch_related(targets)
    rows = waiting_parts(request.gate, timezone.localdate()).with_details().with_credits(credits)
    page = page_of(rows, request.GET, size=PAGE_SIZE)
    context = {"current_page": "log", "page": page, "groups": grouped(page.rows, request.gate.organisation)}
    return render(request, "followup/parts.html", context)


@require_POST
@council_required("log_activity", activity=Activity)
def confirm_part(request, council, activity):
    """Say that one's own organisation took part."""
    _require_part(request.gate, activity)
    try:
        actions.confirm_part(activity=activity, organisation=request.gate.organisation, by=request.user)
    except actions.PartRefused:
        messages.warning(request, _("Aktiviteten är borttagen ur räkningen. Den behöver inte bekräftas."))
        return redirect(activity)
    messages.success(request, " ".join([_("Er del är bekräftad."), *_standing(activity)]))
    return _back(request, council, activity)


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("log_activity", activity=Activity)
def deny_part(request, council, activity):
    """Say, with a reason, that one's own organisation did not take part."""
    _require_part(request.gate, activity)
    form = DenyPartForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _deny(request, activity, form):
        messages.success(request, _("Noterat: det var inte er del."))
        return _back(request, council, activity)
    context = {"current_page": "activities", "form": form, "activity": activity}
    return render(request, "followup/deny_part.html", context, status=422 if form.errors else 200)


def _deny(request, activity, form):
    """Whether it was done; if not, the form says why."""
    try:
        actions.deny_part(
            activity=activity,
            organisation=request.gate.organisation,
            by=request.user,
            reason=form.cleaned_data["denial"],
        )
    except actions.LastParty:
        form.add_error(None, _("Ingen annan deltog. Om det inte var ni: ta bort aktiviteten ur räkningen i stället."))
    except actions.PartRefused:
        form.add_error(None, _("Aktiviteten är borttagen ur räkningen. Det finns ingen del att ta bort."))
    return form.is_valid()


def _require_part(gate, activity):
    if gate.organisation is None or not concerns(activity, gate.organisation):
        raise PermissionDenied


def _standing(activity):
    """How each target that the activity counts towards stands now."""
    counted = activity.credits.filter(window_start__isnull=False).values("target")
    targets = judged_targets(Target.objects.filter(pk__in=counted).with_rules().in_reading_order())
    facts = targets_progress(list(targets), as_of=timezone.localdate())
    return [f"{one.target.label}: {one.figure}, {str(one.verdict_name).lower()}." for one in facts]


def _back(request, council, activity):
    """To the list, for who came from there."""
    if request.POST.get("from") == "parts":
        return redirect("followup:parts", council.slug)
    return redirect(activity)
