"""Bad input to the pages that log, correct and withdraw an activity.

Each time: a Swedish sentence that names the field and the cure, what was typed is still there, nothing is stored,
and never an error of the server's own.
"""

import re
import unicodedata
import uuid
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from councils.models import AuditEntry
from councils.roles import Role
from promises.models import Activity, Credit
from tests import factories as make

pytestmark = pytest.mark.django_db

PERSONAL_NUMBER = "19121212-1212"
NOT_IN_THE_COUNCIL = "Ett av målen finns inte i rådet. Välj bland målen i listan."
NOT_A_PARTY = "En av parterna hör inte till rådet. Välj bland dem i listan."
NOT_A_DAY = "Skriv datumet som år-månad-dag, till exempel 2019-11-20."
NOT_A_NUMBER = "Antal ska vara ett heltal, till exempel 1."
TYPED_NOTE = "Det här skrev jag, å, ä och ö."


@pytest.fixture
def target():
    return make.target(label="Trygghetsvandring")


@pytest.fixture
def user(client, target):
    user = make.person(Role.FIELD_USER, council=target.promise_set.council)
    client.force_login(user)
    return user


@pytest.fixture
def log_page(client, target, user):
    """Posts the log form, valid but for what the test changes."""
    council = target.promise_set.council
    police, _ = make.parties_of(council)

    def post(**changes):
        form = {
            "targets": target.pk,
            "occurred_on": "2019-03-14",
            "count": "1",
            "parties": police.pk,
            "note": TYPED_NOTE,
            "key": str(uuid.uuid4()),
            **changes,
        }
        form = {name: value for name, value in form.items() if value is not None}
        return client.post(reverse("followup:log", args=[council.slug]), form)

    return post


def assert_refused(answer, *sentences, status=422):
    page = answer.content.decode()
    assert answer.status_code == status
    for sentence in sentences:
        assert escape(sentence) in page, page[page.find("<main") :]
    assert not Activity.objects.exists()
    assert not Credit.objects.exists()
    assert not AuditEntry.objects.filter(verb="log_activity").exists()


def test_the_form_of_these_tests_is_right(log_page):
    assert log_page().status_code == 302
    assert Activity.objects.get().note == TYPED_NOTE


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("count", "abc", NOT_A_NUMBER),
        ("count", "1.5", NOT_A_NUMBER),
        ("count", "1e3", NOT_A_NUMBER),
        ("count", "1\x00", NOT_A_NUMBER),
        ("count", "", "Ange antal. Noll är också ett svar."),
        ("count", "-1", "Antal kan inte vara mindre än 0."),
        ("count", "10000", "Antal kan vara högst 9 999."),
        ("count", str(10**12), "Antal kan vara högst 9 999."),
        ("occurred_on", "", "Ange datum."),
        ("occurred_on", "2023-02-29", NOT_A_DAY),
        ("occurred_on", "2019-13-01", NOT_A_DAY),
        ("occurred_on", "0000-01-01", NOT_A_DAY),
        ("occurred_on", "-001-01-01", NOT_A_DAY),
        ("occurred_on", "10000-01-01", NOT_A_DAY),
        ("occurred_on", "2019-W53", NOT_A_DAY),
        ("occurred_on", "14 mars", NOT_A_DAY),
        ("occurred_on", "2019-03-14\x00", NOT_A_DAY),
        ("occurred_on", "0001-01-01", "Året 1 är för långt tillbaka. Kontrollera datumet."),
        ("occurred_on", "2099-01-01", "2099-01-01 ligger i framtiden. Ange dagen då det gjordes, senast i dag."),
        (
            "occurred_on",
            "2018-12-31",
            "2018-12-31 ligger utanför löftets period 2019-01-01–2019-12-31. Ändra datum eller välj ett annat mål.",
        ),
        ("occurred_on", "2020-01-01", "utanför löftets period 2019-01-01–2019-12-31"),
        ("reach", "många", "Antal deltagare ska vara ett heltal."),
        ("reach", "-1", "Antal deltagare kan inte vara mindre än 0."),
        ("reach", str(10**12), "Antal deltagare kan vara högst 1 000 000."),
        ("tags", ",".join("abcdefghijk"), "Högst 10 märkningar."),
        ("place_text", f"Hos {PERSONAL_NUMBER}", "Texten innehåller ett personnummer: ”Hos "),
        ("tags", PERSONAL_NUMBER, "Texten innehåller ett personnummer: ”"),
    ],
)
def test_a_field_that_is_wrong_is_named_with_its_cure_and_all_that_was_typed_is_kept(log_page, field, typed, sentence):
    answer = log_page(**{field: typed})
    assert_refused(answer, sentence, TYPED_NOTE)
    assert f'value="{escape(typed)}"' in answer.content.decode() or not typed


