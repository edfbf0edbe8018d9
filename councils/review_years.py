"""The council's reviews laid beside each other, year by year."""

from dataclasses import dataclass

from councils.models import CouncilReview, ReviewAnswer
from councils.review_questions import QUESTIONS, SCORED, Question, score_in_words

MOST_BESIDE = 5


@dataclass(frozen=True)
class Answer:
    """What was said to one question one year."""

    score: int | None = None
    comment: str = ""

    @property
    def is_given(self):
        return self.score is not None or bool(self.comment)

    @property
    def words(self):
        return score_in_words(self.score)


@dataclass(frozen=True)
class Row:
    """One question with this year's answer and the answer of the year before."""

    question: Question
    now: Answer
    before: Answer


@dataclass(frozen=True)
class Year:
    """One year's review, and how many of the statements have a figure."""

    review: CouncilReview
    scored: int
    of: int


@dataclass(frozen=True)
class History:
    """Every year, the latest first, and the figures of the latest years beside each other, the oldest first."""

    years: list[Year]
    beside: list[int]
    rows: list[tuple[Question, list[Answer]]]


def year_before(gate, review):
    """The review of the year before, if there is one that the reader may see."""
    return CouncilReview.objects.of(gate.council).readable_by(gate).filter(year=review.year - 1).first()


def answers_in_years(now, before):
    """Every question with two years' answers, given as question → (score, words)."""
    return [Row(one, _answer(now, one.code), _answer(before, one.code)) for one in QUESTIONS]


def history(reviews):
    """The reviews, the latest first, with what was answered, in one query."""
    found = {review.pk: {} for review in reviews}
    for row in ReviewAnswer.objects.filter(review__in=found):
        found[row.review_id][row.question] = (row.score, row.comment)
    latest = sorted(reviews[:MOST_BESIDE], key=lambda review: review.year)
    return History(
        years=[Year(review, _scored(found[review.pk]), len(SCORED)) for review in reviews],
        beside=[review.year for review in latest],
        rows=[(one, [_answer(found[review.pk], one.code) for review in latest]) for one in SCORED],
    )


def _answer(answers, code):
    return Answer(*answers.get(code, (None, "")))


def _scored(answers):
    return sum(1 for one in SCORED if answers.get(one.code, (None, ""))[0] is not None)
