"""Handing an approved summary over: noted once, a link mailed at most once, and the recipients' receipts."""

import html
import re
import uuid
from datetime import date
from types import SimpleNamespace

import pytest
import time_machine
from django.conf import settings as project
from django.urls import reverse
from django.utils import timezone

from councils.models import AuditEntry
from councils.roles import Role
from followup.actions.corrections import NotFrozen, begin_correction
from followup.actions.deliveries import acknowledge_delivery, deliver_summary
from followup.actions.publishing import Corrected
from followup.delivery_mail import mail_links
from followup.models import Delivery, Summary
from followup.summary_addresses import final_summary
from tests import factories as make
from tests.conftest import rolled_back
from tests.followup.reminding import use
from tests.mail_server import mail_server
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

NOW = "2020-01-27T12:00:00+01:00"
APPROVED = "2020-01-20T12:00:00+01:00"
TODAY = date(2020, 1, 27)


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(NOW) as traveller:
        yield traveller


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """An approved summary with three recipients, a person of each role, and two further officials."""
    with django_db_blocker.unblock(), rolled_back(), time_machine.travel(APPROVED):
        council = make.council(name="BRÅ-gruppen i Överkalix", short_name="Överkalix", slug="overkalix")
        promise_set = make.promise_set(
            council=council, title="Medborgarlöften 2019", slug="2019", recipients=["Kommunalrådet", "LPO-chefen", "KF"]
        )
        make.target(promise=make.promise(promise_set=promise_set))
        people = {role.name.lower(): make.person(role, council=council) for role in Role}
        other = make.person(Role.OFFICIAL, council=council, user=make.user(name="Bo Ek"))
        make.person(Role.OFFICIAL, council=council, user=make.user(gets_reminders=False))
        summary = make.frozen(promise_set, at=timezone.now())
        yield SimpleNamespace(council=council, promise_set=promise_set, summary=summary, other=other, **people)


@pytest.fixture
def post(settings):
    """The mail server that the project is told to use."""
    with mail_server() as server:
        use(settings, server.port)
        yield server


def address(name, *rest, summary="2019"):
    return reverse(f"followup:{name}", args=["overkalix", summary, *rest])


def words(answer):
    main = answer.content.decode().partition('id="innehall"')[2]
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", main).split()))


def recipients(world, *offices):
    return [row.pk for row in world.promise_set.recipients.filter(office__in=offices)]


def sent(client, world, person=None, **changes):
    sign_in(client, person or world.coordinator)
    said = {"delivery_offices": recipients(world, "Kommunalrådet", "KF"), "delivery_way": "meeting"}
    said |= {"delivered_on": "2020-01-23", "delivery_note": "", "key": str(uuid.uuid4()), **changes}
    return client.post(address("deliver_summary"), {name: value for name, value in said.items() if value is not None})


def handed_over(world, *offices, summary=None, **changes):
    said = {"way": "email", "delivered_on": TODAY, "note": ""}
    facts = {"said": said, "key": uuid.uuid4(), "by": world.coordinator, **changes}
    return deliver_summary(summary=summary or world.summary, offices=offices or ["Kommunalrådet"], **facts)


# Noted


def test_the_form_offers_the_recipients_that_the_promises_name_and_ticks_those_who_have_not_got_it(client, world):
    handed_over(world, "Kommunalrådet")
    sign_in(client, world.police_manager)
    page = client.get(address("deliver_summary")).content.decode()
    boxes = re.findall(r'name="delivery_offices"[^>]*?( checked)?>\s*<span class="choice-text">(.*?)<', page, re.S)
    assert boxes == [("", "Kommunalrådet"), (" checked", "LPO-chefen"), (" checked", "KF")]


def test_who_was_handed_it_how_when_and_by_whom_stands_on_the_page(client, world):
    answer = sent(client, world, other_office="Tingsrätten\n\nKommunalrådet", delivery_note="På vårmötet.")
    assert answer["Location"] == address("summary")
    rows = Delivery.objects.order_by("pk")
    assert [row.office for row in rows] == ["Kommunalrådet", "KF", "Tingsrätten"]
    assert {(row.way, row.delivered_on, row.delivered_by) for row in rows} == {
        ("meeting", date(2020, 1, 23), world.coordinator)
    }
    sign_in(client, world.official)
    shown = words(client.get(address("summary")))
    assert "Tingsrätten 2020-01-23 på ett möte Inte kvitterad Kvittera Tingsrätten På vårmötet." in shown


