"""Whose texts in a summary are open to whom. What an organisation writes is its own until it has shared it."""

from collections import defaultdict
from dataclasses import dataclass, field

from councils.gathered import is_held
from followup.models import SummaryShare, SummaryText


@dataclass(frozen=True)
class Sharing:
    """One summary: who has written in it and who has shared, as it looks to somebody who acts for `readers`.

    `writers` and `shares` by organisation id. Once approved by both parties everything is open.
    """

    readers: frozenset = frozenset()
    writers: dict = field(default_factory=dict)
    shares: dict = field(default_factory=dict)
    is_frozen: bool = False

    def is_open(self, organisation_id):
        """May the reader see a text of this organisation? A text of nobody in particular is everybody's."""
        everybody_s = self.is_frozen or organisation_id is None or organisation_id in self.shares
        return everybody_s or organisation_id in self.readers

    @property
    def unshared(self):
        """The organisations whose texts are still their own."""
        if self.is_frozen:
            return []
        return [organisation for pk, organisation in self.writers.items() if pk not in self.shares]

    @property
    def own_unshared(self):
        """Those of them that the reader acts for."""
        return [organisation for organisation in self.unshared if organisation.pk in self.readers]

    @property
    def shared(self):
        """The shares of those who have written, in the order they were made."""
        return [share for pk, share in self.shares.items() if pk in self.writers]


def sharing_of(summary, readers=frozenset()):
    """How one summary, saved or not, looks to somebody who acts for these organisations."""
    if is_held(summary, "texts") and is_held(summary, "shares"):
        writers = {row.organisation_id: row.organisation for row in summary.texts.all() if row.organisation_id}
        shares = {row.organisation_id: row for row in summary.shares.all()}
        return Sharing(frozenset(readers), writers, shares, summary.is_frozen)
    return sharing_by_summary([summary] if summary.pk else [], readers).get(summary.pk) or Sharing(frozenset(readers))


def sharing_by_summary(summaries, readers=frozenset()):
    """Summary id → Sharing, with two queries however many they are."""
    ids = [summary.pk for summary in summaries]
    writers, shares = defaultdict(dict), defaultdict(dict)
    texts = SummaryText.objects.filter(summary__in=ids, organisation__isnull=False).defer("text")
    for row in texts.select_related("organisation").order_by("pk"):
        writers[row.summary_id].setdefault(row.organisation_id, row.organisation)
    for row in SummaryShare.objects.filter(summary__in=ids).select_related("organisation", "shared_by"):
        shares[row.summary_id][row.organisation_id] = row
    return {row.pk: Sharing(frozenset(readers), writers[row.pk], shares[row.pk], row.is_frozen) for row in summaries}
