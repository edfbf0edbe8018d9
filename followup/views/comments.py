from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from councils.text import is_row_id
from followup.actions.comments import comment_on_summary
from followup.actions.comments import settle_comment as settle
from followup.actions.summary_texts import AlreadyFrozen, Superseded
from followup.codes import OF_A_PROMISE, OF_THE_WHOLE, TextPart
from followup.comments import comments_of
from followup.forms.comments import CommentForm
from followup.models import SummaryComment
from followup.views.summary_gate import summary_required
from promises.models import Promise

TOO_LATE = {
    AlreadyFrozen: gettext_lazy("Sammanställningen är godkänd av båda parter. Den kan inte kommenteras längre."),
    Superseded: gettext_lazy("Löftena har ersatts av en ny utgåva. Kommentera sammanställningen där."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@summary_required("view_drafts")
def summary_comments(request, council, summary):
    """What the group says of the summary, and a form for those who write in it. Never printed."""
    promise, part = _about(summary, request.POST if request.method == "POST" else request.GET)
    if request.method == "POST" and not request.gate.can_write_summary:
        raise PermissionDenied
    form = CommentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["comment_text"]
        said = {"promise": promise, "part": part, "text": text, "by": request.user, "at": timezone.now()}
        try:
            comment = comment_on_summary(summary=summary, **said)
        except tuple(TOO_LATE) as refusal:
            form.add_error(None, TOO_LATE[type(refusal)])
            return _page(request, summary, form, promise, part, status=409)
        return redirect(f"{_address(summary)}#kommentar-{comment.pk}")
    return _page(request, summary, form, promise, part, status=422 if form.errors else 200)


@require_POST
@summary_required("write_summary")
def settle_comment(request, council, summary, comment):
    """Say that a comment is dealt with."""
    row = get_object_or_404(SummaryComment, pk=comment, summary_id=summary.pk)
    row.summary = summary
    try:
        settle(comment=row, by=request.user, at=timezone.now())
    except tuple(TOO_LATE) as refusal:
        messages.error(request, TOO_LATE[type(refusal)])
    else:
        messages.success(request, _("Kommentaren är klar."))
    return redirect(_address(summary))


def _about(summary, sent):
    """(promise or None, part or "") that a comment is of, from an address or a form; 404 for what there is not."""
    promise, part = sent.get("lofte", ""), sent.get("del", "")
    if promise and not is_row_id(promise):
        raise Http404
    if part and part not in (OF_A_PROMISE if promise else OF_THE_WHOLE):
        raise Http404
    if not promise:
        return None, part
    return get_object_or_404(Promise, pk=promise, section__promise_set=summary.promise_set), part


def _page(request, summary, form, promise, part, *, status):
    unsettled, settled = comments_of(summary)
    is_closed = summary.is_frozen or summary.promise_set.is_superseded
    context = {
        "current_page": "summaries",
        "promise_set": summary.promise_set,
        "summary": summary,
        "form": form,
        "promise": promise,
        "part": part,
        "part_label": TextPart(part).label if part else "",
        "unsettled": unsettled,
        "settled": settled,
        # Who typed while it was approved keeps the words.
        "may_write": request.gate.can_write_summary and (not is_closed or form.is_bound),
        "may_settle": request.gate.can_write_summary and not is_closed,
    }
    return render(request, "followup/summary_comments.html", context, status=status)


def _address(summary):
    return reverse("followup:summary_comments", args=[summary.promise_set.council.slug, summary.address])
