"""From rows in the database to what the engine says, in a number of queries that does not grow."""

import re
import uuid
from datetime import date, timedelta
from fractions import Fraction

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from councils.roles import Role
from followup.assessment import Counting, Entry, Rule, Verdict, assess
from followup.progress import judged_targets, set_progress, sets_progress, target_progress
from promises.actions.activities import correct_activity, restore_activity, withdraw_activity
from promises.actions.noted import withdraw_note
from promises.models import Activity, Credit, Target
from promises.periods import Per, Period
from promises.windows import window_start
from tests import factories as make

A_DAY = date(2019, 11, 20)
AFTER = date(2020, 1, 1)
YEAR = Period(date(2019, 1, 1), date(2019, 12, 31))
WEEKLY = {"per": "week", "counting": "average", "unit": "medborgarkontakt", "units": "medborgarkontakter"}


def progress_of(target, as_of):
    found = judged_targets(Target.objects.filter(pk=target.pk).with_rules()).get()
    return target_progress(found, as_of=as_of)


def done(target, *days, year=2019, **facts):
    """One activity on each (month, day)."""
    return [make.activity(targets=[target], occurred_on=date(year, month, day), **facts) for month, day in days]


# The seeds' promises, with rows


@pytest.mark.django_db
def test_41_contacts_in_five_activities_are_behind_on_20_november():
    target = make.target(minimum=1, **WEEKLY)
    for month, count in ((2, 11), (4, 10), (6, 5), (8, 8), (10, 7)):
        done(target, (month, 15), count=count)
    facts = progress_of(target, A_DAY)
    assert (facts.verdict, facts.figure, facts.pace) == ("behind", "41 av 52", "borde vara minst 46")
    assert facts.sentence == "41 medborgarkontakter ÷ 46 veckor = 0,89 per vecka (mål minst 1)."
    assert facts.needed == "Det behövs 11 medborgarkontakter till, 1,83 per vecka resten av perioden."
    assert (facts.activities, facts.first_on, facts.latest_on) == (5, date(2019, 2, 15), date(2019, 10, 15))
    assert facts.expected_share == Fraction(46, 52)


@pytest.mark.django_db
def test_the_tick_of_a_bar_stands_where_the_verdict_draws_its_line():
    target = make.target(minimum=2)
    done(target, (3, 1))
    facts = progress_of(target, A_DAY)
    # 2 · 323 ÷ 365 = 1,77: one is owed by now, and one is done.
    assert (facts.verdict, facts.pace, facts.share, facts.expected_share) == (
        "on_track",
        "borde vara minst 1",
        Fraction(1, 2),
        Fraction(1, 2),
    )


@pytest.mark.django_db
def test_57_contacts_in_2019_fulfil_one_a_week():
    target = make.target(minimum=1, **WEEKLY)
    done(target, (3, 1), (9, 1), count=28)
    done(target, (12, 31))
    facts = progress_of(target, AFTER)
    assert (facts.verdict, facts.figure) == ("fulfilled", "57 av 52")
    assert facts.sentence == "57 medborgarkontakter ÷ 52 veckor = 1,10 per vecka (mål minst 1)."


@pytest.mark.django_db
def test_a_joint_walk_counts_only_when_both_took_part():
    target = make.target(jointly="all", unit="trygghetsvandring", units="trygghetsvandringar")
    police, municipal = make.parties_of(target.promise_set.council)
    for alone in (police, municipal):
        done(target, (10, 1), parties=[alone])
    assert progress_of(target, AFTER).figure == "0 av 1"
    done(target, (10, 17), parties=[police, municipal])
    assert progress_of(target, AFTER).figure == "1 av 1"


@pytest.mark.django_db
def test_operations_on_risk_evenings_need_their_mark():
    target = make.target(minimum=2, tags=["riskkväll"])
    done(target, (4, 30), tags=["riskkväll", "valborg"])
    done(target, (6, 14), tags=["valborg"])
    facts = progress_of(target, AFTER)
    assert (facts.verdict, facts.figure, facts.activities) == ("partly_fulfilled", "1 av 2", 1)


