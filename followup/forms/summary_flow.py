"""Forms that move a summary on its way: begun, sent back, corrected, and what the archives note of it."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import DayField, FreeTextField
from followup.codes import Retention, SummaryKind

LONGEST_REASON = 1000
# The final one is never begun by hand: it is there from the first day.
KINDS = [(kind.value, kind.label) for kind in (SummaryKind.PART, SummaryKind.YEAR)]


class StartSummaryForm(forms.Form):
    """Which summary on the way to the final one: its kind, what it covers, and the day it looks from."""

    summary_kind = forms.ChoiceField(
        label=gettext_lazy("Vad ska ni skriva?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj vad ni ska skriva."),
            "invalid_choice": gettext_lazy("Välj delsammanställning eller årssammanställning."),
        },
    )
    summary_name = FreeTextField(
        label=gettext_lazy("Vad omfattar den?"),
        max_length=120,
        help_text=gettext_lazy("Till exempel: tertial 1 2019."),
        error_messages={"required": gettext_lazy("Skriv vad den omfattar, till exempel tertial 1 2019.")},
    )
    summary_day = DayField(
        label=gettext_lazy("Läget vilken dag?"),
        help_text=gettext_lazy("Det som gjordes till och med den dagen räknas. Den kan godkännas från dagen efter."),
        error_messages={"required": gettext_lazy("Ange vilken dag sammanställningen ska utgå från.")},
    )

    def __init__(self, *args, promise_set, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.promise_set, self.today = promise_set, today

    def clean_summary_day(self):
        day, first, last = self.cleaned_data["summary_day"], self.promise_set.first_day, self.promise_set.last_day
        if day > self.today:
            raise forms.ValidationError(_("Dagen kan inte ligga i framtiden."))
        if day < first:
            message = _("Dagen kan inte vara före löftenas första dag, %(day)s.")
            raise forms.ValidationError(message % {"day": first.isoformat()})
        if last and day > last:
            message = _("Löftenas sista dag är %(day)s. Läget efter den står i den slutliga sammanställningen.")
            raise forms.ValidationError(message % {"day": last.isoformat()})
        return day


class SendBackForm(forms.Form):
    """Why a party gives the summary back to those who write."""

    send_back_reason = FreeTextField(
        label=gettext_lazy("Vad behöver ändras?"),
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("Visas för alla som skriver i sammanställningen. Trycks inte."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Skriv vad som behöver ändras.")},
    )


class CorrectSummaryForm(forms.Form):
    """Why an approved summary is corrected."""

    mending_reason = FreeTextField(
        label=gettext_lazy("Vad är fel?"),
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("Trycks i den rättade sammanställningen, så att alla ser varför den finns."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Skriv vad som är fel.")},
    )


class SummaryFactsForm(forms.Form):
    """The parties' registry numbers and how long the archive keeps the summary."""

    registry_number = FreeTextField(
        label=gettext_lazy("Kommunens diarienummer"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Till exempel: KS 2019/123."),
    )
    police_registry_number = FreeTextField(
        label=gettext_lazy("Polisens diarienummer"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Till exempel: A123.456/2019."),
    )
    retention = forms.ChoiceField(
        label=gettext_lazy("Hur länge ska den finnas kvar i arkivet?"),
        choices=Retention.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj hur länge den ska finnas kvar."),
            "invalid_choice": gettext_lazy("Välj hur länge den ska finnas kvar i listan."),
        },
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    NAMES = ("registry_number", "police_registry_number", "retention")

    @property
    def facts(self):
        """What it shall say."""
        return {name: self.cleaned_data[name] for name in self.NAMES}
