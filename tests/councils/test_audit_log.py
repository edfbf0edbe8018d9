"""The audit log: one line for each act, chained, with who stood for it, and never changed."""

import threading
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from councils import append_only, audit
from councils.chain import COLUMNS, FORMAT, GENESIS, canonical, digest, plain
from councils.models import AuditChain, AuditEntry
from councils.roles import Role
from councils.verifying import verify
from tests import factories as make
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def act(council, user=None, number=1):
    return audit.record(council=council, by=user or make.user(), verb="try", of=council, number=number)


def lines_of(council):
    return list(AuditEntry.objects.filter(council=council).order_by("sequence"))


# The chain


def test_lines_are_numbered_and_each_carries_the_hash_of_the_one_before():
    council, other, user = make.council(), make.council(), make.user()
    for number in range(3):
        act(council, user, number)
        act(other, user, number)
        audit.record(by=user, verb="sign_in")
    for chain in (council, other, None):
        lines = lines_of(chain)
        assert [line.sequence for line in lines] == [1, 2, 3]
        assert [line.previous_sha256 for line in lines] == [GENESIS, lines[0].sha256, lines[1].sha256]
        assert [line.sha256 for line in lines] == [digest(vars(line)) for line in lines]
        kept = AuditChain.objects.get(council=chain)
        assert (kept.length, kept.head) == (3, lines[-1].sha256)


def test_the_hash_is_of_every_column_but_itself_and_where_the_row_lies():
    columns = {field.attname for field in AuditEntry._meta.concrete_fields}
    assert columns - set(COLUMNS[FORMAT]) == {"id", "sha256"}
    assert set(COLUMNS[FORMAT]) <= columns


def test_a_change_of_any_column_is_another_hash():
    line = vars(act(make.council()))
    others = {"at": line["at"] + timedelta(microseconds=1), "details": {"number": 2}, "object_id": 0}
    for name in COLUMNS[FORMAT]:
        if name != "format":
            changed = {**line, name: others.get(name, 17)}
            assert digest(changed) != digest(line), name
    with pytest.raises(KeyError):
        digest({**line, "format": 0})


def test_the_spelling_is_one_whatever_the_order_and_the_time_zone():
    line = vars(act(make.council()))
    turned = dict(reversed(line.items())) | {"details": {"b": 1, "a": 2}}
    local = {**line, "at": line["at"].astimezone(), "details": {"a": 2, "b": 1}}
    assert canonical(turned) == canonical(local)
    assert b'"at":"20' in canonical(turned)
    whole = {**line, "at": datetime(2019, 5, 6, tzinfo=UTC)}
    assert b"2019-05-06T00:00:00.000000+00:00" in canonical(whole)


def test_details_are_stored_as_plain_values_and_a_row_is_refused():
    values = {"day": date(2019, 5, 6), "role": Role.MEMBER, "share": Decimal("0.50"), "ids": {3, 1}, "none": None}
    assert plain(values) == {"day": "2019-05-06", "role": "member", "share": "0.50", "ids": [1, 3], "none": None}
    council = make.council()
    audit.record(council=council, verb="try", of=council, part=0.1, big=10**30, **values)
    assert not verify(slugs=[council.slug]).faults
    with pytest.raises(TypeError, match="not a plain value"):
        audit.record(council=council, verb="try", user=make.user())
    assert len(lines_of(council)) == 1


def test_the_time_is_the_act_s_own():
    with time_machine.travel("2019-05-06T12:00:00.123456+02:00", tick=False):
        line = act(make.council())
    line.refresh_from_db()
    assert line.at == datetime(2019, 5, 6, 10, 0, 0, 123456, tzinfo=UTC)


