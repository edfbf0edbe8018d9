from django.contrib import messages
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from councils.access import council_required
from councils.actions import plans as actions
from councils.forms.plans import OWN, EditPlanForm, StartPlanForm
from councils.forms.sharing import ShareForm
from councils.models import ActionPlan, Agreement, Organisation, Picture
from councils.plan_reading import (
    may_report,
    may_report_goal,
    picture_read_by,
    read_plan,
    standing_of,
    tell_promises_about,
    what_is_missing,
)
from councils.plan_standing import plan_standing
from councils.querysets import readable_documents
from councils.views.plan_pages import GET_AND_POST, drafts_only, form_page, page, saved, sent


@require_safe
@council_required("view_council")
def action_plans(request, council):
    """Every plan of the council that the reader may see, the newest first."""
    plans = ActionPlan.objects.of(council).readable_by(request.gate)
    plans = plans.select_related("organisation", "shared_by", "successor")
    today = timezone.localdate()
    shown = [(plan, plan_standing(plan, today)) for plan in plans.order_by("-first_day", "-pk")]
    return page(request, "councils/action_plans.html", plans=shown)


@require_safe
@council_required("view_council", plan=ActionPlan)
def action_plan(request, council, plan):
    """A plan in reading order: what it builds on, its problem areas with goals and measures, and how it is followed."""
    reading = read_plan(plan, with_promises=True)
    tell_promises_about(reading)
    picture = picture_read_by(request.gate, plan)
    earlier, later = _around(request.gate, plan)
    for row in reading.measures:
        row.may_report = plan.is_decided and may_report(request.gate, row)
    for row in reading.problems:
        for goal in row.goals.all():
            goal.problem = row  # with its measures, as they are read already
            goal.may_report = plan.is_decided and may_report_goal(request.gate, goal)
    today = timezone.localdate()
    context = {
        "plan": plan,
        "plan_standing": plan_standing(plan, today),
        "reading": reading,
        "picture": picture,
        "sharing_picture": _sets_of(picture),
        "standing": standing_of(reading.measures),
        "missing": [] if plan.is_decided else what_is_missing(reading),
        "earlier": earlier,
        "later": later,
        "today": today,
        "may_edit": request.gate.can_edit_plan and not plan.is_decided,
    }
    return page(request, "councils/action_plan.html", **context)


def _around(gate, plan):
    """The plan before this one and the one after it, where one may read them."""
    rows = ActionPlan.objects.of(gate.council).readable_by(gate)
    later = rows.filter(predecessor=plan).first()
    return rows.filter(pk=plan.predecessor_id).first() if plan.predecessor_id else None, later


def _sets_of(picture):
    """Promise sets that start from the same picture, and that anybody in the council may read."""
    rows = picture.promise_sets.all() if picture else []
    return [row for row in rows if row.is_decided and not row.is_superseded]


@require_http_methods(GET_AND_POST)
@council_required("edit_plan")
def start_plan(request, council):
    """Begin a plan, as one's own organisation's draft or the council's."""
    form = StartPlanForm(sent(request), **_choices(request.gate))
    if form.is_valid():
        own = request.gate.organisation if form.cleaned_data["plan_draft_of"] == OWN else None
        plan = actions.start_plan(council=council, by=request.user, organisation=own, **form.values())
        messages.success(request, _("Utkastet finns. Lyft in det första problemområdet."))
        return redirect(plan)
    return form_page(request, form, title=_("Ny handlingsplan"), button=_("Börja på planen"))


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", plan=ActionPlan)
@drafts_only
def edit_plan(request, council, plan):
    """Say otherwise what the plan is, what it builds on and where it is anchored."""
    form = EditPlanForm(sent(request), initial=EditPlanForm.values_of(plan), **_choices(request.gate, plan))
    version = form.cleaned_data["version"] if form.is_valid() else None

    def save():
        return actions.edit_plan(plan=plan, by=request.user, version=version, **form.values())

    if version is not None and (answer := saved(request, form, save, plan)):
        return answer
    return form_page(request, form, plan=plan, title=_("Uppgifter om planen"))


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", plan=ActionPlan)
def share_plan(request, council, plan):
    """Say what sharing means, and share. A draft of somebody else does not exist here, so what is left is one's own."""
    if not plan.is_own_draft:
        messages.info(request, _("Planen är redan öppen för alla i gruppen."))
        return redirect(plan)
    form = ShareForm(sent(request))
    if form.is_valid():
        actions.share_plan(plan=plan, by=request.user, at=timezone.now())
        messages.success(request, _("Utkastet är delat. De andra i gruppen kan läsa det nu."))
        return redirect(plan)
    readers = Organisation.objects.reading_drafts_in(council, on=timezone.localdate())
    context = {"plan": plan, "form": form, "readers": readers.exclude(pk=plan.organisation_id)}
    context |= {"reading": read_plan(plan), "tells_picture": picture_read_by(request.gate, plan) is not None}
    return page(request, "councils/share_plan.html", status=422 if form.is_bound else 200, **context)


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", plan=ActionPlan)
@drafts_only
def remove_plan(request, council, plan):
    """Throw away a draft, once the page has said what it is."""
    if request.method == "POST":
        actions.remove_plan(plan=plan, by=request.user)
        messages.success(request, _("Utkastet är borttaget."))
        return redirect("councils:action_plans", council.slug)
    return page(request, "councils/remove_plan.html", plan=plan)


def _choices(gate, plan=None):
    """The pictures and agreements that a plan can build on; of one that is there also what it has."""
    readable = Picture.objects.filter(readable_documents(gate), council=gate.council)
    own = Q(pk=plan.picture_id) if plan and plan.picture_id else Q(pk__in=[])
    pictures = Picture.objects.filter(Q(pk__in=readable.values("pk")) | own)
    pictures = pictures.annotate(is_hidden=~Exists(readable.filter(pk=OuterRef("pk"))))
    return {"pictures": pictures, "agreements": Agreement.objects.filter(councils=gate.council)}
