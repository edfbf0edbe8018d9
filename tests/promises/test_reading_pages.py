"""The pages where a text is pasted and its proposals are settled: what they show, lead to and refuse."""

from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.models import AuditEntry, PlaceSet
from councils.roles import Role
from promises.models import LONGEST_SOURCE, Promise, Proposal, SourceText, Target
from tests import factories as make

pytestmark = pytest.mark.django_db

PAGE = """Polisen lovar:
- minst en medborgarkontakt i snitt per vecka
- två besök på torget varje vecka
- att samtliga skolor ska besökas
- att trygghet är viktigt för alla

Bakgrund
Många bor i Överkalix.

Uppföljning
En skriftlig sammanställning görs senast den 31 januari.
"""


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.fixture
def council():
    council = make.council(slug="overkalix")
    make.parties_of(council)
    return council


@pytest.fixture
def draft(council):
    return make.promise_set(council=council, slug="2020", status="draft", title="Medborgarlöften 2020")


@pytest.fixture
def anna(client, council):
    anna = make.person(Role.COORDINATOR, council=council)
    client.force_login(anna)
    return anna


@pytest.fixture
def source(client, anna, draft):
    paste(client, PAGE)
    return SourceText.objects.get()


def paste(client, text, follow=False):
    return client.post("/overkalix/loften/2020/las-in/", {"pasted_text": text}, follow=follow)


def review(source):
    return reverse("promises:review_text", args=["overkalix", source.promise_set.slug, source.pk])


def text_of(answer):
    return unescape(answer.content.decode())


def proposal(words):
    return next(one for one in Proposal.objects.all() if words in one.source.text[one.start : one.end])


def post(client, name, one, **fields):
    return client.post(reverse(f"promises:{name}", args=["overkalix", one.target_id]), fields)


# Pasting


def test_the_page_says_what_will_happen(client, anna, draft):
    page = text_of(client.get("/overkalix/loften/2020/las-in/"))
    assert "Så går det till" in page
    assert "Inget publiceras" in page


def test_pasting_leads_to_the_proposals(client, anna, draft):
    answer = paste(client, PAGE)
    assert answer.url == review(SourceText.objects.get())
    assert SourceText.objects.get().text == PAGE.strip()


def test_the_stored_text_is_tidy_so_that_marks_stand_where_they_should(client, anna, draft):
    paste(client, "Polisen lovar:\r\n- två be\u00adsök på\u200b torget per a\u030ar\r\n")
    source = SourceText.objects.get()
    assert source.text == "Polisen lovar:\n- två besök på torget per år"
    one = source.proposals.get()
    assert source.text[one.start : one.end].startswith("två besök")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Klistra in texten först."),
        (" \n\u200b", "Klistra in texten först."),
        ("a" * (LONGEST_SOURCE + 1), "Texten har 200001 tecken. Högst 200000 går att läsa in: dela upp den."),
        (f"{PAGE}\nFråga 19121212-1212.", "Texten innehåller ett personnummer: ”"),
        ("Det har varit en bra sommar.", "Här finns inget löfte."),
        ("Polisen lovar:\n" + "- minst ett besök per år\n" * 301, "Texten har fler än 300 löften."),
    ],
    ids=["empty", "blank", "too long", "personal number", "no promise", "too many"],
)
def test_a_text_that_cannot_be_read_is_kept_in_the_form(client, anna, draft, text, told):
    answer = paste(client, text)
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert text.strip(" \n\u200b") in text_of(answer)
    assert not SourceText.objects.exists()
    assert not Promise.objects.exists()
    assert not AuditEntry.objects.exclude(verb="sign_in").filter(actor=anna, verb="read_promises_from_text").exists()


def test_as_long_a_text_as_is_allowed_is_read(client, anna, draft):
    text = ("Polisen lovar:\n- ett besök på torget per år\n\nBakgrund\n" + "Ord. " * 40_000)[:LONGEST_SOURCE].strip()
    answer = paste(client, text, follow=True)
    assert answer.status_code == 200
    assert "Inte läst: texten är för lång" in text_of(answer)


def test_the_same_text_again_leads_to_what_was_read_before(client, source):
    answer = paste(client, f"{PAGE}\n\n", follow=True)
    assert "Texten är redan inläst." in text_of(answer)
    assert SourceText.objects.count() == 1
    assert AuditEntry.objects.filter(verb="read_promises_from_text").count() == 1


