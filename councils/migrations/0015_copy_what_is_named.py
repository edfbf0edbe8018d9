from django.db import migrations
from django.utils import timezone

AREA = (
    *("name", "background", "theme", "times", "cause_offender", "cause_target", "cause_place", "priority"),
    "priority_reason",
)
FIGURE = ("name", "unit", "source", "note", "is_per_100_000")
CONTRIBUTES = ("coordinator", "police_manager", "member")


def copy(apps, schema_editor):
    """What has been approved before this shows what is called so today: nobody has kept what it was called then."""
    for meeting in _rows(apps, "Meeting").filter(approved_at__isnull=False, as_approved__isnull=True):
        meeting.as_approved = _of_minutes(apps, meeting)
        meeting.save(update_fields=["as_approved"])
    for picture in _rows(apps, "Picture").exclude(status="draft").filter(as_adopted__isnull=True):
        picture.as_adopted = _of_picture(apps, picture)
        picture.save(update_fields=["as_adopted"])
    for plan in _rows(apps, "ActionPlan").exclude(status="draft").filter(as_decided__isnull=True):
        plan.as_decided = _of_plan(apps, plan)
        plan.save(update_fields=["as_decided"])


def _rows(apps, name):
    return apps.get_model("councils", name)._base_manager.order_by("pk")


def _of_minutes(apps, meeting):
    attendances = _rows(apps, "Attendance").filter(meeting=meeting).select_related("seat")
    seats = sorted((row.seat for row in attendances), key=lambda seat: (seat.order, seat.pk))
    decisions = _rows(apps, "Decision").filter(meeting=meeting).select_related("owner", "organisation")
    return {
        "council": meeting.council.name,
        "approved_by": meeting.approved_by.name,
        "seats": [
            {
                "seat": seat.pk,
                "function": seat.function,
                "holders": _holders(apps, seat, meeting.held_on),
                "several": seat.several_persons,
            }
            for seat in seats
        ],
        "owners": {
            str(row.pk): [
                row.owner.function if row.owner_id else "",
                row.organisation.name if row.organisation_id else "",
            ]
            for row in decisions
        },
    }


def _holders(apps, seat, day):
    rows = _rows(apps, "SeatHolder").filter(seat=seat).select_related("user").order_by("from_day", "pk")
    there = [
        row for row in rows if (not row.from_day or row.from_day <= day) and (not row.to_day or row.to_day >= day)
    ]
    return ", ".join(row.user.name if row.user_id else row.name for row in there)


def _of_picture(apps, picture):
    contributions = _rows(apps, "PictureContribution").filter(picture=picture, shared_at__isnull=False)
    contributions = list(contributions.select_related("organisation", "municipality"))
    observations = _rows(apps, "PictureObservation").filter(picture=picture).select_related("organisation")
    indicators = _rows(apps, "PictureIndicator").filter(picture=picture).select_related("indicator")
    dialogues = _rows(apps, "Dialogue").filter(picture=picture).order_by("-held_on", "-pk")
    areas = _rows(apps, "ProblemArea").filter(picture=picture)
    meeting = picture.meeting
    return {
        "council": picture.council.name,
        "meeting": [meeting.title, meeting.held_on.isoformat()] if meeting else None,
        "parties": _parties(apps, picture, contributions),
        "contributions": {
            str(row.pk): [row.organisation.name, _municipality(row.municipality) if row.municipality_id else ""]
            for row in contributions
        },
        "observations": {str(row.pk): [row.organisation.name, ""] for row in observations},
        "indicators": {str(row.pk): _figures(apps, row.indicator) for row in indicators},
        "dialogues": [[row.pk, row.title, row.held_on.isoformat()] for row in dialogues],
        "problems": [
            _area(row, [place.name for place in row.places.order_by("name")])
            for row in sorted(areas, key=lambda row: (row.priority is None, row.priority or 0, row.name.casefold()))
        ],
    }


def _parties(apps, picture, contributions):
    members = _rows(apps, "Membership").filter(council_id=picture.council_id, role__in=CONTRIBUTES)
    members = members.filter(ended_at__isnull=True, user__is_active=True)
    today = timezone.localdate()
    members = [row for row in members if not (row.from_day and row.from_day > today or row.to_day and row.to_day < today)]
    wanted = {row.organisation_id for row in contributions} | {row.organisation_id for row in members}
    rows = _rows(apps, "Organisation").filter(pk__in=wanted)
    first = {"municipality": 0, "police": 1}
    return [[row.pk, row.name] for row in sorted(rows, key=lambda row: (first.get(row.kind, 2), row.name))]


def _municipality(row):
    return row.own_name or row.official_name


def _figures(apps, indicator):
    values = _rows(apps, "IndicatorValue").filter(indicator=indicator).order_by("level", "geography", "year")
    towns = {row.code: row.name for row in _rows(apps, "Municipality").all()}
    counties = {row.code: row.name for row in _rows(apps, "County").all()}
    called = {"municipality": towns, "county": counties}
    return {
        "indicator_id": indicator.pk,
        **{name: getattr(indicator, name) for name in FIGURE},
        "values": [
            [
                *(row.level, row.geography, called.get(row.level, {}).get(row.geography, row.geography), row.year),
                *(str(row.value), row.is_preliminary),
            ]
            for row in values
        ],
    }


def _area(row, places=()):
    values = {name: getattr(row, name) for name in AREA}
    return {"pk": row.pk, **values, "places": list(places), "picture_id": row.picture_id}


def _of_plan(apps, plan):
    problems = list(_rows(apps, "PlanProblem").filter(plan=plan).select_related("problem_area"))
    goals = _rows(apps, "PlanGoal").filter(problem__plan=plan)
    goals = list(goals.select_related("indicator", "carried_from__problem__plan"))
    measures = _rows(apps, "Measure").filter(problem__plan=plan)
    measures = list(measures.select_related("carried_from__problem__plan"))
    return {
        "council": plan.council.name,
        "picture": _picture(plan.picture) if plan.picture_id else None,
        "agreement": plan.agreement.title if plan.agreement_id else "",
        "areas": {str(row.pk): _area(row.problem_area) for row in problems},
        "indicators": {str(row.pk): row.indicator.name for row in goals if row.indicator_id},
        "owners": {str(row.pk): [owner.name for owner in row.owners.all()] for row in measures},
        "goals": {str(row.pk): _before(row.carried_from, "outcome") for row in goals if row.carried_from_id},
        "measures": {str(row.pk): _before(row.carried_from, "status") for row in measures if row.carried_from_id},
        "observations": {
            str(row.pk): [
                [seen.pk, seen.dialogue_id, seen.dialogue.title]
                for seen in _rows(apps, "Observation").filter(measure=row).select_related("dialogue")
            ]
            for row in measures
        },
    }


def _picture(picture):
    day = picture.adopted_on.isoformat() if picture.adopted_on else ""
    return {"title": picture.title, "adopted_on": day, "adopted_by_body": picture.adopted_by_body}


def _before(old, code):
    is_reported = code == "outcome" or old.reported_at is not None
    return [old.problem.plan.title, getattr(old, code) if is_reported else "", old.result]


class Migration(migrations.Migration):
    """Onto what has been approved, adopted and decided is copied what it names, as it is called today."""

    dependencies = [("councils", "0014_what_is_named")]

    operations = [migrations.RunPython(copy, migrations.RunPython.noop)]
