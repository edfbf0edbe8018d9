"""Addresses of calendars are keys: whoever has one reads the calendar, so it can be read by phones that log in nowhere.

A key is the person's number and how many times the address has been changed, signed; for one council, its number too.
It holds no secret of the person's and opens nothing but the calendar.
"""

from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

SALT = "councils.calendar_keys"


@dataclass(frozen=True)
class CalendarKey:
    """Whose calendar, by which of their addresses, and of which council; None means all of them."""

    user_id: int
    number: int
    council_id: int | None = None


def key_of(user, council=None):
    """The key to a person's calendar of all councils, or of one."""
    parts = [user.pk, user.calendar_number, *([council.pk] if council else [])]
    return _signer().sign("-".join(map(str, parts)))


def read_key(text):
    """What a key says, or None where it is not one of ours."""
    try:
        return CalendarKey(*map(int, _signer().unsign(text).split("-")))
    except BadSignature:
        return None


def _signer():
    # A dot ends no file name and needs no escaping in an address.
    return Signer(salt=SALT, sep=".")
