from django.db import models
from django.utils.translation import gettext_lazy as _

from councils.wall import walled
from followup.codes import DeviationReason
from promises.models import COUNCIL_OF_A_NOTE, Activity, NotedOnTarget
from promises.querysets import NotedQuerySet


class Deviation(NotedOnTarget):
    """That something promised was not done as meant: when, why, and what was done instead."""

    occurred_on = models.DateField(_("dag"))
    reason = models.CharField(_("orsak"), max_length=20, choices=DeviationReason.choices)
    text = models.TextField(_("vad hände"), max_length=2000, blank=True)
    substitute = models.ForeignKey(
        Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("i stället")
    )

    objects = walled(NotedQuerySet, COUNCIL_OF_A_NOTE)

    class Meta(NotedOnTarget.Meta):
        ordering = ["target", "occurred_on", "pk"]

    def __str__(self):
        return f"{self.occurred_on}: {self.get_reason_display()}"
