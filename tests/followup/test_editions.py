"""A new edition: begun with a reason, signed by all, and then in the place of the old one with all its numbers."""

import uuid
from datetime import date
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from councils.access import open_gate
from councils.models import AuditEntry
from councils.roles import Role
from followup.actions.assessments import judge_target
from followup.actions.summaries import approve_summary
from followup.actions.summary_texts import Superseded
from followup.log_entries import loggable
from followup.models import Assessment, Summary, SummaryText
from followup.progress import judged_targets, set_progress, target_progress
from followup.summary_addresses import final_summary
from promises.actions.activities import correct_activity, restore_activity, targets_before_withdrawal, withdraw_activity
from promises.actions.life import NotNow, new_edition, publish_promise_set
from promises.models import Credit, Promise, PromiseSet, Target, Term
from tests import factories as make
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

TEXTS = {"effect": "Lugnare på torget."}


@pytest.fixture(autouse=True)
def in_september():
    with time_machine.travel("2019-09-16T12:00:00+02:00") as traveller:
        yield traveller


@pytest.fixture
def world():
    """Published promises with every kind of target, things done, asked for, measured, judged and written."""
    council = make.council(slug="overkalix")
    people = {role.name.lower(): make.person(role, council=council) for role in Role}
    world = SimpleNamespace(council=council, **people)
    world.old = make.promise_set(council=council, title="Medborgarlöften 2019", slug="2019", introduction="Vi lovar.")
    section = make.section(promise_set=world.old, title="Närvaro")
    world.promise = make.promise(section=section, wording="Vi ska synas varje vecka.")
    place = make.place(council=council)
    world.target = make.target(promise=world.promise, label="Synas", per="week", counting="each")
    world.targets = [
        world.target,
        make.target(promise=world.promise, label="Snitt", per="month", counting="average", minimum=2),
        make.target(promise=world.promise, label="Platser", kind="coverage", places=[place]),
        make.target(promise=world.promise, label="På begäran", kind="on_demand"),
        make.target(promise=world.promise, label="Trygghet", kind="effect", baseline=61),
        make.target(promise=world.promise, label="Plan", kind="deliverable"),
    ]
    for n, day in enumerate([date(2019, 1, 7), date(2019, 3, 14), date(2019, 9, 2)]):
        make.activity(targets=world.targets[:4], occurred_on=day, count=n + 1, place=place)
    world.activity = make.activity(targets=world.targets[:2], occurred_on=date(2018, 12, 30))  # counts towards nothing
    make.request(target=world.targets[3], asked_on=date(2019, 2, 1), count=2)
    make.measurement(target=world.targets[4], value=68)
    return world


def begin(world, **values):
    values = {"reason": "Ny vecka", **values}
    _, municipal = make.parties_of(world.council)
    return new_edition(promise_set=world.old, by=world.coordinator, organisation=municipal, **values)


def sign_all(world, draft, *, signed_on=date(2019, 9, 10)):
    PromiseSet.objects.filter(pk=draft.pk).update(status="shared", organisation=None)
    draft.refresh_from_db()
    new = make.signed(draft, people=[world.police_manager, world.coordinator], signed_on=signed_on)
    world.old.refresh_from_db()
    return PromiseSet.objects.get(pk=new.pk)


def publish(world):
    PromiseSet.objects.filter(pk=world.old.pk).update(status="signed")
    world.old = publish_promise_set(promise_set=world.old, by=world.coordinator, at=timezone.now())


def figures(promise_set, *, as_of=date(2019, 9, 16)):
    return [
        (one.target.label, one.figure, one.sentence, one.verdict, one.judgement, one.activities, one.latest_on)
        for one in set_progress(promise_set, as_of=as_of).targets
    ]


def judge(world, target, words="Nästan."):
    rows = judged_targets(Target.objects.filter(pk=target.pk).with_rules())
    return judge_target(
        progress=target_progress(rows.get(), as_of=date(2019, 9, 16)),
        by=world.police_manager,
        judgement="largely_fulfilled",
        motivation=words,
        deviation_reason="",
        deviation_text="",
    )


# Beginning


