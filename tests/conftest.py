"""Two councils side by side, for tests that ask what one may learn of the other.

Every model has rows in both, made in turn (A's, B's, A's, B's), so that nothing is right by the order of ids alone. All
text of a side holds its token, and the counts of B are large primes: neither they nor a sum with them can come from A.
tests/access/test_world.py holds this, also for models that are added.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django_scopes import scopes_disabled
from hypothesis import settings

from councils import audit
from councils.models import AreaAppointment, Council, Invitation, PoliceArea, PoliceAreaAlias, User
from councils.roles import Role
from followup.actions.assessments import judge_target
from followup.codes import OF_A_PROMISE, OF_THE_WHOLE
from followup.models import Delivery, SummaryComment, SummaryReturn
from followup.progress import judged_targets, target_progress
from followup.summary_addresses import final_summary
from promises.actions.activities import withdraw_activity
from promises.contents import content_of, digest_of
from promises.models import Activity, Signature, Target
from tests import factories as make
from tests.world_of_work import do_the_councils_work

# The same cases every time: whether a change is good must not depend on luck. `--hypothesis-profile=searching` looks
# for new ones.
settings.register_profile("the same every time", derandomize=True, deadline=None)
settings.register_profile("searching", derandomize=False, deadline=None, max_examples=1000)
settings.load_profile("the same every time")

PASSWORD = "korp på taket i Övertorneå"
APPROVED_AT = datetime(2019, 1, 25, 12, tzinfo=UTC)
COUNTS_OF_A, COUNTS_OF_B = (3, 5), (7919, 8243)


@pytest.fixture(scope="session", autouse=True)
def tests_look_everywhere():
    """Tests make and compare rows of any council. What they ask for is walled all the same: a request begins with
    no council open (CouncilWallMiddleware), and so does a thread. `wall.closed()` builds the wall up in a test."""
    with scopes_disabled():
        yield


@dataclass
class Side:
    """One council with at least one row of everything; `token` stands in every text of it.

    `draft_token` stands only in what is not decided yet. `counts`: of each activity.
    """

    council: Council
    token: str
    code: str
    draft_token: str
    counts: tuple[int, int]
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
    a = _side("Qalfaq", "2513", "Qutkastalfaq", COUNTS_OF_A)
    b = _side("Qbetaq", "2583", "Qutkastbetaq", COUNTS_OF_B)
    for step in STEPS:
        for side in (a, b):
            step(side)
    nobody = make.user(name="Ingen", password=PASSWORD)
    inactive = make.person(Role.COORDINATOR, council=a.council, user=make.user(password=PASSWORD))
    superuser = make.user(name="Driften", password=PASSWORD, is_staff=True, is_superuser=True)
    # allauth copies a user's address to its own table the first time it shows it, in a GET.
    for user in (nobody, inactive, superuser):
        EmailAddress.objects.create(user=user, email=user.email, primary=True)
    audit.record(by=superuser, verb="administer")  # an act on the site, above all councils
    return SimpleNamespace(a=a, b=b, nobody=nobody, inactive=inactive, superuser=superuser)


def _side(token, code, draft_token, counts):
    council = make.council(name=f"BRÅ {token}", short_name=f"Ort {token}", slug=token.lower())
    return Side(council, token, code, draft_token, counts)


def _geography(side):
    side.council.municipalities.set([make.municipality(side.code)])
    side.council.purpose = side.text("Uppdrag")
    side.council.independence_note = side.text("Inte myndigheten Brå.")
    side.council.save()
    side.rows.police, side.rows.municipal = make.parties_of(side.council)
    side.rows.area = area = side.rows.police.police_area
    side.rows.region = side.council.municipalities.get().police_region
    PoliceArea.objects.filter(pk=area.pk).update(name=side.text("Område"))
    PoliceAreaAlias.objects.create(area=area, name=side.text("Gamla området"))
    side.rows.school = make.organisation(name=side.text("Skolan"))
    side.rows.place = make.place(council=side.council, name=side.text("Torget"))


def _people(side):
    for role in Role:
        # The member acts for an organisation that has logged nothing.
        organisation = side.rows.school if role == Role.MEMBER else None
        person = make.user(
            name=side.text(role.value),
            title=side.text("Befattning"),
            email=f"{role.value}@{side.token.lower()}.example",
            password=PASSWORD,
        )
        make.member(role, council=side.council, organisation=organisation, user=person)
        EmailAddress.objects.create(user=person, email=person.email, primary=True)
        SocialAccount.objects.create(user=person, provider="openid_connect", uid=f"{role.value} {side.token}")
        side.people[role] = person
    side.rows.user = side.people[Role.MEMBER]
    side.rows.membership = side.rows.user.memberships.get()


def _council(side):
    rows, coordinator = side.rows, side.people[Role.COORDINATOR]
    rows.seat = make.seat(council=side.council, function=side.text("Skola"), holder=side.people[Role.MEMBER])
    rows.agreement = make.agreement(
        councils=[side.council],
        parties=[rows.police, rows.municipal],
        title=side.text("Överenskommelse"),
        purpose=side.text("Syfte"),
        areas=side.text("Trafik"),
        yearly_duty=side.text("Ett möte"),
        document_note=side.text("Diarium"),
    )
    rows.invitation = Invitation.objects.create(
        council=side.council,
        email=f"inbjuden@{side.token.lower()}.example",
        name=side.text("Inbjuden"),
        title=side.text("Rektor"),
        role=Role.MEMBER,
        organisation=rows.school,
        seat=rows.seat,
        token_sha256=side.token.encode().hex().ljust(64, "0"),
        invited_by=coordinator,
        invited_at=APPROVED_AT,
        expires_at=APPROVED_AT.replace(year=2090),
    )
    area = rows.police.police_area
    AreaAppointment.objects.create(area=area, user=side.people[Role.POLICE_MANAGER], organisation=rows.police)
    rows.term = make.term(council=side.council, first_day=make.FIRST_DAY, last_day=make.LAST_DAY)
    rows.occasion = make.occasion(council=side.council, day=make.A_DAY, name=side.text("riskkväll"))
    rows.place_set = make.place_set(council=side.council, name=side.text("Torgen"), places=[rows.place])
    rows.problem_area = make.problem_area(
        council=side.council, name=side.text("Hastigheter"), background=side.text("Genom byn")
    )


def _to_do(side):
    rows, coordinator = side.rows, side.people[Role.COORDINATOR]
    rows.meeting = make.meeting(council=side.council, title=side.text("Möte"))
    rows.deadline = make.deadline(
        council=side.council, title=side.text("Ring"), note=side.text("Ringt"), by=coordinator
    )
    rows.checkpoint = make.deadline(
        promise_set=rows.promise_set, kind="checkpoint", title=side.text("Avstämning"), by=coordinator
    )
    make.reminder(user=coordinator)
    # Over: who follows all councils today would rightly see both sides.
    make.oversight(user=side.people[Role.OFFICIAL], to_day=make.FIRST_DAY)


def _promises(side):
    rows = side.rows
    texts = ("introduction", "aim", "implementation", "communication", "follow_up", "summary_due_wording")
    rows.promise_set = make.promise_set(
        council=side.council,
        title=side.text("Löften"),
        slug=f"loften-{side.council.slug}",
        recipients=[side.text("Kommunledningen")],
        **{name: side.text(name) for name in texts},
    )
    rows.section = make.section(promise_set=rows.promise_set, title=side.text("Trafik"))
    rows.promise = make.promise(section=rows.section, wording=side.text("Vi lovar"))
    rows.promise.problem_areas.add(rows.problem_area)
    texts = {name: side.text(name) for name in ("label", "unit", "units", "condition", "indicator", "source")}
    rows.target = make.target(promise=rows.promise, minimum=2, **texts)
    rows.asked = make.target(
        promise=rows.promise,
        kind="on_demand",
        label=side.text("Efterfrågat"),
        tags=[side.token.lower()],
        places=[rows.place],
    )
    rows.hoped = make.target(promise=rows.promise, kind="vision", label=side.text("Noll"))
    by = {"noted_by": side.people[Role.FIELD_USER], "organisation": rows.municipal}
    by["withdrawn_reason"] = side.text("Fel")
    rows.request = make.request(target=rows.asked, note=side.text("Frågade"), **by)
    rows.measurement = make.measurement(target=rows.hoped, source=side.text("Mätt"), note=side.text("Enkät"), **by)
    rows.deviation = make.deviation(target=rows.target, text=side.text("Snö"), **by)


def _translations(side):
    rows, by = side.rows, side.people[Role.COORDINATOR]
    texts = {"translator": side.text("Byrån"), "title": side.text("Lupaukset"), "introduction": side.text("Luemme")}
    wordings = {rows.promise: side.text("Lupaamme")}
    rows.translation = make.translation(promise_set=rows.promise_set, by=by, wordings=wordings, **texts)


def _drafts(side):
    rows = side.rows

    def text(words):
        return f"{side.text(words)} {side.draft_token}"

    slug = f"utkast-{side.council.slug}"
    rows.draft_set = make.promise_set(
        council=side.council, title=text("Utkast"), slug=slug, status="draft", organisation=rows.municipal
    )
    rows.draft_section = make.section(promise_set=rows.draft_set, title=text("Avsnitt"))
    rows.other_draft_section = make.section(promise_set=rows.draft_set, title=text("Annat avsnitt"))
    rows.draft_promise = make.promise(section=rows.draft_section, wording=text("Vi kanske lovar"))
    rows.draft_target = make.target(promise=rows.draft_promise, label=text("Mål"), unit=text("en"), units=text("flera"))


def _readings(side):
    """A pasted text in each set, and the target as a proposal from it that has a question about places."""
    rows, coordinator = side.rows, side.people[Role.COORDINATOR]
    text = f"Polisen ska besöka samtliga skolor {side.token}."
    rows.source = make.source(promise_set=rows.promise_set, text=text, by=coordinator)
    make.proposal(target=rows.target, source=rows.source)
    rows.draft_source = make.source(promise_set=rows.draft_set, text=f"{text} {side.draft_token}", by=coordinator)
    make.proposal(target=rows.draft_target, source=rows.draft_source)


def _signatures(side):
    """Both parties have signed the promises that hold."""
    rows = side.rows
    rows.promise_set.edition_reason = side.text("Skäl")
    rows.promise_set.save()
    make.signable(rows.promise_set, parties=[rows.police, rows.municipal])
    content = digest_of(content_of(rows.promise_set))
    for role, party in ((Role.POLICE_MANAGER, rows.police), (Role.COORDINATOR, rows.municipal)):
        Signature.objects.create(
            promise_set=rows.promise_set,
            organisation=party,
            name=side.text("Namn"),
            title=side.text("Chef"),
            signed_on=make.FIRST_DAY,
            recorded_by=side.people[role],
            sha256=content,
        )


def _facts(side, number):
    return {
        "council": side.council,
        "by": side.people[Role.FIELD_USER],
        "targets": [side.rows.target],
        "note": side.text("Anteckning"),
        "tags": [side.token.lower()],
        "count": side.counts[number],
    }


def _an_activity(side):
    side.rows.activity = make.activity(place=side.rows.place, **_facts(side, 0))


def _another_activity(side):
    side.rows.other_activity = make.activity(place_text=side.text("Vid bron"), **_facts(side, 1))


def _a_withdrawn_activity(side):
    side.rows.withdrawn = make.activity(place_text=side.text("Vid ån"), **_facts(side, 1))
    reason = side.text("Loggad två gånger")
    withdraw_activity(activity=side.rows.withdrawn, by=side.people[Role.COORDINATOR], version=1, reason=reason)
    # As a correction leaves why it was made.
    Activity.history.filter(id=side.rows.withdrawn.pk).update(history_change_reason=side.text("Fel dag"))


def _confirmed(side):
    rows, police = side.rows, side.people[Role.POLICE_MANAGER]
    rows.confirmation = make.confirmation(activity=rows.activity, organisation=rows.police, by=police)


def _imported(side):
    rows = side.rows
    rows.spreadsheet_import = make.spreadsheet_import(
        council=side.council,
        organisation=rows.municipal,
        by=side.people[Role.COORDINATOR],
        file_name=side.text("Hösten"),
        content=f"Datum;Mål;Antal;Anteckning\n2019-05-06;{rows.target.label};2;{side.text('Fil')}\n".encode(),
        mapping={"word": side.text("pass")},
        result={"word": side.text("rader")},
    )


def _judgements(side):
    targets = judged_targets(Target.objects.filter(pk=side.rows.target.pk).with_rules())
    judge_target(
        progress=target_progress(targets.get(), as_of=make.LAST_DAY),
        by=side.people[Role.COORDINATOR],
        judgement="largely_fulfilled",
        motivation=side.text("Motivering"),
        deviation_reason="weather",
        deviation_text=side.text("Storm"),
    )


def _summaries(side):
    rows, writer = side.rows, side.people[Role.COORDINATOR]
    texts = {part: side.text(part) for part in OF_A_PROMISE}
    make.text(promise_set=rows.promise_set, by=writer, **{part: side.text(part) for part in OF_THE_WHOLE})
    make.text(promise=rows.promise, by=writer, **texts)
    rows.frozen_set = make.promise_set(
        council=side.council,
        title=side.text("Fjolårets"),
        slug=f"fjolarets-{side.council.slug}",
        first_day=make.FIRST_DAY.replace(year=2018),
        last_day=make.LAST_DAY.replace(year=2018),
        recipients=[side.text("Kommunalrådet")],
    )
    rows.recipient = rows.frozen_set.recipients.get()
    section = make.section(promise_set=rows.frozen_set, title=side.text("Fjolårets avsnitt"))
    frozen_promise = make.promise(section=section, wording=side.text("Vi lovade"))
    make.text(promise=frozen_promise, by=writer, **texts)
    chief = side.people[Role.POLICE_MANAGER]
    rows.frozen = make.approved(rows.frozen_set, municipality=writer, police=chief, at=APPROVED_AT)
    _around_summaries(side, writer)


def _around_summaries(side, writer):
    """On the way to a summary, what is said of it, to whom it went, and a correction of what was approved."""
    rows = side.rows
    set_and_slug = {"promise_set": rows.promise_set, "slug": f"{rows.promise_set.slug}_2019-04-30"}
    rows.part_summary = make.summary(**set_and_slug, kind="part", name=side.text("Tertial 1"), as_of=date(2019, 4, 30))
    said = {"summary": final_summary(rows.promise_set)}
    rows.comment = SummaryComment.objects.create(**said, text=side.text("Kolla siffran"), written_by=writer)
    SummaryReturn.objects.create(**said, party="police", reason=side.text("Mer om effekten"), returned_by=writer)
    rows.delivery = Delivery.objects.create(
        summary=rows.frozen,
        office=side.text("Kommunalrådet"),
        way="email",
        delivered_on=date(2020, 2, 3),
        note=side.text("Med följebrev"),
        delivered_by=writer,
    )
    rows.frozen.published_at, rows.frozen.published_by = APPROVED_AT, writer
    rows.frozen.save()
    rows.correction = make.summary(
        promise_set=rows.frozen_set,
        slug=f"{rows.frozen_set.slug}_2",
        corrects=rows.frozen,
        correction_reason=side.text("Fel antal"),
        edition=2,
        registry_number=side.text("KS 1"),
        police_registry_number=side.text("A 1"),
    )


STEPS = (
    _geography,
    _people,
    _council,
    _promises,
    _translations,
    _drafts,
    _readings,
    _signatures,
    _an_activity,
    _another_activity,
    _a_withdrawn_activity,
    _confirmed,
    _imported,
    _judgements,
    _to_do,
    _summaries,
    do_the_councils_work,
)
