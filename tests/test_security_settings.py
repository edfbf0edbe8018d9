"""What every answer carries, what production refuses to start with, and what never gets into a log."""

import io
import json
import logging
import re
import shutil
import string

import pytest
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import mail
from django.db import ConnectionHandler
from django.test import Client
from django.urls import reverse

from brapp.durability import faults_of
from brapp.log_lines import MASK, LogLines
from brapp.middleware import UNUSED
from councils.models import User
from councils.roles import Role
from tests import factories as make
from tests.access.addresses import SITE, address
from tests.access.pages import PublicPage
from tests.access.rules import ROUTES
from tests.conftest import rolled_back
from tests.empty_database import kept_copy
from tests.test_architecture import INLINE
from tests.test_project import PRODUCTION, manage

NUMBER = "19121212-1212"
PASSWORD = "korp på taket i Övertorneå"
CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "object-src": ["'none'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}


def policy_of(headers):
    parts = (directive.split() for directive in headers["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in parts}


# Production, started for real


ASKING = """
import json
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
from councils.models import User
User.objects.create_user("a@example.org", "korp på taket i Övertorneå", name="A")
site = {"host": "brapp.overkalix.example", "x-forwarded-proto": "https", "x-forwarded-for": "10.0.0.9"}
client = Client(headers=site)
client.raise_request_exception = False
plain = {"x-forwarded-proto": "http"}
answers = {
    "plain": client.get("/konto/login/", headers=plain),
    "login": client.get("/konto/login/"),
    "logged in": client.post("/konto/login/", {"login": "a@example.org", "password": "korp på taket i Övertorneå"}),
    "missing": client.get("/finns/inte/"),
    "static": client.get("/static/img/favicon.svg"),
    "evil": client.get("/konto/login/", headers={"host": "evil.example"}),
    "trace": client.trace("/konto/login/"),
    "folder": client.get("/static/"),
    "secrets": client.get("/static/../brapp/settings.py"),
}
shown = {name: {
    "status": answer.status_code,
    "headers": {key.title(): value for key, value in answer.headers.items()},
    "cookies": {key: dict(morsel) for key, morsel in answer.cookies.items()},
    "body": b"".join(answer).decode(errors="replace"),
} for name, answer in answers.items()}
print(json.dumps(shown | {"accounts": User.objects.count()}))
"""


@pytest.fixture(scope="module")
def production(tmp_path_factory, django_db_setup):
    """Its database begins, where there is one, as the copy that this run's began as: then `migrate` adds nothing."""
    place = tmp_path_factory.mktemp("production")
    if kept_copy().exists():
        shutil.copyfile(kept_copy(), place / "b.sqlite3")
    places = {"DATABASE_URL": f"sqlite:///{place}/b.sqlite3", "BRAPP_DATA_DIR": str(place), "STATIC_ROOT": f"{place}/s"}
    done = manage("shell", "-v", "0", "-c", ASKING, **{**PRODUCTION, **places})
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_plain_http_is_sent_on_to_https(production):
    answer = production["plain"]
    assert (answer["status"], answer["headers"]["Location"]) == (301, "https://brapp.overkalix.example/konto/login/")


@pytest.mark.parametrize("name", ["login", "logged in", "missing", "static", "trace"])
def test_every_answer_of_production_carries_the_headers(production, name):
    headers = production[name]["headers"]
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert policy_of(headers) == CSP
    assert not {"Server", "X-Powered-By", "Access-Control-Allow-Origin"} & headers.keys()


def test_cookies_are_bound_to_the_host_and_to_https(production):
    cookies = production["logged in"]["cookies"] | production["login"]["cookies"]
    assert cookies.keys() == {"__Host-sessionid", "__Host-csrftoken"}
    for cookie in cookies.values():
        assert (cookie["secure"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")
    assert cookies["__Host-sessionid"]["httponly"] is True
    assert len(cookies["__Host-csrftoken"]["httponly"] or "") == 0  # read by scripts of our own


def test_no_page_of_production_tells_what_it_is_made_of(production):
    for answer in (answer for name, answer in production.items() if name != "accounts"):
        text = f"{answer['body']} {answer['headers']}".lower()
        assert not [word for word in ("traceback", "django", "gunicorn", "python", "sqlite") if word in text]


def test_neither_folders_nor_source_are_served(production):
    assert [production[name]["status"] for name in ("folder", "secrets", "missing")] == [404, 404, 404]


def test_another_host_is_refused_without_repeating_its_name(production):
    assert production["evil"]["status"] == 400
    assert "evil" not in production["evil"]["body"]


def test_trace_answers_no_request_back(production):
    assert production["trace"]["status"] != 200
    assert "10.0.0.9" not in production["trace"]["body"]


# What production refuses to start with


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "a" * 60),
        ("SECRET_KEY_FALLBACKS", "short"),
        ("ALLOWED_HOSTS", ".overkalix.example"),
        ("EMAIL_URL", None),
        ("EMAIL_URL", "consolemail://"),
        ("EMAIL_URL", "smtp://mail.example:25"),
        ("TRUSTED_PROXY_COUNT", None),
    ],
)
def test_production_does_not_start_with_unsafe(name, value):
    done = manage("check", **{**PRODUCTION, name: value})
    assert done.returncode != 0 and name in done.stderr, done.stderr


@pytest.mark.parametrize("url", ["smtp+tls://m.example:587", "smtp+ssl://m.example:465", "smtp://localhost:25"])
def test_mail_leaves_the_machine_only_over_tls(url):
    assert manage("check", **{**PRODUCTION, "EMAIL_URL": url}).returncode == 0


def test_debug_cannot_be_turned_on_from_outside():
    done = manage(
        "shell", "-v", "0", "-c", "from django.conf import settings; print(settings.DEBUG)", **PRODUCTION, DEBUG="1"
    )
    assert done.stdout.strip() == "False", done.stderr


def test_a_former_key_still_opens_what_it_signed():
    old, new = string.ascii_letters + string.digits, string.digits + string.ascii_letters
    sign, read = (
        "from django.core import signing; print(signing.dumps('x'))",
        "from django.core import signing; print(signing.loads('{}'))",
    )
    signed = manage("shell", "-v", "0", "-c", sign, **{**PRODUCTION, "SECRET_KEY": old}).stdout.strip()
    reading = {"SECRET_KEY": new, "SECRET_KEY_FALLBACKS": old}
    assert manage("shell", "-v", "0", "-c", read.format(signed), **{**PRODUCTION, **reading}).stdout.strip() == "x"
    del reading["SECRET_KEY_FALLBACKS"]
    assert manage("shell", "-v", "0", "-c", read.format(signed), **{**PRODUCTION, **reading}).returncode != 0


@pytest.mark.parametrize(("host", "mode"), [("db.example", "require"), ("localhost", None)])
def test_a_database_elsewhere_is_reached_over_tls(host, mode):
    ask = "from django.conf import settings as s; print(s.DATABASES['default']['OPTIONS'].get('sslmode'))"
    done = manage("shell", "-v", "0", "-c", ask, **{**PRODUCTION, "DATABASE_URL": f"postgres://b:s@{host}/b"})
    assert done.stdout.strip() == str(mode), done.stderr


@pytest.mark.django_db  # pytest-django lets no connection through without
@pytest.mark.parametrize(("level", "faults"), [("OFF", 1), ("NORMAL", 1), ("FULL", 0), ("EXTRA", 0)])
def test_sqlite_that_does_not_wait_for_the_disk_is_a_fault(level, faults):
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    database["OPTIONS"] = {"init_command": f"PRAGMA synchronous={level};"}
    connection = ConnectionHandler({"default": database})["default"]
    try:
        assert len(faults_of(connection)) == faults
    finally:
        connection.close()


def test_production_on_sqlite_starts_and_waits_for_the_disk(tmp_path):
    places = {"DATABASE_URL": f"sqlite:///{tmp_path}/b.sqlite3", "BRAPP_DATA_DIR": str(tmp_path)}
    done = manage("shell", "-v", "0", "-c", "import brapp.wsgi", **{**PRODUCTION, **places})
    assert done.returncode == 0, done.stderr
    less = """from django.db import connections
connections["default"].settings_dict["OPTIONS"]["init_command"] = "PRAGMA synchronous=NORMAL;"
connections.close_all()
import brapp.wsgi"""
    done = manage("shell", "-v", "0", "-c", less, **{**PRODUCTION, **places})
    assert done.returncode != 0 and "synchronous=1" in done.stderr


# Every answer of every route


# Where the address itself is a key, not even our own pages are told where one came from.
REFERRER = {"councils:accept_invitation": "strict-origin"}
# Read by programs that nobody is signed in to: whoever asks is nobody, and no cookie is looked at.
BY_KEY = {"followup:calendar_feed"}


def visit(client, route, world):
    with rolled_back():
        return client.get(address(route, "own", world.a, world.b))


@pytest.fixture(params=["anonymous", "coordinator"])
def visitor(request, world, db):
    client = Client()
    if request.param == "coordinator":
        client.force_login(world.a.people[Role.COORDINATOR])
    client.is_logged_in = request.param == "coordinator"
    return client


def faults_in(answer, is_logged_in, referrer="same-origin"):
    headers = answer.headers
    expected = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": referrer,
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
    }
    yield from (f"{name} is {headers.get(name)}" for name, value in expected.items() if headers.get(name) != value)
    if policy_of(headers) != CSP:
        yield "another policy"
    if is_logged_in and "no-store" not in headers.get("Cache-Control", ""):
        yield "may be kept by the browser"
    needed = {settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME} if is_logged_in else {settings.CSRF_COOKIE_NAME}
    if answer.cookies.keys() - needed:
        yield f"sets {list(answer.cookies)}"
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        yield from (fault for fault, pattern in INLINE.items() if pattern.search(answer.content.decode()))
        if "charset=utf-8" not in headers["Content-Type"]:
            yield "has no charset"


def test_every_answer_carries_the_headers_and_nothing_inline(visitor, world):
    problems = []
    for route in SITE:
        answer = visit(visitor, route, world)
        is_public = (
            isinstance(ROUTES.get(route), PublicPage) or route in BY_KEY
        )  # the same for everybody, whoever is logged in
        faults = [*faults_in(answer, visitor.is_logged_in and not is_public, REFERRER.get(route, "same-origin"))]
        if not is_public and "public" in answer.headers.get("Cache-Control", ""):
            faults.append("may be kept by a proxy")
        problems += [f"{route} {answer.status_code}: {fault}" for fault in faults]
    assert not problems, "\n".join(problems)


def test_the_headers_check_would_notice_their_absence():
    bare = Client().get("/static/img/favicon.svg")
    for name in list(bare.headers):
        if name != "Content-Security-Policy":
            del bare.headers[name]
    assert len(list(faults_in(bare, True))) >= 7


@pytest.mark.django_db
def test_a_word_to_the_reader_makes_no_third_cookie(client):
    make.user(email="anna@example.org", password=PASSWORD)
    answer = client.post(reverse("account_login"), {"login": "anna@example.org", "password": PASSWORD})
    assert answer.cookies.keys() <= {settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME}
    answer = client.post(reverse("account_logout"))
    assert "messages" not in answer.cookies


# Other people's addresses


@pytest.mark.django_db
@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"])
def test_login_and_logout_lead_to_no_other_site(client, back):
    client.force_login(make.person(Role.COORDINATOR))
    for answer in (
        client.get(reverse("account_login"), {"next": back}),
        client.get(reverse("account_reauthenticate"), {"next": back}),
        client.post(reverse("account_logout"), {"next": back}),
    ):
        assert "evil" not in answer.headers.get("Location", "") and "alert" not in answer.headers.get("Location", "")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["host", "x-forwarded-host"])
