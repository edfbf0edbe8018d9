"""Every page in light and dark, on three widths: axe finds nothing, nothing is cut off, the console is silent."""

import uuid
from datetime import date
from types import SimpleNamespace

import pytest
import time_machine
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import get_resolver, reverse
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
from followup.actions.assessments import judge_target
from followup.actions.comments import comment_on_summary
from followup.actions.corrections import begin_correction
from followup.actions.deadlines import finish_deadline
from followup.actions.deliveries import acknowledge_delivery, deliver_summary
from followup.actions.publishing import publish_summary
from followup.actions.summary_flow import start_summary
from followup.models import SummaryReturn
from followup.progress import judged_targets, target_progress
from followup.summary_addresses import final_summary
from promises.actions.activities import correct_activity, withdraw_activity
from promises.actions.life import new_edition
from promises.actions.noted import withdraw_note
from promises.actions.proposals import answer_question, confirm_target, split_target
from promises.actions.reading import read_into
from promises.contents import content_of, digest_of
from promises.models import Communication, Promise, Signature, Target
from tests import factories as make
from tests.browser.conftest import COLOURS, EVERYTHING, describe
from tests.councils import plan_rows

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = (320, 390, 1280)
# Several looks at each of a hundred pages are more than one test has time for.
PARTS = 3
LONG = "Brottsförebyggandesamordningsfunktionsutvecklingsplanen"
# After a change of width the page is drawn anew; one frame later it has its new layout.
TOO_WIDE = """async () => {
    await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    return document.documentElement.scrollWidth > innerWidth
        ? [...document.querySelectorAll("body *")]
            .filter(element => element.getBoundingClientRect().right > innerWidth + 0.5)
            .slice(0, 9).map(element => element.outerHTML.slice(0, 160))
        : []
}"""
# axe is loaded once for a page and tells of faults only: so many looks at each page would else take minutes.
VIOLATIONS = """asked => axe.run({runOnly: asked, resultTypes: ["violations"]}).then(result => result.violations)"""
# No rule of the style sheets tells 320 px from 390 px: what can differ there is what fits.
LOOKED_AT = {"light": EVERYTHING, "dark": COLOURS}
LOOKED_AT_ON = {320, 1280}
# Not pages: they only take posts, send a file, or lead on to another page.
WITHOUT_A_PAGE = {
    "councils:log_csv",
    "followup:all_summaries_zip",
    "followup:approve_summary",
    "followup:archive_summary",
    "followup:mark_summary_ready",
    "followup:meeting_ics",
    "followup:agenda_pdf",
    "followup:minutes_pdf",
    "followup:take_proposals",
    "followup:move_agenda_item",
    "followup:remove_agenda_item",
    "followup:remove_decision",
    "followup:calendar_feed",
    "followup:confirm_part",
    "followup:export_area",
    "followup:export_council",
    "followup:export_nation",
    "followup:export_overview",
    "followup:export_region",
    "followup:quick_log",
    "followup:save_summary_text",
    "followup:settle_comment",
    "followup:undo_log",
    "followup:use_proposals",
    "followup:summary_pdf",
    "followup:summary_document",
    "followup:public_summary_pdf",
    "followup:log_preview",
    "promises:export_activities",
    "promises:give_up_import",
    "promises:answer_question",
    "promises:confirm_settled",
    "promises:confirm_target",
    "promises:drop_target",
    "promises:split_target",
    "promises:move_section",
    "promises:move_promise",
    "councils:log_out_everywhere",
    "councils:resend_invitation",
    "councils:withdraw_invitation",
    "followup:own_data_json",
    "followup:log_manifest",
    "followup:log_worker",
    "followup:send_logged",
    "set_language",
    # Lists with forms of their own: what they send in vain comes back as the list's page.
    "promises:add_occasion",
    "promises:add_occasions",
    "promises:add_term",
    "promises:target_preview",
    "councils:add_place",
    "councils:remove_place",
    "councils:remove_place_set",
    "councils:remove_problem_area",
    "councils:remove_picture_observation",
    "councils:hide_indicator",
    "councils:move_seat",
    "councils:remove_seat",
    "councils:reopen_seat",
    "councils:start_review",
    "councils:observations_csv",
    "councils:remove_dialogue",
    "councils:remove_observation",
    "promises:remove_communication",
    "councils:map_statistics",
    "councils:remove_indicator",
    "councils:save_statistics",
    "councils:agreement_document",
    "councils:remove_duty",
    "councils:unmark_duty",
    "followup:legal_check_pdf",
    "followup:this_years_wheel",
    "followup:year_wheel_calendar",
    "councils:move_measure",
    "councils:move_plan_goal",
    "councils:move_plan_problem",
    "councils:remove_follow_up",
    "councils:remove_measure",
    "councils:remove_plan_goal",
    "councils:remove_plan_link",
    "councils:remove_plan_problem",
    "followup:picture_pdf",
    "followup:picture_word",
    "followup:plan_pdf",
    "followup:plan_word",
}


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.fixture
def world():
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
    _promises(world, police)
    _past(world)
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


