"""The overviews of a set and of the whole council: worst first, narrowed through the address, with earlier periods."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.roles import Role
from followup.filters import FollowUpFilter
from followup.period_history import period_history
from followup.progress import set_progress
from followup.worst_first import attention
from promises.models import Activity
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = date(2019, 11, 20)


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.fixture
def council():
    return make.council(short_name="Överkalix", slug="overkalix")


@pytest.fixture
def promise_set(council):
    return make.promise_set(council=council, title="Löften 2019", slug="2019")


@pytest.fixture
def logged_in(client, council):
    client.force_login(make.person(Role.COORDINATOR, council=council))
    return client


def target(section, label, *days, theme="", responsible=None, **fields):
    promise = make.promise(section=section, wording=f"Vi lovar {label}.", responsible=responsible)
    type(promise).objects.filter(pk=promise.pk).update(theme=theme)
    made = make.target(promise=promise, label=label, **fields)
    for month, day in days:
        make.activity(targets=[made], occurred_on=date(2019, month, day))
    return made


@pytest.fixture
def mixed(promise_set):
    """Two sections with targets of several verdicts, not written in the order of their verdicts."""
    police, municipal = make.parties_of(promise_set.council)
    presence = make.section(promise_set=promise_set, title="Närvaro", order=1)
    traffic = make.section(promise_set=promise_set, title="Trafik", order=2)
    weekly = {"per": "week", "minimum": 1}
    return {
        "fulfilled": target(presence, "vandringar", (3, 1), responsible=[municipal]),
        "silent": target(presence, "insatser", (5, 1), (5, 2), minimum=2 + 1, theme="drugs"),
        "behind": target(presence, "kontakter", (11, 19), counting="average", responsible=[police], **weekly),
        "pressing": target(traffic, "utbildning", theme="traffic"),
        "out_of_reach": target(traffic, "veckor", (11, 19), counting="each", theme="traffic", **weekly),
        "effect": target(traffic, "fart", kind="effect", baseline=60, direction="down"),
        "vision": target(traffic, "noll", kind="vision"),
        "in_words": target(traffic, "samtal", (11, 1), kind="qualitative"),
    }


def labels(form, progress):
    return [
        facts.target.label for _, promises in form.kept(progress) for promise in promises for facts in promise.targets
    ]


def kept(promise_set, **query):
    progress = set_progress(promise_set, as_of=TODAY)
    return labels(FollowUpFilter(query, progress), progress)


def page(client, name="overview", *, status=200, **query):
    args = ["overkalix", "2019"] if name == "overview" else ["overkalix"]
    answer = client.get(reverse(f"followup:{name}", args=args), query)
    assert answer.status_code == status
    return answer


# The order of attention


def test_the_worst_comes_first_then_what_is_pressing_and_then_what_is_silent(promise_set, mixed):
    found = attention([set_progress(promise_set, as_of=TODAY)])
    assert [line.facts.target.label for line in found] == ["veckor", "kontakter", "utbildning", "insatser"]
    assert [line.silent_days for line in found][-1] == 202


@pytest.mark.parametrize(("day", "needs"), [(date(2019, 10, 22), False), (date(2019, 10, 21), True)])
def test_thirty_days_without_a_report_need_attention_while_the_period_runs(promise_set, day, needs):
    made = make.target(promise=make.promise(promise_set=promise_set), minimum=2)
    for at in (date(2019, 1, 2), day):
        make.activity(targets=[made], occurred_on=at, count=0 if at == day else 1)
    assert bool(attention([set_progress(promise_set, as_of=TODAY)])) is needs
    over = attention([set_progress(promise_set, as_of=date(2020, 2, 1))])
    assert [line.silent_days for line in over] == [0]  # partly fulfilled, and no longer something to log


def test_what_is_done_once_or_measured_is_never_called_silent(promise_set):
    promise = make.promise(promise_set=promise_set)
    make.target(promise=promise, kind="deliverable", due_on=date(2019, 12, 31))
    make.target(promise=promise, kind="effect")
    make.activity(targets=[make.target(promise=promise)], occurred_on=date(2019, 2, 1))  # fulfilled long ago
    assert [facts.silent_days for facts in set_progress(promise_set, as_of=TODAY).targets] == [0, 0, 0]


def test_attention_says_what_is_needed_by_whom_and_since_when(logged_in, mixed):
    body = page(logged_in).content.decode()
    listed = body.split('id="uppmarksamhet"')[1].split("</section>")[0]
    listed = " ".join(re.sub(r"<[^>]+>", " ", listed).split())
    assert "Polisen i Överkalix" in listed
    assert "Det behövs 51" in listed
    assert "Inget loggat på 202 dagar, senast 2019-05-02" in listed
    assert listed.index("Vi lovar veckor.") < listed.index("Vi lovar kontakter.")


# The filter


def test_the_filter_keeps_section_party_verdict_and_theme(promise_set, mixed):
    police, municipal = make.parties_of(promise_set.council)
    traffic = mixed["pressing"].promise.section
    assert kept(promise_set, avsnitt=traffic.pk) == ["utbildning", "veckor", "fart", "noll", "samtal"]
    assert kept(promise_set, lage="behind") == ["kontakter"]
    assert kept(promise_set, lage="uppmarksamhet") == ["insatser", "kontakter", "utbildning", "veckor"]
    assert kept(promise_set, tema="traffic", lage="out_of_reach") == ["veckor"]
    assert "vandringar" not in kept(promise_set, ansvarig=police.pk)
    assert "kontakter" not in kept(promise_set, ansvarig=municipal.pk)


def test_the_filter_orders_by_verdict_latest_activity_and_name(promise_set, mixed):
    assert kept(promise_set, ordning="lage")[:4] == ["veckor", "kontakter", "utbildning", "insatser"]
    assert kept(promise_set, ordning="lage")[-2:] == ["noll", "samtal"]
    assert kept(promise_set, ordning="senast")[:4] == ["kontakter", "veckor", "samtal", "insatser"]
    assert kept(promise_set, ordning="namn") == sorted(kept(promise_set))
    assert kept(promise_set) == kept(promise_set, ordning="avsnitt")


def test_only_what_is_set_stands_in_the_query(promise_set, mixed):
    progress = set_progress(promise_set, as_of=TODAY)
    form = FollowUpFilter({"lage": "behind", "ansvarig": "", "annat": "1"}, progress)
    assert form.query == "lage=behind"
    assert (form.narrows, FollowUpFilter({"ordning": "namn"}, progress).narrows) == (True, False)


BAD = [
    ("avsnitt", "9" * 400, "Avsnittet finns inte här."),
    ("ansvarig", "x", "Parten ansvarar inte för något löfte här."),
    ("lage", "bra", "Ett sådant läge finns inte."),
    ("tema", "<script>", "Ett sådant tema finns inte."),
    ("ordning", "-pk", "Så går det inte att sortera."),
]


@pytest.mark.parametrize(
    ("name", "field", "value", "said"),
    [*(("overview", *one) for one in BAD), ("council_overview", *BAD[0])],
)
def test_a_value_that_means_nothing_is_told_and_the_rest_of_the_choice_is_kept(
    logged_in, mixed, name, field, value, said
):
    other = {"tema": "traffic"} if field != "tema" else {"lage": "behind"}
    answer = page(logged_in, name, status=422, **{field: value}, **other)
    body = answer.content.decode()
    assert said in body and "<script>" not in body
    assert f'<option value="{next(iter(other.values()))}" selected>' in body
    assert answer.context["form"].query == "&".join(f"{key}={one}" for key, one in other.items())


def test_a_section_or_party_of_another_council_answers_as_one_that_is_missing(logged_in, mixed):
    there = make.promise(promise_set=make.promise_set())
    elsewhere = {"avsnitt": there.section_id, "ansvarig": there.responsible.first().pk}
    for field, row in elsewhere.items():
        foreign, missing = (_answer_to(logged_in, field, value) for value in (row, 999_999_999))
        assert foreign == missing


def _answer_to(client, field, value):
    """The page without what was asked, which its forms lead back to."""
    body = page(client, status=422, **{field: value}).content.decode().replace(f"{field}={value}", "")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", body)


@pytest.mark.parametrize("name", ["overview", "council_overview"])
def test_every_key_figure_opens_as_many_rows_as_it_says(logged_in, mixed, name):
    address = reverse(f"followup:{name}", args=["overkalix", "2019"][: 2 if name == "overview" else 1])
    body = logged_in.get(address).content.decode()
    figures = body.split('<dl class="key-figures">')[1].split("</dl>")[0]
    links = re.findall(r'<a href="(\?[^"#]+)#mal">(\d+)', figures)
    assert len(links) == 6
    for query, number in links:
        opened = logged_in.get(address + query.replace("&amp;", "&")).content.decode()
        rows = re.findall(r'<tr role="row">\s*<th class="what"', opened.split('id="mal"')[1])
        assert len(rows) == int(number), query


def test_effects_stand_apart_with_their_baseline_latest_figure_and_goal(logged_in, mixed):
    make.measurement(target=mixed["effect"], value=55, measured_on=date(2019, 10, 1), source="mätslangen")
    answer = page(logged_in)
    body = answer.content.decode().split('id="effekt"')[1].split("</section>")[0]
    said = " ".join(re.sub(r"<[^>]+>", " ", body).split())
    assert "andelen trygga" in said and "60" in said and "55 2019-10-01 · mätslangen ska minska Uppfyllt" in said
    assert "Vi lovar noll." in said and "Inget tal att nå" in said
    done = [
        facts.target.label for _, promises in answer.context["sections"] for one in promises for facts in one.targets
    ]
    assert "fart" not in done and "noll" not in done


# The whole council


def test_the_council_s_page_gathers_all_that_holds_worst_first(logged_in, council, mixed):
    other = make.promise_set(council=council, title="Sommarlöften", slug="sommar", first_day=date(2019, 6, 1))
    target(make.section(promise_set=other), "nätter", per="week", counting="each")
    later = make.promise_set(
        council=council, title="Löften 2020", slug="2020", first_day=date(2020, 1, 1), last_day=None
    )
    answer = page(logged_in, "council_overview")
    found = [line.facts.target.label for line in answer.context["urgent"]]
    assert found == ["nätter", "veckor", "kontakter", "utbildning", "insatser"]
    assert {one.promise_set.slug for one in answer.context["standing"].running} == {"2019", "sommar"}
    assert answer.context["standing"].coming == [later]
    assert "Börjar 2020-01-01" in answer.content.decode()


def test_a_day_of_a_summary_stays_until_it_is_approved(logged_in, council):
    made = make.promise_set(council=council, slug="forra", summary_due_on=date(2019, 10, 1), **_year(2018))
    make.target(promise=make.promise(promise_set=made))
    assert "50 dagar sedan" in page(logged_in, "council_overview").content.decode()
    make.frozen(made, at=datetime(2019, 11, 1, 12, tzinfo=UTC))
    assert "50 dagar sedan" not in page(logged_in, "council_overview").content.decode()


def _year(year):
    return {"first_day": date(year, 1, 1), "last_day": date(year, 12, 31)}


def ended(council, year, *, done):
    """A year with two targets of which so many were kept."""
    promise_set = make.promise_set(council=council, slug=str(year), **_year(year))
    promise = make.promise(promise_set=promise_set)
    for number in range(2):
        one = make.target(promise=promise)
        if number < done:
            make.activity(targets=[one], occurred_on=date(year, 3, 1))
    return promise_set


def test_an_approved_period_keeps_its_numbers_and_another_is_reckoned_and_says_so(logged_in, council):
    approved, reckoned = ended(council, 2018, done=2), ended(council, 2017, done=2)
    make.frozen(approved, at=datetime(2019, 1, 25, 12, tzinfo=UTC))
    for activity in Activity.objects.all():  # what counted no longer does
        activity.credits.update(window_start=None)
    found = period_history([approved, reckoned], today=TODAY)
    assert [(one.fulfilled, one.not_fulfilled, one.computable, one.is_approved) for one in found] == [
        (2, 0, 2, True),
        (0, 2, 2, False),
    ]
    body = page(logged_in, "council_overview").content.decode()
    assert "Siffrorna som båda parter godkände." in body
    assert "Räknat på det som är loggat nu." in body


def test_earlier_periods_take_as_many_queries_for_eight_as_for_two(council):
    taken = []
    for years in ((2017, 2018), range(2005, 2013)):
        sets = [ended(council, year, done=1) for year in years]
        for one in sets[::2]:
            make.frozen(one, at=datetime(2019, 1, 25, 12, tzinfo=UTC))
        with CaptureQueriesContext(connection) as captured:
            period_history(sets, today=TODAY)
        taken.append(len(captured))
    assert taken[0] == taken[1] <= 6


def test_a_draft_is_nowhere_on_the_council_s_page(logged_in, council):
    make.promise_set(council=council, title="Hemligt utkast", slug="utkast", status="draft")
    assert "Hemligt utkast" not in page(logged_in, "council_overview").content.decode()
    assert "Inga löften gäller just nu" in page(logged_in, "council_overview").content.decode()


def test_a_summary_of_another_period_that_is_late_is_told_on_the_page_of_a_set(logged_in, council, mixed):
    late = make.promise_set(council=council, slug="forra", summary_due_on=date(2019, 10, 1), **_year(2018))
    said = f"Sammanställningen av {late.title} skulle ha varit klar 2019-10-01."
    assert said in page(logged_in).content.decode()
    assert "Passerat" in page(logged_in, "council_overview").content.decode()
    make.frozen(late, at=datetime(2019, 11, 1, 12, tzinfo=UTC))
    assert said not in page(logged_in).content.decode()


def test_after_the_end_a_set_says_what_was_not_reached_and_nothing_of_what_waits(logged_in, council):
    made = ended(council, 2018, done=1)
    make.promise_set(council=council, slug="forra", summary_due_on=date(2019, 10, 1), **_year(2017))
    body = logged_in.get(reverse("followup:overview", args=["overkalix", made.slug])).content.decode()
    assert "Det som inte nåddes" in body
    assert "<h2>Kräver uppmärksamhet</h2>" not in body
    assert "Passerat" not in body
