"""The published promises of the seeds, with numbers worked out by hand from a 2019 calendar.

1 January 2019 is a Tuesday. Whole ISO weeks: Monday 7 January (day 7 of the year) to Sunday 29 December
(day 363), 363 − 7 + 1 = 357 days = 51 weeks; 1–6 January and 30–31 December are cut. 365 = 52 · 7 + 1, so
52 weeks fit.
"""

from datetime import date, timedelta
from fractions import Fraction

from followup.assessment import Counting, Entry, Rule, assess
from promises.periods import Per, Period

YEAR_2019 = Period(date(2019, 1, 1), date(2019, 12, 31))
AFTER_2019 = date(2020, 1, 1)

ONCE_A_WEEK_ON_AVERAGE = Rule(minimum=1, per=Per("week"), counting=Counting("average"))
ONCE_EVERY_WEEK = Rule(minimum=1, per=Per("week"), counting=Counting("each"))
TWICE_EVERY_HALF_YEAR = Rule(minimum=2, per=Per("half_year"), counting=Counting("each"))


def at_least(minimum):
    return Rule(minimum=minimum, per=Per("period"), counting=Counting("total"))


def every_year(minimum):
    return Rule(minimum=minimum, per=Per("year"), counting=Counting("each"))


def judge(rule, *entries, as_of, period=YEAR_2019):
    return assess(rule, period=period, entries=entries, as_of=as_of)


def on(month, day, count=1, year=2019):
    return Entry(date(year, month, day), count)


def mondays_of_2019():
    """The 51 Mondays that begin a whole week: 7 January, 14 January, ... 23 December (7 + 50 · 7 = 357)."""
    return [date(2019, 1, 7) + timedelta(days=7 * number) for number in range(51)]


def spans(outcome):
    return [(part.first_day, part.last_day) for part in outcome.parts]


def states(outcome):
    return [part.state for part in outcome.parts]


# Överkalix: "Polisen ska genomföra minst en medborgarkontakt i snitt per vecka på utvalda platser"


def test_minst_en_medborgarkontakt_i_snitt_per_vecka_means_52_contacts_in_2019():
    # 365 days = 52 weeks and one day.
    assert judge(ONCE_A_WEEK_ON_AVERAGE, as_of=AFTER_2019).required == 52


def test_41_contacts_on_20_november_are_behind_because_46_whole_weeks_had_passed():
    # 20 November is day 324 of the year, so 323 days are over: 46 · 7 = 322. Owed so far: 46.
    as_of = date(2019, 11, 20)
    behind = judge(ONCE_A_WEEK_ON_AVERAGE, on(11, 19, count=41), as_of=as_of)
    assert (behind.verdict, behind.total, behind.required, behind.still_needed) == ("behind", 41, 52, 11)
    assert behind.average == Fraction(41, 46)
    assert judge(ONCE_A_WEEK_ON_AVERAGE, on(11, 20, count=45), as_of=as_of).verdict == "behind"
    assert judge(ONCE_A_WEEK_ON_AVERAGE, on(11, 20, count=46), as_of=as_of).verdict == "on_track"


def test_the_46th_contact_is_owed_from_the_day_after_its_week_is_over():
    # 46 · 7 = 322 days are over on day 323, 19 November; on the 18th only 321 are: 45 weeks.
    assert judge(ONCE_A_WEEK_ON_AVERAGE, on(1, 2, count=45), as_of=date(2019, 11, 18)).verdict == "on_track"
    assert judge(ONCE_A_WEEK_ON_AVERAGE, on(1, 2, count=45), as_of=date(2019, 11, 19)).verdict == "behind"


def test_57_contacts_in_52_weeks_are_one_point_ten_a_week():
    # 57 ÷ 52 = 1,096…: printed as 1,10.
    outcome = judge(ONCE_A_WEEK_ON_AVERAGE, on(3, 1, count=50), on(9, 1, count=7), as_of=AFTER_2019)
    assert (outcome.verdict, outcome.total, outcome.still_needed) == ("fulfilled", 57, 0)
    assert outcome.average == Fraction(57, 52)
    assert round(float(outcome.average), 2) == 1.10


