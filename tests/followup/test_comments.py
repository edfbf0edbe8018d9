"""What the group says of a summary while it is written: beside the part it is about, and never printed."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from councils.models import AuditEntry
from followup.actions.comments import comment_on_summary, settle_comment
from followup.actions.summary_texts import AlreadyFrozen
from followup.document.snapshot import snapshot_of
from followup.models import Summary, SummaryComment
from followup.progress import set_progress
from followup.summary_addresses import final_summary
from followup.summary_around import read_around
from tests import factories as make
from tests.followup.summing_up import NOW, a_year_that_is_over, approve_both, page, text_page
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
AT = datetime(2020, 1, 15, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def world():
    return a_year_that_is_over()


def comment(world, text="Kolla siffran.", **about):
    return comment_on_summary(summary=final_summary(world.promise_set), text=text, by=world.coordinator, at=AT, **about)


def settle_page(world, row):
    return page("settle_comment", world, world.promise_set.slug, row.pk)


def test_a_comment_stands_beside_the_part_it_is_about_and_in_the_list(client, world):
    sign_in(client, world.coordinator)
    form = {"lofte": world.promise.pk, "del": "effect", "comment_text": "Är det <b>två</b> varv?"}
    assert client.post(page("summary_comments", world), form).status_code == 302
    row = SummaryComment.objects.get()
    assert (row.promise, row.part, row.text) == (world.promise, "effect", "Är det <b>två</b> varv?")
    assert AuditEntry.objects.get(verb="comment_on_summary").details == {"summary": "2019"}
    sign_in(client, world.police_manager)
    for address in (page("summary_comments", world), text_page(world)):
        shown = client.get(address).content.decode()
        assert "Är det &lt;b&gt;två&lt;/b&gt; varv?" in shown
        assert "Namn coordinator" in shown
    assert "två" not in client.get(text_page(world, world.other)).content.decode()


def test_the_way_from_a_part_leads_to_a_form_about_that_part(client, world):
    sign_in(client, world.coordinator)
    address = f"{page('summary_comments', world)}?lofte={world.promise.pk}&amp;del=effect"
    assert address in client.get(text_page(world)).content.decode()
    shown = client.get(address.replace("&amp;", "&")).content.decode()
    assert f'<input type="hidden" name="lofte" value="{world.promise.pk}">' in shown
    assert '<input type="hidden" name="del" value="effect">' in shown


def test_without_a_part_it_is_about_the_whole(client, world):
    sign_in(client, world.coordinator)
    client.post(page("summary_comments", world), {"comment_text": "Bra skrivet."})
    row = SummaryComment.objects.get()
    assert (row.promise, row.part) == (None, "")
    assert "Hela sammanställningen" in client.get(page("summary_comments", world)).content.decode()


@pytest.mark.parametrize("about", ["lofte=abc", "lofte=0", "del=verdict", "del=effect", "lofte={promise}&del=method"])
def test_a_part_that_there_is_not_cannot_be_commented(client, world, about):
    sign_in(client, world.coordinator)
    address = page("summary_comments", world)
    query = about.format(promise=world.promise.pk)
    assert client.get(f"{address}?{query}").status_code == 404
    sent = dict(pair.split("=") for pair in query.split("&"))
    assert client.post(address, {**sent, "comment_text": "Nej."}).status_code == 404
    assert not SummaryComment.objects.exists()


@pytest.mark.parametrize(
    ("text", "said"), [("", "Skriv något"), ("19121212-1212", "personnummer"), ("å" * 2001, "2000")]
)
def test_what_cannot_be_kept_is_refused_in_words_with_the_text_kept(client, world, text, said):
    sign_in(client, world.coordinator)
    answer = client.post(page("summary_comments", world), {"comment_text": text})
    shown = answer.content.decode().replace("\xa0", "")
    assert (answer.status_code, said in shown, text in shown) == (422, True, True)
    assert not SummaryComment.objects.exists()


@pytest.mark.parametrize("role", ["field_user", "member"])
def test_everybody_who_reads_the_draft_reads_the_comments_and_those_who_write_comment(client, world, role):
    row = comment(world)
    sign_in(client, getattr(world, role))
    shown = client.get(page("summary_comments", world)).content.decode()
    assert ("Kolla siffran." in shown, "<textarea" in shown, ">Klar<" in shown) == (True, False, False)
    assert client.post(page("summary_comments", world), {"comment_text": "Jag med."}).status_code == 403
    assert client.post(settle_page(world, row)).status_code == 403
    assert SummaryComment.objects.get().settled_at is None


def test_officials_know_nothing_of_it(client, world):
    comment(world)
    sign_in(client, world.official)
    assert client.get(page("summary_comments", world)).status_code == 403


def test_a_comment_that_is_dealt_with_is_said_to_be_so_once(client, world):
    row = comment(world)
    sign_in(client, world.police_manager)
    for _ in range(2):
        assert client.post(settle_page(world, row), follow=True).status_code == 200
    row.refresh_from_db()
    assert row.settled_by == world.police_manager
    assert AuditEntry.objects.filter(verb="settle_comment").count() == 1
    shown = client.get(page("summary_comments", world)).content.decode()
    assert "Inga öppna kommentarer." in shown
    assert "klar 2020-01-15, Namn police_manager" in shown


def test_a_comment_of_another_summary_or_council_is_not_found(client, world):
    beside = make.summary(promise_set=world.promise_set, slug="2019_1", kind="part", as_of=make.A_DAY)
    rows = [
        SummaryComment.objects.create(summary=beside, text="Delen.", written_by=world.coordinator),
        comment(a_foreign_world()),
    ]
    sign_in(client, world.coordinator)
    for row in rows:
        assert client.post(settle_page(world, row)).status_code == 404
    assert not SummaryComment.objects.filter(settled_at__isnull=False).exists()


def a_foreign_world():
    promise_set = make.promise_set(slug="2019")
    return type(
        "World",
        (),
        {"promise_set": promise_set, "coordinator": make.person("coordinator", council=promise_set.council)},
    )


def test_counts_are_of_open_comments_part_by_part(world):
    assert read_around(Summary(promise_set=world.promise_set)) == {}
    settle_comment(comment=comment(world, part="method"), by=world.coordinator, at=AT)
    for about in ({"part": "method"}, {"promise": world.promise, "part": "effect"}, {}):
        comment(world, **about)
    comment(world, promise=world.promise, part="effect")
    counted = read_around(final_summary(world.promise_set))
    assert counted == {(None, "method"): 1, (world.promise.pk, "effect"): 2, (None, ""): 1}


def test_what_is_approved_is_not_commented_any_more_but_what_was_said_can_be_read(client, world):
    row = comment(world, "Sagt i tid.")
    approve_both(client, world)
    sign_in(client, world.coordinator)
    shown = client.get(page("summary_comments", world)).content.decode()
    assert ("Sagt i tid." in shown, "<textarea" in shown) == (True, False)
    answer = client.post(page("summary_comments", world), {"comment_text": "För sent sagt."})
    assert (answer.status_code, "För sent sagt." in answer.content.decode()) == (409, True)
    with pytest.raises(AlreadyFrozen):
        settle_comment(comment=row, by=world.coordinator, at=AT)
    assert SummaryComment.objects.count() == 1


def test_no_comment_reaches_the_printed_summary(world):
    comment(world, "Internt prat.")
    comment(world, "Internt prat.", promise=world.promise, part="effect")
    summary = final_summary(world.promise_set)
    assert "Internt" not in str(snapshot_of(summary, set_progress(world.promise_set, as_of=make.LAST_DAY)))


def test_as_many_queries_for_many_comments_as_for_one(client, world, django_assert_num_queries):
    comment(world, promise=world.promise, part="effect")
    sign_in(client, world.coordinator)
    client.get(page("summary_comments", world))
    for address in (page("summary_comments", world), text_page(world)):
        with CaptureQueriesContext(connection) as one:
            client.get(address)
        for _ in range(8):
            comment(world, promise=world.promise, part="effect")
        with django_assert_num_queries(len(one)):
            client.get(address)
