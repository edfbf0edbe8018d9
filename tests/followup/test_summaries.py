"""The written summary: each party writes and approves, and what both have approved stands for good."""

import io
import json
import re
from datetime import date
from types import SimpleNamespace

import pikepdf
import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from councils.access import give_role
from councils.actions.members import add_member
from councils.models import AuditEntry, Membership
from councils.roles import Role
from followup.actions.assessments import judge_target
from followup.actions.summaries import AlreadyFrozen, StaleText, content_on, write_introduction, write_text
from followup.document.snapshot import digest
from followup.models import Approval, Assessment, Summary, SummaryText
from followup.progress import judged_targets, target_progress
from promises.models import Target
from tests import factories as make
from tests.followup.document.reading import plain, read
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

WORDING = (
    "Polis och kommun ska vid minst ett tillfälle »tillsammans«\ngenomföra trygghetsvandringar – så som det skrevs."
)
TEXTS = {
    "police_did": "Områdespolisen deltog.",
    "municipality_did": "Kommunen bjöd in.",
    "why_not": "",
    "effect": "Belysningen är lagad.",
    "next_step": "Vi går igen i oktober.",
}


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel("2020-01-15T12:00:00+01:00"):
        yield


@pytest.fixture
def world(client):
    """A set with two promises; one is kept by one activity, the other has no target."""
    council = make.council(short_name="Överkalix", slug="overkalix")
    promise_set = make.promise_set(
        council=council,
        title="Medborgarlöften 2019",
        slug="2019",
        introduction="Det här lovade vi.",
        recipients=["Kommunpolisen", "Kommunledningen"],
        summary_due_on=date(2020, 1, 31),
    )
    section = make.section(promise_set=promise_set, title="Närvaro")
    promise = make.promise(section=section, wording=WORDING, order=1)
    target = make.target(promise=promise, label="Trygghetsvandring", unit="vandring", units="vandringar")
    other = make.promise(section=section, wording="Vi arbetar vidare.", order=2)
    activity = make.activity(targets=[target], occurred_on=date(2019, 10, 17), place_text="Centrum")
    people = {
        role: make.person(role, council=council, user=make.user(name=f"Namn {role.value}", title=f"titel {role.value}"))
        for role in Role
    }
    return SimpleNamespace(
        council=council,
        promise_set=promise_set,
        promise=promise,
        other=other,
        target=target,
        activity=activity,
        **{role.name.lower(): person for role, person in people.items()},
    )


def page(name, world, *args):
    return reverse(f"followup:{name}", args=[world.council.slug, *(args or [world.promise_set.slug])])


def text_page(world, promise=None):
    return page("summary_text", world, (promise or world.promise).pk)


def approve(client, world, person, **changes):
    sign_in(client, person)
    return client.post(page("approve_summary", world), {**what_one_read(client, world), **changes})


def what_one_read(client, world):
    """The fields of the approval on the page: for whom, and which content."""
    read = client.get(page("summary", world)).content.decode()
    return dict(re.findall(r'name="(party|read)" value="([^"]*)"', read))


def approve_both(client, world):
    make.all_shared(world.promise_set, by=world.coordinator)
    approve(client, world, world.coordinator)
    approve(client, world, world.police_manager)
    return Summary.objects.get()


def listen(body):
    return plain(read(body).text)


# Writing


def test_what_is_written_is_kept_and_shown(client, world):
    sign_in(client, world.coordinator)
    answer = client.post(text_page(world), {**TEXTS, "version": 0}, follow=True)
    assert answer.redirect_chain == [(page("summary", world), 302)]
    shown = answer.content.decode()
    assert all(text in shown for text in TEXTS.values())
    assert "Texten är sparad." in shown
    row = SummaryText.objects.get()
    assert (row.promise, row.version, row.police_did) == (world.promise, 1, TEXTS["police_did"])
    assert AuditEntry.objects.filter(verb="write_summary_text", actor=world.coordinator).count() == 1


def test_the_form_of_a_saved_text_carries_its_version(client, world):
    sign_in(client, world.coordinator)
    client.post(text_page(world), {**TEXTS, "version": 0})
    form = client.get(text_page(world)).context["form"]
    assert (form["version"].value(), form["effect"].value()) == (1, TEXTS["effect"])


