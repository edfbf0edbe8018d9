"""What is answered when a form came too late: somebody else saved first."""

from django.shortcuts import render

from councils.forms.differing import differing


def somebody_was_first(request, texts, url, *, saved_by, lang=""):
    """409 with what is saved beside what this person typed. `texts`: (label, saved, typed), in `lang` or Swedish."""
    context = {"texts": texts, "saved_by": saved_by, "url": url, "lang": lang}
    return render(request, "409.html", context, status=409)


def form_was_late(request, form, saved, url):
    """The same for a form: `saved` is the row as the form shows it, field by field."""
    return somebody_was_first(request, differing(form, saved), url, saved_by="")
