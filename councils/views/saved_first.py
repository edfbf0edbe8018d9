"""What is answered when a form came too late, because somebody else saved first."""

from django.shortcuts import render


def saved_first(request, texts, *, url):
    """409 with what is saved beside what this person typed. `texts`: (label, saved, typed), those alike left out."""
    differing = [(label, str(saved), str(typed)) for label, saved, typed in texts if str(saved) != str(typed)]
    return render(request, "409.html", {"texts": differing, "url": url}, status=409)


def texts_of(form, saved):
    """(label, what is saved, what was typed) for every field somebody sees. `saved`: the row as the form shows it."""
    return [
        (field.label, _in_words(field, saved.get(field.name)), _in_words(field, form.cleaned_data.get(field.name)))
        for field in form.visible_fields()
    ]


def _in_words(field, value):
    if hasattr(field.field, "queryset"):
        keys = {getattr(one, "pk", one) for one in (value if isinstance(value, list | tuple) else [value])}
        return ", ".join(field.field.label_from_instance(row) for row in field.field.queryset if row.pk in keys)
    if choices := getattr(field.field, "choices", None):
        return dict(choices).get(value, value)
    return "" if value is None else value
