"""Whatever is written in an activity, its file says the same when it is read in again."""

import datetime

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from councils.roles import Role
from councils.sheets.formulas import armed, disarmed
from councils.text import in_one_line, tidy
from promises.codes import ActivityType, CountQuality
from promises.models import Activity
from tests import factories as make
from tests.promises.test_spreadsheets import export, review

pytestmark = pytest.mark.django_db
SPITEFUL = [
    "=1+1",
    "'=1+1",
    "''",
    "'t",
    "+46",
    "-",
    "@a",
    ";",
    '"',
    "\n",
    "å",
    "😀",
    ",",
    "\t",
    "_x000D_",
    "<&>",
    " ",
    "a",
]
LETTERS = st.characters(exclude_categories=["Cs", "Nd", "Nl", "No"])  # numbers might be somebody's
TEXTS = st.lists(st.sampled_from(SPITEFUL) | st.text(LETTERS, max_size=9), max_size=9).map("".join)
ACTIVITIES = st.fixed_dictionaries(
    {
        "note": TEXTS.map(lambda text: tidy(text).strip()),
        "place_text": TEXTS.map(lambda text: in_one_line(tidy(text)).strip()[:120].strip()),
        "tags": st.lists(st.sampled_from(["riskkväll", "=a", "'b", "å ä"]), unique=True).map(sorted),
        "count": st.integers(0, 9_999),
        "reach": st.none() | st.integers(0, 1_000_000),
        "occurred_on": st.dates(datetime.date(2018, 12, 1), datetime.date(2020, 1, 31)),
        "activity_type": st.sampled_from(ActivityType.values),
        "count_quality": st.sampled_from(CountQuality.values),
        "is_beyond_ordinary": st.booleans(),
    }
)


# What once came back as something else.
MISREAD = ["_x000D_", "a_x005F_x000D_b", "'=1+1", "''=", "+46\n=x"]
PLAIN = {
    "place_text": "",
    "tags": [],
    "count": 1,
    "reach": None,
    "occurred_on": datetime.date(2019, 3, 14),
    "activity_type": ActivityType.OTHER,
    "count_quality": CountQuality.EXACT,
    "is_beyond_ordinary": False,
}


@given(TEXTS)
def test_a_cell_that_is_armed_is_disarmed_to_what_it_was(text):
    assert disarmed(armed(text)) == text
    assert not armed(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.fixture
def everyone():
    council = make.council(slug="overkalix")
    user = make.person(Role.COORDINATOR, council=council, organisation=make.parties_of(council)[1])
    client = Client()
    client.force_login(user)
    return client, user, [make.target(council=council, label=label) for label in ("Besök; torg", "Besök", "=Möte")]


@settings(
    max_examples=3,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(ACTIVITIES, min_size=3, max_size=8), kind=st.sampled_from(["csv", "xlsx"]))
@example(rows=[{**PLAIN, "note": note} for note in MISREAD], kind="xlsx")
@example(rows=[{**PLAIN, "note": note} for note in MISREAD], kind="csv")
def test_a_round_trip_changes_nothing(everyone, rows, kind):
    client, user, targets = everyone
    for number, facts in enumerate(rows):
        make.activity(targets=targets[: number % 3 + 1], by=user, **facts)
    _kept, found = review(client, export(client, kind), f"x.{kind}")
    told = [(one.row.faults, one.differences) for kind in ("changed", "faulty") for one in found.first.get(kind, ())]
    assert dict(found.counts) == {"unchanged": Activity.objects.count()}, told
