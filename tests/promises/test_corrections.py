"""Corrections, withdrawals and restorations with their reasons, and several people at one activity."""

import re
import threading
from datetime import date
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from councils.access import Gate
from councils.log_details import told
from councils.models import AuditEntry
from councils.roles import Role
from promises.actions.activities import correct_activity, restore_activity, withdraw_activity
from promises.actions.many_activities import withdraw_many
from promises.models import Activity
from tests import factories as make

pytestmark = pytest.mark.django_db

REASON = "Fel datum i almanackan"
WHYS = ("Hemligt ett", "Hemligt två")


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel("2020-01-25T12:00:00+01:00"):
        yield


@pytest.fixture
def activity():
    target = make.target(label="Trygghetsvandring", council=make.council(slug="overkalix"))
    return make.activity(targets=[target], note="Som det sparades")


@pytest.fixture
def coordinator(client, activity):
    user = make.person(Role.COORDINATOR, council=activity.council, user=make.user(name="Anna Lind"))
    client.force_login(user)
    return user


def address(activity, name):
    return reverse(f"promises:{name}", args=["overkalix", activity.pk])


def correction(activity, **changes):
    return {
        "targets": activity.credits.get().target_id,
        "occurred_on": "2019-03-15",
        "count": "2",
        "parties": [party.pk for party in activity.parties.all()],
        "note": "Det jag skrev",
        "correction_reason": REASON,
        "version": activity.version,
        **changes,
    }


def words(answer):
    body = answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def approve(activity):
    return make.frozen(activity.credits.get().target.promise_set, at=timezone.now())


def test_why_an_activity_was_corrected_stands_in_its_history_and_not_in_the_log(client, activity, coordinator):
    shown = words(client.post(address(activity, "correct_activity"), correction(activity), follow=True))
    assert f"Skäl: {REASON}" in shown
    assert Activity.objects.get().history.first().history_change_reason == REASON
    assert REASON not in str(list(AuditEntry.objects.values_list("details", flat=True)))


def test_a_correction_needs_no_reason_until_approved_numbers_rest_on_it(client, activity, coordinator):
    assert (
        client.post(address(activity, "correct_activity"), correction(activity, correction_reason="")).status_code
        == 302
    )
    activity.refresh_from_db()
    approve(activity)
    refused = client.post(address(activity, "correct_activity"), correction(activity, count="3", correction_reason=""))
    assert refused.status_code == 422
    assert "Varför rättas den?: Skriv varför, så att andra förstår." in words(refused)
    assert "Det jag skrev" in words(refused)
    assert Activity.objects.get().count == 2
    saved = client.post(address(activity, "correct_activity"), correction(activity, count="3"), follow=True)
    assert "Sammanställningen är godkänd, så ändringen står i tillägget till den." in words(saved)
    assert "Ändrad i efterhand: sammanställningen godkändes 2020-01-25." in words(saved)


def test_taking_away_and_restoring_what_approved_numbers_rest_on_say_that_the_addendum_tells(
    client, activity, coordinator
):
    late = "Sammanställningen är godkänd, så ändringen står i tillägget till den."
    approve(activity)
    away = client.post(address(activity, "withdraw_activity"), {"reason": "Dubbelt", "version": 1}, follow=True)
    assert f"kan återställas. {late}" in words(away)
    back = client.post(address(activity, "restore_activity"), {"restore_reason": "Var rätt", "version": 2}, follow=True)
    assert f"Aktiviteten räknas igen. {late}" in words(back)


def test_before_any_approval_there_is_no_addendum_to_tell_of(client, activity, coordinator):
    away = client.post(address(activity, "withdraw_activity"), {"reason": "Dubbelt", "version": 1}, follow=True)
    assert "Aktiviteten räknas inte längre." in words(away)
    assert "tillägget" not in words(away)


def test_the_history_says_each_thing_once_and_in_words(client, activity, coordinator):
    client.post(address(activity, "correct_activity"), correction(activity))
    client.post(address(activity, "withdraw_activity"), {"reason": "Dubbelt", "version": 2})
    shown = client.post(
        address(activity, "restore_activity"), {"restore_reason": "Var rätt", "version": 3}, follow=True
    )
    restored, withdrawn, corrected = shown.context["history"]
    assert (restored.heading, restored.reason, restored.differences) == ("Återställd", "Var rätt", [])
    assert (withdrawn.heading, withdrawn.reason, withdrawn.differences) == ("Borttagen ur räkningen", "Dubbelt", [])
    assert (corrected.heading, corrected.reason) == ("Rättad", REASON)
    assert {one.label for one in corrected.differences} == {"datum", "antal", "anteckning"}
    told = words(shown).split("Historik", 1)[1]
    assert (told.count("Var rätt"), told.count("Dubbelt"), told.count(REASON)) == (1, 1, 1)
    assert "Varför" not in told
    assert "Orsak" not in told


