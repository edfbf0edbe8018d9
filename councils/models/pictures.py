from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from councils.codes import GeographyLevel, WorkStatus
from councils.constraints import together
from councils.models.councils import Council
from councils.models.drafted import Drafted
from councils.models.geography import Municipality
from councils.models.meetings import Meeting
from councils.models.organisations import Organisation
from councils.querysets import ContributionQuerySet, OfCouncilQuerySet, OfPictureQuerySet, PictureQuerySet
from councils.wall import walled

# What the law asks of a picture (lag 2023:196, 4 §), in its order.
PARTS = ("mapping", "other_information", "analysis")


class Picture(Drafted):
    """The joint situational picture (lägesbild): what the law asks for is its mapping, other information and analysis.

    Adopted it stands as it is; the next one follows within 24 months.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="pictures")
    number = models.PositiveSmallIntegerField(_("nummer"), help_text="1 for the council's first, and so on.")
    title = models.CharField(_("rubrik"), max_length=160)
    from_day = models.DateField(_("beskriver tiden från"), null=True, blank=True)
    to_day = models.DateField(_("till och med"), null=True, blank=True)
    mapping = models.TextField(_("kartläggning av brottsligheten"), max_length=20000, blank=True)
    other_information = models.TextField(_("annan relevant information"), max_length=20000, blank=True)
    analysis = models.TextField(_("analys"), max_length=20000, blank=True)
    status = models.CharField(_("status"), max_length=8, choices=WorkStatus.choices, default=WorkStatus.DRAFT)
    adopted_on = models.DateField(_("fastställd"), null=True, blank=True)
    adopted_by_body = models.CharField(_("fastställd av"), max_length=120, blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="pictures", verbose_name=_("möte")
    )
    paragraph = models.CharField(_("paragraf"), max_length=20, blank=True)
    registry_number = models.CharField(_("diarienummer"), max_length=60, blank=True)
    predecessor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="successors")
    as_adopted = models.JSONField(
        null=True, blank=True, editable=False, help_text="What the picture names, as it was: picture_reading.py."
    )

    objects = walled(PictureQuerySet, "council")

    class Meta(Drafted.Meta):
        abstract = False
        ordering = ["council", "-number"]
        verbose_name = _("lägesbild")
        verbose_name_plural = _("lägesbilder")
        constraints = [
            *Drafted.Meta.constraints,
            models.UniqueConstraint(fields=["council", "number"], name="picture_number_once_per_council"),
            models.CheckConstraint(
                name="picture_adopted_at_and_by_together", condition=together("adopted_at", "adopted_by")
            ),
            models.CheckConstraint(
                name="a_decided_picture_has_its_day",
                condition=models.Q(status=WorkStatus.DRAFT) | models.Q(adopted_on__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("councils:picture", args=[self.council.slug, self.pk])

    @property
    def is_draft(self):
        return self.status == WorkStatus.DRAFT

    @property
    def is_in_force(self):
        return self.status == WorkStatus.DECIDED

    @property
    def is_own_draft(self):
        """Is it a draft that nobody outside its organisation reads?"""
        return self.is_draft and self.organisation_id is not None and self.shared_at is None

    @property
    def missing_parts(self):
        """Names of the fields that the law asks for and that nothing is written in."""
        return [name for name in PARTS if not getattr(self, name).strip()]


class PictureContribution(Drafted):
    """What one party knows, for one of the municipalities or all: its own until it shares it."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="contributions")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kommun")
    )
    crime = models.TextField(_("brottsligheten"), max_length=10000, blank=True)
    other_information = models.TextField(_("annat som hör dit"), max_length=10000, blank=True)
    analysis = models.TextField(_("vår bedömning"), max_length=10000, blank=True)
    changed_at = models.DateTimeField(_("ändrat efter delningen"), null=True, blank=True)

    objects = walled(ContributionQuerySet, "picture__council")

    class Meta(Drafted.Meta):
        abstract = False
        ordering = ["picture", "pk"]
        verbose_name = _("bidrag till lägesbilden")
        verbose_name_plural = _("bidrag till lägesbilden")
        constraints = [
            *Drafted.Meta.constraints,
            models.UniqueConstraint(
                fields=["picture", "organisation", "municipality"], name="one_contribution_per_party_and_municipality"
            ),
            models.UniqueConstraint(
                fields=["picture", "organisation"],
                condition=models.Q(municipality__isnull=True),
                name="one_contribution_per_party_for_all_municipalities",
            ),
            models.CheckConstraint(name="a_contribution_is_somebodys", condition=models.Q(organisation__isnull=False)),
        ]

    def __str__(self):
        return f"{self.organisation}: {self.picture}"

    @property
    def texts(self):
        """(what it is about, text) of what is written."""
        names = ("crime", "other_information", "analysis")
        pairs = ((self._meta.get_field(name).verbose_name, getattr(self, name)) for name in names)
        return [(label, text) for label, text in pairs if text]


class Indicator(models.Model):
    """A figure that is followed over the years, such as reported assaults per 100 000 inhabitants, and its source."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="indicators")
    name = models.CharField(_("indikator"), max_length=160)
    unit = models.CharField(_("enhet"), max_length=60)
    source = models.CharField(_("källa"), max_length=160)
    is_per_100_000 = models.BooleanField(_("per 100 000 invånare"), default=False)
    note = models.CharField(_("anmärkning"), max_length=300, blank=True)

    objects = walled(OfCouncilQuerySet, "council")

    class Meta:
        ordering = ["council", "name"]
        verbose_name = _("indikator")
        verbose_name_plural = _("indikatorer")
        constraints = [models.UniqueConstraint(fields=["council", "name", "source"], name="indicator_once_per_council")]

    def __str__(self):
        return self.name


class IndicatorValue(models.Model):
    """An indicator's value for a year and a geography. No row means no figure, which is not zero."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    year = models.PositiveSmallIntegerField(_("år"))
    level = models.CharField(_("nivå"), max_length=12, choices=GeographyLevel.choices)
    geography = models.CharField(
        _("område"), max_length=120, help_text="Four digits for a municipality, two for a county, else its name."
    )
    value = models.DecimalField(_("värde"), max_digits=14, decimal_places=3)
    is_preliminary = models.BooleanField(_("preliminär"), default=False)

    objects = walled(models.QuerySet, "indicator__council")

    class Meta:
        ordering = ["indicator", "level", "geography", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "level", "geography", "year"], name="one_indicator_value_per_geography_and_year"
            )
        ]

    def __str__(self):
        return f"{self.indicator} {self.geography} {self.year}"


class PictureIndicator(models.Model):
    """That a picture shows an indicator, with what is to be said of it."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="indicators")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="pictures")
    order = models.PositiveSmallIntegerField(default=0)
    comment = models.TextField(_("vad siffrorna säger"), max_length=2000, blank=True)

    objects = walled(OfPictureQuerySet, "picture__council")

    class Meta:
        ordering = ["picture", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["picture", "indicator"], name="indicator_once_per_picture")]

    def __str__(self):
        return f"{self.picture}: {self.indicator}"


class PictureObservation(models.Model):
    """Something seen that no statistics tell, where it was seen and by whom."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="observations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("källa"))
    level = models.CharField(
        _("nivå"), max_length=12, choices=GeographyLevel.choices, default=GeographyLevel.MUNICIPALITY
    )
    geography = models.CharField(_("område"), max_length=120, blank=True)
    text = models.TextField(_("iakttagelse"), max_length=2000)

    objects = walled(OfPictureQuerySet, "picture__council")

    class Meta:
        ordering = ["picture", "pk"]

    def __str__(self):
        return self.text
