"""No file of figures tells of another council, whatever kind of file it is: the walk of all addresses asks for CSV."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from councils.roles import Role
from followup.exports.files import FILE_TYPES
from followup.models import Assessment
from followup.summary_documents import DOCUMENTS
from promises.models import PromiseSet
from tests import factories as make
from tests.access.asking import readable

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def while_the_promises_run():
    with time_machine.travel(datetime(2019, 6, 3, 12)):
        yield


def fetched(user, path):
    client = Client()
    client.force_login(user)
    answer = client.get(path)
    return answer.status_code, readable(answer.getvalue())


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("kind", FILE_TYPES)
def test_a_file_tells_of_its_own_council_alone(world, role, kind):
    own, other = world.a, world.b
    user = own.people[role]
    area = own.rows.police.police_area.pk
    paths = [
        reverse("followup:export_overview", args=[own.council.slug, own.rows.promise_set.slug, kind]),
        reverse("followup:export_council", args=[own.council.slug, kind]),
        reverse("followup:export_area", args=[area, kind]) + "?lage=alla",
    ]
    for path in paths:
        status, said = fetched(user, path)
        assert status == 200
        assert own.token in said
        assert other.token not in said
        assert own.draft_token not in said
        assert not any(str(count) in said for count in other.counts)


@pytest.mark.parametrize("kind", FILE_TYPES)
def test_another_councils_file_answers_as_one_that_was_never_made(world, kind):
    own, other = world.a, world.b
    user = own.people[Role.COORDINATOR]
    slug = other.rows.promise_set.slug
    foreign = reverse("followup:export_overview", args=[other.council.slug, slug, kind])
    missing = reverse("followup:export_overview", args=["finns-inte", slug, kind])
    of_area = reverse("followup:export_area", args=[other.rows.police.police_area.pk, kind])
    for path in (foreign, missing, of_area):
        status, said = fetched(user, path)
        assert status == 404
        assert other.token not in said


@pytest.mark.parametrize("kind", FILE_TYPES)
def test_of_drafts_officials_get_no_file(world, kind):
    side = world.a
    path = reverse("followup:export_overview", args=[side.council.slug, side.rows.draft_set.slug, kind])
    assert fetched(side.people[Role.OFFICIAL], path)[0] == 404
    assert fetched(side.people[Role.COORDINATOR], path)[0] == 200


@pytest.mark.parametrize("kind", FILE_TYPES)
def test_figures_of_the_country_hold_nothing_that_is_written_in_a_council(world, kind):
    """Its name and its municipalities are all that is told of it, also to somebody who has a role there."""
    for side in (world.a, world.b):
        status, said = fetched(side.people[Role.COORDINATOR], reverse("followup:export_nation", args=[kind]))
        assert status == 404
    make.oversight(user=world.nobody)
    status, said = fetched(world.nobody, reverse("followup:export_nation", args=[kind]))
    assert status == 200
    for side in (world.a, world.b):
        assert said.count(side.token) == 1
        assert side.council.short_name in said
        assert side.draft_token not in said


CANARY = "SKÄL UR ETT EGET UTKAST"


def told_everywhere(side, role):
    """Of each file and list that tells of the set's targets: whether what was judged stands there."""
    council, user = side.council.slug, side.people[role]
    of_set, of_area = [council, side.rows.promise_set.slug], [side.rows.police.police_area.pk]
    lists = {"overview": (of_set, "export_overview"), "council_overview": ([council], "export_council")}
    lists["area"] = (of_area, "export_area")
    found = []
    for name, (args, export) in lists.items():
        _status, said = fetched(user, reverse(f"followup:{name}", args=args) + "?lage=fulfilled")
        found.append("Bedömt: kan inte bedömas" in said)
        for kind in FILE_TYPES:
            _status, said = fetched(user, reverse(f"followup:{export}", args=[*args, kind]) + "?lage=fulfilled")
            found.append(CANARY in said or "Kan inte bedömas" in said or "cannot_be_judged" in said)
    return found


def test_what_was_judged_in_an_own_draft_stays_out_of_every_list_and_file(world):
    """The target's own page does not tell it to officials, nor to the other party: neither does anything else."""
    side = world.a
    police = side.people[Role.POLICE_MANAGER]
    row = Assessment.objects.create(
        target=side.rows.target, as_of=datetime(2019, 1, 2), computed="on_track", judgement="cannot_be_judged",
        motivation=CANARY, judged_by=police,
    )  # fmt: skip
    Assessment.objects.filter(pk=row.pk).update(judged_at=datetime(1999, 1, 1, tzinfo=UTC))
    assert all(told_everywhere(side, Role.COORDINATOR))
    assert not any(told_everywhere(side, Role.OFFICIAL))
    owner = police.memberships.get(council=side.council).organisation
    PromiseSet.objects.filter(pk=side.rows.promise_set.pk).update(organisation=owner)
    assert all(told_everywhere(side, Role.POLICE_MANAGER))
    assert not any(told_everywhere(side, Role.COORDINATOR))


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_of_a_summary_tells_of_its_own_council_alone(world, kind):
    own, other = world.a, world.b
    user = own.people[Role.COORDINATOR]
    for slug in (own.rows.promise_set.slug, own.rows.frozen_set.slug):
        status, said = fetched(user, reverse("followup:summary_document", args=[own.council.slug, slug, kind]))
        assert status == 200 or DOCUMENTS[kind].make is None
        assert (own.token in said) == (status == 200)
        assert other.token not in said
        assert own.draft_token not in said
    foreign = reverse("followup:summary_document", args=[other.council.slug, other.rows.frozen_set.slug, kind])
    assert fetched(user, foreign)[0] == 404
