"""What happens around a summary while it is written: what people say to each other of it, and that it is sent back."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from councils.constraints import together
from councils.wall import walled
from followup.codes import Party, TextPart
from followup.models.summaries import COUNCIL, Summary
from promises.models import Promise


class SummaryComment(models.Model):
    """What somebody in the group says of a summary that is being written. It is never printed."""

    summary = models.ForeignKey(Summary, on_delete=models.CASCADE, related_name="comments")
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    part = models.CharField(_("del"), max_length=16, choices=TextPart.choices, blank=True)
    text = models.TextField(_("kommentar"), max_length=2000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(_("klar"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = walled(models.QuerySet, COUNCIL)

    class Meta:
        ordering = ["summary", "pk"]
        constraints = [
            models.CheckConstraint(
                name="comment_settled_at_and_by_together", condition=together("settled_at", "settled_by")
            ),
        ]

    def __str__(self):
        return f"{self.summary_id} · {self.written_at:%Y-%m-%d}"


class SummaryReturn(models.Model):
    """That a party has sent the summary back to those who write, and why."""

    summary = models.ForeignKey(Summary, on_delete=models.CASCADE, related_name="returns")
    party = models.CharField(max_length=12, choices=Party.choices)
    reason = models.TextField(_("varför"), max_length=1000)
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(default=timezone.now)

    objects = walled(models.QuerySet, COUNCIL)

    class Meta:
        ordering = ["summary", "pk"]

    def __str__(self):
        return f"{self.summary_id} · {self.get_party_display()}"
