"""What is signed is the whole content: every change of it is another digest, and nothing else is."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from councils.models import Organisation, Place
from promises.actions.life import new_edition
from promises.content_differences import content_differences
from promises.contents import content_of, digest_of
from promises.models import Promise, PromiseSet, Recipient, Responsibility, Section, Target
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def promise_set():
    promise_set = make.signable(
        make.promise_set(title="Medborgarlöften 2019", introduction="Vi lovar.", recipients=["Kommunledningen"])
    )
    section = make.section(promise_set=promise_set, title="Närvaro")
    promise = make.promise(section=section, wording="Vi ska synas på torget varje vecka.")
    make.target(promise=promise, label="Synas", per="week", counting="each", unit="gång", units="gånger")
    place = make.place(council=promise_set.council, name="Torget")
    make.target(promise=promise, kind="coverage", label="Platser", places=[place])
    make.target(promise=promise, kind="effect", label="Trygghet", baseline=61, threshold="70.50", source="enkäten")
    return promise_set


def digest(promise_set):
    return digest_of(content_of(PromiseSet.objects.get(pk=promise_set.pk)))


def change(model, **values):
    row = model.objects.order_by("pk").first()
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


CHANGES = {
    "title": lambda: change(PromiseSet, title="Löften"),
    "first day": lambda: change(PromiseSet, first_day=date(2019, 2, 1)),
    "last day": lambda: change(PromiseSet, last_day=None),
    "what counts": lambda: change(PromiseSet, counts_before_signing=False, signed_on=date(2019, 1, 1)),
    "introduction": lambda: change(PromiseSet, introduction="Vi lovar allt."),
    "aim": lambda: change(PromiseSet, aim="Trygghet."),
    "implementation": lambda: change(PromiseSet, implementation="Så här."),
    "communication": lambda: change(PromiseSet, communication="Veckobrev."),
    "follow-up": lambda: change(PromiseSet, follow_up="Löpande."),
    "deadline": lambda: change(PromiseSet, summary_due_on=date(2020, 1, 31)),
    "kind of deadline": lambda: change(PromiseSet, summary_due_kind="month"),
    "words of the deadline": lambda: change(PromiseSet, summary_due_wording="i januari"),
    "a recipient": lambda: change(Recipient, office="Nämnden"),
    "a party": lambda: PromiseSet.objects.get().parties.add(make.organisation()),
    "a heading": lambda: change(Section, title="Trafik"),
    "a wording": lambda: change(Promise, wording="Vi ska synas på torget varje vecka!"),
    "who answers": lambda: Responsibility.objects.first().delete(),
    "a partner": lambda: change(Responsibility, part="partner"),
    "a promise more": lambda: make.promise(section=Section.objects.get()),
    "a target less": lambda: Target.objects.last().delete(),
    "a label": lambda: change(Target, label="Synas mer"),
    "a minimum": lambda: change(Target, minimum=2),
    "how it is counted": lambda: change(Target, counting="average"),
    "together": lambda: change(Target, jointly="all"),
    "beyond ordinary": lambda: change(Target, only_beyond_ordinary=True),
    "a tag": lambda: change(Target, tags=["riskkväll"]),
    "weekdays": lambda: change(Target, weekdays=[5]),
    "a condition": lambda: change(Target, condition="om läget medger"),
    "a threshold": lambda: Target.objects.filter(kind="effect").update(threshold="70.40"),
    "a place": lambda: Place.objects.update(name="Parken"),
    "a place less": lambda: Target.objects.get(kind="coverage").places.clear(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_of_what_was_signed_is_seen(what, promise_set):
    before = digest(promise_set)
    CHANGES[what]()
    assert digest(promise_set) != before


OTHER_THINGS = {
    "what is measured later": lambda: make.measurement(target=Target.objects.get(kind="effect")),
    "what an organisation is called": lambda: Organisation.objects.update(short_name="Nytt namn"),
    "who may read it": lambda: change(PromiseSet, status="published", signed_on=date(2019, 1, 1), version=9),
    "its address": lambda: change(PromiseSet, slug="annan"),
    "what is done": lambda: make.activity(targets=[Target.objects.first()]),
}


@pytest.mark.parametrize("what", OTHER_THINGS)
def test_what_was_not_signed_may_change(what, promise_set):
    before = digest(promise_set)
    OTHER_THINGS[what]()
    assert digest(promise_set) == before


def test_the_content_is_swedish_and_the_same_whoever_reads(promise_set):
    before = content_of(promise_set)
    with translation.override("en"):
        assert content_of(promise_set) == before
    rule = before["sections"][0]["promises"][0]["targets"][0]["rule"]
    assert rule == "Minst 1 gång varje vecka."


def test_any_number_of_promises_is_read_with_the_same_number_of_queries(promise_set):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            content_of(PromiseSet.objects.get(pk=promise_set.pk))
        return len(caught)

    few = queries()
    for _ in range(5):
        promise = make.promise(section=make.section(promise_set=promise_set))
        for _ in range(3):
            make.target(promise=promise, kind="coverage", places=[make.place(council=promise_set.council)])
    assert queries() == few


# What differs


@pytest.fixture
def editions(promise_set):
    """A set and its next edition, still alike."""
    user = make.user()
    draft = new_edition(promise_set=promise_set, by=user, organisation=make.organisation(), reason="Ny vecka")
    return promise_set, draft


def differences(old, new):
    found = content_differences(content_of(old), content_of(new))
    return [(one.kind, one.what, one.name) for one in found]


def test_a_new_edition_says_the_same_until_it_is_changed(editions):
    assert differences(*editions) == []


def test_a_changed_wording_is_told_word_by_word(editions):
    old, new = editions
    promise = Promise.objects.get(section__promise_set=new)
    promise.wording = "Vi ska synas på torget varje månad."
    promise.save()
    (found,) = content_differences(content_of(old), content_of(new))
    assert (found.kind, found.what, found.name) == ("changed", "promise", promise.wording)
    assert [(part.kind, part.text) for part in found.differences[0].parts] == [
        ("same", "Vi ska synas på torget varje "),
        ("out", "vecka."),
        ("in", "månad."),
    ]


def test_what_is_added_and_removed_is_told_with_its_rule(editions):
    old, new = editions
    promise = Promise.objects.get(section__promise_set=new)
    promise.targets.get(label="Platser").delete()
    make.target(promise=promise, label="Nytt mål", minimum=3)
    added = make.promise(section=promise.section, wording="Vi lovar också det här.")
    assert sorted(differences(old, new)) == sorted(
        [("added", "target", "Nytt mål"), ("removed", "target", "Platser"), ("added", "promise", added.wording)]
    )
    by_name = {one.name: one for one in content_differences(content_of(old), content_of(new))}
    assert by_name["Nytt mål"].differences[0].after == "Minst 3 insatser under hela perioden."
    assert "1 plats" in by_name["Platser"].differences[0].before


def test_a_rule_is_told_in_words_and_a_place_by_its_name(editions):
    old, new = editions
    target = Target.objects.get(promise__section__promise_set=new, label="Platser")
    target.places.set([make.place(council=new.council, name="Parken")])
    target.minimum = 2
    target.save()
    (found,) = content_differences(content_of(old), content_of(new))
    assert [one.label for one in found.differences] == ["regel", "platser"]
    assert (found.differences[1].before, found.differences[1].after) == ("Torget", "Parken")


def test_nothing_that_differs_goes_untold(editions):
    old, new = editions
    for name, value in (("usual_type", "meeting"), ("baseline", 62), ("source", "mätningen")):
        target = Target.objects.get(promise__section__promise_set=new, kind="effect")
        before = getattr(target, name)
        setattr(target, name, value)
        target.save()
        (found,) = content_differences(content_of(old), content_of(new))
        assert found.differences
        setattr(target, name, before)
        target.save()


def test_a_promise_is_known_again_through_several_copies(editions):
    first, second = editions
    PromiseSet.objects.filter(pk=second.pk).update(status="signed")
    second.refresh_from_db()
    third = new_edition(promise_set=second, by=make.user(), organisation=make.organisation(), reason="Igen")
    promise = Promise.objects.get(section__promise_set=third)
    promise.wording = "Något annat."
    promise.save()
    assert differences(first, third) == [("changed", "promise", "Något annat.")]
    assert (third.edition, third.slug) == (3, f"{first.slug}-utgava-3")


def test_periods_that_were_not_copied_are_compared_by_their_words(promise_set):
    other = make.signable(make.promise_set(council=promise_set.council, title="Medborgarlöften 2019"))
    section = make.section(promise_set=other, title="Annan rubrik")
    make.promise(section=section, wording="Ett annat löfte.")
    promise = make.promise(section=section, wording="Vi ska synas på torget varje vecka.")
    make.target(promise=promise, label="Synas", per="month", counting="each", unit="gång", units="gånger")
    assert sorted(one for one in differences(promise_set, other) if one[1] != "set") == sorted(
        [
            ("added", "promise", "Ett annat löfte."),
            ("changed", "promise", "Vi ska synas på torget varje vecka."),  # under another heading
            ("changed", "target", "Synas"),
            ("removed", "target", "Platser"),
            ("removed", "target", "Trygghet"),
        ]
    )


def test_a_reworded_promise_of_another_period_is_known_by_its_likeness(promise_set):
    other = make.signable(make.promise_set(council=promise_set.council, title="Medborgarlöften 2020"))
    section = make.section(promise_set=other, title="Närvaro")
    make.promise(section=section, wording="Kommunen ordnar fotboll på lovet.")
    promise = make.promise(section=section, wording="Vi ska synas på torget varje månad.")
    for target in Target.objects.filter(promise__section__promise_set=promise_set):
        places = list(target.places.all())
        target.pk, target.promise = None, promise
        target.save()
        target.places.set(places)
    assert [one for one in differences(promise_set, other) if one[1] != "set"] == [
        ("added", "promise", "Kommunen ordnar fotboll på lovet."),
        ("changed", "promise", "Vi ska synas på torget varje månad."),
    ]


def test_the_most_alike_are_brought_together_first(promise_set):
    other = make.promise_set(council=promise_set.council)
    section = make.section(promise_set=other, title="Närvaro")
    make.promise(section=section, wording="Vi ska synas på torget varje månad i år.")
    nearest = make.promise(section=section, wording="Vi ska synas på torget varje vecka!")
    found = [one for one in differences(promise_set, other) if one[1] == "promise"]
    assert found == [
        ("added", "promise", "Vi ska synas på torget varje månad i år."),
        ("changed", "promise", nearest.wording),
    ]


def test_an_amount_is_spelled_alike_and_told_as_people_write_it(editions):
    old, new = editions
    target = Target.objects.get(promise__section__promise_set=new, kind="effect")
    target.baseline = "41.50"
    target.save()
    found = content_of(new)["sections"][0]["promises"][0]["targets"]
    (effect,) = [one for one in found if one["label"] == "Trygghet"]
    assert (effect["baseline"], effect["threshold"]) == ("41.5", "70.5")
    assert "41,5" in effect["rule"]
    (changed,) = content_differences(content_of(old), content_of(new))
    assert ("61", "41,5") in [(one.before, one.after) for one in changed.differences]


def test_another_heading_and_another_order_are_told(promise_set):
    make.promise(section=Section.objects.get(), wording="Ett till.", order=30_000)
    draft = new_edition(promise_set=promise_set, by=make.user(), organisation=make.organisation(), reason="Ordning")
    section = Section.objects.get(promise_set=draft)
    Section.objects.filter(pk=section.pk).update(title="Trafik")
    assert {what for _kind, what, _name in differences(promise_set, draft)} == {"promise"}
    Section.objects.filter(pk=section.pk).update(title="Närvaro")
    last = section.promises.order_by("order").last()
    last.order = 0
    last.save()
    assert differences(promise_set, draft) == [("changed", "order", "")]


def test_a_target_that_was_split_in_two_is_changed_and_added(editions):
    old, new = editions
    target = Target.objects.get(promise__section__promise_set=new, label="Synas")
    make.target(promise=target.promise, label="Synas på kvällen", origin=target.origin)
    assert differences(old, new) == [("added", "target", "Synas på kvällen")]


def test_a_longer_period_is_told_of_the_set(promise_set):
    draft = new_edition(
        promise_set=promise_set,
        by=make.user(),
        organisation=make.organisation(),
        reason="Förlängs",
        last_day=date(2020, 6, 30),
    )
    (found,) = content_differences(content_of(promise_set), content_of(draft))
    (period,) = found.differences
    assert (period.before, period.after) == ("2019-01-01–2019-12-31", "2019-01-01–2020-06-30")
