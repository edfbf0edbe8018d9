"""The form by which anybody asks whether a paper or a file is an approved summary."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followup.document.codes import code_in

LONGEST = 40  # as somebody may type it, with spaces


class CheckForm(forms.Form):
    """A code from paper, or a file. The code comes back as it is kept."""

    check_code = forms.CharField(
        label=gettext_lazy("Kontrollkod"),
        help_text=gettext_lazy("Tolv tecken som står på papperet, till exempel 7K3Q-9F2M-XW01."),
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "maxlength": LONGEST}
        ),
    )
    check_file = forms.FileField(
        label=gettext_lazy("Eller filen"),
        help_text=gettext_lazy("PDF eller data (JSON), högst 12 MB. Filen jämförs och sparas inte."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.json"}),
        error_messages={
            "empty": gettext_lazy("Filen är tom. Välj en annan fil."),
            "missing": gettext_lazy("Filen kom inte fram. Välj den igen."),
            "invalid": gettext_lazy("Filen kom inte fram. Välj den igen."),
        },
    )

    def clean_check_code(self):
        typed = self.cleaned_data["check_code"]
        code = code_in(typed)
        if typed and not code:
            raise ValidationError(
                _("En kod har tolv tecken, siffror och bokstäver. Kontrollera att alla är med: 7K3Q-9F2M-XW01.")
            )
        return code

    def clean(self):
        if not self.errors and not self.cleaned_data.get("check_code") and not self.cleaned_data.get("check_file"):
            self.add_error("check_code", _("Skriv koden, eller välj en fil."))
