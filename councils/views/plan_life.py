from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from councils.access import council_required
from councils.actions import plan_revision
from councils.actions import plans as actions
from councils.actions.versions import StaleEdit
from councils.confirming import asks_again
from councils.forms.plans import OWN, DecidePlanForm, RevisePlanForm
from councils.models import ActionPlan, ProblemArea
from councils.next_plan import next_plan
from councils.plan_differences import differences
from councils.plan_reading import mark_of, part_in_words, picture_read_by, read_plan, what_is_missing
from councils.views.plan_pages import GET_AND_POST, drafts_only, form_page, page, sent


@require_http_methods(GET_AND_POST)
@council_required("run_council", plan=ActionPlan)
@drafts_only
def decide_plan(request, council, plan):
    """Register the decision. The coordinator keeps the council's papers, and shows once more who it is."""
    form = DecidePlanForm(sent(request), today=timezone.localdate(), initial={"plan_decided_on": timezone.localdate()})
    if request.method == "POST":
        return _decide(request, plan, form)
    return _deciding(request, plan, form)


@asks_again
def _decide(request, plan, form):
    if not form.is_valid():
        return _deciding(request, plan, form, status=422)
    try:
        actions.decide_plan(
            plan=plan,
            by=request.user,
            at=timezone.now(),
            mark=request.POST.get("read", ""),
            decided_on=form.cleaned_data["plan_decided_on"],
            body=form.cleaned_data["plan_body"],
            paragraph=form.cleaned_data["plan_paragraph"],
        )
    except StaleEdit as stale:
        return _deciding(request, plan, form, status=409, changed=stale.changed)
    except actions.NotReady:
        form.add_error(None, _("Planen kan inte beslutas än. Se vad som saknas."))
        return _deciding(request, plan, form, status=422)
    messages.success(request, _("Planen är beslutad. Texten ligger fast; åtgärder och mål kan rapporteras."))
    return redirect(plan)


def _deciding(request, plan, form, *, status=200, changed=()):
    # Read again: somebody may have changed it since the address was looked up.
    reading = read_plan(ActionPlan.objects.select_related("council").get(pk=plan.pk))
    context = {
        "plan": reading.plan,
        "reading": reading,
        "tells_picture": picture_read_by(request.gate, reading.plan) is not None,
        "form": form,
        "missing": what_is_missing(reading),
        "read": mark_of(reading),
        "has_changed": status == 409,
        "changed": [part_in_words(part) for part in changed],
        "old": reading.plan.predecessor,
        "today": timezone.localdate(),
    }
    return page(request, "councils/decide_plan.html", status=status, **context)


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", plan=ActionPlan)
def revise_plan(request, council, plan):
    """Begin the next plan with what remains of this one."""
    plan.council = council
    following = ActionPlan.objects.filter(predecessor=plan).first()
    if following and request.method != "POST":
        return _to_the_next(request, plan, following)
    taken = plan.problems.values("problem_area")
    guess = dict(zip(RevisePlanForm.OF, next_plan(plan.title, plan.first_day, plan.last_day), strict=True))
    areas = ProblemArea.objects.of(council).exclude(pk__in=taken)
    form = RevisePlanForm(sent(request), initial=guess, areas=areas)
    if form.is_valid():
        own = request.gate.organisation if form.cleaned_data["plan_draft_of"] == OWN else None
        values = {**form.values(), "problem_areas": form.cleaned_data["plan_new_areas"]}
        try:
            following = plan_revision.revise_plan(plan=plan, by=request.user, organisation=own, **values)
            return _to_the_next(request, plan, following)
        except plan_revision.NotNow:
            form.add_error(None, _("Bara en plan som är beslutad och gäller kan revideras."))
    lead = _("Mål som inte är uppnådda och åtgärder som inte är klara följer med till nästa plan.")
    return form_page(request, form, plan=plan, title=_("Revidera planen"), lead=lead, button=_("Börja på nästa plan"))


def _to_the_next(request, plan, following):
    """To the next plan; where it is another organisation's own draft, only that there is one is said."""
    if ActionPlan.objects.readable_by(request.gate).filter(pk=following.pk).exists():
        messages.info(request, _("Det här är nästa plan. Det som är kvar från den förra är med."))
        return redirect("councils:action_plan", request.gate.council.slug, following.slug)
    messages.info(request, _("Någon har redan börjat på nästa plan. Den har inte delats än."))
    return redirect(plan)


@require_safe
@council_required("view_council", plan=ActionPlan)
def plan_differences(request, council, plan):
    """What became of each goal and measure of the plan before."""
    old = ActionPlan.objects.of(council).readable_by(request.gate).filter(pk=plan.predecessor_id).first()
    if old is None:
        raise Http404
    fates = differences(read_plan(old), read_plan(plan))
    return page(request, "councils/plan_differences.html", plan=plan, old=old, fates=fates)
