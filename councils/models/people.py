"""How people come in: invited to one council, or appointed to a whole local police area."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from councils.models.councils import ROLE_NAMES, Council, Seat
from councils.models.geography import PoliceArea, PoliceRegion
from councils.models.organisations import Organisation
from councils.querysets import InvitationQuerySet, PeriodQuerySet
from councils.roles import Role
from councils.wall import walled


class Invitation(models.Model):
    """That a coordinator has asked an office-holder into the council, by a link that works once and expires."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-postadress"))
    name = models.CharField(_("namn"), max_length=120)
    title = models.CharField(_("befattning"), max_length=120, blank=True)
    role = models.CharField(_("roll"), max_length=14, choices=[(role.value, ROLE_NAMES[role]) for role in Role])
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    to_day = models.DateField(_("till och med"), null=True, blank=True)
    token_sha256 = models.CharField(max_length=64, unique=True, help_text="Only the digest: the link is in the mail.")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Nobody when the council is new: its first coordinator is invited from the command line.",
    )
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = walled(InvitationQuerySet, "council")

    class Meta:
        ordering = ["-invited_at", "-pk"]
        verbose_name = _("inbjudan")
        verbose_name_plural = _("inbjudningar")
        constraints = [
            models.CheckConstraint(
                name="invitation_accepted_at_and_by_together",
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_withdrawn_at_and_by_together",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_accepted_or_withdrawn_not_both",
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["council", "email"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_invitation_per_address",
            ),
        ]

    def __str__(self):
        return f"{self.email} · {self.get_role_display()}"

    def has_expired(self, at):
        return self.expires_at <= at


class AreaAppointment(models.Model):
    """That a police manager answers for a local police area, and so belongs to all its councils, also new ones."""

    area = models.ForeignKey(PoliceArea, on_delete=models.PROTECT, related_name="appointments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="area_appointments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    from_day = models.DateField(null=True, blank=True)
    to_day = models.DateField(null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["area", "pk"]
        verbose_name = _("uppdrag i lokalpolisområde")
        verbose_name_plural = _("uppdrag i lokalpolisområden")
        constraints = [
            models.UniqueConstraint(fields=["area", "user"], name="user_appointed_once_per_area"),
        ]

    def __str__(self):
        return f"{self.user} · {self.area}"


class OversightAppointment(models.Model):
    """That somebody follows every council of a police region, or of the whole country, by their figures alone.

    It gives no role in any council: of each is seen how the promises that hold have come along, and nothing behind.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="oversight_appointments")
    region = models.ForeignKey(
        PoliceRegion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="oversight_appointments",
        help_text="Empty means the whole country.",
    )
    from_day = models.DateField(null=True, blank=True)
    to_day = models.DateField(null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["user", "pk"]
        verbose_name = _("uppdrag att följa flera råd")
        verbose_name_plural = _("uppdrag att följa flera råd")
        constraints = [
            models.UniqueConstraint(fields=["user", "region"], name="user_oversees_region_once"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(region__isnull=True), name="user_oversees_the_country_once"
            ),
        ]

    def __str__(self):
        where = self.region or _("hela landet")
        return f"{self.user} · {where}"
