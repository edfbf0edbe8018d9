"""A draft becomes promises when every party has signed what it read; nobody signs unseen, alone, or for another."""

import re
import threading
from datetime import date
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from councils.models import AuditEntry
from councils.roles import Role
from followup.actions.signing import ChangedSinceRead, sign_promise_set
from promises.actions.editing import AlreadySigned, open_for_editing
from promises.contents import content_of, digest_of
from promises.models import PromiseSet, Proposal, Signature, SourceText, Target
from tests import factories as make
from tests.conftest import PASSWORD
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel("2019-03-15T12:00:00+01:00"):
        yield


@pytest.fixture
def world():
    return build()


def build():
    """A shared draft of police and municipality, with a coordinator and a police manager who can sign it."""
    council = make.council(slug="overkalix", short_name="Överkalix")
    promise_set = make.promise_set(council=council, title="Medborgarlöften 2019", slug="2019", status="shared")
    make.signable(promise_set)
    promise = make.promise(promise_set=promise_set, wording="Vi ska synas på torget.")
    target = make.target(promise=promise, label="Synas", minimum=5)
    people = {
        role.name.lower(): make.person(
            role, council=council, user=make.user(name=f"Namn {role}", title=f"titel {role}")
        )
        for role in Role
    }
    return SimpleNamespace(council=council, promise_set=promise_set, promise=promise, target=target, **people)


def address(world):
    return reverse("followup:sign_promise_set", args=[world.council.slug, world.promise_set.slug])


def form_on(client, world):
    """The fields as the page fills them in."""
    page = client.get(address(world)).content.decode()
    return dict(re.findall(r'name="(read|signatory|signatory_title|signed_on)"[^>]*? value="([^"]*)"', page))


def sign(client, world, person, **changes):
    sign_in(client, person)
    return client.post(address(world), {**form_on(client, world), **changes})


def status_of(world):
    return PromiseSet.objects.get(pk=world.promise_set.pk).status


# Signing


def test_the_whole_content_is_shown_before_it_is_signed(client, world):
    world.promise_set.aim = "Torget ska kännas tryggt."
    world.promise_set.save()
    sign_in(client, world.coordinator)
    page = client.get(address(world)).content.decode()
    for text in ("Vi ska synas på torget.", "Minst 5 insatser under hela perioden.", "Torget ska kännas tryggt."):
        assert text in page
    assert f"Underskrift för Kommunen i {world.council.short_name}" in page


def test_the_form_is_filled_in_with_who_one_is_and_today(client, world):
    sign_in(client, world.coordinator)
    fields = form_on(client, world)
    assert (fields["signatory"], fields["signatory_title"]) == ("Namn coordinator", "titel coordinator")
    assert fields["signed_on"] == "2019-03-15"


def test_when_all_parties_have_signed_the_promises_hold_from_the_last_day(client, world):
    sign(client, world, world.coordinator, signed_on="2019-03-14", signatory="Eva Ek", signatory_title="kommunalråd")
    assert status_of(world) == "shared"
    answer = sign(client, world, world.police_manager, signed_on="2019-03-12")
    assert answer.status_code == 302
    row = PromiseSet.objects.get(pk=world.promise_set.pk)
    assert (row.status, row.signed_on) == ("signed", date(2019, 3, 14))
    municipal = Signature.objects.get(organisation__kind="municipality")
    assert (municipal.name, municipal.title, municipal.recorded_by) == ("Eva Ek", "kommunalråd", world.coordinator)
    assert municipal.sha256 == digest_of(content_of(row))
    verbs = list(AuditEntry.objects.filter(object_type="promiseset").values_list("verb", flat=True).order_by("pk"))
    assert verbs == ["sign_promise_set", "sign_promise_set", "decide_promise_set"]


def test_the_log_says_for_whom_and_which_content_but_no_name_that_was_typed(client, world):
    sign(client, world, world.coordinator, signatory="Eva Ek")
    entry = AuditEntry.objects.get(verb="sign_promise_set")
    assert set(entry.details) == {"organisation", "signed_on", "sha256"}
    assert "Eva" not in str(entry.details)


def test_signing_twice_is_once(client, world):
    sign(client, world, world.coordinator)
    sign_in(client, world.coordinator)
    answer = client.post(address(world), {"read": "x", "signatory": "Namn", "signatory_title": "x"}, follow=True)
    assert "Din part har redan undertecknat." in answer.content.decode()
    assert Signature.objects.count() == 1
    signature = Signature.objects.get()
    facts = {"name": "Namn", "title": "x", "signed_on": date(2019, 3, 15)}
    again = {"promise_set": world.promise_set, "organisation": signature.organisation, "by": world.coordinator}
    sign_promise_set(**again, at=timezone.now(), read=signature.sha256, **facts)
    assert Signature.objects.count() == 1
    assert AuditEntry.objects.filter(verb="sign_promise_set").count() == 1


