from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import DayField, FreeTextField, PersonNameField
from councils.models import Organisation


class SignForm(forms.Form):
    """Who has signed the promises, as what and on which day."""

    signing_party = forms.ModelChoiceField(
        label=gettext_lazy("För vilken part?"),
        queryset=Organisation.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj vilken part underskriften gäller."),
            "invalid_choice": gettext_lazy("Välj en av parterna i listan."),
        },
    )
    signatory = PersonNameField(
        label=gettext_lazy("Vem har undertecknat?"),
        max_length=120,
        help_text=gettext_lazy("Den som skriver under för parten. Bara befattningshavare."),
        error_messages={"required": gettext_lazy("Skriv namnet på den som har undertecknat.")},
    )
    signatory_title = FreeTextField(
        label=gettext_lazy("Befattning"),
        max_length=120,
        error_messages={"required": gettext_lazy("Skriv befattningen, till exempel kommundirektör.")},
    )
    signed_on = DayField(
        label=gettext_lazy("Undertecknades"), error_messages={"required": gettext_lazy("Ange dagen för underskriften.")}
    )

    def __init__(self, *args, parties, earliest, last_day, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.parties = parties
        self.earliest, self.last_day, self.today = earliest, last_day, today
        if len(parties) == 1:
            del self.fields["signing_party"]  # nothing to choose
        else:
            self.fields["signing_party"].queryset = Organisation.objects.filter(pk__in=[one.pk for one in parties])

    def clean_signed_on(self):
        day = self.cleaned_data["signed_on"]
        if day > self.today:
            raise forms.ValidationError(_("Dagen kan inte ligga i framtiden."))
        if day < self.earliest:
            raise forms.ValidationError(_("Dagen kan inte vara före %(day)s.") % {"day": self.earliest.isoformat()})
        if self.last_day and day > self.last_day:
            message = _("Dagen kan inte vara efter löftenas sista dag, %(day)s.")
            raise forms.ValidationError(message % {"day": self.last_day.isoformat()})
        return day

    @property
    def organisation(self):
        return self.cleaned_data.get("signing_party") or self.parties[0]