def test_the_log_tells_that_it_was_handed_over_and_no_word_that_was_typed(client, world):
    sent(client, world, other_office="Tingsrätten", delivery_note="På vårmötet.")
    line = AuditEntry.objects.get(verb="deliver_summary")
    expected = {"offices": 3, "way": "meeting", "delivered_on": "2020-01-23", "mails": 0, "summary": "2019"}
    assert line.details == expected
    assert line.actor == world.coordinator


def test_the_same_form_sent_twice_is_noted_once(client, world):
    key = str(uuid.uuid4())
    sent(client, world, key=key)
    again = sent(client, world, key=key)
    assert again["Location"] == address("summary")
    assert "redan noterat" in words(client.get(address("summary")))
    assert Delivery.objects.count() == 2
    assert AuditEntry.objects.filter(verb="deliver_summary").count() == 1


def test_one_more_recipient_ticked_on_the_way_back_is_noted_and_the_first_are_not_doubled(world):
    key = uuid.uuid4()
    handed_over(world, "Kommunalrådet", key=key)
    handed_over(world, "Kommunalrådet", "KF", key=key)
    assert [row.office for row in Delivery.objects.order_by("pk")] == ["Kommunalrådet", "KF"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"delivery_offices": []}, "Välj minst en mottagare, eller skriv en annan."),
        ({"delivery_offices": ["999999999"]}, "En av mottagarna finns inte i löftena."),
        ({"delivery_offices": ["9" * 30]}, "En av mottagarna finns inte i löftena."),
        ({"delivery_way": "duva"}, "Välj hur den överlämnades."),
        ({"delivered_on": "2020-01-28"}, "2020-01-28 ligger i framtiden."),
        ({"delivered_on": "2020-01-19"}, "Sammanställningen godkändes 2020-01-20."),
        ({"delivered_on": "2020-02-30"}, "Skriv datumet som år-månad-dag"),
        ({"other_office": "x" * 121}, "Skriv varje mottagare med högst 120 tecken."),
        ({"other_office": "a\n" * 21}, "Högst 20 andra mottagare på en gång."),
        ({"other_office": "19900101-0017"}, "personnummer"),
        ({"delivery_note": "y" * 301}, "300"),
        ({"key": "ingen nyckel"}, ""),
    ],
)
def test_what_cannot_be_noted_is_refused_with_the_cure_and_nothing_is_stored(client, world, changes, said):
    answer = sent(client, world, **{"delivery_note": "Med följebrev.", **changes})
    assert answer.status_code == 422
    assert said in words(answer)
    assert "Med följebrev." in answer.content.decode() or "delivery_note" in changes
    assert not Delivery.objects.exists()


def test_a_recipient_of_other_promises_is_a_wrong_choice(client, world):
    others = make.promise_set(recipients=["Främmande"]).recipients.get()
    answer = sent(client, world, delivery_offices=[*recipients(world, "KF"), others.pk])
    assert answer.status_code == 422
    assert "Främmande" not in answer.content.decode()
    assert not Delivery.objects.exists()


def test_promises_without_recipients_ask_for_them_in_words(client, world):
    bare = make.promise_set(council=world.council, slug="2018")
    make.frozen(bare, at=timezone.now())
    sign_in(client, world.coordinator)
    said = {"delivery_way": "paper", "delivered_on": "2020-01-27"}
    assert "skriv en annan" in words(client.post(address("deliver_summary", summary="2018"), said))
    client.post(address("deliver_summary", summary="2018"), {**said, "other_office": "Kommunstyrelsen"})
    assert Delivery.objects.get().office == "Kommunstyrelsen"


def test_a_draft_is_not_handed_over(client, world):
    make.promise_set(council=world.council, slug="2020")
    sign_in(client, world.coordinator)
    answer = client.get(address("deliver_summary", summary="2020"), follow=True)
    assert "kan överlämnas när båda parter har godkänt den" in words(answer)
    draft = final_summary(make.promise_set(council=world.council))
    with pytest.raises(NotFrozen):
        handed_over(world, summary=draft)


def test_what_an_approved_correction_has_replaced_is_not_handed_over(client, world):
    assert begin_correction(summary=world.summary, reason="Fel antal.", by=world.coordinator)
    handed_over(world, "KF")  # until the correction is approved the first one stands
    as_frozen = {"frozen_at": timezone.now(), "snapshot": {}, "sha256": "a" * 64, "code": "K"}
    Summary.objects.filter(corrects=world.summary).update(**as_frozen)
    with pytest.raises(Corrected):
        handed_over(world)
    answer = sent(client, world)
    assert answer["Location"] == address("summary", summary="2019_2")
    assert Delivery.objects.count() == 1


