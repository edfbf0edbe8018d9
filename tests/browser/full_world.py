"""One council that has everything, for a look at every page: what it does itself, and its promises."""

from datetime import date
from types import SimpleNamespace

import time_machine
from django.utils import timezone

from councils.actions.areas import appoint_police_manager
from councils.actions.plan_parts import add_link, plan_follow_up
from councils.actions.plan_reports import report_measure
from councils.actions.plan_revision import revise_plan
from councils.actions.reviews import finish_review
from councils.models import (
    AgendaItem,
    Attendance,
    AttendanceGuest,
    CouncilReport,
    CouncilReview,
    Decision,
    Dialogue,
    Measure,
    Picture,
    ReviewAnswer,
    SeatHolder,
)
from councils.picture_reading import names_now
from councils.roles import Role
from followup.actions.deadlines import finish_deadline
from promises.models import Communication
from tests import factories as make
from tests.browser.full_promises import past, promises
from tests.browser.long_words import LONG
from tests.councils import plan_rows


def everything():
    """One council with every kind of target, every state of an activity, long words and a frozen summary."""
    council = make.council(
        name=f"BRÅ-gruppen för {LONG} i Överkalix",
        short_name="Överkalix",
        slug="overkalix",
        purpose="Gruppen leder arbetet.\n\nTillsammans.",
        independence_note="Gruppen har ingen koppling till myndigheten Brå.",
        meetings_per_year=4,
        meets_when_needed=True,
    )
    police, municipal = make.parties_of(council)
    people = {
        role.name.lower(): make.person(
            role,
            council=council,
            user=make.user(name=f"Namn {role.value}", title=LONG, password="en lång mening om snö"),
        )
        for role in Role
    }
    world = SimpleNamespace(council=council, **people)
    make.member(Role.POLICE_MANAGER, council=make.council(slug="haparanda"), user=world.police_manager)
    make.seat(council=council, function="Säkerhetssamordnare", duty="convener", holder=world.coordinator)
    make.seat(council=council, function=LONG, several_persons=True)
    world.agreement = make.agreement(
        councils=[council, make.council(name=f"BRÅ i {LONG}")],
        parties=[police, municipal],
        title=f"Samverkansavtal om {LONG}",
        areas="ANDT-S\nHälsa",
        to_day=date(2020, 1, 10),
    )
    world.duty = world.agreement.duties.create(text=f"En gemensam plan för {LONG}", month=11)
    _coming_and_going(world)
    world.promise_set = make.promise_set(
        council=council,
        title="Medborgarlöften 2019",
        slug="2019",
        introduction="Vi lovar.",
        aim="Trygghet.",
        implementation="Planer.",
        communication="Veckobrev.",
        follow_up="Löpande.",
        recipients=["Kommunpolisen", "Kommunledningen"],
        summary_due_on=date(2020, 1, 31),
        summary_due_wording="senast den 31 januari",
    )
    promises(world, police)
    past(world)
    _translated(world)
    _files(world)
    _days_to_keep(world)
    _pictured(world)
    _the_council(world)
    _heard_and_told(world)
    _figures(world)
    _plans(world)
    return world


def _the_council(world):
    """A seat with somebody there, before and to come, an ended one, two years' reviews and a report."""
    council, by = world.council, world.coordinator
    council.partners.add(make.organisation(name=f"Föreningen {LONG}"))
    world.seat = make.seat(council=council, function=f"Skolan i {LONG}", several_persons=True, holder=world.member)
    for name, days in ((f"Namn {LONG}", {"to_day": date(2019, 1, 1)}), ("Ny", {"from_day": date(2020, 1, 1)})):
        world.seat_holder = SeatHolder.objects.create(seat=world.seat, name=name, **days)
    world.ended_seat = make.seat(council=council, function=f"Tidigare {LONG}", ended_on=date(2019, 1, 1))
    last, world.review = (CouncilReview.objects.create(council=council, year=year) for year in (2018, 2019))
    for review in (last, world.review):
        ReviewAnswer.objects.create(review=review, question="purpose", score=2, comment=LONG)
    spring = council.meetings.get(title="Vårmöte")
    Attendance.objects.create(meeting=spring, seat=world.seat, presence="substitute")
    AttendanceGuest.objects.create(meeting=spring, who=f"Rektor, skolan i {LONG}"[:160])
    make.seat(council=council, function="Elevhälsan")  # vacant
    Decision.objects.create(meeting=spring, number=2, text=LONG, due_on=date(2019, 5, 31))
    world.done_review = finish_review(review=last, by=by, version=1, meeting=spring)
    said = {"recipient": f"Chefen för {LONG}", "about": f"Året i {LONG}", "to_assembly": True}
    world.report = CouncilReport.objects.create(
        council=council, reported_on=date(2019, 5, 6), registry_number=LONG[:60], reported_by=by, **said
    )


