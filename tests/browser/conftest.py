"""A real browser in front of a real server: Debian's Chromium, driven by Playwright.

    @pytest.mark.django_db(transaction=True)
    def test_the_log_page(page, visit, log_in, assert_accessible, assert_fits):
        log_in(coordinator)
        visit("/overkalix/logga/")
        assert_accessible(page)
        assert_fits(page)

Any error in the page's console, such as a breach of the Content-Security-Policy, and any request to another
host fails the test. A test that provokes one says so: `console.expect("404")`.

Without JavaScript: `@pytest.mark.browser_context_args(java_script_enabled=False)`. `assert_fits` works there;
axe-core does not, since it waits for timers that never go off.
"""

import os
import shutil
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.cache import cache

from tests.signing_in import confirm

# Playwright's calls run inside an event loop, where Django suspects a query of blocking others. Here none can
# be blocked: the server answers in threads of its own.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",  # CI runs as root, where Chromium's sandbox refuses to start
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What axe is asked: in the dark the same page has other colours, and nothing else.
EVERYTHING = {"type": "tag", "values": AXE_TAGS}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
NARROW_WIDTHS = (320, 390)
OWN_HOSTS = {"localhost", "127.0.0.1"}
WIDER_THAN_THE_WINDOW = """() => [...document.querySelectorAll("body *")]
    .filter(element => element.getBoundingClientRect().right > innerWidth + 0.5)
    .slice(0, 8)
    .map(element => element.outerHTML.slice(0, 160))"""


def pytest_itemcollected(item):
    item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's Chromium, since Playwright's own would have to be downloaded from its maker."""
    executable = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if executable is None:
        missing = f"none of {', '.join(CHROMIUM_NAMES)} is installed (Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(f"{missing}; in CI the browser tests are compulsory")
        pytest.skip(missing)
    return {**browser_type_launch_args, "executable_path": executable, "args": CHROMIUM_ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "locale": "sv-SE",
        "timezone_id": "Europe/Stockholm",
        # Colours that fade in would be measured half-way.
        "reduced_motion": "reduce",
    }


class Console:
    """What the page complained about, and what the test expected it to."""

    def __init__(self):
        self.complaints = []
        self.expected = []

    def expect(self, text):
        """Complaints that contain this text are part of the test."""
        self.expected.append(text)

    @property
    def unexpected(self):
        return [line for line in self.complaints if not any(text in line for text in self.expected)]

    def listen_to(self, page):
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("request", self._see)

    def _hear(self, message):
        if message.type == "error":
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    def _see(self, request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https") and address.hostname not in OWN_HOSTS:
            self.complaints.append(f"request to another host: {request.url}")


@pytest.fixture
def console():
    console = Console()
    yield console
    assert not console.unexpected, "the page complained:\n" + "\n".join(console.unexpected)


@pytest.fixture
def page(context, console):
    context.on("page", console.listen_to)  # also pages that the test opens later
    return context.new_page()


@pytest.fixture
def visit(page, live_server, console):
    """Open a path of the site; another status than 200 must be asked for."""

    def visit(path, status=200):
        if status >= 400:
            console.expect(f"status of {status}")
        response = page.goto(live_server.url + path)
        assert response is not None
        assert response.status == status, f"{path} answered {response.status}, not {status}"
        return response

    yield visit
    # Counters of failed logins lie in a table without a model, which no flush between tests empties.
    cache.clear()


@pytest.fixture
def log_in(context, live_server, client):
    """Be this user from now on, without the login page, as if the password had just been given once more.

    `long_ago`: nothing has been confirmed for a while, so that grave acts ask again who it is.
    """

    def log_in(user, *, long_ago=False):
        client.force_login(user)
        if not long_ago:
            confirm(client)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": live_server.url, "httpOnly": True}]
        )

    return log_in


@pytest.fixture(scope="session")
def assert_accessible():
    """axe-core finds nothing on the page as it stands, in light and in dark."""

    def assert_accessible(page):
        without_scripts = page.evaluate("matchMedia('(scripting: none)').matches")
        assert not without_scripts, "axe-core needs JavaScript, else it waits for ever"
        for scheme, asked in (("light", EVERYTHING), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            result = Axe().run(page, options={"runOnly": asked})
            violations = result.response["violations"]
            assert not violations, f"{page.url} ({scheme}):\n" + "\n".join(map(describe, violations))
        page.emulate_media(color_scheme="light")

    return assert_accessible


def describe(violation):
    places = [f"    {node['html'][:200]}\n      {node['failureSummary']}" for node in violation["nodes"]]
    return "\n".join([f"{violation['id']} ({violation['impact']}): {violation['help']}", *places])


@pytest.fixture(scope="session")
def assert_fits():
    """No sideways scrolling on the narrowest screens, which axe does not look for."""

    def assert_fits(page):
        before = page.viewport_size
        for width in NARROW_WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            needed, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
            assert needed <= window, (
                f"{page.url} needs {needed} px on a screen of {window} px; too far right:\n"
                + "\n".join(page.evaluate(WIDER_THAN_THE_WINDOW))
            )
        page.set_viewport_size(before)

    return assert_fits
