"""The signed paper, kept as it was sent, and what is to be done every year."""

import hashlib
import io
import re
from datetime import date
from types import SimpleNamespace

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from councils import pdf_files
from councils.duty_days import duty_days
from councils.models import AgreementDocument, AuditEntry, CouncilReport, DutyDone
from councils.pdf_files import LARGEST, NotKept, check_pdf
from councils.roles import Role
from followup.duties import duties_of
from tests import factories as make
from tests.councils.test_agreements import agreement, coordinator, council, opened, read, send  # noqa: F401


def pdf(change=lambda pdf: None, **saving):
    made, file = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    change(made)
    made.save(file, **saving)
    return file.getvalue()


def script(made):
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def launch(made):
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 1, 1], A=action)
    made.pages[0].Annots = pikepdf.Array([link])


def carrying(name, data):
    def change(made):
        made.attachments[name] = data

    return change


# The file


@pytest.mark.pure
@pytest.mark.parametrize(
    "content",
    [pdf(), pdf(carrying("bilaga.xml", b"<a/>")), pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate)],
    ids=["plain", "with data", "packed"],
)
def test_a_pdf_that_runs_nothing_is_kept(content):
    check_pdf(content)


@pytest.mark.pure
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"hej", "inte en PDF"),
        (b"%PDF-1.7 hej", "inte en PDF"),
        (pdf()[:200], "inte en PDF"),
        (pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "låst"),
        (pdf(encryption=pikepdf.Encryption(owner="a", user="")), "låst"),
        (pdf(script), "skript"),
        (pdf(launch, object_stream_mode=pikepdf.ObjectStreamMode.generate), "skript"),
        (pdf(carrying("x.exe", b"abc")), "program som bilaga"),
        (pdf(carrying("x.txt", b"MZ\x90")), "program som bilaga"),
    ],
)
def test_any_other_file_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(NotKept, match=sentence):
        check_pdf(content)


@pytest.mark.pure
def test_a_file_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(pdf_files, "SECONDS", 0.01)
    with pytest.raises(NotKept, match="för tung"):
        check_pdf(pdf())


def attach(send, agreement, content, name="Avtal.pdf"):  # noqa: F811
    return send("attach_document", agreement.pk, file=SimpleUploadedFile(name, content, "application/pdf"))


@pytest.mark.django_db
def test_the_paper_is_sent_as_it_came_and_never_shown_inside_the_site(client, send, council, agreement):  # noqa: F811
    content = pdf()
    assert hashlib.sha256(content).hexdigest() in attach(send, agreement, content, "C:\\mapp\\Avtalet åäö.PDF")[1]
    answer = client.get(reverse("councils:agreement_document", args=[council.slug, agreement.pk]))
    assert (answer.content, answer["Content-Type"]) == (content, "application/pdf")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert "Avtalet%20%C3%A5%C3%A4%C3%B6.pdf" in answer["Content-Disposition"]


@pytest.mark.django_db
def test_another_paper_in_its_place_is_a_logged_act(send, agreement):  # noqa: F811
    first, second = pdf(), pdf(lambda made: made.add_blank_page())
    attach(send, agreement, first)
    assert "Samma dokument fanns redan." in attach(send, agreement, first)[1]
    attach(send, agreement, second)
    line = AuditEntry.objects.get(verb="replace_document")
    digests = [hashlib.sha256(one).hexdigest() for one in (first, second)]
    assert [line.details["before"]["sha256"], line.details["after"]["sha256"]] == digests
    assert bytes(AgreementDocument.objects.get().content) == second


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.pdf", "Filen är tom."),
        (b"hej", "a.pdf", "inte en PDF"),
        (b"%PDF-" + b"0" * LARGEST, "a.pdf", "högst 12 MB"),
        (pdf(), "19121212-1212.pdf", "personnummer"),
        (pdf(), "ring 070-123 45 67.pdf", "telefonnummer"),
    ],
)
def test_what_cannot_be_kept_is_said(send, agreement, content, name, sentence):  # noqa: F811
    status, shown = attach(send, agreement, content, name)
    assert (status, sentence in shown) == (422, True)
    assert not AgreementDocument.objects.exists()


@pytest.mark.django_db
def test_a_name_that_looks_like_a_number_is_kept_when_somebody_has_answered_for_it(send, agreement):  # noqa: F811
    name = "Avtal 070-123 45 67.pdf"
    _status, shown = attach(send, agreement, pdf(), name)
    assert "välj den igen och kryssa i rutan" in shown
    ticked = re.search(r'name="screened" value="([^"]+)"', shown)[1]
    paper = SimpleUploadedFile(name, pdf(), "application/pdf")
    send("attach_document", agreement.pk, file=paper, screened=[ticked])
    assert AgreementDocument.objects.get().file_name == name
    line = AuditEntry.objects.get(verb="attach_document")
    assert line.details["screened"] == [{"field": "file", "kind": "phone"}]


# Every year


@pytest.mark.pure
def test_a_duty_falls_due_only_while_its_agreement_holds():
    years = range(2021, 2026)
    found = duty_days(12, years, from_day=date(2023, 5, 5), to_day=date(2025, 6, 30))
    assert found == [date(2023, 12, 31), date(2024, 12, 31)]
    assert duty_days(2, [2024], from_day=None, to_day=None) == [date(2024, 2, 29)]
    assert duty_days(1, [0, 10_000], from_day=None, to_day=None) == []


