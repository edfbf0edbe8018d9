"""Figures as files: every number and word as on the page, and nothing that the page would not have shown."""

import csv
import io
import json
import re
from contextlib import contextmanager
from datetime import date, datetime
from html import unescape
from types import SimpleNamespace
from urllib.parse import urljoin

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from councils.roles import Role
from followup.actions.assessments import judge_target
from followup.codes import VERDICT_NAMES, Judgement
from followup.exports.columns import COLUMNS, REPORTED_WORDS
from followup.exports.files import FILE_TYPES
from followup.exports.table import Kind
from followup.progress import judged_targets, target_progress
from followup.verdicts import verdicts_of
from promises.codes import Theme
from promises.models import Promise, Target
from tests import factories as make
from tests.conftest import rolled_back

pytestmark = pytest.mark.django_db
A_DAY = date(2019, 11, 20)
FORMULA = '=HYPERLINK("http://evil.example"; "Klicka")'


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.fixture(scope="module")
def overkalix(django_db_setup, django_db_blocker):
    """A council with a set of every kind of target, reported and not, and a set that has not begun."""
    with django_db_blocker.unblock(), rolled_back(), time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield _overkalix()


def _overkalix():
    council = make.council(name="BRÅ i Överkalix", short_name="Överkalix", slug="overkalix")
    promise_set = make.promise_set(council=council, title="Medborgarlöften 2019", slug="2019")
    roads = make.section(promise_set=promise_set, title="Trafik")
    centre = make.section(promise_set=promise_set, title="")
    counted = _promise(roads, "Vi möter er 52 gånger.", Theme.DIALOGUE)
    contacts = make.target(promise=counted, label="Kontakter", minimum=52, unit="kontakt", units="kontakter")
    make.activity(targets=[contacts], count=41, count_quality="at_least", occurred_on=date(2019, 11, 4))
    weekly = make.target(promise=counted, label="Varje vecka", per="week", counting="each", minimum=2)
    for day in (7, 8, 14, 15):
        make.activity(targets=[weekly], occurred_on=date(2019, 1, day))
    make.target(promise=_promise(roads, FORMULA), label="-1 insats", minimum=3)
    zero = make.target(promise=_promise(centre, "Vi letar."), label="Fynd", minimum=4)
    make.activity(targets=[zero], count=0, occurred_on=date(2019, 10, 1))
    average = make.target(promise=_promise(centre, "Två i månaden."), per="month", counting="average", minimum=2)
    make.activity(targets=[average], count=30, occurred_on=date(2019, 2, 3))
    _others(council, centre)
    later = make.promise_set(
        council=council,
        title="Medborgarlöften 2020",
        slug="2020",
        first_day=date(2020, 1, 1),
        last_day=date(2020, 12, 31),
    )
    not_begun = make.target(promise=_promise(make.section(promise_set=later), "Nästa år."), label="Sedan", minimum=5)
    people = {role: make.person(role, council=council) for role in Role}
    return SimpleNamespace(council=council, promise_set=promise_set, later=later, not_begun=not_begun, people=people)


def _promise(section, wording, theme=""):
    promise = make.promise(section=section, wording=wording)
    Promise.objects.filter(pk=promise.pk).update(theme=theme)
    return promise


