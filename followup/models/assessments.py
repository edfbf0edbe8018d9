from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from councils.wall import walled
from followup.codes import DeviationReason, Judgement
from followup.querysets import AssessmentQuerySet
from promises.models import Activity, Target


class Assessment(models.Model):
    """What people conclude about a target, beside what is computed. Each new judgement is a new row."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="assessments")
    as_of = models.DateField()
    computed = models.CharField(max_length=16)
    judgement = models.CharField(_("bedömning"), max_length=17, choices=Judgement.choices)
    motivation = models.TextField(_("motivering"), max_length=2000, blank=True)
    deviation_reason = models.CharField(_("orsak"), max_length=20, choices=DeviationReason.choices, blank=True)
    deviation_text = models.TextField(_("vad hände"), max_length=2000, blank=True)
    substitute = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(auto_now_add=True)

    objects = walled(AssessmentQuerySet, "target__promise__section__promise_set__council")

    class Meta:
        ordering = ["target", "pk"]
        verbose_name = _("bedömning")
        verbose_name_plural = _("bedömningar")
        constraints = [
            models.CheckConstraint(
                name="differing_judgement_has_motivation",
                condition=models.Q(judgement=models.F("computed")) | ~models.Q(motivation=""),
            ),
        ]

    def __str__(self):
        return f"{self.target}: {self.get_judgement_display()}"
