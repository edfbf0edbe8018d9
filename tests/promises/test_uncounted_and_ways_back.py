"""Promises without a number on the page of proposals, and the ways back to it from the pages in between."""

from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.roles import Role
from promises.models import Promise, Proposal, SourceText
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.fixture
def draft():
    council = make.council(slug="overkalix")
    make.parties_of(council)
    return make.promise_set(council=council, slug="2020", status="draft", title="Medborgarlöften 2020")


@pytest.fixture
def anna(client, draft):
    anna = make.person(Role.COORDINATOR, council=draft.council)
    client.force_login(anna)
    return anna


@pytest.fixture
def source(client, anna):
    paste(client, "Polisen lovar:\n- två besök på torget varje vecka")
    return SourceText.objects.get()


def paste(client, text, follow=False):
    return client.post("/overkalix/loften/2020/las-in/", {"pasted_text": text}, follow=follow)


def review(source):
    return reverse("promises:review_text", args=["overkalix", "2020", source.pk])


def text_of(answer):
    return unescape(answer.content.decode())


def test_promises_without_a_number_are_marked_and_listed_with_what_would_help(client, anna, draft):
    text = "Polisen lovar:\n- att öka den synliga närvaron i centrum\n- två besök per år\n\nBakgrund\nMånga är otrygga."
    page = text_of(paste(client, text, follow=True))
    promise = Promise.objects.get(targets=None)
    assert f'<span class="promised">{promise.wording}</span>' in page
    listed = page[page.index('id="utan-mal"') :]
    assert f'id="lofte-{promise.pk}"' in listed
    assert "har inget mål, så ingen kan se om det hålls." in listed
    assert "minst två fotpatrulleringar i veckan i centrum" in listed
    assert "otrygga" not in listed[: listed.index("</section>")]
    way_on = f"?granska={SourceText.objects.get().pk}"
    assert f'href="/overkalix/lofte/{promise.pk}/nytt-mal/{way_on}"' in listed
    assert f'href="/overkalix/lofte/{promise.pk}/ta-bort/{way_on}"' in listed


def test_a_text_of_promises_without_numbers_is_ready_at_once(client, anna, draft):
    page = text_of(paste(client, "Polisen lovar:\n- att öka den synliga närvaron i centrum", follow=True))
    assert "1 löfte, inget mål att granska" in page
    assert "Till löftena" in page
    assert "Inga förslag är kvar" not in page


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("edit_target", {"kind": "qualitative", "label": "Besök", "jointly": "any", "unit": "", "version": 1}),
        ("remove_target", {}),
    ],
)
def test_who_changes_a_proposal_comes_back_to_the_proposals(client, source, name, fields):
    target = Proposal.objects.get().target
    address = reverse(f"promises:{name}", args=["overkalix", target.pk])
    if name == "edit_target":
        assert f'href="{address}?granska={source.pk}"' in text_of(client.get(review(source)))
    page = text_of(client.get(f"{address}?granska={source.pk}"))
    assert f'<input type="hidden" name="granska" value="{source.pk}">' in page
    assert f'<a href="{review(source)}">Granska förslagen</a>' in page
    answer = client.post(address, {**fields, "granska": source.pk})
    assert answer.url.partition("#")[0] == review(source)


def test_a_way_back_that_is_no_text_of_the_set_leads_to_the_hub(client, source, draft):
    target = Proposal.objects.get().target
    elsewhere = SourceText.objects.create(
        promise_set=make.promise_set(council=draft.council, status="draft"), text="Vi lovar", pasted_by=make.user()
    )
    address = reverse("promises:edit_target", args=["overkalix", target.pk])
    hub = "/overkalix/loften/2020/redigera/"
    ways = ("https://example.org/", "//example.org", str(elsewhere.pk), str(source.pk + 99), "9" * 40, "²", "")
    for way in ways:
        page = text_of(client.get(address, {"granska": way}))
        assert 'name="granska"' not in page
        assert f'<a href="{hub}">Avbryt</a>' in page
    fields = {"kind": "qualitative", "label": "Besök", "jointly": "any", "unit": "", "version": 1}
    answer = client.post(address, {**fields, "granska": "//example.org"})
    assert answer.url == f"{hub}#lofte-{target.promise_id}"


def test_who_throws_a_promise_away_comes_back_to_the_proposals(client, anna, draft):
    paste(client, "Polisen lovar:\n- att öka den synliga närvaron i centrum\n- två besök per år")
    source, promise = SourceText.objects.get(), Promise.objects.get(targets=None)
    address = reverse("promises:remove_promise", args=["overkalix", promise.pk])
    page = text_of(client.get(f"{address}?granska={source.pk}"))
    assert f'<a href="{review(source)}">Avbryt</a>' in page
    assert client.post(address, {"granska": source.pk}).url == review(source)
    assert not Promise.objects.filter(pk=promise.pk).exists()


def test_sixty_promises_without_targets_take_as_many_queries_as_one(client, anna, draft):
    numbers = []
    for number in (1, 60):
        lines = "\n".join(f"- att öka den synliga närvaron i Byn{n}" for n in range(number))
        SourceText.objects.all().delete()
        Promise.objects.all().delete()
        paste(client, f"Polisen lovar:\n{lines}")
        page = review(SourceText.objects.get())
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(page)
        assert text_of(answer).count('class="ds-card proposal"') == number
        numbers.append(len(asked))
    assert numbers[0] == numbers[1] <= 15, [one["sql"][:90] for one in asked]