@pytest.mark.django_db
def test_two_operations_every_half_year_with_one_in_spring_are_out_of_reach_from_1_july():
    target = make.target(minimum=2, per="half_year", counting="each")
    done(target, (3, 1))
    assert progress_of(target, date(2019, 6, 30)).verdict == "on_track"
    facts = progress_of(target, date(2019, 7, 1))
    assert (facts.verdict, facts.figure) == ("out_of_reach", "0 av 2 halvår")
    assert [part.state for part in facts.strip] == ["missed", "open"]


@pytest.mark.django_db
def test_work_beyond_daily_duties_is_marked_as_such():
    target = make.target(minimum=1, per="week", counting="each", only_beyond_ordinary=True)
    done(target, (1, 8), is_beyond_ordinary=True)
    done(target, (1, 15))
    facts = progress_of(target, date(2019, 1, 21))
    assert (facts.outcome.met, facts.outcome.missed) == (1, 1)


@pytest.mark.django_db
def test_every_school_is_visited():
    council = make.council()
    north, south = make.place(council=council), make.place(council=council)
    target = make.target(council=council, kind="coverage", places=[north, south], per="half_year")
    done(target, (3, 1), (9, 1), place=north)
    done(target, (3, 2), place=south)
    done(target, (9, 2), place=make.place(council=council))
    facts = progress_of(target, AFTER)
    assert (facts.verdict, facts.figure, facts.activities) == ("partly_fulfilled", "3 av 4", 3)


@pytest.mark.django_db
def test_a_deliverable_is_done_on_the_day_of_its_first_activity():
    target = make.target(kind="deliverable", due_on=date(2019, 6, 30))
    done(target, (9, 1), (6, 30))
    assert progress_of(target, AFTER).sentence == "Klart 2019-06-30, i tid (senast 2019-06-30)."
    assert progress_of(target, date(2019, 6, 29)).verdict == "on_track"


@pytest.mark.django_db
def test_what_was_asked_for_is_counted_up_to_the_day():
    target = make.target(kind="on_demand")
    make.request(target=target, asked_on=date(2019, 3, 1), count=2)
    make.request(target=target, asked_on=date(2019, 12, 1))
    done(target, (4, 1), count=2)
    assert progress_of(target, date(2019, 2, 1)).verdict == "no_demand"
    assert progress_of(target, A_DAY).figure == "2 av 2"
    assert progress_of(target, AFTER).figure == "2 av 3"


@pytest.mark.django_db
def test_an_effect_is_measured_and_not_counted():
    target = make.target(kind="effect", direction="up", baseline=61, source="mätningen 2019")
    assert progress_of(target, AFTER).is_reported is False
    make.measurement(target=target, measured_on=date(2019, 11, 20), source="enkäten")
    facts = progress_of(target, AFTER)
    assert (facts.verdict, facts.figure, facts.is_reported) == ("fulfilled", "68", True)
    assert facts.sentence == "Andelen trygga: 61 före, 68 uppmätt 2019-11-20 (enkäten)."


@pytest.mark.django_db
def test_the_latest_figure_that_stands_is_compared_and_one_may_come_after_the_deadline():
    target = make.target(kind="effect", direction="up", baseline=61)
    make.measurement(target=target, measured_on=date(2019, 9, 1), value=70)
    make.measurement(target=target, measured_on=date(2019, 3, 1), value=60)
    mistaken = make.measurement(target=target, measured_on=date(2019, 10, 1), value=99)
    withdraw_note(note=mistaken, by=make.user(), reason="Fel år.")
    make.measurement(target=target, measured_on=date(2020, 2, 15), value="61.50")
    on_days = (date(2019, 2, 1), date(2019, 3, 14), date(2019, 11, 1), AFTER)
    assert [progress_of(target, day).figure for day in on_days] == ["Inte uppmätt", "60", "70", "61,5"]


