"""One tap on the log page: what is offered, what it saves, what it says, and how it is taken back."""

import gzip
import re
import uuid
from datetime import date
from html import unescape
from importlib import import_module
from pathlib import Path

import brotli
import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from councils.actions.members import end_member
from councils.models import AuditEntry
from councils.roles import Role
from followup.log_choices import LOGGED_SHOWN, TILES_SHOWN
from followup.log_entries import save_entry
from promises.actions.activities import correct_activity
from promises.models import Activity
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = date(2019, 11, 20)
LOG = "/overkalix/logga/"
MOST_BYTES = 60_000
quick_log = import_module("followup.views.quick_log")  # the module: its package calls the view by this name


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.fixture
def council():
    return make.council(short_name="Överkalix", slug="overkalix")


@pytest.fixture
def police(council):
    return make.parties_of(council)[0]


@pytest.fixture
def municipal(council):
    return make.parties_of(council)[1]


@pytest.fixture
def promise_set(council):
    return make.promise_set(council=council, slug="2019")


@pytest.fixture
def erik(client, council, police):
    """An area police officer."""
    user = make.person(Role.FIELD_USER, council=council, organisation=police, user=make.user(name="Erik"))
    client.force_login(user)
    return user


@pytest.fixture
def target(promise_set, police):
    def target(label="Fotpatrullering", **fields):
        responsible = fields.pop("responsible", [police])
        partners = fields.pop("partners", ())
        promise = make.promise(
            promise_set=fields.pop("promise_set", promise_set), responsible=responsible, partners=partners
        )
        return make.target(promise=promise, label=label, **fields)

    return target


@pytest.fixture
def tap(client):
    """Post what a tile posts; follow to the page it leads to."""

    def tap(target, follow=True, **fields):
        form = {"target": getattr(target, "pk", target), "key": str(uuid.uuid4()), **fields}
        return client.post(f"{LOG}snabb/", form, follow=follow)

    return tap


def words(response, status=200):
    assert response.status_code == status
    body = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def tiles(response):
    return [tile.facts.target.label for tile in response.context["tiles"]]


def tile_of(client, target):
    page = client.get(LOG).context
    return next(one for one in [*page["tiles"], *page["folded_tiles"]] if one.facts.target == target)


def undo(client, activity, **fields):
    return client.post(f"{LOG}angra/{activity.pk}/", {"version": 1, **fields}, follow=True)


# What is offered


def test_one_s_own_targets_are_offered_in_reading_order(client, erik, target, municipal):
    for label in ("Första", "Andra"):
        target(label)
    target("Kommunens", responsible=[municipal])
    assert tiles(client.get(LOG)) == ["Första", "Andra"]
    assert "Första 0 av 1" in words(client.get(LOG)) or "Första Inget" in words(client.get(LOG))


def test_a_partner_s_target_is_its_own_too(client, erik, target, police, municipal):
    shared = target("Med polisen", responsible=[municipal], partners=[police])
    tile = tile_of(client, shared)
    assert tile.key is None
    assert tile.needs == (f"Räknas när {municipal.short_name} deltar",)


def test_what_one_used_last_before_today_comes_first_and_stands_through_the_day(client, erik, target, tap):
    _first, second, third = target("Första"), target("Andra"), target("Tredje")
    with time_machine.travel("2019-11-19T23:59:00+01:00"):
        make.activity(targets=[second], by=erik)
    assert tiles(client.get(LOG)) == ["Andra", "Första", "Tredje"]
    tap(third)
    page = client.get(LOG)
    assert tiles(page) == ["Andra", "Första", "Tredje"]
    assert [box["facts"].target.label for box in page.context["first"]] == ["Andra", "Första", "Tredje"]


def test_more_than_six_are_folded(client, erik, target):
    for number in range(TILES_SHOWN + 2):
        target(f"Mål {number}")
    page = client.get(LOG)
    assert len(tiles(page)) == TILES_SHOWN
    assert [one.facts.target.label for one in page.context["folded_tiles"]] == ["Mål 6", "Mål 7"]
    assert "Visa 2 mål till" in words(page)


