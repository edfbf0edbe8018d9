"""The gate. Only this file says who may do what, and it asks once per request: see ways_in.py.

Everything below a council inherits the council's rights. A council one has no role in does not exist: its
pages answer exactly like those of a council that was never made.
"""

from dataclasses import dataclass, field
from functools import wraps

from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as AuthPermission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from councils import audit, wall
from councils.models import (
    Council,
    CouncilGroupObjectPermission,
    Membership,
    OversightAppointment,
    PoliceRegion,
)
from councils.roles import PERMISSIONS_OF, Permission, Role, rank
from councils.second_factor import second_factor_is_missing
from councils.text import swedish_key
from councils.ways_in import ways_in


@dataclass
class Gate:
    """One request's way into one council: which council, what is allowed there, and for which organisation."""

    council: Council
    permissions: frozenset[str]
    user: object
    seen: frozenset[int] = frozenset()
    second_factor_is_missing: bool = False
    # Who the user was here and where the log ended, before anything else was asked in this request.
    standing: audit.Standing | None = None
    _all_memberships: list[Membership] | None = field(default=None, repr=False)

    def allows(self, permission):
        return permission in self.permissions

    @property
    def can_log_activity(self):
        return self.allows(Permission.LOG_ACTIVITY)

    @property
    def can_view_drafts(self):
        return self.allows(Permission.VIEW_DRAFTS)

    @property
    def can_judge(self):
        return self.allows(Permission.JUDGE_TARGET)

    @property
    def can_edit_promises(self):
        return self.allows(Permission.EDIT_PROMISES)

    @property
    def can_write_summary(self):
        return self.allows(Permission.WRITE_SUMMARY)

    @property
    def can_correct_any_activity(self):
        return self.allows(Permission.CORRECT_ANY_ACTIVITY)

    @property
    def can_manage_members(self):
        return self.allows(Permission.MANAGE_MEMBERS)

    @property
    def can_view_log(self):
        return self.allows(Permission.VIEW_LOG)

    @property
    def can_run_council(self):
        return self.allows(Permission.RUN_COUNCIL)

    @property
    def can_edit_plan(self):
        return self.allows(Permission.EDIT_PLAN)

    @property
    def can_contribute(self):
        return self.allows(Permission.CONTRIBUTE)

    @property
    def all_memberships(self):
        """The user's memberships today in every council, in the order of the table of roles."""
        if self._all_memberships is None:
            self._all_memberships = _best_first(ways_in(self.user))
        return self._all_memberships

    @property
    def memberships(self):
        """The user's own memberships in the council today."""
        return [row for row in self.all_memberships if row.council_id == self.council.pk]

    @property
    def councils(self):
        """Every council the user may see, by name: what one can change between."""
        found = {row.council for row in self.all_memberships if row.council_id in self.seen}
        return sorted(found, key=lambda council: swedish_key(council.short_name))

    @property
    def acts_for_one_of_several(self):
        """Has the user more than one organisation here, so that it must be said for which one acts?"""
        return len({row.organisation_id for row in self.memberships}) > 1

    @property
    def organisations(self):
        """Ids of every organisation the user acts for here."""
        return frozenset(membership.organisation_id for membership in self.memberships)

    @property
    def organisation(self):
        """The organisation the user acts for here: that of the role highest in the table. None without a role."""
        return self.memberships[0].organisation if self.memberships else None


def memberships_of(user):
    """The user's own memberships in every council, with council and organisation."""
    return Membership.unwalled.for_user(user).select_related("council", "organisation")


def council_permissions(user):
    """Council id → what the user may do there. One query; nothing for anonymous or inactive users."""
    if not (user.is_authenticated and user.is_active):
        return {}
    found = {}
    for row in ways_in(user):
        found.setdefault(row.council_id, set()).update(row.codes or ())
    return {council_id: frozenset(codes) for council_id, codes in found.items() if Permission.VIEW_COUNCIL in codes}


def open_gate(request, slug):
    """The gate into the council with this slug, or 404 as if it had never been made."""
    permissions = council_permissions(request.user)
    own = [row for row in _best_first(ways_in(request.user)) if row.council.slug == slug]
    council = own[0].council if own else Council.objects.filter(slug=slug).first()
    if council is None or council.pk not in permissions:
        request.shut_out_of = council  # for the log
        raise Http404
    return Gate(
        council,
        permissions[council.pk],
        request.user,
        seen=frozenset(permissions),
        second_factor_is_missing=second_factor_is_missing(request, permissions),
        standing=audit.standing_of(own),
    )


def _best_first(memberships):
    return sorted(memberships, key=lambda row: (rank(row.role), row.pk))


