"""Each party says its own part: confirmed or denied, and what counts follows."""

import re
from datetime import date
from html import unescape

import pytest
import time_machine

from councils.models import AuditEntry
from councils.roles import Role
from promises.actions.activities import correct_activity, withdraw_activity
from promises.actions.parts import LastParty, PartRefused, confirm_part, deny_part
from promises.models import Confirmation
from tests import factories as make

pytestmark = pytest.mark.django_db

LIST = "/overkalix/logga/var-del/"


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.fixture
def council():
    return make.council(short_name="Överkalix", slug="overkalix")


@pytest.fixture
def police(council):
    return make.parties_of(council)[0]


@pytest.fixture
def municipal(council):
    return make.parties_of(council)[1]


@pytest.fixture
def anna(client, council):
    """Of the municipality."""
    user = make.person(Role.COORDINATOR, council=council, user=make.user(name="Anna"))
    client.force_login(user)
    return user


@pytest.fixture
def walk(council):
    """Police and municipality must both take part."""
    return make.target(council=council, label="Trygghetsvandring", jointly="all")


@pytest.fixture
def half(walk, police):
    """Logged by the police for themselves."""
    return make.activity(targets=[walk], organisation=police, parties=[police], occurred_on=date(2019, 11, 19))


def counts(activity):
    return activity.credits.filter(window_start__isnull=False).exists()


def parties(activity):
    return {party.pk for party in activity.parties.all()}


def verbs():
    return list(AuditEntry.objects.exclude(verb__in=["log_activity", "add_member"]).values_list("verb", flat=True))


def words(response, status=200):
    assert response.status_code == status
    body = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def waiting(client):
    return [row.pk for row in client.get(LIST).context["page"].rows]


# The acts


def test_the_missing_part_makes_it_count(half, walk, police, municipal, anna):
    assert not counts(half)
    confirm_part(activity=half, organisation=municipal, by=anna)
    half.refresh_from_db()
    assert (counts(half), parties(half), half.version) == (True, {police.pk, municipal.pk}, 2)
    assert Confirmation.objects.get(activity=half).confirmed_by == anna
    entry = AuditEntry.objects.get(verb="add_part")
    assert (entry.object_id, entry.details) == (half.pk, {"organisation": municipal.pk, "version": 2})
    kept = half.history.latest("history_id").parties.values_list("organisation", flat=True)
    assert set(kept) == {police.pk, municipal.pk}


def test_a_part_confirmed_twice_is_confirmed_once(half, municipal, anna):
    for _ in range(2):
        confirm_part(activity=half, organisation=municipal, by=anna)
    half.refresh_from_db()
    assert (half.version, Confirmation.objects.count(), verbs()) == (2, 1, ["add_part"])


def test_who_was_named_by_another_confirms_without_a_new_version(walk, police, municipal, anna):
    activity = make.activity(targets=[walk], organisation=police)
    confirm_part(activity=activity, organisation=municipal, by=anna)
    activity.refresh_from_db()
    assert (activity.version, Confirmation.objects.count(), verbs()) == (1, 1, ["confirm_part"])


def test_a_denied_part_is_taken_away_with_its_reason(walk, police, municipal, anna):
    activity = make.activity(targets=[walk], organisation=police)
    make.confirmation(activity=activity, organisation=municipal)
    assert counts(activity)
    deny_part(activity=activity, organisation=municipal, by=anna, reason="Vi var inte med.")
    activity.refresh_from_db()
    assert (counts(activity), parties(activity), activity.version) == (False, {police.pk}, 2)
    assert not Confirmation.objects.exists()
    assert activity.history.latest("history_id").history_change_reason == "Vi var inte med."
    assert AuditEntry.objects.get(verb="deny_part").details == {"organisation": municipal.pk, "version": 2}


def test_a_part_denied_twice_is_denied_once(walk, police, municipal, anna):
    activity = make.activity(targets=[walk], organisation=police)
    for _ in range(2):
        deny_part(activity=activity, organisation=municipal, by=anna, reason="Inte med.")
    activity.refresh_from_db()
    assert (activity.version, verbs()) == (2, ["deny_part"])


def test_a_part_that_nobody_had_named_is_declined_once(half, municipal, anna):
    for _ in range(2):
        deny_part(activity=half, organisation=municipal, by=anna, reason="Inte med.")
    half.refresh_from_db()
    assert (half.version, parties(half), verbs()) == (2, {half.organisation_id}, ["decline_part"])
    assert half.history.latest("history_id").history_change_reason == "Inte med."


def test_the_last_party_is_not_taken_away(half, police, anna):
    with pytest.raises(LastParty):
        deny_part(activity=half, organisation=police, by=anna, reason="Inte vi.")
    assert parties(half) == {police.pk}


