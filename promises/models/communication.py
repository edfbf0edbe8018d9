import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from councils.codes import Channel
from councils.models import Council, Organisation
from councils.wall import walled
from promises.models.promises import Promise
from promises.querysets import CommunicationQuerySet


class Communication(models.Model):
    """That residents were told something: when, how, and of which promises."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="communications")
    told_on = models.DateField(_("dag"))
    channel = models.CharField(_("kanal"), max_length=13, choices=Channel.choices)
    title = models.CharField(_("rubrik"), max_length=160)
    text = models.TextField(_("text"), max_length=10000, blank=True)
    link = models.URLField(_("länk"), max_length=300, blank=True)
    reach = models.PositiveIntegerField(_("ungefär hur många som nåddes"), null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("avsändare")
    )
    promises = models.ManyToManyField(
        Promise, blank=True, related_name="communications", verbose_name=_("löften som det handlar om")
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, help_text=_("Gör att samma post aldrig sparas två gånger."))
    version = models.PositiveIntegerField(default=1)

    objects = walled(CommunicationQuerySet, "council")

    class Meta:
        ordering = ["council", "-told_on", "-pk"]
        verbose_name = _("kommunikation")
        verbose_name_plural = _("kommunikation")
        constraints = [models.UniqueConstraint(fields=["council", "key"], name="communication_key_once_per_council")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("promises:communication", args=[self.council.slug, self.pk])
