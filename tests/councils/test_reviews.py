"""The council's yearly look at itself: answered in figures and words, beside last year's, and locked when done."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from councils.models import AuditEntry, CouncilReview, ReviewAnswer
from councils.review_questions import BY_CODE, QUESTIONS, SCALE, score_in_words
from councils.roles import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make.council()


@pytest.fixture
def coordinator(client, council):
    user = make.person(Role.COORDINATOR, council=council)
    client.force_login(user)
    return user


@pytest.fixture
def send(client, council, coordinator):
    def send(name, *ids, **values):
        answer = client.post(reverse(f"councils:{name}", args=[council.slug, *ids]), values, follow=True)
        return answer.status_code, " ".join(answer.content.decode().split())

    return send


@pytest.fixture
def read(client, council):
    def read(name, *ids):
        answer = client.get(reverse(f"councils:{name}", args=[council.slug, *ids]))
        return " ".join(answer.content.decode().split())

    return read


@pytest.fixture
def review(council):
    return CouncilReview.objects.create(council=council, year=2018)


def done(review, by):
    review.meeting = make.meeting(council=review.council, held_on=date(2019, 3, 12))
    review.done_at, review.done_by = timezone.now(), by
    review.save()
    return review


def test_the_questions_have_codes_that_fit_and_stand_once():
    assert len(BY_CODE) == len(QUESTIONS)
    assert all(len(code) <= 30 for code in BY_CODE)
    assert {"purpose", "seats", "attendance", "picture", "plan", "decisions", "beyond"} <= BY_CODE.keys()
    assert {"citizens", "reporting", "hindrance"} <= BY_CODE.keys()


def test_no_answer_is_no_one():
    assert [str(score_in_words(score)) for score in (None, 1)] == ["inte besvarat", "1 – stämmer inte alls"]
    assert min(SCALE) == 1


def test_a_review_is_begun_once_a_year(send, council):
    year = timezone.localdate().year
    for _ in range(2):
        assert "Svara på självvärderingen" in send("start_review", review_year=year)[1]
    assert CouncilReview.objects.filter(council=council).count() == 1
    assert AuditEntry.objects.filter(verb="start_review").count() == 1


@pytest.mark.parametrize("year", ["", "1850", "9" * 30, "nästa"])
def test_a_year_far_away_is_not_looked_back_at(send, year):
    status, words = send("start_review", review_year=year)
    assert (status, "Välj ett år i listan." in words) == (422, True)
    assert not CouncilReview.objects.exists()


def test_answers_are_saved_and_what_is_not_answered_has_no_row(send, review):
    said = {"score_purpose": 4, "comment_purpose": "Det är tydligt.", "comment_hindrance": "Tiden.", "version": 1}
    for _ in range(2):
        status, words = send("edit_review", review.pk, conclusion="Fler möten.", **said)
        assert status == 200
    for one in ("4 – stämmer helt", "Det är tydligt.", "Tiden.", "Fler möten.", "Inte besvarat"):
        assert one in words
    assert {row.question: row.score for row in review.answers.all()} == {"purpose": 4, "hindrance": None}
    assert AuditEntry.objects.filter(verb="write_review").count() == 1
    send("edit_review", review.pk, version=2)
    assert not review.answers.exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"score_purpose": 5}, "Välj ett av svaren, eller Inte besvarat."),
        ({"score_purpose": "9" * 5000}, "Välj ett av svaren, eller Inte besvarat."),
        ({"comment_plan": "Ring 19121212-1212"}, "Texten innehåller ett personnummer"),
        ({"comment_plan": "å" * 30_000}, "2000 tecken"),
        ({"conclusion": "å" * 30_000}, "5000 tecken"),
        ({"version": "x"}, "Formuläret kom inte fram helt."),
    ],
)
def test_what_is_no_answer_is_refused_with_what_was_typed(send, review, values, sentence):
    status, words = send("edit_review", review.pk, **{"comment_purpose": "Tydligt.", "version": 1, **values})
    assert (status, sentence in words, "Tydligt." in words) == (422, True, True)
    assert not ReviewAnswer.objects.exists()


def test_nobody_answers_over_another(send, review):
    send("edit_review", review.pk, comment_plan="Vi följer den.", version=1)
    status, words = send("edit_review", review.pk, comment_plan="Vi glömmer den.", version=1)
    assert status == 409
    assert "Vi följer den." in words and "Vi glömmer den." in words
    assert review.answers.get().comment == "Vi följer den."


def test_last_years_answers_stand_beside(read, send, council, review):
    ReviewAnswer.objects.create(review=review, question="purpose", score=2, comment="Oklart.")
    ReviewAnswer.objects.create(review=review, question="hindrance", comment="<b>Tiden</b>")
    now = CouncilReview.objects.create(council=council, year=2019)
    send("edit_review", now.pk, score_purpose=4, version=1)
    assert "<b>2018:</b> 2 – stämmer dåligt. Oklart." in read("review", now.pk)
    form = read("edit_review", now.pk)
    assert "Svaret för 2018: 2 – stämmer dåligt. Oklart." in form
    assert "Svaret för 2018: &lt;b&gt;Tiden&lt;/b&gt;" in form
    assert "År för år" in read("reviews")


def test_a_review_is_done_at_a_meeting_and_locked(send, read, council, review):
    meeting = make.meeting(council=council, held_on=date(2019, 3, 12))
    about = {"review_meeting": meeting.pk, "version": 1}
    assert "Inga frågor är besvarade ännu." in send("finish_review", review.pk, **about)[1]
    ReviewAnswer.objects.create(review=review, question="purpose", score=2)
    for _ in range(2):
        assert "Självvärderingen är klar." in send("finish_review", review.pk, **about)[1]
    assert AuditEntry.objects.filter(verb="finish_review").count() == 1
    status, words = send("edit_review", review.pk, score_purpose=4, version=2)
    assert (status, "Det du skrev är inte sparat." in words) == (422, True)
    assert review.answers.get().score == 2
    assert "Klar och låst." in read("review", review.pk)


def test_it_is_done_as_it_was_read_and_at_a_meeting_that_has_been(send, council, review):
    ReviewAnswer.objects.create(review=review, question="purpose", score=2)
    coming = make.meeting(council=council, held_on=date(2090, 3, 12))
    for wrong in (coming.pk, make.meeting().pk, "9" * 30, ""):
        assert send("finish_review", review.pk, review_meeting=wrong, version=1)[0] == 422
    meeting = make.meeting(council=council, held_on=date(2019, 3, 12))
    status, words = send("finish_review", review.pk, review_meeting=meeting.pk, version=9)
    assert (status, "har ändrats sedan du öppnade sidan" in words) == (409, True)


def test_officials_read_what_is_done_and_nothing_before(client, read, council, review):
    client.force_login(make.person(Role.OFFICIAL, council=council))
    path = reverse("councils:review", args=[council.slug, review.pk])
    assert client.get(path).status_code == 404
    assert "2018" not in read("reviews")
    done(review, make.user())
    assert client.get(path).status_code == 200
    assert "2018" in read("reviews")


def test_members_read_and_only_who_runs_the_council_writes(client, read, council, review):
    client.force_login(make.person(Role.MEMBER, council=council))
    assert "Svara på frågorna" not in read("review", review.pk)
    for name in ("edit_review", "finish_review"):
        assert client.post(reverse(f"councils:{name}", args=[council.slug, review.pk])).status_code == 403


def test_ten_years_are_listed_with_as_few_questions_as_one(client, read, council, coordinator, review):
    def queries():
        with CaptureQueriesContext(connection) as found:
            read("reviews")
        return len(found)

    done(review, coordinator)
    queries()
    of_one = queries()
    for year in range(2008, 2018):
        other = CouncilReview.objects.create(council=council, year=year)
        ReviewAnswer.objects.create(review=other, question="purpose", score=2)
    assert queries() == of_one
