from functools import lru_cache

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from councils.constraints import together
from councils.models import Agreement, Council, Organisation, Picture
from councils.wall import WalledHistory, walled
from promises.codes import DueKind, SetStatus
from promises.periods import Period
from promises.querysets import DECIDED, PromiseSetQuerySet

# A page asks for the period of its sets some thirty times for each target.
_period = lru_cache(maxsize=1024)(Period)


class PromiseSet(models.Model):
    """Citizen promises given together for one period (medborgarlöften 2019)."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="promise_sets")
    title = models.CharField(_("rubrik"), max_length=160)
    slug = models.SlugField(max_length=60)
    status = models.CharField(_("status"), max_length=10, choices=SetStatus.choices, default=SetStatus.DRAFT)
    first_day = models.DateField(_("första dag"))
    last_day = models.DateField(_("sista dag"), null=True, blank=True, help_text=_("Tomt betyder tills vidare."))
    introduction = models.TextField(_("inledning"), max_length=5000, blank=True)
    aim = models.TextField(_("målsättning"), max_length=5000, blank=True)
    implementation = models.TextField(_("genomförande"), max_length=5000, blank=True)
    communication = models.TextField(_("kommunikation"), max_length=5000, blank=True)
    follow_up = models.TextField(_("uppföljning"), max_length=5000, blank=True)
    presented_on = models.DateField(_("presenterades"), null=True, blank=True)
    signed_on = models.DateField(_("undertecknades"), null=True, blank=True)
    counts_before_signing = models.BooleanField(
        _("räkna det som gjorts före undertecknandet"),
        default=True,
        help_text=_("Gäller löften som undertecknas efter att perioden har börjat."),
    )
    parties = models.ManyToManyField(
        Organisation, blank=True, related_name="party_to", verbose_name=_("parter som undertecknar")
    )
    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="promise_sets",
        verbose_name=_("överenskommelse"),
    )
    picture = models.ForeignKey(
        Picture,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="promise_sets",
        verbose_name=_("lägesbild"),
        help_text=_("Den som löftena utgår från."),
    )
    summary_due_kind = models.CharField(
        _("tidpunkt för sammanställningen"), max_length=7, choices=DueKind.choices, default=DueKind.DATE
    )
    summary_due_on = models.DateField(_("sammanställning senast"), null=True, blank=True)
    summary_due_wording = models.CharField(_("tidpunkten som den är skriven"), max_length=160, blank=True)
    predecessor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("föregångare"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("vems utkast"),
        help_text=_("Tomt betyder att gruppen skriver tillsammans."),
    )
    shared_at = models.DateTimeField(_("delat"), null=True, blank=True)
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("delat av"),
    )
    edition = models.PositiveSmallIntegerField(_("utgåva"), default=1)
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("ersätter"),
    )
    edition_reason = models.TextField(_("varför löftena ändras"), max_length=1000, blank=True)
    superseded_on = models.DateField(_("ersattes"), null=True, blank=True)
    published_at = models.DateTimeField(_("publicerades"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(_("avslutades"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = walled(PromiseSetQuerySet, "council")
    history = WalledHistory("council")

    class Meta:
        ordering = ["council", "-first_day"]
        verbose_name = _("medborgarlöften")
        verbose_name_plural = _("medborgarlöften")
        constraints = [
            models.UniqueConstraint(fields=["council", "slug"], name="promise_set_slug_once_per_council"),
            models.CheckConstraint(
                name="promise_set_days_in_order",
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
            ),
            models.CheckConstraint(
                name="promise_set_summary_due_in_or_after_period",
                condition=models.Q(summary_due_on__isnull=True) | models.Q(summary_due_on__gte=models.F("first_day")),
            ),
            models.CheckConstraint(
                name="promise_set_shared_at_and_by_together", condition=together("shared_at", "shared_by")
            ),
            models.CheckConstraint(
                name="promise_set_published_at_and_by_together", condition=together("published_at", "published_by")
            ),
            models.CheckConstraint(
                name="promise_set_closed_at_and_by_together", condition=together("closed_at", "closed_by")
            ),
            models.CheckConstraint(
                name="promise_set_superseded_has_its_day",
                condition=~models.Q(status="superseded") | models.Q(superseded_on__isnull=False),
            ),
            models.CheckConstraint(
                name="promise_set_counted_from_signing_is_signed",
                condition=models.Q(counts_before_signing=True)
                | ~models.Q(status__in=DECIDED)
                | models.Q(signed_on__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("promises:promise_set", args=[self.council.slug, self.slug])

    @property
    def heading(self):
        """The title, with the number of the edition from the second on."""
        if self.edition == 1:
            return self.title
        return gettext("%(title)s, utgåva %(number)s") % {"title": self.title, "number": self.edition}

    @property
    def period(self):
        """The days that are counted: from the signing, where it came late and the parties chose so."""
        if self.is_counted_from_signing:
            return _period(self.signed_on, self.last_day)
        return _period(self.first_day, self.last_day)

    @property
    def promised_period(self):
        """The days that the promises are given for, also where fewer are counted."""
        return _period(self.first_day, self.last_day)

    def seen_on(self, today):
        """The day to look from: today, or the day a later edition replaced this one."""
        return min(today, self.superseded_on) if self.is_superseded else today

    @property
    def is_superseded(self):
        return self.status == SetStatus.SUPERSEDED

    @property
    def is_counted_from_signing(self):
        return not self.counts_before_signing and self.signed_on is not None and self.signed_on > self.first_day

    @property
    def is_decided(self):
        return self.status in DECIDED

    @property
    def is_published(self):
        """May anybody read it without logging in? The same rule as PromiseSetQuerySet.published."""
        has_ended = self.status in (SetStatus.CLOSED, SetStatus.SUPERSEDED)
        return self.status == SetStatus.PUBLISHED or (has_ended and self.published_at is not None)

    @property
    def is_own_draft(self):
        """Is it a draft that nobody outside its organisation reads?"""
        return not self.is_decided and self.organisation_id is not None and self.shared_at is None


class Recipient(models.Model):
    """An office that the written summary goes to."""

    promise_set = models.ForeignKey(PromiseSet, on_delete=models.CASCADE, related_name="recipients")
    office = models.CharField(_("mottagare"), max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    objects = walled(models.QuerySet, "promise_set__council")

    class Meta:
        ordering = ["promise_set", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["promise_set", "office"], name="recipient_once_per_set")]

    def __str__(self):
        return self.office


class Signature(models.Model):
    """That a party has signed the promises: who signed, as what and on which day, and the content that was signed."""

    promise_set = models.ForeignKey(PromiseSet, on_delete=models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("part"))
    name = models.CharField(_("undertecknat av"), max_length=120)
    title = models.CharField(_("befattning"), max_length=120)
    signed_on = models.DateField(_("undertecknades"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    sha256 = models.CharField(max_length=64, help_text="Digest of the content that was signed.")

    objects = walled(models.QuerySet, "promise_set__council")

    class Meta:
        ordering = ["promise_set", "signed_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["promise_set", "organisation"], name="one_signature_per_set_and_party")
        ]

    def __str__(self):
        return f"{self.organisation}: {self.name}"
