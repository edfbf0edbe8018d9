from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from followup.actions.sharing import NotShared
from followup.actions.summaries import day_seen
from followup.actions.summary_texts import AlreadyFrozen, StaleText, Superseded, write_texts
from followup.drafting.proposals import proposals_of
from followup.forms.summaries import PromiseTextsForm, WholeTextsForm
from followup.progress import judged_targets, set_progress, targets_progress
from followup.sharing import sharing_of
from followup.views.summary_gate import summary_required
from promises.models import Promise, Target
from promises.views.conflicts import saved_first

# Nothing wrong with what was typed: it came too late, or the text is another organisation's.
FROZEN, NOT_SHARED, SUPERSEDED = "frozen", "not shared", "superseded"


@require_http_methods(["GET", "HEAD", "POST"])
@summary_required("write_summary", promise=Promise)
def summary_text(request, council, summary, promise):
    """Write what is said about one promise, with its figures beside."""
    targets = judged_targets(Target.objects.filter(promise=promise).with_rules()).order_by("order", "pk")
    figures = targets_progress(list(targets), as_of=day_seen(summary, timezone.localdate()))
    return _write(request, summary, PromiseTextsForm, promise=promise, page="summary_text", progress=figures)


@require_http_methods(["GET", "HEAD", "POST"])
@summary_required("write_summary")
def summary_whole(request, council, summary):
    """Write what is said of the whole: introduction, method, situation, what was told, what is carried over."""
    return _write(request, summary, WholeTextsForm, promise=None, page="summary_whole")


def _write(request, summary, form_class, *, promise, page, **context):
    rows = _rows(summary, promise)
    closed = _closed(summary, rows, request.gate)
    initial = _initial(summary, promise, rows, form_class.parts)
    form = form_class(request.POST if request.method == "POST" else None, initial=initial)
    # What was typed in a part that has been closed since stays on the page.
    form.leave_out({part for part in closed if f"{part}_version" not in request.POST})
    if request.method == "POST" and form.is_valid():
        try:
            write_texts(summary=summary, promise=promise, written=form.written, by=request.user)
            messages.success(request, _("Texten är sparad."))
            return redirect(summary)
        except StaleText as stale:
            return _conflict(request, stale.current, form, summary.get_absolute_url())
        except AlreadyFrozen:
            _say_frozen(form)
        except Superseded:
            _say_superseded(form)
        except NotShared as refused:
            _say_not_shared(form, refused.organisation)
    context |= {"current_page": "summaries", "summary": summary, "promise_set": summary.promise_set}
    context |= {"promise": promise, "form": form, "closed": dict.fromkeys(closed.values())}
    return render(request, f"followup/{page}.html", context, status=_status(form))


def _rows(summary, promise):
    rows = summary.texts.filter(promise=promise).select_related("organisation") if summary.pk else ()
    return {row.part: row for row in rows}


def _closed(summary, rows, gate):
    """Part → the organisation whose own text it still is to this reader."""
    sharing = sharing_of(summary, gate.organisations)
    return {part: row.organisation for part, row in rows.items() if not sharing.is_open(row.organisation_id)}


def _initial(summary, promise, rows, parts):
    """What is saved, else what is proposed, and the version of each part."""
    proposed = {}
    if set(parts) - rows.keys():
        day = day_seen(summary, timezone.localdate())
        proposed = proposals_of(summary, set_progress(summary.promise_set, as_of=day))
    key = promise.pk if promise else None
    texts = {part: rows[part].text if part in rows else proposed.get((key, part), "") for part in parts}
    return {**texts, **{f"{part}_version": rows[part].version if part in rows else 0 for part in parts}}


def _conflict(request, current, form, page):
    """409 with what is saved beside what this person typed; only the parts that both have changed."""
    saved = {name: form[name].value() for name in form.fields}
    saved |= {part: row.text if row else "" for part, row in current.items()}
    latest = next(filter(None, current.values()), None)
    return saved_first(request, form, latest, saved=saved, url=page)


def _status(form):
    too_late = any(form.has_error(NON_FIELD_ERRORS, code) for code in (FROZEN, NOT_SHARED, SUPERSEDED))
    return 409 if too_late else 422 if form.errors else 200


def _say_not_shared(form, organisation):
    """Another organisation wrote here first: the typed text stays in the form, to be copied elsewhere."""
    text = _(
        "%(organisation)s har redan skrivit här och inte delat sin text än, så den kan inte ändras av andra. Din text "
        "är inte sparad. Kopiera den, och skriv den här när %(organisation)s har delat."
    )
    form.add_error(None, ValidationError(text % {"organisation": organisation.short_name}, code=NOT_SHARED))


def _say_superseded(form):
    """The new edition was signed while this person wrote: the typed text stays in the form, to be copied there."""
    text = _("Löftena har ersatts av en ny utgåva. Din text är inte sparad. Kopiera den och skriv den där.")
    form.add_error(None, ValidationError(text, code=SUPERSEDED))


def _say_frozen(form):
    """Both parties approved while this person wrote: the typed text stays in the form, to be copied elsewhere."""
    text = _("Sammanställningen är godkänd av båda parter och kan inte ändras. Din text är inte sparad.")
    form.add_error(None, ValidationError(text, code=FROZEN))
