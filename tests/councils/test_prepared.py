"""Statements that are put into SQL once: they say what their querysets say, and only of the councils in the scope."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import DateField, Sum
from django_scopes import ScopeError, scopes_disabled

from brapp import urls
from councils import wall
from councils.prepared import PREPARED, SCOPE, Ids, Told, prepared
from followup.counted import read_counted
from followup.models import Deviation
from followup.progress import set_progress
from promises.models import Measurement, PromiseSet, Request
from tests import factories as make

pytestmark = pytest.mark.django_db

A_DAY = date(2019, 11, 18)

# Sessions, what is asked by ids of rows that came through the wall already, and what makes the scope; all else the wall
# narrows.
WITHOUT_SCOPE = {
    "brapp.sessions._sessions",
    "councils.ways_in._ways_of",
    "followup.nation._municipalities",
    "followup.nation._regions",
    "followup.public_mark._state",
}


@pytest.fixture(scope="module")
def statement():
    """A statement of this test's own, which no page has."""

    @prepared
    def _sets_running():
        rows = PromiseSet.objects.filter(council__among=Ids("councils"), first_day__lte=Told("today", DateField()))
        return rows.order_by("pk")

    yield _sets_running
    PREPARED.remove(_sets_running)


def name_of(one):
    return f"{one.__module__}.{one.__name__}"


def shapes_of(one):
    return {
        "_counted_of": [(True,), (False,)],
        "_deadlines_in": [(True,), (True, False)],
        "_lacking_in": [(0,), (1,)],
        "_municipalities": [(True,), (False,)],
        "_noted_in": [(Request,), (Measurement,), (Deviation,)],
        "_numbers_waiting": [(1,), (3,)],
        "_published_rows": [(PromiseSet,)],
        "_rows": [(2018, 2019)],
    }.get(one.__name__, [()])


def all_prepared():
    assert urls, "the pages and what they ask"
    return [(one, shape) for one in PREPARED for shape in shapes_of(one)]


def test_every_statement_is_narrowed_by_the_wall_but_those_that_have_a_reason():
    assert len(PREPARED) > 6
    for one, shape in all_prepared():
        made = one._made(connection.vendor, False, *shape)
        narrowed = any(isinstance(value, Told) and value.value == SCOPE.value for value in made.params)
        assert narrowed is (name_of(one) not in WITHOUT_SCOPE), name_of(one)


def test_without_a_scope_a_statement_raises(statement, council):
    with wall.closed(), pytest.raises(ScopeError):
        statement(councils=[council.pk], today=A_DAY)


@pytest.fixture
def council():
    return make.council()


def test_it_answers_what_the_queryset_answers_and_only_for_the_councils_in_the_scope(statement, council):
    other = make.council()
    own, foreign = (make.promise_set(council=one) for one in (council, other))
    both = [council.pk, other.pk]
    with wall.inside(council):
        assert statement(councils=both, today=A_DAY) == list(PromiseSet.objects.filter(council__in=both)) == [own]
    with wall.inside(other):
        assert statement(councils=both, today=A_DAY) == [foreign]
        assert statement(councils=[council.pk], today=A_DAY) == []
    with wall.inside([council, other]):
        assert statement(councils=both, today=A_DAY) == [own, foreign]
    with scopes_disabled():
        assert statement(councils=[other.pk], today=A_DAY) == [foreign]
        assert statement(councils=both, today=date(2001, 1, 1)) == statement(councils=[], today=A_DAY) == []


def test_each_time_it_is_asked_with_the_values_of_that_time(statement, council):
    make.promise_set(council=council)
    with wall.inside(council):
        assert [len(statement(councils=[council.pk], today=day)) for day in (A_DAY, date(2001, 1, 1), A_DAY)] == [
            1,
            0,
            1,
        ]
        assert len(statement.plain(councils=[council.pk], today=A_DAY)) == 1


def test_what_is_counted_is_that_of_the_targets_asked_for_as_the_querysets_say_it(council):
    targets = [make.target(promise=make.promise(council=one), minimum=2) for one in (council, make.council())]
    for target, count in zip(targets, (3, 5), strict=True):
        make.activity(council=target.promise_set.council, targets=[target], count=count, occurred_on=date(2019, 3, 1))
    for target, count in zip(targets, (3, 5), strict=True):
        with wall.inside(target.promise_set.council):
            for as_of in (A_DAY, date.max):
                counted = read_counted([target], as_of=as_of)
                assert set(counted.entries) == set(counted.facts) == {target.pk}
                by_query = target.credits.counting().aggregate(Sum("amount"))["amount__sum"]
                assert sum(number for _day, number in counted.entries[target.pk]) == by_query == count


def test_progress_inside_another_council_s_scope_finds_no_promises(council):
    target = make.target(promise=make.promise(council=council))
    with wall.inside(council):
        assert set_progress(target.promise_set, as_of=A_DAY).targets
    with wall.inside(make.council()):
        assert not set_progress(target.promise_set, as_of=A_DAY).targets
