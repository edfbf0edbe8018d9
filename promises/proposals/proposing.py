"""From what the reader found to a proposed target: questions asked in order, each answer shaping what comes after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from promises.periods import Period, Span
from promises.proposals import asking, asking_how_often, asking_of_kind
from promises.proposals.cases import Case
from promises.proposals.commitments import facts_of
from promises.proposals.drafts import Draft, Proposal, Question
from promises.proposals.normal_form import normal_form

Asker = Callable[[Case, Draft], Question | None]
NO_ANSWERS: Mapping[str, str] = {}

# In the order they are asked: first what sort of promise it is, then the number, then how often.
_ASKERS: tuple[Asker, ...] = (
    asking_of_kind.conditional,
    asking_of_kind.zero,
    asking_of_kind.percent,
    asking_of_kind.measured,
    asking_of_kind.shared_deadline,
    asking_of_kind.due_on,
    asking_of_kind.many_by_a_day,
    asking_of_kind.everybody,
    asking_of_kind.place_by_place,
    asking_of_kind.places,
    asking.occasion,
    asking.article,
    asking.implied,
    asking.maximum,
    asking.about,
    asking.range_,
    asking_how_often.weekday,
    asking_how_often.weekdays,
    asking_how_often.parted,
    asking_how_often.season,
    asking_how_often.tertial,
    asking_how_often.stepped,
    asking_how_often.short_period,
    asking_how_often.yearly,
    asking_how_often.average_of_terms,
    asking.total,
    asking_how_often.each_or_average,
)


def propose(
    commitment: Mapping[str, Any],
    *,
    words: str,
    period: Period,
    answers: Mapping[str, str] = NO_ANSWERS,
    terms: Sequence[Span] | None = None,
    occasions: Iterable[date] | None = None,
) -> Proposal:
    """Return the target that a stored commitment and the answers so far amount to.

    `commitment` is what `plain` made; `words` are the promise's, for where it lacks some. Answers are by the question's
    code; an answer that is no choice of a question asked is ignored, and the question stands as unanswered.
    """
    case = Case(facts_of(commitment, words), period, terms, None if occasions is None else tuple(occasions))
    draft = normal_form(case)
    questions = []
    for asker in _ASKERS:
        question = asker(case, draft)
        if question is None:
            continue
        question, draft = _answered(question, draft, answers.get(question.about))
        questions.append(question)
    return Proposal(case.named(draft), tuple(questions))


def _answered(question: Question, draft: Draft, answer: Any) -> tuple[Question, Draft]:
    """The question with its answer, and the target with it; unanswered, it stands with the first choice."""
    if not isinstance(answer, str):
        answer = None
    if question.wants == "places":
        taken = answer if answer and asking_of_kind.PLACE_SET.fullmatch(answer) else None
        return replace(question, answer=taken), draft
    if question.wants == "date":
        day = _day(answer)
        return (replace(question, answer=answer), asking_of_kind.due(draft, day)) if day else (question, draft)
    chosen = next((choice for choice in question.choices if choice.key == answer), None)
    if chosen is None:
        return question, question.choices[0].draft
    return replace(question, answer=chosen.key), chosen.draft


def _day(answer: str | None) -> date | None:
    match = asking_of_kind.DATE.fullmatch(answer or "")
    try:
        return date.fromisoformat(match.group(1)) if match else None
    except ValueError:
        return None
