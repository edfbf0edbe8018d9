from django.conf import settings
from django.db import models
from django.utils import timezone


class Reminder(models.Model):
    """That a person has been reminded by mail on a day, and of what: the sent-log, and why nobody gets two on a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders")
    day = models.DateField()
    things = models.JSONField(help_text="The keys of what the mail told of: no text, no names.")
    claimed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-day", "user"]
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_reminder_per_person_and_day")]

    def __str__(self):
        return f"{self.day}: {self.user_id}"
