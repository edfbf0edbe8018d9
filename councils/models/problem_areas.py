from django.db import models
from django.utils.translation import gettext_lazy as _

from councils.models.councils import Council
from councils.querysets import OfCouncilQuerySet
from councils.wall import walled


class ProblemArea(models.Model):
    """A problem that police and municipality have agreed to work on, such as speeding through the village."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="problem_areas")
    name = models.CharField(_("problemområde"), max_length=120)
    background = models.TextField(_("bakgrund"), max_length=5000, blank=True)

    objects = walled(OfCouncilQuerySet, "council")

    class Meta:
        ordering = ["name"]
        verbose_name = _("problemområde")
        verbose_name_plural = _("problemområden")
        constraints = [models.UniqueConstraint(fields=["council", "name"], name="problem_area_name_once_per_council")]

    def __str__(self):
        return self.name
