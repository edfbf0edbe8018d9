"""Making a set of promises, saying everything around them, and taking a draft away again."""

from datetime import date

import pytest
import time_machine
from django.db.models import Max

from councils.models import AuditEntry
from promises.actions.promise_sets import make_promise_set
from promises.models import Promise, PromiseSet, Section, SourceText, Target
from tests import factories as make
from tests.promises.drafting import FIRST, LAST, council_with_a_draft, details_of, hub, page, sign

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T13:00:00+01:00"):
        yield


@pytest.fixture
def world(client):
    world = council_with_a_draft()
    client.force_login(world.people["coordinator"])
    return world


def new_set(world, **changed):
    return {
        "heading": "Löften för Överkalix 2021",
        "first_day": "2021-01-01",
        "last_day": "2021-12-31",
        "signers": [world.police.pk, world.municipal.pk],
        "whose": "own",
        "begin": "empty",
        **changed,
    }


# Beginning


def test_the_page_begins_with_ones_own_draft_and_both_sides_of_the_council(client, world):
    form = client.get(page("new_promise_set")).context["form"]
    assert form.initial["whose"] == "own"
    assert set(form.initial["signers"]) == {world.police.pk, world.municipal.pk}


def test_a_new_set_is_an_own_draft_with_its_parties_and_an_address_from_its_title(client, world):
    answer = client.post(page("new_promise_set"), new_set(world))
    made = PromiseSet.objects.latest("pk")
    assert answer.headers["Location"] == page("edit_promise_set", made.slug)
    assert (made.slug, made.status, made.organisation) == ("loften-for-overkalix-2021", "draft", world.municipal)
    assert set(made.parties.all()) == {world.police, world.municipal}
    entry = AuditEntry.objects.get(verb="make_promise_set")
    assert (entry.object_id, entry.actor) == (made.pk, world.people["coordinator"])
    assert "Löften" not in str(entry.details)


def test_a_set_written_together_is_nobodys_own(client, world):
    client.post(page("new_promise_set"), new_set(world, whose="together", last_day=""))
    made = PromiseSet.objects.latest("pk")
    assert (made.organisation, made.last_day, made.is_own_draft) == (None, None, False)


def test_who_begins_with_a_text_is_led_to_paste_it(client, world):
    answer = client.post(page("new_promise_set"), new_set(world, begin="paste"))
    assert answer.headers["Location"].endswith("/overkalix/loften/loften-for-overkalix-2021/las-in/")


def test_earlier_promises_can_be_chosen_to_begin_from_but_not_another_partys_draft(client, world):
    make.promise_set(council=world.council, slug="2018", title="Löften 2018")
    make.promise_set(council=world.council, title="Polisens eget", status="draft", organisation=world.police)
    text = client.get(page("new_promise_set")).content.decode()
    assert "/overkalix/loften/kopiera/2018/" in text
    assert "Polisens eget" not in text


def test_the_same_form_sent_twice_makes_one_set_and_says_so(client, world):
    client.post(page("new_promise_set"), new_set(world))
    answer = client.post(page("new_promise_set"), new_set(world))
    assert answer.status_code == 422
    assert "Det finns redan löften" in answer.content.decode()
    assert PromiseSet.objects.filter(title="Löften för Överkalix 2021").count() == 1