def _others(council, section):
    """The kinds that are not plain counts."""
    places = [make.place(council=council, name=name) for name in ("Torget", "Skolan")]
    coverage = make.target(promise=_promise(section, "Vi besöker."), kind="coverage", label="Platser", places=places)
    make.activity(targets=[coverage], place=places[0], occurred_on=date(2019, 5, 6))
    make.target(promise=_promise(section, "En plan."), kind="deliverable", label="Planen")
    delivered = make.target(promise=_promise(section, "En karta."), kind="deliverable", label="Kartan")
    make.activity(targets=[delivered], occurred_on=date(2019, 6, 3))
    make.target(promise=_promise(section, "Vi kommer."), kind="on_demand", label="Besök när någon ber")
    asked = make.target(promise=_promise(section, "Vi svarar."), kind="on_demand", label="Svar")
    make.request(target=asked, count=3)
    make.activity(targets=[asked], count=2, occurred_on=date(2019, 4, 1))
    effect = make.target(promise=_promise(section, "Fler trygga."), kind="effect", label="Trygga", baseline=70)
    make.measurement(target=effect, value="61.5", measured_on=date(2019, 11, 1))
    talk = make.target(promise=_promise(section, "Vi lyssnar."), kind="qualitative", label="Samtal")
    make.activity(targets=[talk], count=7, occurred_on=date(2019, 9, 9))
    read = judged_targets(Target.objects.filter(pk=talk.pk).with_rules()).get()
    judge_target(
        progress=target_progress(read, as_of=A_DAY),
        by=make.person(Role.COORDINATOR, council=council),
        judgement=Judgement.LARGELY_FULFILLED,
        motivation="Vi ser det så.",
        deviation_reason="",
        deviation_text="",
    )
    _promise(section, "Vi finns här.")


# What is asked for, and what comes back


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def client(overkalix):
    return client_of(overkalix.people[Role.COORDINATOR])


def address(promise_set, file_type, name="export_overview"):
    return reverse(f"followup:{name}", args=[promise_set.council.slug, promise_set.slug, file_type])


def fetched(client, url, **query):
    answer = client.get(url, query)
    assert answer.status_code == 200
    return answer.getvalue()


def xlsx_of(content):
    return load_workbook(io.BytesIO(content))


