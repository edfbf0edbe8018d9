"""`manage.py verify_log` finds what was done to the audit log behind its triggers."""

import json
from contextlib import contextmanager
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F

from councils import append_only, audit
from councils.chain import GENESIS, digest
from councils.models import AuditChain, AuditEntry
from councils.roles import Role
from councils.verifying import SITE
from followup import frozen as triggers
from followup.document.pdf import summary_pdf
from followup.models import Summary
from tests import factories as make
from tests.followup.document.reading import pages

pytestmark = pytest.mark.django_db

COUNCILS, ACTS = ("arjeplog", "haparanda", "overkalix"), 8


@pytest.fixture
def councils():
    """Three councils whose acts, and those on the site, were written in turn."""
    user = make.user()
    councils = [make.council(slug=slug) for slug in COUNCILS]
    for number in range(ACTS):
        for council in councils:
            audit.record(council=council, by=user, verb="try", of=council, number=number)
        audit.record(by=user, verb="sign_in")
    return councils


def verify_log(*arguments):
    """(exit code, what it said)"""
    out = StringIO()
    try:
        call_command("verify_log", *arguments, stdout=out)
    except SystemExit as stop:
        return stop.code, out.getvalue()
    return 0, out.getvalue()


def faults(*arguments):
    code, said = verify_log(*arguments, "--json")
    found = json.loads(said)["faults"]
    assert code == (1 if found else 0)
    return {(fault["chain"], fault["kind"], fault["sequence"]) for fault in found}


@contextmanager
def behind_the_triggers():
    connection.check_constraints()  # else PostgreSQL has checks waiting, and alters nothing
    append_only.remove(connection)
    triggers.remove(connection)
    yield
    connection.check_constraints()
    append_only.install(connection)
    triggers.install(connection)


def lines(council):
    return AuditEntry.objects.filter(council=council).order_by("sequence")


def line(council, sequence):
    return AuditEntry.objects.filter(council=council, sequence=sequence)


def test_an_untouched_log_holds(councils):
    code, said = verify_log()
    assert code == 0
    assert "Alla kedjor håller." in said
    for council in councils:
        assert f"{council.slug}:{ACTS}:{lines(council).last().sha256}" in said
    assert f"{SITE}:{ACTS}:" in said
    assert faults() == set()


CHANGED = {
    "council_id": None,
    "at": datetime(2019, 5, 6, tzinfo=UTC),
    "actor_id": None,
    "actor_role": "coordinator",
    "verb": "other",
    "object_type": "user",
    "object_id": -1,
    "details": {"number": 99},
    "request_id": "1",
    "previous_sha256": GENESIS,
    "sha256": "f" * 64,
    "format": 2,
    "sequence": 1000,
    "organisation_id": "made in the test",
}


def test_every_column_is_tried():
    assert CHANGED.keys() == {field.attname for field in AuditEntry._meta.concrete_fields} - {"id"}


@pytest.mark.parametrize("column", CHANGED)
def test_one_column_changed_is_found(councils, column):
    value = CHANGED[column]
    if column == "organisation_id":
        value = make.organisation().pk
    with behind_the_triggers():
        if column == "council_id":
            AuditEntry.objects.filter(council=None).update(sequence=F("sequence") + 1000)
        line(councils[0], 3).update(**{column: value})
    assert {place for place, _, _ in faults()} & {COUNCILS[0]}


def take_from_the_middle(council, other):
    line(council, 4).delete()
    return {("missing", 5), ("unlinked", 5)}


def take_from_the_end(council, other):
    lines(council).filter(sequence__gt=5).delete()
    return {("cut", 6)}


def take_from_the_end_and_shorten_the_chain(council, other):
    lines(council).filter(sequence__gt=5).delete()
    AuditChain.objects.filter(council=council).update(length=5)
    return {("head", 5)}


def insert(council, other):
    for one in lines(council).filter(sequence__gt=3).order_by("-sequence"):
        line(council, one.sequence).update(sequence=one.sequence + 1)
    new = forged(line(council, 3).get(), sequence=4, previous_sha256=line(council, 3).get().sha256)
    AuditEntry.objects.bulk_create([new])
    return {("unlinked", 5), ("changed", 5), ("disorder", 5), ("head", 8), ("surplus", 9)}


