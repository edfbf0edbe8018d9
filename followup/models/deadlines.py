from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from councils.constraints import together
from councils.models import Council, Meeting, Organisation
from councils.wall import walled
from followup.codes import DeadlineKind
from followup.querysets import DeadlineQuerySet
from promises.codes import DueKind
from promises.models import PromiseSet


class Deadline(models.Model):
    """A day by which the council has decided to do something: take stock of the promises, or anything else.

    When a written summary is due is a fact of its promise set, and when something is to be ready one of its target.
    """

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="deadlines")
    promise_set = models.ForeignKey(
        PromiseSet,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="deadlines",
        verbose_name=_("medborgarlöften"),
    )
    kind = models.CharField(_("slag"), max_length=10, choices=DeadlineKind.choices)
    title = models.CharField(_("rubrik"), max_length=120)
    due_kind = models.CharField(_("tidpunkt"), max_length=7, choices=DueKind.choices, default=DueKind.DATE)
    due_on = models.DateField(_("senast"), help_text="The last day of the month, or the day of the meeting.")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="deadlines", verbose_name=_("möte")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("vem"),
        help_text=_("Tomt betyder båda parter."),
    )
    note = models.TextField(_("vad det ledde till"), max_length=2000, blank=True)
    standing = models.JSONField(null=True, blank=True, help_text="How the targets stood when stock was taken.")
    done_at = models.DateTimeField(_("klart"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = walled(DeadlineQuerySet, "council")

    class Meta:
        ordering = ["council", "due_on", "pk"]
        verbose_name = _("tidsgräns")
        verbose_name_plural = _("tidsgränser")
        constraints = [
            models.CheckConstraint(
                name="deadline_at_a_meeting_names_it", condition=Q(due_kind="meeting") ^ Q(meeting__isnull=True)
            ),
            models.CheckConstraint(
                name="checkpoint_is_of_a_promise_set", condition=~Q(kind="checkpoint") | Q(promise_set__isnull=False)
            ),
            models.CheckConstraint(name="deadline_done_at_and_by_together", condition=together("done_at", "done_by")),
            models.UniqueConstraint(
                fields=["promise_set", "due_on"],
                condition=Q(kind="checkpoint"),
                name="one_checkpoint_per_set_and_day",
            ),
        ]

    def __str__(self):
        return f"{self.due_on} {self.title}"

    @property
    def is_done(self):
        return self.done_at is not None
