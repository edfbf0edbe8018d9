from django import forms
from django.utils.translation import gettext_lazy

from councils.forms.fields import FreeTextField

LONGEST = 10_000


def _narrative(label, rows=4, help_text=""):
    return FreeTextField(
        label=label,
        max_length=LONGEST,
        required=False,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class SummaryTextForm(forms.Form):
    """What is said about one promise, in the order it is read."""

    police_did = _narrative(gettext_lazy("Vad polisen gjorde"))
    municipality_did = _narrative(gettext_lazy("Vad kommunen gjorde"))
    why_not = _narrative(gettext_lazy("Vad som inte gjordes, och varför"))
    effect = _narrative(
        gettext_lazy("Effekt"), help_text=gettext_lazy("Vad som har förändrats. Skilj det från vad ni har gjort.")
    )
    next_step = _narrative(gettext_lazy("Nästa steg"), rows=3)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31)


class SummaryIntroductionForm(forms.Form):
    """The text before the first promise."""

    introduction = _narrative(gettext_lazy("Inledning"), rows=8)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31)
