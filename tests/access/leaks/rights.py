"""The gate itself, left open: for a method, a role, a kind of user, or for somebody who has left."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import get_resolver, path

from councils import access, ways_in
from councils.access import Gate
from councils.models import Council, Membership
from councils.querysets import MembershipQuerySet
from councils.roles import PERMISSIONS_OF, Permission, Role
from tests.access.leaks.planting import answering, leak, swapped
from tests.access.pages import METHODS

EVERYTHING = frozenset(Permission)
PAGE, FORM = "promises:promise_sets", "promises:withdraw_activity"


def gate_opened_when(condition, permissions=EVERYTHING):
    """Whoever comes with such a request is let into any council."""
    original = access.open_gate

    def open_gate(request, slug):
        council = Council.objects.filter(slug=slug).first()
        if council and condition(request):
            return Gate(council, permissions, request.user)
        return original(request, slug)

    return swapped(access, "open_gate", open_gate)


def also_allowing(more):
    """`more(user)` gives permissions in further councils: council id → permissions."""
    original = access.council_permissions
    return swapped(access, "council_permissions", lambda user: {**more(user), **original(user)})


def in_every_council(permissions):
    return {pk: frozenset(permissions) for pk in Council.objects.values_list("pk", flat=True)} if permissions else {}


@leak("Grinden läser men kräver inte medlemskap", "canary", PAGE, stopped_by_the_wall=False)
def any_council_for_anybody():
    with gate_opened_when(lambda request: request.method == "GET", frozenset({Permission.VIEW_COUNCIL})):
        yield


@leak("Grinden hoppas över för HEAD", "status", PAGE, stopped_by_the_wall=False, methods=["HEAD"])
def gate_skipped_for_head():
    with gate_opened_when(lambda request: request.method == "HEAD"):
        yield


@leak("Grinden hoppas över när något skickas", "fingerprint", FORM, stopped_by_the_wall=False, methods=["POST"])
def gate_skipped_for_post():
    with gate_opened_when(lambda request: request.method == "POST"):
        yield


@leak("PUT tas emot som om det vore POST", "status", FORM, stopped_by_the_wall=False, methods=["PUT"])
def put_taken_for_post():
    def before(request):
        if request.method == "PUT":
            request.method = "POST"

    with answering(lambda request, response: None, before):
        yield


@leak("OPTIONS berättar vad som går att göra", "status", FORM, stopped_by_the_wall=False, methods=["OPTIONS"])
def options_answers():
    def change(request, response):
        if request.method == "OPTIONS":
            response.status_code, response["Allow"] = 200, "GET, POST"

    with answering(change):
        yield


@leak("Ett annat råd är förbjudet i stället för okänt", "alike", PAGE, stopped_by_the_wall=False, methods=METHODS)
def forbidden_instead_of_missing():
    original = access.open_gate

    def open_gate(request, slug):
        try:
            return original(request, slug)
        except Http404:
            if Council.objects.filter(slug=slug).exists():
                raise PermissionDenied from None
            raise

    with swapped(access, "open_gate", open_gate):
        yield


@leak("En roll får det som just den inte får", "status", "followup:judge", stopped_by_the_wall=False)
def one_role_turned_round():
    original = Gate.allows

    def allows(self, permission):
        roles = {one.role for one in self.memberships}
        return original(self, permission) != (Role.MEMBER in roles and permission == Permission.JUDGE_TARGET)

    with swapped(Gate, "allows", allows):
        yield


@leak("Utkast visas för beslutsfattare", "draft", PAGE, stopped_by_the_wall=False)
def drafts_for_officials():
    with swapped(Gate, "can_view_drafts", property(lambda self: True)):
        yield


@leak("Rollens rättigheter delas mellan råden", "canary", PAGE, stopped_by_the_wall=False)
def role_shared_by_all_councils():
    def more(user):
        roles = Membership.objects.filter(user=user).values_list("role", flat=True) if user.pk else ()
        return in_every_council({code for role in roles for code in PERMISSIONS_OF[Role(role)]})

    with also_allowing(more):
        yield


@leak("Den som förvaltar webbplatsen ser alla råd", "canary", PAGE, stopped_by_the_wall=False)
def superuser_sees_everything():
    with also_allowing(lambda user: in_every_council(EVERYTHING if user.is_superuser else ())):
        yield


@leak("En rättighet utan råd gäller i alla råd", "canary", PAGE, stopped_by_the_wall=False)
def right_without_council_counts():
    with also_allowing(lambda user: in_every_council([one for one in EVERYTHING if user.has_perm(f"councils.{one}")])):
        yield


@leak("Rättigheter minns från förra sidan", "revoked", PAGE, stopped_by_the_wall=False)
def rights_remembered():
    original, kept = access.council_permissions, {}

    def council_permissions(user):
        return kept.setdefault(user.pk, original(user)) or original(user)

    with swapped(access, "council_permissions", council_permissions):
        yield


@leak("Avslutat medlemskap gäller ändå", "revoked", PAGE, stopped_by_the_wall=False)
def ended_membership_counts():
    # The statement that asks is made once.
    ways_in._ways_of._made.cache_clear()
    with swapped(MembershipQuerySet, "on", lambda self, day: self):
        yield
    ways_in._ways_of._made.cache_clear()


@leak("Avaktiverad användare släpps in", "revoked", PAGE, stopped_by_the_wall=False)
def deactivated_user_enters():
    original = access.council_permissions

    def council_permissions(user):
        user.is_active = True
        return original(user)

    with (
        swapped(ModelBackend, "user_can_authenticate", lambda self, user: True),
        swapped(MembershipQuerySet, "of", lambda self, user: self.filter(user=user)),
        swapped(access, "council_permissions", council_permissions),
    ):
        yield


@leak("Den som loggat ut är kvar om kakan finns", "revoked", PAGE, stopped_by_the_wall=False)
def session_survives_log_out():
    def flush(self):
        self._session_cache, self._session_key = {}, None

    with swapped(SessionStore, "flush", flush):
        yield


@leak("En ny adress utan regel", "rule", stopped_by_the_wall=False)
def address_without_rule():
    patterns = get_resolver().url_patterns
    patterns.append(path("ny/", lambda request: HttpResponse("Nytt"), name="new"))
    yield
    patterns.pop()
