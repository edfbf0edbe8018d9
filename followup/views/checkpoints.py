"""Planning when to take stock of some promises: days are proposed, a person chooses among them."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_http_methods

from councils.access import council_required
from councils.models import Meeting
from followup.actions import deadlines as actions
from followup.codes import DeadlineKind
from followup.deadlines import Rhythm, proposed_days
from followup.forms.deadlines import CheckpointDaysForm, RhythmForm
from promises.models import PromiseSet
from promises.querysets import IN_FORCE
from promises.wording import month_name


@dataclass(frozen=True)
class Proposal:
    """A day to take stock on, as the page shows it."""

    day: date
    title: str
    meeting: Meeting | None = None
    is_known: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises")
def plan_checkpoints(request, council):
    """Choose promises and how often; see the days that are proposed; keep those wanted."""
    sets = PromiseSet.objects.of(council).filter(status__in=IN_FORCE).latest_first()
    asked = request.POST if request.method == "POST" else request.GET
    given = asked if "loften" in asked or "takt" in asked or request.method == "POST" else None
    first, proposed, form = RhythmForm(given, sets=sets, initial={"loften": sets.first()}), [], None
    if first.is_valid():
        proposed = _proposals(council, first.cleaned_data["loften"], Rhythm(first.cleaned_data["takt"]))
        form = _days_form(request, sets, proposed)
        if form.is_bound and form.is_valid():
            try:
                return _planned(request, council, form, proposed)
            except actions.MeetingCancelled:
                form.add_error(None, _("Ett av mötena har ställts in. Visa dagarna igen och välj bland dem."))
    is_wrong = (first.is_bound and not first.is_valid()) or (form is not None and form.is_bound)
    context = {"first": first, "form": form, "proposed": proposed, "has_sets": sets.exists()}
    context["is_all_planned"] = bool(proposed) and all(one.is_known for one in proposed)
    context |= {"current_page": "deadlines", "faulty": form if form is not None and form.is_bound else first}
    return render(request, "followup/plan_checkpoints.html", context, status=422 if is_wrong else 200)


def _days_form(request, sets, proposed):
    """Those planned already are not offered, but a form sent twice may name them."""
    new = [_choice(one) for one in proposed if not one.is_known]
    if request.method == "POST":
        known = [_choice(one) for one in proposed if one.is_known]
        return CheckpointDaysForm(request.POST, sets=sets, proposed=new, known=known)
    return CheckpointDaysForm(sets=sets, proposed=new, initial={"checkpoint_days": [day for day, _label in new]})


def _choice(one):
    day = date_format(one.day, "l j F Y")
    name = f"{one.title}, {one.meeting.title}" if one.meeting and one.meeting.title else one.title
    return one.day.isoformat(), f"{day}: {name}"


def _planned(request, council, form, proposed):
    by_day = {one.day.isoformat(): (one.day, one.title, one.meeting) for one in proposed}
    chosen = [by_day[day] for day in form.cleaned_data["checkpoint_days"]]
    with override("sv"):
        chosen += [(day, _("Avstämning"), None) for day in sorted(set(form.days) - {one[0] for one in chosen})]
    made = actions.plan_checkpoints(promise_set=form.cleaned_data["loften"], by=request.user, days=chosen)
    added = ngettext("%(number)s avstämning är planerad.", "%(number)s avstämningar är planerade.", len(made))
    said = [added % {"number": len(made)}] if made else []
    if known := len(chosen) - len(made):
        said.append(ngettext("%(number)s fanns redan.", "%(number)s fanns redan.", known) % {"number": known})
    messages.success(request, " ".join(said))
    return redirect("followup:deadlines", council.slug)


def _proposals(council, promise_set, rhythm):
    """The days proposed for some promises, those planned already told apart. Titles are kept, so they are Swedish."""
    known = set(promise_set.deadlines.filter(kind=DeadlineKind.CHECKPOINT).values_list("due_on", flat=True))
    meetings = {row.held_on: row for row in Meeting.objects.of(council).planned()} if rhythm is Rhythm.MEETING else {}
    days = proposed_days(promise_set.promised_period, rhythm, today=timezone.localdate(), meetings=meetings)
    with override("sv"):
        return [Proposal(one.day, _title(one), meetings.get(one.day), one.day in known) for one in days]


def _title(proposed):
    if proposed.up_to is None:
        return actions.AT_MEETING
    up_to = proposed.up_to
    return _("Avstämning till och med %(day)s") % {"day": f"{up_to.day} {month_name(up_to.month)} {up_to.year}"}
