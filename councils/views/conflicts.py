"""What is answered when somebody else saved first."""

from django.shortcuts import render

from councils.forms.differing import differing


def somebody_was_first(request, texts, url, *, saved_by, lang=""):
    """409 with what is saved beside what this person typed. `texts`: (label, saved, typed), in `lang` or Swedish."""
    context = {"texts": texts, "saved_by": saved_by, "url": url, "lang": lang}
    return render(request, "409.html", context, status=409)


def saved_beside(request, form, url, *, saved):
    """The same for a valid form: `saved` is the row as the form shows it. Who saved it is not kept in the row."""
    return somebody_was_first(request, differing(form, saved), url, saved_by="")
