"""What is answered when somebody wants to change a picture that has been adopted."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from councils.actions.pictures import Adopted


def drafts_only(view):
    """Lead away from an adopted picture, with the reason said. Goes under the gate of a view that edits.

    Also when it was adopted after the page was read: the action refuses then.
    """

    @wraps(view)
    def guarded(request, council, **parts):
        picture = parts["picture"] if "picture" in parts else next(iter(parts.values())).picture
        picture.council = council
        if not picture.is_draft:
            return _told(request, picture)
        try:
            return view(request, council, **parts)
        except Adopted:
            return _told(request, picture)

    return guarded


def _told(request, picture):
    messages.error(request, _("Lägesbilden är fastställd och kan inte ändras. Det nya skrivs i nästa lägesbild."))
    return redirect(picture)
