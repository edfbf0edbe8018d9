"""The council's own work on each side of the world: a row of every kind, with the side's token in every text."""

import io
from datetime import UTC, date, datetime, time, timedelta

import pikepdf

from councils import minutes_names
from councils import picture_reading as picture_names
from councils.models import (
    ActionPlan,
    AgendaItem,
    AgreementDocument,
    AgreementDuty,
    AgreementSignatory,
    Attendance,
    AttendanceGuest,
    CouncilReport,
    CouncilReview,
    Decision,
    Dialogue,
    DutyDone,
    Indicator,
    IndicatorValue,
    Measure,
    Observation,
    Picture,
    PictureContribution,
    PictureIndicator,
    PictureObservation,
    PlanFollowUp,
    PlanGoal,
    PlanLink,
    PlanProblem,
    ReviewAnswer,
    SeatHolder,
)
from councils.plan_reading import read_plan
from councils.roles import Role
from promises.models import Communication

HELD_ON = date(2019, 3, 12)
NOON = datetime(2019, 5, 20, 12, tzinfo=UTC)


def do_the_councils_work(side):
    """Meetings, agreement, picture, plan, dialogue, what residents were told, and the council's look at itself."""
    _names(side)
    _meet(side)
    _agree(side)
    _picture(side)
    _plan(side)
    _listen(side)
    _let_stand(side)
    _tell(side)
    _look_back(side)


def _names(side):
    rows = side.rows
    rows.seat_holder = SeatHolder.objects.create(seat=rows.seat, name=side.text("Rektorn"))
    side.council.partners.add(rows.school)


def _meet(side):
    rows, coordinator = side.rows, side.people[Role.COORDINATOR]
    rows.held_meeting = side.council.meetings.create(
        held_on=HELD_ON,
        title=side.text("Vårmöte"),
        starts_at=time(13),
        ends_at=time(15),
        location=side.text("Sessionssalen"),
        invitation=side.text("Välkomna"),
        minutes=side.text("Mötet öppnades"),
        registry_number=side.text("BRÅ 1"),
    )
    rows.agenda_item = AgendaItem.objects.create(
        meeting=rows.held_meeting,
        title=side.text("Uppföljning"),
        background=side.text("Se översikten"),
        said=side.text("Det går bra"),
        source="followup",
    )
    rows.attendance = Attendance.objects.create(meeting=rows.held_meeting, seat=rows.seat, presence="present")
    rows.guest = AttendanceGuest.objects.create(meeting=rows.held_meeting, who=side.text("rektor, Centralskolan"))
    rows.decision = Decision.objects.create(
        meeting=rows.held_meeting,
        item=rows.agenda_item,
        number=1,
        text=side.text("Fler vandringar"),
        owner=rows.seat,
        due_on=date(2019, 5, 31),
        done_note=side.text("Två vandringar"),
        done_by=coordinator,
        done_at=NOON,
    )


def _agree(side):
    rows, coordinator = side.rows, side.people[Role.COORDINATOR]
    AgreementSignatory.objects.create(
        agreement=rows.agreement,
        organisation=rows.municipal,
        name=side.text("Namn"),
        office=side.text("Kommundirektör"),
        registry_number=side.text("KS 7"),
    )
    rows.duty = AgreementDuty.objects.create(agreement=rows.agreement, text=side.text("En plan"), month=12)
    DutyDone.objects.create(
        duty=rows.duty,
        council=side.council,
        year=2018,
        done_on=date(2018, 12, 1),
        note=side.text("Antagen"),
        by=coordinator,
    )
    AgreementDocument.objects.create(
        agreement=rows.agreement,
        file_name=side.text("avtal.pdf"),
        content=_paper(side),
        sha256=side.token.encode().hex().ljust(64, "0"),
        uploaded_by=coordinator,
    )


def _paper(side):
    """A small PDF whose title holds the side's token."""
    pdf, file = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.docinfo["/Title"] = side.text("Avtal")
    pdf.save(file, deterministic_id=True)
    return file.getvalue()


