"""The form that notes to whom an approved summary has been handed over."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from councils.forms.fields import DayField, FreeTextField, RowsField
from followup.codes import DeliveryWay
from promises.forms.activities import INCOMPLETE
from promises.models import Recipient

LONGEST_OFFICE, MOST_OTHERS = 120, 20
WAYS = [
    (DeliveryWay.EMAIL.value, gettext_lazy("Med e-post")),
    (DeliveryWay.MEETING.value, gettext_lazy("På ett möte")),
    (DeliveryWay.PAPER.value, gettext_lazy("På papper")),
    (DeliveryWay.REGISTRY.value, gettext_lazy("Till registrator")),
]
WRONG_WAY = gettext_lazy("Välj hur den överlämnades.")


class DeliverForm(forms.Form):
    """Which offices have been handed the summary, how and when, and whether the officials are to get a link."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, error_messages={"invalid": INCOMPLETE})
    delivery_offices = RowsField(
        label=gettext_lazy("Till vem?"),
        queryset=Recipient.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy("En av mottagarna finns inte i löftena. Välj i listan."),
            "invalid_pk_value": gettext_lazy("En av mottagarna finns inte i löftena. Välj i listan."),
        },
    )
    other_office = FreeTextField(
        label=gettext_lazy("Andra mottagare, en per rad"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Skriv befattning eller funktion, till exempel kommunfullmäktige. Skriv inga namn."),
    )
    delivery_way = forms.ChoiceField(
        label=gettext_lazy("Hur överlämnades den?"),
        choices=WAYS,
        initial=DeliveryWay.EMAIL.value,
        widget=forms.RadioSelect,
        error_messages={"required": WRONG_WAY, "invalid_choice": WRONG_WAY},
    )
    delivered_on = DayField(
        label=gettext_lazy("Vilken dag?"),
        error_messages={"required": gettext_lazy("Ange vilken dag den överlämnades.")},
    )
    delivery_note = FreeTextField(
        label=gettext_lazy("Anteckning"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Till exempel vilket möte. Visas för alla i rådet. Trycks inte."),
    )
    mails_link = forms.BooleanField(
        label=gettext_lazy("Skicka en länk med e-post till rådets beslutsfattare"), required=False
    )

    def __init__(self, *args, summary, today, deliveries, officials, **kwargs):
        """`deliveries`: those before; offices that have none are ticked. `officials`: how many want mail."""
        super().__init__(*args, **kwargs)
        self.frozen_on, self.today = timezone.localdate(summary.frozen_at), today
        recipients = summary.promise_set.recipients.all()
        handed = {row.office for row in deliveries}
        self.initial = {
            "key": uuid.uuid4(),
            "delivery_offices": [row.pk for row in recipients if row.office not in handed],
            "delivered_on": today,
            "mails_link": not deliveries,
        }
        self.fields["delivered_on"].widget.attrs |= {"min": self.frozen_on.isoformat(), "max": today.isoformat()}
        self._offer(recipients, officials)
        for name in {"delivery_offices", "other_office"} & self.fields.keys():
            self.fields[name].is_at_times_required = True  # one of the two

    def _offer(self, recipients, officials):
        """Leave out what there is nobody to choose for."""
        if recipients:
            self.fields["delivery_offices"].queryset = recipients
        else:
            del self.fields["delivery_offices"]
        if not officials:
            del self.fields["mails_link"]
            return
        text = ngettext("%(number)s person som vill ha e-post.", "%(number)s personer som vill ha e-post.", officials)
        self.fields["mails_link"].help_text = text % {"number": officials}

    def clean_other_office(self):
        lines = [line.strip() for line in self.cleaned_data["other_office"].split("\n") if line.strip()]
        if len(lines) > MOST_OTHERS:
            raise ValidationError(_("Högst %(most)s andra mottagare på en gång.") % {"most": MOST_OTHERS})
        if any(len(line) > LONGEST_OFFICE for line in lines):
            raise ValidationError(_("Skriv varje mottagare med högst %(most)s tecken.") % {"most": LONGEST_OFFICE})
        self.others = lines
        return self.cleaned_data["other_office"]

    def clean_delivered_on(self):
        day = self.cleaned_data["delivered_on"]
        if day > self.today:
            raise ValidationError(_("%(day)s ligger i framtiden. Ange en dag senast i dag.") % {"day": day.isoformat()})
        if day < self.frozen_on:
            message = _("Sammanställningen godkändes %(day)s. Den kan inte ha överlämnats före det.")
            raise ValidationError(message % {"day": self.frozen_on.isoformat()})
        return day

    def clean(self):
        cleaned = super().clean()
        missing = not cleaned.get("delivery_offices") and not cleaned.get("other_office")
        if missing and not {"delivery_offices", "other_office"} & self.errors.keys():
            first = "delivery_offices" if "delivery_offices" in self.fields else "other_office"
            self.add_error(first, _("Välj minst en mottagare, eller skriv en annan."))
        return cleaned

    def renew_key(self):
        """A form that was refused is a new try: the old key may be broken."""
        self.data = self.data.copy()
        self.data["key"] = str(uuid.uuid4())

    @property
    def offices(self):
        """Everybody who was handed it, by office."""
        return [*(row.office for row in self.cleaned_data.get("delivery_offices", ())), *self.others]

    def values(self):
        """What was said, as the action takes it."""
        cleaned = self.cleaned_data
        return {
            "offices": self.offices,
            "said": {
                "way": cleaned["delivery_way"],
                "delivered_on": cleaned["delivered_on"],
                "note": cleaned["delivery_note"],
            },
            "key": cleaned["key"] or uuid.uuid4(),
            "tells": cleaned.get("mails_link", False),
        }
