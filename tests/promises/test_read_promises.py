"""The reader as programs call it: JSON lines in, JSON lines out."""

import io
import json

import pytest
from django.core.management import CommandError, call_command


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
        (b"{", "Rad 1 \xc3\xa4r inte JSON"),
        (b"\xff\xfe", "Rad 1 \xc3\xa4r inte JSON"),
        (b"[1]", 'Rad 1 saknar "text"'),
        (b'{"id": 1}', 'Rad 1 saknar "text"'),
        (b'{"text": "x"}\n{"text": 5}', 'Rad 2 saknar "text"'),
        (b'{"text": "x", "context": 5}', 'Rad 1: "context"'),
    ],
)
def test_a_line_that_cannot_be_read_is_named(read, data, said):
    with pytest.raises(CommandError, match=said.encode("latin-1").decode()):
        read(data)