def test_a_mail_never_leads_to_the_host_of_whoever_asked(client, name, django_capture_on_commit_callbacks):
    make.user(email="anna@example.org", password=PASSWORD)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            reverse("account_reset_password"), {"email": "anna@example.org"}, headers={name: "evil.example"}
        )
    assert answer.status_code == (400 if name == "host" else 302)
    assert len(mail.outbox) == (0 if name == "host" else 1)
    assert not [letter for letter in mail.outbox if "evil" in letter.body]


@pytest.mark.parametrize(
    ("proxies", "address"), [(0, "10.0.0.9"), (1, "192.0.2.7"), (2, "198.51.100.2")], ids=["none", "one", "two"]
)
def test_only_the_proxies_own_words_say_where_somebody_is(rf, settings, proxies, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    spoofed = "203.0.113.1, 198.51.100.2, 192.0.2.7"
    request = rf.get("/", headers={"x-forwarded-for": spoofed, "x-real-ip": "203.0.113.1"}, REMOTE_ADDR="10.0.0.9")
    assert get_adapter().get_client_ip(request) == address


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_no_route_takes_a_form_from_another_site(world, db, method):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.a.people[Role.COORDINATOR])
    for route in SITE:
        path = address(route, "own", world.a, world.b)
        with rolled_back():
            assert getattr(client, method)(path, headers={"origin": "https://evil.example"}).status_code == 403, route


