from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from councils.access import across_councils
from councils.actions.people import change_calendar_address
from councils.calendar_keys import key_of
from councils.text import swedish_key


@require_http_methods(["GET", "HEAD", "POST"])
@across_councils
def calendar_addresses(request, gates):
    """The addresses of one's own calendars, how to subscribe, and a new one in place of one that has got out."""
    if request.method == "POST":
        change_calendar_address(user=request.user)
        messages.success(request, _("Adresserna är bytta. De gamla har slutat fungera."))
        return redirect("councils:calendar_addresses")
    councils = sorted((gate.council for gate in gates), key=lambda council: swedish_key(council.short_name))
    shown = [(_("Alla mina råd"), *_address(request))] if len(councils) > 1 else []
    shown += [(council.name, *_address(request, council)) for council in councils]
    return render(request, "councils/calendar_addresses.html", {"addresses": shown})


def _address(request, council=None):
    path = reverse("followup:calendar_feed", args=[key_of(request.user, council)])
    return request.build_absolute_uri(path), f"webcal://{request.get_host()}{path}"
