"""The reader keeps its word on labelled sentences and pages, written in the manner of published promises."""

import pytest

from tests.promises.reader.scoring import load, score

# File, exact F1 over numbers, exact F1 over all. The figures are floors: raise them when the reader learns.
FLOORS = [
    ("cases_first.jsonl", 0.98, 0.98),
    ("cases_second.jsonl", 0.96, 0.97),
    ("cases_third.jsonl", 0.94, 0.94),
    ("cases_fourth.jsonl", 0.98, 0.98),
    ("cases_fifth.jsonl", 0.97, 0.97),
    ("cases_sixth.jsonl", 0.98, 0.98),
    ("cases_seventh.jsonl", 0.97, 0.97),
    ("cases_eighth.jsonl", 0.96, 0.95),
    ("cases_ninth.jsonl", 0.97, 0.96),
    ("cases_tenth.jsonl", 0.98, 0.97),
    ("cases_eleventh.jsonl", 0.98, 0.97),
    ("cases_twelfth.jsonl", 0.98, 0.97),
    ("cases_thirteenth.jsonl", 0.98, 0.97),
    ("cases_fourteenth.jsonl", 0.97, 0.95),
    ("cases_fifteenth.jsonl", 0.97, 0.97),
    ("cases_sixteenth.jsonl", 0.98, 0.97),
    ("cases_seventeenth.jsonl", 0.95, 0.93),
    ("cases_eighteenth.jsonl", 0.97, 0.97),
    ("cases_nineteenth.jsonl", 0.97, 0.96),
    ("cases_twentieth.jsonl", 0.98, 0.98),
    ("cases_twentyfirst.jsonl", 0.98, 0.97),
    ("cases_twentysecond.jsonl", 0.98, 0.98),
    ("cases_twentythird.jsonl", 0.98, 0.98),
    ("cases_twentyfourth.jsonl", 0.98, 0.97),
    ("cases_twentyfifth.jsonl", 0.97, 0.94),
    ("cases_hard.jsonl", 0.97, 0.97),
    ("cases_documents.jsonl", 0.95, 0.95),
    ("cases_pages.jsonl", 0.97, 0.96),
    ("cases_pages_again.jsonl", 0.97, 0.96),
]


@pytest.mark.parametrize(("name", "numbers", "everything"), FLOORS)
def test_reads_labelled_cases(name, numbers, everything):
    cases = load(name)
    assert score(cases, quantified=True).f1 >= numbers
    assert score(cases).f1 >= everything


@pytest.mark.parametrize("name", [name for name, _, _ in FLOORS])
def test_gives_the_party_that_is_responsible(name):
    assert score(load(name)).responsible_share >= 0.92


def test_stays_silent_where_nothing_is_promised():
    cases = [case for name, _, _ in FLOORS for case in load(name) if not case["gold"]]
    assert len(cases) >= 60
    assert score(cases).false_alarms <= 1
