from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

from councils.models import Organisation, Place
from councils.wall import WalledHistory, walled
from promises.codes import ActivityType, CountingChoice, EffectDirection, Jointly, PerChoice, TargetKind
from promises.matching import Filters
from promises.models.promises import Promise, Responsibility
from promises.querysets import TargetQuerySet

WITH_MINIMUM = [TargetKind.COUNT, TargetKind.COVERAGE]


@deconstructible
class EachIn:
    """Validates the short lists that are stored as JSON: every item is one of those allowed."""

    def __init__(self, allowed):
        self.allowed = list(allowed)

    def __call__(self, value):
        if not isinstance(value, list) or any(item not in self.allowed for item in value):
            raise ValidationError(_("Listan har ett värde som inte finns."))

    def __eq__(self, other):
        return isinstance(other, EachIn) and self.allowed == other.allowed


class Target(models.Model):
    """What a promise commits to, in a form to compare with what was done, or the honest note that it cannot be."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="targets")
    order = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(_("kort namn"), max_length=120)
    kind = models.CharField(_("slag"), max_length=11, choices=TargetKind.choices)
    unit = models.CharField(_("enhet, en"), max_length=60, blank=True, help_text=_("Till exempel: medborgarkontakt"))
    units = models.CharField(
        _("enhet, flera"), max_length=60, blank=True, help_text=_("Till exempel: medborgarkontakter")
    )
    minimum = models.PositiveSmallIntegerField(_("minst"), null=True, blank=True)
    maximum = models.PositiveSmallIntegerField(_("högst"), null=True, blank=True)
    per = models.CharField(_("per"), max_length=9, choices=PerChoice.choices, blank=True)
    counting = models.CharField(_("räknas"), max_length=7, choices=CountingChoice.choices, blank=True)
    jointly = models.CharField(_("deltagande parter"), max_length=4, choices=Jointly.choices, default=Jointly.ANY)
    lead = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("utpekad part"),
    )
    usual_type = models.CharField(
        _("slag av aktivitet som brukar loggas"), max_length=20, choices=ActivityType.choices, blank=True
    )
    activity_types = models.JSONField(
        _("slag av aktivitet"), default=list, blank=True, validators=[EachIn(ActivityType.values)]
    )
    tags = models.JSONField(_("märkningar"), default=list, blank=True)
    weekdays = models.JSONField(_("veckodagar"), default=list, blank=True, validators=[EachIn(range(1, 8))])
    months = models.JSONField(_("månader"), default=list, blank=True, validators=[EachIn(range(1, 13))])
    only_beyond_ordinary = models.BooleanField(_("utöver ordinarie verksamhet"), default=False)
    places = models.ManyToManyField(Place, blank=True, related_name="targets", verbose_name=_("platser"))
    due_on = models.DateField(_("senast"), null=True, blank=True)
    condition = models.CharField(_("villkor"), max_length=300, blank=True)
    indicator = models.CharField(_("mått"), max_length=160, blank=True)
    direction = models.CharField(_("riktning"), max_length=8, choices=EffectDirection.choices, blank=True)
    baseline = models.DecimalField(_("utgångsvärde"), max_digits=12, decimal_places=2, null=True, blank=True)
    threshold = models.DecimalField(_("gränsvärde"), max_digits=12, decimal_places=2, null=True, blank=True)
    source = models.CharField(_("källa"), max_length=160, blank=True)
    origin = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="copies",
        help_text="The target it was copied from: of the version before, or of the period before.",
    )
    version = models.PositiveIntegerField(default=1)

    objects = walled(TargetQuerySet, "promise__section__promise_set__council")
    history = WalledHistory("promise__section__promise_set__council", m2m_fields=[places])

    class Meta:
        ordering = ["promise", "order", "pk"]
        verbose_name = _("mål")
        verbose_name_plural = _("mål")
        constraints = [
            models.UniqueConstraint(fields=["promise", "order"], name="target_order_once_per_promise"),
            models.CheckConstraint(
                name="counted_target_has_minimum",
                condition=~Q(kind__in=WITH_MINIMUM) | Q(minimum__isnull=False, minimum__gte=1),
            ),
            models.CheckConstraint(
                name="target_maximum_not_below_minimum",
                condition=Q(maximum__isnull=True) | Q(minimum__isnull=False, maximum__gte=models.F("minimum")),
            ),
            models.CheckConstraint(
                name="count_target_is_total_for_the_period_or_per_bucket",
                condition=~Q(kind="count")
                | Q(per="period", counting="total")
                | (Q(counting__in=["average", "each"]) & ~Q(per__in=["period", ""])),
            ),
            models.CheckConstraint(
                name="no_average_of_occasions_or_terms",
                condition=~Q(counting="average", per__in=["occasion", "term"]),
            ),
            models.CheckConstraint(
                name="deliverable_has_due_day", condition=~Q(kind="deliverable") | Q(due_on__isnull=False)
            ),
            models.CheckConstraint(
                name="effect_has_direction", condition=~Q(kind="effect") | Q(direction__in=EffectDirection.values)
            ),
            models.CheckConstraint(name="lead_is_named", condition=~Q(jointly="lead") | Q(lead__isnull=False)),
            models.CheckConstraint(name="target_kind_is_known", condition=Q(kind__in=TargetKind.values)),
        ]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("followup:evidence", args=[self.promise_set.council.slug, self.pk])

    @property
    def promise_set(self):
        return self.promise.section.promise_set

    @property
    def responsible_ids(self):
        """Ids of the organisations that answer for the promise; read from the prefetched rows."""
        rows = self.promise.responsibilities.all()
        return frozenset(row.organisation_id for row in rows if row.part == Responsibility.Part.RESPONSIBLE)

    @property
    def filters(self):
        """What an activity must be like to count."""
        everyone = self.responsible_ids
        return Filters(
            period=self.promise_set.period,
            activity_types=frozenset(self.activity_types),
            tags=frozenset(self.tags),
            weekdays=frozenset(self.weekdays),
            months=frozenset(self.months),
            only_beyond_ordinary=self.only_beyond_ordinary,
            any_party=everyone if self.jointly == Jointly.ANY else frozenset(),
            all_parties={
                Jointly.ALL: everyone,
                Jointly.LEAD: frozenset({self.lead_id}),
            }.get(self.jointly, frozenset()),
            places=frozenset(place.pk for place in self.places.all())
            if self.kind == TargetKind.COVERAGE
            else frozenset(),
        )
