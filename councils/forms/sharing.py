from django import forms
from django.utils.translation import gettext_lazy


class ShareForm(forms.Form):
    """That one has read what sharing means."""

    is_read = forms.BooleanField(
        label=gettext_lazy(
            "Jag har läst texten. Den är klar att lämna ut och innehåller inga uppgifter om enskilda personer."
        ),
        error_messages={"required": gettext_lazy("Kryssa i rutan när du har läst igenom texten.")},
    )