def test_a_new_edition_is_an_own_draft_with_everything_and_the_old_one_holds(client, world):
    sign_in(client, world.coordinator)
    page = reverse("promises:new_edition", args=["overkalix", "2019"])
    assert client.get(page).status_code == 200
    answer = client.post(page, {"edition_reason": "Ny vecka"}, follow=True)
    assert "Den nuvarande gäller tills alla parter har undertecknat den nya." in answer.content.decode()
    draft = PromiseSet.objects.get(replaces=world.old)
    assert (draft.edition, draft.edition_reason, draft.slug) == (2, "Ny vecka", "2019-utgava-2")
    assert draft.is_own_draft
    assert draft.organisation.kind == "municipality"
    copy = Promise.objects.get(section__promise_set=draft)
    assert (copy.origin, copy.wording, copy.section.title) == (world.promise, world.promise.wording, "Närvaro")
    assert [row.organisation for row in copy.responsibilities.all()] == [
        row.organisation for row in world.promise.responsibilities.all()
    ]
    assert [target.origin for target in copy.targets.all()] == world.targets
    assert [list(target.places.all()) for target in copy.targets.all()] == [
        list(target.places.all()) for target in world.targets
    ]
    assert not Credit.objects.filter(target__promise=copy).exists()
    world.old.refresh_from_db()
    assert world.old.status == "published"


def test_there_is_one_open_edition_at_a_time(client, world):
    draft = begin(world)
    assert begin(world) == draft
    page = reverse("promises:new_edition", args=["overkalix", "2019"])
    sign_in(client, world.coordinator)
    answer = client.post(page, {"edition_reason": "En till"})
    assert answer["Location"] == draft.get_absolute_url()
    sign_in(client, world.police_manager)
    told = client.post(page, {"edition_reason": "En till"}, follow=True).content.decode()
    assert "har redan börjat på en ny utgåva och inte delat den än." in told
    assert PromiseSet.objects.count() == 2


def test_a_new_edition_needs_a_reason_and_promises_that_hold(client, world):
    sign_in(client, world.coordinator)
    page = reverse("promises:new_edition", args=["overkalix", "2019"])
    assert client.post(page, {"edition_reason": " "}).status_code == 422
    answer = client.post(page, {"edition_reason": "Kortare", "new_last_day": "2019-12-31"})
    assert "Nya sista dagen ska vara efter 2019-12-31." in answer.content.decode()
    for status in ("draft", "shared", "closed", "superseded"):
        PromiseSet.objects.filter(pk=world.old.pk).update(status=status, superseded_on=date(2019, 9, 1))
        assert client.post(page, {"edition_reason": "Nej"})["Location"] == world.old.get_absolute_url()
        with pytest.raises(NotNow):
            begin(world)
    assert PromiseSet.objects.count() == 1


# Taking over


def test_right_after_the_signing_the_numbers_are_those_of_the_old_edition(world):
    judge(world, world.target)
    before = figures(world.old)
    new = sign_all(world, begin(world))
    assert figures(new) == before
    assert (world.old.status, world.old.superseded_on, new.status) == ("superseded", date(2019, 9, 10), "published")
    copy = Target.objects.get(origin=world.target)
    # A tie that does not count is a tie all the same.
    assert list(copy.credits.filter(activity=world.activity).values_list("window_start", flat=True)) == [None]


def test_what_replaces_published_promises_is_published_in_the_same_moment(client, world):
    publish(world)
    draft = begin(world)
    PromiseSet.objects.filter(pk=draft.pk).update(status="shared", organisation=None)
    sign_in(client, world.coordinator)
    page = client.get(reverse("followup:sign_promise_set", args=["overkalix", draft.slug])).content.decode()
    assert "Därför publiceras den nya i samma stund." in page
    new = sign_all(world, draft)
    assert (new.status, new.published_by) == ("published", world.coordinator)
    assert AuditEntry.objects.filter(verb="publish_promise_set", object_id=new.pk).count() == 1
    client.logout()
    public = reverse("followup:public_promises", args=["overkalix", new.slug])
    assert public in client.get(reverse("followup:public_promise_sets", args=["overkalix"])).content.decode()
    old = client.get(reverse("followup:public_promises", args=["overkalix", "2019"])).content.decode()
    assert public in old


