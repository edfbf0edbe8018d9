from django.db import models
from django.utils.translation import gettext_lazy as _

from councils.models import Council
from councils.querysets import OfCouncilQuerySet
from councils.wall import walled


class Term(models.Model):
    """A school term as the municipality dates it. Without own terms: 1 January to 30 June and 1 July to 31 December."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="terms")
    first_day = models.DateField(_("första dag"))
    last_day = models.DateField(_("sista dag"))

    objects = walled(OfCouncilQuerySet, "council")

    class Meta:
        ordering = ["council", "first_day"]
        constraints = [
            models.UniqueConstraint(fields=["council", "first_day"], name="term_begins_once"),
            models.CheckConstraint(name="term_days_in_order", condition=models.Q(last_day__gte=models.F("first_day"))),
        ]

    def __str__(self):
        return f"{self.first_day}–{self.last_day}"


class Occasion(models.Model):
    """A day in the council's calendar that targets may ask for, such as a risk evening (riskkväll)."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="occasions")
    day = models.DateField(_("dag"))
    name = models.CharField(_("namn"), max_length=80)

    objects = walled(OfCouncilQuerySet, "council")

    class Meta:
        ordering = ["council", "day"]
        constraints = [models.UniqueConstraint(fields=["council", "day"], name="occasion_once_per_day")]

    def __str__(self):
        return f"{self.day} {self.name}"
