from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from councils.constraints import together
from councils.models.councils import Council
from councils.querysets import MeetingQuerySet
from councils.wall import walled


class Meeting(models.Model):
    """A day on which the council meets."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="meetings")
    held_on = models.DateField(_("mötesdag"))
    title = models.CharField(_("rubrik"), max_length=120, blank=True)
    cancelled_at = models.DateTimeField(_("inställt"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = walled(MeetingQuerySet, "council")

    class Meta:
        ordering = ["council", "held_on", "pk"]
        verbose_name = _("möte")
        verbose_name_plural = _("möten")
        constraints = [
            models.UniqueConstraint(
                fields=["council", "held_on"],
                condition=models.Q(cancelled_at__isnull=True),
                name="one_meeting_per_council_and_day",
            ),
            models.CheckConstraint(
                name="meeting_cancelled_at_and_by_together", condition=together("cancelled_at", "cancelled_by")
            ),
        ]

    def __str__(self):
        return f"{self.held_on} {self.title}".strip()
