from django.db import models
from django.utils.translation import gettext_lazy as _

from councils.models.councils import Council
from councils.querysets import OfCouncilQuerySet
from councils.wall import walled


class Place(models.Model):
    """A place in the council's area that activities can be tied to, such as a school or a square."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="places")
    name = models.CharField(_("plats"), max_length=120)

    objects = walled(OfCouncilQuerySet, "council")

    class Meta:
        ordering = ["name"]
        verbose_name = _("plats")
        verbose_name_plural = _("platser")
        constraints = [models.UniqueConstraint(fields=["council", "name"], name="place_name_once_per_council")]

    def __str__(self):
        return self.name


class PlaceSet(models.Model):
    """Places with a common name, such as all schools: what a target that covers every one of them is made from.

    A target keeps its own list of places, so what is added here later changes no target that has been signed.
    """

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="place_sets")
    name = models.CharField(_("namn"), max_length=80)
    places = models.ManyToManyField(Place, related_name="sets", verbose_name=_("platser"))

    objects = walled(OfCouncilQuerySet, "council")

    class Meta:
        ordering = ["name"]
        verbose_name = _("platsgrupp")
        verbose_name_plural = _("platsgrupper")
        constraints = [models.UniqueConstraint(fields=["council", "name"], name="place_set_name_once_per_council")]

    def __str__(self):
        return self.name