def test_of_two_who_write_at_once_the_second_sees_both_texts_and_loses_none(client, world):
    sign_in(client, world.coordinator)
    client.post(text_page(world), {**TEXTS, "version": 0})
    make.all_shared(world.promise_set, by=world.coordinator)
    sign_in(client, world.police_manager)
    answer = client.post(text_page(world), {**TEXTS, "police_did": "Min <b>egna</b> text.", "version": 0})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert TEXTS["police_did"] in shown
    assert "Min &lt;b&gt;egna&lt;/b&gt; text." in shown
    assert "Namn coordinator sparade en ändring medan du skrev." in shown
    assert TEXTS["effect"] not in shown  # what both agree on is not in dispute
    assert SummaryText.objects.get().police_did == TEXTS["police_did"]


def test_an_old_version_is_refused_also_behind_the_page(world):
    by = world.coordinator
    row = write_text(promise=world.promise, by=by, version=0, **TEXTS)
    write_text(promise=world.promise, by=by, version=1, **TEXTS)
    for version in (0, 1, 3):
        with pytest.raises(StaleText) as stale:
            write_text(promise=world.promise, by=by, version=version, **{**TEXTS, "effect": "Borttappat"})
        assert stale.value.current == row
    assert SummaryText.objects.get().effect == TEXTS["effect"]


def test_the_introduction_has_versions_too(client, world):
    sign_in(client, world.coordinator)
    address = page("summary_introduction", world)
    assert client.get(address).context["form"]["introduction"].value() == "Det här lovade vi."
    assert client.post(address, {"introduction": "Så blev året.", "version": 1}).status_code == 302
    answer = client.post(address, {"introduction": "Så blev det inte.", "version": 1})
    assert answer.status_code == 409
    assert "Så blev året." in answer.content.decode()
    assert "Så blev det inte." in answer.content.decode()
    assert Summary.objects.get().introduction == "Så blev året."


def test_a_personal_identity_number_is_stopped_and_the_text_kept_in_the_form(client, world):
    sign_in(client, world.coordinator)
    answer = client.post(text_page(world), {**TEXTS, "effect": "Talade med 19121212-1212.", "version": 0})
    assert answer.status_code == 422
    assert "19121212-1212" in answer.content.decode()
    assert TEXTS["next_step"] in answer.content.decode()
    assert not SummaryText.objects.exists()


@pytest.mark.parametrize("role", ["field_user", "member", "official"])
def test_only_coordinator_and_police_manager_write(client, world, role):
    sign_in(client, getattr(world, role))
    for address in (text_page(world), page("summary_introduction", world)):
        assert client.get(address).status_code == 403
        assert client.post(address, {**TEXTS, "introduction": "Nej.", "version": 0}).status_code == 403
    assert not SummaryText.objects.exists()


def test_promises_of_which_nothing_is_written_are_pointed_out(client, world):
    write_text(promise=world.promise, by=world.coordinator, version=0, **TEXTS)
    sign_in(client, world.coordinator)
    assert client.get(page("summary", world)).context["missing"] == ["2"]


# Approving


@pytest.mark.parametrize(("role", "party"), [("coordinator", "municipality"), ("police_manager", "police")])
def test_each_approves_for_the_own_party_only(client, world, role, party):
    answer = approve(client, world, getattr(world, role))
    assert answer.status_code == 302
    approval = Approval.objects.get()
    assert (approval.party, approval.approved_by) == (party, getattr(world, role))
    assert not approval.summary.is_frozen


@pytest.mark.parametrize("role", ["field_user", "member", "official"])
def test_nobody_else_approves(client, world, role):
    assert approve(client, world, getattr(world, role)).status_code == 403
    assert not Approval.objects.exists()


@pytest.mark.parametrize(("role", "party"), [("coordinator", "police"), ("police_manager", "municipality")])
def test_nobody_approves_for_the_other_party(client, world, role, party):
    assert approve(client, world, getattr(world, role), party=party).status_code == 403
    assert not Approval.objects.exists()


