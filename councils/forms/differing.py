"""What differs between a form as somebody filled it in and the row as somebody else has saved it."""

from django import forms
from django.utils.translation import gettext as _

FOR_MACHINES = ("key", "version", "mark", "mark_seen")


def differing(form, saved):
    """[(label, what is saved, what was typed)] in words, for every field of a valid form where they differ.

    `saved`: the row as the form shows it, field by field.
    """
    found = []
    for name, field in form.fields.items():
        if name in FOR_MACHINES or name not in form.cleaned_data:
            continue
        pair = in_words(field, saved.get(name)), in_words(field, form.cleaned_data[name])
        if pair[0] != pair[1]:
            found.append((form[name].label, *pair))
    return found


def in_words(field, value):
    """A field's value as a person reads it: names of rows and choices, not their ids and codes."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        keys = {getattr(item, "pk", item) for item in value or ()}
        return ", ".join(field.label_from_instance(row) for row in field.queryset.filter(pk__in=keys))
    if isinstance(field, forms.ModelChoiceField):
        rows = field.queryset.filter(pk=getattr(value, "pk", value))
        return ", ".join(field.label_from_instance(row) for row in rows)
    if isinstance(field, forms.BooleanField):
        return _("Ja") if value else _("Nej")
    if isinstance(field, forms.ChoiceField):
        words = dict(field.choices)
        return ", ".join(str(words.get(one, one)) for one in (value if isinstance(value, list) else [value]) if one)
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(field.prepare_value(value))
