"""What is adopted stands in the database too, whoever asks and however."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from councils import frozen_pictures
from councils.models import Indicator, Picture
from tests.councils.picturing import council_with_a_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return council_with_a_picture()


@pytest.fixture
def adopted(world):
    indicator = Indicator.objects.create(council=world.council, name="Rån", unit="antal", source="Brå")
    picture = world.draft
    picture.contributions.create(organisation=world.police, crime="Få")
    picture.observations.create(organisation=world.police, text="Mörkt")
    picture.indicators.create(indicator=indicator)
    picture.title = "Ny rubrik"  # while it is a draft
    picture.status, picture.adopted_on, picture.as_adopted = "decided", date(2026, 3, 12), {"council": "Rådet"}
    picture.save()
    return picture


def refused(act):
    with pytest.raises(IntegrityError, match=frozen_pictures.REFUSAL), transaction.atomic():
        act()


def test_no_column_of_an_adopted_picture_changes(adopted):
    columns = {field.column for field in Picture._meta.concrete_fields}
    assert columns == {*frozen_pictures.STANDS, *frozen_pictures.LEFT_OPEN}
    rows = Picture.objects.filter(pk=adopted.pk)
    for change in (
        {"analysis": "Ny"},
        {"adopted_on": date(2026, 3, 13)},
        {"status": "draft"},
        {"as_adopted": {"council": "Annat"}},
        {"as_adopted": None},
    ):
        refused(lambda change=change: rows.update(**change))
    refused(lambda: rows._raw_delete("default"))


def test_nor_what_was_contributed_seen_and_counted(adopted):
    refused(lambda: adopted.contributions.update(crime="Många"))
    refused(lambda: adopted.observations.update(text="Ljust"))
    refused(lambda: adopted.indicators.update(comment="Fler"))
    for rows in (adopted.contributions, adopted.observations, adopted.indicators):
        refused(rows.all().delete)


def test_nothing_is_added_to_it(world, adopted):
    other = Indicator.objects.create(council=world.council, name="Bus", unit="antal", source="Brå")
    refused(lambda: adopted.contributions.create(organisation=world.municipal, crime="Få"))
    refused(lambda: adopted.observations.create(organisation=world.police, text="Ljust"))
    refused(lambda: adopted.indicators.create(indicator=other))


def test_nor_moved_into_it_from_a_draft(world, adopted):
    draft = Picture.objects.create(council=world.council, number=7, title="Nästa")
    seen = draft.observations.create(organisation=world.police, text="Ljust")
    refused(lambda: draft.observations.update(picture=adopted))
    draft.observations.update(text="Mörkt")
    assert draft.observations.get() == seen


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces a row that is in the way")
def test_nor_is_it_crowded_out_by_a_row_with_its_key(adopted):
    columns = ", ".join(f'"{field.column}"' for field in Picture._meta.concrete_fields if field.column != "id")
    with connection.cursor() as cursor:
        for verb in (
            f"INSERT OR REPLACE INTO councils_picture (id, {columns}) SELECT id, {columns} FROM councils_picture",
            f"INSERT OR REPLACE INTO councils_picture ({columns}) SELECT {columns} FROM councils_picture",
        ):
            refused(lambda verb=verb: cursor.execute(verb))


def test_a_later_one_may_replace_it_and_then_nothing_more(adopted):
    row = Picture.objects.get(pk=adopted.pk)
    row.status = "replaced"
    row.save()  # every column is written again, as it was
    refused(lambda: Picture.objects.filter(pk=adopted.pk).update(status="decided"))


def test_every_trigger_stands_after_all_migrations():
    assert frozen_pictures.missing(connection) == []


def test_a_trigger_that_is_gone_is_missed():
    frozen_pictures.remove(connection)
    assert len(frozen_pictures.missing(connection)) >= 5
    frozen_pictures.install(connection)
    assert frozen_pictures.missing(connection) == []