def rows_of_xlsx(content):
    """Each row of the first sheet by heading, as Excel understands its cells."""
    headings, *rows = xlsx_of(content).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def rows_of_csv(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def rows_of_json(content):
    return json.loads(content)["rows"]


def every_format(client, promise_set, **query):
    """The rows of each format side by side: (xlsx, csv, json)."""
    files = [fetched(client, address(promise_set, kind), **query) for kind in ("xlsx", "csv", "json")]
    found = list(zip(rows_of_xlsx(files[0]), rows_of_csv(files[1]), rows_of_json(files[2]), strict=True))
    assert found
    return found


# The same in all


def from_csv(column, cell):
    """A cell as the value that it was: what has no value, what is a number, and what is a day."""
    if cell == "":
        return None
    if column.kind in (Kind.NUMBER, Kind.SHARE):
        return float(cell.replace(",", "."))
    return date.fromisoformat(cell) if column.kind is Kind.DAY else cell


def from_xlsx(cell):
    return cell.date() if isinstance(cell, datetime) else cell


def from_json(column, value):
    """A value of the JSON as the sheets write it."""
    if value is None:
        return None
    if column.kind is Kind.CODE:
        return column.words[value]
    if column.kind is Kind.NAMES:
        return "; ".join(value)
    if column.kind is Kind.YES_OR_NO:
        return "ja" if value else "nej"
    return date.fromisoformat(value) if column.kind is Kind.DAY else value


def disarmed(cell):
    return cell[1:] if isinstance(cell, str) and cell.startswith(("'=", "'-")) else cell


def test_every_format_says_the_same_of_every_target(client, overkalix):
    for in_xlsx, in_csv, in_json in every_format(client, overkalix.promise_set):
        assert list(in_json) == [column.code for column in COLUMNS]
        for column in COLUMNS:
            value = from_json(column, in_json[column.code])
            assert from_xlsx(in_xlsx[column.heading]) == value
            assert disarmed(from_csv(column, in_csv[column.heading])) == value


def rows_of_page(client, promise_set, **query):
    """Target id → the words of its row on the page."""
    url = reverse("followup:overview", args=[promise_set.council.slug, promise_set.slug])
    body = client.get(url, query).content.decode()
    found = {}
    for row in re.findall(r"<tr\b.*?</tr>", body, re.DOTALL):
        if link := re.search(r'href="[^"]*/mal/(\d+)/"', row):
            text = re.sub(r"<(title|desc)\b.*?</\1>|<[^>]+>", " ", row, flags=re.DOTALL)
            found[int(link[1])] = " ".join(unescape(text).split())
    return found


def test_every_number_and_word_of_the_page_is_in_the_file(client, overkalix):
    for promise_set in (overkalix.promise_set, overkalix.later):
        rows = [row for _, _, row in every_format(client, promise_set) if row["target_id"]]
        on_page = rows_of_page(client, promise_set)
        assert {row["target_id"] for row in rows} == on_page.keys()
        for row in rows:
            said = [row["figure"], str(VERDICT_NAMES[row["verdict"]]), *row["responsible"]]
            said.append(row["measured_on"] if row["measured"] else row["latest_on"] or "–")
            if row["judgement"]:
                said.append(Judgement(row["judgement"]).label.lower())
            missing = [word for word in said if " ".join(word.split()) not in on_page[row["target_id"]]]
            assert not missing, on_page[row["target_id"]]


def of_target(rows, label):
    return next(row for row in rows if row["target"] == label)


def json_rows(client, promise_set, **query):
    return rows_of_json(fetched(client, address(promise_set, "json"), **query))


def test_the_numbers_are_those_of_the_engine(client, overkalix):
    row = of_target(json_rows(client, overkalix.promise_set), "Kontakter")
    numbers = {name: row[name] for name in ("done", "required", "total", "still_needed", "expected", "activities")}
    assert numbers == {"done": 41, "required": 52, "total": 41, "still_needed": 11, "expected": 46, "activities": 1}
    assert row["per_week"] == 1.83  # 11 in 42 days
    assert (row["unit"], row["quality"], row["verdict"]) == ("kontakter", "at_least", "behind")
    assert row["share"] == 0.7884  # 41/52 = 0.78846…, rounded down
    assert (row["theme"], row["needs_attention"]) == ("dialogue", True)


def test_a_weekly_number_is_given_only_where_one_can_do_it(client, overkalix):
    rows = json_rows(client, overkalix.promise_set)
    sparse, each = of_target(rows, "-1 insats"), of_target(rows, "Varje vecka")
    assert (sparse["still_needed"], sparse["per_week"], each["per_week"]) == (3, None, None)


def test_the_numbers_are_those_of_the_narrow_reading_of_many_councils(client, overkalix):
    standings = {row.target_id: row for row in verdicts_of([overkalix.council], as_of=A_DAY, with_latest=True)}
    rows = [row for row in json_rows(client, overkalix.promise_set) if row["target_id"]]
    assert {row["target_id"] for row in rows} == standings.keys()
    for row in rows:
        standing = standings[row["target_id"]]
        latest_on = standing.latest_on and standing.latest_on.isoformat()
        assert (row["verdict"], row["required"], row["latest_on"]) == (standing.verdict, standing.required, latest_on)
        assert row["needs_attention"] == standing.needs_attention
        if row["done"] is not None:
            assert row["done"] == standing.done


def test_where_each_week_counts_weeks_are_told_and_what_was_missed(client, overkalix):
    row = of_target(json_rows(client, overkalix.promise_set), "Varje vecka")
    assert (row["done"], row["required"], row["unit"], row["total"]) == (2, 51, "veckor", 4)
    assert (row["missed"], row["verdict"], row["expected"]) == (43, "out_of_reach", None)


def test_not_reported_zero_not_due_and_not_measurable_are_told_apart_in_every_format(client, overkalix):
    both = [*every_format(client, overkalix.promise_set), *every_format(client, overkalix.later)]
    said = {
        in_json["target"]: [
            (in_xlsx["Utfall"], in_xlsx["Rapporterat"]),
            (in_csv["Utfall"], in_csv["Rapporterat"]),
            (in_json["done"], in_json["reported"]),
        ]
        for in_xlsx, in_csv, in_json in both
    }
    assert said["Fynd"] == [(0, "rapporterat"), ("0", "rapporterat"), (0, "reported")]
    empty = {
        "-1 insats": ("inget rapporterat", "not_reported"),
        "Planen": ("inget rapporterat", "not_reported"),
        "Sedan": ("inte börjat", "not_due"),
        "Trygga": ("rapporterat", "reported"),
        "Besök när någon ber": ("inget önskemål", "no_demand"),
        None: ("inget mål", "no_target"),
    }
    for target, (word, code) in empty.items():
        assert said[target] == [(None, word), ("", word), (None, code)]
    assert said["Samtal"] == [(7, "inget mått"), ("7", "inget mått"), (7, "not_measurable")]


def test_what_is_measured_has_its_figure_and_day(client, overkalix):
    (in_xlsx, in_csv, in_json), *_ = [
        row for row in every_format(client, overkalix.promise_set) if row[2]["target"] == "Trygga"
    ]
    assert (in_xlsx["Uppmätt värde"], in_csv["Uppmätt värde"], in_json["measured"]) == (61.5, "61,5", 61.5)
    assert (in_json["measured_on"], in_json["verdict"]) == ("2019-11-01", "not_fulfilled")


def test_a_promise_without_targets_is_there_and_says_so(client, overkalix):
    (row,) = [row for row in json_rows(client, overkalix.promise_set) if row["wording"] == "Vi finns här."]
    assert (row["reported"], row["target_id"], row["verdict"], row["done"]) == ("no_target", None, None, None)


def test_what_people_concluded_stands_beside_what_is_computed(client, overkalix):
    row = of_target(json_rows(client, overkalix.promise_set), "Samtal")
    assert (row["verdict"], row["judgement"]) == ("no_measure", "largely_fulfilled")
    assert row["motivation"] == "Vi ser det så."


def test_each_row_leads_to_what_is_behind_its_number(client, overkalix):
    row = of_target(json_rows(client, overkalix.promise_set), "Kontakter")
    assert row["evidence"].startswith("http://testserver/overkalix/mal/")
    assert client.get(row["evidence"].removeprefix("http://testserver")).status_code == 200


def test_the_file_keeps_what_the_page_keeps(client, overkalix):
    rows = json_rows(client, overkalix.promise_set, lage="uppmarksamhet")
    assert [row["target_id"] for row in rows] == list(rows_of_page(client, overkalix.promise_set, lage="uppmarksamhet"))
    assert all(row["needs_attention"] for row in rows)
    sheet = xlsx_of(fetched(client, address(overkalix.promise_set, "xlsx"), lage="uppmarksamhet"))["Läs mig"]
    said = {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert "Läge: Kräver uppmärksamhet" in said["Urval"]
    assert said["Hämtad från"].endswith("/overkalix/uppfoljning/2019/?lage=uppmarksamhet")


@pytest.mark.parametrize("kind", FILE_TYPES)
def test_a_filter_that_cannot_be_used_is_told_and_gives_no_file(client, overkalix, kind):
    answer = client.get(address(overkalix.promise_set, kind), {"lage": "fisk"})
    assert (answer.status_code, answer["Content-Type"]) == (422, "text/html; charset=utf-8")
    assert "Content-Disposition" not in answer
    assert "Läge: Ett sådant läge finns inte." in answer.content.decode()
    assert 'href="/overkalix/uppfoljning/2019/"' in answer.content.decode()


def test_the_page_links_to_its_files_with_what_is_chosen(client, overkalix):
    url = reverse("followup:overview", args=["overkalix", "2019"])
    for query, asked in (("", ""), ("?lage=uppmarksamhet", "?lage=uppmarksamhet")):
        links = re.findall(r'href="(fil\.[^"]+)"', client.get(url + query).content.decode())
        assert links == [f"fil.{kind}{asked}" for kind in FILE_TYPES]
        assert client.get(urljoin(url, links[0])).status_code == 200


# A whole council


@pytest.mark.parametrize("kind", FILE_TYPES)
def test_a_council_has_the_targets_of_all_that_holds_in_one_file(client, overkalix, kind):
    host = make.promise_set(council=overkalix.council, title="Hösten", slug="hosten", first_day=date(2019, 9, 1))
    make.target(promise=_promise(make.section(promise_set=host), "Vi är ute i höst."), label="Ute")
    draft = make.promise_set(council=overkalix.council, status="draft")
    make.target(promise=_promise(make.section(promise_set=draft), "Ännu inte sagt."))
    found = fetched(client, reverse("followup:export_council", args=["overkalix", kind]))
    rows = {"xlsx": rows_of_xlsx, "csv": rows_of_csv, "json": rows_of_json}[kind](found)
    heading, target = ("promise_set", "target") if kind == "json" else ("Medborgarlöften", "Mål")
    assert list(dict.fromkeys(row[heading] for row in rows)) == ["Hösten", "Medborgarlöften 2019"]
    assert rows[0][target] == "Ute"


def test_a_set_says_the_same_in_the_file_of_its_council(client, overkalix):
    of_council = reverse("followup:export_council", args=["overkalix", "json"])
    for query in ({}, {"lage": "behind"}, {"tema": "dialogue", "ordning": "namn"}):
        rows = rows_of_json(fetched(client, of_council, **query))
        assert rows
        assert rows == json_rows(client, overkalix.promise_set, **query)


def test_the_council_s_page_links_to_its_files(client, overkalix):
    url = reverse("followup:council_overview", args=["overkalix"])
    body = client.get(url, {"lage": "behind"}).content.decode()
    links = re.findall(r'href="(fil\.[^"]+)"', body)
    assert links == [f"fil.{kind}?lage=behind" for kind in FILE_TYPES]
    answer = client.get(urljoin(url, links[1]))
    assert answer["Content-Disposition"] == 'attachment; filename="uppfoljning-overkalix-2019-11-20.csv"'


# The files themselves


@pytest.mark.parametrize("kind", FILE_TYPES)
def test_a_file_is_sent_as_one_that_is_kept_nowhere_and_run_by_nothing(client, overkalix, kind):
    answer = client.get(address(overkalix.promise_set, kind))
    assert answer["Content-Disposition"] == f'attachment; filename="uppfoljning-overkalix-2019-2019-11-20.{kind}"'
    assert answer["Content-Type"] == FILE_TYPES[kind].content_type
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("no-store", "nosniff")


def test_a_kind_of_file_that_is_not_made_is_not_there(client, overkalix):
    assert client.get(address(overkalix.promise_set, "docx")).status_code == 404


@pytest.mark.parametrize("kind", FILE_TYPES)
def test_the_same_figures_give_the_same_bytes(client, overkalix, kind):
    url = address(overkalix.promise_set, kind)
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        first = fetched(client, url)
    with time_machine.travel("2019-11-20T13:07:09+01:00"):
        assert fetched(client, url) == first


def test_excel_can_filter_sort_and_reckon(client, overkalix):
    book = xlsx_of(fetched(client, address(overkalix.promise_set, "xlsx")))
    sheet = book.worksheets[0]
    assert (sheet.title, sheet.freeze_panes) == ("Uppföljning", "A2")
    assert sheet.auto_filter.ref == sheet.dimensions
    places = {cell.value: cell.column for cell in sheet[1]}
    share, latest = sheet.cell(2, places["Andel"]), sheet.cell(2, places["Senaste aktivitet"])
    assert (share.data_type, share.number_format, share.value) == ("n", "0.00%", 0.7884)
    assert (latest.is_date, latest.number_format, latest.value) == (True, "yyyy-mm-dd", datetime(2019, 11, 4))
    assert sheet.column_dimensions["G"].width > 40


def test_nothing_that_people_wrote_becomes_a_formula(client, overkalix):
    url = address(overkalix.promise_set, "xlsx")
    cells = [cell for row in xlsx_of(fetched(client, url)).worksheets[0].iter_rows() for cell in row]
    assert FORMULA in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}  # none is "f"
    rows = rows_of_csv(fetched(client, address(overkalix.promise_set, "csv")))
    (row,) = [row for row in rows if row["Löfte"].endswith(FORMULA)]
    assert (row["Löfte"], row["Mål"]) == (f"'{FORMULA}", "'-1 insats")


def test_the_workbook_says_what_it_is_and_how_to_read_it(client, overkalix):
    sheet = xlsx_of(fetched(client, address(overkalix.promise_set, "xlsx")))["Läs mig"]
    said = {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert (said["Om filen"], said["Läget per"]) == ("Medborgarlöften 2019, Överkalix", "2019-11-20")
    assert said["Hämtad från"] == "http://testserver/overkalix/uppfoljning/2019/"
    assert {str(name) for name in VERDICT_NAMES.values()} <= said.keys()
    assert {column.heading for column in COLUMNS} <= said.keys()


def test_json_has_a_version_its_day_and_plain_codes(client, overkalix):
    content = json.loads(fetched(client, address(overkalix.promise_set, "json")))
    rows = content.pop("rows")
    assert content == {
        "format": "brapp.follow-up",
        "schema_version": 1,
        "level": "promise_set",
        "title": "Medborgarlöften 2019, Överkalix",
        "as_of": "2019-11-20",
        "source": "http://testserver/overkalix/uppfoljning/2019/",
        "filter": {},
    }
    assert {row["reported"] for row in rows} <= {str(code) for code in REPORTED_WORDS}
    assert {row["verdict"] for row in rows} - {None} <= {str(code) for code in VERDICT_NAMES}


@pytest.mark.parametrize("kind", FILE_TYPES)
def test_a_file_is_swedish_whoever_reads_the_page_in_english(overkalix, kind):
    in_english = client_of(overkalix.people[Role.MEMBER])
    session = in_english.session
    session["language"] = "en"
    session.save()
    in_swedish = client_of(overkalix.people[Role.MEMBER])
    url = address(overkalix.promise_set, kind)
    assert in_english.get(url)["Content-Language"] == "en"
    assert fetched(in_english, url) == fetched(in_swedish, url)


# What it costs, and who may


@contextmanager
def queries():
    with CaptureQueriesContext(connection) as caught:
        yield caught


def test_a_file_of_many_promises_takes_no_more_queries_than_one_of_few(client, overkalix):
    url = address(overkalix.promise_set, "xlsx")
    fetched(client, url)
    with queries() as before:
        fetched(client, url)
    section = make.section(promise_set=overkalix.promise_set)
    for _ in range(20):
        places = [make.place(council=overkalix.council)]
        make.target(promise=make.promise(section=section), kind="coverage", places=places)
        make.activity(targets=[make.target(promise=make.promise(section=section))])
    with queries() as after:
        fetched(client, url)
    assert len(after) == len(before)


@pytest.mark.parametrize("role", Role)
def test_whoever_reads_the_page_may_fetch_it_but_of_drafts_officials_get_none(overkalix, role):
    draft = make.promise_set(council=overkalix.council, status="draft")
    client = client_of(overkalix.people[role])
    assert client.get(address(overkalix.promise_set, "json")).status_code == 200
    assert client.get(address(draft, "json")).status_code == (404 if role == Role.OFFICIAL else 200)


def test_to_others_it_does_not_exist(overkalix):
    stranger = client_of(make.person(Role.COORDINATOR))
    assert stranger.get(address(overkalix.promise_set, "xlsx")).status_code == 404
    assert Client().get(address(overkalix.promise_set, "xlsx")).status_code == 302
