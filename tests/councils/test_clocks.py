"""The clocks of the law: twenty-four months, also where the calendar is uneven."""

from datetime import date

import pytest

from councils.clocks import runs_out_on


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2024, 3, 12), 24, date(2026, 3, 12)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2023, 12, 15), 1, date(2024, 1, 15)),
        (date(2023, 12, 15), 0, date(2023, 12, 15)),
        (date(2100, 12, 31), 24, date(2102, 12, 31)),
        (date(9999, 1, 1), 24, date.max),
    ],
)
def test_the_clock_ends_on_the_same_day_of_the_month_or_the_last_there_is(day, months, last):
    assert runs_out_on(day, months) == last
