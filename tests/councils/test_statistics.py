"""Figures read in from files: looked through first, saved all or not at all, and only the council's own areas."""

import io
import zipfile
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.models import AuditEntry, Indicator, IndicatorValue
from councils.roles import Role
from tests import factories as make

pytestmark = pytest.mark.django_db

BRA = "\ufeffKommun;Antal;Per 100 000 inv.\r\nAle;2 731;8 547\r\nÖverkalix;241;7 194\r\nRiket;1 490 000;14 700\r\n"
OWN_TABLE = "År;Trygga;Otrygga\n2018;70;30\n2019;71;29\n"


@pytest.fixture
def world(client):
    council = make.council(municipalities=[make.municipality("2513")])
    user = make.person(Role.COORDINATOR, council=council)
    client.force_login(user)
    return SimpleNamespace(council=council, user=user)


def address(world, name, *ids):
    return reverse(f"councils:{name}", args=[world.council.slug, *ids])


def send(client, world, content, name="Anmälda brott 2015.csv", **values):
    file = io.BytesIO(content.encode() if isinstance(content, str) else content)
    file.name = name
    return client.post(address(world, "import_statistics"), {"statistics_file": file, **values})


def save(client, world, answer, chosen=None):
    form = answer.context["form"]
    ticked = form["chosen"].value() if chosen is None else chosen
    sent = {"read_from_file": form["read_from_file"].value(), "chosen": ticked}
    return client.post(address(world, "save_statistics"), sent, follow=True)


def words(answer):
    return " ".join(answer.content.decode().split())


def stored():
    return {(row.indicator.name, row.geography, row.year): row.value for row in IndicatorValue.objects.all()}


def test_a_file_is_looked_through_and_then_saved(client, world):
    answer = send(client, world, BRA)
    assert answer.status_code == 200
    assert "Anmälda brott från Brå" in words(answer)
    assert "och 1 annat område som inte tas med" in words(answer)
    assert not Indicator.objects.exists()
    assert "Statistiken är inläst: 4 nya siffror." in words(save(client, world, answer))
    assert stored() == {
        ("Samtliga brott, antal anmälda", "2513", 2015): 241,
        ("Samtliga brott, antal anmälda", "riket", 2015): 1_490_000,
        ("Samtliga brott, anmälda per 100 000 invånare", "2513", 2015): 7194,
        ("Samtliga brott, anmälda per 100 000 invånare", "riket", 2015): 14_700,
    }
    entry = AuditEntry.objects.get(verb="import_statistics")
    assert entry.details == {"indicators": 2, "added": 4, "corrected": 0}


def test_the_same_file_again_changes_nothing_and_a_changed_figure_is_shown(client, world):
    first = send(client, world, BRA)
    save(client, world, first)
    assert "Inget har ändrats." in words(save(client, world, first))
    again = send(client, world, BRA)
    assert "finns, inget ändras" in words(again)
    changed = send(client, world, BRA.replace("241", "251"))
    assert "Överkalix 2015: 241 blir 251" in words(changed)
    assert "1 ändrad" in words(save(client, world, changed))
    assert stored()[("Samtliga brott, antal anmälda", "2513", 2015)] == 251
    assert AuditEntry.objects.filter(verb="import_statistics").count() == 2


def test_only_what_is_chosen_is_saved_and_something_must_be(client, world):
    answer = send(client, world, BRA)
    assert save(client, world, answer, chosen=[]).status_code == 422
    assert save(client, world, answer, chosen=["99"]).status_code == 422
    save(client, world, answer, chosen=["1"])
    assert {name for name, *_ in stored()} == {"Samtliga brott, anmälda per 100 000 invånare"}


def test_a_faulty_figure_is_told_by_row_and_column_and_its_indicator_is_not_saved(client, world):
    answer = send(client, world, BRA.replace("241", "många"))
    assert "<td>Antal</td><td>många</td><td>Det är inget tal.</td>" in words(answer)
    refused = save(client, world, answer, chosen=["0", "1"])
    assert refused.status_code == 422
    assert "Det finns fel i siffrorna" in words(refused)
    assert not Indicator.objects.exists()


def test_what_somebody_else_read_or_changed_is_not_saved(client, world):
    form = send(client, world, BRA).context["form"]
    packed = form["read_from_file"].value()
    other = make.council(municipalities=[make.municipality("2583")])
    make.member(Role.COORDINATOR, council=other, user=world.user)
    for text in (packed[:-1] + "x", "", "\x00", signing.dumps({}), "å" * 30_000):
        answer = client.post(address(world, "save_statistics"), {"read_from_file": text, "chosen": "0"})
        assert answer.status_code == 422
        assert "Granskningen gäller inte längre" in words(answer)
    url = reverse("councils:save_statistics", args=[other.slug])
    assert client.post(url, {"read_from_file": packed, "chosen": "0"}).status_code == 422
    assert not Indicator.objects.exists()


def test_a_year_that_nothing_tells_is_asked_for(client, world):
    answer = send(client, world, BRA, name="brott.csv")
    assert (answer.status_code, "Skriv året" in words(answer)) == (422, True)
    assert send(client, world, BRA, name="brott.csv", file_year="2015").status_code == 200
    for year in ("0001", "9999", "tjugo", "1" * 30):
        assert send(client, world, BRA, file_year=year).status_code == 422


