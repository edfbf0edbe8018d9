from django.db import models
from django.utils.translation import gettext_lazy as _

from councils.models import Organisation, ProblemArea
from councils.wall import WalledHistory, walled
from promises.codes import Theme
from promises.models.promise_sets import PromiseSet
from promises.querysets import PromiseQuerySet, SectionQuerySet


class Section(models.Model):
    """A heading under which promises were published."""

    promise_set = models.ForeignKey(PromiseSet, on_delete=models.CASCADE, related_name="sections")
    title = models.CharField(_("rubrik"), max_length=160, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = walled(SectionQuerySet, "promise_set__council")

    class Meta:
        ordering = ["promise_set", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["promise_set", "order"], name="section_order_once_per_set")]

    def __str__(self):
        return self.title


class Promise(models.Model):
    """One published promise. Its wording is kept as it was written; targets hang on it."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="promises")
    order = models.PositiveSmallIntegerField(default=0)
    source = models.ForeignKey(
        "promises.SourceText", on_delete=models.SET_NULL, null=True, blank=True, related_name="promises"
    )
    source_start = models.PositiveIntegerField(null=True, blank=True)
    wording = models.TextField(_("löftets ordalydelse"), max_length=5000)
    responsible = models.ManyToManyField(Organisation, through="Responsibility", related_name="promises")
    problem_areas = models.ManyToManyField(
        ProblemArea, blank=True, related_name="promises", verbose_name=_("problemområden")
    )
    theme = models.CharField(
        _("tema"),
        max_length=15,
        choices=Theme.choices,
        blank=True,
        help_text=_("Gör att råd kan läggas bredvid varandra. Ändrar inget i löftet."),
    )
    origin = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="copies",
        help_text="The promise it was copied from: of the version before, or of the period before.",
    )
    version = models.PositiveIntegerField(default=1)

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
