"""What a text of the council's needs while it is being written: whose it is, who may read it, who saved last."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from councils.constraints import together
from councils.models.organisations import Organisation


class Drafted(models.Model):
    """An organisation's own draft until it is shared: only then may the other parties read it (the share gate).

    No organisation means that the council writes together, and everybody who may see its drafts reads it.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vems utkast")
    )
    shared_at = models.DateTimeField(_("delat"), null=True, blank=True)
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_shared_at_and_by_together", condition=together("shared_at", "shared_by")
            )
        ]