def _promises(world, police):
    council = world.council
    section = make.section(promise_set=world.promise_set, title="Polisiär närvaro och tillgänglighet", order=1)
    weekly = {"per": "week", "unit": "medborgarkontakt", "units": "medborgarkontakter"}
    kinds = [
        {"minimum": 1, "counting": "average", **weekly},
        {"minimum": 1, "counting": "each", **weekly},
        {"minimum": 2, "per": "half_year", "counting": "each"},
        {"minimum": 1, "jointly": "all", "tags": ["riskkväll"], "condition": "om läget medger"},
        {"minimum": 1500},
        {"kind": "coverage", "places": [make.place(council=council), make.place(council=council)]},
        {"kind": "deliverable", "due_on": date(2019, 6, 30)},
        {"kind": "on_demand"},
        {"kind": "effect", "baseline": 61, "source": "trygghetsmätningen"},
        {"kind": "effect", "baseline": 61},
        {"kind": "qualitative"},
        {"kind": "vision"},
    ]
    targets = [
        make.target(promise=make.promise(section=section, wording=f"Vi lovar {LONG} nummer {n}."), **fields)
        for n, fields in enumerate(kinds)
    ]
    make.promise(section=section, wording="Ett löfte utan mål.", partners=[make.organisation(name="Hälsocentralen")])
    world.target, world.promise = targets[0], targets[0].promise
    # An average, each week, a mark that may be missing, places, an effect: the evidence pages that look different.
    world.targets = [targets[n] for n in (0, 1, 3, 5, 8)]
    counted = [target for target in targets if target.kind != "coverage"]
    _noted(world, *targets[7:9])
    world.activity = make.activity(
        targets=counted,
        by=world.coordinator,
        count=3,
        count_quality="about",
        note="En rad\noch en till.",
        place_text=LONG,
        reach=40,
        tags=["riskkväll"],
        is_beyond_ordinary=True,
    )
    make.activity(targets=targets[:6], by=world.coordinator, occurred_on=date(2019, 11, 19), parties=[police])
    world.withdrawn = make.activity(targets=targets[:2], by=world.coordinator)
    withdraw_activity(activity=world.withdrawn, by=world.coordinator, version=1, reason=f"Dubbelt: {LONG}")
    world.activity = correct_activity(
        activity=world.activity,
        by=world.coordinator,
        version=1,
        targets=counted,
        parties=world.activity.parties.all(),
        count=4,
    )
    facts = target_progress(
        judged_targets(Target.objects.filter(pk=world.target.pk).with_rules()).get(), as_of=date(2019, 11, 20)
    )
    judge_target(
        progress=facts,
        by=world.coordinator,
        judgement="largely_fulfilled",
        motivation=f"Nästan. {LONG}",
        deviation_reason="special_event",
        deviation_text="Skogsbränder.",
    )
    texts = dict.fromkeys(("police_did", "municipality_did", "why_not", "effect", "next_step"), f"Text. {LONG}")
    make.text(promise=world.promise, by=world.coordinator, **texts)
    make.all_shared(world.promise_set, by=world.coordinator)
    make.text(promise=world.promise, by=world.coordinator, effect=f"Ny text. {LONG}")
    for about in ({}, {"promise": world.promise, "part": "effect"}):
        said = {"text": f"Kolla siffran. {LONG}", "by": world.coordinator, "at": timezone.now()}
        comment_on_summary(summary=final_summary(world.promise_set), **said, **about)
    world.draft = make.promise_set(
        council=council, title="Löften 2020", slug="2020", status="draft", organisation=make.parties_of(council)[1]
    )
    world.source = _pasted(world)
    world.draft_promise = make.promise(promise_set=world.draft, wording=f"Vi tänker lova {LONG}.")
    make.target(promise=world.draft_promise, label=LONG)
    make.section(promise_set=world.draft, title=LONG)
    world.drafted = _drafted(world)
    _editions(world, police, municipal=make.parties_of(council)[1])
    closed = make.promise_set(council=council, title="Hösten", slug="host")
    make.text(promise=make.promise(promise_set=closed), by=world.coordinator, **texts)
    _on_the_way(world)


