import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from councils.constraints import together
from councils.models import Council, Organisation, Place
from councils.wall import WalledHistory, walled
from promises.codes import ActivityType, CountQuality
from promises.matching import Deed
from promises.models.spreadsheet_imports import SpreadsheetImport
from promises.models.targets import Target
from promises.querysets import ActivityQuerySet, CreditQuerySet

LARGEST_COUNT = 9_999


class Activity(models.Model):
    """Something that was done, on a local date. Withdrawing keeps the row and removes its credits."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="activities")
    occurred_on = models.DateField(_("datum"))
    activity_type = models.CharField(_("vad"), max_length=20, choices=ActivityType.choices)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("plats")
    )
    place_text = models.CharField(_("plats"), max_length=120, blank=True)
    count = models.PositiveSmallIntegerField(_("antal"), default=1)
    count_quality = models.CharField(
        _("hur säkert är antalet"), max_length=8, choices=CountQuality.choices, default=CountQuality.EXACT
    )
    reach = models.PositiveIntegerField(_("antal deltagare"), null=True, blank=True)
    tags = models.JSONField(_("märkningar"), default=list, blank=True)
    is_beyond_ordinary = models.BooleanField(_("utöver ordinarie verksamhet"), default=False)
    note = models.TextField(_("anteckning"), max_length=2000, blank=True)
    parties = models.ManyToManyField(Organisation, related_name="activities", verbose_name=_("deltog"))
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="logged_activities")
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="logged_activities", db_index=False
    )
    logged_at = models.DateTimeField(default=timezone.now)
    imported_in = models.ForeignKey(
        SpreadsheetImport,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        db_index=False,
        verbose_name=_("inläst ur fil"),
    )
    key = models.UUIDField(default=uuid.uuid4, help_text=_("Gör att samma post aldrig sparas två gånger."))
    version = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(_("borttagen ur räkningen"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = models.CharField(_("varför"), max_length=300, blank=True)

    objects = walled(ActivityQuerySet, "council")
    history = WalledHistory("council", m2m_fields=[parties])

    class Meta:
        ordering = ["-occurred_on", "-pk"]
        verbose_name = _("aktivitet")
        verbose_name_plural = _("aktiviteter")
        constraints = [
            models.UniqueConstraint(fields=["council", "key"], name="activity_key_once_per_council"),
            models.CheckConstraint(
                name="activity_count_in_bounds", condition=Q(count__gte=0, count__lte=LARGEST_COUNT)
            ),
            models.CheckConstraint(
                name="activity_withdrawn_at_and_by_together",
                condition=together("withdrawn_at", "withdrawn_by"),
            ),
            models.CheckConstraint(
                name="activity_count_quality_is_known", condition=Q(count_quality__in=CountQuality.values)
            ),
        ]
        indexes = [
            models.Index(fields=["council", "-occurred_on", "-id"], name="activities_by_day"),
            models.Index(fields=["logged_by", "-logged_at"], name="activities_by_person"),
            models.Index(fields=["imported_in"], name="activities_by_import", condition=Q(imported_in__isnull=False)),
        ]

    def __str__(self):
        return f"{self.occurred_on} {self.get_activity_type_display()}"

    def get_absolute_url(self):
        return reverse("promises:activity", args=[self.council.slug, self.pk])

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None

    @property
    def where(self):
        return self.place.name if self.place else self.place_text

    @property
    def deed(self):
        """What matters for whether it counts; read from the prefetched parties."""
        return Deed(
            day=self.occurred_on,
            activity_type=self.activity_type,
            tags=frozenset(self.tags),
            is_beyond_ordinary=self.is_beyond_ordinary,
            parties=frozenset(party.pk for party in self.parties.all()),
            place=self.place_id,
        )


class Confirmation(models.Model):
    """That a party says itself that it took part; otherwise somebody else has said so for it."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="confirmations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(default=timezone.now)

    objects = walled(models.QuerySet, "activity__council")

    class Meta:
        ordering = ["activity", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "organisation"], name="part_confirmed_once_per_activity")
        ]

    def __str__(self):
        return f"{self.activity_id}: {self.organisation}"


class Credit(models.Model):
    """That an activity is tied to a target, and with how much it counts.

    A narrow row on purpose: pages sum (target, window_start, amount) straight from the index. `window_start` is the
    first day of the bucket the activity falls in; NULL means that the tie stands but does not count (outside the
    period, a party missing). Only promises/actions writes here.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="credits")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="credits", db_index=False)
    window_start = models.DateField(null=True)
    amount = models.PositiveSmallIntegerField()

    objects = walled(CreditQuerySet, "target__promise__section__promise_set__council")
    unwalled = CreditQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "target"], name="activity_credited_once_per_target"),
            models.CheckConstraint(
                name="credit_amount_in_bounds", condition=Q(amount__gte=0, amount__lte=LARGEST_COUNT)
            ),
        ]
        indexes = [models.Index(fields=["target", "window_start", "amount"], name="credits_by_window")]

    def __str__(self):
        return f"{self.activity_id} → {self.target_id}: {self.amount}"