def test_what_has_changed_since_it_was_read_is_not_approved(client, world):
    approve(client, world, world.coordinator)
    sign_in(client, world.police_manager)
    read = client.get(page("summary", world)).context["read"]
    make.activity(targets=[world.target], occurred_on=date(2019, 12, 30))
    answer = client.post(page("approve_summary", world), {"party": "police", "read": read}, follow=True)
    assert "har ändrats sedan du öppnade sidan" in answer.content.decode()
    # The other party's approval was of the old content, and falls too.
    assert not Approval.objects.exists()


def test_nothing_is_approved_before_the_period_is_over(client, world):
    with time_machine.travel("2019-12-31T12:00:00+01:00"):
        approve(client, world, world.coordinator, party="municipality")
        assert "kan godkännas när perioden är slut" in client.get(page("summary", world)).content.decode()
    assert not Approval.objects.exists()


def test_two_parties_are_two_people(client, world):
    # No action makes somebody act for both sides; should it come about all the same, the two signatures must not.
    police, _ = make.parties_of(world.council)
    Membership.objects.create(
        council=world.council, user=world.coordinator, role=Role.POLICE_MANAGER, organisation=police
    )
    give_role(world.coordinator, world.council, Role.POLICE_MANAGER)
    for party in ("municipality", "police"):
        approve(client, world, world.coordinator, party=party)
    assert [approval.party for approval in Approval.objects.all()] == ["municipality"]


def test_a_page_cannot_be_approved_by_reading_it(client, world):
    sign_in(client, world.coordinator)
    assert client.get(page("approve_summary", world)).status_code == 405


def test_approving_twice_is_once(client, world):
    for _ in range(2):
        approve(client, world, world.coordinator)
    assert Approval.objects.count() == 1
    assert AuditEntry.objects.filter(verb="approve_summary").count() == 1


def test_the_page_says_who_has_approved_and_asks_only_the_one_who_has_not(client, world):
    approve(client, world, world.coordinator)
    shown = client.get(page("summary", world)).content.decode()
    assert "Namn coordinator, titel coordinator" in shown
    assert "Godkänn för" not in shown
    sign_in(client, world.police_manager)
    assert "Godkänn för polisen" in client.get(page("summary", world)).content.decode()


@pytest.mark.parametrize("what", ["text", "introduction"])
def test_a_changed_text_must_be_approved_again(client, world, what):
    approve(client, world, world.coordinator)
    sign_in(client, world.police_manager)
    if what == "text":
        client.post(text_page(world), {**TEXTS, "version": 0})
    else:
        client.post(page("summary_introduction", world), {"introduction": "Nytt.", "version": 1})
    assert not Approval.objects.exists()
    assert AuditEntry.objects.get(verb="withdraw_approvals").details == {
        "parties": ["municipality"],
        "promise_set": "2019",
    }
    approve(client, world, world.police_manager)
    assert not Summary.objects.get().is_frozen


# Frozen


def test_both_approvals_freeze_numbers_and_texts_with_their_hash(client, world):
    write_text(promise=world.promise, by=world.coordinator, version=0, **TEXTS)
    summary = approve_both(client, world)
    assert (summary.is_frozen, summary.as_of) == (True, date(2020, 1, 15))
    assert summary.sha256 == digest(summary.snapshot)
    assert len(summary.sha256) == 64
    assert json.loads(json.dumps(summary.snapshot)) == summary.snapshot
    assert AuditEntry.objects.get(verb="freeze_summary").details == {"sha256": summary.sha256, "promise_set": "2019"}
    shown = client.get(page("summary", world)).content.decode()
    assert summary.sha256 in shown
    assert summary.snapshot["log_head"]["sha256"] in shown


def test_the_snapshot_holds_every_promise_as_it_was_written(client, world):
    write_text(promise=world.promise, by=world.coordinator, version=0, **TEXTS)
    snapshot = approve_both(client, world).snapshot
    first, second = snapshot["sections"][0]["promises"]
    assert (first["wording"], second["wording"]) == (WORDING, "Vi arbetar vidare.")
    assert {name: first[name] for name in TEXTS} == TEXTS
    (target,) = first["targets"]
    assert (target["outcome"], target["computed_verdict"], target["activities"]) == ("1 av 1", "fulfilled", 1)
    assert second["targets"] == []
    assert snapshot["status"] == "approved"
    assert snapshot["recipients"] == ["Kommunpolisen", "Kommunledningen"]
    assert [(row["party"], row["name"], row["on"]) for row in snapshot["approvals"]] == [
        ("Kommunen", "Namn coordinator", "2020-01-15"),
        ("Polisen", "Namn police_manager", "2020-01-15"),
    ]
    (evidence,) = snapshot["evidence"]
    assert [(row["day"], row["place"], row["count"]) for row in evidence["rows"]] == [("2019-10-17", "Centrum", "1")]


