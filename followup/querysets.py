"""The domain's sentences over summaries and judgements."""

from django.db.models import Q, QuerySet

from followup.codes import SummaryKind
from promises.querysets import readable


class SummaryQuerySet(QuerySet):
    def of(self, council):
        return self.filter(promise_set__council=council)

    def readable_by(self, gate):
        """Those of promise sets that one reads; who sees no drafts reads what both parties have approved."""
        rows = self.filter(readable(gate, "promise_set"))
        return rows if gate.can_view_drafts else rows.decided()

    def decided(self):
        """Approved by both parties: what officials may read."""
        return self.filter(frozen_at__isnull=False)

    def open(self):
        return self.filter(frozen_at__isnull=True)

    def final(self):
        """What was due when the period was over, and its corrections; not how it stood on the way there."""
        return self.filter(kind=SummaryKind.FINAL)

    def standing(self):
        """Those that no approved correction has replaced."""
        return self.exclude(corrected_by__frozen_at__isnull=False)

    def published(self):
        return self.filter(published_at__isnull=False)

    def latest_first(self):
        return self.select_related("promise_set").order_by("-promise_set__first_day", "-as_of", "-pk")


class SummaryDocumentQuerySet(QuerySet):
    def of(self, council):
        return self.filter(summary__promise_set__council=council)

    def without_content(self):
        return self.defer("content")


class AssessmentQuerySet(QuerySet):
    def latest_of(self, targets):
        """Each target's last judgement, by target id."""
        return {
            row.target_id: row for row in self.filter(target__in=targets).order_by("pk").select_related("judged_by")
        }


class DeadlineQuerySet(QuerySet):
    def of(self, council):
        return self.filter(council=council)

    def readable_by(self, gate):
        """Those of the council as a whole, and those of promise sets that one reads."""
        return self.filter(Q(promise_set__isnull=True) | readable(gate, "promise_set"))

    def open(self):
        return self.filter(done_at__isnull=True)

    def in_order(self):
        return self.select_related("promise_set", "organisation", "meeting").order_by("due_on", "pk")