def test_what_replaces_promises_that_were_not_published_is_not_published(client, world):
    PromiseSet.objects.filter(pk=world.old.pk).update(status="signed")
    world.old.refresh_from_db()
    draft = begin(world)
    PromiseSet.objects.filter(pk=draft.pk).update(status="shared", organisation=None)
    sign_in(client, world.coordinator)
    page = client.get(reverse("followup:sign_promise_set", args=["overkalix", draft.slug])).content.decode()
    assert "i samma stund" not in page
    assert sign_all(world, draft).status == "signed"
    assert not AuditEntry.objects.filter(verb="publish_promise_set").exists()


def test_an_extension_past_the_day_of_the_summary_or_the_terms_of_the_calendar_is_warned_of(client, world):
    PromiseSet.objects.filter(pk=world.old.pk).update(summary_due_on=date(2020, 2, 29))
    Target.objects.filter(pk=world.target.pk).update(per="term")
    for first, last in ((date(2019, 1, 8), date(2019, 6, 12)), (date(2019, 8, 19), date(2019, 12, 20))):
        Term.objects.create(council=world.council, first_day=first, last_day=last)
    sign_in(client, world.coordinator)
    page = reverse("promises:new_edition", args=["overkalix", "2019"])
    said = {"edition_reason": "Förlängs", "new_last_day": "2020-06-30"}
    answer = client.post(page, said, follow=True).content.decode()
    expected = (
        "Sammanställningen ska vara klar 2020-02-29, före periodens slut.",
        "”Synas” räknas per termin, men 2019-12-21–2020-06-30 ligger inte i någon termin.",
    )
    draft = PromiseSet.objects.get(replaces=world.old)
    signing = client.get(reverse("followup:sign_promise_set", args=["overkalix", draft.slug])).content.decode()
    for words in expected:
        assert words in answer
        assert words in signing


def test_the_same_period_warns_of_nothing_between_its_terms(client, world):
    PromiseSet.objects.filter(pk=world.old.pk).update(summary_due_on=date(2020, 2, 29))
    Target.objects.filter(pk=world.target.pk).update(per="term")
    for first, last in ((date(2019, 1, 8), date(2019, 6, 12)), (date(2019, 8, 19), date(2019, 12, 20))):
        Term.objects.create(council=world.council, first_day=first, last_day=last)
    sign_in(client, world.coordinator)
    page = reverse("promises:new_edition", args=["overkalix", "2019"])
    answer = client.post(page, {"edition_reason": "Ordval"}, follow=True).content.decode()
    assert "Den nuvarande gäller tills alla parter" in answer
    assert "före periodens slut" not in answer
    assert "ligger inte i någon termin" not in answer


def test_a_rule_that_is_changed_counts_by_the_new_rule_and_begins_unjudged(world):
    judge(world, world.target)
    judge(world, world.targets[1])
    draft = begin(world)
    changed = Target.objects.get(origin=world.target)
    changed.months = [3]
    changed.save()
    sign_all(world, draft)
    assert changed.credits.counting().count() == 1
    assert [row.target.origin for row in Assessment.objects.filter(target__promise__section__promise_set=draft)] == [
        world.targets[1]
    ]


def test_a_judgement_follows_with_who_and_when(world, in_september):
    first = judge(world, world.target, "Först.")
    last = judge(world, world.target, "Sedan.")
    assert first.judged_at <= last.judged_at
    in_september.shift(3 * 24 * 3600)
    new = sign_all(world, begin(world))
    (row,) = Assessment.objects.filter(target__promise__section__promise_set=new)
    assert (row.motivation, row.judged_by, row.judged_at) == ("Sedan.", world.police_manager, last.judged_at)
    assert Assessment.objects.filter(target=world.target).count() == 2


def test_what_is_written_and_not_approved_follows_with_whose_it_is(world):
    make.text(promise=world.promise, by=world.coordinator, **TEXTS)
    make.text(promise_set=world.old, by=world.police_manager, introduction="Så blev det.")
    new = sign_all(world, begin(world))
    summary = Summary.objects.get(promise_set=new)
    of_promise, of_whole = summary.texts.get(part="effect"), summary.texts.get(part="introduction")
    assert (of_promise.text, of_promise.organisation.kind) == (TEXTS["effect"], "municipality")
    assert of_promise.promise.origin == world.promise
    assert (of_whole.text, of_whole.organisation.kind, of_whole.promise) == ("Så blev det.", "police", None)
    assert not summary.shares.exists()  # nobody has shared


