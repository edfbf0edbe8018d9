"""A promise set as it reads in a chosen language. What is not translated is shown in Swedish, and said to be."""

from dataclasses import dataclass, field

from django.db.models import Count

from promises.codes import OWN_NAMES, Language
from promises.models import PromiseTranslation, Translation

SWEDISH = "sv"


@dataclass(frozen=True)
class Shown:
    """A text as the page shows it. `note`: "missing" where the Swedish stands in, "outdated" where it has changed."""

    text: str
    language: str
    note: str = ""


@dataclass(frozen=True)
class Reading:
    """A promise set in one language, and the other languages it can be read in."""

    promise_set: object
    offered: tuple = ()
    translation: Translation | None = None
    wordings: dict = field(default_factory=dict)

    @property
    def language(self):
        return self.translation.language if self.translation else SWEDISH

    @property
    def title(self):
        return self._text("title")

    @property
    def introduction(self):
        return self._text("introduction")

    def _text(self, name):
        translated = getattr(self.translation, name) if self.translation else ""
        if translated:
            return Shown(translated, self.language)
        return Shown(getattr(self.promise_set, name), SWEDISH)

    def of(self, promise):
        """One promise of the set."""
        if self.translation is None:
            return Shown(promise.wording, SWEDISH)
        row = self.wordings.get(promise.pk)
        if row is None:
            return Shown(promise.wording, SWEDISH, "missing")
        row.promise = promise
        return Shown(row.wording, self.language, "" if row.is_of_today else "outdated")

    @property
    def choices(self):
        """(code, what the language calls itself, whether it is the one shown), Swedish first."""
        codes = [SWEDISH, *(row.language for row in self.offered)] if self.offered else []
        return [(code, OWN_NAMES[code], code == self.language) for code in codes]


def offered_translations(promise_set):
    """The translations of a set in which anything is translated, in the order of the languages' list. One query."""
    rows = promise_set.translations.annotate(translated=Count("promises"))
    order = Language.values
    found = [row for row in rows if row.translated or row.title or row.introduction]
    return tuple(sorted(found, key=lambda row: order.index(row.language)))


def reading_of(promise_set, asked, offered=None):
    """The set in the language asked for, in Swedish when there is no such translation. Two queries at most."""
    offered = offered_translations(promise_set) if offered is None else offered
    chosen = next((row for row in offered if row.language == asked), None)
    wordings = PromiseTranslation.objects.filter(translation=chosen) if chosen else ()
    return Reading(promise_set, offered, chosen, {row.promise_id: row for row in wordings})
