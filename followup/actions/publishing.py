"""Letting everybody read an approved summary, and what the archives note of it."""

from django.db import transaction

from followup.actions.corrections import NotFrozen, correction_of
from followup.actions.summaries import content_on
from followup.actions.summary_texts import locked, take_back, told
from followup.codes import Retention
from followup.document.snapshot import digest


class NotPublic(Exception):
    """The promises themselves are not published."""


class Corrected(Exception):
    """An approved correction has taken its place. Carries that one."""

    def __init__(self, correction):
        super().__init__("it has been corrected")
        self.correction = correction


class ChangedMeanwhile(Exception):
    """Somebody else changed the same facts after this person read them."""


@transaction.atomic
def publish_summary(*, summary, by, at):
    """Let everybody read the summary as both parties approved it. Publishing twice is once; there is no way back.

    Returns the summary. Raises NotFrozen, NotPublic, or Corrected.
    """
    summary = locked(summary)
    if not summary.is_frozen:
        raise NotFrozen
    correction = correction_of(summary)
    if correction and correction.is_frozen:
        correction.promise_set = summary.promise_set
        raise Corrected(correction)
    if not summary.promise_set.is_published:
        raise NotPublic
    if summary.published_at is None:
        summary.published_at, summary.published_by = at, by
        summary.save()
        told(summary, by=by, verb="publish_summary", of=summary)
    return summary


@transaction.atomic
def change_summary_facts(*, summary, facts, read, by, day):
    """Note the parties' registry numbers and how long the archive keeps it; also of what is frozen.

    `facts`: what it shall say, as `facts_of` gives it; `read`: `version_of` what the person had read. In a draft the
    numbers are printed, so that an approval of other numbers falls. Returns the summary. Raises ChangedMeanwhile.
    """
    summary = locked(summary)
    before = facts_of(summary)
    changed = [name for name in facts if facts[name] != before[name]]
    if not changed:
        return summary
    if read != version_of(before):
        raise ChangedMeanwhile
    for name in changed:
        setattr(summary, name, facts[name])
    summary.save()
    told(summary, by=by, verb="change_summary_facts", of=summary, changed=changed)
    if not summary.is_frozen and summary.approvals.exists():
        take_back(summary, by, unless_of=content_on(summary, day=day))
    return summary


def facts_of(summary):
    """What the archives note of the summary, by name."""
    return {
        "registry_number": summary.registry_number,
        "police_registry_number": summary.police_registry_number,
        "retention": Retention(summary.retention).value,
    }


def version_of(facts):
    """What tells these facts from others: a form carries it, so that nobody overwrites what they have not seen."""
    return digest(facts)[:20]
