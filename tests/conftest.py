"""Two councils side by side, for tests that ask what one may learn of the other."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import transaction
from django_scopes import scopes_disabled
from hypothesis import settings

from councils import audit
from councils.models import AreaAppointment, Council, PoliceArea, User
from councils.roles import Role
from followup.actions.assessments import judge_target
from followup.actions.summaries import NARRATIVE, write_introduction, write_text
from followup.progress import judged_targets, target_progress
from promises.models import Target
from tests import factories as make

# The same cases every time: whether a change is good must not depend on luck. `--hypothesis-profile=searching` looks
# for new ones.
settings.register_profile("the same every time", derandomize=True, deadline=None)
settings.register_profile("searching", derandomize=False, deadline=None, max_examples=1000)
settings.load_profile("the same every time")

PASSWORD = "korp på taket i Övertorneå"
APPROVED_AT = datetime(2019, 1, 25, 12, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def tests_look_everywhere():
    """Tests make and compare rows of any council. What they ask for is walled all the same: a request begins with
    no council open (CouncilWallMiddleware), and so does a thread. `wall.closed()` builds the wall up in a test."""
    with scopes_disabled():
        yield


@dataclass
class Side:
    """One council with at least one row of everything; `token` stands in every text of it."""

    council: Council
    token: str
    code: str
    people: dict[Role, User] = field(default_factory=dict)
    rows: SimpleNamespace = field(default_factory=SimpleNamespace)

    def text(self, words):
        return f"{words} {self.token}"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Sides `a` and `b`, whose rows were made in turn, a user in no council and one who has been deactivated.

    Made once for a module and rolled back after it; what a test writes is rolled back after the test.
    """
    with django_db_blocker.unblock(), rolled_back():
        yield build_world()


@contextmanager
def rolled_back():
    """What is done inside is undone at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def build_world():
    a = Side(make.council(name="BRÅ Qalfaq", short_name="Ort Qalfaq", slug="alfa"), "Qalfaq", "2513")
    b = Side(make.council(name="BRÅ Qbetaq", short_name="Ort Qbetaq", slug="beta"), "Qbetaq", "2583")
    for step in (_geography, _people, _council, _promises, _drafts, _activities, _judgements, _summaries):
        for side, amount in ((a, 3), (b, 7)):
            step(side, amount)
    nobody = make.user(name="Ingen", password=PASSWORD)
    inactive = make.person(Role.COORDINATOR, council=a.council, user=make.user(password=PASSWORD))
    superuser = make.user(name="Driften", password=PASSWORD, is_superuser=True)
    # Rows above all councils.
    AreaAppointment.objects.create(area=a.rows.police.police_area, user=superuser, organisation=a.rows.police)
    audit.record(by=superuser, verb="administer")
    return SimpleNamespace(a=a, b=b, nobody=nobody, inactive=inactive, superuser=superuser)


def _geography(side, amount):
    side.council.municipalities.set([make.municipality(side.code)])
    side.council.purpose = side.text("Uppdrag")
    side.council.independence_note = side.text("Inte myndigheten Brå.")
    side.council.save()
    side.rows.police, side.rows.municipal = make.parties_of(side.council)
    PoliceArea.objects.filter(organisations=side.rows.police).update(name=side.text("Område"))
    side.rows.school = make.organisation(name=side.text("Skolan"))
    side.rows.place = make.place(council=side.council, name=side.text("Torget"))


def _people(side, amount):
    for role in Role:
        # The member acts for an organisation that has logged nothing.
        organisation = side.rows.school if role == Role.MEMBER else None
        person = make.user(
            name=side.text(role.value), email=f"{role.value}@{side.token.lower()}.example", password=PASSWORD
        )
        membership = make.member(role, council=side.council, organisation=organisation, user=person)
        side.people[role] = person
        if role == Role.MEMBER:
            side.rows.membership = membership


def _council(side, amount):
    side.rows.invitation, _token = make.invitation(
        council=side.council,
        by=side.people[Role.COORDINATOR],
        organisation=side.rows.school,
        name=side.text("Inbjuden"),
        email=f"inbjuden@{side.token.lower()}.example",
    )
    make.seat(council=side.council, function=side.text("Skola"), holder=side.people[Role.MEMBER])
    make.agreement(
        councils=[side.council],
        parties=[side.rows.police, side.rows.municipal],
        title=side.text("Överenskommelse"),
        purpose=side.text("Syfte"),
    )


def _promises(side, amount):
    rows = side.rows
    texts = ("introduction", "aim", "implementation", "communication", "follow_up", "summary_due_wording")
    rows.promise_set = make.promise_set(
        council=side.council,
        title=side.text("Löften"),
        slug=f"loften-{side.council.slug}",
        recipients=[side.text("Kommunledningen")],
        **{name: side.text(name) for name in texts},
    )
    section = make.section(promise_set=rows.promise_set, title=side.text("Trafik"))
    rows.promise = make.promise(section=section, wording=side.text("Vi lovar"))
    rows.target = make.target(
        promise=rows.promise, label=side.text("Insatser"), unit=side.text("en"), units=side.text("flera"), minimum=2
    )


def _drafts(side, amount):
    rows = side.rows
    rows.draft_set = make.promise_set(
        council=side.council,
        title=side.text("Utkast"),
        slug=f"utkast-{side.council.slug}",
        status="draft",
        organisation=rows.municipal,
    )
    section = make.section(promise_set=rows.draft_set, title=side.text("Utkast till avsnitt"))
    rows.draft_promise = make.promise(section=section, wording=side.text("Vi kanske lovar"))
    rows.draft_target = make.target(promise=rows.draft_promise, label=side.text("Utkast till mål"))


def _activities(side, amount):
    rows = side.rows
    facts = {
        "council": side.council,
        "by": side.people[Role.FIELD_USER],
        "targets": [rows.target],
        "note": side.text("Anteckning"),
        "tags": [side.token.lower()],
        "count": amount,
    }
    rows.activity = make.activity(place=rows.place, **facts)
    rows.other_activity = make.activity(place_text=side.text("Vid bron"), **facts)


def _judgements(side, amount):
    targets = judged_targets(Target.objects.filter(pk=side.rows.target.pk).with_rules())
    judge_target(
        progress=target_progress(targets.get(), as_of=make.LAST_DAY),
        by=side.people[Role.COORDINATOR],
        judgement="largely_fulfilled",
        motivation=side.text("Motivering"),
        deviation_reason="weather",
        deviation_text=side.text("Storm"),
    )


def _summaries(side, amount):
    rows, writer = side.rows, side.people[Role.COORDINATOR]
    texts = {name: side.text(name) for name in NARRATIVE}
    write_introduction(promise_set=rows.promise_set, by=writer, version=1, introduction=side.text("Inledning"))
    write_text(promise=rows.promise, by=writer, version=0, **texts)
    rows.frozen_set = make.promise_set(
        council=side.council,
        title=side.text("Fjolårets"),
        slug=f"fjolarets-{side.council.slug}",
        first_day=make.FIRST_DAY.replace(year=2018),
        last_day=make.LAST_DAY.replace(year=2018),
    )
    frozen_promise = make.promise(section=make.section(promise_set=rows.frozen_set), wording=side.text("Vi lovade"))
    write_text(promise=frozen_promise, by=writer, version=0, **texts)
    chief = side.people[Role.POLICE_MANAGER]
    make.approved(rows.frozen_set, municipality=writer, police=chief, at=APPROVED_AT)
