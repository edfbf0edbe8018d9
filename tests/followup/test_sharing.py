"""What an organisation writes in a summary is its own until it is shared; the numbers are everybody's."""

import re
from types import SimpleNamespace

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from councils.models import AuditEntry
from councils.roles import Role
from followup.actions.assessments import judge_target
from followup.actions.sharing import NotShared, share_summary_texts
from followup.actions.summaries import approve_summary, content_on
from followup.codes import OF_A_PROMISE
from followup.document.snapshot import snapshot_of
from followup.models import Approval, Summary, SummaryShare, SummaryText
from followup.progress import judged_targets, set_progress, target_progress
from followup.summary_addresses import final_summary
from promises.actions.sharing import share_promise_set
from promises.models import Target
from tests import factories as make
from tests.followup.document.reading import plain, read
from tests.followup.summing_up import sent
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

SECRET = "Det var svårt att få personal"
INTRODUCTION = "Ett tungt år för oss"
TEXTS = dict.fromkeys(OF_A_PROMISE, SECRET)
OWN = ("coordinator", "field_user")
OTHERS = ("police_manager", "officer", "member")
NOT_SHARED = "har inte delat sin text än"


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel("2020-01-15T12:00:00+01:00"):
        yield


@pytest.fixture
def world():
    """A year that is over; the municipality's coordinator has written introduction and text about the first promise."""
    council = make.council(slug="overkalix")
    police, municipal = make.parties_of(council)
    promise_set = make.promise_set(council=council, slug="2019", title="Medborgarlöften 2019")
    section = make.section(promise_set=promise_set)
    promise, other = (make.promise(section=section, order=n) for n in (1, 2))
    make.activity(targets=[make.target(promise=promise, label="Trygghetsvandring")])
    people = {
        "coordinator": make.person(Role.COORDINATOR, council=council, user=make.user(name="Anna Lind")),
        "field_user": make.person(Role.FIELD_USER, council=council),
        "police_manager": make.person(Role.POLICE_MANAGER, council=council),
        "officer": make.person(Role.FIELD_USER, council=council, organisation=police),
        "member": make.person(Role.MEMBER, council=council, organisation=make.organisation(name="Skolan")),
        "official": make.person(Role.OFFICIAL, council=council),
        "stranger": make.person(Role.COORDINATOR),
    }
    by = people["coordinator"]
    make.text(promise_set=promise_set, by=by, introduction=INTRODUCTION)
    make.text(promise=promise, by=by, **TEXTS)
    return SimpleNamespace(
        council=council,
        promise_set=promise_set,
        promise=promise,
        other=other,
        municipal=municipal,
        police=police,
        people=people,
    )


def address(name, *args):
    return reverse(f"followup:{name}", args=["overkalix", *(args or ["2019"])])


def share(world, organisation=None, by="coordinator"):
    return share_summary_texts(
        summary=final_summary(world.promise_set),
        organisation=organisation or world.municipal,
        by=world.people[by],
        at=timezone.now(),
    )


