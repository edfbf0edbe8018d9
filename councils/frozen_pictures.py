"""Database triggers by which an adopted picture stands, with what was contributed, seen and counted for it.

What it names and does not hold itself stands with it (`Picture.as_adopted`). Left open is that a later picture
replaces it. How they are put up: see triggers.py.
"""

# ruff: noqa: S608  the statements are made of the names below alone

from councils.triggers import Head, Part, standing

PICTURE = "councils_picture"
REFUSAL = "an adopted picture stands as it is"

# Every column is in one of the two: a test holds it, so that a new column makes somebody choose.
LEFT_OPEN = ("status",)
STANDS = (
    *("id", "organisation_id", "shared_at", "shared_by_id", "version", "council_id", "number", "title", "from_day"),
    *("to_day", "mapping", "other_information", "analysis", "adopted_on", "adopted_by_body", "adopted_at"),
    *("adopted_by_id", "meeting_id", "paragraph", "registry_number", "predecessor_id", "as_adopted"),
)
_ONWARDS = "NEW.status = OLD.status OR (OLD.status = 'decided' AND NEW.status = 'replaced')"
_OF_PICTURE = f"EXISTS (SELECT 1 FROM {PICTURE} AS p WHERE p.id = {{row}}.picture_id AND p.status <> 'draft')"

TRIGGERS = standing(
    "adopted_picture",
    REFUSAL,
    Head(PICTURE, "{row}.status <> 'draft'", STANDS, _ONWARDS, unique=(("council_id", "number"),)),
    (
        Part("contribution", "councils_picturecontribution", _OF_PICTURE),
        Part("observation", "councils_pictureobservation", _OF_PICTURE),
        Part("indicator", "councils_pictureindicator", _OF_PICTURE),
    ),
)
install, remove, missing = TRIGGERS.install, TRIGGERS.remove, TRIGGERS.missing
