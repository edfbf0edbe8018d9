"""A summary as plain data: what is frozen at approval, and what every document is made from."""

import hashlib
from collections import defaultdict

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from councils.gathered import rows_of
from followup.assessment import ENGINE
from followup.codes import OF_A_PROMISE, OF_THE_WHOLE, Party
from followup.document.asked import asked_now
from followup.document.facts import facts_of, facts_of_row
from followup.document.noted import deviation_judged, deviations_of_promise, measured_figure
from followup.document.spelling import spelled
from followup.document.statistics import statistics_of
from followup.document.texts import texts_of, written
from followup.notes import by_target
from followup.sharing import sharing_of
from promises.models import Credit
from promises.rules_at_once import hold_places
from promises.wording import rule_sentence

FORMAT = 2
LANGUAGE = "sv"
NOT_APPROVED = ("approvals", "as_of", "status", "status_text")


def snapshot_of(
    summary, progress, *, language=LANGUAGE, with_evidence=True, readers=frozenset(), sharing=None, asked=None
):
    """Everything the summary says. What is frozen or printed is Swedish; only a draft on screen follows its reader.

    A text that its organisation has not shared is there only for `readers`, ids of organisations; in its place
    stands that it is not shared. The dated activities are many and only print: a page leaves them out with
    `with_evidence=False`. `sharing`: how the summary looks to the readers; `asked`: see asked.py; for who knows.
    """
    asked = asked or asked_now(summary, progress.as_of)
    with translation.override(language):
        promise_set = summary.promise_set
        council = promise_set.council
        sharing = sharing or sharing_of(summary, readers)
        texts = texts_of(summary, progress, asked.told)
        return {
            "format": FORMAT,
            "engine": ENGINE,
            "kind": summary.kind,
            "kind_text": str(summary.get_kind_display()),
            "name": summary.name,
            "corrects": _corrected(summary),
            "title": _("Sammanställning av %(title)s") % {"title": _lower_first(promise_set.title)},
            "municipality": council.short_name,
            "council_name": council.name,
            "parties": _parties(progress),
            "period": _period(promise_set),
            "as_of": progress.as_of.isoformat(),
            "due": _due(promise_set),
            "status": "approved" if summary.is_frozen else "draft",
            "status_text": _("Godkänd av båda parter") if summary.is_frozen else _("Utkast"),
            "version": summary.edition,
            "example_data": settings.EXAMPLE_DATA,
            "registry_number": summary.registry_number,
            "police_registry_number": summary.police_registry_number,
            "check_url": check_url(),
            "code": "",
            "sha256": "",
            **written(texts, None, OF_THE_WHOLE, sharing),
            "counts": counts_of(progress),
            "statistics": statistics_of(progress),
            "sections": _sections(progress, texts, sharing, asked),
            "followup_text": promise_set.follow_up,
            "recipients": [recipient.office for recipient in promise_set.recipients.all()],
            "approvals": _approvals(summary),
            "evidence": _evidence(progress) if with_evidence else [],
        }


def printed(summary):
    """The snapshot of a frozen summary with what is known of it only when it is there: its digest and its code."""
    return {**summary.snapshot, "sha256": summary.sha256, "code": summary.code}


def sha256_of(content):
    """SHA-256 of some bytes, as it is written."""
    return hashlib.sha256(content).hexdigest()


def check_url():
    """Where anybody can look up a code; blank where the site does not know its own address."""
    return f"{settings.BASE_URL.rstrip('/')}/kontrollera/" if settings.BASE_URL else ""


def digest(snapshot):
    """SHA-256 of the snapshot in one canonical spelling: sorted keys, no spaces, UTF-8."""
    return sha256_of(spelled(snapshot))


def content_digest(snapshot):
    """SHA-256 of what the parties approve: everything but the approvals themselves and the day one looks."""
    return digest({name: value for name, value in snapshot.items() if name not in NOT_APPROVED})


def _lower_first(text):
    return text[:1].lower() + text[1:]


def _parties(progress):
    found = {}
    for promise in progress.promises:
        for organisation in promise.responsible:
            found.setdefault(organisation.pk, organisation.name)
    return list(found.values())


def _period(promise_set):
    """The days promised; where fewer are counted, the text says from when."""
    period = promise_set.promised_period
    first = date_format(period.first_day, "j F Y")
    last = date_format(period.last_day, "j F Y") if period.last_day else _("tills vidare")
    return {
        "first_day": period.first_day.isoformat(),
        "last_day": period.last_day.isoformat() if period.last_day else None,
        "text": f"{first}\N{EN DASH}{last}{_counted_from(promise_set)}",
    }


def _counted_from(promise_set):
    if not promise_set.is_counted_from_signing:
        return ""
    return _(", räknas från undertecknandet %(day)s") % {"day": date_format(promise_set.signed_on, "j F Y")}


def _due(promise_set):
    due = promise_set.summary_due_on
    said = promise_set.summary_due_wording
    return {
        "date": due.isoformat() if due else None,
        "text": said or (_("senast %(day)s") % {"day": date_format(due, "j F Y")} if due else ""),
    }


