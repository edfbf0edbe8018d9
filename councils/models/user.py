from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from councils.text import tidy

SESSION_SALT = "councils.models.user.User.get_session_auth_hash"


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=tidy(self.normalize_email(email)).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """An office-holder who logs in. No other facts about the person are kept."""

    email = models.EmailField(_("e-postadress"), unique=True)
    name = models.CharField(_("namn"), max_length=120)
    title = models.CharField(_("befattning"), max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)
    sessions_ended = models.PositiveIntegerField(
        default=0, help_text="Part of what a session is signed with: one more, and every session of the user is over."
    )
    gets_reminders = models.BooleanField(
        _("påminnelser med e-post"), default=True, help_text=_("Högst ett brev om dagen, bara när något väntar på dig.")
    )
    calendar_number = models.PositiveIntegerField(
        default=0, help_text="Part of what calendar addresses are signed with: one more, and every address is over."
    )
    pseudonymised_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("användare")
        verbose_name_plural = _("användare")

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return self.name

    def end_sessions(self):
        """Log the person out everywhere: a session stands only while it carries the number it was signed with."""
        User.objects.filter(pk=self.pk).update(sessions_ended=models.F("sessions_ended") + 1)
        self.refresh_from_db(fields=["sessions_ended"])

    def get_session_auth_hash(self):
        return self._session_hash()

    def get_session_auth_fallback_hash(self):
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def _session_hash(self, secret=None):
        signed = f"{self.password}:{self.sessions_ended}"
        return salted_hmac(SESSION_SALT, signed, secret=secret, algorithm="sha256").hexdigest()