@pytest.mark.django_db
def test_a_withdrawn_request_is_not_waiting():
    target = make.target(kind="on_demand")
    kept, mistaken = make.request(target=target), make.request(target=target, count=5)
    withdraw_note(note=mistaken, by=make.user(), reason="Gällde en annan ort.")
    assert progress_of(target, AFTER).figure == "0 av 1"
    withdraw_note(note=kept, by=make.user(), reason="Drogs tillbaka.")
    facts = progress_of(target, AFTER)
    assert (facts.verdict, facts.figure, facts.is_reported) == ("no_demand", "Inte efterfrågat", True)


@pytest.mark.django_db
def test_figures_of_a_vision_are_shown_and_never_judged():
    target = make.target(kind="vision")
    make.measurement(target=target, value=3, source="polisens statistik")
    facts = progress_of(target, AFTER)
    assert (facts.verdict, facts.is_reported) == ("no_measure", True)
    assert "3 uppmätt 2019-03-14 (polisens statistik)" in facts.sentence


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["qualitative", "vision"])
def test_activities_of_a_promise_in_words_are_listed_and_never_judged(kind):
    target = make.target(kind=kind)
    done(target, (3, 1), (4, 1))
    facts = progress_of(target, AFTER)
    assert (facts.verdict, facts.figure, facts.has_bar) == ("no_measure", "2 aktiviteter", False)


# What counts


@pytest.mark.django_db
def test_a_withdrawn_activity_never_counts_and_a_restored_one_does():
    target = make.target(minimum=2)
    kept, mistaken = done(target, (3, 1), (4, 1))
    withdrawn = withdraw_activity(activity=mistaken, by=kept.logged_by, version=1, reason="Loggad två gånger.")
    facts = progress_of(target, AFTER)
    assert (facts.figure, facts.activities, facts.latest_on) == ("1 av 2", 1, date(2019, 3, 1))
    restore_activity(activity=withdrawn, by=kept.logged_by, version=2, targets=[target])
    assert progress_of(target, AFTER).figure == "2 av 2"


@pytest.mark.django_db
def test_a_correction_moves_what_is_counted():
    target = make.target(minimum=1, per="half_year", counting="each")
    (activity,) = done(target, (3, 1))
    correct_activity(
        activity=activity,
        by=activity.logged_by,
        version=1,
        targets=[target],
        parties=activity.parties.all(),
        occurred_on=date(2019, 9, 1),
        count=4,
    )
    facts = progress_of(target, AFTER)
    assert [part.count for part in facts.outcome.parts] == [0, 4]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "deed"),
    [
        ({}, {"occurred_on": date(2018, 12, 31)}),
        ({}, {"occurred_on": date(2020, 1, 1)}),
        ({"activity_types": ["training"]}, {"activity_type": "meeting"}),
        ({"tags": ["riskkväll"]}, {"tags": ["helg"]}),
        ({"weekdays": [5, 6]}, {}),  # make.A_DAY is a Thursday in March
        ({"months": [4]}, {}),
        ({"only_beyond_ordinary": True}, {}),
        ({"jointly": "all"}, {"parties": []}),
    ],
    ids=["before", "after", "type", "tag", "weekday", "month", "ordinary", "alone"],
)
def test_what_does_not_match_is_tied_but_never_counted(asked, deed):
    target = make.target(**asked)
    make.activity(targets=[target], **deed)
    assert target.credits.count() == 1
    facts = progress_of(target, date(2020, 6, 1))
    assert (facts.outcome.total, facts.activities, facts.latest_on) == (0, 0, None)


@pytest.mark.django_db
def test_what_is_logged_after_the_period_counts_on_the_day_it_was_done():
    target = make.target(minimum=1)
    assert progress_of(target, date(2020, 1, 15)).verdict == "not_fulfilled"
    with time_machine.travel("2020-01-15T12:00:00+01:00"):
        done(target, (12, 31))
        assert progress_of(target, date(2020, 1, 15)).verdict == "fulfilled"