def counts_of(progress):
    """How many targets stand where. Under way and asked for by nobody are not the same as not fulfilled."""
    counts = progress.verdict_counts
    under_way = sum(counts[code] for code in ("not_started", "on_track", "behind"))
    short = sum(counts[code] for code in ("partly_fulfilled", "not_fulfilled", "out_of_reach"))
    rows = [
        (
            _("Uppfyllda mål"),
            _("%(done)s av %(all)s") % {"done": progress.fulfilled, "all": len(progress.computable)},
        ),
        (_("Mål som inte är helt uppfyllda"), str(short)),
        (_("Mål där perioden pågår"), str(under_way) if under_way else ""),
        (_("Mål som ingen har efterfrågat"), str(counts["no_demand"] or "")),
        (_("Mål utan mått"), str(progress.not_computed)),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _corrected(summary):
    """The summary that this one corrects, as it is named on paper."""
    if summary.corrects is None:
        return None
    named = {"code": summary.corrects.code, "sha256": summary.corrects.sha256}
    on = timezone.localdate(summary.corrects.frozen_at).isoformat()
    return {**named, "approved_on": on, "reason": summary.correction_reason}


def _sections(progress, texts, sharing, asked):
    deviations = by_target(asked.deviations)
    hold_places([facts.target for facts in progress.targets], asked.places)
    return [
        {
            "title": section.title,
            "promises": [_promise(promise, texts, sharing, deviations) for promise in promises],
        }
        for section, promises in progress.sections
    ]


def _promise(promise, texts, sharing, deviations):
    return {
        "id": promise.promise.pk,
        "number": str(promise.number),
        "wording": promise.promise.wording,
        "responsible": [organisation.short_name for organisation in promise.responsible],
        "police_answers": any(organisation.kind == "police" for organisation in promise.responsible),
        "municipality_answers": any(organisation.kind == "municipality" for organisation in promise.responsible),
        "targets": [_target(target) for target in promise.targets],
        **deviations_of_promise(promise, deviations),
        **written(texts, promise.promise.pk, OF_A_PROMISE, sharing),
    }


def _target(facts):
    target = facts.target
    return {
        "id": target.pk,
        "version": target.version,
        "label": target.label,
        "kind": target.kind,
        "rule": rule_sentence(target),
        "outcome": facts.figure,
        "verdict": facts.judgement or facts.verdict.value,
        "verdict_text": str(facts.judgement_name or facts.verdict_name),
        "judged": bool(facts.judgement),
        "computed_verdict": facts.verdict.value,
        "computed_verdict_text": str(facts.verdict_name),
        "arithmetic": facts.sentence,
        "share": float(facts.share) if facts.has_bar else None,
        "expected": float(facts.expected_share) if facts.has_bar and facts.expected_share is not None else None,
        "strip": [
            {
                "first_day": part.first_day.isoformat(),
                "last_day": part.last_day.isoformat() if part.last_day else None,
                "count": part.count,
                "state": part.state.value,
            }
            for part in facts.strip
        ],
        "motivation": target.motivation or "",
        "deviation": deviation_judged(facts),
        "activities": facts.activities,
        "facts": facts_of(facts),
        **measured_figure(facts.measurement),
    }


def _approvals(summary):
    given = rows_of(summary, "approvals", "approved_by") if summary.pk else []
    done = {approval.party: approval for approval in given}
    rows = []
    for party in Party:
        approval = done.get(party.value)
        rows.append(
            {
                "party": str(party.label),
                "name": approval.approved_by.name if approval else "",
                "title": approval.approved_by.title if approval else "",
                "on": timezone.localdate(approval.approved_at).isoformat() if approval else None,
            }
        )
    return rows


def _evidence(progress):
    """Every counted activity by target; no free text, so that nothing said in passing ends up on paper."""
    targets = progress.targets
    rows = (
        Credit.objects.counting()
        .filter(target__in=[facts.target.pk for facts in targets], activity__occurred_on__lte=progress.as_of)
        .select_related("activity__place")
        .prefetch_related("activity__parties")
        .order_by("activity__occurred_on", "activity__pk")
    )
    by_target = defaultdict(list)
    for credit in rows:
        activity = credit.activity
        by_target[credit.target_id].append(
            {
                "day": activity.occurred_on.isoformat(),
                "what": _capital(str(activity.get_activity_type_display())),
                "place": activity.where,
                "parties": ", ".join(sorted(party.short_name for party in activity.parties.all())),
                "count": amount_in_words(credit.amount, activity.count_quality),
                "id": activity.pk,
                **facts_of_row(credit),
            }
        )
    return [
        {"target": facts.target.label, "promise": str(promise.number), "rows": by_target[facts.target.pk]}
        for promise in progress.promises
        for facts in promise.targets
    ]


def amount_in_words(amount, quality):
    """A count as the evidence has it: "minst 3"."""
    word = {"at_least": _("minst") + " ", "about": _("cirka") + " "}.get(quality, "")
    return f"{word}{amount}"


def counted_in(snapshot):
    """[(target's id, its label, its counted activities)] of a snapshot that was frozen, in the order it is read.

    The evidence names targets in words; it follows the targets of the promises one by one.
    """
    promises = [promise for section in snapshot["sections"] for promise in section["promises"]]
    targets = [target for promise in promises for target in promise["targets"]]
    return [
        (target["id"], target["label"], evidence["rows"])
        for target, evidence in zip(targets, snapshot["evidence"], strict=True)
    ]


def _capital(text):
    return text[:1].upper() + text[1:]