def _heard_and_told(world):
    """A walk with something that is open, something done and something of nobody's, and a letter to residents."""
    council, municipal = world.council, make.parties_of(world.council)[1]
    walk = {"council": council, "kind": "safety_walk", "title": f"Vandring {LONG}", "held_on": date(2019, 5, 14)}
    world.walk = Dialogue.objects.create(**walk, location=LONG, participants=21, findings=f"Mörkt. {LONG}")
    world.walk.organisers.add(municipal)
    done = {"status": "done", "settled_on": date(2019, 5, 20), "answer": LONG}
    world.walk.observations.create(text=LONG, **done)
    world.seen = world.walk.observations.create(text=f"Trasig {LONG}", fixed_by=municipal)
    told = {"told_on": date(2019, 6, 3), "channel": "weekly_letter", "title": f"Brev {LONG}", "text": LONG, "reach": 9}
    link = f"https://{LONG.lower()}.example/{LONG}"
    world.told = Communication.objects.create(
        council=council, organisation=municipal, recorded_by=world.coordinator, link=link, **told
    )
    world.told.promises.add(world.promise)


def _figures(world):
    """An indicator with a year that has no figure, a preliminary one, and more areas than there is room for."""
    about = {"unit": "per 100 000 invånare", "source": LONG, "note": LONG, "is_per_100_000": True}
    world.indicator = world.council.indicators.create(name=f"Misshandel {LONG}", **about)
    for level, area in (("municipality", "2513"), ("county", "25"), ("country", "riket"), ("place", LONG)):
        for year in (2015, 2016, 2018):
            figure = {"value": year, "is_preliminary": year == 2018}
            world.indicator.values.create(year=year, level=level, geography=area, **figure)


def _plans(world):
    """A plan that is decided and reported on, and a draft that follows it, with long words in every part."""
    council, by = world.council, world.coordinator
    world.plan = plan_rows.plan(council, title=f"Handlingsplan {LONG}", introduction=LONG, follow_up=LONG)
    plan_rows.fill(world.plan, LONG)
    add_link(plan=world.plan, by=by, title=LONG, url="https://exempel.se/plan")
    world.plan_follow_up = plan_follow_up(plan=world.plan, by=by, meeting=world.meeting, due_on=None)
    world.plan = plan_rows.decided(world.plan, by)
    world.measure = Measure.objects.first()
    said = {"at": timezone.now(), "version": 1, "status": "ongoing", "result": LONG}
    report_measure(measure=world.measure, by=by, **said)
    days = {"first_day": date(2020, 1, 1), "last_day": None}
    areas = [make.problem_area(council=council, name=f"Nytt, {LONG}")]
    about = {"organisation": None, "title": f"Nästa {LONG}", "problem_areas": areas}
    world.next_plan = revise_plan(plan=world.plan, by=by, **about, **days)
    world.plan_problem = world.next_plan.problems.first()
    world.next_goal = world.plan_problem.goals.first()
    world.next_measure = world.plan_problem.measures.first()
    world.own_plan = plan_rows.plan(council, organisation=make.parties_of(council)[1])


def _days_to_keep(world):
    """One of each kind of day, near, passed and done, and a meeting with something to be done at it."""
    council, by = world.council, world.coordinator
    world.meeting = make.meeting(council=council, held_on=date(2019, 11, 27), title=LONG)
    at_it = {"due_kind": "meeting", "meeting": world.meeting, "due_on": world.meeting.held_on}
    make.deadline(council=council, by=by, title=LONG, **at_it)
    make.meeting(council=council, held_on=date(2019, 12, 4), cancelled_at=timezone.now(), cancelled_by=by)
    world.held_meeting = make.meeting(council=council, held_on=date(2019, 3, 6), title="Vårmöte", minutes=LONG)
    item = AgendaItem.objects.create(meeting=world.held_meeting, title=LONG, background=LONG, said=LONG)
    world.decision = Decision.objects.create(meeting=world.held_meeting, item=item, number=1, text=LONG)
    world.task = make.deadline(council=council, by=by, due_on=date(2019, 11, 1))
    checkpoint = {"promise_set": world.promise_set, "kind": "checkpoint", "by": by}
    world.checkpoint = make.deadline(title="Avstämning", due_on=date(2020, 1, 14), **checkpoint)
    stock = make.deadline(title=f"Avstämning {LONG}", due_on=date(2019, 9, 16), **checkpoint)
    world.stock = finish_deadline(deadline=stock, by=by, version=1, note=LONG, today=date(2019, 9, 16))


