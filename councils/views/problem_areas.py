from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.access import council_required
from councils.actions import places as actions
from councils.forms.places import ProblemAreaForm
from councils.models import ProblemArea
from councils.text import swedish_key

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_safe
@council_required("view_council")
def problem_areas(request, council):
    """The problems that police and municipality have agreed to work on."""
    rows = sorted(ProblemArea.objects.of(council), key=lambda area: swedish_key(area.name))
    return render(
        request,
        "councils/problem_areas.html",
        {"current_page": "council", "current_work": "problem_areas", "problem_areas": rows},
    )


@require_http_methods(GET_AND_POST)
@council_required("edit_promises")
def add_problem_area(request, council):
    """Add a problem to work on."""
    form = ProblemAreaForm(request.POST if request.method == "POST" else None)
    return _page(request, council, form, "councils/add_problem_area.html", _("Problemområdet är tillagt."))


@require_http_methods(GET_AND_POST)
@council_required("edit_promises", problem_area=ProblemArea)
def edit_problem_area(request, council, problem_area):
    """Say otherwise what the problem is."""
    initial = {"area_name": problem_area.name, "background": problem_area.background}
    form = ProblemAreaForm(request.POST if request.method == "POST" else None, initial=initial)
    said = _("Problemområdet är ändrat.")
    return _page(request, council, form, "councils/edit_problem_area.html", said, problem_area=problem_area)


@require_POST
@council_required("edit_promises", problem_area=ProblemArea)
def remove_problem_area(request, council, problem_area):
    """Take away a problem that no promise is about."""
    try:
        actions.remove_problem_area(problem_area=problem_area, by=request.user)
        messages.success(request, _("Problemområdet är borttaget."))
    except actions.InUse:
        messages.error(request, _("Det finns löften om problemområdet, så det måste finnas kvar."))
    return redirect("councils:problem_areas", council.slug)


def _page(request, council, form, template, said, **row):
    if form.is_valid():
        name, background = form.cleaned_data["area_name"], form.cleaned_data["background"]
        try:
            actions.save_problem_area(council=council, by=request.user, name=name, background=background, **row)
        except actions.NameTaken:
            form.add_error("area_name", _("Namnet finns redan. Välj ett annat."))
        else:
            messages.success(request, said)
            return redirect("councils:problem_areas", council.slug)
    context = {"current_page": "promises", "form": form, **row}
    return render(request, template, context, status=422 if form.is_bound else 200)