def test_signed_promises_take_no_more_texts(client, anna, council):
    make.promise_set(council=council, slug="2019", status="signed")
    page = client.get("/overkalix/loften/2019/las-in/", follow=True)
    assert "Löftena är undertecknade och kan inte ändras." in text_of(page)
    answer = client.post("/overkalix/loften/2019/las-in/", {"pasted_text": PAGE})
    assert answer.status_code == 409
    assert "Löftena har undertecknats medan du skrev" in text_of(answer)
    assert "minst en medborgarkontakt i snitt per vecka" in text_of(answer)
    assert not SourceText.objects.exists()


# Looking through


def test_the_text_is_shown_with_its_words_marked_and_its_parts_named(client, source):
    page = text_of(client.get(review(source)))
    key = proposal("medborgarkontakt").target_id
    assert (
        f'<a class="mark-number" id="ord-{key}" href="#forslag-{key}" aria-label="Till förslag 1">1</a></mark>' in page
    )
    assert "<b>en medborgarkontakt i snitt per vecka</b>" in page
    assert "Läst som bakgrund</p>" in page
    assert "Läst som uppföljning</p>" in page


def test_each_proposal_has_its_rule_and_what_it_comes_to(client, source):
    page = text_of(client.get(review(source)))
    assert "Minst 1 medborgarkontakt per vecka i snitt, räknat på hela perioden." in page
    assert "I snitt: 52 krävs sammanlagt" in page


def test_the_page_says_how_far_one_has_come_and_what_is_next(client, source):
    page = text_of(client.get(review(source)))
    assert "<b>0 av 3 klara</b>, 3 frågor kvar" in page
    assert f'href="#forslag-{proposal("två besök").target_id}">Till nästa fråga' in page
    client.post(reverse("promises:confirm_settled", args=["overkalix", "2020", source.pk]))
    assert "<b>1 av 3 klara</b>, 3 frågor kvar" in text_of(client.get(review(source)))
    for one in Proposal.objects.filter(confirmed_at=None):
        post(client, "confirm_target", one, version=1)
    page = text_of(client.get(review(source)))
    assert "<b>3 av 3 klara</b>" in page
    assert "Till löftena" in page


def test_what_cannot_be_measured_is_said(client, anna, draft):
    paste(client, "Polisen och kommunen lovar:\n- att samverka för tryggheten")
    page = text_of(client.get(review(SourceText.objects.get())))
    assert "Svårt att följa upp:" in page
    assert "Mätbarhetskoll" in page
    assert "Alla löften tillsammans" in page


def test_an_answer_leads_back_to_its_card_and_shows_the_new_rule(client, source):
    one = proposal("två besök")
    for key in ("average", "each", "average"):
        answer = post(client, "answer_question", one, about="each_or_average", answer=key)
        assert answer.url == f"{review(source)}#forslag-{one.target_id}"
    page = text_of(client.get(review(source)))
    assert "Minst 2 besök per vecka i snitt, räknat på hela perioden." in page
    assert "Ändra svaret" in page


def test_places_are_answered_with_a_group_of_them(client, source, council):
    schools = PlaceSet.objects.create(council=council, name="Alla skolor")
    one = proposal("samtliga skolor")
    assert "Vilka platser det är har ingen valt än." in text_of(client.get(review(source)))
    told = post(client, "answer_question", one, about="places", answer_places=schools.pk)
    assert told.status_code == 422
    assert "Platsgruppen ”Alla skolor” har inga platser än." in text_of(told)
    schools.places.set([make.place(council=council)])
    post(client, "answer_question", one, about="places", answer_places=schools.pk)
    post(client, "answer_question", one, about="reach", answer="places")
    assert Target.objects.get(pk=one.target_id).places.count() == 1
    assert "<b>Alla skolor.</b>" in text_of(client.get(review(source)))