def test_the_52nd_contact_fulfils_the_average_long_before_the_year_is_over():
    assert judge(ONCE_A_WEEK_ON_AVERAGE, on(3, 1, count=51), as_of=date(2019, 3, 1)).verdict == "on_track"
    assert judge(ONCE_A_WEEK_ON_AVERAGE, on(3, 1, count=52), as_of=date(2019, 3, 1)).verdict == "fulfilled"


def test_51_contacts_are_one_short_although_2019_has_only_51_whole_weeks():
    # The average divides by the 52 weeks that fit in 365 days, not by the 51 that lie on Mondays to Sundays.
    outcome = judge(ONCE_A_WEEK_ON_AVERAGE, on(3, 1, count=51), as_of=AFTER_2019)
    assert (outcome.verdict, outcome.still_needed) == ("partly_fulfilled", 1)


def test_contacts_in_a_cut_week_count_in_the_average():
    # 3 January lies in the cut week 1–6 January, 31 December in 30–31 December.
    outcome = judge(ONCE_A_WEEK_ON_AVERAGE, on(1, 3, count=26), on(12, 31, count=26), as_of=AFTER_2019)
    assert (outcome.verdict, outcome.total) == ("fulfilled", 52)
    assert len(outcome.parts) == 53  # 51 whole weeks and the two cut ones
    assert [part.count for part in (outcome.parts[0], outcome.parts[-1])] == [26, 26]
    assert (set(states(outcome)), outcome.met, outcome.judged) == ({"unjudged"}, 0, 0)


# Överkalix: numbers over the whole year


def test_vid_minst_ett_tillfalle_genomfora_trygghetsvandringar_is_not_owed_before_the_year_is_over():
    # 1 × 364 ÷ 365 is less than one on the last day; nothing done is on track until New Year.
    last_day, after = date(2019, 12, 31), AFTER_2019
    assert judge(at_least(1), as_of=last_day).verdict == "on_track"
    assert judge(at_least(1), as_of=after).verdict == "not_fulfilled"
    assert judge(at_least(1), on(12, 31), as_of=last_day).verdict == "fulfilled"


def test_minst_tva_riktade_insatser_under_aret_is_behind_with_none_on_3_july():
    # 2 July is day 183: 182 days are over, 2 × 182 ÷ 365 = 0,997. 3 July: 2 × 183 ÷ 365 = 1,003.
    assert judge(at_least(2), as_of=date(2019, 7, 2)).verdict == "on_track"
    assert judge(at_least(2), as_of=date(2019, 7, 3)).verdict == "behind"
    assert judge(at_least(2), on(7, 3), as_of=date(2019, 7, 3)).verdict == "on_track"


def test_minst_tva_riktade_insatser_with_one_done_is_partly_fulfilled():
    outcome = judge(at_least(2), on(5, 4), as_of=AFTER_2019)
    assert (outcome.verdict, outcome.total, outcome.required, outcome.still_needed) == (
        "partly_fulfilled",
        1,
        2,
        1,
    )
    assert outcome.average is None


def test_minst_tva_riktade_insatser_under_riskkvallar_may_become_four_of_two():
    # Valborg, the end of school, midsummer, the second Advent: the count is never capped.
    done = [on(4, 30), on(6, 14), on(6, 21), on(12, 8)]
    outcome = judge(at_least(2), *done, as_of=AFTER_2019)
    assert (outcome.verdict, outcome.total, outcome.required, outcome.still_needed) == ("fulfilled", 4, 2, 0)


