"""What every page shows beside its own content."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from brapp.kept_text import KEPT_TEXT
from followup.offline import outbox_user


def site(request):
    """`example_data`: the banner says so on every page; `gate`: the council one stands in, with its rights.

    `outbox_user`: what a phone calls whoever is logged in. `text_waits`: what one typed before the session ended has
    not been sent yet.
    """
    return {
        "example_data": settings.EXAMPLE_DATA,
        "gate": getattr(request, "gate", None),
        "outbox_user": SimpleLazyObject(lambda: outbox_user(request.user)),
        "text_waits": settings.SESSION_COOKIE_NAME in request.COOKIES and KEPT_TEXT in request.session,
    }
