"""Database triggers by which approved minutes stand: the meeting, its agenda, who came, and what was decided.

What seats, their holders and organisations were called stands with the meeting (`Meeting.as_approved`). That a
decision is carried out belongs to the time afterwards and is left open. How they are put up: see triggers.py.
"""

# ruff: noqa: S608  the statements are made of the names below alone

from councils.triggers import Head, Part, standing

MEETING, DECISION = "councils_meeting", "councils_decision"
REFUSAL = "approved minutes stand as they are"

# Every column of a decision is in one of the two: a test holds it, so that a new column makes somebody choose.
STANDS = ("id", "meeting_id", "item_id", "number", "text", "owner_id", "organisation_id", "due_on")
LEFT_OPEN = ("done_at", "done_by_id", "done_note", "version")

_OF_MEETING = f"EXISTS (SELECT 1 FROM {MEETING} AS m WHERE m.id = {{row}}.meeting_id AND m.approved_at IS NOT NULL)"

TRIGGERS = standing(
    "approved_minutes",
    REFUSAL,
    Head(MEETING, "{row}.approved_at IS NOT NULL"),
    (
        Part("agenda", "councils_agendaitem", _OF_MEETING),
        Part("attendance", "councils_attendance", _OF_MEETING),
        Part("guest", "councils_attendanceguest", _OF_MEETING),
        Part("decision", DECISION, _OF_MEETING, STANDS),
    ),
)
install, remove, missing = TRIGGERS.install, TRIGGERS.remove, TRIGGERS.missing