def test_what_is_withdrawn_has_no_parts_to_say(half, municipal, anna):
    withdraw_activity(activity=half, by=anna, version=1, reason="Loggad två gånger.")
    with pytest.raises(PartRefused):
        confirm_part(activity=half, organisation=municipal, by=anna)
    with pytest.raises(PartRefused):
        deny_part(activity=half, organisation=municipal, by=anna, reason="Inte vi.")
    assert not Confirmation.objects.exists()


def test_ties_to_replaced_editions_are_kept(half, walk, council, municipal, anna):
    old = make.target(council=council, status="superseded", jointly="all")
    half.credits.create(target=old, amount=1, window_start=None)
    confirm_part(activity=half, organisation=municipal, by=anna)
    assert {credit.target_id for credit in half.credits.all()} == {walk.pk, old.pk}


def test_the_history_keeps_in_step_with_the_log(client, half, walk, police, municipal, anna):
    """What follows a confirmed part is still told with its own targets."""
    other = make.target(promise=walk.promise, label="Annat mål")
    confirm_part(activity=half, organisation=municipal, by=anna)
    make.confirmation(activity=half, organisation=police)
    half.refresh_from_db()
    correct_activity(activity=half, by=anna, version=2, targets=[walk, other], parties=[police, municipal])
    changes = client.get(f"/overkalix/aktiviteter/{half.pk}/").context["history"]
    assert len(changes) == 2
    assert "Trygghetsvandring, Annat mål" in str(changes[0].differences)


# What waits


def test_what_lacks_one_s_part_or_names_one_waits(client, anna, half, walk, police, municipal, council):
    named = make.activity(targets=[make.target(council=council)], organisation=police, occurred_on=date(2019, 11, 18))
    led = make.target(council=council, jointly="lead", lead=municipal)
    lacks_lead = make.activity(targets=[led], organisation=police, parties=[police], occurred_on=date(2019, 11, 17))
    # And not: one's own, one's own by one's own word, what is older, withdrawn, or tied to what is over.
    make.activity(targets=[walk], organisation=municipal, occurred_on=date(2019, 11, 19))
    make.activity(targets=[walk], organisation=police, occurred_on=date(2019, 8, 21))
    gone = make.activity(targets=[walk], organisation=police, occurred_on=date(2019, 11, 19))
    withdraw_activity(activity=gone, by=anna, version=1, reason="Dubbelt.")
    closed = make.target(council=council, status="closed", jointly="all")
    make.activity(targets=[closed], organisation=police, parties=[police], occurred_on=date(2019, 11, 19))
    make.activity(
        targets=[make.target(council=council)], organisation=police, parties=[police], occurred_on=date(2019, 11, 19)
    )
    assert waiting(client) == [half.pk, named.pk, lacks_lead.pk]
    assert "3 aktiviteter väntar på att ni bekräftar er del" in words(client.get("/overkalix/logga/"))


def test_what_one_has_said_waits_no_longer(client, anna, half, walk, police):
    named = make.activity(targets=[walk], organisation=police, occurred_on=date(2019, 11, 18))
    client.post(f"/overkalix/aktiviteter/{named.pk}/var-del/", {"from": "parts"})
    client.post(f"/overkalix/aktiviteter/{half.pk}/inte-var-del/", {"denial": "Inte med."})
    assert waiting(client) == []
    assert "Inget väntar på er" in words(client.get(LIST))
    assert "bekräftar er del" not in words(client.get("/overkalix/logga/"))


def test_named_again_after_having_denied_it_waits_again(client, anna, walk, police, municipal):
    activity = make.activity(targets=[walk], organisation=police, occurred_on=date(2019, 11, 18))
    deny_part(activity=activity, organisation=municipal, by=anna, reason="Inte med.")
    assert waiting(client) == []
    activity.refresh_from_db()
    correct_activity(activity=activity, by=make.user(), version=2, targets=[walk], parties=[police, municipal])
    assert waiting(client) == [activity.pk]


@pytest.fixture
def confirmed(walk, police, municipal, anna):
    """Logged by the police; the municipality and a school have said their parts themselves."""
    school = make.organisation(short_name="Skolan")
    activity = make.activity(targets=[walk], organisation=police, parties=[police, municipal, school])
    for party in (municipal, school):
        confirm_part(activity=activity, organisation=party, by=anna)
    return activity


def correct(activity, *, by, parties, version=1, **facts):
    walk = [credit.target for credit in activity.credits.all()]
    return correct_activity(activity=activity, by=by, version=version, targets=walk, parties=parties, **facts)


def have_confirmed(activity):
    return {row.organisation.short_name for row in activity.confirmations.all()}


