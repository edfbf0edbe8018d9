"""What is missing before a summary can be approved: told with a way to mend it, and what blocks first."""

from datetime import date

import pytest
from django.urls import reverse

from councils.models import Organisation
from councils.roles import Role
from followup.actions.summary_flow import accept_proposals
from followup.document.snapshot import snapshot_of
from followup.progress import set_progress
from followup.readiness import what_is_missing
from followup.sharing import sharing_of
from followup.summary_addresses import final_summary
from promises.actions.parts import deny_part
from promises.parts import number_lacking
from tests import factories as make

pytestmark = pytest.mark.django_db

AFTER = date(2020, 1, 15)


@pytest.fixture
def promise_set():
    council = make.council(slug="overkalix")
    return make.promise_set(council=council, slug="2019", introduction="Det lovade vi.", recipients=["Kommunalrådet"])


@pytest.fixture
def promise(promise_set):
    police, municipal = make.parties_of(promise_set.council)
    return make.promise(section=make.section(promise_set=promise_set), responsible=[police, municipal])


def missing(promise_set, *, readers=frozenset(), **numbers):
    summary = final_summary(promise_set)
    progress = set_progress(promise_set, as_of=AFTER)
    snapshot = snapshot_of(summary, progress, with_evidence=False, readers=readers)
    return what_is_missing(summary, snapshot, sharing_of(summary, readers), **numbers)


def said(found):
    return [one.text for one in found]


def test_proposals_that_nobody_has_read_block_and_lead_to_where_they_are(promise_set, promise):
    make.activity(targets=[make.target(promise=promise, label="Tillsyn", minimum=1)])
    of_whole, of_promise = [one for one in missing(promise_set) if one.blocks]
    assert of_whole.text == "Förslag till text som ingen har läst: Inledning och Läget under perioden."
    assert of_whole.url == reverse("followup:summary_whole", args=["overkalix", "2019"])
    assert of_promise.text == "Förslag till text som ingen har läst: löfte 1."
    assert of_promise.url == reverse("followup:summary_text", args=["overkalix", "2019", promise.pk])


def test_when_the_proposals_are_taken_over_nothing_blocks(promise_set, promise):
    make.activity(targets=[make.target(promise=promise, label="Tillsyn", minimum=1)])
    accept_proposals(summary=final_summary(promise_set), by=make.user(), day=AFTER)
    assert not [one for one in missing(promise_set) if one.blocks]


def test_what_is_not_shared_blocks_and_only_its_own_can_share_it(promise_set, promise):
    writer = make.person(Role.COORDINATOR, council=promise_set.council)
    make.text(promise=promise, by=writer, municipality_did="Vi bjöd in.")
    municipal = writer.memberships.get().organisation
    text = f"{municipal.short_name} har inte delat sin text."
    [own] = [one for one in missing(promise_set, readers={municipal.pk}) if one.text == text]
    [other] = [one for one in missing(promise_set) if one.text == text]
    assert own.blocks and own.url == reverse("followup:share_summary", args=["overkalix", "2019"])
    assert other.blocks and not other.url


def test_a_party_that_answers_and_has_said_nothing_is_named(promise_set, promise):
    assert "Polisen ansvarar för löfte 1 men har inte sagt vad som gjordes." in said(missing(promise_set))
    make.text(promise=promise, by=make.user(), police_did="Vi gick.")
    assert "Polisen ansvarar" not in " ".join(said(missing(promise_set)))


def test_a_party_whose_text_is_not_shared_is_not_called_silent(promise_set, promise):
    police = next(one for one in make.parties_of(promise_set.council) if one.kind == Organisation.Kind.POLICE)
    chief = make.person(Role.POLICE_MANAGER, council=promise_set.council, organisation=police)
    make.text(promise=promise, by=chief, police_did="Vi gick.")
    assert "Polisen ansvarar" not in " ".join(said(missing(promise_set)))


def test_what_one_should_think_of_is_told_last_and_blocks_nothing(promise_set, promise):
    make.target(promise=promise, kind="effect", label="Trygghet", direction="at_least", threshold=65)
    promise_set.recipients.all().delete()
    found = missing(promise_set, open_comments=1, unconfirmed=2)
    assert said(one for one in found if not one.blocks) == [
        "Polisen ansvarar för löfte 1 men har inte sagt vad som gjordes.",
        "Kommunen ansvarar för löfte 1 men har inte sagt vad som gjordes.",
        "Mätvärde saknas för löfte 1.",
        "2 aktiviteter väntar på att en part säger sin del. De räknas inte förrän dess.",
        "1 kommentar är inte avklarad.",
        "Löftena har ingen mottagare av sammanställningen.",
        "Diarienummer saknas.",
    ]
    assert [one.blocks for one in found] == sorted((one.blocks for one in found), reverse=True)


def test_figures_of_effect_stand_apart_from_what_is_counted(promise_set, promise):
    make.target(promise=promise, label="Tillsyn", minimum=1)
    target = make.target(
        promise=promise, kind="effect", label="Trygghet", indicator="Andel trygga", direction="at_least", threshold=65
    )
    make.measurement(target=target, measured_on=date(2019, 11, 20), value=68, source="enkäten")
    snapshot = snapshot_of(final_summary(promise_set), set_progress(promise_set, as_of=AFTER))
    assert snapshot["statistics"] == [
        {
            "promise": "1",
            "target": "Trygghet",
            "indicator": "Andel trygga",
            "baseline": "",
            "baseline_source": "",
            "goal": "ska vara minst 65",
            "value": "68",
            "on": "2019-11-20",
            "source": "enkäten",
            "verdict_text": "Uppfyllt",
        }
    ]


def test_what_lacks_a_party_is_counted_until_that_party_has_said_its_part(promise_set, promise):
    police, municipal = make.parties_of(promise_set.council)
    target = make.target(promise=promise, jointly="all")
    walk = make.activity(targets=[target], parties=[police], organisation=police)
    make.activity(targets=[target], parties=[police, municipal], organisation=police)
    assert number_lacking(promise_set) == 1
    by = make.person(Role.FIELD_USER, council=promise_set.council, organisation=municipal)
    deny_part(activity=walk, organisation=municipal, by=by, reason="Vi var inte med.")
    assert number_lacking(promise_set) == 0


def test_the_page_of_a_draft_says_what_waits_for_a_party(client, promise_set, promise):
    police, municipal = make.parties_of(promise_set.council)
    make.activity(targets=[make.target(promise=promise, jointly="all")], parties=[police], organisation=police)
    client.force_login(make.person(Role.COORDINATOR, council=promise_set.council, organisation=municipal))
    page = client.get(reverse("followup:summary", args=["overkalix", "2019"])).content.decode()
    assert "1 aktivitet väntar på att en part säger sin del" in page
