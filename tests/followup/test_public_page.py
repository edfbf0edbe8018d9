"""What citizens and press see: what is published, the same for everybody, honest, and nothing else."""

import gzip
import re
from datetime import date
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from councils import public_access
from councils.roles import Role
from followup.actions.assessments import judge_target
from followup.progress import judged_targets, set_progress, target_progress
from followup.public_mark import DRAFTING
from promises.actions.activities import correct_activity, restore_activity, withdraw_activity
from promises.actions.noted import note_request
from promises.actions.translations import remove_translation
from promises.models import PromiseSet, Signature, SpreadsheetImport, Target
from tests import factories as make

pytestmark = pytest.mark.django_db

FINNISH = "Poliisi kävelee torilla."
PUBLIC_CSS = Path(settings.BASE_DIR / "static/css/public.css")
LARGEST, MOST_REQUESTS = 15_000, 4


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00") as clock:
        yield clock


@pytest.fixture
def world():
    """A published set with targets of several kinds, and behind it all that must not be seen."""
    council = make.council(slug="overkalix", short_name="Överkalix")
    police, municipal = make.parties_of(council)
    anna = make.person(Role.COORDINATOR, council=council, user=make.user(name="Anna Lindgren", email="anna@ok.example"))
    published = make.promise_set(
        council=council,
        slug="2019",
        title="Medborgarlöften 2019",
        introduction="Vi lovar.",
        summary_due_on=date(2020, 1, 31),
        recipients=["Kommunledningen"],
    )
    published.parties.set([police, municipal])
    section = make.section(promise_set=published, title="Närvaro")
    promise = make.promise(section=section, wording="Polisen går på torget.")
    weekly = {"per": "week", "unit": "kontakt", "units": "kontakter"}
    targets = [
        make.target(promise=promise, label="Vandring", minimum=1, unit="vandring", units="vandringar"),
        make.target(promise=promise, label="Kontakter", minimum=1, counting="average", **weekly),
        make.target(promise=promise, label="Samtal i skolan", kind="qualitative"),
        make.target(promise=promise, label="Handlingsplan", kind="deliverable", due_on=date(2019, 12, 1)),
    ]
    make.promise(section=section, wording="Ett löfte utan mål.")
    place = make.place(council=council, name="Hemliga parken")
    facts = {"note": "Hemlig anteckning", "place": place, "reach": 3, "tags": ["hemligt"], "by": anna}
    make.activity(targets=targets[:3], **facts)
    draft = make.promise_set(council=council, slug="2020", title="Hemligt utkast", status="draft")
    return SimpleNamespace(**locals())


def address(slug="2019", council="overkalix", **query):
    return reverse("followup:public_promises", args=[council, slug], query=query)


def index(council="overkalix"):
    return reverse("followup:public_promise_sets", args=[council])


def words(response, status=200):
    assert response.status_code == status
    body = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<(title|desc)\b.*?</\1>|<[^>]+>", " ", body, flags=re.DOTALL)).split())


def whole(response):
    """Status, all headers and the body."""
    return response.status_code, response.serialize_headers(), response.content


# What is published, and what is not


@pytest.mark.parametrize(
    ("status", "published_at", "answer"),
    [
        ("draft", None, 404),
        ("shared", None, 404),
        ("signed", None, 404),
        ("published", None, 200),
        ("closed", None, 404),
        ("closed", "2019-02-01T12:00:00+01:00", 200),
        ("superseded", None, 404),
        ("superseded", "2019-02-01T12:00:00+01:00", 200),
    ],
)
def test_only_what_has_been_published_is_shown(client, world, status, published_at, answer):
    row = PromiseSet.objects.get(pk=world.published.pk)
    row.status, row.superseded_on = status, make.LAST_DAY
    row.published_at, row.published_by = published_at, world.anna if published_at else None
    row.save()
    row.refresh_from_db()
    assert client.get(address()).status_code == answer
    assert row.is_published == (answer == 200)


def test_a_draft_answers_exactly_as_what_was_never_made(client, world):
    make.promise_set(council=make.council(slug="haparanda"), slug="2018")
    missing = whole(client.get(address("finns-inte")))
    assert missing[0] == 404
    for slug, council in (("2020", "overkalix"), ("2018", "overkalix"), ("2019", "haparanda"), ("2019", "finns-inte")):
        assert whole(client.get(address(slug, council))) == missing


