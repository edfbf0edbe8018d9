"""What the council has reported, to whom and when: noted, corrected, and taken away with a reason."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.models import AuditEntry, CouncilReport
from councils.roles import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make.council()


@pytest.fixture
def coordinator(client, council):
    user = make.person(Role.COORDINATOR, council=council)
    client.force_login(user)
    return user


@pytest.fixture
def send(client, council, coordinator):
    def send(name, *ids, **values):
        answer = client.post(reverse(f"councils:{name}", args=[council.slug, *ids]), values, follow=True)
        return answer.status_code, " ".join(answer.content.decode().split())

    return send


@pytest.fixture
def report(council, coordinator):
    said = {"recipient": "Kommunledningen", "about": "Året", "reported_by": coordinator}
    return CouncilReport.objects.create(council=council, reported_on=date(2019, 5, 6), **said)


def values(**changed):
    said = {"reported_on": "2019-05-06", "recipient": "Chefen för lokalpolisområdet", "about": "Löftena och året"}
    return {**said, "registry_number": "KS 2019/7", **changed}


def test_a_report_is_noted_once(send, council):
    for _ in range(2):
        status, words = send("add_council_report", **values())
        assert status == 200
    for said in ("Chefen för lokalpolisområdet", "Löftena och året", "dnr KS 2019/7", "2019-05-06"):
        assert said in words
    assert "Ingen redovisning till kommunfullmäktige är noterad." in words
    assert CouncilReport.objects.filter(council=council).count() == 1
    assert AuditEntry.objects.filter(verb="add_council_report").count() == 1


def test_the_assembly_s_latest_report_is_told(send, client, council, report):
    words = send("add_council_report", **values(to_assembly="on"))[1]
    assert "Kommunfullmäktige fick senast en redovisning 2019-05-06." in words
    assert "2019-05-06" in client.get(reverse("councils:council", args=[council.slug])).content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"reported_on": ""}, "Ange datum."),
        ({"reported_on": "2090-01-01"}, "Dagen har inte varit än."),
        ({"reported_on": "9999-12-31"}, "för långt fram"),
        ({"reported_on": "0001-01-01"}, "för långt tillbaka"),
        ({"recipient": ""}, "Skriv vem som fick redovisningen."),
        ({"about": ""}, "Skriv vad som redovisades."),
        ({"about": "19121212-1212"}, "Texten innehåller ett personnummer"),
        ({"about": "å" * 30_000}, "300 tecken"),
    ],
)
def test_what_is_no_report_is_refused(send, changed, sentence):
    status, words = send("add_council_report", **values(**changed))
    assert (status, sentence in words) == (422, True)
    assert not CouncilReport.objects.exists()


def test_a_report_is_corrected_and_nobody_saves_over_another(send, report):
    for _ in range(2):
        assert send("change_council_report", report.pk, **values(about="Våren", version=1))[0] == 200
    status, words = send("change_council_report", report.pk, **values(about="Hösten", version=1))
    assert status == 409
    assert "Våren" in words and "Hösten" in words
    entry = AuditEntry.objects.get(verb="change_council_report")
    assert (entry.details["before"]["about"], entry.details["after"]["about"]) == ("Året", "Våren")


def test_a_report_is_taken_away_with_a_reason_that_stays_in_the_log(send, report):
    assert send("remove_council_report", report.pk, version=1)[0] == 422
    status, words = send("remove_council_report", report.pk, removal_reason="Dubbelt", version=7)
    assert (status, "Någon annan har ändrat redovisningen." in words) == (409, True)
    assert (
        "Redovisningen är borttagen."
        in send("remove_council_report", report.pk, removal_reason="Dubbelt", version=1)[1]
    )
    assert not CouncilReport.objects.exists()
    details = AuditEntry.objects.get(verb="remove_council_report").details
    assert (details["reason"], details["recipient"]) == ("Dubbelt", "Kommunledningen")


def test_everybody_in_the_council_reads_and_only_who_runs_it_writes(client, council, report):
    for role in set(Role) - {Role.COORDINATOR}:
        client.force_login(make.person(role, council=council))
        words = client.get(reverse("councils:council_reports", args=[council.slug])).content.decode()
        assert "Kommunledningen" in words and "Notera en redovisning" not in words
        assert client.post(reverse("councils:add_council_report", args=[council.slug]), values()).status_code == 403


def test_twenty_reports_are_listed_with_as_few_questions_as_one(client, council, coordinator, report):
    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("councils:council_reports", args=[council.slug]))
        return len(found)

    queries()
    of_one = queries()
    for day in range(1, 20):
        said = {"recipient": "KS", "about": "Året", "reported_by": make.user()}
        CouncilReport.objects.create(council=council, reported_on=date(2019, 1, day), **said)
    assert queries() == of_one