def _noted(world, demand, effect):
    """Everything that is noted beside activities, with long words, and something taken back."""
    world.demand, world.effect = demand, effect
    by = {"noted_by": world.coordinator, "organisation": make.parties_of(world.council)[1]}
    make.measurement(target=effect, source=f"trygghetsmätningen i {LONG}"[:160], note=LONG, **by)
    substitute = make.activity(council=world.council, by=world.coordinator, place_text=LONG)
    world.deviation = make.deviation(target=world.target, text=f"Snö. {LONG}", substitute=substitute, **by)
    make.request(target=demand, note=f"Per telefon. {LONG}"[:300], **by)
    mistaken = make.request(target=demand, **by)
    withdraw_note(note=mistaken, by=world.coordinator, reason=f"Dubbelt: {LONG}"[:300])


def _pasted(world):
    """A text that was read, with a question of each sort, a proposal that is confirmed and one changed by hand."""
    text = (
        f"Polis och kommun lovar:\n- minst två besök varje vecka\n- besöka samtliga skolor i {LONG}\n"
        f"- ta fram en broschyr före nästa stora möte\n- minst tre {LONG.lower()} per år\n- öka tryggheten\n\n"
        f"Bakgrund\n{LONG} behövs.\n\nUppföljning\n{'Det följs upp. ' * 30}"
    )
    source = read_into(promise_set=world.draft, by=world.coordinator, text=text, parties=make.parties_of(world.council))
    first, *_, last = source.proposals.all()
    answer_question(proposal=first, by=world.coordinator, about="each_or_average", answer="each")
    split_target(proposal=first, by=world.coordinator)
    confirm_target(proposal=last, by=world.coordinator, version=1)
    return source


def _drafted(world):
    """A target in a draft, with places, days and terms to choose among and to be counted in."""
    council = world.council
    place = make.place(council=council, name=f"Skolan vid {LONG}")
    world.place, world.place_set = place, make.place_set(council=council, name=LONG[:80], places=[place])
    world.problem_area = make.problem_area(council=council, name=LONG, background=f"Sedan länge.\n\n{LONG}")
    world.occasion = make.occasion(council=council, day=date(2019, 4, 30), name=LONG)
    world.term = make.term(council=council, first_day=date(2019, 1, 8), last_day=date(2019, 6, 12))
    for per in ("occasion", "term"):
        make.target(promise=world.promise, label=f"Per {per} {LONG}", per=per, counting="each")
    return make.target(
        promise=world.draft_promise, kind="coverage", places=[place], per="week", tags=["riskkväll"], weekdays=[5]
    )


def _editions(world, police, municipal):
    """Promises that one party has signed, some that both have, and some that a new edition has replaced."""
    council, people = world.council, [world.coordinator, world.police_manager]
    days = {"first_day": date(2019, 7, 1), "last_day": None}

    def shared(slug, **fields):
        promise_set = make.promise_set(council=council, title=f"Löften {slug}", slug=slug, status="shared", **fields)
        make.target(
            promise=make.promise(promise_set=promise_set, wording=f"Vi lovar {LONG}."), kind="effect", baseline=9
        )
        return make.signable(promise_set, parties=[municipal, police])

    to_sign, held = shared("var"), shared("sommar", **days, counts_before_signing=False)
    Signature.objects.create(
        promise_set=to_sign,
        organisation=police,
        name=f"Namn {LONG}",
        title=LONG,
        signed_on=date(2019, 11, 1),
        recorded_by=world.police_manager,
        sha256=digest_of(content_of(to_sign)),
    )
    by_party = dict(zip([municipal.pk, police.pk], people, strict=True))
    in_order = [by_party[pk] for pk in sorted(by_party)]
    make.signed(held, people=in_order, parties=[municipal, police], signed_on=date(2019, 10, 1))
    old = make.signed(shared("gamla"), people=in_order, parties=[municipal, police], signed_on=date(2019, 2, 1))
    new = new_edition(promise_set=old, by=world.coordinator, organisation=None, reason=f"Fler {LONG}")
    Promise.objects.filter(section__promise_set=new).update(wording="Vi lovar något annat.")
    make.signed(new, people=in_order, parties=[municipal, police], signed_on=date(2019, 10, 1))