# Accounts and passwords


def test_there_are_no_accounts_from_the_start(production):
    assert production["accounts"] == 1  # the one that this module made


def change_password(client, **changes):
    form = {"oldpassword": PASSWORD, "password1": "en helt annan mening", "password2": "en helt annan mening"}
    return client.post(reverse("account_change_password"), form | changes)


@pytest.fixture
def anna(client, db):
    anna = make.user(email="anna@example.org", password=PASSWORD)
    client.post(reverse("account_login"), {"login": anna.email, "password": PASSWORD})
    return anna


def test_a_password_is_changed_by_whoever_knows_the_old_one(client, anna):
    change_password(client, oldpassword="fel fel fel fel")
    assert User.objects.get(pk=anna.pk).check_password(PASSWORD)
    assert change_password(client).status_code == 302
    assert User.objects.get(pk=anna.pk).check_password("en helt annan mening")


def test_a_new_password_ends_all_other_sessions(client, anna):
    other = Client()
    other.force_login(anna)
    change_password(client)
    assert other.get(reverse("account_change_password")).status_code == 302
    assert client.get(reverse("account_change_password")).status_code == 200


@pytest.mark.parametrize(
    ("password", "taken"),
    [
        ("elva tecken", False),
        ("tolv tecken.", True),
        ("snö" * 42 + "!!", True),  # 128
        ("åäö åäö åäö åäö", True),
        ("  mellanslag runt om  ", True),
        ("password1234", False),
        ("manchesterunited", False),
    ],
)
def test_a_password_is_long_and_uncommon_and_of_any_characters(client, anna, password, taken):
    change_password(client, password1=password, password2=password)
    assert User.objects.get(pk=anna.pk).check_password(password) is taken


