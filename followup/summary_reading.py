"""What a summary says, part by part in the order it is read, as a page shows its snapshot. Pure."""

from dataclasses import dataclass

from followup.codes import OF_A_PROMISE, TextPart

# What is said of the whole before the promises, and after them.
BEFORE = ("introduction", "method", "situation")
AFTER = ("communicated", "carried_over")
# Of a promise: the part → what in the snapshot tells that somebody was to write there.
ASKED = {"police_did": "police_answers", "municipality_did": "municipality_answers"}


@dataclass(frozen=True)
class Said:
    """One part: its heading, its text, and whether it is a proposal, not shared, or asked for and blank;
    and how many comments are open there."""

    part: str
    heading: str
    text: str = ""
    is_proposed: bool = False
    not_shared: str = ""
    is_asked: bool = False
    comments: int = 0

    @property
    def is_shown(self):
        return bool(self.text or self.not_shared or self.is_asked or self.comments)


@dataclass(frozen=True)
class Reading:
    """The whole before and after the promises, and (title of the section, [(promise, its parts)])."""

    before: list
    sections: list
    after: list


def reading(snapshot, comments=None):
    """The snapshot as it is read. What was frozen in an older format lacks parts that came later.

    `comments`: (promise id or None, part) → how many are open there.
    """
    counts = comments or {}
    return Reading(
        before=_said(snapshot, BEFORE, counts),
        sections=[(section["title"], _promises(section, counts)) for section in snapshot["sections"]],
        after=_said(snapshot, AFTER, counts),
    )


def _promises(section, counts):
    return [(promise, _said(promise, OF_A_PROMISE, counts)) for promise in section["promises"]]


def _said(row, parts, counts):
    """The parts that there is anything to show of; deviations that were noted stand under what was not done."""
    found = [_part(row, part, counts.get((row.get("id"), part), 0)) for part in parts]
    return [one for one in found if one.is_shown or (one.part == "why_not" and row.get("deviations"))]


def _part(row, part, comments):
    return Said(
        part,
        TextPart(part).label,
        text=row.get(part) or "",
        is_proposed=part in (row.get("proposed") or ()),
        not_shared=(row.get("not_shared") or {}).get(part, ""),
        is_asked=bool(row.get(ASKED.get(part, ""))),
        comments=comments,
    )