def _past(world):
    past = make.promise_set(
        council=world.council, title="Löften 2018", slug="2018", first_day=date(2018, 1, 1), last_day=date(2018, 12, 31)
    )
    promise = make.promise(promise_set=past)
    make.target(promise=promise)
    make.text(promise=promise, by=world.coordinator, police_did=f"Vi gick. {LONG}", why_not=f"Snö.\n\n{LONG}")
    make.text(promise_set=past, by=world.coordinator, introduction=f"Så gick det. {LONG}", method=LONG)
    world.past = make.approved(past, municipality=world.coordinator, police=world.police_manager, at=timezone.now())
    publish_summary(summary=world.past, by=world.coordinator, at=timezone.now())


def _on_the_way(world):
    """A part summary that was sent back, one that is ready, a frozen one, and one that is being corrected."""
    council, by = world.council, world.coordinator
    part = start_summary(
        promise_set=world.promise_set, kind="part", name=LONG[:120], as_of=date(2019, 4, 30), by=world.coordinator
    )
    SummaryReturn.objects.create(summary=part, party="police", reason=f"Mer om {LONG}.", returned_by=by)
    for n, slug in enumerate(("klar", "fryst", "rattas")):
        days = {"first_day": date(2010 + n, 1, 1), "last_day": date(2010 + n, 12, 31)}
        one = make.promise_set(council=council, title=f"Löften {2010 + n}", slug=slug, **days)
        make.text(promise=make.promise(promise_set=one), by=by, police_did=LONG)
        if slug == "klar":
            make.ready(one, by=by)
        else:
            frozen = make.frozen(one, at=timezone.now())
            frozen.registry_number = LONG[:60]
            frozen.save()
    said = {"way": "meeting", "delivered_on": date(2019, 11, 20), "note": f"På mötet i {LONG}."}
    about = {"summary": frozen, "offices": [LONG, f"Chefen för {LONG}"], "said": said, "key": uuid.uuid4()}
    world.delivery, received = deliver_summary(**about, by=by).rows
    acknowledge_delivery(delivery=received, by=world.official, day=date(2019, 11, 20))
    begin_correction(summary=frozen, reason=f"Fel antal i {LONG}.", by=by)


