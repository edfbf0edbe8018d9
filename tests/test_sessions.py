"""How long one stays signed in, and that what was typed is not lost when one no longer is."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.forms import Form
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from brapp import kept_text
from brapp.labels import FORMS, as_read
from councils.forms.sharing import ShareForm
from councils.roles import Role
from promises.models import Activity
from tests import factories as make

pytestmark = pytest.mark.django_db

PASSWORD = "korp på taket i Övertorneå"
NOTE = 'Vi gick en runda vid skolan.\n\nDet var <lugnt> & kallt, men "många" ville prata. 🙂'
KEPT = "/konto/kvar/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2019-11-20T12:00:00+01:00", tick=False) as clock:
        yield clock
    cache.clear()


@pytest.fixture
def council():
    return make.council(slug="overkalix")


@pytest.fixture
def target(council):
    return make.target(council=council, label="Fotpatrull")


@pytest.fixture
def erik(council, client):
    user = make.person(Role.FIELD_USER, council=council, user=make.user(email="erik@example.org", password=PASSWORD))
    client.force_login(user)
    return user


def is_signed_in(client):
    return client.get("/konto/password/change/").status_code == 200


def log_form(target, **fields):
    return {
        "targets": target.pk,
        "occurred_on": "2019-11-19",
        "count": 2,
        "key": "0b1f7a52-2a3e-4c39-8f5c-000000000001",
        "note": NOTE,
        **fields,
    }


def log_in(client, user, path="/konto/login/"):
    return client.post(path, {"login": user.email, "password": PASSWORD})


def hidden_fields(page):
    """The form that sends the kept text: (address, fields), as a browser reads it."""
    action, inside = re.search(
        r'<form method="post" action="([^"]+)">((?:(?!</form>).)*Skicka det jag skrev)', page, re.S
    ).groups()
    fields = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', inside):
        fields.setdefault(unescape(name), []).append(unescape(value))
    return unescape(action), fields


# Two hours and ten


def test_one_stays_signed_in_for_just_under_two_idle_hours(client, erik, clock):
    clock.shift(timedelta(hours=1, minutes=59))
    assert is_signed_in(client)


def test_one_is_out_after_two_idle_hours(client, erik, clock):
    clock.shift(timedelta(hours=2, minutes=1))
    assert not is_signed_in(client)


def test_one_stays_signed_in_as_long_as_one_works(client, erik, clock):
    for _ in range(5):
        clock.shift(timedelta(hours=1, minutes=55))
        assert is_signed_in(client)


def test_one_is_out_after_ten_hours_also_in_the_middle_of_work(client, erik, clock):
    for _ in range(10):
        clock.shift(timedelta(minutes=59))
        assert is_signed_in(client)
    clock.shift(timedelta(minutes=11))
    assert not is_signed_in(client)


def test_logging_in_anew_gives_ten_new_hours(client, erik, clock):
    clock.shift(timedelta(hours=2, minutes=1))
    assert not is_signed_in(client)
    log_in(client, erik)
    clock.shift(timedelta(hours=1, minutes=59))
    assert is_signed_in(client)


def test_an_expired_session_is_gone_and_not_only_closed(client, erik, clock):
    key = client.session.session_key
    clock.shift(timedelta(hours=2, minutes=1))
    client.get("/")
    assert not Session.objects.filter(pk=key).exists()


def test_the_time_is_noted_at_most_once_a_minute(client, erik, clock):
    def writes():
        with CaptureQueriesContext(connection) as queries:
            assert is_signed_in(client)
        return [
            one["sql"][:40] for one in queries if one["sql"].lstrip(" (").startswith(("INSERT", "UPDATE", "DELETE"))
        ]

    is_signed_in(client)
    clock.shift(timedelta(seconds=59))
    assert writes() == []
    clock.shift(timedelta(seconds=2))
    assert [sql for sql in writes() if "django_session" not in sql] == []
    assert writes() == []


def test_a_page_without_a_session_asks_nothing_of_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Client().get("/konto/login/").status_code == 200


def test_the_cookie_ends_with_the_browser(client, erik):
    log_in(client := Client(), erik)
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""


def test_who_only_looked_comes_back_to_the_page(client, erik, council, clock):
    clock.shift(timedelta(hours=2, minutes=1))
    answer = client.get("/overkalix/logga/")
    assert answer["Location"] == "/konto/login/?next=%2Foverkalix%2Flogga%2F&borta=1"
    assert "Du har varit borta en stund. Logga in igen." in client.get(answer["Location"]).content.decode()
    assert log_in(client, erik, answer["Location"])["Location"] == "/overkalix/logga/"


def test_the_chosen_language_outlives_the_session(client, erik, clock):
    client.post("/sprak/", {"language": "en"})
    clock.shift(timedelta(hours=3))
    client.get("/")
    assert client.get("/konto/login/")["Content-Language"] == "en"


# What was typed


@pytest.fixture
def sent_too_late(client, erik, target, clock):
    """The answer to a log form that was sent after two hours."""
    clock.shift(timedelta(hours=2, minutes=1))
    return client.post("/overkalix/logga/", log_form(target))


def test_a_form_sent_too_late_stores_nothing_and_waits(client, sent_too_late, erik):
    assert sent_too_late["Location"] == "/konto/login/?next=%2Fkonto%2Fkvar%2F"
    assert not Activity.objects.exists()
    page = client.get(sent_too_late["Location"]).content.decode()
    assert "Du har varit borta en stund. Logga in, så finns din text kvar." in page
    assert NOTE[:20] not in page
    assert not is_signed_in(client)


def test_after_login_it_is_shown_and_sent_exactly_once(client, sent_too_late, erik):
    answer = log_in(client, erik, sent_too_late["Location"])
    assert answer["Location"] == KEPT
    page = client.get(KEPT).content.decode()
    assert "Anteckning" in page
    assert "Det var &lt;lugnt&gt; &amp; kallt" in page
    path, fields = hidden_fields(page)
    assert path == "/overkalix/logga/"
    assert not Activity.objects.exists()
    for _ in range(2):  # a double click
        assert client.post(path, fields).status_code == 302
    assert Activity.objects.get().note == NOTE
    assert client.get(KEPT).status_code == 302


def test_every_value_of_a_field_is_kept(client, erik, council, target, clock):
    other = make.target(promise=target.promise)
    clock.shift(timedelta(hours=3))
    client.post("/overkalix/logga/?mal=1", log_form(target, targets=[target.pk, other.pk]))
    log_in(client, erik)
    path, fields = hidden_fields(client.get(KEPT).content.decode())
    assert path == "/overkalix/logga/?mal=1"
    assert fields["targets"] == [str(target.pk), str(other.pk)]


def test_a_form_that_is_refused_later_keeps_the_text_until_it_is_saved(client, erik, target, clock):
    clock.shift(timedelta(hours=3))
    client.post("/overkalix/logga/", log_form(target, count="många"))
    log_in(client, erik)
    path, fields = hidden_fields(client.get(KEPT).content.decode())
    assert client.post(path, fields).status_code == 422
    assert client.get(KEPT).status_code == 200
    # The page that refused it has fields of its own, without the mark of the kept text.
    assert client.post(path, log_form(target)).status_code == 302
    assert client.get(KEPT).status_code == 302


def test_something_else_sent_from_the_same_page_leaves_the_text_where_it_is(client, sent_too_late, erik, target):
    log_in(client, erik)
    assert client.post("/overkalix/logga/", log_form(target, key="", note="Något annat")).status_code == 302
    assert NOTE[:20] in client.get(KEPT).content.decode()


def test_every_page_reminds_of_text_that_waits(client, sent_too_late, erik):
    log_in(client, erik)
    assert "Du har text som inte är sparad." in client.get("/overkalix/loften/").content.decode()
    client.post(KEPT)
    assert "Du har text som inte är sparad." not in client.get("/overkalix/loften/").content.decode()


def test_it_can_be_thrown_away(client, sent_too_late, erik):
    log_in(client, erik)
    assert client.post(KEPT)["Location"] == "/"
    assert client.get(KEPT).status_code == 302
    assert not Activity.objects.exists()


def test_another_user_never_sees_it_and_it_is_gone(client, sent_too_late, erik, council):
    other = make.person(Role.COORDINATOR, council=council, user=make.user(password=PASSWORD))
    log_in(client, other)
    assert client.get(KEPT).status_code == 302
    client.post("/konto/logout/")
    log_in(client, erik)
    assert client.get(KEPT).status_code == 302


def test_nobody_sees_it_before_login(client, sent_too_late):
    assert client.get(KEPT)["Location"].startswith("/konto/login/")


def test_after_an_hour_it_is_gone(client, sent_too_late, erik, clock):
    clock.shift(timedelta(minutes=59))
    log_in(client, erik)
    assert client.get(KEPT).status_code == 200
    clock.shift(timedelta(minutes=2))
    assert client.get(KEPT).status_code == 302


def test_the_row_of_text_that_nobody_comes_back_for_expires_with_it(client, sent_too_late):
    row = Session.objects.get(pk=client.session.session_key)
    assert row.expire_date <= timezone.now() + timedelta(hours=1)


def test_too_much_text_is_not_kept_and_the_page_says_so(client, erik, target, clock):
    clock.shift(timedelta(hours=3))
    answer = client.post("/overkalix/logga/", log_form(target, note="å" * 110_000))
    assert "för långt för att behållas" in client.get(answer["Location"]).content.decode()
    assert client.session.get("kept_text") is None


def test_as_much_as_any_text_may_hold_is_kept(client, erik, target, clock):
    clock.shift(timedelta(hours=3))
    client.post("/overkalix/logga/", log_form(target, note="å" * 90_000))
    log_in(client, erik)
    assert hidden_fields(client.get(KEPT).content.decode())[1]["note"] == ["å" * 90_000]


@pytest.mark.parametrize(
    "name",
    ["password", "oldpassword", "Password2", "losenord", "lösenord", "csrfmiddlewaretoken", "token", "secret_key"],
)
def test_secrets_are_never_kept(client, erik, target, clock, name):
    clock.shift(timedelta(hours=3))
    client.post("/overkalix/logga/", log_form(target, **{name: "hemligheten"}))
    assert "note" in dict(client.session["kept_text"]["fields"])
    assert "hemligheten" not in str(dict(client.session))


@pytest.mark.parametrize("path", ["/konto/password/change/", "/konto/reauthenticate/", KEPT])
def test_forms_about_the_account_are_never_kept(client, erik, clock, path):
    clock.shift(timedelta(hours=3))
    client.post(path, {"name": "Erik"})
    assert client.session.get("kept_text") is None


def test_a_form_from_another_site_is_never_kept(erik, target, clock):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(erik)
    clock.shift(timedelta(hours=3))
    assert strict.post("/overkalix/logga/", log_form(target)).status_code == 403
    assert strict.session.get("kept_text") is None


def test_what_is_no_form_is_not_kept(client, erik, clock):
    clock.shift(timedelta(hours=3))
    client.post("/overkalix/logga/", {"note": "x"}, content_type="application/json")
    assert client.session.get("kept_text") is None


def test_a_form_that_needs_no_login_goes_through_all_the_same(client, erik, clock):
    clock.shift(timedelta(hours=3))
    assert client.post("/sprak/", {"language": "en", "next": "/konto/login/"})["Location"] == "/konto/login/"


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("/overkalix/logga/", True),
        ("/overkalix/logga/?mal=3", True),
        ("/konto/login/", False),
        ("/finns/inte/alls/har/nu/", False),
        ("//evil.example/overkalix/logga/", False),
        ("/\\evil.example/", False),
        ("https://evil.example/", False),
        ("javascript:alert(1)", False),
    ],
)
def test_it_is_only_sent_to_pages_of_ours(path, may):
    assert kept_text.may_be_sent_to(path) is may


def test_fields_are_called_what_the_page_called_them():
    typed, rest = as_read(
        [("note", ["Kallt"]), ("egen", ["Ord"]), ("targets", ["7"]), ("count", ["3"]), ("tags", [""])]
    )
    assert [(str(label), text) for label, text in typed] == [("Anteckning", "Kallt"), ("egen", "Ord"), ("Antal", "3")]
    assert [(str(label), text) for label, text in rest] == [("Vilket mål gäller det?", "7")]


def test_what_is_typed_about_people_goes_by_the_words_of_its_form():
    typed, rest = as_read(
        [
            ("email", ["sara@example.org"]),
            ("title", ["rektor"]),
            ("role", ["member"]),
            ("to_day", ["2019-12-31"]),
            ("is_read", ["on"]),
            ("handelse", ["invite"]),
            ("word", ["radera"]),
            ("organisation", ["7"]),
        ]
    )
    said = {str(label): str(text) for label, text in typed}
    assert said == {
        "E-postadress": "sara@example.org",
        "Befattning": "rektor",
        "Roll": "Ledamot",
        "Sista dag / Gäller till och med": "2019-12-31",
        str(ShareForm.base_fields["is_read"].label): "ja",
        "Händelse": "bjöd in en person",
        "Skriv ordet ”radera” för att bekräfta": "radera",
    }
    assert [(str(label), text) for label, text in rest] == [("Organisation", "7")]


def test_a_field_is_called_what_each_form_that_has_it_calls_it():
    for form in FORMS:
        for name, field in form.base_fields.items():
            if field.label:
                ((label, _text),) = sum(as_read([(name, ["så"])]), [])
                assert str(field.label) in str(label).split(" / "), f"{form.__name__}.{name}"


def forms_below(form):
    for one in form.__subclasses__():
        yield one
        yield from forms_below(one)


def test_every_form_of_the_site_has_its_words():
    """But those of the account, whose secrets are never given back."""
    ours = {form for form in forms_below(Form) if form.__module__.startswith(("councils.", "promises.", "followup."))}
    others = {form for form in ours if not form.__module__.endswith((".account", ".second_factor"))}
    said = {base for form in FORMS for base in form.__mro__}
    # The one adds two passwords to ProfileForm, the other is a hidden number.
    assert {form.__name__ for form in others - said} == {"OpenAccountForm"}


def test_a_form_without_a_valid_csrf_token_gives_the_text_back(erik, target):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(erik)
    answer = strict.post("/overkalix/logga/", log_form(target, password="hemligheten"))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert answer["Cache-Control"] == "no-store"
    assert "Det var &lt;lugnt&gt; &amp; kallt" in page
    assert "hemligheten" not in page
    assert 'type="hidden"' not in page


def test_the_address_for_kept_text_is_known_by_name():
    assert reverse("kept_text") == KEPT