def test_a_council_that_has_published_nothing_answers_as_one_that_was_never_made(client, world):
    make.promise_set(council=make.council(slug="haparanda"), slug="2018", status="signed")
    assert client.get(index()).status_code == 200
    missing = whole(client.get(index("finns-inte")))
    assert missing[0] == 404
    assert whole(client.get(index("haparanda"))) == missing


def test_the_index_lists_what_is_published_or_closed_newest_first(client, world):
    years = {"first_day": date(2018, 1, 1), "last_day": date(2018, 12, 31)}
    published = {"published_at": timezone.now(), "published_by": world.anna}
    make.promise_set(council=world.council, slug="2018", title="Löften 2018", status="closed", **published, **years)
    make.promise_set(council=world.council, slug="gammal", title="Ersatta", status="superseded", **published)
    said = words(client.get(index()))
    assert said.index("Medborgarlöften 2019") < said.index("Löften 2018")
    assert "Hemligt utkast" not in said and "Ersatta" not in said


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_is_written_by_any_method(client, world, method):
    for path in (address(), index(), address("finns-inte")):
        assert getattr(client, method)(path).status_code == 405


def test_no_model_gets_through_unless_it_says_what_is_published(rf, world):
    view = public_access.published_council(target=Target)(lambda request, council, target: None)
    with pytest.raises(AttributeError, match="published"):
        view(rf.get("/"), council="overkalix", target=world.targets[0].pk)


# What it says


def test_it_says_what_was_promised_by_whom_and_until_when(client, world):
    said = words(client.get(address()))
    for text in (
        "Medborgarlöften 2019",
        "Vi lovar.",
        "1 januari 2019 – 31 december 2019",
        world.police.name,
        world.municipal.name,
        "Närvaro",
        "Polisen går på torget.",
        "Senast 31 januari 2020 Lämnas till Kommunledningen",
        "Ska vara klart 1 december 2019: Handlingsplan",
        "Läget 20 november 2019",
    ):
        assert text in said, text


def test_each_target_has_the_word_and_the_figure_of_the_engine(client, world):
    said = words(client.get(address()))
    progress = set_progress(PromiseSet.objects.get(pk=world.published.pk), as_of=timezone.localdate())
    assert {facts.verdict.value for facts in progress.targets} == {"fulfilled", "behind", "no_measure", "on_track"}
    for facts in progress.targets:
        figure = "Mål utan mått, följs upp i ord" if facts.verdict == "no_measure" else facts.figure
        assert f"{facts.target.label} {figure} {facts.verdict_name}" in said
    assert "borde vara minst 46" in said
    assert "Löftet har inget mål som kan räknas. Det följs upp i ord." in said
    assert "1 Uppfyllt 1 I fas 1 Efter plan 1 Inget mått" in said


def test_it_says_that_it_has_nothing_to_do_with_the_authority(client, world):
    assert "ingen koppling till myndigheten Brå" in client.get(address()).content.decode()
    type(world.council).objects.update(independence_note="Vi är inte myndigheten.")
    assert "Vi är inte myndigheten." in client.get(address()).content.decode()


def test_nothing_from_behind_the_login_is_on_it(client, world):
    make.request(target=make.target(promise=world.promise, kind="on_demand"), note="Hemlig fråga")
    facts = target_progress(
        judged_targets(Target.objects.filter(pk=world.targets[0].pk).with_rules()).get(), as_of=timezone.localdate()
    )
    texts = {"motivation": "Hemlig motivering", "deviation_reason": "weather", "deviation_text": "Hemlig storm"}
    judge_target(progress=facts, by=world.anna, judgement="not_fulfilled", **texts)
    Signature.objects.create(
        promise_set=world.published, organisation=world.police, name="Karin Hemlig", title="chef",
        signed_on=make.FIRST_DAY, recorded_by=world.anna, sha256="0" * 64,
    )  # fmt: skip
    for path in (address(), address(sprak="en"), index()):
        page = client.get(path).content.decode()
        for secret in ("emlig", "Anna", "anna@", "3 deltagare", "deltag"):
            assert secret not in page, secret
    # What the activity is known by to those who may: so that the words above are the right ones.
    client.force_login(world.anna)
    assert "Hemliga parken" in client.get(reverse("followup:evidence", args=["overkalix", world.targets[0].pk])).text


