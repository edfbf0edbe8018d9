"""A weekly letter is drafted from what counted that week, tells of nobody, and is kept as what residents were told."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from councils.roles import Role
from followup.drafting.told import communicated
from followup.drafting.weekly import WeekDeed, letter, week_name
from followup.forms.weekly_letter import WeekForm
from followup.summary_addresses import final_summary
from followup.weekly import last_week, weekly_draft
from promises.actions.activities import withdraw_activity
from promises.models import Communication
from tests import factories as make
from tests.followup.test_drafting import of_the_whole

MONDAY = date(2019, 3, 18)
WEDNESDAY = date(2019, 3, 20)


@pytest.fixture(autouse=True)
def in_swedish():
    with translation.override("sv"):
        yield


def written(*deeds, figures=()):
    return letter(place="Haparanda", monday=MONDAY, deeds=deeds, figures=figures)


def test_the_letter_says_what_where_and_with_whom():
    contact = {"kind": "citizen_contact", "place": "Torget", "parties": ("Kommunen", "Polisen")}
    text = written(
        WeekDeed(day=WEDNESDAY, reach=40, **contact),
        WeekDeed(day=MONDAY, reach=3, **contact),
        figures=[("Tillgänglig på publika platser.", "12 av 52")],
    )
    assert text == (
        "Hej! Det här har vi gjort för tryggheten i Haparanda under vecka 12 (18\N{EN DASH}24 mars 2019):\n\n"
        "\N{EN DASH} Medborgarkontakt vid 2 tillfällen (måndag 18 mars och onsdag 20 mars). Plats: Torget. "
        "Kommunen och Polisen deltog. Vi mötte ungefär 40 personer.\n\n"
        "Så långt har vi kommit med det vi lovat:\n\N{EN DASH} Tillgänglig på publika platser: 12 av 52\n\n"
        "Vill du berätta var du känner dig trygg eller otrygg? Hör gärna av dig till kommunen eller polisen."
    )


def test_few_people_are_not_told_of():
    assert "personer" not in written(WeekDeed("training", MONDAY, reach=4))


def test_a_concern_talk_is_told_of_without_day_place_or_number():
    text = written(WeekDeed("concern_talk", MONDAY, place="Gränsskolan", parties=("Polisen",), reach=12))
    assert "orossamtal" in text
    assert not any(word in text for word in ("Gränsskolan", "Polisen deltog", "12", "måndag"))


def test_a_week_in_which_nothing_was_done_has_no_letter():
    assert written() == ""


def test_a_week_over_a_change_of_month_names_both():
    assert week_name(date(2019, 4, 29)) == "vecka 18 (29 april\N{EN DASH}5 maj 2019)"


@pytest.mark.parametrize(
    ("asked", "monday"),
    [
        ("2019-12", MONDAY),
        ("2019-53", date(2019, 5, 6)),
        ("9999-01", date(2019, 5, 6)),
        ("0001-01", date(2019, 5, 6)),
        ("2019-W12; DROP", date(2019, 5, 6)),
        ("", date(2019, 5, 6)),
    ],
)
def test_what_is_no_week_is_the_last_one(asked, monday):
    today = date(2019, 5, 15)
    assert last_week(today) == date(2019, 5, 6)
    assert WeekForm({"vecka": asked}, last=last_week(today), today=today).monday == monday


def test_a_summary_tells_how_many_times_in_each_channel_and_from_when():
    told = [("meeting", date(2019, 1, 21)), ("weekly_letter", date(2019, 5, 1)), ("meeting", date(2019, 9, 16))]
    assert communicated("I veckobrev.", told) == (
        "I veckobrev.\n\nDet här är noterat om vad invånarna fick veta: veckobrev 1 gång och möte 2 gånger. "
        "Första gången den 21 januari 2019 och senast den 16 september 2019."
    )
    assert communicated("I veckobrev.", []) == "I veckobrev."


@pytest.fixture
def council():
    return make.council(short_name="Haparanda", slug="haparanda")


@pytest.fixture
def target(council):
    promise_set = make.promise_set(council=council, title="Medborgarlöften 2019")
    promise = make.promise(section=make.section(promise_set=promise_set))
    return make.target(promise=promise, label="Polisen på torget", minimum=52)


@pytest.fixture
def coordinator(client, council):
    user = make.person(Role.COORDINATOR, council=council)
    client.force_login(user)
    return user


@pytest.mark.django_db
def test_only_what_counts_in_the_week_is_in_the_draft(council, target, coordinator):
    place = make.place(council=council, name="Torget")
    make.activity(targets=[target], occurred_on=WEDNESDAY, place=place, note="Träffade Kalle", activity_type="training")
    make.activity(targets=[target], occurred_on=date(2019, 3, 25), activity_type="night_walk")
    make.activity(targets=[target], occurred_on=WEDNESDAY, place_text="hos Kalle", activity_type="training")
    gone = make.activity(targets=[target], occurred_on=WEDNESDAY, activity_type="tobacco_inspection", by=coordinator)
    withdraw_activity(activity=gone, by=coordinator, version=1, reason="Dubbelt")
    draft = weekly_draft(council, MONDAY)
    assert draft.activities == 2
    assert draft.promises == [target.promise_id]
    assert "Utbildning vid 2 tillfällen (onsdag 20 mars). Plats: Torget." in draft.text
    assert "Polisen på torget: 2 av 52" in draft.text
    assert not any(word in draft.text for word in ("Kalle", "Nattvandring", "Tobakstillsyn"))


@pytest.mark.django_db
def test_nothing_is_told_from_promises_that_are_a_draft(council, target):
    make.activity(targets=[target], occurred_on=WEDNESDAY)
    promise_set = target.promise_set
    promise_set.status = "shared"
    promise_set.save()
    draft = weekly_draft(council, MONDAY)
    assert (draft.text, draft.promises) == ("", [])


@pytest.mark.django_db
def test_the_draft_is_changed_and_kept_once_as_what_residents_were_told(client, council, target, coordinator):
    make.activity(targets=[target], occurred_on=WEDNESDAY)
    page = reverse("followup:weekly_letter", args=[council.slug]) + "?vecka=2019-12"
    form = client.get(page).context["form"]
    assert form["told_title"].value() == "Veckobrev vecka 12"
    sent = {name: form[name].value() for name in ("told_on", "told_title", "sender", "key", "promises")}
    for _ in range(2):
        answer = client.post(page, {**sent, "text": "Hej! Vi var på torget."})
    row = Communication.objects.of(council).get()
    assert answer.url == row.get_absolute_url()
    assert (row.channel, row.text, list(row.promises.all())) == (
        "weekly_letter",
        "Hej! Vi var på torget.",
        [target.promise],
    )
    refused = client.post(page, {**sent, "text": "Kalle 19121212-1212"})
    assert refused.status_code == 422
    assert "Texten innehåller ett personnummer" in refused.content.decode()


@pytest.mark.django_db
def test_a_week_without_anything_says_so(client, council, target, coordinator):
    words = client.get(reverse("followup:weekly_letter", args=[council.slug])).content.decode()
    assert "så det finns inget förslag" in words


@pytest.mark.django_db
def test_a_draft_asks_as_much_for_twenty_as_for_one(council, target):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            weekly_draft(council, MONDAY)
        return len(queries)

    make.activity(targets=[target], occurred_on=WEDNESDAY)
    asked()
    few = asked()
    for order in range(2, 21):
        promise = make.promise(section=target.promise.section, order=order)
        make.activity(targets=[make.target(promise=promise, minimum=2)], occurred_on=WEDNESDAY)
    assert asked() == few


@pytest.mark.django_db
def test_what_was_told_in_the_period_is_proposed_for_the_summary(council, target, coordinator):
    sender = make.parties_of(council)[1]

    def tell(day, *promises):
        row = Communication.objects.create(
            council=council, told_on=day, channel="press", title="Press", organisation=sender, recorded_by=coordinator
        )
        row.promises.set(promises)

    other = make.promise(section=make.section(promise_set=make.promise_set(council=council, slug="andra")))
    tell(date(2019, 5, 1), target.promise)
    tell(date(2019, 6, 1))
    tell(date(2019, 7, 1), other)
    tell(date(2018, 5, 1), target.promise)
    said = of_the_whole(target.promise_set)["communicated"]
    assert "press 2 gånger. Första gången den 1 maj 2019 och senast den 1 juni 2019." in said
    assert not final_summary(target.promise_set).pk
    assert timezone.localdate() > date(2019, 6, 1)
