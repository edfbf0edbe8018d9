"""The council's indicators: what is followed over the years, and the figures that are written by hand."""

from hashlib import sha256

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.access import council_required
from councils.actions import indicators as actions
from councils.codes import GeographyLevel
from councils.forms.indicators import IndicatorForm, ValueForm
from councils.indicator_figures import figures_of
from councils.models import Indicator
from councils.text import swedish_key

GET_AND_POST = ["GET", "HEAD", "POST"]
PAGE = {"current_page": "council", "current_work": "statistics"}


@require_safe
@council_required("view_council")
def statistics(request, council):
    """Every indicator of the council's with its latest figures."""
    rows = sorted(Indicator.objects.of(council), key=lambda row: swedish_key(row.name))
    found = figures_of(rows)
    context = {**PAGE, "figures": [found[row.pk] for row in rows]}
    return render(request, "councils/statistics.html", context)


@require_safe
@council_required("view_council", indicator=Indicator)
def indicator(request, council, indicator):
    """One indicator: how it has developed, as a drawing, a sentence and a table."""
    context = {**PAGE, "indicator": indicator, "figures": figures_of([indicator])[indicator.pk]}
    return render(request, "councils/indicator.html", context)


@require_http_methods(GET_AND_POST)
@council_required("edit_plan")
def add_indicator(request, council):
    """An indicator whose figures are written by hand."""
    form = IndicatorForm(_sent(request))
    if form.is_valid():
        try:
            row = actions.save_indicator(council=council, by=request.user, **form.values)
        except actions.NameTaken:
            _say_taken(form)
        else:
            messages.success(request, _("Indikatorn är tillagd. Skriv in den första siffran."))
            return redirect("councils:edit_value", council.slug, row.pk)
    context = {**PAGE, "form": form}
    return render(request, "councils/add_indicator.html", context, status=422 if form.is_bound else 200)


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", indicator=Indicator)
def edit_indicator(request, council, indicator):
    """Another name, unit or source for an indicator."""
    now = IndicatorForm.initial_of(indicator)
    form = IndicatorForm(_sent(request), initial={**now, "seen": mark(now)})
    if form.is_valid() and form.cleaned_data["seen"] != mark(now) and form.values != _stored(now):
        _say_first(form, now)
    elif form.is_valid():
        try:
            actions.save_indicator(council=council, by=request.user, indicator=indicator, **form.values)
        except actions.NameTaken:
            _say_taken(form)
        else:
            messages.success(request, _("Indikatorn är ändrad."))
            return redirect("councils:indicator", council.slug, indicator.pk)
    context = {**PAGE, "form": form, "indicator_id": indicator.pk, "name": now["indicator_name"]}
    return render(request, "councils/edit_indicator.html", context, status=422 if form.is_bound else 200)


@require_POST
@council_required("edit_plan", indicator=Indicator)
def remove_indicator(request, council, indicator):
    """Take away an indicator that neither picture nor plan shows."""
    pk = indicator.pk
    try:
        actions.remove_indicator(indicator=indicator, by=request.user)
    except actions.InUse:
        messages.error(request, _("En lägesbild eller en plan visar indikatorn, så den måste finnas kvar."))
        return redirect("councils:indicator", council.slug, pk)
    messages.success(request, _("Indikatorn är borttagen."))
    return redirect("councils:statistics", council.slug)


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", indicator=Indicator)
def edit_value(request, council, indicator):
    """Write a figure by hand, correct one, or take one away by leaving it blank."""
    rows = list(indicator.values.all())
    places = sorted({(row.level, row.geography) for row in rows if row.level in _OTHER_LEVELS})
    form = ValueForm(_sent(request), initial=_chosen(request, rows), council=council, places=places)
    if form.is_valid():
        level, geography = form.spot
        cleaned = form.cleaned_data
        try:
            actions.set_value(
                indicator=indicator,
                by=request.user,
                level=level,
                geography=geography,
                year=cleaned["value_year"],
                value=cleaned["value_figure"],
                is_preliminary=cleaned["value_is_preliminary"],
                seen=cleaned["seen"],
            )
        except actions.SomebodyWasFirst as first:
            form.say_first(first.value)
        else:
            messages.success(request, _("Siffran är sparad."))
            return redirect("councils:indicator", council.slug, indicator.pk)
    context = {**PAGE, "form": form, "indicator": indicator}
    return render(request, "councils/edit_value.html", context, status=422 if form.is_bound else 200)


_OTHER_LEVELS = (GeographyLevel.PLACE, GeographyLevel.POLICE_AREA)


def _sent(request):
    return request.POST if request.method == "POST" else None


def _chosen(request, rows):
    """The figure that a link names by its area and year, if there is one."""
    for row in rows:
        if (request.GET.get("omrade"), request.GET.get("ar")) == (f"{row.level}:{row.geography}", str(row.year)):
            figure = f"{row.value.normalize():f}"
            return {
                "value_area": f"{row.level}:{row.geography}",
                "value_year": row.year,
                "value_figure": figure.replace(".", ","),
                "value_is_preliminary": row.is_preliminary,
                "seen": figure,
            }
    return {}


def mark(values):
    """What tells what somebody saw of an indicator from what it says now."""
    return sha256("\n".join(map(str, values.values())).encode()).hexdigest()[:16]


def _stored(now):
    return {IndicatorForm.FIELDS[name]: value for name, value in now.items()}


def _say_taken(form):
    form.add_error(
        "indicator_name", _("Det finns redan en indikator med det namnet från samma källa. Välj ett annat namn.")
    )


def _say_first(form, now):
    text = _("Någon annan har ändrat indikatorn under tiden. Nu heter den ”%(name)s”, i %(unit)s, från %(source)s.")
    said = {"name": now["indicator_name"], "unit": now["indicator_unit"], "source": now["indicator_source"]}
    form.add_error("indicator_name", text % said + " " + _("Spara igen om din ändring ska gälla."))
    form.data = form.data.copy()
    form.data["seen"] = mark(now)
