"""The engine against the brute-force reading of the same rules, and laws that hold whatever the numbers are.

The usual run draws the same cases every time, so that a red run is somebody's change and not somebody's luck.
HYPOTHESIS_PROFILE=thorough draws twenty times as many, new ones each time.
"""

import os
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup.assessment import Counting, Entry, Rule, assess, brief
from promises.periods import Per, Period, buckets

from .brute_force import brute_assess, brute_buckets

COMMON = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
settings.register_profile("stable", derandomize=True, **COMMON)
settings.register_profile("thorough", derandomize=False, print_blob=True, **COMMON)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "stable")
TIMES = 20 if PROFILE == "thorough" else 1


def cases(number):
    """So many examples, in the chosen profile, which is not loaded: other test modules keep their own."""
    return settings(settings.get_profile(PROFILE), max_examples=number * TIMES)


ONE_DAY = timedelta(days=1)

MONTH_BASED = ["month", "quarter", "tertial", "half_year", "year"]
DAY_BASED = ["day", "week", "fortnight"]
ALL_RULES = [("period", "total"), ("occasion", "each"), ("term", "each")] + [
    (per, counting) for per in MONTH_BASED + DAY_BASED for counting in ("average", "each")
]

# Month ends, leap days, the turn of the year, Mondays and Sundays: where calendars go wrong.
AWKWARD_DAYS = [
    date(2018, 12, 31), date(2019, 1, 1), date(2019, 1, 31), date(2019, 2, 28), date(2019, 7, 1),
    date(2019, 8, 30), date(2019, 8, 31), date(2019, 10, 1), date(2019, 12, 31), date(2020, 1, 30),
    date(2020, 1, 31), date(2020, 2, 29), date(2020, 12, 31), date(2023, 1, 1), date(2023, 4, 27),
    date(2024, 1, 1), date(2024, 2, 29), date(2027, 3, 1), date(2027, 3, 31),
]  # fmt: skip
AWKWARD_LENGTHS = [
    1,
    6,
    7,
    8,
    13,
    14,
    15,
    27,
    28,
    29,
    30,
    31,
    59,
    90,
    91,
    92,
    181,
    182,
    183,
    184,
    364,
    365,
    366,
]

first_days = st.sampled_from(AWKWARD_DAYS) | st.dates(date(2017, 1, 1), date(2029, 12, 31))
short_lengths = st.integers(1, 45) | st.sampled_from(AWKWARD_LENGTHS[:12])
long_lengths = st.sampled_from(AWKWARD_LENGTHS + [730, 731, 1095, 1096, 1460, 1461]) | st.integers(46, 1461)
any_length = short_lengths | long_lengths
minimums = st.integers(1, 4) | st.integers(5, 60)
USUAL_COUNTS = [1, 1, 1, 0, 2, 3]
numbers = st.integers(0, 9999)
lists_of_numbers = st.lists(numbers, max_size=20)


# The two readings in one shape


def engine_outcome(case):
    outcome = assess(
        Rule(minimum=case["minimum"], per=Per(case["per"]), counting=Counting(case["counting"])),
        period=Period(case["first_day"], case["last_day"]),
        entries=[Entry(day, count) for day, count in case["entries"]],
        as_of=case["as_of"],
        terms=case["terms"],
        occasions=case["occasions"],
    )
    return {
        "verdict": outcome.verdict,
        "total": outcome.total,
        "required": outcome.required,
        "parts": [(part.first_day, part.last_day, part.count, part.state) for part in outcome.parts],
        "met": outcome.met,
        "judged": outcome.judged,
        "average": outcome.average,
        "still_needed": outcome.still_needed,
    }


def engine_buckets(case):
    found = buckets(
        Period(case["first_day"], case["last_day"]),
        Per(case["per"]),
        until=case["as_of"],
        terms=case["terms"],
        occasions=case["occasions"],
    )
    return [
        {"first_day": one.first_day, "last_day": one.last_day, "whole": one.whole, "judged": one.judged}
        for one in found
    ]


def oracle_buckets(case):
    return brute_buckets(
        case["first_day"],
        case["last_day"],
        case["per"],
        until=case["as_of"],
        terms=case["terms"],
        occasions=case["occasions"],
    )


def assert_same(case):
    assert engine_buckets(case) == oracle_buckets(case)
    assert engine_outcome(case) == brute_assess(**case)


# Drawing cases


# Plain functions around `draw`, with integers for nearly everything: strategies built anew for each case
# would take longer than both readings together.


def drawn_day(draw, first, last):
    return first + draw(st.integers(0, (last - first).days)) * ONE_DAY


def drawn_one(draw, things):
    return things[draw(st.integers(0, len(things) - 1))]