def test_what_nobody_can_do_today_has_no_tile(client, council, erik, target):
    """A figure that is measured, a vision, what is delivered already, promises that are over and drafts."""
    target("Trygghet", kind="effect")
    target("Nollvision", kind="vision")
    delivered = target("Broschyr", kind="deliverable")
    make.activity(targets=[delivered])
    over = make.promise_set(council=council, first_day=date(2018, 1, 1), last_day=date(2018, 12, 31))
    target("Förra årets", promise_set=over)
    target("Utkast", promise_set=make.promise_set(council=council, status="draft"))
    assert tiles(client.get(LOG)) == []


def test_what_is_still_to_be_delivered_is_said_to_be_done(client, erik, target):
    assert tile_of(client, target("Broschyr", kind="deliverable")).call == "Klart i dag"


@pytest.mark.parametrize(
    ("fields", "needs"),
    [
        ({"tags": ["riskkväll"]}, "Behöver märkningen riskkväll"),
        ({"only_beyond_ordinary": True}, "Räknas bara utöver ordinarie verksamhet"),
        ({"weekdays": [5]}, "Räknas bara fredagar"),
        ({"months": [6, 7, 8]}, "Räknas bara juni–augusti"),
    ],
)
def test_a_target_that_one_tap_would_not_count_towards_leads_to_the_form(client, erik, target, tap, fields, needs):
    asks = target(**fields)
    tile = tile_of(client, asks)
    assert (tile.key, tile.needs) == (None, (needs,))
    page = client.get(LOG)
    assert needs in words(page)
    assert f'href="{LOG}?mal={asks.pk}#id_targets"' in page.content.decode()
    # And whoever posts it all the same is told, and nothing is stored.
    assert "Det är inte loggat" in words(tap(asks), 422)
    assert not Activity.objects.exists()


def test_the_form_of_a_chosen_target_stands_alone(client, erik, target):
    chosen = target()
    page = client.get(LOG, {"mal": chosen.pk})
    assert page.context["tiles"] == []
    assert [box["is_chosen"] for box in page.context["first"]] == [True]
    assert client.get(LOG, {"mal": "999999"}).context["tiles"]


@pytest.mark.parametrize(
    ("status", "why"),
    [("closed", "löftena är avslutade"), ("superseded", "det finns en nyare utgåva av löftena")],
)
def test_a_named_target_that_is_over_is_told_as_such(client, council, erik, target, status, why):
    over = target(promise_set=make.promise_set(council=council, status=status))
    assert f"Målet tar inte emot fler aktiviteter: {why}." in words(client.get(LOG, {"mal": over.pk}))


def test_a_named_target_of_others_or_of_a_draft_is_told_as_a_missing_one(client, council, erik, target):
    open_one, foreign = target(), make.target(status="closed")
    draft = target(promise_set=make.promise_set(council=council, status="draft"))
    for named in (open_one.pk, foreign.pk, draft.pk, 999_999, "9" * 40, "²", "x", ""):
        assert "tar inte emot" not in words(client.get(LOG, {"mal": named}))


def test_who_answers_for_nothing_is_shown_the_form(client, council, target):
    target()
    school = make.organisation(name="Skolan")
    client.force_login(make.person(Role.MEMBER, council=council, organisation=school))
    page = client.get(LOG)
    assert page.context["tiles"] == []
    assert "Vilket mål gäller det?" in words(page)


# Places


def test_places_that_lack_a_visit_are_one_tap_each(client, council, erik, target, tap):
    places = [make.place(council=council, name=name) for name in ("Bränna", "Centrum", "Lansjärv")]
    schools = target("Skolbesök", kind="coverage", places=places)
    assert [place.name for place, _key in tile_of(client, schools).places] == ["Bränna", "Centrum", "Lansjärv"]
    shown = words(tap(schools, place=places[1].pk))
    assert "Skolbesök: 1 av 3" in shown
    assert Activity.objects.get().place == places[1]
    assert [place.name for place, _key in tile_of(client, schools).places] == ["Bränna", "Lansjärv"]


def test_many_places_are_chosen_in_the_form(client, council, erik, target):
    schools = target(kind="coverage", places=[make.place(council=council) for _ in range(9)])
    tile = tile_of(client, schools)
    assert (tile.places, tile.needs) == (None, ("Behöver plats",))


