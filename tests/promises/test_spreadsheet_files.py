"""Files as people send them: of any kind, broken, hostile or in a layout of their own. Never a server error."""

import io
import random
import time
import zipfile

import pytest

from councils.sheets import rows as sheet
from promises.models import Activity, SpreadsheetImport
from tests import factories as make
from tests.promises.test_spreadsheets import OURS, address, carry_out, review, send, sent, workbook, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
ROW = "2019-03-14;Besök på torget;3;Lugnt på ån\n"
ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>"""


def repacked(change):
    """A workbook with parts changed: name → content, or a function of what it was."""
    old = zipfile.ZipFile(io.BytesIO(workbook([["Datum", "Mål", "Antal"], ["2019-03-14", "Besök på torget", 3]])))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def bomb(name, content):
    return content + b" " * 30_000_000 if name == "xl/worksheets/sheet1.xml" else content


def entities(name, content):
    if name != "xl/worksheets/sheet1.xml":
        return content
    return ENTITIES + content.replace(b"<v>3</v>", b"<v>&b;</v>")


def cut(name, content):
    return content[:-40] if name == "xl/worksheets/sheet1.xml" else content


BAD = {
    "nothing": (b"", "Filen är tom."),
    "blank lines": (b"\n\n ;;\n", "Filen är tom."),
    "headings only": (OURS.encode(), "rubriker men inga rader"),
    "a PDF": (b"%PDF-1.7\n\x00\x01\xff", "inget kalkylblad"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "inget kalkylblad"),
    "NUL": (f"{OURS}2019-03-14;Besök på torget;3;a".encode() + b"\x00" * 300, "tecken som inte hör hemma"),
    "a huge cell": (f"{OURS}2019-03-14;Besök på torget;3;{'x' * 200_000}\n".encode(), "Rad 2 går inte att läsa"),
    "a long cell": (
        f"{OURS}2019-03-14;Besök på torget;3;{'x' * 20_000}\n".encode(),
        "rad 2, kolumn 4 har fler än 10 000",
    ),
    "an open quote": (f'{OURS}2019-03-14;"Besök;3;\n'.encode(), "Rad 2 går inte att läsa"),
    "a heading twice": (f"Datum;Mål;Antal;Datum\n{ROW}".encode(), "”Datum” finns två gånger"),
    "an old workbook": (sheet.OLD_EXCEL + b"\x00" * 600, "gamla formatet xls"),
    "a password": (sheet.OLD_EXCEL + "EncryptedPackage".encode("utf-16-le"), "skyddad med lösenord"),
    "half a zip": (b"PK\x03\x04 nothing more", "inget kalkylblad"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_gets_a_clear_sentence_and_nothing_is_kept(client, world, kind):
    content, said = BAD[kind]
    answer = send(client, content)
    assert answer.status_code == 422
    assert said in answer.context["form"].errors["file"][0]
    assert not SpreadsheetImport.objects.exists()


def test_a_zip_that_is_no_workbook(client, world):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "inget kalkylblad i formatet xlsx" in send(client, out.getvalue()).context["form"].errors["file"][0]


@pytest.mark.parametrize(
    ("change", "said"), [(bomb, "för stor när den packas upp"), (entities, "Filen är trasig"), (cut, "Filen är trasig")]
)
def test_a_hostile_or_broken_workbook_is_refused(client, world, change, said):
    answer = send(client, repacked(change), "a.xlsx")
    assert (answer.status_code, said in answer.context["form"].errors["file"][0]) == (422, True)


def test_merged_cells_are_refused(client, world):
    content = workbook([["Datum", "Mål", "Antal"], ["2019-03-14", "Besök på torget", 3]], merged=["A2:B2"])
    assert "sammanslagna celler" in send(client, content).context["form"].errors["file"][0]


def test_too_many_rows_are_refused(client, world, monkeypatch):
    monkeypatch.setattr(sheet, "MOST_ROWS", 2)
    assert send(client, OURS + ROW * 2).status_code == 302
    assert "fler än 100 000 rader" in send(client, OURS + ROW * 3).context["form"].errors["file"][0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1", "cp1252"])
@pytest.mark.parametrize("between", [";", ",", "\t"])
def test_csv_is_read_however_it_was_saved(client, world, encoding, between):
    kept, found = review(client, (OURS + ROW).replace(";", between).encode(encoding))
    assert dict(found.counts) == {"added": 1}
    assert found.first["added"][0].row.facts["note"] == "Lugnt på ån"


def test_what_a_file_is_called_says_nothing_of_what_it_is(client, world):
    rows = [["Datum", "Mål", "Antal"], ["2019-03-14", "Besök på torget", 3.0]]
    _kept, found = review(client, workbook(rows), "aktiviteter.csv")
    assert dict(found.counts) == {"added": 1}


def test_a_personal_number_in_the_name_of_a_file_is_refused(client, world):
    assert "Byt namn" in send(client, OURS + ROW, "19121212-1212.csv").context["form"].errors["file"][0]


def test_three_faulty_rows_in_the_middle_are_named_by_their_numbers(client, world):
    rows = [f"2019-03-14;Besök på torget;{number};\n" for number in range(1, 1201)]
    for place in (400, 700, 701):
        rows[place] = "2019-03-14;Finns inte;1;\n"
    kept, found = review(client, OURS + "".join(rows))
    assert [one.number for one in found.first["faulty"]] == [402, 702, 703]
    answer = carry_out(client, kept)
    assert answer.status_code == 422
    assert "Rad 702" in answer.content.decode()
    assert not Activity.objects.exists()


# A layout of one's own

LIST = "När,Vad gjordes,Var,Hur många\n20/11 2019,Pass,Torget,2\n03/04/2019,Pass,,1\n,möte,,1\n20.11.2019,Kaffe,,1\n"


def columns(**changed):
    given = {"occurred_on": "0", "what": "1", "place_text": "2", "count": "3", "note": "", **changed}
    return {f"column_{name}": place for name, place in given.items()}


def test_another_layout_is_asked_about_and_then_read(client, world):
    kept = sent(client, LIST.replace(",möte,", "2019-05-05,möte,"))
    page = client.get(address("map_import", kept.pk))
    assert "Vad gjordes" in page.content.decode()
    initial = page.context["form"].initial
    assert {name: str(place) for name, place in initial.items()} == {k: v for k, v in columns().items() if v}
    assert client.get(address("review_import", kept.pk)).status_code == 302
    assert client.post(address("map_import", kept.pk), columns()).status_code == 302
    form = client.get(address("map_import", kept.pk)).context["form"]
    assert [word for _folded, word in form.words] == ["Pass", "möte", "Kaffe"]
    words = {"word_0": world.target.pk, "word_1": world.target.pk, "word_2": "-"}
    assert client.post(address("map_import", kept.pk), words).status_code == 422, (
        "the day that may be two is asked about"
    )
    assert client.post(address("map_import", kept.pk), {**words, "day_first": "day"}).status_code == 302
    found = client.get(address("review_import", kept.pk)).context["review"]
    assert dict(found.counts) == {"added": 3, "left_out": 1}
    carry_out(client, kept)
    assert [str(row.occurred_on) for row in Activity.objects.order_by("occurred_on")] == [
        "2019-04-03",
        "2019-05-05",
        "2019-11-20",
    ]


def test_a_mapping_that_cannot_be_is_refused(client, world):
    kept = sent(client, LIST)
    for changed in ({"what": "0"}, {"what": ""}, {"what": "99"}, {"what": "x"}):
        assert client.post(address("map_import", kept.pk), columns(**changed)).status_code == 422
    many = "När,Vad\n" + "".join(f"2019-03-14,Ord {number}\n" for number in range(101))
    kept = sent(client, many)
    answer = client.post(address("map_import", kept.pk), columns(place_text="", count=""))
    assert "fler än 100 olika ord" in answer.context["form"].errors["column_what"][0]


def test_the_target_of_another_council_cannot_be_meant(client, world):
    kept = sent(client, LIST)
    client.post(address("map_import", kept.pk), columns())
    words = {"word_0": make.target().pk, "word_1": "-", "word_2": "-", "day_first": "day"}
    assert client.post(address("map_import", kept.pk), words).status_code == 422


# Files made to hang or break whoever reads them


def part(wanted, made):
    return lambda name, content: made(content) if name == wanted else content


def far_down(number):
    return part("xl/worksheets/sheet1.xml", lambda old: old.replace(b'r="2"', b'r="%d"' % number))


def with_strings(content, place="xl/sharedStrings.xml"):
    """A workbook that keeps what its cells say in a part of their own."""
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    more = b'<Override PartName="/%s" ContentType="%s"/></Types>' % (place.encode(), kind)
    out = io.BytesIO(repacked(part("[Content_Types].xml", lambda old: old.replace(b"</Types>", more))))
    head = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(place, head + content + b"</sst>")
    return out.getvalue()


# Without it the part would be refused for how well it is packed.
NOISE = b"<si><t>%s</t></si>" % random.Random(1).randbytes(20_000).hex().encode()


def in_foo(old):
    return b'<?xml version="1.0" encoding="foo"?>' + old[old.index(b"<worksheet") :]


HOSTILE = {
    "a row far down": (repacked(far_down(1_000_000)), "för många tomma rader"),
    "a row without end": (repacked(far_down(99_999_999_999)), "för många tomma rader"),
    "many strings": (with_strings(b"<si/>" * 400_001 + NOISE), "för stor"),
    "strings elsewhere": (with_strings(b"<si/>", "xl/worksheets/sheet9.xml"), "Filen är trasig"),
    "large styles": (repacked(part("xl/styles.xml", lambda old: old + b" " * 9_000_000)), "för stor"),
    "an unknown encoding": (
        repacked(part("xl/worksheets/sheet1.xml", in_foo)),
        "Filen är trasig",
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_workbook_is_refused_at_once(client, world, kind):
    content, said = HOSTILE[kind]
    began = time.process_time()
    answer = send(client, content, "x.xlsx")
    assert answer.status_code == 422
    assert said in answer.context["form"].errors["file"][0]
    assert time.process_time() - began < 5


def test_a_workbook_packed_in_another_way_is_refused(client, world):
    old = zipfile.ZipFile(io.BytesIO(repacked(lambda _name, content: content)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert "packad på ett ovanligt sätt" in send(client, out.getvalue(), "x.xlsx").context["form"].errors["file"][0]


def test_blank_rows_between_and_after_others_are_no_matter(client, world):
    lines = [["Datum", "Mål", "Antal"], *([["2019-03-14", "Besök på torget", 3], []] * 3), *([[]] * 2_000)]
    lines.append(["2019-03-15", "Besök på torget", 3])
    assert review(client, workbook(lines), "x.xlsx")[1].counts["added"] == 4


def test_columns_without_anything_in_them_are_not_shown(client, world):
    kept = sent(client, workbook([["När", "Vad", "Var"], ["2019-03-14", "Fot", "Ån", "utan rubrik"]]), "x.xlsx")
    assert client.get(address("map_import", kept.pk)).context["headings"] == ["När", "Vad", "Var", ""]


def test_the_words_of_a_file_go_with_it_and_tell_of_nobody(client, world):
    kept = sent(client, f"När,Vad\n2019-03-14,{'Pass ' * 100}\n")
    few = columns(place_text="", count="")
    assert client.post(address("map_import", kept.pk), few).status_code == 302
    client.post(address("map_import", kept.pk), {"word_0": world.target.pk})
    kept.refresh_from_db()
    assert [len(word) <= 200 for word in kept.mapping["words"]] == [True]
    assert client.get(address("review_import", kept.pk)).context["review"].counts["added"] == 1
    client.post(address("give_up_import", kept.pk))
    kept.refresh_from_db()
    assert "words" not in kept.mapping
    kept = sent(client, "När,Vad\n2019-03-14,Pass\n2019-03-14,19121212-1212\n")
    answer = client.post(address("map_import", kept.pk), few)
    assert "Rad 3 har ett personnummer" in answer.context["form"].errors["column_what"][0]
