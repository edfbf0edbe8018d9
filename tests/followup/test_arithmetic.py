"""What the pages say of an outcome, word for word.

"~" in an expected sentence stands for a no-break space.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from followup import arithmetic, kinds
from followup.assessment import Counting, Entry, Rule, assess
from promises.models import Promise, PromiseSet, Section, Target
from promises.periods import Per, Period

YEAR = Period(date(2019, 1, 1), date(2019, 12, 31))
UNTIL_FURTHER_NOTICE = Period(date(2019, 1, 1), None)
AFTER = date(2020, 1, 1)
A_DAY = date(2019, 11, 20)  # day 324 of the year: 323 days are over, 42 are left


@pytest.fixture(autouse=True)
def in_swedish():
    with translation.override("sv"):
        yield


def counted(
    minimum, per, counting, *entries, as_of=AFTER, period=YEAR, quality="exact", unit="medborgarkontakt", **more
):
    """A count target with its outcome. An entry is (month, day, count) of 2019."""
    units = {"medborgarkontakt": "medborgarkontakter", "insats": "insatser"}.get(unit, "")
    target = Target(
        kind="count", label="Mål", unit=unit, units=units, minimum=minimum, per=per, counting=counting, **more
    )
    rule = Rule(minimum, Per(per), Counting(counting))
    found = [Entry(date(2019, month, day), count) for month, day, count in entries]
    outcome = assess(rule, period=period, entries=found, as_of=as_of)
    return SimpleNamespace(target=target, outcome=outcome, quality=quality, activities=len(found))


def of_kind(kind, outcome, *, activities=0, first_on=None, **fields):
    target = Target(kind=kind, **{"label": "Mål", **fields})
    return SimpleNamespace(
        target=target, outcome=outcome, quality="exact", activities=activities, first_on=first_on, measurement=None
    )


def weekly(*entries, **more):
    return counted(1, "week", "average", *entries, **more)


def said(text):
    return text.replace("~", "\N{NO-BREAK SPACE}")


# On average


def test_57_contacts_in_52_weeks():
    facts = weekly((3, 1, 50), (9, 1, 7))
    assert arithmetic.sentence(facts) == "57 medborgarkontakter ÷ 52 veckor = 1,10 per vecka (mål minst 1)."
    assert arithmetic.figure(facts) == "57 av 52"
    assert arithmetic.needed(facts) == ""
    assert arithmetic.pace(facts) == ""


def test_41_contacts_on_20_november_should_be_46():
    facts = weekly((3, 1, 41), as_of=A_DAY)
    assert arithmetic.sentence(facts) == "41 medborgarkontakter ÷ 46 veckor = 0,89 per vecka (mål minst 1)."
    assert arithmetic.figure(facts) == "41 av 52"
    assert arithmetic.pace(facts) == "borde vara minst 46"
    # 11 are missing with 42 days left: 11 · 7 ÷ 42 = 1,83.
    assert arithmetic.needed(facts) == "Det behövs 11 medborgarkontakter till, 1,83 per vecka resten av perioden."


def test_one_contact_in_the_first_week_is_divided_by_one_week():
    facts = weekly((1, 2, 1), as_of=date(2019, 1, 3))
    assert arithmetic.sentence(facts) == "1 medborgarkontakt ÷ 1 vecka = 1,00 per vecka (mål minst 1)."
    assert arithmetic.pace(facts) == ""  # nothing is owed yet


@pytest.mark.parametrize(
    ("per", "division"),
    [
        ("day", "÷ 365 dagar = 0,02 per dag"),
        ("fortnight", "÷ 26 tvåveckorsperioder = 0,31 per tvåveckorsperiod"),
        ("month", "÷ 12 månader = 0,67 per månad"),
        ("quarter", "÷ 4 kvartal = 2,00 per kvartal"),
        ("tertial", "÷ 3 tertial = 2,67 per tertial"),
        ("half_year", "÷ 2 halvår = 4,00 per halvår"),
        ("year", "÷ 1 år = 8,00 per år"),
    ],
)
def test_each_length_has_its_own_word(per, division):
    facts = counted(1, per, "average", (3, 1, 8), unit="insats")
    assert arithmetic.sentence(facts) == f"8 insatser {division} (mål minst 1)."


# All together


def test_three_of_four_operations():
    facts = counted(4, "period", "total", (2, 14, 1), (5, 22, 2), as_of=A_DAY, unit="insats")
    assert arithmetic.sentence(facts) == "3 insatser; målet är minst 4."
    assert arithmetic.figure(facts) == "3 av 4"
    assert arithmetic.needed(facts) == "Det behövs 1 insats till, senast 2019-12-31."
    # 4 · 323 ÷ 365 = 3,54: the fourth is not owed yet.
    assert arithmetic.pace(facts) == "borde vara minst 3"


def test_four_of_two_is_not_cut_to_two_of_two():
    facts = counted(2, "period", "total", (4, 30, 4), unit="insats")
    assert arithmetic.figure(facts) == "4 av 2"
    assert arithmetic.sentence(facts) == "4 insatser; målet är minst 2."


def test_a_range_is_met_at_its_lower_bound():
    facts = counted(2, "period", "total", (4, 30, 2), unit="insats", maximum=3)
    assert arithmetic.figure(facts) == "2 av 2"
    assert arithmetic.sentence(facts) == "2 insatser; målet är minst 2."


def test_a_target_without_a_unit_counts_occasions():
    facts = counted(2, "period", "total", (4, 30, 1), as_of=A_DAY, unit="")
    assert arithmetic.sentence(facts) == "1 tillfälle; målet är minst 2."
    assert arithmetic.needed(facts) == "Det behövs 1 tillfälle till, senast 2019-12-31."


# In each


def test_48_of_51_weeks():
    mondays = [(date.fromordinal(date(2019, 1, 7).toordinal() + 7 * week)) for week in range(51)]
    done = [(day.month, day.day, 1) for day in mondays if day.month not in (7,)]
    facts = counted(1, "week", "each", *done)
    # July's Mondays are the 1st, 8th, 15th, 22nd and 29th: five weeks of 51 without a contact. 46 ÷ 51 = 90,2 %.
    assert arithmetic.figure(facts) == "46 av 51 veckor"
    assert arithmetic.sentence(facts) == said(
        "Minst 1 i 46 av 51 veckor (90~%), sammanlagt 46 medborgarkontakter. 5 har missats. "
        "Ofullständiga delperioder i början eller slutet prövas inte men räknas i summan."
    )


def test_both_half_years():
    facts = counted(2, "half_year", "each", (3, 1, 2), (9, 1, 1), as_of=A_DAY, unit="insats")
    assert arithmetic.figure(facts) == "1 av 2 halvår"
    assert arithmetic.sentence(facts) == said("Minst 2 i 1 av 2 halvår (50~%), sammanlagt 3 insatser.")
    assert arithmetic.needed(facts) == "Det behövs 1 insats till."


def test_a_missed_half_year_is_said_in_the_singular():
    facts = counted(2, "half_year", "each", (9, 1, 2), as_of=A_DAY, unit="insats")
    assert arithmetic.sentence(facts) == said("Minst 2 i 1 av 2 halvår (50~%), sammanlagt 2 insatser. 1 har missats.")


def test_one_judged_year_is_one_year():
    facts = counted(1, "year", "each", (9, 1, 1), unit="insats")
    assert arithmetic.figure(facts) == "1 av 1 år"


def test_99_point_7_percent_is_not_100():
    done = [
        (day.month, day.day, 1) for day in map(date.fromordinal, range(date(2019, 1, 2).toordinal(), AFTER.toordinal()))
    ]
    assert "364 av 365 dagar (99\N{NO-BREAK SPACE}%)" in arithmetic.sentence(counted(1, "day", "each", *done))


# How sure


def test_a_sum_carries_the_weakest_quality_and_begins_its_sentence_with_a_capital():
    facts = counted(52, "period", "total", (3, 1, 43), quality="at_least")
    assert arithmetic.figure(facts) == "minst 43 av 52"
    assert arithmetic.sentence(facts) == "Minst 43 medborgarkontakter; målet är minst 52."
    facts = weekly((3, 1, 80), quality="about")
    assert arithmetic.figure(facts) == "cirka 80 av 52"
    assert arithmetic.sentence(facts) == "Cirka 80 medborgarkontakter ÷ 52 veckor = 1,54 per vecka (mål minst 1)."
    assert "sammanlagt cirka 80 medborgarkontakter" in arithmetic.sentence(
        counted(1, "year", "each", (3, 1, 80), quality="about")
    )


# The time that is left


def test_the_last_week_counts_its_days():
    assert arithmetic.needed(weekly((3, 1, 50), as_of=date(2019, 12, 25))) == (
        "Det behövs 2 medborgarkontakter till på 7 dagar."
    )
    assert arithmetic.needed(weekly((3, 1, 51), as_of=date(2019, 12, 31))) == (
        "Det behövs 1 medborgarkontakt till på 1 dag."
    )


def test_less_than_one_a_week_is_said_as_a_last_day():
    # One missing with eight days left is 0,88 a week; two are 1,75.
    assert arithmetic.needed(weekly((3, 1, 51), as_of=date(2019, 12, 24))) == (
        "Det behövs 1 medborgarkontakt till, senast 2019-12-31."
    )
    assert arithmetic.needed(weekly((3, 1, 50), as_of=date(2019, 12, 24))) == (
        "Det behövs 2 medborgarkontakter till, 1,75 per vecka resten av perioden."
    )


def test_a_period_that_has_not_begun_says_when_it_does():
    facts = weekly(as_of=date(2018, 12, 31))
    assert arithmetic.sentence(facts) == "Perioden börjar 2019-01-01."
    assert arithmetic.needed(facts) == arithmetic.pace(facts) == ""


def test_a_period_that_is_over_needs_nothing_more():
    facts = weekly((3, 1, 51))
    assert arithmetic.needed(facts) == arithmetic.pace(facts) == ""


def test_until_further_notice_there_is_no_sum_to_reach():
    facts = weekly((3, 1, 41), as_of=A_DAY, period=UNTIL_FURTHER_NOTICE)
    assert arithmetic.figure(facts) == "41 medborgarkontakter"
    assert arithmetic.sentence(facts) == "41 medborgarkontakter ÷ 46 veckor = 0,89 per vecka (mål minst 1)."
    assert arithmetic.pace(facts) == "borde vara minst 46"
    assert arithmetic.needed(facts) == ""


def test_until_further_notice_before_any_whole_week_is_over():
    facts = counted(1, "week", "each", as_of=date(2019, 1, 3), period=UNTIL_FURTHER_NOTICE)
    assert arithmetic.sentence(facts) == "Ingen hel delperiod har börjat ännu."


# Kinds that are not counts


def test_places_that_have_been_visited():
    facts = of_kind(
        "coverage", kinds.Finding("behind", 3, 6, Fraction(4)), minimum=1, per="period", unit="besök", units="besök"
    )
    assert arithmetic.figure(facts) == "3 av 6"
    assert arithmetic.sentence(facts) == "3 av 6 platser har fått minst 1 besök."
    assert arithmetic.pace(facts) == "borde vara minst 4"
    assert arithmetic.needed(facts) == ""


def test_places_that_are_to_be_visited_every_half_year():
    facts = of_kind(
        "coverage", kinds.Finding("on_track", 3, 12), minimum=2, per="half_year", unit="besök", units="besök"
    )
    assert (
        arithmetic.sentence(facts)
        == "Varje plats räknas en gång per halvår: i 3 fall av 12 har den fått minst 2 besök."
    )


def test_coverage_of_no_named_places():
    facts = of_kind("coverage", kinds.Finding("no_measure"), minimum=1, per="period")
    assert arithmetic.sentence(facts) == "Inga platser är angivna, så målet kan inte mätas."
    assert arithmetic.figure(facts) == "0 aktiviteter"


@pytest.mark.parametrize(
    ("done_on", "figure", "sentence"),
    [
        (None, "Inte klart", "Inte klart; ska vara klart senast 2019-06-30."),
        (date(2019, 6, 30), "Klart", "Klart 2019-06-30, i tid (senast 2019-06-30)."),
        (date(2019, 7, 1), "Klart", "Klart 2019-07-01, 1 dag för sent (senast 2019-06-30)."),
        (date(2019, 7, 5), "Klart", "Klart 2019-07-05, 5 dagar för sent (senast 2019-06-30)."),
    ],
)
def test_a_deliverable(done_on, figure, sentence):
    due_on = date(2019, 6, 30)
    outcome = kinds.assess_deliverable(due_on=due_on, done_on=done_on, period=YEAR, as_of=AFTER)
    facts = of_kind("deliverable", outcome, first_on=done_on, due_on=due_on)
    assert (arithmetic.figure(facts), arithmetic.sentence(facts)) == (figure, sentence)


def test_on_demand():
    facts = of_kind("on_demand", kinds.assess_on_demand(asked=3, done=2, period=YEAR, as_of=AFTER), activities=2)
    assert (arithmetic.figure(facts), arithmetic.sentence(facts)) == ("2 av 3", "2 av 3 önskemål är uppfyllda.")
    facts = of_kind("on_demand", kinds.assess_on_demand(asked=0, done=0, period=YEAR, as_of=AFTER))
    assert (arithmetic.figure(facts), arithmetic.sentence(facts)) == (
        "Inte efterfrågat",
        "Ingen har efterfrågat detta.",
    )
    before = kinds.assess_on_demand(asked=0, done=0, period=YEAR, as_of=date(2018, 12, 1))
    facts = of_kind("on_demand", before)
    facts.target.promise = Promise(section=Section(promise_set=PromiseSet(first_day=YEAR.first_day)))
    assert arithmetic.sentence(facts) == "Perioden börjar 2019-01-01."


def effect(**fields):
    measured, source = fields.pop("measured", None), fields.pop("measured_in", "trygghetsmätningen")
    values = {name: Decimal(value) for name, value in fields.items() if name in ("baseline", "threshold")}
    facts = of_kind("effect", None, **{"indicator": "andelen trygga", **fields, **values})
    facts.measurement = measured and figure_of(measured, source)
    return facts


def figure_of(value, source="trygghetsmätningen"):
    return SimpleNamespace(value=Decimal(value), measured_on=date(2019, 11, 20), source=source)


def test_an_effect_before_and_after():
    facts = effect(direction="up", baseline="61.50", measured="68.00", source="en annan källa")
    assert arithmetic.figure(facts) == "68"
    assert arithmetic.sentence(facts) == "Andelen trygga: 61,5 före, 68 uppmätt 2019-11-20 (trygghetsmätningen)."


def test_an_effect_against_a_threshold():
    facts = effect(direction="at_most", threshold="1250.25", measured="1300.00", measured_in="enkäten")
    assert arithmetic.figure(facts) == said("1~300")
    assert arithmetic.sentence(facts) == said(
        "Andelen trygga: 1~300 uppmätt 2019-11-20 (enkäten), ska vara högst 1~250,25."
    )


def test_an_effect_that_lacks_a_figure_says_which_one():
    assert arithmetic.sentence(effect(direction="up", baseline="61")) == (
        "Inget uppmätt värde finns ännu. Utgångsvärdet är 61 (källa saknas)."
    )
    assert arithmetic.figure(effect(direction="up", baseline="61")) == "Inte uppmätt"
    # The figure that the direction does not ask for is no help: the verdict has no measure either.
    against_nothing = effect(direction="up", threshold="61", measured="68")
    figure = "Andelen trygga: 68 uppmätt 2019-11-20 (trygghetsmätningen). "
    assert arithmetic.sentence(against_nothing) == figure + "Inget utgångsvärde finns att jämföra med."
    without_threshold = effect(direction="at_least", baseline="61", measured="68")
    assert arithmetic.sentence(without_threshold) == figure + "Inget gränsvärde finns att jämföra med."


def test_figures_of_a_vision_are_shown_beside_what_is_done():
    facts = of_kind("vision", kinds.never_computed(), activities=1, indicator="anmälda brott")
    facts.measurement = figure_of("12.50", "polisens statistik")
    assert arithmetic.figure(facts) == "1 aktivitet"
    assert arithmetic.sentence(facts) == (
        "Anmälda brott: 12,5 uppmätt 2019-11-20 (polisens statistik). 1 aktivitet är loggad. Löftet har inget tal att "
        "räkna mot; polis och kommun bedömer."
    )


@pytest.mark.parametrize("kind", ["qualitative", "vision"])
def test_words_are_listed_and_left_to_people(kind):
    facts = {number: of_kind(kind, kinds.never_computed(), activities=number) for number in (0, 1, 1234)}
    assert [arithmetic.figure(facts[number]) for number in facts] == [
        "0 aktiviteter",
        "1 aktivitet",
        said("1~234 aktiviteter"),
    ]
    assert [arithmetic.sentence(facts[number]) for number in facts] == [
        "Ingen aktivitet är loggad. Löftet har inget tal att räkna mot; polis och kommun bedömer.",
        "1 aktivitet är loggad. Löftet har inget tal att räkna mot; polis och kommun bedömer.",
        said("1~234 aktiviteter är loggade. Löftet har inget tal att räkna mot; polis och kommun bedömer."),
    ]


# Numbers


def test_thousands_are_kept_together_by_a_no_break_space():
    facts = counted(1500, "period", "total", (3, 1, 9999), (4, 1, 9999))
    assert arithmetic.figure(facts) == said("19~998 av 1~500")
    assert arithmetic.sentence(facts) == said("19~998 medborgarkontakter; målet är minst 1~500.")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(57, 52), "1,10"),
        (Fraction(199, 200), "1,00"),  # 0,995 is rounded half up, in exact arithmetic
        (Fraction(1, 200), "0,01"),
        (Fraction(1, 201), "0,00"),
        (Fraction(-1, 2), "-0,50"),
        (Fraction(-1, 1000), "0,00"),
        (Fraction(12345678, 10), "1~234~567,80"),
    ],
)
def test_two_decimals_with_a_comma(value, text):
    assert arithmetic.decimal(value) == said(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(249, 250), "99~%"), (Fraction(1), "100~%"), (Fraction(0), "0~%"), (Fraction(2), "200~%")],
)
def test_percent_are_whole_and_rounded_down(value, text):
    assert arithmetic.percent(value) == said(text)


@given(st.fractions(min_value=0, max_value=10_000))
def test_a_printed_decimal_is_at_most_half_a_hundredth_off(value):
    printed = Fraction(arithmetic.decimal(value).replace("\N{NO-BREAK SPACE}", "").replace(",", "."))
    assert -Fraction(1, 200) <= value - printed < Fraction(1, 200)


@given(st.integers(0, 10**12))
def test_a_printed_number_is_still_that_number(value):
    assert int(arithmetic.number(value).replace("\N{NO-BREAK SPACE}", "")) == value


def test_what_is_out_of_reach_says_the_best_that_can_still_be():
    facts = counted(1, "half_year", "each", (7, 2, 1), as_of=A_DAY)
    assert arithmetic.needed(facts) == "Som bäst kan det bli 1 av 2 halvår."


def test_coverage_names_the_places_that_remain():
    places = [SimpleNamespace(pk=1, name="Slagnäs"), SimpleNamespace(pk=2, name="Laisvall")]
    target = SimpleNamespace(kind="coverage", places=SimpleNamespace(all=lambda: places))
    finding = kinds.assess_coverage(
        [1, 2], minimum=1, per=Per.PERIOD, period=YEAR, entries=[(1, date(2019, 3, 1), 1)], as_of=A_DAY
    )
    assert arithmetic.needed(SimpleNamespace(target=target, outcome=finding)) == "Återstår: Laisvall."
