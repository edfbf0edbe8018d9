"""What the demo's councils have decided to do, and by when. Every task and note is invented."""

from datetime import date, timedelta

from councils.actions.meetings import add_meeting
from councils.models import Council, User
from followup.actions.deadlines import add_deadline, finish_deadline, plan_checkpoints
from followup.codes import DeadlineKind
from followup.deadlines import Rhythm, proposed_days
from followup.demo import people
from followup.demo.world import at_noon
from followup.models import Deadline
from promises.codes import DueKind
from promises.models import PromiseSet
from promises.periods import end_of_month
from promises.querysets import IN_FORCE

# What stock-taking led to, the first of the year first.
NOTES = (
    "Medborgarkontakterna är efter plan, resten går som tänkt. Polisen lägger fler pass på torget i sommar.",
    "Medborgarkontakterna är efter plan. Polisen lägger in två pass i veckan resten av hösten.",
    "Det mesta är på plats. Vi skriver sammanställningen tillsammans i januari.",
)
MEETINGS = (
    ((2, 11), "Vårens första möte", "Gå igenom hur det gick förra året"),
    ((5, 20), "Möte före sommaren", "Visa planen för sommarkvällarna"),
    ((9, 16), "Höstens första möte", "Ta med de senaste siffrorna från skolorna"),
    ((12, 2), "Årets sista möte", "Föreslå vad nästa års löften ska handla om"),
)


def plan(*, today):
    """Checkpoints, meetings and tasks in each of the demo's councils, those that have passed done."""
    _overkalix(_council("overkalix"), _person(people.COORDINATOR), today)
    _vaggeryd(_council("vaggeryd"), _person(people.VAGGERYD_COORDINATOR), today)
    _haparanda(_council("haparanda"), _person(people.HAPARANDA_COORDINATOR), today)
    _arjeplog(_council("arjeplog"), _person(people.ARJEPLOG_COORDINATOR), today)


def _overkalix(council, by, today):
    """Stock is taken after each tertial; of those that have passed it is told what they led to."""
    running = _running(council, today)
    proposed = proposed_days(running.promised_period, Rhythm.TERTIAL, today=running.first_day)
    days = [(one.day, f"Avstämning efter tertial {number}", None) for number, one in enumerate(proposed, start=1)]
    plan_checkpoints(promise_set=running, by=by, days=days)
    passed = Deadline.objects.filter(promise_set=running, kind=DeadlineKind.CHECKPOINT, due_on__lt=today)
    for row, note in zip(passed.order_by("due_on"), NOTES, strict=False):
        _done(row, by, note)


def _vaggeryd(council, by, today):
    """Four meetings in the year, each with something to have ready."""
    for (month, day), title, task in MEETINGS:
        meeting = add_meeting(council=council, by=by, held_on=date(today.year, month, day), title=title)
        row = _task(council, by, task, meeting.held_on, due_kind=DueKind.MEETING, meeting=meeting)
        if meeting.held_on < today:
            _done(row, by, "Genomgånget på mötet.")


def _haparanda(council, by, today):
    due_on = end_of_month(today.year + 1, 2)
    _task(council, by, "Visa sammanställningen för kommunledningen", due_on, due_kind=DueKind.MONTH)


def _arjeplog(council, by, today):
    own = by.memberships.get(council=council).organisation
    _task(council, by, "Boka lokal till vårens trygghetsvandring", today - timedelta(days=3), organisation=own)
    _task(council, by, "Bjud in skolorna till nästa möte", today + timedelta(days=4))
    _task(council, by, "Samla in datum för föräldramötena", today + timedelta(days=24), organisation=own)


def _task(council, by, title, due_on, **values):
    nothing = {"promise_set": None, "meeting": None, "organisation": None, "due_kind": DueKind.DATE}
    about = {"kind": DeadlineKind.TASK, "title": title, "due_on": due_on}
    return add_deadline(council=council, by=by, **{**nothing, **about, **values}).row


def _done(row, by, note):
    """Done on its own day, as it stood then."""
    finish_deadline(deadline=row, by=by, version=row.version, note=note, today=row.due_on)
    Deadline.objects.filter(pk=row.pk).update(done_at=at_noon(row.due_on))


def _council(slug):
    return Council.objects.get(slug=slug)


def _person(login):
    return User.objects.get(email=login[0])


def _running(council, today):
    return PromiseSet.objects.of(council).filter(status__in=IN_FORCE).running(on=today).latest_first().first()
