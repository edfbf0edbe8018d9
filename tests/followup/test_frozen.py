"""What both parties have approved stands, whoever asks: the database itself refuses to change or remove it."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from councils.roles import Role
from followup import frozen
from followup.models import Approval, Delivery, Summary, SummaryDocument, SummaryText
from tests import factories as make
from tests.conftest import rolled_back

AT = datetime(2020, 1, 20, 12, tzinfo=UTC)
MODELS = (Summary, SummaryText, Approval, SummaryDocument, Delivery)


@pytest.fixture(scope="module")
def approved(django_db_setup, django_db_blocker):
    """A frozen summary with all that stands with it, and a draft beside it."""
    with django_db_blocker.unblock(), rolled_back():
        promise_set = make.promise_set(slug="2019")
        promise = make.promise(section=make.section(promise_set=promise_set))
        make.target(promise=promise)
        council = promise_set.council
        people = {
            "municipality": make.person(Role.COORDINATOR, council=council),
            "police": make.person(Role.POLICE_MANAGER, council=council),
        }
        make.text(promise=promise, by=people["police"], police_did="Vi gick en runda.")
        summary = make.approved(promise_set, **people, at=AT)
        delivery = Delivery.objects.create(
            summary=summary,
            office="Kommunalrådet",
            way="email",
            delivered_on=date(2020, 1, 31),
            delivered_by=people["police"],
        )
        draft = make.summary(promise_set=promise_set, slug="2019_2", edition=2)
        draft_text = SummaryText.objects.create(summary=draft, part="introduction", text="Utkast")
        yield SimpleNamespace(
            summary=summary,
            text=summary.texts.filter(part="police_did").get(),
            approval=summary.approvals.first(),
            document=summary.documents.first(),
            delivery=delivery,
            draft=draft,
            draft_text=draft_text,
            user=people["police"],
        )


@pytest.fixture(autouse=True)
def undone(db, approved):
    """What a test changes is undone; the rows it uses are read anew."""
    for row in vars(approved).values():
        row.refresh_from_db()


ROWS = dict(zip(MODELS, ("summary", "text", "approval", "document", "delivery"), strict=True))


def row_of(approved, model):
    return getattr(approved, ROWS[model])


def everything():
    """All that stands, as the database has it."""
    rows = {model: list(model.objects.order_by("pk").values_list()) for model in MODELS}
    return {
        model: [[bytes(one) if isinstance(one, memoryview) else one for one in row] for row in rows[model]]
        for model in rows
    }


def other(field, value):
    """Another value that the column could hold."""
    if field.is_relation:
        return None if field.null and value is not None else 999_999
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, datetime):
        return value.replace(year=2021)
    if isinstance(value, date):
        return value.replace(year=2021)
    if isinstance(value, str):
        return f"{value[:3]}x"
    if isinstance(value, dict):
        return {**value, "municipality": "En annan"}
    if isinstance(value, bytes | memoryview):
        return b"%PDF-"
    return "00000000-0000-4000-8000-000000000000" if field.get_internal_type() == "UUIDField" else date(2021, 1, 1)


COLUMNS = [
    (model, field.attname)
    for model in MODELS
    for field in model._meta.concrete_fields
    if field.column not in frozen.LEFT_OPEN.get(model._meta.db_table, ())
]


def refused(write):
    """The database says no, and nothing is changed."""
    before = everything()
    with pytest.raises(IntegrityError, match="stands as it is"), transaction.atomic():
        write()
    assert everything() == before


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_every_column_either_stands_or_is_left_open():
    for table in frozen.STANDS:
        model = next(one for one in MODELS if one._meta.db_table == table)
        columns = {field.column for field in model._meta.concrete_fields}
        assert columns == {*frozen.STANDS[table], *frozen.LEFT_OPEN[table]}
        assert not set(frozen.STANDS[table]) & set(frozen.LEFT_OPEN[table])


@pytest.mark.parametrize(("model", "column"), COLUMNS, ids=lambda part: getattr(part, "__name__", part))
def test_no_column_of_what_stands_can_be_changed_by_an_update(approved, model, column):
    row = row_of(approved, model)
    field = next(one for one in model._meta.concrete_fields if one.attname == column)
    value = other(field, getattr(row, column))
    assert value != getattr(row, column)
    refused(lambda: model.objects.filter(pk=row.pk).update(**{column: value}))


def bulk_update(model, row):
    field = "approved_at" if model is Approval else "made_at" if model is SummaryDocument else "note"
    field = {Summary: "name", SummaryText: "text"}.get(model, field)
    setattr(row, field, timezone.now() if field.endswith("_at") else "Något annat")
    model.objects.bulk_update([row], [field])


def insert_over(model, row):
    names = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    wanted = {"update_conflicts": True, "unique_fields": ["id"], "update_fields": names}
    setattr(row, "version" if model is SummaryText else "sha256" if hasattr(row, "sha256") else "note", "1" * 60)
    if model is SummaryText:
        row.version = 77
    model.objects.bulk_create([row], **wanted)


WAYS = {
    "save": lambda model, row: (setattr(row, "summary_id" if model is not Summary else "name", 999_999), row.save()),
    "delete": lambda model, row: model.objects.filter(pk=row.pk)._raw_delete(using="default"),
    "delete of the row": lambda model, row: row.delete(),
    "bulk update": bulk_update,
    "insert over": insert_over,
    "SQL update": lambda model, row: sql(f"UPDATE {model._meta.db_table} SET id = id + 1000 WHERE id = %s", row.pk),
    "SQL delete": lambda model, row: sql(f"DELETE FROM {model._meta.db_table} WHERE id = %s", row.pk),
    "SQL delete of all": lambda model, row: sql(f"DELETE FROM {model._meta.db_table}"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("model", MODELS)
def test_every_way_to_write_is_refused(approved, model, way):
    row = model.objects.get(pk=row_of(approved, model).pk)
    if model is Summary and way == "delete of the row":
        # Django asks what hangs on it first, and refuses for that already.
        with pytest.raises(IntegrityError), transaction.atomic():
            row.delete()
        return
    refused(lambda: WAYS[way](model, row))


def copied(table, row, **changes):
    """A statement that writes the row once more, with other values in some columns."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE id = %s", [row.pk])
        columns = [column.name if hasattr(column, "name") else column[0] for column in cursor.description]
    chosen = ", ".join(changes.get(column, column) for column in columns)
    return f"REPLACE INTO {table} ({', '.join(columns)}) SELECT {chosen} FROM {table} WHERE id = {row.pk}"