def test_the_snapshot_is_swedish_whatever_language_the_approver_reads(client, world):
    approve(client, world, world.coordinator)
    sign_in(client, world.police_manager)
    client.post(reverse("set_language"), {"language": "en"})
    client.post(page("approve_summary", world), what_one_read(client, world))
    snapshot = Summary.objects.get().snapshot
    assert snapshot["title"] == "Sammanställning av medborgarlöften 2019"
    assert snapshot["period"]["text"] == "1 januari 2019–31 december 2019"
    assert snapshot["sections"][0]["promises"][0]["targets"][0]["verdict_text"] == "Uppfyllt"


def test_the_same_facts_give_the_same_hash_whatever_order_they_are_kept_in():
    assert digest({"b": [1, 2.5], "a": "å"}) == digest({"a": "å", "b": [1, 2.5]})
    assert digest({"a": "å"}) != digest({"a": "ä"})


def test_what_is_logged_withdrawn_and_reworded_later_changes_neither_snapshot_nor_pdf(client, world):
    write_text(promise=world.promise, by=world.coordinator, version=0, **TEXTS)
    before = approve_both(client, world)
    pdf = client.get(page("summary_pdf", world)).content
    make.activity(targets=[world.target], occurred_on=date(2019, 12, 30), place_text="Efteråt")
    client.post(
        reverse("promises:withdraw_activity", args=[world.council.slug, world.activity.pk]),
        {"reason": "Fel.", "version": 1},
    )
    type(world.promise).objects.filter(pk=world.promise.pk).update(wording="Omskrivet.")
    world.promise_set.title = "Annat"
    world.promise_set.save()
    after = Summary.objects.get()
    assert (after.snapshot, after.sha256) == (before.snapshot, before.sha256)
    assert client.get(page("summary_pdf", world)).content == pdf
    heard = listen(pdf)
    assert all(line in heard for line in WORDING.splitlines())
    assert "Efteråt" not in heard
    assert WORDING.split("\n")[1] in client.get(page("summary", world)).content.decode()


def test_a_frozen_summary_takes_neither_text_nor_another_approval(client, world):
    summary = approve_both(client, world)
    with pytest.raises(AlreadyFrozen):
        write_text(promise=world.promise, by=world.coordinator, version=0, **TEXTS)
    with pytest.raises(AlreadyFrozen):
        write_introduction(promise_set=world.promise_set, by=world.coordinator, version=1, introduction="Nytt.")
    with time_machine.travel("2020-02-20T12:00:00+01:00"):
        approve(client, world, world.police_manager)
    after = Summary.objects.get()
    assert (after.frozen_at, after.sha256) == (summary.frozen_at, summary.sha256)
    assert Approval.objects.count() == 2
    assert AuditEntry.objects.filter(verb="freeze_summary").count() == 1


def test_who_writes_in_a_summary_that_was_just_frozen_is_told_and_keeps_the_words(client, world):
    approve_both(client, world)
    sign_in(client, world.coordinator)
    typed = "En lång text som någon har skrivit."
    answer = client.post(text_page(world), {**TEXTS, "effect": typed, "version": 0})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Sammanställningen är godkänd av båda parter och kan inte ändras." in shown
    assert typed in shown
    assert not SummaryText.objects.exists()


