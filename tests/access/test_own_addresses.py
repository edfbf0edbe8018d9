"""Every address answers as declared in one's own council, on each database: what is asked, and what is sent.

The matrix asks all the rest, on one database: who may what is decided by no database.
"""

import pytest

from councils.roles import Role
from tests.access.addresses import SITE, address
from tests.access.pages import CouncilPage
from tests.access.rules import ROUTES

pytestmark = pytest.mark.django_db

OF_COUNCILS = sorted(route for route in ROUTES.keys() & SITE.keys() if isinstance(ROUTES[route], CouncilPage))


@pytest.mark.parametrize("route", OF_COUNCILS)
def test_an_address_answers_as_declared(route, matrix):
    rule, world = ROUTES[route], matrix.world
    path = address(route, "own", world.a, world.b)
    for visitor in (one for one in matrix.visitors if one.role in (Role.COORDINATOR, Role.OFFICIAL)):
        if visitor.home is not world.a:
            continue
        for method in ("GET", "POST"):
            answer = matrix.ask(visitor, method, path, rule.body(world.a))
            assert answer.status in rule.expected(visitor, method, "own"), (visitor.name, method, path)
