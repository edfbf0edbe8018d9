"""What the tests of the written summary share: a year that is over, its people, and the ways to its pages."""

import re
from datetime import date
from types import SimpleNamespace

from django.urls import reverse

from councils.roles import Role
from followup.models import Summary
from followup.summary_addresses import final_summary
from tests import factories as make
from tests.followup.document.reading import plain, read
from tests.signing_in import sign_in

NOW = "2020-01-15T12:00:00+01:00"
WORDING = (
    "Polis och kommun ska vid minst ett tillfälle »tillsammans«\ngenomföra trygghetsvandringar – så som det skrevs."
)
TEXTS = {
    "police_did": "Områdespolisen deltog.",
    "municipality_did": "Kommunen bjöd in.",
    "why_not": "",
    "effect": "Belysningen är lagad.",
    "next_step": "Vi går igen i oktober.",
}


def a_year_that_is_over():
    """A set with two promises; one is kept by one activity, the other has no target."""
    council = make.council(short_name="Överkalix", slug="overkalix")
    promise_set = make.promise_set(
        council=council,
        title="Medborgarlöften 2019",
        slug="2019",
        introduction="Det här lovade vi.",
        recipients=["Kommunpolisen", "Kommunledningen"],
        summary_due_on=date(2020, 1, 31),
    )
    section = make.section(promise_set=promise_set, title="Närvaro")
    promise = make.promise(section=section, wording=WORDING, order=1)
    target = make.target(promise=promise, label="Trygghetsvandring", unit="vandring", units="vandringar")
    other = make.promise(section=section, wording="Vi arbetar vidare.", order=2)
    activity = make.activity(targets=[target], occurred_on=date(2019, 10, 17), place_text="Centrum")
    rows = {"promise_set": promise_set, "promise": promise, "other": other, "target": target, "activity": activity}
    return SimpleNamespace(council=council, **rows, **_people(council))


def _people(council):
    return {
        role.name.lower(): make.person(
            role, council=council, user=make.user(name=f"Namn {role.value}", title=f"titel {role.value}")
        )
        for role in Role
    }


def page(name, world, *args):
    return reverse(f"followup:{name}", args=[world.council.slug, *(args or [world.promise_set.slug])])


def text_page(world, promise=None):
    return page("summary_text", world, world.promise_set.slug, (promise or world.promise).pk)


def sent(texts, version=0):
    """The fields of a form with these texts, of which one has read this version."""
    return {**texts, **{f"{part}_version": version for part in texts}}


def ready(world):
    """Say that the summary is ready, as somebody did before it could be approved."""
    if not final_summary(world.promise_set).is_ready:
        make.ready(world.promise_set, by=world.coordinator)


def approve(client, world, person, **changes):
    ready(world)
    sign_in(client, person)
    return client.post(page("approve_summary", world), {**what_one_read(client, world), **changes})


def what_one_read(client, world):
    """The fields of the approval on the page: for whom, and which content."""
    shown = client.get(page("summary", world)).content.decode()
    return dict(re.findall(r'name="(party|read)" value="([^"]*)"', shown))


def approve_both(client, world):
    approve(client, world, world.coordinator)
    approve(client, world, world.police_manager)
    return Summary.objects.get()


def listen(body):
    return plain(read(body).text)
