from django import forms
from django.utils.translation import gettext_lazy

from councils.forms.fields import FreeTextField
from followup.actions.summary_texts import Written
from followup.codes import OF_A_PROMISE, OF_THE_WHOLE, TextPart

LONGEST = 30_000
HELP = {"effect": gettext_lazy("Vad som har förändrats. Skilj det från vad ni har gjort.")}


class TextsForm(forms.Form):
    """Some parts of a summary, each with the version that its writer has read: 0 for what nobody has saved."""

    parts: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for part in self.parts:
            self.fields[f"{part}_version"] = forms.IntegerField(
                widget=forms.HiddenInput, min_value=0, max_value=2**31, initial=0, required=False
            )

    def leave_out(self, parts):
        """Drop parts that are not this writer's to see."""
        for part in parts:
            del self.fields[part], self.fields[f"{part}_version"]
        self.parts = tuple(part for part in self.parts if part not in parts)

    @property
    def written(self):
        """What was typed, part by part. A part whose version was not sent was not on the page and is left alone."""
        cleaned = self.cleaned_data
        return [
            Written(part, cleaned[part], cleaned[f"{part}_version"])
            for part in self.parts
            if cleaned[f"{part}_version"] is not None
        ]


def _texts_form(name, parts, rows):
    fields = {
        part: FreeTextField(
            label=TextPart(part).label,
            max_length=LONGEST,
            required=False,
            help_text=HELP.get(part, ""),
            widget=forms.Textarea(attrs={"rows": rows}),
        )
        for part in parts
    }
    return type(name, (TextsForm,), {"parts": parts, "__module__": __name__, **fields})


PromiseTextsForm = _texts_form("PromiseTextsForm", OF_A_PROMISE, 4)
WholeTextsForm = _texts_form("WholeTextsForm", OF_THE_WHOLE, 6)