def test_an_extension_leaves_a_frozen_summary_where_it_is_and_begins_its_own(client, world, in_september):
    make.text(promise=world.promise, by=world.coordinator, **TEXTS)
    judge(world, world.target)
    in_september.move_to("2020-01-15T12:00:00+01:00")
    frozen = make.approved(world.old, municipality=world.coordinator, police=world.police_manager, at=timezone.now())
    was = (frozen.snapshot, frozen.sha256)
    new = sign_all(world, begin(world, last_day=date(2020, 6, 30)), signed_on=date(2020, 1, 15))
    assert new.last_day == date(2020, 6, 30)
    frozen.refresh_from_db()
    assert (frozen.snapshot, frozen.sha256, frozen.promise_set) == (*was, world.old)
    assert not SummaryText.objects.filter(summary__promise_set=new).exists()
    assert not Assessment.objects.filter(target__promise__section__promise_set=new).exists()
    sign_in(client, world.official)
    page = reverse("followup:summary", args=["overkalix", "2019"])
    shown = client.get(page).content.decode()
    assert "Lugnare på torget." in shown
    assert page in client.get(reverse("followup:summaries", args=["overkalix"])).content.decode()
    late = make.activity(targets=list(Target.objects.in_sets([new.pk]))[:1], occurred_on=date(2020, 1, 14))
    assert late.credits.counting().count() == 1


def test_nothing_is_written_approved_or_judged_in_an_edition_that_has_been_replaced(client, world, in_september):
    make.text(promise=world.promise, by=world.coordinator, **TEXTS)
    new = sign_all(world, begin(world))
    sign_in(client, world.coordinator)
    page = reverse("followup:summary_text", args=["overkalix", "2019", world.promise.pk])
    answer = client.post(page, {"effect": "För sent.", "effect_version": 1})
    assert answer.status_code == 409
    assert "Kopiera den och skriv den där." in answer.content.decode()
    assert "För sent." in answer.content.decode()
    introduction = reverse("followup:summary_whole", args=["overkalix", "2019"])
    assert client.post(introduction, {"introduction": "Nej", "introduction_version": 0}).status_code == 409
    in_september.move_to("2020-01-15T12:00:00+01:00")
    with pytest.raises(Superseded):
        said = {"party": "municipality", "by": world.coordinator, "at": timezone.now(), "read": "x"}
        approve_summary(summary=final_summary(world.old), **said)
    sign_in(client, world.coordinator)
    judging = client.get(reverse("followup:judge", args=["overkalix", world.target.pk]), follow=True)
    assert "Bedöm målet där." in judging.content.decode()
    shown = client.get(reverse("followup:summary", args=["overkalix", "2019"])).content.decode()
    assert reverse("followup:summary", args=["overkalix", new.slug]) in shown
    listed = client.get(reverse("followup:summaries", args=["overkalix"])).content.decode()
    assert "/sammanstallning/2019/" not in listed
    assert f"/sammanstallning/{new.slug}/" in listed


# Afterwards


def test_the_old_overview_looks_from_the_day_it_was_replaced_and_leads_to_the_new_one(client, world):
    new = sign_all(world, begin(world))
    make.activity(targets=[world.target], occurred_on=date(2019, 9, 12))  # behind the page's back
    sign_in(client, world.official)
    page = client.get(reverse("followup:overview", args=["overkalix", "2019"]))
    assert page.context["progress"].as_of == date(2019, 9, 10)
    assert (
        figures(world.old, as_of=date(2019, 9, 10))[0]
        == [
            (one.target.label, one.figure, one.sentence, one.verdict, one.judgement, one.activities, one.latest_on)
            for one in page.context["progress"].targets
        ][0]
    )
    assert "Ersatt 2019-09-10 av utgåva 2." in page.content.decode()
    assert reverse("followup:overview", args=["overkalix", new.slug]) in page.content.decode()


def test_lists_and_first_pages_show_the_edition_that_stands(client, world):
    new = sign_all(world, begin(world))
    sign_in(client, world.coordinator)
    assert client.get("/overkalix/")["Location"] == f"/overkalix/uppfoljning/{new.slug}/"
    listed = client.get("/overkalix/loften/").content.decode()
    assert f"/overkalix/loften/{new.slug}/" in listed
    assert "/overkalix/loften/2019/" not in listed
    make.member(Role.COORDINATOR, council=make.council(), user=world.coordinator)
    start = client.get("/").content.decode()
    assert f"/uppfoljning/{new.slug}/" in start
    assert "/uppfoljning/2019/" not in start
    offered = client.get("/overkalix/logga/").context["form"].fields["targets"].queryset
    assert {target.promise_set for target in offered} == {new}


