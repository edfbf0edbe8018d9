"""From a draft to published promises, by two people in two browsers."""

import pytest
import time_machine

from councils.roles import Role
from promises.models import PromiseSet
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def on_14_march():
    with time_machine.travel("2019-03-14T12:00:00+01:00"):
        yield


def test_a_draft_is_shared_signed_by_both_and_published(page, visit, log_in, context):
    council = make.council(slug="overkalix", short_name="Överkalix")
    police, municipal = make.parties_of(council)
    promise_set = make.promise_set(council=council, slug="2019", status="draft", organisation=municipal)
    make.signable(promise_set)
    make.target(promise=make.promise(promise_set=promise_set, wording="Vi ska synas på torget."))
    coordinator = make.person(Role.COORDINATOR, council=council, user=make.user(name="Anna Ek", title="samordnare"))
    chief = make.person(Role.POLICE_MANAGER, council=council, user=make.user(name="Bo Alm", title="polischef"))

    log_in(coordinator)
    visit("/overkalix/loften/2019/")
    page.get_by_role("link", name="Dela utkastet").click()
    page.get_by_label("Jag har läst texten.").check()
    page.get_by_role("button", name="Dela utkastet").click()
    page.get_by_role("link", name="Underteckna", exact=True).click()
    page.get_by_text("Vi ska synas på torget.").wait_for()
    page.get_by_role("button", name="Underteckna").click()
    page.get_by_text(f"Undertecknat för {municipal.short_name}.").wait_for()
    page.get_by_text(f"Väntar på {police.short_name}").wait_for()

    context.clear_cookies()
    log_in(chief)
    visit("/overkalix/loften/2019/")
    page.get_by_role("link", name="Underteckna", exact=True).click()
    page.get_by_role("button", name="Underteckna").click()
    page.get_by_text("Innehållet stämmer med det som undertecknades.").wait_for()
    page.get_by_role("link", name="Publicera").click()
    page.get_by_role("button", name="Publicera").click()
    page.get_by_text("Löftena är publicerade.").wait_for()
    assert page.locator("[aria-current=step]").inner_text().startswith("Publicerat")
    assert PromiseSet.objects.get().status == "published"
