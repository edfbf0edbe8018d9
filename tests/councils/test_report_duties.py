"""Which yearly duties are to report, and which report meets one: by example."""

from datetime import date

import pytest

from councils.report_duties import is_met_by, is_reporting, is_within, may_be_met_by_a_report

pytestmark = pytest.mark.pure
LEADERSHIP = "Redovisning till polisens och kommunens ledning, och uppföljning av hur rådet har fungerat"


@pytest.mark.parametrize(
    "text",
    [
        LEADERSHIP,
        "Redovisa arbetet för polisens och kommunens ledning",
        "Årlig redovisning till fullmäktige",
        "Delrapport till kommunstyrelsen",
        "Årsrapport",
        "Återrapportera till nämnden",
        "Arbetet redovisas för kommunstyrelsen",
    ],
)
def test_a_duty_that_is_about_reporting_is_one_to_report(text):
    assert is_reporting(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gå igenom rapporterade brott",
        "Rapporterade brott följs upp",
        "Rapport från Brå gås igenom",
        "Analysera brott som rapporteras till polisen",
        "En gemensam handlingsplan",
        "Läsa polisens redovisning",
    ],
)
def test_a_duty_that_only_speaks_of_reports_is_none(text):
    assert not is_reporting(text)
    assert not is_met_by(text, "Kommunfullmäktige", to_assembly=True)


@pytest.mark.parametrize(
    ("text", "recipient", "to_assembly", "is_met"),
    [
        (LEADERSHIP, "Kommunledningen", False, True),
        (LEADERSHIP, "Kommunchefen", False, True),
        (LEADERSHIP, "Chefen för lokalpolisområde Östra Norrbotten", False, True),
        (LEADERSHIP, "Kommunfullmäktige", True, False),
        ("Redovisning till fullmäktige", "Kommunfullmäktige", True, True),
        ("Redovisning till fullmäktige", "Kommunledningen", False, False),
        ("Redovisa polisens insatser till kommunstyrelsen", "Polischefen", False, False),
        ("Redovisa polisens insatser till kommunstyrelsen", "Kommunstyrelsen", False, True),
        ("Rapport till Region Norrbotten", "Regionen", False, True),
        ("Rapport till rådet", "Kommunledningen", False, False),
        ("Redovisning av året", "Kommunledningen", False, True),
    ],
)
def test_a_report_meets_the_duty_that_names_whom_it_was_given_to(text, recipient, to_assembly, is_met):
    assert is_met_by(text, recipient, to_assembly=to_assembly) is is_met


def test_what_may_be_meant_is_proposed_and_what_was_reported_to_the_police_is_not():
    assert may_be_met_by_a_report("Lämna årets rapport till rådet")
    assert not may_be_met_by_a_report("Gå igenom rapporterade brott")


def test_a_report_counts_in_the_time_of_the_agreement_with_its_first_and_last_day():
    first, last = date(2019, 3, 1), date(2019, 12, 31)
    days = [date(2019, 2, 28), first, last, date(2020, 1, 1)]
    assert [is_within(day, first, last) for day in days] == [False, True, True, False]
    assert is_within(date(1999, 1, 1), None, None)
