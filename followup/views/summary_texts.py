from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from followup.actions.sharing import NotShared
from followup.actions.summaries import day_seen
from followup.actions.summary_flow import accept_proposals
from followup.actions.summary_texts import AlreadyFrozen, StaleText, Superseded, write_texts
from followup.comments import open_comments
from followup.forms.summaries import PromiseTextsForm, WholeTextsForm
from followup.progress import set_progress
from followup.summary_parts import parts_on_the_page, standing_parts
from followup.views.summary_gate import summary_required
from promises.models import Promise
from promises.views.conflicts import saved_first

TAKES_PROPOSALS = "use_proposals"  # the button that saves what nobody has touched as well

# Nothing wrong with what was typed: it came too late, or the text is another organisation's.
TOO_LATE = {
    AlreadyFrozen: gettext_lazy(
        "Sammanställningen är godkänd av båda parter och kan inte ändras. Din text är inte sparad."
    ),
    Superseded: gettext_lazy(
        "Löftena har ersatts av en ny utgåva. Din text är inte sparad. Kopiera den och skriv den där."
    ),
    NotShared: gettext_lazy(
        "%(organisation)s har redan skrivit här och inte delat sin text än, så den kan inte ändras av andra. Din text "
        "är inte sparad. Kopiera den, och skriv den här när %(organisation)s har delat."
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@summary_required("write_summary", promise=Promise)
def summary_text(request, council, summary, promise):
    """Write what is said about one promise, with its figures beside."""
    return _write(request, summary, PromiseTextsForm, promise=promise, page="summary_text")


@require_http_methods(["GET", "HEAD", "POST"])
@summary_required("write_summary")
def summary_whole(request, council, summary):
    """Write what is said of the whole: introduction, method, situation, what was told, what is carried over."""
    return _write(request, summary, WholeTextsForm, promise=None, page="summary_whole")


@require_POST
@summary_required("write_summary")
def use_proposals(request, council, summary):
    """Take over every proposal in the summary that nobody has touched, to be written on together."""
    try:
        accept_proposals(summary=summary, by=request.user, day=timezone.localdate())
    except (AlreadyFrozen, Superseded) as refusal:
        messages.error(request, TOO_LATE[type(refusal)])
    else:
        messages.success(request, _("Förslagen är sparade som text. Alla i gruppen kan läsa dem och skriva vidare."))
    return redirect(summary)


def _write(request, summary, form_class, *, promise, page):
    progress = set_progress(summary.promise_set, as_of=day_seen(summary, timezone.localdate()))
    standing = standing_parts(summary, promise, request.gate, parts=form_class.parts, progress=progress)
    form = form_class(request.POST if request.method == "POST" else None, initial=standing.initial(form_class.parts))
    # What was typed in a part that has been closed since stays on the page.
    form.leave_out({part for part in standing.closed if f"{part}_version" not in request.POST})
    form.call_proposed(standing.proposed)
    if request.method == "POST" and form.is_valid():
        answer = _save(request, summary, promise, form)
        if answer is not None:
            return answer
    parts = parts_on_the_page(form, form_class.parts, standing.closed, open_comments(summary, promise))
    figures = [facts for one in progress.promises if one.promise == promise for facts in one.targets]
    context = {"current_page": "summaries", "summary": summary, "promise_set": summary.promise_set}
    context |= {"promise": promise, "form": form, "parts": parts, "has_proposals": bool(standing.proposed)}
    context["progress"] = figures
    return render(request, f"followup/{page}.html", context, status=_status(form))


def _save(request, summary, promise, form):
    """The answer when the texts are saved or somebody was first; None when the form must say why they are not."""
    written = form.written(with_proposals=TAKES_PROPOSALS in request.POST)
    try:
        write_texts(summary=summary, promise=promise, written=written, by=request.user)
    except StaleText as stale:
        return _conflict(request, stale.current, form, summary.get_absolute_url())
    except tuple(TOO_LATE) as refused:
        form.add_error(None, ValidationError(too_late(refused), code="too_late"))
        return None
    messages.success(request, _("Texten är sparad."))
    return redirect(summary)


def too_late(refused):
    """Why nothing was saved, in words; the typed text stays in the form, to be copied elsewhere."""
    names = {"organisation": refused.organisation.short_name} if isinstance(refused, NotShared) else {}
    return str(TOO_LATE[type(refused)]) % names


def _conflict(request, current, form, page):
    """409 with what is saved beside what this person typed; only the parts that both have changed."""
    saved = {name: form[name].value() for name in form.fields}
    saved |= {part: row.text if row else "" for part, row in current.items()}
    latest = next(filter(None, current.values()), None)
    return saved_first(request, form, latest, saved=saved, url=page)


def _status(form):
    return 409 if form.has_error(NON_FIELD_ERRORS, "too_late") else 422 if form.errors else 200