def coordinator_s_pages(world):
    """Address → the name in the URLconf of the page."""
    council = world.council.slug
    named = [
        # First those that ask for the password again: it was given just now.
        ("councils:invite", council),
        ("councils:change_member", council, world.memberships["member"].pk),
        ("councils:change_member", council, world.memberships["police_manager"].pk),
        ("councils:end_member", council, world.memberships["member"].pk),
        ("councils:erase_me",),
        ("followup:verify_code", world.past.code),
        ("followup:sign_promise_set", council, "var"),
        ("followup:sign_promise_set", council, "2020"),
        ("promises:publish_promise_set", council, "sommar"),
        ("promises:close_promise_set", council, "sommar"),
        ("promises:new_edition", council, "2019"),
        ("promises:editions", council, "gamla"),
        ("followup:copy_promise_set", council, "2018"),
        ("followup:overview", council, "gamla"),
        ("followup:summary", council, "gamla"),
        *[("promises:promise_set", council, slug) for slug in ("var", "sommar", "gamla", "gamla-utgava-2")],
        ("councils:edit_council", council),
        ("councils:add_organisation", council),
        ("councils:add_seat", council),
        *[("councils:seat", council, row.pk) for row in (world.seat, world.ended_seat)],
        ("councils:edit_seat", council, world.seat.pk),
        ("councils:end_seat", council, world.seat.pk),
        ("councils:fill_seat", council, world.seat.pk),
        ("councils:end_seat_holder", council, world.seat_holder.pk),
        ("councils:council_reports", council),
        ("councils:add_council_report", council),
        ("councils:change_council_report", council, world.report.pk),
        ("councils:remove_council_report", council, world.report.pk),
        ("councils:reviews", council),
        *[("councils:review", council, row.pk) for row in (world.review, world.done_review)],
        ("councils:edit_review", council, world.review.pk),
        ("councils:finish_review", council, world.review.pk),
        ("councils:members", council),
        ("councils:profile",),
        ("councils:calendar_addresses",),
        ("followup:to_do",),
        ("followup:deadlines", council),
        ("followup:add_deadline", council),
        ("followup:plan_checkpoints", council),
        ("followup:change_deadline", council, world.task.pk),
        ("followup:remove_deadline", council, world.task.pk),
        ("followup:finish_deadline", council, world.checkpoint.pk),
        ("followup:finish_deadline", council, world.stock.pk),
        ("followup:meetings", council),
        ("followup:add_meeting", council),
        ("followup:change_meeting", council, world.meeting.pk),
        ("followup:cancel_meeting", council, world.meeting.pk),
        ("followup:plan_meetings", council),
        ("followup:meeting", council, world.meeting.pk),
        ("followup:meeting", council, world.held_meeting.pk),
        ("followup:meeting_agenda", council, world.meeting.pk),
        ("followup:change_agenda_item", council, world.decision.item_id),
        ("followup:invite_to_meeting", council, world.meeting.pk),
        ("followup:meeting_attendance", council, world.held_meeting.pk),
        ("followup:meeting_minutes", council, world.held_meeting.pk),
        ("followup:approve_minutes", council, world.held_meeting.pk),
        ("followup:add_decision", council, world.held_meeting.pk),
        ("followup:change_decision", council, world.decision.pk),
        ("followup:finish_decision", council, world.decision.pk),
        ("followup:decisions", council),
        ("followup:own_data",),
        ("followup:log", council),
        ("followup:parts", council),
        ("followup:deny_part", council, world.activity.pk),
        ("followup:log_table", council),
        ("followup:council_overview", council),
        ("followup:overview", council, "2019"),
        ("followup:overview", council, "2018"),
        *[("followup:evidence", council, target.pk) for target in world.targets],
        ("followup:judge", council, world.target.pk),
        ("followup:evidence", council, world.demand.pk),
        ("followup:note_request", council, world.demand.pk),
        ("followup:note_measurement", council, world.effect.pk),
        ("followup:note_deviation", council, world.target.pk),
        ("followup:withdraw_note", council, "avvikelse", world.deviation.pk),
        ("followup:summaries", council),
        ("followup:summary", council, "2019"),
        ("followup:summary", council, "2018"),
        ("followup:summary", council, "host"),
        ("followup:share_summary", council, "host"),
        ("followup:start_summary", council, "2019"),
        ("followup:summary", council, "2019_2019-04-30"),
        ("followup:summary", council, "klar"),
        ("followup:send_back_summary", council, "klar"),
        ("followup:summary", council, "fryst"),
        ("followup:correct_summary", council, "fryst"),
        ("followup:publish_summary", council, "fryst"),
        ("followup:summary_facts", council, "fryst"),
        ("followup:deliver_summary", council, "fryst"),
        ("followup:acknowledge_delivery", council, "rattas", world.delivery.pk),
        ("followup:summary", council, "rattas"),
        ("followup:summary", council, "rattas_2"),
        ("followup:summary_history", council, "2019"),
        ("followup:overview", council, "2020"),
        ("followup:summary_whole", council, "2019"),
        ("followup:summary_text", council, "2019", world.promise.pk),
        ("followup:summary_comments", council, "2019"),
        ("promises:activities", council),
        ("promises:import_activities", council),
        *[("promises:review_import", council, one.pk) for one in world.files.values()],
        ("promises:map_import", council, world.files["another layout"].pk),
        ("promises:map_import", council, world.files["words to tell"].pk),
        ("promises:undo_import", council, world.files["done"].pk),
        ("promises:activity", council, world.activity.pk),
        ("promises:activity", council, world.withdrawn.pk),
        ("promises:correct_activity", council, world.activity.pk),
        ("promises:withdraw_activity", council, world.activity.pk),
        ("promises:restore_activity", council, world.withdrawn.pk),
        ("promises:promise_sets", council),
        ("promises:promise_set", council, "2019"),
        ("promises:promise_set", council, "2020"),
        ("promises:share_promise_set", council, "2020"),
        ("promises:paste_text", council, "2020"),
        ("promises:review_text", council, "2020", world.source.pk),
        ("promises:remove_reading", council, "2020", world.source.pk),
        ("promises:new_promise_set", council),
        ("promises:edit_promise_set", council, "2020"),
        ("promises:edit_set_details", council, "2020"),
        ("promises:remove_promise_set", council, "2020"),
        ("promises:add_section", council, "2020"),
        ("promises:edit_section", council, world.draft_promise.section_id),
        ("promises:remove_section", council, world.draft_promise.section_id),
        ("promises:add_promise", council, world.draft_promise.section_id),
        ("promises:edit_promise", council, world.draft_promise.pk),
        ("promises:remove_promise", council, world.draft_promise.pk),
        ("promises:add_target", council, world.drafted.promise_id),
        ("promises:edit_target", council, world.drafted.pk),
        ("promises:remove_target", council, world.drafted.pk),
        ("promises:calendar", council),
        ("promises:remove_occasion", council, world.occasion.pk),
        ("promises:remove_term", council, world.term.pk),
        ("councils:dialogues", council),
        ("councils:add_dialogue", council),
        ("councils:dialogue", council, world.walk.pk),
        ("councils:change_dialogue", council, world.walk.pk),
        ("councils:add_observation", council, world.walk.pk),
        ("councils:observations", council),
        ("councils:change_observation", council, world.seen.pk),
        ("councils:settle_observation", council, world.seen.pk),
        ("councils:observed_measure", council, world.seen.pk),
        ("promises:communications", council),
        ("promises:add_communication", council),
        ("promises:communication", council, world.told.pk),
        ("promises:change_communication", council, world.told.pk),
        ("followup:weekly_letter", council),
        ("councils:places", council),
        ("councils:edit_place", council, world.place.pk),
        ("councils:add_place_set", council),
        ("councils:edit_place_set", council, world.place_set.pk),
        ("councils:problem_areas", council),
        ("councils:add_problem_area", council),
        ("councils:problem_area", council, world.problem_area.pk),
        ("councils:edit_problem_area", council, world.problem_area.pk),
        ("councils:pictures", council),
        ("councils:new_picture", council),
        ("councils:picture", council, world.adopted_picture.pk),
        ("councils:picture", council, world.picture.pk),
        ("councils:edit_picture", council, world.picture.pk),
        ("councils:share_picture", council, world.own_picture.pk),
        ("councils:adopt_picture", council, world.picture.pk),
        ("councils:picture_differences", council, world.picture.pk),
        ("councils:add_picture_observation", council, world.picture.pk),
        ("councils:show_indicator", council, world.picture.pk),
        ("councils:add_contribution", council, world.picture.pk),
        ("councils:edit_contribution", council, world.contribution.pk),
        ("councils:share_contribution", council, world.contribution.pk),
        ("councils:statistics", council),
        ("councils:indicator", council, world.indicator.pk),
        ("councils:import_statistics", council),
        ("councils:add_indicator", council),
        ("councils:edit_indicator", council, world.indicator.pk),
        ("councils:edit_value", council, world.indicator.pk),
        ("councils:agreements", council),
        ("councils:agreement", council, world.agreement.pk),
        ("councils:add_agreement", council),
        ("councils:edit_agreement", council, world.agreement.pk),
        ("councils:remove_agreement", council, world.agreement.pk),
        ("councils:edit_signatories", council, world.agreement.pk),
        ("councils:attach_document", council, world.agreement.pk),
        ("councils:add_duty", council, world.agreement.pk),
        ("councils:edit_duty", council, world.duty.pk),
        ("councils:mark_duty", council, world.duty.pk, 2019),
        ("followup:legal_check", council),
        ("followup:year_wheel", council, 2019),
        ("councils:action_plans", council),
        ("councils:start_plan", council),
        ("councils:action_plan", council, world.plan.slug),
        ("councils:action_plan", council, world.next_plan.slug),
        ("councils:plan_measures", council, world.plan.slug),
        ("councils:plan_differences", council, world.next_plan.slug),
        ("councils:edit_plan", council, world.next_plan.slug),
        ("councils:remove_plan", council, world.next_plan.slug),
        ("councils:share_plan", council, world.own_plan.slug),
        ("councils:decide_plan", council, world.next_plan.slug),
        ("councils:revise_plan", council, world.own_plan.slug),
        ("councils:add_plan_problem", council, world.next_plan.slug),
        ("councils:edit_plan_problem", council, world.plan_problem.pk),
        ("councils:add_plan_goal", council, world.plan_problem.pk),
        ("councils:edit_plan_goal", council, world.next_goal.pk),
        ("councils:add_measure", council, world.plan_problem.pk),
        ("councils:edit_measure", council, world.next_measure.pk),
        ("councils:add_plan_link", council, world.next_plan.slug),
        ("councils:add_follow_up", council, world.plan.slug),
        ("councils:record_follow_up", council, world.plan_follow_up.pk),
        ("councils:report_measure", council, world.measure.pk),
        ("councils:report_goal", council, world.plan.problems.first().goals.first().pk),
        ("promises:promise_set_history", council, "2019"),
        ("promises:target_history", council, world.target.pk),
        ("promises:translations", council, "2019"),
        ("promises:edit_translation", council, "2019", "fi"),
        ("promises:edit_translation", council, "2019", "se"),
        ("promises:remove_translation", council, "2019", "fi"),
        ("councils:council", council),
        ("councils:log", council),
        ("followup:areas",),
        ("followup:area", world.area.pk),
        ("followup:all_summaries",),
        ("account_change_password",),
        ("account_logout",),
    ]
    pages = {reverse(name, args=args): name for name, *args in named}
    narrowed = {
        f"{reverse('followup:overview', args=[council, '2019'])}?lage=uppmarksamhet&ordning=lage": "followup:overview",
        f"{reverse('followup:council_overview', args=[council])}?lage=fulfilled": "followup:council_overview",
        f"{reverse('followup:area', args=[world.area.pk])}?lage=alla": "followup:area",
    }
    plan = f"/overkalix/tidsgranser/avstamningar/?loften={world.promise_set.pk}&takt=meeting"
    others = {"/overkalix/loften/2019/?sprak=fi": "promises:promise_set", plan: "followup:plan_checkpoints"}
    return {**pages, **narrowed, **others}


