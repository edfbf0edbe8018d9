"""Everything the site keeps about one person, as plain values. Own rows only, in a constant number of queries."""

from django.utils import timezone

from councils.models import AreaAppointment, AuditEntry, Invitation, Membership, OversightAppointment, SeatHolder
from councils.wall import outside
from followup.models import Approval, Assessment, Reminder, SummaryComment
from followup.notes import KINDS
from promises.models import Activity


@outside("own data")
def own_data(user):
    """What a person may take along: the account, what it has been in councils, and what it has done there.

    Of what was done: which row, when, of what type and where. What the row says belongs to the council.
    """
    return {
        "account": {
            "email": user.email,
            "name": user.name,
            "title": user.title,
            "since": _time(user.date_joined),
            "last_login": _time(user.last_login),
            "gets_reminders": user.gets_reminders,
        },
        "memberships": [*map(_membership, _memberships(user))],
        "seats": [*map(_seat, SeatHolder.objects.filter(user=user).select_related("seat__council"))],
        "police_areas": [*map(_appointment, AreaAppointment.objects.filter(user=user).select_related("area"))],
        "oversight": [*map(_oversight, OversightAppointment.objects.filter(user=user).select_related("region"))],
        "invitations": [*map(_invitation, _invitations(user))],
        "activities": [*map(_activity, _activities(user))],
        "notes": _notes(user),
        "judgements": [*map(_judgement, _judgements(user))],
        "approvals": [*map(_approval, _approvals(user))],
        "comments": [*map(_comment, _comments(user))],
        "reminders": [*map(_reminder, Reminder.objects.filter(user=user))],
        "log": [*map(_entry, AuditEntry.objects.filter(actor=user).select_related("council"))],
    }


def _memberships(user):
    return Membership.objects.filter(user=user).select_related("council", "organisation")


def _membership(row):
    return {
        "council": row.council.name,
        "role": row.role,
        "organisation": row.organisation.name,
        "from_day": _day(row.from_day),
        "to_day": _day(row.to_day),
        "ended_at": _time(row.ended_at),
    }


def _seat(row):
    return {
        "council": row.seat.council.name,
        "function": row.seat.function,
        "from_day": _day(row.from_day),
        "to_day": _day(row.to_day),
    }


def _appointment(row):
    return {"area": row.area.name, "from_day": _day(row.from_day), "to_day": _day(row.to_day)}


def _oversight(row):
    return {
        "region": row.region.name if row.region else None,
        "from_day": _day(row.from_day),
        "to_day": _day(row.to_day),
    }


def _invitations(user):
    return Invitation.objects.filter(accepted_by=user).select_related("council")


def _invitation(row):
    return {
        "council": row.council.name,
        "email": row.email,
        "role": row.role,
        "invited_at": _time(row.invited_at),
        "accepted_at": _time(row.accepted_at),
    }


def _activities(user):
    return Activity.objects.filter(logged_by=user).select_related("council").order_by("-logged_at", "-pk")


def _activity(row):
    return {
        "id": row.pk,
        "council": row.council.name,
        "day": _day(row.occurred_on),
        "type": row.activity_type,
        "logged_at": _time(row.logged_at),
        "withdrawn_at": _time(row.withdrawn_at),
    }


def _notes(user):
    """What one has noted on targets: which row, when and of what kind, the newest first."""
    of_set = "target__promise__section__promise_set__council"
    rows = [
        (kind, row)
        for kind, model in KINDS.items()
        for row in model.objects.filter(noted_by=user).select_related(of_set)
    ]
    return [_note(kind, row) for kind, row in sorted(rows, key=lambda pair: pair[1].noted_at, reverse=True)]


def _note(kind, row):
    return {
        "id": row.pk,
        "council": row.target.promise.section.promise_set.council.name,
        "target": row.target_id,
        "kind": kind,
        "noted_at": _time(row.noted_at),
        "withdrawn_at": _time(row.withdrawn_at),
    }


def _judgements(user):
    council = "target__promise__section__promise_set__council"
    return Assessment.objects.filter(judged_by=user).select_related(council).order_by("-judged_at", "-pk")


def _judgement(row):
    return {
        "id": row.pk,
        "council": row.target.promise.section.promise_set.council.name,
        "target": row.target_id,
        "judgement": row.judgement,
        "judged_at": _time(row.judged_at),
    }


def _approvals(user):
    return Approval.objects.filter(approved_by=user).select_related("summary__promise_set__council")


def _approval(row):
    return {
        "id": row.pk,
        "council": row.summary.promise_set.council.name,
        "summary": row.summary.promise_set.title,
        "party": row.party,
        "approved_at": _time(row.approved_at),
    }


def _comments(user):
    return SummaryComment.objects.filter(written_by=user).select_related("summary__promise_set__council").order_by("pk")


def _comment(row):
    return {
        "id": row.pk,
        "council": row.summary.promise_set.council.name,
        "summary": row.summary.promise_set.title,
        "written_at": _time(row.written_at),
    }


def _reminder(row):
    return {"day": _day(row.day), "things": row.things, "sent_at": _time(row.sent_at)}


def _entry(row):
    return {
        "at": _time(row.at),
        "verb": row.verb,
        "council": row.council.name if row.council else None,
        "object_type": row.object_type,
        "object_id": row.object_id,
    }


def _day(day):
    return day and day.isoformat()


def _time(moment):
    """Swedish time with its offset: 2019-11-20T12:00:00+01:00."""
    return moment and timezone.localtime(moment).isoformat(timespec="seconds")
