"""Forms that close a promise set and begin a new edition of one."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import DayField, FreeTextField
from promises.forms.days import fault_of_period

# Codes, and not words of one's own: they stand in the log, which nothing is taken out of.
CLOSING_REASONS = {
    "new_promises": gettext_lazy("Nya löften tar vid"),
    "agreed": gettext_lazy("Parterna har bestämt en sista dag"),
    "no_longer": gettext_lazy("Samarbetet har upphört"),
}


class CloseForm(forms.Form):
    """The last day of promises that hold until further notice, and why it is that day."""

    last_day = DayField(label=gettext_lazy("Sista dag"))
    closing_reason = forms.ChoiceField(
        label=gettext_lazy("Varför avslutas löftena?"),
        choices=[("", gettext_lazy("Välj")), *CLOSING_REASONS.items()],
        error_messages={
            "required": gettext_lazy("Välj varför löftena avslutas."),
            "invalid_choice": gettext_lazy("Välj en orsak i listan."),
        },
    )

    def __init__(self, *args, first_day, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.first_day, self.today = first_day, today

    def clean_last_day(self):
        day = self.cleaned_data["last_day"]
        if day > self.today:
            raise forms.ValidationError(_("Sista dagen kan inte ligga i framtiden."))
        if day < self.first_day:
            message = _("Sista dagen kan inte vara före första dagen, %(day)s.")
            raise forms.ValidationError(message % {"day": self.first_day.isoformat()})
        return day


class NewEditionForm(forms.Form):
    """Why the promises are changed, and a later last day when they are prolonged."""

    edition_reason = FreeTextField(
        label=gettext_lazy("Varför ändras löftena?"),
        max_length=1000,
        help_text=gettext_lazy("Skälet visas tillsammans med den nya utgåvan."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv varför löftena ändras.")},
    )
    new_last_day = DayField(
        label=gettext_lazy("Ny sista dag"),
        required=False,
        help_text=gettext_lazy("Fyll i när löftena förlängs. Annars gäller samma period."),
    )

    def __init__(self, *args, promise_set, **kwargs):
        super().__init__(*args, **kwargs)
        self.promise_set = promise_set

    def clean_new_last_day(self):
        day = self.cleaned_data["new_last_day"]
        first = self.promise_set.last_day or self.promise_set.first_day
        if day and day <= first:
            message = _("Nya sista dagen ska vara efter %(day)s.")
            raise forms.ValidationError(message % {"day": first.isoformat()})
        if fault := fault_of_period(self.promise_set.first_day, day):
            raise forms.ValidationError(fault)
        return day
