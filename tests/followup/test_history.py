"""The history of a summary: every version one may read, and none that was never shared."""

from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from councils.roles import Role
from followup.actions.sharing import share_summary_texts
from followup.codes import OF_A_PROMISE
from followup.summary_addresses import final_summary
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    council = make.council(slug="overkalix")
    police, municipal = make.parties_of(council)
    promise_set = make.promise_set(council=council, slug="2019")
    return SimpleNamespace(
        council=council,
        police=police,
        municipal=municipal,
        promise_set=promise_set,
        promise=make.promise(promise_set=promise_set, wording="Vi lovar möten."),
        coordinator=make.person(Role.COORDINATOR, council=council, user=make.user(name="Anna Lind")),
        police_manager=make.person(Role.POLICE_MANAGER, council=council),
        member=make.person(Role.MEMBER, council=council, organisation=make.organisation(name="Skolan")),
        official=make.person(Role.OFFICIAL, council=council),
    )


def write(world, day, by="coordinator", promise=None, **texts):
    with time_machine.travel(f"2020-01-{day:02}T13:00:00+01:00"):
        make.text(promise=promise or world.promise, by=getattr(world, by), **texts)


def introduce(world, day, text, by="coordinator"):
    with time_machine.travel(f"2020-01-{day:02}T13:00:00+01:00"):
        make.text(promise_set=world.promise_set, by=getattr(world, by), introduction=text)


def share(world, day):
    with time_machine.travel(f"2020-01-{day:02}T13:00:00+01:00"):
        share_summary_texts(
            summary=final_summary(world.promise_set),
            organisation=world.municipal,
            by=world.coordinator,
            at=timezone.now(),
        )


def page():
    return reverse("followup:summary_history", args=["overkalix", "2019"])


def history(client, person):
    client.force_login(person)
    answer = client.get(page())
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_wrote_what_and_when_word_by_word(client, world):
    client.force_login(world.coordinator)
    path = reverse("followup:summary_text", args=["overkalix", "2019", world.promise.pk])
    for day, version, text in ((2, 0, "Vi gick två varv."), (3, 1, "Vi gick tre varv.")):
        with time_machine.travel(f"2020-01-{day:02}T13:00:00+01:00"):
            client.force_login(world.coordinator)
            form = {**dict.fromkeys(OF_A_PROMISE, ""), "effect": text, "effect_version": version}
            assert client.post(path, form).status_code == 302
    text = history(client, world.coordinator)
    assert text.index("2020-01-03 kl. 13.00") < text.index("2020-01-02 kl. 13.00")
    assert "Vi lovar möten." in text
    assert "Effekt" in text
    assert "[borttaget: </span>två<" in text
    assert "[tillagt: </span>tre<" in text
    assert text.count("<span>Anna Lind</span>") == 2


def test_the_introduction_is_told_too(client, world):
    introduce(world, 2, "Ett gott år.")
    introduce(world, 3, "Ett svårt år.")
    text = history(client, world.coordinator)
    assert "Inledning" in text
    assert "[borttaget: </span>gott<" in text
    assert "[tillagt: </span>svårt<" in text


@pytest.mark.parametrize("who", ["police_manager", "member"])
def test_no_version_of_an_unshared_text_is_shown_to_others(client, world, who):
    introduce(world, 2, "Hemlig inledning")
    introduce(world, 3, "Hemligare inledning")
    write(world, 4, effect="Hemlig effekt")
    write(world, 5, effect="Hemligare effekt")
    text = history(client, getattr(world, who))
    assert "emlig" not in text
    assert "har inte delat sin text än" in text


@pytest.mark.parametrize("who", ["police_manager", "member"])
def test_of_what_is_shared_only_versions_from_the_share_on_are_shown_to_others(client, world, who):
    introduce(world, 2, "Hugskott i inledningen")
    introduce(world, 3, "Delad inledning")
    write(world, 4, effect="Hugskott i texten")
    write(world, 5, effect="Delad text")
    share(world, 6)
    write(world, 7, effect="Delad text och ändrad")
    introduce(world, 8, "Delad och ändrad inledning")
    text = history(client, getattr(world, who))
    assert "Hugskott" not in text
    assert "Delad text" in text
    assert "och ändrad" in text
    assert history(client, world.coordinator).count("Hugskott") >= 2


def test_each_organisation_reads_its_own_versions_and_not_the_other_s(client, world):
    other = make.promise(section=world.promise.section)
    write(world, 2, effect="Kommunens ord")
    write(world, 3, by="police_manager", promise=other, effect="Polisens ord")
    mine, theirs = history(client, world.coordinator), history(client, world.police_manager)
    assert ("Kommunens ord" in mine, "Polisens ord" in mine) == (True, False)
    assert ("Kommunens ord" in theirs, "Polisens ord" in theirs) == (False, True)


def test_what_is_saved_while_one_writes_is_one_change_for_each_sitting(client, world):
    """But never so that what was written before the share is told to those it was not shared with."""
    texts = ("Vi gick.", "Vi gick två varv.", "Vi gick två varv runt torget.")
    with time_machine.travel("2020-01-02T13:00:00+01:00") as clock:
        for text in texts:
            make.text(promise=world.promise, by=world.coordinator, effect=text)
            clock.shift(60)
        share_summary_texts(
            summary=final_summary(world.promise_set),
            organisation=world.municipal,
            by=world.coordinator,
            at=timezone.now(),
        )
        clock.shift(60)
        make.text(promise=world.promise, by=world.coordinator, effect="Vi gick två varv runt skolan.")
        clock.shift(3600)
        make.text(promise=world.promise, by=world.coordinator, effect="Vi gick tre varv runt skolan.")
    mine, theirs = history(client, world.coordinator), history(client, world.police_manager)
    assert (mine.count(">Effekt, löftet"), theirs.count(">Effekt, löftet")) == (2, 3)
    assert "torget" not in mine
    assert "[borttaget: </span>torget" in theirs


def test_an_empty_history_says_so(client, world):
    assert "Inget är skrivet ännu." in history(client, world.coordinator)


def test_officials_do_not_read_how_a_draft_came_about(client, world):
    client.force_login(world.official)
    assert client.get(page()).status_code == 403


def test_as_many_queries_for_many_versions_as_for_few(client, world, django_assert_num_queries):
    write(world, 1, effect="Först")
    write(world, 2, effect="Sedan")
    history(client, world.coordinator)
    with CaptureQueriesContext(connection) as few:
        client.get(page())
    for n in range(2, 12):
        write(world, n + 1, effect=f"Text {n}")
        write(world, n + 1, promise=make.promise(section=world.promise.section), effect="Ny")
    with django_assert_num_queries(len(few)):
        client.get(page())


def test_the_summary_leads_to_its_history(client, world):
    client.force_login(world.coordinator)
    assert page() in client.get(reverse("followup:summary", args=["overkalix", "2019"])).content.decode()