def test_a_period_that_is_over_tells_how_it_went(client, world, on_20_november):
    on_20_november.move_to("2020-02-01T12:00:00+01:00")
    said = words(client.get(address()))
    assert "Perioden är slut. Så här gick det." in said and "Inte uppfyllt" in said
    assert "Strecket i en stapel" not in said


def test_a_period_that_has_not_begun_says_when_it_does(client, world, on_20_november):
    on_20_november.move_to("2018-12-01T12:00:00+01:00")
    assert "Perioden börjar 1 januari 2019." in words(client.get(address()))


def test_a_summary_that_both_have_approved_is_said_to_be_so(client, world, on_20_november):
    chief = make.person(Role.POLICE_MANAGER, council=world.council)
    on_20_november.move_to("2020-01-20T12:00:00+01:00")
    before = mark()
    assert "Senast 31 januari 2020" in words(client.get(address()))
    make.approved(world.published, municipality=world.anna, police=chief, at=timezone.now())
    assert "Godkänd 20 januari 2020" in words(client.get(address()))
    assert mark() != before


def test_a_set_without_a_last_day_goes_on(client, world):
    PromiseSet.objects.filter(pk=world.published.pk).update(last_day=None)
    assert "1 januari 2019 – tills vidare" in words(client.get(address()))


# Editions


@pytest.fixture
def editions(world):
    """The set as it was published first, and what replaced it."""
    old = PromiseSet.objects.get(pk=world.published.pk)
    old.status, old.superseded_on = "superseded", date(2019, 6, 1)
    old.published_at, old.published_by = timezone.now(), world.anna
    old.save()
    new = make.promise_set(
        council=world.council, slug="2019-2", title="Nya löften", replaces=old, edition=2, edition_reason="Ny lag."
    )
    return SimpleNamespace(old=old, new=new)


def test_what_has_been_replaced_says_so_and_leads_on(client, world, editions):
    said = words(client.get(address()))
    assert "De här löftena gäller inte längre. De ersattes 1 juni 2019. Läs utgåva 2" in said
    assert "Polisen går på torget." in said and "Läget" not in said and "Uppfyllt" not in said
    newer = words(client.get(address("2019-2")))
    assert "Utgåva 2 Ersätter utgåva 1 Ny lag." in newer


def test_an_edition_that_is_not_published_is_not_told_of(client, world, editions):
    PromiseSet.objects.filter(pk=editions.new.pk).update(status="draft")
    page = client.get(address()).content.decode()
    assert "2019-2" not in page and "utgåva 2" not in page
    assert client.get(address("2019-2")).status_code == 404


# Languages


def test_it_is_read_in_finnish_with_the_swedish_that_holds_one_step_away(client, world):
    make.translation(promise_set=world.published, translator="Haparanda stad", wordings={world.promise: FINNISH})
    response = client.get(address(sprak="fi"))
    page = response.content.decode()
    assert '<html lang="sv">' in page and '<blockquote lang="fi">' in page
    assert "Översatt till finska av Haparanda stad. Den svenska texten gäller." in words(response)
    assert "Ett löfte utan mål. Inte översatt, visas på svenska." in words(response)
    assert response["Content-Language"] == "sv, fi"
    assert f'<a href="{address()}" lang="sv" hreflang="sv">Svenska</a>' in page


def test_the_page_s_own_words_are_english_where_that_is_asked_for(client, world):
    response = client.get(address(sprak="en"))
    page = response.content.decode()
    assert '<html lang="en">' in page and "Fulfilled" in page and '<blockquote lang="sv">' in page
    assert response["Content-Language"] == "en"
    make.translation(promise_set=world.published, language="en", wordings={world.promise: "Police walk the square."})
    page = client.get(address(sprak="en")).content.decode()
    assert '<blockquote lang="en">' in page and "Police walk the square." in page


@pytest.mark.parametrize("query", [{"sprak": "de"}, {"sprak": ""}, {"sprak": "x" * 500}, {"visa": "allt", "id": "1"}])
def test_an_unknown_addition_to_the_address_changes_nothing(client, world, query):
    assert whole(client.get(address(**query))) == whole(client.get(address()))


