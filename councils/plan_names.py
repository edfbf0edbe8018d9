"""What an action plan names and does not hold itself: problem areas, organisations, indicators, what it follows.

Until the plan is decided it is read from the council as it is; then it is copied onto the plan and stands. What is
given to the rows here is all that pages and papers show of it.
"""

from dataclasses import dataclass
from datetime import date

from councils.areas_as_read import as_data, from_data
from councils.codes import GoalOutcome, MeasureStatus


@dataclass(frozen=True)
class Carried:
    """What a goal or a measure was in the plan before, and how it went there. `said`: in words, blank: not reported."""

    plan: str
    said: str
    result: str


def names_now(plan, problems):
    """What the plan names, as plain data. `problems`: its rows with all that hangs on them, as plan_reading reads them.

    Ids are text: so they are when they come back.
    """
    goals = [goal for problem in problems for goal in problem.goals.all()]
    measures = [measure for problem in problems for measure in problem.measures.all()]
    return {
        "council": plan.council.name,
        "picture": _picture(plan.picture) if plan.picture_id else None,
        "agreement": plan.agreement.title if plan.agreement_id else "",
        "areas": {str(row.pk): as_data(row.problem_area) for row in problems},
        "indicators": {str(row.pk): row.indicator.name for row in goals if row.indicator_id},
        "owners": {str(row.pk): [owner.name for owner in row.owners.all()] for row in measures},
        "goals": {str(row.pk): _before(row, "outcome") for row in goals if row.carried_from_id},
        "measures": {str(row.pk): _before(row, "status") for row in measures if row.carried_from_id},
        "observations": {
            str(row.pk): [[seen.pk, seen.dialogue_id, seen.dialogue.title] for seen in row.observations.all()]
            for row in measures
        },
    }


def tell_names(problems, names):
    """Give each row what it names: `area`; `indicator_name` and `carried`; `owner_names`, `carried`, `seen_in`."""
    for row in problems:
        row.area = from_data(names["areas"][str(row.pk)])
        for goal in row.goals.all():
            goal.indicator_name = names["indicators"].get(str(goal.pk), "")
            goal.carried = _carried(names["goals"].get(str(goal.pk)), GoalOutcome)
        for measure in row.measures.all():
            measure.area = row.area
            measure.owner_names = names["owners"].get(str(measure.pk), [])
            measure.carried = _carried(names["measures"].get(str(measure.pk)), MeasureStatus)
            measure.seen_in = _seen_in(measure, names)


def _picture(picture):
    day = picture.adopted_on.isoformat() if picture.adopted_on else ""
    return {"title": picture.title, "adopted_on": day, "adopted_by_body": picture.adopted_by_body}


def picture_in(names):
    """The picture that the plan builds on as it was called: title, day of adoption or None, and by whom; or None."""
    said = names["picture"]
    return said and {**said, "adopted_on": date.fromisoformat(said["adopted_on"]) if said["adopted_on"] else None}


def _before(row, code):
    """How it went, in the plan before: a measure that nobody has reported has no code yet."""
    old = row.carried_from
    is_reported = code == "outcome" or old.reported_at is not None
    return [old.problem.plan.title, getattr(old, code) if is_reported else "", old.result]


def _carried(said, codes):
    return Carried(said[0], dict(codes.choices).get(said[1], ""), said[2]) if said else None


def _seen_in(measure, names):
    """[(observation, dialogue, title)] from which the measure was made; the two are None where the first is gone."""
    there = {seen.pk for seen in measure.observations.all()}
    rows = names["observations"].get(str(measure.pk), [])
    return [(pk, dialogue, title) if pk in there else (None, None, title) for pk, dialogue, title in rows]
