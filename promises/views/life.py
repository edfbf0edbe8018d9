from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from councils.access import council_required
from promises.actions import life as actions
from promises.draft import left_to_do, sections_of
from promises.forms.life import CloseForm, NewEditionForm
from promises.models import PromiseSet
from promises.querysets import IN_FORCE
from promises.set_remarks import OF_THE_PERIOD


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises", promise_set=PromiseSet)
def publish_promise_set(request, council, promise_set):
    """Say what becomes public, and publish."""
    if promise_set.status != "signed":
        return _not_now(request, promise_set, _("Bara undertecknade löften kan publiceras."))
    if request.method == "POST":
        try:
            actions.publish_promise_set(promise_set=promise_set, by=request.user, at=timezone.now())
        except actions.NotNow:
            return _not_now(request, promise_set, _("Bara undertecknade löften kan publiceras."))
        messages.success(request, _("Löftena är publicerade."))
        return redirect(promise_set)
    context = {"current_page": "promises", "promise_set": promise_set}
    return render(request, "promises/publish_promise_set.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises", promise_set=PromiseSet)
def close_promise_set(request, council, promise_set):
    """Close what is over; promises that hold until further notice are given their last day."""
    today, status = timezone.localdate(), 200
    if promise_set.status not in IN_FORCE:
        return _not_now(request, promise_set, _("Bara löften som gäller kan avslutas."))
    if promise_set.last_day and not promise_set.period.is_over(today):
        until = promise_set.last_day.isoformat()
        return _not_now(request, promise_set, _("Löftena gäller till och med %(day)s.") % {"day": until})
    form = _close_form(request, promise_set, today)
    if request.method == "POST":
        if form is None or form.is_valid():
            return _close(request, promise_set, form.cleaned_data if form else {}, today)
        status = 422
    context = {
        "current_page": "promises",
        "promise_set": promise_set,
        "form": form,
        "has_open_edition": PromiseSet.objects.filter(replaces=promise_set).exists(),
    }
    return render(request, "promises/close_promise_set.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises", promise_set=PromiseSet)
def new_edition(request, council, promise_set):
    """Begin the next edition, or lead to the one that somebody has begun."""
    status = 200
    if PromiseSet.objects.filter(replaces=promise_set).exists():
        return _to_the_next(request, promise_set)
    if promise_set.status not in IN_FORCE:
        return _not_now(request, promise_set, _("Bara löften som gäller kan få en ny utgåva."))
    form = NewEditionForm(request.POST if request.method == "POST" else None, promise_set=promise_set)
    if request.method == "POST":
        if form.is_valid():
            return _begin(request, promise_set, form.cleaned_data)
        status = 422
    context = {"current_page": "promises", "promise_set": promise_set, "form": form}
    return render(request, "promises/new_edition.html", context, status=status)


def _not_now(request, promise_set, words):
    messages.error(request, words)
    return redirect(promise_set)


def _close_form(request, promise_set, today):
    if promise_set.last_day:
        return None
    data = request.POST if request.method == "POST" else None
    return CloseForm(data, first_day=promise_set.period.first_day, today=today)


def _close(request, promise_set, said, today):
    facts = {"last_day": said.get("last_day"), "reason": said.get("closing_reason", "")}
    try:
        actions.close_promise_set(promise_set=promise_set, by=request.user, at=timezone.now(), on=today, **facts)
    except (actions.NotNow, actions.NotOverYet):
        return _not_now(request, promise_set, _("Bara löften som gäller och vars period är slut kan avslutas."))
    messages.success(request, _("Löftena är avslutade. Inget mer kan loggas mot dem."))
    return redirect(promise_set)


def _begin(request, promise_set, said):
    try:
        draft = actions.new_edition(
            promise_set=promise_set,
            by=request.user,
            organisation=request.gate.organisation,
            reason=said["edition_reason"],
            last_day=said["new_last_day"],
        )
    except actions.NotNow:
        return _not_now(request, promise_set, _("Bara löften som gäller kan få en ny utgåva."))
    if draft.organisation_id not in request.gate.organisations:
        return _to_the_next(request, promise_set)  # somebody else was first
    words = _("Utgåva %(number)s är ett utkast. Den nuvarande gäller tills alla parter har undertecknat den nya.")
    messages.success(request, words % {"number": draft.edition})
    _warn_of_period(request, draft)
    return redirect(draft)


def _warn_of_period(request, draft):
    """Say what a longer period may have made wrong; what to do about it is for people to say."""
    left = left_to_do(draft, sections_of(draft), today=timezone.localdate())
    for remark in left.remarks if left else ():
        if remark.code in OF_THE_PERIOD:
            messages.warning(request, f"{remark.text} {remark.hint}")


def _to_the_next(request, promise_set):
    """The edition that there is already: its page, or whose draft it is when one may not read it."""
    following = PromiseSet.objects.select_related("organisation", "council").get(replaces=promise_set)
    if PromiseSet.objects.readable_by(request.gate).filter(pk=following.pk).exists():
        messages.info(request, _("Det finns redan en ny utgåva."))
        return redirect(following)
    words = _("%(organisation)s har redan börjat på en ny utgåva och inte delat den än.")
    messages.info(request, words % {"organisation": following.organisation.short_name})
    return redirect(promise_set)