def council_required(permission, **models):
    """Let a view through only with the permission in the council its URL names; hand it domain objects.

    Keywords name further URL parts and the model of each, fetched through the council and nothing else, so
    that a foreign id is a missing id: `@council_required("view_council", target=Target)`. A text part is looked
    up as slug, a number as primary key. What is taken away while the view works, so that its action does not find it
    to lock, is a missing page too.
    """
    permission = Permission(permission)

    def decorate(view):
        @wraps(view)
        def guarded(request, council, **parts):
            gate = open_gate(request, council)
            if gate.second_factor_is_missing:
                return redirect("mfa_index")
            request.gate = gate
            if not gate.allows(permission):
                raise PermissionDenied
            with wall.inside(gate.council):
                found = {name: _fetch(model, gate, parts[name]) for name, model in models.items()}
                try:
                    return wall.kept_answer(view(request, gate.council, **{**parts, **found}))
                except ObjectDoesNotExist:
                    # Somebody else may have taken the row away before it was locked: asked for again it is missing.
                    # If it is still there, what the view did not find is a fault, and must not be hidden.
                    for name, model in models.items():
                        _fetch(model, gate, parts[name])
                    raise

        guarded.required_permission = permission
        return guarded

    return decorate


def across_councils(view):
    """Hand a view above the councils a gate into each that the user may see; it can look into these alone."""

    @wraps(view)
    def guarded(request, **parts):
        permissions = council_permissions(request.user)
        if second_factor_is_missing(request, permissions):
            return redirect("mfa_index")
        councils = Council.objects.filter(pk__in=permissions.keys())
        gates = [Gate(one, permissions[one.pk], request.user, seen=frozenset(permissions)) for one in councils]
        with wall.inside([gate.council for gate in gates]):
            return wall.kept_answer(view(request, gates, **parts))

    return guarded


def oversight_of(user):
    """The user's appointments today to follow a region's councils, or all (whose region is None)."""
    return OversightAppointment.objects.on(timezone.localdate()).filter(user=user).select_related("region")


def overseer_required(view):
    """Let a view through for whoever follows a region's councils or the country's; hand it those councils.

    The region is a part of the address; without one it is the country. Who follows the country may look at each region.
    To all others the page does not exist. No gate and no permission comes with it: the scope is open for sums, and a
    page that shows a council's own words must stand behind another gate. Nothing can be written here, so the second
    factor is asked for as elsewhere: of those who may write in some council.
    """

    @wraps(view)
    def guarded(request, **parts):
        followed = {row.region_id for row in oversight_of(request.user)}
        if not followed & {None, parts.get("region")}:
            raise Http404
        region = get_object_or_404(PoliceRegion, pk=parts.pop("region")) if "region" in parts else None
        if second_factor_is_missing(request, council_permissions(request.user)):
            return redirect("mfa_index")
        councils = list(Council.objects.in_region(region))
        with wall.inside(councils):
            return wall.kept_answer(view(request, region, councils, **parts))

    return guarded


def _fetch(model, gate, part):
    rows = model.objects.of(gate.council)
    if hasattr(rows, "readable_by"):
        rows = rows.readable_by(gate)
    return get_object_or_404(rows, **({"slug": part} if isinstance(part, str) else {"pk": part}))


def role_group(council, role):
    """The auth group that stands for one role in one council."""
    group, made = Group.objects.get_or_create(name=f"council-{council.pk}-{Role(role).value}")
    if made:
        _grant(group, council, {code.value for code in PERMISSIONS_OF[Role(role)]})
    return group


def _grant(group, council, codes):
    """All in two queries: guardian's own `assign_perm` takes four for each, and a council opens with a hundred."""
    kind = ContentType.objects.get_for_model(Council)
    named = AuthPermission.objects.filter(content_type=kind, codename__in=codes)
    rows = [CouncilGroupObjectPermission(group=group, content_object=council, permission=one) for one in named]
    if missing := codes - {one.permission.codename for one in rows}:
        raise LookupError(f"no permission named {', '.join(sorted(missing))}: has the database been migrated?")
    CouncilGroupObjectPermission.objects.bulk_create(rows, ignore_conflicts=True)


def bring_group_in_step(council, role):
    """Give the group of a role what the table says, and nothing else. Says whether anything had to be changed."""
    group = role_group(council, role)
    rows = CouncilGroupObjectPermission.objects.filter(group=group, content_object=council)
    stored = set(rows.values_list("permission__codename", flat=True))
    wanted = {code.value for code in PERMISSIONS_OF[Role(role)]}
    _grant(group, council, wanted - stored)
    rows.filter(permission__codename__in=stored - wanted).delete()
    return stored != wanted


def give_role(user, council, role):
    user.groups.add(role_group(council, role))


def take_role(user, council, role):
    user.groups.remove(role_group(council, role))
