"""What changes with time: the other council's work, which must not be felt, and rights that end, which must be."""

from dataclasses import replace
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from councils.actions.members import add_member
from councils.models import Agreement, Council, Membership, Place, Seat, User
from councils.roles import Role
from promises.actions.activities import withdraw_activity
from promises.models import Activity, Promise, PromiseSet, Target
from tests import factories as make
from tests.access.addresses import SITE, address
from tests.access.asking import digest_of
from tests.access.layers import Problem
from tests.access.pages import AdminPage, CouncilPage, OverseerPage, SitePage
from tests.access.rules import ROUTES
from tests.access.visitors import Visitor, session_of
from tests.conftest import rolled_back


def walk_interference(matrix, routes):
    """Everybody outside B reads everything; B changes all it has; everybody reads the same again."""
    before = _reads(matrix, routes, matrix.read)
    with rolled_back():
        change_everything_of(matrix.world.b)
        after = _reads(matrix, routes, lambda visitor, path: digest_of(matrix.ask(visitor, "GET", path)))
    for (route, visitor), answer in before.items():
        if after[route, visitor] != answer:
            yield Problem("interference", f"{visitor}: GET {route}", "what the other council did changed the answer")


def _reads(matrix, routes, read):
    own, other = matrix.world.a, matrix.world.b
    return {
        (route, visitor.name): read(visitor, address(route, "own", own, other))
        for route in routes
        for visitor in matrix.visitors
        if visitor.home is not other and _can_be_compared(route, visitor)
    }


def _can_be_compared(route, visitor):
    """Not what is new each time, nor the administration, which shows the names of people and areas above councils.

    Nor what overseers see: the figures of all.
    """
    rule = ROUTES[route]
    if isinstance(rule, SitePage):
        return not rule.is_new
    return not (isinstance(rule, AdminPage) and visitor.is_superuser) and not (
        isinstance(rule, OverseerPage) and visitor.is_overseer
    )


def change_everything_of(side):
    """New rows, other words, ended memberships, withdrawn work: as after a year of a council's life."""
    by, council, rows = side.people[Role.COORDINATOR], side.council, side.rows
    for year in (2016, 2017, 2018, 2018, 2018, 2018):
        days = {"first_day": make.FIRST_DAY.replace(year=year), "last_day": make.LAST_DAY.replace(year=year)}
        one = make.promise_set(council=council, title=side.text(f"Löften {year}"), **days)
        make.target(promise=make.promise(section=make.section(promise_set=one)), label=side.text("Nytt mål"))
    new = make.target(promise=rows.promise, label=side.text("Ännu ett mål"))
    for count in (1009, 2003, 4001):
        make.activity(council=council, by=by, targets=[rows.target, new], count=count, note=side.text("Nyss gjort"))
    withdraw_activity(activity=rows.other_activity, by=by, version=1, reason=side.text("Fel"))
    newcomer = make.user(name=side.text("Nykomling"))
    add_member(council=council, user=newcomer, role=Role.MEMBER, organisation=rows.school, by=by)
    make.seat(council=council, function=side.text("Ny plats"), holder=newcomer)
    make.place(council=council, name=side.text("Ny parkering"))
    make.agreement(councils=[council], parties=[rows.police], title=side.text("Ännu en"))
    Membership.objects.filter(council=council, role=Role.OFFICIAL).update(to_day=make.FIRST_DAY)
    for queryset, name in (
        (Council.objects.filter(pk=council.pk), "purpose"),
        (User.objects.filter(pk__in=[user.pk for user in side.people.values()]), "name"),
        (Seat.objects.filter(council=council, function__startswith="Skola"), "function"),
        (Place.objects.filter(pk=rows.place.pk), "name"),
        (Agreement.objects.filter(councils=council), "purpose"),
        (PromiseSet.objects.filter(pk=rows.promise_set.pk), "introduction"),
        (Promise.objects.filter(pk=rows.promise.pk), "wording"),
        (Target.objects.filter(pk=rows.target.pk), "label"),
        (Activity.objects.filter(pk=rows.activity.pk), "note"),
    ):
        assert queryset.update(**{name: side.text(f"Ändrat {name}")}), name


# Rights that end


def end_membership(user):
    Membership.objects.filter(user=user).update(to_day=timezone.localdate() - timedelta(days=1))


def leave_the_group(user):
    user.groups.clear()


def deactivate(user):
    User.objects.filter(pk=user.pk).update(is_active=False)


def pseudonymise(user):
    User.objects.filter(pk=user.pk).update(
        is_active=False, pseudonymised_at=timezone.now(), name="", email=f"{user.pk}@example.invalid"
    )


def change_the_password(user):
    """As somebody does who fears that another person is logged in."""
    row = User.objects.get(pk=user.pk)  # the world's own is not rolled back
    row.set_password("en annan korp på ett annat tak")
    row.save()


# Way → whether one is logged out by it, or a stranger in the council.
WAYS_TO_LOSE_A_RIGHT = {
    end_membership: False,
    leave_the_group: False,
    deactivate: True,
    pseudonymise: True,
    change_the_password: True,
}


def walk_revoked(matrix, role, lose, routes=ROUTES, methods=("GET", "POST")):
    """A request that works, the loss of the right, and the very next request, for each address of the council."""
    with rolled_back():
        visitor = _newly_logged_in(matrix, role)
        yield from _works(matrix, visitor, routes)
        lose(visitor.user)
        stranger = replace(visitor, home=None, role=None, is_logged_out=WAYS_TO_LOSE_A_RIGHT[lose])
        yield from _all_refused(matrix, stranger, routes, methods, f"after {lose.__name__}")


def walk_after_log_out(matrix, role, routes=ROUTES):
    """The cookie of an ended session opens nothing."""
    with rolled_back():
        visitor = _newly_logged_in(matrix, role)
        yield from _works(matrix, visitor, routes)
        matrix.send(visitor, "POST", reverse("account_logout"))
        gone = replace(visitor, home=None, role=None, is_logged_out=True)
        yield from _all_refused(matrix, gone, routes, ("GET", "POST"), "with the cookie of an ended session")


def _newly_logged_in(matrix, role):
    user = matrix.world.a.people[role]
    return Visitor(f"{role} of A", session_of(user), matrix.world.a, role, user=user)


def _of_councils(routes):
    return [route for route in routes if isinstance(ROUTES[route], CouncilPage) and "council" in SITE[route].parameters]


def _works(matrix, visitor, routes):
    """Before the loss everything answers as it should: else a refusal afterwards would say nothing.

    Where a role has been let in before, with nothing broken, it need only show at each new login that it is one.
    """
    asked = _of_councils(routes)
    if routes is ROUTES:
        asked = [asked[0], *(route for route in asked[1:] if (route, visitor.name) not in matrix.let_in)]
    for route in asked:
        path = address(route, "own", matrix.world.a, matrix.world.b)
        with rolled_back():
            answer = matrix.send(visitor, "GET", path)
        if answer.status not in ROUTES[route].expected(visitor, "GET", "own"):
            yield Problem("status", f"{visitor.name}: GET {path}", f"answered {answer.status} before the loss")
        matrix.let_in.add((route, visitor.name))


def _all_refused(matrix, visitor, routes, methods, when):
    world = matrix.world
    for route in _of_councils(routes):
        rule = ROUTES[route]
        path, body = address(route, "own", world.a, world.b), rule.body(world.a)
        for method in methods:
            with rolled_back():
                answer = matrix.send(visitor, method, path, body)
            if answer.status not in rule.expected(visitor, method, "own"):
                yield Problem("revoked", f"{visitor.name}: {method} {path}", f"answered {answer.status} {when}")