def test_a_day_is_answered_with_a_date(client, anna, draft):
    source = make.source(promise_set=draft, text="Kommunen ska ta fram en plan.")
    one = make.proposal(target=make.target(promise=make.promise(promise_set=draft)), source=source)
    one.commitment |= {"kind": "deadline", "deadline": "före nästa stora möte"}
    one.save()
    for day, told in (
        ("", "Ange vilket datum det ska vara klart."),
        ("2019-02-30", "Skriv datumet som år-månad-dag"),
        ("2018-12-31", "Datumet ligger före löftenas första dag, 2019-01-01."),
    ):
        answer = post(client, "answer_question", one, about="due_on", answer_day=day)
        assert answer.status_code == 422
        assert told in text_of(answer)
    assert Proposal.objects.get().answers == {}
    post(client, "answer_question", one, about="due_on", answer_day="2019-09-01")
    assert Target.objects.get().due_on.isoformat() == "2019-09-01"
    assert "<b>2019-09-01.</b>" in text_of(client.get(review(source)))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"about": "finns-inte", "answer": "each"},
        {"about": "each_or_average"},
        {"about": "each_or_average", "answer": "finns-inte"},
        {"about": "each_or_average", "answer": "a" * 100},
        {"about": "each_or_average", "answer": "each", "answer_places": "10" * 20},
        {"about": "each_or_average", "answer": "each", "answer_day": "i morgon"},
        {"about": "\x00"},
    ],
)
def test_what_answers_nothing_is_told_and_not_stored(client, source, fields):
    answer = post(client, "answer_question", proposal("två besök"), **fields)
    assert answer.status_code == 422
    assert "Svaret sparades inte" in text_of(answer)
    assert not Proposal.objects.exclude(answers={}).exists()


def test_another_councils_places_are_as_places_that_are_missing(client, source):
    foreign = PlaceSet.objects.create(council=make.council(), name="Hemligheten")
    foreign.places.set([make.place(council=foreign.council)])
    answers = []
    for pk in (foreign.pk, 999_999_999):
        answer = post(client, "answer_question", proposal("samtliga skolor"), about="places", answer_places=pk)
        answers.append((answer.status_code, text_of(answer).replace(str(pk), "")))
    assert answers[0][0] == answers[1][0] == 422
    assert "Hemligheten" not in answers[0][1]
    assert not Proposal.objects.exclude(answers={}).exists()


def test_a_confirmation_of_what_was_changed_meanwhile_is_told(client, source):
    one = proposal("två besök")
    post(client, "answer_question", one, about="each_or_average", answer="average")
    answer = client.post(
        reverse("promises:confirm_target", args=["overkalix", one.target_id]), {"version": 1}, follow=True
    )
    assert "Målet ändrades medan du läste." in text_of(answer)
    assert Proposal.objects.get(pk=one.pk).confirmed_at is None
    assert post(client, "confirm_target", one).status_code == 400


def test_what_is_changed_by_hand_is_shown_so_and_asks_nothing(client, source):
    one = proposal("två besök")
    target = one.target
    target.minimum, target.version = 5, 2
    target.save()
    page = text_of(client.get(review(source)))
    assert "Ändrat för hand" in page
    answer = client.post(
        reverse("promises:answer_question", args=["overkalix", one.target_id]),
        {"about": "each_or_average", "answer": "each"},
        follow=True,
    )
    assert "Målet är ändrat för hand" in text_of(answer)


def test_dividing_leads_to_the_copy_and_dropping_to_the_next(client, source):
    one = proposal("två besök")
    answer = post(client, "split_target", one)
    copy = Proposal.objects.exclude(pk=one.pk).get(start=one.start)
    assert answer.url.endswith(f"#forslag-{copy.target_id}")
    answer = post(client, "drop_target", one)
    assert answer.url.endswith(f"#forslag-{copy.target_id}")
    answer = post(client, "drop_target", copy, whole_promise="on")
    assert answer.url.endswith(f"#forslag-{proposal('samtliga skolor').target_id}")
    assert Promise.objects.count() == 2


def test_when_all_is_dropped_the_page_says_so(client, source):
    for one in Proposal.objects.all():
        post(client, "drop_target", one, whole_promise="on")
    assert "Inga förslag är kvar" in text_of(client.get(review(source)))


def test_what_something_is_logged_on_stays_and_that_is_told(client, source):
    one = proposal("medborgarkontakt")
    make.activity(targets=[Target.objects.with_rules().get(pk=one.target_id)])
    page = client.post(reverse("promises:drop_target", args=["overkalix", one.target_id]), follow=True)
    assert "Något är redan loggat mot målet" in text_of(page)
    page = client.post(reverse("promises:remove_reading", args=["overkalix", "2020", source.pk]), follow=True)
    assert "Något är redan loggat mot ett av målen." in text_of(page)
    assert Proposal.objects.count() == 3


def test_undoing_is_asked_about_first_and_says_what_stays(client, source):
    page = reverse("promises:remove_reading", args=["overkalix", "2020", source.pk])
    assert "Inget är godkänt, så även texten tas bort." in text_of(client.get(page))
    post(client, "confirm_target", proposal("medborgarkontakt"), version=1)
    assert "1 godkänt mål och dess löfte är kvar." in text_of(client.get(page))
    assert Promise.objects.count() == 3
    assert client.post(page).url == review(source)
    assert Promise.objects.count() == 1


