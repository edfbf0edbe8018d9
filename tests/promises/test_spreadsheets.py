"""Activities as files, out and in: what is exported is read in again, and nothing is saved that is not whole."""

import csv
import io
from datetime import date, datetime
from types import SimpleNamespace

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.models import AuditChain, AuditEntry, Membership
from councils.roles import Role
from promises.actions import spreadsheets
from promises.actions.activities import correct_activity, withdraw_activity
from promises.models import Activity, SpreadsheetImport
from tests import factories as make

pytestmark = pytest.mark.django_db
OURS = "Datum;Mål;Antal;Anteckning\n"


@pytest.fixture
def world(client):
    council = make.council(slug="overkalix")
    police, municipal = make.parties_of(council)
    user = make.person(Role.COORDINATOR, council=council, organisation=municipal)
    make.person(Role.FIELD_USER, council=council, organisation=police)
    promise_set = make.promise_set(council=council, title="Löften 2019")
    target = make.target(promise_set=promise_set, label="Besök på torget", per="week", counting="each", minimum=1)
    client.force_login(user)
    return SimpleNamespace(
        council=council, police=police, municipal=municipal, user=user, target=target, set=promise_set
    )


def address(name, *parts):
    return reverse(f"promises:{name}", args=["overkalix", *parts])


def export(client, kind="csv", **query):
    answer = client.get(address("export_activities", kind), query)
    assert answer.status_code == 200
    return answer.getvalue()


