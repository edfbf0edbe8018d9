from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from councils.constraints import together
from councils.models import Organisation
from councils.wall import WalledHistory, walled
from followup.codes import OF_THE_WHOLE, Party, Retention, SummaryKind, TextPart
from followup.querysets import SummaryQuerySet
from promises.models import Promise, PromiseSet

COUNCIL = "summary__promise_set__council"


class Summary(models.Model):
    """The written summary (skriftlig sammanställning) of a promise set, draft until both parties have approved.

    A set has one final summary, and as many on the way there as are wanted. What both have approved stands: a
    correction is a summary of its own that names the one it corrects.
    """

    promise_set = models.ForeignKey(PromiseSet, on_delete=models.PROTECT, related_name="summaries")
    kind = models.CharField(_("slag"), max_length=5, choices=SummaryKind.choices, default=SummaryKind.FINAL)
    name = models.CharField(_("vad den omfattar"), max_length=120, blank=True, help_text="Such as: tertial 1 2019.")
    slug = models.SlugField(max_length=120, blank=True, help_text="Empty: the address of the promise set.")
    as_of = models.DateField(_("läget den"), null=True, blank=True)
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name=_("rättar"),
    )
    correction_reason = models.TextField(_("varför den rättas"), max_length=1000, blank=True)
    edition = models.PositiveSmallIntegerField(_("version"), default=1)
    ready_at = models.DateTimeField(_("klar att godkänna"), null=True, blank=True)
    ready_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    frozen_at = models.DateTimeField(_("godkänd av båda parter"), null=True, blank=True)
    snapshot = models.JSONField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    code = models.CharField(_("kontrollkod"), max_length=20, blank=True)
    published_at = models.DateTimeField(_("publicerad"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    registry_number = models.CharField(_("kommunens diarienummer"), max_length=60, blank=True)
    police_registry_number = models.CharField(_("polisens diarienummer"), max_length=60, blank=True)
    retention = models.CharField(_("bevarande"), max_length=8, choices=Retention.choices, default=Retention.PRESERVE)

    objects = walled(SummaryQuerySet, "promise_set__council")
    history = WalledHistory("promise_set__council", excluded_fields=["snapshot"])

    class Meta:
        ordering = ["promise_set"]
        verbose_name = _("sammanställning")
        verbose_name_plural = _("sammanställningar")
        constraints = [
            models.UniqueConstraint(fields=["promise_set", "slug"], name="summary_slug_once_per_set"),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="summary_code_once"),
            models.CheckConstraint(
                name="frozen_summary_has_snapshot_and_hash",
                condition=Q(frozen_at__isnull=True, snapshot__isnull=True, sha256="", code="")
                | (Q(frozen_at__isnull=False, snapshot__isnull=False) & ~Q(sha256="") & ~Q(code="")),
            ),
            models.CheckConstraint(name="summary_ready_at_and_by_together", condition=together("ready_at", "ready_by")),
            models.CheckConstraint(
                name="summary_published_at_and_by_together", condition=together("published_at", "published_by")
            ),
            models.CheckConstraint(
                name="published_summary_is_frozen",
                condition=Q(published_at__isnull=True) | Q(frozen_at__isnull=False),
            ),
            models.CheckConstraint(
                name="summary_on_the_way_has_its_day", condition=Q(kind="final") | Q(as_of__isnull=False)
            ),
            models.CheckConstraint(
                name="correction_has_reason", condition=Q(corrects__isnull=True) | ~Q(correction_reason="")
            ),
        ]

    def __str__(self):
        return _("Sammanställning av %(promise_set)s") % {"promise_set": self.promise_set}

    def get_absolute_url(self):
        return reverse("followup:summary", args=[self.promise_set.council.slug, self.address])

    @property
    def address(self):
        """Its part of an address: the promise set's own, unless the summary has one."""
        return self.slug or self.promise_set.slug

    @property
    def is_frozen(self):
        return self.frozen_at is not None

    @property
    def is_final(self):
        return self.kind == SummaryKind.FINAL

    @property
    def is_ready(self):
        """Has somebody said that it is ready to be approved?"""
        return self.ready_at is not None


class SummaryText(models.Model):
    """One part of what is written in a summary: of the whole, or of one promise. Each part is saved by itself."""

    summary = models.ForeignKey(Summary, on_delete=models.CASCADE, related_name="texts")
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, null=True, blank=True, related_name="summary_texts")
    part = models.CharField(_("del"), max_length=16, choices=TextPart.choices)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Whose text it is: its own until shared. Empty means everybody's.",
    )
    text = models.TextField(_("text"), max_length=30_000, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = walled(models.QuerySet, COUNCIL)
    history = WalledHistory(COUNCIL)

    class Meta:
        ordering = ["summary", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["summary", "part"], condition=Q(promise__isnull=True), name="one_text_of_the_whole_per_part"
            ),
            models.UniqueConstraint(fields=["summary", "promise", "part"], name="one_text_per_promise_and_part"),
            models.CheckConstraint(
                name="summary_text_is_of_the_whole_or_of_a_promise",
                condition=Q(promise__isnull=True, part__in=OF_THE_WHOLE)
                | (Q(promise__isnull=False) & ~Q(part__in=OF_THE_WHOLE)),
            ),
        ]

    def __str__(self):
        return f"{self.summary_id} · {self.promise_id or ''} · {self.part}"


class SummaryShare(models.Model):
    """That an organisation has opened what it writes in a summary to the others, from then on. There is no way back."""

    summary = models.ForeignKey(Summary, on_delete=models.PROTECT, related_name="shares")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField()
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = walled(models.QuerySet, COUNCIL)

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

    objects = walled(models.QuerySet, COUNCIL)

    class Meta:
        ordering = ["summary", "pk"]
        constraints = [models.UniqueConstraint(fields=["summary", "party"], name="one_approval_per_party")]

    def __str__(self):
        return f"{self.get_party_display()}: {self.approved_by}"