def test_a_count_of_five_thousand_digits_is_refused(log_page):
    assert_refused(log_page(count="9" * 5000), "Antal", TYPED_NOTE)


def test_tomorrow_is_refused(log_page):
    tomorrow = timezone.localdate() + timedelta(1)
    assert_refused(log_page(occurred_on=tomorrow), f"{tomorrow} ligger i framtiden.", TYPED_NOTE)


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("activity_type", "Välj ett slag av aktivitet i listan."),
        ("count_quality", "Välj exakt, minst eller cirka."),
    ],
)
def test_a_choice_that_does_not_exist_is_refused(log_page, field, sentence):
    assert_refused(log_page(**{field: "dans\x00"}), sentence, TYPED_NOTE)


@pytest.mark.parametrize(("field", "longest"), [("note", 2000), ("place_text", 120), ("tags", 120)])
def test_a_text_that_is_too_long_is_refused_whole_and_one_that_just_fits_is_saved(log_page, field, longest):
    too_long = "å" * (longest + 1)
    assert_refused(log_page(**{field: too_long}), too_long, f"{longest} tecken", f"{longest + 1}")
    assert log_page(**{field: "å" * longest}).status_code == 302


@pytest.mark.parametrize(
    "written", [PERSONAL_NUMBER, "121212-1212", "191212121212", "121212+1212", "12\u200b1212-1212", "１２１２１２-1212"]
)
def test_a_personal_number_in_a_note_is_stopped_and_the_note_is_kept(log_page, written):
    answer = log_page(note=f"Talade med {written} vid torget")
    assert_refused(answer, "Texten innehåller ett personnummer:", "Ta bort det; här sparas inga uppgifter om enskilda.")
    assert "vid torget</textarea>" in answer.content.decode()


# Ids of others


@pytest.mark.parametrize("pk", ["0", "-1", "abc", "999999999", str(10**30), "9" * 5000, "1\x00", "1.0", "../1"])
def test_a_target_that_is_none_is_refused(log_page, pk):
    assert_refused(log_page(targets=pk), NOT_IN_THE_COUNCIL, TYPED_NOTE)


def test_a_target_of_another_council_is_refused_as_one_that_is_none(log_page):
    foreign = make.target(label="Den andras hemliga mål")
    answer, missing = log_page(targets=foreign.pk, key=None), log_page(targets=999_999_999, key=None)
    assert_refused(answer, NOT_IN_THE_COUNCIL, TYPED_NOTE)
    assert foreign.label not in answer.content.decode()
    assert answer.content.count(b"<li>") == missing.content.count(b"<li>")


def test_one_own_and_one_foreign_target_is_refused_whole(log_page, target):
    answer = log_page(targets=[target.pk, make.target().pk])
    assert_refused(answer, NOT_IN_THE_COUNCIL, TYPED_NOTE)
    box = f'name="targets" value="{target.pk}" checked'
    assert box in answer.content.decode()


def test_no_target_at_all_is_refused(log_page):
    assert_refused(log_page(targets=None), "Välj minst ett mål.", TYPED_NOTE)


@pytest.mark.parametrize("status", ["draft", "closed", "superseded"])
def test_a_target_that_is_not_open_for_logging_is_refused(log_page, target, status):
    closed = make.target(council=target.promise_set.council, status=status)
    assert_refused(log_page(targets=closed.pk), NOT_IN_THE_COUNCIL, TYPED_NOTE)


@pytest.mark.parametrize("pk", ["0", "abc", "999999999", str(10**30), "1\x00"])
def test_a_party_that_is_none_is_refused(log_page, pk):
    assert_refused(log_page(parties=pk), NOT_A_PARTY, TYPED_NOTE)


def test_a_party_of_another_council_is_refused_also_beside_one_s_own(log_page, target):
    foreign = make.member().organisation
    own = make.parties_of(target.promise_set.council)[0]
    for parties in (foreign.pk, [own.pk, foreign.pk]):
        answer = log_page(parties=parties)
        assert_refused(answer, NOT_A_PARTY, TYPED_NOTE)
        assert foreign.name not in answer.content.decode()


def test_a_council_of_others_takes_no_activity(client, log_page):
    foreign = make.target()
    path = reverse("followup:log", args=[foreign.promise_set.council.slug])
    form = {"targets": foreign.pk, "occurred_on": "2019-03-14", "count": 1}
    assert_refused(client.post(path, form), status=404)


