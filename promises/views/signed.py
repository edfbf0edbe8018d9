"""What one is told who wants to change promises that have been signed."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _


def told_that_it_is_signed(request, promise_set):
    """Lead back to the set with the reason why nothing was changed."""
    messages.error(request, _("Löftena är undertecknade och kan inte ändras. En ändring görs som en ny utgåva."))
    return redirect(promise_set)
