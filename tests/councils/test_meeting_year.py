"""A year's meetings in figures: what was noted is counted, and what was not is said not to be."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from councils.meeting_year import meeting_year
from councils.models import Attendance, Decision, SeatHolder
from councils.wall import inside
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = date(2019, 11, 20)


@pytest.fixture
def council():
    council = make.council(meetings_per_year=4)
    with inside(council):
        yield council


def year(council, of=2019):
    return meeting_year(council, of, today=TODAY)


def test_meetings_are_held_coming_or_cancelled(council):
    by = make.user()
    for month in (2, 5, 12):
        make.meeting(council=council, held_on=date(2019, month, 3))
    make.meeting(council=council, held_on=date(2019, 9, 3), cancelled_at=timezone.now(), cancelled_by=by)
    make.meeting(council=council, held_on=date(2018, 2, 3))
    found = year(council)
    assert (found.held, found.coming, found.planned, found.cancelled, found.expected) == (2, 1, 3, 1, 4)


def test_nothing_noted_is_nobody_absent(council):
    make.seat(council=council)
    make.meeting(council=council, held_on=date(2019, 2, 3))
    assert (year(council).noted, year(council).seats) == (0, [])


def test_each_seat_is_counted_at_the_meetings_where_it_was_held_and_attendance_noted(council):
    school, police, customs = (make.seat(council=council, function=name, order=n) for n, name in enumerate("SPT"))
    first, second, silent = (make.meeting(council=council, held_on=date(2019, month, 3)) for month in (2, 5, 9))
    Attendance.objects.create(meeting=first, seat=school, presence="present")
    Attendance.objects.create(meeting=second, seat=school, presence="substitute")
    Attendance.objects.create(meeting=first, seat=police, presence="absent")
    Attendance.objects.create(meeting=first, seat=customs, presence="present")
    customs.ended_on = date(2019, 3, 1)
    customs.save()
    SeatHolder.objects.create(seat=police, name="Chefen")
    vacant = make.seat(council=council, function="V", order=9)
    SeatHolder.objects.create(seat=vacant, name="Den förra", to_day=second.held_on - timedelta(days=1))
    found = year(council)
    assert (found.held, found.noted) == (3, 2)
    seats = {row.function: (row.filled, row.absent, row.not_noted, row.meetings) for row in found.seats}
    assert seats == {"S": (2, 0, 0, 2), "P": (0, 1, 1, 2), "T": (1, 0, 0, 1), "V": (0, 0, 1, 1)}


def test_decisions_are_in_time_late_overdue_or_waiting(council):
    meeting, by = make.meeting(council=council, held_on=date(2019, 2, 3)), make.user()
    done = {
        "in_time": (date(2019, 5, 31), datetime(2019, 5, 31, 21, tzinfo=UTC)),  # 23.00 here
        "late": (date(2019, 5, 31), datetime(2019, 5, 31, 23, tzinfo=UTC)),  # the day after here
        "done_without_day": (None, datetime(2019, 6, 1, tzinfo=UTC)),
        "overdue": (date(2019, 11, 19), None),
        "waiting": (date(2019, 11, 20), None),
        "waiting too": (None, None),
    }
    for number, (due_on, at) in enumerate(done.values(), start=1):
        said = {"due_on": due_on, "done_at": at, "done_by": by if at else None}
        Decision.objects.create(meeting=meeting, number=number, text="Gör det", **said)
    found = year(council).decisions
    assert (found.in_time, found.late, found.done_without_day, found.overdue, found.waiting) == (1, 1, 1, 1, 2)
    assert (found.done, found.all) == (3, 6)


def test_twenty_meetings_take_as_many_questions_as_one(council, django_assert_num_queries):
    for n in range(20):
        seat, meeting = make.seat(council=council), make.meeting(council=council, held_on=date(2019, 1, 1 + n))
        Attendance.objects.create(meeting=meeting, seat=seat, presence="present")
        Decision.objects.create(meeting=meeting, number=1, text="Gör det")
    with django_assert_num_queries(5):
        year(council)