def add_at_the_end(council, other):
    last = lines(council).last()
    AuditEntry.objects.bulk_create([forged(last, sequence=last.sequence + 1, previous_sha256=last.sha256)])
    return {("surplus", 9)}


def swap(council, other):
    first, second = line(council, 3).get(), line(council, 4).get()
    line(council, 3).update(sequence=1000)
    line(council, 4).update(sequence=3)
    AuditEntry.objects.filter(pk=first.pk).update(sequence=4)
    assert line(council, 3).get().pk == second.pk
    return {("unlinked", 3), ("changed", 3), ("disorder", 4)}


def swap_what_they_say(council, other):
    first, second = line(council, 3).get(), line(council, 4).get()
    for one, said in ((first, second), (second, first)):
        AuditEntry.objects.filter(pk=one.pk).update(details=said.details, at=said.at)
    return {("changed", 3)}


def move_to_another_council(council, other):
    AuditEntry.objects.filter(council=other).filter(sequence__gt=4).update(sequence=F("sequence") + 1000)
    line(council, 5).update(council=other)
    return {("missing", 6), ("unlinked", 6)}


def move_the_time(council, other):
    line(council, 2).update(at=datetime(2019, 1, 1, tzinfo=UTC))
    return {("changed", 2)}


def empty(council, other):
    lines(council).delete()
    return {("cut", 1)}


def forget_the_chain(council, other):
    AuditChain.objects.filter(council=council).delete()
    return {("no_chain", 1)}


def rewrite_without_the_chain(council, other):
    rewrite(council, 4)
    return {("head", 8)}


TAMPERINGS = [
    take_from_the_middle,
    take_from_the_end,
    take_from_the_end_and_shorten_the_chain,
    insert,
    add_at_the_end,
    swap,
    swap_what_they_say,
    move_to_another_council,
    move_the_time,
    empty,
    forget_the_chain,
    rewrite_without_the_chain,
]


@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda tamper: tamper.__name__)
def test_tampering_is_found_at_its_place_and_its_kind_is_named_once(councils, tamper):
    with behind_the_triggers():
        expected = tamper(councils[0], councils[1])
    found = faults()
    assert {(kind, sequence) for place, kind, sequence in found if place == COUNCILS[0]} == expected
    assert not {place for place, _, _ in found} - {COUNCILS[0], COUNCILS[1]}
    if tamper is not move_to_another_council:
        assert {place for place, _, _ in found} == {COUNCILS[0]}
        assert faults("--council", COUNCILS[1]) == set()
    code, said = verify_log("--council", COUNCILS[0])
    assert code == 1
    assert "FEL: arjeplog, rad" in said


def forged(entry, **changes):
    """A line that is right in itself."""
    values = {field.attname: getattr(entry, field.attname) for field in AuditEntry._meta.concrete_fields}
    made = AuditEntry(**{**values, "id": None, **changes})
    made.sha256 = digest(vars(made))
    return made


def rewrite(council, start):
    """Another story from a line on, with every hash made anew."""
    previous = line(council, start - 1).get().sha256
    for one in lines(council).filter(sequence__gte=start):
        one.details, one.previous_sha256 = {"number": -1}, previous
        previous = digest(vars(one))
        line(council, one.sequence).update(details=one.details, previous_sha256=one.previous_sha256, sha256=previous)
    return previous


def test_a_chain_rewritten_with_its_head_is_found_by_a_head_kept_elsewhere(councils):
    kept = f"{COUNCILS[0]}:6:{line(councils[0], 6).get().sha256}"
    before = f"{COUNCILS[0]}:3:{line(councils[0], 3).get().sha256}"
    assert faults("--head", kept, "--head", before) == set()
    with behind_the_triggers():
        AuditChain.objects.filter(council=councils[0]).update(head=rewrite(councils[0], 4))
    assert faults() == set()  # nothing inside the database can tell
    assert faults("--head", before) == set()
    assert faults("--head", kept) == {(COUNCILS[0], "rewritten", 6)}
    assert "(--head)" in verify_log("--head", kept)[1]


