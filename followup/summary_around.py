"""What lies around a summary, read in one query: its texts, shares, approvals, returns and open comments, and to whom
it goes. The rows are held by the summary and its promise set, so that what reads them there asks for nothing.
"""

from collections import Counter
from datetime import UTC

from django.db.models import IntegerField, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from councils.asked_together import Question
from councils.gathered import Gathered, hold, row_of, whole
from councils.models import Organisation, User
from councils.prepared import Told, prepared
from followup.models import Approval, Summary, SummaryComment, SummaryReturn, SummaryShare, SummaryText
from promises.models import Recipient

# What is shown of a person beside what they have done.
OF_PERSON = ("id", "name", "title")


def around_asked(summary):
    """What `read_around` asks, to be asked with other questions."""
    return Question(_around, summary=summary.pk) if summary.pk else Question(_to, promise_set=summary.promise_set_id)


@prepared
def _to():
    return Recipient.objects.filter(promise_set=Told("promise_set", IntegerField()))


@prepared
def _around():
    rows = Summary.objects.filter(pk=Told("summary", IntegerField())).order_by()
    open_comments = SummaryComment.objects.filter(summary=OuterRef("pk"), settled_at__isnull=True)
    return rows.annotate(
        _texts=_of(SummaryText, **_whole_with(SummaryText, organisation=whole(Organisation, "organisation"))),
        _shares=_of(
            SummaryShare,
            **_whole_with(SummaryShare, organisation=whole(Organisation, "organisation"), person=_person("shared_by")),
        ),
        _approvals=_of(Approval, **_whole_with(Approval, person=_person("approved_by"))),
        _returns=_of(SummaryReturn, **_whole_with(SummaryReturn, person=_person("returned_by"))),
        _comments=_gathered(open_comments, "summary", JSONObject(promise="promise_id", part="part")),
        _recipients=_gathered(Recipient.objects.filter(promise_set=OuterRef("promise_set")), "promise_set"),
    ).values_list("_texts", "_shares", "_approvals", "_returns", "_comments", "_recipients")


def read_around(summary, asked=None):
    """Let a summary and its set hold what lies around it. Returns (promise id or None, part) → open comments there.

    Of a summary that is not there yet there are only its recipients.
    """
    asked = asked or around_asked(summary)
    if not summary.pk:
        _hold_recipients(summary, asked.rows)
        return Counter()
    [found] = asked.rows
    texts, shares, approvals, returns, comments, recipients = (rows or [] for rows in found)
    hold(summary, "texts", _in_order(_text(one) for one in texts))
    hold(summary, "shares", _in_order(_share(one) for one in shares))
    hold(summary, "approvals", _in_order(_done(Approval, one, "approved") for one in approvals))
    hold(summary, "returns", _in_order(_done(SummaryReturn, one, "returned") for one in returns))
    _hold_recipients(summary, [row_of(Recipient, one) for one in recipients])
    return Counter((one["promise"], one["part"]) for one in comments)


def _hold_recipients(summary, rows):
    hold(summary.promise_set, "recipients", sorted(rows, key=lambda row: (row.order, row.pk)))


def _whole_with(model, **more):
    """A row as JSON, with what it points to beside it."""
    return {"row": whole(model), **more}


def _of(model, **values):
    return _gathered(model.objects.filter(summary=OuterRef("pk")), "summary", JSONObject(**values))


def _gathered(rows, by, values=None):
    values = values or whole(rows.model)
    return Subquery(rows.order_by().values(by).annotate(all=Gathered(values)).values("all"))


def _person(way):
    return JSONObject(**{name: f"{way}__{name}" for name in OF_PERSON})


def _in_order(rows):
    return sorted(rows, key=lambda row: row.pk)


def _text(said):
    row = row_of(SummaryText, said["row"])
    row.organisation = row_of(Organisation, said["organisation"]) if row.organisation_id else None
    return row


def _share(said):
    row = _done(SummaryShare, said, "shared")
    row.organisation = row_of(Organisation, said["organisation"])
    return row


def _done(model, said, what):
    """The row of something that somebody did: `what`_at and `what`_by."""
    row = row_of(model, said["row"])
    at = parse_datetime(getattr(row, f"{what}_at"))
    # SQLite keeps no zone: what it keeps is UTC.
    setattr(row, f"{what}_at", at if timezone.is_aware(at) else at.replace(tzinfo=UTC))
    person = said["person"]
    setattr(row, f"{what}_by", User.from_db("default", OF_PERSON, [person[name] for name in OF_PERSON]))
    return row