@pytest.mark.django_db
def test_what_happens_later_is_not_seen_from_an_earlier_day():
    target = make.target(minimum=2)
    done(target, (3, 1), (9, 1))
    facts = progress_of(target, date(2019, 8, 31))
    assert (facts.outcome.total, facts.activities, facts.latest_on) == (1, 1, date(2019, 3, 1))


@pytest.mark.django_db
def test_one_activity_for_two_targets_is_summed_in_both_and_is_one_activity_in_each():
    promise = make.promise()
    first, second = make.target(promise=promise, minimum=4), make.target(promise=promise, minimum=4)
    make.activity(targets=[first, second], count=3)
    make.activity(targets=[second], count=2)
    one, two = set_progress(promise.promise_set, as_of=AFTER).targets
    assert [(facts.outcome.total, facts.activities) for facts in (one, two)] == [(3, 1), (5, 2)]
    assert Activity.objects.count() == 2


@pytest.mark.django_db
def test_a_sum_is_as_sure_as_its_weakest_part():
    target = make.target(minimum=50, unit="kontakt", units="kontakter")
    done(target, (3, 1), count=40)
    assert progress_of(target, AFTER).figure == "40 av 50"
    done(target, (4, 1), count=3, count_quality="at_least")
    assert progress_of(target, AFTER).sentence == "Minst 43 kontakter; målet är minst 50."
    done(target, (5, 1), count=37, count_quality="about")
    assert progress_of(target, AFTER).figure == "cirka 80 av 50"


@pytest.mark.django_db
def test_the_latest_judgement_stands_beside_the_computed_verdict():
    target = make.target()
    judge = make.user()
    for judgement in ("not_fulfilled", "replaced"):
        target.assessments.create(
            as_of=AFTER, computed="not_fulfilled", judgement=judgement, motivation="Skogsbränder.", judged_by=judge
        )
    facts = progress_of(target, AFTER)
    assert (facts.verdict, facts.judgement, facts.judgement_name) == ("not_fulfilled", "replaced", "Ersatt av annat")


# Calendars


@pytest.mark.django_db
def test_terms_are_the_council_s_own():
    target = make.target(per="term", counting="each")
    council = target.promise_set.council
    make.term(council=council, first_day=date(2019, 1, 8), last_day=date(2019, 6, 12))
    make.term(council=council, first_day=date(2019, 8, 19), last_day=date(2019, 12, 20))
    make.term(council=make.council(), first_day=date(2019, 2, 1), last_day=date(2019, 3, 1))
    done(target, (3, 1), (7, 15))
    facts = progress_of(target, AFTER)
    assert [(part.first_day, part.count, part.state) for part in facts.outcome.parts] == [
        (date(2019, 1, 8), 1, "met"),
        (date(2019, 8, 19), 0, "missed"),
    ]
    assert facts.outcome.total == 2  # summer counts in the total


@pytest.mark.django_db
def test_without_own_terms_the_year_is_halved():
    target = make.target(per="term", counting="each")
    done(target, (6, 30), (7, 1))
    assert progress_of(target, AFTER).verdict == "fulfilled"


@pytest.mark.django_db
def test_each_evening_in_the_calendar_is_asked_for():
    target = make.target(per="occasion", counting="each")
    council = target.promise_set.council
    for day in (date(2019, 4, 30), date(2019, 6, 14)):
        make.occasion(council=council, day=day)
    make.occasion(council=make.council(), day=date(2019, 8, 1))
    done(target, (4, 30), (6, 15))
    assert progress_of(target, date(2019, 6, 14)).verdict == "on_track"
    facts = progress_of(target, AFTER)
    assert (facts.verdict, facts.figure) == ("partly_fulfilled", "1 av 2 tillfällen i kalendern")


# Windows say the same as days

