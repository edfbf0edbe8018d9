from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from councils.access import council_required
from promises.actions import calendars as actions
from promises.codes import PerChoice
from promises.counted_on import counted_on, settled, spans_of_term
from promises.forms.calendars import OccasionForm, OccasionLinesForm, RemoveSignedForm, TermForm
from promises.models import Occasion, Target, Term

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_safe
@council_required("view_council")
def calendar(request, council):
    """The days and school terms that targets are counted in."""
    return _page(request, council)


@require_http_methods(GET_AND_POST)
@council_required("edit_promises")
def add_occasion(request, council):
    """Add one day."""
    return _add_days(request, council, "occasion_form", OccasionForm)


@require_http_methods(GET_AND_POST)
@council_required("edit_promises")
def add_occasions(request, council):
    """Add several days, a line each."""
    return _add_days(request, council, "lines_form", OccasionLinesForm)


@require_http_methods(GET_AND_POST)
@council_required("edit_promises")
def add_term(request, council):
    """Add a school term that overlaps no other."""
    if request.method != "POST":
        return redirect("promises:calendar", council.slug)
    form = TermForm(request.POST)
    if form.is_valid() and _may_add_term(council, form):
        first_day, last_day = form.cleaned_data["term_first_day"], form.cleaned_data["term_last_day"]
        try:
            changed = actions.add_term(council=council, by=request.user, first_day=first_day, last_day=last_day)
        except actions.Overlaps as overlap:
            form.add_error("term_first_day", _say_overlap(overlap.term))
        except actions.Settled as held:
            form.add_error("term_first_day", _say_settled(held.targets))
        else:
            _tell(request, PerChoice.TERM, changed, _("Terminen är tillagd."))
            return redirect("promises:calendar", council.slug)
    return _page(request, council, status=422, term_form=form)


@require_http_methods(GET_AND_POST)
@council_required("edit_promises", occasion=Occasion)
def remove_occasion(request, council, occasion):
    """Take a day away, when the person has seen which promises are counted on it."""
    signed = counted_on(council, PerChoice.OCCASION, [(occasion.day, occasion.day)])
    if held := settled(signed):
        return _stays(request, council, held)
    form = RemoveSignedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (not signed or form.is_valid()):
        changed = actions.remove_occasion(occasion=occasion, by=request.user)
        _tell(request, PerChoice.OCCASION, changed, _("Dagen är borttagen."))
        return redirect("promises:calendar", council.slug)
    context = {"current_page": "promises", "occasion": occasion, "signed": signed, "form": form}
    return render(request, "promises/remove_occasion.html", context, status=422 if form.is_bound else 200)


@require_http_methods(GET_AND_POST)
@council_required("edit_promises", term=Term)
def remove_term(request, council, term):
    """Take a school term away, when the person has seen which promises are counted in it."""
    signed = counted_on(council, PerChoice.TERM, spans_of_term(council, term.first_day, term.last_day, others=1))
    if held := settled(signed):
        return _stays(request, council, held)
    form = RemoveSignedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (not signed or form.is_valid()):
        changed = actions.remove_term(term=term, by=request.user)
        _tell(request, PerChoice.TERM, changed, _("Terminen är borttagen."))
        return redirect("promises:calendar", council.slug)
    context = {"current_page": "promises", "term": term, "signed": signed, "form": form}
    return render(request, "promises/remove_term.html", context, status=422 if form.is_bound else 200)


def _add_days(request, council, name, form_class):
    if request.method != "POST":
        return redirect("promises:calendar", council.slug)
    form = form_class(request.POST)
    if not form.is_valid() or not _may_add_days(council, form):
        return _page(request, council, status=422, **{name: form})
    days = form.days()
    try:
        changed = actions.add_occasions(council=council, by=request.user, days=days)
    except actions.Settled as held:
        form.add_error("day" if "day" in form.fields else "lines", _say_settled(held.targets))
        return _page(request, council, status=422, **{name: form})
    added = ngettext("%(number)s dag är tillagd.", "%(number)s dagar är tillagda.", changed.rows)
    said = [added % {"number": changed.rows}]
    if known := len(days) - changed.rows:
        said.append(ngettext("%(number)s fanns redan.", "%(number)s fanns redan.", known) % {"number": known})
    _tell(request, PerChoice.OCCASION, changed, *said)
    return redirect("promises:calendar", council.slug)


def _page(request, council, *, status=200, **forms):
    context = {
        "current_page": "promises",
        "years": _by_year(Occasion.objects.of(council).order_by("day")),
        "terms": Term.objects.of(council),
        "per_occasion": _readable(request, PerChoice.OCCASION),
        "per_term": _readable(request, PerChoice.TERM),
        "occasion_form": OccasionForm(),
        "lines_form": OccasionLinesForm(),
        "term_form": TermForm(),
        **forms,
    }
    return render(request, "promises/calendar.html", context, status=status)


def _by_year(occasions):
    """(year, its days), the latest year first."""
    years = {}
    for occasion in occasions:
        years.setdefault(occasion.day.year, []).append(occasion)
    return sorted(years.items(), reverse=True)


def _readable(request, per):
    """How many targets that the reader knows of are counted in these."""
    return Target.objects.of(request.gate.council).readable_by(request.gate).filter(per=per).count()


def _may_add_days(council, form):
    """Is none of the new days one that signed promises are counted on, or does the person know?"""
    days = form.days().keys()
    known = set(Occasion.objects.of(council).filter(day__in=days).values_list("day", flat=True))
    counted = counted_on(council, PerChoice.OCCASION, [(day, day) for day in days - known])
    return bool(settled(counted)) or form.ask_about(counted)  # what is settled is refused, tick or not


def _may_add_term(council, form):
    first_day, last_day = form.cleaned_data["term_first_day"], form.cleaned_data["term_last_day"]
    if actions.overlapping(council, first_day, last_day):
        return True  # the action refuses it, or it is the same form sent twice
    counted = counted_on(council, PerChoice.TERM, spans_of_term(council, first_day, last_day, others=0))
    open_ones = [target for target in counted if target not in settled(counted)]
    return form.ask_about(open_ones)


def _stays(request, council, held):
    messages.error(request, _say_settled(held))
    return redirect("promises:calendar", council.slug)


def _say_settled(targets):
    """At most a few by name, so that the sentence can be read."""
    named = ", ".join(f"”{target.label}” ({target.promise_set.heading})" for target in targets[:3])
    text = _("Kalendern kan inte ändras där. %(targets)s räknas på de dagarna, och löftena är avslutade eller ersatta.")
    return text % {"targets": named}


def _tell(request, per, changed, *said):
    """Say what was done, and what it has touched."""
    messages.success(request, " ".join([*said, *_affected(_readable(request, per), per, changed.recounted)]))


def _affected(number, per, recounted):
    if number and per == PerChoice.TERM:
        said = ngettext("%(number)s mål räknas per termin.", "%(number)s mål räknas per termin.", number)
        yield said % {"number": number}
    elif number:
        said = ngettext("%(number)s mål räknas per tillfälle.", "%(number)s mål räknas per tillfälle.", number)
        yield said % {"number": number}
    if recounted:
        said = ngettext(
            "%(number)s aktivitet räknas nu på ett annat sätt.",
            "%(number)s aktiviteter räknas nu på ett annat sätt.",
            recounted,
        )
        yield said % {"number": recounted}


def _say_overlap(term):
    return _("Terminen går in i en annan, %(first)s–%(last)s. Ändra dagarna eller ta bort den andra först.") % {
        "first": term.first_day.isoformat(),
        "last": term.last_day.isoformat(),
    }
