"""Asks before text with what may tell who somebody is gets saved, and remembers what people answered.

`screen` says what is in a text and what of it the person has already answered for. An answer is a token, made of the
field, the kind and the number, so that it says nothing to whoever reads it and holds for no other number. What was let
through is noted until the act's line in the audit log takes it, as field and kind and never as text.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import islice

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from councils.personal_data import A_DAY, A_PHONE, A_PLATE, PERSONAL_NUMBER, TEN, Finding, findings

TICKS = "screened"  # what the boxes to tick are called in every form that is sent
MOST_ASKED = 50  # at once of one text; the rest when those are answered
AROUND = 30  # characters of the text on each side, to find the place by
_ROW = re.compile(r"_\d+$")

_overrides: ContextVar[dict[tuple[str, str], None] | None] = ContextVar("overrides", default=None)


@dataclass(frozen=True)
class Screened:
    """A text, what in it may not be saved as it stands, and what somebody has answered for."""

    text: str
    refused: list[Finding] = field(default_factory=list)
    accepted: list[Finding] = field(default_factory=list)


def screen(text, *, field, accepted=(), asked=None):
    """Look through a text of the field called `field`. `accepted`: the tokens of the boxes somebody ticked.

    `asked`: what `asked_about` said of it, if that is known. What is let through is noted for the audit log.
    """
    asked = asked_about(text, field=field) if asked is None else asked
    let_through = [found for key, found in asked.items() if key in accepted]
    note(field, let_through)
    refused = (found for key, found in asked.items() if key not in accepted)
    return Screened(text, list(islice(refused, MOST_ASKED)), let_through)


def asked_about(text, *, field, before=""):
    """{token: finding} of what somebody must answer for in a text that was `before`. The same number twice is one."""
    asked = {}
    for found in added(text, before):
        asked.setdefault(token(field, found), found)
    return asked


def added(text, before=""):
    """What is found in a text and was not in the one before it: whoever stored that has been asked about it once."""
    if text == before or not (found := findings(text)):
        return []
    known = {(one.kind, one.number) for one in findings(before)}
    return [one for one in found if (one.kind, one.number) not in known]


def token(field, found):
    """What the box for this number in this field sends. The server's key is in it: no number can be read out of it."""
    about = f"{field}\n{found.kind}\n{found.number}"
    return salted_hmac("councils.screening", about, algorithm="sha256").hexdigest()[:20]


# What is said


def sentence(found):
    """What it looks like and what to do about it: (before the place in the text, after it)."""
    before, after = {
        PERSONAL_NUMBER: (
            _("Texten innehåller ett personnummer:"),
            _("Ta bort det; här sparas inga uppgifter om enskilda."),
        ),
        A_DAY: (
            _("Det här kan vara ett personnummer:"),
            _("Ta bort det om det är det, och inte datum och klockslag."),
        ),
        TEN: (_("De tio siffrorna kan vara ett personnummer:"), _("Ta bort dem om de är det.")),
        A_PHONE: (
            _("Det här ser ut som ett telefonnummer:"),
            _("Ta bort det om det går till en enskild person."),
        ),
        A_PLATE: (
            _("Det här ser ut som ett registreringsnummer på ett fordon:"),
            _("Ta bort det; det leder till en enskild person."),
        ),
    }[found.kind]
    return before, after


def answer(found):
    """What one says by ticking the box."""
    if found.stops:
        return _("Det här är inget personnummer")
    return _("Spara ändå: det gäller ingen enskild person")


def excerpt(text, found):
    """The place in the text: (before, what was found, after), each in one line and cut between words."""
    before, after = text[max(found.start - AROUND, 0) : found.start], text[found.end : found.end + AROUND]
    if found.start > AROUND:
        before = "…" + before.partition(" ")[2]
    if len(text) - found.end > AROUND:
        after = after.rpartition(" ")[0] + "…"
    return tuple(re.sub(r"\s+", " ", part) for part in (before, found.text, after))


def plainly(text, found):
    """The whole sentence as plain text, for files, tables and answers that are no pages."""
    before, after = sentence(found)
    return f"{before} ”{''.join(excerpt(text, found)).strip()}” {after}"


# What was let through


@contextmanager
def overrides_noted() -> Iterator[None]:
    """What is let through inside is noted until `take_overrides`, and forgotten at the end. Every request has one."""
    reset = _overrides.set({})
    try:
        yield
    finally:
        _overrides.reset(reset)


def note(field, let_through):
    """Note that these were let through in the field; outside of any request nothing is."""
    noted = _overrides.get()
    if noted is not None:
        noted.update(((_ROW.sub("", field), found.kind), None) for found in let_through)


def take_overrides():
    """[{"field", "kind"}] of what was let through so far, once."""
    noted = _overrides.get() or {}
    taken = [{"field": field, "kind": kind} for field, kind in noted]
    noted.clear()
    return taken