RULES = st.one_of(
    st.builds(Rule, st.integers(1, 5), st.just(Per.PERIOD), st.just(Counting.TOTAL)),
    st.builds(
        Rule,
        st.integers(1, 3),
        st.sampled_from(
            [Per.YEAR, Per.HALF_YEAR, Per.TERTIAL, Per.QUARTER, Per.MONTH, Per.FORTNIGHT, Per.WEEK, Per.DAY]
        ),
        st.sampled_from([Counting.AVERAGE, Counting.EACH]),
    ),
    st.builds(Rule, st.integers(1, 3), st.sampled_from([Per.TERM, Per.OCCASION]), st.just(Counting.EACH)),
)
PERIODS = st.one_of(
    st.just(YEAR),
    st.just(Period(date(2019, 1, 1), None)),
    st.builds(
        lambda first, days: Period(first, first + timedelta(days=days)),
        st.dates(date(2018, 9, 1), date(2019, 3, 1)),
        st.integers(0, 500),
    ),
)
TERMS = [(date(2019, 1, 8), date(2019, 6, 12)), (date(2019, 8, 19), date(2019, 12, 20))]
EVENINGS = [date(2019, 4, 30), date(2019, 6, 14), date(2019, 10, 31)]
LOGS = st.lists(st.tuples(st.dates(date(2018, 9, 1), date(2020, 6, 30)), st.integers(0, 4)), max_size=12)


@given(RULES, PERIODS, LOGS, st.integers(0, 60), st.booleans())
def test_judging_window_counts_equals_judging_dated_entries(rule, period, log, later, own_terms):
    dated = [Entry(day, count) for day, count in log if day in period]
    as_of = max([day for day, _ in log], default=A_DAY) + timedelta(days=later)
    calendars = {"terms": TERMS if own_terms else None, "occasions": EVENINGS}
    windows = {}
    for entry in dated:
        start = window_start(period, rule.per, entry.day, **calendars)
        windows[start] = windows.get(start, 0) + entry.count
    summed = [Entry(start, total) for start, total in windows.items()]
    by_day, by_window = (
        assess(rule, period=period, entries=entries, as_of=as_of, **calendars) for entries in (dated, summed)
    )
    assert by_window == by_day


@pytest.mark.django_db
def test_today_seen_today_equals_today_seen_in_hindsight():
    council = make.council()
    make.term(council=council, first_day=date(2019, 1, 8), last_day=date(2019, 6, 12))
    for day in EVENINGS:
        make.occasion(council=council, day=day)
    promise = make.promise(council=council)
    rules = [("period", "total"), ("term", "each"), ("occasion", "each")]
    for per in ("week", "fortnight", "day", "month", "quarter", "tertial", "half_year", "year"):
        rules += [(per, "average"), (per, "each")]
    targets = [make.target(promise=promise, per=per, counting=counting) for per, counting in rules]
    targets.append(make.target(promise=promise, kind="coverage", places=[make.place(council=council)]))
    with time_machine.travel("2019-11-20T15:00:00+01:00"):
        for day in (date(2019, 1, 1), date(2019, 1, 6), date(2019, 4, 30), date(2019, 7, 9), A_DAY):
            make.activity(targets=targets, occurred_on=day, count=2, place=targets[-1].places.get())
        that_day = said(set_progress(promise.promise_set, as_of=A_DAY))
    with time_machine.travel("2020-03-01T15:00:00+01:00"):
        make.activity(targets=targets, occurred_on=date(2019, 11, 21), count_quality="about")
        assert said(set_progress(promise.promise_set, as_of=A_DAY)) == that_day
        assert said(set_progress(promise.promise_set, as_of=date(2019, 11, 21))) != that_day


def said(progress):
    return [
        (facts.outcome, facts.activities, facts.first_on, facts.latest_on, facts.quality, facts.figure, facts.sentence)
        for facts in progress.targets
    ]


# A set and its sections


