"""What is written in a summary, as its snapshot has it: saved, proposed, or not shared with the reader."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from councils.gathered import rows_of
from followup.drafting.proposals import proposals_of


@dataclass(frozen=True)
class Text:
    """What stands in one part of a summary."""

    text: str
    organisation: object = None
    is_proposed: bool = False

    @property
    def organisation_id(self):
        return self.organisation.pk if self.organisation else None


def texts_of(summary, progress, told=None):
    """(promise id or None, part) → what stands there: what somebody has saved, else what is proposed."""
    saved = {}
    if summary.pk:
        rows = rows_of(summary, "texts", "organisation")
        saved = {(row.promise_id, row.part): Text(row.text, row.organisation) for row in rows}
    if summary.is_ready or summary.is_frozen:
        return saved
    proposed = {key: Text(text, is_proposed=True) for key, text in proposals_of(summary, progress, told).items()}
    return {**proposed, **saved}


def written(texts, promise, parts, sharing):
    """Each part's text, blank where the reader may not see it; which parts are proposals; who has not shared."""
    found = {part: texts.get((promise, part), Text("")) for part in parts}
    closed = {part: one for part, one in found.items() if not sharing.is_open(one.organisation_id)}
    said = {part: "" if part in closed else one.text for part, one in found.items()}
    proposed = [part for part, one in found.items() if one.is_proposed and one.text]
    names = {part: _not_shared(one.organisation) for part, one in closed.items()}
    return {**said, "proposed": proposed, "not_shared": names}


def _not_shared(organisation):
    return _("%(organisation)s har inte delat sin text än.") % {"organisation": organisation.short_name}
