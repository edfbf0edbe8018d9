"""Everything with a day in a council's year: meetings, deadlines, duties, plans, the clocks of the law, promises."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from councils.codes import WorkStatus
from councils.models import ActionPlan, Agreement, CouncilReport, CouncilReview, PlanFollowUp
from councils.plan_standing import plan_standing
from followup.agenda import agenda
from followup.codes import YearKind
from followup.council_sets import sets_of
from followup.duties import duties_of
from followup.legal_check import answers_of, page_if_there
from followup.legal_words import RUNS_OUT
from followup.things import ThingKind

OF_A_THING = {
    ThingKind.MEETING: YearKind.MEETING,
    ThingKind.SUMMARY: YearKind.SUMMARY,
    ThingKind.CHECKPOINT: YearKind.CHECKPOINT,
    ThingKind.TASK: YearKind.TASK,
    ThingKind.DECISION: YearKind.TASK,
    ThingKind.DELIVERY: YearKind.DELIVERY,
    ThingKind.DUTY: YearKind.DUTY,
}
DECIDED = (WorkStatus.DECIDED, WorkStatus.REPLACED)


@dataclass(frozen=True)
class YearDay:
    """One thing in the year. `key` tells it apart for good; `url` may be empty."""

    key: str
    kind: YearKind
    day: date
    text: str
    url: str = ""
    is_done: bool = False


def year_days(gate, year, *, today):
    """All days of a year that the gate lets one see, in order. A constant number of queries, whatever is in the year.

    Call it with the scope of the council open.
    """
    sets = sets_of([gate])
    found = [
        *_things(gate, year, today, sets),
        *_promises(gate, sets, today),
        *_plans(gate.council, today),
        *_agreements(gate.council, today),
        *_law(gate.council, today),
        *_looking_back(gate.council, today),
    ]
    return sorted((one for one in found if one.day.year == year), key=lambda one: (one.day, one.kind, one.key))


def _things(gate, year, today, sets):
    gates = {gate.council.pk: gate}
    things = [one for one in agenda([gate], today=today, with_done=True, sets=sets) if one.kind is not ThingKind.DUTY]
    for thing in [*things, *duties_of(gates, years=[year], today=today)]:
        yield YearDay(thing.key, OF_A_THING[thing.kind], thing.day, thing.name, thing.url, thing.is_done)


def _promises(gate, sets, today):
    """When promises begin and end to hold: those that are decided."""
    for row in sets:
        if not row.is_decided or row.is_superseded:
            continue
        url = reverse("promises:promise_set", args=[gate.council.slug, row.slug])
        for key, day, words in (
            ("begin", row.first_day, _("%(promises)s börjar gälla")),
            ("end", row.last_day, _("Sista dagen för %(promises)s")),
        ):
            if day:
                said = words % {"promises": row.heading}
                yield YearDay(f"promises-{key}:{row.pk}", YearKind.PROMISES, day, said, url, day < today)


def _plans(council, today):
    """Of decided plans: what is written in a draft is nobody's to keep yet."""
    plans = {
        row.pk: row
        for row in ActionPlan.objects.filter(council=council, status__in=DECIDED).select_related("successor")
    }
    pages = {pk: page_if_there("councils:action_plan", council.slug, row.slug) for pk, row in plans.items()}
    for pk, row in plans.items():
        if row.last_day and plan_standing(row, today).code != "replaced":
            said, is_over = _("Sista dagen för %(plan)s") % {"plan": row.title}, row.last_day < today
            yield YearDay(f"plan-end:{pk}", YearKind.PLAN, row.last_day, said, pages[pk], is_over)
    for row in PlanFollowUp.objects.filter(plan__in=plans):
        said = _("Uppföljning av %(plan)s") % {"plan": plans[row.plan_id].title}
        done = row.done_at is not None
        yield YearDay(f"plan-follow-up:{row.pk}", YearKind.PLAN, row.due_on, said, pages[row.plan_id], done)


def _agreements(council, today):
    for row in Agreement.objects.of(council).filter(to_day__isnull=False):
        said = _("%(agreement)s upphör") % {"agreement": row.title}
        url = reverse("councils:agreement", args=[council.slug, row.pk])
        yield YearDay(f"agreement-end:{row.pk}", YearKind.AGREEMENT, row.to_day, said, url, row.to_day < today)


def _law(council, today):
    """The days on which the clocks of the law run out, as they stand today; those of agreements are told above."""
    url = reverse("followup:legal_check", args=[council.slug])
    told = set()
    for _municipality, answers in answers_of(council, today=today):
        for one in answers:
            if one.until is None or one.duty not in RUNS_OUT or (one.duty, one.until) in told:
                continue
            told.add((one.duty, one.until))
            key = f"law-{one.duty}:{one.until:%Y%m%d}"
            yield YearDay(key, YearKind.LAW, one.until, str(RUNS_OUT[one.duty]), url)


def _looking_back(council, today):
    """The council's look at its own work, and what it has reported."""
    page = page_if_there("councils:reviews", council.slug)
    for row in CouncilReview.objects.filter(council=council).select_related("meeting"):
        day = row.meeting.held_on if row.meeting else row.done_at and timezone.localdate(row.done_at)
        if day:
            said = _("Rådets självvärdering av %(year)s") % {"year": row.year}
            yield YearDay(f"review:{row.pk}", YearKind.REVIEW, day, said, page, row.done_at is not None)
    page = page_if_there("councils:council_reports", council.slug)
    for row in CouncilReport.objects.filter(council=council):
        said = _("Redovisning: %(whom)s") % {"whom": row.recipient}
        yield YearDay(f"report:{row.pk}", YearKind.REVIEW, row.reported_on, said, page, row.reported_on <= today)
