"""Promises are read from a pasted text into a draft, and each proposed target is settled by a person."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from councils.models import AuditEntry, Organisation, PlaceSet
from councils.roles import Role
from promises.actions import proposals
from promises.actions.editing import AlreadySigned
from promises.actions.reading import AlreadyRead, InUse, NothingFound, TooManyFound, read_into, remove_reading
from promises.models import Promise, Proposal, Responsibility, Section, SourceText, Target
from promises.proposing import calendars_for, proposed
from promises.review import review_of
from tests import factories as make

pytestmark = pytest.mark.django_db

PAGE = """Medborgarlöften i Överkalix

Polisen och kommunen lovar att tillsammans öka tryggheten genom följande:

Synlig polis
• Polisen ska ha minst en medborgarkontakt per vecka där folk rör sig.
• Polis och kommun ska tillsammans gå minst en trygghetsvandring.

Mot narkotika
• Polis och kommun ska utbilda krögare. En utbildning ska hållas under året.
• Polisen ska tillsammans med tullen göra minst fyra insatser mot droger.

Uppföljning
En skriftlig sammanställning görs senast den 31 januari.
"""


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.fixture
def council():
    return make.council(slug="overkalix")


@pytest.fixture
def draft(council):
    return make.promise_set(council=council, slug="2020", status="draft", title="Medborgarlöften 2020")


@pytest.fixture
def anna(council):
    return make.person(Role.COORDINATOR, council=council)


def read(promise_set, text=PAGE, by=None):
    parties = [*make.parties_of(promise_set.council), *Organisation.objects.filter(name__startswith="Tull")]
    return read_into(promise_set=promise_set, by=by or make.user(), text=text, parties=parties)


# What is read


def test_each_promise_is_kept_word_by_word_below_its_heading(draft):
    source = read(draft)
    assert [
        (section.title, [promise.wording[:30] for promise in section.promises.all()])
        for section in draft.sections.all()
    ] == [
        ("Synlig polis", ["Polisen ska ha minst en medbor", "Polis och kommun ska tillsamma"]),
        ("Mot narkotika", ["Polis och kommun ska utbilda k", "Polisen ska tillsammans med tu"]),
    ]
    for promise in Promise.objects.all():
        assert promise.source == source
        assert PAGE[promise.source_start :].startswith(promise.wording)


def test_each_commitment_becomes_a_target_with_the_words_it_rests_on(draft):
    read(draft)
    found = [(PAGE[one.start : one.end], one.target.kind, one.target.minimum) for one in Proposal.objects.all()]
    assert ("en medborgarkontakt per vecka", "count", 1) in found
    assert ("fyra insatser", "count", 4) in found
    assert len(found) == 5


def test_a_bullet_with_two_commitments_has_two_targets(draft):
    read(draft)
    two = Promise.objects.get(wording__startswith="Polis och kommun ska utbilda")
    assert two.wording == "Polis och kommun ska utbilda krögare. En utbildning ska hållas under året."
    assert [(target.kind, target.minimum) for target in two.targets.all()] == [("qualitative", None), ("count", 1)]


def test_police_and_municipality_are_those_of_the_council_and_partners_are_found_by_name(draft):
    police, municipal = make.parties_of(draft.council)
    customs = make.organisation(name="Tullverket")
    make.organisation(name="Polisen i grannkommunen", kind="police")
    read(draft)
    parts = {
        promise.wording[:22]: [(row.organisation, row.part) for row in promise.responsibilities.all()]
        for promise in Promise.objects.all()
    }
    # The neighbours' police are not among those that the council knows.
    assert parts["Polisen ska ha minst e"] == [(police, "responsible")]
    assert parts["Polis och kommun ska t"] == [(police, "responsible"), (municipal, "responsible")]
    assert parts["Polisen ska tillsamman"] == [(police, "responsible"), (customs, "partner")]


def test_of_several_municipalities_those_that_sign_are_meant(draft):
    _, municipal = make.parties_of(draft.council)
    other = make.organisation(kind="municipality")
    draft.parties.set([municipal])
    text = "Kommunen lovar:\n- minst två trygghetsvandringar per år"
    read_into(promise_set=draft, by=make.user(), text=text, parties=[other, municipal])
    assert [row.organisation for row in Responsibility.objects.all()] == [municipal]


def test_a_heading_that_is_there_is_used_again(draft):
    make.promise(section=make.section(promise_set=draft, title="synlig polis", order=7), order=3)
    read(draft)
    assert [(one.title, one.order, one.promises.count()) for one in draft.sections.all()] == [
        ("synlig polis", 7, 3),
        ("Mot narkotika", 8, 2),
    ]


def test_the_history_and_the_log_say_who_read_it(draft, anna):
    source = read(draft, by=anna)
    assert {row.history_user for row in [*Promise.history.all(), *Target.history.all()]} == {anna}
    entry = AuditEntry.objects.latest("sequence")
    assert (entry.verb, entry.object_id, entry.actor) == ("read_promises_from_text", source.pk, anna)
    assert entry.details == {"promises": 4, "proposals": 5}


def test_the_same_text_is_read_once(draft):
    first = read(draft)
    with pytest.raises(AlreadyRead) as told:
        read(draft)
    assert told.value.source == first
    assert (SourceText.objects.count(), Promise.objects.count()) == (1, 4)


def test_the_same_text_can_be_read_into_another_set(draft):
    read(draft)
    read(make.promise_set(council=draft.council, status="draft"))
    assert SourceText.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("Det har varit en bra sommar i Överkalix.", NothingFound),
        ("Uppföljning\nPolisen ska redovisa arbetet varje år.", NothingFound),
        ("Polisen lovar:\n" + "- minst ett skolbesök per år\n" * 301, TooManyFound),
    ],
)
def test_what_is_no_page_of_promises_leaves_nothing(draft, text, error):
    with pytest.raises(error):
        read(draft, text)
    assert not SourceText.objects.exists()
    assert not Section.objects.exists()


@pytest.mark.parametrize("status", ["signed", "published", "closed", "superseded"])
def test_nothing_is_read_into_what_is_signed(council, status):
    with pytest.raises(AlreadySigned):
        read(make.promise_set(council=council, status=status))
    assert not SourceText.objects.exists()


def test_reading_sixty_promises_takes_as_many_queries_as_reading_one(draft):
    def queries(number):
        promise_set = make.promise_set(council=draft.council, status="draft")
        lines = [f"- minst {n} skolbesök per år" for n in range(2, number + 2)]
        make.parties_of(draft.council)
        with CaptureQueriesContext(connection) as asked:
            read(promise_set, "Polisen lovar:\n" + "\n".join(lines))
        return len(asked)

    queries(1)
    # A statement holds so many values on SQLite: rows with many columns are sent in a few.
    assert queries(60) <= queries(1) + 4


# What a person does with it


def proposal_of(promise_set, words, text=PAGE):
    """The proposal that rests on these words; the text is read first, if it has not been."""
    source = promise_set.sources.first() or read(promise_set, text)
    return next(one for one in source.proposals.all() if source.text[one.start : one.end].startswith(words))


def open_questions(proposal):
    source = proposal.source
    made = proposed(proposal, calendars_for(source.promise_set))
    return [question.about for question in made.questions if question.answer is None]


def answer(proposal, about, key, **more):
    return proposals.answer_question(proposal=proposal, by=make.user(), about=about, answer=key, **more)


def test_an_answer_makes_the_target_anew(draft):
    proposal = proposal_of(draft, "två besök", "Polisen lovar:\n- två besök på torget varje vecka")
    assert open_questions(proposal) == ["each_or_average"]
    before = Target.objects.get()
    other = "average" if before.counting == "each" else "each"
    answer(proposal, "each_or_average", other)
    after = Target.objects.get()
    assert (after.counting, after.version) == (other, before.version + 1)
    assert open_questions(Proposal.objects.get()) == []
    assert AuditEntry.objects.latest("sequence").verb == "answer_question"


def test_an_answer_can_be_changed_and_the_others_stay(draft):
    text = "Polisen lovar:\n- besök på torget varje vecka"
    proposal = proposal_of(draft, "", text)
    about = open_questions(proposal)
    assert len(about) > 1
    while left := open_questions(proposal):
        question = next(one for one in proposed(proposal, calendars_for(draft)).questions if one.about == left[0])
        proposal = answer(proposal, left[0], question.choices[0].key)
    given = dict(proposal.answers)
    proposal = answer(proposal, about[0], given[about[0]])
    assert Proposal.objects.get().answers == given


def test_an_answer_about_places_copies_those_of_the_set(draft):
    proposal = proposal_of(draft, "", "Polisen ska besöka samtliga skolor.")
    schools = PlaceSet.objects.create(council=draft.council, name="Alla skolor")
    schools.places.set([make.place(council=draft.council, name=name) for name in ("Norra", "Södra")])
    answer(proposal, "reach", "places")
    answer(proposal, "places", f"place_set:{schools.pk}", places=schools)
    target = Target.objects.get()
    assert (target.kind, [one.name for one in target.places.all()]) == ("coverage", ["Norra", "Södra"])
    schools.places.clear()
    assert target.places.count() == 2
    answer(proposal, "reach", "words")
    assert Target.objects.get().places.count() == 0


def test_a_target_changed_by_hand_is_not_written_over_by_an_answer(draft):
    proposal = proposal_of(draft, "två besök", "Polisen lovar:\n- två besök på torget varje vecka")
    target = Target.objects.get()
    target.minimum, target.version = 5, 2
    target.save()
    with pytest.raises(proposals.ChangedByHand):
        answer(proposal, "each_or_average", "each")
    assert Target.objects.get().minimum == 5
    assert Proposal.objects.get().answers == {}


def test_a_target_is_confirmed_once_and_as_it_was_read(draft, anna):
    proposal = proposal_of(draft, "en medborgarkontakt")
    with pytest.raises(proposals.ChangedMeanwhile):
        proposals.confirm_target(proposal=proposal, by=anna, version=proposal.target.version + 1)
    for _ in range(2):
        confirmed = proposals.confirm_target(proposal=proposal, by=anna, version=proposal.target.version)
    assert confirmed.confirmed_by == anna
    assert AuditEntry.objects.filter(verb="confirm_target").count() == 1


def test_an_answer_given_later_must_be_confirmed_again(draft, anna):
    proposal = proposal_of(draft, "två besök", "Polisen lovar:\n- två besök på torget varje vecka")
    proposals.confirm_target(proposal=proposal, by=anna, version=1)
    assert answer(proposal, "each_or_average", "each").confirmed_at is None


def test_all_without_questions_or_warnings_are_confirmed_together(draft, anna):
    source = read(draft)
    cards = review_of(source, draft)["cards"]
    assert [card for card in cards if card.open_questions] and [card for card in cards if card.warnings]
    waiting = [card.row for card in cards if card.open_questions or card.warnings]
    number = proposals.confirm_settled(source=source, by=anna)
    assert number == 5 - len(waiting) > 0 < len(waiting)
    assert list(source.proposals.filter(confirmed_at=None)) == waiting
    assert proposals.confirm_settled(source=source, by=anna) == 0
    assert AuditEntry.objects.filter(verb="confirm_targets").count() == 1


def test_a_divided_target_has_a_copy_with_the_same_words_and_answers(draft, anna):
    proposal = proposal_of(draft, "fyra insatser")
    copy = proposals.split_target(proposal=proposal, by=anna)
    one, other = copy.target.promise.targets.all()
    assert (one.label, one.minimum, one.per) == (other.label, other.minimum, other.per)
    assert (copy.start, copy.end, copy.commitment) == (proposal.start, proposal.end, proposal.commitment)
    assert other == copy.target
    assert other.history.count() == 1


def test_the_copy_of_what_was_changed_by_hand_is_by_hand_too(draft, anna):
    proposal = proposal_of(draft, "två besök", "Polisen lovar:\n- två besök på torget varje vecka")
    Target.objects.update(minimum=5, version=2)
    copy = proposals.split_target(proposal=proposal, by=anna)
    assert copy.target.minimum == 5
    with pytest.raises(proposals.ChangedByHand):
        answer(copy, "each_or_average", "each")


def test_a_dropped_target_leaves_its_promise(draft, anna):
    proposal = proposal_of(draft, "en medborgarkontakt")
    promise = proposal.target.promise
    following = proposals.drop_target(proposal=proposal, by=anna, whole_promise=False)
    assert promise.targets.count() == 0
    assert following.start > proposal.start


def test_the_whole_promise_can_go_and_its_heading_with_the_last_one(draft, anna):
    for words in ("en medborgarkontakt", "ett tillfälle", "en trygghetsvandring"):
        for proposal in (
            draft.sources.first().proposals.all() if draft.sources.exists() else read(draft).proposals.all()
        ):
            if PAGE[proposal.start : proposal.end].startswith(words):
                proposals.drop_target(proposal=proposal, by=anna, whole_promise=True)
    assert [section.title for section in draft.sections.all()] == ["Mot narkotika"]
    assert Promise.objects.count() == 2


def test_a_promise_with_another_target_stays_whatever_is_asked(draft, anna):
    proposal = proposal_of(draft, "En utbildning")
    promise = proposal.target.promise
    proposals.drop_target(proposal=proposal, by=anna, whole_promise=True)
    assert promise.targets.count() == 1


def test_what_something_has_been_logged_on_is_not_dropped(draft, anna):
    proposal = proposal_of(draft, "fyra insatser")
    make.activity(targets=[Target.objects.with_rules().get(pk=proposal.target_id)])
    with pytest.raises(InUse):
        proposals.drop_target(proposal=proposal, by=anna, whole_promise=True)
    with pytest.raises(InUse):
        remove_reading(source=proposal.source, by=anna)
    assert Proposal.objects.count() == 5


@pytest.mark.parametrize(
    "act",
    [
        lambda one, by: proposals.answer_question(proposal=one, by=by, about="article", answer="one"),
        lambda one, by: proposals.confirm_target(proposal=one, by=by, version=1),
        lambda one, by: proposals.confirm_settled(source=one.source, by=by),
        lambda one, by: proposals.split_target(proposal=one, by=by),
        lambda one, by: proposals.drop_target(proposal=one, by=by, whole_promise=True),
        lambda one, by: remove_reading(source=one.source, by=by),
    ],
    ids=["answer", "confirm", "confirm all", "split", "drop", "remove"],
)
def test_nothing_is_done_with_the_proposals_of_what_is_signed(draft, anna, act):
    proposal = proposal_of(draft, "fyra insatser")
    draft.status = "signed"
    draft.save()
    entries = AuditEntry.objects.count()
    with pytest.raises(AlreadySigned):
        act(proposal, anna)
    assert (Proposal.objects.count(), AuditEntry.objects.count()) == (5, entries)


# Taking it back


def test_all_that_was_read_goes_with_the_text(draft, anna):
    own = make.target(promise=make.promise(section=make.section(promise_set=draft, title="Eget")))
    source = read(draft)
    assert remove_reading(source=source, by=anna) == 0
    assert [section.title for section in draft.sections.all()] == ["Eget"]
    assert list(Target.objects.all()) == [own]
    assert not SourceText.objects.exists()
    read(draft)  # and it can be read again


def test_what_is_confirmed_stays_with_its_promise_and_the_text(draft, anna):
    proposal = proposal_of(draft, "fyra insatser")
    proposals.confirm_target(proposal=proposal, by=anna, version=1)
    assert remove_reading(source=proposal.source, by=anna) == 1
    assert list(Target.objects.all()) == [proposal.target]
    assert [section.title for section in draft.sections.all()] == ["Mot narkotika"]
    assert SourceText.objects.exists()
