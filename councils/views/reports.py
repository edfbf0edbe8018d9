"""What the council has reported, and to whom: listed, noted, corrected and taken away."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from councils.access import council_required
from councils.actions import reports as actions
from councils.actions.versions import StaleEdit
from councils.forms.reports import ChangeCouncilReportForm, CouncilReportForm, RemoveCouncilReportForm
from councils.models import CouncilReport
from councils.views.conflicts import other_saved_first

GET_AND_POST = ["GET", "HEAD", "POST"]
OF_REPORTS = {"current_page": "council", "current_work": "council_reports"}


@require_safe
@council_required("view_council")
def council_reports(request, council):
    """Every report, the latest first, and when the municipal assembly last had one."""
    rows = list(CouncilReport.objects.of(council).select_related("reported_by"))
    latest = next((row for row in rows if row.to_assembly), None)
    return render(request, "councils/council_reports.html", {**OF_REPORTS, "reports": rows, "to_assembly": latest})


@require_http_methods(GET_AND_POST)
@council_required("run_council")
def add_council_report(request, council):
    """Note that the council's work was reported."""
    today = timezone.localdate()
    form = CouncilReportForm(_sent(request), initial={"reported_on": today}, today=today)
    if form.is_valid():
        actions.add_report(council=council, by=request.user, **form.values())
        return _done(request, council, _("Redovisningen är noterad."))
    return _page(request, "add_council_report", form)


@require_http_methods(GET_AND_POST)
@council_required("run_council", report=CouncilReport)
def change_council_report(request, council, report):
    """Correct what was noted."""
    initial, today = ChangeCouncilReportForm.values_of(report), timezone.localdate()
    form = ChangeCouncilReportForm(_sent(request), initial=initial, today=today)
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.change_report(report=report, by=request.user, version=version, **form.values())
        except StaleEdit as changed:
            url = reverse("councils:change_council_report", args=[council.slug, report.pk])
            return other_saved_first(request, form, ChangeCouncilReportForm.values_of(changed.current), url)
        return _done(request, council, _("Redovisningen är ändrad."))
    return _page(request, "change_council_report", form, report=report)


@require_http_methods(GET_AND_POST)
@council_required("run_council", report=CouncilReport)
def remove_council_report(request, council, report):
    """Take away what should not have been noted, with the reason."""
    form = RemoveCouncilReportForm(_sent(request), initial={"version": report.version})
    if form.is_valid():
        reason, version = form.cleaned_data["removal_reason"], form.cleaned_data["version"]
        try:
            actions.remove_report(report=report, by=request.user, version=version, reason=reason)
        except StaleEdit as changed:
            report = changed.current
            form = RemoveCouncilReportForm(initial={"version": report.version, "removal_reason": reason})
            return _page(request, "remove_council_report", form, status=409, report=report, has_changed=True)
        return _done(request, council, _("Redovisningen är borttagen."))
    return _page(request, "remove_council_report", form, report=report)


def _done(request, council, said):
    messages.success(request, said)
    return redirect("councils:council_reports", council.slug)


def _page(request, template, form, *, status=None, **more):
    status = status or (422 if form.is_bound else 200)
    return render(request, f"councils/{template}.html", {**OF_REPORTS, "form": form, **more}, status=status)


def _sent(request):
    return request.POST if request.method == "POST" else None