def crowding_out(approved):
    """Statements that SQLite would obey by deleting what stands, without asking the trigger for deletes."""
    free, draft = "(SELECT 1000 + MAX(id) FROM {})", approved.draft.pk
    for model in MODELS:
        table, row = model._meta.db_table, row_of(approved, model)
        yield copied(table, row)  # the same number
        yield copied(table, row, id=free.format(table))  # the same key
    table, text = SummaryText._meta.db_table, approved.text.pk
    yield copied(table, approved.text, summary_id=str(draft))  # the number of what stands, in the draft
    yield f"UPDATE OR REPLACE {table} SET id = {text} WHERE id = {approved.draft_text.pk}"
    yield f"UPDATE OR REPLACE {table} SET summary_id = {approved.summary.pk} WHERE id = {approved.draft_text.pk}"
    yield f"UPDATE OR REPLACE followup_summary SET slug = '' WHERE id = {draft}"
    yield f"UPDATE OR REPLACE followup_summary SET id = {approved.summary.pk} WHERE id = {draft}"


def test_each_database_s_own_way_around_is_refused(approved):
    if connection.vendor == "sqlite":
        ways = list(crowding_out(approved))
    else:
        ways = [f"TRUNCATE {model._meta.db_table} CASCADE" for model in MODELS]
        ways.append("TRUNCATE councils_council CASCADE")
    for way in ways:
        if connection.vendor != "sqlite":
            with pytest.raises(IntegrityError), transaction.atomic():
                connection.check_constraints()
                sql(way)
        else:
            refused(lambda way=way: sql(way))


def test_nothing_can_be_added_to_what_is_approved(approved):
    refused(lambda: SummaryText.objects.create(summary=approved.summary, part="situation", text="Efteråt"))
    refused(lambda: SummaryText.objects.filter(pk=approved.draft_text.pk).update(summary=approved.summary))
    refused(
        lambda: Approval.objects.bulk_create(
            [Approval(summary=approved.summary, party="other", approved_by=approved.user, approved_at=AT)]
        )
    )


def test_a_summary_cannot_be_thawed(approved):
    thawed = {"frozen_at": None, "snapshot": None, "sha256": "", "code": ""}
    refused(lambda: Summary.objects.filter(pk=approved.summary.pk).update(**thawed))


def test_a_new_snapshot_with_the_right_digest_is_refused_too(approved):
    new = {**approved.summary.snapshot, "counts": []}
    refused(lambda: Summary.objects.filter(pk=approved.summary.pk).update(snapshot=new, sha256="0" * 64))


def test_what_comes_afterwards_is_left_open(approved):
    summary = approved.summary
    summary.published_at, summary.published_by = timezone.now(), approved.user
    summary.registry_number, summary.police_registry_number, summary.retention = "KS 2020/1", "A1", "10"
    summary.save()  # as actions write: every column, the others as they were
    summary.refresh_from_db()
    assert (summary.registry_number, summary.retention) == ("KS 2020/1", "10")


def test_a_delivery_is_acknowledged_once(approved):
    delivery = approved.delivery
    delivery.acknowledged_on, delivery.acknowledged_by = date(2020, 2, 3), approved.user
    delivery.save()
    refused(lambda: Delivery.objects.filter(pk=delivery.pk).update(acknowledged_on=None, acknowledged_by=None))
    refused(lambda: Delivery.objects.filter(pk=delivery.pk).update(acknowledged_on=date(2020, 2, 4)))


def test_a_draft_is_written_as_before(approved):
    approved.draft_text.text = "Nytt"
    approved.draft_text.save()
    approved.draft.name = "Nytt namn"
    approved.draft.save()
    assert Summary.objects.filter(pk=approved.draft.pk).delete()


def test_every_trigger_stands_after_all_migrations():
    assert frozen.missing(connection) == []


def test_a_trigger_that_is_gone_or_does_nothing_is_missed(approved):
    connection.check_constraints()  # else PostgreSQL has checks waiting, and alters nothing
    if connection.vendor == "sqlite":
        sql("DROP TRIGGER delivery_no_delete")
        sql("CREATE TRIGGER delivery_no_delete BEFORE DELETE ON followup_delivery BEGIN SELECT 1; END")
    else:
        sql("ALTER TABLE followup_delivery DISABLE TRIGGER delivery_no_delete")
    assert frozen.missing(connection) == ["delivery_no_delete"]
    frozen.remove(connection)
    assert len(frozen.missing(connection)) >= 12
    frozen.install(connection)
    assert frozen.missing(connection) == []
