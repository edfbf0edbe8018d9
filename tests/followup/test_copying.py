"""Next period's promises begin from this one's, with how each of them went beside it."""

from datetime import date
from types import SimpleNamespace

import pytest
import time_machine
from django.urls import reverse

from councils.models import AuditEntry
from councils.roles import Role
from followup.forms.copying import first_values
from followup.progress import set_progress
from promises.models import (
    Credit,
    Promise,
    PromiseSet,
    PromiseTranslation,
    Section,
    Target,
    Translation,
)
from tests import factories as make
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel("2020-01-15T12:00:00+01:00"):
        yield


@pytest.fixture
def world():
    council = make.council(slug="overkalix")
    people = {role.name.lower(): make.person(role, council=council) for role in Role}
    world = SimpleNamespace(council=council, **people)
    world.source = make.promise_set(council=council, title="Medborgarlöften 2019", slug="2019", aim="Trygghet.")
    make.signable(world.source)
    traffic, presence = (make.section(promise_set=world.source, title=title) for title in ("Trafik", "Närvaro"))
    world.kept = make.promise(section=traffic, wording="Vi ska hålla trafikkontroller.")
    world.dropped = make.promise(section=presence, wording="Vi ska synas på torget.")
    world.target = make.target(promise=world.kept, label="Kontroller", minimum=3, unit="kontroll", units="kontroller")
    make.target(promise=world.dropped, label="Synas")
    make.activity(targets=[world.target], count=3)
    return world


def address(world, slug="2019"):
    return reverse("followup:copy_promise_set", args=["overkalix", slug])


def form(world, **changes):
    values = {"heading": "Medborgarlöften 2020", "first_day": "2020-01-01", "last_day": "2020-12-31"}
    return {**values, "copied_promises": [world.kept.pk], **changes}


def test_each_promise_stands_with_how_it_went_and_is_ticked(client, world):
    sign_in(client, world.coordinator)
    shown = client.get(address(world)).content.decode()
    for facts in set_progress(world.source, as_of=date(2020, 1, 15)).targets:
        assert f"{facts.target.label}: {facts.figure}. {facts.verdict_name}." in shown
    assert "Inte uppfyllt." in shown
    assert shown.count('name="copied_promises"') == shown.count(" checked") == 2
    assert 'value="Medborgarlöften 2020"' in shown
    assert 'value="2020-01-01"' in shown
    assert 'value="2020-12-31"' in shown


def test_those_ticked_become_an_own_draft_with_targets_parties_and_texts(client, world):
    sign_in(client, world.coordinator)
    answer = client.post(address(world), form(world))
    draft = PromiseSet.objects.get(predecessor=world.source)
    assert answer["Location"] == draft.get_absolute_url()
    assert draft.is_own_draft
    assert (draft.title, draft.slug, draft.aim) == ("Medborgarlöften 2020", "medborgarloften-2020", "Trygghet.")
    assert (draft.first_day, draft.last_day, draft.edition, draft.replaces) == (
        date(2020, 1, 1),
        date(2020, 12, 31),
        1,
        None,
    )
    assert set(draft.parties.all()) == set(world.source.parties.all())
    assert [section.title for section in Section.objects.filter(promise_set=draft)] == ["Trafik"]
    copy = Promise.objects.get(section__promise_set=draft)
    assert (copy.origin, copy.wording) == (world.kept, world.kept.wording)
    target = Target.objects.get(promise=copy)
    assert (target.origin, target.minimum, target.unit) == (world.target, 3, "kontroll")
    assert not Credit.objects.filter(target=target).exists()


