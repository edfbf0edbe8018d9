"""What is kept of a frozen summary: its documents byte for byte, and to whom it has been handed over."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from councils.constraints import together
from councils.wall import walled
from followup.codes import DeliveryWay, DocumentKind
from followup.models.summaries import COUNCIL, Summary
from followup.querysets import SummaryDocumentQuerySet


class SummaryDocument(models.Model):
    """A PDF of a frozen summary as it was made when both parties had approved. Nothing makes it anew."""

    summary = models.ForeignKey(Summary, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=8, choices=DocumentKind.choices)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    objects = walled(SummaryDocumentQuerySet, COUNCIL)

    class Meta:
        ordering = ["summary", "kind"]
        constraints = [models.UniqueConstraint(fields=["summary", "kind"], name="one_document_per_summary_and_kind")]
        indexes = [models.Index(fields=["sha256"], name="summary_documents_by_hash")]

    def __str__(self):
        return f"{self.summary_id} · {self.kind}"


class Delivery(models.Model):
    """That a frozen summary has been handed over to one of its recipients, and that they have said so."""

    summary = models.ForeignKey(Summary, on_delete=models.PROTECT, related_name="deliveries")
    office = models.CharField(_("mottagare"), max_length=120)
    way = models.CharField(_("hur"), max_length=8, choices=DeliveryWay.choices)
    delivered_on = models.DateField(_("överlämnad"))
    note = models.CharField(_("anteckning"), max_length=300, blank=True)
    delivered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    key = models.UUIDField(default=uuid.uuid4, help_text=_("Gör att samma post aldrig sparas två gånger."))
    acknowledged_on = models.DateField(_("kvitterad"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = walled(models.QuerySet, COUNCIL)

    class Meta:
        ordering = ["summary", "delivered_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["summary", "office", "key"], name="delivery_key_once_per_recipient"),
            models.CheckConstraint(
                name="delivery_acknowledged_on_and_by_together",
                condition=together("acknowledged_on", "acknowledged_by"),
            ),
        ]

    def __str__(self):
        return f"{self.office}: {self.delivered_on}"