def test_what_does_not_count_in_what_was_approved_is_corrected_without_a_reason(client, activity, coordinator):
    target = activity.credits.get().target
    outside = make.activity(targets=[target], occurred_on=date(2018, 12, 31))
    approve(activity)
    form = correction(outside, correction_reason="")
    assert client.post(address(outside, "correct_activity"), form).status_code == 302


def test_a_withdrawn_activity_is_restored_with_a_reason(client, activity, coordinator):
    withdraw_activity(activity=activity, by=coordinator, version=1, reason="Loggad två gånger")
    page = client.get(address(activity, "restore_activity"))
    assert "räknas igen mot de mål" in words(page)
    shown = words(
        client.post(address(activity, "restore_activity"), {"restore_reason": REASON, "version": 2}, follow=True)
    )
    assert "Aktiviteten räknas igen." in shown
    assert f"Skäl: {REASON}" in shown
    assert not Activity.objects.get().is_withdrawn
    assert AuditEntry.objects.filter(verb="restore_activity").count() == 1


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("", "Skriv varför, så att andra förstår."),
        ("\u200b ", "Skriv varför, så att andra förstår."),
        ("x" * 101, "100 tecken"),
        ("Gällde 19121212-1212", "personnummer"),
    ],
)
@pytest.mark.parametrize("name", ["restore_activity", "correct_activity"])
def test_a_wrong_reason_is_told_and_kept_and_changes_nothing(client, activity, coordinator, name, reason, sentence):
    approve(activity)
    if name == "restore_activity":
        withdraw_activity(activity=activity, by=coordinator, version=1, reason="Fel")
        form = {"restore_reason": reason, "version": 2}
    else:
        form = correction(activity, correction_reason=reason)
    version = Activity.objects.get().version
    answer = client.post(address(activity, name), form)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert reason.strip(" \u200b") in answer.content.decode()
    assert Activity.objects.get().version == version


def test_an_official_reads_no_reason_on_the_page_of_an_activity(client, activity, coordinator):
    targets = [credit.target for credit in activity.credits.all()]
    withdraw_activity(activity=activity, by=coordinator, version=1, reason="Hemligt ett")
    restore_activity(activity=activity, by=coordinator, version=2, targets=targets, reason="Hemligt två")
    assert all(why in client.get(address(activity, "activity")).content.decode() for why in WHYS)
    client.force_login(make.person(Role.OFFICIAL, council=activity.council))
    page = client.get(address(activity, "activity"))
    assert page.status_code == 200
    assert len(page.context["history"]) == 2
    assert not any(why in page.content.decode() for why in WHYS)


def test_the_notice_of_a_withdrawal_keeps_the_reason_from_an_official(activity, coordinator):
    withdrawn = withdraw_activity(activity=activity, by=coordinator, version=1, reason="Hemligt ett")
    gate = Gate(activity.council, frozenset(), coordinator)
    shown = [
        render_to_string("promises/activity.html", {"activity": withdrawn, "gate": gate, "tells_why": tells_why})
        for tells_why in (False, True)
    ]
    assert ["Anna Lind tog bort den ur räkningen" in page for page in shown] == [True, True]
    assert ["Hemligt ett" in page for page in shown] == [False, True]


def test_a_line_in_the_log_belongs_to_the_version_it_made(client, activity, coordinator):
    """A file that is undone withdraws without a line of its own for each activity."""
    old, new = activity.credits.get().target, make.target(label="Nattvandring", council=activity.council)
    now = timezone.now()
    withdraw_many([activity], by=coordinator, at=now, why="Inläsningen ångrades", reason="Inläsningen ångrades")
    restore_activity(activity=activity, by=coordinator, version=2, targets=[old])
    correct_activity(activity=activity, by=coordinator, version=3, targets=[new], parties=activity.parties.all())
    history = client.get(address(activity, "activity")).context["history"]
    ties = [[(one.before, one.after) for one in change.differences if one.label == "mål"] for change in history]
    assert ties == [[("Trygghetsvandring", "Nattvandring")], [], []]
    lines = AuditEntry.objects.filter(object_id=activity.pk).exclude(verb__in=["log_activity", "add_member"])
    assert [(line.verb, line.details["version"]) for line in lines.order_by("pk")] == [
        ("restore_activity", 3),
        ("correct_activity", 4),
    ]