@pytest.mark.django_db
def test_a_set_keeps_its_order_and_shows_promises_without_targets():
    promise_set = make.promise_set()
    second, first = make.section(promise_set=promise_set, order=2), make.section(promise_set=promise_set, order=1)
    c, b, a = (make.promise(section=section, order=order) for section, order in ((second, 1), (first, 2), (first, 1)))
    target = make.target(promise=b)
    progress = set_progress(promise_set, as_of=AFTER)
    assert [section for section, _ in progress.sections] == [first, second]
    assert [(one.promise, one.number) for one in progress.promises] == [(a, 1), (b, 2), (c, 3)]
    assert [[facts.target for facts in one.targets] for one in progress.promises] == [[], [target], []]


@pytest.mark.django_db
def test_several_sets_are_kept_apart():
    first, second = make.target(minimum=2), make.target(minimum=2)
    done(first, (3, 1))
    sets = [second.promise_set, first.promise_set, make.promise_set()]
    found = sets_progress(sets, as_of=AFTER)
    assert [progress.promise_set for progress in found] == sets
    assert [[facts.figure for facts in progress.targets] for progress in found] == [["0 av 2"], ["1 av 2"], []]


@pytest.mark.django_db
def test_the_key_figures_of_a_set():
    promise = make.promise()
    for minimum in (1, 2, 40):
        make.activity(targets=[make.target(promise=promise, minimum=minimum)])
    make.target(promise=promise, kind="qualitative")
    progress = set_progress(promise.promise_set, as_of=A_DAY)
    # On 20 November 2 · 323 ÷ 365 = 1,77 leaves one of two on track; 40 · 323 ÷ 365 = 35 does not.
    assert (progress.fulfilled, len(progress.computable), progress.not_computed) == (1, 3, 1)
    assert dict(progress.verdict_counts) == {"fulfilled": 1, "on_track": 1, "behind": 1, "no_measure": 1}
    assert (progress.needs_attention, progress.is_over) == (2, False)  # one behind, one silent since March
    over = set_progress(promise.promise_set, as_of=AFTER)
    assert (over.fulfilled, over.needs_attention, over.is_over) == (1, 2, True)


# Four things that stay apart on the page


def cells(response):
    """Label of each target's row → the words in it."""
    rows = re.findall(r"<tr role=\"row\">(.*?)</tr>", response.content.decode(), re.DOTALL)
    texts = [" ".join(re.sub(r"<(title|desc|svg).*?</\1>|<[^>]+>", " ", row).split()) for row in rows]
    return {text.split(" ")[0]: text for text in texts}


@pytest.mark.django_db
def test_not_reported_zero_not_yet_due_and_not_measurable_look_different(client):
    council = make.council()
    promise_set = make.promise_set(council=council, slug="nu")
    section = make.section(promise_set=promise_set, title="")
    for word, fields in (
        ("Tyst", {"minimum": 300}),
        ("Noll", {"minimum": 300}),
        ("Ord", {"kind": "qualitative"}),
        ("Mätt", {"kind": "effect", "baseline": 1}),
        ("Omätt", {"kind": "effect", "baseline": 1}),
        ("Oönskat", {"kind": "on_demand"}),
    ):
        target = make.target(promise=make.promise(section=section, wording=f"{word} är löftet."), **fields)
        if word == "Mätt":
            make.measurement(target=target, value=2)
        if word == "Noll":
            done(target, (3, 1), count=0)
    make.promise(section=section, wording="Utan mål är löftet.")
    later = make.promise_set(council=council, slug="sedan", first_day=AFTER, last_day=date(2020, 12, 31))
    make.target(promise=make.promise(section=make.section(promise_set=later, title=""), wording="Sedan är löftet."))
    client.force_login(make.person(Role.COORDINATOR, council=council))
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        shown = {}
        for slug in ("nu", "sedan"):
            shown |= cells(client.get(reverse("followup:overview", args=[council.slug, slug])))
    assert "0 av 300 Inget rapporterat 300 till" in shown["Tyst"]
    assert "0 av 300 borde vara minst 265 300 till" in shown["Noll"]
    assert "0 av 1 Perioden har inte börjat Inte börjat" in shown["Sedan"]
    assert "0 aktiviteter Följs upp i ord Inget mått" in shown["Ord"]
    assert "Inget mål är kopplat till löftet" in shown["Utan"]
    assert "1 2 2019-03-14 · trygghetsmätningen ska öka Uppfyllt" in shown["Mätt"]
    assert "rapporterat" not in shown["Mätt"]
    assert "Inte uppmätt" in shown["Omätt"]
    assert "Inte efterfrågat Inget önskemål" in shown["Oönskat"]
    assert "rapporterat" not in shown["Oönskat"]


