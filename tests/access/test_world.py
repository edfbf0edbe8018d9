"""The world of the matrix is as rich as it must be: what is not in it cannot leak, and so would not be seen."""

import pytest
from django.db.models import CharField, JSONField, TextField

from promises.models import Activity
from tests.access.fingerprints import SHARED, models, rows_of, tenant_models, way_to_a_side

pytestmark = pytest.mark.django_db

# Tables that are a council's but hold no rows in the world, and why.
EMPTY = {
    "councils.CouncilUserObjectPermission": "rights are only ever given to groups",
    "councils.User_user_permissions": "rights are only ever given to groups",
    "auth.Group_permissions": "a group has its rights in one council, in our own table",
    "guardian.UserObjectPermission": "ours has a real key to the council",
    "guardian.GroupObjectPermission": "ours has a real key to the council",
    "account.EmailConfirmation": "addresses are not confirmed by mail",
    "admin.LogEntry": "written by the administration, which has nothing from inside a council",
    "mfa.Authenticator": "nobody here has one; that another's is a missing one, test_second_factor.py shows",
    "socialaccount.SocialToken": "what providers send is not kept",
}

# Columns of text in which nobody of the council has written, and why.
NOT_TYPED_BY_PEOPLE = {
    "password": "a digest",
    "sha256": "a digest",
    "code": "the beginning of a digest",
    "content": "a document made from the summary's snapshot",
    "previous_sha256": "a digest",
    "head": "a digest",
    "request_id": "made by the server",
    "actor_role": "codes",
    "provider": "a name in the deployer's file",
    "extra_data": "kept empty",
    "token_sha256": "a digest",
    "computed": "a code of the engine",
    "verb": "a code",
    "object_type": "the name of a model",
    "promises.Proposal.answers": "keys of the choices",
    "details": "plain values, never text that people typed",
    "activity_types": "codes",
    "standing": "codes and figures of the engine",
    "things": "keys of what a mail told of",
    "councils.AgendaItem.source": "what it was proposed from, a key",
    "councils.ReviewAnswer.question": "a code",
    "weekdays": "numbers",
    "months": "numbers",
    **{
        f"{model._meta.label}.history_change_reason": "asked for of activities only"
        for model in tenant_models()
        if model.__name__ != "HistoricalActivity"
    },
    "history_type": "a code",
    "auth.Group.name": "the council's number and a role",
}


def test_every_table_belongs_to_a_council_or_is_shared_for_a_stated_reason():
    nobodys = {model._meta.label for model in models() if not way_to_a_side(model)}
    assert nobodys == {label for label in SHARED if label in nobodys}, nobodys - SHARED.keys()
    assert SHARED.keys() <= {model._meta.label for model in models()}


@pytest.mark.parametrize("model", tenant_models(), ids=lambda model: model._meta.label)
def test_both_councils_have_rows_in_every_table(model, world):
    rows = [rows_of(model, side).count() for side in (world.a, world.b)]
    assert all(rows) if model._meta.label not in EMPTY else not any(rows), rows


@pytest.mark.parametrize("model", tenant_models(), ids=lambda model: model._meta.label)
def test_no_row_belongs_to_both_councils(model, world):
    a, b = (set(rows_of(model, side).values_list("pk", flat=True)) for side in (world.a, world.b))
    assert not a & b


def texts():
    """(model, column) of all text that people write."""
    for model in tenant_models():
        for field in model._meta.fields if model._meta.label not in EMPTY else ():
            known = {field.name, f"{model._meta.label}.{field.name}"} & NOT_TYPED_BY_PEOPLE.keys()
            if isinstance(field, CharField | TextField | JSONField) and not field.choices and not known:
                yield model, field.name


@pytest.mark.parametrize(("model", "name"), list(texts()), ids=lambda part: getattr(part, "__name__", part))
def test_every_text_of_a_council_holds_its_token(model, name, world):
    for side in (world.a, world.b):
        found = [str(value) for value in rows_of(model, side).values_list(name, flat=True) if value]
        assert found, f"{model.__name__}.{name} is empty for {side.token}"
        assert [value for value in found if side.token.casefold() not in value.casefold()] == []


def test_the_councils_rows_were_made_in_turn(world):
    a, b = ([rows.activity.pk, rows.other_activity.pk] for rows in (world.a.rows, world.b.rows))
    assert a[0] < b[0] < a[1] < b[1]
    assert Activity.objects.count() == 6


def test_no_sum_of_counts_is_the_same_for_both_councils(world):
    def sums(counts):
        return {counts[0], counts[1], sum(counts)}

    both = {one + other for one in sums(world.a.counts) for other in sums(world.b.counts)}
    assert not sums(world.a.counts) & (sums(world.b.counts) | both)
