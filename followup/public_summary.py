"""What anybody may read of an approved summary that has been published: what both parties wrote, and how it went.

As on the page of the promises there are no activities, nobody's name and no number of people reached. It is read from
what was frozen, so that it says today what it said when it was approved.
"""

import hashlib
from dataclasses import dataclass

from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from followup import charts
from followup.assessment import Verdict
from followup.codes import VERDICT_NAMES, DocumentKind, Judgement
from followup.document.snapshot import LANGUAGE
from followup.models import Summary, SummaryDocument
from followup.summary_reading import Said, reading


@dataclass(frozen=True)
class PublicTarget:
    """How one target went, in the words of the page's language where they are the program's own."""

    label: str
    verdict: str
    verdict_name: str
    figure: str
    is_judged: bool
    bar: str

    @property
    def is_measured(self):
        return self.verdict != Verdict.NO_MEASURE


@dataclass(frozen=True)
class PublicSummary:
    """One published summary, in the order it is read. `sections`: (title, [(promise, its parts, its targets)])."""

    summary: Summary
    snapshot: dict
    before: list[Said]
    sections: list
    after: list[Said]


def published_summary(promise_set):
    """The summary of a set that all may read: the final one before those on the way there, and the latest version.

    Without its content, which is read when it is asked for. None when none has been published.
    """
    rows = Summary.objects.published().filter(promise_set=promise_set).defer("snapshot")
    found = max(rows, key=lambda row: (row.is_final, row.as_of, row.edition), default=None)
    if found:
        found.promise_set = promise_set
    return found


def public_summary_of(summary):
    """Everything the page shows, from the frozen content alone."""
    read = reading(summary.snapshot)
    sections = [(title, [_promise(*pair) for pair in promises]) for title, promises in read.sections]
    return PublicSummary(summary, summary.snapshot, _written(read.before), sections, _written(read.after))


def mark_of_summary(summary, frame):
    """The page's ETag: which summary, in which words, and what the council is called."""
    council = summary.promise_set.council
    named = (council.name, council.short_name, council.independence_note)
    facts = (summary.pk, summary.sha256, summary.published_at, frame, named)
    # Weak: a proxy that compresses sends other bytes with the same meaning.
    return f'W/"{hashlib.sha256(repr(facts).encode()).hexdigest()[:32]}"'


def public_paper(summary):
    """(SHA-256, content) of the kept short version of a published summary; None where none was kept.

    Not the whole: its appendix has every dated activity, and a number of people may be so small that one is known.
    """
    rows = SummaryDocument.objects.filter(summary=summary, kind=DocumentKind.SHORT)
    return rows.values_list("sha256", "content").first()


def _written(parts):
    return [part for part in parts if part.text]


def _promise(promise, parts):
    return promise, _written(parts), [_target(target) for target in promise["targets"]]


def _target(target):
    return PublicTarget(
        label=target["label"],
        verdict=target["verdict"],
        verdict_name=_verdict_name(target),
        figure=target["outcome"],
        is_judged=target["judged"],
        bar=_bar(target),
    )


def _verdict_name(target):
    """As it was frozen; in another language the same word of today, since only Swedish was approved."""
    if get_language() == LANGUAGE:
        return target["verdict_text"]
    code = target["verdict"]
    return Judgement(code).label if target["judged"] else VERDICT_NAMES[Verdict(code)]


def _bar(target):
    if target.get("share") is None:
        return ""
    said = {"share": target["share"], "expected": target.get("expected"), "label": target["label"]}
    drawn = charts.target_bar(**said, ident=f"bar-{target['id']}")
    return mark_safe(drawn)  # noqa: S308  made of numbers and escaped text only
