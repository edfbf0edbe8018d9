from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from councils.constraints import together
from councils.models.councils import Council
from councils.models.meetings import Meeting
from councils.querysets import OfCouncilQuerySet, ReviewQuerySet
from councils.wall import walled


class CouncilReview(models.Model):
    """The council's own yearly look at how it has worked: not how the promises went, but the council itself."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="reviews")
    year = models.PositiveSmallIntegerField(_("år"))
    conclusion = models.TextField(_("slutsats och vad vi ändrar"), max_length=5000, blank=True)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews", verbose_name=_("möte")
    )
    done_at = models.DateTimeField(_("klar"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = walled(ReviewQuerySet, "council")

    class Meta:
        ordering = ["council", "-year"]
        verbose_name = _("rådets självvärdering")
        verbose_name_plural = _("rådets självvärderingar")
        constraints = [
            models.UniqueConstraint(fields=["council", "year"], name="one_review_per_council_and_year"),
            models.CheckConstraint(name="review_done_at_and_by_together", condition=together("done_at", "done_by")),
        ]

    def __str__(self):
        return f"{self.council} {self.year}"

    @property
    def is_done(self):
        return self.done_at is not None


class ReviewAnswer(models.Model):
    """One question's answer: how far the council agrees, 1 to 4, and in words. No row is no answer."""

    review = models.ForeignKey(CouncilReview, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(_("fråga"), max_length=30)
    score = models.PositiveSmallIntegerField(_("svar"), null=True, blank=True)
    comment = models.TextField(_("kommentar"), max_length=2000, blank=True)

    objects = walled(models.QuerySet, "review__council")

    class Meta:
        ordering = ["review", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "question"], name="one_answer_per_review_and_question"),
            models.CheckConstraint(
                name="review_score_from_1_to_4", condition=models.Q(score__isnull=True) | models.Q(score__range=(1, 4))
            ),
        ]

    def __str__(self):
        return self.question


class CouncilReport(models.Model):
    """That the council's work has been reported: to the municipal assembly, or to police and municipal leadership."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="reports")
    reported_on = models.DateField(_("dag"))
    recipient = models.CharField(_("till vem"), max_length=120)
    to_assembly = models.BooleanField(_("till kommunfullmäktige"), default=False)
    about = models.CharField(_("vad"), max_length=300)
    registry_number = models.CharField(_("diarienummer"), max_length=60, blank=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = walled(OfCouncilQuerySet, "council")

    class Meta:
        ordering = ["council", "-reported_on", "-pk"]
        verbose_name = _("redovisning")
        verbose_name_plural = _("redovisningar")

    def __str__(self):
        return f"{self.reported_on} {self.recipient}"