def correct(client, world, activity, targets, **changes):
    sign_in(client, world.coordinator)
    form = {
        "targets": [target.pk for target in targets],
        "occurred_on": activity.occurred_on.isoformat(),
        "activity_type": activity.activity_type,
        "count_quality": "exact",
        "count": activity.count,
        "parties": [party.pk for party in activity.parties.all()],
        "version": activity.version,
        **changes,
    }
    answer = client.post(reverse("promises:correct_activity", args=["overkalix", activity.pk]), form)
    activity.refresh_from_db()
    return answer


def tied(activity):
    return set(activity.credits.values_list("target_id", flat=True))


def test_a_correction_offers_the_new_targets_and_keeps_the_old_ones_in_step(client, world):
    activity = world.target.credits.order_by("pk").first().activity
    new = sign_all(world, begin(world))
    copies = list(Target.objects.in_sets([new.pk]).filter(origin__in=tied(activity)))
    sign_in(client, world.coordinator)
    offered = client.get(reverse("promises:correct_activity", args=["overkalix", activity.pk]))
    assert not offered.context["form"].fields["targets"].queryset.filter(promise__section__promise_set=world.old)
    before = tied(activity)
    assert correct(client, world, activity, copies, count=7).status_code == 302
    assert tied(activity) == before
    assert set(activity.credits.values_list("amount", flat=True)) == {7}
    assert correct(client, world, activity, copies[:1]).status_code == 302
    assert tied(activity) == {copies[0].pk, copies[0].origin_id}


def test_what_is_tied_only_to_a_target_left_out_can_still_be_corrected(client, world):
    draft = begin(world)
    Target.objects.filter(origin=world.target).delete()
    activity = make.activity(targets=[world.target])
    sign_all(world, draft)
    assert correct(client, world, activity, [], count=4).status_code == 302
    assert list(activity.credits.values_list("target", "amount")) == [(world.target.pk, 4)]


def test_what_was_withdrawn_before_counts_in_the_new_edition_when_it_is_restored(world):
    activity = make.activity(targets=[world.target])
    withdraw_activity(activity=activity, by=world.coordinator, version=1, reason="Fel")
    sign_all(world, begin(world))
    activity.refresh_from_db()
    restored = targets_before_withdrawal(activity)
    restore_activity(activity=activity, by=world.coordinator, version=2, targets=restored)
    copy = Target.objects.get(origin=world.target)
    assert tied(activity) == {world.target.pk, copy.pk}


def test_what_is_logged_while_an_edition_is_signed_counts_there_too(world):
    """The form was read before, and sent after: it names the old target."""
    target = Target.objects.with_rules().get(pk=world.target.pk)
    new = sign_all(world, begin(world))
    facts = {"by": world.field_user, "key": uuid.uuid4(), "targets": [target], "occurred_on": date(2019, 9, 3)}
    activity = make.activity(**facts)
    copy = Target.objects.get(origin=world.target)
    assert tied(activity) == {target.pk, copy.pk}
    assert activity.credits.get(target=copy).window_start == date(2019, 9, 2)
    assert make.activity(**facts) == activity
    assert copy.promise_set == new
    other = Target.objects.with_rules().get(pk=world.targets[1].pk)
    again = correct_activity(
        activity=activity,
        by=world.coordinator,
        version=1,
        targets=[copy, target, other],
        parties=activity.parties.all(),
    )
    assert tied(again) == {target.pk, copy.pk, other.pk, Target.objects.get(origin=other).pk}


def test_what_is_logged_by_somebody_who_went_in_before_the_signing_counts_there_too(world):
    """The gate was passed and the targets read just before: nothing is asked again but whether the log has moved."""
    request = RequestFactory().get("/")
    request.user = world.field_user
    gate = open_gate(request, "overkalix")
    target = loggable(gate, today=date(2019, 9, 16)).get(pk=world.target.pk)
    assert make.activity(by=world.field_user, targets=[target], standing=gate.standing).credits.count() == 1
    gate = open_gate(request, "overkalix")
    sign_all(world, begin(world))
    activity = make.activity(by=world.field_user, targets=[target], standing=gate.standing)
    assert target.promise_set.status == "published"
    assert tied(activity) == {target.pk, Target.objects.get(origin=world.target).pk}
    # And by somebody who goes in after, and holds a target from before.
    late = make.activity(
        by=world.field_user, targets=[fresh(world.target)], standing=open_gate(request, "overkalix").standing
    )
    assert tied(late) == tied(activity)


