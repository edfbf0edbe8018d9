"""Fields that are not typed in but carry text all the same: what a sent file is called, and names read from one.

They are asked about with the sentences and the boxes of every free text (councils/forms/screened.py).
"""

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _

from councils.forms.screened import TICKS, Question, refusal
from councils.personal_data import PERSONAL_NUMBER
from councils.screening import MOST_ASKED, asked_about, note, sentence


class AskingBoundField(BoundField):
    """A field that somebody is asked about. `ask` is called where its form is cleaned."""

    _asked = None

    @property
    def ticks(self):
        """The boxes that were ticked in the form, those of other fields too."""
        data = self.form.data
        return frozenset(data.getlist(TICKS) if hasattr(data, "getlist") else data.get(TICKS, ()))

    @property
    def questions(self):
        """The boxes beneath the field: what is asked, and what has been answered in this form."""
        return [
            Question(found, key, key in self.ticks, f"{self.auto_id}_{TICKS}_{number}")
            for number, (key, (_text, found)) in enumerate((self._asked or {}).items())
        ]

    def ask(self, texts, own_words=None):
        """Look through the texts. Raises ValidationError with what has not been answered; notes what was let through.

        `own_words`: kind of finding → (before the place, after it), where the field says it otherwise.
        """
        found = [(text, asked_about(text, field=self.name)) for text in texts]
        self._asked = {key: (text, one) for text, asked in found for key, one in asked.items()}
        note(self.name, [one for key, (_text, one) in self._asked.items() if key in self.ticks])
        left = [pair for key, pair in self._asked.items() if key not in self.ticks][:MOST_ASKED]
        if left:
            raise ValidationError([refusal(text, one, own_words or {}) for text, one in left])


class NamedFileField(forms.FileField):
    """A file whose name is kept."""

    bound_field_class = AskingBoundField


class ReadNamesField(forms.MultipleChoiceField):
    """A choice among names that were read from a file."""

    bound_field_class = AskingBoundField


def ask_about_file_name(bound, name):
    """Ask about what a file is called. A browser does not keep the file, so it is chosen again with the answer."""
    asked = asked_about(name, field=bound.name).values()
    bound.ask([name], {one.kind: _of_a_file_name(one) for one in asked})


def _of_a_file_name(found):
    before, _after = sentence(found)
    if found.kind == PERSONAL_NUMBER:
        before = _("Filens namn innehåller ett personnummer:")
    return before, _("Byt namn på filen, eller välj den igen och kryssa i rutan.")
