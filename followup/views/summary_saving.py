"""Saving one part of a summary while somebody writes in it: for the script of the page, which reads JSON."""

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils.forms.screened import open_questions, plain
from councils.screening import TICKS
from councils.text import is_row_id
from followup.actions.summary_texts import StaleText, write_texts
from followup.forms.summaries import PromiseTextsForm, WholeTextsForm, mark_of
from followup.offline import outbox_user
from followup.summary_parts import saved_parts
from followup.views.summary_gate import summary_required
from followup.views.summary_texts import TOO_LATE, too_late
from promises.models import Promise
from promises.views.conflicts import last_writer


@require_POST
@summary_required("write_summary")
def save_summary_text(request, council, summary):
    """Save one part, of a promise or of the whole. The other parts of the page are saved by themselves."""
    if request.POST.get("written_by") not in (None, outbox_user(request.user)):
        return _answer(403, code="another", message=_("Det här skrevs av någon annan än den som är inloggad nu."))
    promise, part = _promise(summary, request.POST), request.POST.get("part", "")
    form = _form(request, summary, promise, part)
    if not form.is_valid():
        sentences = [plain(sentence) for sentence in form.errors.get(part, [_("Uppgifterna kom inte fram helt.")])]
        return _answer(422, message=" ".join(sentences), screened=open_questions(form))
    return _saved(request, summary, promise, form, part)


def _promise(summary, sent):
    """The promise that the text is about, one of the summary's own; None for what is said of the whole."""
    found = sent.get("promise", "")
    if not found:
        return None
    if not is_row_id(found):
        raise Http404
    return get_object_or_404(Promise, pk=found, section__promise_set=summary.promise_set)


def _form(request, summary, promise, part):
    form_class = PromiseTextsForm if promise else WholeTextsForm
    if part not in form_class.parts:
        raise Http404
    saved = saved_parts(summary, promise, request.gate)
    # What is another organisation's own is not looked into, not even to say what has been asked about before.
    initial = {} if part in saved.closed else saved.initial([part])
    form = form_class(request.POST, initial=initial)
    form.leave_out(set(form.parts) - {part})
    return form


def _saved(request, summary, promise, form, part):
    said = {"promise": promise, "by": request.user, "while_writing": not request.POST.getlist(TICKS)}
    try:
        rows = write_texts(summary=summary, written=form.written(), **said)
    except StaleText as stale:
        return _somebody_was_first(part, stale.current[part])
    except tuple(TOO_LATE) as refused:
        return _answer(409, code="too_late", message=too_late(refused))
    row, now = rows.get(part), timezone.localtime()
    version, text = (row.version, row.text) if row else (0, form.cleaned_data[part])
    return _answer(200, version=version, was=mark_of(part, text), saved_at=time_format(now, "TIME_FORMAT"))


def _somebody_was_first(part, row):
    """What is saved now, for the person to choose: the page keeps what was typed."""
    text, version = (row.text, row.version) if row else ("", 0)
    by = str(last_writer(row) or "") if row else ""
    return _answer(409, code="stale", text=text, version=version, was=mark_of(part, text), by=by)


def _answer(status, **says):
    return JsonResponse(says, status=status)