def fresh(target):
    return Target.objects.with_rules().get(pk=target.pk)


def test_an_activity_names_the_edition_of_each_of_its_targets(client, world):
    activity = world.target.credits.order_by("pk").first().activity
    sign_all(world, begin(world))
    sign_in(client, world.coordinator)
    page = client.get(activity.get_absolute_url()).content.decode()
    assert "utgåva 1 (ersatt)" in page
    assert "utgåva 2" in page


def test_editions_are_numbered_and_the_last_one_stands_for_the_first(client, world):
    second = sign_all(world, begin(world))
    before = figures(second)
    world.old = second
    third = sign_all(world, begin(world, reason="Igen"), signed_on=date(2019, 9, 14))
    assert figures(third) == before
    activity = world.target.credits.order_by("pk").first().activity
    copies = Target.objects.in_sets([third.pk]).filter(pk__in=tied(activity))
    assert correct(client, world, activity, list(copies)[:1]).status_code == 302
    assert len(tied(activity)) == 3
    page = client.get(reverse("promises:editions", args=["overkalix", "2019"]), {"fran": "1", "till": "3"})
    assert [one.edition for one in page.context["editions"]] == [1, 2, 3]
    assert "Från utgåva 1 till utgåva 3" in page.content.decode()
    assert page.content.decode().count("Undertecknad") == 4


# The page of editions


def test_the_page_of_editions_shows_what_differs_and_why(client, world):
    draft = begin(world)
    copy = Promise.objects.get(section__promise_set=draft)
    copy.wording = "Vi ska synas varje månad."
    copy.save()
    sign_in(client, world.coordinator)
    page = client.get(reverse("promises:editions", args=["overkalix", "2019"])).content.decode()
    assert "Ny vecka" in page
    assert "<del>" in page
    assert "månad." in page


@pytest.mark.parametrize("query", [{"fran": "9", "till": "1"}, {"fran": "x"}, {"till": "1" * 400}])
def test_editions_that_are_none_show_the_two_last(client, world, query):
    begin(world)
    sign_in(client, world.coordinator)
    page = client.get(reverse("promises:editions", args=["overkalix", "2019"]), query)
    assert (page.status_code, page.context["older"].edition, page.context["newer"].edition) == (200, 1, 2)


@pytest.mark.parametrize("role", ["official", "police_manager"])
def test_a_draft_of_a_new_edition_is_not_shown_to_those_who_do_not_read_it(client, world, role):
    draft = begin(world, reason="Hemligt skäl")
    sign_in(client, getattr(world, role))
    for page in ("promises:editions", "promises:promise_set", "followup:overview"):
        shown = client.get(reverse(page, args=["overkalix", "2019"])).content.decode()
        assert "Hemligt skäl" not in shown
        assert draft.slug not in shown
        assert "tgåva 2" not in shown


def test_no_page_asks_more_of_the_database_when_there_are_more_promises(client, world):
    draft = begin(world)
    PromiseSet.objects.filter(pk=draft.pk).update(status="shared", organisation=None)
    pages = [
        reverse("promises:editions", args=["overkalix", "2019"]),
        reverse("promises:promise_set", args=["overkalix", "2019"]),
        reverse("followup:copy_promise_set", args=["overkalix", "2019"]),
        reverse("followup:sign_promise_set", args=["overkalix", draft.slug]),
    ]
    make.signable(PromiseSet.objects.get(pk=draft.pk))
    sign_in(client, world.coordinator)

    def queries():
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as caught:
                assert client.get(page).status_code == 200
            found.append(len(caught))
        return found

    queries()  # what is asked for only once
    few = queries()
    for promise_set in (world.old, draft):
        for _ in range(4):
            promise = make.promise(section=make.section(promise_set=promise_set))
            for _ in range(3):
                make.target(promise=promise)
    assert queries() == few
