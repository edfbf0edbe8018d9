from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.access import council_required
from councils.actions import problem_areas as actions
from councils.actions.pictures import Adopted
from councils.actions.places import InUse, NameTaken
from councils.actions.versions import StaleEdit
from councils.forms.pictures import PICTURE_ADOPTED
from councils.forms.problem_areas import ProblemAreaForm, area_values
from councils.models import Picture, Place, PlanProblem, ProblemArea
from councils.priorities import by_priority, lacks
from councils.querysets import readable_documents
from councils.views.conflicts import other_saved_first

GET_AND_POST = ["GET", "HEAD", "POST"]
HERE = {"current_page": "council", "current_work": "problem_areas"}


@require_safe
@council_required("view_council")
def problem_areas(request, council):
    """The problems that police and municipality have agreed to work on, the most important first."""
    rows = ProblemArea.objects.of(council).select_related("picture").prefetch_related("places")
    found = [(area, lacks(area)) for area in by_priority(rows)]
    context = {**HERE, "problem_areas": found, "is_any_prioritised": any(area.priority for area, _lacks in found)}
    return render(request, "councils/problem_areas.html", context)


@require_safe
@council_required("view_council", problem_area=ProblemArea)
def problem_area(request, council, problem_area):
    """One problem: what is known, why it is there, how much it matters, and what is promised and planned about it."""
    promises = problem_area.promises.readable_by(request.gate).standing().select_related("section__promise_set")
    promises = promises.order_by("-section__promise_set__first_day", "section__order", "order", "pk")
    plans = PlanProblem.objects.filter(readable_documents(request.gate, "plan__"), problem_area=problem_area)
    picture = Picture.objects.readable_by(request.gate).filter(pk=problem_area.picture_id).first()
    context = {
        **HERE,
        "area": problem_area,
        "lacks": lacks(problem_area),
        "places": problem_area.places.all(),
        "picture": picture,
        "promises": promises,
        "plans": plans.select_related("plan").order_by("-plan__first_day", "pk"),
    }
    return render(request, "councils/problem_area.html", context)


@require_http_methods(GET_AND_POST)
@council_required("edit_plan")
def add_problem_area(request, council):
    """Add a problem to work on."""
    form = _form(request, council)
    if form.is_valid():
        try:
            made = actions.add_problem_area(council=council, by=request.user, **form.values())
        except NameTaken:
            _say_taken(form)
        except Adopted:
            form.add_error("area_picture", PICTURE_ADOPTED)
        else:
            messages.success(request, _("Problemområdet är tillagt."))
            return redirect("councils:problem_area", council.slug, made.pk)
    context = {**HERE, "form": form}
    return render(request, "councils/add_problem_area.html", context, status=422 if form.is_bound else 200)


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", problem_area=ProblemArea)
def edit_problem_area(request, council, problem_area):
    """Say otherwise what the problem is, why it is there and how much it matters."""
    form = _form(request, council, problem_area)
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.change_problem_area(problem_area=problem_area, by=request.user, version=version, **form.values())
        except NameTaken:
            _say_taken(form)
        except Adopted:
            form.add_error("area_picture", PICTURE_ADOPTED)
        except StaleEdit as stale:
            return other_saved_first(request, form, area_values(stale.current), request.path)
        else:
            messages.success(request, _("Problemområdet är ändrat."))
            return redirect("councils:problem_area", council.slug, problem_area.pk)
    context = {**HERE, "form": form, "area": problem_area}
    return render(request, "councils/edit_problem_area.html", context, status=422 if form.is_bound else 200)


@require_POST
@council_required("edit_plan", problem_area=ProblemArea)
def remove_problem_area(request, council, problem_area):
    """Take away a problem that no promise and no plan is about."""
    try:
        actions.remove_problem_area(problem_area=problem_area, by=request.user)
    except InUse:
        messages.error(request, _("Det finns löften eller planer om problemområdet, så det måste finnas kvar."))
        return redirect("councils:problem_area", council.slug, problem_area.pk)
    messages.success(request, _("Problemområdet är borttaget."))
    return redirect("councils:problem_areas", council.slug)


def _form(request, council, area=None):
    drafts = Picture.objects.of(council).to_build_on().drafts()
    pictures = drafts
    if area is None:
        initial = {"area_picture": drafts.order_by("-number").values_list("pk", flat=True).first()}
    else:
        initial = area_values(area)
        pictures = drafts | Picture.objects.of(council).filter(pk=area.picture_id)
    data = request.POST if request.method == "POST" else None
    return ProblemAreaForm(data, initial=initial, pictures=pictures.latest_first(), places=Place.objects.of(council))


def _say_taken(form):
    form.add_error("area_name", _("Namnet finns redan. Välj ett annat."))
