"""Logging, correcting, withdrawing and restoring: activities and credits never disagree, and nothing is lost."""

import threading
import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from councils import audit
from councils.actions.members import end_member
from councils.actions.versions import StaleEdit
from councils.models import AuditEntry
from councils.roles import Role
from councils.wall import inside
from councils.ways_in import ways_in
from promises.actions import activities as actions
from promises.actions.table import log_activities
from promises.matching import Reason, reasons_against
from promises.models import Activity, Credit, Target
from promises.spreadsheets.rows import Row
from tests import factories as make


def fresh(target):
    """The target as pages fetch it."""
    return Target.objects.with_rules().get(pk=target.pk)


def windows(activity):
    return {credit.target_id: credit.window_start for credit in activity.credits.all()}


def log(targets, **values):
    """The action itself, with what it needs filled in."""
    council = targets[0].promise_set.council
    police, municipal = make.parties_of(council)
    facts = {"occurred_on": make.A_DAY, "activity_type": "other", **values}
    return actions.log_activity(
        council=council,
        by=facts.pop("by", None) or make.user(),
        organisation=municipal,
        key=facts.pop("key", None) or uuid.uuid4(),
        targets=targets,
        parties=facts.pop("parties", [police, municipal]),
        **facts,
    )


def correct(activity, **changes):
    values = {
        "by": activity.logged_by,
        "version": activity.version,
        "targets": [credit.target for credit in activity.credits.all()],
        "parties": activity.parties.all(),
        **changes,
    }
    return actions.correct_activity(activity=activity, **values)


def versions(activity):
    """The last history row of each version, oldest first; saving the parties adds rows of the same version."""
    return list({row.version: row for row in activity.history.order_by("history_id")}.values())


def withdraw(activity, **changes):
    values = {"by": activity.logged_by, "version": activity.version, "reason": "Loggad två gånger", **changes}
    return actions.withdraw_activity(activity=activity, **values)


def restore(activity, **changes):
    values = {
        "by": activity.logged_by,
        "version": activity.version,
        "targets": actions.targets_before_withdrawal(activity),
        **changes,
    }
    return actions.restore_activity(activity=activity, **values)


pytestmark = pytest.mark.django_db


# Logging


@pytest.mark.parametrize(
    ("rule", "window"),
    [
        ({"per": "period", "counting": "total"}, date(2019, 1, 1)),
        ({"per": "week", "counting": "average"}, date(2019, 3, 11)),
        ({"per": "month", "counting": "each"}, date(2019, 3, 1)),
        ({"per": "half_year", "counting": "each"}, date(2019, 1, 1)),
        ({"kind": "coverage", "per": ""}, date(2019, 1, 1)),
        ({"kind": "qualitative"}, date(2019, 1, 1)),
    ],
    ids=str,
)
def test_a_credit_remembers_the_bucket_it_falls_in(rule, window):
    target = make.target(**rule)
    place = make.place(council=target.promise_set.council)
    target.places.add(place)
    activity = log([target], count=3, place=place).activity
    credit = activity.credits.get()
    assert (credit.window_start, credit.amount) == (window, 3)


def test_the_council_s_own_calendar_decides_terms_and_occasions():
    council = make.council()
    make.term(council=council, first_day=date(2019, 1, 8), last_day=date(2019, 6, 12))
    make.occasion(council=council, day=make.A_DAY)
    make.occasion(council=make.council(), day=date(2019, 3, 15))
    term = make.target(council=council, per="term", counting="each")
    occasion = make.target(promise=term.promise, per="occasion", counting="each")
    on_it, beside = log([term, occasion]).activity, log([term, occasion], occurred_on=date(2019, 3, 15)).activity
    assert windows(on_it) == {term.pk: date(2019, 1, 8), occasion.pk: make.A_DAY}
    assert windows(beside)[term.pk] == date(2019, 1, 8)


def test_one_activity_counts_towards_several_targets():
    first = make.target()
    second = make.target(promise=first.promise, per="week", counting="average")
    assert windows(log([first, second]).activity) == {first.pk: date(2019, 1, 1), second.pk: date(2019, 3, 11)}


def test_an_activity_is_logged_with_one_line_in_the_audit_trail():
    activity = log([make.target()], note="Hemligt").activity
    entry = AuditEntry.objects.get(verb="log_activity")
    assert (entry.object_id, entry.actor_id) == (activity.pk, activity.logged_by_id)
    assert "Hemligt" not in str(entry.details)