def test_whom_a_correction_takes_away_has_not_confirmed_when_named_again(confirmed, anna, police, municipal):
    everybody = list(confirmed.parties.all())
    correct(confirmed, by=anna, parties=[police, municipal])
    assert have_confirmed(confirmed) == {municipal.short_name}
    correct(confirmed, by=anna, version=2, parties=everybody, count=9, occurred_on=date(2019, 3, 1))
    assert have_confirmed(confirmed) == {municipal.short_name}


@pytest.mark.parametrize(
    "facts",
    [
        {"occurred_on": date(2019, 3, 1)},
        {"count": 9},
        {"place_text": "Torget"},
        {"activity_type": "training"},
    ],
)
def test_what_another_organisation_has_corrected_must_be_confirmed_anew(confirmed, anna, municipal, facts):
    correct(confirmed, by=anna, parties=list(confirmed.parties.all()), **facts)
    assert have_confirmed(confirmed) == {municipal.short_name}


def test_a_corrected_note_leaves_what_was_confirmed(confirmed, anna, municipal):
    correct(confirmed, by=anna, parties=list(confirmed.parties.all()), note="Mörkt.", place_text="", count=1)
    assert have_confirmed(confirmed) == {municipal.short_name, "Skolan"}


def test_another_council_s_activities_do_not_wait_here(client, anna, municipal):
    other = make.target(jointly="all", responsible=[municipal])
    make.activity(targets=[other], parties=[make.organisation()], occurred_on=date(2019, 11, 19))
    assert waiting(client) == []


def test_the_list_takes_as_many_queries_for_twenty_as_for_one(
    client, anna, walk, police, django_assert_max_num_queries
):
    taken = []
    for number in (1, 20):
        for _ in range(number):
            make.activity(targets=[walk], organisation=police, occurred_on=date(2019, 11, 19))
        with django_assert_max_num_queries(12) as counted:
            client.get(LIST)
        taken.append(len(counted))
    assert taken[0] == taken[1]


# The pages


def test_what_waits_stands_under_what_saying_one_s_part_does(client, anna, half, walk, police, municipal, council):
    tagged = make.target(promise=walk.promise, label="Riskkväll", jointly="all", tags=["riskkväll"])
    make.activity(targets=[tagged], organisation=police, parties=[police], occurred_on=date(2019, 11, 18))
    make.activity(targets=[walk], organisation=police, occurred_on=date(2019, 11, 17))
    make.activity(targets=[], council=council, organisation=police, occurred_on=date(2019, 11, 16))
    said = words(client.get(LIST))
    becomes, rest = said.split("Räknas när ni bekräftar", 1)[1].split("Räknas redan; bekräfta att ni var med", 1)
    counted, neither = rest.split("Räknas inte, men bekräfta om ni var med", 1)
    assert ("2019-11-19" in becomes, "2019-11-17" in counted, "2019-11-18" in neither) == (True, True, True)
    assert "Riskkväll. Räknas ändå inte: Aktiviteten är inte märkt riskkväll." in neither
    assert "Inget mål" in neither
    assert "räknas inte än" not in said


def test_a_target_that_counts_already_is_told_apart_from_one_that_waits(client, anna, walk, police):
    alone = make.target(promise=walk.promise, label="Fotpatrull")
    make.activity(targets=[walk, alone], organisation=police, parties=[police], occurred_on=date(2019, 11, 19))
    said = words(client.get(LIST))
    assert "Räknas redan; bekräfta" not in said
    assert "Fotpatrull (räknas redan)" in said


def test_what_a_replaced_edition_said_is_not_told_twice(client, anna, walk, police, council):
    old = make.target(council=council, label="Gammalt mål", jointly="all", status="superseded")
    make.activity(targets=[walk, old], organisation=police, parties=[police], occurred_on=date(2019, 11, 19))
    assert "Gammalt mål" not in words(client.get(LIST))


def test_a_no_is_not_offered_where_it_is_refused(client, council, anna, police, municipal):
    alone = make.activity(council=council, organisation=municipal, parties=[municipal])
    assert "Vi deltog inte" not in words(client.get(f"/overkalix/aktiviteter/{alone.pk}/"))
    make.activity(council=council, organisation=police, parties=[municipal], occurred_on=date(2019, 11, 19))
    said = words(client.get(LIST))
    assert "Vi deltog" in said
    assert "Vi deltog inte" not in said


def test_the_overview_leads_who_may_log_to_what_waits(client, anna, half, walk, police, council):
    make.activity(targets=[walk], organisation=police, occurred_on=date(2019, 11, 18))

    page = client.get("/overkalix/", follow=True)
    assert "2 aktiviteter väntar på att ni bekräftar er del" in words(page)
    assert f'href="{LIST}"' in page.content.decode()
    client.force_login(make.person(Role.OFFICIAL, council=council))
    assert "väntar på att ni bekräftar" not in words(client.get("/overkalix/", follow=True))