def test_minst_fyra_trafiksakerhetsinsatser_owes_the_third_from_2_october():
    # 1 October is day 274: 4 × 273 ÷ 365 = 2,99. 2 October: 4 × 274 ÷ 365 = 3,003.
    two = [on(2, 14), on(5, 10)]
    assert judge(at_least(4), *two, as_of=date(2019, 10, 1)).verdict == "on_track"
    assert judge(at_least(4), *two, as_of=date(2019, 10, 2)).verdict == "behind"
    assert judge(at_least(4), *two, on(10, 2), as_of=date(2019, 10, 2)).verdict == "on_track"


def test_minst_fyra_trafiksakerhetsinsatser_with_three_is_partly_fulfilled_and_one_short():
    outcome = judge(at_least(4), on(2, 14), on(5, 10), on(9, 2), as_of=AFTER_2019)
    assert (outcome.verdict, outcome.total, outcome.still_needed) == ("partly_fulfilled", 3, 1)


def test_minst_en_aktivitetsdag_for_arskurs_7_held_in_january_after_the_year_comes_too_late():
    # The summary is due 2020-01-31, the promise is for 2019.
    outcome = judge(at_least(1), on(1, 15, year=2020), as_of=date(2020, 1, 31))
    assert (outcome.verdict, outcome.total) == ("not_fulfilled", 0)


def test_avtal_om_en_gemensam_handlingsplan_arligen_runs_on_and_is_never_final():
    # Agreement tills vidare from 2019: a plan in 2019, none in 2020, one in 2021.
    tills_vidare = Period(date(2019, 1, 1), None)
    plans = [on(3, 1), on(3, 1, year=2021)]
    in_2020 = judge(every_year(1), *plans, as_of=date(2020, 12, 31), period=tills_vidare)
    assert (in_2020.verdict, in_2020.required) == ("on_track", None)
    assert (in_2020.met, in_2020.judged, in_2020.still_needed) == (1, 2, 1)  # 2019 met, 2020 still open
    new_year = judge(every_year(1), *plans, as_of=date(2021, 1, 1), period=tills_vidare)
    assert new_year.verdict == "behind"  # the latest closed year, 2020, had none
    assert states(new_year) == ["met", "missed", "open"]
    assert judge(every_year(1), *plans, as_of=date(2022, 1, 1), period=tills_vidare).verdict == "on_track"


# Haparanda: "Polisen genomför regelbundna operativa insatser minst två gånger per halvår"


def test_minst_tva_ganger_per_halvar_with_one_in_the_autumn_closes_partly_fulfilled_one_of_two_half_years():
    outcome = judge(TWICE_EVERY_HALF_YEAR, on(3, 12), on(5, 7), on(10, 3), as_of=AFTER_2019)
    assert (outcome.verdict, outcome.met, outcome.judged) == ("partly_fulfilled", 1, 2)
    assert (outcome.total, outcome.required) == (3, 4)
    assert outcome.still_needed == 0  # the autumn is over: nothing that could be done now would help
    assert [(part.first_day, part.last_day, part.count, part.state) for part in outcome.parts] == [
        (date(2019, 1, 1), date(2019, 6, 30), 2, "met"),
        (date(2019, 7, 1), date(2019, 12, 31), 1, "missed"),
    ]


def test_minst_tva_ganger_per_halvar_is_out_of_reach_when_the_spring_closed_with_one():
    spring = [on(3, 12)]
    last_of_june = judge(TWICE_EVERY_HALF_YEAR, *spring, as_of=date(2019, 6, 30))
    # One more in the spring, two in the autumn.
    assert (last_of_june.verdict, last_of_june.still_needed) == ("on_track", 3)
    assert states(last_of_june) == ["open", "future"]
    first_of_july = judge(TWICE_EVERY_HALF_YEAR, *spring, as_of=date(2019, 7, 1))
    assert (first_of_july.verdict, first_of_july.still_needed) == ("out_of_reach", 2)
    assert states(first_of_july) == ["missed", "open"]