# What cannot be read at all


@pytest.mark.parametrize(
    "path", ["/{slug}/logga/?mal=%00", "/{slug}/logga/?%00=1", "/{slug}/%00/", "/%00/logga/", "/{slug}/mal/1%00/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nul_in_an_address_is_a_clear_400(client, target, user, path, method):
    answer = getattr(client, method)(path.format(slug=target.promise_set.council.slug))
    assert_refused(answer, "Förfrågan gick inte att läsa", "Inget har sparats.", status=400)


def test_too_many_fields_are_a_clear_400(log_page):
    assert_refused(
        log_page(targets=list(range(1, settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 2))), "Inget har sparats.", status=400
    )


def test_a_text_of_megabytes_is_a_413_that_names_the_limit(log_page, client):
    path = log_page(count="abc").wsgi_request.path
    body = urlencode({"note": "x" * 3_000_000})
    answer = client.post(path, body, content_type="application/x-www-form-urlencoded")
    assert_refused(answer, "MB", status=413)


@pytest.mark.parametrize("broken", [b"%ED%A0%BD", b"%FF%FE", b"%80", b"\xff\xfe", b"%", b"%u1234"])
@pytest.mark.parametrize("field", [b"note", b"count", b"occurred_on", b"targets", b"parties", b"key", b"unknown"])
def test_half_characters_never_break_the_page_and_are_never_stored(client, target, user, field, broken):
    body = f"targets={target.pk}&occurred_on=2019-03-14&count=1&".encode() + field + b"=" + broken
    path = reverse("followup:log", args=[target.promise_set.council.slug])
    answer = client.generic("POST", path, body, "application/x-www-form-urlencoded")
    assert answer.status_code in (302, 422)
    for activity in Activity.objects.all():
        assert not any(unicodedata.category(char) in ("Cs", "Cc") for char in activity.note)


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "multipart/form-data", "x"])
@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"\x00\xff"])
def test_a_body_that_is_no_form_is_an_empty_form(client, target, user, content_type, body):
    path = reverse("followup:log", args=[target.promise_set.council.slug])
    answer = client.generic("POST", path, body, content_type)
    assert answer.status_code in (400, 422)
    assert_refused(answer, status=answer.status_code)


@pytest.mark.parametrize("key", ["abc", "1\x00", "9" * 5000])
def test_a_key_that_is_no_key_is_refused(log_page, key):
    assert_refused(log_page(key=key), TYPED_NOTE)


# Text that is stored clean, and shown as it was written


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (unicodedata.normalize("NFD", "Gångväg i Överkalix"), "Gångväg i Överkalix"),
        ("\u202egnal\u202c \u2067väg\u2069", "gnal väg"),
        ("noll\u200bbredd\ufeff", "nollbredd"),
        ("NUL\x00 i mitten", "NUL i mitten"),
        ("Vandring 🚶🏽 klar 🎉", "Vandring 🚶🏽 klar 🎉"),
        ("rad ett\r\nrad två", "rad ett\nrad två"),
        ("  luft omkring  ", "luft omkring"),
    ],
)
def test_what_the_eye_cannot_see_is_not_stored(log_page, typed, stored):
    assert log_page(note=typed, place_text=typed.splitlines()[0]).status_code == 302
    activity = Activity.objects.get()
    assert activity.note == stored
    assert activity.place_text == stored.splitlines()[0]


@pytest.mark.parametrize(
    "typed",
    ["<script>alert(1)</script>", "{{7*7}}{% debug %}", "</textarea><b>", "'\"><img src=x onerror=y>", "%(x)s %s {0}"],
)
def test_code_is_text_wherever_it_is_shown(client, log_page, typed):
    assert typed not in log_page(note=typed, place_text=typed, tags=typed, count="x").content.decode().replace(
        escape(typed), ""
    )
    assert log_page(note=typed, place_text=typed, tags=typed).status_code == 302
    activity = Activity.objects.get()
    assert (activity.note, activity.place_text) == (typed, typed)
    council = activity.council.slug
    for path in (activity.get_absolute_url(), f"/{council}/aktiviteter/", f"{activity.get_absolute_url()}ratta/"):
        page = client.get(path).content.decode()
        assert escape(typed) in page
        assert typed not in page.replace(escape(typed), "")


# The same form twice


def test_the_same_form_twice_is_one_activity_and_says_so(client, log_page):
    key = str(uuid.uuid4())
    first, again = log_page(key=key), log_page(key=key)
    assert first.status_code == again.status_code == 302
    page = client.get(again.url).content.decode()
    assert "Aktiviteten var redan sparad. Den räknas en gång." in page
    assert Activity.objects.get().count == 1


