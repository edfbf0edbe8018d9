from django.db import models
from django.utils.translation import gettext_lazy as _

from councils.models.geography import Municipality, PoliceArea
from councils.querysets import OrganisationQuerySet


class Organisation(models.Model):
    """A party or partner that promises, takes part or logs: a municipality, a local police area, a health centre."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("kommun")
        POLICE = "police", _("polis")
        REGION = "region", _("region")
        STATE = "state", _("statlig myndighet")
        BUSINESS = "business", _("företag")
        ASSOCIATION = "association", _("förening")
        OTHER = "other", _("annan")

    name = models.CharField(_("namn"), max_length=120, unique=True)
    short_name = models.CharField(_("kort namn"), max_length=40)
    kind = models.CharField(_("slag"), max_length=12, choices=Kind.choices)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    police_area = models.ForeignKey(
        PoliceArea, on_delete=models.PROTECT, null=True, blank=True, related_name="organisations"
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisationer")
        constraints = [
            models.CheckConstraint(
                name="police_organisation_has_area",
                condition=~models.Q(kind="police") | models.Q(police_area__isnull=False),
            ),
            models.CheckConstraint(
                name="municipal_organisation_has_municipality",
                condition=~models.Q(kind="municipality") | models.Q(municipality__isnull=False),
            ),
        ]

    def __str__(self):
        return self.name
