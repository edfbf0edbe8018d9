"""Makes the demo's action plans as rows: what written_plans.py says, decided, reported on and revised."""

from datetime import date, timedelta

from django.utils import timezone

from councils.actions.plan_parts import add_goal, add_link, add_measure, lift_in, plan_follow_up
from councils.actions.plan_reports import record_follow_up, report_goal, report_measure
from councils.actions.plan_revision import revise_plan
from councils.actions.plans import decide_plan, edit_plan, start_plan
from councils.models import ActionPlan, Council, Meeting, Organisation, Picture, ProblemArea, User
from councils.plan_reading import mark_of, read_plan
from followup.demo import people, written_plans
from followup.demo.world import at_noon
from promises.codes import SetStatus
from promises.models import Promise, PromiseSet, Responsibility, Section


def make_action_plans(*, today):
    """Vaggeryd's two plans, the yearly one of Överkalix, and one of each municipality in Arjeplog and Arvidsjaur."""
    _vaggeryd(written_plans.VAGGERYD, _person(people.VAGGERYD_COORDINATOR))
    _yearly("overkalix", written_plans.OVERKALIX, _person(people.COORDINATOR), date(today.year, 1, 1), today)
    for slug in ("arjeplog", "arvidsjaur"):
        first_day = date(today.year, 1, 1)
        _yearly(slug, written_plans.of_the_inland(slug), _person(people.ARJEPLOG_COORDINATOR), first_day, today)


def _vaggeryd(written, by):
    council = Council.objects.get(slug="vaggeryd")
    picture, _made = Picture.objects.get_or_create(
        council=council,
        number=1,
        defaults={**written["picture"], "status": "decided", "adopted_on": date(2015, 11, 18)},
    )
    days = {"first_day": date(2016, 1, 1), "last_day": date(2017, 12, 31)}
    plan = _written(council, by, written, picture=picture, **days)
    meeting, _made = Meeting.objects.get_or_create(
        council=council, held_on=date(2016, 2, 16), defaults={"title": "Vårens första möte"}
    )
    follow_ups = [plan_follow_up(plan=plan, by=by, meeting=meeting, due_on=None)]
    for day in written["followed_on"]:
        follow_ups.append(plan_follow_up(plan=plan, by=by, meeting=None, due_on=date.fromisoformat(day)))
    plan = _decide(plan, by, on=date(2015, 12, 9), body="Kommunstyrelsen", paragraph="§ 214")
    for row, note in zip(follow_ups, written["notes"], strict=True):
        record_follow_up(follow_up=row, by=by, at=at_noon(row.due_on), version=row.version, note=note)
    _report(plan, written, by, on=date(2017, 11, 14))
    _promise_from_the_same_picture(council, picture, plan)
    following = revise_plan(
        plan=plan,
        by=by,
        organisation=None,
        title=written["next_title"],
        first_day=date(2018, 1, 1),
        last_day=date(2019, 12, 31),
        problem_areas=[],
    )
    _fill(following, by, council, [written["new_area"]])
    values = {"picture": picture, "introduction": written["next_introduction"], **written["next_anchored"]}
    following = edit_plan(plan=following, by=by, version=following.version, **values)
    first = plan_follow_up(plan=following, by=by, meeting=None, due_on=date(2018, 2, 13))
    _decide(following, by, on=date(2017, 12, 6), body="Kommunstyrelsen", paragraph="§ 198")
    record_follow_up(follow_up=first, by=by, at=at_noon(first.due_on), version=1, note=written["next_note"])


def _yearly(slug, written, by, first_day, today):
    council = Council.objects.get(slug=slug)
    picture = Picture.objects.filter(council=council, status="decided").order_by("-number").first()
    days = {"first_day": first_day, "last_day": date(first_day.year, 12, 31)}
    named = {**written, "title": written["title"].format(year=first_day.year)}
    plan = _written(council, by, named, picture=picture, **days)
    plan_follow_up(plan=plan, by=by, meeting=None, due_on=date(first_day.year, 6, 15))
    plan_follow_up(plan=plan, by=by, meeting=None, due_on=date(first_day.year, 12, 10))
    # A plan is decided when the picture it rests on has been adopted.
    earliest = max(date(first_day.year, 1, 20), picture.adopted_on + timedelta(days=14))
    plan = _decide(plan, by, on=min(earliest, today), **written["decision"])
    _report(plan, written, by, on=today)


