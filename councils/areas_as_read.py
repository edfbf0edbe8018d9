"""Problem areas as a picture or a plan shows them: as they are, or as they were when it was adopted or decided.

Pages and papers show `AreaAsRead` alone, so that nobody has to know which of the two it is.
"""

from dataclasses import asdict, dataclass

from councils.codes import ProblemTheme

COPIED = (
    *("name", "background", "theme", "times", "cause_offender", "cause_target", "cause_place", "priority"),
    "priority_reason",
)


@dataclass(frozen=True)
class AreaAsRead:
    """A problem area with all that is shown of it. `picture_id`: the picture that it was seen in, if any."""

    pk: int
    name: str
    background: str = ""
    theme: str = ""
    times: str = ""
    cause_offender: str = ""
    cause_target: str = ""
    cause_place: str = ""
    priority: int | None = None
    priority_reason: str = ""
    places: tuple[str, ...] = ()
    picture_id: int | None = None

    def get_theme_display(self):
        """The theme in words, in the language that is read."""
        return dict(ProblemTheme.choices).get(self.theme, self.theme)

    @property
    def causes(self):
        return [text for text in (self.cause_offender, self.cause_target, self.cause_place) if text]


def as_data(area, *, places=()):
    """A stored problem area as plain data."""
    values = {name: getattr(area, name) for name in COPIED}
    return asdict(AreaAsRead(pk=area.pk, picture_id=area.picture_id, places=list(places), **values))


def from_data(data):
    """What `as_data` made, to be shown."""
    return AreaAsRead(**{**data, "places": tuple(data["places"])})
