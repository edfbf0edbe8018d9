"""The calendar and what has been signed: what changes an outcome is asked about, and what is settled stays as it is."""

from datetime import date

import pytest
from django.urls import reverse

from councils.models import AuditEntry
from councils.roles import Role
from promises.actions.calendars import Settled, add_occasions, add_term, remove_occasion, remove_term
from promises.models import Occasion, Term
from tests import factories as make

pytestmark = pytest.mark.django_db

PER_OCCASION = {"minimum": 1, "per": "occasion", "counting": "each", "label": "Riskkvällar"}
PER_TERM = {"minimum": 1, "per": "term", "counting": "each", "label": "Skolbesök"}
A_DAY = {"day": "2019-04-30", "occasion_name": "Valborg"}
AN_AUTUMN = {"term_first_day": "2019-08-20", "term_last_day": "2019-12-20"}
EVE = date(2019, 4, 30)


@pytest.fixture
def council():
    return make.council()


@pytest.fixture
def coordinator(client, council):
    user = make.person(Role.COORDINATOR, council=council)
    client.force_login(user)
    return user


@pytest.fixture
def send(client, council, coordinator):
    def send(name, *ids, **values):
        answer = client.post(reverse(f"promises:{name}", args=[council.slug, *ids]), values, follow=True)
        return answer.status_code, " ".join(answer.content.decode().split())

    return send


def counted(council, rule, **of_set):
    return make.target(promise=make.promise(promise_set=make.promise_set(council=council, **of_set)), **rule)


# Added


@pytest.mark.parametrize(
    ("name", "rule", "values"),
    [
        ("add_occasion", PER_OCCASION, A_DAY),
        ("add_occasions", PER_OCCASION, {"lines": "2021-04-30 Valborg\n2019-04-30 Valborg"}),
        ("add_term", PER_TERM, AN_AUTUMN),
        ("add_term", PER_TERM, {"term_first_day": "2021-01-08", "term_last_day": "2021-06-12"}),  # ends the usual ones
    ],
)
def test_what_signed_promises_are_counted_on_is_added_only_with_a_tick(send, council, name, rule, values):
    counted(council, rule, title="Löften 2019")
    status, page = send(name, **values)
    assert status == 422
    assert f"{rule['label']} (Löften 2019)" in page
    assert "Kryssa i rutan om det ska läggas till ändå." in page
    assert not Occasion.objects.exists()
    assert not Term.objects.exists()
    assert send(name, **values, is_sure="on")[0] == 200
    assert Occasion.objects.exists() or Term.objects.exists()
    assert AuditEntry.objects.filter(verb="change_calendar").count() == 1


def test_what_no_signed_promise_is_counted_on_is_added_at_once(send, council):
    counted(council, PER_OCCASION, status="shared")
    counted(council, PER_TERM)
    make.target(**PER_OCCASION)  # of another council
    make.term(council=council, first_day=date(2018, 8, 20), last_day=date(2018, 12, 20))
    status, page = send("add_occasion", **A_DAY)
    assert (status, "ändå" in page) == (200, False)
    assert send("add_term", term_first_day="2020-01-08", term_last_day="2020-06-12")[0] == 200


def test_a_day_that_is_there_already_is_not_asked_about(send, council):
    counted(council, PER_OCCASION)
    make.occasion(council=council, day=EVE)
    status, page = send("add_occasion", **A_DAY)
    assert status == 200
    assert "1 fanns redan." in page


# Settled


@pytest.mark.parametrize("status", ["closed", "superseded"])
def test_nothing_changes_the_days_that_settled_promises_were_counted_on(send, council, coordinator, status):
    there = make.occasion(council=council, day=date(2019, 6, 14))
    target = counted(council, PER_OCCASION, status=status)
    activity = make.activity(targets=[target], occurred_on=date(2019, 6, 14))
    for name, ids, values in (("add_occasion", [], A_DAY), ("remove_occasion", [there.pk], {})):
        _, page = send(name, *ids, **values, is_sure="on")
        assert "Kalendern kan inte ändras där. ”Riskkvällar”" in page
    with pytest.raises(Settled):
        add_occasions(council=council, by=coordinator, days={EVE: "Valborg"})
    with pytest.raises(Settled):
        remove_occasion(occasion=there, by=coordinator)
    assert list(Occasion.objects.of(council)) == [there]
    assert activity.credits.get().window_start == date(2019, 6, 14)


def test_after_an_edition_was_replaced_the_calendar_goes_on(send, council):
    counted(council, PER_OCCASION, status="superseded", superseded_on=date(2019, 4, 29))
    assert send("add_occasion", **A_DAY)[0] == 200
    status, page = send("add_occasion", day="2019-04-28", occasion_name="Marknad")
    assert status == 422
    assert "löftena är avslutade eller ersatta" in page


def test_terms_of_settled_promises_stay(send, council, coordinator):
    counted(council, PER_TERM, status="closed")
    spring = make.term(council=council, first_day=date(2019, 1, 8), last_day=date(2019, 6, 12))
    status, page = send("add_term", **AN_AUTUMN, is_sure="on")
    assert status == 422
    assert "Kalendern kan inte ändras där." in page
    assert "Kalendern kan inte ändras där." in send("remove_term", spring.pk, is_sure="on")[1]
    with pytest.raises(Settled):
        add_term(council=council, by=coordinator, first_day=date(2019, 8, 20), last_day=date(2019, 12, 20))
    with pytest.raises(Settled):
        remove_term(term=spring, by=coordinator)
    assert list(Term.objects.of(council)) == [spring]


def test_the_first_own_term_leaves_settled_promises_in_the_usual_ones(send, council, coordinator):
    target = counted(council, PER_TERM, status="closed")
    activity = make.activity(targets=[target], occurred_on=date(2019, 9, 3))
    with pytest.raises(Settled):
        add_term(council=council, by=coordinator, first_day=date(2019, 8, 20), last_day=date(2019, 12, 20))
    assert not Term.objects.exists()
    assert send("add_term", term_first_day="2020-01-08", term_last_day="2020-06-12")[0] == 200
    assert [str(term) for term in Term.objects.of(council)] == [
        "2019-01-01–2019-06-30",
        "2019-07-01–2019-12-31",
        "2020-01-08–2020-06-12",
    ]
    assert activity.credits.get().window_start == date(2019, 7, 1)