def lines(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def as_file(rows):
    """Rows of dicts as our own CSV."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def workbook(rows, **options):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in options.get("merged", ()):
        book.active.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def send(client, content, name="aktiviteter.csv"):
    content = content.encode() if isinstance(content, str) else content
    return client.post(address("import_activities"), {"file": SimpleUploadedFile(name, content)})


def sent(client, content, name="aktiviteter.csv"):
    answer = send(client, content, name)
    assert answer.status_code == 302, answer.context["form"].errors
    return SpreadsheetImport.objects.latest("pk")


def review(client, content, name="aktiviteter.csv"):
    """(the file as it is kept, what it would do)."""
    kept = sent(client, content, name)
    return kept, client.get(address("review_import", kept.pk)).context["review"]


def carry_out(client, kept, **data):
    return client.post(address("review_import", kept.pk), data)


# Out


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_exported_is_read_in_again_without_a_change(client, world, kind):
    make.place(council=world.council, name="Torget")
    for facts in (
        {"note": '=HYPERLINK("http://evil";"x")\nrad; två "citat" 😀', "reach": 40, "tags": ["a", "b"]},
        {"note": "'=1+1", "place_text": "@torget", "count": 0, "count_quality": "about", "is_beyond_ordinary": True},
        {"note": "'t är så", "parties": [world.police], "activity_type": "night_walk"},
    ):
        make.activity(targets=[world.target], by=world.user, **facts)
    gone = make.activity(targets=[world.target], by=world.user, note="Borta")
    withdraw_activity(activity=gone, by=world.user, version=1, reason="Fel")
    _kept, found = review(client, export(client, kind), f"x.{kind}")
    assert dict(found.counts) == {"unchanged": 4}


def test_a_cell_in_a_file_is_never_a_formula(client, world):
    make.activity(targets=[world.target], by=world.user, note="=1+1", place_text="+46")
    (row,) = lines(export(client))
    assert (row["Anteckning"], row["Plats"]) == ("'=1+1", "'+46")
    sheet = openpyxl.load_workbook(io.BytesIO(export(client, "xlsx")))["Aktiviteter"]
    types = {heading.value: cell.data_type for heading, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (types["Anteckning"], types["Plats"], types["Datum"], types["Antal"]) == ("s", "s", "d", "n")


def test_the_workbook_explains_itself(client, world):
    make.activity(targets=[world.target], by=world.user)
    book = openpyxl.load_workbook(io.BytesIO(export(client, "xlsx")))
    assert book.sheetnames == ["Aktiviteter", "Läs mig"]
    assert book["Aktiviteter"].freeze_panes == "A2"
    explained = {row[0].value for row in book["Läs mig"].iter_rows()}
    assert {cell.value for cell in book["Aktiviteter"][1]} <= explained


def test_what_one_sees_is_what_one_exports(client, world):
    other = make.target(promise=world.target.promise, label="Annat")
    make.activity(targets=[world.target], by=world.user, note="ett", occurred_on=date(2019, 3, 1))
    make.activity(targets=[other], by=world.user, note="två", occurred_on=date(2019, 4, 1), parties=[world.police])
    gone = make.activity(targets=[world.target], by=world.user, note="tre", occurred_on=date(2019, 5, 1))
    withdraw_activity(activity=gone, by=world.user, version=1, reason="Fel")
    for query, notes in (
        ({}, "tre två ett"),
        ({"mal": world.target.pk}, "ett"),
        ({"loften": world.set.pk}, "två ett"),
        ({"part": world.police.pk, "raknas": "ja"}, "två ett"),
        ({"part": world.municipal.pk, "raknas": "ja"}, "ett"),
        ({"fran": "2019-03-15"}, "tre två"),
        ({"till": "2019-03-15"}, "ett"),
        ({"raknas": "nej"}, "tre"),
        ({"raknas": "ja"}, "två ett"),
        ({"fran": "i går", "mal": "999999"}, "tre två ett"),
    ):
        seen = client.get(address("activities"), query).context["page"].rows
        assert " ".join(activity.note for activity in seen) == notes
        assert " ".join(row["Anteckning"] for row in lines(export(client, **query))) == notes
    assert "Räknas inte" not in lines(export(client, raknas="ja"))[0]
    assert [row["Räknas inte"] for row in lines(export(client))] == ["ja", "", ""]


def test_an_official_exports_only_what_officials_read(client, world):
    draft = make.target(council=world.council, status="draft", label="Hemligt")
    make.activity(targets=[draft], by=world.user, note="i utkastet")
    make.activity(targets=[world.target, draft], by=world.user, note="öppet")
    client.force_login(make.person(Role.OFFICIAL, council=world.council))
    content = export(client).decode()
    assert "öppet" in content
    assert "Hemligt" not in content
    assert "i utkastet" not in content


def test_an_export_asks_the_database_no_more_for_more_rows(client, world, django_assert_max_num_queries):
    for _ in range(30):
        make.activity(targets=[world.target], by=world.user)
    with django_assert_max_num_queries(22):
        export(client)


# In


def test_new_rows_are_logged_and_counted_with_history_and_one_line_in_the_log(client, world):
    kept, found = review(client, f"{OURS}2019-03-14;Besök på torget;3;Lugnt\n2019-03-21;Besök på torget;1;\n")
    assert dict(found.counts) == {"added": 2}
    assert not Activity.objects.exists()
    before = AuditEntry.objects.count()
    assert carry_out(client, kept).status_code == 302
    first = Activity.objects.get(note="Lugnt")
    assert (first.count, first.logged_by, first.organisation, first.imported_in_id) == (
        3,
        world.user,
        world.municipal,
        kept.pk,
    )
    assert list(first.parties.all()) == [world.municipal]
    assert first.credits.get().window_start == date(2019, 3, 11)
    entry = AuditEntry.objects.latest("pk")
    assert AuditEntry.objects.count() == before + 1
    assert (entry.verb, entry.details) == ("import_activities", {"added": 2, "sha256": kept.sha256})
    kept.refresh_from_db()
    assert (bytes(kept.content), kept.result["added"]) == (b"", 2)


def test_the_same_file_twice_and_the_same_post_twice_are_once(client, world):
    content = f"{OURS}2019-03-14;Besök på torget;3;Lugnt\n2019-03-14;Besök på torget;3;Lugnt\n"
    kept = sent(client, content)
    carry_out(client, kept)
    carry_out(client, kept)
    assert Activity.objects.count() == 2
    kept, found = review(client, content)
    assert dict(found.counts) == {"known": 2}
    assert "aktivitet " in client.get(address("review_import", kept.pk)).content.decode()
    assert carry_out(client, kept).status_code == 422
    assert Activity.objects.count() == 2


def test_what_is_there_already_is_saved_once_more_when_somebody_says_so(client, world):
    row = "2019-03-14;Besök på torget;3;Lugnt\n"
    carry_out(client, sent(client, OURS + row))
    for made in (3, 5):
        kept, found = review(client, OURS + row + row)
        assert found.counts["known"] >= 1
        assert carry_out(client, kept, as_new="on").status_code == 302
        assert Activity.objects.count() == made
    assert review(client, OURS + row)[1].counts["known"] == 1


def test_what_two_organisations_did_alike_is_two_activities(client, world):
    content = f"{OURS}2019-03-14;Besök på torget;3;Lugnt\n"
    carry_out(client, sent(client, content))
    client.force_login(make.person(Role.FIELD_USER, council=world.council, organisation=world.police))
    kept, found = review(client, content)
    assert dict(found.counts) == {"added": 1}
    carry_out(client, kept)
    assert [row.organisation for row in Activity.objects.order_by("pk")] == [world.municipal, world.police]


def test_a_changed_row_corrects_the_activity_and_shows_before_and_after(client, world):
    activity = make.activity(targets=[world.target], by=world.user, note="Före", parties=[world.municipal])
    (row,) = lines(export(client))
    kept, found = review(
        client, as_file([{**row, "Antal": "5", "Anteckning": "Efter", "Deltog": world.police.short_name}])
    )
    assert [(heading, before, after) for heading, before, after in found.first["changed"][0].differences] == [
        ("Antal", "1", "5"),
        ("Deltog", world.municipal.short_name, world.police.short_name),
        ("Anteckning", "Före", "Efter"),
    ]
    carry_out(client, kept)
    activity.refresh_from_db()
    assert (activity.count, activity.note, activity.version) == (5, "Efter", 2)
    assert list(activity.parties.all()) == [world.police]
    assert activity.credits.get().amount == 5
    latest = activity.history.latest("history_id")
    assert latest.history_change_reason == "Ändrad genom fil: aktiviteter.csv"
    assert [row.organisation for row in latest.parties.all()] == [world.police]
    page = client.get(activity.get_absolute_url())
    assert "Efter" in page.content.decode()
    (change,) = page.context["history"]
    assert (change.heading, change.reason) == ("Ändrad genom fil", "aktiviteter.csv")


def test_columns_that_are_left_out_are_left_as_they_are(client, world):
    activity = make.activity(targets=[world.target], by=world.user, note="Kvar", reach=7)
    (row,) = lines(export(client))
    few = {name: row[name] for name in ("Nyckel", "Version", "Datum", "Mål")}
    kept, _found = review(client, as_file([{**few, "Antal": "5"}]))
    carry_out(client, kept)
    activity.refresh_from_db()
    assert (activity.count, activity.note, activity.reach) == (5, "Kvar", 7)


@pytest.mark.parametrize("version", ["0", "2", ""])
def test_a_row_that_somebody_changed_meanwhile_is_refused(client, world, version):
    make.activity(targets=[world.target], by=world.user)
    (row,) = lines(export(client))
    kept, found = review(client, as_file([{**row, "Antal": "5", "Version": version}]))
    assert "har ändrats sedan filen hämtades" in dict(found.first["faulty"][0].faults)["Version"]
    assert carry_out(client, kept).status_code == 422
    assert Activity.objects.get().count == 1


def test_keys_of_other_councils_and_withdrawn_activities_are_refused(client, world):
    elsewhere = make.activity(targets=[make.target()])
    gone = make.activity(targets=[world.target], by=world.user)
    (row,) = lines(export(client))
    withdraw_activity(activity=gone, by=world.user, version=1, reason="Fel")
    rows = [{**row, "Nyckel": elsewhere.key}, {**row, "Nyckel": "0" * 32}, {**row, "Version": "2", "Antal": "4"}]
    kept, found = review(client, as_file(rows))
    assert found.counts["faulty"] == 3
    foreign, missing, withdrawn = (one.faults for one in found.first["faulty"])
    assert foreign == missing
    assert "Återställ" in withdrawn[0][1] or "återställa" in withdrawn[0][1]
    assert carry_out(client, kept).status_code == 422
    elsewhere.refresh_from_db()
    assert elsewhere.version == 1


def test_what_another_organisation_logged_is_corrected_only_by_those_who_may(client, world):
    make.activity(targets=[world.target], by=world.user, organisation=world.municipal)
    client.force_login(make.person(Role.FIELD_USER, council=world.council, organisation=world.police))
    (row,) = lines(export(client))
    _kept, found = review(client, as_file([{**row, "Antal": "5"}]))
    assert "annan organisation" in found.first["faulty"][0].faults[0][1]
    _kept, found = review(client, as_file([row]))
    assert dict(found.counts) == {"unchanged": 1}


def test_somebody_elses_file_is_not_shown(client, world):
    kept = sent(client, f"{OURS}2019-03-14;Besök på torget;3;Lugnt\n")
    client.force_login(make.person(Role.FIELD_USER, council=world.council, organisation=world.police))
    for name in ("review_import", "map_import", "undo_import"):
        assert client.get(address(name, kept.pk)).status_code == 403
    for name in ("review_import", "give_up_import", "undo_import"):
        assert client.post(address(name, kept.pk)).status_code == 403


def test_one_key_on_two_rows_and_a_faulty_row_stop_everything(client, world):
    make.activity(targets=[world.target], by=world.user)
    (row,) = lines(export(client))
    kept, found = review(client, as_file([row, row, {**row, "Nyckel": "", "Antal": "två"}]))
    assert [(one.number, one.faults[0][0]) for one in found.first["faulty"]] == [(3, "Nyckel"), (4, "Antal")]
    answer = carry_out(client, kept)
    assert answer.status_code == 422
    assert "Rad 4" in answer.content.decode()
    assert Activity.objects.count() == 1


def test_personal_numbers_stop_and_phone_numbers_are_looked_at(client, world):
    kept, found = review(client, f"{OURS}2019-03-14;Besök på torget;1;19121212-1212\n")
    assert found.first["faulty"][0].faults[0][0] == "Anteckning"
    kept, found = review(client, f"{OURS}2019-03-14;Besök på torget;1;Ring 070-174 06 35\n")
    assert found.warnings == 1
    assert carry_out(client, kept).status_code == 422
    assert not Activity.objects.exists()
    carry_out(client, kept, looked_through="on")
    assert Activity.objects.count() == 1


def test_an_import_is_undone_as_a_whole_and_can_then_be_made_again(client, world):
    content = f"{OURS}2019-03-14;Besök på torget;3;Lugnt\n"
    kept = sent(client, content)
    carry_out(client, kept)
    activity = Activity.objects.get()
    assert client.post(address("undo_import", kept.pk)).status_code == 302
    activity.refresh_from_db()
    assert (activity.is_withdrawn, activity.credits.count(), activity.version) == (True, 0, 2)
    assert AuditEntry.objects.latest("pk").verb == "undo_import"
    client.post(address("restore_activity", activity.pk), {"version": 2, "restore_reason": "Rätt ändå"})
    assert activity.credits.get().target == world.target
    history = client.get(activity.get_absolute_url()).context["history"]
    assert [(one.heading, one.reason, one.differences) for one in history] == [
        ("Återställd", "Rätt ändå", []),
        ("Borttagen ur räkningen", "Inläsningen av filen ångrades.", []),
    ]
    _kept, found = review(client, content)
    assert dict(found.counts) == {"known": 1}


def test_more_than_is_withdrawn_at_a_time_is_undone_too(client, world, monkeypatch):
    monkeypatch.setattr(spreadsheets, "AT_A_TIME", 2)
    days = range(11, 16)
    kept = sent(client, OURS + "".join(f"2019-03-{day};Besök på torget;1;\n" for day in days))
    carry_out(client, kept)
    client.post(address("undo_import", kept.pk))
    kept.refresh_from_db()
    assert (kept.result["undone"], len(kept.result["tied"])) == (5, 5)
    assert not Activity.objects.filter(withdrawn_at=None).exists()


def test_after_undoing_the_same_rows_are_new(client, world):
    content = f"{OURS}2019-03-14;Besök på torget;3;Lugnt\n"
    for made in (1, 2, 3):
        kept, found = review(client, content)
        assert dict(found.counts) == {"added": 1}
        carry_out(client, kept)
        assert Activity.objects.count() == made
        client.post(address("undo_import", kept.pk))


def test_an_import_is_not_undone_when_something_has_been_changed_since(client, world):
    kept = sent(client, f"{OURS}2019-03-14;Besök på torget;3;Lugnt\n2019-03-15;Besök på torget;3;Lugnt\n")
    carry_out(client, kept)
    first = Activity.objects.latest_first().last()
    (row,) = [one for one in lines(export(client)) if one["Datum"] == "2019-03-14"]
    carry_out(client, sent(client, as_file([{**row, "Antal": "4"}])))
    answer = client.post(address("undo_import", kept.pk))
    assert answer.status_code == 409
    assert first.get_absolute_url() in answer.content.decode()
    assert not Activity.objects.exclude(withdrawn_at=None).exists()


def test_a_file_that_is_given_up_is_emptied_and_cannot_be_carried_out(client, world):
    kept = sent(client, f"{OURS}2019-03-14;Besök på torget;3;Lugnt\n")
    assert client.post(address("give_up_import", kept.pk)).status_code == 302
    kept.refresh_from_db()
    assert bytes(kept.content) == b""
    carry_out(client, kept)
    assert not Activity.objects.exists()


@pytest.mark.parametrize("by", ["a new file", "a given up file", "the command"])
def test_files_that_nobody_went_on_with_are_emptied_after_a_day(client, world, by):
    row = "2019-03-14;Besök på torget;3;Lugnt\n"
    kept, newer = sent(client, OURS + row), sent(client, OURS + row)
    aged = {"uploaded_at": kept.uploaded_at.replace(year=2019), "mapping": {"words": {"ord": []}}}
    SpreadsheetImport.objects.filter(pk=kept.pk).update(**aged)
    if by == "a new file":
        send(client, "not a file of ours")
    elif by == "a given up file":
        client.post(address("give_up_import", newer.pk))
    else:
        call_command("empty_old_imports")
        call_command("empty_old_imports")
    kept.refresh_from_db()
    assert (bytes(kept.content), kept.mapping, kept.result) == (b"", {}, {"given_up": True})


@pytest.mark.parametrize("end", ["nothing", "give_up_import"])
def test_what_was_never_read_in_is_not_undone(client, world, end):
    kept = sent(client, f"{OURS}2019-03-14;Besök på torget;3;Lugnt\n")
    if end != "nothing":
        client.post(address(end, kept.pk))
    answer = client.post(address("undo_import", kept.pk))
    assert answer.status_code == 409
    assert "inget att ångra" in answer.content.decode()
    kept.refresh_from_db()
    assert "undone" not in kept.result


def test_when_it_was_undone_is_kept(client, world):
    kept = sent(client, f"{OURS}2019-03-14;Besök på torget;3;Lugnt\n")
    carry_out(client, kept)
    client.post(address("undo_import", kept.pk))
    kept.refresh_from_db()
    assert datetime.fromisoformat(kept.result["undone_at"]) == Activity.objects.get().withdrawn_at


def test_who_acts_for_another_organisation_now_reads_in_and_undoes_nothing_for_the_old_one(client, world):
    user = make.person(Role.FIELD_USER, council=world.council, organisation=world.municipal)
    client.force_login(user)
    done, waiting = (sent(client, f"{OURS}2019-03-{day};Besök på torget;3;\n") for day in (14, 15))
    carry_out(client, done)
    Membership.objects.filter(user=user).update(organisation=world.police)
    assert carry_out(client, waiting).status_code == 403
    assert client.post(address("undo_import", done.pk)).status_code == 403
    assert Activity.objects.filter(withdrawn_at=None).count() == 1


def test_what_somebody_has_answered_for_is_not_asked_again_on_the_way_in(client, world):
    make.activity(targets=[world.target], by=world.user, note="19121212-1212, ring 070-174 06 35")
    (row,) = lines(export(client))
    kept, found = review(client, as_file([{**row, "Antal": "5"}]))
    assert (dict(found.counts), found.warnings) == ({"changed": 1}, 0)
    kept, found = review(client, as_file([{**row, "Anteckning": row["Anteckning"] + " 19121212-1220"}]))
    assert "Anteckning" in dict(found.first["faulty"][0].faults)


def test_the_log_tells_what_was_looked_through_and_not_what_it_said(client, world):
    kept = sent(client, f"{OURS}2019-03-14;Besök på torget;1;Ring 070-174 06 35\n")
    carry_out(client, kept, looked_through="on")
    details = AuditEntry.objects.latest("pk").details
    assert "phone" in str(details)
    assert "note" in str(details)
    assert "174" not in str(details)


def test_a_file_waits_for_its_activities_before_the_log_as_a_correction_does(client, world):
    for _ in range(2):
        make.activity(targets=[world.target], by=world.user)
    changed = sent(client, as_file([{**row, "Antal": "5"} for row in lines(export(client))]))
    added = sent(client, f"{OURS}2019-03-14;Besök på torget;3;Lugnt\n")
    carry_out(client, added)
    for name, kept in (("review_import", changed), ("undo_import", added)):
        with CaptureQueriesContext(connection) as asked:
            assert client.post(address(name, kept.pk)).status_code == 302
        asked = [query["sql"] for query in asked]
        if connection.vendor == "postgresql":
            asked = [sql for sql in asked if "FOR UPDATE" in sql]
        first, log = (
            next(place for place, sql in enumerate(asked) if f'FROM "{table}"' in sql and sql.startswith("SELECT"))
            for table in (Activity._meta.db_table, AuditChain._meta.db_table)
        )
        assert first < log


def test_what_others_changed_meanwhile_stops_only_rows_that_the_file_changes_too(client, world):
    activity, other = (make.activity(targets=[world.target], by=world.user, note=note) for note in ("ett", "två"))
    rows = lines(export(client))
    correct_activity(
        activity=activity,
        by=world.user,
        version=1,
        targets=[world.target],
        parties=[world.police],
        note="rättat",
    )
    kept, found = review(
        client, as_file([{**row, "Antal": "5"} if row["Anteckning"] == "två" else row for row in rows])
    )
    assert dict(found.counts) == {"changed": 1, "unchanged": 1}
    assert carry_out(client, kept).status_code == 302
    activity.refresh_from_db()
    other.refresh_from_db()
    assert (activity.note, activity.version, other.count) == ("rättat", 2, 5)
    _kept, found = review(client, as_file([{**row, "Antal": "7"} for row in rows]))
    assert dict(found.counts) == {"faulty": 2}
