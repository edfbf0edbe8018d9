from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from councils.constraints import together
from councils.wall import walled
from promises.models.promise_sets import PromiseSet
from promises.models.targets import Target
from promises.querysets import SourceTextQuerySet

LONGEST_SOURCE = 200_000


class SourceText(models.Model):
    """A text somebody pasted for the promise reader, kept as it was so that each target can show its words."""

    promise_set = models.ForeignKey(PromiseSet, on_delete=models.CASCADE, related_name="sources")
    text = models.TextField(max_length=LONGEST_SOURCE)
    pasted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    pasted_at = models.DateTimeField(default=timezone.now)

    objects = walled(SourceTextQuerySet, "promise_set__council")

    class Meta:
        ordering = ["promise_set", "pk"]

    def __str__(self):
        return f"{self.promise_set_id}: {len(self.text)} tecken"


class Proposal(models.Model):
    """That a target comes from the reader, until a person has said that it is right: the words it rests on and why.

    `commitment` is what the reader found, as plain values; `answers` is what a person has answered to its questions,
    by the question's code. The target is made from the two together by promises/proposals/.
    """

    target = models.OneToOneField(Target, on_delete=models.CASCADE, related_name="proposal")
    source = models.ForeignKey(SourceText, on_delete=models.CASCADE, related_name="proposals")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    commitment = models.JSONField()
    answers = models.JSONField(default=dict, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = walled(models.QuerySet, "source__promise_set__council")

    class Meta:
        ordering = ["source", "start", "pk"]
        constraints = [
            models.CheckConstraint(name="proposal_span_in_order", condition=Q(end__gt=models.F("start"))),
            models.CheckConstraint(
                name="proposal_confirmed_at_and_by_together", condition=together("confirmed_at", "confirmed_by")
            ),
        ]

    def __str__(self):
        return f"{self.target_id}: {self.start}–{self.end}"
