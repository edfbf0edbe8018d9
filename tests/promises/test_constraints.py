"""What must always be true of promises, targets, activities and credits, the database itself keeps."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from promises.models import Activity, Credit, Target
from tests import factories as make

pytestmark = pytest.mark.django_db


def refused(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


@pytest.fixture
def promise():
    return make.promise()


# Promise sets


def test_a_set_does_not_end_before_it_begins():
    refused(lambda: make.promise_set(first_day=date(2019, 2, 1), last_day=date(2019, 1, 31)))
    make.promise_set(first_day=date(2019, 2, 1), last_day=date(2019, 2, 1))
    make.promise_set(first_day=date(2019, 2, 1), last_day=None)


def test_a_summary_is_not_due_before_the_set_begins():
    refused(lambda: make.promise_set(summary_due_on=date(2018, 12, 31)))
    make.promise_set(summary_due_on=date(2020, 2, 29))


def test_an_address_is_used_once_in_a_council():
    one = make.promise_set()
    refused(lambda: make.promise_set(council=one.council, slug=one.slug))
    make.promise_set(slug=one.slug)


def test_a_promise_has_words(promise):
    promise.wording = ""
    refused(promise.save)


# Targets


@pytest.mark.parametrize("kind", make.TARGETS)
def test_every_kind_of_target_can_be_stored(promise, kind):
    target = make.target(promise=promise, kind=kind)
    target.full_clean()
    assert Target.objects.get(pk=target.pk).kind == kind


@pytest.mark.parametrize(
    "values",
    [
        {"minimum": 0},
        {"minimum": None},
        {"kind": "coverage", "minimum": 0},
        {"kind": "coverage", "minimum": None},
        {"minimum": 3, "maximum": 2},
        {"kind": "qualitative", "maximum": 3},
        {"per": "period", "counting": "average"},
        {"per": "period", "counting": "each"},
        {"per": "week", "counting": "total"},
        {"per": "", "counting": "each"},
        {"per": "week", "counting": ""},
        {"per": "occasion", "counting": "average"},
        {"per": "term", "counting": "average"},
        {"kind": "deliverable", "due_on": None},
        {"jointly": "lead"},
    ],
    ids=str,
)
def test_a_target_that_could_not_be_judged_is_refused(promise, values):
    refused(lambda: make.target(promise=promise, **values))


def test_a_kind_that_does_not_exist_is_refused(promise):
    target = make.target(promise=promise)
    refused(lambda: Target.objects.filter(pk=target.pk).update(kind="wish"))


@pytest.mark.parametrize(
    "values",
    [
        {"minimum": 2, "maximum": 2},
        {"minimum": 2, "maximum": 3},
        {"per": "week", "counting": "average"},
        {"per": "half_year", "counting": "each"},
        {"per": "occasion", "counting": "each"},
        {"per": "term", "counting": "each"},
    ],
    ids=str,
)
def test_the_targets_of_real_promises_are_let_through(promise, values):
    make.target(promise=promise, **values)


@pytest.mark.parametrize(
    ("name", "value"),
    [("activity_types", ["dans"]), ("weekdays", [0]), ("weekdays", [8]), ("months", [13]), ("months", "maj")],
)
def test_lists_hold_only_what_exists(promise, name, value):
    target = make.target(promise=promise)
    setattr(target, name, value)
    with pytest.raises(ValidationError) as problem:
        target.full_clean()
    assert set(problem.value.message_dict) == {name}


def test_two_targets_of_a_promise_do_not_share_a_place_in_the_order(promise):
    make.target(promise=promise, order=1)
    refused(lambda: make.target(promise=promise, order=1))


# Activities and credits


@pytest.fixture
def activity():
    return make.activity(targets=[make.target()])


@pytest.mark.parametrize(
    "values",
    [
        {"count": -1},
        {"count": 10_000},
        {"count_quality": "sådär"},
        {"withdrawn_at": datetime(2019, 4, 1, 12, tzinfo=UTC)},
    ],
    ids=str,
)
def test_an_activity_out_of_bounds_is_refused(activity, values):
    refused(lambda: Activity.objects.filter(pk=activity.pk).update(**values))


@pytest.mark.parametrize("count", [0, 9_999])
def test_zero_is_an_answer_and_so_is_the_largest_count(activity, count):
    Activity.objects.filter(pk=activity.pk).update(count=count)


def test_withdrawn_by_nobody_at_no_time_is_refused(activity):
    refused(lambda: Activity.objects.filter(pk=activity.pk).update(withdrawn_by=activity.logged_by))


def test_a_key_is_used_once_in_a_council_and_again_in_another(activity):
    other = make.activity()
    refused(lambda: Activity.objects.filter(pk=other.pk).update(council=activity.council, key=activity.key))
    Activity.objects.filter(pk=other.pk).update(key=activity.key)


@pytest.mark.parametrize("amount", [-1, 10_000])
def test_a_credit_out_of_bounds_is_refused(activity, amount):
    refused(lambda: activity.credits.update(amount=amount))


def test_an_activity_is_credited_to_a_target_once(activity):
    credit = activity.credits.get()
    refused(lambda: Credit.objects.create(activity=activity, target=credit.target, amount=1))


def test_a_target_with_activities_is_not_deleted(activity):
    with pytest.raises(ProtectedError):
        activity.credits.get().target.delete()


def test_days_in_order_and_once_in_the_calendar():
    council = make.council()
    refused(lambda: make.term(council=council, first_day=date(2019, 6, 1), last_day=date(2019, 1, 1)))
    make.occasion(council=council, day=date(2019, 4, 30))
    refused(lambda: make.occasion(council=council, day=date(2019, 4, 30)))


def test_a_wish_is_of_at_least_one():
    target = make.target(kind="on_demand")
    refused(lambda: make.request(target=target, count=0))
