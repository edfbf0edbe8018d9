"""Who gets which answer from every address of the site: every layer, for every route.

The site map is walked, third-party routes too. For each route × visitor × method × placement the status is computed
from the route's line in ROUTES (rules.py) and compared with the real answer, and each layer of layers.py looks at the
answer. That the layers are not blind is shown in test_planted_leaks.py.

To extend: a new route is a line in ROUTES; a new kind of visitor a line in visitors.py; a new way to address a row a
line in PLACEMENTS (addresses.py); a new demand on every answer a few lines in layers.py.
"""

import pytest

from councils.roles import Role
from tests.access.addresses import SITE
from tests.access.rules import ROUTES
from tests.access.walks import undeclared, walk_answers, walk_bodies, walk_parameters
from tests.access.walks_in_time import WAYS_TO_LOSE_A_RIGHT, walk_after_log_out, walk_interference, walk_revoked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def nothing_is_broken_here(matrix):
    """What one walk has read, the next need not ask for again."""
    matrix.remembers = True


@pytest.fixture
def none(findings, matrix):
    """Says that a walk found nothing; what it found is kept for the report."""

    def check(problems):
        found = [str(problem) for problem in problems]
        findings.problems += found
        findings.records, findings.titles, findings.requests = matrix.records, matrix.titles, matrix.requests
        assert not found, "\n".join(found)

    return check


def test_every_route_has_a_declared_rule_and_every_rule_its_route(none):
    none(undeclared())


@pytest.mark.parametrize("route", sorted(SITE))
def test_everybody_gets_the_declared_answer_and_nothing_of_the_other_council(route, matrix, none):
    none(walk_answers(matrix, route))


@pytest.mark.parametrize("route", sorted(ROUTES.keys() & SITE.keys()))
def test_a_form_with_the_other_councils_rows_is_refused_as_a_whole(route, matrix, none):
    none(walk_bodies(matrix, route))


@pytest.mark.parametrize("route", sorted(ROUTES.keys() & SITE.keys()))
def test_a_parameter_nobody_has_declared_changes_nothing(route, matrix, none):
    none(walk_parameters(matrix, route))


def test_nothing_the_other_council_does_can_be_felt(matrix, none):
    none(walk_interference(matrix, sorted(ROUTES.keys() & SITE.keys())))


@pytest.mark.parametrize("lose", WAYS_TO_LOSE_A_RIGHT, ids=lambda lose: lose.__name__)
@pytest.mark.parametrize("role", Role)
def test_who_has_lost_a_right_is_refused_at_the_very_next_request(role, lose, matrix, none):
    none(walk_revoked(matrix, role, lose))


@pytest.mark.parametrize("role", Role)
def test_the_cookie_of_an_ended_session_opens_nothing(role, matrix, none):
    none(walk_after_log_out(matrix, role))
