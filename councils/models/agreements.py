from django.db import models
from django.utils.translation import gettext_lazy as _

from councils.models.councils import Council
from councils.models.organisations import Organisation
from councils.wall import walled


class Agreement(models.Model):
    """A written cooperation agreement (samverkansöverenskommelse) between two or more parties."""

    title = models.CharField(_("rubrik"), max_length=160)
    councils = models.ManyToManyField(Council, related_name="agreements")
    parties = models.ManyToManyField(Organisation, related_name="agreements")
    purpose = models.TextField(_("syfte"), max_length=5000)
    areas = models.TextField(_("områden"), max_length=2000, blank=True, help_text=_("Ett område per rad."))
    yearly_duty = models.TextField(_("årligt åtagande"), max_length=2000, blank=True)
    from_day = models.DateField(null=True, blank=True)
    to_day = models.DateField(null=True, blank=True)
    document_note = models.CharField(_("dokument"), max_length=200, blank=True)

    objects = walled(models.QuerySet, "councils", several=True)

    class Meta:
        ordering = ["-from_day", "title"]
        verbose_name = _("överenskommelse")
        verbose_name_plural = _("överenskommelser")

    def __str__(self):
        return self.title

    @property
    def area_list(self):
        return [line.strip() for line in self.areas.splitlines() if line.strip()]
