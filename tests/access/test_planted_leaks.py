"""The matrix is not blind: each planted leak is seen by the layer that is there for it.

That nothing is seen without the leak is what test_matrix.py says of every route.
"""

from contextlib import contextmanager
from importlib.util import find_spec

import pytest
from django.db import connection

from councils.prepared import PREPARED
from councils.roles import Role
from tests.access.layers import LAYERS
from tests.access.leaks import LEAKS, without_the_second_wall
from tests.access.report import PLANTED_ON
from tests.access.walks import undeclared, walk_answers, walk_bodies, walk_parameters
from tests.access.walks_in_time import WAYS_TO_LOSE_A_RIGHT, walk_after_log_out, walk_interference, walk_revoked

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != PLANTED_ON,
        reason="whether the checks see is the same on every database; the walks themselves run on both",
    ),
]

STOPPED_BY_THE_WALL = [leak for leak in LEAKS if leak.stopped_by_the_wall]
# What has been shown or changed; the other layers are of statuses, methods and time.
HARMFUL = {"canary", "count", "interference", "fingerprint", "crossing"}


def walk(matrix, leak):
    """The walk of the layer that must see the leak, over the routes it touches."""
    if leak.layer == "rule":
        yield from undeclared()
    if leak.layer == "interference":
        yield from walk_interference(matrix, leak.routes)
    for route in leak.routes:
        if leak.layer in ("body", "crossing"):
            yield from walk_bodies(matrix, route)
        elif leak.layer == "parameter" or "parameter" in leak.name:
            yield from walk_parameters(matrix, route)
        elif leak.layer == "revoked":
            for lose in WAYS_TO_LOSE_A_RIGHT:
                yield from walk_revoked(matrix, Role.COORDINATOR, lose, leak.routes, leak.methods)
            yield from walk_after_log_out(matrix, Role.COORDINATOR, leak.routes)
        elif leak.layer not in ("rule", "interference"):
            yield from walk_answers(matrix, route, methods=leak.methods)


@contextmanager
def statements_made_anew():
    """What was put into SQL before the leak was planted would not have it, and what is made with it must not stay."""
    forget_statements()
    try:
        yield
    finally:
        forget_statements()


def forget_statements():
    for one in PREPARED:
        one._made.cache_clear()


@pytest.mark.parametrize("leak", LEAKS, ids=str)
def test_the_matrix_finds(leak, matrix, findings):
    layers = []
    with without_the_second_wall(), statements_made_anew(), leak.plant():
        for problem in walk(matrix, leak):
            layers.append(problem.layer)
            if problem.layer == leak.layer:
                break
    findings.leaks[leak] = leak.layer in layers
    assert leak.layer in layers, f"not seen by {leak.layer}, only by {set(layers)}"


def test_there_are_leaks_of_every_layer_and_enough_of_them():
    assert len(LEAKS) >= 24
    assert len(STOPPED_BY_THE_WALL) >= 20
    assert {leak.layer for leak in LEAKS} == set(LAYERS)


@pytest.mark.skipif(not find_spec("councils.wall"), reason="councils.wall, the second wall, is not there")
@pytest.mark.parametrize("leak", STOPPED_BY_THE_WALL, ids=str)
def test_the_second_wall_alone_makes_most_leaks_harmless(leak, matrix):
    """With the first wall broken, walled managers give nothing of B and change nothing of it, whatever the status."""
    assert not is_harmful(matrix, leak)


def is_harmful(matrix, leak):
    """Whether anything of the other council was shown or changed; an error shows nothing."""
    matrix.client.raise_request_exception = False
    try:
        with leak.plant():
            return any(problem.layer in HARMFUL for problem in walk(matrix, leak))
    finally:
        matrix.client.raise_request_exception = True
