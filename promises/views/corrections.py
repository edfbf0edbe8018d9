from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from councils.access import council_required
from councils.forms.differing import differing
from councils.views.conflicts import somebody_was_first
from promises.access import choosable_parties, may_correct
from promises.actions import activities as actions
from promises.approved import approved_since
from promises.codes import SetStatus
from promises.editions import standing_copies
from promises.forms.corrections import CorrectActivityForm, RestoreForm, WithdrawForm, values_of
from promises.models import Activity, Target
from promises.views.conflicts import last_writer

LATE = gettext_lazy("Sammanställningen är godkänd, så ändringen står i tillägget till den.")


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("log_activity", activity=Activity)
def correct_activity(request, council, activity):
    """Change a logged activity. If somebody else changed it meanwhile, both texts are shown and nothing is lost."""
    _require_right(request, activity)
    if activity.is_withdrawn and request.method != "POST":
        return redirect(activity)
    today = timezone.localdate()
    form = _correction_form(request, activity, today)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                saved = actions.correct_activity(
                    activity=activity,
                    by=request.user,
                    version=form.cleaned_data["version"],
                    targets=[*form.cleaned_data["targets"], *_kept_targets(request.gate, activity, form)],
                    parties=form.took_part(),
                    reason=form.cleaned_data["correction_reason"],
                    **form.facts(),
                )
            except actions.StaleEdit as stale:
                return _conflict(request, stale.current, form)
            _tell(request, _("Aktiviteten är rättad."), is_late=form.fields["correction_reason"].required)
            return redirect(saved)
        status = 422
    context = {"current_page": "activities", "form": form, "activity": activity, "today": today}
    return render(request, "promises/correct_activity.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("log_activity", activity=Activity)
def withdraw_activity(request, council, activity):
    """Take an activity out of the counts, with a reason. It stays readable and can be restored."""
    _require_right(request, activity)
    form = WithdrawForm(request.POST if request.method == "POST" else None, initial={"version": activity.version})
    status = 200
    if request.method == "POST":
        if form.is_valid():
            is_late = approved_since(activity) is not None  # asked while its ties stand
            try:
                actions.withdraw_activity(activity=activity, by=request.user, **form.cleaned_data)
            except actions.StaleEdit as stale:
                return _conflict(request, stale.current, form)
            done = _("Aktiviteten räknas inte längre. Den finns kvar i listan och kan återställas.")
            _tell(request, done, is_late=is_late)
            return redirect(activity)
        status = 422
    context = {"current_page": "activities", "form": form, "activity": activity}
    return render(request, "promises/withdraw_activity.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("log_activity", activity=Activity)
def restore_activity(request, council, activity):
    """Undo the withdrawal that the person read, with a reason; a later withdrawal stands."""
    _require_right(request, activity)
    if not activity.is_withdrawn and request.method != "POST":
        return redirect(activity)
    form = RestoreForm(request.POST if request.method == "POST" else None, initial={"version": activity.version})
    status = 200
    if request.method == "POST":
        if form.is_valid():
            return _restore(request, activity, form)
        status = 422
    context = {"current_page": "activities", "form": form, "activity": activity}
    return render(request, "promises/restore_activity.html", context, status=status)


def _tell(request, done, *, is_late):
    """What was done, and that approved numbers rest on it: these stay, and the addendum tells of the change."""
    messages.success(request, f"{done} {LATE}" if is_late else done)


def _restore(request, activity, form):
    is_late = approved_since(activity) is not None
    try:
        actions.restore_activity(
            activity=activity,
            by=request.user,
            version=form.cleaned_data["version"],
            targets=actions.targets_before_withdrawal(activity),
            reason=form.cleaned_data["restore_reason"],
        )
    except actions.StaleEdit as stale:
        return _conflict(request, stale.current, form)
    _tell(request, _("Aktiviteten räknas igen."), is_late=is_late)
    return redirect(activity)


def _correction_form(request, activity, today):
    """Why is asked for when approved numbers rest on the activity."""
    form = CorrectActivityForm(
        request.POST if request.method == "POST" else None,
        initial=values_of(activity),
        council=request.gate.council,
        own=activity.organisation,
        targets=_choosable_targets(request.gate, activity, today),
        parties=choosable_parties(request.gate),
        today=today,
    )
    # Tied only to what a new edition has left out, it need not be tied to anything else.
    form.fields["targets"].required = not _superseded_targets(activity, [])
    form.fields["correction_reason"].required = approved_since(activity) is not None
    return form


def _require_right(request, activity):
    if not may_correct(request.gate, activity):
        raise PermissionDenied


def _choosable_targets(gate, activity, today):
    """Targets open for logging, and those the activity is already tied to although their set has closed.

    Not those of an edition that has been replaced: their ties follow what is chosen in the one that stands.
    """
    open_now = Target.objects.of(gate.council).open_for_logging(on=today).values("pk")
    tied = activity.credits.values("target")
    rows = Target.objects.of(gate.council).readable_by(gate).filter(Q(pk__in=open_now) | Q(pk__in=tied))
    rows = rows.exclude(promise__section__promise_set__status=SetStatus.SUPERSEDED)
    return rows.with_rules().in_reading_order()


def _kept_targets(gate, activity, form):
    """Targets that the form does not show and that the activity stays tied to."""
    return [*_unreadable_targets(gate, activity), *_superseded_targets(activity, form.cleaned_data["targets"])]


def _superseded_targets(activity, chosen):
    """Those of replaced editions that the activity is tied to, unless it is no longer tied to what they have become."""
    tied = Target.objects.filter(credits__activity=activity)
    superseded = list(tied.filter(promise__section__promise_set__status=SetStatus.SUPERSEDED).with_rules())
    before, after = set(tied.values_list("pk", flat=True)), {target.pk for target in chosen}
    copies = standing_copies(superseded)
    return [target for target in superseded if copies[target.pk] & after or not copies[target.pk] & before]


def _unreadable_targets(gate, activity):
    """Targets in somebody else's draft that the activity is tied to: not shown in the form, and kept."""
    tied = Target.objects.of(gate.council).filter(credits__activity=activity)
    return tied.exclude(pk__in=Target.objects.readable_by(gate).values("pk")).with_rules()


def _conflict(request, current, form):
    """409 with what is saved beside what this person typed, field by field."""
    latest = current.history.first()
    why = (latest and latest.history_change_reason) or ""
    reasons = {"reason": current.withdrawn_reason, "correction_reason": why, "restore_reason": why}
    texts = differing(form, {**values_of(current), **reasons})
    if current.is_withdrawn:
        texts = [(_("Varför den inte räknas"), current.withdrawn_reason, ""), *texts]
    return somebody_was_first(request, texts, current.get_absolute_url(), saved_by=last_writer(current))
