"""One request and everything that can be known of its answer."""

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from pypdf import PdfReader

from tests.access.fingerprints import crossings, crossings_asked_for, digests, ids_of, rows_asked_for
from tests.access.published import private_texts
from tests.access.visitors import visitors_of
from tests.conftest import rolled_back

WRITING_SQL = re.compile(
    r'\s*\(*\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\s+"?(\w+)', re.I
)
FORM = "application/x-www-form-urlencoded"

# Tables that a request may write although it reads or is refused, and why. Nothing else may.
ALLOWED_WRITES_OF_A_READ = {
    "cache": "attempts are counted, also by pages that only show",
    "django_session": "what only the visitor's own browser can reach: when it was last seen, a step of signing in",
}
ALLOWED_WRITES_OF_A_REFUSAL = {
    **ALLOWED_WRITES_OF_A_READ,
    "councils_auditentry": "that it was refused is logged, never in a council that the visitor does not belong to",
    "councils_auditchain": "how long that log is",
}


@dataclass(frozen=True)
class Answer:
    """An answer, what it wrote, which tables of the other council it changed, which own rows now point there."""

    status: int
    head: str
    body: bytes
    written: frozenset[str] = frozenset()
    changed: tuple[str, ...] = ()
    crossed: tuple[str, ...] = ()
    followed: "Answer | None" = None
    path: str = ""

    @property
    def text(self):
        """Everything one can read in it, with documents opened."""
        return f"{self.head}\n{readable(self.body)}"


@dataclass
class Matrix:
    """The two councils, those who visit, and what has been asked and found so far."""

    world: object
    visitors: list = field(default_factory=list)
    requests: int = 0
    records: dict = field(default_factory=dict)
    titles: dict = field(default_factory=dict)
    # (route, visitor) of own pages that have been asked for, and answered as they should or told as a problem.
    let_in: set = field(default_factory=set)
    # Whether what has been read once is known: only where nothing is changed or broken between two walks.
    remembers: bool = False
    known: dict = field(default_factory=dict)

    def __post_init__(self):
        self.visitors = self.visitors or visitors_of(self.world)
        self.client = Client()  # one for all, since each would read the static files anew
        self._watched, self._private = {}, {}

    def sides_of(self, visitor):
        """(own, other) as this visitor sees it."""
        world = self.world
        return (world.b, world.a) if visitor.home is world.b else (world.a, world.b)

    def watched(self, side):
        """How to ask for a side's rows and for ties to it, and what it held before anybody asked.

        Each request is undone, so that holds.
        """
        if side.token not in self._watched:
            own = self.world.b if side is self.world.a else self.world.a
            rows = rows_asked_for(side)
            self._watched[side.token] = rows, crossings_asked_for(own, ids_of(side)), digests(rows)
        return self._watched[side.token]

    def private(self, side):
        """The texts of a side that no page for everybody may show."""
        if side.token not in self._private:
            self._private[side.token] = private_texts(side)
        return self._private[side.token]

    def send(self, visitor, method, path, body=None, *, keep_cookies=False):
        """One request as it is; nothing is undone or compared."""
        self.requests += 1
        if not keep_cookies:
            self.client.cookies.clear()
        if visitor.session:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = visitor.session
        if method in ("GET", "HEAD"):
            answer = getattr(self.client, method.lower())(path)
        else:
            content, content_type = sent(body or {})
            answer = self.client.generic(method, path, content, content_type=content_type)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        head = answer.serialize_headers().decode()
        cookies = "".join(f"\nSet-Cookie: {cookie.OutputString()}" for cookie in answer.cookies.values())
        return Answer(answer.status_code, head + cookies, content, path=path)

    def ask(self, visitor, method, path, body=None):
        """A request, all it did, and the page a form leads to; then everything is undone."""
        rows, ties, before = self.watched(self.sides_of(visitor)[1])
        written = set()

        def note(execute, sql, params, many, context):
            if match := WRITING_SQL.match(sql):
                written.add(match[1])
            return execute(sql, params, many, context)

        changed = crossed = ()
        with rolled_back():
            with connection.execute_wrapper(note):
                answer = self.send(visitor, method, path, body)
            tables = frozenset(written)
            if tables - ALLOWED_WRITES_OF_A_READ.keys():
                after = digests(rows, tables)  # what no statement has named is as it was
                changed = tuple(table for table in after if after[table] != before[table])
                crossed = tuple(crossings(ties, tables))
            followed = self._follow(visitor, answer) if method == "POST" else None
        return Answer(answer.status, answer.head, answer.body, tables, changed, crossed, followed, path)

    def read(self, visitor, path):
        """A digest of the whole answer to a GET, `masked`: the same question need not be asked again by the next walk.

        Each request is undone and the clock stands, so nothing would have changed in between.
        """
        known = self.known.get((visitor.name, path)) if self.remembers else None
        return known or self.keep(visitor, path, self.ask(visitor, "GET", path))

    def keep(self, visitor, path, answer):
        digest = self.known[visitor.name, path] = digest_of(answer)
        return digest

    def _follow(self, visitor, answer):
        location = re.search(r"^Location: (\S+)", answer.head, re.M)
        if answer.status != 302 or visitor.is_logged_out or not location or urlsplit(location[1]).netloc:
            return None
        # A message waits in a cookie.
        return self.send(visitor, "GET", location[1], keep_cookies=True)


def sent(body):
    """A form as a browser sends it; with a file in it, in parts."""
    if any(hasattr(value, "read") for value in body.values()):
        return encode_multipart(BOUNDARY, body), MULTIPART_CONTENT
    return urlencode(body, doseq=True), FORM


@lru_cache(maxsize=64)  # a PDF that is kept is the same bytes each time, and slow to read
def readable(body):
    """The text of an answer, also of a PDF and of what is zipped: documents, and files of any kind."""
    if body.startswith(b"%PDF"):
        pages = PdfReader(io.BytesIO(body))
        return "\n".join([str(pages.metadata), *(page.extract_text() for page in pages.pages)])
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = archive.namelist()
            return "\n".join([*names, *(readable(archive.read(name)) for name in names)])
    return body.decode("utf-8", "replace")


UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
CHANGING = re.compile(
    "|".join(
        [
            r'(name="csrfmiddlewaretoken" value|nonce)="[^"]*"',
            rf'(?<=value="){UUID}(?=")',
            r"(?<=csrftoken=)[^;]*",
            r"(?im:(?<=expires=)[^;\n]*|^expires: .*$)",
        ]
    )
)


@lru_cache(maxsize=4)  # several layers look at the same answer, one after the other
def masked(answer):
    """The whole answer without what is new each time and without the address that was asked for."""
    full, bare = answer.path, answer.path.partition("?")[0]
    text = CHANGING.sub("(new)", answer.text)
    echoes = [form for path in (full, bare) for form in (path, escape(path), quote(path, safe=""), quote(path))]
    for echo in filter(None, dict.fromkeys(echoes)):
        text = text.replace(echo, "(address)")
    return answer.status, re.sub(r"Content-Length: \d+", "Content-Length", text)


def digest_of(answer):
    return hashlib.sha256(repr(masked(answer)).encode()).hexdigest()
