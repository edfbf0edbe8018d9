"""Whatever is proposed can be stored: the database's own rules are the judge."""

import itertools
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promises.codes import ActivityType, CountingChoice, EffectDirection, Jointly, PerChoice, TargetKind
from promises.models import Target
from promises.periods import Period
from promises.proposals import plain, propose
from promises.reader import read
from promises.wording import rule_sentence
from tests import factories as make
from tests.promises.proposals.reading import OPEN, THREE_MONTHS, TWO_YEARS, YEAR
from tests.promises.proposals.sentences import ASKING, EVERY

DEEPEST = 4


def outcomes(stored, words, period, answers=(), depth=0):
    """Every target that some answers to the questions lead to, so many questions deep."""
    found = propose(stored, words=words, period=period, answers=dict(answers))
    yield found.draft
    question = next((q for q in found.questions if q.answer is None and q.choices), None)
    if question is None or depth == DEEPEST:
        return
    for choice in question.choices:
        yield choice.draft
        yield from outcomes(stored, words, period, (*answers, (question.about, choice.key)), depth + 1)


@pytest.mark.django_db
@pytest.mark.parametrize("period", [YEAR, TWO_YEARS, THREE_MONTHS, OPEN], ids=["year", "two years", "quarter", "open"])
def test_every_target_that_answers_can_lead_to_can_be_stored(period):
    promise = make.promise()
    drafts = set()
    for text in EVERY:
        for read_promise in read(text, "Polis och kommun ska:").promises:
            for commitment in read_promise.commitments:
                drafts.update(outcomes(plain(commitment, read_promise), read_promise.text, period))
    targets = [Target(promise=promise, order=n, **draft.values()) for n, draft in enumerate(drafts)]
    for target in targets:
        target.clean_fields(exclude=["promise"])
    Target.objects.bulk_create(targets)
    assert len(targets) > len(EVERY)
    stored = Target.objects.filter(promise=promise).prefetch_related("places")
    assert all(rule_sentence(target) for target in stored)


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=200) | st.sampled_from(EVERY)
commitments = st.fixed_dictionaries(
    {},
    optional={
        "count": st.none() | st.integers(-5, 10**12) | st.text(max_size=3),
        "unit": texts,
        "period": st.none() | st.sampled_from([*PerChoice.values, "promise", "fortnight", "decade"]),
        "is_average": st.booleans() | st.none(),
        "kind": st.sampled_from(
            ["count", "rate", "reach", "percent", "zero", "deadline", "conditional", "continuous", "unknown"]
        ),
        "responsible": st.lists(st.sampled_from(["police", "municipality"]), max_size=2),
        "tags": st.lists(texts, max_size=2),
        "condition": texts,
        "deadline": texts,
        "questions": st.lists(
            st.sampled_from(sorted(ASKING)),
            max_size=4,
        ),
        "words": texts,
        "near": texts,
        "sentence": texts,
    },
)
periods = st.builds(
    lambda first, days: Period(first, None if days is None else first + timedelta(days=days)),
    st.dates(date(2010, 1, 1), date(2035, 1, 1)),
    st.none() | st.integers(0, 1_500),
)


@given(commitments, texts, periods)
@settings(max_examples=300, deadline=None)
def test_whatever_was_stored_something_storable_is_proposed(stored, words, period):
    found = propose(json.loads(json.dumps(stored)), words=words, period=period)
    drafts = [found.draft, *(choice.draft for q in found.questions for choice in q.choices)]
    for draft in drafts:
        assert faults(draft) == []
        assert rule_sentence(draft)


def faults(draft):
    """The rules of the database, for many more targets than it has time for."""
    counted = draft.kind in (TargetKind.COUNT, TargetKind.COVERAGE)
    total = draft.per == "period" and draft.counting == "total"
    by_bucket = draft.counting in ("average", "each") and draft.per not in ("", "period")
    rules = {
        "kind": draft.kind in TargetKind.values,
        "minimum": not counted or (draft.minimum or 0) >= 1,
        "small numbers": all(value is None or 0 <= value <= 32_767 for value in (draft.minimum, draft.maximum)),
        "maximum": draft.maximum is None or draft.maximum >= (draft.minimum or draft.maximum + 1),
        "per and counting": draft.kind != TargetKind.COUNT or total or by_bucket,
        "average": not (draft.counting == "average" and draft.per in ("occasion", "term")),
        "due day": draft.kind != TargetKind.DELIVERABLE or draft.due_on is not None,
        "direction": draft.kind != TargetKind.EFFECT or draft.direction in EffectDirection.values,
        "choices": (draft.per or "year") in PerChoice.values
        and (draft.counting or "each") in CountingChoice.values
        and draft.jointly in (Jointly.ANY, Jointly.ALL)
        and (draft.usual_type or "other") in ActivityType.values,
        "days": set(draft.weekdays) <= set(range(1, 8)) and set(draft.months) <= set(range(1, 13)),
        "lengths": 1 <= len(draft.label) <= 120
        and max(len(draft.unit), len(draft.units)) <= 60
        and len(draft.condition) <= 300
        and len(draft.indicator) <= 160,
    }
    return [name for name, holds in rules.items() if not holds]


def test_the_rules_above_notice_a_target_that_cannot_be_stored():
    draft = propose({"kind": "count", "count": 2}, words="Två besök.", period=YEAR).draft
    assert faults(draft) == []
    broken = [{"minimum": None}, {"counting": "each"}, {"label": ""}, {"maximum": 1}, {"per": "decade"}]
    assert all(faults(replace(draft, **change)) for change in broken)


def test_a_commitment_survives_being_stored():
    for text, period in itertools.product(EVERY, [YEAR, TWO_YEARS]):
        for promise in read(text).promises:
            for commitment in promise.commitments:
                stored = plain(commitment, promise)
                assert json.loads(json.dumps(stored)) == stored
                again = json.loads(json.dumps(stored))
                assert propose(again, words=promise.text, period=period) == propose(
                    stored, words=promise.text, period=period
                )
