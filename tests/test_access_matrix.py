"""Who gets which answer from every address of the site.

Walks the site map. A route without a line in ROUTES fails the first test, so nothing is added without somebody
deciding who may use it. For every route × visitor × method × placement the status is computed from that line and
compared with the real answer; foreign and missing answers are compared byte for byte; nothing of the other council may
be in an answer; and only what may write, writes.

To extend: a new route is a line in ROUTES; a new kind of visitor a line in `visitors`; a new kind of address a function
in PLACEMENTS; a new demand on every answer a few lines in `problems_of`.
"""

import importlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from councils.models import AreaAppointment, AuditChain, AuditEntry, Invitation, Membership, SeatHolder, User
from councils.roles import Role
from followup.actions.summaries import NARRATIVE
from followup.models import Approval, Assessment, Summary, SummaryShare, SummaryText
from promises.models import Activity, Credit, Promise, PromiseSet, Target
from tests.conftest import Side, rolled_back
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
SAFE = ("GET", "HEAD", "OPTIONS")
WRITING_SQL = ("INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "TRUNCATE")
OF_NO_COUNCIL = ('"cache"', '"django_session"')
# What a refusal alone may write, whatever the method: that it was refused. Nothing else, and never in a council that
# the visitor does not belong to.
AUDIT_LOG = ('"councils_auditentry"', '"councils_auditchain"')
LOGIN = {302}
NOT_ALLOWED, FORBIDDEN, NOT_FOUND = {405}, {403}, {404}

ALL = frozenset(Role)
LOGGERS = ALL - {Role.OFFICIAL}
COORDINATOR = frozenset({Role.COORDINATOR})
LEADERS = frozenset({Role.COORDINATOR, Role.POLICE_MANAGER})
# The world's activities were logged for the municipality: the field user's organisation, and not the member's.
CORRECTORS = LEADERS | {Role.FIELD_USER}
# The world's drafts and texts are the municipality's own: these act for the police and for a school.
OF_OTHERS = frozenset({Role.POLICE_MANAGER, Role.MEMBER})


@dataclass(frozen=True)
class CouncilPage:
    """A route below a council: who may read, who may write, and from whom the row itself is hidden as a draft.

    `read=None`: it has no GET. `write=None`: it has no POST. `body` makes a valid form for a side's rows.
    `enter`: whose role is enough for the page, when what they may do there depends on the row. `closed_to`: who may
    write in such rows, but not in this one, which is another organisation's own. `sends`: a post answers with a file,
    and not by leading on.
    """

    read: frozenset[Role] | None = ALL
    write: frozenset[Role] | None = None
    enter: frozenset[Role] | None = None
    hidden_from: frozenset[Role] = frozenset()
    closed_to: frozenset[Role] = frozenset()
    body: Callable[[Side], dict] = lambda side: {}
    sends: bool = False

    def expected(self, visitor, method, placement):
        if visitor.is_logged_out:
            return LOGIN
        allowed = self.read if method in ("GET", "HEAD") else self.write if method == "POST" else None
        if allowed is None:
            return NOT_ALLOWED
        if visitor.home is None or placement in ("foreign", "missing"):
            return NOT_FOUND
        if visitor.role not in (self.enter or allowed):
            return FORBIDDEN
        if placement != "own" or visitor.role in self.hidden_from:
            return NOT_FOUND
        if visitor.role not in allowed:
            return FORBIDDEN
        if method == "POST":
            return {409} if visitor.role in self.closed_to else {200 if self.sends else 302}
        return {200, 302}


@dataclass(frozen=True)
class SitePage:
    """A route above all councils: its statuses for those logged out and those logged in.

    In the order GET (and HEAD), OPTIONS, POST with an empty form, PUT, PATCH, DELETE.
    """

    logged_out: str
    logged_in: str

    def expected(self, visitor, method, placement):
        statuses = (self.logged_out if visitor.is_logged_out else self.logged_in).split()
        place = ("GET", "OPTIONS", "POST", "PUT", "PATCH", "DELETE").index("GET" if method == "HEAD" else method)
        return {int(status) for status in statuses[place].split("|")}


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


TO_LOGIN = "302 302 302 302 302 302"
NOT_OFFERED = "404 404 404 404 404 404"
READ_ONLY = "200 200 405 405 405 405"  # as allauth's class-based views answer


def log_form(side):
    return {"targets": side.rows.target.pk, "occurred_on": "2019-05-06", "count": 1, "parties": side.rows.police.pk}


def text_form(side):
    return {**dict.fromkeys(NARRATIVE, "Ny text"), "version": 1}


def approval_form(side):
    """For the municipality: the police's own approval is another right."""
    return {"party": "municipality", "read": "what stood there before"}


def judge_form(side):
    return {"judgement": "fulfilled", "motivation": "Vi ser det så."}


def invitation_form(side):
    return {"email": "ny@example.org", "name": "Ny", "role": "official", "organisation": side.rows.municipal.pk}


def membership_form(side):
    return {"role": "field_user", "organisation": side.rows.municipal.pk}


ROUTES = {
    "followup:current_overview": CouncilPage(),
    "followup:overview": CouncilPage(),
    "followup:evidence": CouncilPage(),
    "followup:log": CouncilPage(read=LOGGERS, write=LOGGERS, body=log_form),
    "followup:judge": CouncilPage(read=LEADERS, write=LEADERS, body=judge_form),
    "followup:summaries": CouncilPage(),
    "followup:summary": CouncilPage(hidden_from=frozenset({Role.OFFICIAL})),
    "followup:summary_pdf": CouncilPage(hidden_from=frozenset({Role.OFFICIAL})),
    "followup:summary_text": CouncilPage(read=LEADERS, write=LEADERS, closed_to=OF_OTHERS, body=text_form),
    "followup:summary_introduction": CouncilPage(
        read=LEADERS,
        write=LEADERS,
        closed_to=OF_OTHERS,
        body=lambda side: {"introduction": "Ny inledning", "version": 2},
    ),
    "followup:share_summary": CouncilPage(read=LEADERS, write=LEADERS, body=lambda side: {"is_read": "on"}),
    "followup:summary_history": CouncilPage(read=LOGGERS),
    "followup:approve_summary": CouncilPage(
        read=None, write=frozenset({Role.COORDINATOR}), enter=ALL, body=approval_form
    ),
    "promises:promise_sets": CouncilPage(),
    "promises:promise_set": CouncilPage(),
    "promises:share_promise_set": CouncilPage(read=LEADERS, write=LEADERS, body=lambda side: {"is_read": "on"}),
    "promises:promise_set_history": CouncilPage(),
    "promises:target_history": CouncilPage(),
    "promises:activities": CouncilPage(),
    "promises:activity": CouncilPage(),
    "promises:correct_activity": CouncilPage(
        read=CORRECTORS, write=CORRECTORS, enter=LOGGERS, body=lambda side: {**log_form(side), "version": 1}
    ),
    "promises:withdraw_activity": CouncilPage(
        read=CORRECTORS,
        write=CORRECTORS,
        enter=LOGGERS,
        body=lambda side: {"reason": "Loggad två gånger", "version": 1},
    ),
    "promises:restore_activity": CouncilPage(
        read=None, write=CORRECTORS, enter=LOGGERS, body=lambda side: {"version": 1}
    ),
    "councils:council": CouncilPage(),
    "councils:members": CouncilPage(),
    "councils:invite": CouncilPage(read=COORDINATOR, write=COORDINATOR, body=invitation_form),
    "councils:resend_invitation": CouncilPage(read=None, write=COORDINATOR),
    "councils:withdraw_invitation": CouncilPage(read=None, write=COORDINATOR),
    "councils:change_member": CouncilPage(read=COORDINATOR, write=COORDINATOR, body=membership_form),
    "councils:end_member": CouncilPage(read=COORDINATOR, write=COORDINATOR, body=lambda side: {"leaves_seats": "on"}),
    "councils:log": CouncilPage(read=LEADERS),
    "councils:log_csv": CouncilPage(
        read=None, write=LEADERS, sends=True, body=lambda side: {"handelse": "log_activity", "fran": "2019-01-01"}
    ),
    #                                          GET OPT POST PUT PATCH DELETE
    "followup:start": SitePage(TO_LOGIN, "200|302 405 405 405 405 405"),
    "followup:own_data": SitePage(TO_LOGIN, "200 405 405 405 405 405"),
    "followup:own_data_json": SitePage(TO_LOGIN, "200 405 405 405 405 405"),
    "councils:profile": SitePage(TO_LOGIN, "200 405 422 405 405 405"),
    "councils:log_out_everywhere": SitePage(TO_LOGIN, "405 405 302 405 405 405"),
    "councils:erase_me": SitePage(TO_LOGIN, "200 405 422 405 405 405"),
    # With a token that is none: the same page as for one that was used or has run out.
    "councils:accept_invitation": SitePage("404 405 404 405 405 405", "404 405 404 405 405 405"),
    "followup:accessibility": SitePage("200 405 405 405 405 405", "200 405 405 405 405 405"),
    "set_language": SitePage("405 405 302 405 405 405", "405 405 302 405 405 405"),
    "account_login": SitePage("200 200 200 200 405 405", "302 302 302 302 302 302"),
    "account_logout": SitePage("302 200 302 405 405 405", "200 200 302 405 405 405"),
    "account_inactive": SitePage(READ_ONLY, READ_ONLY),
    "account_signup": SitePage("200 200 200 200 200 200", "302 302 302 302 302 302"),  # closed, whatever is sent
    "account_reauthenticate": SitePage(TO_LOGIN, "200 200 200 200 405 405"),
    # allauth looks it up by name; nobody changes an address here.
    "account_email": SitePage(TO_LOGIN, NOT_OFFERED),
    "account_change_password": SitePage(TO_LOGIN, "200 200 200 200 405 405"),
    "account_set_password": SitePage(TO_LOGIN, "302 405 405 405 405 405"),  # all here have a password to change
    "account_reset_password": SitePage("200 200 200 200 405 405", "200 200 200 200 405 405"),
    "account_reset_password_done": SitePage(READ_ONLY, READ_ONLY),
    # With a key that is none: a page that says so, whatever is sent.
    "account_reset_password_from_key": SitePage("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "account_reset_password_from_key_done": SitePage(READ_ONLY, READ_ONLY),
    # The second factor: everybody manages their own. Nobody here has one, so there is nothing to show or remove.
    "sign_in_again": SitePage(TO_LOGIN, "302 405 405 405 405 405"),
    "mfa_index": SitePage(TO_LOGIN, "200 405 405 405 405 405"),
    "mfa_authenticate": SitePage(TO_LOGIN, TO_LOGIN),  # a step of signing in, which nobody here is in the middle of
    "mfa_reauthenticate": SitePage(TO_LOGIN, TO_LOGIN),
    "mfa_reauthenticate_webauthn": SitePage(TO_LOGIN, TO_LOGIN),
    "mfa_activate_totp": SitePage(TO_LOGIN, "200 405 200 405 405 405"),
    "mfa_deactivate_totp": SitePage(TO_LOGIN, "404 405 404 405 405 405"),
    "mfa_view_recovery_codes": SitePage(TO_LOGIN, "404 200 405 405 405 405"),
    "mfa_download_recovery_codes": SitePage(TO_LOGIN, NOT_OFFERED),
    "mfa_generate_recovery_codes": SitePage(TO_LOGIN, "200 405 200 405 405 405"),
    "mfa_list_webauthn": SitePage(TO_LOGIN, READ_ONLY),
    "mfa_add_webauthn": SitePage(TO_LOGIN, "200 405 200 405 405 405"),
    "mfa_edit_webauthn": SitePage(TO_LOGIN, "404 405 404 405 405 405"),
    "mfa_remove_webauthn": SitePage(TO_LOGIN, "404 405 404 405 405 405"),
    # A way in: whoever is in already is led on. The page itself is the login page.
    "mfa_login_webauthn": SitePage("302 200 302 302 405 405", "302 302 302 302 302 302"),
    # With a provider that is none, as every provider is until one is configured.
    "openid_connect_login": SitePage("405 405 404 405 405 405", "405 405 404 405 405 405"),
    "openid_connect_callback": SitePage("404 405 405 405 405 405", "404 405 405 405 405 405"),
    "socialaccount_login_cancelled": SitePage(READ_ONLY, READ_ONLY),
    "socialaccount_login_error": SitePage("403 405 405 405 405 405", "403 405 405 405 405 405"),
    "socialaccount_signup": SitePage("200 200 200 200 200 200", "302 302 302 302 302 302"),  # closed
    "socialaccount_connections": SitePage(TO_LOGIN, NOT_OFFERED),
    # Nothing is kept: it leads on to the start page.
    "kept_text": SitePage(TO_LOGIN, "302 405 302 405 405 405"),
}


# Model → a row of it, the answers to an empty form on its page and on that for a new one; None: no such page.
ADMINISTERED = {
    "county": (lambda side: side.council.municipalities.first().county, 403, None),
    "policeregion": (lambda side: side.council.municipalities.first().police_region, 200, 200),
    "municipality": (lambda side: side.council.municipalities.first(), 302, None),
    "policearea": (lambda side: side.rows.police.police_area, 200, 200),
    "organisation": (lambda side: side.rows.school, 200, 200),
    "council": (lambda side: side.council, 200, 200),
    "user": (lambda side: side.people[Role.MEMBER], 200, None),
    "areaappointment": (lambda side: AreaAppointment.objects.get(), 403, None),
    "auditentry": (lambda side: AuditEntry.objects.get(council=None), 403, None),
}
ROUTES |= {"admin:index": AdminPage(), "admin:app_list": AdminPage(), "admin:jsi18n": AdminPage(post=405)}
for _model, (_row, _change, _add) in ADMINISTERED.items():
    ROUTES[f"admin:councils_{_model}_changelist"] = AdminPage()
    ROUTES[f"admin:councils_{_model}_change"] = AdminPage(_row, _change)
    ROUTES[f"admin:councils_{_model}_history"] = AdminPage(_row)
    if _add:
        ROUTES[f"admin:councils_{_model}_add"] = AdminPage(post=_add)


# The site map


def routes(patterns=None, namespace=""):
    """(name, its parameters) of every route; a route without a name is given by its pattern."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLPattern):
            name = f"{namespace}{one.name}" if one.name else f"unnamed {one.pattern}"
            yield name, tuple(one.pattern.regex.groupindex)
        else:
            yield from routes(one.url_patterns, f"{namespace}{one.namespace}:" if one.namespace else namespace)


PARAMETERS = dict(routes())


def test_every_route_has_a_declared_rule():
    assert sorted(PARAMETERS.keys() - ROUTES.keys()) == []


def test_every_declared_rule_has_its_route():
    assert sorted(ROUTES.keys() - PARAMETERS.keys()) == []


# Addresses

NO_SLUG, NO_ID = "finns-inte", 999_999_999
KEYS = {
    "key": "MQ:1abc:x",
    "uidb36": "1",
    "pk": NO_ID,
    "provider_id": "finns-inte",
    "token": "inte-en-inbjudan",
    "app_label": "councils",
}  # not valid, or nobody's
PLACEMENTS = {
    "own": lambda own, other: (own.council.slug, own.rows),
    "foreign": lambda own, other: (other.council.slug, other.rows),
    "missing": lambda own, other: (NO_SLUG, None),
    "foreign row in own council": lambda own, other: (own.council.slug, other.rows),
    "missing row in own council": lambda own, other: (own.council.slug, None),
    "draft of the other, in own council": lambda own, other: (own.council.slug, drafts(other)),
}
ANSWER_ALIKE = (
    ("foreign", "missing"),
    ("foreign row in own council", "missing row in own council"),
    ("draft of the other, in own council", "missing row in own council"),
)


def drafts(side):
    """The side's rows with drafts in place of what is decided."""
    rows = type(side.rows)(**vars(side.rows))
    rows.promise_set, rows.promise, rows.target = rows.draft_set, rows.draft_promise, rows.draft_target
    return rows


def placements_of(route, method):
    parameters = PARAMETERS[route]
    if "council" not in parameters:
        return ("own",)
    if parameters == ("council",) or method not in ("GET", "POST"):
        return ("own", "foreign", "missing")
    return tuple(PLACEMENTS)


def address(route, placement, own, other):
    council, rows = PLACEMENTS[placement](own, other)
    values = {}
    for name in PARAMETERS[route]:
        if name == "council":
            values[name] = council
        elif name in KEYS:
            values[name] = KEYS[name]
        elif name == "object_id":
            values[name] = ROUTES[route].row(own).pk
        elif name == "promise_set":
            values[name] = rows.promise_set.slug if rows else NO_SLUG
        else:
            values[name] = getattr(rows, name).pk if rows else NO_ID
    return reverse(route, kwargs=values)


# Visitors


@dataclass(frozen=True)
class Visitor:
    name: str
    session: str | None
    home: Side | None = None
    role: Role | None = None
    is_logged_out: bool = False
    is_superuser: bool = False


@pytest.fixture(scope="module")
def visitors(world):
    """Whoever may come by; those of B first, so that anything kept between requests is theirs."""

    def session_of(user):
        # allauth copies a user's address to its own table the first time it shows it, in a GET.
        EmailAddress.objects.create(user=user, email=user.email, primary=True)
        client = Client()
        sign_in(client, user)
        return client.cookies[settings.SESSION_COOKIE_NAME].value

    b_only = world.b.people[Role.COORDINATOR]
    found = [Visitor("a user of B only", session_of(b_only), world.b, Role.COORDINATOR)]
    found += [Visitor(f"{role} of A", session_of(user), world.a, role) for role, user in world.a.people.items()]
    found.append(Visitor("a user in no council", session_of(world.nobody)))
    found.append(Visitor("a superuser", session_of(world.superuser), is_superuser=True))
    found.append(Visitor("a deactivated user", session_of(world.inactive), is_logged_out=True))
    User.objects.filter(pk=world.inactive.pk).update(is_active=False)
    found.append(Visitor("anonymous", None, is_logged_out=True))
    return found


# Asking


@dataclass(frozen=True)
class Answer:
    status: int
    head: str
    body: bytes
    written: tuple[str, ...]
    touched_the_other: bool


client = Client()  # one for all, since each would read the static files anew; its cookies are set for each request


def ask(visitor, method, path, body, other):
    client.cookies.clear()
    if visitor.session:
        client.cookies[settings.SESSION_COOKIE_NAME] = visitor.session
    written = []

    def note(execute, sql, params, many, context):
        if sql.lstrip(" (").upper().startswith(WRITING_SQL) and not any(table in sql for table in OF_NO_COUNCIL):
            written.append(sql[:90])
        return execute(sql, params, many, context)

    form = {"content_type": "application/x-www-form-urlencoded"}
    seen_of = fingerprint if method == "POST" else heads
    with rolled_back():
        before = seen_of(other)
        with connection.execute_wrapper(note):
            if method in ("GET", "HEAD"):
                answer = getattr(client, method.lower())(path)
            else:
                answer = client.generic(method, path, urlencode(body), **form)
        touched = bool(written) and seen_of(other) != before
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return Answer(answer.status_code, answer.serialize_headers().decode(), content, tuple(written), touched)


def heads(side):
    """How far the council's own audit log has come: quick to ask for, so asked for with every method."""
    return list(AuditChain.objects.filter(council=side.council).values_list("length", "head"))


def fingerprint(side):
    """Every row of a council that a page can write."""
    council = side.council
    rows = [
        Activity.objects.filter(council=council),
        Activity.history.filter(council=council),
        Credit.objects.filter(activity__council=council),
        PromiseSet.objects.filter(council=council),
        Promise.objects.filter(section__promise_set__council=council),
        Target.objects.filter(promise__section__promise_set__council=council),
        Summary.objects.filter(promise_set__council=council),
        SummaryText.objects.filter(summary__promise_set__council=council),
        SummaryShare.objects.filter(summary__promise_set__council=council),
        Approval.objects.filter(summary__promise_set__council=council),
        Assessment.objects.filter(target__promise__section__promise_set__council=council),
        Membership.objects.filter(council=council),
        Invitation.objects.filter(council=council),
        SeatHolder.objects.filter(seat__council=council),
        AuditEntry.objects.filter(council=council),
        AuditChain.objects.filter(council=council),
    ]
    return [list(one.order_by("pk").values_list()) for one in rows]


CHANGING = re.compile(rb'(name="csrfmiddlewaretoken" value|nonce)="[^"]*"')


def masked(answer, path):
    """The whole answer without what is new each time and without the address that was asked for."""
    echoed = (path, quote(path, safe=""), quote(path, safe="/"))
    head, body = answer.head, CHANGING.sub(rb"\1", answer.body)
    for text in echoed:
        head, body = head.replace(text, "(address)"), body.replace(text.encode(), b"(address)")
    if len(body) != len(answer.body):
        head = re.sub(r"Content-Length: \d+", f"Content-Length: {len(body)}", head)
    return answer.status, re.sub(r"csrftoken=[^;]*", "csrftoken", head), body


def problems_of(rule, visitor, method, placement, answer, forbidden_words):
    """What is wrong with one answer."""
    expected = rule.expected(visitor, method, placement)
    if answer.status not in expected:
        yield f"answered {answer.status}, not {sorted(expected)}"
    refused = answer.status in FORBIDDEN | NOT_FOUND and not visitor.is_logged_out
    written = [sql for sql in answer.written if not (refused and any(table in sql for table in AUDIT_LOG))]
    if method in SAFE and written:
        yield f"a safe method wrote: {written}"
    if (answer.status >= 400 or expected == LOGIN and visitor.is_logged_out) and written:
        yield f"refused, and wrote all the same: {written}"
    if answer.touched_the_other:
        yield "changed rows of the other council"
    everything = answer.head.encode() + answer.body
    for word in forbidden_words:
        if word.encode() in everything or word.lower().encode() in everything:
            yield f"shows {word}"


@pytest.fixture
def plain_pdf(monkeypatch):
    """The document as plain text, so that its words can be searched; drawing it is another test's task."""
    # By its full name: the package shows the view `summaries` under the same one.
    module = importlib.import_module("followup.views.summaries")
    monkeypatch.setattr(module, "render_pdf", lambda snapshot: json.dumps(snapshot, ensure_ascii=False).encode())


@pytest.mark.parametrize("route", sorted(PARAMETERS))
def test_everybody_gets_the_declared_answer(route, world, visitors, plain_pdf):
    rule, problems = ROUTES[route], []
    for visitor in visitors:
        own, other = (world.b, world.a) if visitor.home is world.b else (world.a, world.b)
        forbidden = [other.token] if visitor.home else [own.token, other.token]
        if visitor.is_superuser and isinstance(rule, AdminPage):
            forbidden = []  # shows the name of every council, and nothing from inside one: see test_administration.py
        for method in METHODS:
            seen = {}
            for placement in placements_of(route, method):
                path = address(route, placement, own, other)
                aimed_at = other if "foreign" in placement else own
                body = rule.body(aimed_at) if isinstance(rule, CouncilPage) else {}
                answer = ask(visitor, method, path, body, other)
                seen[placement] = masked(answer, path)
                found = problems_of(rule, visitor, method, placement, answer, forbidden)
                problems += [f"{visitor.name}: {method} {path} ({placement}): {problem}" for problem in found]
            for one, alike in ANSWER_ALIKE:
                if one in seen and seen[one] != seen[alike]:
                    problems.append(f"{visitor.name}: {method} {route}: {one} and {alike} answer differently")
    assert not problems, "\n".join(problems)


# What the matrix does not walk


def test_what_is_approved_by_both_is_open_to_officials(world, client):
    client.force_login(world.a.people[Role.OFFICIAL])
    frozen = world.a.rows.frozen_set
    assert client.get(reverse("followup:summary", args=[world.a.council.slug, frozen.slug])).status_code == 200


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", ["promise_set", "promise", "target"])
def test_a_draft_is_open_to_its_organisation_but_not_to_officials_and_others(world, client, role, name):
    client.force_login(world.a.people[role])
    rows = drafts(world.a)
    path = {
        "promise_set": f"/{world.a.council.slug}/uppfoljning/{rows.promise_set.slug}/",
        "promise": f"/{world.a.council.slug}/lofte/{rows.promise.pk}/text/",
        "target": f"/{world.a.council.slug}/mal/{rows.target.pk}/",
    }[name]
    status = client.get(path).status_code
    if role == Role.OFFICIAL or role in OF_OTHERS:
        assert status in (403, 404)
    elif name == "promise":
        assert status == (200 if role in LEADERS else 403)
    else:
        assert status == 200


def test_nobody_signs_up_by_themselves(world, client):
    before = User.objects.count()
    form = {"email": "ny@example.org", "password1": "korp på taket i Övertorneå"}
    assert client.post(reverse("account_signup"), form).status_code == 200
    assert User.objects.count() == before


def test_the_matrix_would_notice_a_leak(world, visitors):
    """A control: the checks are not blind."""
    visitor, rule = visitors[1], CouncilPage()
    leak = Answer(200, "", f"Se även {world.b.token}".encode(), ("INSERT INTO x",), touched_the_other=True)
    found = list(problems_of(rule, visitor, "GET", "foreign", leak, [world.b.token]))
    assert len(found) == 4