def test_an_old_form_filled_in_anew_is_asked_about_and_saved_on_the_second_try(log_page):
    key = str(uuid.uuid4())
    log_page(key=key)
    asked = log_page(key=key, count="7")
    assert asked.status_code == 422
    page = asked.content.decode()
    assert "skiljer sig från det du nyss sparade" in page
    assert 'value="7"' in page
    fresh = re.search(r'name="key" value="([^"]+)"', page)[1]
    assert fresh != key
    assert log_page(key=fresh, count="7").status_code == 302
    assert sorted(Activity.objects.values_list("count", flat=True)) == [1, 7]


def test_a_broken_key_is_replaced_so_that_the_next_try_works(log_page):
    refused = log_page(key="inte en nyckel")
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Formuläret kom inte fram helt" in page
    assert log_page(key=re.search(r'name="key" value="([^"]+)"', page)[1]).status_code == 302


# Addresses with what no page asks for


@pytest.mark.parametrize("value", ["abc", "-1", "0", "9" * 30, "9" * 5000, "1,2", "١", "", "<script>", "'; drop table"])
def test_an_unknown_target_in_the_address_changes_nothing(client, target, user, value):
    slug = target.promise_set.council.slug
    for page in (f"/{slug}/logga/", f"/{slug}/aktiviteter/"):
        answer = client.get(page, {"mal": value})
        assert answer.status_code == 200
        assert "Kopplade till målet" not in answer.content.decode()
        assert " checked" not in answer.content.decode()


def test_a_foreign_target_in_the_address_is_an_unknown_one(client, target, user):
    foreign = make.target(label="Den andras hemliga mål")
    make.activity(targets=[foreign])
    slug = target.promise_set.council.slug
    for page in (f"/{slug}/logga/", f"/{slug}/aktiviteter/"):
        assert foreign.label not in client.get(page, {"mal": foreign.pk}).content.decode()


@pytest.mark.parametrize(
    "mark", ["abc", "2019-11-20", "2019-11-20.", ".5", "2019-02-29.5", "2019-11-20.-1", f"2019-11-20.{'9' * 30}", "."]
)
def test_an_unreadable_mark_shows_the_first_page(client, target, user, mark):
    activity = make.activity(targets=[target])
    path = reverse("promises:activities", args=[activity.council.slug])
    answer = client.get(path, {"fore": mark})
    assert answer.status_code == 200
    assert activity.get_absolute_url() in answer.content.decode()


@pytest.mark.parametrize("query", [{"visa": "allt"}, {"visa": "x" * 5000}, {"okand": "1"}, {"page": "-1"}])
def test_an_unknown_choice_in_the_address_changes_nothing(client, target, user, query):
    promise_set = target.promise_set
    path = reverse("followup:overview", args=[promise_set.council.slug, promise_set.slug])

    def shown(answer):
        page = answer.content.decode()
        return page[page.index("<main") : page.index("</main>")]

    assert shown(client.get(path, query)) == shown(client.get(path))


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"])
def test_nobody_is_sent_to_another_site(client, back):
    answer = client.post(reverse("set_language"), {"language": "en", "next": back})
    assert (answer.status_code, answer.url) == (302, "/")
    make.user(email="anna@example.org", password="korp på taket i Övertorneå")
    form = {"login": "anna@example.org", "password": "korp på taket i Övertorneå", "next": back}
    answer = client.post(reverse("account_login"), form)
    assert (answer.status_code, answer.url) == (302, "/")


# Correcting and withdrawing


@pytest.fixture
def activity(target, user):
    police, municipal = make.parties_of(target.promise_set.council)
    return make.activity(targets=[target], by=user, organisation=municipal, parties=[police], note="Som det sparades")


def page_of(activity, name):
    return reverse(f"promises:{name}", args=[activity.council.slug, activity.pk])


def correction(activity, **changes):
    return {
        "targets": activity.credits.get().target_id,
        "occurred_on": "2019-03-14",
        "count": "2",
        "note": TYPED_NOTE,
        "version": activity.version,
        **changes,
    }


