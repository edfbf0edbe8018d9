"""Invited by e-mail: the link works once, for a week, for the one it was sent to; and nothing else tells of it."""

import hashlib
import io
import logging
import re
import threading
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from councils import wall
from councils.access import council_permissions
from councils.actions import invitations as actions
from councils.actions.members import Refused
from councils.models import AuditEntry, Invitation, Membership, SeatHolder, User
from councils.roles import PERMISSIONS_OF, Role
from tests import factories as make
from tests.signing_in import confirm

pytestmark = pytest.mark.django_db
PASSWORD = "korp på taket i Övertorneå"
ONE_DAY = timedelta(days=1)


@pytest.fixture
def coordinator():
    return make.member(Role.COORDINATOR, user=make.user(name="Anna Lindgren", password=PASSWORD))


@pytest.fixture
def council(coordinator):
    return coordinator.council


@pytest.fixture
def in_charge(client, coordinator):
    client.force_login(coordinator.user)
    return confirm(client)


@pytest.fixture
def visitor(client):
    """Another browser, where nobody is logged in."""
    return type(client)()


def send(browser, council, **changes):
    _, municipal = make.parties_of(council)
    values = {
        "email": "Sara.Niemi@Overkalix.example",
        "name": "Sara Niemi",
        "title": "rektor",
        "role": "member",
        "organisation": municipal.pk,
    }
    return browser.post(reverse("councils:invite", args=[council.slug]), {**values, **changes})


def link_in(message):
    return re.search(r"http://testserver(/\S+)", message.body)[1]


def path_of(token):
    return reverse("councils:accept_invitation", args=[token])


def account_form(**changes):
    return {"name": "Sara Niemi", "title": "rektor", "password": PASSWORD, "password_again": PASSWORD, **changes}


# Inviting


def test_an_invitation_is_a_mail_in_plain_swedish_with_a_link(in_charge, council):
    assert send(in_charge, council).status_code == 302
    (message,) = mail.outbox
    assert message.to == ["sara.niemi@overkalix.example"]
    assert message.subject == f"Inbjudan till {council.name}"
    assert "Anna Lindgren bjuder in dig" in message.body
    assert not message.alternatives
    assert link_in(message)


def test_the_mail_is_in_swedish_also_from_somebody_who_reads_english(in_charge, council):
    in_charge.post(reverse("set_language"), {"language": "en"})
    send(in_charge, council)
    assert "bjuder in dig" in mail.outbox[0].body


def test_only_the_digest_of_the_link_is_stored_anywhere(in_charge, council):
    send(in_charge, council)
    token = link_in(mail.outbox[0]).rstrip("/").rsplit("/", 1)[1]
    assert len(token) >= 43  # 256 bits
    invitation = Invitation.objects.get()
    assert invitation.token_sha256 == hashlib.sha256(token.encode()).hexdigest()
    stored = [str(row) for model in (Invitation, AuditEntry) for row in model.objects.values_list()]
    assert not [row for row in stored if token in row]


def test_the_answer_is_alike_whether_the_address_has_an_account_or_not(in_charge, council):
    make.user(email="har@konto.example")
    answers = [send(in_charge, council, email=email) for email in ("har@konto.example", "inget@konto.example")]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    pages = [answer.content for answer in answers]
    assert pages[0] == pages[1]


def test_a_second_invitation_to_the_same_address_says_that_there_is_one(in_charge, council):
    send(in_charge, council)
    answer = send(in_charge, council, email="SARA.niemi@overkalix.example")
    assert answer.status_code == 422
    assert "Adressen har redan en inbjudan" in answer.content.decode()
    assert Invitation.objects.count() == len(mail.outbox) == 1


def test_when_the_first_has_run_out_a_second_is_sent(in_charge, council, coordinator):
    with time_machine.travel(timezone.now() - 8 * ONE_DAY):
        make.invitation(council=council, by=coordinator.user, email="sara.niemi@overkalix.example")
    assert send(in_charge, council).status_code == 302
    assert Invitation.objects.answerable(at=timezone.now()).count() == 1


def test_the_same_address_may_be_asked_into_two_councils(council, coordinator):
    for one in (council, make.council()):
        make.invitation(council=one, by=coordinator.user, email="sara@example.org")
    assert Invitation.objects.count() == 2


