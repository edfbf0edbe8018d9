"""Forms for what is noted on a target beside activities: requests, figures, deviations, and taking one back."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.fields import DayField, FreeTextField
from followup.codes import DeviationReason, reasons_for
from followup.forms.substitutes import SubstituteForm
from promises.forms.activities import INCOMPLETE
from promises.forms.fields import MeasureField
from promises.models import LARGEST_COUNT
from promises.wording import period_text

NO_PERSONS = gettext_lazy("Skriv inte namn eller annat om enskilda personer.")


class NoteForm(forms.Form):
    """A note with its day and its key: the same form sent twice is one note."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, error_messages={"invalid": INCOMPLETE})

    DAY = ""

    def __init__(self, *args, target, today, **kwargs):
        super().__init__(*args, initial={self.DAY: today, "count": 1, "key": uuid.uuid4()}, **kwargs)
        self.target, self.today = target, today
        self.fields[self.DAY].widget.attrs["max"] = today.isoformat()

    def renew_key(self):
        """A form that was refused is a new try: the old key may be taken, or broken."""
        self.data = self.data.copy()
        self.data["key"] = str(uuid.uuid4())

    def sent_key(self):
        return self.cleaned_data["key"] or uuid.uuid4()

    def past(self, name):
        """The day in a field; one in the future is refused."""
        day = self.cleaned_data[name]
        if day > self.today:
            raise ValidationError(_("%(day)s ligger i framtiden. Ange en dag senast i dag.") % {"day": day.isoformat()})
        return day

    def promised(self, name, period):
        """The day in a field; one outside the period is refused, and so is one in the future."""
        day = self.past(name)
        if day not in period:
            raise ValidationError(
                _("%(day)s ligger utanför löftets period %(period)s. Ändra datum.")
                % {"day": day.isoformat(), "period": period_text(period)}
            )
        return day


class RequestForm(NoteForm):
    """That somebody has asked for what is done on demand."""

    DAY = "asked_on"

    asked_on = DayField(label=gettext_lazy("När frågade någon?"))
    count = forms.IntegerField(
        label=gettext_lazy("Antal"),
        min_value=1,
        max_value=LARGEST_COUNT,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": gettext_lazy("Ange antal önskemål."),
            "invalid": gettext_lazy("Antal ska vara ett heltal, till exempel 1."),
            "min_value": gettext_lazy("Antal önskemål ska vara minst 1."),
            "max_value": gettext_lazy("Antal kan vara högst 9 999. Dela upp på flera om det var fler."),
        },
    )
    note = FreeTextField(label=gettext_lazy("Anteckning"), max_length=300, required=False, help_text=NO_PERSONS)

    def clean_asked_on(self):
        return self.promised("asked_on", self.target.promise_set.period)

    def facts(self):
        return {name: self.cleaned_data[name] for name in ("asked_on", "count", "note")}


class MeasurementForm(NoteForm):
    """A measured figure. It may be measured after the period, but what was before it is the baseline."""

    DAY = "measured_on"

    measured_on = DayField(label=gettext_lazy("När mättes det?"))
    measured_value = MeasureField(
        label=gettext_lazy("Uppmätt värde"), error_messages={"required": gettext_lazy("Skriv det uppmätta värdet.")}
    )
    figure_source = FreeTextField(
        label=gettext_lazy("Varifrån kommer värdet?"),
        max_length=160,
        help_text=gettext_lazy("Till exempel trygghetsmätningen."),
        error_messages={"required": gettext_lazy("Skriv varifrån värdet kommer, så att andra kan kontrollera det.")},
    )
    note = FreeTextField(label=gettext_lazy("Anteckning"), max_length=300, required=False, help_text=NO_PERSONS)

    def clean_measured_on(self):
        day, period = self.past("measured_on"), self.target.promise_set.promised_period
        if day < period.first_day:
            raise ValidationError(
                _("%(day)s är före löftets period %(period)s. Ange ett värde som är mätt under eller efter perioden.")
                % {"day": day.isoformat(), "period": period_text(period)}
            )
        return day

    def facts(self):
        cleaned = self.cleaned_data
        return {
            "measured_on": cleaned["measured_on"],
            "value": cleaned["measured_value"],
            "source": cleaned["figure_source"],
            "note": cleaned["note"],
        }


class DeviationForm(SubstituteForm, NoteForm):
    """What was not done as meant, why, and what was done instead."""

    DAY = "deviated_on"

    deviated_on = DayField(
        label=gettext_lazy("Vilken dag gäller det?"), help_text=gettext_lazy("Dagen då det skulle ha gjorts.")
    )
    deviation_reason = forms.ChoiceField(
        label=gettext_lazy("Orsak till avvikelse"),
        choices=[("", gettext_lazy("Välj")), *DeviationReason.choices],
        error_messages={
            "required": gettext_lazy("Välj en orsak."),
            "invalid_choice": gettext_lazy("Välj en orsak i listan."),
        },
    )
    deviation_text = FreeTextField(
        label=gettext_lazy("Vad hände?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_PERSONS,
        error_messages={"required": gettext_lazy("Skriv kort vad som hände.")},
    )

    field_order = ["deviated_on", "deviation_reason", "deviation_text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deviation_reason"].choices = [("", _("Välj")), *reasons_for(self.target.kind)]

    def clean_deviated_on(self):
        return self.promised("deviated_on", self.target.promise_set.promised_period)

    def facts(self):
        cleaned = self.cleaned_data
        return {
            "occurred_on": cleaned["deviated_on"],
            "reason": cleaned["deviation_reason"],
            "text": cleaned["deviation_text"],
            "substitute": cleaned["substitute"],
        }


class WithdrawNoteForm(forms.Form):
    """Why a note no longer counts."""

    withdrawal_reason = FreeTextField(
        label=gettext_lazy("Varför ska noteringen inte räknas?"),
        max_length=300,
        help_text=gettext_lazy("Till exempel: noterad två gånger."),
        error_messages={"required": gettext_lazy("Skriv varför, så att andra förstår.")},
    )
