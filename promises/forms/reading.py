"""Forms for reading promises from a pasted text: the text itself, and the answer to one question about a proposal."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import DayField, FreeTextField
from promises.models import LONGEST_SOURCE

UNKNOWN = gettext_lazy("Frågan eller svaret finns inte längre. Läs frågan igen och svara på nytt.")


class PasteForm(forms.Form):
    """A page of promises as it was published."""

    pasted_text = FreeTextField(
        label=gettext_lazy("Texten med löftena"),
        max_length=LONGEST_SOURCE,
        widget=forms.Textarea(attrs={"rows": 18, "class": "pasted", "spellcheck": "false"}),
        help_text=gettext_lazy("Kopiera hela sidan eller dokumentet, med rubriker. Allt behöver inte vara löften."),
        error_messages={
            "required": gettext_lazy("Klistra in texten först."),
            "max_length": gettext_lazy(
                "Texten har %(show_value)d tecken. Högst %(limit_value)d går att läsa in: dela upp den."
            ),
        },
    )


class AnswerForm(forms.Form):
    """One answer to one of a proposal's questions, as a button, a day or a group of places; `reply` is what is kept."""

    about = forms.CharField(widget=forms.HiddenInput, max_length=40, error_messages={"required": UNKNOWN})
    answer = forms.CharField(required=False, max_length=60)
    answer_day = DayField(label=gettext_lazy("Datum"), required=False)
    answer_places = forms.ChoiceField(
        label=gettext_lazy("Platser"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Platserna finns inte i rådet. Välj i listan.")},
    )

    def __init__(self, *args, questions, place_sets, first_day, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = {question.about: question for question in questions}
        self.place_sets = {str(one.pk): one for one in place_sets}
        self.first_day = first_day
        self.fields["answer_places"].choices = [(pk, one.name) for pk, one in self.place_sets.items()]

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        question = self.questions.get(cleaned["about"])
        if question is None:
            raise ValidationError(UNKNOWN)
        if cleaned["answer"] and cleaned["answer"] not in {choice.key for choice in question.choices}:
            raise ValidationError(UNKNOWN)
        cleaned["reply"] = cleaned["answer"] or self._typed(question.wants)
        return cleaned

    @property
    def chosen_places(self):
        """The place set that was answered with, or None."""
        return None if self.cleaned_data["answer"] else self.place_sets.get(self.cleaned_data["answer_places"])

    @property
    def first_error(self):
        return next(error for errors in self.errors.values() for error in errors)

    def _typed(self, wants):
        if wants == "date":
            return f"date:{self._day().isoformat()}"
        if wants == "places":
            return f"place_set:{self._places().pk}"
        raise ValidationError(_("Välj ett av svaren."))

    def _day(self):
        day = self.cleaned_data["answer_day"]
        if day is None:
            raise ValidationError(_("Ange vilket datum det ska vara klart."))
        if day < self.first_day:
            first = self.first_day.isoformat()
            raise ValidationError(_("Datumet ligger före löftenas första dag, %(first)s.") % {"first": first})
        return day

    def _places(self):
        chosen = self.place_sets.get(self.cleaned_data["answer_places"])
        if chosen is None:
            raise ValidationError(_("Välj vilka platser det gäller."))
        if not chosen.places.all():
            raise ValidationError(_("Platsgruppen ”%(name)s” har inga platser än.") % {"name": chosen.name})
        return chosen


class ConfirmForm(forms.Form):
    """Which version of the target one has read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31)


class DropForm(forms.Form):
    """Whether the promise goes with its target."""

    whole_promise = forms.BooleanField(label=gettext_lazy("Släng hela löftet"), required=False)
