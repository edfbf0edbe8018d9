"""Forms that correct an activity, take it out of the counts, and back. Each asks for the reason."""

from django import forms
from django.utils.translation import gettext_lazy

from councils.forms.fields import FreeTextField
from promises.forms.activities import ActivityForm

LONGEST_REASON = 100  # as long as the history has room for
WHY = gettext_lazy("Skriv varför, så att andra förstår.")


class CorrectActivityForm(ActivityForm):
    """An activity as it should have been logged. Why is asked for when approved numbers rest on what it said."""

    correction_reason = FreeTextField(
        label=gettext_lazy("Varför rättas den?"),
        max_length=LONGEST_REASON,
        required=False,
        help_text=gettext_lazy("Till exempel: fel datum. Skälet syns i historiken."),
        error_messages={"required": WHY},
    )


class WithdrawForm(forms.Form):
    """Why an activity no longer counts."""

    reason = FreeTextField(
        label=gettext_lazy("Varför ska aktiviteten inte räknas?"),
        max_length=300,
        help_text=gettext_lazy("Till exempel: loggad två gånger."),
        error_messages={"required": WHY},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31)


class RestoreForm(forms.Form):
    """Why a withdrawn activity counts again, and which version of it one has read."""

    restore_reason = FreeTextField(
        label=gettext_lazy("Varför ska aktiviteten räknas igen?"),
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("Till exempel: den togs bort av misstag."),
        error_messages={"required": WHY},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31)


def values_of(activity):
    """A stored activity as the form shows it."""
    return {
        "targets": [credit.target_id for credit in activity.credits.all()],
        "occurred_on": activity.occurred_on,
        "count": activity.count,
        "place": str(activity.place_id or ""),
        "place_text": activity.place_text,
        # What stands in the calendar was asked about when it was logged.
        "mark_seen": activity.occurred_on,
        "parties": [party.pk for party in activity.parties.all()],
        "note": activity.note,
        "activity_type": activity.activity_type,
        "count_quality": activity.count_quality,
        "reach": activity.reach,
        "tags": ", ".join(activity.tags),
        "is_beyond_ordinary": activity.is_beyond_ordinary,
        "version": activity.version,
    }
