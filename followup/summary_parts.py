"""What stands in each part of a summary for somebody who is about to write there."""

from dataclasses import dataclass, field

from followup.codes import TextPart
from followup.drafting.proposals import proposals_of
from followup.models import SummaryText
from followup.sharing import sharing_of


@dataclass(frozen=True)
class Standing:
    """Part → the row that is saved there, what is proposed where nothing is, and whose text it still is alone."""

    rows: dict[str, SummaryText] = field(default_factory=dict)
    proposed: dict[str, str] = field(default_factory=dict)
    closed: dict[str, object] = field(default_factory=dict)

    def initial(self, parts):
        """What a form of these parts begins with."""
        texts = {part: self.text(part) for part in parts}
        return {**texts, **{f"{part}_version": self.version(part) for part in parts}}

    def text(self, part):
        return self.rows[part].text if part in self.rows else self.proposed.get(part, "")

    def version(self, part):
        return self.rows[part].version if part in self.rows else 0


@dataclass(frozen=True)
class Part:
    """One part on the page: its field, or whose it is while it is not shared, and what is said of it."""

    code: str
    field: object = None
    owner: object = None
    comments: tuple = ()

    @property
    def label(self):
        return TextPart(self.code).label


def saved_parts(summary, promise, gate):
    """What is saved of a promise, or of the whole; proposals are not asked for."""
    found = summary.texts.filter(promise=promise).select_related("organisation") if summary.pk else ()
    rows = {row.part: row for row in found}
    sharing = sharing_of(summary, gate.organisations)
    closed = {part: row.organisation for part, row in rows.items() if not sharing.is_open(row.organisation_id)}
    return Standing(rows, closed=closed)


def standing_parts(summary, promise, gate, *, parts, progress):
    """The same, with what is proposed in those of the parts where nothing is saved."""
    saved = saved_parts(summary, promise, gate)
    proposals = proposals_of(summary, progress)
    key = promise.pk if promise else None
    proposed = {part: proposals[key, part] for part in parts if part not in saved.rows and (key, part) in proposals}
    return Standing(saved.rows, proposed, saved.closed)


def parts_on_the_page(form, order, closed, comments):
    """Every part in the order it is read; `comments`: part → those that are open."""
    return [
        Part(
            part,
            field=form[part] if part in form.fields else None,
            owner=closed.get(part),
            comments=tuple(comments.get(part, ())),
        )
        for part in order
    ]
