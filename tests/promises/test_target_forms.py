"""The form of a target: every kind saved, every refusal a sentence that names field and cure, nothing lost."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from councils.models import AuditEntry, PlaceSet
from councils.roles import Role
from promises.models import Proposal, SourceText, Target
from tests import factories as make

pytestmark = pytest.mark.django_db

A_FORM_WORD = "Något som inte ska försvinna"
HERE = {"label": A_FORM_WORD, "jointly": "any"}
KINDS = {
    "count": {"minimum": "2", "per": "half_year", "counting": "each", "unit": "insats", "units": "insatser"},
    "coverage": {"minimum": "1", "per": "period"},
    "deliverable": {"due_on": "2019-06-30"},
    "on_demand": {},
    "effect": {"indicator": "andelen trygga", "direction": "at_least", "threshold": "74,5", "baseline": "1 061,25"},
    "qualitative": {},
    "vision": {},
}


@pytest.fixture
def promise():
    return make.promise(promise_set=make.promise_set(status="draft"))


@pytest.fixture
def council(promise):
    return promise.promise_set.council


@pytest.fixture
def coordinator(client, council):
    user = make.person(Role.COORDINATOR, council=council)
    client.force_login(user)
    return user


@pytest.fixture
def school(council):
    return make.place(council=council, name="Centralskolan")


@pytest.fixture
def send(client, promise, council, coordinator, school):
    def send(kind="count", to=None, **changes):
        values = {"kind": kind, **HERE, **KINDS.get(kind, {}), **changes}
        if kind == "coverage":
            values.setdefault("places", school.pk)
        values = {name: value for name, value in values.items() if value is not None}
        return client.post(to or reverse("promises:add_target", args=[council.slug, promise.pk]), values)

    return send


@pytest.fixture
def target(promise):
    return make.target(promise=promise, label="Insatser", minimum=2)


def address_of(target, name="edit_target"):
    return reverse(f"promises:{name}", args=[target.promise_set.council.slug, target.pk])


def words(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_saved_with_what_it_needs(send, kind, promise, school):
    answer = send(kind)
    assert answer.status_code == 302
    saved = Target.objects.get()
    assert (saved.kind, saved.label, saved.promise, saved.order) == (kind, A_FORM_WORD, promise, 0)
    assert saved.minimum == {"count": 2, "coverage": 1}.get(kind)
    assert list(saved.places.all()) == ([school] if kind == "coverage" else [])
    assert AuditEntry.objects.filter(verb="add_target", object_id=saved.pk).count() == 1


def test_what_another_kind_asks_for_is_left_out_right_or_wrong(send):
    send("vision", minimum="två", due_on="i morgon", threshold="x", per="week", counting="each", maximum="3")
    saved = Target.objects.get()
    assert (saved.minimum, saved.due_on, saved.threshold, saved.per, saved.counting) == (None, None, None, "", "")


def test_limits_are_stored_as_plain_lists(send):
    send(tags=" Riskkväll, valborg ,", weekdays=["5", "6"], months=["4"], activity_types=["foot_patrol"])
    saved = Target.objects.get()
    assert (saved.tags, saved.weekdays, saved.months) == (["riskkväll", "valborg"], [5, 6], [4])
    assert saved.activity_types == ["foot_patrol"]


def test_a_decimal_comma_is_read_and_written(send, client):
    send("effect")
    saved = Target.objects.get()
    assert (saved.threshold, saved.baseline) == (Decimal("74.50"), Decimal("1061.25"))
    page = client.get(address_of(saved)).content.decode()
    assert 'name="threshold" value="74,5"' in page


def test_one_lead_is_named_only_where_it_is_asked_for(send, council):
    police, _municipal = make.parties_of(council)
    send(jointly="lead", lead=police.pk)
    assert Target.objects.get().lead == police
    send(label="Annat", jointly="any", lead=police.pk)
    assert Target.objects.get(label="Annat").lead is None


def test_a_set_of_places_gives_the_target_its_own_list(send, council, school):
    other = make.place(council=council, name="Byskolan")
    schools = PlaceSet.objects.create(council=council, name="skolor")
    schools.places.set([school, other])
    send("coverage", place_sets=schools.pk)
    saved = Target.objects.get()
    schools.places.add(make.place(council=council))
    assert set(saved.places.all()) == {school, other}


REFUSALS = [
    ("count", {"kind": None}, "Välj vad det är för slags mål."),
    ("count", {"kind": "guess"}, "Välj ett slag i listan."),
    ("count", {"label": ""}, "Skriv ett kort namn på målet."),
    ("count", {"minimum": ""}, "Ange minst hur många, till exempel 2."),
    ("count", {"minimum": "0"}, "Talet ska vara minst 1."),
    ("count", {"minimum": "10000"}, "Talet kan vara högst 9 999."),
    ("count", {"minimum": "två"}, "Skriv ett heltal, till exempel 2."),
    ("count", {"maximum": "1"}, "Högst kan inte vara mindre än minst. Ändra talet eller lämna det tomt."),
    ("count", {"per": ""}, "Välj hur ofta: per vecka, halvår eller något annat, eller hela perioden."),
    ("count", {"per": "moment"}, "Välj i listan."),
    ("count", {"counting": ""}, "Välj om det räknas sammanlagt, i snitt eller i varje."),
    ("count", {"counting": "total"}, "Sammanlagt gäller hela perioden."),
    ("count", {"per": "period", "counting": "each"}, "Över hela perioden räknas allt sammanlagt."),
    ("count", {"per": "term", "counting": "average"}, "Terminer och tillfällen i kalendern är olika långa"),
    ("count", {"per": "occasion", "counting": "average"}, "Terminer och tillfällen i kalendern är olika långa"),
    ("count", {"units": ""}, "Skriv vad som räknas när det är flera, till exempel medborgarkontakter."),
    ("count", {"unit": ""}, "Skriv vad som räknas när det är en, till exempel medborgarkontakt."),
    ("count", {"jointly": None}, "Välj vilka som ska delta."),
    ("count", {"jointly": "lead"}, "Välj vilken part som ska delta."),
    ("count", {"lead": "9" * 30, "jointly": "lead"}, "Valet finns inte i rådet. Välj i listan."),
    ("count", {"weekdays": "8"}, "Välj bland dem i listan."),
    ("count", {"activity_types": "dans"}, "Välj bland dem i listan."),
    ("count", {"condition": "för 19121212-1212"}, "Texten innehåller ett personnummer"),
    ("count", {"tags": ",".join(f"m{n}" for n in range(11))}, "Högst 10 märkningar."),
    ("coverage", {"minimum": ""}, "Ange minst hur många, till exempel 2."),
    ("coverage", {"places": []}, "Välj minst en plats eller en platsgrupp."),
    ("coverage", {"places": "9" * 30}, "Valet finns inte i rådet. Välj i listan."),
    ("deliverable", {"due_on": ""}, "Ange dagen då det ska vara klart."),
    ("deliverable", {"due_on": "30/6"}, "Skriv datumet som år-månad-dag, till exempel 2019-11-20."),
    ("deliverable", {"due_on": "2018-12-31"}, "2018-12-31 ligger före löftenas första dag, 2019-01-01."),
    ("effect", {"direction": ""}, "Välj åt vilket håll måttet ska gå."),
    ("effect", {"threshold": ""}, "Ange gränsvärdet som måttet ska jämföras med, till exempel 75."),
    ("effect", {"threshold": "många"}, "Skriv ett tal, till exempel 61,5."),
    ("effect", {"threshold": "1,234"}, "Skriv högst två decimaler, till exempel 61,55."),
    ("effect", {"threshold": "1" * 5000}, "Talet är för stort."),
    ("effect", {"threshold": "NaN"}, "Skriv ett tal, till exempel 61,5."),
]


@pytest.mark.parametrize(
    ("kind", "changes", "sentence"),
    REFUSALS,
    ids=[f"{n} {kind} {' '.join(changes)}" for n, (kind, changes, _) in enumerate(REFUSALS)],
)
def test_a_refusal_says_field_and_cure_and_keeps_what_was_typed(send, kind, changes, sentence):
    changes = {"kind": kind, "condition": "om läget medger", **changes}
    answer = send(**changes)
    page = words(answer)
    assert answer.status_code == 422
    assert escape(sentence) in page
    assert not Target.objects.exists()
    assert "label" in changes or A_FORM_WORD in page
    assert escape(changes["condition"]) in page


def test_places_and_parties_of_another_council_are_as_missing(send):
    foreign = make.place()
    elsewhere = make.organisation(name="Någon annanstans")
    assert send("coverage", places=foreign.pk).status_code == 422
    assert send(jointly="lead", lead=elsewhere.pk).status_code == 422
    assert not Target.objects.exists()


def test_the_same_form_sent_twice_makes_one_target(send):
    assert [send().status_code, send().status_code] == [302, 302]
    assert Target.objects.count() == 1


def test_two_targets_of_a_promise_have_two_names(send):
    send()
    answer = send(minimum="3")
    assert answer.status_code == 422
    assert "Löftet har redan ett mål med det namnet. Välj ett annat." in words(answer)
    assert Target.objects.count() == 1


def test_new_targets_come_last(send):
    send()
    send(label="Sedan")
    assert list(Target.objects.values_list("label", "order")) == [(A_FORM_WORD, 0), ("Sedan", 1)]


def test_a_target_is_changed_and_counted_anew(send, target, coordinator):
    make.activity(targets=[target])
    answer = send(to=address_of(target), label="Insatser", tags="riskkväll", version=target.version)
    assert answer.status_code == 302
    target.refresh_from_db()
    assert (target.version, target.tags, target.counting) == (2, ["riskkväll"], "each")
    assert target.credits.get().window_start is None
    entry = AuditEntry.objects.get(verb="edit_target")
    assert entry.details["fields"] == ["counting", "per", "tags"]


def test_a_change_confirms_what_the_reader_proposed(send, target, coordinator):
    source = SourceText.objects.create(promise_set=target.promise_set, text="Minst två.", pasted_by=coordinator)
    proposal = Proposal.objects.create(target=target, source=source, start=0, end=5, commitment={})
    send(to=address_of(target), version=target.version)
    proposal.refresh_from_db()
    assert proposal.confirmed_by == coordinator
    assert proposal.confirmed_at


def test_who_read_an_older_version_gets_both_texts(send, target):
    make.person(Role.POLICE_MANAGER, council=target.promise_set.council)
    send(to=address_of(target), label="Den andras namn", version=target.version)
    answer = send(to=address_of(target), label="Mitt namn", minimum="5", version=target.version)
    page = words(answer)
    assert answer.status_code == 409
    assert "Den andras namn" in page
    assert "Mitt namn" in page
    target.refresh_from_db()
    assert target.label == "Den andras namn"


def test_the_same_change_sent_twice_is_one_change(send, target):
    for _ in range(2):
        assert send(to=address_of(target), version=target.version).status_code == 302
    target.refresh_from_db()
    assert target.version == 2


def test_a_target_is_removed_after_a_question(client, coordinator, target):
    assert client.get(address_of(target, "remove_target")).status_code == 200
    assert Target.objects.exists()
    assert client.post(address_of(target, "remove_target")).status_code == 302
    assert not Target.objects.exists()
    assert AuditEntry.objects.filter(verb="remove_target").count() == 1


def test_a_target_with_activities_stays(client, coordinator, target):
    make.activity(targets=[target])
    answer = client.post(address_of(target, "remove_target"), follow=True)
    assert "Aktiviteter eller bedömningar hör till målet" in words(answer)
    assert Target.objects.exists()


def test_signed_promises_are_not_changed_and_what_was_typed_is_given_back(send, client, promise, target):
    promise_set = promise.promise_set
    promise_set.status, promise_set.signed_on = "signed", date(2019, 1, 2)
    promise_set.save()
    for answer in (send(), send(to=address_of(target), version=1, minimum="7")):
        assert answer.status_code == 409
        assert "Löftena har undertecknats medan du skrev och kan inte ändras." in words(answer)
        assert A_FORM_WORD in words(answer)
    for name in ("edit_target", "remove_target"):
        assert client.get(address_of(target, name)).status_code == 302
    assert client.post(address_of(target, "remove_target")).status_code == 302
    target.refresh_from_db()
    assert (Target.objects.count(), target.minimum) == (1, 2)


def test_a_party_that_had_signed_has_not_signed_the_change(send, promise, coordinator):
    police, _ = make.parties_of(promise.promise_set.council)
    promise.promise_set.signatures.create(
        organisation=police,
        name="K",
        title="chef",
        signed_on=date(2019, 1, 1),
        recorded_by=coordinator,
        sha256="0" * 64,
    )
    send()
    assert not promise.promise_set.signatures.exists()


@pytest.mark.parametrize("role", [Role.FIELD_USER, Role.MEMBER, Role.OFFICIAL])
def test_only_those_who_write_promises_come_here(client, promise, target, role):
    council = promise.promise_set.council
    client.force_login(make.person(role, council=council))
    for address in (
        reverse("promises:add_target", args=[council.slug, promise.pk]),
        address_of(target),
        address_of(target, "remove_target"),
    ):
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403


def test_the_form_asks_the_database_as_often_for_many_rows(client, coordinator, council, promise):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("promises:add_target", args=[council.slug, promise.pk])).status_code == 200
        return len(captured)

    _group(council, 1)
    few = queries()
    for _ in range(4):
        _group(council, 5)
    assert queries() == few


def _group(council, number):
    group = PlaceSet.objects.create(council=council, name=f"Grupp {make.number()}")
    group.places.set([make.place(council=council) for _ in range(number)])
    return group


def test_what_is_chosen_stands_in_the_form_again(client, coordinator, council, promise, school):
    target = make.target(promise=promise, kind="coverage", places=[school], weekdays=[5], tags=["riskkväll"])
    page = client.get(address_of(target)).content.decode()
    assert re.search(rf'name="places" value="{school.pk}"[^>]*checked', page)
    assert re.search(r'name="weekdays" value="5"[^>]*checked', page)
    assert 'name="tags" value="riskkväll"' in page


def test_a_stored_target_is_said_back_at_once(client, coordinator, promise):
    target = make.target(promise=promise, minimum=2, per="half_year", counting="each")
    page = words(client.get(address_of(target)))
    assert "Minst 2 insatser varje halvår." in page
    assert "2 halvår prövas" in page
