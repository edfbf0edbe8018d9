from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from councils.models.councils import Council
from councils.wall import walled


class AuditEntry(models.Model):
    """One act in a council, or on the site as a whole. Written in the same transaction as the act, never changed."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, null=True, related_name="audit_entries")
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.BigIntegerField(null=True)
    details = models.JSONField(default=dict, blank=True)

    objects = walled(models.QuerySet, "council")

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("logghändelse")
        verbose_name_plural = _("logghändelser")
        indexes = [models.Index(fields=["council", "-id"], name="audit_by_council")]

    def __str__(self):
        return f"{self.verb} {self.object_type} {self.object_id}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("an audit entry is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("an audit entry is never deleted")
