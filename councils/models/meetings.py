from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from councils.codes import AgendaKind, Presence
from councils.constraints import together
from councils.models.councils import Council, Seat
from councils.models.organisations import Organisation
from councils.querysets import DecisionQuerySet, MeetingQuerySet, OfMeetingQuerySet
from councils.wall import walled


class Meeting(models.Model):
    """A day on which the council meets; its agenda before, its minutes after. Approved minutes lock everything."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="meetings")
    held_on = models.DateField(_("mötesdag"))
    title = models.CharField(_("rubrik"), max_length=120, blank=True)
    starts_at = models.TimeField(_("börjar"), null=True, blank=True)
    ends_at = models.TimeField(_("slutar"), null=True, blank=True)
    location = models.CharField(_("lokal"), max_length=160, blank=True)
    invitation = models.TextField(_("kallelse"), max_length=3000, blank=True)
    invited_at = models.DateTimeField(_("kallelsen skickad"), null=True, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    minutes = models.TextField(_("minnesanteckningar"), max_length=20000, blank=True)
    registry_number = models.CharField(_("diarienummer"), max_length=60, blank=True)
    approved_at = models.DateTimeField(_("justerat"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("justerat av"),
    )
    as_approved = models.JSONField(
        null=True, blank=True, editable=False, help_text="What the minutes name, as it was called: minutes_names.py."
    )
    cancelled_at = models.DateTimeField(_("inställt"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = walled(MeetingQuerySet, "council")

    class Meta:
        ordering = ["council", "held_on", "pk"]
        verbose_name = _("möte")
        verbose_name_plural = _("möten")
        constraints = [
            models.UniqueConstraint(
                fields=["council", "held_on"],
                condition=models.Q(cancelled_at__isnull=True),
                name="one_meeting_per_council_and_day",
            ),
            models.CheckConstraint(
                name="meeting_cancelled_at_and_by_together", condition=together("cancelled_at", "cancelled_by")
            ),
            models.CheckConstraint(
                name="meeting_invited_at_and_by_together", condition=together("invited_at", "invited_by")
            ),
            models.CheckConstraint(
                name="meeting_approved_at_and_by_together", condition=together("approved_at", "approved_by")
            ),
        ]

    def __str__(self):
        return f"{self.held_on} {self.title}" if self.title else self.name

    def get_absolute_url(self):
        return reverse("followup:meeting", args=[self.council.slug, self.pk])

    @property
    def called(self):
        """What it is called where its day stands beside."""
        return self.title.rstrip(".") or gettext("BRÅ-möte")

    @property
    def name(self):
        """What it is called where it stands alone, as in a link: one without a title is told by its day."""
        if self.title:
            return self.called
        return gettext("BRÅ-möte %(day)s") % {"day": date_format(self.held_on, "j F Y")}

    def has_begun(self, at):
        """Has its time come at this moment? Where no time is set, once its day is over."""
        now = timezone.localtime(at)
        if self.held_on != now.date():
            return self.held_on < now.date()
        return self.starts_at is not None and self.starts_at <= now.time()

    def may_be_over(self, at):
        """May its minutes be approved? Where no time is set, nobody but those who were there can tell on its day."""
        is_today = self.held_on == timezone.localdate(at)
        return self.has_begun(at) or (is_today and self.starts_at is None)

    @property
    def is_locked(self):
        return self.approved_at is not None

    @property
    def is_open(self):
        """May it still be written in? Not once its minutes are approved, nor when it has been called off."""
        return self.approved_at is None and self.cancelled_at is None


class AgendaItem(models.Model):
    """One thing to talk about at a meeting, and what was said."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    order = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("slag"), max_length=9, choices=AgendaKind.choices, default=AgendaKind.OWN)
    title = models.CharField(_("punkt"), max_length=200)
    background = models.TextField(_("underlag"), max_length=5000, blank=True)
    said = models.TextField(_("vad som sades"), max_length=10000, blank=True)
    source = models.CharField(
        max_length=60, blank=True, help_text="What it was proposed from, so that the same is not proposed twice."
    )

    objects = walled(OfMeetingQuerySet, "meeting__council")

    class Meta:
        ordering = ["meeting", "order", "pk"]
        verbose_name = _("punkt på dagordningen")
        verbose_name_plural = _("punkter på dagordningen")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "source"],
                condition=~models.Q(source=""),
                name="agenda_item_of_a_source_once_per_meeting",
            )
        ]

    def __str__(self):
        return self.title


class Attendance(models.Model):
    """Whether a seat was filled at a meeting, and by how many where it is of several persons."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="attendances")
    presence = models.CharField(_("närvaro"), max_length=10, choices=Presence.choices)
    persons = models.PositiveSmallIntegerField(_("antal personer"), default=1)

    objects = walled(OfMeetingQuerySet, "meeting__council")

    class Meta:
        ordering = ["meeting", "seat"]
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="seat_attends_a_meeting_once")]

    def __str__(self):
        return f"{self.seat}: {self.presence}"


class AttendanceGuest(models.Model):
    """Somebody at a meeting who holds no seat: a guest, or who stood in at a seat. Told by office, not by person."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="guests")
    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ersätter på platsen")
    )
    order = models.PositiveSmallIntegerField(default=0)
    who = models.CharField(_("funktion och organisation"), max_length=160)

    objects = walled(OfMeetingQuerySet, "meeting__council")

    class Meta:
        ordering = ["meeting", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="one_stand_in_per_meeting_and_seat"),
        ]

    def __str__(self):
        return self.who


class Decision(models.Model):
    """What the council decided at a meeting: who does it and by when. It is a task until it is done."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions", verbose_name=_("punkt")
    )
    number = models.PositiveSmallIntegerField(_("§"))
    text = models.TextField(_("beslut"), max_length=2000)
    owner = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("ansvarig")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    due_on = models.DateField(_("klart senast"), null=True, blank=True)
    done_at = models.DateTimeField(_("klart"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_note = models.CharField(_("vad som gjordes"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = walled(DecisionQuerySet, "meeting__council")

    class Meta:
        ordering = ["meeting", "number"]
        verbose_name = _("beslut")
        verbose_name_plural = _("beslut")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="decision_number_once_per_meeting"),
            models.CheckConstraint(name="decision_done_at_and_by_together", condition=together("done_at", "done_by")),
        ]

    def __str__(self):
        return f"§ {self.number} {self.text}"
