"""What a council says of itself, where it belongs, and which organisations take part in it."""

import pytest
from django.urls import reverse

from councils.models import AuditEntry, Council, Organisation
from councils.roles import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make.council(name="BRÅ-gruppen", short_name="Överkalix", slug="overkalix")


@pytest.fixture
def coordinator(client, council):
    user = make.person(Role.COORDINATOR, council=council)
    client.force_login(user)
    return user


@pytest.fixture
def send(client, council, coordinator):
    def send(name="edit_council", **values):
        answer = client.post(reverse(f"councils:{name}", args=[council.slug]), values, follow=True)
        return answer.status_code, " ".join(answer.content.decode().split())

    return send


def facts(**changed):
    given = {"council_name": "Trygghetsrådet", "short_name": "Överkalix", "council_kind": "strategic", "version": 1}
    return {**given, **changed}


def organisation(**changed):
    given = {"organisation_name": "Tullverket", "organisation_kind": "state", "is_partner": "on"}
    return {**given, **changed}


def test_the_council_says_otherwise_what_it_is(send, council):
    partner = make.organisation(name="Hälsocentralen")
    council.partners.add(partner)
    more = {"purpose": "Vi leder arbetet.", "meetings_per_year": 4, "meets_when_needed": "on", "partners": partner.pk}
    note = "Rådet är inte myndigheten Brå."
    status, words = send(**facts(independence_note=note, **more))
    assert status == 200
    for said in ("Trygghetsrådet", "Strategiskt råd", "Vi leder arbetet.", "4 gånger om året", "och vid behov", note):
        assert said in words
    assert "Hälsocentralen" in words
    entry = AuditEntry.objects.get(verb="change_council")
    assert set(entry.details["changed"]) >= {"name", "kind", "purpose", "meetings_per_year"}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"council_name": ""}, "Skriv vad rådet heter."),
        ({"council_name": "granngruppen"}, "Det finns redan ett råd med det namnet."),
        ({"council_kind": "kungligt"}, "Välj vad det är för råd."),
        ({"meetings_per_year": "några"}, "Skriv antalet möten med siffror"),
        ({"meetings_per_year": "9" * 5000}, "Möten om året"),
        ({"meetings_per_year": "-1"}, "Skriv minst 1"),
        ({"purpose": "Ring 19121212-1212"}, "Texten innehåller ett personnummer"),
        ({"purpose": "å" * 30_000}, "5000 tecken"),
        ({"partners": "9" * 30}, "En av organisationerna finns inte i rådet."),
        ({"parent": "9" * 30}, "Det rådet kan inte väljas."),
    ],
)
def test_what_a_council_cannot_be_is_refused(send, council, changed, sentence):
    make.council(name="Granngruppen")
    status, words = send(**facts(**changed))
    assert (status, sentence in words) == (422, True)
    council.refresh_from_db()
    assert (council.name, council.version) == ("BRÅ-gruppen", 1)


def test_nobody_saves_over_another_and_a_form_sent_twice_saves_once(send, council):
    for _ in range(2):
        assert send(**facts(purpose="Vi leder."))[0] == 200
    assert AuditEntry.objects.filter(verb="change_council").count() == 1
    status, words = send(**facts(purpose="Vi samordnar."))
    assert status == 409
    assert "Vi leder." in words and "Vi samordnar." in words
    council.refresh_from_db()
    assert (council.purpose, council.version) == ("Vi leder.", 2)


def test_a_council_lies_below_one_that_the_writer_is_in(send, client, council, coordinator):
    above, foreign = make.council(name="Det strategiska rådet"), make.council(name="Främmande rådet")
    make.member(Role.COORDINATOR, council=above, user=coordinator)
    assert send(**facts(parent=foreign.pk))[0] == 422
    assert "Det strategiska rådet" in send(**facts(parent=above.pk))[1]
    page = client.get(reverse("councils:council", args=[above.slug])).content.decode()
    assert "Trygghetsrådet" in page


def test_a_council_above_that_the_reader_is_not_in_has_no_name(client, council, coordinator):
    council.parent = make.council(name="Främmande rådet")
    council.save()
    for name in ("council", "edit_council"):
        words = client.get(reverse(f"councils:{name}", args=[council.slug])).content.decode()
        assert "Främmande" not in words
        assert "ett råd som du inte är med i" in words.casefold()


def test_no_council_lies_below_itself(send, council, coordinator):
    below = make.council(name="Arbetsgruppen", parent=council)
    make.member(Role.COORDINATOR, council=below, user=coordinator)
    status, words = send(**facts(parent=below.pk))
    assert (status, "Det rådet hör till det här rådet." in words) == (422, True)
    assert send(**facts(parent=council.pk))[0] == 422


def test_an_organisation_comes_to_take_part_and_fills_a_seat(send, council):
    seat = make.seat(council=council, function="Tull")
    assert "Tullverket är tillagd." in send("add_organisation", **organisation(organisation_seat=seat.pk))[1]
    seat.refresh_from_db()
    assert seat.organisation.name == "Tullverket"
    assert [one.name for one in council.partners.all()] == ["Tullverket"]
    assert send("add_organisation", **organisation(organisation_seat=seat.pk))[0] == 200
    assert Organisation.objects.filter(name="Tullverket").count() == 1
    assert AuditEntry.objects.filter(verb="add_organisation").count() == 1


def test_an_organisation_that_is_there_is_chosen_and_nothing_is_told_of_who_else_has_it(send, council):
    elsewhere = make.council(name="Främmande rådet")
    known = make.organisation(name="Tullverket", kind="state", short_name="Tullen")
    elsewhere.partners.add(known)
    typed = organisation(organisation_name="tullverket", organisation_kind="business", organisation_short_name="T")
    words = send("add_organisation", **typed)[1]
    assert "Tullverket fanns redan i Brapp och är nu med här." in words
    assert "Främmande" not in words
    known.refresh_from_db()
    assert (known.kind, known.short_name, list(council.partners.all())) == ("state", "Tullen", [known])


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"organisation_name": ""}, "Skriv organisationens namn."),
        ({"organisation_kind": "police"}, "Välj vad det är för organisation."),
        ({"organisation_kind": "municipality"}, "Välj vad det är för organisation."),
        ({"is_partner": ""}, "Kryssa i att organisationen deltar, eller välj vilken plats den har."),
        ({"organisation_seat": "9" * 30}, "Platsen finns inte i rådet."),
        ({"organisation_name": "T" * 30_000}, "120 tecken"),
    ],
)
def test_what_cannot_take_part_is_refused(send, changed, sentence):
    status, words = send("add_organisation", **organisation(**changed))
    assert (status, sentence in words) == (422, True)
    assert not Organisation.objects.filter(kind="state").exists()


def test_only_who_runs_the_council_says_what_it_is(client, council):
    for role in set(Role) - {Role.COORDINATOR}:
        client.force_login(make.person(role, council=council))
        assert client.post(reverse("councils:edit_council", args=[council.slug]), facts()).status_code == 403
    assert Council.objects.get().name == "BRÅ-gruppen"
