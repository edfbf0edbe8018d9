"""A council with a draft of a picture that it writes together, for the tests of pictures and contributions."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.models import Picture
from councils.roles import Role
from tests import factories as make

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)
TEXTS = {"mapping": "Få brott.", "other_information": "Mörka gångvägar.", "analysis": "Trafiken först."}


def council_with_a_picture():
    council = make.council(slug="overkalix")
    police, municipal = make.parties_of(council)
    school = make.organisation(name="Skolan")
    people = {role.value: make.person(role, council=council) for role in Role if role != Role.MEMBER}
    people["member"] = make.person(Role.MEMBER, council=council, organisation=school)
    people["colleague"] = make.person(Role.MEMBER, council=council, organisation=school)
    draft = Picture.objects.create(council=council, number=1, title="Lägesbild 2026", **TEXTS)
    return SimpleNamespace(
        council=council, police=police, municipal=municipal, school=school, people=people, draft=draft
    )


def adopted(world, *, number=9, on=date(2024, 3, 12), **values):
    """A picture in force since a day, unless its status says that it has been replaced."""
    values = {"title": f"Lägesbild {on.year}", "status": "decided", **TEXTS, **values}
    return Picture.objects.create(council=world.council, number=number, adopted_on=on, **values)


def page(name, *args):
    return reverse(f"councils:{name}", args=["overkalix", *args])


def read(client, path):
    """The page in one line."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def sent(client, name, *args, **values):
    """(status, page in one line) of a form, where it leads to."""
    answer = client.post(page(name, *args), values, follow=True)
    return answer.status_code, " ".join(answer.content.decode().split())


def queries(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)