def test_passwords_are_masked_and_managers_of_passwords_know_the_fields(client, anna):
    page = client.get(reverse("account_change_password")).content.decode()
    fields = re.findall(r'<input[^>]*name="[^"]*password[^>]*>', page)
    assert len(fields) == 3
    for field in fields:
        assert 'type="password"' in field and re.search(r'autocomplete="(current|new)-password"', field)


@pytest.mark.django_db
def test_logging_in_makes_a_new_session_key(client):
    make.user(email="anna@example.org", password=PASSWORD)
    client.post(reverse("set_language"), {"language": "sv"})
    before = client.session.session_key
    client.post(reverse("account_login"), {"login": "anna@example.org", "password": PASSWORD})
    assert before and client.session.session_key not in (None, before)
    assert not client.session.exists(before)


def test_logging_out_asks_the_browser_to_forget(client, anna):
    assert "Clear-Site-Data" not in client.get(reverse("account_change_password")).headers
    answer = client.post(reverse("account_logout"))
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in client.get(reverse("account_login")).headers


# Too much


@pytest.mark.django_db
@pytest.mark.parametrize("route", ["account_login", "set_language", "account_reset_password"])
def test_ten_megabytes_are_a_413_that_names_the_limit(route):
    client = Client(enforce_csrf_checks=True)
    client.get(reverse("account_login"))  # with a cookie, so that the form itself is asked for its token
    answer = client.post(reverse(route), "x=" + "x" * 10_000_000, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "MB" in answer.content.decode()


@pytest.mark.django_db
def test_a_file_that_no_page_takes_is_refused_before_it_is_read(client, settings, monkeypatch):
    settings.LARGEST_BODY = 2_000_000
    handlers = "django.core.files.uploadhandler.TemporaryFileUploadHandler.new_file"
    monkeypatch.setattr(handlers, lambda *args, **more: pytest.fail("a part of it was stored"))
    file = io.BytesIO(b"x" * 3_000_000)
    assert client.post(reverse("set_language"), {"language": "sv", "file": file}).status_code == 413
    assert client.post(reverse("set_language"), {"language": "sv"}).status_code == 302


# Logs


@pytest.fixture
def log():
    """What would stand in the server's log, with the settings' own format."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(LogLines())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def test_the_server_s_log_is_written_with_these_lines():
    assert settings.LOGGING["formatters"]["line"]["()"] == f"{LogLines.__module__}.{LogLines.__name__}"
    assert {one["formatter"] for one in settings.LOGGING["handlers"].values()} == {"line"}


def test_a_personal_identity_number_is_masked_wherever_it_came_from(log):
    logger = logging.getLogger("brapp.test")
    try:
        raise ValueError(f"cannot read {NUMBER}")
    except ValueError:
        logger.exception("Internal Server Error: /alfa/%s/?q=%s", NUMBER, NUMBER.replace("-", ""))
    line = log.getvalue()
    assert "1212" not in line and line.count(MASK) == 3
    assert "ValueError" in line


def test_a_line_has_time_in_utc_level_and_place(log):
    logging.getLogger("brapp.test").warning("Something")
    stamp, level, place, words = log.getvalue().split(maxsplit=3)
    assert stamp.endswith("Z") and "T" in stamp
    assert (level, place, words) == ("WARNING", "brapp.test", "Something\n")


@pytest.mark.django_db
def test_an_error_shows_nothing_to_the_reader_and_no_number_to_the_log(client, log, monkeypatch):
    def fail(back, *rest, **more):
        raise ValueError(f"cannot read {back}")

    monkeypatch.setattr("brapp.views.url_has_allowed_host_and_scheme", fail)
    client.raise_request_exception = False
    answer = client.post(f"/sprak/?q={NUMBER}", {"next": NUMBER, "language": "sv"})
    assert answer.status_code == 500
    for secret in ("ValueError", "Traceback", NUMBER, "brapp/views"):
        assert secret not in answer.content.decode()
    assert "Internal Server Error: /sprak/" in log.getvalue() and "ValueError" in log.getvalue()
    assert NUMBER not in log.getvalue()


@pytest.mark.django_db
def test_a_refusal_is_logged_by_number_and_page_without_names(client, log):
    person = make.person(Role.OFFICIAL)
    council = person.memberships.get().council
    client.force_login(person)
    assert client.get(reverse("followup:log", args=[council.slug])).status_code == 403
    assert f"403 GET followup:log user={person.pk}" in log.getvalue()
    for word in (person.name, person.email, council.slug):
        assert word not in log.getvalue()


@pytest.mark.django_db
def test_a_missing_page_and_a_wrong_password_leave_nothing_of_what_was_typed(client, log):
    client.get(f"/finns/inte/{NUMBER}/")
    client.post(reverse("account_login"), {"login": f"{NUMBER}@example.org", "password": "hemligt ord"})
    assert NUMBER not in log.getvalue() and "hemligt" not in log.getvalue()


def test_line_breaks_in_an_address_make_no_lines_of_their_own(log, client, db):
    client.get("/finns-inte/%0a2019-01-01T00:00:00Z%20ERROR%20forged", headers={"host": "evil.example\nforged"})
    assert not [line for line in log.getvalue().splitlines() if line.startswith(("forged", "2019-01-01"))]