def test_a_place_outside_the_target_and_no_place_are_refused(council, erik, target, tap):
    schools = target(kind="coverage", places=[make.place(council=council)])
    elsewhere, foreign = make.place(council=council), make.place()
    for fields in ({}, {"place": elsewhere.pk}, {"place": foreign.pk}, {"place": "x"}):
        words(tap(schools, **fields), 422)
    assert not Activity.objects.exists()


# What a tap saves and says


def test_one_tap_is_one_activity_of_today_for_one_s_own_organisation(client, erik, police, target, tap):
    patrols = target(minimum=4, activity_types=["school_visit", "foot_patrol"], usual_type="foot_patrol")
    shown = words(tap(patrols))
    activity = Activity.objects.get()
    assert (activity.occurred_on, activity.count, activity.activity_type) == (TODAY, 1, "foot_patrol")
    assert (activity.logged_by, activity.organisation, list(activity.parties.all())) == (erik, police, [police])
    assert (activity.tags, activity.is_beyond_ordinary, activity.note, activity.place) == ([], False, "", None)
    assert "Sparat: fotpatrullering 2019-11-20." in shown
    assert "Fotpatrullering: 1 av 4" in shown
    assert "Ångra fotpatrullering" in shown


def test_the_same_tap_twice_is_one_activity(client, erik, target, tap):
    key, patrols = str(uuid.uuid4()), target()
    tap(patrols, key=key)
    assert "Den räknas en gång" in words(tap(patrols, key=key))
    assert Activity.objects.count() == 1


def test_a_key_that_says_something_else_is_refused(client, council, police, erik, target, tap):
    key, patrols, contacts = str(uuid.uuid4()), target("Patruller"), target("Kontakter")
    tap(patrols, key=key)
    assert "Sidan var gammal" in words(tap(contacts, key=key), 422)
    client.force_login(make.person(Role.FIELD_USER, council=council, organisation=police))
    assert "Sidan var gammal" in words(tap(patrols, key=key), 422)
    assert Activity.objects.count() == 1


def test_a_joint_target_is_saved_with_one_s_own_part(client, erik, target, tap, police, municipal):
    walk = target("Trygghetsvandring", jointly="all", responsible=[police, municipal])
    assert tile_of(client, walk).lacking == municipal.short_name
    shown = words(tap(walk))
    assert list(Activity.objects.get().parties.all()) == [police]
    assert f"Trygghetsvandring: er del är sparad. Det räknas när {municipal.short_name} bekräftar sin del." in shown


def test_where_another_leads_one_s_own_part_is_saved(client, erik, target, tap, police, municipal):
    led = target(jointly="lead", lead=municipal, responsible=[police, municipal])
    assert tile_of(client, led).lacking == municipal.short_name
    words(tap(led))
    assert list(Activity.objects.get().parties.all()) == [police]


def test_what_is_sent_wrong_is_refused_and_nothing_is_stored(client, council, erik, target, tap):
    patrols, foreign = target(), make.target()
    draft = target(promise_set=make.promise_set(council=council, status="draft"))
    for wrong in (foreign.pk, draft.pk, 999_999, 10**30, "x", ""):
        assert "Det är inte loggat" in words(tap(wrong), 422)
    for fields in (
        {"key": "x"},
        {"key": ""},
        {"day": "2019-11-21"},
        {"day": "2018-12-31"},
        {"day": "2019-02-29"},
        {"count": "0"},
        {"count": "10000"},
    ):
        words(tap(patrols, **fields), 422)
    assert not Activity.objects.exists()


def test_a_foreign_target_answers_as_one_that_is_not_there(client, erik, target, tap):
    target()
    foreign, missing = (tap(pk).content for pk in (make.target().pk, 999_999))
    assert re.sub(rb'csrfmiddlewaretoken" value="\w+', b"", foreign) == re.sub(
        rb'csrfmiddlewaretoken" value="\w+', b"", missing
    )


def test_a_target_that_is_not_one_s_own_is_not_logged_by_a_tap(client, erik, target, tap, municipal):
    assert tap(target(responsible=[municipal])).status_code == 403
    assert not Activity.objects.exists()


