"""The forms for what the council has reported, and to whom."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import DayField, FreeTextField, version_field

FIELDS = ("reported_on", "recipient", "to_assembly", "about", "registry_number")


class CouncilReportForm(forms.Form):
    """That the council's work was reported: when, to whom and about what."""

    reported_on = DayField(label=gettext_lazy("Dag"))
    recipient = FreeTextField(
        label=gettext_lazy("Till vem"),
        max_length=120,
        help_text=gettext_lazy("Befattning eller organ, till exempel chefen för lokalpolisområdet. Inga namn behövs."),
        error_messages={"required": gettext_lazy("Skriv vem som fick redovisningen.")},
    )
    to_assembly = forms.BooleanField(
        label=gettext_lazy("Det var till kommunfullmäktige"),
        required=False,
        help_text=gettext_lazy("Enligt lagen ska arbetet löpande redovisas till fullmäktige."),
    )
    about = FreeTextField(
        label=gettext_lazy("Vad som redovisades"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kort, till exempel: årets arbete, medborgarlöftena och rådets självvärdering."),
        error_messages={"required": gettext_lazy("Skriv vad som redovisades.")},
    )
    registry_number = FreeTextField(label=gettext_lazy("Diarienummer"), max_length=60, required=False)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_reported_on(self):
        day = self.cleaned_data["reported_on"]
        if day > self.today:
            raise ValidationError(_("Dagen har inte varit än. Notera redovisningen när den är gjord."))
        return day

    def values(self):
        """The cleaned values as the action takes them."""
        return {name: self.cleaned_data[name] for name in FIELDS}


class ChangeCouncilReportForm(CouncilReportForm):
    """The same for one that is noted, in the version that was read."""

    version = version_field()

    @staticmethod
    def values_of(report):
        """A stored report as the fields show it."""
        return {name: getattr(report, name) for name in (*FIELDS, "version")}


class RemoveCouncilReportForm(forms.Form):
    """Why what was noted is taken away."""

    removal_reason = FreeTextField(
        label=gettext_lazy("Varför ska den bort?"),
        max_length=300,
        help_text=gettext_lazy("Till exempel: noterad två gånger. Orsaken står kvar i loggen."),
        error_messages={"required": gettext_lazy("Skriv varför redovisningen ska tas bort.")},
    )
    version = version_field()
