"""The facts that Lagkollen rests on, as they are stored: what holds, what was done, and who has which seat."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from councils.actions import pictures
from councils.actions.plan_reports import CalledOff, NotYet, record_follow_up
from councils.codes import WorkStatus
from councils.models import ActionPlan, Agreement, Indicator, Picture, PlanFollowUp, SeatHolder, User
from councils.picture_reading import mark_of_picture
from councils.plan_reading import read_plan, what_is_missing
from councils.roles import Role
from followup.legal_check import legal_check
from followup.legal_terms import Duty, Gap, State
from promises.models import Communication
from tests import factories as make
from tests.councils import plan_rows
from tests.councils.picturing import TEXTS
from tests.followup.test_legal_check import do_it_all

pytestmark = pytest.mark.django_db
TODAY = date(2019, 11, 20)
NOON = datetime(2019, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def council():
    return make.council(slug="overkalix")


@pytest.fixture
def coordinator(council):
    return make.person(Role.COORDINATOR, council=council)


def line(council, duty, today=TODAY):
    [found] = next(one.lines for one in legal_check(council, today=today) if one.duty is duty)
    return found


def a_plan(council, *, first_day, decided_on, **values):
    values = {"slug": f"p{make.number()}", "title": "Plan", "kind": "statutory", "status": "decided", **values}
    return ActionPlan.objects.create(council=council, first_day=first_day, decided_on=decided_on, **values)


def adopted(council, *, on=date(2018, 1, 10)):
    return Picture.objects.create(council=council, number=1, title="B", status="decided", adopted_on=on, **TEXTS)


def test_a_replaced_plan_holds_until_the_next_one_begins(council):
    values = {"picture": adopted(council)}
    old = a_plan(council, first_day=date(2018, 1, 1), decided_on=date(2018, 2, 1), status=WorkStatus.REPLACED, **values)
    joint = {"kind": "joint", "predecessor": old}
    a_plan(council, first_day=date(2020, 1, 1), decided_on=date(2019, 11, 1), **values, **joint)
    now, then = line(council, Duty.PLAN), line(council, Duty.PLAN, date(2020, 1, 1))
    assert (now.answer.state, now.answer.key, now.answer.until) == (State.SOON, old.pk, date(2019, 12, 31))
    assert (then.answer.state, then.answer.gaps) == (State.NOT_MET, (Gap.PLAN_OVER,))


def test_a_plan_that_begins_later_is_said_to(council):
    plan = a_plan(council, first_day=date(2030, 1, 1), decided_on=date(2019, 11, 1), picture=adopted(council))
    found = line(council, Duty.PLAN)
    assert (found.answer.state, found.answer.key, found.since) == (
        *(State.NOT_MET, plan.pk),
        ("gäller från", date(2030, 1, 1)),
    )
    assert found.says == ("Planen är beslutad men gäller inte ännu.",)


def test_the_next_plan_that_is_decided_is_told_of(council):
    values = {"picture": adopted(council)}
    old = a_plan(council, first_day=date(2018, 1, 1), decided_on=date(2018, 2, 1), status=WorkStatus.REPLACED, **values)
    a_plan(council, first_day=date(2020, 1, 1), decided_on=date(2019, 11, 1), predecessor=old, **values)
    found = line(council, Duty.PLAN)
    assert (found.answer.state, found.answer.key) == (State.MET, old.pk)
    assert found.notes == ("Nästa plan är beslutad och gäller från 2020-01-01.",)


def test_a_plan_is_not_decided_on_a_picture_that_nobody_has_adopted(council):
    draft = Picture.objects.create(council=council, number=1, title="Utkast", **TEXTS)
    plan = plan_rows.plan(council, kind="statutory", picture=draft)
    [said] = what_is_missing(read_plan(plan))
    assert said.startswith("Lägesbilden som planen bygger på är inte fastställd.")
    Picture.objects.filter(pk=draft.pk).update(status="decided", adopted_on=date(2019, 1, 1))
    assert what_is_missing(read_plan(ActionPlan.objects.get())) == []


def test_a_picture_that_is_adopted_after_the_plan_was_not_what_it_was_decided_on(council):
    copied = {"picture": {"title": "Utkast", "adopted_on": "", "adopted_by_body": ""}}
    a_plan(
        council, first_day=date(2018, 1, 1), decided_on=date(2018, 2, 1), picture=adopted(council), as_decided=copied
    )
    assert line(council, Duty.PLAN).answer.gaps == (Gap.NO_PICTURE_UNDER_PLAN,)


def test_the_clock_starts_on_the_day_of_the_follow_up_and_not_when_it_was_written(council, coordinator):
    plan = a_plan(council, first_day=date(2017, 1, 1), decided_on=date(2017, 2, 1), picture=adopted(council))
    done = {"done_at": NOON, "done_by": coordinator}
    plan.follow_ups.create(due_on=date(2018, 5, 1), **done)
    plan.follow_ups.create(due_on=date(2020, 5, 1), **done)  # moved after it was done
    off = make.meeting(
        council=council, held_on=date(2019, 2, 1), title="M", cancelled_at=NOON, cancelled_by=coordinator
    )
    plan.follow_ups.create(due_on=date(2019, 2, 1), meeting=off, **done)
    assert line(council, Duty.PLAN_FOLLOWED).answer.until == date(2020, 5, 1)


@pytest.mark.parametrize(
    ("due_on", "meeting", "error"),
    [
        (date(2019, 11, 21), None, NotYet),
        (date(2019, 2, 1), {"held_on": date(2019, 11, 21)}, NotYet),
        (date(2019, 2, 1), {"held_on": date(2019, 2, 1), "cancelled_at": NOON}, CalledOff),
        (date(2019, 11, 20), None, None),
        (date(2019, 2, 1), {"held_on": date(2019, 11, 20)}, None),
    ],
)
def test_only_what_has_been_is_recorded_as_followed_up(client, council, coordinator, due_on, meeting, error):
    plan = plan_rows.plan(council)
    if meeting is not None:
        by = {"cancelled_by": coordinator} if "cancelled_at" in meeting else {}
        meeting = make.meeting(council=council, title="M", **meeting, **by)
    row = PlanFollowUp.objects.create(plan=plan, due_on=due_on, meeting=meeting)
    plan_rows.decided(plan, coordinator)
    said = {"follow_up": row, "by": coordinator, "at": NOON, "version": 1, "note": "Bra"}
    if error is None:
        assert record_follow_up(**said).is_done
        return
    with pytest.raises(error):
        record_follow_up(**said)
    client.force_login(coordinator)
    answer = client.post(
        f"/overkalix/handlingsplaner/uppfoljning/{row.pk}/", {"follow_up_note": "Gick bra", "version": 1}
    )
    shown = answer.content.decode()
    sentence = {NotYet: "Uppföljningen har inte varit ännu.", CalledOff: "Mötet är inställt."}[error]
    assert (answer.status_code, sentence in shown, "Gick bra" in shown) == (422, True, True)
    row.refresh_from_db()
    assert not row.is_done


def test_the_statistics_are_those_that_the_picture_was_adopted_with(council, coordinator):
    draft = Picture.objects.create(council=council, number=1, title="B", **TEXTS)
    indicator = Indicator.objects.create(council=council, name="Rån", unit="st", source="Brå")
    values = {"level": "place", "geography": "T", "value": 1}
    indicator.values.create(year=2016, **values)
    draft.indicators.create(indicator=indicator)
    mark, at = mark_of_picture(draft), datetime(2019, 2, 1, tzinfo=UTC)
    pictures.adopt_picture(picture=draft, by=coordinator, at=at, mark=mark, on=date(2019, 2, 1), body="Rådet")
    indicator.values.create(year=2019, **values)
    assert line(council, Duty.PICTURE).answer.figures_of == 2016


def test_nobody_whose_account_is_closed_coordinates(council, coordinator):
    do_it_all(council, coordinator)
    assert line(council, Duty.COORDINATION).answer.state is State.MET_UNTIL
    SeatHolder.objects.create(seat=make.seat(council=council, duty="convener"), user=coordinator)
    User.objects.filter(pk=coordinator.pk).update(is_active=False)
    found = line(council, Duty.COORDINATION).answer
    assert (found.gaps, found.holders) == ((Gap.NO_COORDINATOR,), ())


def test_what_residents_are_to_be_told_later_hides_nothing_that_they_have_been_told(council, coordinator):
    do_it_all(council, coordinator)
    values = {"channel": "web", "title": "Jul", "organisation": make.parties_of(council)[1]}
    Communication.objects.create(council=council, told_on=date(2019, 12, 24), recorded_by=coordinator, **values)
    assert line(council, Duty.COORDINATION).answer.since == date(2019, 10, 1)


def test_empty_seats_do_not_meet_the_law(council, coordinator):
    do_it_all(council, coordinator)
    SeatHolder.objects.of(council).update(to_day=date(2019, 11, 19))
    assert line(council, Duty.COUNCIL).answer.gaps == (
        *(Gap.CHAIR_EMPTY, Gap.SENIOR_EMPTY),
        Gap.SENIOR_OF_OTHERS_EMPTY,
    )


def test_an_agreement_is_between_two_and_its_signing_has_a_day(council, coordinator):
    do_it_all(council, coordinator)
    agreement = Agreement.objects.get()
    Agreement.objects.update(signed_on=None)
    found = line(council, Duty.AGREEMENT)
    assert (found.answer.state, found.notes) == (State.MET, ("Det står inte när överenskommelsen undertecknades.",))
    agreement.parties.remove(make.parties_of(council)[0])
    assert line(council, Duty.AGREEMENT).answer.gaps == (Gap.TOO_FEW_PARTIES,)
