from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from councils.models import Council, Organisation
from councils.wall import WalledHistory, walled
from promises.codes import SetStatus
from promises.periods import Period
from promises.querysets import DECIDED, PromiseQuerySet, PromiseSetQuerySet


class PromiseSet(models.Model):
    """Citizen promises given together for one period (medborgarlöften 2019)."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="promise_sets")
    title = models.CharField(_("rubrik"), max_length=160)
    slug = models.SlugField(max_length=60)
    status = models.CharField(_("status"), max_length=10, choices=SetStatus.choices, default=SetStatus.DRAFT)
    first_day = models.DateField(_("första dag"))
    last_day = models.DateField(_("sista dag"), null=True, blank=True, help_text=_("Tomt betyder tills vidare."))
    introduction = models.TextField(_("inledning"), max_length=5000, blank=True)
    aim = models.TextField(_("målsättning"), max_length=5000, blank=True)
    implementation = models.TextField(_("genomförande"), max_length=5000, blank=True)
    communication = models.TextField(_("kommunikation"), max_length=5000, blank=True)
    follow_up = models.TextField(_("uppföljning"), max_length=5000, blank=True)
    presented_on = models.DateField(_("presenterades"), null=True, blank=True)
    signed_on = models.DateField(_("undertecknades"), null=True, blank=True)
    summary_due_on = models.DateField(_("sammanställning senast"), null=True, blank=True)
    summary_due_wording = models.CharField(_("tidpunkten som den är skriven"), max_length=160, blank=True)
    predecessor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("föregångare"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("vems utkast"),
        help_text=_("Tomt betyder att gruppen skriver tillsammans."),
    )
    shared_at = models.DateTimeField(_("delat"), null=True, blank=True)
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("delat av"),
    )
    version = models.PositiveIntegerField(default=1)

    objects = walled(PromiseSetQuerySet, "council")
    history = WalledHistory("council")

    class Meta:
        ordering = ["council", "-first_day"]
        verbose_name = _("medborgarlöften")
        verbose_name_plural = _("medborgarlöften")
        constraints = [
            models.UniqueConstraint(fields=["council", "slug"], name="promise_set_slug_once_per_council"),
            models.CheckConstraint(
                name="promise_set_days_in_order",
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
            ),
            models.CheckConstraint(
                name="promise_set_summary_due_in_or_after_period",
                condition=models.Q(summary_due_on__isnull=True) | models.Q(summary_due_on__gte=models.F("first_day")),
            ),
            models.CheckConstraint(
                name="promise_set_shared_at_and_by_together",
                condition=models.Q(shared_at__isnull=True, shared_by__isnull=True)
                | models.Q(shared_at__isnull=False, shared_by__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("promises:promise_set", args=[self.council.slug, self.slug])

    @property
    def period(self):
        return Period(self.first_day, self.last_day)

    @property
    def is_decided(self):
        return self.status in DECIDED

    @property
    def is_own_draft(self):
        """Is it a draft that nobody outside its organisation reads?"""
        return not self.is_decided and self.organisation_id is not None and self.shared_at is None


class Recipient(models.Model):
    """An office that the written summary goes to."""

    promise_set = models.ForeignKey(PromiseSet, on_delete=models.CASCADE, related_name="recipients")
    office = models.CharField(_("mottagare"), max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    objects = walled(models.QuerySet, "promise_set__council")

    class Meta:
        ordering = ["promise_set", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["promise_set", "office"], name="recipient_once_per_set")]

    def __str__(self):
        return self.office


class Section(models.Model):
    """A heading under which promises were published."""

    promise_set = models.ForeignKey(PromiseSet, on_delete=models.CASCADE, related_name="sections")
    title = models.CharField(_("rubrik"), max_length=160, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = walled(models.QuerySet, "promise_set__council")

    class Meta:
        ordering = ["promise_set", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["promise_set", "order"], name="section_order_once_per_set")]

    def __str__(self):
        return self.title


class Promise(models.Model):
    """One published promise. Its wording is kept as it was written; targets hang on it."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="promises")
    order = models.PositiveSmallIntegerField(default=0)
    wording = models.TextField(_("löftets ordalydelse"), max_length=5000)
    responsible = models.ManyToManyField(Organisation, through="Responsibility", related_name="promises")

    objects = walled(PromiseQuerySet, "section__promise_set__council")
    history = WalledHistory("section__promise_set__council")

    class Meta:
        ordering = ["section", "order", "pk"]
        verbose_name = _("löfte")
        verbose_name_plural = _("löften")
        constraints = [
            models.UniqueConstraint(fields=["section", "order"], name="promise_order_once_per_section"),
            models.CheckConstraint(name="promise_has_wording", condition=~models.Q(wording="")),
        ]

    def __str__(self):
        return self.wording[:80]

    @property
    def promise_set(self):
        return self.section.promise_set


class Responsibility(models.Model):
    """That an organisation stands behind a promise, or takes part as a partner."""

    class Part(models.TextChoices):
        RESPONSIBLE = "responsible", _("ansvarig")
        PARTNER = "partner", _("samverkanspartner")

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="responsibilities")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="responsibilities")
    part = models.CharField(max_length=11, choices=Part.choices, default=Part.RESPONSIBLE)

    objects = walled(models.QuerySet, "promise__section__promise_set__council")

    class Meta:
        ordering = ["promise", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["promise", "organisation"], name="organisation_once_per_promise"),
        ]

    def __str__(self):
        return f"{self.organisation} ({self.get_part_display()})"
