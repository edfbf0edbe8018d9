from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from councils.access import council_required
from councils.actions import plan_parts as actions
from councils.forms.plan_parts import (
    EditGoalForm,
    EditMeasureForm,
    GoalForm,
    LiftInForm,
    LinkForm,
    MeasureForm,
    ProblemReasonForm,
)
from councils.models import ActionPlan, Indicator, Measure, Organisation, PlanGoal, PlanLink, PlanProblem, ProblemArea
from councils.views.plan_pages import GET_AND_POST, drafts_only, form_page, plan_of, saved, sent

UP = "up"


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", plan=ActionPlan)
@drafts_only
def add_plan_problem(request, council, plan):
    """Lift a problem area into the plan."""
    taken = plan.problems.values("problem_area")
    form = LiftInForm(sent(request), areas=_areas(council, taken, request))
    if form.is_valid():
        values = form.values()

        def save():
            return actions.lift_in(plan=plan, by=request.user, **values)

        if answer := saved(request, form, save, plan, said=_("Problemområdet är med i planen. Skriv dess första mål.")):
            return answer
    return form_page(
        request, form, plan=plan, title=_("Lyft in ett problemområde"), button=_("Lyft in"), offers_new_area=True
    )


def _areas(council, taken, request):
    """Those that are not in the plan; a form sent twice names one that is, and must not be told that it is wrong."""
    rows = ProblemArea.objects.of(council)
    return rows if request.method == "POST" else rows.exclude(pk__in=taken)


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", plan_problem=PlanProblem)
@drafts_only
def edit_plan_problem(request, council, plan_problem):
    """Say otherwise why a problem area is taken up."""
    form = ProblemReasonForm(sent(request), initial=ProblemReasonForm.values_of(plan_problem))
    save = _saving(request, form, actions.explain_problem, problem=plan_problem)
    return _edited(request, form, save, plan_problem, title=str(plan_problem), remove="councils:remove_plan_problem")


@require_POST
@council_required("edit_plan", plan_problem=PlanProblem)
@drafts_only
def remove_plan_problem(request, council, plan_problem):
    """Take a problem area out of the plan, with its goals and measures."""
    actions.lift_out(problem=plan_problem, by=request.user)
    messages.success(request, _("Problemområdet är inte längre med i planen."))
    return redirect(plan_problem.plan)


@require_POST
@council_required("edit_plan", plan_problem=PlanProblem)
@drafts_only
def move_plan_problem(request, council, plan_problem):
    """Let a problem area stand before or after another."""
    return _moved(request, plan_problem, plan_problem.plan.problems.all())


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", plan_problem=PlanProblem)
@drafts_only
def add_plan_goal(request, council, plan_problem):
    """A goal for a problem area."""
    form = GoalForm(sent(request), indicators=Indicator.objects.filter(council=council))
    return _added(request, form, actions.add_goal, plan_problem, title=_("Nytt mål"))


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", goal=PlanGoal)
@drafts_only
def edit_plan_goal(request, council, goal):
    """Say otherwise what a goal is."""
    indicators = Indicator.objects.filter(council=council)
    form = EditGoalForm(sent(request), initial=EditGoalForm.values_of(goal), indicators=indicators)
    save = _saving(request, form, actions.edit_goal, goal=goal)
    return _edited(request, form, save, goal, title=_("Ändra målet"), remove="councils:remove_plan_goal")


@require_POST
@council_required("edit_plan", goal=PlanGoal)
@drafts_only
def remove_plan_goal(request, council, goal):
    """Take a goal out of the plan; the measures meant for it stay."""
    actions.remove_goal(goal=goal, by=request.user)
    messages.success(request, _("Målet är borttaget."))
    return redirect(goal.problem.plan)


@require_POST
@council_required("edit_plan", goal=PlanGoal)
@drafts_only
def move_plan_goal(request, council, goal):
    """Let a goal stand before or after another of the same problem."""
    return _moved(request, goal, goal.problem.goals.all())


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", plan_problem=PlanProblem)
@drafts_only
def add_measure(request, council, plan_problem):
    """A measure against a problem."""
    form = MeasureForm(sent(request), **_measure_choices(council, plan_problem))
    return _added(request, form, actions.add_measure, plan_problem, title=_("Ny åtgärd"))


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", measure=Measure)
@drafts_only
def edit_measure(request, council, measure):
    """Say otherwise what is to be done, by whom or when."""
    choices = _measure_choices(council, measure.problem, measure)
    form = EditMeasureForm(sent(request), initial=EditMeasureForm.values_of(measure), **choices)
    save = _saving(request, form, actions.edit_measure, measure=measure)
    return _edited(request, form, save, measure, title=_("Ändra åtgärden"), remove="councils:remove_measure")


@require_POST
@council_required("edit_plan", measure=Measure)
@drafts_only
def remove_measure(request, council, measure):
    """Take a measure out of the plan."""
    actions.remove_measure(measure=measure, by=request.user)
    messages.success(request, _("Åtgärden är borttagen."))
    return redirect(measure.problem.plan)


@require_POST
@council_required("edit_plan", measure=Measure)
@drafts_only
def move_measure(request, council, measure):
    """Let a measure stand before or after another of the same problem."""
    return _moved(request, measure, measure.problem.measures.all())


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", plan=ActionPlan)
@drafts_only
def add_plan_link(request, council, plan):
    """Another plan that this one goes with."""
    form = LinkForm(sent(request))
    if form.is_valid():

        def save():
            return actions.add_link(plan=plan, by=request.user, **form.values())

        if answer := saved(request, form, save, plan):
            return answer
    return form_page(request, form, plan=plan, title=_("Länka till en annan plan"))


@require_POST
@council_required("edit_plan", plan_link=PlanLink)
@drafts_only
def remove_plan_link(request, council, plan_link):
    """Take away the link; the other plan stays where it is."""
    actions.remove_link(link=plan_link, by=request.user)
    messages.success(request, _("Länken är borttagen."))
    return redirect(plan_link.plan)


def _measure_choices(council, problem, measure=None):
    """Who can answer for a measure, and which goals it can be meant for."""
    known = Organisation.objects.choosable_in(council, on=timezone.localdate())
    owners = known | Organisation.objects.filter(pk__in=council.partners.values("pk"))
    if measure:
        owners |= Organisation.objects.filter(pk__in=measure.owners.values("pk"))
    return {"owners": owners.main_parties_first(), "goals": PlanGoal.objects.filter(problem=problem)}


def _saving(request, form, action, **row):
    """The saving of a form whose row has a version, or None while the form is not filled in."""
    if not form.is_valid():
        return None
    version = form.cleaned_data["version"]
    return lambda: action(by=request.user, version=version, **row, **form.values())


def _edited(request, form, save, row, *, title, remove):
    plan = plan_of({"row": row})
    if save and (answer := saved(request, form, save, plan)):
        return answer
    return form_page(request, form, plan=plan, title=title, remove=remove, row=row)


def _added(request, form, action, problem, *, title):
    plan = problem.plan
    if form.is_valid():

        def save():
            return action(problem=problem, by=request.user, **form.values())

        if answer := saved(request, form, save, plan, anchor=f"#problem-{problem.pk}"):
            return answer
    return form_page(request, form, plan=plan, title=title, lead=str(problem))


def _moved(request, row, siblings):
    plan = plan_of({"row": row})
    up = request.POST.get("direction") == UP
    actions.move(row=row, plan=plan, siblings=siblings, by=request.user, up=up)
    return redirect(plan)
