"""The council itself: what it is for, who sits in it and takes part in it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from councils.access import council_required
from councils.actions import councils as actions
from councils.actions import organisations
from councils.actions.versions import StaleEdit
from councils.agreement_page import standing_of
from councils.forms.councils import CouncilForm, OrganisationForm
from councils.models import Council, CouncilReport, PoliceArea
from councils.seating import seating
from councils.text import swedish_key
from councils.views.conflicts import other_saved_first

GET_AND_POST = ["GET", "HEAD", "POST"]
OF_THE_COUNCIL = {"current_page": "council", "current_work": "council"}


@require_safe
@council_required("view_council")
def council(request, council):
    """The council itself: what it is for, who sits in it, what it has agreed on."""
    today = timezone.localdate()
    municipalities = council.municipalities.all()
    seats, ended_seats = seating(council, day=today)
    context = {
        **OF_THE_COUNCIL,
        "council": council,
        "municipalities": municipalities,
        "areas": PoliceArea.objects.filter(coverage__municipality__in=municipalities)
        .prefetch_related("aliases")
        .distinct(),
        "seats": seats,
        "ended_seats": ended_seats,
        "partners": sorted(council.partners.all(), key=lambda one: swedish_key(one.name)),
        "parent": next((one for one in request.gate.councils if one.pk == council.parent_id), None),
        "children": Council.objects.filter(parent=council, pk__in=request.gate.seen),
        "latest_report": CouncilReport.objects.of(council).first(),
        "agreements": [(row, standing_of(row, today)) for row in council.agreements.prefetch_related("parties")],
    }
    return render(request, "councils/council.html", context)


@require_http_methods(GET_AND_POST)
@council_required("run_council")
def edit_council(request, council):
    """Say otherwise what the council is."""
    sent, about = request.POST if request.method == "POST" else None, _choices(request, council)
    form = CouncilForm(sent, initial=CouncilForm.values_of(council), **about)
    if form.is_valid():
        try:
            actions.change_council(council=council, by=request.user, **form.values())
        except actions.NameTaken:
            form.add_error("council_name", _("Det finns redan ett råd med det namnet."))
        except actions.Circle:
            form.add_error("parent", _("Det rådet hör till det här rådet. Välj ett annat."))
        except StaleEdit as changed:
            url = reverse("councils:edit_council", args=[council.slug])
            return other_saved_first(request, form, CouncilForm.values_of(changed.current), url)
        else:
            messages.success(request, _("Uppgifterna om rådet är sparade."))
            return redirect("councils:council", council.slug)
    context = {**OF_THE_COUNCIL, "form": form, "municipalities": council.municipalities.all()}
    return render(request, "councils/edit_council.html", context, status=422 if form.is_bound else 200)


@require_http_methods(GET_AND_POST)
@council_required("run_council")
def add_organisation(request, council):
    """Let an organisation take part in the council, or fill one of its seats."""
    form = OrganisationForm(request.POST if request.method == "POST" else None, council=council)
    if form.is_valid():
        row, is_new = organisations.add_organisation(council=council, by=request.user, **form.values())
        said = _("%(name)s är tillagd.") if is_new else _("%(name)s fanns redan i Brapp och är nu med här.")
        messages.success(request, said % {"name": row.name})
        return redirect("councils:council", council.slug)
    context = {**OF_THE_COUNCIL, "form": form}
    return render(request, "councils/add_organisation.html", context, status=422 if form.is_bound else 200)


def _choices(request, council):
    return {"council": council, "seen": request.gate.seen, "today": timezone.localdate()}