# Queries that do not grow with the data


def queries(call):
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)


def of_page(client, name, *args):
    """Queries of a page, the second time: the first may fill what is kept between requests."""
    address = reverse(name, args=args)
    assert client.get(address).status_code == 200
    return queries(lambda: client.get(address))


def many_activities(target, number):
    """Rows as the action writes them, but many at a time."""
    council = target.promise_set.council
    _police, municipal = make.parties_of(council)
    by = make.user()
    made = Activity.objects.bulk_create(
        Activity(
            council=council,
            occurred_on=date(2019, 1, 1) + timedelta(days=place % 300),
            activity_type="other",
            organisation=municipal,
            logged_by=by,
            key=uuid.uuid4(),
        )
        for place in range(number)
    )
    Activity.parties.through.objects.bulk_create(
        Activity.parties.through(activity=activity, organisation=municipal) for activity in made
    )
    Credit.objects.bulk_create(
        Credit(activity=activity, target=target, amount=1, window_start=date(2019, 1, 1)) for activity in made
    )


def grow(council, *, targets, activities=0, slug="loften", **fields):
    """One set with so many targets, each on a promise of its own, the last with so many activities."""
    promise_set = make.promise_set(council=council, slug=slug)
    section = make.section(promise_set=promise_set)
    made = [make.target(promise=make.promise(section=section), **fields) for _ in range(targets)]
    many_activities(made[-1], activities)
    return made


@pytest.fixture
def on_a_day():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.mark.django_db
def test_progress_of_a_set_takes_three_queries_however_large(on_a_day):
    for targets, activities in ((1, 10), (20, 1000), (200, 10)):
        promise_set = grow(make.council(), targets=targets, activities=activities)[0].promise_set
        for as_of in (A_DAY, date(2019, 6, 1)):
            taken = queries(lambda promise_set=promise_set, as_of=as_of: said(set_progress(promise_set, as_of=as_of)))
            assert taken == 3, (targets, activities, as_of)


@pytest.mark.django_db
def test_figures_cost_one_query_more_and_places_requests_and_calendars_none(on_a_day):
    council = make.council()
    rich = [
        {"kind": "coverage", "places": [make.place(council=council)]},
        {"kind": "on_demand"},
        {"kind": "effect"},
        {"kind": "vision"},
        {"per": "term", "counting": "each"},
        {"per": "occasion", "counting": "each"},
    ]
    counted = []
    for number in (1, 5):
        promise = make.promise(council=council)
        for fields in rich * number:
            make.measurement(target=make.target(promise=promise, **fields))
        counted.append(queries(lambda promise=promise: set_progress(promise.promise_set, as_of=A_DAY)))
    assert counted == [4, 4]


@pytest.fixture
def reader(client):
    """Logs in a coordinator; answers with a function that makes another council of theirs."""
    user = make.user(title="samordnare")
    client.force_login(user)

    def council():
        council = make.council()
        make.member(Role.COORDINATOR, council=council, user=user)
        return council

    return council


SIZES = [(1, 10), (20, 1000), (200, 10)]


MOST_QUERIES = {
    "followup:overview": 6,
    "followup:council_overview": 6,
    "followup:log": 11,
    "followup:summary": 8,
    "followup:summaries": 6,
    "promises:activities": 13,  # three of them: targets, promises and parties to choose from
    "promises:promise_set": 17,
}
OF_A_SET = ("followup:overview", "followup:summary", "promises:promise_set")


