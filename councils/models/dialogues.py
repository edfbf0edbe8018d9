from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from councils.codes import DialogueKind, ObservationStatus
from councils.models.councils import Council
from councils.models.organisations import Organisation
from councils.models.pictures import Picture
from councils.models.places import Place
from councils.models.plans import Measure
from councils.querysets import OVERDUE_AFTER, DialogueQuerySet, ObservationQuerySet
from councils.wall import walled


class Dialogue(models.Model):
    """A talk with residents or staff, a survey or a safety walk, and what came out of it. No names of who said what."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="dialogues")
    kind = models.CharField(_("slag"), max_length=11, choices=DialogueKind.choices)
    title = models.CharField(_("rubrik"), max_length=160)
    held_on = models.DateField(_("dag"))
    location = models.CharField(_("var"), max_length=160, blank=True)
    organisers = models.ManyToManyField(Organisation, blank=True, related_name="+", verbose_name=_("som höll i den"))
    participants = models.PositiveIntegerField(_("antal deltagare"), null=True, blank=True)
    findings = models.TextField(_("vad som kom fram"), max_length=10000, blank=True)
    picture = models.ForeignKey(
        Picture,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="dialogues",
        verbose_name=_("lägesbild som den ingår i"),
    )
    version = models.PositiveIntegerField(default=1)

    objects = walled(DialogueQuerySet, "council")

    class Meta:
        ordering = ["council", "-held_on", "-pk"]
        verbose_name = _("dialog")
        verbose_name_plural = _("dialoger")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("councils:dialogue", args=[self.council.slug, self.pk])

    @property
    def is_safety_walk(self):
        return self.kind == DialogueKind.SAFETY_WALK


class Observation(models.Model):
    """Something seen or said in a dialogue that somebody should put right: a dark path, a broken window."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="observations")
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="observations", verbose_name=_("plats")
    )
    text = models.TextField(_("iakttagelse"), max_length=1000)
    fixed_by = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vem åtgärdar")
    )
    status = models.CharField(
        _("läge"), max_length=8, choices=ObservationStatus.choices, default=ObservationStatus.OPEN
    )
    settled_on = models.DateField(_("åtgärdad"), null=True, blank=True)
    answer = models.CharField(_("vad som gjordes"), max_length=500, blank=True)
    measure = models.ForeignKey(
        Measure,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="observations",
        verbose_name=_("åtgärd i planen"),
    )
    version = models.PositiveIntegerField(default=1)

    objects = walled(ObservationQuerySet, "dialogue__council")

    class Meta:
        ordering = ["dialogue", "pk"]
        verbose_name = _("iakttagelse")
        verbose_name_plural = _("iakttagelser")
        constraints = [
            models.CheckConstraint(
                name="a_settled_observation_has_its_day",
                condition=models.Q(status=ObservationStatus.OPEN) ^ models.Q(settled_on__isnull=False),
            )
        ]

    def __str__(self):
        return self.text

    @property
    def is_open(self):
        return self.status == ObservationStatus.OPEN

    def is_overdue(self, today):
        """Still open long after the day it was seen."""
        return self.is_open and self.dialogue.held_on < today - OVERDUE_AFTER