def test_the_database_keeps_snapshot_and_hash_together(world):
    summary = Summary.objects.create(promise_set=world.promise_set)
    for values in ({"sha256": "a" * 64}, {"snapshot": {}}, {"frozen_at": "2020-01-15T12:00:00Z"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Summary.objects.filter(pk=summary.pk).update(**values)


# Who reads what


def test_an_official_does_not_know_of_a_draft(client, world):
    sign_in(client, world.official)
    assert client.get(page("summary", world)).status_code == 404
    assert client.get(page("summary_pdf", world)).status_code == 404
    listed = client.get(reverse("followup:summaries", args=[world.council.slug]))
    assert listed.context["rows"] == []
    approve(client, world, world.coordinator)  # one of two is still a draft
    sign_in(client, world.official)
    assert client.get(page("summary", world)).status_code == 404


def test_an_official_reads_and_downloads_what_both_have_approved(client, world):
    approve_both(client, world)
    sign_in(client, world.official)
    listed = client.get(reverse("followup:summaries", args=[world.council.slug])).content.decode()
    assert page("summary_pdf", world) in listed
    shown = client.get(page("summary", world)).content.decode()
    assert "Godkänd av båda parter" in shown
    assert "Skriv om löfte" not in shown
    assert client.get(page("summary_pdf", world)).status_code == 200


def test_everybody_else_in_the_council_may_read_the_draft(client, world):
    for role in ("coordinator", "police_manager", "field_user", "member"):
        sign_in(client, getattr(world, role))
        assert client.get(page("summary", world)).status_code == 200


# The PDF


def test_the_draft_pdf_says_that_it_is_a_draft(client, world):
    sign_in(client, world.coordinator)
    answer = client.get(page("summary_pdf", world))
    assert answer["Content-Disposition"] == 'attachment; filename="sammanstallning-overkalix-2019-utkast.pdf"'
    assert "Utkast" in listen(answer.content)


def test_the_approved_pdf_is_tagged_titled_and_swedish(client, world):
    write_text(promise=world.promise, by=world.coordinator, version=0, **TEXTS)
    approve_both(client, world)
    answer = client.get(page("summary_pdf", world))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="sammanstallning-overkalix-2019.pdf"'
    with pikepdf.open(io.BytesIO(answer.content)) as document:
        assert str(document.docinfo["/Title"]) == "Sammanställning av medborgarlöften 2019, Överkalix"
        assert str(document.Root["/Lang"]).startswith("sv")
        assert bool(document.Root["/MarkInfo"]["/Marked"])
        assert "/StructTreeRoot" in document.Root
    heard = listen(answer.content)
    for said in (
        *WORDING.splitlines(),
        "Vi arbetar vidare.",
        *filter(None, TEXTS.values()),
        "1 av 1",
        "Uppfyllt",
        "Kommunpolisen",
    ):
        assert said in heard


# Judging


def judge_page(world):
    return page("judge", world, world.target.pk)


def test_agreeing_with_what_is_computed_needs_no_reason(client, world):
    sign_in(client, world.police_manager)
    answer = client.post(judge_page(world), {"judgement": "fulfilled"})
    assert (answer.status_code, answer["Location"]) == (302, page("evidence", world, world.target.pk))
    row = Assessment.objects.get()
    assert (row.computed, row.judgement, row.judged_by) == ("fulfilled", "fulfilled", world.police_manager)
    assert AuditEntry.objects.get(verb="judge_target").details == {"computed": "fulfilled", "judgement": "fulfilled"}


@pytest.mark.parametrize("motivation", ["", "   ", "\u200b"])
def test_differing_from_what_is_computed_needs_a_reason(client, world, motivation):
    sign_in(client, world.police_manager)
    form = {"judgement": "partly_fulfilled", "motivation": motivation, "deviation_text": "Skogsbränder i juli."}
    answer = client.post(judge_page(world), form)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Skriv en motivering: bedömningen skiljer sig från den uträknade." in shown
    assert "Skogsbränder i juli." in shown
    assert not Assessment.objects.exists()


def test_a_judgement_with_reasons_reaches_page_and_summary(client, world):
    sign_in(client, world.coordinator)
    form = {
        "judgement": "partly_fulfilled",
        "motivation": "En vandring räcker inte.",
        "deviation_reason": "special_event",
        "deviation_text": "Skogsbränder i juli.",
    }
    assert client.post(judge_page(world), form).status_code == 302
    evidence = client.get(page("evidence", world, world.target.pk)).content.decode()
    assert "En vandring räcker inte." in evidence
    assert "särskild händelse. Skogsbränder i juli." in evidence
    (target,) = approve_both(client, world).snapshot["sections"][0]["promises"][0]["targets"]
    assert (target["verdict"], target["computed_verdict"]) == ("partly_fulfilled", "fulfilled")
    assert target["motivation"] == "En vandring räcker inte."
    assert target["deviation"] == "särskild händelse: Skogsbränder i juli."


@pytest.mark.parametrize("form", [{}, {"judgement": ""}, {"judgement": "on_track"}, {"judgement": "perfect"}])
def test_a_judgement_is_one_of_those_there_are(client, world, form):
    sign_in(client, world.coordinator)
    assert client.post(judge_page(world), form).status_code == 422
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("role", ["field_user", "member", "official"])
def test_only_coordinator_and_police_manager_judge(client, world, role):
    sign_in(client, getattr(world, role))
    assert client.get(judge_page(world)).status_code == 403
    assert client.post(judge_page(world), {"judgement": "fulfilled"}).status_code == 403


def test_the_database_refuses_a_differing_judgement_without_reason(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.create(
            target=world.target,
            as_of=date(2020, 1, 15),
            computed="fulfilled",
            judgement="replaced",
            judged_by=world.coordinator,
        )


# An approval is of what was read


@pytest.mark.parametrize("change", ["text", "judgement", "activity"])
def test_nobody_approves_what_has_changed_since_the_page_was_opened(client, world, change):
    sign_in(client, world.police_manager)
    read = what_one_read(client, world)
    CHANGES[change](world)
    answer = client.post(page("approve_summary", world), read, follow=True)
    assert "har ändrats sedan du öppnade sidan" in answer.content.decode()
    assert not Approval.objects.exists()


@pytest.mark.parametrize("change", ["text", "judgement", "activity"])
def test_an_approval_falls_when_what_it_was_of_has_changed(client, world, change):
    approve(client, world, world.coordinator)
    CHANGES[change](world)
    approve(client, world, world.police_manager)
    assert not Summary.objects.get().is_frozen
    assert [approval.party for approval in Approval.objects.all()] == ["police"]


def _reword(world):
    write_text(promise=world.promise, by=world.coordinator, version=0, **TEXTS)
    make.all_shared(world.promise_set, by=world.coordinator)


def _judge(world):
    row = judged_targets(Target.objects.filter(pk=world.target.pk).with_rules()).get()
    judge_target(
        progress=target_progress(row, as_of=date(2020, 1, 15)),
        by=world.police_manager,
        judgement="not_fulfilled",
        motivation="Vi ser det inte så.",
        deviation_reason="",
        deviation_text="",
    )


def _log(world):
    make.activity(targets=[world.target], occurred_on=date(2019, 12, 30))


CHANGES = {"text": _reword, "judgement": _judge, "activity": _log}


def test_one_person_cannot_approve_for_both_parties(client, world):
    add_member(
        council=world.council,
        user=world.coordinator,
        role=Role.POLICE_MANAGER,
        organisation=make.organisation(),
        by=world.coordinator,
    )
    sign_in(client, world.coordinator)
    read = what_one_read(client, world)["read"]
    for party in ("municipality", "police"):
        answer = client.post(page("approve_summary", world), {"party": party, "read": read}, follow=True)
    assert "Två parter ska godkännas av två personer." in answer.content.decode()
    assert Approval.objects.get().party == "municipality"
    assert not Summary.objects.get().is_frozen


def test_a_running_set_cannot_be_approved_and_the_page_says_when(client, world):
    running = make.promise_set(
        council=world.council, first_day=date(2020, 1, 1), last_day=date(2020, 12, 31), slug="2020"
    )
    sign_in(client, world.coordinator)
    assert 'kan godkännas när perioden är slut, efter <span class="nowrap">2020-12-31</span>' in (
        client.get(page("summary", world, running.slug)).content.decode()
    )
    answer = client.post(
        page("approve_summary", world, running.slug),
        {"party": "municipality", "read": content_on(running, day=date(2020, 1, 15))},
        follow=True,
    )
    assert "Perioden pågår." in answer.content.decode()
    assert not Approval.objects.exists()


def test_what_comes_after_the_approval_is_told_beside_the_frozen_numbers(client, world):
    approve_both(client, world)
    make.activity(targets=[world.target], occurred_on=date(2019, 12, 30))
    shown = client.get(page("summary", world)).content.decode()
    assert "Tillägg efter godkännandet" in shown
    assert "Efterregistrerade" in shown
    assert "1 av 1" in shown
