"""Edges of the verdicts, and what the engine refuses to judge."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from followup.assessment import Counting, Entry, Rule, assess
from promises.periods import Per, Period

YEAR_2019 = Period(date(2019, 1, 1), date(2019, 12, 31))
TILLS_VIDARE = Period(date(2019, 1, 1), None)
AFTER_2019 = date(2020, 1, 1)


def rule(minimum, per="period", counting="total"):
    return Rule(minimum=minimum, per=Per(per), counting=Counting(counting))


def judge(judged_rule, *entries, as_of, period=YEAR_2019, **given):
    return assess(judged_rule, period=period, entries=entries, as_of=as_of, **given)


def on(month, day, count=1, year=2019):
    return Entry(date(year, month, day), count)


def parts(outcome):
    return [(part.first_day, part.last_day, part.count, part.state) for part in outcome.parts]


# Edges of time


def test_the_day_before_the_first_is_not_started_and_the_first_day_owes_nothing():
    assert judge(rule(100), as_of=date(2018, 12, 31)).verdict == "not_started"
    assert judge(rule(100), as_of=date(2019, 1, 1)).verdict == "on_track"


def test_not_started_comes_before_everything_else_and_still_says_what_will_be_required():
    outcome = judge(rule(1, "week", "each"), on(1, 7), as_of=date(2018, 12, 31))
    assert (outcome.verdict, outcome.total, outcome.required, outcome.still_needed) == (
        "not_started",
        0,
        51,
        51,
    )
    assert {part.state for part in outcome.parts} == {"unjudged", "future"}
    assert outcome.average == Fraction(0)


def test_what_was_done_on_the_as_of_day_counts_and_tomorrow_does_not():
    assert judge(rule(1), on(5, 4), as_of=date(2019, 5, 3)).total == 0
    assert judge(rule(1), on(5, 4), as_of=date(2019, 5, 4)).total == 1


def test_work_on_the_first_and_the_last_day_counts_and_outside_them_does_not():
    entries = [on(12, 31, year=2018), on(1, 1), on(12, 31), on(1, 1, year=2020)]
    assert judge(rule(2), *entries, as_of=date(2020, 6, 1)).total == 2


def test_the_last_day_is_not_over_while_it_lasts():
    # A bucket and the period close the day after.
    last_day = date(2019, 12, 31)
    assert judge(rule(1, "year", "each"), as_of=last_day).verdict == "on_track"
    assert judge(rule(1, "year", "each"), as_of=AFTER_2019).verdict == "not_fulfilled"
    # 2 × 364 ÷ 365 = 1,99: one of two is on track even on the last day.
    assert judge(rule(2), on(1, 1), as_of=last_day).verdict == "on_track"


def test_a_period_of_one_day():
    one_day = Period(date(2019, 5, 4), date(2019, 5, 4))
    assert judge(rule(2), on(5, 4), period=one_day, as_of=date(2019, 5, 4)).verdict == "on_track"
    assert judge(rule(2), on(5, 4), period=one_day, as_of=date(2019, 5, 5)).verdict == "partly_fulfilled"
    assert judge(rule(2, "day", "each"), on(5, 4, 2), period=one_day, as_of=date(2019, 5, 4)).verdict == "fulfilled"


def test_long_after_the_period_the_outcome_is_the_same_as_the_day_after():
    def numbers(as_of):
        outcome = judge(rule(1, "week", "average"), on(3, 1), on(8, 1), as_of=as_of)
        return outcome.verdict, outcome.total, outcome.parts, outcome.average, outcome.still_needed

    assert numbers(AFTER_2019) == numbers(date(2029, 1, 1))
    assert numbers(AFTER_2019)[3:] == (Fraction(2, 52), 50)


# Zero and nothing


def test_a_reported_zero_is_no_work_done():
    outcome = judge(rule(1), on(5, 4, count=0), as_of=AFTER_2019)
    assert (outcome.verdict, outcome.total) == ("not_fulfilled", 0)


def test_nothing_reported_gives_a_whole_outcome():
    outcome = judge(rule(2, "quarter", "each"), as_of=date(2019, 4, 1))
    assert parts(outcome) == [
        (date(2019, 1, 1), date(2019, 3, 31), 0, "missed"),
        (date(2019, 4, 1), date(2019, 6, 30), 0, "open"),
        (date(2019, 7, 1), date(2019, 9, 30), 0, "future"),
        (date(2019, 10, 1), date(2019, 12, 31), 0, "future"),
    ]
    assert (outcome.verdict, outcome.met, outcome.judged) == ("out_of_reach", 0, 4)
    assert (outcome.required, outcome.still_needed) == (8, 6)


# Each


def test_an_open_bucket_is_met_as_soon_as_it_has_enough():
    outcome = judge(rule(2, "half_year", "each"), on(1, 2, count=5), as_of=date(2019, 1, 2))
    assert [part.state for part in outcome.parts] == ["met", "future"]
    assert outcome.still_needed == 2  # what the spring has too much of helps nobody


def test_a_missed_bucket_stays_out_of_reach_however_much_is_done_later():
    assert judge(rule(1, "month", "each"), on(2, 1, count=99), as_of=date(2019, 2, 1)).verdict == "out_of_reach"


def test_a_cut_month_with_half_its_days_owes_the_full_minimum():
    # 1 January to 14 February 2019: 14 of February's 28 days.
    period = Period(date(2019, 1, 1), date(2019, 2, 14))
    outcome = judge(rule(2, "month", "each"), on(1, 5, 2), on(2, 5), period=period, as_of=date(2019, 2, 15))
    assert (outcome.verdict, outcome.met, outcome.judged, outcome.required) == ("partly_fulfilled", 1, 2, 4)


def test_a_cut_month_with_less_is_shown_but_not_judged():
    period = Period(date(2019, 1, 1), date(2019, 2, 13))
    outcome = judge(rule(2, "month", "each"), on(1, 5, 2), on(2, 5), period=period, as_of=date(2019, 2, 1))
    assert (outcome.verdict, outcome.judged, outcome.required, outcome.total) == ("fulfilled", 1, 2, 2)
    assert parts(outcome)[-1] == (date(2019, 2, 1), date(2019, 2, 13), 0, "unjudged")


def test_a_period_without_a_whole_week_is_judged_as_one_week():
    # Tuesday 1 to Friday 11 January 2019.
    period = Period(date(2019, 1, 1), date(2019, 1, 11))
    outcome = judge(rule(1, "week", "each"), on(1, 1), period=period, as_of=date(2019, 1, 12))
    assert (outcome.verdict, outcome.met, outcome.judged) == ("fulfilled", 1, 1)


def test_each_occasion_is_a_bucket_and_work_on_other_days_only_adds_to_the_total():
    valborg, school_ends = date(2019, 4, 30), date(2019, 6, 14)
    outcome = judge(
        rule(1, "occasion", "each"),
        on(4, 30),
        on(5, 1, 7),
        as_of=AFTER_2019,
        occasions=[valborg, school_ends],
    )
    assert parts(outcome) == [(valborg, valborg, 1, "met"), (school_ends, school_ends, 0, "missed")]
    assert (outcome.verdict, outcome.total, outcome.average) == ("partly_fulfilled", 8, None)


def test_holidays_between_own_terms_count_in_the_total_only():
    terms = [(date(2019, 1, 8), date(2019, 6, 14)), (date(2019, 8, 20), date(2019, 12, 20))]
    entries = [on(2, 1), on(7, 10, 5), on(9, 1)]
    outcome = judge(rule(1, "term", "each"), *entries, as_of=AFTER_2019, terms=terms)
    assert (outcome.verdict, outcome.total, outcome.met) == ("fulfilled", 7, 2)
    assert [part.count for part in outcome.parts] == [1, 1]
    assert outcome.average == Fraction(7, 2)  # two whole terms are over


def test_a_term_is_over_on_the_day_after_its_last():
    # Spring ends on 30 June, autumn on 31 December: until then the average divides by one term less.
    def average(as_of):
        return judge(rule(1, "term", "each"), on(1, 1, 3), as_of=as_of).average

    assert average(date(2019, 7, 1)) == average(date(2019, 12, 31)) == Fraction(3, 1)
    assert average(AFTER_2019) == Fraction(3, 2)


# Average


def test_the_average_of_a_period_shorter_than_its_length_requires_one_minimum():
    # Six days hold no week; n is at least 1. No pace is owed while no week has passed.
    period = Period(date(2019, 1, 7), date(2019, 1, 12))
    open_still = judge(rule(2, "week", "average"), period=period, as_of=date(2019, 1, 12))
    assert (open_still.verdict, open_still.required) == ("on_track", 2)
    assert judge(rule(2, "week", "average"), on(1, 8), period=period, as_of=date(2019, 1, 13)).still_needed == 1


def test_the_average_per_month_owes_nothing_for_a_month_that_is_not_over():
    one_a_month = rule(1, "month", "average")
    assert judge(one_a_month, as_of=date(2019, 1, 31)).verdict == "on_track"
    assert judge(one_a_month, as_of=date(2019, 2, 1)).verdict == "behind"
    assert judge(one_a_month, on(2, 1), as_of=date(2019, 2, 1)).verdict == "on_track"


def test_a_cut_last_month_adds_nothing_to_what_an_average_requires():
    # 1 January to 27 February 2019 is judged as two months by `each`, but only one whole month fits.
    period = Period(date(2019, 1, 1), date(2019, 2, 27))
    assert judge(rule(3, "month", "average"), period=period, as_of=date(2019, 1, 1)).required == 3
    assert judge(rule(3, "month", "each"), period=period, as_of=date(2019, 1, 1)).required == 6


def test_the_achieved_average_divides_by_at_least_one_length():
    assert judge(rule(1, "week", "average"), on(1, 1, 3), as_of=date(2019, 1, 2)).average == Fraction(3, 1)


# Periods without an end


def test_an_open_ended_total_is_on_track_or_behind_and_requires_no_final_number():
    short = judge(rule(2), on(3, 1), period=TILLS_VIDARE, as_of=date(2019, 6, 1))
    assert (short.verdict, short.required, short.still_needed) == ("behind", None, None)
    assert parts(short) == [(date(2019, 1, 1), None, 1, "unjudged")]
    enough = judge(rule(2), on(3, 1, 2), period=TILLS_VIDARE, as_of=date(2039, 6, 1))
    assert enough.verdict == "on_track"


def test_an_open_ended_average_owes_the_minimum_for_each_week_that_is_over():
    # 7 days are over on 8 January, 14 on 15 January.
    weekly = rule(1, "week", "average")
    assert judge(weekly, period=TILLS_VIDARE, as_of=date(2019, 1, 7)).verdict == "on_track"
    assert judge(weekly, period=TILLS_VIDARE, as_of=date(2019, 1, 8)).verdict == "behind"
    assert judge(weekly, on(1, 8), period=TILLS_VIDARE, as_of=date(2019, 1, 14)).verdict == "on_track"
    assert judge(weekly, on(1, 8), period=TILLS_VIDARE, as_of=date(2019, 1, 15)).verdict == "behind"


def test_only_the_latest_closed_bucket_speaks_for_an_open_ended_each():
    quarterly = rule(1, "quarter", "each")
    assert judge(quarterly, period=TILLS_VIDARE, as_of=date(2019, 3, 31)).verdict == "on_track"  # none closed yet
    assert judge(quarterly, period=TILLS_VIDARE, as_of=date(2019, 4, 1)).verdict == "behind"
    recovered = judge(quarterly, on(4, 1), period=TILLS_VIDARE, as_of=date(2019, 7, 1))
    assert (recovered.verdict, recovered.met, recovered.judged) == ("on_track", 1, 3)
    assert (recovered.required, recovered.still_needed) == (None, 1)


# Refusals


@pytest.mark.parametrize("minimum", [0, -1, 1.5, "2", None, True])
def test_a_minimum_is_a_number_of_at_least_one(minimum):
    with pytest.raises(ValueError, match="minimum"):
        rule(minimum)


@pytest.mark.parametrize("per", [per for per in Per if per != "period"])
def test_a_total_is_reckoned_over_the_period_only(per):
    with pytest.raises(ValueError, match="counting|per"):
        Rule(minimum=1, per=per, counting=Counting("total"))


@pytest.mark.parametrize("counting", ["average", "each"])
def test_a_whole_period_allows_only_a_total(counting):
    with pytest.raises(ValueError, match="counting|per"):
        rule(1, "period", counting)


@pytest.mark.parametrize("per", ["occasion", "term"])
def test_occasions_and_terms_have_no_average(per):
    # Days between them belong to no bucket, so there is no length to divide by.
    with pytest.raises(ValueError, match="counting|per"):
        rule(1, per, "average")


@pytest.mark.parametrize("count", [-1, 1.5, "1", None, True])
def test_a_count_is_a_number_of_at_least_zero(count):
    with pytest.raises(ValueError, match="count"):
        Entry(date(2019, 5, 4), count)


@pytest.mark.parametrize("no_date", [None, "2019-05-04", datetime(2019, 5, 4, 23, 30)])
def test_an_entry_has_a_date(no_date):
    with pytest.raises(ValueError, match="day"):
        Entry(no_date)


@pytest.mark.parametrize("no_date", [None, "2019-05-04", datetime(2019, 5, 4, 23, 30)])
def test_the_as_of_day_is_a_date_and_never_taken_from_a_clock(no_date):
    with pytest.raises(ValueError, match="as_of"):
        judge(rule(1), as_of=no_date)


def test_a_rule_per_occasion_needs_the_list_of_occasions():
    with pytest.raises(ValueError, match="occasions"):
        judge(rule(1, "occasion", "each"), as_of=AFTER_2019)


def test_an_open_ended_promise_that_has_not_begun_judges_nothing():
    # The spring term began on 1 January, but what lies in the period begins on 1 March.
    from_march = Period(date(2019, 3, 1), None)
    outcome = judge(rule(1, "term", "each"), period=from_march, as_of=date(2019, 2, 1))
    assert (outcome.verdict, outcome.judged, outcome.still_needed) == ("not_started", 0, 0)
    begun = judge(rule(1, "term", "each"), period=from_march, as_of=date(2019, 3, 1))
    assert (begun.verdict, begun.judged, begun.still_needed) == ("on_track", 1, 1)


def test_terms_that_overlap_are_refused():
    terms = [(date(2019, 1, 1), date(2019, 6, 30)), (date(2019, 6, 30), date(2019, 12, 31))]
    with pytest.raises(ValueError, match="terms"):
        judge(rule(1, "term", "each"), as_of=AFTER_2019, terms=terms)


# The shape of the answer


def test_an_outcome_cannot_be_changed():
    outcome = judge(rule(1), as_of=AFTER_2019)
    with pytest.raises(AttributeError):
        outcome.verdict = "fulfilled"


def test_verdicts_are_plain_codes():
    assert judge(rule(1), as_of=AFTER_2019).verdict.value == "not_fulfilled"
    assert {counting.value for counting in Counting} == {"total", "average", "each"}


def test_a_count_in_the_thousands_of_days_is_added_exactly():
    entries = [Entry(date(2019, 1, 1) + timedelta(days=number), 9999) for number in range(365)]
    assert judge(rule(1), *entries, as_of=AFTER_2019).total == 9999 * 365
