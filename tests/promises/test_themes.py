"""What a promise is about: guessed where it is plain, left open where it is not, and no part of what is signed."""

import pytest

from councils.models import AuditEntry
from followup.demo import arjeplog, haparanda, overkalix
from promises.actions.copying import copied_set
from promises.actions.reading import read_into
from promises.contents import content_of, digest_of
from promises.models import Promise
from promises.themes import guess
from tests.promises.drafting import council_with_a_draft, hub, page, promise_of

TABLE = [
    ("Polisen fotpatrullerar i centrum minst en gång i veckan.", "presence"),
    ("Polis och kommun genomför två trygghetsvandringar under året.", "presence"),
    ("Vi byter belysningen längs gångvägen till skolan.", "presence"),
    ("Minst fyra riktade insatser mot langning till ungdomar.", "drugs"),
    ("Utbildning om nätdroger för personal hos postombud.", "drugs"),
    ("Tio nykterhetskontroller på E4 under sommaren.", "traffic"),
    ("Vi kontrollerar farten utanför Gränsskolan.", "traffic"),
    ("Elevhälsan och polisen träffar föräldrar i årskurs 7 varje termin.", "youth"),
    ("Handlingsplanen mot våld i nära relationer ska vara klar i maj.", "close_relations"),
    ("Polisen ger råd om skydd mot inbrott och grannsamverkan.", "property"),
    ("Gemensam tillsyn av dem som säljer alkohol och tobak.", "inspection"),
    ("En utbildning för krögare hålls under året.", "inspection"),
    ("Samverkansmöten hålls fyra gånger per år.", "dialogue"),
    # Two subjects, or none: a person says which.
    ("Operativa insatser mot droger i trafiken.", ""),
    ("Minst 50 trafikkontroller och minst två trygghetsvandringar.", ""),
    ("Elever och föräldrar i årskurs 6 får information om nätkränkningar och tobak.", ""),
    ("Löftena tas fram vartannat år.", ""),
    ("Generellt är Boden tryggt att leva i.", ""),
    ("Beslutet drogs tillbaka.", ""),
    ("", ""),
]


@pytest.mark.parametrize(("wording", "theme"), TABLE)
def test_a_theme_is_guessed_only_where_it_is_plain(wording, theme):
    assert guess(wording) == theme


def test_the_heading_helps_where_the_wording_does_not():
    assert guess("Minst fyra insatser under året.", "Trafiksäkerhet") == "traffic"
    assert guess("Minst fyra trafikinsatser.", "Arbeta mot narkotika") == "traffic"


@pytest.mark.parametrize("plan", [arjeplog.PROMISES, haparanda.PROMISES, overkalix.PROMISES])
def test_every_promise_of_the_demo_has_a_theme_said_only_where_it_cannot_be_guessed(plan):
    for heading, promises in plan.sections:
        for promise in promises:
            assert bool(promise.theme) != bool(guess(promise.wording, heading)), promise.wording


@pytest.fixture
def world(client):
    world = council_with_a_draft()
    client.force_login(world.people["coordinator"])
    return world


def latest():
    return Promise.objects.latest("pk")


def set_theme(promise, theme):
    promise.theme = theme
    promise.save()


@pytest.mark.django_db
def test_a_new_promise_is_offered_the_theme_of_its_words(client, world):
    form = client.get(page("add_promise", world.section.pk)).context["form"]
    assert form.initial["theme"] == "wording"
    client.post(
        page("add_promise", world.section.pk), promise_of(world, theme="wording", wording="Vi stoppar langning.")
    )
    assert latest().theme == "drugs"


@pytest.mark.django_db
@pytest.mark.parametrize("theme", ["", "youth"])
def test_who_writes_has_the_last_word_about_the_theme(client, world, theme):
    client.post(page("add_promise", world.section.pk), promise_of(world, theme=theme, wording="Vi stoppar langning."))
    assert latest().theme == theme


@pytest.mark.django_db
def test_a_theme_is_changed_while_it_is_a_draft_and_the_history_tells(client, world):
    said = promise_of(world, theme="traffic", wording=world.promise.wording)
    client.post(page("edit_promise", world.promise.pk), said)
    assert latest().theme == "traffic"
    assert AuditEntry.objects.filter(verb="change_promise").count() == 1
    for address in (hub(), page("promise_set", "2020")):
        assert "Tema: trafik" in client.get(address).content.decode()
    history = client.get(page("promise_set_history", "2020")).content.decode()
    assert "Tema" in history
    assert "trafik" in history


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "theme"), [("add_promise", "x"), ("edit_promise", "x"), ("edit_promise", "wording")])
def test_a_theme_there_is_not_is_refused_and_nothing_is_stored(client, world, name, theme):
    row = world.section if name == "add_promise" else world.promise
    answer = client.post(page(name, row.pk), promise_of(world, theme=theme))
    assert answer.status_code == 422
    assert "Temat finns inte. Välj i listan." in answer.content.decode()
    assert (Promise.objects.count(), latest().theme) == (1, "")


@pytest.mark.django_db
def test_a_signed_promise_keeps_its_theme(client, world):
    world.draft.status = "signed"
    world.draft.signed_on = world.draft.first_day
    world.draft.save()
    client.post(page("edit_promise", world.promise.pk), promise_of(world, theme="traffic"))
    assert latest().theme == ""


@pytest.mark.django_db
def test_a_theme_is_no_part_of_what_is_signed(world):
    before = content_of(world.draft)
    set_theme(world.promise, "traffic")
    assert digest_of(content_of(world.draft)) == digest_of(before)
    assert "traffic" not in str(content_of(world.draft))


@pytest.mark.django_db
def test_a_copy_keeps_the_theme(world):
    set_theme(world.promise, "youth")
    values = {"title": "2021", "slug": "2021", "first_day": world.draft.first_day, "last_day": world.draft.last_day}
    copy = copied_set(world.draft, organisation=world.municipal, by=world.people["coordinator"], **values)
    assert list(Promise.objects.filter(section__promise_set=copy).values_list("theme", flat=True)) == ["youth"]


@pytest.mark.django_db
def test_promises_that_are_read_get_the_theme_of_their_words(world):
    text = "Polisen lovar att\n- genomföra minst tio trafikkontroller under året\n- hjälpa till vid behov\n"
    read_into(promise_set=world.draft, by=world.people["coordinator"], text=text, parties=[world.police])
    found = Promise.objects.exclude(pk=world.promise.pk).order_by("order").values_list("theme", flat=True)
    assert list(found) == ["traffic", ""]
