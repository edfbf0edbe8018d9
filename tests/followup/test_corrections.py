"""Correcting, publishing and registering a summary that both parties have approved."""

from datetime import date
from types import SimpleNamespace

import pytest
import time_machine
from django.utils import timezone

from councils.models import AuditEntry
from councils.roles import Role
from followup.actions.corrections import AlreadyCorrected, NotFrozen, begin_correction
from followup.actions.publishing import (
    ChangedMeanwhile,
    Corrected,
    NotPublic,
    change_summary_facts,
    facts_of,
    publish_summary,
    version_of,
)
from followup.actions.summaries import approve_summary, content_on
from followup.actions.summary_flow import mark_ready
from followup.actions.summary_texts import AlreadyFrozen, Superseded
from followup.document.snapshot import content_digest
from followup.models import Summary, SummaryText
from followup.summary_addresses import final_summary
from promises.models import PromiseSet
from tests import factories as make
from tests.conftest import rolled_back
from tests.followup.one_summary import address, read, steps, words
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

NOW = "2020-02-03T12:00:00+01:00"
REASON = "En trygghetsvandring var inte med."


@pytest.fixture(autouse=True)
def in_february():
    with time_machine.travel(NOW):
        yield


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A published set whose summary was frozen on 20 January with texts of both parties."""
    with django_db_blocker.unblock(), rolled_back(), time_machine.travel("2020-01-20T12:00:00+01:00"):
        council = make.council(short_name="Överkalix", slug="overkalix")
        promise_set = make.promise_set(council=council, title="Medborgarlöften 2019", slug="2019")
        promise_set.status, promise_set.published_at = "published", timezone.now()
        people = {role.name.lower(): make.person(role, council=council) for role in Role}
        promise_set.published_by = people["coordinator"]
        promise_set.save()
        promise = make.promise(section=make.section(promise_set=promise_set), wording="Vi vandrar tillsammans.")
        target = make.target(promise=promise, label="Vandring", minimum=2)
        make.activity(targets=[target], occurred_on=date(2019, 10, 17))
        make.text(promise=promise, by=people["coordinator"], municipality_did="Kommunen bjöd in.", effect="Lugnare.")
        make.text(promise=promise, by=people["police_manager"], police_did="Polisen var med.")
        make.text(promise_set=promise_set, by=people["coordinator"], situation="Lugnt i byn.")
        make.ready(promise_set, by=people["coordinator"])
        frozen = make.frozen(promise_set, at=timezone.now())
        yield SimpleNamespace(
            council=council, promise_set=promise_set, promise=promise, target=target, frozen=frozen, **people
        )


def begun(world):
    return begin_correction(summary=world.frozen, reason=REASON, by=world.coordinator)


def approve_both(world, summary):
    """Both parties approve it now; the PDF is the real one."""
    summary = mark_ready(summary=summary, by=world.coordinator, at=timezone.now())
    said = {"at": timezone.now(), "read": content_on(summary, day=timezone.localdate())}
    approve_summary(summary=summary, party="police", by=world.police_manager, **said)
    return approve_summary(summary=summary, party="municipality", by=world.coordinator, **said)


# Corrections


def test_a_correction_begins_with_the_texts_of_what_it_corrects_open_to_all_who_write(world):
    correction = begun(world)
    assert (correction.edition, correction.address) == (2, "2019_2")
    assert (correction.corrects, correction.as_of) == (world.frozen, date(2020, 1, 20))
    old = {(row.promise_id, row.part): row.text for row in world.frozen.texts.exclude(text="")}
    new = {(row.promise_id, row.part): row.text for row in correction.texts.exclude(text="")}
    assert new == old
    assert set(correction.texts.values_list("organisation", flat=True)) == {None}
    assert SummaryText.history.filter(summary=correction, history_user=world.coordinator).count() == 10


def test_with_nothing_mended_a_correction_reads_as_what_it_corrects(client, world):
    begun(world)
    old, new = (read(client, world.field_user, one).partition("Uppfyllda mål")[2] for one in ("2019", "2019_2"))
    assert "Kommunen bjöd in." in new
    without_buttons = new.partition("Godkännande")[0].replace("Skriv om helheten ", "").replace("Skriv om löfte 1 ", "")
    assert without_buttons == old.partition("Godkännande")[0]


def test_what_was_logged_too_late_for_the_first_counts_in_the_correction_alone(world):
    correction = begun(world)
    make.activity(targets=[world.target], occurred_on=date(2019, 11, 5))
    new = approve_both(world, correction)
    world.frozen.refresh_from_db()
    assert world.frozen.snapshot["counts"][0]["value"] == "0 av 1"
    assert new.snapshot["counts"][0]["value"] == "1 av 1"
    assert new.snapshot["corrects"] == {
        "code": world.frozen.code,
        "sha256": world.frozen.sha256,
        "approved_on": "2020-01-20",
        "reason": REASON,
    }


def test_the_old_page_stands_until_the_correction_is_approved_and_then_leads_on(client, world):
    correction = begun(world)
    assert "En rättelse är påbörjad." in read(client, world.coordinator)
    assert "rättelse" not in read(client, world.official)
    assert sign_in(client, world.official).get(address("summary", "2019_2")).status_code == 404
    make_frozen(correction)
    old = read(client, world.official)
    assert "Den här sammanställningen är rättad" in old
    assert f'href="{address("summary", "2019_2")}"' in client.get(address("summary")).content.decode()
    new = read(client, world.official, "2019_2")
    assert "Rättad, version 2" in new
    assert REASON in new


def make_frozen(summary):
    """As two approvals leave it, without the PDF."""
    summary.frozen_at, summary.snapshot = timezone.now(), {**Summary.objects.get(slug="").snapshot, "version": 2}
    summary.sha256, summary.code = content_digest(summary.snapshot), "0000-0000-0002"
    summary.save()


def test_a_summary_is_corrected_once_and_the_correction_after_that(world):
    correction = begun(world)
    with pytest.raises(AlreadyCorrected) as there:
        begun(world)
    assert there.value.correction == correction
    with pytest.raises(NotFrozen):
        begin_correction(summary=correction, reason=REASON, by=world.coordinator)
    make_frozen(correction)
    third = begin_correction(summary=correction, reason=REASON, by=world.coordinator)
    assert (third.edition, third.address, third.corrects) == (3, "2019_3", correction)


def test_on_the_page_it_is_begun_with_a_reason(client, world):
    sign_in(client, world.police_manager)
    assert f'href="{address("correct_summary")}"' in client.get(address("summary")).content.decode()
    refused = client.post(address("correct_summary"), {"mending_reason": ""})
    assert (refused.status_code, Summary.objects.count()) == (422, 1)
    assert "Skriv vad som är fel." in words(refused)
    answer = client.post(address("correct_summary"), {"mending_reason": REASON})
    assert answer["Location"] == address("summary", "2019_2")
    again = client.post(address("correct_summary"), {"mending_reason": "En gång till"}, follow=True)
    assert "Det finns redan en rättelse." in words(again)
    [line] = AuditEntry.objects.filter(verb="correct_summary")
    assert (line.actor, line.details["summary"], line.details["edition"]) == (world.police_manager, "2019_2", 2)
    assert REASON not in str(line.details)


def test_promises_that_a_new_edition_has_replaced_are_not_corrected(client, world):
    PromiseSet.objects.filter(pk=world.promise_set.pk).update(status="superseded", superseded_on=date(2020, 2, 1))
    with pytest.raises(Superseded):
        begun(world)
    sign_in(client, world.coordinator)
    answer = client.post(address("correct_summary"), {"mending_reason": REASON}, follow=True)
    assert "ersatts av en ny utgåva" in words(answer)
    assert Summary.objects.count() == 1


def test_a_frozen_summary_cannot_be_marked_ready_or_written_by_way_of_its_correction(world):
    correction = begun(world)
    make.text(promise=world.promise, summary=correction, by=world.police_manager, police_did="Polisen gick två.")
    assert world.frozen.texts.get(part="police_did").text == "Polisen var med."
    with pytest.raises(AlreadyFrozen):
        mark_ready(summary=world.frozen, by=world.coordinator, at=timezone.now())


# Publishing


def test_only_what_both_have_approved_is_published_and_only_once(client, world):
    sign_in(client, world.coordinator)
    assert client.get(address("publish_summary")).status_code == 200
    answer = client.post(address("publish_summary"), follow=True)
    assert "Sammanställningen är publicerad." in words(answer)
    first = Summary.objects.get()
    assert first.published_by == world.coordinator
    again = publish_summary(summary=first, by=world.police_manager, at=timezone.now())
    assert again.published_by == world.coordinator
    assert AuditEntry.objects.filter(verb="publish_summary").count() == 1
    assert ("Publicerad", "done") in steps(client.get(address("summary")))
    with pytest.raises(NotFrozen):
        publish_summary(summary=begun(world), by=world.coordinator, at=timezone.now())


def test_a_summary_of_promises_that_are_not_public_is_not_published(client, world):
    PromiseSet.objects.filter(pk=world.promise_set.pk).update(status="signed")
    with pytest.raises(NotPublic):
        publish_summary(summary=world.frozen, by=world.coordinator, at=timezone.now())
    sign_in(client, world.coordinator)
    assert "Publicera dem först." in words(client.post(address("publish_summary"), follow=True))
    assert not Summary.objects.published().exists()


def test_what_has_been_corrected_is_not_published_afterwards(client, world):
    correction = begun(world)
    make_frozen(correction)
    with pytest.raises(Corrected) as there:
        publish_summary(summary=world.frozen, by=world.coordinator, at=timezone.now())
    assert there.value.correction == correction


def test_the_correction_of_a_published_summary_is_published_as_it_is_frozen(world):
    publish_summary(summary=world.frozen, by=world.coordinator, at=timezone.now())
    new = approve_both(world, begun(world))
    assert (new.published_at, new.published_by) == (new.frozen_at, world.coordinator)
    assert AuditEntry.objects.filter(verb="publish_summary", object_id=new.pk).count() == 1


# Registry numbers


FACTS = {"registry_number": "KS 2020/12", "police_registry_number": "A012.345/2020", "retention": "10"}


def change(world, summary, facts, read=None):
    said = {"facts": facts, "read": read or version_of(facts_of(summary)), "by": world.coordinator}
    return change_summary_facts(summary=summary, day=timezone.localdate(), **said)


def test_registry_numbers_come_after_the_freezing_and_nothing_printed_changes(client, world):
    before = Summary.objects.get()
    sign_in(client, world.police_manager)
    form = client.get(address("summary_facts")).context["form"]
    answer = client.post(address("summary_facts"), {**FACTS, "version": form["version"].value()}, follow=True)
    assert "Uppgifterna är sparade." in words(answer)
    after = Summary.objects.get()
    assert facts_of(after) == FACTS
    assert (after.snapshot, after.sha256, after.code) == (before.snapshot, before.sha256, before.code)
    assert "KS 2020/12" in words(client.get(address("summary")))
    [line] = AuditEntry.objects.filter(verb="change_summary_facts")
    assert line.details["changed"] == ["registry_number", "police_registry_number", "retention"]


def test_the_same_facts_again_are_nothing(world):
    change(world, world.frozen, facts_of(world.frozen))
    assert not AuditEntry.objects.filter(verb="change_summary_facts").exists()


def test_of_two_who_change_the_facts_the_second_sees_both(client, world):
    sign_in(client, world.police_manager)
    version = client.get(address("summary_facts")).context["form"]["version"].value()
    change(world, world.frozen, FACTS)
    answer = client.post(address("summary_facts"), {**FACTS, "registry_number": "KS 2020/99", "version": version})
    assert answer.status_code == 409
    assert "KS 2020/12" in words(answer)
    assert "KS 2020/99" in words(answer)
    assert Summary.objects.get().registry_number == "KS 2020/12"
    with pytest.raises(ChangedMeanwhile):
        change(world, Summary.objects.get(), {**FACTS, "retention": "5"}, read=version)


def test_how_long_it_is_kept_is_chosen_from_the_list(client, world):
    sign_in(client, world.coordinator)
    answer = client.post(address("summary_facts"), {**FACTS, "retention": "99"})
    assert answer.status_code == 422
    assert "KS 2020/12" in answer.content.decode()
    assert Summary.objects.get().registry_number == ""


def test_a_number_that_is_printed_takes_the_approvals_back_and_how_long_it_is_kept_does_not(world):
    summary = mark_ready(summary=begun(world), by=world.coordinator, at=timezone.now())
    said = {"at": timezone.now(), "read": content_on(summary, day=timezone.localdate())}
    approve_summary(summary=summary, party="police", by=world.police_manager, **said)
    kept = {**facts_of(summary), "retention": "5"}
    assert change(world, summary, kept).approvals.count() == 1
    changed = change(world, Summary.objects.get(pk=summary.pk), {**kept, "registry_number": "KS 1/20"})
    assert (changed.is_ready, changed.approvals.count()) == (True, 0)


def test_facts_are_noted_before_anybody_has_written_a_word(world):
    other = make.promise_set(
        council=world.council, slug="2018", first_day=date(2018, 1, 1), last_day=date(2018, 12, 31)
    )
    assert change(world, final_summary(other), FACTS).registry_number == "KS 2020/12"