def test_a_set_that_all_have_signed_leads_back_to_its_page(client, world):
    make.signed(world.promise_set, people=[world.police_manager, world.coordinator])
    sign_in(client, world.coordinator)
    for answer in (client.get(address(world)), client.post(address(world), {})):
        assert answer["Location"] == world.promise_set.get_absolute_url()


def test_the_password_is_asked_for_again(client, world):
    client.force_login(world.coordinator)
    with_fields = form_on(client, world)
    answer = client.post(address(world), with_fields)
    assert answer["Location"].startswith("/konto/")
    assert not Signature.objects.exists()


def test_with_the_password_the_signature_goes_on(client, world):
    person = make.person(Role.COORDINATOR, council=world.council, user=make.user(password=PASSWORD, title="chef"))
    client.force_login(person)
    asked = client.post(address(world), form_on(client, world))
    assert "Du är på väg att underteckna löftena." in client.get(asked["Location"]).content.decode()
    answer = client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": address(world)})
    assert answer["Location"] == world.promise_set.get_absolute_url()
    assert Signature.objects.get().recorded_by == person


# Refusals


def test_what_has_changed_since_it_was_read_is_not_signed(client, world):
    sign_in(client, world.coordinator)
    fields = form_on(client, world)
    Target.objects.filter(pk=world.target.pk).update(minimum=1)
    answer = client.post(address(world), {**fields, "signatory": "Eva Ek"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Löftena har ändrats sedan du öppnade sidan" in page
    assert "Minst 1 insats under hela perioden." in page
    assert 'value="Eva Ek"' in page
    assert not Signature.objects.exists()
    assert client.post(address(world), {**fields, **dict(re.findall(r'name="(read)" value="([^"]*)"', page))})
    assert Signature.objects.count() == 1


def test_a_signature_of_what_it_was_falls_when_somebody_reads_what_it_has_become(client, world):
    sign(client, world, world.coordinator)
    Target.objects.filter(pk=world.target.pk).update(minimum=1)
    sign(client, world, world.police_manager)
    assert [row.organisation.kind for row in Signature.objects.all()] == ["police"]
    assert status_of(world) == "shared"
    assert AuditEntry.objects.filter(verb="withdraw_signatures").count() == 1


def test_an_edit_takes_signatures_back_while_it_is_a_draft_and_is_refused_after(world):
    read = digest_of(content_of(world.promise_set))
    make.signable(world.promise_set)
    police, municipal = make.parties_of(world.council)
    facts = {"title": "chef", "signed_on": date(2019, 3, 15), "at": timezone.now(), "read": read}
    sign_promise_set(
        promise_set=world.promise_set, organisation=police, by=world.police_manager, name="Per Ek", **facts
    )
    open_for_editing(world.promise_set, by=world.coordinator)
    assert not Signature.objects.exists()
    make.signed(world.promise_set, people=[world.police_manager, world.coordinator])
    with pytest.raises(AlreadySigned):
        open_for_editing(world.promise_set, by=world.coordinator)
    with pytest.raises(AlreadySigned):
        sign_promise_set(
            promise_set=world.promise_set,
            organisation=police,
            by=world.police_manager,
            name="P",
            **{**facts, "read": ""},
        )


def test_one_person_does_not_sign_for_two_parties(client, world):
    school = also_of_the_school(world)
    sign_in(client, world.coordinator)
    fields = form_on(client, world)
    assert "För vilken part?" in client.get(address(world)).content.decode()
    client.post(address(world), {**fields, "signing_party": school.pk})
    answer = client.post(address(world), {**fields, "signatory": "Någon annan"})
    assert answer.status_code == 422
    assert "Samma person kan inte underteckna för två parter." in answer.content.decode()
    assert [row.organisation for row in Signature.objects.all()] == [school]


def also_of_the_school(world):
    """A third party, which the coordinator acts for as well."""
    school = make.organisation(name="Skolan")
    world.promise_set.parties.add(school)
    make.member(Role.MEMBER, council=world.council, user=world.coordinator, organisation=school)
    return school


def test_one_name_does_not_stand_for_two_parties(client, world):
    sign(client, world, world.coordinator, signatory="Eva  Ek")
    answer = sign(client, world, world.police_manager, signatory="eva ek")
    assert answer.status_code == 422
    assert Signature.objects.count() == 1


def test_who_acts_for_several_parties_says_for_which(client, world):
    also_of_the_school(world)
    answer = sign(client, world, world.coordinator)
    assert answer.status_code == 422
    assert "Välj vilken part underskriften gäller." in answer.content.decode()


def test_a_police_manager_does_not_sign_for_the_municipality(client, world):
    police, municipal = make.parties_of(world.council)
    world.promise_set.parties.set([municipal])
    sign_in(client, world.police_manager)
    assert "Du kan inte underteckna här." in client.get(address(world)).content.decode()
    assert client.post(address(world), {"read": "x"}).status_code == 403
    assert not Signature.objects.exists()


def test_another_party_signs_by_those_who_may_write_the_promises(client, world):
    school = make.organisation(name="Skolan")
    world.promise_set.parties.add(school)
    head = make.person(Role.COORDINATOR, council=world.council, organisation=school, user=make.user(title="rektor"))
    assert sign(client, world, head).status_code == 302
    assert Signature.objects.get().organisation == school


@pytest.mark.parametrize("role", ["field_user", "member", "official"])
def test_others_cannot_sign(client, world, role):
    sign_in(client, getattr(world, role))
    assert client.get(address(world)).status_code == 403
    assert client.post(address(world), {}).status_code == 403
    assert not Signature.objects.exists()


def test_an_own_draft_is_shared_first(client, world):
    _, municipal = make.parties_of(world.council)
    PromiseSet.objects.filter(pk=world.promise_set.pk).update(status="draft", organisation=municipal)
    sign_in(client, world.coordinator)
    page = client.get(address(world)).content.decode()
    assert "Utkastet är inte delat" in page
    assert 'name="signatory"' not in page
    read = digest_of(content_of(world.promise_set))
    fields = {"read": read, "signatory": "Eva", "signatory_title": "chef", "signed_on": "2019-03-15"}
    answer = client.post(address(world), fields)
    assert answer.status_code == 422
    assert "Dela det först" in answer.content.decode()
    sign_in(client, world.police_manager)
    assert client.get(address(world)).status_code == 404
    assert not Signature.objects.exists()


def test_what_nobody_has_confirmed_stops_the_signing(client, world):
    source = SourceText.objects.create(promise_set=world.promise_set, text="Vi ska synas.", pasted_by=world.coordinator)
    Proposal.objects.create(target=world.target, source=source, start=0, end=5, commitment={})
    sign_in(client, world.coordinator)
    page = client.get(address(world)).content.decode()
    assert "1 förslag är inte granskat." in page
    assert 'name="signatory"' not in page
    read = digest_of(content_of(world.promise_set))
    fields = {"read": read, "signatory": "Eva", "signatory_title": "chef", "signed_on": "2019-03-15"}
    assert client.post(address(world), fields).status_code == 422
    assert not Signature.objects.exists()


def test_a_promise_that_nobody_answers_for_stops_the_signing(client, world):
    world.promise.responsibilities.all().delete()
    sign_in(client, world.coordinator)
    assert "Ingen är ansvarig för" in client.get(address(world)).content.decode()
    fields = {"signatory": "Eva", "signatory_title": "chef", "signed_on": "2019-03-15"}
    read = digest_of(content_of(world.promise_set))
    assert client.post(address(world), {**fields, "read": read}).status_code == 422
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"signed_on": "2019-03-16"}, "Dagen kan inte ligga i framtiden."),
        ({"signed_on": "i går"}, "Skriv datumet som år-månad-dag"),
        ({"signed_on": ""}, "Ange dagen för underskriften."),
        ({"signatory": ""}, "Skriv namnet på den som har undertecknat."),
        ({"signatory_title": " "}, "Skriv befattningen"),
        ({"signatory": "19121212-1212"}, "personnummer"),
    ],
)
def test_what_is_wrong_in_the_form_is_said_and_nothing_is_signed(client, world, changes, said):
    answer = sign(client, world, world.coordinator, **changes)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Signature.objects.exists()


