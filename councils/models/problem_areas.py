from django.db import models
from django.utils.translation import gettext_lazy as _

from councils.codes import ProblemTheme
from councils.models.councils import Council
from councils.models.pictures import Picture
from councils.models.places import Place
from councils.querysets import OfCouncilQuerySet
from councils.wall import walled


class ProblemArea(models.Model):
    """A problem that police and municipality have agreed to work on, such as speeding through the village."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="problem_areas")
    name = models.CharField(_("problemområde"), max_length=120)
    background = models.TextField(_("bakgrund"), max_length=5000, blank=True)
    picture = models.ForeignKey(
        Picture,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="problem_areas",
        verbose_name=_("lägesbild"),
        help_text="The picture it was last seen in.",
    )
    theme = models.CharField(_("tema"), max_length=15, choices=ProblemTheme.choices, blank=True)
    places = models.ManyToManyField(Place, blank=True, related_name="problem_areas", verbose_name=_("platser"))
    times = models.CharField(_("när det händer"), max_length=200, blank=True)
    cause_offender = models.TextField(_("gärningspersonen"), max_length=3000, blank=True)
    cause_target = models.TextField(_("objektet eller den utsatta"), max_length=3000, blank=True)
    cause_place = models.TextField(_("platsen"), max_length=3000, blank=True)
    priority = models.PositiveSmallIntegerField(
        _("prioritet"), null=True, blank=True, help_text=_("1 är viktigast. Tomt betyder inte prioriterat.")
    )
    priority_reason = models.TextField(_("varför det prioriteras"), max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = walled(OfCouncilQuerySet, "council")

    class Meta:
        ordering = ["name"]
        verbose_name = _("problemområde")
        verbose_name_plural = _("problemområden")
        constraints = [models.UniqueConstraint(fields=["council", "name"], name="problem_area_name_once_per_council")]

    def __str__(self):
        return self.name
