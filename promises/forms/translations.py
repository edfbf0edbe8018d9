"""The form in which people translate a promise set: a field for each promise, beside its Swedish wording."""

import re
from dataclasses import dataclass

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import FreeTextField
from councils.text import tidy
from promises.models import Promise, PromiseTranslation

LONGEST_WORDING = 5000
INCOMPLETE = gettext_lazy("Formuläret kom inte fram helt. Kontrollera uppgifterna och spara igen.")
A_WORDING = re.compile(r"translation_\d+")
# Field → the column it is kept in. A field means the same in every form, and other forms have a title too.
TEXTS = {"translator": "translator", "translated_title": "title", "translated_introduction": "introduction"}


def version_field(**options):
    """Which version one has read, unseen on the page."""
    messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), INCOMPLETE)
    return forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, error_messages=messages, **options
    )


@dataclass(frozen=True)
class Translated:
    """What somebody typed for one promise, and which version of the Swedish they saw. Empty is not translated.

    `still_holds`: the Swedish has changed since it was translated, and the translation is right all the same.
    """

    promise_id: int
    text: str
    seen: int | None
    still_holds: bool


@dataclass(frozen=True)
class Row:
    """One promise on the page: the Swedish, what is saved, and its fields."""

    number: int
    promise: Promise
    saved: PromiseTranslation | None
    field: forms.BoundField
    seen: forms.BoundField
    still: forms.BoundField | None


class TranslationForm(forms.Form):
    """A promise set in another language. Only who has translated must be said: one may save as far as one has come."""

    translator = FreeTextField(
        label=gettext_lazy("Vem har översatt?"),
        max_length=160,
        help_text=gettext_lazy("En organisation eller en enhet, till exempel Haparanda stad, kommunikationsenheten."),
        error_messages={"required": gettext_lazy("Skriv vilken organisation eller enhet som har översatt.")},
    )
    translated_title = FreeTextField(label=gettext_lazy("Rubrik"), max_length=160, required=False)
    translated_introduction = FreeTextField(
        label=gettext_lazy("Inledning"),
        max_length=LONGEST_WORDING,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    version = version_field()

    def __init__(self, *args, language, promises, translation=None, **kwargs):
        rows = translation.promises.all() if translation else []
        self.language, self.promises, self.translation = language, promises, translation
        self.saved = {row.promise_id: row for row in rows}
        super().__init__(*args, initial=self._initial(), **kwargs)
        for name in ("translated_title", "translated_introduction"):
            self.fields[name].widget.attrs["lang"] = language.value
        for number, promise in enumerate(promises, start=1):
            self._add_fields_of(promise, number)

    def _initial(self):
        row = self.translation
        return {"version": row.version, **_texts_of(row)} if row else {"version": 0}

    def _add_fields_of(self, promise, number):
        saved = self.saved.get(promise.pk)
        self.fields[f"translation_{promise.pk}"] = FreeTextField(
            label=_("Löfte %(number)s på %(language)s") % {"number": number, "language": self.language.label},
            max_length=LONGEST_WORDING,
            required=False,
            initial=saved.wording if saved else "",
            widget=forms.Textarea(attrs={"rows": 4, "lang": self.language.value}),
        )
        # Not required: a promise that came while one was translating was not on the page.
        self.fields[f"seen_{promise.pk}"] = version_field(required=False, initial=promise.version)
        if saved and not saved.is_of_today:
            self.fields[f"still_{promise.pk}"] = forms.BooleanField(
                label=_("Översättningen stämmer med den nya svenska texten"), required=False
            )

    @cached_property
    def rows(self):
        """The promises in reading order, each with its fields."""
        return [
            Row(
                number,
                promise,
                self.saved.get(promise.pk),
                self[f"translation_{promise.pk}"],
                self[f"seen_{promise.pk}"],
                self[f"still_{promise.pk}"] if f"still_{promise.pk}" in self.fields else None,
            )
            for number, promise in enumerate(self.promises, start=1)
        ]

    @property
    def texts(self):
        return {column: self.cleaned_data[name] for name, column in TEXTS.items()}

    @property
    def wordings(self):
        """What was typed for each promise."""
        cleaned = self.cleaned_data
        return [
            Translated(
                promise.pk,
                cleaned[f"translation_{promise.pk}"],
                cleaned[f"seen_{promise.pk}"],
                bool(cleaned.get(f"still_{promise.pk}")),
            )
            for promise in self.promises
        ]

    @property
    def homeless(self):
        """What was typed for promises that are no longer in the set; it must not be lost without a word."""
        names = [name for name in self.data if A_WORDING.fullmatch(name) and name not in self.fields]
        return [text for text in (tidy(self.data[name]).strip() for name in names) if text]


class RemoveTranslationForm(forms.Form):
    """Which version of a translation one has read and now removes."""

    version = version_field()


def differences(form, current):
    """(label, what is saved, what was typed) of every field where they differ, for the page that says who was first.

    `current` is the saved translation, or None when somebody has removed it.
    """
    saved = {f"translation_{row.promise_id}": row.wording for row in current.promises.all()} if current else {}
    saved |= _texts_of(current) if current else {}
    named = [(form[name].label, saved.get(name, ""), form.cleaned_data[name]) for name in _typed(form)]
    removed = [(_("Löftet finns inte längre"), "", text) for text in form.homeless]
    return [row for row in named if row[1] != row[2]] + removed


def _texts_of(translation):
    return {name: getattr(translation, column) for name, column in TEXTS.items()}


def _typed(form):
    return [name for name in form.fields if name in TEXTS or A_WORDING.fullmatch(name)]