def test_which_version_a_line_made_is_not_told_to_people():
    assert told({"version": 3, "targets": [1]}) == told({"targets": [1]})


@pytest.mark.parametrize(("version", "status"), [("1", 409), ("3", 409), ("x", 422), ("", 422), (str(10**30), 422)])
def test_nobody_restores_a_version_they_have_not_read(client, activity, coordinator, version, status):
    withdraw_activity(activity=activity, by=coordinator, version=1, reason="Loggad två gånger")
    answer = client.post(address(activity, "restore_activity"), {"restore_reason": REASON, "version": version})
    assert answer.status_code == status
    assert REASON in answer.content.decode()
    assert Activity.objects.get().is_withdrawn


def test_what_is_not_withdrawn_has_nothing_to_restore(client, activity, coordinator):
    assert client.get(address(activity, "restore_activity"))["Location"] == activity.get_absolute_url()


def test_only_those_who_may_correct_restore(client, activity, coordinator):
    withdraw_activity(activity=activity, by=coordinator, version=1, reason="Loggad två gånger")
    police, _municipal = make.parties_of(activity.council)
    for role, organisation in ((Role.FIELD_USER, police), (Role.OFFICIAL, None)):
        client.force_login(make.person(role, council=activity.council, organisation=organisation))
        for answer in (
            client.get(address(activity, "restore_activity")),
            client.post(address(activity, "restore_activity"), {"restore_reason": REASON, "version": 2}),
        ):
            assert answer.status_code in (403, 404)
    assert Activity.objects.get().is_withdrawn


def test_whoever_comes_second_sees_both_texts_and_loses_no_character(client, activity, coordinator):
    first = correction(activity, note="Den andras text", correction_reason="Den andras skäl")
    assert client.post(address(activity, "correct_activity"), first).status_code == 302
    second = correction(
        activity, version=1, place_text="Vid bron", tags="sommar", reach="17", correction_reason=REASON, count="9"
    )
    answer = client.post(address(activity, "correct_activity"), second)
    assert answer.status_code == 409
    shown = words(answer)
    for text in (
        "Den andras text",
        "Det jag skrev",
        "Vid bron",
        "sommar",
        "17",
        "9",
        REASON,
        "Den andras skäl",
        "Anna Lind",
    ):
        assert text in shown
    assert Activity.objects.get().note == "Den andras text"


def test_the_form_of_a_correction_shows_what_was_saved(client, activity, coordinator):
    place = make.place(council=activity.council, name="Folkets hus")
    make.target(promise=activity.credits.get().target.promise, tags=["riskkväll"])
    Activity.objects.update(place=place, tags=["riskkväll", "torget"])
    make.occasion(council=activity.council, day=activity.occurred_on, name="Lucia")
    page = client.get(address(activity, "correct_activity")).content.decode()
    assert re.search(rf'name="place" value="{place.pk}"[^>]* checked', page)
    assert re.search(r'name="tags" value="riskkväll"[^>]* checked', page)
    assert 'name="tags" value="torget"' in page
    assert "torsdag 14 mars 2019, v. 11" in page


def test_a_correction_does_not_mark_by_itself_what_was_not_marked(client, activity, coordinator):
    make.occasion(council=activity.council, day=activity.occurred_on, name="Lucia")
    page = client.get(address(activity, "correct_activity")).content.decode()
    assert "Märk som riskkväll?" in page
    assert 'id="id_mark">' in page


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_correct_one_activity_at_once_one_is_saved_and_seven_see_both_texts():
    target = make.target(council=make.council(slug="overkalix"))
    activity = make.activity(targets=[target], note="Som det sparades")
    clients = [Client() for _ in range(8)]
    for client in clients:
        client.force_login(make.person(Role.COORDINATOR, council=activity.council))
    forms = [correction(activity, note=f"Text {n}", correction_reason=f"Skäl {n}") for n in range(8)]
    path = address(activity, "correct_activity")
    start, answers, problems = threading.Barrier(8), {}, []

    def post(n):
        try:
            start.wait()
            answers[n] = clients[n].post(path, forms[n])
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=post, args=[n]) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert sorted(answer.status_code for answer in answers.values()) == [302, *[409] * 7]
    winner = next(n for n, answer in answers.items() if answer.status_code == 302)
    assert Activity.objects.get().note == f"Text {winner}"
    for n, answer in answers.items():
        if n != winner:
            shown = words(answer)
            assert all(text in shown for text in (f"Text {n}", f"Skäl {n}", f"Text {winner}", f"Skäl {winner}"))