def overseer_s_pages(world):
    region = world.council.municipalities.get().police_region
    return {
        reverse("followup:nation"): "followup:nation",
        reverse("followup:region", args=[region.pk]): "followup:region",
    }


# Pages that others see, or that look otherwise to them.
OF_OTHERS = {
    "police_manager": {
        "/": "followup:start",
        "/sammanstallningar/": "followup:all_summaries",
        "/haparanda/": "followup:current_overview",
        "/haparanda/logga/": "followup:log",
        "/overkalix/sammanstallning/host/": "followup:summary",
    },
    "official": {"/overkalix/sammanstallning/": "followup:summaries", "/overkalix/aktiviteter/": "promises:activities"},
}
OF_ANYBODY = {
    "/konto/login/": "account_login",
    "/konto/password/reset/": "account_reset_password",
    "/konto/password/reset/done/": "account_reset_password_done",
    "/konto/password/reset/key/done/": "account_reset_password_from_key_done",
    "/konto/inactive/": "account_inactive",
    "/konto/signup/": "account_signup",
    "/konto/social/login/cancelled/": "socialaccount_login_cancelled",
    "/tillganglighet/": "followup:accessibility",
    "/kontrollera/": "followup:verify",
    "/overkalix/logga/utan-tackning/": "followup:offline_log",
    "/overkalix/medborgarloften/": "followup:public_promise_sets",
    "/overkalix/medborgarloften/2019/": "followup:public_promises",
    "/overkalix/medborgarloften/2019/?sprak=fi": "followup:public_promises",
    "/overkalix/medborgarloften/2019/?sprak=en": "followup:public_promises",
    "/overkalix/medborgarloften/2018/sammanstallning/": "followup:public_summary",
    "/overkalix/medborgarloften/2018/sammanstallning/?sprak=en": "followup:public_summary",
}


