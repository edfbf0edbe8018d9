"""Whether a public page has changed since a browser or a proxy kept it, asked in one statement.

Of the council's work only what can change the page is asked: its set, and what is counted. What goes on in drafts
cannot be felt here. What stands above the councils, such as the name of a party, is seen the day after at the latest.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.templatetags.static import static

from councils.gathered import Gathered
from councils.models import AuditEntry
from councils.prepared import Told, prepared
from followup.codes import SummaryKind
from followup.models import Summary
from promises.codes import Language
from promises.models import PromiseSet, PromiseTranslation, Translation

# What is counted in: a change of any of these may change an outcome.
COUNTED_IN = ("activity", "spreadsheetimport", "term", "occasion")
# What is done to targets in drafts alone. Whatever else is done to one may be seen.
DRAFTING = (
    "add_target", "edit_target", "remove_target", "answer_question", "confirm_target", "split_target", "drop_target"
)  # fmt: skip
THIS = Told("promise_set", IntegerField())


@dataclass(frozen=True)
class State:
    """What of a set can be told without working its page out.

    `translations`: (language, id, version) of each in which anything is translated, in the order of the languages'
    list. `approved_at`: when its final summary was approved last; `published_at`: when one of its summaries was made
    public. `last_line`: the hash of the log's latest line that matters.
    """

    translations: tuple
    approved_at: datetime | None
    published_at: datetime | None
    last_line: str | None

    @property
    def is_published(self):
        """Can a summary of the set be read by all?"""
        return self.published_at is not None

    @property
    def languages(self):
        return tuple(language for language, _pk, _version in self.translations)


def state_of(promise_set):
    """Asked in one statement."""
    (row,) = _state(council=promise_set.council_id, promise_set=promise_set.pk)
    found = [(one["language"], one["pk"], one["version"]) for one in row.in_languages or ()]
    known = sorted(found, key=lambda one: Language.values.index(one[0]))
    return State(tuple(known), row.approved_at, row.was_published_at, row.last_line)


def mark_of(promise_set, state, *, as_of, language):
    """The page's ETag, from the day one looks from and what was changed last."""
    council = promise_set.council
    facts = (
        (as_of, language, promise_set.pk, promise_set.version, promise_set.status, promise_set.superseded_on),
        (council.name, council.short_name, council.independence_note),
        (state.translations, state.approved_at, state.published_at, state.last_line),
        # The page leads to the style sheet by its name, which is another when the file is.
        static("css/public.css"),
    )
    # Weak: a proxy that compresses sends other bytes with the same meaning.
    return f'W/"{hashlib.sha256(repr(facts).encode()).hexdigest()[:32]}"'


@prepared
def _state():
    """Past the wall, which every part of the statement would ask anew: the set has come through it."""
    summaries = Summary._base_manager.filter(promise_set=THIS)
    approved = summaries.filter(kind=SummaryKind.FINAL, frozen_at__isnull=False).order_by("-frozen_at")
    published = summaries.filter(published_at__isnull=False).order_by("-published_at")
    rows = PromiseSet._base_manager.filter(pk=THIS).order_by().only("pk")
    return rows.annotate(
        in_languages=Subquery(_translations()),
        approved_at=Subquery(approved.values("frozen_at")[:1]),
        was_published_at=Subquery(published.values("published_at")[:1]),
        last_line=Subquery(_lines().order_by("-sequence").values("sha256")[:1]),
    )


def _translations():
    translated = Exists(PromiseTranslation._base_manager.filter(translation=OuterRef("pk")))
    found = Translation._base_manager.filter(translated | ~Q(title="", introduction=""), promise_set=THIS)
    listed = Gathered(JSONObject(language="language", pk="pk", version="version"))
    return found.order_by().values("promise_set").annotate(all=listed).values("all")


def _lines():
    """The lines of the log about what the page shows."""
    council, of_set = Told("council", IntegerField()), Q(object_type="promiseset", object_id=THIS)
    of_targets = Q(object_type="target") & ~Q(verb__in=DRAFTING)
    return AuditEntry._base_manager.filter(Q(object_type__in=COUNTED_IN) | of_set | of_targets, council=council)