def test_officials_do_not_tap(client, council, target, tap):
    client.force_login(make.person(Role.OFFICIAL, council=council))
    assert tap(target()).status_code == 403


def test_a_membership_that_ends_while_one_taps_saves_nothing(client, council, erik, target, tap, monkeypatch):
    def ended_first(form, gate):
        end_member(membership=erik.memberships.get(), by=make.user())
        return save_entry(form, gate)

    monkeypatch.setattr(quick_log, "save_entry", ended_first)
    assert tap(target(), follow=False).status_code == 403
    assert not Activity.objects.exists()
    assert not AuditEntry.objects.filter(verb="log_activity").exists()


def test_what_others_write_in_the_log_meanwhile_stops_nobody(client, council, erik, target, tap, monkeypatch):
    def logged_first(form, gate):
        make.activity(council=council)
        return save_entry(form, gate)

    monkeypatch.setattr(quick_log, "save_entry", logged_first)
    assert tap(target(), follow=False).status_code == 302
    assert erik.logged_activities.count() == 1


def test_the_receipt_is_for_one_s_own_activity_of_today(client, council, police, erik, target):
    others = make.activity(targets=[target()], by=make.person(council=council, organisation=police))
    page = client.get(LOG, {"loggat": others.pk})
    assert page.context["just_logged"] is None
    for wrong in ("x", "9" * 40, "-1", ""):
        assert client.get(LOG, {"loggat": wrong}).context["just_logged"] is None


def test_what_one_has_logged_today_is_listed(client, erik, target, tap):
    patrols = target(minimum=20)
    with time_machine.travel("2019-11-19T12:00:00+01:00"):
        make.activity(targets=[patrols], by=erik)
    for _ in range(LOGGED_SHOWN + 1):
        tap(patrols)
    page = client.get(LOG)
    shown = [receipt.activity for receipt in page.context["receipts"]]
    assert shown == list(Activity.objects.order_by("-pk")[:LOGGED_SHOWN])
    assert "Det du loggat i dag" in words(page)


# Undo


def test_a_tap_is_undone_with_its_reason(client, erik, target, tap):
    patrols = target()
    tap(patrols)
    activity = Activity.objects.get()
    shown = words(undo(client, activity))
    activity.refresh_from_db()
    assert "Ångrat: annat räknas inte." in shown
    assert (activity.withdrawn_by, activity.withdrawn_reason) == (erik, "Ångrad direkt efter loggning")
    assert not activity.credits.exists()
    assert client.get(LOG).context["receipts"] == []


def test_undone_twice_is_once(client, erik, target, tap):
    tap(target())
    activity = Activity.objects.get()
    for _ in range(2):
        words(undo(client, activity))
    assert AuditEntry.objects.filter(verb="withdraw_activity").count() == 1
    assert activity.history.filter(withdrawn_reason__startswith="Ångrad").count() == 1


def test_a_tap_that_was_undone_stays_so_when_it_is_sent_again(client, erik, target, tap):
    key, patrols = str(uuid.uuid4()), target()
    tap(patrols, key=key)
    undo(client, Activity.objects.get())
    assert "Den loggningen är ångrad och räknas inte" in words(tap(patrols, key=key))
    assert Activity.objects.get().is_withdrawn


def test_only_one_s_own_is_undone(client, council, police, erik, target):
    others = make.activity(targets=[target()], by=make.person(council=council, organisation=police))
    assert undo(client, others).status_code == 403
    assert undo(client, make.activity()).status_code == 404
    others.refresh_from_db()
    assert not others.is_withdrawn


def test_who_has_moved_to_another_organisation_undoes_nothing_of_the_former(
    client, council, erik, target, tap, municipal
):
    tap(target())
    activity = Activity.objects.get()
    erik.memberships.update(organisation=municipal)
    assert client.get(f"/overkalix/aktiviteter/{activity.pk}/ratta/").status_code == 403
    assert undo(client, activity).status_code == 403
    activity.refresh_from_db()
    assert not activity.is_withdrawn