def _picture(side):
    rows = side.rows
    rows.picture = Picture.objects.create(
        council=side.council,
        number=1,
        title=side.text("Lägesbild"),
        adopted_on=HELD_ON,
        adopted_by_body=side.text("Rådet"),
        meeting=rows.held_meeting,
        paragraph=side.text("§ 3"),
        registry_number=side.text("BRÅ 2"),
        **{name: side.text(name) for name in ("mapping", "other_information", "analysis")},
    )
    texts = {name: side.text(name) for name in ("crime", "other_information", "analysis")}
    rows.contribution = PictureContribution.objects.create(
        picture=rows.picture,
        organisation=rows.police,
        shared_at=NOON,
        shared_by=side.people[Role.POLICE_MANAGER],
        **texts,
    )
    rows.draft_picture = Picture.objects.create(
        council=side.council, number=2, title=_draft(side, "Nästa lägesbild"), organisation=rows.municipal
    )
    rows.draft_contribution = PictureContribution.objects.create(
        picture=rows.picture, organisation=rows.municipal, crime=_draft(side, "Vi tror")
    )
    texts = {name: side.text(name) for name in ("name", "unit", "source", "note")}
    rows.indicator = Indicator.objects.create(council=side.council, **texts)
    IndicatorValue.objects.create(
        indicator=rows.indicator, year=2018, level="place", geography=side.text("Torget"), value=side.counts[0]
    )
    rows.picture_indicator = PictureIndicator.objects.create(
        picture=rows.picture, indicator=rows.indicator, comment=side.text("Färre")
    )
    rows.picture_observation = PictureObservation.objects.create(
        picture=rows.picture, organisation=rows.police, geography=side.text("Byn"), text=side.text("Mörkt")
    )
    _draft_picture(side)
    area = rows.problem_area
    for name in ("times", "cause_offender", "cause_target", "cause_place", "priority_reason"):
        setattr(area, name, side.text(name))
    area.picture, area.priority = rows.picture, 1
    area.save()
    area.places.add(rows.place)


def _draft_picture(side):
    """What stands in the draft that is the municipality's own, and one that the council writes together."""
    rows = side.rows
    texts = {name: _draft(side, name) for name in ("mapping", "other_information", "analysis")}
    rows.joint_picture = Picture.objects.create(council=side.council, number=3, title=_draft(side, "Vår bild"), **texts)
    rows.draft_part = PictureContribution.objects.create(
        picture=rows.draft_picture,
        organisation=rows.municipal,
        municipality=side.council.municipalities.get(),
        crime=_draft(side, "Vi ser"),
    )
    rows.draft_indicator = PictureIndicator.objects.create(
        picture=rows.draft_picture, indicator=rows.indicator, comment=_draft(side, "Fler")
    )
    rows.draft_observation = PictureObservation.objects.create(
        picture=rows.draft_picture, organisation=rows.municipal, text=_draft(side, "Ljust")
    )


def _draft(side, words):
    return f"{side.text(words)} {side.draft_token}"


def _plan(side):
    rows = side.rows
    texts = ("introduction", "follow_up", "decided_by_body", "anchored_municipality", "anchored_police")
    rows.plan = ActionPlan.objects.create(
        council=side.council,
        slug=f"plan-{side.council.slug}",
        title=side.text("Handlingsplan"),
        first_day=date(2019, 1, 1),
        last_day=date(2020, 12, 31),
        picture=rows.picture,
        agreement=rows.agreement,
        decided_on=HELD_ON,
        paragraph=side.text("§ 4"),
        registry_number=side.text("BRÅ 3"),
        **{name: side.text(name) for name in texts},
    )
    rows.plan_problem = PlanProblem.objects.create(
        plan=rows.plan, problem_area=rows.problem_area, reason=side.text("Många klagar")
    )
    texts = {name: side.text(name) for name in ("text", "baseline", "aim", "result")}
    rows.goal = PlanGoal.objects.create(problem=rows.plan_problem, indicator=rows.indicator, **texts)
    texts = {name: side.text(name) for name in ("text", "cooperation", "follow_up", "result")}
    rows.measure = Measure.objects.create(problem=rows.plan_problem, goal=rows.goal, **texts)
    rows.measure.owners.add(rows.police)
    rows.plan_follow_up = PlanFollowUp.objects.create(
        plan=rows.plan, due_on=HELD_ON, meeting=rows.held_meeting, note=side.text("Följs upp")
    )
    rows.plan_link = PlanLink.objects.create(
        plan=rows.plan, title=side.text("Folkhälsoplan"), url=f"https://{side.token.lower()}.example/plan"
    )
    rows.draft_plan = ActionPlan.objects.create(
        council=side.council,
        slug=f"utkast-plan-{side.council.slug}",
        title=_draft(side, "Nästa plan"),
        first_day=date(2021, 1, 1),
        organisation=rows.municipal,
        predecessor=rows.plan,
    )
    _draft_parts(side)


