"""Ways in without logging in: what a council has published, and the calendar of whoever has its key."""

from functools import wraps

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import IntegerField, SlugField
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.csrf import csrf_exempt

from councils import wall
from councils.access import Gate, council_permissions
from councils.calendar_keys import read_key
from councils.models import Council
from councils.prepared import Told, prepared
from councils.ways_in import SignedInBackend, ways_in


def published_council(**models):
    """Let anybody through, without logging in, to what a council has published; hand the view domain objects.

    There is no user and no gate here, so no role can be asked for: what may be seen is what the rows themselves call
    `published`, and a model without that sentence cannot be named. The scope of exactly this council is open. What is
    not published answers as what was never made. `is_public` tells the middleware to leave the session alone.
    """

    def decorate(view):
        @wraps(view)
        def guarded(request, council, **parts):
            found = get_object_or_404(Council, slug=council)
            with wall.inside(found):
                for name, model in models.items():
                    parts[name] = _published(model, found, parts[name])
                return wall.kept_answer(view(request, found, **parts))

        guarded.is_public = True
        return login_not_required(guarded)

    return decorate


def _published(model, council, slug):
    found = _published_rows(model, council=council.pk, slug=slug)
    if not found:
        raise Http404
    return found[0]


@prepared
def _published_rows(model):
    """Of one council, by the name in the address: one row or none."""
    return model.objects.of(Told("council", IntegerField())).published().filter(slug=Told("slug", SlugField()))


def for_whoever_has_a_paper(view):
    """Let anybody through, without logging in, to ask by a code or a file which approved summary it is of.

    No cookie is read or set, so there is nobody for another site to act as, and the form needs no token; what another
    site sends is refused all the same. The view sees every council's summaries: it may tell what the paper tells, and
    of what is not approved nothing.
    """

    @wraps(view)
    def guarded(request, **parts):
        if request.method not in ("GET", "HEAD", "OPTIONS") and _comes_from_another_site(request):
            raise PermissionDenied
        with wall.outside("verification"):
            return wall.kept_answer(view(request, **parts))

    guarded.is_public = True
    return login_not_required(csrf_exempt(guarded))


def _comes_from_another_site(request):
    origin = request.headers.get("Origin")
    return origin is not None and origin != f"{request.scheme}://{request.get_host()}"


def too_many(request, action):
    """The answer to who sends more than ACCOUNT_RATE_LIMITS allows of an action, or None. Reading is never counted."""
    if ratelimit.consume(request, app="allauth.account", action=action):
        return None
    return ratelimit.respond_429(request)


def by_calendar_key(view):
    """Let a view through for whoever has the key of a person's calendar; hand it that person's gates.

    Nobody is signed in: no cookie is read or set, and the gates are there to say what the person may see. The wall is
    open for exactly those councils. A key that is none, that has been changed, of an account that is closed or a
    membership that has ended: all answer as what was never made.
    """

    @wraps(view)
    def guarded(request, key):
        gates = _gates_by_key(read_key(key))
        if not gates:
            raise Http404
        with wall.inside([gate.council for gate in gates]):
            return wall.kept_answer(view(request, gates))

    guarded.is_public = True
    return login_not_required(guarded)


def _gates_by_key(key):
    user = SignedInBackend().get_user(key.user_id) if key else None
    if user is None or user.calendar_number != key.number:
        return []
    permissions = council_permissions(user)
    councils = {row.council_id: row.council for row in ways_in(user) if row.council_id in permissions}
    wanted = [one for one in councils.values() if key.council_id in (None, one.pk)]
    return [Gate(one, permissions[one.pk], user, seen=frozenset(permissions)) for one in wanted]
