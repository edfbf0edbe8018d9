"""What is answered when a form came too late: somebody else saved first, or the promises were signed meanwhile."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from councils.forms.differing import differing
from councils.views.conflicts import somebody_was_first
from promises.actions.editing import AlreadySigned


def last_writer(row):
    """Who saved the row last, or nobody."""
    latest = row.history.first() if row and row.pk else None
    return latest.history_user if latest else ""


def saved_first(request, form, current, *, saved, url):
    """The same for a form: `saved` is the row as the form shows it."""
    return somebody_was_first(request, differing(form, saved), url, saved_by=last_writer(current))


def say_signed(form):
    """What was typed stays in the form, to be used in a new edition."""
    text = _(
        "Löftena har undertecknats medan du skrev och kan inte ändras. Det du skrev är inte sparat. Kopiera det, och "
        "gör en ny utgåva om löftena ska ändras."
    )
    form.add_error(None, ValidationError(text, code="signed"))


def told_that_it_is_signed(request, promise_set):
    """Lead back to the set with the reason why nothing was changed."""
    messages.error(request, _("Löftena är undertecknade och kan inte ändras. En ändring görs som en ny utgåva."))
    return redirect(promise_set)


def drafts_only(view):
    """Lead away from what is signed, with the reason said. Goes under the gate of a view that edits.

    A form that was sent is tried all the same, so that what was typed is not lost: a view that keeps it answers
    AlreadySigned itself.
    """

    @wraps(view)
    def guarded(request, council, **parts):
        promise_set = set_of(parts)
        if promise_set.is_decided and request.method != "POST":
            return told_that_it_is_signed(request, promise_set)
        try:
            return view(request, council, **parts)
        except AlreadySigned:
            return told_that_it_is_signed(request, promise_set)

    return guarded


def set_of(parts):
    """The promise set that the parts of an address lie in."""
    if "promise_set" in parts:
        return parts["promise_set"]
    return next(parts[name] for name in ("section", "promise", "target") if name in parts).promise_set