def _pictured(world):
    """A picture in force and a draft that follows it, with what was contributed, seen and counted, in long words."""
    council, (police, municipal) = world.council, make.parties_of(world.council)
    parts = dict.fromkeys(("mapping", "other_information", "analysis"), f"{LONG}.\n\nMer.")
    days = {"adopted_on": date(2019, 3, 6), "adopted_by_body": LONG, "meeting": world.meeting}
    held = council.pictures.create(number=1, title=LONG, registry_number=LONG[:60], **days, **parts)
    rows = {"council": council, "predecessor": held, "from_day": date(2019, 1, 1), "to_day": date(2019, 12, 31)}
    world.picture = Picture.objects.create(number=2, title=f"Utkast {LONG}", **rows, **{**parts, "analysis": "Ny."})
    world.own_picture = Picture.objects.create(council=council, number=3, title="Vår", organisation=municipal)
    indicator = council.indicators.create(name=LONG, unit="anmälda brott per 100 000 invånare", source=LONG)
    indicator.values.create(year=2018, level="place", geography=LONG, value="1234567.5", is_preliminary=True)
    shared = {"shared_at": timezone.now(), "shared_by": world.police_manager}
    for one in (held, world.picture):
        one.indicators.create(indicator=indicator, comment=LONG)
        one.observations.create(organisation=police, level="place", geography=LONG, text=f"Mörkt. {LONG}")
        one.contributions.create(organisation=police, crime=LONG, changed_at=timezone.now(), **shared)
    area = world.problem_area
    area.picture, area.theme, area.times, area.priority = held, "close_relations", LONG, 1
    area.cause_offender = area.cause_place = area.priority_reason = LONG
    area.save()
    area.places.add(world.place)
    held.status, held.as_adopted = "decided", names_now(held)
    held.save()
    world.contribution = world.picture.contributions.create(organisation=municipal, crime=LONG, analysis="Få.")
    world.promise.problem_areas.add(area)
    world.draft.picture = held
    world.draft.save()
    world.adopted_picture = held


def _files(world):
    """A file with rows of every kind, one in another layout, one whose words must be told, and one that is read in."""
    about = {"council": world.council, "by": world.coordinator, "file_name": f"{LONG}.csv"}
    label, activity = world.target.label, world.activity
    ours = (
        "Nyckel;Version;Datum;Mål;Antal;Anteckning;Vem\n"
        f";;2019-05-06;{label};2;Ring 070-174 06 35;{LONG}\n;;igår;{LONG};-1;;\n"
        f"{activity.key};{activity.version};{activity.occurred_on};{label};77;{LONG};\n"
    )
    other = f"När;Vad gjordes;Hur många\n20/11 2019;{LONG};2\n03/04/2019;Pass;1\n"
    columns = {"columns": {"occurred_on": 0, "what": 1, "count": 2}}
    ended = {"ended_at": timezone.now(), "result": {"added": 1}}
    world.files = {
        "ours": make.spreadsheet_import(**about, content=ours.encode()),
        "another layout": make.spreadsheet_import(**about, content=other.encode()),
        "words to tell": make.spreadsheet_import(**about, content=other.encode(), mapping=columns),
        "done": make.spreadsheet_import(**about, **ended),
    }
    done = make.activity(targets=[world.target], by=world.coordinator)
    done.imported_in = world.files["done"]
    done.save()


def _translated(world):
    """In Finnish as far as it has come, with one promise whose Swedish has changed since."""
    outdated = world.targets[1].promise
    wordings = {world.promise: f"Lupaamme, {LONG}.", outdated: "Vanha lupaus."}
    texts = {"translator": LONG, "title": "Kansalaislupaukset 2019", "introduction": "Lupaamme."}
    make.translation(promise_set=world.promise_set, by=world.coordinator, wordings=wordings, **texts)
    outdated.wording, outdated.version = f"Vi lovar mer. {LONG}", 2
    outdated.save()


def _coming_and_going(world):
    """People asked in, to come and gone, and a police manager by an appointment to the whole area."""
    council, by = world.council, world.coordinator
    world.area = area = make.police_area(name=LONG, municipalities=[*council.municipalities.all(), make.municipality()])
    world.overseer = make.user(name="Namn nationell", title=LONG, password="en lång mening om snö")
    make.oversight(user=world.overseer)
    police = make.organisation(kind="police", police_area=area)
    appoint_police_manager(area=area, user=world.police_manager, organisation=police, by=None, on=date(2019, 11, 1))
    seat = make.seat(council=council, function=f"Skola {LONG}")
    _, world.token = make.invitation(council=council, by=by, name=LONG, email=f"{LONG}@overkalix.example", seat=seat)
    with time_machine.travel("2019-11-01T12:00:00+01:00"):
        make.invitation(council=council, by=by)
    make.member(Role.MEMBER, council=council, from_day=date(2020, 1, 1))
    make.member(Role.MEMBER, council=council, to_day=date(2019, 11, 1))
    world.memberships = {
        row.role: row for row in council.memberships.filter(user__in=[world.member, world.police_manager])
    }