def test_nobody_signs_after_the_last_day(client, world):
    PromiseSet.objects.filter(pk=world.promise_set.pk).update(last_day=date(2019, 2, 28))
    answer = sign(client, world, world.coordinator)
    assert answer.status_code == 422
    assert "efter löftenas sista dag, 2019-02-28" in answer.content.decode()


def test_what_stops_nobody_is_told_and_leaves_the_form(client, world):
    sign_in(client, world.coordinator)
    page = client.get(address(world)).content.decode()
    assert "Det här går ändå att underteckna" in page
    assert "Tidpunkten för sammanställningen är inte satt." in page
    assert 'name="signatory"' in page


# Waiting


WAITING = "Väntar på din underskrift"


def test_whoever_may_sign_for_a_party_that_has_not_is_told_where_they_begin(client, world):
    overview = reverse("followup:current_overview", args=["overkalix"])
    for person, is_told in (
        (world.police_manager, True),
        (world.coordinator, True),
        (world.member, False),
        (world.field_user, False),
        (world.official, False),
    ):
        sign_in(client, person)
        page = client.get(overview).content.decode()
        assert ((WAITING in page), (address(world) in page)) == (is_told, is_told)
    sign(client, world, world.police_manager)
    assert WAITING not in client.get(overview).content.decode()
    sign_in(client, world.coordinator)
    assert WAITING in client.get(overview).content.decode()


