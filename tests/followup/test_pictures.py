"""Pictures on pages: the same figures in the drawing, the sentence and the table, asked for in one query."""

from datetime import date, timedelta

import pytest
import time_machine
from django.template import Context, Template
from django.template.loader import render_to_string
from django.urls import reverse

from councils.roles import Role
from followup import pictures
from followup.points import activities_by_month, points_of
from followup.progress import seen_today, set_progress
from promises.actions.activities import withdraw_activity
from tests import factories as make
from tests.followup.drawings import desc, drawn, ids

pytestmark = pytest.mark.django_db

AS_OF = date(2019, 11, 20)
AVERAGE = {"minimum": 1, "per": "week", "counting": "average"}
EACH = {"minimum": 1, "per": "week", "counting": "each"}


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.fixture
def promise_set():
    council = make.council(slug="overkalix")
    return make.promise_set(council=council, title="Medborgarlöften 2019", slug="2019")


@pytest.fixture
def reader(promise_set, client):
    user = make.person(Role.COORDINATOR, council=promise_set.council)
    client.force_login(user)
    return user


def target_with(promise_set, number, **rule):
    """A target and so many activities, one a week from 2 January."""
    target = make.target(promise=make.promise(section=make.section(promise_set=promise_set)), label="Kontakter", **rule)
    for week in range(number):
        day = date(2019, 1, 2) + timedelta(weeks=week)
        make.activity(council=promise_set.council, targets=[target], occurred_on=day)
    return target


def evidence(client, target):
    answer = client.get(reverse("followup:evidence", args=["overkalix", target.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_average_has_its_line_its_sentence_and_its_months(promise_set):
    cumulative = pictures.cumulative_of(seen_today(target_with(promise_set, 12, **AVERAGE)))
    assert cumulative.sentence == desc(cumulative.svg) == "12 av 52; för att vara i fas skulle 46 vara gjorda."
    assert [(one.done, one.total) for one in cumulative.months[:4]] == [(5, 5), (4, 9), (3, 12), (0, 12)]
    assert cumulative.months[-1].owed == 46
    assert cumulative.has_pace
    assert not cumulative.note


def test_what_each_week_asks_for_has_no_common_pace(promise_set):
    cumulative = pictures.cumulative_of(seen_today(target_with(promise_set, 3, **EACH)))
    assert drawn(cumulative.svg, "chart-pace") == []
    assert cumulative.sentence == "3 sammanlagt hittills."
    assert "varje delperiod" in cumulative.note
    assert {month.owed for month in cumulative.months} == {None}


def test_what_is_to_be_done_once_has_no_line(promise_set):
    assert pictures.cumulative_of(seen_today(target_with(promise_set, 1, minimum=1))) is None


def test_only_counts_that_have_begun_have_a_line(promise_set):
    section = make.section(promise_set=promise_set)
    vision = make.target(promise=make.promise(section=section), kind="vision")
    assert pictures.cumulative_of(seen_today(vision)) is None
    with time_machine.travel("2018-12-31T12:00:00+01:00"):
        assert pictures.cumulative_of(seen_today(target_with(promise_set, 0, minimum=5))) is None


def test_points_are_the_days_on_which_something_counts(promise_set, reader):
    target = target_with(promise_set, 3, **AVERAGE)
    _twice, withdrawn, _later = (
        make.activity(council=promise_set.council, targets=[target], occurred_on=day)
        for day in (date(2019, 1, 2), date(2019, 1, 9), date(2019, 12, 1))
    )
    withdraw_activity(activity=withdrawn, by=reader, version=1, reason="Dubbel")
    assert points_of(target, as_of=AS_OF) == [(date(2019, 1, 2), 2), (date(2019, 1, 9), 1), (date(2019, 1, 16), 1)]


def test_the_line_takes_one_query_however_many_activities(promise_set, django_assert_num_queries):
    facts = seen_today(target_with(promise_set, 20, **AVERAGE))
    with django_assert_num_queries(1):
        pictures.cumulative_of(facts)


def test_the_evidence_shows_the_line_with_its_table(client, promise_set, reader):
    shown = evidence(client, target_with(promise_set, 12, **AVERAGE))
    assert "12 av 52; för att vara i fas skulle 46 vara gjorda." in shown
    assert "Månad för månad som tabell" in shown
    found = ids(shown)
    assert len(found) == len(set(found))
    assert "style=" not in shown


def test_a_label_that_looks_like_markup_is_shown_as_it_is_written(client, promise_set, reader):
    target = target_with(promise_set, 2, **AVERAGE)
    target.label = '<script>alert(1)</script> & "x"'
    target.save()
    shown = evidence(client, target)
    assert "<script>alert" not in shown
    assert shown.count("&lt;script&gt;") > 3


def test_the_mix_of_a_set_is_its_verdicts(promise_set):
    target_with(promise_set, 1, minimum=1)
    target_with(promise_set, 3, **AVERAGE)
    progress = set_progress(promise_set, as_of=AS_OF)
    svg = pictures.mix_of_set(progress)
    assert desc(svg) == "2 mål. Uppfyllt: 1. Efter plan: 1."
    part = '{% include "followup/_mix.html" with svg=progress|mix counts=progress.verdict_counts only %}'
    shown = Template("{% load pictures %}" + part).render(Context({"progress": progress}))
    assert "Uppfyllt 1, Efter plan 1" in " ".join(shown.split())


def test_cards_of_several_councils_have_each_their_mix(client, promise_set, reader):
    other = make.promise_set(council=make.council(), title="Medborgarlöften 2019")
    make.person(Role.MEMBER, council=other.council, user=reader)
    for one in (promise_set, other):
        target_with(one, 1, minimum=1)
    shown = client.get(reverse("followup:start")).content.decode()
    assert shown.count("1 mål. Uppfyllt: 1.") == 2
    found = ids(shown)
    assert len(found) == len(set(found))


def test_councils_are_small_pictures_and_a_table():
    rows = [("Överkalix", "/overkalix/", [1, 2]), ("Haparanda", "", [0, 5])]
    shown = render_to_string("followup/_multiples.html", {"rows": rows, "heads": ["jan", "feb"], "what": "Aktiviteter"})
    assert '<a href="/overkalix/">Överkalix</a>' in shown
    assert shown.count("<svg") == 2
    assert len(ids(shown)) == len(set(ids(shown))) == 4


def test_activities_are_counted_month_by_month_in_each_council(promise_set, reader, django_assert_num_queries):
    target_with(promise_set, 12, **AVERAGE)
    gone = make.activity(council=promise_set.council, occurred_on=date(2019, 2, 3))
    withdraw_activity(activity=gone, by=reader, version=1, reason="Dubbel")
    other = make.council()
    with django_assert_num_queries(1):
        months, found = activities_by_month(
            [promise_set.council, other], first_day=date(2019, 1, 15), as_of=date(2019, 3, 31)
        )
    assert months == [date(2019, 1, 1), date(2019, 2, 1), date(2019, 3, 1)]
    assert found == {promise_set.council.pk: [3, 4, 3], other.pk: [0, 0, 0]}