def test_minst_tva_ganger_per_halvar_lets_no_half_year_lend_to_the_other():
    # Four in the year, but three of them in the spring.
    outcome = judge(TWICE_EVERY_HALF_YEAR, on(2, 1, count=3), on(11, 1), as_of=AFTER_2019)
    assert (outcome.verdict, outcome.total, outcome.required, outcome.met) == ("partly_fulfilled", 4, 4, 1)


def test_minst_tva_ganger_per_halvar_with_one_in_each_has_met_no_half_year():
    # Something was counted, but for `each` only met buckets make it partly fulfilled.
    outcome = judge(TWICE_EVERY_HALF_YEAR, on(2, 1), on(11, 1), as_of=AFTER_2019)
    assert (outcome.verdict, outcome.total, outcome.met) == ("not_fulfilled", 2, 0)


def test_minst_tva_ganger_per_halvar_from_october_to_september_has_winter_and_summer_halves():
    period = Period(date(2019, 10, 1), date(2020, 9, 30))
    outcome = judge(TWICE_EVERY_HALF_YEAR, on(10, 1, 2), on(4, 1, 2, year=2020), period=period, as_of=date(2020, 4, 1))
    assert spans(outcome) == [
        (date(2019, 10, 1), date(2020, 3, 31)),
        (date(2020, 4, 1), date(2020, 9, 30)),
    ]
    assert (outcome.verdict, outcome.met) == ("fulfilled", 2)  # certain on the first day of the second half


def test_minst_tva_aktivitetstillfallen_are_fulfilled_on_the_day_of_the_second():
    done = [on(4, 2), on(9, 24)]
    # 23 September is day 266: 2 × 265 ÷ 365 = 1,45, so one is owed and one is done.
    assert judge(at_least(2), *done, as_of=date(2019, 9, 23)).verdict == "on_track"
    assert judge(at_least(2), *done, as_of=date(2019, 9, 24)).verdict == "fulfilled"


# Haparanda: "tillgänglig på publika platser minst ett tillfälle/ vecka utöver den dagliga verksamheten"


def test_minst_ett_tillfalle_per_vecka_is_fulfilled_by_51_mondays_whatever_the_cut_weeks_hold():
    outcome = judge(ONCE_EVERY_WEEK, *map(Entry, mondays_of_2019()), as_of=AFTER_2019)
    assert (outcome.verdict, outcome.met, outcome.judged, outcome.required) == ("fulfilled", 51, 51, 51)
    assert (states(outcome)[0], states(outcome)[-1]) == ("unjudged", "unjudged")
    assert spans(outcome)[0] == (date(2019, 1, 1), date(2019, 1, 6))
    assert spans(outcome)[-1] == (date(2019, 12, 30), date(2019, 12, 31))
    assert outcome.average == Fraction(51, 52)  # 365 days are over: 52 lengths of seven days


def test_minst_ett_tillfalle_per_vecka_is_certain_on_the_last_monday_that_begins_a_whole_week():
    everything = [Entry(day) for day in mondays_of_2019()]
    sunday = judge(ONCE_EVERY_WEEK, *everything, as_of=date(2019, 12, 22))
    assert (sunday.verdict, sunday.met, sunday.still_needed) == ("on_track", 50, 1)
    assert judge(ONCE_EVERY_WEEK, *everything, as_of=date(2019, 12, 23)).verdict == "fulfilled"


def test_minst_ett_tillfalle_per_vecka_with_three_weeks_missed_is_48_of_51():
    outcome = judge(ONCE_EVERY_WEEK, *map(Entry, mondays_of_2019()[3:]), as_of=AFTER_2019)
    assert (outcome.verdict, outcome.met, outcome.judged) == ("partly_fulfilled", 48, 51)
    assert states(outcome).count("missed") == 3