def test_a_council_and_the_site_have_one_chain_each():
    council = make.council()
    act(council)
    audit.record(verb="sign_in_failed")
    for one in (council, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            AuditChain.objects.create(council=one)
    assert AuditChain.objects.count() == 2


# Who


def test_a_line_says_in_which_role_and_for_which_organisation_somebody_acted():
    membership = make.member(Role.POLICE_MANAGER)
    line = act(membership.council, membership.user)
    assert (line.actor_role, line.organisation) == ("police_manager", membership.organisation)
    make.member(Role.MEMBER, council=membership.council, user=membership.user, organisation=membership.organisation)
    assert act(membership.council, membership.user).actor_role == "member,police_manager"


def test_a_role_in_another_council_or_of_another_day_is_not_named():
    user = make.person(Role.COORDINATOR)
    over = make.member(Role.MEMBER, user=user, to_day=date(2019, 12, 31))
    for council in (make.council(), over.council):
        line = act(council, user)
        assert (line.actor_role, line.organisation_id) == ("", None)


def test_a_line_costs_the_same_few_queries_however_long_the_log_is(django_assert_num_queries):
    membership = make.member()
    for number in range(20):
        act(membership.council, membership.user, number)
    with transaction.atomic(), django_assert_num_queries(4):  # chain, standing, line, chain
        act(membership.council, membership.user)


def test_lines_of_one_request_carry_its_id_and_the_answer_does_not(client):
    person = make.person(Role.FIELD_USER)
    council = person.memberships.get().council
    client.force_login(person)
    asked = [client.get(f"/{council.slug}/logg/") for _ in range(2)]
    ids = [line.request_id for line in lines_of(council) if line.verb == "refuse"]
    assert len(set(ids)) == 2
    assert all(len(one) == 36 for one in ids)
    assert not any(one.encode() in answer.content + answer.serialize_headers() for one in ids for answer in asked)
    assert act(council).request_id == ""


# Append-only


def change(line):
    line.verb = "other"
    AuditEntry.objects.bulk_update([line], ["verb"])


def insert_over(line):
    what = {"update_conflicts": True, "unique_fields": ["id"], "update_fields": ["verb"]}
    AuditEntry.objects.bulk_create([copy_of(line, pk=line.pk)], **what)


WRITES = {
    "update": lambda line: AuditEntry.objects.filter(pk=line.pk).update(verb="other"),
    "delete": lambda line: AuditEntry.objects.filter(pk=line.pk).delete(),
    "bulk update": change,
    "insert with the same number": lambda line: AuditEntry.objects.bulk_create([copy_of(line)]),
    "insert over": insert_over,
    "SQL update": lambda line: sql("UPDATE councils_auditentry SET object_id = NULL"),
    "SQL delete": lambda line: sql("DELETE FROM councils_auditentry WHERE sequence = 1"),
    "delete the chain": lambda line: AuditChain.objects.all().delete(),
    "make the chain longer": lambda line: AuditChain.objects.update(length=7),
    "make the chain shorter": lambda line: sql("UPDATE councils_auditchain SET length = 0"),
    "another head": lambda line: sql("UPDATE councils_auditchain SET head = %s", GENESIS),
    "SQL delete the chain": lambda line: sql("DELETE FROM councils_auditchain"),
}


@pytest.mark.parametrize("way", WRITES)
def test_the_database_refuses_to_change_or_take_away_a_line(way):
    line = act(make.council())
    with pytest.raises(IntegrityError), transaction.atomic():
        WRITES[way](line)
    assert AuditEntry.objects.get().verb == "try"
    assert not verify().faults


def test_each_database_s_own_way_around_is_refused():
    line = act(make.council())
    if connection.vendor == "sqlite":
        columns = ", ".join(field.column for field in AuditEntry._meta.concrete_fields)
        replace = f"INSERT OR REPLACE INTO councils_auditentry ({columns}) SELECT {columns} FROM councils_auditentry"
        ways = [replace, "REPLACE INTO councils_auditchain SELECT * FROM councils_auditchain"]
    else:
        ways = ["TRUNCATE councils_auditentry", "TRUNCATE councils_auditchain", "TRUNCATE councils_council CASCADE"]
    for way in ways:
        with pytest.raises(IntegrityError), transaction.atomic():
            connection.check_constraints()
            sql(way)
    assert AuditEntry.objects.get().pk == line.pk


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def copy_of(line, pk=None):
    values = {field.attname: getattr(line, field.attname) for field in AuditEntry._meta.concrete_fields}
    return AuditEntry(**{**values, "id": pk, "verb": "other"})


def test_every_trigger_stands_after_all_migrations():
    assert append_only.missing(connection) == []


def test_a_trigger_that_is_gone_is_missed():
    append_only.remove(connection)
    names = append_only.missing(connection)
    assert len(names) >= 5
    assert {fault.source for fault in verify().faults} == set(names)
    append_only.install(connection)
    assert append_only.missing(connection) == []


def test_a_trigger_that_does_nothing_is_missed():
    if connection.vendor == "sqlite":
        sql("DROP TRIGGER audit_log_no_delete")
        sql("CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON councils_auditentry BEGIN SELECT 1; END")
        assert append_only.missing(connection) == ["audit_log_no_delete"]
    else:
        sql("ALTER TABLE councils_auditentry DISABLE TRIGGER audit_log_no_update")
        assert append_only.missing(connection) == ["audit_log_no_update"]
        sql(
            "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS"
            " $$BEGIN RETURN COALESCE(NEW, OLD); END;$$"
        )
        assert len(append_only.missing(connection)) == 5


# In the same transaction as the act


def test_an_act_that_is_rolled_back_leaves_no_line_and_the_next_takes_its_number():
    council = make.council()
    act(council)
    with pytest.raises(RuntimeError), transaction.atomic():
        act(council)
        raise RuntimeError("the act failed after its line")
    act(council)
    assert [line.sequence for line in lines_of(council)] == [1, 2]
    assert not verify().faults


@pytest.mark.django_db(transaction=True)
def test_acts_at_the_same_moment_are_chained_one_after_the_other():
    council, user = make.council(), make.user()
    failures = []

    def ten_acts():
        try:
            for number in range(10):
                with transaction.atomic():
                    act(council, user, number)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=ten_acts) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [line.sequence for line in lines_of(council)] == list(range(1, 81))
    assert not verify().faults


