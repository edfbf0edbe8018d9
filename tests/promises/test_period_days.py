"""Days that nobody means: a year typed wrong must not become a promise, nor a page that takes a minute."""

from datetime import date

import pytest
from django.urls import reverse

from councils.models import Organisation
from councils.roles import Role
from promises.forms.days import fault_of_period
from promises.models import PromiseSet
from tests import factories as make
from tests.signing_in import sign_in


@pytest.mark.parametrize(("last_day", "fault"), [("9999-12-31", "för långt fram"), ("2090-01-01", "längre än 20 år")])
def test_a_last_day_that_nobody_means_is_refused_and_nothing_is_made(client, db, last_day, fault):
    council = make.council()
    sign_in(client, make.person(Role.COORDINATOR, council=council))
    form = {"heading": "Löften", "first_day": "2027-01-01", "last_day": last_day, "whose": "own", "begin": "empty"}
    answer = client.post(
        reverse("promises:new_promise_set", args=[council.slug]), {**form, "signers": make.parties_of(council)[1].pk}
    )
    assert answer.status_code == 422
    assert fault in answer.content.decode()
    assert not PromiseSet.objects.exists()


def test_a_long_period_can_be_promised_and_a_backward_one_cannot():
    assert fault_of_period(date(2020, 1, 1), date(2040, 1, 1)) == ""
    assert fault_of_period(date(2020, 1, 1), None) == ""
    assert "samma dag" in fault_of_period(date(2020, 1, 2), date(2020, 1, 1))


def test_a_draft_elsewhere_takes_nobody_away_from_those_one_can_choose(db):
    here, elsewhere, partner = make.council(), make.council(), make.organisation()
    make.promise(council=here, partners=[partner])

    def choosable():
        return partner in Organisation.objects.choosable_in(here, on=make.A_DAY)

    assert choosable()
    make.promise(council=elsewhere, status="draft", partners=[partner])
    make.promise(council=here, status="draft", partners=[partner])
    assert choosable()


def test_whom_only_a_draft_names_cannot_be_chosen(db):
    here, partner = make.council(), make.organisation()
    make.promise(council=here, status="draft", partners=[partner])
    assert partner not in Organisation.objects.choosable_in(here, on=make.A_DAY)


def test_what_was_closed_without_having_been_published_is_not_public(client, db):
    closed = make.promise_set(status="closed")
    assert client.get(reverse("followup:public_promises", args=[closed.council.slug, closed.slug])).status_code == 404
    assert not PromiseSet.objects.published().exists()
    assert not closed.is_published