def test_two_sets_of_one_title_get_different_addresses_that_stay(client, world):
    values = {"council": world.council, "by": world.people["coordinator"], "organisation": None, "parties": []}
    slugs = [
        make_promise_set(title="Nya", first_day=date(year, 1, 1), last_day=None, **values).slug for year in (2021, 2022)
    ]
    assert slugs == ["loften-nya", "loften-nya-2"]
    client.post(page("edit_set_details", "2020"), details_of(world, heading="Helt annan rubrik"))
    world.draft.refresh_from_db()
    assert (world.draft.title, world.draft.slug) == ("Helt annan rubrik", "2020")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"heading": ""}, "Skriv en rubrik."),
        ({"heading": "x" * 161}, "160"),
        ({"heading": "Löften 19121212-1212"}, "personnummer"),
        ({"first_day": "2021-02-30"}, "Skriv datumet som år-månad-dag"),
        ({"first_day": ""}, "Ange den första dagen."),
        ({"last_day": "2020-12-31"}, "Sista dagen måste vara samma dag som den första eller senare."),
        ({"signers": []}, "Kryssa i minst en part"),
        ({"signers": [10**30]}, "hör inte till rådet"),
        ({"whose": "polisen"}, "Välj vem som skriver."),
        ({"begin": ""}, "Välj hur du vill börja."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(client, world, changed, sentence):
    before = PromiseSet.objects.count()
    answer = client.post(page("new_promise_set"), new_set(world, **changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert PromiseSet.objects.count() == before
    assert 'value="2021-12-31"' in answer.content.decode() or "last_day" in changed


def test_only_municipalities_and_police_of_the_council_sign(client, world):
    stranger = make.parties_of(make.council())[0]
    for party in (world.school, stranger):
        answer = client.post(page("new_promise_set"), new_set(world, signers=[world.police.pk, party.pk]))
        assert answer.status_code == 422, party
    assert "Skolan" not in client.get(page("new_promise_set")).content.decode()


# Details


def test_everything_around_the_promises_is_stored(client, world):
    agreement = make.agreement(councils=[world.council], parties=[world.police, world.municipal])
    answer = client.post(
        page("edit_set_details", "2020"),
        details_of(
            world,
            signers=[world.municipal.pk],
            agreement=agreement.pk,
            presented_on="2019-12-02",
            recipients="Kommunpolisen\n\n  Kommunledningen  \n",
            introduction="Vi lovar.",
            aim="Trygghet.",
            implementation="Planer.",
            communication="Veckobrev.",
            follow_up="Löpande.",
            counts_before_signing="",
        ),
    )
    assert answer.headers["Location"] == hub()
    stored = PromiseSet.objects.get(pk=world.draft.pk)
    assert (stored.agreement, stored.presented_on, stored.version) == (agreement, date(2019, 12, 2), 2)
    texts = (stored.introduction, stored.aim, stored.implementation, stored.communication, stored.follow_up)
    assert texts == ("Vi lovar.", "Trygghet.", "Planer.", "Veckobrev.", "Löpande.")
    assert not stored.counts_before_signing
    assert [row.office for row in stored.recipients.all()] == ["Kommunpolisen", "Kommunledningen"]
    assert list(stored.parties.all()) == [world.municipal]
    entry = AuditEntry.objects.get(verb="change_promise_set")
    assert entry.details == {}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"recipients": "Kommunchefen\nkommunchefen"}, "”kommunchefen” står två gånger. Ta bort den ena raden."),
        ({"recipients": "x" * 121}, "är för lång"),
        ({"recipients": "\n".join(map(str, range(21)))}, "Högst 20 mottagare."),
        ({"aim": "Ring 19121212-1212"}, "personnummer"),
        ({"version": "abc"}, "Formuläret kom inte fram helt."),
        ({"agreement": 10**30}, "Överenskommelsen finns inte i rådet."),
        ({"first_day": "0000-01-01"}, "Skriv datumet som år-månad-dag"),
    ],
)
def test_wrong_details_are_refused_and_what_was_typed_stays(client, world, changed, sentence):
    answer = client.post(page("edit_set_details", "2020"), details_of(world, introduction="Min text.", **changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Min text." in answer.content.decode()
    assert PromiseSet.objects.get(pk=world.draft.pk).version == 1


def test_an_agreement_of_another_council_is_as_one_that_does_not_exist(client, world):
    foreign = make.agreement(councils=[make.council()])
    answers = [
        client.post(page("edit_set_details", "2020"), details_of(world, agreement=pk))
        for pk in (foreign.pk, foreign.pk + 1000)
    ]
    assert [answer.status_code for answer in answers] == [422, 422]


def test_other_days_count_what_has_been_logged_anew(client, world):
    target = make.target(promise=world.promise)
    activity = make.activity(targets=[target], council=world.council, occurred_on=date(2020, 3, 14))
    assert activity.credits.get().window_start is not None
    client.post(page("edit_set_details", "2020"), details_of(world, first_day="2020-06-01"))
    assert activity.credits.get().window_start is None


# Taking away


def test_a_draft_is_taken_away_with_everything_in_it_after_the_numbers_are_said(client, world):
    coordinator = world.people["coordinator"]
    SourceText.objects.create(promise_set=world.draft, text="Vi lovar.", pasted_by=coordinator)
    shown = client.get(page("remove_promise_set", "2020")).content.decode()
    for words in ("2 avsnitt", "1 löfte", "1 mål", "1 inläst text"):
        assert f"<li>{words}</li>" in shown
    answer = client.post(page("remove_promise_set", "2020"))
    assert answer.headers["Location"] == page("promise_sets")
    for model in (PromiseSet, Section, Promise, Target, SourceText):
        assert not model.objects.exists(), model
    entry = AuditEntry.objects.get(verb="remove_promise_set")
    assert entry.details == {}


def test_what_others_have_received_or_signed_or_logged_in_is_not_taken_away(client, world):
    shared = {"shared_at": "2019-11-19T12:00:00Z", "shared_by": world.people["coordinator"], "status": "shared"}
    sets = [
        make.promise_set(council=world.council, slug="delad", organisation=world.municipal, **shared),
        make.promise_set(council=world.council, slug="klar", status="signed", first_day=FIRST, last_day=LAST),
    ]
    for row in sets:
        assert client.post(page("remove_promise_set", row.slug)).status_code == 302
    make.activity(targets=[world.target], council=world.council)
    client.post(page("remove_promise_set", "2020"))
    assert PromiseSet.objects.count() == 3
    assert Target.objects.filter(pk=world.target.pk).exists()


def test_what_is_signed_is_not_edited_and_the_page_says_why(client, world):
    sign(world)
    for name in ("edit_promise_set", "edit_set_details", "add_section", "remove_promise_set"):
        answer = client.get(page(name, "2020"), follow=True)
        assert answer.redirect_chain[-1][0] == page("promise_set", "2020")
        assert "Löftena är undertecknade och kan inte ändras." in answer.content.decode()
    assert PromiseSet.objects.aggregate(last=Max("version"))["last"] == 1
