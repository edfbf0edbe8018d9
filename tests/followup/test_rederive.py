"""What a frozen summary says can be reckoned again from the summary alone, and says the same after everything since."""

import copy
import json
import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.db.models import F

from councils.models import Council, Organisation, Place, User
from councils.roles import Role
from followup.document.facts import facts_of
from followup.document.pdf import summary_pdf
from followup.document.rederive import NoFacts, Unreadable, differences
from followup.document.snapshot import digest, printed, sha256_of, snapshot_of
from followup.models import Assessment, Summary
from followup.progress import set_progress
from promises.models import Activity, Credit, Measurement, Promise, PromiseSet, Target
from tests import factories as make
from tests.conftest import rolled_back

AT = datetime(2020, 1, 20, 12, tzinfo=UTC)
# Label → kind, rule, and the days and counts of what was done.
TARGETS = {
    "två under året": ("count", {"minimum": 2}, [("2019-03-14", 1), ("2019-09-02", 3)]),
    "många under året": ("count", {"minimum": 2000}, [("2019-03-14", 1250)]),
    "i snitt per vecka": ("count", {"minimum": 1, "per": "week", "counting": "average"}, [("2019-03-14", 57)]),
    "varje månad": (
        "count",
        {"minimum": 1, "per": "month", "counting": "each"},
        [("2019-01-31", 1), ("2019-12-31", 2)],
    ),
    "varje termin": ("count", {"minimum": 1, "per": "term", "counting": "each"}, [("2019-02-14", 1)]),
    "varje riskkväll": ("count", {"minimum": 1, "per": "occasion", "counting": "each"}, [("2019-04-30", 1)]),
    "inget gjort": ("count", {"minimum": 4, "per": "quarter", "counting": "each"}, []),
    "platser": ("coverage", {"minimum": 1}, [("2019-05-06", 1)]),
    "platser per halvår": ("coverage", {"minimum": 1, "per": "half_year"}, [("2019-05-06", 1), ("2019-08-06", 1)]),
    "klart för sent": ("deliverable", {"due_on": date(2019, 6, 30)}, [("2019-07-14", 1)]),
    "på begäran": ("on_demand", {}, [("2019-05-06", 2)]),
    "ingen frågade": ("on_demand", {}, []),
    "tryggare": ("effect", {"direction": "up", "baseline": Decimal("61.50"), "source": "enkäten 2018"}, []),
    "under gränsen": ("effect", {"direction": "at_most", "threshold": Decimal(40)}, []),
    "inte uppmätt": ("effect", {"direction": "up"}, []),
    "strävan": ("qualitative", {}, [("2019-05-06", 1)]),
    "nollvision": ("vision", {}, []),
}


@pytest.fixture(scope="module")
def frozen(django_db_setup, django_db_blocker):
    """An approved summary with targets of every kind, and the people and places around it."""
    with django_db_blocker.unblock(), rolled_back():
        council = make.council()
        promise_set = make.promise_set(council=council, slug="2019")
        for day in (date(2019, 4, 30), date(2019, 12, 13), date(2020, 4, 30)):
            make.occasion(council=council, day=day)
        make.term(council=council, first_day=date(2019, 1, 8), last_day=date(2019, 6, 14))
        make.term(council=council, first_day=date(2019, 8, 19), last_day=date(2019, 12, 20))
        places = [make.place(council=council) for _ in range(3)]
        section = make.section(promise_set=promise_set)
        for label, (kind, rule, done) in TARGETS.items():
            _target(section, places, label, kind, rule, done)
        people = {
            "municipality": make.person(Role.COORDINATOR, council=council),
            "police": make.person(Role.POLICE_MANAGER, council=council),
        }
        summary = make.approved(promise_set, **people, at=AT)
        yield SimpleNamespace(summary=summary, council=council, places=places, people=people, promise_set=promise_set)


def _target(section, places, label, kind, rule, done):
    own = places if kind == "coverage" else ()
    target = make.target(promise=make.promise(section=section), kind=kind, label=label, places=own, **rule)
    quality = "about" if label == "många under året" else "exact"
    for number, (day, times) in enumerate(done):
        make.activity(
            targets=[target],
            occurred_on=date.fromisoformat(day),
            count=times,
            count_quality=quality,
            place=places[number] if kind == "coverage" else None,
        )
    if label == "på begäran":
        make.request(target=target, count=3)
    if label in ("tryggare", "under gränsen", "nollvision"):
        make.measurement(target=target, value=Decimal("68.25"))