def test_the_start_page_counts_what_waits_in_each_council_with_one_query(
    client, anna, half, municipal, django_assert_max_num_queries
):
    taken = []
    for number in (1, 3):
        for _ in range(number):
            other = make.council()
            make.person(Role.POLICE_MANAGER, council=other, user=anna)
        with django_assert_max_num_queries(40) as counted:
            said = words(client.get("/"))
        taken.append(len(counted))
        assert said.count("väntar på att ni bekräftar er del") == 1
    assert "1 aktivitet väntar på att ni bekräftar er del" in said
    assert taken[0] == taken[1]


def test_confirming_says_what_it_became(client, anna, half):
    page = client.post(f"/overkalix/aktiviteter/{half.pk}/var-del/", follow=True)
    assert "Er del är bekräftad. Trygghetsvandring: 1 av 1, uppfyllt." in words(page)


def test_an_activity_tells_who_has_said_so_and_who_is_missing(client, anna, half, police, municipal):
    before = words(client.get(f"/overkalix/aktiviteter/{half.pk}/"))
    assert f"Saknas för gemensamt mål {municipal.short_name} Er del Vi deltog" in before
    client.post(f"/overkalix/aktiviteter/{half.pk}/var-del/")
    after = words(client.get(f"/overkalix/aktiviteter/{half.pk}/"))
    assert "Saknas för gemensamt mål" not in after
    said = re.search(r"Har själva bekräftat (.*?) Er del Vi deltog inte", after)
    assert said
    assert set(said[1].split(", ")) == {police.short_name, municipal.short_name}


def test_an_activity_tells_who_has_been_named_by_another(client, anna, walk, police, municipal):
    activity = make.activity(targets=[walk], organisation=police)
    assert f"Har inte bekräftat {municipal.short_name} Er del Vi deltog" in words(
        client.get(f"/overkalix/aktiviteter/{activity.pk}/")
    )


def test_denying_asks_why(client, anna, half, municipal):
    address = f"/overkalix/aktiviteter/{half.pk}/inte-var-del/"
    assert "Varför är det inte er del?" in words(client.get(address))
    assert "Skriv varför, så att andra förstår." in words(client.post(address, {"denial": " "}), 422)
    assert "personnummer" in words(client.post(address, {"denial": "19811218-9876 var sjuk"}), 422)
    assert verbs() == []
    said = words(client.post(address, {"denial": "Vi var inte med."}, follow=True))
    assert "Noterat: det var inte er del." in said
    assert "Vi var inte med." in said


def test_the_only_party_is_told_to_withdraw_instead(client, council, anna, municipal):
    activity = make.activity(council=council, parties=[municipal])
    address = f"/overkalix/aktiviteter/{activity.pk}/inte-var-del/"
    said = words(client.post(address, {"denial": "Det var inte vi."}), 422)
    assert "Ingen annan deltog. Om det inte var ni: ta bort aktiviteten ur räkningen i stället." in said
    assert "Det var inte vi." in client.post(address, {"denial": "Det var inte vi."}).content.decode()


def test_a_withdrawn_activity_is_said_to_be_so(client, anna, walk, police):
    activity = make.activity(targets=[walk], organisation=police)
    withdraw_activity(activity=activity, by=anna, version=1, reason="Dubbelt.")
    address = f"/overkalix/aktiviteter/{activity.pk}/"
    assert "Den behöver inte bekräftas" in words(client.post(f"{address}var-del/", follow=True))
    assert "Det finns ingen del att ta bort" in words(client.post(f"{address}inte-var-del/", {"denial": "Nej."}), 422)
    assert "Vi deltog" not in words(client.get(address))


def test_who_has_no_part_in_it_says_nothing(client, council, half):
    school = make.organisation(name="Skolan")
    client.force_login(make.person(Role.MEMBER, council=council, organisation=school))
    for path in ("var-del/", "inte-var-del/"):
        assert client.post(f"/overkalix/aktiviteter/{half.pk}/{path}", {"denial": "Nej."}).status_code == 403
    assert "Vi deltog" not in words(client.get(f"/overkalix/aktiviteter/{half.pk}/"))
    assert waiting(client) == []


def test_officials_read_the_parts_and_say_nothing(client, council, half):
    client.force_login(make.person(Role.OFFICIAL, council=council))
    assert "Vi deltog" not in words(client.get(f"/overkalix/aktiviteter/{half.pk}/"))
    assert client.get(LIST).status_code == 403
