"""Credits can be derived again from activities, rules and calendars: quickly, and every wrong row is found."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from councils import wall
from promises.actions.credits import recredit
from promises.models import Activity, Credit
from tests import factories as make

pytestmark = pytest.mark.django_db

WEEKLY = {"minimum": 1, "per": "week", "counting": "each"}


def recount(*arguments):
    """(exit code, what was written), run as from the command line: with no council open."""
    out = StringIO()
    try:
        with wall.closed():
            call_command("recount_credits", *arguments, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def credit():
    return make.activity(targets=[make.target(**WEEKLY)], count=3).credits.get()


def test_what_is_right_is_said_to_be_right(credit):
    make.activity(targets=[make.target(tags=["riskkväll"])])
    for arguments in ((), ("--check",)):
        assert recount(*arguments) == (0, "Allt är räknat som det ska.\n")


@pytest.mark.parametrize(
    ("planted", "told"),
    [
        ({"window_start": None}, "sparat 3 utanför målet; rätt 3 från 2019-03-11"),
        ({"window_start": date(2019, 3, 18)}, "sparat 3 från 2019-03-18; rätt 3 från 2019-03-11"),
        ({"amount": 4}, "sparat 4 från 2019-03-11; rätt 3 från 2019-03-11"),
    ],
)
def test_a_wrong_row_is_found_and_put_right(credit, planted, told):
    Credit.objects.filter(pk=credit.pk).update(**planted)
    code, text = recount("--check")
    assert code == 1
    assert told in text
    assert f"aktivitet {credit.activity_id}, mål {credit.target_id}" in text
    row = Credit.objects.values_list("window_start", "amount").get(pk=credit.pk)
    assert row != (date(2019, 3, 11), 3), "a check changes nothing"
    code, text = recount()
    assert (code, text.endswith("1 rättade.\n")) == (0, True)
    assert Credit.objects.values_list("window_start", "amount").get(pk=credit.pk) == (date(2019, 3, 11), 3)
    assert recount("--check")[0] == 0


def test_what_was_withdrawn_counts_nowhere(credit):
    activity = credit.activity
    activity.withdrawn_at, activity.withdrawn_by = timezone.now(), activity.logged_by
    activity.save()
    code, text = recount("--check")
    assert code == 1
    assert "ska inte räknas alls" in text
    recount()
    assert not Credit.objects.filter(pk=credit.pk).exists()
    assert Activity.objects.filter(pk=activity.pk).exists()


def test_every_council_is_looked_at_and_many_faults_are_summed_up():
    for _ in range(2):
        target = make.target(**WEEKLY)
        for number in range(25):
            make.activity(targets=[target], occurred_on=date(2019, 1, 1 + number))
    Credit.objects.update(amount=99)
    code, text = recount("--check")
    assert code == 1
    assert text.count("och 5 till") == 2
    assert recount()[1].endswith("50 rättade.\n")


def test_no_words_of_people_are_written(credit):
    activity = credit.activity
    activity.note = "Hemligt ställe"
    activity.save()
    Credit.objects.update(amount=99)
    assert "Hemligt" not in recount("--check")[1]


def test_counting_anew_takes_as_many_queries_for_many_activities():
    target = make.target(**WEEKLY)

    def queries(number):
        for _ in range(number):
            make.activity(targets=[target])
        Credit.objects.filter(target=target).update(window_start=None)
        with CaptureQueriesContext(connection) as captured:
            recredit([target])
        assert not Credit.objects.filter(target=target, window_start=None).exists()
        return len(captured)

    assert queries(1) == queries(20)


def test_what_is_right_is_not_written(credit):
    with CaptureQueriesContext(connection) as captured:
        assert recredit([credit.target]) == 0
    assert not [query for query in captured if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