def drawn_terms(draw, first_day, last_day):
    """A municipality's terms: in order, of any length, with holidays between, some outside the period."""
    terms = []
    begins_on = drawn_day(draw, first_day - 200 * ONE_DAY, last_day)
    for _ in range(draw(st.integers(0, 5))):
        ends_on = begins_on + draw(st.integers(0, 200)) * ONE_DAY
        terms.append((begins_on, ends_on))
        begins_on = ends_on + draw(st.integers(1, 90)) * ONE_DAY
    return terms


def drawn_occasions(draw, first_day, last_day):
    """Days in no order, some of them twice, some outside the period."""
    around = first_day - 5 * ONE_DAY, last_day + 5 * ONE_DAY
    return [drawn_day(draw, *around) for _ in range(draw(st.integers(0, 8)))]


def drawn_world(draw, rules=ALL_RULES, lengths=any_length, open_ended=False, starts=first_days):
    """A case without entries; its as-of day is before, in, on the edges of or after the period."""
    per, counting = drawn_one(draw, rules)
    first_day = draw(starts)
    last_day = first_day + (draw(lengths) - 1) * ONE_DAY
    if draw(st.integers(0, 5)) == 0:
        last_day = date(last_day.year, 12, 31)
    case = {
        "per": per,
        "counting": counting,
        "minimum": draw(minimums),
        "first_day": first_day,
        "last_day": None if open_ended else last_day,
        "entries": [],
        "as_of": last_day,
        "terms": None,
        "occasions": None,
    }
    if per == "term" and draw(st.booleans()):
        case["terms"] = drawn_terms(draw, first_day, last_day)
    if per == "occasion":
        case["occasions"] = drawn_occasions(draw, first_day, last_day)
    looked_at = draw(st.integers(0, 3))
    if looked_at == 0:
        case["as_of"] = drawn_day(draw, first_day - 3 * ONE_DAY, last_day + 10 * ONE_DAY)
    elif looked_at == 1:
        case["as_of"] = last_day + ONE_DAY
    else:
        edges = [first_day, last_day]
        for one in oracle_buckets(case):
            edges += [one["first_day"], one["last_day"] or last_day]
        case["as_of"] = drawn_one(draw, edges) + draw(st.integers(-1, 1)) * ONE_DAY
    return case


def span_of(case):
    return max((case["last_day"] or case["as_of"]) - case["first_day"], ONE_DAY).days


def entry_around(case, number):
    """One of the days from just before the period to just after it, and one of the usual counts."""
    days, which = divmod(number, len(USUAL_COUNTS))
    return case["first_day"] + (days % (span_of(case) + 9) - 3) * ONE_DAY, USUAL_COUNTS[which]


@st.composite
def scattered(draw, **which):
    """A world with entries anywhere, after the as-of day too."""
    case = drawn_world(draw, **which)
    return case | {"entries": [entry_around(case, number) for number in draw(lists_of_numbers)]}


@st.composite
def nearly_full(draw, **which):
    """Every bucket has what it needs but for a few: where `each` turns from one verdict to another."""
    case = drawn_world(draw, **which)
    case["minimum"] = draw(st.integers(1, 3))
    found = oracle_buckets(case)
    held_back = [draw(st.integers(0, len(found))) for _ in range(draw(st.integers(0, 2)))]
    entries = []
    for number, one in enumerate(found):
        day = one["first_day"] if number % 2 else one["last_day"] or one["first_day"]
        entries.append((day, case["minimum"] - (1 if number in held_back else 0)))
    return case | {"entries": entries}


