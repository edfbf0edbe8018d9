"""Statements asked together answer what each answers alone, row by row and kind by kind, and behind the same wall."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.db.models import Exists, IntegerField, OuterRef, Value
from django_scopes import ScopeError

from councils import wall
from councils.asked_together import Question, ask_together
from councils.models import Meeting
from councils.prepared import PREPARED, Ids, prepared
from promises.models import Measurement, Promise, PromiseSet, Target
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def statements():
    """Statements of this test's own, of every kind of column that JSON has no form for, and without any rows."""

    @prepared
    def _meetings():
        return Meeting.objects.filter(council__among=Ids("councils")).order_by("-held_on")

    @prepared
    def _figures():
        rows = Measurement.objects.filter(target__promise__section__promise_set__council__among=Ids("councils"))
        return rows.select_related("target__promise", "noted_by").order_by("pk")

    @prepared
    def _sets():
        promised = Promise.objects.filter(section__promise_set=OuterRef("pk"))
        rows = PromiseSet.objects.filter(council__among=Ids("councils")).annotate(is_written=Exists(promised))
        return rows.defer("introduction").order_by("pk")

    @prepared
    def _targets():
        rows = Target.objects.filter(promise__section__promise_set__council__in=Ids("councils")).order_by("pk")
        return rows.values_list("label", "due_on", "tags", "only_beyond_ordinary", "threshold")

    @prepared
    def _wide():
        columns = {f"number_{n}": Value(n, IntegerField()) for n in range(150)}
        return Meeting.objects.filter(council__among=Ids("councils")).annotate(**columns).order_by("pk")

    made = [_meetings, _figures, _sets, _targets, _wide]
    yield made
    for one in made:
        PREPARED.remove(one)


@pytest.fixture
def council():
    return make.council()


def fill(council):
    """Rows with something in every column that is not text or number, and rows with nothing there."""
    make.meeting(council=council, held_on=date(2019, 11, 20), starts_at=time(13, 30), title='Höst % "möte"')
    make.meeting(council=council, held_on=date(2019, 12, 20))
    promise = make.promise(council=council)
    effect = make.target(
        promise=promise, kind="effect", direction="down", threshold=Decimal("12.50"), tags=["natt", 'a"b']
    )
    make.measurement(target=effect, value=Decimal("7.10"))
    make.measurement(target=effect, value=Decimal("1000000000.00"))
    make.target(promise=promise, kind="deliverable", due_on=date(2019, 10, 31), only_beyond_ordinary=True)


def told(row):
    """All that a row says, with the type of each value, and of the rows beside it."""
    if isinstance(row, tuple):
        return [(type(one), one) for one in row]
    beside = row._state.fields_cache.items()
    said = {name: (type(one), one) for name, one in vars(row).items() if name != "_state"}
    return {**said, **{name: one and told(one) for name, one in beside}}


def test_together_they_answer_in_one_statement_what_each_answers_alone(statements, council, django_assert_num_queries):
    fill(council)
    with wall.inside(council):
        alone = [one(councils=[council.pk]) for one in statements]
        questions = [Question(one, councils=[council.pk]) for one in statements]
        with django_assert_num_queries(1):
            ask_together(*questions, None)
            found = [one.rows for one in questions]
    assert [len(rows) for rows in found] == [2, 2, 1, 2, 2]
    assert [[told(row) for row in rows] for rows in found] == [[told(row) for row in rows] for rows in alone]


def test_a_question_whose_rows_are_read_before_is_asked_alone_and_once(statements, council, django_assert_num_queries):
    fill(council)
    question = Question(statements[0], councils=[council.pk])
    with wall.inside(council), django_assert_num_queries(1):
        assert [row.held_on.month for row in question.rows] == [12, 11]
        assert len(question.rows) == 2


def test_together_too_they_see_only_the_councils_of_the_scope_and_raise_without_one(statements, council):
    fill(council)
    questions = [Question(one, councils=[council.pk]) for one in statements]
    with wall.closed(), pytest.raises(ScopeError):
        ask_together(*questions)
    with wall.inside(make.council()):
        ask_together(*questions)
    assert [one.rows for one in questions] == [[], [], [], [], []]