def test_no_page_is_left_out(world):
    """A page added to the site must be added here."""
    listed = {*coordinator_s_pages(world).values(), *overseer_s_pages(world).values(), *OF_ANYBODY.values()}
    listed = listed.union(*(pages.values() for pages in OF_OTHERS.values()), {"councils:accept_invitation"})
    ours = {
        f"{app}:{pattern.name}"
        for app in ("councils", "promises", "followup")
        for pattern in get_resolver(f"{app}.urls").url_patterns
    }
    assert ours - listed - WITHOUT_A_PAGE == set()


def faults(page):
    """What is wrong with the page as it stands, on every width and in both schemes, as lines."""
    found = []
    if page.locator("h1").count() != 1:
        found.append(f"has {page.locator('h1').count()} headings of the first level")
    if not page.title().split(" – ")[0].strip():
        found.append("has no title")
    # What is folded away can be read too, and must hold. Where nothing is, the page has one shape to look at.
    if page.locator("details:not([open])").count():
        found += [f"is cut off: {place}" for place in cut_off(page)]
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    page.evaluate(AXE_SCRIPT)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"is cut off at {width} px: {place}" for place in page.evaluate(TOO_WIDE)]
        for scheme, asked in LOOKED_AT.items() if width in LOOKED_AT_ON else ():
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} px, {scheme}: {describe(one)}" for one in page.evaluate(VIOLATIONS, asked)]
    return [f"{page.url} {fault}" for fault in found]