@st.composite
def near_the_pace(draw, **which):
    """Totals within one of what is required, or of what could be expected on the as-of day."""
    case = drawn_world(draw, **which)
    outcome = brute_assess(**case)
    elapsed = max(0, (case["as_of"] - case["first_day"]).days)
    lengths = {
        "day": 1,
        "week": 7,
        "fortnight": 14,
        "month": 30,
        "quarter": 91,
        "tertial": 122,
        "half_year": 183,
    }
    length = lengths.get(case["per"], 365)
    around = [
        outcome["required"] or case["minimum"],
        case["minimum"] * (elapsed // length),
        case["minimum"] * elapsed // max(1, span_of(case)),
    ]
    count = max(0, drawn_one(draw, around) + draw(st.integers(-1, 1)))
    return case | {"entries": [(case["first_day"], count)]}


# Engine and brute force say the same


@cases(500)
@given(scattered(lengths=short_lengths))
def test_short_periods_are_judged_as_by_hand(case):
    assert_same(case)


@cases(500)
@given(scattered(lengths=long_lengths))
def test_long_periods_are_judged_as_by_hand(case):
    assert_same(case)


@cases(600)
@given(scattered(open_ended=True))
def test_open_ended_periods_are_judged_as_by_hand(case):
    assert_same(case)


@cases(500)
@given(
    scattered(
        rules=[(per, counting) for per in MONTH_BASED for counting in ("average", "each")],
        starts=st.sampled_from(AWKWARD_DAYS),
    )
)
def test_month_steps_from_awkward_days_are_judged_as_by_hand(case):
    assert_same(case)


@cases(400)
@given(
    st.booleans().flatmap(
        lambda open_ended: scattered(rules=[("term", "each")], lengths=long_lengths, open_ended=open_ended)
    )
)
def test_terms_are_judged_as_by_hand(case):
    assert_same(case)


@cases(400)
@given(st.booleans().flatmap(lambda open_ended: scattered(rules=[("occasion", "each")], open_ended=open_ended)))
def test_occasions_are_judged_as_by_hand(case):
    assert_same(case)


@cases(600)
@given(nearly_full(rules=[rule for rule in ALL_RULES if rule[1] == "each"]))
def test_a_promise_kept_but_for_one_bucket_is_judged_as_by_hand(case):
    assert_same(case)


@cases(200)
@given(nearly_full(rules=[rule for rule in ALL_RULES if rule[1] == "each"], open_ended=True))
def test_an_open_ended_promise_kept_but_for_one_bucket_is_judged_as_by_hand(case):
    assert_same(case)


@cases(800)
@given(near_the_pace(rules=[rule for rule in ALL_RULES if rule[1] != "each"]))
def test_totals_at_the_edge_of_the_pace_are_judged_as_by_hand(case):
    assert_same(case)


@cases(200)
@given(near_the_pace(rules=[rule for rule in ALL_RULES if rule[1] != "each"], open_ended=True))
def test_open_ended_totals_at_the_edge_of_the_pace_are_judged_as_by_hand(case):
    assert_same(case)


def test_every_short_period_in_a_leap_year_has_the_buckets_a_calendar_shows():
    """No luck here: every start in five weeks around each trap, every length that starts or ends a bucket."""
    starts = [date(2020, 1, 27), date(2020, 2, 25), date(2020, 12, 27), date(2019, 2, 26)]
    for start in starts:
        for shift in range(7):
            first_day = start + shift * ONE_DAY
            for length in (1, 6, 7, 13, 14, 20, 21, 28, 29, 30, 31, 45, 60, 61, 91):
                for per in DAY_BASED + MONTH_BASED[:2]:
                    case = {
                        "per": per, "first_day": first_day, "last_day": first_day + (length - 1) * ONE_DAY,
                        "as_of": first_day, "terms": None, "occasions": None,
                    }  # fmt: skip
                    assert engine_buckets(case) == oracle_buckets(case), case


# Laws

any_case = scattered() | scattered(open_ended=True) | nearly_full()

WORST_TO_BEST = [
    "not_started",
    "not_fulfilled",
    "partly_fulfilled",
    "out_of_reach",
    "behind",
    "on_track",
    "fulfilled",
]


def verdict_of(case):
    return engine_outcome(case)["verdict"]


@cases(400)
@given(any_case, numbers)
def test_one_more_activity_never_worsens_a_verdict(case, number):
    more = [entry_around(case, number)]
    before, after = verdict_of(case), verdict_of(case | {"entries": case["entries"] + more})
    assert WORST_TO_BEST.index(after) >= WORST_TO_BEST.index(before)


@cases(200)
@given(any_case)
def test_two_reports_of_one_day_count_as_one_report_of_their_sum(case):
    split = []
    for day, count in case["entries"]:
        split += [(day, count - count // 2), (day, count // 2)]
    assert engine_outcome(case | {"entries": split}) == engine_outcome(case)


@cases(200)
@given(any_case, st.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_matter(case, random):
    shuffled = list(case["entries"])
    random.shuffle(shuffled)
    assert engine_outcome(case | {"entries": shuffled}) == engine_outcome(case)


@cases(200)
@given(any_case)
def test_entries_may_come_from_a_generator(case):
    entries = (Entry(day, count) for day, count in case["entries"])
    outcome = assess(
        Rule(minimum=case["minimum"], per=Per(case["per"]), counting=Counting(case["counting"])),
        period=Period(case["first_day"], case["last_day"]),
        entries=entries,
        as_of=case["as_of"],
        terms=case["terms"],
        occasions=None if case["occasions"] is None else iter(case["occasions"]),
    )
    assert outcome.verdict == verdict_of(case)


@cases(400)
@given(
    nearly_full() | near_the_pace(rules=[rule for rule in ALL_RULES if rule[1] != "each"]),
    st.integers(1, 400),
)
def test_once_fulfilled_always_fulfilled(case, days_later):
    if verdict_of(case) == "fulfilled":
        assert verdict_of(case | {"as_of": case["as_of"] + days_later * ONE_DAY}) == "fulfilled"


@cases(300)
@given(any_case)
def test_a_closed_period_is_final_and_an_open_ended_one_never_is(case):
    verdict = verdict_of(case)
    if case["last_day"] is None:
        assert verdict in ("not_started", "on_track", "behind")
    elif case["as_of"] > case["last_day"]:
        assert verdict in ("fulfilled", "partly_fulfilled", "not_fulfilled")
        assert engine_outcome(case | {"as_of": case["as_of"] + 1000 * ONE_DAY})["verdict"] == verdict
    else:
        assert verdict in ("not_started", "fulfilled", "on_track", "behind", "out_of_reach")


def bucket_sums(case):
    """The entries as a reader of the database sees them who asked only for the sum of each bucket."""
    found = engine_buckets(case)

    def moved(day):
        for one in found:
            if one["first_day"] <= day and (one["last_day"] is None or day <= one["last_day"]):
                return one["first_day"]
        return day

    return [(moved(day), count) for day, count in case["entries"]]


@cases(400)
@given(any_case)
def test_sums_per_bucket_are_judged_as_the_dated_activities_are(case):
    """Holds when no entry is later than the as-of day: that is how pages may ask for sums instead of rows."""
    case["entries"] = [(day, count) for day, count in case["entries"] if day <= case["as_of"]]
    assert engine_outcome(case | {"entries": bucket_sums(case)}) == engine_outcome(case)


@cases(400)
@given(any_case)
def test_buckets_are_in_order_do_not_overlap_and_lie_in_the_period(case):
    found = engine_buckets(case)
    for one in found:
        assert one["first_day"] >= case["first_day"]
        if one["last_day"] is not None:
            assert one["first_day"] <= one["last_day"]
            assert case["last_day"] is None or one["last_day"] <= case["last_day"]
    for earlier, later in pairwise(found):
        assert earlier["last_day"] < later["first_day"]
    if case["last_day"] is not None:
        assert any(one["judged"] for one in found)


@cases(300)
@given(scattered(rules=[rule for rule in ALL_RULES if rule[0] not in ("term", "occasion")]))
def test_every_day_of_a_closed_period_lies_in_a_bucket(case):
    """So that the counts of the parts add up to the total that is printed below them."""
    found = engine_buckets(case)
    assert found[0]["first_day"] == case["first_day"]
    assert found[-1]["last_day"] == case["last_day"]
    for earlier, later in pairwise(found):
        assert earlier["last_day"] + ONE_DAY == later["first_day"]
    outcome = engine_outcome(case)
    assert sum(count for _, _, count, _ in outcome["parts"]) == outcome["total"]


@cases(300)
@given(nearly_full() | scattered(lengths=short_lengths))
def test_what_is_still_needed_is_just_enough(case):
    """Done in time it fulfils the promise, unless a bucket has closed too low; one less does not."""
    outcome = engine_outcome(case)
    if outcome["verdict"] not in ("not_started", "on_track", "behind"):
        return
    if case["counting"] == "each":
        lacking = [
            (first_day, case["minimum"] - count)
            for first_day, _, count, state in outcome["parts"]
            if state in ("open", "future")
        ]
    else:
        lacking = [(case["last_day"], outcome["still_needed"])]
    assert sum(count for _, count in lacking) == outcome["still_needed"] > 0
    # Of what was reported for days after the as-of day nothing is known yet.
    known = [(day, count) for day, count in case["entries"] if day <= case["as_of"]]
    day, count = lacking[-1]
    at_the_end = case | {"as_of": case["last_day"]}
    assert verdict_of(at_the_end | {"entries": known + lacking}) == "fulfilled"
    assert verdict_of(at_the_end | {"entries": known + lacking[:-1] + [(day, count - 1)]}) != "fulfilled"


@cases(300)
@given(any_case)
def test_what_happens_after_the_as_of_day_or_outside_the_period_changes_nothing(case):
    known = [
        (day, count)
        for day, count in case["entries"]
        if case["first_day"] <= day <= case["as_of"] and (case["last_day"] is None or day <= case["last_day"])
    ]
    outcome = engine_outcome(case)
    assert engine_outcome(case | {"entries": known}) == outcome
    assert outcome["total"] == sum(count for _, count in known)


@cases(400)
@given(any_case)
def test_in_brief_it_is_said_what_is_said_at_length(case):
    whole = engine_outcome(case)
    said = brief(
        Rule(minimum=case["minimum"], per=Per(case["per"]), counting=Counting(case["counting"])),
        period=Period(case["first_day"], case["last_day"]),
        entries=case["entries"],
        as_of=case["as_of"],
        terms=case["terms"],
        occasions=case["occasions"],
    )
    shown = ("met", "judged") if case["counting"] == "each" else ("total", "required")
    assert said == (whole["verdict"], *(whole[name] for name in shown))
