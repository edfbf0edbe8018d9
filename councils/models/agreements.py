from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from councils.models.councils import Council
from councils.models.organisations import Organisation
from councils.querysets import AgreementQuerySet, OfAgreementQuerySet, OfCouncilQuerySet
from councils.wall import walled


class Agreement(models.Model):
    """A written cooperation agreement (samverkansöverenskommelse) between two or more parties."""

    title = models.CharField(_("rubrik"), max_length=160)
    councils = models.ManyToManyField(Council, related_name="agreements")
    parties = models.ManyToManyField(Organisation, related_name="agreements")
    purpose = models.TextField(_("syfte"), max_length=5000)
    areas = models.TextField(_("områden"), max_length=2000, blank=True, help_text=_("Ett område per rad."))
    yearly_duty = models.TextField(_("årligt åtagande"), max_length=2000, blank=True)
    signed_on = models.DateField(_("undertecknad"), null=True, blank=True)
    from_day = models.DateField(_("gäller från"), null=True, blank=True)
    to_day = models.DateField(
        _("gäller till och med"), null=True, blank=True, help_text=_("Tomt betyder tills vidare.")
    )
    document_note = models.CharField(_("dokument"), max_length=200, blank=True)
    predecessor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("ersätter överenskommelsen"),
    )
    version = models.PositiveIntegerField(default=1)

    objects = walled(AgreementQuerySet, "councils", several=True)

    class Meta:
        ordering = ["-from_day", "title"]
        verbose_name = _("överenskommelse")
        verbose_name_plural = _("överenskommelser")
        constraints = [
            models.CheckConstraint(
                name="agreement_days_in_order",
                condition=models.Q(from_day__isnull=True)
                | models.Q(to_day__isnull=True)
                | models.Q(to_day__gte=models.F("from_day")),
            )
        ]

    def __str__(self):
        return self.title

    @property
    def area_list(self):
        return [line.strip() for line in self.areas.splitlines() if line.strip()]

    def holds(self, day):
        return (self.from_day is None or self.from_day <= day) and (self.to_day is None or self.to_day >= day)


class AgreementSignatory(models.Model):
    """Who signed for a party, in which office, and the number it has in that party's registry."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="signatories")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("part"))
    name = models.CharField(_("undertecknat av"), max_length=120, blank=True)
    office = models.CharField(_("befattning"), max_length=120, blank=True)
    registry_number = models.CharField(_("diarienummer"), max_length=60, blank=True)

    objects = walled(OfAgreementQuerySet, "agreement__councils", several=True)

    class Meta:
        ordering = ["agreement", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "organisation"], name="one_signatory_per_agreement_and_party")
        ]

    def __str__(self):
        return f"{self.organisation}: {self.name}"


class AgreementDuty(models.Model):
    """What the parties have agreed to do every year, such as a joint plan from a jointly agreed picture."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="duties")
    text = models.CharField(_("åtagande"), max_length=300)
    month = models.PositiveSmallIntegerField(_("månad"), help_text=_("Ska vara gjort före månadens slut, varje år."))

    objects = walled(OfAgreementQuerySet, "agreement__councils", several=True)

    class Meta:
        ordering = ["agreement", "month", "pk"]
        constraints = [
            models.CheckConstraint(
                name="agreement_duty_month_is_a_month", condition=models.Q(month__gte=1, month__lte=12)
            )
        ]

    def __str__(self):
        return self.text


class DutyDone(models.Model):
    """That a yearly duty was done for a year, in one council: each council of a shared agreement answers for itself."""

    duty = models.ForeignKey(AgreementDuty, on_delete=models.CASCADE, related_name="done")
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField(_("år"))
    done_on = models.DateField(_("gjort"))
    note = models.CharField(_("anteckning"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = walled(OfCouncilQuerySet, "council")

    class Meta:
        ordering = ["duty", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["duty", "council", "year"], name="duty_done_once_per_council_and_year")
        ]

    def __str__(self):
        return f"{self.duty} {self.year}"


class AgreementDocument(models.Model):
    """The signed paper as a PDF. Checked when it is uploaded; never opened by the server after that, only sent."""

    agreement = models.OneToOneField(Agreement, on_delete=models.CASCADE, related_name="document")
    file_name = models.CharField(_("fil"), max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = walled(OfAgreementQuerySet, "agreement__councils", several=True)

    def __str__(self):
        return self.file_name
