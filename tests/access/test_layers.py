"""What the walks do not reach: a few answers by hand, and controls of the layers themselves."""

import importlib
import re

import pytest
from django.urls import reverse

from councils.models import User
from councils.roles import Role
from followup.document.pdf import summary_pdf
from followup.summary_documents import DOCUMENTS
from tests.access.addresses import drafts
from tests.access.asking import Answer, masked, readable
from tests.access.layers import numbers_of_b, problems_of_answer
from tests.access.pages import AdminPage, CouncilPage
from tests.access.rules import LEADERS, OF_OTHERS
from tests.access.visitors import Visitor

pytestmark = pytest.mark.django_db


def test_what_is_approved_by_both_is_open_to_officials(world, client):
    client.force_login(world.a.people[Role.OFFICIAL])
    frozen = world.a.rows.frozen_set
    assert client.get(reverse("followup:summary", args=[world.a.council.slug, frozen.slug])).status_code == 200


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", ["promise_set", "promise", "target"])
def test_a_draft_is_open_to_its_organisation_but_not_to_officials_and_others(world, client, role, name):
    client.force_login(world.a.people[role])
    rows = drafts(world.a)
    path = {
        "promise_set": f"/{world.a.council.slug}/uppfoljning/{rows.promise_set.slug}/",
        "promise": f"/{world.a.council.slug}/sammanstallning/{rows.promise_set.slug}/lofte/{rows.promise.pk}/",
        "target": f"/{world.a.council.slug}/mal/{rows.target.pk}/",
    }[name]
    status = client.get(path).status_code
    if role == Role.OFFICIAL or role in OF_OTHERS:
        assert status in (403, 404)
    elif name == "promise":
        assert status == (200 if role in LEADERS else 403)
    else:
        assert status == 200


def test_nobody_signs_up_by_themselves(world, client):
    before = User.objects.count()
    form = {"email": "ny@example.org", "password1": "korp på taket i Övertorneå"}
    assert client.post(reverse("account_signup"), form).status_code == 200
    assert User.objects.count() == before


def test_the_printed_document_holds_the_own_councils_words_and_no_others(matrix, monkeypatch):
    world = matrix.world
    # The real one; the matrix asks for its words as plain text.
    monkeypatch.setitem(DOCUMENTS, "pdf", DOCUMENTS["pdf"]._replace(make=summary_pdf))
    visitor = next(one for one in matrix.visitors if one.role == Role.COORDINATOR and one.home is world.a)
    path = reverse("followup:summary_pdf", args=[world.a.council.slug, world.a.rows.frozen_set.slug])
    answer = matrix.ask(visitor, "GET", path)
    assert answer.body.startswith(b"%PDF")
    text = readable(answer.body).casefold()
    assert world.a.token.casefold() in text
    assert world.b.token.casefold() not in text


# Controls


def test_every_check_of_an_answer_sees_what_it_is_for(matrix):
    world = matrix.world
    visitor = next(one for one in matrix.visitors if one.role == Role.OFFICIAL)
    bad = Answer(
        200,
        "",
        f"Se {world.b.token}, {world.a.draft_token} och 16 162 besök".encode(),
        frozenset({"promises_activity"}),
        changed=("promises_activity",),
        crossed=("promises_credit",),
    )
    found = [layer for layer, _ in problems_of_answer(matrix, CouncilPage(), visitor, "GET", "foreign", bad)]
    assert sorted(found) == ["canary", "count", "crossing", "draft", "fingerprint", "safe", "status"]
    refused = Answer(403, "", b"", frozenset({"councils_user"}))
    found = [layer for layer, _ in problems_of_answer(matrix, CouncilPage(), visitor, "POST", "own", refused)]
    assert "refusal" in found


@pytest.mark.parametrize("text", ["7919", "16162", "16 162", "16&nbsp;162", "16\xa0165", "<b>8243</b>", "7922."])
def test_a_number_of_the_other_council_is_found_as_it_may_be_written(text, world):
    assert numbers_of_b(world).search(f"Totalt {text} besök")


@pytest.mark.parametrize("text", ["7920", "179191", "/aktiviteter/7919/", "sha-7919ab", "8", "2019"])
def test_other_numbers_are_left_alone(text, world):
    assert not numbers_of_b(world).search(f"Totalt {text} besök")


def test_masking_hides_the_address_asked_for_and_nothing_else():
    answer = Answer(404, "Location: /login/?next=/qbetaq/mal/5/", b"/qbetaq/mal/5/ Qbetaq", path="/qbetaq/mal/5/")
    assert masked(answer)[1] == "Location: /login/?next=(address)\n(address) Qbetaq"


def test_the_administration_is_for_superusers_and_looks_missing_to_others():
    rule = AdminPage()
    superuser, official = Visitor("s", "x", is_superuser=True), Visitor("o", "x", role=Role.OFFICIAL)
    assert rule.expected(superuser, "GET", "own") == {200}
    assert rule.expected(official, "GET", "own") == {404}


def test_each_line_of_the_layers_says_in_swedish_what_it_holds():
    layers = importlib.import_module("tests.access.layers").LAYERS
    assert all(re.fullmatch(r"[A-ZÅÄÖ].+\.", text) for text in layers.values())