def test_an_overview_of_other_promises_tells_it_too(client, world):
    other = make.promise_set(council=world.council, slug="2018")
    sign_in(client, world.police_manager)
    assert address(world) in client.get(reverse("followup:overview", args=["overkalix", other.slug])).content.decode()


def test_an_own_draft_that_is_not_shared_waits_for_nobody(client, world):
    _, municipal = make.parties_of(world.council)
    PromiseSet.objects.filter(pk=world.promise_set.pk).update(status="draft", organisation=municipal)
    sign_in(client, world.coordinator)
    page = client.get(reverse("followup:current_overview", args=["overkalix"]))
    assert WAITING not in page.content.decode()


def test_with_several_councils_each_tells_its_own_in_the_same_number_of_queries(client, world):
    def also_in_another_council(**fields):
        council = make.council()
        promise_set = make.signable(make.promise_set(council=council, status="shared", **fields))
        make.promise(promise_set=promise_set)
        make.member(Role.POLICE_MANAGER, council=council, user=world.police_manager)
        return reverse("followup:sign_promise_set", args=[council.slug, promise_set.slug])

    def start():
        with CaptureQueriesContext(connection) as caught:
            page = client.get("/").content.decode()
        return page, len(caught)

    second = also_in_another_council()
    sign_in(client, world.police_manager)
    start()
    page, few = start()
    assert address(world) in page
    assert second in page
    more = [also_in_another_council() for _ in range(3)]
    page, many = start()
    assert all(one in page for one in more)
    assert many == few


# Late


@pytest.mark.parametrize(
    ("counts", "said", "counted"),
    [(True, "räknas, också före underskriften", 2), (False, "före underskriften räknas inte", 1)],
)
def test_what_was_done_before_a_late_signing_counts_where_the_parties_say_so(client, world, counts, said, counted):
    PromiseSet.objects.filter(pk=world.promise_set.pk).update(counts_before_signing=counts)
    make.activity(targets=[world.target], occurred_on=date(2019, 2, 1))
    make.activity(targets=[world.target], occurred_on=date(2019, 3, 15))
    sign_in(client, world.coordinator)
    assert said in client.get(address(world)).content.decode()
    sign(client, world, world.coordinator)
    sign(client, world, world.police_manager)
    assert world.target.credits.counting().count() == counted
    overview = client.get(reverse("followup:overview", args=["overkalix", "2019"])).content.decode()
    page = client.get(world.promise_set.get_absolute_url()).content.decode()
    for shown in (overview, page):
        assert ("Räknas från undertecknandet 2019-03-15." in shown) is (not counts)
    assert "2019-01-01" in page


def test_the_summary_prints_the_promised_period_and_from_when_it_is_counted(client, world):
    PromiseSet.objects.filter(pk=world.promise_set.pk).update(counts_before_signing=False)
    sign(client, world, world.coordinator)
    sign(client, world, world.police_manager)
    answer = client.get(reverse("followup:summary", args=["overkalix", "2019"]))
    period = answer.context["snapshot"]["period"]
    assert period["text"] == "1 januari 2019–31 december 2019, räknas från undertecknandet 15 mars 2019"
    assert (period["first_day"], period["last_day"]) == ("2019-01-01", "2019-12-31")


# At the same moment


@pytest.mark.django_db(transaction=True)
def test_two_parties_who_sign_at_the_same_moment_both_have_signed():
    world = build()
    police, municipal = make.parties_of(world.council)
    read = digest_of(content_of(world.promise_set))
    start, failed = threading.Barrier(2), []

    def sign_for(party, by):
        try:
            with scopes_disabled():
                start.wait(timeout=20)
                sign_promise_set(
                    promise_set=world.promise_set,
                    organisation=party,
                    by=by,
                    at=timezone.now(),
                    read=read,
                    name=by.name,
                    title="chef",
                    signed_on=date(2019, 3, 15),
                )
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    pairs = [(police, world.police_manager), (municipal, world.coordinator)]
    threads = [threading.Thread(target=sign_for, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert Signature.objects.count() == 2
    assert status_of(world) == "signed"
    assert AuditEntry.objects.filter(verb="decide_promise_set").count() == 1


def test_the_wrong_digest_is_never_signed(world):
    police, _ = make.parties_of(world.council)
    facts = {"name": "Eva", "title": "chef", "signed_on": date(2019, 3, 15), "at": timezone.now()}
    for read in ("", "x" * 64):
        with pytest.raises(ChangedSinceRead):
            sign_promise_set(
                promise_set=world.promise_set, organisation=police, by=world.police_manager, read=read, **facts
            )
    assert not Signature.objects.exists()