def test_neither_the_browser_s_language_nor_a_chosen_one_changes_the_page(client, world):
    plain = whole(client.get(address()))
    assert whole(client.get(address(), headers={"accept-language": "en"})) == plain
    client.post(reverse("set_language"), {"language": "en"})
    assert whole(client.get(address())) == plain


# The same for everybody, kept by browsers and proxies


def test_no_cookie_is_set_or_read_and_no_session_is_touched(client, world):
    plain = client.get(address())
    assert not plain.cookies and "Vary" not in plain
    assert plain["Cache-Control"] == "public, max-age=60"
    client.force_login(world.anna)
    with time_machine.travel("2019-11-20T13:30:00+01:00"), CaptureQueriesContext(connection) as captured:
        logged_in = client.get(address())
    assert whole(logged_in) == whole(plain)
    asked = " ".join(query["sql"] for query in captured)
    assert "django_session" not in asked and "councils_user" not in asked


def test_a_message_that_waits_is_kept_for_the_page_it_is_for(client, world):
    client.force_login(world.anna)
    client.post(reverse("councils:profile"), {"name": "Anna Lindgren", "title": "samordnare"})
    assert "<main" in client.get(address()).content.decode()
    assert "Sparat." in client.get(reverse("councils:profile")).content.decode()


def test_who_has_the_page_already_is_told_so_cheaply(client, world):
    first = client.get(address())
    with CaptureQueriesContext(connection) as captured:
        again = client.get(address(), headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304 and not again.content
    assert again["ETag"] == first["ETag"] and again["Cache-Control"] == first["Cache-Control"]
    assert len(captured) == 3  # the council, the set, what was changed last
    head = client.head(address())
    assert head["ETag"] == first["ETag"] and not head.content


def mark(**query):
    return Client().get(address(**query))["ETag"]


@pytest.mark.parametrize(
    "change",
    [
        lambda world: make.activity(targets=[world.targets[1]], by=world.anna),
        lambda world: make.translation(promise_set=world.published, wordings={world.promise: FINNISH}),
        lambda world: type(world.council).objects.update(short_name="Ö-kalix"),
        lambda world: PromiseSet.objects.filter(pk=world.published.pk).update(
            status="closed", published_at=timezone.now(), published_by=world.anna
        ),
    ],
    ids=["logged", "translated", "renamed", "closed"],
)
def test_the_mark_changes_with_what_the_page_shows(world, change):
    changes_the_page_and_its_mark(lambda: change(world))


def changes_the_page_and_its_mark(change, **query):
    before = Client().get(address(**query))
    assert Client().get(address(**query), headers={"if-none-match": before["ETag"]}).status_code == 304
    change()
    after = Client().get(address(**query), headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200 and after.content != before.content and after["ETag"] != before["ETag"]


def test_the_mark_changes_when_an_activity_is_corrected_withdrawn_and_restored(world):
    one, targets = make.activity(targets=[world.targets[1]], by=world.anna), [world.targets[1]]
    parties, facts = [world.police, world.municipal], {"occurred_on": one.occurred_on, "activity_type": "contact"}
    now = {"activity": one, "by": world.anna, "targets": targets}
    changes_the_page_and_its_mark(lambda: correct_activity(**now, version=1, parties=parties, **facts, count=9))
    changes_the_page_and_its_mark(lambda: withdraw_activity(activity=one, by=world.anna, version=2, reason="Fel"))
    changes_the_page_and_its_mark(lambda: restore_activity(**now, version=3))


def test_the_mark_changes_when_a_file_is_read_in_and_when_that_is_undone(client, world):
    client.force_login(world.anna)
    sent = SimpleUploadedFile("a.csv", "Datum;Mål;Antal\n2019-11-01;Kontakter;5\n".encode())
    client.post(reverse("promises:import_activities", args=["overkalix"]), {"file": sent})
    kept = reverse("promises:review_import", args=["overkalix", SpreadsheetImport.objects.get().pk])
    undo = reverse("promises:undo_import", args=["overkalix", SpreadsheetImport.objects.get().pk])
    changes_the_page_and_its_mark(lambda: client.post(kept, {}))
    changes_the_page_and_its_mark(lambda: client.post(undo, {}))


def test_the_mark_changes_with_a_judgement(world):
    rows = judged_targets(Target.objects.filter(pk=world.targets[0].pk).with_rules())
    words = {"motivation": "Nästan.", "deviation_reason": "", "deviation_text": ""}
    facts = target_progress(rows.get(), as_of=timezone.localdate())
    before = mark()
    judge_target(progress=facts, by=world.anna, judgement="not_fulfilled", **words)
    assert mark() != before


def test_the_mark_changes_with_what_is_noted_on_a_target(world):
    target = make.target(promise=world.promise, kind="on_demand", label="Vid behov")
    facts = {"target": target, "by": world.anna, "organisation": world.municipal, "key": uuid4()}
    asked = {"asked_on": date(2019, 11, 1), "count": 2, "note": ""}
    changes_the_page_and_its_mark(lambda: note_request(**facts, **asked))


def test_the_mark_changes_with_a_translation_made_anew(world):
    def anew():
        remove_translation(promise_set=world.published, language="fi", by=world.anna, version=1)
        make.translation(promise_set=world.published, wordings={world.promise: "Toinen."})

    make.translation(promise_set=world.published, wordings={world.promise: FINNISH})
    changes_the_page_and_its_mark(anew, sprak="fi")


def test_the_mark_changes_when_a_new_edition_replaces_the_set(world):
    def supersede():
        row = PromiseSet.objects.get(pk=world.published.pk)
        row.status, row.superseded_on = "superseded", date(2019, 6, 1)
        row.published_at, row.published_by = timezone.now(), world.anna
        row.save()

    changes_the_page_and_its_mark(supersede)


def test_nothing_that_is_done_to_targets_in_drafts_is_felt():
    """Every verb that the files write about a target, and that no published promise can have."""
    files = [settings.BASE_DIR / "promises/actions" / name for name in ("targets.py", "proposals.py")]
    of_targets = re.findall(r'verb="(\w+)", of=(?!source)', "".join(file.read_text() for file in files))
    assert set(of_targets) == set(DRAFTING)


def test_the_mark_changes_with_the_day_and_the_language(world, on_20_november):
    before = mark()
    assert mark(sprak="en") != before
    on_20_november.move_to("2019-11-21T00:01:00+01:00")
    assert mark() != before


def test_the_work_on_a_draft_cannot_be_felt(client, world):
    before = whole(client.get(address()))
    promise = make.promise(promise_set=world.draft, wording="Hemligt löfte")
    make.translation(promise_set=world.draft, by=world.anna, wordings={promise: "Salaisuus"})
    make.person(Role.MEMBER, council=world.council)
    make.activity(targets=[make.target(wording="I ett annat råd")])
    assert whole(client.get(address())) == before


def test_it_is_small_and_without_script(client, world):
    section = world.section
    for n in range(11):
        make.target(promise=make.promise(section=section, wording=f"Polis och kommun lovar sak {n}, varje vecka."))
    page = client.get(address()).content
    assert len(gzip.compress(page)) + len(gzip.compress(PUBLIC_CSS.read_bytes())) <= LARGEST
    text = page.decode()
    assert "<script" not in text and "<form" not in text and "csrf" not in text
    files = re.findall(r'<link rel="(?:icon|stylesheet)" href="([^"]+)"', text)
    fonts = set(re.findall(r'url\("([^"]+)"\)', PUBLIC_CSS.read_text()))
    assert 1 + len(files) + len(fonts) <= MOST_REQUESTS


def test_a_set_of_twenty_promises_asks_as_many_questions_as_one_of_two(client, world):
    make.translation(promise_set=world.published, wordings={world.promise: FINNISH})

    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(sprak="fi")).status_code == 200
        return len(captured)

    before = asked()
    for _ in range(20):
        target = make.target(promise=make.promise(section=world.section))
        make.activity(targets=[target], by=world.anna)
    assert asked() == before <= 16


# The way here


def test_the_promise_set_leads_to_the_page_once_it_is_published(client, world):
    client.force_login(world.anna)
    shown = client.get(world.published.get_absolute_url()).content.decode()
    assert f'<a href="{address()}">Så ser medborgarna löftena</a>' in shown
    PromiseSet.objects.filter(pk=world.published.pk).update(status="signed")
    assert "Så ser medborgarna" not in client.get(world.published.get_absolute_url()).content.decode()
