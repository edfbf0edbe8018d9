from django.db import models
from django.utils.translation import gettext_lazy as _

from councils.querysets import PeriodQuerySet


class County(models.Model):
    """A county (län)."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=60, unique=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("län")
        verbose_name_plural = _("län")

    def __str__(self):
        return self.name


class PoliceRegion(models.Model):
    """One of the police authority's regions (polisregion)."""

    name = models.CharField(max_length=60, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("polisregion")
        verbose_name_plural = _("polisregioner")

    def __str__(self):
        return self.name


class Municipality(models.Model):
    """A municipality. Its code is text: four digits, of which the first two are the county."""

    code = models.CharField(max_length=4, primary_key=True)
    name = models.CharField(_("kort namn"), max_length=60, unique=True)
    official_name = models.CharField(_("officiellt namn"), max_length=80)
    own_name = models.CharField(
        _("eget namn"), max_length=80, blank=True, help_text=_("Om kommunen kallar sig något annat: Haparanda stad.")
    )
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="municipalities")
    police_region = models.ForeignKey(PoliceRegion, on_delete=models.PROTECT, related_name="municipalities")

    class Meta:
        ordering = ["code"]
        verbose_name = _("kommun")
        verbose_name_plural = _("kommuner")
        constraints = [
            models.CheckConstraint(
                name="municipality_code_begins_with_county", condition=models.Q(code__startswith=models.F("county"))
            ),
        ]

    def __str__(self):
        return self.display_name

    @property
    def display_name(self):
        """The name the municipality itself uses."""
        return self.own_name or self.official_name


class PoliceArea(models.Model):
    """A local police area (lokalpolisområde, LPO). Which municipalities it covers changes over time."""

    name = models.CharField(max_length=80, unique=True)
    region = models.ForeignKey(PoliceRegion, on_delete=models.PROTECT, related_name="areas")
    municipalities = models.ManyToManyField(Municipality, through="PoliceAreaMunicipality", related_name="police_areas")

    class Meta:
        ordering = ["name"]
        verbose_name = _("lokalpolisområde")
        verbose_name_plural = _("lokalpolisområden")

    def __str__(self):
        return _("lokalpolisområde %(name)s") % {"name": self.name}

    def municipalities_on(self, day):
        """Codes of the municipalities that belong to the area on a day."""
        return PoliceAreaMunicipality.objects.on(day).filter(area=self).values("municipality")


class PoliceAreaAlias(models.Model):
    """Another name the same area goes by, in older or local texts."""

    area = models.ForeignKey(PoliceArea, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class PoliceAreaMunicipality(models.Model):
    """That a municipality belongs to a local police area, from a day to a day."""

    area = models.ForeignKey(PoliceArea, on_delete=models.CASCADE, related_name="coverage")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="coverage")
    from_day = models.DateField(null=True, blank=True)
    to_day = models.DateField(null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "municipality", "from_day"], name="area_covers_municipality_once"),
            models.UniqueConstraint(
                fields=["area", "municipality"],
                condition=models.Q(from_day__isnull=True),
                name="area_covers_municipality_once_since_ever",
            ),
            models.CheckConstraint(
                name="area_coverage_days_in_order",
                condition=models.Q(from_day__isnull=True)
                | models.Q(to_day__isnull=True)
                | models.Q(to_day__gte=models.F("from_day")),
            ),
        ]

    def __str__(self):
        return f"{self.area_id} · {self.municipality_id}"
