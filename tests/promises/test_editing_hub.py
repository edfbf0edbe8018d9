"""The hub of a draft: everything that stands in it, what is left, and the same number of queries however much it is."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from promises.models import Proposal, SourceText
from tests import factories as make
from tests.promises.drafting import council_with_a_draft, hub, page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T13:00:00+01:00"):
        yield


@pytest.fixture
def world(client):
    world = council_with_a_draft()
    client.force_login(world.people["coordinator"])
    return world


def shown(client, path=None):
    return client.get(path or hub()).content.decode().partition("<main")[2].partition("</main>")[0]


def propose(world, target, **fields):
    text = SourceText.objects.create(promise_set=world.draft, text="Vi lovar.", pasted_by=world.people["coordinator"])
    return Proposal.objects.create(target=target, source=text, start=0, end=3, commitment={}, **fields)


def test_the_hub_shows_promises_word_for_word_with_parties_problems_and_rules(client, world):
    world.promise.wording = "Vi lovar\natt komma <snart>."
    world.promise.save()
    world.promise.problem_areas.add(world.problem)
    make.target(promise=world.promise, label="Vandringar", minimum=2, unit="vandring", units="vandringar")
    text = shown(client)
    for words in (
        "Trafik",
        "Vi lovar<br>att komma &lt;snart&gt;.",
        world.police.short_name,
        "Fort genom byn",
        "Minst 2 vandringar under hela perioden.",
        "Inga löften i avsnittet ännu.",
        "Utkast – bara din organisation",
        "2020-01-01–2020-12-31",
    ):
        assert words in text, words


def test_the_hub_leads_to_every_form(client, world):
    text = shown(client)
    section, promise = world.section.pk, world.promise.pk
    for path in (
        page("edit_set_details", "2020"),
        page("paste_text", "2020"),
        page("translations", "2020"),
        page("share_promise_set", "2020"),
        page("remove_promise_set", "2020"),
        page("promise_set_history", "2020"),
        page("add_section", "2020"),
        page("edit_section", section),
        page("move_section", section),
        page("remove_section", section),
        page("add_promise", section),
        page("edit_promise", promise),
        page("move_promise", promise),
        page("remove_promise", promise),
        page("add_target", promise),
        page("edit_target", world.target.pk),
        "/overkalix/loften/2020/underteckna/",
    ):
        assert f'"{path}"' in text, path


def test_a_shared_draft_is_neither_shared_again_nor_taken_away(client, world):
    world.draft.shared_at, world.draft.shared_by = timezone.now(), world.people["coordinator"]
    world.draft.save()
    text = shown(client)
    assert page("share_promise_set", "2020") not in text
    assert page("remove_promise_set", "2020") not in text


def test_proposals_that_wait_for_a_person_lead_to_their_review(client, world):
    waiting = propose(world, world.target)
    confirmed = make.target(promise=world.promise, label="Granskat mål", kind="vision")
    done = propose(world, confirmed, confirmed_at=timezone.now(), confirmed_by=world.people["coordinator"])
    text = shown(client)
    assert "1 förslag väntar på att granskas" in text
    reviews = [page("review_text", "2020", one.source_id) for one in (waiting, done)]
    assert text.count("Förslag – granska") == 1
    assert text.count(f'"{reviews[0]}"') == 3  # above all, at the target and among the texts
    assert text.count(f'"{reviews[1]}"') == 1


def test_what_is_left_before_signing_is_said_gravest_first(client, world):
    make.promise(section=world.other, wording="Vi ska sträva efter lugn.", order=1, responsible=[])
    left = client.get(hub()).context["left"]
    weights = [remark.weight for remark in left.remarks]
    assert weights == sorted(weights, key=["stop", "warn", "hint"].index)
    assert {"no_responsible", "no_target", "striving"} <= {remark.code for remark in left.remarks}
    text = shown(client)
    assert "Ingen är ansvarig för" in text
    assert "1 hindrar" in text


def test_an_empty_draft_says_how_to_begin_and_is_not_measured(client, world):
    for section in (world.section, world.other):
        section.delete()
    text = shown(client)
    assert "Utkastet är tomt" in text
    assert "att se över" not in text
    assert page("add_section", "2020") in text
    assert "/underteckna/" not in text


def test_moves_that_lead_nowhere_are_not_offered(client, world):
    """The first section has no way up, the last no way down; a promise alone in the only section none at all."""
    text = shown(client)
    assert text.count('value="up"') == 1  # the last section; the promise stands first of all
    assert text.count('value="down"') == 2  # the first section, and the promise over into the next
    world.other.delete()
    assert "direction" not in shown(client)


def test_the_number_of_queries_is_the_same_for_one_target_and_two_hundred(client, world):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert client.get(hub()).status_code == 200
        return len(seen)

    propose(world, world.target)
    world.promise.problem_areas.add(world.problem)
    few = queries()
    for number in range(10):
        section = make.section(promise_set=world.draft)
        for _ in range(4):
            promise = make.promise(section=section, partners=[world.school])
            promise.problem_areas.add(world.problem)
            for _ in range(5):
                kind = ("count", "coverage")[number % 2]
                make.target(promise=promise, kind=kind, places=[make.place(council=world.council)])
    assert client.get(hub()).content.decode().count("mal/") >= 200
    assert queries() == few


# Where the promises are read


def test_the_promises_are_read_with_parties_agreement_problems_and_deadline(client, world):
    draft = world.draft
    draft.agreement = make.agreement(councils=[world.council], title="Samverkansavtal")
    draft.summary_due_kind, draft.summary_due_on = "month", "2021-02-28"
    draft.summary_due_wording = "under februari 2021"
    draft.save()
    world.promise.problem_areas.add(world.problem)
    text = shown(client, page("promise_set", "2020"))
    for words in (world.police.name, world.municipal.name, "Samverkansavtal", "Fort genom byn"):
        assert words in text, words
    assert "under februari 2021 (senast 2021-02-28)" in text


def test_editions_lead_to_each_other_but_never_to_what_one_may_not_read(client, world):
    old = make.promise_set(council=world.council, slug="2019", title="Löften 2019")
    new = make.promise_set(
        council=world.council,
        slug="2019-2",
        title="Utgåva två",
        status="draft",
        organisation=world.municipal,
        replaces=old,
        edition=2,
        edition_reason="Bron stängdes.",
    )
    assert page("promise_set", "2019-2") in shown(client, page("promise_set", "2019"))
    text = shown(client, page("promise_set", "2019-2"))
    assert "Utgåva 2." in text
    assert "Bron stängdes." in text
    assert page("editions", "2019-2") in text
    assert page("promise_set", "2019") in shown(client, page("editions", "2019-2"))
    client.force_login(world.people["police_manager"])
    assert page("promise_set", "2019-2") not in shown(client, page("promise_set", "2019"))
    new.status, new.shared_at, new.shared_by = "shared", timezone.now(), world.people["coordinator"]
    new.save()
    assert page("promise_set", "2019-2") in shown(client, page("promise_set", "2019"))
