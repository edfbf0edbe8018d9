from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from councils.access import council_required
from councils.log import entries_of
from followup.actions.assessments import judge_target
from followup.forms.assessments import JudgeForm
from followup.notes import FIGURES, deviations_of, line_of, notes_on, substitutes_for
from followup.pictures import cumulative_of
from followup.progress import seen_today
from promises.access import may_correct, readable_since
from promises.actions.noted import takes_notes
from promises.codes import SetStatus
from promises.matching import reasons_against
from promises.models import Credit, Target
from promises.wording import reason_sentence, rule_sentence

SHOWN = 30


@require_safe
@council_required("view_council", target=Target)
def evidence(request, council, target):
    """What a target's number is made of: its rule in words, its arithmetic, its buckets and each counted activity."""
    facts = seen_today(target)
    credits = Credit.objects.filter(target=target).select_related("activity__place", "activity__organisation")
    credits = credits.order_by("-activity__occurred_on", "-activity__pk").prefetch_related("activity__parties")
    counted = list(credits.counting()[: SHOWN + 1])
    return render(
        request,
        "followup/evidence.html",
        {
            "current_page": "overview",
            "facts": facts,
            "target": facts.target,
            "promise_set": facts.target.promise_set,
            "rule": rule_sentence(facts.target),
            "cumulative": cumulative_of(facts),
            "counted": counted[:SHOWN],
            "has_more": len(counted) > SHOWN,
            "almost": _almost(credits, facts.target),
            "log_lines": entries_of(target, council=council),
            "judgements": _judgements(request.gate, facts.target),
            "notes": _notes(request.gate, facts.target),
            "takes_notes": request.gate.can_log_activity and takes_notes(facts.target.promise_set),
            "takes_figures": facts.target.kind in FIGURES,
            "is_closed": facts.target.promise_set.status == SetStatus.CLOSED,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("judge_target", target=Target)
def judge(request, council, target):
    """Add a person's conclusion beside the computed verdict."""
    facts = seen_today(target)
    if facts.target.promise_set.is_superseded:
        messages.error(request, _("Löftena har ersatts av en ny utgåva. Bedöm målet där."))
        return redirect(target)
    data = request.POST if request.method == "POST" else None
    substitutes = substitutes_for(request.gate, facts.target)
    form = JudgeForm(data, computed=facts.verdict.value, kind=facts.target.kind, substitutes=substitutes)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            judge_target(progress=facts, by=request.user, **form.cleaned_data)
            messages.success(request, _("Bedömningen är sparad."))
            return redirect(target)
        status = 422
    context = {
        "current_page": "overview",
        "form": form,
        "facts": facts,
        "target": facts.target,
        "deviations": map(line_of, deviations_of([facts.target], as_of=facts.as_of)[facts.target.pk]),
    }
    return render(request, "followup/judge.html", context, status=status)


def _judgements(gate, target):
    """Newest first; not those from when the set was another organisation's own draft."""
    rows = target.assessments.select_related("judged_by", "substitute").order_by("-pk")
    since = readable_since(gate, target.promise_set)
    return rows.filter(judged_at__gte=since) if since else rows


def _notes(gate, target):
    """(what is noted, whether this person may take it back)"""
    open_now = takes_notes(target.promise_set)
    return [
        (line, open_now and not line.note.is_withdrawn and may_correct(gate, line.note)) for line in notes_on(target)
    ]


def _almost(credits, target):
    """Activities tied to the target that do not count, each with the reasons."""
    tied = credits.filter(window_start__isnull=True)[:SHOWN]
    filters = target.filters
    return [
        (
            credit,
            [
                reason_sentence(reason, target, credit.activity.deed)
                for reason in reasons_against(filters, credit.activity.deed)
            ],
        )
        for credit in tied
    ]
