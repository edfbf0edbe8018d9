"""Many councils as files: what the page of an area lists, and councils in figures for those who follow them."""

import re
import zipfile
from datetime import date
from html import unescape
from io import BytesIO
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.models import Council, PoliceRegion
from councils.roles import Role
from followup.codes import VERDICT_NAMES
from followup.exports.figures_columns import FIGURES_COLUMNS, THEMES
from followup.exports.files import FILE_TYPES
from promises.codes import Theme
from promises.models import Promise
from tests import factories as make
from tests.conftest import rolled_back
from tests.followup.test_exports import (
    client_of,
    from_csv,
    from_json,
    from_xlsx,
    rows_of_csv,
    rows_of_json,
    rows_of_xlsx,
    xlsx_of,
)

pytestmark = pytest.mark.django_db
NOON = "2019-11-20T12:00:00+01:00"


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel(NOON):
        yield


@pytest.fixture(scope="module")
def north(django_db_setup, django_db_blocker):
    """Two councils of an area with one police manager, one that the manager is not in, and one without promises."""
    with django_db_blocker.unblock(), rolled_back(), time_machine.travel(NOON):
        yield _north()


def _north():
    names = {"2513": "Överkalix", "2583": "Haparanda", "2518": "Övertorneå", "2505": "Arvidsjaur"}
    places = {name: make.municipality(code) for code, name in names.items()}
    region = places["Överkalix"].police_region
    area = make.police_area(name="Övre Norrbotten", municipalities=list(places.values()), region=region)
    councils = {
        name: make.council(short_name=name, slug=slug, municipalities=[places[name]])
        for name, slug in zip(names.values(), ("overkalix", "haparanda", "overtornea", "arvidsjaur"), strict=True)
    }
    manager = make.user()
    for name in ("Överkalix", "Haparanda"):
        make.member(Role.POLICE_MANAGER, council=councils[name], user=manager)
    _promises(councils["Överkalix"], done=41, theme=Theme.TRAFFIC)
    _promises(councils["Haparanda"], done=50, theme=Theme.DRUGS)
    _promises(councils["Övertorneå"], done=7, theme=Theme.TRAFFIC)
    of_region, of_all = make.user(), make.user()
    make.oversight(user=of_region, region=region)
    make.oversight(user=of_all)
    return SimpleNamespace(
        councils=councils, area=area, region=region, manager=manager, of_region=of_region, of_all=of_all
    )


def _promises(council, *, done, theme):
    promise = make.promise(council=council, wording=f"Hemliga ord i {council.short_name}.")
    Promise.objects.filter(pk=promise.pk).update(theme=theme)
    target = make.target(promise=promise, label=f"Kontakter i {council.short_name}", minimum=52)
    make.activity(targets=[target], count=done, occurred_on=date(2019, 11, 4))
    make.target(promise=promise, label=f"Plan i {council.short_name}", kind="deliverable", due_on=date(2019, 12, 20))
    make.target(promise=promise, label=f"Samtal i {council.short_name}", kind="qualitative")


def fetched(user, url, **query):
    answer = client_of(user).get(url, query)
    assert answer.status_code == 200
    return answer.getvalue()


def address(name, *args):
    return reverse(f"followup:{name}", args=args)


def every_format(user, name, *args, **query):
    files = [fetched(user, address(name, *args, kind), **query) for kind in ("xlsx", "csv", "json")]
    found = list(zip(rows_of_xlsx(files[0]), rows_of_csv(files[1]), rows_of_json(files[2]), strict=True))
    assert found
    return found


