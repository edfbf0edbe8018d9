"""What is written between the moment something is read and the moment it is approved, and other unlucky orders."""

import re
from datetime import UTC, date, datetime
from unittest.mock import patch

import pytest
import time_machine

from councils.actions.minutes import approve_minutes, digest_of
from councils.actions.pictures import adopt_picture
from councils.actions.versions import StaleEdit
from councils.models import AttendanceGuest, Decision, Meeting, Picture, PlanFollowUp, Seat, SeatHolder
from councils.picture_reading import mark_of_picture
from councils.roles import Role
from followup.actions import deadlines
from followup.models import Deadline
from tests.councils import plan_rows
from tests.councils.picturing import council_with_a_picture, page
from tests.followup.meeting_world import NOW, at, council_that_meets

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 10, 12, tzinfo=UTC)
ADOPTED = {"at": AT, "on": date(2026, 3, 10), "body": "Rådet"}


@pytest.fixture
def meets(client):
    with time_machine.travel(NOW, tick=False):
        world = council_that_meets()
        world.by = world.people[Role.COORDINATOR]
        client.force_login(world.by)
        yield world


def written_meanwhile(read, write):
    """The same as `read`, and somebody else writes as soon as it has been read."""

    def read_then_written(*args):
        found = read(*args)
        write()
        return found

    return read_then_written


def mark_in(response):
    return re.search(r'name="read" value="([^"]+)"', response.content.decode())[1]


@time_machine.travel("2026-03-10T12:00:00+01:00", tick=False)
def test_a_picture_is_not_adopted_with_what_came_while_its_page_was_made(client):
    world = council_with_a_picture()
    client.force_login(world.people["coordinator"])
    from councils.views import adoption

    late = lambda: world.draft.observations.create(organisation=world.police, text="Sent")  # noqa: E731
    with patch.object(adoption, "read_picture", written_meanwhile(adoption.read_picture, late)):
        shown = client.get(page("adopt_picture", world.draft.pk))
    assert "Sent" not in shown.content.decode()
    with pytest.raises(StaleEdit):
        adopt_picture(picture=world.draft, by=world.people["coordinator"], mark=mark_in(shown), **ADOPTED)


def test_minutes_are_not_approved_with_what_came_while_their_page_was_made(client, meets):
    from followup.views import minutes

    late = lambda: Decision.objects.create(meeting=meets.held, number=1, text="Sent")  # noqa: E731
    with patch.object(minutes, "meeting_page", written_meanwhile(minutes.meeting_page, late)):
        shown = client.get(at(meets.held, "justera"))
    assert "Sent" not in shown.content.decode()
    with pytest.raises(StaleEdit):
        approve_minutes(meeting=meets.held, by=meets.by, at=datetime.now(UTC), read=mark_in(shown))


@time_machine.travel("2026-03-10T12:00:00+01:00", tick=False)
def test_a_picture_does_not_replace_another_than_the_page_said():
    world = council_with_a_picture()
    by, first = world.people["coordinator"], world.draft
    texts = {name: getattr(first, name) or "Text" for name in ("mapping", "other_information", "analysis")}
    Picture.objects.filter(pk=first.pk).update(**texts)
    other = Picture.objects.create(council=world.council, number=99, title="En annan", **texts)
    first, read = Picture.objects.get(pk=first.pk), mark_of_picture(Picture.objects.get(pk=first.pk))
    adopt_picture(picture=other, by=by, mark=mark_of_picture(other), **ADOPTED)
    with pytest.raises(StaleEdit) as refused:
        adopt_picture(picture=first, by=by, mark=read, **ADOPTED)
    assert refused.value.changed == ("replaces",)


def test_an_invitation_that_fails_leaves_minutes_approved_meanwhile_alone(client, meets):
    from followup.views import meeting_invitation

    def fails(*_about, **_more):
        row = Meeting.objects.get(pk=meets.held.pk)
        approve_minutes(meeting=row, by=meets.by, at=datetime.now(UTC), read=digest_of(row))
        return 0

    with patch.object(meeting_invitation, "mail_meeting", fails):
        answer = client.post(at(meets.held, "kallelse"), {"version": meets.held.version, "invited": [meets.by.pk]})
    assert answer.status_code in (302, 422)
    assert Meeting.objects.get(pk=meets.held.pk).approved_at


def test_a_stand_in_is_kept_though_it_becomes_known_that_somebody_held_the_seat(client, meets):
    vacant = Seat.objects.create(council=meets.council, order=9, function="Elevhälsa")

    def mark():
        return re.search(r'name="mark" value="([^"]+)"', client.get(at(meets.held, "narvaro")).content.decode())[1]

    stood_in = {f"stand_in_{vacant.pk}": "kurator, Skolan"}
    client.post(at(meets.held, "narvaro"), {"mark": mark(), **stood_in})
    SeatHolder.objects.create(seat=vacant, name="Kuratorn")
    assert "kurator, Skolan" in client.get(at(meets.held, "narvaro")).content.decode()
    client.post(at(meets.held, "narvaro"), {"mark": mark(), f"presence_{vacant.pk}": "substitute", **stood_in})
    assert AttendanceGuest.objects.get().who == "kurator, Skolan"


def test_a_place_of_a_meeting_is_no_longer_than_can_be_kept(client, meets):
    said = {"meeting_day": "2019-10-10", "location": "Å" * 161}
    assert client.post(f"/{meets.council.slug}/moten/nytt/", said).status_code == 422
    assert client.post(f"/{meets.council.slug}/moten/nytt/", {**said, "location": "Å" * 160}).status_code == 302


def test_what_is_opened_again_follows_its_meeting(meets):
    about = {"kind": "task", "title": "X", "due_kind": "meeting", "promise_set": None, "organisation": None}
    row = deadlines.add_deadline(
        council=meets.council, by=meets.by, meeting=meets.coming, due_on=meets.coming.held_on, **about
    ).row
    done = {"by": meets.by, "note": "", "today": date(2019, 9, 17)}
    deadlines.finish_deadline(deadline=row, version=1, **done)
    moved = date(2019, 12, 5)
    deadlines.change_meeting(meeting=meets.coming, by=meets.by, version=1, held_on=moved, title="Höstmöte")
    deadlines.reopen_deadline(deadline=row, by=meets.by, version=2)
    assert Deadline.objects.get().due_on == moved
    deadlines.finish_deadline(deadline=row, version=3, **done)
    deadlines.cancel_meeting(meeting=meets.coming, by=meets.by, version=2)
    deadlines.reopen_deadline(deadline=row, by=meets.by, version=4)
    row.refresh_from_db()
    assert (row.due_kind, row.meeting, row.due_on) == ("date", None, moved)


def test_a_follow_up_of_a_plan_leaves_a_meeting_that_is_cancelled_and_keeps_its_day_once_done(meets):
    plan = plan_rows.plan(meets.council)
    row = plan.follow_ups.create(meeting=meets.coming, due_on=meets.coming.held_on)
    done = plan.follow_ups.create(meeting=meets.held, due_on=meets.held.held_on, done_at=AT, done_by=meets.by)
    Meeting.objects.filter(pk=meets.held.pk).update(held_on=date(2019, 1, 2))
    assert PlanFollowUp.objects.select_related("meeting").get(pk=done.pk).day == meets.held.held_on
    deadlines.cancel_meeting(meeting=meets.coming, by=meets.by, version=1)
    row.refresh_from_db()
    assert (row.meeting, row.day) == (None, meets.coming.held_on)
