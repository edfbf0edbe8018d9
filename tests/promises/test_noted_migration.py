"""The migration that makes a row of each target's figure: there and back again on filled data."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from promises.models import Target
from tests.early_database import early_database

COLUMN, ROWS = [("promises", "0005_logging")], [("promises", "0006_measured_is_a_row")]
FIRST_DAY, LAST_DAY = date(2019, 1, 1), date(2019, 12, 31)
NOTED = {"value": 5, "measured_on": date(2019, 3, 1), "source": "enkäten"}


@pytest.mark.own_database
def test_figures_move_from_their_column_to_rows_and_back(django_db_blocker):
    with django_db_blocker.unblock(), early_database(ROWS) as migrate:
        measured, nameless, empty, noted = make_targets(migrate(ROWS))
        old = migrate(COLUMN).get_model("promises", "Target")
        assert dict(old.objects.values_list("pk", "measured"))[noted] == 5
        old.objects.filter(pk=measured).update(measured="68.50")
        old.objects.filter(pk=nameless).update(measured="-1")
        moved = [
            (measured, LAST_DAY, Decimal("68.50"), "trygghetsmätningen"),
            (nameless, FIRST_DAY, Decimal(-1), "\N{EN DASH}"),
            (noted, date(2019, 3, 1), Decimal(5), "enkäten"),
        ]
        assert rows_of_figures(migrate(ROWS)) == moved

        old = migrate(COLUMN)
        values = dict(old.get_model("promises", "Target").objects.values_list("pk", "measured"))
        assert values == {measured: Decimal("68.50"), nameless: -1, empty: None, noted: 5}
        assert old.get_model("promises", "Measurement").objects.count() == 1
        assert rows_of_figures(migrate(ROWS)) == moved
    assert not hasattr(Target, "measured")


def make_targets(apps):
    """Keys of four: with a source, in a set without a last day, without a figure, and with one that was noted."""

    def make(model, **fields):
        return apps.get_model(model).objects.create(**fields)

    council = make("councils.Council", name="BRÅ", short_name="Överkalix", slug="overkalix")

    def target(slug, last_day=LAST_DAY, source=""):
        days = {"first_day": FIRST_DAY, "last_day": last_day}
        promise_set = make("promises.PromiseSet", council=council, title=slug, slug=slug, status="published", **days)
        section = make("promises.Section", promise_set=promise_set, title="Trafik")
        promise = make("promises.Promise", section=section, wording="Vi lovar.")
        return make("promises.Target", promise=promise, kind="effect", label=slug, source=source, direction="up")

    of_four = target("a", source="trygghetsmätningen"), target("b", last_day=None), target("c"), target("d")
    make("promises.Measurement", target=of_four[3], key=uuid4(), **NOTED)
    return [one.pk for one in of_four]


def rows_of_figures(apps):
    rows = apps.get_model("promises", "Measurement").objects
    return list(rows.order_by("target").values_list("target", "measured_on", "value", "source"))