def words(html):
    text = re.sub(r"<(title|desc)\b.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(text).split())


def readable(content):
    """All that stands in a file, also in the parts of a workbook."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


# A local police area


def lines_of_page(north, **query):
    """(the words of each target's line, its id) on the page of the area."""
    body = client_of(north.manager).get(address("area", north.area.pk), query).content.decode()
    body = body.split('id="mal"', 1)[1].split('id="rad"', 1)[0]
    rows = re.findall(r"<(?:tr|li)\b.*?</(?:tr|li)>", body, re.DOTALL)
    return [(words(row), int(link[1])) for row in rows if (link := re.search(r'/mal/(\d+)/"', row))]


@pytest.mark.parametrize("query", [{}, {"lage": "alla"}, {"lage": "alla", "ordning": "rad"}, {"rad": "haparanda"}])
def test_the_file_of_an_area_has_the_lines_of_the_page_in_their_order(north, query):
    on_page = lines_of_page(north, **query)
    rows = rows_of_json(fetched(north.manager, address("export_area", north.area.pk, "json"), **query))
    assert [row["target_id"] for row in rows] == [target_id for _, target_id in on_page]
    for row, (said, _) in zip(rows, on_page, strict=True):
        for word in (row["council"], row["figure"], str(VERDICT_NAMES[row["verdict"]])):
            assert " ".join(word.split()) in said


def test_an_area_is_the_same_in_every_format(north):
    rows = every_format(north.manager, "export_area", north.area.pk, lage="alla")
    assert len(rows) == 6
    for in_xlsx, in_csv, in_json in rows:
        assert from_xlsx(in_xlsx["Utfall"]) == in_json["done"]
        assert in_csv["Läge"] == in_xlsx["Läge"] == str(VERDICT_NAMES[in_json["verdict"]])
        assert in_json["evidence"].startswith(f"http://testserver/{in_json['council'].lower().replace('ö', 'o')}/mal/")


@pytest.mark.parametrize("kind", FILE_TYPES)
def test_of_councils_that_one_is_not_in_the_file_says_nothing(north, kind):
    said = readable(fetched(north.manager, address("export_area", north.area.pk, kind), lage="alla"))
    assert "Hemliga ord i Haparanda" in said
    assert "Övertorneå" not in said


def test_the_workbook_says_what_was_chosen_also_when_nothing_was(north):
    sheet = xlsx_of(fetched(north.manager, address("export_area", north.area.pk, "xlsx"), rad="haparanda"))["Läs mig"]
    said = {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert said["Om filen"] == "Lokalpolisområde Övre Norrbotten"
    assert "Råd: Haparanda" in said["Urval"]
    assert "Läge: Det som kräver uppmärksamhet" in said["Urval"]
    assert said["Hämtad från"].endswith(f"/omraden/{north.area.pk}/?rad=haparanda")


# Those who follow many councils


def figures(user, *where, **query):
    name = "export_region" if where else "export_nation"
    return {row[2]["council"]: row for row in every_format(user, name, *where, **query)}


def test_councils_in_figures_are_the_same_in_every_format(north):
    for in_xlsx, in_csv, in_json in figures(north.of_region, north.region.pk).values():
        assert list(in_json) == [column.code for column in FIGURES_COLUMNS]
        for column in FIGURES_COLUMNS:
            value = from_json(column, in_json[column.code])
            assert from_xlsx(in_xlsx[column.heading]) == value
            assert from_csv(column, in_csv[column.heading]) == value


def test_the_figures_are_those_of_the_page(north):
    body = client_of(north.of_region).get(address("region", north.region.pk)).content.decode()
    rows = {words(row).split()[0]: row for row in re.findall(r"<tr>.*?</tr>", body.split("<tbody>")[1], re.DOTALL)}
    for council, (_, _, found) in figures(north.of_region, north.region.pk).items():
        if council is None:
            continue
        cells = [words(cell) for cell in re.findall(r"<td\b.*?</td>", rows[council], re.DOTALL)]
        fulfilled = f"{found['fulfilled']} av {found['computable']}" if found["targets"] else "0"
        numbers = [str(found[name]) for name in ("on_track", "behind", "out_of_reach")]
        ended = found["not_fulfilled"] + found["partly_fulfilled"]
        unmeasured = found["no_measure"] + found["no_demand"]
        assert cells[:7] == [str(found["targets"]), fulfilled, *numbers, str(ended), str(unmeasured)]
        assert cells[7].startswith(found["latest_on"] or "Inga löften gäller")


def test_no_council_no_promises_and_zero_are_told_apart(north):
    rows = figures(north.of_all)
    behind = rows["Överkalix"][2]
    assert (behind["promising"], behind["targets"], behind["behind"], behind["fulfilled"]) == ("promises", 3, 1, 0)
    assert (behind["traffic_verdict"], behind["traffic_computable"], behind["drugs_computable"]) == ("behind", 2, None)
    empty = rows["Arvidsjaur"]
    assert [row["Löften"] for row in empty[:2]] == ["inga löften gäller"] * 2
    assert (empty[0]["Mål"], empty[1]["Mål"], empty[2]["targets"]) == (0, "0", 0)
    nobody = make.municipality("0114")
    found = [row for row in every_format(north.of_all, "export_nation") if row[2]["municipalities"] == [nobody.name]]
    ((in_xlsx, in_csv, in_json),) = found
    assert (in_xlsx["Löften"], in_json["promising"]) == ("inget råd i Brapp", "no_council")
    assert (in_xlsx["Mål"], in_csv["Mål"], in_json["targets"], in_json["council"]) == (None, "", None, None)


@pytest.mark.parametrize("kind", FILE_TYPES)
def test_who_follows_many_councils_gets_no_wording(north, kind):
    said = readable(fetched(north.of_all, address("export_nation", kind)))
    assert "Överkalix" in said
    assert not re.findall(r"Hemliga|Kontakter|Plan i|Samtal", said)


def test_a_theme_is_chosen_as_on_the_page(north):
    rows = figures(north.of_all, tema="drugs")
    assert (rows["Haparanda"][2]["targets"], rows["Överkalix"][2]["targets"]) == (3, 0)


def test_every_theme_has_its_columns():
    assert {f"{theme}_verdict" for theme in THEMES} <= {column.code for column in FIGURES_COLUMNS}
    assert set(Theme.values) < set(THEMES)


# Who may, how, and what it costs


def test_to_others_no_such_file_exists(north):
    kind = "xlsx"
    other = PoliceRegion.objects.create(name="Polisregion Annan")
    paths = {
        "area": address("export_area", north.area.pk, kind),
        "region": address("export_region", north.region.pk, kind),
        "nation": address("export_nation", kind),
    }
    may = {
        "area": north.manager,
        "region": north.of_region,
        "nation": north.of_all,
    }
    stranger = make.person(Role.COORDINATOR, council=make.council(municipalities=[make.municipality("0114")]))
    for name, path in paths.items():
        assert client_of(may[name]).get(path).status_code == 200
        assert client_of(stranger).get(path).status_code == 404
        assert Client().get(path).status_code == 302
    assert client_of(north.manager).get(paths["nation"]).status_code == 404
    assert client_of(north.of_region).get(paths["nation"]).status_code == 404
    assert client_of(north.of_region).get(address("export_region", other.pk, kind)).status_code == 404


@pytest.mark.parametrize(
    ("name", "who", "where"),
    [("area", "manager", "area"), ("region", "of_region", "region"), ("nation", "of_all", None)],
)
def test_a_filter_that_cannot_be_used_is_told_and_gives_no_file(north, name, who, where):
    args = [getattr(north, where).pk] if where else []
    answer = client_of(getattr(north, who)).get(address(f"export_{name}", *args, "xlsx"), {"tema": "fisk"})
    assert answer.status_code == 422
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert "Content-Disposition" not in answer
    assert "Tema: Det valda finns inte här. Välj i listan." in words(answer.content.decode())


def test_files_of_many_councils_are_named_so_that_every_system_can_keep_them(north):
    named = {
        address("export_area", north.area.pk, "csv"): ("manager", "uppfoljning-ovre-norrbotten-2019-11-20.csv"),
        address("export_nation", "json"): ("of_all", "uppfoljning-landet-2019-11-20.json"),
    }
    for path, (who, name) in named.items():
        answer = client_of(getattr(north, who)).get(path)
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
        assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("no-store", "nosniff")


@pytest.mark.parametrize(("who", "name"), [("manager", "export_area"), ("of_all", "export_nation")])
def test_more_councils_take_no_more_queries(north, who, name):
    path = address(name, *([north.area.pk] if name == "export_area" else []), "csv")
    user = getattr(north, who)
    client = client_of(user)
    client.get(path)
    with CaptureQueriesContext(connection) as before:
        client.get(path)
    for _ in range(3):
        council = make.council(municipalities=list(Council.objects.get(slug="overkalix").municipalities.all()))
        make.member(Role.POLICE_MANAGER, council=council, user=north.manager)
        _promises(council, done=3, theme=Theme.YOUTH)
    with CaptureQueriesContext(connection) as after:
        assert len(client.get(path).getvalue()) > 0
    assert len(after) == len(before)
