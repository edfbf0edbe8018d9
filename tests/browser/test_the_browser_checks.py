"""The checks of the browser tests find what they are there to find."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone

GOOD = """<!doctype html><html lang="sv">
<head><title>Löften</title><meta name="viewport" content="width=device-width"></head>
<body><main><h1>Löften</h1>{}</main></body></html>"""


def test_a_good_page_passes(page, assert_accessible, assert_fits):
    page.set_content(GOOD.format("<p>Fyra av fem.</p>"))
    assert_accessible(page)
    assert_fits(page)


def test_a_picture_without_text_is_found(page, assert_accessible):
    page.set_content(GOOD.format('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">'))
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(page)


def test_pale_text_in_the_dark_scheme_is_found(page, assert_accessible):
    dark = "<style>@media (prefers-color-scheme: dark) { p { color: #333; background: #222 } }</style>"
    page.set_content(GOOD.format(f"{dark}<p>Svår att läsa</p>"))
    with pytest.raises(AssertionError, match=r"(?s)dark.*color-contrast"):
        assert_accessible(page)


def test_a_page_that_scrolls_sideways_is_found(page, assert_fits):
    page.set_content(GOOD.format('<div style="width: 350px">för bred</div>'))
    with pytest.raises(AssertionError, match=r"(?s)320 px.*för bred"):
        assert_fits(page)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_page_without_javascript_can_be_measured(page, assert_fits, assert_accessible):
    page.set_content(GOOD.format("<p>Utan skript</p><script>document.title = 'skript'</script>"))
    assert page.title() == "Löften"
    assert_fits(page)
    with pytest.raises(AssertionError, match="needs JavaScript"):
        assert_accessible(page)


def test_errors_in_the_console_are_heard(page, console):
    page.set_content(GOOD.format("<script>console.error('aj'); missing()</script>"))
    assert any("aj" in line for line in console.unexpected)
    assert any("missing is not defined" in line for line in console.unexpected)
    console.expect("aj")
    console.expect("missing")


def test_a_breach_of_the_content_security_policy_is_heard(page, console):
    policy = "<meta http-equiv='Content-Security-Policy' content=\"script-src 'none'\">"
    page.set_content(GOOD.replace("<title>", policy + "<title>").format("<script>1</script>"))
    assert any("Content Security Policy" in line for line in console.unexpected)
    console.expect("Content Security Policy")


def test_a_request_to_another_host_is_seen(page, console):
    page.route("**/*", lambda route: route.abort())
    page.set_content(GOOD.format('<img alt="" src="https://example.org/räknare.gif">'))
    assert any("another host" in line for line in console.unexpected)
    console.expect("example.org")


@login_not_required
def sessions(request):
    """Answers with the rows that the server's thread sees, and adds one."""
    seen = Session.objects.count()
    Session.objects.create(session_key="server", session_data="", expire_date=timezone.now())
    return HttpResponse(GOOD.format(f"<p>{seen}</p>"))


urlpatterns = [path("sessions/", sessions)]


@pytest.mark.django_db(transaction=True)
def test_the_server_and_the_test_see_the_same_rows(page, visit, console, settings):
    """Two threads, two connections, one file: what one commits is there for the other."""
    console.expect("favicon")  # which this site of one page does not have
    settings.ROOT_URLCONF = __name__
    Session.objects.create(session_key="test", session_data="", expire_date=timezone.now())
    visit("/sessions/")
    assert page.inner_text("p") == "1"
    assert Session.objects.filter(session_key="server").exists()