def test_the_same_key_twice_is_one_activity():
    target, key = make.target(), uuid.uuid4()
    first = log([target], key=key, count=2)
    again = log([target], key=key, count=5)
    assert (first.made, again.made) == (True, False)
    assert again.activity == first.activity
    assert Activity.objects.get().count == 2
    assert Credit.objects.count() == AuditEntry.objects.filter(verb="log_activity").count() == 1


def test_the_same_key_in_another_council_is_another_activity():
    key = uuid.uuid4()
    assert log([make.target()], key=key).made
    assert log([make.target()], key=key).made


def test_a_target_of_another_council_is_refused_and_nothing_is_stored():
    own, foreign = make.target(), make.target()
    with pytest.raises(PermissionDenied):
        log([own, foreign])
    assert not Activity.objects.exists()
    assert not Credit.objects.exists()
    assert not AuditEntry.objects.filter(verb="log_activity").exists()


@pytest.mark.django_db(transaction=True)
def test_eight_posts_with_one_key_at_the_same_moment_are_one_activity():
    target, key, by = fresh(make.target()), uuid.uuid4(), make.user()
    council = target.promise_set.council
    make.parties_of(council)
    start, answers, problems = threading.Barrier(8), [], []

    def post():
        try:
            start.wait()
            with inside(council):  # a thread has no scope to begin with
                answers.append(log([target], key=key, by=by))
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=post) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert len({answer.activity.pk for answer in answers}) == 1
    assert sum(answer.made for answer in answers) == 1
    assert Activity.objects.count() == Credit.objects.count() == 1
    assert AuditEntry.objects.filter(verb="log_activity").count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_is_ended_at_the_same_moment_logs_nothing():
    target, chief = fresh(make.target()), make.user()
    council = target.promise_set.council
    organisation = make.parties_of(council)[1]
    person = make.person(Role.MEMBER, council=council, organisation=organisation)
    standing = audit.standing_of(list(ways_in(person)))
    ended, answered, problems = threading.Event(), threading.Event(), []

    def end():
        with inside(council), transaction.atomic():
            end_member(membership=person.memberships.get(), by=chief)
            ended.set()
            answered.wait(0.5)  # the other must wait for this transaction
        connection.close()

    def post():
        ended.wait()
        try:
            with inside(council):
                log([target], by=person, standing=standing)
        except PermissionDenied as refused:
            problems.append(refused)
        finally:
            answered.set()
            connection.close()

    threads = [threading.Thread(target=act) for act in (end, post)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(problems) == 1
    assert not Activity.objects.exists()
    assert not AuditEntry.objects.filter(verb="log_activity").exists()


def test_no_row_of_a_table_is_saved_by_who_is_ended_meanwhile(activity):
    council = activity.council
    person = make.person(Role.MEMBER, council=council, organisation=activity.organisation)
    standing = audit.standing_of(list(ways_in(person)))
    end_member(membership=person.memberships.get(), by=activity.logged_by)
    row = Row(key=uuid.uuid4(), parties=[activity.organisation])
    row.facts = {"occurred_on": make.A_DAY, "activity_type": "other"}
    who = {"council": council, "by": person, "organisation": activity.organisation}
    with pytest.raises(PermissionDenied):
        log_activities(**who, rows=[row], standing=standing)
    assert Activity.objects.get() == activity


# What does not count stays tied, and says why


@pytest.mark.parametrize(
    ("demand", "facts", "reason"),
    [
        ({"activity_types": ["safety_walk"]}, {"activity_type": "training"}, Reason.WRONG_TYPE),
        ({"tags": ["riskkväll"]}, {"tags": ["torget"]}, Reason.TAG_MISSING),
        ({"only_beyond_ordinary": True}, {"is_beyond_ordinary": False}, Reason.ORDINARY_DUTY),
        ({"weekdays": [5, 6]}, {}, Reason.WRONG_WEEKDAY),
        ({"months": [11]}, {}, Reason.WRONG_MONTH),
        ({}, {"occurred_on": date(2020, 1, 1)}, Reason.OUTSIDE_PERIOD),
        ({"kind": "coverage"}, {}, Reason.PLACE_MISSING),
    ],
    ids=lambda value: str(value),
)
def test_an_activity_that_misses_a_demand_is_tied_but_does_not_count(demand, facts, reason):
    target = make.target(**demand)
    if target.kind == "coverage":
        target.places.add(make.place(council=target.promise_set.council))
    activity = log([target], **facts).activity
    assert windows(activity) == {target.pk: None}
    assert reasons_against(fresh(target).filters, activity.deed) == [reason]
    assert not Credit.objects.counting().exists()


def test_together_means_that_every_responsible_party_took_part():
    target = make.target(jointly="all")
    police, municipal = make.parties_of(target.promise_set.council)
    alone = log([target], parties=[police]).activity
    together = log([target], parties=[police, municipal, make.organisation()]).activity
    assert windows(alone) == {target.pk: None}
    assert reasons_against(fresh(target).filters, alone.deed) == [Reason.PARTY_MISSING]
    assert windows(together) == {target.pk: date(2019, 1, 1)}


def test_a_partner_is_not_one_of_those_who_must_take_part():
    school = make.organisation()
    target = make.target(jointly="all", partners=[school])
    assert windows(log([target]).activity) == {target.pk: date(2019, 1, 1)}


def test_any_party_means_one_of_the_responsible_and_not_just_anybody():
    target = make.target()
    police, _ = make.parties_of(target.promise_set.council)
    assert windows(log([target], parties=[police]).activity) == {target.pk: date(2019, 1, 1)}
    assert windows(log([target], parties=[make.organisation()]).activity) == {target.pk: None}


def test_a_named_lead_must_take_part_whoever_else_does():
    lead = make.organisation()
    target = make.target(jointly="lead", lead=lead)
    assert windows(log([target], parties=[lead]).activity) == {target.pk: date(2019, 1, 1)}
    assert windows(log([target]).activity) == {target.pk: None}


def test_an_activity_may_count_towards_one_target_and_not_the_other():
    counts = make.target()
    does_not = make.target(promise=counts.promise, tags=["riskkväll"])
    assert windows(log([counts, does_not]).activity) == {counts.pk: date(2019, 1, 1), does_not.pk: None}


# Correcting


@pytest.fixture
def activity():
    target = make.target(per="week", counting="average", tags=["riskkväll"])
    return log([target], tags=["riskkväll"], note="Som det skrevs").activity


def test_a_correction_derives_the_credits_anew(activity):
    target_id = activity.credits.get().target_id
    corrected = correct(activity, occurred_on=date(2019, 4, 1), count=4)
    credit = corrected.credits.get()
    assert (credit.window_start, credit.amount) == (date(2019, 4, 1), 4)
    corrected = correct(corrected, tags=[])
    assert windows(corrected) == {target_id: None}
    corrected = correct(corrected, tags=["riskkväll"])
    assert windows(corrected) == {target_id: date(2019, 4, 1)}


def test_a_correction_of_the_parties_derives_the_credits_anew():
    target = make.target(jointly="all")
    police, municipal = make.parties_of(target.promise_set.council)
    activity = log([target], parties=[police]).activity
    assert windows(correct(activity, parties=[police, municipal])) == {target.pk: date(2019, 1, 1)}


def test_a_correction_can_move_the_activity_to_other_targets(activity):
    other = make.target(promise=activity.credits.get().target.promise)
    assert windows(correct(activity, targets=[other])) == {other.pk: date(2019, 1, 1)}


def test_what_is_not_mentioned_in_a_correction_stays(activity):
    corrected = correct(activity, count=2)
    assert (corrected.note, corrected.tags, corrected.key) == ("Som det skrevs", ["riskkväll"], activity.key)
    assert corrected.version == activity.version + 1


def test_history_keeps_the_row_as_it_was(activity):
    parties, school = set(activity.parties.all()), make.organisation()
    correct(activity, note="Rättat", count=9, parties=[school])
    oldest, newest = versions(activity)
    assert (newest.note, newest.count) == ("Rättat", 9)
    assert (oldest.note, oldest.count) == ("Som det skrevs", 1)
    assert {row.organisation for row in oldest.parties.all()} == parties
    assert {row.organisation for row in newest.parties.all()} == {school}


def test_a_correction_of_an_older_version_changes_nothing(activity):
    correct(activity, note="Den andra hann före", count=2)
    before = snapshot()
    with pytest.raises(StaleEdit) as stale:
        correct(activity, version=1, note="Min text", count=3, parties=[make.organisation()], targets=[])
    assert stale.value.current.note == "Den andra hann före"
    assert snapshot() == before


def test_a_withdrawn_activity_is_not_corrected(activity):
    withdrawn = withdraw(activity)
    before = snapshot()
    with pytest.raises(StaleEdit):
        correct(withdrawn, note="Min text")
    assert snapshot() == before


def test_a_correction_to_a_target_of_another_council_changes_nothing(activity):
    before, foreign = snapshot(), make.target()
    with pytest.raises(PermissionDenied):
        correct(activity, note="Min text", targets=[foreign])
    assert snapshot() == before


def snapshot():
    """Every row an action may write."""
    tables = (Activity, Credit, Activity.history, Activity.parties.through, AuditEntry)
    return [sorted(getattr(table, "objects", table).order_by("pk").values_list("pk", *_of(table))) for table in tables]


def _of(table):
    return {
        Activity: ("note", "count", "version", "withdrawn_at"),
        Credit: ("target", "amount"),
        AuditEntry: ("verb",),
    }.get(table, ())


# Withdrawing and restoring


def test_a_withdrawn_activity_counts_no_more_and_says_why(activity):
    withdrawn = withdraw(activity)
    assert not withdrawn.credits.exists()
    assert withdrawn.is_withdrawn
    assert withdrawn.withdrawn_reason == "Loggad två gånger"
    assert withdrawn.withdrawn_by == activity.logged_by
    assert Activity.objects.filter(pk=activity.pk).exists()
    assert not Credit.objects.counting().exists()


def test_restoring_brings_every_credit_back_also_those_that_did_not_count(activity):
    other = make.target(promise=activity.credits.get().target.promise, tags=["torget"])
    activity = correct(activity, targets=[activity.credits.get().target, other])
    before = windows(activity)
    restored = restore(withdraw(activity))
    assert windows(restored) == before
    assert None in before.values()
    assert not restored.is_withdrawn
    assert (restored.withdrawn_by, restored.withdrawn_reason) == (None, "")


def test_restoring_gives_the_credits_of_the_latest_withdrawal():
    first = make.target()
    second = make.target(promise=first.promise)
    activity = restore(withdraw(log([first, second]).activity))
    activity = withdraw(correct(activity, targets=[second]))
    assert windows(restore(activity)) == {second.pk: date(2019, 1, 1)}


def test_a_restoration_does_not_undo_a_later_withdrawal(activity):
    old = withdraw(activity)
    withdraw(restore(old), reason="Ny uppgift, viktig")
    with pytest.raises(StaleEdit):
        restore(old)
    assert Activity.objects.get().withdrawn_reason == "Ny uppgift, viktig"


def test_withdrawing_twice_is_once_and_so_is_restoring(activity):
    withdrawn = withdraw(activity)
    withdraw(withdrawn, reason="En gång till")
    assert Activity.objects.get().withdrawn_reason == "Loggad två gånger"
    restored = restore(withdrawn)
    restore(restored)
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "log_activity",
        "withdraw_activity",
        "restore_activity",
    ]


@pytest.mark.parametrize("act", [withdraw, restore])
def test_nobody_withdraws_or_restores_what_they_have_not_read(activity, act):
    if act is restore:
        activity = withdraw(activity)
    Activity.objects.filter(pk=activity.pk).update(version=activity.version + 1)
    before = snapshot()
    with pytest.raises(StaleEdit):
        act(activity)
    assert snapshot() == before


def test_history_tells_each_step(activity):
    restore(withdraw(correct(activity, count=2)))
    steps = [(row.count, row.withdrawn_at is not None) for row in versions(activity)]
    assert steps == [(1, False), (2, False), (2, True), (2, False)]


def test_as_many_statements_for_many_targets_as_for_one(django_assert_max_num_queries):
    first = make.target()
    targets = [first, *(make.target(promise=first.promise) for _ in range(11))]
    rows = list(Target.objects.with_rules().filter(pk__in=[target.pk for target in targets]))
    council = first.promise_set.council
    police, _ = make.parties_of(council)
    by = make.user()
    with django_assert_max_num_queries(24):
        actions.log_activity(
            council=council,
            by=by,
            organisation=police,
            key=uuid.uuid4(),
            targets=rows,
            parties=[police],
            occurred_on=timezone.localdate(),
            activity_type="other",
        )
