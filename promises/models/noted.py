import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from councils.constraints import together
from councils.models import Organisation
from councils.wall import walled
from promises.models.targets import Target
from promises.querysets import NotedQuerySet

COUNCIL_OF_A_NOTE = "target__promise__section__promise_set__council"


class NotedOnTarget(models.Model):
    """A dated fact about a target that is no activity: somebody asked, something was measured.

    It is never changed. What turned out wrong is withdrawn with a reason, and noted anew.
    """

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="%(class)ss")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    noted_at = models.DateTimeField(default=timezone.now)
    key = models.UUIDField(default=uuid.uuid4, help_text=_("Gör att samma post aldrig sparas två gånger."))
    withdrawn_at = models.DateTimeField(_("borttagen ur räkningen"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = models.CharField(_("varför"), max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["target", "key"], name="%(class)s_key_once_per_target"),
            models.CheckConstraint(
                name="%(class)s_withdrawn_at_and_by_together", condition=together("withdrawn_at", "withdrawn_by")
            ),
        ]

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None


class Request(NotedOnTarget):
    """That somebody asked for what an on-demand target offers."""

    asked_on = models.DateField(_("efterfrågat"))
    count = models.PositiveSmallIntegerField(_("antal"), default=1)
    note = models.CharField(_("anteckning"), max_length=300, blank=True)

    objects = walled(NotedQuerySet, COUNCIL_OF_A_NOTE)

    class Meta(NotedOnTarget.Meta):
        ordering = ["target", "asked_on", "pk"]
        constraints = [
            *NotedOnTarget.Meta.constraints,
            models.CheckConstraint(name="request_count_at_least_one", condition=models.Q(count__gte=1)),
        ]

    def __str__(self):
        return f"{self.asked_on}: {self.count}"


class Measurement(NotedOnTarget):
    """A figure that somebody has measured, for a target about an effect. The latest one that stands is compared."""

    measured_on = models.DateField(_("mätt"))
    value = models.DecimalField(_("uppmätt värde"), max_digits=12, decimal_places=2)
    source = models.CharField(_("källa"), max_length=160)
    note = models.CharField(_("anteckning"), max_length=300, blank=True)

    objects = walled(NotedQuerySet, COUNCIL_OF_A_NOTE)

    class Meta(NotedOnTarget.Meta):
        ordering = ["target", "measured_on", "pk"]

    def __str__(self):
        return f"{self.measured_on}: {self.value}"