def text_of(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def shows(world, client, who):
    """Every page of the summary that this person can open, as text."""
    client.force_login(world.people[who])
    pages = {name: text_of(client.get(address(name))) for name in ("summary", "summary_history")}
    pages["summary_pdf"] = plain(read(client.get(address("summary_pdf")).content).text)
    return pages


# Before and after


@pytest.mark.parametrize("who", OWN)
def test_the_own_organisation_reads_its_text(client, world, who):
    for name, text in shows(world, client, who).items():
        assert SECRET in text, name
        assert INTRODUCTION in text, name
        assert NOT_SHARED not in text, name


@pytest.mark.parametrize("who", OTHERS)
def test_others_see_the_numbers_and_that_the_text_is_not_shared(client, world, who):
    for name, text in shows(world, client, who).items():
        assert SECRET not in text, name
        assert INTRODUCTION not in text, name
        assert f"{world.municipal.short_name} {NOT_SHARED}" in text, name
        if name != "summary_history":
            assert "Trygghetsvandring" in text, name
            assert "1 av 1" in text, name
    listed = text_of(client.get(reverse("followup:summaries", args=["overkalix"])))
    assert "bara din organisation" not in listed


@pytest.mark.parametrize("who", OTHERS)
def test_once_shared_the_others_read_it_too(client, world, who):
    share(world)
    for name, text in shows(world, client, who).items():
        assert SECRET in text, name
        assert NOT_SHARED not in text, name
    for page in (address("summary"), reverse("followup:summaries", args=["overkalix"])):
        assert "Utkast – delat 2020-01-15 av Anna Lind" in text_of(client.get(page))


@pytest.mark.parametrize("is_shared", [False, True])
@pytest.mark.parametrize("who", ["official", "stranger"])
def test_a_draft_is_closed_to_officials_and_strangers_shared_or_not(client, world, who, is_shared):
    if is_shared:
        share(world)
    client.force_login(world.people[who])
    for name in ("summary", "summary_pdf", "summary_history", "share_summary"):
        assert client.get(address(name)).status_code in (403, 404)


def test_a_share_opens_what_that_organisation_writes_later_too(client, world):
    share(world)
    make.text(promise=world.other, by=world.people["coordinator"], effect="Något nytt från oss")
    assert "Något nytt från oss" in shows(world, client, "police_manager")["summary"]


def test_one_organisation_s_share_does_not_open_another_s_text(client, world):
    make.text(promise=world.other, by=world.people["police_manager"], effect="Polisens egna ord")
    share(world)
    assert "Polisens egna ord" not in shows(world, client, "coordinator")["summary"]
    assert "Polisens egna ord" in shows(world, client, "officer")["summary"]


def test_a_snapshot_made_for_nobody_in_particular_holds_nothing_unshared(world):
    summary = Summary.objects.get()
    snapshot = snapshot_of(summary, set_progress(world.promise_set, as_of=timezone.localdate()))
    assert SECRET not in str(snapshot)
    assert INTRODUCTION not in str(snapshot)
    not_shared = snapshot["sections"][0]["promises"][0]["not_shared"]
    assert not_shared["effect"].endswith(NOT_SHARED + ".")


def test_text_that_is_nobody_s_in_particular_is_open(client, world):
    SummaryText.objects.update(organisation=None)
    assert SECRET in shows(world, client, "police_manager")["summary"]


def test_what_is_not_shared_is_not_called_missing(client, world):
    client.force_login(world.people["police_manager"])
    shown = client.get(address("summary")).context["page"]
    silent = [missing.text for missing in (*shown.blocking, *shown.remarks) if "men har inte sagt" in missing.text]
    assert silent
    assert all("löfte 2 " in text for text in silent)


# Writing


def test_a_text_belongs_to_whoever_saved_it_first(world):
    share(world)
    make.text(promise=world.promise, by=world.people["police_manager"], effect="Polisens ändring")
    row = SummaryText.objects.get(part="effect")
    assert (row.text, row.organisation) == ("Polisens ändring", world.municipal)


@pytest.mark.parametrize("version", [0, 1, 7])
def test_another_organisation_cannot_write_over_it_and_loses_nothing_of_its_own(client, world, version):
    client.force_login(world.people["police_manager"])
    form = sent(dict.fromkeys(OF_A_PROMISE, "Polisens långa text"), version)
    answer = text_of(client.post(address("summary_text", "2019", world.promise.pk), form), 409)
    assert "har redan skrivit här och inte delat sin text än" in answer
    assert answer.count("Polisens långa text") == len(OF_A_PROMISE)
    assert SECRET not in answer
    assert SummaryText.objects.get(part="effect").text == SECRET


@pytest.mark.parametrize("version", [0, 1, 2])
def test_the_introduction_cannot_be_written_over_either(client, world, version):
    client.force_login(world.people["police_manager"])
    form = sent({"introduction": "Polisens inledning"}, version)
    answer = text_of(client.post(address("summary_whole"), form), 409)
    assert "inte delat sin text än" in answer
    assert "Polisens inledning" in answer
    assert INTRODUCTION not in answer
    assert SummaryText.objects.get(part="introduction").text == INTRODUCTION


def test_in_place_of_the_field_stands_whose_text_it_is(client, world):
    client.force_login(world.people["police_manager"])
    pages = {
        address("summary_text", "2019", world.promise.pk): OF_A_PROMISE,
        address("summary_whole"): ["introduction"],
    }
    for page, parts in pages.items():
        answer = text_of(client.get(page))
        assert answer.count(f"{world.municipal.short_name} {NOT_SHARED}") == len(parts)
        assert not [part for part in parts if f'name="{part}"' in answer]
        assert SECRET not in answer
        assert INTRODUCTION not in answer


def test_a_colleague_writes_on_in_the_organisation_s_text(client, world):
    colleague = make.person(Role.COORDINATOR, council=world.council)
    client.force_login(colleague)
    page = address("summary_text", "2019", world.promise.pk)
    assert SECRET in text_of(client.get(page))
    assert client.post(page, sent(dict.fromkeys(OF_A_PROMISE, "Vi två"), 1)).status_code == 302


def test_the_action_refuses_also_behind_the_page(world):
    with pytest.raises(NotShared) as refusal:
        make.text(promise=world.promise, by=world.people["police_manager"], effect="Polisens")
    assert refusal.value.organisation == world.municipal


# Approving


def approval_form(client):
    return dict(re.findall(r'name="(party|read)" value="([^"]*)"', client.get(address("summary")).content.decode()))


def test_nothing_is_approved_while_something_is_not_shared(client, world):
    sign_in(client, world.people["coordinator"])
    text = text_of(client.get(address("summary")))
    assert "kan godkännas när all text är delad" in text
    assert address("share_summary") in text
    assert "Godkänn för" not in text
    read = content_on(final_summary(world.promise_set), day=timezone.localdate())
    answer = client.post(address("approve_summary"), {"party": "municipality", "read": read}, follow=True)
    assert "All text är inte delad än." in answer.content.decode()
    assert not Approval.objects.exists()


def test_the_other_party_is_told_whose_text_is_not_shared_and_cannot_share_it(client, world):
    client.force_login(world.people["police_manager"])
    text = text_of(client.get(address("summary")))
    assert f"{world.municipal.short_name} {NOT_SHARED}" in text
    assert address("share_summary") not in text
    assert client.post(address("share_summary"), {"is_read": "on"}).status_code == 302
    assert not SummaryShare.objects.exists()


def test_the_action_approves_nothing_unshared(world):
    summary = final_summary(world.promise_set)
    for seen in (content_on(summary, day=timezone.localdate()), ""):
        with pytest.raises(NotShared):
            approve_summary(
                summary=summary,
                party="municipality",
                by=world.people["coordinator"],
                at=timezone.now(),
                read=seen,
            )
    assert not Approval.objects.exists()


def test_both_approve_what_both_could_read(client, world):
    share(world)
    make.ready(world.promise_set, by=world.people["coordinator"])
    for who in ("coordinator", "police_manager"):
        sign_in(client, world.people[who])
        assert SECRET in text_of(client.get(address("summary")))
        client.post(address("approve_summary"), approval_form(client))
    summary = Summary.objects.get()
    assert summary.is_frozen
    assert SECRET in str(summary.snapshot)
    assert NOT_SHARED not in str(summary.snapshot)
    client.force_login(world.people["official"])
    assert SECRET in text_of(client.get(address("summary")))


def test_a_text_written_by_one_who_has_not_shared_withdraws_the_approvals_and_stops_new_ones(client, world):
    make.ready(world.promise_set, by=world.people["coordinator"])
    sign_in(client, world.people["coordinator"])
    client.post(address("approve_summary"), approval_form(client))
    assert Approval.objects.exists()
    make.text(promise=world.other, by=world.people["police_manager"], **TEXTS)
    assert not Approval.objects.exists()
    assert approval_form(client) == {}


# Sharing


def test_the_page_says_what_sharing_means_and_shows_what_is_shared(client, world):
    client.force_login(world.people["coordinator"])
    text = text_of(client.get(address("share_summary")))
    for said in ("allmän handling", "tryckfrihetsförordningen", "inkommen", "begära ut", "går inte att ångra"):
        assert said in text
    for shown in (world.police.name, "Skolan", SECRET, INTRODUCTION, 'type="checkbox"'):
        assert shown in text


def test_sharing_takes_a_tick_and_is_logged(client, world):
    client.force_login(world.people["coordinator"])
    assert "Kryssa i rutan" in text_of(client.post(address("share_summary"), {}), 422)
    assert not SummaryShare.objects.exists()
    answer = client.post(address("share_summary"), {"is_read": "on"}, follow=True)
    assert "Texten är delad." in text_of(answer)
    row = SummaryShare.objects.get()
    assert (row.organisation, row.shared_by) == (world.municipal, world.people["coordinator"])
    entry = AuditEntry.objects.get(verb="share_summary_texts")
    assert (entry.actor, entry.object_id) == (world.people["coordinator"], row.summary_id)
    assert entry.details["organisation"] == world.municipal.pk
    assert set(entry.details["readers"]) >= {world.police.pk}
    assert SECRET not in str(entry.details)


def test_sharing_twice_is_once(client, world):
    share(world)
    client.force_login(world.people["coordinator"])
    assert client.post(address("share_summary"), {"is_read": "on"}).status_code == 302
    share(world)
    assert SummaryShare.objects.count() == 1
    assert AuditEntry.objects.filter(verb="share_summary_texts").count() == 1


def test_who_has_written_nothing_has_nothing_to_share(world):
    assert share(world, organisation=world.police, by="police_manager") is None
    assert not SummaryShare.objects.exists()
    assert not AuditEntry.objects.filter(verb="share_summary_texts").exists()


@pytest.mark.parametrize("who", ["field_user", "officer", "member", "official"])
def test_only_those_who_write_share(client, world, who):
    client.force_login(world.people[who])
    assert client.get(address("share_summary")).status_code == 403
    assert client.post(address("share_summary"), {"is_read": "on"}).status_code == 403
    assert not SummaryShare.objects.exists()


def test_who_acts_for_two_organisations_reads_and_shares_for_both(client, world):
    health = make.organisation(name="Vårdcentralen")
    both = make.person(Role.COORDINATOR, council=world.council, organisation=world.municipal)
    make.member(Role.MEMBER, council=world.council, user=both, organisation=health)
    client.force_login(both)
    assert SECRET in text_of(client.get(address("summary")))
    client.post(address("share_summary"), {"is_read": "on"})
    assert SummaryShare.objects.get().organisation == world.municipal


def test_the_database_keeps_one_share_for_each_organisation(world):
    row = share(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        SummaryShare.objects.create(
            summary=row.summary, organisation=row.organisation, shared_at=timezone.now(), shared_by=row.shared_by
        )


@pytest.mark.parametrize("name", ["summary", "summary_history", "share_summary"])
def test_as_many_queries_for_many_texts_as_for_one(client, world, name, django_assert_num_queries):
    client.force_login(world.people["coordinator"])
    client.get(address(name))
    with CaptureQueriesContext(connection) as one:
        client.get(address(name))
    for _ in range(12):
        promise = make.promise(section=world.promise.section)
        make.text(promise=promise, by=world.people["coordinator"], **TEXTS)
    with django_assert_num_queries(len(one)):
        client.get(address(name))


# Drafts of promises, judged and written about before they are shared


def own_draft(world):
    draft = make.promise_set(council=world.council, slug="2021", status="draft", organisation=world.municipal)
    return make.target(promise=make.promise(section=make.section(promise_set=draft)))


def judge(target, by):
    progress = target_progress(judged_targets(Target.objects.filter(pk=target.pk).with_rules()).get(), as_of=make.A_DAY)
    reason = {"deviation_reason": "", "deviation_text": ""}
    judge_target(progress=progress, by=by, judgement="fulfilled", motivation=SECRET, **reason)


def test_the_log_of_the_council_tells_nothing_of_what_is_said_in_an_own_draft(world):
    target, by = own_draft(world), world.people["coordinator"]
    judge(target, by)
    make.text(promise=target.promise, by=by, **TEXTS)
    lines = AuditEntry.objects.filter(verb__in=["judge_target", "write_summary_text"]).order_by("-pk")[:2]
    assert [line.details for line in lines] == [{}, {}]


def test_a_judgement_of_an_own_draft_is_not_shown_to_others_when_it_is_shared(client, world):
    target = own_draft(world)
    with time_machine.travel("2020-01-14T12:00:00+01:00"):
        judge(target, world.people["coordinator"])
    share_promise_set(promise_set=target.promise_set, by=world.people["coordinator"], at=timezone.now())
    page = reverse("followup:evidence", args=["overkalix", target.pk])
    client.force_login(world.people["coordinator"])
    assert SECRET in client.get(page).content.decode()
    client.force_login(world.people["police_manager"])
    answer = client.get(page)
    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()