def test_what_was_translated_follows_where_the_swedish_is_the_same(client, world):
    row = Translation.objects.create(
        promise_set=world.source,
        language="fi",
        translator="Stan",
        title="Lupaukset 2019",
        introduction="",
        updated_by=world.coordinator,
    )
    for promise, of in ((world.kept, world.kept.wording), (world.dropped, "Något äldre.")):
        PromiseTranslation.objects.create(translation=row, promise=promise, wording="Lupaamme.", of_wording=of)
    sign_in(client, world.coordinator)
    client.post(address(world), form(world, copied_promises=[world.kept.pk, world.dropped.pk]))
    draft = PromiseSet.objects.get(predecessor=world.source)
    copied = Translation.objects.get(promise_set=draft)
    assert (copied.language, copied.title) == ("fi", "")  # the Swedish title is another
    assert [one.promise.origin for one in copied.promises.all()] == [world.kept]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"copied_promises": []}, "Välj minst ett löfte att ta med."),
        ({"copied_promises": ["10" * 20]}, "finns inte längre"),
        ({"heading": " "}, "Skriv en rubrik."),
        ({"last_day": "2019-12-31"}, "Sista dagen måste vara samma dag som den första eller senare."),
        ({"first_day": "2020-02-30"}, "Skriv datumet som år-månad-dag"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_ticked_is_kept(client, world, changes, said):
    sign_in(client, world.coordinator)
    answer = client.post(address(world), form(world, **changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert answer.content.decode().count(" checked") == (1 if "copied_promises" not in changes else 0)
    assert PromiseSet.objects.count() == 1


def test_a_promise_of_another_set_is_not_copied(client, world):
    foreign = make.promise()
    sign_in(client, world.coordinator)
    assert client.post(address(world), form(world, copied_promises=[world.kept.pk, foreign.pk])).status_code == 422
    assert PromiseSet.objects.filter(council=world.council).count() == 1


def test_drafts_are_not_copied(client, world):
    PromiseSet.objects.filter(pk=world.source.pk).update(status="shared")
    sign_in(client, world.coordinator)
    answer = client.post(address(world), form(world), follow=True)
    assert "Bara undertecknade löften kan kopieras till nästa period." in answer.content.decode()
    assert PromiseSet.objects.count() == 1


@pytest.mark.parametrize("role", ["field_user", "member", "official"])
def test_others_do_not_copy(client, world, role):
    sign_in(client, getattr(world, role))
    assert client.get(address(world)).status_code == 403
    assert client.post(address(world), form(world)).status_code == 403
    assert PromiseSet.objects.count() == 1


def test_an_address_that_is_taken_is_numbered_and_none_is_a_page_of_the_site(client, world):
    make.promise_set(council=world.council, slug="loften-nya")
    sign_in(client, world.coordinator)
    for title in ("Nya", "Utgåvor", "!!!"):
        client.post(address(world), form(world, heading=title))
    assert set(PromiseSet.objects.filter(predecessor=world.source).values_list("slug", flat=True)) == {
        "loften-nya-2",
        "loften-utgavor",
        "loften",
    }


def test_the_same_form_sent_twice_leads_to_the_draft_made_the_first_time(client, world):
    sign_in(client, world.coordinator)
    first, second = (client.post(address(world), form(world)) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert PromiseSet.objects.filter(predecessor=world.source).count() == 1
    assert AuditEntry.objects.filter(verb="copy_promise_set").count() == 1


def test_what_differs_from_the_period_before_is_shown_with_the_editions(client, world):
    sign_in(client, world.coordinator)
    client.post(address(world), form(world))
    draft = PromiseSet.objects.get(predecessor=world.source)
    shown = client.get(reverse("promises:editions", args=["overkalix", draft.slug])).content.decode()
    assert "Jämfört med förra perioden" in shown
    assert world.dropped.wording in shown
    assert world.kept.wording not in shown


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((date(2019, 1, 1), date(2019, 12, 31)), (date(2020, 1, 1), date(2020, 12, 31))),
        ((date(2019, 9, 1), date(2020, 2, 29)), (date(2020, 3, 1), date(2020, 8, 31))),
        ((date(2019, 1, 31), date(2019, 3, 4)), (date(2019, 3, 5), date(2019, 4, 6))),
        ((date(2019, 6, 15), date(2021, 6, 14)), (date(2021, 6, 15), date(2023, 6, 14))),
    ],
)
def test_the_next_period_is_as_long_as_the_one_before(days, expected):
    values = first_values(make.promise_set(first_day=days[0], last_day=days[1], title="Löften 2019–2020"))
    assert (values["first_day"], values["last_day"], values["heading"]) == (*expected, "Löften 2020–2021")


def test_what_holds_until_further_notice_suggests_no_days():
    assert first_values(make.promise_set(last_day=None, title="Löften")) == {"heading": "Löften"}