@pytest.mark.django_db
def test_each_page_takes_as_many_queries_for_200_targets_as_for_one(client, reader, on_a_day):
    taken = {name: [] for name in MOST_QUERIES}
    for targets, activities in SIZES:
        council = reader()
        grow(council, targets=targets, activities=activities)
        for name, counted in taken.items():
            args = [council.slug, "loften"] if name in OF_A_SET else [council.slug]
            counted.append(of_page(client, name, *args))
    wrong = {name: found for name, found in taken.items() if found != [found[0]] * 3 or found[0] > MOST_QUERIES[name]}
    assert not wrong


@pytest.mark.django_db
def test_the_evidence_page_takes_as_many_queries_for_1000_activities_as_for_10(client, reader, on_a_day):
    taken = []
    for activities in (10, 1000):
        council = reader()
        target = grow(council, targets=1, activities=activities, minimum=5000)[0]
        for _ in range(activities // 100 + 2):  # some that almost count
            make.activity(targets=[target], occurred_on=date(2018, 5, 1))
        taken.append(of_page(client, "followup:evidence", council.slug, target.pk))
    assert taken[0] == taken[1] <= 20, taken


@pytest.mark.django_db
def test_the_summary_reads_the_places_of_all_coverage_targets_at_once(client, reader, on_a_day):
    taken = []
    for number in (1, 12):
        council = reader()
        grow(council, targets=number, kind="coverage", places=[make.place(council=council)], slug="skolor")
        taken.append(of_page(client, "followup:summary", council.slug, "skolor"))
    assert taken[0] == taken[1], taken


@pytest.mark.django_db
def test_a_report_of_zero_does_not_make_a_deliverable_done():
    target = make.target(kind="deliverable", minimum=None, per="", counting="", due_on=date(2019, 6, 30))
    make.activity(targets=[target], occurred_on=date(2019, 2, 1), count=0)
    facts = target_progress(judged_targets(Target.objects.with_rules()).get(pk=target.pk), as_of=date(2019, 7, 1))
    assert (facts.verdict, facts.is_reported) == (Verdict.OUT_OF_REACH, True)


@pytest.mark.django_db
def test_the_start_page_takes_as_many_queries_for_8_councils_as_for_2(client, reader, on_a_day):
    # With one council there is no page but a way straight on.
    for _ in range(2):
        grow(reader(), targets=2, activities=5)
    of_two = of_page(client, "followup:start")
    for _ in range(6):
        grow(reader(), targets=3, activities=5)
    assert of_page(client, "followup:start") == of_two <= 13


@pytest.mark.django_db
def test_the_pdf_takes_as_many_queries_for_20_targets_as_for_one(client, reader, on_a_day):
    taken = []
    for targets, activities in ((1, 10), (20, 300)):
        council = reader()
        grow(council, targets=targets, activities=activities)
        address = reverse("followup:summary_pdf", args=[council.slug, "loften"])
        taken.append(queries(lambda address=address: client.get(address)))
    assert taken[0] == taken[1] <= 16, taken  # one of them: whose drafts and texts one may read


@pytest.mark.django_db
def test_logging_takes_as_many_queries_for_20_ticked_targets_of_200_as_for_one(client, reader, on_a_day):
    taken = []
    for targets, activities in SIZES:
        council = reader()
        ticked = grow(council, targets=targets, activities=activities)[:20]
        address = reverse("followup:log", args=[council.slug])
        form = {
            "targets": [target.pk for target in ticked],
            "occurred_on": "2019-11-20",
            "count": "1",
            "parties": [party.pk for party in make.parties_of(council)],
            "key": str(uuid.uuid4()),
        }
        taken.append(queries(lambda address=address, form=form: client.post(address, form)))
        assert Credit.objects.filter(activity__occurred_on=A_DAY, target__in=ticked).count() == len(ticked)
    assert len(set(taken)) == 1, taken
    # Three chain the line of the log: what it follows, in which role, the new head. Three put the receipt in a session.
    assert taken[0] <= 37
