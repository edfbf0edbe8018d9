"""Agreements: read by all in every council that has them, written by those who write the plan, and never half lost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.models import ActionPlan, Agreement, AuditEntry
from councils.roles import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
FORM = {"agreement_title": "Samverkansavtal", "purpose": "Färre brott.", "areas": "ANDT-S\nTrafik", "version": 1}


@pytest.fixture
def council():
    return make.council(name="BRÅ i Arjeplog", slug="arjeplog")


@pytest.fixture
def coordinator(client, council):
    user = make.person(Role.COORDINATOR, council=council)
    client.force_login(user)
    return user


@pytest.fixture
def parties(council):
    return [one.pk for one in make.parties_of(council)]


@pytest.fixture
def agreement(council):
    return make.agreement(councils=[council], parties=make.parties_of(council), title="Avtalet")


def read(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def send(client, council, coordinator):
    def send(name, *ids, **values):
        answer = client.post(reverse(f"councils:{name}", args=[council.slug, *ids]), values, follow=True)
        return answer.status_code, read(answer)

    return send


@pytest.fixture
def opened(client, council, coordinator):
    return lambda name, *ids: read(client.get(reverse(f"councils:{name}", args=[council.slug, *ids])))


def test_an_empty_list_says_what_to_do_next(opened, client, council):
    assert "Lägg in en överenskommelse" in opened("agreements")
    client.force_login(make.person(Role.OFFICIAL, council=council))
    shown = read(client.get(reverse("councils:agreements", args=[council.slug])))
    assert "Samordnaren eller polischefen lägger in" in shown
    assert "Lägg in en överenskommelse" not in shown


def test_an_agreement_is_put_in_and_read(send, parties, council):
    status, shown = send("add_agreement", **FORM, parties=parties, from_day="2023-05-05")
    assert (status, "Överenskommelsen är sparad." in shown) == (200, True)
    assert all(said in shown for said in ("Färre brott.", "ANDT-S", "Trafik", "från 2023-05-05", "tills vidare"))
    row = Agreement.objects.of(council).get()
    assert {party.pk for party in row.parties.all()} == set(parties)
    assert AuditEntry.objects.get(verb="add_agreement").object_id == row.pk


def test_the_same_form_twice_makes_one(send, parties):
    send("add_agreement", **FORM, parties=parties)
    assert "Den fanns redan." in send("add_agreement", **FORM, parties=parties)[1]
    assert Agreement.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"agreement_title": ""}, "Skriv vad överenskommelsen heter."),
        ({"agreement_title": "å" * 30_000}, "160 tecken"),
        ({"purpose": ""}, "Skriv syftet."),
        ({"purpose": "Ring 070-123 45 67"}, "telefonnummer"),
        ({"areas": "hos 19121212-1212"}, "personnummer"),
        ({"from_day": "0001-01-01"}, "för långt tillbaka"),
        ({"to_day": "9999-12-31"}, "för långt fram"),
        ({"from_day": "2023-02-29"}, "Skriv datumet som år-månad-dag"),
        ({"from_day": "2024-01-01", "to_day": "2023-01-01"}, "Sista dagen är före den första."),
        ({"parties": []}, "Välj minst två parter."),
        ({"parties": [10**30]}, "En av parterna kan inte väljas här."),
    ],
)
def test_what_cannot_be_stored_is_refused_with_a_cure_and_kept(send, parties, values, sentence):
    status, shown = send("add_agreement", **{**FORM, "parties": parties, "document_note": "Kommunens arkiv", **values})
    assert status == 422
    assert sentence in shown
    assert "Kommunens arkiv" in shown
    assert not Agreement.objects.exists()


def test_one_party_is_not_enough_and_a_foreign_one_cannot_be_chosen(send, parties):
    assert "Välj minst två parter." in send("add_agreement", **FORM, parties=parties[:1])[1]
    foreign = [one.pk for one in make.parties_of(make.council())]
    assert send("add_agreement", **FORM, parties=[parties[0], foreign[0]])[0] == 422


def test_a_change_is_told_in_the_log_of_every_council_that_has_it(send, parties, council, agreement):
    other = make.council()
    agreement.councils.add(other)
    assert "Överenskommelsen är ändrad." in send("edit_agreement", agreement.pk, **FORM, parties=parties)[1]
    lines = AuditEntry.objects.filter(verb="change_agreement")
    assert {line.council_id for line in lines} == {council.pk, other.pk}


def test_who_comes_second_sees_both_texts_and_changes_nothing(send, parties, agreement):
    send("edit_agreement", agreement.pk, **{**FORM, "purpose": "Det första."}, parties=parties)
    status, shown = send("edit_agreement", agreement.pk, **{**FORM, "purpose": "Det andra."}, parties=parties)
    assert (status, "Det första." in shown, "Det andra." in shown) == (409, True, True)
    agreement.refresh_from_db()
    assert (agreement.purpose, agreement.version) == ("Det första.", 2)


def test_a_form_without_its_version_is_incomplete(send, parties, agreement):
    status, shown = send("edit_agreement", agreement.pk, **{**FORM, "version": ""}, parties=parties)
    assert (status, "Formuläret kom inte fram helt." in shown) == (422, True)


def test_a_shared_agreement_says_so_and_tells_nothing_else_of_the_other_council(client, council, agreement):
    other = make.council(name="BRÅ i Arvidsjaur")
    theirs = make.agreement(councils=[other], title="Bara deras")
    agreement.councils.add(other)
    agreement.predecessor = theirs
    agreement.save()
    make.promise_set(council=other, agreement=agreement, title="Löften i Arvidsjaur")
    client.force_login(make.person(Role.OFFICIAL, council=council))
    shown = read(client.get(reverse("councils:agreement", args=[council.slug, agreement.pk])))
    assert "BRÅ i Arvidsjaur" in shown
    assert "Bara deras" not in shown
    assert "Löften i Arvidsjaur" not in shown


def test_what_it_replaces_elsewhere_stays_when_it_is_changed_here(send, parties, agreement):
    theirs = make.agreement(councils=[make.council()], title="Bara deras")
    Agreement.objects.filter(pk=agreement.pk).update(predecessor=theirs)
    send("edit_agreement", agreement.pk, **FORM, parties=parties)
    agreement.refresh_from_db()
    assert (agreement.predecessor_id, agreement.purpose) == (theirs.pk, "Färre brott.")


def test_it_is_shared_only_with_councils_whose_plan_one_writes(send, parties, council, coordinator):
    mine, theirs = make.council(), make.council()
    make.member(Role.COORDINATOR, council=mine, user=coordinator)
    make.member(Role.FIELD_USER, council=theirs, user=coordinator)
    assert send("add_agreement", **FORM, parties=parties, also_in=[theirs.pk])[0] == 422
    send("add_agreement", **FORM, parties=parties, also_in=[mine.pk])
    assert {one.pk for one in Agreement.objects.get().councils.all()} == {council.pk, mine.pk}


def test_the_next_names_the_old_and_the_old_leads_forward(send, opened, parties, agreement):
    send("add_agreement", **{**FORM, "agreement_title": "Nästa avtal"}, parties=parties, predecessor=agreement.pk)
    assert "Ersatt av</dt>" in opened("agreement", agreement.pk)
    newer = Agreement.objects.get(title="Nästa avtal")
    assert "Avtalet</a>" in opened("agreement", newer.pk)
    # In a circle nothing would be the newest.
    send("edit_agreement", agreement.pk, **FORM, parties=parties, predecessor=newer.pk)
    agreement.refresh_from_db()
    assert agreement.predecessor is None


def test_what_nothing_rests_on_is_removed(send, agreement):
    assert "Överenskommelsen är borttagen." in send("remove_agreement", agreement.pk, version=1)[1]
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("what", ["promises", "plan", "successor", "council"])
def test_what_something_rests_on_stays(send, council, agreement, what):
    if what == "promises":
        make.promise_set(council=council, agreement=agreement)
    elif what == "plan":
        ActionPlan.objects.create(council=council, slug="p", title="P", first_day=date(2019, 1, 1), agreement=agreement)
    elif what == "successor":
        make.agreement(councils=[council], predecessor=agreement)
    else:
        agreement.councils.add(make.council())
    status, shown = send("remove_agreement", agreement.pk, version=1)
    assert (status, "kan inte tas bort" in shown or "måste finnas kvar" in shown) == (409, True)
    assert Agreement.objects.filter(pk=agreement.pk).exists()


def test_signatures_are_kept_for_each_party(send, opened, parties, agreement):
    police = parties[0]
    values = {f"name_{police}": "Kim Ek", f"office_{police}": "chef", f"registry_number_{police}": "A1/23"}
    assert "Underskrifterna är sparade." in send("edit_signatories", agreement.pk, version=1, **values)[1]
    shown = opened("agreement", agreement.pk)
    assert "Kim Ek, chef" in shown
    assert "dnr A1/23" in shown
    assert agreement.signatories.count() == 1
    status, shown = send("edit_signatories", agreement.pk, version=1, **{**values, f"name_{police}": "Bo Ask"})
    assert (status, "Kim Ek" in shown, "Bo Ask" in shown) == (409, True, True)


def test_who_has_signed_is_named_with_the_office(send, parties, agreement):
    status, shown = send("edit_signatories", agreement.pk, version=1, **{f"name_{parties[0]}": "Kim Ek"})
    assert (status, "Skriv befattningen för den som har undertecknat." in shown) == (422, True)
    assert not agreement.signatories.exists()


def test_a_duty_of_an_agreement_that_is_to_come_is_not_said_to_be_over(opened, agreement):
    agreement.duties.create(text="En plan", month=12)
    type(agreement).objects.filter(pk=agreement.pk).update(from_day="2099-01-01", to_day=None)
    shown = opened("agreement", agreement.pk)
    assert "Bockas av varje år från att överenskommelsen börjar gälla." in shown


def test_as_many_queries_for_twenty_as_for_one(client, council, coordinator):
    def asked(name, *ids):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"councils:{name}", args=[council.slug, *ids])).status_code == 200
        return len(queries)

    def fill(number):
        rows = [make.agreement(councils=[council], parties=make.parties_of(council)) for _n in range(number)]
        for row in rows:
            one.duties.create(text="En plan", month=12)
            make.promise_set(council=council, agreement=one)
            row.councils.add(make.council())

    one = make.agreement(councils=[council], parties=make.parties_of(council))
    fill(1)
    once = asked("agreements"), asked("agreement", one.pk)
    fill(19)
    assert (asked("agreements"), asked("agreement", one.pk)) == once
