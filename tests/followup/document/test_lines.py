"""The line in the PDF: from what the frozen snapshot says and nothing else, or not at all."""

import json
from datetime import date, timedelta

import pytest

from followup.document.pdf import document_data, summary_pdf
from tests.followup.document.factories import make_promise, make_row, make_snapshot, make_target, make_weeks
from tests.followup.document.reading import read
from tests.followup.drawings import drawn, outside, words


def snapshot(outcome="5 av 8", rows=5, *, target=(), **changes):
    done, required = (int(number) for number in outcome.removeprefix("minst ").split(" av "))
    target = {"label": "Insatser", "outcome": outcome, "share": done / required, "expected": 1.0, **dict(target)}
    days = [date(2019, 2, 1) + timedelta(days=30 * place) for place in range(rows)]
    evidence = [{"target": "Insatser", "promise": "1", "rows": [make_row(day=day.isoformat()) for day in days]}]
    return make_snapshot([make_promise(targets=[make_target(**target)])], **{"evidence": evidence, **changes})


def line(*args, **kwargs):
    """The first target as it goes to the template."""
    return document_data(snapshot(*args, **kwargs))["sections"][0]["promises"][0]["targets"][0]


def test_a_sum_has_its_line_and_its_sentence():
    target = line()
    assert target["line_text"] == "5 av 8 när perioden var slut."
    assert outside(target["line_svg"]) == []
    assert drawn(target["line_svg"], "chart-done")[0].get("d").count("V") == 5


def test_seen_from_within_the_period_it_says_what_should_be_done():
    # 213 of 365 days have gone: 4 of 8 are owed.
    target = line(as_of="2019-08-02", target={"expected": 4 / 8})
    assert target["line_text"] == "5 av 8; för att vara i fas skulle 4 vara gjorda."
    assert "4 för att vara i fas" in words(target["line_svg"])


def test_a_count_that_is_not_exact_keeps_its_word():
    assert line("minst 5 av 8")["line_text"].startswith("minst 5 av 8")


@pytest.mark.parametrize(
    "changed",
    [
        {"rows": 4},  # the evidence does not add up to the outcome
        {"evidence": []},
        {"outcome": "2 av 3", "rows": 2},  # so few that the list of activities says as much
        {"target": {"kind": "coverage"}},
        {"target": {"strip": make_weeks()}},
        {"target": {"expected": 0.25}},  # not what an even pace would give: another rule, or another period
        {"period": {"first_day": "2019-01-01", "last_day": None, "text": "från 1 januari 2019, tills vidare"}},
        {
            "period": {
                "first_day": "2019-01-01",
                "last_day": "2019-12-31",
                "text": "1 januari–31 december 2019, räknas från undertecknandet 4 maj 2019",
            }
        },
    ],
)
def test_what_the_snapshot_does_not_bear_out_is_not_drawn(changed):
    target = line(**changed)
    assert (target["line_svg"], target["line_text"]) == ("", "")


def test_the_snapshot_itself_is_left_as_it_was():
    frozen = snapshot()
    before = json.dumps(frozen)
    document_data(frozen)
    assert json.dumps(frozen) == before


def test_a_screen_reader_hears_what_the_line_says():
    alternatives = [figure.alt for figure in read(summary_pdf(snapshot())).all("Figure")]
    assert "Insatser, hittills under perioden. 5 av 8 när perioden var slut." in alternatives