def _draft_parts(side):
    """What stands in the draft of the next plan, carried over from the one that is decided."""
    rows = side.rows
    rows.draft_plan_problem = PlanProblem.objects.create(plan=rows.draft_plan, problem_area=rows.problem_area)
    rows.draft_goal = PlanGoal.objects.create(
        problem=rows.draft_plan_problem, text=_draft(side, "Ett mål"), carried_from=rows.goal
    )
    rows.draft_measure = Measure.objects.create(
        problem=rows.draft_plan_problem, text=_draft(side, "En åtgärd"), carried_from=rows.measure
    )
    rows.draft_measure.owners.add(rows.municipal)
    rows.draft_plan_follow_up = PlanFollowUp.objects.create(plan=rows.draft_plan, due_on=date(2021, 3, 1))
    rows.draft_plan_link = PlanLink.objects.create(plan=rows.draft_plan, title=_draft(side, "En annan plan"))


def _listen(side):
    rows = side.rows
    rows.dialogue = Dialogue.objects.create(
        council=side.council,
        kind="safety_walk",
        title=side.text("Trygghetsvandring"),
        held_on=HELD_ON,
        location=side.text("Centrum"),
        participants=side.counts[0],
        findings=side.text("Mörka stråk"),
        picture=rows.picture,
    )
    rows.dialogue.organisers.add(rows.municipal)
    rows.observation = Observation.objects.create(
        dialogue=rows.dialogue,
        place=rows.place,
        text=side.text("Trasig lampa"),
        fixed_by=rows.municipal,
        answer=side.text("Bytt"),
        measure=rows.measure,
    )
    # A plan that takes measures: the other one is decided.
    plan = ActionPlan.objects.create(
        council=side.council,
        slug=f"nu-{side.council.slug}",
        title=_draft(side, "Planen nu"),
        first_day=date(2021, 1, 1),
    )
    rows.open_problem = PlanProblem.objects.create(plan=plan, problem_area=rows.problem_area)


def _let_stand(side):
    """The picture is adopted and the plan decided, now that all that hangs on them is there; minutes are approved."""
    by = side.people[Role.COORDINATOR]
    meeting = side.council.meetings.create(held_on=HELD_ON - timedelta(days=30), title=side.text("Vintermöte"))
    meeting.as_approved = {**minutes_names.names_now(meeting), "approved_by": by.name}
    meeting.approved_at, meeting.approved_by = NOON, by
    meeting.save()
    picture, plan = side.rows.picture, side.rows.plan
    picture.status, picture.as_adopted = "decided", picture_names.names_now(picture)
    picture.save()
    plan.status, plan.as_decided = "decided", read_plan(plan).names
    plan.save()


def _tell(side):
    rows = side.rows
    rows.communication = Communication.objects.create(
        council=side.council,
        told_on=HELD_ON,
        channel="weekly_letter",
        title=side.text("Veckobrev"),
        text=side.text("Vi vandrade"),
        link=f"https://{side.token.lower()}.example/brev",
        organisation=rows.municipal,
        recorded_by=side.people[Role.COORDINATOR],
    )
    rows.communication.promises.add(rows.promise)


def _look_back(side):
    rows, coordinator = side.rows, side.people[Role.COORDINATOR]
    rows.review = CouncilReview.objects.create(
        council=side.council, year=2018, conclusion=side.text("Mötas oftare"), meeting=rows.held_meeting
    )
    ReviewAnswer.objects.create(review=rows.review, question="purpose", score=3, comment=side.text("Tydligt"))
    rows.report = CouncilReport.objects.create(
        council=side.council,
        reported_on=HELD_ON,
        recipient=side.text("Kommunfullmäktige"),
        to_assembly=True,
        about=side.text("Året"),
        registry_number=side.text("KF 1"),
        reported_by=coordinator,
    )
