"""The days by which a council has decided to do something: listed, set, moved, taken away and done."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.access import council_required
from councils.forms.differing import differing
from councils.models import Meeting, Organisation
from councils.views.conflicts import somebody_was_first
from followup.actions import deadlines as actions
from followup.agenda import agenda, deadlines_readable_in
from followup.codes import DeadlineKind
from followup.forms.deadlines import ChangeDeadlineForm, DeadlineForm, FinishForm, ReadVersionForm
from followup.models import Deadline
from followup.stock import now_and_last, then_and_now
from followup.things import When
from promises.models import PromiseSet
from promises.querysets import IN_FORCE

GET_AND_POST = ["GET", "HEAD", "POST"]
MOST_DONE = 100
SOON_DAYS = 14


@require_safe
@council_required("view_council")
def deadlines(request, council):
    """What has a day in the council, the nearest first, and what is done."""
    known = deadlines_readable_in({council.pk: request.gate}).in_order()
    by_key = {f"deadline:{row.pk}": row for row in known.open()}
    today = timezone.localdate()
    rows = [(thing, by_key.get(thing.key)) for thing in agenda([request.gate], today=today)]
    context = {
        "passed": [row for row in rows if row[0].when(today) is When.PASSED],
        "coming": [row for row in rows if row[0].when(today) is not When.PASSED],
        "done": known.filter(done_at__isnull=False).select_related("promise_set").order_by("-done_at")[:MOST_DONE],
    }
    return render(request, "followup/deadlines.html", {"current_page": "deadlines", **context})


@require_http_methods(GET_AND_POST)
@council_required("edit_promises")
def add_deadline(request, council):
    """Set a day by which something is to be done."""
    form = DeadlineForm(_sent(request), **_choices(council))
    if form.is_valid():
        try:
            saved = actions.add_deadline(council=council, by=request.user, **form.values())
        except actions.Taken:
            _say_taken(form)
        except actions.MeetingCancelled:
            _say_cancelled(form)
        else:
            messages.success(request, _("Sparat.") if saved.made else _("Det fanns redan."))
            return _to_the_list(council)
    context = {"current_page": "deadlines", "form": form}
    return render(request, "followup/add_deadline.html", context, status=422 if form.is_bound else 200)


@require_http_methods(GET_AND_POST)
@council_required("edit_promises", deadline=Deadline)
def change_deadline(request, council, deadline):
    """Say otherwise what is to be done, or by when."""
    if deadline.is_done and request.method != "POST":
        return _already_done(request, deadline)
    form = ChangeDeadlineForm(
        _sent(request), initial=ChangeDeadlineForm.values_of(deadline), **_choices(council, deadline)
    )
    if form.is_valid():
        try:
            version = form.cleaned_data["version"]
            actions.change_deadline(deadline=deadline, by=request.user, version=version, **form.values())
        except actions.Taken:
            _say_taken(form)
        except actions.MeetingCancelled:
            _say_cancelled(form)
        except actions.Stale as stale:
            return _saved_first(request, form, stale.current)
        else:
            messages.success(request, _("Sparat."))
            return _to_the_list(council)
    context = {"current_page": "deadlines", "form": form, "deadline": deadline}
    return render(request, "followup/change_deadline.html", context, status=422 if form.is_bound else 200)


@require_http_methods(GET_AND_POST)
@council_required("edit_promises", deadline=Deadline)
def remove_deadline(request, council, deadline):
    """Take away what is not to be done after all, once the page has said what it is."""
    if deadline.is_done:
        return _already_done(request, deadline)
    form, status = ReadVersionForm(_sent(request), initial={"version": deadline.version}), 200
    if form.is_bound and not form.is_valid():
        status = 422
    elif form.is_bound:
        try:
            actions.remove_deadline(deadline=deadline, by=request.user, version=form.cleaned_data["version"])
        except actions.Stale as stale:
            deadline, status = stale.current, 409
            form = ReadVersionForm(initial={"version": deadline.version})
        else:
            messages.success(request, _("Tidsgränsen är borttagen."))
            return _to_the_list(council)
    context = {"current_page": "deadlines", "form": form, "deadline": deadline, "has_changed": status == 409}
    return render(request, "followup/remove_deadline.html", context, status=status)


@require_http_methods(GET_AND_POST)
@council_required("view_council", deadline=Deadline)
def finish_deadline(request, council, deadline):
    """Say that something is done and what it led to; of what is done, read it. A checkpoint shows how it stood."""
    if deadline.is_done and request.method != "POST":
        return _finished(request, deadline)
    if not request.gate.can_edit_promises:
        raise PermissionDenied
    today, early = timezone.localdate(), _early(deadline)
    written = {"version": deadline.version, "finish_note": deadline.note}
    form = FinishForm(_sent(request), initial=written, early=early)
    if form.is_valid():
        values = {"note": form.cleaned_data["finish_note"], "version": form.cleaned_data["version"]}
        try:
            row = actions.finish_deadline(deadline=deadline, by=request.user, today=today, **values)
        except actions.Stale as stale:
            return _saved_first(request, form, stale.current)
        is_checkpoint = row.kind == DeadlineKind.CHECKPOINT
        messages.success(request, _("Avstämningen är sparad.") if is_checkpoint else _("Klart."))
        return redirect("followup:finish_deadline", council.slug, row.pk) if is_checkpoint else _to_the_list(council)
    context = {"current_page": "deadlines", "form": form, "deadline": deadline}
    if deadline.kind == DeadlineKind.CHECKPOINT:
        context["last_on"], context["stood"] = now_and_last(_its_set(deadline), today=today)
    return render(request, "followup/finish_deadline.html", context, status=422 if form.is_bound else 200)


@require_POST
@council_required("edit_promises", deadline=Deadline)
def reopen_deadline(request, council, deadline):
    """Say that what was marked as done is not."""
    form = ReadVersionForm(request.POST)
    try:
        if not form.is_valid():
            raise actions.Stale(deadline)
        actions.reopen_deadline(deadline=deadline, by=request.user, version=form.cleaned_data["version"])
    except actions.Taken:
        messages.error(request, _("Löftena har redan en avstämning den dagen. Ta bort den först."))
    except actions.Stale:
        messages.error(request, _("Någon annan har ändrat detta sedan du läste. Läs igenom och försök igen."))
    else:
        messages.success(request, _("Öppnat igen. Det räknas inte längre som klart."))
    return redirect("followup:finish_deadline", council.slug, deadline.pk)


def _its_set(deadline):
    deadline.promise_set.council = deadline.council
    return deadline.promise_set


def _early(deadline):
    """The day of a checkpoint that is long in coming: taking stock of it now is asked about, since it stands."""
    far = timezone.localdate() + timedelta(days=SOON_DAYS)
    return deadline.due_on if deadline.kind == DeadlineKind.CHECKPOINT and deadline.due_on > far else None


def _finished(request, deadline):
    rows = then_and_now(deadline, today=timezone.localdate()) if deadline.standing else []
    context = {"current_page": "deadlines", "deadline": deadline, "stood": rows}
    return render(request, "followup/finish_deadline.html", context)


def _already_done(request, deadline):
    messages.info(request, _("Det är redan klart. Öppna det igen om något ska ändras."))
    return redirect("followup:finish_deadline", deadline.council.slug, deadline.pk)


def _saved_first(request, form, current):
    """409: what is saved now beside what was typed."""
    saved = {**ChangeDeadlineForm.values_of(current), "finish_note": current.note, "finish_early": True}
    url = reverse("followup:deadlines", args=[request.gate.council.slug])
    return somebody_was_first(request, differing(form, saved), url, saved_by=current.done_by or "")


def _say_taken(form):
    form.add_error(None, _("Löftena har redan en avstämning den dagen. Välj en annan dag."))


def _say_cancelled(form):
    form.add_error("deadline_meeting", _("Mötet har ställts in. Välj ett annat möte eller en dag."))


def _choices(council, deadline=None):
    """What a deadline can be about, be at, and be asked of; of one that is there also what it has."""
    today = timezone.localdate()
    own_set, own_meeting = (deadline.promise_set_id, deadline.meeting_id) if deadline else (None, None)
    return {
        "sets": PromiseSet.objects.of(council).filter(Q(status__in=IN_FORCE) | Q(pk=own_set)).latest_first(),
        "meetings": Meeting.objects.of(council)
        .filter(Q(cancelled_at__isnull=True) | Q(pk=own_meeting))
        .order_by("-held_on"),
        "parties": Organisation.objects.choosable_in(council, on=today).main_parties_first(),
    }


def _sent(request):
    return request.POST if request.method == "POST" else None


def _to_the_list(council):
    return redirect("followup:deadlines", council.slug)