def assert_unchanged(activity):
    stored = Activity.objects.get(pk=activity.pk)
    assert (stored.version, stored.note, stored.count, stored.is_withdrawn) == (1, "Som det sparades", 1, False)
    assert stored.credits.count() == 1
    assert not AuditEntry.objects.exclude(verb__in=["log_activity", "add_member", "refuse"]).exists()


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("count", "abc", NOT_A_NUMBER),
        ("count", "-1", "Antal kan inte vara mindre än 0."),
        ("occurred_on", "2023-02-29", NOT_A_DAY),
        ("occurred_on", "2099-01-01", "ligger i framtiden"),
        ("occurred_on", "2020-01-01", "utanför löftets period"),
        ("targets", "999999999", NOT_IN_THE_COUNCIL),
        ("targets", str(10**30), NOT_IN_THE_COUNCIL),
        ("parties", "999999999", NOT_A_PARTY),
        ("note", f"{TYPED_NOTE} {PERSONAL_NUMBER}", "Texten innehåller ett personnummer"),
        ("note", TYPED_NOTE + "x" * 2000, "2000 tecken"),
    ],
)
def test_a_wrong_correction_is_told_and_kept_and_changes_nothing(client, activity, field, typed, sentence):
    answer = client.post(page_of(activity, "correct_activity"), correction(activity, **{field: typed}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert escape(sentence) in page
    assert TYPED_NOTE in page
    assert_unchanged(activity)


def test_a_correction_to_a_foreign_target_or_party_changes_nothing(client, activity):
    own, foreign = activity.credits.get().target_id, make.target()
    for changes in ({"targets": [own, foreign.pk]}, {"parties": make.member().organisation.pk}):
        answer = client.post(page_of(activity, "correct_activity"), correction(activity, **changes))
        assert answer.status_code == 422
        assert_unchanged(activity)


@pytest.mark.parametrize("version", ["0", "2", "", None])
def test_a_correction_of_another_version_shows_both_texts_and_changes_nothing(client, activity, version):
    form = correction(activity, version=version)
    form = {name: value for name, value in form.items() if value is not None}
    answer = client.post(page_of(activity, "correct_activity"), form)
    page = answer.content.decode()
    assert answer.status_code == 409
    for text in ("Någon annan hann före", "Som det sparades", TYPED_NOTE, "Din text är inte sparad"):
        assert text in page
    assert_unchanged(activity)


@pytest.mark.parametrize("version", ["abc", "-1", str(10**30), "1\x00"])
def test_a_version_that_is_none_is_refused(client, activity, version):
    answer = client.post(page_of(activity, "correct_activity"), correction(activity, version=version))
    assert answer.status_code == 422
    assert TYPED_NOTE in answer.content.decode()
    assert_unchanged(activity)


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("", "Skriv varför, så att andra förstår."),
        ("   ", "Skriv varför, så att andra förstår."),
        ("\u200b", "Skriv varför, så att andra förstår."),
        ("x" * 301, "300 tecken"),
        (f"Gällde {PERSONAL_NUMBER}", "Texten innehåller ett personnummer"),
    ],
)
def test_a_wrong_reason_to_withdraw_is_told_and_kept(client, activity, reason, sentence):
    answer = client.post(page_of(activity, "withdraw_activity"), {"reason": reason, "version": 1})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert reason.strip(" \u200b") in answer.content.decode()
    assert_unchanged(activity)


@pytest.mark.parametrize(("version", "status"), [("0", 409), ("2", 409), ("abc", 422), ("", 422), (str(10**30), 422)])
def test_nobody_withdraws_a_version_they_have_not_read(client, activity, version, status):
    answer = client.post(page_of(activity, "withdraw_activity"), {"reason": "Loggad två gånger", "version": version})
    assert answer.status_code == status
    assert "Loggad två gånger" in answer.content.decode()
    assert_unchanged(activity)


@pytest.mark.parametrize("name", ["correct_activity", "withdraw_activity", "restore_activity"])
def test_the_activity_of_another_council_is_a_missing_one(client, user, activity, name):
    foreign = make.activity(targets=[make.target()])
    slug = activity.council.slug
    suffix = page_of(activity, name).rsplit("/", 2)[1]
    answers = [
        client.post(f"/{slug}/aktiviteter/{pk}/{suffix}/", {"reason": "x", "version": 1})
        for pk in (foreign.pk, 999_999_999, 10**30)
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({answer.content for answer in answers}) == 1
    foreign.refresh_from_db()
    assert not foreign.is_withdrawn
    assert foreign.version == 1


def test_a_field_user_does_not_correct_what_another_organisation_logged(client, user, target):
    police, _ = make.parties_of(target.promise_set.council)
    activity = make.activity(targets=[target], organisation=police, note="Som det sparades")
    for name in ("correct_activity", "withdraw_activity", "restore_activity"):
        answer = client.post(page_of(activity, name), correction(activity, reason="x"))
        assert answer.status_code == 403
    assert_unchanged(activity)
