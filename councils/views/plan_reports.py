from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.access import council_required
from councils.actions import plan_parts, plans
from councils.actions import plan_reports as actions
from councils.forms.plan_parts import FollowedUpForm, FollowUpDayForm, GoalReportForm, MeasureReportForm
from councils.models import ActionPlan, Measure, Meeting, PlanFollowUp, PlanGoal
from councils.plan_reading import may_report, may_report_goal, measures_by_standing, read_plan
from councils.views.plan_pages import GET_AND_POST, form_page, page, plan_of, saved, sent


@require_safe
@council_required("view_council", plan=ActionPlan)
def plan_measures(request, council, plan):
    """The plan's measures by how they stand: what nobody has reported apart from what is not begun."""
    reading = read_plan(plan)
    today = timezone.localdate()
    groups = measures_by_standing(reading, request.gate, today=today)
    return page(request, "councils/plan_measures.html", plan=plan, groups=groups, reading=reading)


@require_http_methods(GET_AND_POST)
@council_required("contribute", measure=Measure)
def report_measure(request, council, measure):
    """Report how far a measure has come, for an organisation that answers for it."""
    plan = _plan(measure, council)
    if not may_report(request.gate, measure):
        raise PermissionDenied
    initial = MeasureReportForm.values_of(measure)
    form = MeasureReportForm(sent(request), initial=initial)
    return _reported(request, form, plan, actions.report_measure, measure=measure, title=_("Rapportera åtgärden"))


@require_http_methods(GET_AND_POST)
@council_required("contribute", goal=PlanGoal)
def report_goal(request, council, goal):
    """Report whether a goal was reached, for an organisation that answers for a measure towards it."""
    plan = _plan(goal, council)
    if not may_report_goal(request.gate, goal):
        raise PermissionDenied
    form = GoalReportForm(sent(request), initial=GoalReportForm.values_of(goal))
    return _reported(request, form, plan, actions.report_goal, goal=goal, title=_("Rapportera målet"))


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", plan_follow_up=PlanFollowUp)
def record_follow_up(request, council, plan_follow_up):
    """Write what a follow-up of the plan showed."""
    plan = _plan(plan_follow_up, council)
    form = FollowedUpForm(sent(request), initial=FollowedUpForm.values_of(plan_follow_up))
    title = _("Uppföljning %(day)s") % {"day": plan_follow_up.day.isoformat()}
    return _reported(request, form, plan, actions.record_follow_up, follow_up=plan_follow_up, title=title)


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", plan=ActionPlan)
def add_follow_up(request, council, plan):
    """Say on which day, or at which meeting, the plan is followed up."""
    plan.council = council
    meetings = Meeting.objects.of(council).planned().order_by("-held_on")
    form = FollowUpDayForm(sent(request), meetings=meetings)
    if form.is_valid():
        values = {"meeting": form.cleaned_data["follow_up_meeting"], "due_on": form.cleaned_data["follow_up_day"]}

        def save():
            return plan_parts.plan_follow_up(plan=plan, by=request.user, **values)

        try:
            return saved(request, form, save, plan, anchor="#uppfoljning")
        except plan_parts.DayTaken:
            form.add_error(None, _("Planen följs redan upp den dagen. Välj en annan."))
    return form_page(request, form, plan=plan, title=_("När följs planen upp?"))


@require_POST
@council_required("edit_plan", plan_follow_up=PlanFollowUp)
def remove_follow_up(request, council, plan_follow_up):
    """Take away a day on which nothing has been followed up yet."""
    plan = _plan(plan_follow_up, council)
    try:
        plan_parts.remove_follow_up(follow_up=plan_follow_up, by=request.user)
        messages.success(request, _("Uppföljningen är borttagen."))
    except plans.InUse:
        messages.error(request, _("Uppföljningen är gjord och finns kvar."))
    return redirect(f"{plan.get_absolute_url()}#uppfoljning")


def _plan(row, council):
    plan = plan_of({"row": row})
    plan.council = council
    return plan


def _reported(request, form, plan, action, *, title, **row):
    (part,) = row.values()
    at = {} if "goal" in row else {"at": timezone.now()}
    if form.is_valid():
        version = form.cleaned_data["version"]

        def save():
            return action(by=request.user, version=version, **at, **row, **form.values())

        try:
            return saved(request, form, save, plan, said=_("Rapporten är sparad."))
        except actions.NotDecided:
            form.add_error(None, _("Planen är ett utkast. Rapportera när den är beslutad."))
        except actions.NotYet:
            form.add_error(None, _("Uppföljningen har inte varit ännu. Skriv vad den visade när dagen är här."))
        except actions.CalledOff:
            form.add_error(None, _("Mötet är inställt. Lägg till den dag eller det möte då planen följdes upp."))
    return form_page(request, form, plan=plan, title=title, about=part)
