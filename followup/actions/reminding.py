"""Sending the day's reminders: each person's mail once, whoever else is sending at the same time."""

from collections import Counter
from datetime import timedelta
from enum import StrEnum
from smtplib import SMTPException

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from followup.digests import digests
from followup.models import Reminder
from followup.reminder_mail import mail_of

# A mail that was begun and is not known to have been sent is sent again after this: twice rather than never.
CLAIM_HOLDS = timedelta(minutes=15)
# How long the log keeps who was told of what.
KEPT = timedelta(days=400)


class Sent(StrEnum):
    """What became of one person's reminder."""

    SENT = "sent"
    FAILED = "failed"
    NOTHING = "nothing"
    BEFORE = "before"
    BEGUN = "begun"


def remind(*, today):
    """Send what is to be told today. Sent → how many people.

    However often and by however many it is called, a mail that the server has taken is not sent again that day. One
    that cannot be sent stops no other. A mail server that cannot be reached at all ends it: everybody left has failed.
    """
    Reminder.objects.filter(day__lt=today - KEPT).delete()
    with_mail, found = _to_send(today)
    connection = get_connection()
    try:
        for number, digest in enumerate(with_mail):
            if not _is_reached(connection):
                found[Sent.FAILED] += len(with_mail) - number
                break
            found[_send(digest, today, connection)] += 1
    finally:
        _close(connection)
    return found


def numbers_on(*, today):
    """What `remind` would do, without doing it."""
    with_mail, found = _to_send(today)
    return found + Counter({Sent.SENT: len(with_mail)})


def _to_send(today):
    """The digests of those who have not got their mail, and how many people need none or have one on its way."""
    waiting, nothing = digests(today=today)
    before = _before(today)
    found = Counter(before[digest.user.pk] for digest in waiting if digest.user.pk in before)
    return [digest for digest in waiting if digest.user.pk not in before], found + Counter({Sent.NOTHING: nothing})


def _before(today):
    """User id → whether the mail of the day has been sent, or was begun so lately that it may be on its way."""
    held = Q(sent_at__isnull=False) | Q(claimed_at__gt=timezone.now() - CLAIM_HOLDS)
    rows = Reminder.objects.filter(held, day=today).values_list("user", "sent_at")
    return {user: Sent.BEFORE if sent_at else Sent.BEGUN for user, sent_at in rows}


def _send(digest, today, connection):
    reminder = _claim(digest, today)
    if reminder is None:
        return Sent.BEGUN
    try:
        connection.send_messages([mail_of(digest, reminder, today=today, connection=connection)])
    except (SMTPException, OSError, ValueError):
        # ValueError: an address that cannot be written. What is left of a connection is of no use to the next mail.
        _close(connection)
        return Sent.FAILED
    Reminder.objects.filter(pk=reminder.pk).update(sent_at=timezone.now())
    return Sent.SENT


def _claim(digest, today):
    """The row that says that this process sends the mail, or None: the database lets only one in.

    In a transaction of its own, before anything is sent.
    """
    now, facts = timezone.now(), {"user": digest.user, "day": today}
    with transaction.atomic():
        row, made = Reminder.objects.get_or_create(**facts, defaults={"things": digest.keys, "claimed_at": now})
    if made:
        return row
    left_lying = {"pk": row.pk, "sent_at__isnull": True, "claimed_at__lte": now - CLAIM_HOLDS}
    return row if Reminder.objects.filter(**left_lying).update(claimed_at=now, things=digest.keys) else None


def _is_reached(connection):
    """Is there a mail server? Opens the connection, unless it is open."""
    try:
        connection.open()
    except (SMTPException, OSError):
        return False
    return True


def _close(connection):
    try:
        connection.close()
    except (SMTPException, OSError):
        # It was gone already.
        return