def test_without_a_version_only_what_nobody_has_changed_is_undone(client, erik, target, tap):
    tap(target())
    activity = Activity.objects.get()
    correct_activity(activity=activity, by=make.user(), version=1, targets=[], parties=activity.parties.all(), count=7)
    assert "Aktiviteten har ändrats sedan du loggade den" in words(undo(client, activity, version=""))
    activity.refresh_from_db()
    assert not activity.is_withdrawn
    tap(target("Tillsyn"))
    untouched = Activity.objects.exclude(pk=activity.pk).get()
    assert "räknas inte" in words(undo(client, untouched, version=""))


def test_what_was_logged_yesterday_is_withdrawn_with_a_reason_of_its_own(client, erik, target, police):
    with time_machine.travel("2019-11-19T12:00:00+01:00"):
        activity = make.activity(targets=[target()], by=erik, organisation=police)
    shown = words(undo(client, activity))
    activity.refresh_from_db()
    assert not activity.is_withdrawn
    assert "Ångra går bara samma dag" in shown
    assert "Ta bort ur räkningen" in shown


def test_what_somebody_has_changed_since_is_not_undone(client, erik, target, tap):
    tap(target())
    activity = Activity.objects.get()
    Activity.objects.update(version=2)
    assert "Aktiviteten har ändrats sedan du loggade den" in words(undo(client, activity))
    assert undo(client, activity, version="x").status_code == 400
    activity.refresh_from_db()
    assert not activity.is_withdrawn


# Where one begins


@pytest.mark.parametrize(
    ("role", "begins"),
    [
        (Role.COORDINATOR, "/overkalix/logga/"),
        (Role.FIELD_USER, "/overkalix/logga/"),
        (Role.MEMBER, "/overkalix/logga/"),
        (Role.POLICE_MANAGER, "/overkalix/"),
        (Role.OFFICIAL, "/overkalix/sammanstallning/"),
    ],
)
def test_each_role_begins_where_its_work_is(client, council, target, role, begins):
    target()
    client.force_login(make.person(role, council=council))
    assert client.get("/")["Location"] == begins


def test_with_several_councils_logging_is_one_tap_away(client, council, erik, target):
    target()
    other = make.council(short_name="Haparanda", slug="haparanda")
    make.member(Role.OFFICIAL, council=other, user=erik)
    page = client.get("/").content.decode()
    assert f'href="{LOG}"' in page
    assert 'href="/haparanda/logga/"' not in page


# What it costs


def test_the_page_and_the_tap_take_as_many_queries_for_30_targets_as_for_one(client, council, erik, target, tap):
    taken = []
    for number in (1, 30):
        for _ in range(number):
            last = target(minimum=200)
            make.activity(targets=[last], by=erik)
        tap(last)
        tap(last)
        with CaptureQueriesContext(
            connection,
        ) as page:
            client.get(LOG)
        with CaptureQueriesContext(connection) as post:
            tap(last, follow=False)
        taken.append((len(page), len(post)))
    assert taken[0] == taken[1]
    assert taken[0][0] <= 18, taken
    assert taken[0][1] <= 12, taken


def test_the_first_visit_fits_in_60_kilobytes(client, erik, target, tap):
    """Page, style sheets, scripts and the font for Swedish text, compressed as they are sent; the font is already."""
    for number in range(8):
        target(f"Mål nummer {number}", minimum=4)
    page = client.get(LOG).content
    assert not re.search(r"[\u0100-\u02ba]", page.decode()), "the font for other alphabets is not loaded"
    files = re.findall(
        r'<(?:link rel="(?:stylesheet|preload|icon)"|script)[^>]*?(?:href|src)="/static/([^"]+)"', page.decode()
    )
    assert any(name.endswith(".woff2") for name in files)
    sent = {name: _sent(name) for name in files} | {"page": len(gzip.compress(page))}
    assert sum(sent.values()) <= MOST_BYTES, sorted(sent.items(), key=lambda item: -item[1])


def _sent(name):
    """As deployed: files are kept compressed with brotli, a page is compressed on its way."""
    content = (Path(settings.STATICFILES_DIRS[0]) / name).read_bytes()
    return len(content) if name.endswith(".woff2") else len(brotli.compress(content))
