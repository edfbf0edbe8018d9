"""What both parties have approved stands for good: numbers, texts and the printed pages; and who may read it."""

import io
import json
from datetime import date

import pikepdf
import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from councils.models import AuditEntry
from followup.actions.summary_texts import AlreadyFrozen
from followup.document.snapshot import digest
from followup.models import Approval, Summary, SummaryText
from tests import factories as make
from tests.followup.summing_up import (
    NOW,
    TEXTS,
    WORDING,
    a_year_that_is_over,
    approve,
    approve_both,
    listen,
    page,
    sent,
    text_page,
    what_one_read,
)
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def world():
    return a_year_that_is_over()


def test_both_approvals_freeze_numbers_and_texts_with_their_hash(client, world):
    make.text(promise=world.promise, by=world.coordinator, **TEXTS)
    summary = approve_both(client, world)
    assert (summary.is_frozen, summary.as_of) == (True, date(2020, 1, 15))
    assert summary.sha256 == digest(summary.snapshot)
    assert len(summary.sha256) == 64
    assert json.loads(json.dumps(summary.snapshot)) == summary.snapshot
    assert AuditEntry.objects.get(verb="freeze_summary").details == {"sha256": summary.sha256, "summary": "2019"}
    shown = client.get(page("summary", world)).content.decode()
    assert summary.sha256 in shown
    assert summary.snapshot["log_head"]["sha256"] in shown


def test_the_snapshot_holds_every_promise_as_it_was_written(client, world):
    make.text(promise=world.promise, by=world.coordinator, **TEXTS)
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
    make.text(promise=world.promise, by=world.coordinator, **TEXTS)
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
        make.text(promise=world.promise, by=world.coordinator, **TEXTS)
    with pytest.raises(AlreadyFrozen):
        make.text(promise_set=world.promise_set, by=world.coordinator, introduction="Nytt.")
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
    answer = client.post(text_page(world), sent({**TEXTS, "effect": typed}))
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Sammanställningen är godkänd av båda parter och kan inte ändras." in shown
    assert typed in shown
    assert not SummaryText.objects.filter(text=typed).exists()


def test_the_database_keeps_snapshot_and_hash_together(world):
    summary = Summary.objects.create(promise_set=world.promise_set)
    for values in ({"sha256": "a" * 64}, {"snapshot": {}}, {"code": "7K3Q"}, {"frozen_at": "2020-01-15T12:00:00Z"}):
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
    make.text(promise=world.promise, by=world.coordinator, **TEXTS)
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
