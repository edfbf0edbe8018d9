"""How a form asks about what was found in a text: a sentence with the place marked, and a box to tick for each.

The ticks come in the list `screened` of the sent form, whatever its prefix. They reach the field with the text itself:
what the bound field hands to `clean` is a `Typed`.
"""

from dataclasses import dataclass
from html import unescape

from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.functional import cached_property
from django.utils.html import format_html, strip_tags

from councils.personal_data import KINDS, Finding
from councils.screening import MOST_ASKED, TICKS, answer, asked_about, excerpt, sentence


class Typed(str):
    """A sent text with the name of its field, the boxes that were ticked, and the text that stood there before."""

    field: str = ""
    ticked: frozenset[str] = frozenset()
    before: str = ""
    _asked = None

    def asked(self, text):
        """{token: finding} of what is asked about in this text when it is tidied. It is looked through once."""
        if self._asked is None or self._asked[0] != text:
            self._asked = text, asked_about(text, field=self.field, before=self.before)
        return self._asked[1]


@dataclass(frozen=True)
class Question:
    """One box to tick: may this be saved?"""

    found: Finding
    token: str
    is_ticked: bool
    id: str

    @property
    def label(self):
        return answer(self.found)


class ScreenedBoundField(BoundField):
    """A free text in a form, which knows what was answered about it and what is still asked."""

    _typed = None

    @property
    def data(self):
        sent = super().data
        if not isinstance(sent, str):
            return sent
        if self._typed != sent:
            self._typed = Typed(sent)
            self._typed.field, self._typed.ticked, self._typed.before = self.name, self.ticks, self._before
        return self._typed

    @property
    def ticks(self):
        """The boxes that were ticked in the form, those of other fields too."""
        data = self.form.data
        return frozenset(data.getlist(TICKS) if hasattr(data, "getlist") else data.get(TICKS, ()))

    @property
    def _before(self):
        """What stands in the text from before has been asked about once."""
        before = self.field.prepare_value(self.initial)
        return before if isinstance(before, str) else ""

    @cached_property
    def questions(self):
        """The boxes beneath the field: what is asked, and what has been answered in this form."""
        if not self.form.is_bound or self.field.disabled or not isinstance(self.data, str):
            return []
        asked = self.data.asked(self.field.to_python(self.data))
        is_refused = any(error.code in KINDS for error in self.errors.as_data())
        unanswered = [key for key in asked if key not in self.ticks][: MOST_ASKED if is_refused else 0]
        shown = self.ticks | set(unanswered)
        return [
            Question(found, key, key in self.ticks, f"{self.auto_id}_{TICKS}_{number}")
            for number, (key, found) in enumerate(asked.items())
            if key in shown
        ]


def refusal(text, found, own_words):
    """The error for one finding: what it looks like, the place with the number marked, and what to do."""
    before, after = own_words.get(found.kind) or sentence(found)
    place = format_html("{}<mark>{}</mark>{}", *excerpt(text, found))
    return ValidationError(format_html("{} ”{}” {}", before, place, after), code=found.kind)


def plain(message):
    """A form's message without markup, for answers that are no pages. What is text already stays as it was typed."""
    return unescape(strip_tags(message)) if hasattr(message, "__html__") else str(message)


def open_questions(form):
    """[{"field", "token", "label", "number"}] of a bound form, for answers that are no pages."""
    return [
        {"field": field.name, "token": asked.token, "label": asked.label, "number": asked.found.text}
        for field in form
        if isinstance(field, ScreenedBoundField)
        for asked in field.questions
        if not asked.is_ticked
    ]
