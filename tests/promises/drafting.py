"""A council with the municipality's own draft, for the tests of editing."""

from datetime import date
from types import SimpleNamespace

from django.urls import reverse

from councils.models import ProblemArea
from councils.roles import Role
from tests import factories as make

FIRST, LAST = date(2020, 1, 1), date(2020, 12, 31)


def council_with_a_draft():
    """Överkalix on its way to the promises of 2020: two sections, one promise with a target."""
    council = make.council(slug="overkalix")
    police, municipal = make.parties_of(council)
    school = make.organisation(name="Skolan")
    people = {role.value: make.person(role, council=council) for role in (Role.COORDINATOR, Role.POLICE_MANAGER)}
    people["member"] = make.person(Role.MEMBER, council=council, organisation=school)
    people["field_user"] = make.person(Role.FIELD_USER, council=council)
    people["official"] = make.person(Role.OFFICIAL, council=council)
    draft = make.promise_set(
        council=council,
        title="Medborgarlöften 2020",
        slug="2020",
        status="draft",
        organisation=municipal,
        first_day=FIRST,
        last_day=LAST,
    )
    draft.parties.set([police, municipal])
    section = make.section(promise_set=draft, title="Trafik", order=1)
    other = make.section(promise_set=draft, title="Närvaro", order=2)
    promise = make.promise(section=section, wording="Vi kontrollerar farten på E10.", order=1)
    return SimpleNamespace(
        council=council,
        police=police,
        municipal=municipal,
        school=school,
        people=people,
        draft=draft,
        section=section,
        other=other,
        promise=promise,
        target=make.target(promise=promise, label="Fartkontroller", kind="vision"),
        problem=ProblemArea.objects.create(council=council, name="Fort genom byn"),
    )


def page(name, *args):
    return reverse(f"promises:{name}", args=["overkalix", *args])


def hub():
    return page("edit_promise_set", "2020")


def details_of(world, **changed):
    """The form of details as it was filled in for the draft, but for what is changed."""
    return {
        "heading": "Medborgarlöften 2020",
        "first_day": "2020-01-01",
        "last_day": "2020-12-31",
        "signers": [world.police.pk, world.municipal.pk],
        "counts_before_signing": "on",
        "version": 1,
        **changed,
    }


def promise_of(world, **changed):
    """The form of a promise, filled in and valid."""
    return {
        "wording": "Vi vandrar med invånarna.",
        "responsible": [world.municipal.pk],
        "section": world.section.pk,
        "version": 1,
        **changed,
    }


def wordings(section):
    return [promise.wording for promise in section.promises.all()]


def sign(world):
    """The promises are signed, as when the other party finishes while somebody writes."""
    world.draft.status, world.draft.signed_on = "signed", FIRST
    world.draft.save()
