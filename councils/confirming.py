"""Asking again who it is before a grave act, by allauth's pages.

allauth keeps the form that was sent, and sends it when the person has confirmed. Cancelled or left, it must not be sent
the next time somebody confirms something for the same address.
"""

from functools import wraps
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy as _

# Route → what is about to happen, and the page that one came from.
ACTS = {
    "councils:invite": (_("Du är på väg att bjuda in någon till rådet."), "councils:members"),
    "councils:change_member": (_("Du är på väg att ändra ett medlemskap."), "councils:members"),
    "councils:end_member": (_("Du är på väg att avsluta ett medlemskap."), "councils:members"),
    "councils:erase_me": (_("Du är på väg att radera dina uppgifter."), "councils:profile"),
    "councils:adopt_picture": (_("Du är på väg att fastställa lägesbilden."), "councils:picture"),
    "councils:decide_plan": (_("Du är på väg att registrera att planen är beslutad."), "councils:action_plan"),
    "followup:approve_summary": (_("Du är på väg att godkänna sammanställningen."), "followup:summary"),
    "followup:approve_minutes": (_("Du är på väg att justera mötets anteckningar."), "followup:meeting"),
    "followup:sign_promise_set": (_("Du är på väg att underteckna löftena."), "promises:promise_set"),
}
# The page one came from → the parts of its address, where it is of a row.
OF_A_SET = ("council", "promise_set", "summary")
PARTS_OF = {
    "followup:summary": OF_A_SET,
    "promises:promise_set": OF_A_SET,
    "followup:meeting": ("council", "meeting"),
    "councils:picture": ("council", "picture"),
    "councils:action_plan": ("council", "plan"),
}


def asks_again(view=None, *, resumes=True):
    """Let the view through only shortly after the person has shown who it is.

    A form sent too late is sent once the person has confirmed; without `resumes` it must be sent anew.
    """

    def decorate(view):
        checked = reauthentication_required(view)

        @wraps(view)
        def guarded(request, *args, **kwargs):
            if request.method != "POST":
                forget_what_waits(request)
            if resumes:
                return checked(request, *args, **kwargs)
            try:
                return checked(request, *args, **kwargs)
            except ReauthenticationRequired:
                return _to_confirm(request)

        return guarded

    return decorate(view) if view else decorate


def forget_what_waits(request):
    """Drop a form that was waiting for the person to confirm who it is."""
    if STATE_SESSION_KEY in request.session:
        del request.session[STATE_SESSION_KEY]


def act_at(path):
    """What is about to happen at an address, and the address of the page before: ("", "/") when it is not known."""
    try:
        match = resolve(path.partition("?")[0])
    except Resolver404:
        return "", "/"
    if match.view_name not in ACTS:
        return "", reverse("councils:profile")
    said, back = ACTS[match.view_name]
    names = PARTS_OF.get(back, ("council",))
    return said, reverse(back, kwargs={name: match.kwargs[name] for name in names if name in match.kwargs})


def _to_confirm(request):
    way = get_adapter().get_reauthentication_methods(request.user)[0]
    return HttpResponseRedirect(f"{way['url']}?{urlencode({'next': request.get_full_path()})}")
