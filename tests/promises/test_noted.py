"""What is noted on a target beside activities: once for each key, never changed, taken back with a reason."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from councils.models import AuditEntry
from councils.roles import Role
from followup.actions.noted import note_deviation
from followup.models import Deviation
from promises.actions.life import new_edition
from promises.actions.noted import NotStanding, note_measurement, note_request, withdraw_note
from promises.models import Measurement, PromiseSet, Request
from tests import factories as make

A_DAY = make.A_DAY


def facts_of(model):
    return {
        Request: {"asked_on": A_DAY, "count": 2, "note": "Per telefon."},
        Measurement: {"measured_on": A_DAY, "value": Decimal(68), "source": "enkäten", "note": ""},
        Deviation: {"occurred_on": A_DAY, "reason": "weather", "text": "Snö.", "substitute": None},
    }[model]


KINDS = {
    Request: (note_request, "on_demand", {"count": 3}),
    Measurement: (note_measurement, "effect", {"value": Decimal("68.5")}),
    Deviation: (note_deviation, "count", {"text": "Storm."}),
}


def note(model, target, by, *, key=None, **changes):
    act, _, _ = KINDS[model]
    _, municipal = make.parties_of(target.promise_set.council)
    return act(target=target, by=by, organisation=municipal, key=key or uuid.uuid4(), **{**facts_of(model), **changes})


def lines(verb):
    return list(AuditEntry.objects.filter(verb=verb).values_list("object_type", "object_id", "actor", "details"))


@pytest.mark.django_db
@pytest.mark.parametrize("model", KINDS)
def test_a_note_is_kept_with_who_and_when_and_told_in_the_log(model):
    _, kind, _ = KINDS[model]
    target, by = make.target(kind=kind), make.user()
    saved = note(model, target, by)
    row = model.objects.get()
    assert (saved.note, saved.made, saved.is_same) == (row, True, True)
    assert (row.noted_by, row.organisation.kind) == (by, "municipality")
    assert all(getattr(row, name) == value for name, value in facts_of(model).items())
    assert lines(f"note_{model._meta.model_name}") == [("target", target.pk, by.pk, {"note": row.pk})]


@pytest.mark.django_db
@pytest.mark.parametrize("model", KINDS)
def test_the_same_key_again_is_the_same_note_and_other_content_is_told_from_it(model):
    _, kind, changes = KINDS[model]
    target, by, key = make.target(kind=kind), make.user(), uuid.uuid4()
    first = note(model, target, by, key=key)
    again = note(model, target, by, key=key)
    assert (again.note, again.made, again.is_same) == (first.note, False, True)
    assert note(model, target, by, key=key, **changes).is_same is False
    assert note(model, target, make.user(), key=key).is_same is False
    assert model.objects.count() == len(lines(f"note_{model._meta.model_name}")) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["draft", "shared", "superseded"])
@pytest.mark.parametrize("model", KINDS)
def test_nothing_is_noted_on_a_draft_or_on_an_edition_that_has_been_replaced(model, status):
    _, kind, _ = KINDS[model]
    target = make.target(kind=kind, status=status)
    with pytest.raises(NotStanding):
        note(model, target, make.user())
    assert not model.objects.exists()
    assert not AuditEntry.objects.filter(verb__startswith="note_").exists()


@pytest.mark.django_db
def test_closed_promises_still_take_notes():
    target = make.target(kind="effect", status="closed")
    assert note(Measurement, target, make.user()).made


@pytest.mark.django_db
def test_another_councils_activity_is_no_substitute():
    target, foreign = make.target(), make.activity(council=make.council())
    with pytest.raises(PermissionDenied):
        note(Deviation, target, make.user(), substitute=foreign)
    assert not Deviation.objects.exists()


@pytest.mark.django_db
def test_a_note_withdrawn_twice_is_withdrawn_once():
    target, by, other = make.target(kind="on_demand"), make.user(), make.user()
    row = note(Request, target, by).note
    withdraw_note(note=row, by=by, reason="Noterad två gånger.")
    withdraw_note(note=row, by=other, reason="Något annat.")
    row.refresh_from_db()
    assert (row.is_withdrawn, row.withdrawn_by, row.withdrawn_reason) == (True, by, "Noterad två gånger.")
    assert lines("withdraw_note") == [("target", target.pk, by.pk, {"note": row.pk, "noted": "request"})]
    assert not Request.objects.standing().exists()


@pytest.mark.django_db
def test_a_new_edition_takes_over_every_note_with_who_and_when_also_what_was_withdrawn():
    council = make.council()
    people = [make.person(role, council=council) for role in (Role.POLICE_MANAGER, Role.COORDINATOR)]
    promise = make.promise(council=council)
    targets = {model: make.target(promise=promise, kind=kind) for model, (_, kind, _) in KINDS.items()}
    substitute = make.activity(council=council)
    with time_machine.travel("2019-04-01T12:00:00+02:00"):
        rows = {model: note(model, target, people[0]).note for model, target in targets.items()}
        note(Deviation, targets[Deviation], people[0], substitute=substitute)
        withdraw_note(note=rows[Request], by=people[1], reason="Fel ort.")
    with time_machine.travel("2019-09-16T12:00:00+02:00"):
        old = promise.section.promise_set
        _, municipal = make.parties_of(council)
        draft = new_edition(promise_set=old, by=people[1], organisation=municipal, reason="Ny vecka")
        PromiseSet.objects.filter(pk=draft.pk).update(status="shared", organisation=None)
        make.signed(PromiseSet.objects.get(pk=draft.pk), people=people, signed_on=date(2019, 9, 10))
    for model, target in targets.items():
        was, became = (
            [
                {name: value for name, value in row.items() if name not in ("id", "target_id")}
                for row in model.objects.filter(**of).order_by("pk").values()
            ]
            for of in ({"target": target}, {"target__origin": target})
        )
        assert was == became != []
    with pytest.raises(NotStanding):
        note(Request, targets[Request], people[0])
    with pytest.raises(NotStanding):
        withdraw_note(note=rows[Measurement], by=people[0], reason="För sent.")