def test_a_chain_emptied_with_its_length_is_found_by_a_head_kept_elsewhere(councils):
    kept = f"{COUNCILS[0]}:6:{line(councils[0], 6).get().sha256}"
    with behind_the_triggers():
        lines(councils[0]).delete()
        AuditChain.objects.filter(council=councils[0]).delete()
    assert faults() == set()
    assert faults("--head", kept) == {(COUNCILS[0], "cut", 1)}


@pytest.fixture
def frozen():
    promise_set = make.promise_set(slug="2019")
    make.target(promise=make.promise(section=make.section(promise_set=promise_set)))
    council = promise_set.council
    people = {
        "municipality": make.person(Role.COORDINATOR, council=council),
        "police": make.person(Role.POLICE_MANAGER, council=council),
    }
    return make.approved(promise_set, **people, at=datetime(2020, 1, 20, 12, tzinfo=UTC))


def test_an_approved_summary_keeps_the_head_as_it_was_at_freezing(frozen):
    council, head = frozen.promise_set.council, frozen.snapshot["log_head"]
    freezing = AuditEntry.objects.get(council=council, verb="freeze_summary")
    assert head == {"sequence": freezing.sequence - 1, "sha256": freezing.previous_sha256}
    assert line(council, head["sequence"]).get().verb == "approve_summary"
    assert faults() == set()


def test_a_chain_rewritten_with_its_head_is_found_by_an_approved_summary(frozen):
    council, head = frozen.promise_set.council, frozen.snapshot["log_head"]
    with behind_the_triggers():
        AuditChain.objects.filter(council=council).update(head=rewrite(council, head["sequence"]))
    assert faults() == {(council.slug, "rewritten", head["sequence"])}
    assert "sammanställningen 2019" in verify_log()[1]


def test_a_summary_frozen_before_heads_were_kept_is_passed_by(frozen):
    snapshot = {name: value for name, value in frozen.snapshot.items() if name != "log_head"}
    with behind_the_triggers():
        Summary.objects.filter(pk=frozen.pk).update(snapshot=snapshot)
    assert faults() == set()


def test_a_missing_trigger_is_named(councils):
    connection.check_constraints()
    append_only.remove(connection)
    found = json.loads(verify_log("--json")[1])["faults"]
    assert {fault["kind"] for fault in found} == {"trigger"}
    assert "audit_log_no_update" in {fault["source"] for fault in found}


def test_a_line_that_cannot_be_read_is_a_fault_and_no_crash(councils):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL stores no time that is none")
    with behind_the_triggers(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE councils_auditentry SET at = 'igår' WHERE sequence = 3 AND council_id = %s", [councils[0].pk]
        )
    assert (COUNCILS[0], "unreadable", 3) in faults() or (COUNCILS[0], "changed", 3) in faults()


@pytest.mark.parametrize(
    "arguments", [["--council", "finns-inte"], ["--head", "arjeplog"], ["--head", "arjeplog:0:" + "a" * 64]]
)
def test_a_wrong_argument_is_said(councils, arguments):
    with pytest.raises(CommandError):
        verify_log(*arguments)


def test_one_query_for_each_chain_and_a_few_more(councils, django_assert_max_num_queries):
    with django_assert_max_num_queries(len(COUNCILS) + 1 + 6):
        verify_log()
    for _ in range(30):
        audit.record(council=councils[0], verb="try")
    with django_assert_max_num_queries(len(COUNCILS) + 1 + 6):
        verify_log()


def test_the_head_is_printed_where_the_parties_sign(frozen):
    head = frozen.snapshot["log_head"]
    printed = "".join(pages(summary_pdf(frozen.snapshot))).replace("\u200b", "").replace(" ", "")
    assert f"Rådetsloggvidgodkännandet,rad{head['sequence']}," in printed
    assert head["sha256"] in printed.replace("-", "").replace("\N{HYPHEN}", "")