@pytest.fixture
def duty(agreement):  # noqa: F811
    return agreement.duties.create(text="En gemensam plan", month=12)


@pytest.mark.django_db
def test_a_duty_is_put_in_once_changed_and_removed(send, agreement):  # noqa: F811
    values = {"duty_text": "En plan", "duty_month": 12}
    assert "Åtagandet är sparat." in send("add_duty", agreement.pk, **values)[1]
    assert "Det fanns redan." in send("add_duty", agreement.pk, **values)[1]
    duty = agreement.duties.get()
    send("edit_duty", duty.pk, duty_text="En joint plan", duty_month=6, version=2)
    status, shown = send("edit_duty", duty.pk, duty_text="Något annat", duty_month=6, version=2)
    assert (status, "En joint plan" in shown, "Något annat" in shown) == (409, True, True)
    assert send("edit_duty", duty.pk, duty_text="X", duty_month=13, version=3)[0] == 422
    assert "Åtagandet är borttaget." in send("remove_duty", duty.pk)[1]


@pytest.mark.django_db
def test_each_council_marks_its_own_years(send, opened, council, agreement, duty):  # noqa: F811
    other = make.council()
    agreement.councils.add(other)
    make_mark = {"duty": duty, "year": 2018, "done_on": date(2018, 12, 1), "note": "Bara deras"}
    DutyDone.objects.create(council=other, by=make.user(), **make_mark)
    with time_machine.travel("2019-11-20T12:00:00+01:00", tick=False):
        said = send("mark_duty", duty.pk, 2019, done_on="2019-11-18", done_note="Antagen, § 4")[1]
        assert "Åtagandet är avbockat för 2019." in said
        shown = opened("agreement", agreement.pk)
    assert "2019: gjort" in shown
    assert "Antagen, § 4" in shown
    assert "2018: inte avbockat" in shown
    assert "Bara deras" not in shown
    assert DutyDone.objects.of(council).count() == 1


@pytest.mark.django_db
def test_a_duty_to_report_is_met_by_a_report_of_that_year_everywhere(client, opened, council, agreement):  # noqa: F811
    agreement.councils.add(council)
    duty = agreement.duties.create(text="Redovisning till polisens och kommunens ledning", month=2)
    agreement.duties.create(text="En gemensam plan", month=12)
    said = {"reported_by": make.user(), "recipient": "Kommunchefen", "about": "Året"}
    CouncilReport.objects.create(council=council, reported_on=date(2019, 2, 4), **said)
    CouncilReport.objects.create(council=council, reported_on=date(2019, 9, 4), **said)
    CouncilReport.objects.create(council=make.council(), reported_on=date(2018, 2, 4), **said)
    with time_machine.travel("2019-11-20T12:00:00+01:00", tick=False):
        shown = opened("agreement", agreement.pk)
        gates = {council.pk: SimpleNamespace(council=council, can_edit_plan=True)}
        things = list(duties_of(gates, years=[2018, 2019], today=date(2019, 11, 20)))
        law = read(client.get(reverse("followup:legal_check", args=[council.slug])))
    assert "Redovisning 2019-02-04: Kommunchefen</a>" in shown
    assert "2018: inte avbockat" in shown
    done = {thing.key for thing in things if thing.is_done}
    assert done == {f"duty:{duty.pk}:2019"}
    assert "Gjort genom redovisningen 2019-02-04." in law
    assert "En gemensam plan. Ska vara klart 2019-12-31." in law


@pytest.mark.django_db
def test_a_year_is_marked_once_and_no_text_is_lost(send, duty, council):  # noqa: F811
    first = {"done_on": "2019-11-18", "done_note": "Den första", "read": ""}
    send("mark_duty", duty.pk, 2019, **first)
    assert send("mark_duty", duty.pk, 2019, **first)[0] == 200
    status, shown = send("mark_duty", duty.pk, 2019, **{**first, "done_note": "Den andra"})
    assert (status, "Den första" in shown, "Den andra" in shown) == (409, True, True)
    assert DutyDone.objects.of(council).get().note == "Den första"
    assert "borttagen" in send("unmark_duty", duty.pk, 2019)[1]
    assert not DutyDone.objects.of(council).exists()


@pytest.mark.django_db
def test_what_has_not_been_yet_is_not_marked(client, send, council, duty):  # noqa: F811
    assert "Dagen har inte varit ännu." in send("mark_duty", duty.pk, 2019, done_on="2099-01-01")[1]
    for year in (1, 9999, 10**17):
        assert send("mark_duty", duty.pk, year, done_on="2019-01-01")[0] == 404


@pytest.mark.django_db
def test_who_reads_is_not_offered_to_write(client, council, agreement, duty):  # noqa: F811
    client.force_login(make.person(Role.FIELD_USER, council=council))
    shown = read(client.get(reverse("councils:agreement", args=[council.slug, agreement.pk])))
    assert "Bocka av" not in shown
    assert "Bifoga" not in shown