def test_undoing_all_leads_back_to_an_empty_page_to_paste_on(client, source):
    answer = client.post(reverse("promises:remove_reading", args=["overkalix", "2020", source.pk]), follow=True)
    assert "Allt som lästes in från texten är borttaget." in text_of(answer)
    assert not SourceText.objects.exists()


def test_signed_promises_keep_their_proposals_to_be_read(client, source, draft):
    draft.status = "signed"
    draft.save()
    page = text_of(client.get(review(source)))
    assert "Löftena är undertecknade." in page
    assert '<button class="answer"' not in page
    one = proposal("två besök")
    for name, fields in (
        ("answer_question", {"about": "each_or_average", "answer": "each"}),
        ("confirm_target", {"version": 1}),
        ("split_target", {}),
        ("drop_target", {}),
    ):
        assert post(client, name, one, **fields).url == draft.get_absolute_url()
    for name in ("confirm_settled", "remove_reading"):
        answer = client.post(reverse(f"promises:{name}", args=["overkalix", "2020", source.pk]))
        assert answer.url == draft.get_absolute_url()
    assert Target.objects.count() == 3


# Who may


def statuses(client, source):
    """The status of every page, and of a post to every address that takes one."""
    of_set = ["overkalix", source.promise_set.slug, source.pk]
    of_target = ["overkalix", source.proposals.first().target_id]
    acts = ("confirm_settled", "remove_reading"), ("answer_question", "confirm_target", "split_target", "drop_target")
    posts = [
        ("paste_text", of_set[:2]),
        *((name, of_set) for name in acts[0]),
        *((name, of_target) for name in acts[1]),
    ]
    pages = [("paste_text", of_set[:2]), ("review_text", of_set), ("remove_reading", of_set)]
    asked = [(client.get, *one) for one in pages] + [(client.post, *one) for one in posts]
    return {ask(reverse(f"promises:{name}", args=args)).status_code for ask, name, args in asked}


@pytest.mark.parametrize("role", [Role.FIELD_USER, Role.MEMBER, Role.OFFICIAL])
def test_only_those_who_write_promises_come_in(client, source, council, role):
    client.force_login(make.person(role, council=council))
    assert statuses(client, source) == {403}


def test_the_police_manager_reads_and_settles_too(client, source, council):
    client.force_login(make.person(Role.POLICE_MANAGER, council=council))
    assert client.get(review(source)).status_code == 200
    assert post(client, "confirm_target", proposal("två besök"), version=1).status_code == 302


def test_strangers_and_other_organisations_find_no_own_draft(client, source, draft, council):
    draft.organisation = make.parties_of(council)[1]
    draft.save()
    for visitor in (make.person(Role.POLICE_MANAGER, council=council), make.person(Role.COORDINATOR)):
        client.force_login(visitor)
        assert statuses(client, source) == {404}


def test_a_text_is_found_only_in_its_own_set(client, source, council):
    make.promise_set(council=council, slug="2021", status="draft")
    for name in ("review_text", "confirm_settled", "remove_reading"):
        address = reverse(f"promises:{name}", args=["overkalix", "2021", source.pk])
        ask = client.get if name == "review_text" else client.post
        assert ask(address).status_code == 404
    assert Proposal.objects.count() == 3


def test_a_target_without_a_proposal_is_a_missing_one(client, anna, draft):
    target = make.target(promise=make.promise(promise_set=draft))
    for name in ("answer_question", "confirm_target", "split_target", "drop_target"):
        assert client.post(reverse(f"promises:{name}", args=["overkalix", target.pk])).status_code == 404


# How much it asks of the database


def test_sixty_proposals_take_as_many_queries_as_one(client, anna, draft, council):
    numbers = []
    for number in (1, 60):
        lines = "\n".join(f"- {n} besök i Byn{n} varje vecka" for n in range(2, number + 2))
        SourceText.objects.all().delete()
        Promise.objects.all().delete()
        paste(client, f"Polisen lovar:\n{lines}")
        page = review(SourceText.objects.get())
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(page)
        assert text_of(answer).count('class="ds-card proposal"') == number
        numbers.append(len(asked))
    assert numbers[0] == numbers[1] <= 15, [one["sql"][:90] for one in asked]
