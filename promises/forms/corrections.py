"""Forms that take an activity out of the counts and back."""

from django import forms
from django.utils.translation import gettext_lazy

from councils.forms.fields import FreeTextField


class WithdrawForm(forms.Form):
    """Why an activity no longer counts."""

    reason = FreeTextField(
        label=gettext_lazy("Varför ska aktiviteten inte räknas?"),
        max_length=300,
        help_text=gettext_lazy("Till exempel: loggad två gånger."),
        error_messages={"required": gettext_lazy("Skriv varför, så att andra förstår.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31)


class RestoreForm(forms.Form):
    """Which version of a withdrawn activity one has read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31)


def values_of(activity):
    """A stored activity as the form shows it."""
    return {
        "targets": [credit.target_id for credit in activity.credits.all()],
        "occurred_on": activity.occurred_on,
        "count": activity.count,
        "place_text": activity.where,
        "parties": [party.pk for party in activity.parties.all()],
        "note": activity.note,
        "activity_type": activity.activity_type,
        "count_quality": activity.count_quality,
        "reach": activity.reach,
        "tags": ", ".join(activity.tags),
        "is_beyond_ordinary": activity.is_beyond_ordinary,
        "version": activity.version,
    }
