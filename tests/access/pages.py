"""The kinds of rules a route can have, and the statuses that follow from each."""

from collections.abc import Callable
from dataclasses import dataclass

from councils.roles import Role
from tests.conftest import Side

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
SAFE = ("GET", "HEAD", "OPTIONS")
LOGIN, NOT_ALLOWED, FORBIDDEN, NOT_FOUND = {302}, {405}, {403}, {404}
ALL = frozenset(Role)


@dataclass(frozen=True)
class CouncilPage:
    """A route below a council: who may read, who may write, and from whom the row itself is hidden as a draft.

    `read=None`: it has no GET. `write=None`: it has no POST. `body` makes a valid form for a side's rows.
    `enter`: whose role is enough for the page, when what they may do there depends on the row. `closed_to`: who may
    write in such rows, but not in this one, which is another organisation's own. `sends`: a post answers with a file,
    and not by leading on; `makes`: with what it made. `in_draft`: one's own rows are those of the draft, since what is
    decided is not edited.
    `query`: the query parameters the page reads that name rows; `filters`: those that do not, such as days.
    `typed`: fields whose words may be anybody's, as free text. `single`: fields for one row; the last sent counts.
    """

    read: frozenset[Role] | None = ALL
    write: frozenset[Role] | None = None
    enter: frozenset[Role] | None = None
    hidden_from: frozenset[Role] = frozenset()
    closed_to: frozenset[Role] = frozenset()
    sends: bool = False
    makes: bool = False
    in_draft: bool = False
    body: Callable[[Side], dict] = lambda side: {}
    query: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    single: tuple[str, ...] = ()

    def expected(self, visitor, method, placement):
        if visitor.is_logged_out:
            return LOGIN
        allowed = self.read if method in ("GET", "HEAD") else self.write if method == "POST" else None
        if allowed is None:
            return NOT_ALLOWED
        if visitor.home is None or placement in OUTSIDE:
            return NOT_FOUND
        if visitor.role not in (self.enter or allowed):
            return FORBIDDEN
        if placement != "own" or visitor.role in self.hidden_from:
            return NOT_FOUND
        if visitor.role not in allowed:
            return FORBIDDEN
        if method == "POST":
            return {409} if visitor.role in self.closed_to else {201 if self.makes else 200 if self.sends else 302}
        return {200, 302}


@dataclass(frozen=True)
class PublicPage:
    """A route below a council for everybody: what is published, of any council, the same whoever comes; nobody writes.

    `filters`: the query parameters the page reads, none of which names a row. `names`: the people who are named on it,
    for they have signed what it shows.
    """

    filters: tuple[str, ...] = ()
    query: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    names: Callable[[Side], set[str]] = lambda side: set()

    def expected(self, visitor, method, placement):
        if method not in ("GET", "HEAD"):
            return NOT_ALLOWED
        return {200} if placement in ("own", "foreign") else NOT_FOUND

    def body(self, side):
        return {}


@dataclass(frozen=True)
class SamePage(PublicPage):
    """A route below a council that says nothing of it: the same bytes for everybody, also where no council is."""

    def expected(self, visitor, method, placement):
        return {200} if method in ("GET", "HEAD") else NOT_ALLOWED


# Placements in a council that the visitor does not belong to.
OUTSIDE = ("foreign", "missing", "own row in foreign council")


@dataclass(frozen=True)
class SitePage:
    """A route above all councils: its statuses for those logged out and those logged in.

    In the order GET (and HEAD), OPTIONS, POST with an empty form, PUT, PATCH, DELETE. `is_new`: each answer shows a
    new key of one's own, so that no two answers are alike.
    """

    logged_out: str
    logged_in: str
    is_new: bool = False
    query: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()

    def expected(self, visitor, method, placement):
        statuses = (self.logged_out if visitor.is_logged_out else self.logged_in).split()
        place = ("GET", "OPTIONS", "POST", "PUT", "PATCH", "DELETE").index("GET" if method == "HEAD" else method)
        return {int(status) for status in statuses[place].split("|")}

    def body(self, side):
        return {}


@dataclass(frozen=True)
class AreaPage:
    """A page of a local police area: for whoever has a role in a council there, and of those councils alone.

    To everybody else the area is as one that is not there. `filters`: the query parameters the page reads.
    """

    filters: tuple[str, ...] = ()
    query: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()

    def expected(self, visitor, method, placement):
        if visitor.is_logged_out:
            return LOGIN
        if method not in ("GET", "HEAD"):
            return NOT_ALLOWED
        return {200} if visitor.home and placement == "own" else NOT_FOUND

    def body(self, side):
        return {}


@dataclass(frozen=True)
class OverseerPage(AreaPage):
    """A page of figures for who follows many councils: to everybody else it does not exist.

    Of a council it shows what it is called, and sums.
    """

    def expected(self, visitor, method, placement):
        if visitor.is_logged_out:
            return LOGIN
        if method not in ("GET", "HEAD"):
            return NOT_ALLOWED
        return {200} if visitor.is_overseer and placement != "missing" else NOT_FOUND


@dataclass(frozen=True)
class AdminPage:
    """A page of the administration: to everybody but superusers it does not exist. It shows what stands above councils.

    `row` is the one it is about; `post` is the answer to an empty form.
    """

    row: Callable[[Side], object] | None = None
    post: int = 200

    def expected(self, visitor, method, placement):
        if visitor.is_logged_out:
            return LOGIN
        if not visitor.is_superuser:
            return NOT_FOUND
        return {"GET": {200}, "HEAD": {200}, "POST": {self.post}}.get(method, NOT_ALLOWED)

    def body(self, side):
        return {}


TO_LOGIN = "302 302 302 302 302 302"
NOT_OFFERED = "404 404 404 404 404 404"
READ_ONLY = "200 200 405 405 405 405"  # as allauth's class-based views answer
