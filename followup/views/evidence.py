from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from councils.access import council_required
from councils.log import entries_of
from followup.actions.assessments import judge_target
from followup.almost import SHOWN, almost_counted
from followup.figures import figures_of
from followup.forms.assessments import JudgeForm
from followup.models import Deviation
from followup.notes import FIGURES, notes_on, substitutes_for
from followup.pictures import cumulative_of
from followup.progress import seen_today
from followup.side_by_side import side_by_side
from promises.access import may_correct, may_read_reasons
from promises.actions.noted import takes_notes
from promises.codes import SetStatus
from promises.models import Credit, Target
from promises.wording import rule_sentence


@require_safe
@council_required("view_council", target=Target)
def evidence(request, council, target):
    """What a target's number is made of: its rule in words, its arithmetic, its buckets and each counted activity."""
    facts = seen_today(target)
    credits = Credit.objects.filter(target=target).select_related("activity__place", "activity__organisation")
    credits = credits.order_by("-activity__occurred_on", "-activity__pk").prefetch_related("activity__parties")
    # What a later edition has counted since is not part of this one's number.
    counted = list(credits.counting().filter(activity__occurred_on__lte=facts.as_of)[: SHOWN + 1])
    lines = notes_on(facts.target)
    context = {
        **_conclusions(request.gate, facts, lines),
        "promise_set": facts.target.promise_set,
        **_way_to_activities(facts),
        "rule": rule_sentence(facts.target),
        "cumulative": cumulative_of(facts),
        "counted": counted[:SHOWN],
        "has_more": len(counted) > SHOWN,
        "almost": almost_counted(request.gate, facts.target, credits, counted),
        "log_lines": entries_of(target, council=council),
        **_notes(request.gate, facts.target, lines),
        "is_closed": facts.target.promise_set.status == SetStatus.CLOSED,
    }
    return render(request, "followup/evidence.html", context)


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
    context = {"form": form, **_conclusions(request.gate, facts, notes_on(facts.target))}
    return render(request, "followup/judge.html", context, status=status)


def _conclusions(gate, facts, lines):
    """What both pages need to set the computed beside the judged. `lines`: what is noted on the target."""
    return {
        "current_page": "overview",
        "facts": facts,
        "target": facts.target,
        "sides": side_by_side(gate, facts),
        "figures": figures_of(facts.target, lines),
        "deviations": [line for line in lines if isinstance(line.note, Deviation) and not line.note.is_withdrawn],
    }


def _way_to_activities(facts):
    """The list of the activities that count, as an address that more can be added to."""
    target = facts.target
    query = urlencode({"mal": target.pk, "raknas": "ja"})
    until = f"&{urlencode({'till': facts.as_of.isoformat()})}" if target.promise_set.is_superseded else ""
    url = reverse("promises:activities", args=[target.promise_set.council.slug])
    return {"activities_url": f"{url}?{query}", "until": until}


def _notes(gate, target, lines):
    """What is noted with whether this person may take it back, and what more can be noted."""
    open_now = takes_notes(target.promise_set)
    may_withdraw = [open_now and not line.note.is_withdrawn and may_correct(gate, line.note) for line in lines]
    return {
        "notes": list(zip(lines, may_withdraw, strict=True)),
        "tells_why": may_read_reasons(gate),
        "takes_notes": gate.can_log_activity and open_now,
        "takes_figures": target.kind in FIGURES,
    }