# Coming and going


@pytest.fixture
def person():
    return make.person(Role.COORDINATOR, user=make.user(email="anna@example.org", password=PASSWORD))


def sign_in(client, email, password):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_signing_in_and_out_is_logged_on_the_site(client, person):
    assert sign_in(client, "anna@example.org", PASSWORD).status_code == 302
    client.post(reverse("account_logout"))
    assert [(line.verb, line.actor) for line in lines_of(None)] == [("sign_in", person), ("sign_out", person)]


def test_a_failed_sign_in_is_logged_without_password_and_without_an_unknown_address(client, person):
    sign_in(client, "Anna@example.org", "fel lösenord 1")
    sign_in(client, "ingen@example.org", "fel lösenord 2")
    known, unknown = lines_of(None)
    assert (known.verb, known.actor, known.object_type, known.object_id) == ("sign_in_failed", None, "user", person.pk)
    assert (unknown.verb, unknown.object_type, unknown.object_id) == ("sign_in_failed", "", None)
    everything = str([vars(line) for line in (known, unknown)])
    assert "lösenord" not in everything
    assert "ingen@" not in everything


# Refusals


def test_a_refusal_in_a_council_says_who_which_right_and_which_page(client):
    person = make.person(Role.OFFICIAL)
    council = person.memberships.get().council
    client.force_login(person)
    assert client.get(reverse("followup:log", args=[council.slug]) + "?hemligt=1").status_code == 403
    line = lines_of(council)[-1]
    assert (line.verb, line.actor, line.actor_role) == ("refuse", person, "official")
    assert line.details == {"permission": "log_activity", "route": "followup:log"}


def test_trying_another_council_or_one_that_is_none_is_logged_on_the_site_and_nowhere_else(client):
    person, other = make.person(Role.COORDINATOR), make.person(Role.COORDINATOR).memberships.get().council
    before = AuditChain.objects.get(council=other).head
    client.force_login(person)
    for slug in (other.slug, "finns-inte"):
        assert client.get(reverse("councils:council", args=[slug])).status_code == 404
    foreign, missing = lines_of(None)
    assert (foreign.verb, foreign.actor, foreign.object_type, foreign.object_id) == (
        "refuse",
        person,
        "council",
        other.pk,
    )
    assert (missing.verb, missing.object_type, missing.object_id) == ("refuse", "", None)
    assert AuditChain.objects.get(council=other).head == before


def test_a_page_that_is_missing_and_a_visitor_who_is_not_signed_in_are_not_logged(client):
    council = make.council()
    assert client.get(reverse("councils:council", args=[council.slug])).status_code == 302
    person = make.person(Role.COORDINATOR)
    client.force_login(person)
    own = person.memberships.get().council
    before = AuditEntry.objects.count()
    assert client.get(reverse("followup:evidence", args=[own.slug, 999])).status_code == 404
    assert client.get("/finns/inte/alls/").status_code == 404
    assert AuditEntry.objects.count() == before


def test_a_flood_in_one_council_hides_no_refusal_in_another():
    person = make.person(Role.OFFICIAL)
    other = make.member(Role.OFFICIAL, user=person)
    client = Client()
    client.force_login(person)
    for _ in range(audit.MOST_REFUSALS + 3):
        client.get(reverse("followup:log", args=[person.memberships.first().council.slug]))
    client.get(reverse("followup:log", args=[other.council.slug]))
    assert lines_of(other.council)[-1].verb == "refuse"


def test_a_flood_of_refusals_ends_with_one_line_that_says_so():
    person, other = make.person(Role.OFFICIAL), make.person(Role.OFFICIAL)
    client = Client()
    address = reverse("councils:council", args=["finns-inte"])
    with time_machine.travel("2019-05-06T12:00:00+02:00", tick=False) as clock:
        client.force_login(person)
        for _ in range(audit.MOST_REFUSALS + 10):
            client.get(address)
        lines = lines_of(None)
        assert len(lines) == audit.MOST_REFUSALS + 1
        assert [line.details == {"more_follow": True} for line in lines] == [False] * audit.MOST_REFUSALS + [True]
        client.force_login(other)
        client.get(address)
        assert len(lines_of(None)) == audit.MOST_REFUSALS + 2
        clock.shift(timedelta(hours=1, minutes=1))
        client.force_login(person)
        client.get(address)
        assert len(lines_of(None)) == audit.MOST_REFUSALS + 3


def test_a_refusal_that_cannot_be_logged_is_a_refusal_all_the_same(client, caplog):
    person = make.person(Role.OFFICIAL)
    council = person.memberships.get().council
    client.force_login(person)
    connection.check_constraints()
    sql("ALTER TABLE councils_auditentry RENAME TO elsewhere")
    assert client.get(reverse("followup:log", args=[council.slug])).status_code == 403
    assert "could not be logged" in caplog.text
