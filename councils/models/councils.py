from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from councils.models.geography import Municipality, PoliceArea, PoliceAreaMunicipality
from councils.models.organisations import Organisation
from councils.models.slugs import not_reserved
from councils.querysets import CouncilQuerySet, MembershipQuerySet, SeatHolderQuerySet, SeatQuerySet
from councils.roles import Permission, Role
from councils.wall import walled

ROLE_NAMES = {
    Role.COORDINATOR: _("samordnare"),
    Role.POLICE_MANAGER: _("polischef"),
    Role.FIELD_USER: _("medarbetare i fält"),
    Role.MEMBER: _("ledamot"),
    Role.OFFICIAL: _("beslutsfattare"),
}


class Council(models.Model):
    """A local crime-prevention council (BRÅ). It is the tenant: everything below belongs to one council."""

    class Kind(models.TextChoices):
        LOCAL = "local", _("lokalt brottsförebyggande råd")
        STRATEGIC = "strategic", _("strategiskt råd")
        WORKING_GROUP = "working_group", _("arbetsgrupp")

    name = models.CharField(
        _("namn"), max_length=120, unique=True, error_messages={"unique": _("Det finns redan ett råd med det namnet.")}
    )
    short_name = models.CharField(_("kort namn"), max_length=40)
    slug = models.SlugField(
        _("adress"),
        max_length=60,
        unique=True,
        validators=[not_reserved],
        error_messages={"unique": _("Det finns redan ett råd med den adressen.")},
    )
    kind = models.CharField(_("slag"), max_length=14, choices=Kind.choices, default=Kind.LOCAL)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    municipalities = models.ManyToManyField(Municipality, related_name="councils")
    partners = models.ManyToManyField(
        Organisation, blank=True, related_name="partner_of", verbose_name=_("samarbetspartner")
    )
    purpose = models.TextField(_("uppdrag"), max_length=5000, blank=True)
    meetings_per_year = models.PositiveSmallIntegerField(_("möten per år"), null=True, blank=True)
    meets_when_needed = models.BooleanField(_("träffas också vid behov"), default=False)
    independence_note = models.CharField(
        _("upplysning om myndigheten Brå"),
        max_length=300,
        blank=True,
        help_text=_("Visas i sidfoten: att rådet inte är en del av myndigheten Brottsförebyggande rådet."),
    )
    version = models.PositiveIntegerField(default=1)

    objects = CouncilQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("brottsförebyggande råd")
        verbose_name_plural = _("brottsförebyggande råd")
        default_permissions = ()
        permissions = [(code.value, code.value) for code in Permission]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("councils:council", args=[self.slug])

    def areas_on(self, day):
        """The local police areas that its municipalities belong to on a day."""
        coverage = PoliceAreaMunicipality.objects.on(day).filter(municipality__in=self.municipalities.values("pk"))
        return PoliceArea.objects.filter(pk__in=coverage.values("area"))


class Seat(models.Model):
    """A place in the council for a function; it outlives whoever holds it."""

    class Duty(models.TextChoices):
        CHAIR = "chair", _("ordförande")
        VICE_CHAIR = "vice_chair", _("vice ordförande")
        CONVENER = "convener", _("sammankallande")
        SECRETARY = "secretary", _("sekreterare")
        MEMBER = "member", _("ledamot")
        CO_OPTED = "co_opted", _("adjungerad")

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="seats")
    order = models.PositiveSmallIntegerField(default=0)
    function = models.CharField(_("funktion"), max_length=120)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True)
    duty = models.CharField(_("uppgift"), max_length=10, choices=Duty.choices, default=Duty.MEMBER)
    is_senior = models.BooleanField(_("ledande befattning"), default=False)
    several_persons = models.BooleanField(_("flera personer"), default=False)
    ended_on = models.DateField(_("avslutad"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = walled(SeatQuerySet, "council")

    class Meta:
        ordering = ["council", "order", "pk"]
        verbose_name = _("plats i rådet")
        verbose_name_plural = _("platser i rådet")
        constraints = [
            models.UniqueConstraint(fields=["council", "function"], name="seat_function_once_per_council"),
            models.UniqueConstraint(
                fields=["council", "duty"],
                condition=models.Q(duty__in=["chair", "convener", "secretary"], ended_on__isnull=True),
                name="one_chair_convener_secretary",
            ),
        ]

    def __str__(self):
        return self.function

    @property
    def is_ended(self):
        return self.ended_on is not None


class SeatHolder(models.Model):
    """Who holds a seat, from a day to a day: somebody with an account here, or an office-holder's name alone."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="holders")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="seats_held"
    )
    name = models.CharField(_("namn"), max_length=120, blank=True)
    from_day = models.DateField(null=True, blank=True)
    to_day = models.DateField(null=True, blank=True)

    objects = walled(SeatHolderQuerySet, "seat__council")

    class Meta:
        ordering = ["seat", "from_day", "pk"]
        constraints = [
            models.CheckConstraint(
                name="seat_holder_by_account_or_name", condition=models.Q(user__isnull=True) ^ models.Q(name="")
            ),
            models.CheckConstraint(
                name="seat_holder_days_in_order",
                condition=models.Q(from_day__isnull=True)
                | models.Q(to_day__isnull=True)
                | models.Q(to_day__gte=models.F("from_day")),
            ),
        ]

    def __str__(self):
        return f"{self.seat}: {self.display_name}"

    def holds(self, day):
        """Was it the holder's seat on this day?"""
        return (self.from_day is None or self.from_day <= day) and (self.to_day is None or self.to_day >= day)

    @property
    def display_name(self):
        return self.user.name if self.user_id else self.name


class Membership(models.Model):
    """That a user has a role in a council for an organisation. Rights follow from it: see access.py."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("roll"), max_length=14, choices=[(role.value, ROLE_NAMES[role]) for role in Role])
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    from_day = models.DateField(null=True, blank=True)
    to_day = models.DateField(null=True, blank=True)
    appointment = models.ForeignKey(
        "councils.AreaAppointment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        help_text="Set when it follows from an appointment to a local police area, and ends with it.",
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = walled(MembershipQuerySet, "council")
    unwalled = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["council", "user"]
        verbose_name = _("medlemskap")
        verbose_name_plural = _("medlemskap")
        constraints = [
            models.UniqueConstraint(fields=["user", "council", "role"], name="role_once_per_user_and_council"),
            models.CheckConstraint(
                name="membership_not_ended_by_nobody",
                condition=models.Q(ended_by__isnull=True) | models.Q(ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="membership_days_in_order",
                condition=models.Q(from_day__isnull=True)
                | models.Q(to_day__isnull=True)
                | models.Q(to_day__gte=models.F("from_day")),
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.get_role_display()}"

    def is_over(self, day):
        """Ended, or its last day has passed."""
        return self.ended_at is not None or (self.to_day is not None and self.to_day < day)

    def is_coming(self, day):
        return not self.is_over(day) and self.from_day is not None and self.from_day > day

    def holds(self, day):
        return not self.is_over(day) and not self.is_coming(day)
