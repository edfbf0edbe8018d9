"""Who somebody is and where they may go in, asked in one query as the session is read: on every page, the first one.

The groups and permissions are guardian's tables; what they mean is for access.py to say.
"""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import CharField, DateField, F, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from councils.gathered import Gathered
from councils.models import CouncilGroupObjectPermission, Membership
from councils.prepared import Told, prepared


def ways_in(user):
    """The user's memberships today in every council, each with council, organisation and `codes`, what it allows.

    `log_id`, `log_length` and `log_head` say where the council's log ended. One query; none when the user comes from
    the session of this request, which asked already.
    """
    found = getattr(user, "_ways_in", None)
    return _ways_in(user.pk) if found is None else found


def everybodys_ways_in(day):
    """The same rows of everybody who may sign in, by user: for what is done for all at once. One query."""
    rows = Membership.unwalled.filter(user__is_active=True)
    return _with_codes(rows.on(day)).order_by("user", "pk")


class SignedInBackend(AuthenticationBackend):
    """Takes the ways in with the user. A session begun under allauth's own backend is over."""

    def get_user(self, user_id):
        rows = _ways_in(user_id)
        user = rows[0].user if rows else super().get_user(user_id)
        if user is not None:
            user._ways_in = rows
        return user if user is None or self.user_can_authenticate(user) else None


def _ways_in(user_id):
    return _ways_of(user=user_id, today=timezone.localdate())


@prepared
def _ways_of():
    return _with_codes(Membership.unwalled.for_user(Told("user", IntegerField())).on(Told("today", DateField())))


def _with_codes(memberships):
    allowed = CouncilGroupObjectPermission.objects.filter(
        content_object=OuterRef("council"),
        group__user=OuterRef("user"),
        # A group alone gives nothing: the membership behind it must hold today.
        group__name=Concat(Value("council-"), Cast(OuterRef("council"), CharField()), Value("-"), OuterRef("role")),
    )
    codes = allowed.order_by().values("content_object").annotate(all=Gathered("permission__codename")).values("all")
    log = {f"log_{name}": F(f"council__audit_chain__{column}") for name, column in LOG.items()}
    return memberships.select_related("user", "council", "organisation").annotate(codes=Subquery(codes), **log)


LOG = {"id": "pk", "length": "length", "head": "head"}
