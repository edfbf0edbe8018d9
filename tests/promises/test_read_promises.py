"""The reader as programs call it: JSON lines in, JSON lines out."""

import io
import json

import pytest
from django.core.management import call_command


@pytest.fixture
def read(monkeypatch):
    """The command's answer to some bytes on standard input."""

    def run(data):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        out = io.StringIO()
        call_command("read_promises", stdout=out)
        return [json.loads(line) for line in out.getvalue().splitlines()]

    return run


def lines(*rows):
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def test_each_line_gets_its_commitments_with_the_words_they_rest_on(read):
    text = "Polisen ska genomföra minst fyra trafiksäkerhetsinsatser under året."
    first, second = read(lines({"id": "a", "text": text, "context": None}, {"id": "b", "text": "Kommunen är stor."}))
    (commitment,) = first["pred"]
    start, end = commitment.pop("span")
    assert "fyra trafiksäkerhetsinsatser" in text[start:end]
    assert commitment == {
        "count": 4,
        "unit": "trafiksäkerhetsinsatser",
        "period": "year",
        "is_average": False,
        "kind": "count",
        "responsible": ["police"],
    }
    assert second == {"id": "b", "pred": []}


def test_the_heading_above_gives_the_party(read):
    (row,) = read(lines({"id": 1, "text": "Minst två trygghetsvandringar.", "context": "Kommunen lovar:"}))
    assert row["pred"][0]["responsible"] == ["municipality"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "Rad 1 är inte JSON"),
        (b"\xff\xfe", "Rad 1 är inte JSON"),
        (b"\x00\x00", "Rad 1 är inte JSON"),
        (b'{"text": NaN}', "Rad 1 är inte JSON"),
        (b"[" * 100_000, "Rad 1 är inte JSON"),
        (b'{"text": "x", "id": ' + b"9" * 5_000 + b"}", "Rad 1 är inte JSON"),
        (b"[1]", 'Rad 1 saknar "text"'),
        (b'{"id": 1}', 'Rad 1 saknar "text"'),
        (b'{"text": 5}', 'Rad 1 saknar "text"'),
        (b'{"text": null}', 'Rad 1 saknar "text"'),
        (b'{"text": "x", "context": 5}', 'Rad 1: "context"'),
    ],
)
def test_a_line_that_cannot_be_read_gets_an_answer_that_says_why(read, data, said):
    (row,) = read(data)
    assert row["pred"] == []
    assert said in row["error"]


def test_the_lines_after_a_broken_one_are_read(read):
    broken, whole = read(b'{"id": "a", "text": 5}\n' + lines({"id": "b", "text": "Polisen lovar två besök."}))
    assert broken["id"] == "a"
    assert "error" not in whole
    assert [one["count"] for one in whole["pred"]] == [2]


@pytest.mark.parametrize(
    "text",
    [
        b'"Polisen ska \\u0000 g\\u00f6ra tv\\u00e5 bes\\u00f6k."',
        b'"\\ud800 Polisen ska g\\u00f6ra tv\\u00e5 bes\\u00f6k."',
        b'"Polisen ska g\\u00f6ra tv\\u00e5 \\udfffbes\\u00f6k."',
    ],
)
def test_odd_characters_are_read_past(read, text):
    (row,) = read(b'{"id": 1, "text": ' + text + b"}")
    assert row["id"] == 1
    assert [one["count"] for one in row["pred"]] == [2]


def test_a_huge_line_gets_an_answer(read):
    (row,) = read(lines({"id": 1, "text": "en " * 400_000}))
    assert row["pred"] == []