def _written(council, by, written, **values):
    """A plan that the council has written together, with all that stands in it, still to be decided."""
    about = {name: written[name] for name in ("title", "introduction", "follow_up")}
    agreement = council.agreements.first()
    plan = start_plan(
        council=council, by=by, organisation=None, agreement=agreement, **about, **written["anchored"], **values
    )
    _fill(plan, by, council, written["problems"])
    for title in written.get("links", ()):
        add_link(plan=plan, by=by, title=title, url="")
    return plan


def _fill(plan, by, council, problems):
    parties = _parties(council)
    for one in problems:
        row = lift_in(plan=plan, by=by, problem_area=_area(council, one), reason=one["reason"])
        goals = {}
        for kind, text, baseline, aim, *_told in one["goals"]:
            values = {"kind": kind, "text": text, "baseline": baseline, "aim": aim}
            goals[text] = add_goal(problem=row, by=by, **values)
        first_goal = next(iter(goals.values()), None)
        for text, owners, cooperation, *_told in one["measures"]:
            add_measure(
                problem=row,
                by=by,
                owners=[parties[kind] for kind in owners],
                text=text,
                goal=first_goal,
                from_day=plan.first_day,
                to_day=plan.last_day,
                cooperation=cooperation,
                is_beyond_ordinary=True,
                follow_up="Vid rådets möten",
            )


def _report(plan, written, by, *, on):
    """How it went with what somebody has told of; of the rest nobody has reported."""
    told = {text: rest for one in written["problems"] for text, _k, _b, *rest in _measures_and_goals(one) if rest}
    reading = read_plan(plan)
    for row in reading.measures:
        if row.text in told:
            status, result = told[row.text]
            report_measure(measure=row, by=by, at=at_noon(on), version=row.version, status=status, result=result)
    for row in reading.goals:
        if row.text in told:
            outcome, result = told[row.text]
            report_goal(goal=row, by=by, version=row.version, outcome=outcome, result=result)


def _measures_and_goals(one):
    yield from one["measures"]
    for _kind, text, baseline, aim, *told in one["goals"]:
        yield (text, baseline, aim, *told)


def _decide(plan, by, *, on, body, paragraph):
    mark = mark_of(read_plan(ActionPlan.objects.get(pk=plan.pk)))
    return decide_plan(plan=plan, by=by, at=at_noon(on), mark=mark, decided_on=on, body=body, paragraph=paragraph)


def _area(council, one):
    """The problem area of that name, with what the picture says of it where nothing is said yet."""
    area, _made = ProblemArea.objects.get_or_create(council=council, name=one["name"])
    for name, value in one.get("area", {}).items():
        if not getattr(area, name):
            setattr(area, name, value)
    area.save()
    return area


def _parties(council):
    municipality = council.municipalities.get()
    police = Organisation.objects.filter(kind="police", police_area__in=council.areas_on(timezone.localdate())).first()
    return {"municipality": Organisation.objects.get(municipality=municipality, kind="municipality"), "police": police}


def _promise_from_the_same_picture(council, picture, plan):
    """Promises of the plan's own years: the municipality says that plan and promises share one picture."""
    promise_set = PromiseSet.objects.create(
        council=council,
        slug="2016-2017",
        title="Medborgarlöften 2016\N{EN DASH}2017",
        status=SetStatus.CLOSED,
        first_day=plan.first_day,
        last_day=plan.last_day,
        picture=picture,
        introduction="Löftena är nya från 2015 och utgår från samma lägesbild som handlingsplanen.",
        signed_on=date(2015, 12, 9),
    )
    parties = _parties(council)
    promise_set.parties.set(parties.values())
    section = Section.objects.create(promise_set=promise_set, title="", order=1)
    for order, (wording, name) in enumerate(written_plans.PROMISES_OF_VAGGERYD, start=1):
        promise = Promise.objects.create(section=section, order=order, wording=wording)
        promise.problem_areas.set(ProblemArea.objects.filter(council=council, name=name))
        for party in parties.values():
            Responsibility.objects.create(promise=promise, organisation=party)


def _person(login):
    return User.objects.get(email=login[0])
