"""An action plan read whole, in a constant number of queries: its parts in order, and what a decision still lacks."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from councils.codes import MeasureStatus
from councils.marks import mark_of_parts
from councils.models import ActionPlan, Measure, Picture, PlanFollowUp, PlanGoal
from councils.plan_names import names_now, picture_in, tell_names
from councils.querysets import readable_documents

UNREPORTED = "unreported"


@dataclass(frozen=True)
class PlanReading:
    """A plan with its parts, each of which carries what it names: see plan_names.py. `names`: that as plain data."""

    plan: ActionPlan
    names: dict
    problems: list
    follow_ups: list
    links: list

    @property
    def council(self):
        return self.names["council"]

    @property
    def picture(self):
        """The picture that the plan builds on, as it was called; who may read of it is told by `picture_read_by`."""
        return picture_in(self.names)

    @property
    def agreement(self):
        return self.names["agreement"]

    @property
    def goals(self):
        return [goal for problem in self.problems for goal in problem.goals.all()]

    @property
    def measures(self):
        return [measure for problem in self.problems for measure in problem.measures.all()]


def read_plan(plan, *, with_promises=False):
    """The plan with problem areas, goals, measures and their owners, follow-ups and links. Six queries.

    `with_promises`: also what is promised about the same problems; three more.
    """
    goals = PlanGoal.objects.select_related("indicator", "carried_from__problem__plan")
    measures = Measure.objects.select_related("goal", "carried_from__problem__plan", "reported_by")
    rows = plan.problems.select_related("problem_area").prefetch_related(
        Prefetch("goals", queryset=goals),
        Prefetch("measures", queryset=measures.prefetch_related("owners", "observations__dialogue")),
    )
    if with_promises:
        rows = rows.prefetch_related("problem_area__promises__section__promise_set")
    follow_ups = PlanFollowUp.objects.select_related("meeting", "done_by").filter(plan=plan)
    in_order = sorted(follow_ups, key=lambda row: (row.day, row.pk))
    problems = list(rows)
    names = plan.as_decided or names_now(plan, problems)
    tell_names(problems, names)
    return PlanReading(plan, names, problems, in_order, list(plan.links.all()))


def what_is_missing(reading):
    """Sentences about what must be there before the plan can be decided, none when it can."""
    missing = []
    if not reading.problems:
        missing.append(_("Planen tar inte upp något problemområde. Lyft in minst ett."))
    for row in reading.problems:
        name = {"name": row.area.name}
        if not row.goals.all():
            missing.append(_("%(name)s har inget mål.") % name)
        if not row.measures.all():
            missing.append(_("%(name)s har ingen åtgärd.") % name)
        if any(not measure.owners.all() for measure in row.measures.all()):
            missing.append(_("%(name)s har en åtgärd som ingen ansvarar för.") % name)
    if reading.picture and not reading.picture["adopted_on"]:
        missing.append(
            _("Lägesbilden som planen bygger på är inte fastställd. Fastställ den först, eller välj en annan.")
        )
    if not reading.plan.anchored_municipality:
        missing.append(_("Skriv var och när planen är förankrad hos kommunens högsta ledning."))
    if not reading.plan.anchored_police:
        missing.append(_("Skriv var och när planen är förankrad hos Polismyndigheten."))
    return missing


def mark_of(reading):
    """What tells the content that somebody has read from what it has become since: see marks.py."""
    names, plan = reading.names, reading.plan
    return mark_of_parts(
        {
            "texts": [plan.pk, plan.version, names["council"], names["picture"], names["agreement"]],
            "problems": [_versions(reading.problems), names["areas"]],
            "goals": [_versions(reading.goals), names["indicators"], names["goals"]],
            "measures": [_versions(reading.measures), *(names[key] for key in ("owners", "measures", "observations"))],
            "follow_ups": [(row.pk, row.day, row.meeting and row.meeting.title) for row in reading.follow_ups],
            "links": [(row.pk, row.title, row.url) for row in reading.links],
        }
    )


def _versions(rows):
    """What is moved keeps its version: their order tells it."""
    return [(row.pk, row.version) for row in rows]


def part_in_words(part):
    """A part of the mark as a person calls it."""
    return {
        "texts": _("uppgifterna om planen"),
        "problems": _("problemområdena"),
        "goals": _("målen"),
        "measures": _("åtgärderna"),
        "follow_ups": _("uppföljningarna"),
        "links": _("planer som den hör ihop med"),
    }[part]


def standing_of(measures):
    """[(key, number)] of measures by how they stand; what nobody has reported stands apart from what is not begun."""
    counted = Counter(map(_key, measures))
    return [(key, counted[key]) for key in (UNREPORTED, *MeasureStatus.values) if counted[key]]


def _key(measure):
    return UNREPORTED if measure.reported_at is None else measure.status


def may_report(gate, measure):
    """Whoever answers for a measure reports it; so does the coordinator, who keeps the plan."""
    if not gate.can_contribute:
        return False
    return gate.can_run_council or any(owner.pk in gate.organisations for owner in measure.owners.all())


def may_report_goal(gate, goal):
    """Whoever answers for a measure towards the goal; where none is tied to it, for one about the same problem."""
    if not gate.can_contribute:
        return False
    about = goal.problem.measures.all()
    towards = [measure for measure in about if measure.goal_id == goal.pk] or about
    return gate.can_run_council or any(may_report(gate, measure) for measure in towards)


def measures_by_standing(reading, gate, *, today):
    """[(key, [(measure, is it late, may one report it)])] in the order that a meeting goes through them."""
    found = {key: [] for key, _number in standing_of(reading.measures)}
    for row in reading.measures:
        found[_key(row)].append((row, row.is_late(today), may_report(gate, row)))
    return list(found.items())


def picture_read_by(gate, plan):
    """The plan's situational picture, if one may read it: it can be somebody's own draft."""
    rows = Picture.objects.filter(readable_documents(gate), council=gate.council)
    return rows.filter(pk=plan.picture_id).first() if plan.picture_id else None


def tell_promises_about(reading):
    """Give each problem area of the plan the promise sets in force that have promises about it, the newest first."""
    for row in reading.problems:
        sets = (promise.section.promise_set for promise in row.problem_area.promises.all())
        standing = {one.pk: one for one in sets if one.is_decided and not one.is_superseded}
        row.promise_sets = sorted(standing.values(), key=lambda one: one.first_day, reverse=True)