def cut_off(page):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        yield from (f"at {width} px: {place}" for place in page.evaluate(TOO_WIDE))


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page(page, visit, log_in, context, world, part):
    found = []
    for person, addresses in (
        (None, OF_ANYBODY),
        *((getattr(world, role), pages) for role, pages in OF_OTHERS.items()),
        (world.coordinator, coordinator_s_pages(world)),
        (world.overseer, overseer_s_pages(world)),
    ):
        context.clear_cookies()
        if person:
            log_in(person)
        for address in list(addresses)[part::PARTS]:
            visit(address)
            found += faults(page)
    assert not found, "\n".join(found)


def test_the_page_of_an_invitation(page, visit, log_in, context, console, world):
    """For somebody new, for one who must log in, for the wrong person, and when the link leads nowhere."""
    address = reverse("councils:accept_invitation", args=[world.token])
    visit(address)
    found = faults(page)
    console.expect("status of 422")
    page.get_by_role("button", name="Skapa konto och tacka ja").click()
    page.get_by_role("alert").wait_for()
    found += faults(page)
    log_in(world.member)
    visit(address)
    found += faults(page)
    context.clear_cookies()
    visit(reverse("councils:accept_invitation", args=["finns-inte"]), 404)
    found += faults(page)
    invited = make.user(email=f"{LONG}@overkalix.example".lower())
    visit(address)
    found += faults(page)
    log_in(invited)
    visit(address)
    found += faults(page)
    page.get_by_role("button", name="Tacka ja").click()
    page.get_by_text("Välkommen till").wait_for()
    assert not found, "\n".join(found)


def test_every_page_that_says_no(page, visit, log_in, console, world):
    """Errors in a form, a page that is missing or closed, and a text that somebody else saved first."""
    found = []
    log_in(world.official)
    visit("/overkalix/logga/", 403)
    found += faults(page)
    visit("/finns-inte/", 404)
    found += faults(page)
    visit("/konto/social/login/error/", 403)
    found += faults(page)
    log_in(world.coordinator)
    console.expect("status of 422")
    console.expect("status of 409")
    visit("/overkalix/logga/")
    page.get_by_label("Antal", exact=True).fill("-1")
    page.get_by_label("Annan plats").fill(LONG)
    page.get_by_role("button", name="Spara aktivitet").click()
    page.get_by_role("alert").wait_for()
    found += faults(page)
    visit(reverse("followup:judge", args=["overkalix", world.target.pk]))
    page.get_by_role("button", name="Spara bedömningen").click()
    page.get_by_role("alert").wait_for()
    found += faults(page)
    visit(reverse("followup:summary_text", args=["overkalix", "2019", world.promise.pk]))
    # The script would save it by itself, and show both texts on the page: see test_summary_writing.py.
    console.expect("ERR_FAILED")
    page.route("**/spara/", lambda route: route.abort())
    page.get_by_label("Effekt").fill(f"Min text. {LONG}")
    make.text(promise=world.promise, by=world.police_manager, effect="Annat.")
    page.get_by_role("button", name="Spara texten").click()
    page.get_by_role("heading", name="Någon annan hann före").wait_for()
    found += faults(page)
    assert not found, "\n".join(found)


def test_the_form_of_a_target_of_every_kind(page, visit, log_in, console, world):
    """Each kind asks for something else; then the faults of an empty form, and of the calendar's forms."""
    found = []
    log_in(world.coordinator)
    console.expect("status of 422")
    visit(reverse("promises:add_target", args=["overkalix", world.drafted.promise_id]))
    for kind in ("count", "deliverable", "on_demand", "effect", "vision"):
        page.locator(f"[name=kind][value={kind}]").check()
        found += faults(page)
    page.locator("[name=kind][value=coverage]").check()
    page.locator("#id_minimum").fill("1")
    page.locator("#id_per").select_option("week")
    page.get_by_role("button", name="Visa regeln i ord").click()
    page.get_by_text("Fyll i det som saknas").wait_for()
    found += faults(page)
    page.get_by_role("button", name="Spara målet").click()
    page.get_by_role("alert").wait_for()
    found += faults(page)
    visit("/overkalix/kalender/")
    page.get_by_role("button", name="Lägg till dagen").click()
    page.get_by_role("alert").wait_for()
    found += faults(page)
    assert not found, "\n".join(found)
