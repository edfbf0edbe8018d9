from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from councils.wall import WalledHistory, walled
from promises.codes import Language
from promises.models.promise_sets import PromiseSet
from promises.models.promises import Promise
from promises.querysets import SectionQuerySet


class Translation(models.Model):
    """A promise set in another language, translated by people. The Swedish wording is the one that holds."""

    promise_set = models.ForeignKey(PromiseSet, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("språk"), max_length=3, choices=Language.choices)
    translator = models.CharField(
        _("översatt av"), max_length=160, help_text=_("Till exempel: Haparanda stad, kommunikationsenheten.")
    )
    title = models.CharField(_("rubrik"), max_length=160, blank=True)
    introduction = models.TextField(_("inledning"), max_length=5000, blank=True)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = walled(SectionQuerySet, "promise_set__council")
    history = WalledHistory("promise_set__council")

    class Meta:
        ordering = ["promise_set", "language"]
        verbose_name = _("översättning")
        verbose_name_plural = _("översättningar")
        constraints = [
            models.UniqueConstraint(fields=["promise_set", "language"], name="one_translation_per_set_and_language"),
            models.CheckConstraint(
                name="translation_language_is_known", condition=models.Q(language__in=Language.values)
            ),
        ]

    def __str__(self):
        return f"{self.promise_set}: {self.get_language_display()}"


class PromiseTranslation(models.Model):
    """One promise in the other language, and the Swedish wording that was translated."""

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="promises")
    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="translations")
    wording = models.TextField(_("ordalydelse"), max_length=5000)
    of_wording = models.TextField(max_length=5000)

    objects = walled(models.QuerySet, "translation__promise_set__council")

    class Meta:
        ordering = ["translation", "promise"]
        constraints = [
            models.UniqueConstraint(fields=["translation", "promise"], name="promise_translated_once_per_language")
        ]

    def __str__(self):
        return self.wording[:80]

    @property
    def is_of_today(self):
        """Does the Swedish promise still say what was translated?"""
        return self.of_wording == self.promise.wording