def test_figures_can_be_said_to_be_preliminary(client, world):
    save(client, world, send(client, world, BRA, file_is_preliminary="on"))
    assert set(IndicatorValue.objects.values_list("is_preliminary", flat=True)) == {True}


def test_a_table_from_nowhere_needs_its_source(client, world):
    table = "Kommun;2018;2019\nÖverkalix;5;7\n"
    assert "Skriv källan" in words(send(client, world, table))
    answer = send(client, world, table, file_source="Enkäten")
    assert "Tabell med områden och år" in words(answer)
    assert send(client, world, table, file_source="hos 19121212-1212").status_code == 422


def test_a_number_in_a_file_name_or_a_heading_is_asked_about(client, world):
    answer = send(client, world, OWN_TABLE, name="070-123 45 67.csv")
    assert answer.status_code == 422
    assert "telefonnummer" in words(answer)
    answer = send(client, world, OWN_TABLE.replace("Trygga", "Ring 070-123 45 67"))
    sent = {"rows_read": answer.context["form"]["rows_read"].value(), "map_source": "Enkäten", "map_unit": "antal"}
    chosen = {"map_region": "municipality:2513", "map_values": ["1"], "map_year": "0"}
    preview = client.post(address(world, "map_statistics"), {**sent, **chosen})
    refused = save(client, world, preview)
    assert refused.status_code == 422
    assert "telefonnummer" in words(refused)
    assert stored() == {}
    [question] = refused.context["form"]["chosen"].questions
    form = preview.context["form"]
    sent = {"read_from_file": form["read_from_file"].value(), "chosen": ["0"], "screened": [question.token]}
    client.post(address(world, "save_statistics"), sent)
    assert {name for name, _area, _year in stored()} == {"Ring 070-123 45 67"}


def test_ones_own_table_is_mapped_by_hand(client, world):
    answer = send(client, world, OWN_TABLE)
    assert "Vad betyder kolumnerna?" in words(answer)
    sent = {"rows_read": answer.context["form"]["rows_read"].value(), "map_source": "Enkäten", "map_unit": "andel (%)"}
    url = address(world, "map_statistics")
    faulty = client.post(url, {**sent, "map_region": "municipality:2583", "map_values": "99", "map_year": "0"})
    assert faulty.status_code == 422
    assert "Välj kolumnen med året" in words(client.post(url, {**sent, "map_region": "country:riket"}))
    chosen = {"map_region": "municipality:2513", "map_values": ["1"], "map_year": "0"}
    preview = client.post(url, {**sent, **chosen})
    assert "Egen tabell" in words(preview)
    save(client, world, preview)
    assert stored() == {("Trygga", "2513", 2018): 70, ("Trygga", "2513", 2019): 71}
    indicator = Indicator.objects.get()
    assert (indicator.unit, indicator.source) == ("andel (%)", "Enkäten")


def workbook(rows, extra=()):
    return make_book(rows, extra)


def make_book(rows, extra):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    for name, content in extra:
        with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, content)
    return file.getvalue()


def test_a_workbook_is_read_with_its_title_and_its_years_as_numbers(client, world):
    rows = [["Folkmängd efter region och år"], [], [None, 2018, 2019], ["2513 Överkalix", 3378, 3351], ["Källa: SCB"]]
    answer = send(client, world, workbook(rows), name="tabell.xlsx")
    assert "SCB" in words(answer)
    save(client, world, answer)
    assert sorted(value for value in stored().values()) == [Decimal(3351), Decimal(3378)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 500,
        b"%PDF-1.7",
        b"PK\x03\x04 broken",
        b"\xd0\xcf\x11\xe0" + b"x" * 600,
        b'Kommun;Antal\n"Ale;1\n',
        "Kommun;2018\nÖverkalix;=cmd|' /C calc'!A0\n".encode(),
        "Kommun;2018\nÖverkalix;<script>alert(1)</script>\n".encode(),
        ("Kommun;2018\n" + "å" * 30_000 + ";1\n").encode(),
        b"\n" * 50_000,
        (";" * 5_000 + "\n").encode() * 3,
    ],
)
def test_a_hostile_file_is_answered_in_words_and_stores_nothing(client, world, content):
    answer = send(client, world, content, file_source="x", name="<b>.csv")
    assert answer.status_code in (200, 422)
    assert "<script>alert" not in answer.content.decode()
    assert not Indicator.objects.exists()


def test_a_workbook_that_swells_is_refused(client, world):
    content = workbook([["Kommun", "2018"]], [("xl/worksheets/sheet9.xml", b" " * 60_000_000)])
    assert "blir för stor" in words(send(client, world, content, name="a.xlsx"))


def test_the_file_page_and_the_preview_cost_the_same_however_many_indicators(client, world):
    def queries(crimes):
        rows = "".join(f"Brott {n};Överkalix kommun;2018;{n};{n}\n" for n in range(crimes))
        save(client, world, send(client, world, f"Brott;Region;År;Antal;/100 000 inv\n{rows}"))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = send(client, world, f"Brott;Region;År;Antal;/100 000 inv\n{rows}")
        assert answer.status_code == 200
        return len(asked)

    assert queries(1) == queries(20)
