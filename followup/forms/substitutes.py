"""What was done instead: chosen among the latest activities, or named by its number."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.text import is_row_id
from followup.notes import substitute_text
from promises.wording import both

LATEST = 50
NO_SUCH = gettext_lazy(
    "Ingen aktivitet med det numret kan ha gjorts i stället. Numret står i aktivitetens adress, och aktiviteten får "
    "inte redan räknas mot målet."
)


class SubstituteForm(forms.Form):
    """An activity that was done instead; none is also an answer."""

    substitute = forms.ChoiceField(
        label=gettext_lazy("Vad gjordes i stället?"),
        required=False,
        choices=[("", gettext_lazy("Inget"))],
        help_text=gettext_lazy("De senaste aktiviteterna som inte räknas mot målet."),
        error_messages={"invalid_choice": gettext_lazy("Välj en aktivitet i listan, eller skriv dess nummer.")},
    )
    substitute_number = forms.CharField(
        label=gettext_lazy("Aktivitetens nummer"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("Om den är äldre än de i listan. Numret står i adressen till aktivitetens sida."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"max_length": NO_SUCH},
    )

    def __init__(self, *args, substitutes, **kwargs):
        super().__init__(*args, **kwargs)
        self.substitutes = substitutes
        latest = [(str(row.pk), _described(row)) for row in substitutes[:LATEST]]
        self.fields["substitute"].choices = [("", _("Inget")), *latest]

    def clean_substitute_number(self):
        typed = self.cleaned_data["substitute_number"].strip()
        if typed and not (is_row_id(typed) and self.substitutes.filter(pk=typed).exists()):
            raise forms.ValidationError(NO_SUCH)
        return typed

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        named = {cleaned.get("substitute"), cleaned.pop("substitute_number", "")} - {"", None}
        if len(named) > 1:
            self.add_error("substitute_number", _("Du har valt en annan aktivitet i listan. Behåll det ena."))
        cleaned["substitute"] = self.substitutes.filter(pk=named.pop()).first() if len(named) == 1 else None
        return cleaned


def _described(activity):
    """What tells it from another of the same kind and day: its place, and the targets that it counts towards."""
    targets = both(dict.fromkeys(credit.target.label for credit in activity.credits.all()))
    return ", ".join(filter(None, (substitute_text(activity), activity.where, targets)))
