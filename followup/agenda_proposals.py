"""What proposes itself for a meeting's agenda: promises, those at risk, decisions, the plan and what is due that day.

The agenda goes to everybody, officials too, and by mail. So nothing is proposed that not everybody in the council may
read: no drafts, and no judgement that an organisation has kept to itself.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import override

from councils.access import Gate
from councils.codes import AgendaKind
from councils.models import Decision, Meeting, PlanFollowUp
from councils.roles import Permission
from followup.codes import DeadlineKind
from followup.council_standing import council_standing
from followup.models import Deadline
from promises.querysets import IN_FORCE

MOST_AT_RISK = 8  # a meeting has no time for more; the rest stand in the overview
LONGEST_TITLE = 200
# Titles are kept and go to everybody, so they are Swedish whoever plans.
MINUTES = "Föregående mötes anteckningar"


@dataclass(frozen=True)
class AgendaProposal:
    """One item that could stand on the agenda, and what it comes from."""

    source: str
    kind: AgendaKind
    title: str
    background: str = ""


def agenda_proposals(meeting, *, today):
    """What could be added to the meeting's agenda, in the order of a meeting, without what is there already.

    A constant number of queries.
    """
    taken = set(meeting.agenda.exclude(source="").values_list("source", flat=True))
    with override("sv"):
        found = [
            *_minutes(meeting),
            *_promises(_as_everybody(meeting.council), today),
            *_decisions(meeting, today),
            *_plans(meeting, today),
            *_deadlines(meeting),
        ]
        return [one for one in found if one.source not in taken]


def _as_everybody(council):
    """A gate with what everybody in the council may do, for no organisation: read what is decided."""
    return Gate(council, frozenset({Permission.VIEW_COUNCIL}), None, _all_memberships=[])


def _minutes(meeting):
    earlier = Meeting.objects.of(meeting.council).planned().filter(held_on__lt=meeting.held_on)
    last = earlier.order_by("held_on").last()
    if last:
        yield AgendaProposal(f"minutes:{last.pk}", AgendaKind.STANDING, MINUTES, f"Mötet {_told(last.held_on)}.")


def _promises(gate, today):
    standing = council_standing(gate, today=today)
    for one in standing.running:
        yield AgendaProposal(
            f"promise_set:{one.promise_set.pk}", AgendaKind.FOLLOW_UP, _short(f"Uppföljning: {one.promise_set.heading}")
        )
    for line in standing.attention[:MOST_AT_RISK]:
        facts = line.facts
        stands = [f"Läget {_told(today)}: {facts.verdict_name.lower()}", facts.figure, facts.needed, _why(line)]
        said = " ".join(f"{one.rstrip('.')}." for one in stands if one)
        wording = Truncator(line.promise.promise.wording).words(40, truncate=" …")
        yield AgendaProposal(
            f"target:{facts.target.pk}",
            AgendaKind.AT_RISK,
            _short(f"Följ upp: {facts.target.label}"),
            f"{said}\n\nLöftet: {wording}",
        )


def _why(line):
    """What the verdict does not say of why it is listed."""
    reasons = {
        "pressing": "Inget är gjort, och mindre än en fjärdedel av perioden är kvar",
        "silent": f"Inget är loggat på {line.silent_days} dagar",
    }
    return reasons.get(line.why, "")


def _decisions(meeting, today):
    rows = Decision.objects.of(meeting.council).open().filter(meeting__held_on__lt=meeting.held_on).with_owners()
    for row in rows.order_by("meeting__held_on", "number"):
        who = row.owner or row.organisation
        yield AgendaProposal(
            f"decision:{row.pk}",
            AgendaKind.DECISION,
            _short(_decision(row)),
            " ".join(filter(None, [f"Ansvarig: {who}." if who else "", _due(row.due_on, today)])),
        )


def _due(day, today):
    if day is None:
        return ""
    return f"Försenat: skulle ha varit klart {_told(day)}." if day < today else f"Klart senast {_told(day)}."


def _decision(row):
    """Which decision it is; what it says only when its minutes are approved: the agenda goes to everybody."""
    name = f"Beslut § {row.number}, {_told(row.meeting.held_on)}"
    return f"{name}: {row.text}" if row.meeting.is_locked else name


def _plans(meeting, today):
    due = Q(meeting=meeting) | Q(meeting__isnull=True, due_on__lte=meeting.held_on)
    rows = PlanFollowUp.objects.of(meeting.council).followed(today).left().filter(due)
    for row in rows.select_related("plan").order_by("due_on", "pk"):
        is_late, day = row.due_on < today, _told(row.due_on)
        what, when = "Uppföljning av planen", f"Planen ska följas upp senast {day}."
        if is_late:
            what, when = "Försenad uppföljning av planen", f"Försenat: planen skulle ha följts upp senast {day}."
        yield AgendaProposal(f"plan_follow_up:{row.pk}", AgendaKind.PLAN, _short(f"{what}: {row.plan.title}"), when)


def _deadlines(meeting):
    everybodys = Q(promise_set__isnull=True) | Q(promise_set__status__in=IN_FORCE)
    rows = Deadline.objects.of(meeting.council).open().filter(everybodys, meeting=meeting).in_order()
    for row in rows:
        about = f" ({row.promise_set.heading})" if row.kind == DeadlineKind.CHECKPOINT else ""
        yield AgendaProposal(f"deadline:{row.pk}", AgendaKind.DEADLINE, _short(f"{row.title}{about}"))


def _told(day):
    """A day as it is said in a sentence."""
    return date_format(day, "j F Y")


def _short(text):
    """One line that fits as a title."""
    return Truncator(" ".join(text.split())).chars(LONGEST_TITLE, truncate=" …")
