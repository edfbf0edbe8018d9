"""One council's summary and its pages, for the tests of its way from draft to the public."""

import html
import re
from datetime import date
from types import SimpleNamespace

from django.urls import reverse

from councils.roles import Role
from tests import factories as make
from tests.signing_in import sign_in

IN_JANUARY = "2020-01-15T12:00:00+01:00"


def over_and_unwritten():
    """A set that is over, with one promise that both parties answer for, and nothing written yet."""
    council = make.council(short_name="Överkalix", slug="overkalix")
    promise_set = make.promise_set(
        council=council, title="Medborgarlöften 2019", slug="2019", summary_due_on=date(2020, 1, 31)
    )
    promise = make.promise(section=make.section(promise_set=promise_set), wording="Vi vandrar tillsammans.")
    target = make.target(promise=promise, label="Trygghetsvandring")
    make.activity(targets=[target], occurred_on=date(2019, 10, 17))
    people = {role.name.lower(): make.person(role, council=council) for role in Role}
    return SimpleNamespace(council=council, promise_set=promise_set, promise=promise, target=target, **people)


def address(name, summary="2019"):
    return reverse(f"followup:{name}", args=["overkalix", summary])


def read(client, person, summary="2019"):
    """The page of the summary as text, as one person reads it."""
    sign_in(client, person)
    return words(client.get(address("summary", summary)))


def words(answer):
    main = answer.content.decode().partition('id="innehall"')[2]
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", main).split()))


def steps(answer):
    """(words, state) of each step of the page."""
    found = re.findall(r'<li class="life-(\w+)".*?life-name">(.*?)<', answer.content.decode(), re.S)
    return [(name, state) for state, name in found]
