"""What is adopted stands in the database too, whoever asks and however."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from councils import frozen_pictures
from councils.models import Indicator, Picture
from tests.councils.picturing import council_with_a_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def adopted():
    world = council_with_a_picture()
    indicator = Indicator.objects.create(council=world.council, name="Rån", unit="antal", source="Brå")
    picture = world.draft
    picture.contributions.create(organisation=world.police, crime="Få")
    picture.observations.create(organisation=world.police, text="Mörkt")
    picture.indicators.create(indicator=indicator)
    picture.title = "Ny rubrik"  # while it is a draft
    picture.status, picture.adopted_on = "decided", date(2026, 3, 12)
    picture.save()
    return picture


def refused(act):
    with pytest.raises(IntegrityError, match=frozen_pictures.REFUSAL), transaction.atomic():
        act()


def test_no_column_of_an_adopted_picture_changes(adopted):
    columns = {field.column for field in Picture._meta.concrete_fields}
    assert columns == {*frozen_pictures.STANDS, *frozen_pictures.LEFT_OPEN}
    rows = Picture.objects.filter(pk=adopted.pk)
    for change in ({"analysis": "Ny"}, {"adopted_on": date(2026, 3, 13)}, {"status": "draft"}):
        refused(lambda change=change: rows.update(**change))
    refused(lambda: rows._raw_delete("default"))


def test_nor_what_was_contributed_seen_and_counted(adopted):
    refused(lambda: adopted.contributions.update(crime="Många"))
    refused(lambda: adopted.observations.update(text="Ljust"))
    refused(lambda: adopted.indicators.update(comment="Fler"))
    for rows in (adopted.contributions, adopted.observations, adopted.indicators):
        refused(rows.all().delete)


def test_a_later_one_may_replace_it_and_then_nothing_more(adopted):
    Picture.objects.filter(pk=adopted.pk).update(status="replaced")
    refused(lambda: Picture.objects.filter(pk=adopted.pk).update(status="decided"))


def test_every_trigger_stands_after_all_migrations():
    assert frozen_pictures.missing(connection) == []


def test_a_trigger_that_is_gone_is_missed():
    frozen_pictures.remove(connection)
    assert len(frozen_pictures.missing(connection)) >= 5
    frozen_pictures.install(connection)
    assert frozen_pictures.missing(connection) == []
