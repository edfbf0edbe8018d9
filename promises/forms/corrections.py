"""Forms that take an activity out of the counts and back, and what differs between a form and the stored activity."""

from django import forms
from django.utils.translation import gettext as _
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


def differences(form, activity):
    """Field name → (what is saved, what was typed) in words, for every field of the form where they differ."""
    saved = {**values_of(activity), "reason": activity.withdrawn_reason}
    found = {}
    for name, field in form.fields.items():
        if name in ("key", "version"):
            continue
        pair = in_words(field, saved[name]), in_words(field, form.cleaned_data[name])
        if pair[0] != pair[1]:
            found[name] = pair
    return found


def in_words(field, value):
    """A field's value as a person reads it: names of rows and choices, not their ids and codes."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        keys = {getattr(item, "pk", item) for item in value}
        return ", ".join(field.label_from_instance(row) for row in field.queryset.filter(pk__in=keys))
    if isinstance(field, forms.BooleanField):
        return _("Ja") if value else _("Nej")
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)
