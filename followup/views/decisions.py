"""What the council has decided: written at its meeting, carried out afterwards."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.access import council_required
from councils.actions import decisions as actions
from councils.actions.meetings import MeetingClosed
from councils.actions.versions import StaleEdit
from councils.attendance import seats_at
from councils.forms.differing import differing
from councils.models import Decision, Meeting, Organisation
from councils.views.conflicts import somebody_was_first
from followup.agenda import decisions_readable_by
from followup.deciding import may_finish
from followup.forms.minutes import ChangeDecisionForm, DecisionForm, FinishDecisionForm
from followup.views.meeting_gate import PAGE, open_meetings_only, say_closed, sent

GET_AND_POST = ["GET", "HEAD", "POST"]
MOST_DONE = 100


@require_safe
@council_required("view_council")
def decisions(request, council):
    """What the council has decided and is still to be done, and what has been done."""
    rows = decisions_readable_by(request.gate).with_owners()
    still = [(row, may_finish(row, request.gate)) for row in _with_holders(rows.open().in_order())]
    done = rows.filter(done_at__isnull=False).order_by("-done_at", "-pk")[:MOST_DONE]
    return render(request, "followup/decisions.html", {**PAGE, "open": still, "done": done})


@require_http_methods(GET_AND_POST)
@council_required("run_council", meeting=Meeting)
@open_meetings_only
def add_decision(request, council, meeting):
    """What was decided."""
    initial = {"decision_number": actions.next_number(meeting)}
    form = DecisionForm(sent(request), initial=initial, **_choices(meeting))
    if form.is_valid():
        try:
            actions.add_decision(meeting=meeting, by=request.user, **form.values())
        except actions.NumberTaken:
            _say_taken(form)
        except MeetingClosed:
            say_closed(form)
        else:
            messages.success(request, _("Beslutet är tillagt."))
            return redirect(meeting)
    return _page(request, meeting, form, "followup/add_decision.html")


@require_http_methods(GET_AND_POST)
@council_required("run_council", decision=Decision)
@open_meetings_only
def change_decision(request, council, decision):
    """Other words, owner or day for a decision of minutes that are not approved."""
    meeting = decision.meeting
    form = ChangeDecisionForm(sent(request), initial=ChangeDecisionForm.values_of(decision), **_choices(meeting))
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.change_decision(decision=decision, by=request.user, version=version, **form.values())
        except actions.NumberTaken:
            _say_taken(form)
        except MeetingClosed:
            say_closed(form)
        except StaleEdit as changed:
            saved = ChangeDecisionForm.values_of(changed.current)
            return somebody_was_first(request, differing(form, saved), request.path, saved_by="")
        else:
            messages.success(request, _("Beslutet är ändrat."))
            return redirect(meeting)
    return _page(request, meeting, form, "followup/change_decision.html", decision=decision)


@require_POST
@council_required("run_council", decision=Decision)
@open_meetings_only
def remove_decision(request, council, decision):
    """Take away what was not decided after all."""
    actions.remove_decision(decision=decision, by=request.user)
    messages.success(request, _("Beslutet är borttaget."))
    return redirect(decision.meeting)


@require_http_methods(GET_AND_POST)
@council_required("log_activity", decision=Decision)
def finish_decision(request, council, decision):
    """Say that a decision is carried out and what was done. Its owner does, or whoever runs the council."""
    if not may_finish(decision, request.gate):
        raise PermissionDenied
    if decision.done_at and request.method != "POST":
        return _is_done(request, council)
    form = FinishDecisionForm(sent(request), initial={"version": decision.version})
    if form.is_valid():
        said = {"version": form.cleaned_data["version"], "note": form.cleaned_data["done_note"]}
        try:
            actions.finish_decision(decision=decision, by=request.user, at=timezone.now(), **said)
        except StaleEdit as changed:
            if changed.current.done_at:
                return _is_done(request, council)
            saved = {"done_note": changed.current.done_note}
            return somebody_was_first(request, differing(form, saved), request.path, saved_by="")
        messages.success(request, _("Beslutet är markerat som genomfört."))
        return redirect("followup:decisions", council.slug)
    decision.meeting.council = council
    return _page(request, decision.meeting, form, "followup/finish_decision.html", decision=decision)


def _is_done(request, council):
    messages.info(request, _("Beslutet är redan genomfört."))
    return redirect("followup:decisions", council.slug)


def _with_holders(rows):
    return rows.prefetch_related("owner__holders")


def _choices(meeting):
    """What a decision can be about, and whose it can be."""
    return {
        "held_on": meeting.held_on,
        "items": meeting.agenda.all(),
        "seats": meeting.council.seats.filter(pk__in=[one.seat.pk for one in seats_at(meeting)]),
        "organisations": Organisation.objects.choosable_in(
            meeting.council, on=timezone.localdate()
        ).main_parties_first(),
    }


def _say_taken(form):
    form.add_error("decision_number", _("Mötet har redan ett beslut med det numret. Välj ett annat."))


def _page(request, meeting, form, template, **more):
    context = {**PAGE, "meeting": meeting, "name": meeting.name, "form": form, **more}
    return render(request, template, context, status=422 if form.is_bound else 200)
