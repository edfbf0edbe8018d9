"""Judging a target: agreeing with what is computed, or differing with a reason that reaches the summary."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction

from councils.models import AuditEntry
from followup.models import Assessment
from tests.followup.summing_up import NOW, a_year_that_is_over, approve_both, page
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def world():
    return a_year_that_is_over()


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
