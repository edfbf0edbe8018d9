from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from councils.models import Organisation
from councils.wall import WalledHistory, walled
from followup.codes import Party
from followup.querysets import SummaryQuerySet
from promises.models import Promise, PromiseSet


class Summary(models.Model):
    """The written summary (skriftlig sammanställning) of a promise set, draft until both parties have approved."""

    promise_set = models.ForeignKey(PromiseSet, on_delete=models.PROTECT, related_name="summaries")
    introduction = models.TextField(_("inledning"), max_length=10_000, blank=True)
    introduction_organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Whose text it is: its own until shared. Empty means everybody's.",
    )
    as_of = models.DateField(_("läget den"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    frozen_at = models.DateTimeField(_("godkänd av båda parter"), null=True, blank=True)
    snapshot = models.JSONField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    objects = walled(SummaryQuerySet, "promise_set__council")
    history = WalledHistory("promise_set__council", excluded_fields=["snapshot"])

    class Meta:
        ordering = ["promise_set"]
        verbose_name = _("sammanställning")
        verbose_name_plural = _("sammanställningar")
        constraints = [
            models.UniqueConstraint(fields=["promise_set"], name="one_summary_per_set"),
            models.CheckConstraint(
                name="frozen_summary_has_snapshot_and_hash",
                condition=Q(frozen_at__isnull=True, snapshot__isnull=True, sha256="")
                | (Q(frozen_at__isnull=False, snapshot__isnull=False) & ~Q(sha256="")),
            ),
        ]

    def __str__(self):
        return _("Sammanställning av %(promise_set)s") % {"promise_set": self.promise_set}

    def get_absolute_url(self):
        return reverse("followup:summary", args=[self.promise_set.council.slug, self.promise_set.slug])

    @property
    def said_first(self):
        """The introduction; the published one until somebody has written another, or chosen to have none."""
        return self.introduction if self.version > 1 else self.promise_set.introduction

    @property
    def is_frozen(self):
        return self.frozen_at is not None


class SummaryText(models.Model):
    """The narrative of one promise, in the order it is read: police did, municipality did, why not, effect, next."""

    summary = models.ForeignKey(Summary, on_delete=models.CASCADE, related_name="texts")
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="summary_texts")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Whose text it is: its own until shared. Empty means everybody's.",
    )
    police_did = models.TextField(_("Vad polisen gjorde"), max_length=10_000, blank=True)
    municipality_did = models.TextField(_("Vad kommunen gjorde"), max_length=10_000, blank=True)
    why_not = models.TextField(_("Vad som inte gjordes, och varför"), max_length=10_000, blank=True)
    effect = models.TextField(_("Effekt"), max_length=10_000, blank=True)
    next_step = models.TextField(_("Nästa steg"), max_length=10_000, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = walled(models.QuerySet, "summary__promise_set__council")
    history = WalledHistory("summary__promise_set__council")

    class Meta:
        ordering = ["summary", "pk"]
        constraints = [models.UniqueConstraint(fields=["summary", "promise"], name="one_text_per_promise")]

    def __str__(self):
        return f"{self.summary_id} · {self.promise_id}"


class SummaryShare(models.Model):
    """That an organisation has opened what it writes in a summary to the others, from then on. There is no way back."""

    summary = models.ForeignKey(Summary, on_delete=models.PROTECT, related_name="shares")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField()
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = walled(models.QuerySet, "summary__promise_set__council")

    class Meta:
        ordering = ["summary", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["summary", "organisation"], name="one_share_per_summary_and_organisation")
        ]

    def __str__(self):
        return f"{self.summary_id} · {self.organisation}"


class Approval(models.Model):
    """That one party stands behind the summary, by a named office-holder."""

    summary = models.ForeignKey(Summary, on_delete=models.PROTECT, related_name="approvals")
    party = models.CharField(max_length=12, choices=Party.choices)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, help_text="Digest of the content that was approved.")

    objects = walled(models.QuerySet, "summary__promise_set__council")

    class Meta:
        ordering = ["summary", "pk"]
        constraints = [models.UniqueConstraint(fields=["summary", "party"], name="one_approval_per_party")]

    def __str__(self):
        return f"{self.get_party_display()}: {self.approved_by}"
