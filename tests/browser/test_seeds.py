"""Every concrete statement of the published pages that the product was made for can be read in the demo."""

from itertools import groupby

import pytest
from django.utils import timezone

from councils.models import User
from followup.demo.loading import load
from tests import factories as make
from tests.seed_statements import STATEMENTS

pytestmark = pytest.mark.django_db(transaction=True)


def test_each_statement_stands_where_the_demo_is_said_to_show_it(page, visit, log_in):
    make.all_municipalities()
    load(today=timezone.localdate())
    missing = []
    for (who, address), statements in groupby(sorted(STATEMENTS, key=looked_up), key=looked_up):
        log_in(User.objects.get(email=who))
        open_page(page, visit, address)
        said = page.locator("body").inner_text().casefold()
        missing += [
            f"{one.of}: {one.says}: {word!r} is not on {address}"
            for one in statements
            for word in one.words
            if word.casefold() not in said
        ]
    assert not missing, "\n".join(missing)


def looked_up(statement):
    return statement.who[0], statement.page


def open_page(page, visit, address):
    first, _, way = address.partition(" > ")
    visit(first)
    if way:
        addresses = page.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        visit(next(one for one in addresses if one.startswith(way) and one.removeprefix(way).strip("/").isdigit()))