def test_minst_ett_tillfalle_per_vecka_counts_work_in_a_cut_week_but_does_not_judge_it():
    outcome = judge(ONCE_EVERY_WEEK, on(1, 2), on(12, 31, count=4), as_of=AFTER_2019)
    assert (outcome.verdict, outcome.total, outcome.met) == ("not_fulfilled", 5, 0)
    assert (outcome.parts[0].count, outcome.parts[-1].count) == (1, 4)


def test_minst_ett_tillfalle_per_vecka_is_out_of_reach_the_monday_after_an_empty_week():
    # Nothing in the week 7–13 January.
    sunday = judge(ONCE_EVERY_WEEK, on(1, 2), as_of=date(2019, 1, 13))
    assert (sunday.verdict, sunday.still_needed) == ("on_track", 51)
    monday = judge(ONCE_EVERY_WEEK, on(1, 2), as_of=date(2019, 1, 14))
    assert (monday.verdict, monday.still_needed) == ("out_of_reach", 50)


def test_two_occasions_every_other_week_keep_the_average_but_not_every_week():
    # 26 Mondays, 7 January to 23 December, two each time: 52.
    log = [Entry(day, 2) for day in mondays_of_2019()[::2]]
    assert judge(ONCE_A_WEEK_ON_AVERAGE, *log, as_of=AFTER_2019).verdict == "fulfilled"
    every_week = judge(ONCE_EVERY_WEEK, *log, as_of=AFTER_2019)
    assert (every_week.verdict, every_week.met, every_week.judged) == ("partly_fulfilled", 26, 51)


# Arjeplog: "gemensamma medborgarlöften för åren 2023-2024"


def test_medborgarloften_for_aren_2023_2024_hold_104_weeks():
    # 365 + 366 = 731 = 104 · 7 + 3 days. 1 January 2023 is a Sunday; Monday 2 January 2023 to
    # Sunday 29 December 2024 is 731 − 1 − 2 = 728 days = 104 whole weeks.
    period = Period(date(2023, 1, 1), date(2024, 12, 31))
    after = date(2025, 1, 1)
    assert judge(ONCE_A_WEEK_ON_AVERAGE, period=period, as_of=after).required == 104
    every_week = judge(ONCE_EVERY_WEEK, period=period, as_of=after)
    assert (len(every_week.parts), every_week.judged, every_week.required) == (106, 104, 104)
    assert spans(every_week)[0] == (date(2023, 1, 1), date(2023, 1, 1))
    assert spans(every_week)[-1] == (date(2024, 12, 30), date(2024, 12, 31))


def test_medborgarloften_presented_in_late_april_have_not_started_in_march():
    # "kunde i slutet av april presentera": what was done before the first day is no part of the promise.
    period = Period(date(2023, 4, 27), date(2024, 12, 31))
    early = judge(at_least(2), on(3, 1, count=2, year=2023), period=period, as_of=date(2023, 4, 26))
    assert (early.verdict, early.total, early.required) == ("not_started", 0, 2)


# Vaggeryd: "lokala brottsförebyggande råd träffas fyra gånger om året och vid behov", with the period of
# "2016-2017 års handlingsplan"


def test_radet_traffas_fyra_ganger_om_aret_with_four_and_three_meetings_is_one_of_two_years():
    period = Period(date(2016, 1, 1), date(2017, 12, 31))
    meetings = [on(month, 1, year=2016) for month in (2, 5, 9, 11)] + [on(month, 1, year=2017) for month in (2, 5, 9)]
    last_day = judge(every_year(4), *meetings, period=period, as_of=date(2017, 12, 31))
    assert (last_day.verdict, last_day.still_needed) == ("on_track", 1)
    outcome = judge(every_year(4), *meetings, period=period, as_of=date(2018, 1, 1))
    assert (outcome.verdict, outcome.met, outcome.judged) == ("partly_fulfilled", 1, 2)
    assert (outcome.total, outcome.required) == (7, 8)
    assert outcome.average == Fraction(7, 2)
