from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from councils.models import Council, Organisation
from councils.querysets import OfCouncilQuerySet
from councils.wall import walled


class SpreadsheetImport(models.Model):
    """A file with activities that somebody sent in: kept until it is imported or given up, then emptied."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="spreadsheet_imports")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    file_name = models.CharField(_("fil"), max_length=200)
    content = models.BinaryField(blank=True, default=b"")
    sha256 = models.CharField(max_length=64)
    mapping = models.JSONField(
        default=dict, blank=True, help_text="Which column and which word means what, for a layout that is not ours."
    )
    ended_at = models.DateTimeField(_("avslutad"), null=True, blank=True)
    result = models.JSONField(default=dict, blank=True, help_text="How many rows were added, changed and unchanged.")

    objects = walled(OfCouncilQuerySet, "council")

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("inläst fil")
        verbose_name_plural = _("inlästa filer")

    def __str__(self):
        return self.file_name