@pytest.fixture(autouse=True)
def undone(db, frozen):
    frozen.summary.refresh_from_db()


@pytest.fixture
def snapshot(frozen):
    return json.loads(json.dumps(frozen.summary.snapshot))


def targets_of(snapshot):
    return [target for section in snapshot["sections"] for one in section["promises"] for target in one["targets"]]


def test_an_approved_summary_comes_to_the_same_when_it_is_reckoned_again(snapshot, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert differences(snapshot) == []
    assert {target["kind"] for target in targets_of(snapshot)} == {kind for kind, _, _ in TARGETS.values()}
    assert len({target["computed_verdict"] for target in targets_of(snapshot)}) >= 5


@pytest.mark.parametrize("day", ["2018-12-01", "2019-01-01", "2019-05-06", "2019-12-31", "2020-01-01", "2030-01-01"])
def test_it_does_so_on_any_day_it_is_seen_from(frozen, day):
    progress = set_progress(frozen.promise_set, as_of=date.fromisoformat(day))
    assert differences(snapshot_of(Summary(promise_set=frozen.promise_set), progress)) == []


def test_promises_until_further_notice_and_years_without_terms_are_reckoned_again():
    target = make.target(minimum=1, per="term", counting="each", last_day=None)
    make.activity(targets=[target], occurred_on=date(2019, 5, 6))
    promise_set = target.promise_set
    for day in (date(2019, 8, 1), date(2021, 1, 1)):
        snapshot = snapshot_of(Summary(promise_set=promise_set), set_progress(promise_set, as_of=day))
        assert targets_of(snapshot)[0]["facts"]["calendar"] == {}
        assert differences(snapshot) == []


def test_facts_cost_no_question_of_the_database(frozen, django_assert_num_queries):
    progress = set_progress(frozen.promise_set, as_of=AT.date())
    snapshot_of(frozen.summary, progress, with_evidence=False)
    with django_assert_num_queries(0):
        assert all(facts_of(facts) for facts in progress.targets)


def test_a_judgement_of_people_stands_beside_what_is_reckoned(snapshot):
    target = targets_of(snapshot)[0]
    target.update(judged=True, verdict="largely_fulfilled")
    assert differences(snapshot) == []
    target.update(judged=False)
    assert [one.what for one in differences(snapshot)] == ["status"]


def numbers_in(value, way=()):
    """(the way there, the number) of every number, day, state and verdict that can be reckoned again."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from numbers_in(inner, (*way, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from numbers_in(inner, (*way, place))
    elif way[-1] in RECKONED and value not in (None, "") and (way[-1] != "value" or any(map(str.isdigit, value))):
        yield way, value


RECKONED = {
    *("outcome", "verdict", "computed_verdict", "arithmetic", "share", "activities"),
    *("state", "first_day", "last_day", "value"),
}


def changed(value):
    if isinstance(value, str) and any(map(str.isdigit, value)):
        place = next(place for place, sign in enumerate(value) if sign.isdigit())
        return f"{value[:place]}{(int(value[place]) + 1) % 10}{value[place + 1 :]}"
    return f"{value}x" if isinstance(value, str) else value + 1


def test_every_number_that_is_not_what_the_facts_come_to_is_found(snapshot):
    parts = {"sections": snapshot["sections"], "counts": snapshot["counts"]}
    ways = list(numbers_in(parts))
    assert len(ways) > 100
    for way, value in ways:
        if isinstance(value, str) and way[-1] in ("outcome", "arithmetic") and not any(map(str.isdigit, value)):
            continue  # nothing is reckoned in it
        inner = snapshot
        for step in way[:-1]:
            inner = inner[step]
        inner[way[-1]] = changed(value)
        assert differences(snapshot), way
        inner[way[-1]] = value


def test_an_activity_taken_out_of_the_evidence_or_changed_in_it_is_found(snapshot):
    for number, evidence in enumerate(snapshot["evidence"]):
        for change in (lambda rows: rows.pop(), lambda rows: rows[0].update(amount=rows[0]["amount"] + 1)):
            if evidence["rows"] and targets_of(snapshot)[number]["kind"] not in ("coverage", "deliverable"):
                tampered = copy.deepcopy(snapshot)
                change(tampered["evidence"][number]["rows"])
                if targets_of(snapshot)[number]["kind"] != "qualitative":
                    assert differences(tampered), evidence["target"]


def test_a_difference_says_where_and_what_and_both_numbers(snapshot):
    targets_of(snapshot)[0]["outcome"] = "5 av 2"
    (found,) = differences(snapshot)
    assert str(found) == "löfte 1, två under året, siffra: där står ”5 av 2”, men det räknas till ”4 av 2”"


def test_the_table_of_measured_figures_is_compared_where_there_is_one(snapshot):
    def row(number, label, baseline, value, on):
        return {"promise": number, "target": label, "baseline": baseline, "value": value, "on": on}

    snapshot["statistics"] = [
        row("13", "tryggare", "61,5", "68,25", "2019-03-14"),
        row("14", "under gränsen", "", "68,25", "2019-03-14"),
        row("15", "inte uppmätt", "", "", ""),
        row("17", "nollvision", "", "68,25", "2019-03-14"),
    ]
    assert differences(snapshot) == []
    snapshot["statistics"][0]["value"] = "68,5"
    assert [one.where for one in differences(snapshot)] == ["statistiken"]


def test_a_summary_from_before_facts_were_kept_is_told_apart_from_a_faulty_one(snapshot):
    for target in targets_of(snapshot):
        del target["facts"]
    with pytest.raises(Unreadable):
        differences(snapshot)
    with pytest.raises(NoFacts):
        differences({**snapshot, "format": 1})


@pytest.mark.parametrize("broken", [{}, {"format": 2}, {"format": 2, "sections": [{}]}, [], "text", None])
def test_what_is_no_summary_is_said_to_be_unreadable(broken):
    with pytest.raises(Unreadable):
        differences(broken)


# What comes after


def later_edits(frozen, ids, dice):
    """Things that people, or whoever is past the application, may do afterwards: any of them, on any row."""
    council, by = frozen.council, frozen.people["police"]
    day = date(2019, 1, 1) + timedelta(days=dice.randrange(365))

    def word():
        return f"Nytt {make.number()}"

    def one(model):
        return model.objects.filter(pk=dice.choice(ids[model]))

    return {
        "an activity's day and count": lambda: one(Activity).update(occurred_on=day, count=dice.randrange(9)),
        "what an activity counts for": lambda: one(Credit).update(amount=dice.randrange(99), window_start=day),
        "an activity counts no more": lambda: one(Credit).update(window_start=None),
        "a rule": lambda: one(Target).filter(minimum__isnull=False).update(minimum=F("minimum") + 1, label=word()),
        "a wording": lambda: one(Promise).update(wording=word()),
        "a place's name": lambda: one(Place).update(name=word()),
        "a party's name": lambda: one(Organisation).update(name=word(), short_name=word()),
        "a person's name": lambda: one(User).update(name=word(), title=word()),
        "the council's name": lambda: Council.objects.filter(pk=council.pk).update(name=word(), short_name=word()),
        "the period": lambda: PromiseSet.objects.filter(pk=frozen.promise_set.pk).update(last_day=day, title=word()),
        "a figure": lambda: one(Measurement).update(value=dice.randrange(99)),
        "a judgement": lambda: Assessment.objects.bulk_create(
            [Assessment(target=one(Target).get(), judgement="replaced", motivation=word(), judged_by=by, as_of=day)]
        ),
    }


EDITED = (Activity, Credit, Target, Promise, Place, Organisation, User, Measurement)


def test_a_thousand_later_edits_leave_every_byte_as_it_was(frozen):
    summary, dice = frozen.summary, random.Random(20190131)
    before = (summary.snapshot, summary.sha256, summary.code, bytes(summary.documents.get(kind="full").content))
    ids = {model: list(model.objects.values_list("pk", flat=True)) for model in EDITED}
    for number in range(1000):
        with transaction.atomic():
            dice.choice(list(later_edits(frozen, ids, dice).values()))()
        if number % 100 == 0:
            make.activity(targets=[], council=frozen.council, occurred_on=date(2019, 6, 1))
    summary = Summary.objects.get(pk=summary.pk)
    document = summary.documents.get(kind="full")
    assert (summary.snapshot, summary.sha256, summary.code, bytes(document.content)) == before
    assert digest(summary.snapshot) == summary.sha256
    assert sha256_of(bytes(document.content)) == document.sha256
    assert differences(summary.snapshot) == []
    assert summary_pdf(printed(summary)) == before[3]  # made anew it is the same paper
    now = snapshot_of(summary, set_progress(PromiseSet.objects.get(pk=frozen.promise_set.pk), as_of=AT.date()))
    assert targets_of(now) != targets_of(summary.snapshot)  # that which is counted did change