def test_somebody_who_has_the_role_is_not_invited_to_it(in_charge, council):
    make.member(Role.MEMBER, council=council, user=make.user(name="Maria Aho", email="maria@example.org"))
    answer = send(in_charge, council, email="maria@example.org")
    assert answer.status_code == 422
    assert "Maria Aho har redan den rollen" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": ""}, "Skriv e-postadressen"),
        ({"email": "sara"}, "Skriv en hel e-postadress"),
        ({"email": "sara@example.org\nBcc: alla@example.org"}, "Skriv en hel e-postadress"),
        ({"email": "sara@exa\0mple.org"}, "E-postadress"),
        ({"name": ""}, "Skriv namnet"),
        ({"name": "Sara 19121212-1212"}, "personnummer"),
        ({"title": "x" * 121}, "120"),
        ({"role": "king"}, "Välj i listan"),
        ({"role": "police_manager"}, "Välj i listan"),
        ({"organisation": 10**30}, "Välj i listan"),
        ({"seat": "9" * 400}, "Välj i listan"),
        ({"to_day": "2019-01-01"}, "Sista dagen har redan varit"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_sent(in_charge, council, changes, sentence):
    answer = send(in_charge, council, **changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Invitation.objects.exists()
    assert not mail.outbox


def test_a_seat_of_another_council_is_no_choice(in_charge, council):
    assert send(in_charge, council, seat=make.seat().pk).status_code == 422


def test_a_council_sends_fifty_in_a_day_and_no_more(in_charge, council, coordinator, monkeypatch):
    monkeypatch.setattr(actions, "MOST_PER_DAY", 3)
    for _ in range(2):
        make.invitation(council=council, by=coordinator.user)
    invitation = Invitation.objects.first()
    actions.resend_invitation(invitation=invitation, by=coordinator.user)
    answer = send(in_charge, council)
    assert answer.status_code == 422
    assert "Rådet har skickat 3 inbjudningar på ett dygn" in answer.content.decode()
    with pytest.raises(Refused):
        actions.resend_invitation(invitation=invitation, by=coordinator.user)
    with time_machine.travel(timezone.now() + ONE_DAY + timedelta(minutes=1)):
        make.invitation(council=council, by=coordinator.user)


def test_a_mail_that_cannot_be_sent_leaves_an_invitation_to_send_again(in_charge, council, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    answer = in_charge.get(send(in_charge, council).url)
    assert "mejlet gick inte iväg" in answer.content.decode()
    assert Invitation.objects.count() == 1


def test_the_password_is_asked_for_again_before_inviting(client, coordinator, council):
    client.force_login(coordinator.user)
    answer = send(client, council)
    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert not Invitation.objects.exists()


# Sending again and taking back


def test_sent_again_the_old_link_dies_and_the_new_one_lives(in_charge, council, visitor):
    send(in_charge, council)
    invitation = Invitation.objects.get()
    in_charge.post(reverse("councils:resend_invitation", args=[council.slug, invitation.pk]))
    old, new = map(link_in, mail.outbox)
    assert [visitor.get(link).status_code for link in (old, new)] == [404, 200]


def test_taken_back_the_link_is_dead_and_stays_so(in_charge, council, visitor):
    send(in_charge, council)
    invitation = Invitation.objects.get()
    addresses = [
        reverse(f"councils:{name}", args=[council.slug, invitation.pk])
        for name in ("withdraw_invitation", "resend_invitation", "withdraw_invitation")
    ]
    for address in addresses:
        assert in_charge.post(address).status_code == 302
    assert len(mail.outbox) == 1
    assert visitor.get(link_in(mail.outbox[0])).status_code == 404
    assert AuditEntry.objects.filter(verb="withdraw_invitation").count() == 1


# Saying yes


def test_somebody_new_makes_an_account_and_stands_in_the_council(in_charge, council, visitor):
    seat = make.seat(council=council, function="Skola")
    send(in_charge, council, seat=seat.pk, to_day="2099-12-31")
    link = link_in(mail.outbox[0])
    page = visitor.get(link).content.decode()
    assert council.name in page
    assert "Anna Lindgren" in page
    assert "Ledamot" in page
    answer = visitor.post(link, account_form(title="biträdande rektor"))
    assert answer.url == council.get_absolute_url()
    assert visitor.get(answer.url).status_code == 200
    user = User.objects.get(email="sara.niemi@overkalix.example")
    assert (user.name, user.title, user.check_password(PASSWORD)) == ("Sara Niemi", "biträdande rektor", True)
    assert council_permissions(user) == {council.pk: PERMISSIONS_OF[Role.MEMBER]}
    assert str(Membership.objects.get(user=user).to_day) == "2099-12-31"
    assert SeatHolder.objects.get(seat=seat).user == user
    verbs = set(AuditEntry.objects.filter(council=council).values_list("verb", flat=True))
    assert {"invite", "accept_invitation", "add_member", "take_seat"} <= verbs


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"password": "kort", "password_again": "kort"}, "Lösenord"),
        ({"password": "sara.niemi@overkalix.example", "password_again": "sara.niemi@overkalix.example"}, "Lösenord"),
        ({"password_again": "något helt annat än det"}, "Lösenorden är inte lika"),
        ({"password": ""}, "Välj ett lösenord"),
        ({"name": ""}, "Skriv ditt namn"),
        ({"name": "19121212-1212"}, "personnummer"),
    ],
)
def test_what_an_account_cannot_have_is_said_and_none_is_made(council, visitor, changes, sentence):
    _, token = make.invitation(council=council, email="sara.niemi@overkalix.example")
    answer = visitor.post(path_of(token), account_form(**changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not User.objects.filter(email="sara.niemi@overkalix.example").exists()
    assert Invitation.objects.answerable(at=timezone.now()).count() == 1


def test_the_new_account_can_only_have_the_address_that_was_invited(council, visitor):
    _, token = make.invitation(council=council, email="sara@example.org")
    visitor.post(path_of(token), account_form(email="chef@example.org", role="coordinator", is_staff="on"))
    user = User.objects.get(email="sara@example.org")
    assert not User.objects.filter(email="chef@example.org").exists()
    assert not user.is_staff
    assert council_permissions(user) == {council.pk: PERMISSIONS_OF[Role.MEMBER]}


def test_whoever_has_an_account_logs_in_first_and_then_says_yes(council, visitor):
    user = make.user(email="sara@example.org", password=PASSWORD)
    _, token = make.invitation(council=council, email="sara@example.org")
    page = visitor.get(path_of(token))
    assert f"{reverse('account_login')}?next={path_of(token)}" in page.content.decode()
    assert visitor.post(path_of(token), account_form()).status_code == 403
    assert council_permissions(user) == {}
    visitor.force_login(user)
    assert "Tacka ja" in visitor.get(path_of(token)).content.decode()
    assert council_permissions(user) == {}
    assert visitor.post(path_of(token)).url == council.get_absolute_url()
    assert council_permissions(user) == {council.pk: PERMISSIONS_OF[Role.MEMBER]}


def test_somebody_else_who_is_logged_in_cannot_say_yes(council, visitor):
    other = make.user(email="annan@example.org")
    _, token = make.invitation(council=council, email="sara@example.org")
    visitor.force_login(other)
    answers = visitor.get(path_of(token)), visitor.post(path_of(token), account_form())
    assert [answer.status_code for answer in answers] == [200, 403]
    assert "inbjudan gäller en annan adress" in answers[0].content.decode()
    assert council_permissions(other) == {}
    assert not User.objects.filter(email="sara@example.org").exists()


def test_saying_yes_twice_is_once(council, visitor):
    _, token = make.invitation(council=council, email="sara@example.org")
    assert visitor.post(path_of(token), account_form()).status_code == 302
    assert visitor.post(path_of(token)).url == council.get_absolute_url()  # shown in, not asked again
    assert AuditEntry.objects.filter(verb="accept_invitation").count() == 1


def test_the_sign_in_of_somebody_new_passes_through_allauth(council, visitor):
    """What it demands at log-in, such as a second factor, is asked of those who come by a link as well."""
    _, token = make.invitation(council=council, email="sara@example.org")
    visitor.post(path_of(token), account_form())
    assert [record["method"] for record in visitor.session["account_authentication_methods"]] == ["password"]


# Links that lead nowhere


@pytest.fixture
def dead_links(council, coordinator):
    links = {"unknown": path_of("x" * 43), "short": path_of("x"), "long": path_of("x" * 5000), "other": path_of("åäö")}
    with time_machine.travel(timezone.now() - 7 * ONE_DAY - timedelta(minutes=1)):
        links["expired"] = path_of(make.invitation(council=council, by=coordinator.user)[1])
    withdrawn, token = make.invitation(council=council, by=coordinator.user)
    actions.withdraw_invitation(invitation=withdrawn, by=coordinator.user)
    links["withdrawn"] = path_of(token)
    used, token = make.invitation(council=council, by=coordinator.user)
    actions.open_account(invitation=used, name="A", title="", password=PASSWORD)
    links["used"] = path_of(token)
    return links


def test_every_link_that_leads_nowhere_answers_alike(dead_links, visitor):
    for method in ("get", "post"):
        answers = {name: getattr(visitor, method)(link, account_form()) for name, link in dead_links.items()}
        assert {answer.status_code for answer in answers.values()} == {404}
        bodies = {}
        for name, answer in answers.items():
            text = re.sub(r'(name="csrfmiddlewaretoken" value|name="next" value)="[^"]*"', "", answer.content.decode())
            bodies.setdefault(text, []).append(name)
        assert len(bodies) == 1, list(bodies.values())
    assert "Be samordnaren i ditt BRÅ att skicka en ny" in next(iter(bodies))


def test_nothing_is_made_by_a_link_that_leads_nowhere(dead_links, visitor):
    before = User.objects.count(), Membership.objects.count()
    for link in dead_links.values():
        visitor.post(link, account_form())
    assert (User.objects.count(), Membership.objects.count()) == before


def test_the_page_is_not_kept_and_does_not_tell_where_one_came_from(council, visitor):
    _, token = make.invitation(council=council)
    for link in (path_of(token), path_of("x")):
        answer = visitor.get(link)
        assert answer.headers["Referrer-Policy"] == "strict-origin"
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_former_invitee_s_link_gives_nothing_after_the_invitation_was_withdrawn_by_hand(council, visitor):
    invitation, token = make.invitation(council=council)
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now())
    assert visitor.get(path_of(token)).status_code == 404


def test_a_link_is_not_in_the_log_of_a_fault(council, visitor, monkeypatch):
    _, token = make.invitation(council=council)

    def fail(token):
        raise RuntimeError("a fault")

    monkeypatch.setattr(actions, "find_answerable", fail)
    visitor.raise_request_exception = False
    said = io.StringIO()
    handler = _console()
    before = handler.setStream(said)
    try:
        assert visitor.get(path_of(token)).status_code == 500
    finally:
        handler.setStream(before)
    assert "/konto/inbjudan/…/" in said.getvalue()
    assert token not in said.getvalue()


def _console():
    """The handler of the settings that writes the log."""
    return next(one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler)


# At the same time


@pytest.mark.django_db(transaction=True)
def test_eight_who_say_yes_by_the_same_link_at_once_make_one_account():
    invitation, _token = make.invitation()
    outcomes = []

    def accept():
        try:
            user = actions.open_account(invitation=invitation, name="A", title="", password=PASSWORD)
            outcomes.append("made" if user else "too late")
        except actions.AccountExists:
            outcomes.append("exists")
        finally:
            connection.close()

    threads = [threading.Thread(target=accept) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 8
    assert outcomes.count("made") == 1
    assert User.objects.filter(email=invitation.email).count() == 1
    assert Membership.objects.filter(user__email=invitation.email).count() == 1
    assert AuditEntry.objects.filter(verb="accept_invitation").count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_invitations_to_one_address_at_once_are_one():
    by = make.member(Role.COORDINATOR)
    outcomes = []

    def invite():
        try:
            with wall.inside(by.council):
                make.invitation(council=by.council, by=by.user, email="sara@example.org", organisation=by.organisation)
            outcomes.append("sent")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=invite) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused"] * 7 + ["sent"]


# What an invitation must not be used for


def test_nobody_invites_themselves_to_another_role(in_charge, council, coordinator):
    answer = send(in_charge, council, email=coordinator.user.email.upper())
    assert answer.status_code == 422
    assert "din egen adress" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_one_mailbox_spelled_in_two_ways_is_one_address(in_charge, council):
    assert send(in_charge, council, email="sara@o\u0308rtern.example").status_code == 302
    assert Invitation.objects.get().email == "sara@\u00f6rtern.example"
    assert send(in_charge, council, email="sara@\u00f6rtern.example").status_code == 422


def test_when_the_right_to_invite_ends_the_links_already_sent_close(in_charge, council, coordinator, visitor):
    send(in_charge, council)
    path = link_in(mail.outbox[-1])
    assert visitor.get(path).status_code == 200
    Membership.objects.filter(pk=coordinator.pk).update(ended_at=timezone.now())
    assert visitor.get(path).status_code == 404
    assert visitor.post(path, account_form()).status_code == 404
    assert not User.objects.filter(email="sara.niemi@overkalix.example").exists()


def test_who_says_yes_is_who_the_log_names(in_charge, council, visitor):
    send(in_charge, council)
    visitor.post(link_in(mail.outbox[-1]), account_form())
    newcomer = User.objects.get(email="sara.niemi@overkalix.example")
    line = AuditEntry.objects.get(verb="add_member", object_id=newcomer.memberships.get().pk)
    assert line.actor == newcomer
