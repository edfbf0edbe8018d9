"""`manage.py remind`: one mail a day to whoever has something to do, by a real mail server, whatever goes wrong."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from councils.models import Seat
from councils.roles import Role
from followup.models import Reminder
from tests import factories as make
from tests.conftest import rolled_back
from tests.followup.reminding import BOTH, TODAY, build, run, use
from tests.mail_server import mail_server

pytestmark = pytest.mark.django_db
NOON = "2019-11-20T12:00:00+01:00"


def later(**length):
    return timezone.now() + timedelta(**length)


@pytest.fixture
def at_noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def post(settings):
    """The mail server that the project is told to use."""
    with mail_server() as server:
        use(settings, server.port)
        yield server


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """A council with a coordinator, a police manager and a field user, and what two of them owe."""
    with django_db_blocker.unblock(), rolled_back():
        yield build()


@pytest.fixture
def council(place):
    return place[0]


@pytest.fixture
def people(place):
    return place[1]


@pytest.fixture
def promise_set(place):
    return place[2]


def text_to(post, user):
    [message] = [message for recipients, message in post.letters if user.email in recipients]
    return message.get_content()


# The mail


def test_whoever_owes_something_gets_one_mail_and_nobody_else(post, place, at_noon):
    assert run() == (0, "Skickade: 2. Redan skickade: 0. Påbörjade: 0. Inget att skicka: 1. Misslyckade: 0.\n")
    assert post.recipients == BOTH
    assert post.connections == 1


def test_the_mail_says_what_when_and_where_in_swedish(post, people, promise_set, at_noon):
    run()
    [(_, message), _] = sorted(post.letters, key=lambda letter: letter[0])
    assert message["Subject"] == "Påminnelse från Brapp: 1 sak att göra"
    assert message["List-Unsubscribe"] == "<https://brapp.overkalix.example/konto/>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["From"] == project.DEFAULT_FROM_EMAIL
    assert (message.get_content_type(), message["Content-Transfer-Encoding"]) == ("text/plain", "8bit")
    text = message.get_content()
    for words in (
        "Hej Åsa Öberg!",
        "BRÅ Överkalix",
        "Sammanställningen av Medborgarlöften på Övre Torget ska vara klar.",
        "Onsdag 27 november 2019, om 7 dagar",
        f"https://brapp.overkalix.example/overkalix/sammanstallning/{promise_set.slug}/",
        "https://brapp.overkalix.example/att-gora/",
        "https://brapp.overkalix.example/konto/",
        "Det går inte att svara på det här brevet.",
    ):
        assert words in text


def test_every_link_leads_to_a_page_that_the_reader_may_open(post, council, people, promise_set, client, at_noon):
    draft = make.promise_set(council=council, status="shared")
    make.promise(promise_set=draft)
    make.signable(draft)
    make.deadline(council=council, due_on=TODAY, by=people[Role.COORDINATOR])
    make.target(council=council, kind="deliverable", due_on=TODAY)
    make.target(council=council, per="week", counting="each")
    at_noon.move_to(later(days=3))
    run(day=TODAY + timedelta(days=3))
    links = re.findall(r"https://\S+", text_to(post, people[Role.COORDINATOR]))
    assert len(links) == 7
    client.force_login(people[Role.COORDINATOR])
    for link in links:
        parts = urlsplit(link)
        assert client.get(f"{parts.path}?{parts.query}").status_code == 200, link


def test_what_has_passed_comes_first_and_each_council_by_itself(post, council, people, at_noon):
    coordinator = people[Role.COORDINATOR]
    make.deadline(council=council, title="Passerad", due_on=TODAY - timedelta(days=1), by=coordinator)
    other = make.council(name="BRÅ Arjeplog", short_name="Arjeplog")
    make.member(Role.COORDINATOR, council=other, user=coordinator)
    make.deadline(council=other, title="I Arjeplog", due_on=TODAY, by=coordinator)
    run()
    text = text_to(post, coordinator)
    places = [text.index(words) for words in ("BRÅ Arjeplog", "I Arjeplog", "BRÅ Överkalix", "Passerad", "Medborgarl")]
    assert places == sorted(places)
    assert "i går" in text


# When


def test_the_same_is_not_told_the_day_after_and_is_told_again_at_the_next_step(post, place, at_noon):
    run()
    post.letters.clear()
    for days, expected in ((1, []), (2, []), (3, []), (4, BOTH), (5, [])):
        at_noon.move_to(later(days=1))
        run(day=TODAY + timedelta(days=days))
        assert post.recipients == expected
        post.letters.clear()


def test_who_wants_no_reminders_gets_none(post, people, at_noon):
    people[Role.COORDINATOR].gets_reminders = False
    people[Role.COORDINATOR].save()
    run()
    assert post.recipients == BOTH[1:]
    people[Role.COORDINATOR].gets_reminders = True


def test_a_dry_run_says_how_many_and_sends_and_keeps_nothing(post, place, at_noon):
    assert run("--dry-run") == (
        0,
        "Skulle skicka: 2. Redan skickade: 0. Påbörjade: 0. Inget att skicka: 1. Misslyckade: 0.\n",
    )
    assert (post.letters, Reminder.objects.count()) == ([], 0)


@pytest.mark.parametrize("day", ["igår", "2019-02-30", "20 november"])
def test_a_day_that_is_none_is_refused_in_a_sentence(day):
    with pytest.raises(CommandError, match="--day ska vara en dag"):
        call_command("remind", "--day", day)


def test_a_day_to_come_can_only_be_tried(place, at_noon):
    with pytest.raises(CommandError, match="--dry-run"):
        run(day=TODAY + timedelta(days=1))
    assert run("--dry-run", day=TODAY + timedelta(days=1))[0] == 0


# Whoever calls the council together


@pytest.fixture
def passed(council, people):
    """Something that passed a week ago and that the police alone was to do."""
    police, _municipal = make.parties_of(council)
    by = people[Role.COORDINATOR]
    return make.deadline(
        council=council, title="Polisens sak", organisation=police, due_on=TODAY - timedelta(days=7), by=by
    )


MARK = "Till dig som sammankallande"


def test_what_passed_a_week_ago_is_told_to_the_convener_too(post, council, people, passed, at_noon):
    convener = make.person(Role.MEMBER, council=council)
    make.seat(council=council, duty=Seat.Duty.CONVENER, holder=convener)
    run()
    assert "Polisens sak" in text_to(post, people[Role.POLICE_MANAGER])
    assert MARK not in text_to(post, people[Role.POLICE_MANAGER])
    assert "Polisens sak" not in text_to(post, people[Role.COORDINATOR])
    text = text_to(post, convener)
    assert text.index(MARK) < text.index("Polisens sak")


@pytest.mark.parametrize("convener", ["nobody", "official", "left", "wants none"])
def test_where_no_convener_can_be_told_the_coordinators_are(post, council, people, passed, at_noon, convener):
    if convener != "nobody":
        role = Role.OFFICIAL if convener == "official" else Role.MEMBER
        user = make.user(gets_reminders=convener != "wants none")
        make.member(role, council=council, user=user, to_day=date(2019, 1, 1) if convener == "left" else None)
        make.seat(council=council, duty=Seat.Duty.CONVENER, holder=user)
    run()
    text = text_to(post, people[Role.COORDINATOR])
    assert text.index(MARK) < text.index("Polisens sak")
    assert post.recipients == BOTH


def test_a_day_gone_by_is_not_told_to_who_has_left_since(post, council, people, passed, at_noon):
    """`--day` is about what is due: who may be told is always as of now."""
    yesterday = TODAY - timedelta(days=1)
    gone = make.person(Role.COORDINATOR, council=council, to_day=yesterday)
    make.seat(council=council, duty=Seat.Duty.CONVENER, holder=gone)
    run(day=yesterday)
    assert gone.email not in post.recipients
    assert post.recipients == BOTH


def test_six_days_are_too_few_for_others_to_be_told(post, people, passed, at_noon):
    at_noon.move_to(later(days=-1))
    run(day=TODAY - timedelta(days=1))
    assert "Polisens sak" not in text_to(post, people[Role.COORDINATOR])


def test_a_convener_who_may_not_plan_is_led_to_a_page_that_opens(post, council, people, passed, client, at_noon):
    convener = make.person(Role.FIELD_USER, council=council)
    make.seat(council=council, duty=Seat.Duty.CONVENER, holder=convener)
    run()
    client.force_login(convener)
    for link in re.findall(r"https://\S+", text_to(post, convener)):
        assert client.get(urlsplit(link).path).status_code == 200, link


# What goes wrong


def test_run_again_it_sends_nothing(post, place, at_noon):
    run()
    assert run() == (0, "Skickade: 0. Redan skickade: 2. Påbörjade: 0. Inget att skicka: 1. Misslyckade: 0.\n")
    assert post.recipients == BOTH


def test_a_refused_address_stops_no_other_and_is_tried_again(post, place, at_noon):
    post.refused = {BOTH[0]}
    assert run() == (1, "Skickade: 1. Redan skickade: 0. Påbörjade: 0. Inget att skicka: 1. Misslyckade: 1.\n")
    assert post.recipients == BOTH[1:]
    post.refused = set()
    at_noon.move_to(later(minutes=14))
    assert run() == (0, "Skickade: 0. Redan skickade: 1. Påbörjade: 1. Inget att skicka: 1. Misslyckade: 0.\n")
    at_noon.move_to(later(minutes=1))
    assert run()[0] == 0
    assert post.recipients == BOTH
    assert run()[1].startswith("Skickade: 0. Redan skickade: 2.")


def test_an_address_that_cannot_be_written_stops_no_other(post, people, at_noon):
    type(people[Role.COORDINATOR]).objects.filter(pk=people[Role.COORDINATOR].pk).update(
        email="a@b.example\nBcc: c@d.example"
    )
    assert run()[0] == 1
    assert post.recipients == BOTH[1:]


def test_without_a_mail_server_nothing_is_kept_as_sent(settings, place, at_noon):
    with mail_server() as server:
        use(settings, server.port)
    assert run() == (1, "Skickade: 0. Redan skickade: 0. Påbörjade: 0. Inget att skicka: 1. Misslyckade: 2.\n")
    assert not Reminder.objects.filter(sent_at__isnull=False).exists()
    with mail_server() as server:
        use(settings, server.port)
        assert run()[0] == 0
        assert server.recipients == BOTH


def test_a_line_cut_in_the_middle_fails_one_mail_and_the_next_run_sends_it(post, place, at_noon):
    post.hangs_up = 1
    assert run() == (1, "Skickade: 1. Redan skickade: 0. Påbörjade: 0. Inget att skicka: 1. Misslyckade: 1.\n")
    at_noon.move_to(later(minutes=15))
    assert run()[0] == 0
    assert post.recipients == BOTH


def test_a_mail_taken_without_an_answer_is_sent_again_under_the_same_id(post, place, at_noon):
    post.forgets_to_answer = 1
    assert run()[0] == 1
    at_noon.move_to(later(minutes=15))
    assert run()[0] == 0
    assert len(post.letters) == 3
    assert len({message["Message-ID"] for _, message in post.letters}) == 2


def test_what_was_never_sent_is_told_the_day_after(post, place, at_noon):
    post.hangs_up = 2
    assert run()[1].endswith("Misslyckade: 2.\n")
    at_noon.move_to(later(days=1))
    assert run(day=TODAY + timedelta(days=1))[0] == 0
    assert post.recipients == BOTH


def test_the_log_keeps_keys_and_no_words_and_the_output_no_addresses(post, promise_set, at_noon, capfd):
    post.refused = {BOTH[0]}
    _code, said = run()
    for row in Reminder.objects.all():
        assert row.things == [f"summary:{promise_set.pk}"]
    seen = capfd.readouterr()
    assert "@" not in said + seen.out + seen.err


def test_rows_older_than_four_hundred_days_are_taken_away(post, people, at_noon):
    kept = make.reminder(user=people[Role.FIELD_USER], day=TODAY - timedelta(days=400))
    make.reminder(user=people[Role.FIELD_USER], day=TODAY - timedelta(days=401))
    run()
    assert list(Reminder.objects.filter(user=people[Role.FIELD_USER])) == [kept]


def test_as_many_queries_for_what_is_owed_however_many_people(post, council, people, at_noon):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            run("--dry-run")
        return len(asked)

    once = queries()
    for _ in range(3):
        more = make.council()
        make.promise_set(council=more, summary_due_on=TODAY)
        for role in (Role.COORDINATOR, Role.POLICE_MANAGER):
            make.member(role, council=more, user=people[role] if role == Role.COORDINATOR else None)
    assert queries() == once