# The link


def test_each_official_who_wants_mail_gets_one_with_a_link_and_nobody_else(client, world, post):
    sent(client, world, mails_link="on")
    assert post.recipients == sorted([world.official.email, world.other.email])
    [mail] = [message for to, message in post.letters if world.other.email in to]
    text = mail.get_content().replace("\r\n", "\n")
    assert mail["Subject"].strip() == "Sammanställningen av Medborgarlöften 2019 är överlämnad"
    assert mail["From"] == project.DEFAULT_FROM_EMAIL
    for said in ("Hej Bo Ek!", "BRÅ-gruppen i Överkalix", "* Kommunalrådet\n* KF\n"):
        assert said in text
    assert f"{project.BASE_URL}{address('summary')}\n" in text
    assert world.official.email not in mail.as_string()
    assert "En länk är skickad till 2 personer." in words(client.get(address("summary")))
    assert AuditEntry.objects.get(verb="deliver_summary").details["mails"] == 2


def test_nobody_is_mailed_unless_that_is_asked_for(client, world, post):
    sent(client, world)
    assert post.letters == []


def test_the_same_delivery_mails_nobody_twice_also_with_one_more_recipient(client, world, post):
    key = str(uuid.uuid4())
    for offices in (["KF"], ["KF"], ["KF", "LPO-chefen"]):
        sent(client, world, key=key, delivery_offices=recipients(world, *offices), mails_link="on")
    assert len(post.letters) == 2
    assert Delivery.objects.count() == 2


def test_one_address_that_is_refused_stops_no_other_and_is_told(client, world, post):
    post.refused.add(world.other.email)
    sent(client, world, mails_link="on")
    assert post.recipients == [world.official.email]
    assert "E-posten till 1 person gick inte att skicka." in words(client.get(address("summary")))


def test_without_a_mail_server_the_delivery_is_noted_and_the_page_says_that_nothing_was_sent(client, world, settings):
    with mail_server() as server:
        use(settings, server.port)
    sent(client, world, mails_link="on")
    assert "E-posten till 2 personer gick inte att skicka." in words(client.get(address("summary")))
    assert Delivery.objects.count() == 2


def test_who_has_left_or_cannot_log_in_gets_no_link(world, post):
    left = make.person(Role.OFFICIAL, council=world.council, to_day=date(2020, 1, 26))
    inactive = make.person(Role.OFFICIAL, council=world.council, user=make.user(is_active=False))
    elsewhere = make.person(Role.OFFICIAL)
    mail_links(handed_over(world, tells=True))
    assert len(post.letters) == 2
    assert not {left.email, inactive.email, elsewhere.email} & set(post.recipients)


# The receipt


def test_an_official_acknowledges_and_it_stands_on_the_page_with_name_and_day(client, world):
    row = handed_over(world, "Kommunalrådet").rows[0]
    sign_in(client, world.official)
    page = words(client.get(address("acknowledge_delivery", row.pk)))
    assert "Du intygar att Kommunalrådet har tagit emot den." in page
    assert client.post(address("acknowledge_delivery", row.pk))["Location"] == address("summary")
    shown = words(client.get(address("summary")))
    assert f"Kvitterad 2020-01-27 av {world.official.name}" in shown
    assert "Inte kvitterad" not in shown
    [line] = AuditEntry.objects.filter(verb="acknowledge_delivery")
    assert (line.actor, line.object_id) == (world.official, row.pk)


def test_acknowledging_twice_is_once_and_the_first_stands(client, world):
    row = handed_over(world).rows[0]
    acknowledge_delivery(delivery=row, by=world.official, day=TODAY)
    again = acknowledge_delivery(delivery=row, by=world.coordinator, day=date(2020, 1, 28))
    assert (again.acknowledged_by, again.acknowledged_on) == (world.official, TODAY)
    assert AuditEntry.objects.filter(verb="acknowledge_delivery").count() == 1
    sign_in(client, world.member)
    assert "redan kvitterat" in words(client.post(address("acknowledge_delivery", row.pk), follow=True))


def test_a_delivery_is_reached_through_its_own_summary_alone(client, world):
    row = handed_over(world).rows[0]
    make.frozen(make.promise_set(council=world.council, slug="2018"), at=timezone.now())
    make.promise_set(council=world.council, slug="2020")
    sign_in(client, world.coordinator)
    for summary in ("2018", "2020"):
        assert client.post(address("acknowledge_delivery", row.pk, summary=summary)).status_code == 404
    assert not Delivery.objects.filter(acknowledged_on__isnull=False).exists()
